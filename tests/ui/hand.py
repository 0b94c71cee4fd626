"""A deck laid out by hand: slides of one colour each, so that a pixel tells which slide and step is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from presenter.cell import Cell
from presenter.model import Deck, DeckSettings, Slide, SlideSettings
from presenter.problems import Problem
from presenter.scene import Color, Item, Rect, Scene, Shape
from presenter.store.document import Document

COLORS = ("#c01010", "#10a010", "#1010c0", "#c0a010", "#10a0a0", "#a010a0")
STEP = Color("#ffffff")


def scene(index: int, steps: int = 0, size: tuple[float, float] = (960.0, 540.0)) -> Scene:
    """A page in colour `index` with a white square for each step, entering one by one along the top."""
    squares = tuple(Shape(Rect(40.0 + 100 * i, 40.0, 60.0, 60.0), fill=STEP, step=i + 1) for i in range(steps))
    return Scene(size, Color(COLORS[index % len(COLORS)]), squares, steps=steps, title=f"Slide {index + 1}")


@dataclass
class HandShow:
    """Fulfils layout.show.Show. `steps[i]` clicks on slide i, negative for a hidden slide."""

    steps: tuple[int, ...]
    transition: str = "none"
    size: tuple[float, float] = (960.0, 540.0)
    path: Path | None = None
    theme: object = None
    laid_out: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        texts = [f"# Slide {i + 1}\n\n" for i in range(len(self.steps))]
        starts = [sum(map(len, texts[:i])) for i in range(len(texts))]
        slides = [
            Slide(
                texts[i],
                SlideSettings(hidden=n < 0, transition=self.transition),
                (),
                notes=f"Say **{i + 1}**",
                steps=max(0, n),
                title=f"Slide {i + 1}",
            )
            for i, n in enumerate(self.steps)
        ]
        self.deck = Deck("".join(texts), DeckSettings(), slides, starts, [2 * i for i in range(len(slides))])
        self.scenes = [scene(i, max(0, n), self.size) for i, n in enumerate(self.steps)]

    def scene(self, index: int) -> Scene:
        self.laid_out.append(index)
        return self.scenes[index]

    def slide(self, index: int) -> Slide:
        return self.deck.slides[index]

    def notes(self, index: int, width: float) -> tuple[Item, ...]:
        return ()


class HandWork:
    """Fulfils ui.work.Work."""

    def __init__(self, *steps: int, transition: str = "none", size: tuple[float, float] = (960.0, 540.0)) -> None:
        show = HandShow(steps, transition, size)
        self.document = Document(text=show.deck.text)
        self.show: Cell[HandShow] = Cell(show)
        self.fresh = Cell(0)

    def problems(self) -> tuple[Problem, ...]:
        return ()

    def slide_problems(self, index: int) -> tuple[Problem, ...]:
        return ()

    def look_at_pictures(self, index: int) -> None:
        pass


class Clock:
    """A wall clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.second = 1_700_000_000.0

    def __call__(self) -> float:
        return self.second


def wait_for(condition: Callable[[], bool], milliseconds: int = 30_000) -> bool:
    """Let Qt work until the condition holds; False if it never did."""
    from PySide6.QtTest import QTest

    clock = time.monotonic() + milliseconds / 1000
    while not condition():
        if time.monotonic() > clock:
            return False
        QTest.qWait(5)
    return True
