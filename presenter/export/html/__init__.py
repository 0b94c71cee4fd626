"""Show -> one .html file that needs nothing else: pictures inside, no network, real text, steps, keys, print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from presenter.export.html.items import Slideshow
from presenter.export.html.marks import escaped, number
from presenter.export.report import Options, Report, SlideReport
from presenter.files import atomic
from presenter.layout.show import Show
from presenter.model import Heading, Paragraph
from presenter.parse.tongue import tongue
from presenter.parse.tree import walk
from presenter.spans import plain_text

HERE = Path(__file__).parent


def write(show: Show, path: Path, options: Options) -> Report:
    """Write the show to `path` as a web page, whole or not at all; hidden slides are left out, notes too unless asked for.

    Raises UserError when the world refuses, Cancelled when a person stops it.
    """
    begun = perf_counter()
    every = range(len(show.deck.slides))
    wanted = options.slides if options.slides is not None else tuple(i for i in every if not show.slide(i).settings.hidden)
    reports: list[SlideReport] = []
    with atomic(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
        for piece in _page(show, wanted, reports, options):
            file.write(piece)
    return Report(str(show.path or ""), "html", tuple(reports), perf_counter() - begun)


def _page(show: Show, wanted: tuple[int, ...], reports: list[SlideReport], options: Options) -> Iterator[str]:
    yield _head(show, wanted)
    change = show.deck.settings.transition or show.theme.transition
    slideshow = Slideshow(show.theme, {index: n for n, index in enumerate(wanted, 1)}, change, options.notes)
    for n, index in enumerate(wanted, 1):
        section, report = slideshow.slide(show.slide(index), show.scene(index), index)
        reports.append(report)
        yield section
        options.progress(n, len(wanted))
    yield f"</main>\n<script>{_script()}</script>\n</body>\n</html>\n"


def _script() -> str:
    return _data("show.js") + _data("console.js")


def _data(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _language(show: Show, wanted: tuple[int, ...]) -> str:
    """The language the deck names, else the one its words are certainly in: a wrong one makes a screen reader read it with
    the wrong voice, and none with the person's own."""
    if show.deck.settings.lang:
        return show.deck.settings.lang
    blocks = (block for index in wanted for block in walk(show.slide(index).blocks) if isinstance(block, (Paragraph, Heading)))
    return tongue(" ".join(plain_text(block.spans) for block in blocks))


def _head(show: Show, wanted: tuple[int, ...]) -> str:
    """Everything before the first slide. The policy allows this page's own script, styles and pictures, nothing else."""
    settings, lang = show.deck.settings, _language(show, wanted)
    title = settings.title or next((t for i in wanted[:1] if (t := show.slide(i).title)), "") or "Slides"
    digest = base64.b64encode(hashlib.sha256(_script().encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    w, h = settings.size
    named = (("author", settings.author), ("description", settings.description), ("keywords", settings.keywords))
    metas = "".join(f'<meta name="{name}" content="{escaped(value)}">\n' for name, value in named if value)
    told = f' lang="{escaped(lang)}"' if lang else ""
    sizes = f":root{{--w:{number(w / 100)};--h:{number(h / 100)}}}\n@page{{size:{number(w)}pt {number(h)}pt;margin:0}}\n"
    return (
        f'<!DOCTYPE html>\n<html{told}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escaped(policy)}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"{metas}<title>{escaped(title)}</title>\n<style>\n{sizes}{_data('show.css')}</style>\n</head>\n<body>\n"
        '<p class="status" role="status"></p>\n<main>\n'
    )


__all__ = ["write"]
