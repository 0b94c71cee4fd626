"""Show -> what the speaker says, as a text file (.txt) or a Markdown file (.md): each slide's title and its notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from presenter.export.report import Options, Report, SlideReport
from presenter.export.told import note_lines
from presenter.files import atomic
from presenter.layout.show import Show
from presenter.model import Slide, plain_text
from presenter.problems import UserError


def write_text(show: Show, path: Path, options: Options) -> Report:
    """Write the notes as plain words. Raises UserError when no slide has notes or the world refuses."""
    return _write(show, path, options, "txt", _as_text)


def write_markdown(show: Show, path: Path, options: Options) -> Report:
    """Write the notes as they were written. Raises UserError when no slide has notes or the world refuses."""
    return _write(show, path, options, "md", _as_markdown)


def _write(show: Show, path: Path, options: Options, form: str, told: Callable[[int, Slide], str]) -> Report:
    begun = perf_counter()
    every = range(len(show.deck.slides))
    wanted = options.slides if options.slides is not None else [i for i in every if not show.slide(i).settings.hidden]
    if not any(show.slide(index).notes.strip() for index in wanted):
        raise UserError("there are no notes to write", "write them in a comment: <!-- what to say -->")
    title = show.deck.settings.title
    head = "" if not title else f"# {title}\n\n" if form == "md" else f"{title}\n{'=' * len(title)}\n\n"
    parts, reports = [], []
    for done, index in enumerate(wanted, 1):
        slide = show.slide(index)
        parts.append(told(index + 1, slide))
        reports.append(SlideReport(index + 1, slide.title, {"notes": 1} if slide.notes.strip() else {}))
        options.progress(done, len(wanted))
    with atomic(path) as part:
        part.write_text(head + "\n".join(parts), encoding="utf-8", newline="\n", errors="replace")
    return Report(str(show.path or ""), form, tuple(reports), perf_counter() - begun)


def _as_text(number: int, slide: Slide) -> str:
    title = f"{number}. {slide.title}".rstrip()
    lines = []
    for line in note_lines(slide):
        mark = f"{line.bullet} " if line.bullet else ""
        lines.append("    " * max(0, line.level - (1 if line.bullet else 0)) + mark + plain_text(line.spans))
    return "\n".join([title, "-" * len(title), *lines, ""])


def _as_markdown(number: int, slide: Slide) -> str:
    title = f"## {number}. {slide.title}".rstrip()
    notes = slide.notes.strip()
    return f"{title}\n\n{notes}\n" if notes else f"{title}\n"
