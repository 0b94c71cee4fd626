"""A slide that cannot be laid out → a Scene in its place: its title and a small card; the reason becomes a Problem."""

from __future__ import annotations

import logging
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

from presenter import trace
from presenter.layout.shaper import Assets, Shaper
from presenter.model import Callout, Heading, Slide, SlideSettings, Span
from presenter.problems import Problem, Severity
from presenter.scene import Scene
from presenter.theme.model import Theme

if TYPE_CHECKING:
    from presenter.layout.arrange import Page

log = logging.getLogger("presenter")
FAILED = "slide-failed"
CARD = "This slide cannot be shown."


def stand_in(slide: Slide, theme: Theme, page: Page, shaper: Shaper, assets: Assets, error: Exception) -> Scene:
    """What is shown instead of `slide`, with as many steps as it has. Never raises."""
    from presenter.layout.arrange import arrange

    log.error("a slide cannot be laid out: %s: %s", type(error).__name__, error)
    trace.event("fault", error="".join(traceback.format_exception(error)))
    why = f"this slide cannot be laid out ({type(error).__name__}: {error})"
    problem = Problem(FAILED, why, "a fault of the program: please report it with the deck; taking parts away may help", Severity.ERROR, 0)
    try:
        scene = arrange(_plain(slide), theme, page, shaper, assets)
    except Exception:
        log.exception("and nothing can be laid out in its place")
        scene = Scene(theme.size, theme.background, (), title=slide.title)
    return replace(scene, steps=slide.steps, problems=(problem,))


def _plain(slide: Slide) -> Slide:
    """The slide's title and the card, without anything of its own."""
    card = Callout(kind="warning", title=(Span(CARD),), blocks=())
    title = (Heading(level=1, spans=(Span(slide.title),)),) if slide.title else ()
    return replace(
        slide, blocks=(*title, card), settings=SlideSettings(layout="content"), backgrounds=(), split=None, steps=0, problems=()
    )
