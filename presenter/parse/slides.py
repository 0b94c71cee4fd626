"""Chunk + what it inherits -> Slide, remembered by value: the same words in the same context are the same Slide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from presenter.memo import Memo
from presenter.model import Blocks, Container, Figure, Heading, Math, Slide, Spans, StyleRule, plain_text
from presenter.parse.air import without_air
from presenter.parse.chunk import Chunk, Pair, slug
from presenter.parse.context import Context
from presenter.parse.eyebrow import logo_aside, title_first
from presenter.parse.floats import beside_floats
from presenter.parse.frames import on_frames
from presenter.parse.grid import set_columns
from presenter.parse.icons import MARK, without_icons
from presenter.parse.images import Ground, read_images, read_span_images
from presenter.parse.origin import Origin, line_of, placed, with_origin
from presenter.parse.settings import slide_settings
from presenter.parse.smart import with_marks
from presenter.parse.steps import assign_steps
from presenter.parse.style import NO_SHEET, Sheet, read_sheet
from presenter.parse.svg import with_variables
from presenter.parse.tree import same_or_new, walk, with_children
from presenter.problems import Problem, Severity

if TYPE_CHECKING:
    from presenter.parse.markdown import Reading

UNTITLED = frozenset(("pandoc", "reveal"))  # where a heading without words is no title
NO_CONTEXT = Context()
LONGEST = 100_000  # characters of one slide that are read
REMEMBERED = 700_000  # characters of slides kept beyond those of the deck that is open: some 500 slides


@dataclass(frozen=True, slots=True)
class Inherited:
    """All that a slide's reading depends on beside its own source; a memo key."""

    pairs: tuple[Pair, ...] = ()  # directives in force, this slide's own included
    context: Context = NO_CONTEXT
    counts: tuple[tuple[str, int], ...] = ()  # how often its headings' slugs came before
    sheet: Sheet = NO_SHEET  # the deck's CSS
    dialect: str = "house"
    smart: str | None = None  # the language whose quotation marks are set, None: as written
    frames: tuple[Chunk, ...] = ()  # the slides that it is made on
    worked_out: str = ""  # its source, where words of the front matter were put into it


_MEMO: Memo[Slide] = Memo(REMEMBERED)


def slide_of(source: str, chunk: Chunk, inherited: Inherited) -> Slide:
    """The Slide of `source` (as written in the deck), read now unless it is remembered."""
    return _MEMO.get((source, inherited), lambda: read_slide(source, chunk, inherited), 800 + len(source))


def read_slide(source: str, chunk: Chunk, inherited: Inherited) -> Slide:
    """Read one slide."""
    from presenter.parse.markdown import read, read_inline

    if inherited.frames or chunk.template:
        chunk = on_frames(chunk, inherited.frames)
    context = inherited.context
    reading = read(bounded(chunk.source), context)
    reading = _on_its_lines(reading, chunk.origin) if chunk.origin else reading
    reading = replace(reading, blocks=without_air(reading.blocks)) if "br" in chunk.source or "$" in chunk.source else reading
    blocks, ground = read_images(reading.blocks) if "![" in chunk.source or "<img" in chunk.source else (reading.blocks, Ground())
    pairs: dict[str, Any] = dict(inherited.pairs)
    if inherited.dialect in UNTITLED and len(blocks) > 1 and isinstance(blocks[0], Heading) and not plain_text(blocks[0].spans).strip():
        blocks = blocks[1:]  # it only begins the slide and gives it its ground
    blocks = _as_meant(blocks, chunk.source, bool(pairs.get("class")), inherited)
    rules, sheet_problems = _own_rules(reading.styles)
    classes = pairs.get("class", ())
    rules = inherited.sheet.for_classes(classes) + rules
    blocks = _with_ids(set_columns(blocks, rules), dict(inherited.counts))
    in_turn = "nonincremental" not in classes and (context.incremental or "incremental" in classes)
    blocks, steps = assign_steps(blocks, fragments=context.fragments, incremental=in_turn, flip_quotes=inherited.dialect == "pandoc")
    settings, pictures = slide_settings(
        pairs,
        read_span_images(read_inline(pairs["header"], context)) if pairs.get("header") else (),
        read_span_images(read_inline(pairs["footer"], context)) if pairs.get("footer") else (),
        ground,
        rules,
    )
    notes = "\n\n".join(filter(None, (str(pairs.get("notes", "")), *chunk.notes, *reading.notes)))
    headings = tuple((b.level, b.id, plain_text(b.spans).strip()) for b in walk(blocks) if isinstance(b, Heading))
    return Slide(
        source=source,
        settings=settings,
        blocks=blocks,
        notes=notes,
        note_blocks=read(notes, replace(context, fragments=False, incremental=False)).blocks if notes else (),
        backgrounds=tuple(ground.backgrounds) or pictures,
        split=ground.split if ground.backgrounds else None,
        split_direction=ground.direction,
        steps=steps,
        title=next((words for _, _, words in headings if words), ""),
        headings=headings,
        problems=(*chunk.problems, *reading.problems, *sheet_problems, *_badges(ground, chunk.origin), *_too_long(chunk.source)),
        math_count=_count_math(blocks),
    )


