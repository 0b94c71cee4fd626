"""What a person wants exported -> the command line's words for it, and where the files go by themselves."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from presenter.headless import FOLDER_FORMATS, INK_FORMATS, target

FORMATS = (
    ("pptx", "PowerPoint (.pptx)"),
    ("pdf", "PDF (.pdf)"),
    ("html", "Web page (.html)"),
    ("png", "Pictures (a folder of .png)"),
    ("svg", "Drawings (a folder of .svg)"),
    ("txt", "Notes as text (.txt)"),
    ("md", "Notes as Markdown (.md)"),
)
STEPS = ("steps", "A page for every step")
SLIDES = ("slides", "Slides")
PAGES: dict[str, tuple[tuple[str, str], ...]] = {
    "pdf": (
        SLIDES,
        STEPS,
        ("2", "Handout, 2 slides on a page"),
        ("3", "Handout, 3 slides and room to write"),
        ("4", "Handout, 4 slides on a page"),
        ("6", "Handout, 6 slides on a page"),
        ("9", "Handout, 9 slides on a page"),
        ("notes", "Notes pages"),
    ),
    "html": (("slides", "Slides, without notes"), ("notes", "Slides, and notes in the speaker's window")),
    "png": (SLIDES, STEPS),
    "svg": (SLIDES, STEPS),
}
PAPERS = (("a4", "A4"), ("letter", "Letter"))
SIZES = ("1280x720", "1920x1080", "3840x2160")


@dataclass(frozen=True)
class Wish:
    """A choice made: `pages` is one of PAGES of the format, `size` pixels of a png as WIDTHxHEIGHT, `ink` whether what was
    drawn in talks goes with it, `fonts` whether a PowerPoint file carries fonts that not every computer has."""

    form: str = "pptx"
    pages: str = "slides"
    paper: str = "a4"
    size: str = "1920x1080"
    ink: bool = False
    fonts: bool = False

    @property
    def takes_ink(self) -> bool:
        """Whether what was drawn in talks can go with it."""
        return self.form in INK_FORMATS

    @property
    def on_paper(self) -> bool:
        """Whether it needs to know the paper."""
        return self.form == "pdf" and (self.pages == "notes" or self.pages.isdecimal())

    @property
    def is_folder(self) -> bool:
        """Whether each deck becomes a folder of files."""
        return self.form in FOLDER_FORMATS

    def target(self, deck: Path) -> Path:
        """Where the deck's export goes when nothing else is asked."""
        kind = ("notes" if self.pages == "notes" else "handout") if self.on_paper else ""
        return target(deck, self.form, None, False, kind)

    def words(self, decks: tuple[Path, ...], place: str, report: str) -> list[str]:
        """The words behind `presenter` that do it."""
        several = place.rstrip("/" + os.sep) + os.sep if len(decks) > 1 else place
        words = ["export", *map(str, decks), "--to", self.form, "-o", several, "--report", report]
        if self.pages == "steps":
            words.append("--steps")
        elif self.pages == "notes":
            words.append("--notes")
        elif self.pages.isdecimal():
            words += ["--handout", self.pages]
        if self.on_paper:
            words += ["--paper", self.paper]
        if self.form == "png":
            words += ["--size", self.size]
        if self.ink and self.takes_ink:
            words.append("--ink")
        if self.fonts and self.form == "pptx":
            words.append("--embed-fonts")
        return words
