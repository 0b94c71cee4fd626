"""A slide put in, taken out or moved → the deck's text, in the first of several ways that does that to the slides and nothing else.

Dialects break slides in their own manner (rules, comments, headings, empty lines), and often guess which: a rule put into a
deck that has none can change what all of it means. So what a way would make is read before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

from presenter.model import Deck
from presenter.parse import edits
from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.parse.sequence import Slides
from presenter.writing.first_settings import settings_above, with_settings, written_anew

BLANK = "\r\n"
BLANKS = ("\n\n", "\r\n\r\n")
_LF = "\n"
_ABOVE = re.compile(r"\A((?:[A-Za-z][\w-]*:|[ \t]).*(?:\n(?!---).*)*\n---)[ \t]*\n+")  # a slide's settings and the rule below them


def inserted(deck: Deck, index: int, source: str) -> str | None:
    """The text with a slide of `source` that becomes slide `index`; None if it cannot be."""
    have, at = _sources(deck), edits.place_of(deck, index)
    at = min(max(at, 0), len(have))
    wanted = [*have[:at], _normal(source), *have[at:]]
    return _first(deck, wanted, _insertions(deck, index, at, source)) or _anew(deck, wanted)


def without(deck: Deck, index: int) -> str | None:
    """The text without slide `index`; None if that cannot be, as for a slide that is not written in it."""
    have, at = _sources(deck), edits.place_of(deck, index)
    if not 0 <= at < len(have):
        return None
    wanted = [source for place, source in enumerate(have) if place != at]
    return _first(deck, wanted, _removals(deck, index, at)) or _anew(deck, wanted)


def moved(deck: Deck, index: int, to: int) -> str | None:
    """The text in which slide `index` has become slide `to`; None if it cannot."""
    have, at, place = _sources(deck), edits.place_of(deck, index), edits.place_of(deck, to)
    if not 0 <= at < len(have) or place < 0:
        return None
    if at == place:
        return deck.text
    wanted = [source for number, source in enumerate(have) if number != at]
    wanted.insert(min(place, len(wanted)), have[at])

    def ways() -> Iterator[str]:
        yield apply(deck.text, edits.move_slide(deck, index, to))
        left = without(deck, index)
        if left is not None:
            yield inserted(parse(left, folder=_folder(deck), previous=deck), to, have[at]) or left

    return _first(deck, wanted, ways()) or _anew(deck, wanted)


def _anew(deck: Deck, wanted: list[str]) -> str | None:
    """The text with these slides where the first one's settings stand among those of the deck."""
    text = written_anew(deck, wanted)
    return _first(deck, wanted, iter((text,))) if text is not None else None


def sources(deck: Deck, slides: Sequence[int]) -> list[str]:
    """What is written of these slides, without settings of the whole deck at the top of the first."""
    written = edits.written_slides(deck).sources
    whole = len(written) == len(deck.slides) and not edits.comes_from_elsewhere(deck)
    found = [written[index] if whole else deck.slides[index].source for index in slides]
    return [with_settings(settings_above(deck), source) if index == 0 else source for index, source in zip(slides, found, strict=True)]


def _first(deck: Deck, wanted: list[str], ways: Iterator[str]) -> str | None:
    """The first way that has these slides, rather one in the same dialect; None if no way has them."""
    found = None
    for text in ways:
        made = parse(text, folder=_folder(deck), previous=deck)
        if _sources(made) == wanted or (not wanted and _sources(made) == [""]):
            if made.settings.dialect == deck.settings.dialect:
                return text
            found = found or text
    return found


def _insertions(deck: Deck, index: int, at: int, source: str) -> Iterator[str]:
    yield apply(deck.text, edits.insert_slide(deck, index, source))
    cut, text = edits.written_slides(deck), deck.text
    body, joints = source.strip(BLANK), _joints(deck, at)
    for before, after in product(joints if at else [""], joints if at < len(cut.starts) else [""]):
        head = _above(deck, at) if at else text[: cut.starts[0]]
        yield f"{head}{before}{body}{after}{_below(deck, at) if at < len(cut.starts) else _LF + text[cut.ends[-1] :]}"
    for ruler in _rulers(deck, at):
        if at >= len(cut.starts):
            for gap in ("\n\n", "\n"):  # Slidev's settings stand right behind the rule
                yield f"{text[: cut.ends[-1]].rstrip(BLANK)}\n\n{ruler}{gap if ruler else ''}{body}\n{text[cut.ends[-1] :]}"
        else:
            start = cut.starts[at]
            front, rest = text[:start], text[start:].lstrip(BLANK)
            yield f"{front}{'' if not front.strip() or front.endswith(BLANKS) else _LF}{body}\n\n{ruler}{_LF * 2 if ruler else ''}{rest}"
            yield f"{front}{body}\n\n{ruler}\n{text[start:]}"
            if ruler:  # what stands below begins with its heading, this does not
                yield f"{front.rstrip(BLANK)}\n\n{ruler}\n\n{body}\n\n{rest}"


def _removals(deck: Deck, index: int, at: int) -> Iterator[str]:
    yield apply(deck.text, edits.delete_slide(deck, index))
    cut, text = edits.written_slides(deck), deck.text
    if 0 < at < len(cut.starts):
        yield text[: cut.ends[at - 1]] + text[cut.ends[at] :]
        yield from (_above(deck, at) + joint + _below(deck, at + 1) for joint in _joints(deck, at) if at + 1 < len(cut.starts))
        for ruler in _rulers(deck, at):
            rest = text[cut.starts[at + 1] :].lstrip(BLANK) if at + 1 < len(cut.starts) else ""
            yield f"{text[: cut.ends[at - 1]].rstrip(BLANK)}\n\n{ruler}{_LF * 2 if ruler else ''}{rest}"


def _above(deck: Deck, at: int) -> str:
    """The text up to the last word before slide `at`."""
    return deck.text[: edits.written_slides(deck).ends[at - 1]].rstrip()


def _below(deck: Deck, at: int) -> str:
    """The text from the first word of slide `at` on."""
    return deck.text[edits.written_slides(deck).starts[at] :].lstrip(BLANK)


def _joints(deck: Deck, at: int) -> list[str]:
    """What stands between the words of two slides in this deck, with its empty lines, the nearest first."""
    count = len(edits.written_slides(deck).starts)
    near = sorted(range(1, count), key=lambda place: abs(place - at))[:8]
    found = (deck.text[len(_above(deck, place)) : len(deck.text) - len(_below(deck, place))] for place in near)
    return list(dict.fromkeys(found))[:3]


def _rulers(deck: Deck, at: int) -> list[str]:
    """What this deck writes between two slides ("" for nothing but empty lines), the nearest first; at last what others write."""
    cut = edits.written_slides(deck)
    gaps = [deck.text[end:start].strip() for end, start in zip(cut.ends, cut.starts[1:], strict=False)]
    near = sorted(range(len(gaps)), key=lambda place: abs(place - at + 0.5))
    return list(dict.fromkeys([*(gaps[place] for place in near[:8]), "", "---", "***"]))


def _sources(deck: Deck) -> list[str]:
    found = edits.written_slides(deck).sources
    return [_normal(with_settings(settings_above(deck), source) if place == 0 else source) for place, source in enumerate(found)]


def _normal(source: str) -> str:
    return _ABOVE.sub(r"\1\n\n", source.replace("\r\n", "\n").strip(), count=1)


def _folder(deck: Deck) -> Path | None:
    return deck.slides.folder if isinstance(deck.slides, Slides) else None
