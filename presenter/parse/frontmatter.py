"""Settings as people write them (YAML, Marp's loose YAML, `% Title` lines) -> entries: (line, key, value).

Each top-level key is read on its own, so that one broken line costs one line. Scalars stay the words that were
written: `16:9` is no number in base sixty, a date no datetime, `#fff` no comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from presenter.problems import Problem

# A value is a string, a tuple of values, or a mapping as a tuple of (key, value) pairs wrapped in Mapping
Value = Any

MOST = 64_000  # characters of YAML that are read
DEEPEST = 20  # levels of nesting


@dataclass(frozen=True, slots=True)
class Entry:
    """`key: value` on `line` (from 0 in the text it was read from)."""

    line: int
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping as a value that can be hashed."""

    pairs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the first slide; the slides begin at offset `end`, on line `lines`."""

    end: int = 0
    lines: int = 0
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    style: str = ""  # "yaml", "%" or ""


_OPEN = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.M)
_KEY = re.compile(r"""(["']?)([A-Za-z_$][\w$.\- ]*?)\1[ \t]*:(?:[ \t]+(.*)|)$""", re.S)
_PERCENT = re.compile(r"\ufeff?%[ \t]+.*(?:\n[ \t]+\S.*)*(?:\n%.*(?:\n[ \t]+\S.*)*){0,2}(?:\n|\Z)")


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a deck. Never raises; what cannot be read is a Problem `front-matter`, placed in the file."""
    if "\r" in text[: 2 * MOST]:
        text = text[: 2 * MOST].replace("\r\n", " \n").replace("\r", "\n")
    if match := _OPEN.match(text):
        return _read_yaml(text, match.end())
    if match := _PERCENT.match(text):
        return _read_percent(match[0])
    start = 1 if text.startswith("\ufeff") else 0
    return FrontMatter(end=start)


def _read_yaml(text: str, start: int) -> FrontMatter:
    close = _CLOSE.search(text, start, start + MOST)
    if close is None:
        return FrontMatter(problems=(_unclosed(),)) if _begins_like_settings(text[start : start + MOST]) else FrontMatter()
    source = text[start : close.start()]
    if source.strip() and not _begins_like_settings(source):
        return FrontMatter()
    entries, bad = read_entries(source)
    said = "this line of the front matter cannot be read"
    problems = tuple(Problem("front-matter", f"{said}: {text_of_line(source, n)}", hint, line=n + 2, slide=1) for n, hint in bad)
    moved = tuple(Entry(entry.line + 1, entry.key, entry.value) for entry in entries)
    return FrontMatter(close.end(), text.count("\n", 0, close.end()), moved, problems, "yaml")


def text_of_line(source: str, line: int) -> str:
    """One line of `source`, shortened to what fits in a message."""
    words = source.split("\n")[line].strip()
    return words if len(words) <= 60 else words[:57] + "…"


def _unclosed() -> Problem:
    return Problem(
        "front-matter", "the front matter is never closed", "put a line of three dashes (---) after its last key", line=1, slide=1
    )


def _begins_like_settings(source: str) -> bool:
    """Whether the first line that is no comment is a key, so that slides between two `---` are not taken for settings."""
    for line in source.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            return bool(_KEY.match(line.rstrip()))
    return not source.strip()


def _read_percent(block: str) -> FrontMatter:
    """Pandoc's `% Title`, `% Authors`, `% Date`."""
    values: list[tuple[int, str]] = []
    for number, line in enumerate(block.lstrip("\ufeff").rstrip("\n").split("\n")):
        if line.startswith("%"):
            values.append((number, line[1:].strip()))
        else:
            values[-1] = (values[-1][0], f"{values[-1][1]} {line.strip()}")
    keys = ("title", "author", "date")
    entries = tuple(Entry(line, key, value) for key, (line, value) in zip(keys, values, strict=False) if value)
    return FrontMatter(len(block), block.count("\n"), entries, (), "%")


# ---------------------------------------------------------------- entries


@lru_cache(maxsize=1024)
def read_entries(source: str) -> tuple[tuple[Entry, ...], tuple[tuple[int, str], ...]]:
    """The top-level keys of `source`, and (line, hint) of every line that is none of theirs."""
    if len(source) > MOST:
        return (), ((0, f"settings may be {MOST // 1000},000 characters long at most"),)
    lines = [line.rstrip() for line in source.replace("\r\n", "\n").split("\n")]
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    lines = [line[margin:] if line[:margin].isspace() or not line else line for line in lines]
    entries: list[Entry] = []
    bad: list[tuple[int, str]] = []
    number = 0
    while number < len(lines):
        stop = _entry_end(lines, number)
        _read_entry(lines[number:stop], number, entries, bad)
        number = stop
    return tuple(entries), tuple(bad)


def _entry_end(lines: list[str], start: int) -> int:
    """The line after the entry that begins on line `start`: indented lines, and a list at its key's own margin."""
    stop = start + 1
    end = stop
    list_allowed = lines[start].endswith(":")
    while stop < len(lines):
        line = lines[stop]
        if line and not line[0].isspace() and not (list_allowed and (line == "-" or line.startswith("- "))):
            break
        stop += 1
        if line or not lines[start]:  # empty lines go together: each would else look through all that follow
            end = stop
    return end


def _read_entry(lines: list[str], number: int, entries: list[Entry], bad: list[tuple[int, str]]) -> None:
    first = lines[0]
    if not first.strip() or first.startswith("#") or first in ("---", "..."):
        return
    match = _KEY.match(first)
    if match is None:
        hint = "indent with spaces, not tabs" if first.startswith("\t") else "write it as `key: value`"
        bad.append((number, hint))
        return
    key, value = match[2].strip(), (match[3] or "").strip()
    if len(lines) == 1 and (not value or value[0] not in "\"'[{|>"):
        entries.append(Entry(number, key, _plain(value)))
        return
    try:
        entries.append(Entry(number, key, _load("\n".join(lines))))
    except ValueError as error:
        if len(lines) == 1:  # Marp's loose YAML: a quote or bracket may be a part of the words
            entries.append(Entry(number, key, value))
            if open_mark := _unbalanced(value):
                bad.append((number, f"the {open_mark} is never closed; it is taken as a part of the words"))
        else:
            bad.append((number, str(error)))


def _unbalanced(value: str) -> str:
    """What `value` opens and never closes, in words; "" when it closes all."""
    match value[:1]:
        case '"' | "'" as quote if value.count(quote) % 2:
            return "quotation mark"
        case "[" if value.count("[") > value.count("]"):
            return "bracket ["
        case "{" if value.count("{") > value.count("}"):
            return "brace {"
    return ""


def _plain(value: str) -> str:
    """A value without quotes: a comment behind it goes, except that `#fff` is a colour and `C# 1` are words."""
    match = re.search(r"[ \t]+#(?=[ \t]).*$", value)
    value = value[: match.start()] if match else ("" if value.startswith("# ") else value)
    return "" if value in ("~", "null") else value


def _load(source: str) -> Value:
    """The value of the one key in `source`, by YAML. Raises ValueError with what is wrong in plain words."""
    import yaml

    class Loader(yaml.BaseLoader):  # type: ignore[misc, unused-ignore]
        """Bounded: strings only, no aliases, no depth."""

        depth = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise ValueError("references (`*name`) are not read here")
            self.depth += 1
            if self.depth > DEEPEST:
                raise ValueError("it is nested too deep")
            node = super().compose_node(parent, index)  # type: ignore[no-untyped-call, unused-ignore]
            self.depth -= 1
            return node

    try:
        loaded = yaml.load(source, Loader)
    except yaml.YAMLError as error:
        raise ValueError(getattr(error, "problem", None) or "this is no valid YAML") from None
    except (RecursionError, TypeError, AttributeError, IndexError):
        raise ValueError("this is no valid YAML") from None
    if not isinstance(loaded, dict) or len(loaded) != 1:
        raise ValueError("this is no valid YAML")
    return _frozen(next(iter(loaded.values())))


def _frozen(value: Any) -> Value:
    if isinstance(value, dict):
        return Mapping(tuple((str(key), _frozen(item)) for key, item in value.items()))
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    return str(value) if value is not None else ""
