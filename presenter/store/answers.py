"""What the asset store answers: a formula at another size, the words when nothing came, a colour that may go into a file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec

from presenter.layout.shaper import Answer
from presenter.problems import Problem
from presenter.scene import Image


def scaled(answer: Answer, factor: float) -> Answer:
    """The same picture so many times as large; the same answer for the same question."""
    image = answer.image
    if image is None or factor == 1.0:
        return answer
    return _scaled_image(image, factor)


@lru_cache(4096)
def _scaled_image(image: Image, factor: float) -> Answer:
    return Answer(image=replace(image, width=image.width * factor, height=image.height * factor, depth=image.depth * factor))


def gave_up(title: str, why: str = "", seconds: float = 0.0) -> Problem:
    """That nothing came: it took too long (`why` = time), or the child died of it."""
    if why == "time":
        return Problem("asset-slow", f"{title} took more than {seconds:.0f} seconds to draw and was stopped", "make it simpler or smaller")
    return Problem("asset-failed", f"{title} could not be drawn: the drawing process ended", "make it simpler or smaller")


@lru_cache(1)
def plays() -> bool:
    """Whether QtMultimedia is installed: a film's still is another then."""
    return find_spec("PySide6.QtMultimedia") is not None


def in_file(color: str) -> str:
    """The colour if it is one: it goes into a file."""
    with suppress(ValueError):
        if color.startswith("#") and len(color) in (4, 7, 9) and int(color[1:], 16) >= 0:
            return color
    return "#000000"
