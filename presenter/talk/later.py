"""Slides to come back to when there are questions: Talk + Slides → Talk."""

from __future__ import annotations

from dataclasses import replace

from presenter.talk import state
from presenter.talk.state import Slides, Talk


def put_by(talk: Talk) -> Talk:
    """Put this slide by, or no longer."""
    here = {talk.slide}
    return replace(talk, later=tuple(sorted({*talk.later} ^ here)))


def go_on(talk: Talk, slides: Slides, now: float) -> Talk:
    """To the next slide that was put by, after the last one to the first; the talk as it is where there is no other."""
    others = [slide for slide in talk.later if slide != talk.slide and slide < slides.count]
    if not others:
        return talk
    after = [slide for slide in others if slide > talk.slide]
    return state.goto(talk, slides, (after or others)[0], now)
