"""A deck whose front matter holds the first slide's settings too (Slidev) → its slides, each whole, and the text with others."""

from __future__ import annotations

import re

from presenter.model import Deck
from presenter.parse import edits

_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:.*\n(?:(?:[ \t]+\S.*|[ \t]*)\n)*")
_OWN = re.compile(rf"\A(?P<settings>(?:{_ENTRY.pattern.replace('?P<key>', '?:')})+?)---[ \t]*\n")


def settings_above(deck: Deck) -> str:
    """The lines of the front matter that are the first slide's alone; "" where a dialect has no such thing."""
    return "".join(entry for entry, own in _entries(deck) if own)


def with_settings(settings: str, source: str) -> str:
    """A slide with its settings above it, as one that is not the first is written."""
    return f"{settings.rstrip()}\n---\n\n{source.lstrip(chr(10))}" if settings.strip() else source


def written_anew(deck: Deck, slides: list[str]) -> str | None:
    """The text with these slides, each whole; None where the front matter is not one of this kind."""
    head = _entries(deck)
    if not head or not slides:
        return None
    own = _OWN.match(slides[0])
    first = slides[0][own.end() :] if own else slides[0]
    front = "".join(entry for entry, first_slides in head if not first_slides).rstrip("\n") + "\n"
    settings = f"{own['settings'].rstrip()}\n" if own else ""
    text = f"---\n{front.lstrip(chr(10))}{settings}---\n\n{first.strip(chr(10))}\n"
    for slide in slides[1:]:
        text += f"\n---\n{'' if _OWN.match(slide) else chr(10)}{slide.strip(chr(10))}\n"
    return text


def _entries(deck: Deck) -> list[tuple[str, bool]]:
    """The front matter, entry by entry with the lines that belong to it, and whether it is the first slide's alone."""
    front, kind = edits.front_of(deck)
    if front.style != "yaml" or not kind.rules.yaml or not kind.first or not edits.written_slides(deck).sources:
        return []
    lines = deck.text[: front.end].split("\n")
    inside = "\n".join(lines[1 : max(n for n, line in enumerate(lines) if line.strip() == "---")]) + "\n"
    found, at = [], 0
    for match in _ENTRY.finditer(inside):
        if match.start() > at:
            found.append((inside[at : match.start()], False))
        found.append((match[0], match["key"] in kind.first))
        at = match.end()
    return [*found, (inside[at:], False)]
