"""Deck + a slide's notes written anew -> the edit of the text, in the way this slide's notes are written; none where there is no way.

What an edit would make is read before it is given: it changes these notes and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from presenter.model import Deck, Slide
from presenter.parse.comments import find_comments, hidden_ranges, read_comments
from presenter.parse.deck import parse
from presenter.parse.edits import Edit, apply, diff, slide_range

Wrap = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where notes stand in a slide's source, and how others are written there."""

    start: int
    end: int
    wrap: Wrap


def with_notes(deck: Deck, index: int, notes: str) -> tuple[Edit, ...]:
    """The edit after which the notes of slide `index` are the Markdown `notes` ("" for none)."""
    wanted = _plain(notes)
    if not 0 <= index < len(deck.slides) or _plain(deck.slides[index].notes) == wanted:
        return ()
    start, end = slide_range(deck, index)
    source = deck.text[start:end]
    for made in _written(source, wanted):
        change = diff(source, made)
        edit = Edit(start + change.start, start + change.end, change.new)
        if _does(deck, index, edit, wanted):
            return (edit,)
    return ()


def _plain(notes: str) -> str:
    """Notes without what does not count: blanks at the ends of lines and of the whole."""
    return "\n".join(line.rstrip() for line in notes.replace("\r\n", "\n").split("\n")).strip()


def _does(deck: Deck, index: int, edit: Edit, wanted: str) -> bool:
    """Whether the edit makes the notes what is wanted, and leaves the rest as it is."""
    after = parse(apply(deck.text, (edit,)), previous=deck)
    if len(after.slides) != len(deck.slides):
        return False
    return _plain(after.slides[index].notes) == wanted and _said(after.slides[index]) == _said(deck.slides[index])


def _said(slide: Slide) -> object:
    return slide.settings, slide.headings, slide.steps, len(slide.blocks), slide.title


def _written(source: str, notes: str) -> Iterator[str]:
    """The slide with these notes, in every way that could be meant, the likeliest first."""
    places = _places(source)
    ours = [place for place in places if place.wrap in (_comment, _contained)]
    for taken in (places, ours, []):
        for wrap in dict.fromkeys([*(place.wrap for place in taken[:1]), _comment, _contained]):
            yield _replaced(source, taken, wrap(notes) if notes else "")


def _replaced(source: str, places: list[_Place], new: str) -> str:
    """The first of the places with what is new, the others gone; without any, it stands at the end."""
    if not places:
        body = source.rstrip()
        return f"{body}\n\n{new}{source[len(body) :] or chr(10)}" if new else source
    for place in reversed(places[1:]):
        source = _without(source, place)
    first = places[0]
    return source[: first.start] + new + source[first.end :] if new else _without(source, first)


def _without(source: str, place: _Place) -> str:
    before, after = source[: place.start], source[place.end :]
    if before.strip() and not before.endswith("\n"):
        return before + after  # in the middle of a line
    gap = "\n\n" if before.strip() and after.strip() else ""
    return before.rstrip("\n") + (gap + after.lstrip("\n") if gap or not before.strip() else after)


# ---------------------------------------------------------------- the ways to write notes


def _comment(notes: str) -> str:
    return f"<!--\n{notes}\n-->" if "\n" in notes else f"<!-- {notes} -->"


def _contained(notes: str) -> str:
    return f"::: notes\n{notes}\n:::"


def _presenterm(notes: str) -> str:
    return f"<!-- speaker_note: {notes} -->"


def _aside(notes: str) -> str:
    return f'<aside class="notes">\n\n{notes}\n\n</aside>'


def _colon(notes: str) -> str:
    return f"Note: {notes}"


def _marks(notes: str) -> str:
    return f"???\n{notes}"


def _carets(notes: str) -> str:
    return "\n".join(f"^ {line}".rstrip() for line in notes.split("\n"))


_FORMS: tuple[tuple[re.Pattern[str], Wrap], ...] = (
    (re.compile(r"^:::+[ \t]*\{?\.?notes\b[^\n]*\n[\s\S]*?^:::+[ \t]*$", re.M), _contained),
    (re.compile(r"<aside\b[^>]*\bnotes\b[^>]*>[\s\S]*?</aside>", re.I), _aside),
    (re.compile(r"^[ \t]*notes?:[ \t]*[\s\S]*\Z", re.M | re.I), _colon),
    (re.compile(r"^\?\?\?[ \t]*$[\s\S]*\Z", re.M), _marks),
    (re.compile(r"^\^[^\n]*(?:\n\^[^\n]*)*", re.M), _carets),
)


def _places(source: str) -> list[_Place]:
    """Where notes may stand, in the order of the text. Of ways that only some dialects have, those the slide has too."""
    found = [_Place(start, end, _comment_of(text)) for start, end, text in find_comments(source) if _is_note(text)]
    code = hidden_ranges(source)
    for form, wrap in _FORMS:
        for match in form.finditer(source):
            covered = match.start() in code or any(p.start <= match.start() < p.end for p in found)
            if not covered:
                found.append(_Place(match.start(), match.start() + len(match[0].rstrip()), wrap))
    return sorted(found, key=lambda place: place.start)


def _is_note(text: str) -> bool:
    told = read_comments(f"<!--{text}-->")
    return bool(told.notes) or any(entry.key.lstrip("_") == "notes" for entry in told.entries) or text.strip().startswith("speaker_note:")


def _comment_of(text: str) -> Wrap:
    return _presenterm if text.strip().startswith("speaker_note:") else _comment
