"""The ink of a deck ⇄ `NAME.ink.json` beside it: strokes as vectors, by the identity of their slide."""

from __future__ import annotations

import json
import math
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from presenter.files import atomic
from presenter.model import Deck
from presenter.problems import UserError
from presenter.talk.ink import NO_INK, Ink, Mark, Page, Stroke
from presenter.talk.session import find, mark

VERSION = 1
LARGEST = 50_000_000  # bytes
FARTHEST = 100_000.0  # points


def ink_file(deck: Path) -> Path:
    """Where the ink of a deck is."""
    return deck.with_suffix(".ink.json")


class InkFile:
    """The ink of one deck."""

    def __init__(self, deck: Path) -> None:
        self.file = ink_file(deck)
        self._foreign = False  # something is there that is not ours to replace

    def read(self, deck: Deck) -> Ink:
        """The ink, on the slides of `deck` as it is now; none when there is no file, or none that can be read."""
        try:
            if self.file.stat().st_size > LARGEST:
                raise ValueError("too large")
            values = json.loads(self.file.read_text(encoding="utf-8"))
            lost = tuple(_page(entry) for entry in values["slides"])
        except FileNotFoundError:
            return NO_INK
        except (OSError, ValueError, LookupError, TypeError, RecursionError, OverflowError):
            self._foreign = True
            return NO_INK
        return Ink(lost=lost).moved(lambda index: mark(deck, index), lambda told: find(deck, told))

    def write(self, ink: Ink, deck: Deck) -> None:
        """Put the ink beside the deck, whole or not at all; without any ink there is no file. Raises UserError."""
        if self._foreign:
            raise UserError(f"{self.file.name} is no ink of ours", "move it away, then draw again")
        if not ink:
            with suppress(OSError):
                self.file.unlink()
            return
        marked = [*((mark(deck, slide), page) for slide, page in sorted(ink.pages.items())), *ink.lost]
        slides = [{**asdict(told), "strokes": [_values(s) for s in page.strokes]} for told, page in marked if page.strokes]
        with atomic(self.file, sync=False) as part:
            part.write_text(json.dumps({"version": VERSION, "slides": slides}, ensure_ascii=False), encoding="utf-8")


def _values(stroke: Stroke) -> dict[str, Any]:
    points = [round(value, 2) for point in stroke.points for value in point]
    values = {"step": stroke.step, "pen": stroke.pen, "color": stroke.color, "points": points}
    return {**values, "pressures": [round(p, 2) for p in stroke.pressures]} if stroke.pressures else values


def _page(entry: dict[str, Any]) -> tuple[Mark, Page]:
    """Raises ValueError, KeyError or TypeError for what is no page of ink."""
    told = Mark(int(entry["index"]), *(str(entry.get(name, "")) for name in ("id", "digest", "title")))
    return told, Page(tuple(map(_stroke, entry["strokes"])))


def _stroke(values: dict[str, Any]) -> Stroke:
    numbers = [float(value) for value in values["points"]]
    if not numbers or len(numbers) % 2 or not all(math.isfinite(n) and abs(n) < FARTHEST for n in numbers):
        raise ValueError("points")
    pen, color = values["pen"], values["color"]
    if pen not in ("pen", "highlighter") or not re.fullmatch(r"#[0-9a-fA-F]{6}", color):
        raise ValueError("pen")
    pressures = tuple(min(max(float(p), 0.0), 1.0) for p in values.get("pressures", ()))
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    return Stroke(max(0, int(values["step"])), pen, color, points, pressures if len(pressures) == len(points) else ())
