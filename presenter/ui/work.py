"""What the windows know of the work on a deck: the text, the Show made of it, and when to look again."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from presenter.cell import Cell
from presenter.layout.show import Show
from presenter.problems import Problem
from presenter.store.document import Document, Draft, Stamp


class Work(Protocol):
    """A deck being worked on or shown."""

    @property
    def document(self) -> Document:
        """The text and its file."""

    @property
    def show(self) -> Cell[Show]:
        """The deck laid out, slide by slide when asked; a new one for every change of the text."""

    @property
    def fresh(self) -> Cell[int]:
        """Grows when pictures that were being made are ready: scenes are then to be asked for again."""

    def problems(self) -> tuple[Problem, ...]:
        """The Problems of the file, the front matter and the theme, placed."""

    def slide_problems(self, index: int) -> tuple[Problem, ...]:
        """The Problems of one slide, placed; lays the slide out if it was not."""

    def look_at_pictures(self, index: int) -> None:
        """See whether a picture of slide `index` has come, gone or changed on disk; if so, all are looked at again."""

    def refused_pictures(self) -> int:
        """How many pictures are not shown because they are outside the deck's folder."""

    def allow_pictures(self) -> frozenset[Path]:
        """Show them; gives every picture allowed so far, for the settings."""

    def open(self, path: Path) -> None:
        """Work on the deck in `path`. Raises UserError, and nothing has changed then."""

    def new(self) -> None:
        """Work on a deck that has no file yet."""

    def settle_in(self) -> None:
        """Give a deck without a file a folder for its pictures, until it is saved. Raises UserError."""

    def written(self, draft: Draft, now: Stamp | None) -> None:
        """The draft is in its file, which is the deck's from now on and looks like `now`."""
