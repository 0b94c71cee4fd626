"""A deck's path → a Show without a window, and from it exports and Problems: what the command line and the tools share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from presenter import registry, trace
from presenter.files import make_folder
from presenter.problems import Problem, UserError, told_once

if TYPE_CHECKING:
    from presenter.export.report import Options, Report, SlideReport
    from presenter.layout.show import Show
    from presenter.talk.ink import Strokes
    from presenter.theme.model import Theme

FOLDER_FORMATS = ("png", "svg")  # one file a slide, so the export is a folder

INK_FORMATS = ("pdf", "png", "svg", "pptx")

NOTES_FORMATS = ("txt", "md")  # what the speaker says

Progress = Callable[[int, int], None]


def load_theme(name: str, show_settings: object, folder: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The deck's theme, or the one asked for by `name`; raises UserError when that one is not there."""
    from presenter import theme
    from presenter.model import DeckSettings

    assert isinstance(show_settings, DeckSettings)
    found, problems = theme.load(name or show_settings.theme, show_settings, folder)
    if name and (unknown := next((p for p in problems if p.code == "unknown-theme"), None)):
        raise UserError(unknown.message.split(";")[0], unknown.hint)  # nothing stands in for it
    return found, problems


@contextmanager
def open_show(path: Path, theme: str = "") -> Iterator[tuple[Show, tuple[Problem, ...]]]:
    """The deck at `path` ready to export, with the Problems of its front matter and theme (placed).

    Pictures, formulas and diagrams are waited for. Raises UserError when the file cannot be read.
    """
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.application import application
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore
    from presenter.store.document import read
    from presenter.store.settings import Settings
    from presenter.theme import placed

    loaded = read(path)
    folder = path.resolve().parent
    deck = parse(loaded.text, folder=folder)
    trace.event("parsed", deck=str(path), slides=len(deck.slides))
    look, problems = load_theme(theme, deck.settings, folder)
    application()
    assets = AssetStore(folder, blocking=True, allow=Settings().allowed)
    try:
        found = (*loaded.problems, *deck.problems, *placed(problems, deck.text))
        yield arrange_show(deck, look, QtShaper(look.fonts), assets, path), found
    finally:
        assets.close()


def slide_problems(show: Show, index: int) -> tuple[Problem, ...]:
    """The Problems of slide `index` (from 0), of reading and of laying it out, placed in the file."""
    from presenter.parse.lost_links import lost_links

    found = (*show.slide(index).problems, *lost_links(show.deck, index), *show.scene(index).problems)
    return tuple(dict.fromkeys(show.deck.placed(problem, index) for problem in found))


def check(path: Path, progress: Progress = lambda done, total: None) -> tuple[Problem, ...]:
    """Every Problem of the deck at `path`, placed, in the order of the file. Raises UserError when it cannot be read."""
    with open_show(path) as (show, problems):
        found = list(problems)
        total = len(show.deck.slides)
        for index in range(total):
            found += slide_problems(show, index)
            progress(index + 1, total)
    return told_once(found)


def target(path: Path, form: str, output: Path | None, inside: bool, kind: str = "") -> Path:
    """Where the export of the deck at `path` goes: beside the deck, or where `output` says (`inside`: it is a folder).

    `kind` is a word for the file's name where it holds something else than the slides (notes, handout)."""
    kind = kind or ("notes" if form in NOTES_FORMATS else "")
    stem = f"{path.stem}-{kind}" if kind else path.stem
    name = stem if form in FOLDER_FORMATS else f"{stem}.{form}"
    if output is None:
        return path.with_name(name)
    if inside:
        return output / name
    if form in FOLDER_FORMATS:
        return output.with_suffix("") if output.suffix == f".{form}" and not output.is_dir() else output
    return output / name if output.is_dir() else output


def export(path: Path, form: str, out: Path, options: Options, theme: str = "", ink: bool = False) -> Report:
    """Write the deck at `path` as `form` to `out`, with `ink` what was drawn on it in talks too; the Report holds
    every Problem of each exported slide."""
    begun = perf_counter()
    with open_show(path, theme) as (show, problems):
        write = registry.exporter(form)
        if out.resolve() == path.resolve():
            raise UserError(f"{out} is the deck itself", "give another -o")
        if ink:
            options = replace(options, ink=_ink_of(path, form, show))
        make_folder(out.parent, out)
        report: Report = write(show, out, options)
        slides = tuple(_with_problems(show, problems, slide) for slide in report.slides)
    report = replace(report, deck=str(path), format=form, slides=slides, seconds=perf_counter() - begun)
    trace.event("exported", deck=str(path), format=form, path=str(out), slides=len(slides), seconds=round(report.seconds, 3))
    return report


def _ink_of(path: Path, form: str, show: Show) -> Callable[[int, int | None], Strokes]:
    """What was drawn on each slide until each step, None being the last."""
    from presenter.store.ink import InkFile, ink_file

    if form not in INK_FORMATS:
        raise UserError(f"ink cannot be drawn in {form}", f"it can in {', '.join(INK_FORMATS)}")
    ink = InkFile(path).read(show.deck)
    if not ink:
        raise UserError(f"there is no ink for {path}", f"what is drawn in a talk is kept in {ink_file(path).name}")

    def strokes(slide: int, step: int | None) -> Strokes:
        page = ink.page(slide)
        return page.strokes if step is None else page.seen(step)

    return strokes


def _with_problems(show: Show, deck_wide: tuple[Problem, ...], slide: SlideReport) -> SlideReport:
    index = slide.slide - 1
    mine = (p for p in deck_wide if show.deck.slide_at_line(max(0, (p.line or 1) - 1)) == index)
    own = (p if p.slide is not None else show.deck.placed(p, index) for p in slide.problems)
    return replace(slide, problems=tuple(dict.fromkeys((*mine, *slide_problems(show, index), *own))))
