"""A Problem of a deck -> what can be done about it with one key, as edits of the text."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from presenter.model import Block, Columns, Deck, Figure, Footnotes, Heading, List, Slide
from presenter.parse.edits import Edit, say_headings
from presenter.problems import Problem, Severity
from presenter.writing.places import line_starts


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing that can be done: its title for a menu, and the edits that do it. With `file`, a picture is first copied
    beside the deck from there, and its name there is what the edit writes."""

    title: str
    edits: tuple[Edit, ...]
    file: str = ""


_MEANT = re.compile(r"(?:did you mean [`'“]?|^perhaps )(?P<name>[^`'”?;]+?)(?:[`'”]?\?|;| or )")
_WRONG = re.compile(r"[`'“](?P<name>[^`'”]+)[`'”]")


def mends(deck: Deck, problem: Problem) -> tuple[Mend, ...]:
    """What can be done about `problem`, a placed Problem of `deck`; the first is what one key does."""
    found: list[Mend] = []
    if meant := _MEANT.search(problem.hint):
        found += _use_meant(deck, problem, meant["name"])
    special = _SPECIAL.get(problem.code)
    if special is not None:
        found += special(deck, problem)
    return tuple(found)


def span_of(deck: Deck, problem: Problem) -> tuple[int, int] | None:
    """The characters of the text that `problem` is about; None when it has no place. Never empty where its line has words."""
    if problem.line is None:
        return None
    wrong = wrong_name(deck, problem)
    if wrong:
        at = _find(deck, problem, wrong)
        if at is not None:
            return at, at + len(wrong)
    start = _line_start(deck.text, problem.line)
    end = deck.text.find("\n", start)
    line = deck.text[start : end if end >= 0 else len(deck.text)]
    while not line.strip() and end >= 0 and problem.slide is not None:  # a slide begins with an empty line
        start, end = end + 1, deck.text.find("\n", end + 1)
        line = deck.text[start : end if end >= 0 else len(deck.text)]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def wrong_name(deck: Deck, problem: Problem) -> str:
    """The name that is wrong, as written, if the Problem quotes one; a long one stands shortened in its message."""
    if problem.code.startswith(("picture-", "missing-")):
        told = problem.message.split(" ")[0]
        first, cut, last = told.partition("…")
        if not cut:
            return told
        whole = re.compile(rf"{re.escape(first)}[^\s)>\"']*?{re.escape(last)}(?=[\s)>\"'])")
        match = whole.search(deck.text, _line_start(deck.text, problem.line or 1))
        return match[0] if match else ""
    match = _WRONG.search(problem.message)
    return match["name"].rstrip("…") if match else ""


# ---------------------------------------------------------------- a name that was meant


def _use_meant(deck: Deck, problem: Problem, name: str) -> list[Mend]:
    wrong = wrong_name(deck, problem)
    if not wrong:
        return []
    at = _find(deck, problem, wrong)
    if at is None:
        return []
    new = name.replace(" ", "%20") if problem.code == "picture-missing" else name
    return [Mend(f"Use {name}", (Edit(at, at + len(wrong), new),))]


def _find(deck: Deck, problem: Problem, name: str) -> int | None:
    """Where `name` stands: in its line and below in the slide, else before that, where it may have been set for all."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.I)
    if problem.code == "unknown-layout":
        word = re.compile(rf"(?<=layout)(?P<gap>\s*[:=]\s*[\"']?){re.escape(name)}(?![\w-])", re.I)
    start, end = _line_start(deck.text, problem.line or 1), len(deck.text)
    if problem.slide is not None and problem.slide < len(deck.starts):
        end = deck.starts[problem.slide]
    match = word.search(deck.text, start, end)
    if match is None:
        before = list(word.finditer(deck.text, 0, start))
        match = before[-1] if before else None
    return None if match is None else match.end() - len(name)


@lru_cache(maxsize=2)
def _lines(text: str) -> list[int]:
    return line_starts(text)


def _line_start(text: str, line: int) -> int:
    starts = _lines(text)
    return starts[min(max(line - 1, 0), len(starts) - 1)]


# ---------------------------------------------------------------- too much on a slide


@dataclass(frozen=True, slots=True)
class _Parts:
    """A slide's body as its parts: where each begins and ends in the text (blocks, or the items of a lone list)."""

    heading: str
    parts: tuple[tuple[int, int], ...]

    def middle(self) -> int:
        """The part at which the second half begins."""
        whole = self.parts[-1][1] - self.parts[0][0]
        return min(range(1, len(self.parts)), key=lambda i: abs(2 * (self.parts[i][0] - self.parts[0][0]) - whole))


