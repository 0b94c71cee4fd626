"""The questions layout asks the outside: how text falls into lines, and what pictures there are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from presenter.problems import Problem
from presenter.scene import Font, Image, Line, Paragraph


class Shaper(Protocol):
    """Sets text in lines. Widths and positions are points; the answers do not depend on any screen."""

    def flow(self, paragraph: Paragraph, width: float) -> tuple[Line, ...]:
        """Break `paragraph` into lines no wider than `width` less its margins.

        Lines start at top 0, `paragraph` index 0; `x` includes margin and alignment. Each line is
        1.2 x size x spacing high, size being the largest on the line, and taller where an inline picture needs it.
        An empty paragraph gives one empty line of its first run's (or bullet's) font.
        With `wrap=False` lines break only at U+2028.
        """

    def width(self, paragraph: Paragraph) -> float:
        """The width of the widest line when nothing wraps, margins included."""

    def min_width(self, paragraph: Paragraph) -> float:
        """The width of the longest word (what cannot break), margins included."""

    def missing(self, paragraph: Paragraph) -> str:
        """The characters that no installed font has a glyph for, each once."""

    def installed(self, font: Font) -> bool:
        """Whether the font's family or one of its metric twins is installed."""

    def __hash__(self) -> int:
        """Memos ask by shaper."""

    def has_face(self, family: str) -> bool:
        """Whether a family of exactly this name is installed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Assets says: an image when ready; neither image nor problem while it is still being made.

    While pending, `size` is the natural size in points if the file's first bytes tell it, so that nothing jumps.
    Of a film or a sound `image` is a still, `file` the author's own file, and `seconds` its length, 0 where nobody knows.
    """

    image: Image | None = None
    problem: Problem | None = None
    size: tuple[float, float] | None = None
    file: Path | None = None
    seconds: float = 0.0

    @property
    def pending(self) -> bool:
        """Still being made; ask again when `Assets.version` has changed."""
        return self.image is None and self.problem is None


@dataclass(frozen=True, slots=True)
class DiagramLook:
    """The theme's colours (`#rrggbb`) and font for a diagram."""

    text: str
    line: str
    node: str
    node_border: str
    accents: tuple[str, ...]
    background: str
    font: str
    font_size: float = 16.0


class Assets(Protocol):
    """Gives pictures, formulas and diagrams, never blocking (unless it was made to block, for exports)."""

    @property
    def version(self) -> int:
        """Grows whenever a pending answer has become ready."""

    def picture(self, src: str) -> Answer:
        """The author's picture `src` (a path relative to the deck's folder, or a data: URL)."""

    def clip(self, src: str, sound: bool, start: float = 0.0) -> Answer:
        """A still of the film `src`, or a card with its name; a Problem beside it when there is none for want of a program."""

    def formula(self, tex: str, display: bool, size: float, color: str) -> Answer:
        """A LaTeX formula at `size` points in `color` (`#rrggbb`), as SVG with its depth."""

    def diagram(self, lang: str, source: str, look: DiagramLook) -> Answer:
        """A diagram (`mermaid`) as SVG in the theme's colours."""
