"""Deck -> the document's properties: what PowerPoint shows under File, Info."""

from __future__ import annotations

import datetime
import os

from pptx.presentation import Presentation

from presenter.export.pptx.xml import FORBIDDEN, HEAD, language
from presenter.layout.show import Show


def set_core(presentation: Presentation, show: Show, title: str) -> None:
    """Title, author, subject, keywords, language and times. The times are the deck file's, so that the same deck
    gives the same file."""
    settings = show.deck.settings
    core = presentation.core_properties
    core.title = _plain(settings.title or title)
    core.author = _plain(settings.author)
    core.subject = _plain(settings.description)
    core.keywords = _plain(settings.keywords)
    core.language = language(settings.lang)
    core.last_modified_by = _plain(settings.author) or "Presenter"
    core.created = core.modified = _written(show)
    core.revision = 1


def _plain(text: str) -> str:
    return FORBIDDEN.sub("", text)[:255]


def _written(show: Show) -> datetime.datetime:
    try:
        stamp = show.path.stat().st_mtime if show.path else 0.0
    except OSError:
        stamp = 0.0
    asked = os.environ.get("SOURCE_DATE_EPOCH", "")
    stamp = float(asked) if asked.isdecimal() and len(asked) < 12 else stamp
    now = datetime.datetime.now(datetime.UTC)
    moment = datetime.datetime.fromtimestamp(min(max(stamp, 315_532_800), 4e9), datetime.UTC) if stamp else now
    return moment.replace(tzinfo=None, microsecond=0)


def app_xml(slides: int, notes: int, hidden: int, wide: bool) -> str:
    """`docProps/app.xml`."""
    page = "Widescreen" if wide else "On-screen Show (4:3)"
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Presenter</Application><PresentationFormat>{page}</PresentationFormat>"
        f"<Slides>{slides}</Slides><Notes>{notes}</Notes><HiddenSlides>{hidden}</HiddenSlides></Properties>"
    )