def _parts(deck: Deck, index: int) -> _Parts | None:
    slide, start = deck.slides[index], deck.starts[index]
    if not deck.text.startswith(slide.source, start):
        return None
    blocks = [b for b in slide.blocks if not isinstance(b, Footnotes)]
    title = blocks.pop(0) if blocks and isinstance(blocks[0], Heading) else None
    inside: tuple[Block, ...] = tuple(blocks)
    if len(blocks) == 1 and isinstance(blocks[0], List):
        inside = blocks[0].items
    if len(inside) < 2 or any(isinstance(b, Columns) for b in inside):
        return None
    lines = [*line_starts(slide.source), len(slide.source)]
    places = [tuple(start + lines[min(line, len(lines) - 1)] for line in b.lines) for b in inside]
    return _Parts(_title(slide, title), tuple((first, end) for first, end in places))


def _title(slide: Slide, title: Block | None) -> str:
    if not isinstance(title, Heading):
        return ""
    words = slide.source.split("\n")[title.lines[0]].strip()
    return re.sub(r"\s*\{[^{}]*\}\s*$", "", words if words.startswith("#") else "#" * title.level + " " + words)


def _too_much(deck: Deck, problem: Problem) -> list[Mend]:
    index = (problem.slide or 1) - 1
    parts = _parts(deck, index) if 0 <= index < len(deck.starts) else None
    if parts is None:
        return []
    cut = parts.parts[parts.middle()][0]
    again = f"{parts.heading}\n\n" if parts.heading else ""
    found = [Mend("Split the slide here", (Edit(cut, cut, f"{_gap(deck.text, cut)}---\n\n{again}"),))]
    first, last = parts.parts[0][0], parts.parts[-1][1]
    ending = "\n" if deck.text[:last].endswith("\n") else "\n\n"
    columns = (
        Edit(first, first, f"{_gap(deck.text, first)}::: columns\n::: column\n"),
        Edit(cut, cut, f"{'' if deck.text[:cut].endswith(chr(10)) else chr(10)}:::\n::: column\n"),
        Edit(last, last, f"{'' if ending == chr(10) else chr(10)}:::\n:::\n"),
    )
    return [*found, Mend("Set it in two columns", columns)]


def _gap(text: str, at: int) -> str:
    return "" if text[:at].endswith("\n\n") or at == 0 else "\n" if text[:at].endswith("\n") else "\n\n"


# ---------------------------------------------------------------- the rest


def _close_fence(deck: Deck, problem: Problem) -> list[Mend]:
    start = _line_start(deck.text, problem.line or 1)
    fence = re.match(r"[ \t]*(`{3,}|~{3,}|:{3,})", deck.text[start:])
    if fence is None:
        return []
    index = (problem.slide or 1) - 1
    end = deck.starts[index + 1] if index + 1 < len(deck.starts) else len(deck.text)
    body = deck.text[start:end].rstrip()
    body = re.sub(r"\n+-{3,}$", "", body) if index + 1 < len(deck.starts) else body
    at = start + len(body)
    return [Mend(f"Close it with {fence[1]}", (Edit(at, at, f"\n{fence[1]}"),))]


def _divide(deck: Deck, problem: Problem) -> list[Mend]:
    """Slides from headings: of the highest level that stands there more than once."""
    levels = [len(m[1]) for m in re.finditer(r"^(#{1,6}) ", deck.text, re.M)]
    often = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    if not often:
        return []
    setting = f"headingDivider: {often[0]}\n"
    edit = Edit(4, 4, setting) if deck.text.startswith("---\n") else Edit(0, 0, f"---\n{setting}---\n\n")
    return [Mend("Begin a slide at each heading", (edit,))]


def _keep_dividing(deck: Deck, problem: Problem) -> list[Mend]:
    """What was found out about the text, written into it."""
    return [Mend("Say so at the top", say_headings(deck))]


