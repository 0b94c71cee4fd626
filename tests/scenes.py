"""Scenes made by hand for tests: text flowed by the real shaper, without parser, theme or layout.

`content(...)` is a title with bullets, `text(...)` one box, `scene(...)` puts items on a slide, `StillShow` is a Show.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from presenter.model import Deck, DeckSettings, Slide, SlideSettings
from presenter.qt.shaper import QtShaper
from presenter.scene import Bullet, Color, Font, Item, Paragraph, Rect, Run, Scene, Text

INK = Color("#1f2933")
PAPER = Color("#ffffff")
ACCENT = Color("#2563eb")
SIZE = (960.0, 540.0)


def run(text: str, size: float = 24, **look: Any) -> Run:
    """One run; `family bold italic role tracking caps` go to its font, the rest to the run."""
    face = {key: look.pop(key) for key in ("family", "bold", "italic", "role", "tracking", "caps") if key in look}
    return Run(text, Font(face.pop("family", "Calibri"), size, **face), look.pop("color", INK), **look)


def paragraph(*runs: Run | str, size: float = 24, **more: Any) -> Paragraph:
    """A paragraph of runs; strings are plain ones."""
    return Paragraph(tuple(run(part, size) if isinstance(part, str) else part for part in runs), **more)


def item(*runs: Run | str, size: float = 24, mark: str = "•", **more: Any) -> Paragraph:
    """A list item with a hanging bullet."""
    bullet = more.pop("bullet", None) or Bullet(mark, Font("Calibri", size), ACCENT)
    return paragraph(*runs, size=size, margin=1.1 * size, indent=-1.1 * size, before=8.0, bullet=bullet, **more)


def text(box: Rect, *paragraphs: Paragraph, shaper: QtShaper | None = None, **more: Any) -> Text:
    """A Text whose lines are set in `box` from its top."""
    shaper, lines, top = shaper or QtShaper(), [], 0.0
    for index, one in enumerate(paragraphs):
        top += one.before if index else 0.0
        flowed = shaper.flow(one, box.w)
        lines += [line.moved(0.0, top, index) for line in flowed]
        top += sum(line.height for line in flowed)
    return Text(box, tuple(paragraphs), tuple(lines), **more)


def scene(*items: Item, background: Any = PAPER, size: tuple[float, float] = SIZE, **more: Any) -> Scene:
    """A slide of these items."""
    return Scene(size, background, tuple(items), **more)


def content(title: str, bullets: Sequence[str | Paragraph], **more: Any) -> Scene:
    """A title above a list."""
    head = text(Rect(60, 40, 840, 60), paragraph(run(title, 40, bold=True)), role="title")
    points = [item(point) if isinstance(point, str) else point for point in bullets]
    return scene(head, text(Rect(60, 130, 840, 360), *points), title=title, **more)


class StillShow:
    """A Show of scenes made beforehand; scenes whose index is in `hidden` are hidden slides."""

    def __init__(self, *scenes: Scene, hidden: Sequence[int] = (), path: Path | None = None, **settings: Any) -> None:
        slides = [Slide("", SlideSettings(hidden=index in hidden), (), steps=one.steps) for index, one in enumerate(scenes)]
        count = len(scenes)
        self.deck = Deck("", DeckSettings(**settings), slides, [0] * count, list(range(count)))
        self.path = path
        self._scenes = scenes

    @property
    def theme(self) -> Any:
        """No painter or page writer asks for the theme."""
        raise AssertionError("the theme is not for painters")

    def scene(self, index: int) -> Scene:
        """Slide `index` laid out."""
        return self._scenes[index]

    def slide(self, index: int) -> Slide:
        """Slide `index` as read."""
        return self.deck.slides[index]

    def notes(self, index: int, width: float) -> tuple[Item, ...]:
        """These slides have none."""
        return ()
