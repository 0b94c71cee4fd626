"""A slide put in, taken out or moved → the deck's text, in the first of several ways that does that to the slides and nothing else.

Dialects break slides in their own manner (rules, comments, headings, empty lines), and often guess which: a rule put into a
deck that has none can change what all of it means. So what a way would make is read before it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from presenter.model import Deck
from presenter.parse import edits
from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.parse.sequence import Slides

BLANK = "\r\n"
BLANKS = ("\n\n", "\r\n\r\n")
_LF = "\n"


def inserted(deck: Deck, index: int, source: str) -> str | None:
    """The text with a slide of `source` that becomes slide `index`; None if it cannot be."""
    have, at = _sources(deck), edits.place_of(deck, index)
    at = min(max(at, 0), len(have))
    wanted = [*have[:at], _normal(source), *have[at:]]
    return _first(deck, wanted, _insertions(deck, index, at, source))


def without(deck: Deck, index: int) -> str | None:
    """The text without slide `index`; None if that cannot be, as for a slide that is not written in it."""
    have, at = _sources(deck), edits.place_of(deck, index)
    if not 0 <= at < len(have):
        return None
    wanted = [source for place, source in enumerate(have) if place != at]
    return _first(deck, wanted, _removals(deck, index, at))


def moved(deck: Deck, index: int, to: int) -> str | None:
    """The text in which slide `index` has become slide `to`; None if it cannot."""
    have, at = _sources(deck), edits.place_of(deck, index)
    place = max(0, edits.place_of(deck, to))  # nothing comes before a cover that the front matter makes
    if not 0 <= at < len(have):
        return None
    if at == place:
        return deck.text
    wanted = [source for number, source in enumerate(have) if number != at]
    wanted.insert(min(max(place, 0), len(wanted)), have[at])

    def ways() -> Iterator[str]:
        yield apply(deck.text, edits.move_slide(deck, index, to))
        left = without(deck, index)
        if left is not None:
            yield inserted(parse(left, folder=_folder(deck), previous=deck), to, edits.written_slides(deck).sources[at]) or left

    return _first(deck, wanted, ways())


def sources(deck: Deck, slides: Sequence[int]) -> list[str]:
    """What is written of these slides, without settings of the whole deck at the top of the first."""
    written = edits.written_slides(deck).sources
    whole = len(written) == len(deck.slides) and not edits.comes_from_elsewhere(deck)
    return [written[index] if whole else deck.slides[index].source for index in slides]


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
    body = source.strip(BLANK)
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
        for ruler in _rulers(deck, at):
            rest = text[cut.starts[at + 1] :].lstrip(BLANK) if at + 1 < len(cut.starts) else ""
            yield f"{text[: cut.ends[at - 1]].rstrip(BLANK)}\n\n{ruler}{_LF * 2 if ruler else ''}{rest}"


def _rulers(deck: Deck, at: int) -> list[str]:
    """What this deck writes between two slides ("" for nothing but empty lines), the nearest first; at last what others write."""
    cut = edits.written_slides(deck)
    gaps = [deck.text[end:start].strip() for end, start in zip(cut.ends, cut.starts[1:], strict=False)]
    near = sorted(range(len(gaps)), key=lambda place: abs(place - at + 0.5))
    return list(dict.fromkeys([*(gaps[place] for place in near[:8]), "", "---", "***"]))


def _sources(deck: Deck) -> list[str]:
    return [_normal(source) for source in edits.written_slides(deck).sources]


def _normal(source: str) -> str:
    return source.replace("\r\n", "\n").strip()


def _folder(deck: Deck) -> Path | None:
    return deck.slides.folder if isinstance(deck.slides, Slides) else None
