"""Show + Options -> the sheets to be written: a slide on each, several small ones, or one with its notes below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from presenter.export.report import Options
from presenter.layout.show import Show
from presenter.qt.pages import pages
from presenter.scene import Scene


@dataclass(frozen=True, eq=False)
class Placed:
    """A scene on a sheet: its corner `at` in points and its scale. `slide` is None for the sheet's own words."""

    scene: Scene
    slide: int | None = None
    step: int | None = None
    at: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    framed: bool = False


@dataclass(frozen=True, eq=False)
class Sheet:
    """A page: its size in points, what stands on it, and what it is called."""

    size: tuple[float, float]
    parts: tuple[Placed, ...]
    label: str = ""


def sheets(show: Show, options: Options) -> Iterator[Sheet]:
    """The sheets that `options` ask for, in order."""
    for index, scene, step in pages(show, options):
        label = f"{index + 1}.{step}" if step else str(index + 1)
        yield Sheet(scene.size, (Placed(scene, index, step),), label)