def _describe(deck: Deck, problem: Problem) -> list[Mend]:
    """A place for the words: the cursor goes between the brackets; or the words of the file's name, if it has some."""
    start = _line_start(deck.text, problem.line or 1)
    end = deck.text.find("\n", start)
    line = deck.text[start : min(end if end >= 0 else len(deck.text), start + LONGEST)]
    if found := _SILENT.search(line):
        at = start + found.start() + 2 + len(found["how"])
        gap = " " if found["how"].strip() and not found["how"].endswith(" ") else ""
        named = _said_by_name(found["file"])
        say = Mend("Say what the picture shows", (Edit(at, at, gap),))
        return [say, Mend(f"Write “{named}”", (Edit(at, at, gap + named),))] if named else [say]
    if (found := _SILENT_TAG.search(line)) and (named := _said_by_name(found["file"])):
        at = start + found.start() + len("<img")
        return [Mend(f"Write “{named}”", (Edit(at, at, f' alt="{named}"'),))]
    return []


LONGEST = 2000  # characters of a line that are looked at
# pictures without words: what stands in the brackets says only how they are shown
_SILENT = re.compile(
    r"!\[(?P<how>(?:(?:bg|left|right|top|bottom|center|inline|fit|fill|cover|contain|auto|original|vertical|filtered|corner-radius|alpha"
    r"|[\w-]+[:(][^\s\]]*|[\d.]+(?:%|px|x)?)(?=[ \],]),? ?)*+)\]\(<?(?P<file>[^)>\s]*)"
)
_SILENT_TAG = re.compile(r"<img\b(?![^<>]*\balt\s*=)[^<>]*?\bsrc\s*=\s*[\"']?(?P<file>[^\"'\s<>]+)[^<>]*>", re.I)


def _said_by_name(file: str) -> str:
    """The words of a file's name, if it has some."""
    words = re.sub(r"[-_\s]+", " ", re.sub(r"\.\w+$", "", unquote(file).rsplit("/", 1)[-1])).strip()
    return words[0].upper() + words[1:] if re.fullmatch(r"[^\W\d_]{2,}(?: [^\W\d_]+){1,7}", words) else ""


def _shorten(deck: Deck, problem: Problem) -> list[Mend]:
    """The path from the deck's folder for one that holds on this computer only."""
    short, wrong = re.search(r"name it (\S+),", problem.hint), wrong_name(deck, problem)
    at = _find(deck, problem, wrong) if wrong else None
    return [Mend(f"Shorten it to {short[1]}", (Edit(at, at + len(wrong), short[1]),))] if short and at is not None else []


def _bring(deck: Deck, problem: Problem) -> list[Mend]:
    """A copy of a picture that lies elsewhere."""
    wrong = wrong_name(deck, problem)
    at = _find(deck, problem, wrong) if wrong else None
    return [Mend("Copy the picture beside the deck", (Edit(at, at + len(wrong), ""),), file=wrong)] if at is not None else []


_SPECIAL: dict[str, Callable[[Deck, Problem], list[Mend]]] = {
    "overflow": _too_much,
    "slide-too-long": _too_much,
    "unclosed-fence": _close_fence,
    "unclosed-container": _close_fence,
    "one-slide": _divide,
    "headings-divide": _keep_dividing,
    "no-alt": _describe,
    "picture-path": _shorten,
    "picture-outside": _bring,
}


def silent_pictures(slide: Slide) -> tuple[Problem, ...]:
    """A hint for each picture of a slide that says nothing to those who do not see it."""
    lines = dict.fromkeys(image.line for block in slide.blocks if isinstance(block, Figure) for image in block.images if not image.alt)
    hint = "write what it shows between the brackets: ![a boat on the river](boat.jpg)"
    return tuple(Problem("no-alt", "a picture without words for those who do not see it", hint, Severity.INFO, line) for line in lines)


_FAR = re.compile(r"!\[[^\]\n]*\]\(\s*<?(?P<path>(?:file:|/|[A-Za-z]:[/\\])[^)>\s]+)")


def far_pictures(slide: Slide, folder: Path | None) -> tuple[Problem, ...]:
    """A hint for each picture that is named by its place on this computer although it lies in the deck's folder: on
    another computer it would be lost."""
    found = []
    for match in _FAR.finditer(slide.source) if folder is not None else ():
        path = unquote(re.sub(r"^file:(?://(?:localhost)?(?=/|[A-Za-z]:))?", "", match["path"], flags=re.I))
        inside = os.path.relpath(path, folder).replace(os.sep, "/") if os.path.isabs(path) and "\0" not in path else ".."
        if not inside.startswith("..") and os.path.isfile(path):
            line = slide.source.count("\n", 0, match.start())
            hint = f"name it {inside.replace(' ', '%20')}, from the deck's folder"
            said = f"{match['path']} is where the picture is on this computer only"
            found.append(Problem("picture-path", said, hint, Severity.INFO, line))
    return tuple(found)