def _as_meant(blocks: Blocks, source: str, classed: bool, inherited: Inherited) -> Blocks:
    """What other programs and pages of the web make of some blocks."""
    if "class=" in source and MARK.search(source):
        blocks = without_icons(blocks)
    if classed:
        blocks = title_first(blocks)
    if blocks and isinstance(blocks[0], (Figure, Container)):
        blocks = logo_aside(blocks)
    if "<img" in source and ("right" in source or "left" in source):
        blocks = beside_floats(blocks)
    if inherited.smart is not None:
        blocks = with_marks(blocks, inherited.smart)
    if "<svg" in source and "var(" in source:
        blocks = with_variables(blocks, dict(inherited.sheet.variables))
    return blocks


def _on_its_lines(reading: Reading, origin: Origin) -> Reading:
    """What was read of a rewritten slide, on the lines that its author wrote."""
    return replace(
        reading,
        blocks=with_origin(reading.blocks, origin),
        styles=tuple((line_of(line, origin), css, scoped) for line, css, scoped in reading.styles),
        problems=tuple(placed(problem, origin) for problem in reading.problems),
    )


def bounded(source: str) -> str:
    """`source`, or as many whole lines of it as are read: a mistaken file must not hang the program."""
    return source if len(source) <= LONGEST else source[: source.rfind("\n", 0, LONGEST) + 1] or source[:LONGEST]


def _badges(ground: Ground, origin: Origin) -> tuple[Problem, ...]:
    if not ground.badges:
        return ()
    hint = "nothing is fetched from a network; save a picture beside the deck to show it"
    line = line_of(ground.badges[0].line, origin)
    return (Problem("badges-left-out", f"badges are not shown: {len(ground.badges)}", hint, Severity.INFO, line),)


def _too_long(source: str) -> tuple[Problem, ...]:
    if len(source) <= LONGEST:
        return ()
    line = bounded(source).count("\n")
    hint = "separate slides by a line of three dashes (---), or write headingDivider: 2 at the top of the deck"
    return (
        Problem("slide-too-long", f"a slide is read up to {LONGEST:,} characters; what follows is not shown", hint, Severity.ERROR, line),
    )


def _with_ids(blocks: Blocks, counts: dict[str, int]) -> Blocks:
    """Headings with their ids: as written, else the slug of their words, numbered where it came before."""

    def change(block: Any) -> Any:
        if isinstance(block, Heading):
            return replace(block, id=block.attrs.id or _next_id(slug(plain_text(block.spans)), counts))
        return with_children(block, lambda inner: same_or_new(inner, change))

    return same_or_new(blocks, change)


def _next_id(name: str, counts: dict[str, int]) -> str:
    if not name:
        return ""
    count = counts.get(name, 0)
    counts[name] = count + 1
    return f"{name}-{count}" if count else name


def _own_rules(styles: tuple[tuple[int, str, bool], ...]) -> tuple[tuple[StyleRule, ...], tuple[Problem, ...]]:
    """The rules of `<style scoped>`; what any of the slide's `<style>`s had that is left out is told here."""
    rules: tuple[StyleRule, ...] = ()
    problems: list[Problem] = []
    for line, css, scoped in styles:
        sheet = read_sheet(css)
        if scoped:
            rules += sheet.rules
        if sheet.left_out:
            problems.append(left_out(sheet, line))
    return rules, tuple(problems)


def left_out(sheet: Sheet, line: int | None) -> Problem:
    """What of a style sheet has no effect here, said once."""
    names = sorted(set(sheet.left_out))
    shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    hint = "colours, sizes, fonts, backgrounds and alignment of slides, headings, text, code and tables are honoured"
    return Problem("style-left-out", f"parts of the style sheet have no effect here: {shown}", hint, Severity.INFO, line)


def _count_math(blocks: Blocks) -> int:
    count = 0
    for block in walk(blocks):
        spans: Spans = getattr(block, "spans", ())
        count += isinstance(block, Math) + sum(span.kind == "math" for span in spans)
    return count
