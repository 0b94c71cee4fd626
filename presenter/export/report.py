"""What an export did: per slide what went out native, what as a picture and why, and every Problem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from presenter.problems import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """How to export. `progress(done, total)` is called after each slide and may raise Cancelled to stop.

    `steps`: one page a step instead of one a slide (pdf, png, svg, html). `pixels`: PNG size.
    `slides`: indices to export, None = all that are not hidden (PowerPoint keeps hidden slides, hidden).
    `handout`: so many slides on a page of paper (pdf; 0 = a page a slide); `notes`: each slide with its speaker notes below
    (pdf), or in the speaker's window (html); `paper`: a4 or letter, for handouts and notes pages.
    `embed_fonts`: fonts that are not on every computer go into the file where their licence lets them (pptx).
    `ink(slide, step)`: the strokes drawn on a slide in a talk (talk.ink.Stroke), for pdf, png, svg and pptx.
    """

    steps: bool = False
    pixels: tuple[int, int] = (1920, 1080)
    progress: Callable[[int, int], None] = lambda done, total: None
    slides: tuple[int, ...] | None = None
    handout: int = 0
    notes: bool = False
    paper: str = "a4"
    embed_fonts: bool = False
    ink: Callable[[int, int | None], tuple[Any, ...]] = lambda slide, step: ()


@dataclass(frozen=True, slots=True)
class SlideReport:
    """One slide: `native` counts things by kind, `pictures` lists (kind, why)."""

    slide: int
    title: str
    native: dict[str, int] = field(default_factory=dict)
    pictures: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole export."""

    deck: str
    format: str
    slides: tuple[SlideReport, ...]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """The report in the shape the command line writes: deck, format, slides, seconds."""
        return {
            "deck": self.deck,
            "format": self.format,
            "slides": [
                {
                    "slide": s.slide,
                    "title": s.title,
                    "native": dict(s.native),
                    "pictures": [{"kind": k, "why": w} for k, w in s.pictures],
                    "problems": [
                        {
                            "slide": p.slide,
                            "line": p.line,
                            "severity": str(p.severity),
                            "code": p.code,
                            "message": p.message,
                            "hint": p.hint,
                        }
                        for p in s.problems
                    ],
                }
                for s in self.slides
            ],
            "seconds": round(self.seconds, 3),
        }
