"""What Qt leaves out of a PDF -> appended to it: language, outline, links, page display."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from presenter.model import DeckSettings
from presenter.scene import Scene


@dataclass
class Outline:
    """What stands on which page."""

    pages: list[tuple[int, Scene, int | None]] = field(default_factory=list)

    def page(self, slide: int, scene: Scene, step: int | None) -> None:
        """One more page."""
        self.pages.append((slide, scene, step))


def finish(path: Path, settings: DeckSettings, outline: Outline) -> None:
    """Append to the file what Qt did not write."""
