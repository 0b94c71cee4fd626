"""What is done with slides in the strip -> one edit of the text, and the slides that are chosen afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from presenter.model import Deck
from presenter.parse import edits
from presenter.parse.deck import parse
from presenter.parse.edits import Edit, diff
from presenter.writing import placing

_HIDDEN = re.compile(r"\n<!--\s*_?hidden:\s*true\s*-->[ \t]*(?=\n|\Z)|<!--\s*_?hidden:\s*true\s*-->[ \t]*\n?")
_HIDDEN_MARK = re.compile(r"(?P<open>\{[^{}\n]*?)\s*\bhidden(?:=true)?\b(?P<rest>[^{}\n]*\})")


@dataclass(frozen=True, slots=True)
class Moved:
    """The edits that do it (none: nothing changes) and the slides that are chosen then. Where `refused`, the dialect has no
    way to write it so that the other slides stay as they are, and nothing changes."""

    edits: tuple[Edit, ...]
    chosen: tuple[int, ...]
    refused: bool = False


def move(deck: Deck, slides: Sequence[int], to: int) -> Moved:
    """Slides `slides` together in front of what is now slide `to` (the number of slides: to the end), in their order."""
    wanted = sorted(set(slides))
    if wanted[:1] != [0] and len(deck.slides) and edits.place_of(deck, 0) < 0:
        to = max(1, to)  # nothing comes before a cover that the front matter makes
    before = [i for i in wanted if i < to]
    steps = [(i, to - 1 - n) for n, i in enumerate(reversed(before))]  # each goes where it does not disturb those to come
    steps += [(i, to + n) for n, i in enumerate(i for i in wanted if i >= to)]
    text, current = deck.text, deck
    for at, place in steps:
        if at != place:
            made = placing.moved(current, at, place)
            if made is None:
                return Moved((), tuple(wanted), refused=True)
            text = made
            current = parse(text, previous=current)
    first = to - len(before)
    return _done(deck, text, tuple(range(first, first + len(wanted))))


def delete(deck: Deck, slides: Sequence[int]) -> Moved:
    """The text without these slides."""
    text = _each(deck, edits.apart(deck, slides)[::-1])
    if text is None:
        return Moved((), tuple(sorted(set(slides))), refused=True)
    left = len(deck.slides) - len(set(slides))
    return _done(deck, text, (max(0, min(min(slides), left - 1)),) if slides else ())


def duplicate(deck: Deck, slides: Sequence[int]) -> Moved:
    """These slides once more, together behind the last of them."""
    wanted = sorted(set(slides))
    if not wanted:
        return Moved((), ())
    return paste_slides(deck, placing.sources(deck, wanted), wanted[-1] + 1)


def sources(deck: Deck, slides: Sequence[int]) -> list[str]:
    """What is written of these slides, each whole."""
    return placing.sources(deck, sorted(set(slides)))


def copied(deck: Deck, slides: Sequence[int]) -> str:
    """The Markdown of these slides, with breaks between them, for the clipboard."""
    return "\n\n---\n\n".join(source.strip() for source in placing.sources(deck, sorted(set(slides)))) + "\n"


def paste(deck: Deck, markdown: str, to: int) -> Moved:
    """The slides in `markdown` in front of slide `to`."""
    return paste_slides(deck, [slide.source for slide in parse(markdown.replace("\r\n", "\n")).slides], to)


def paste_slides(deck: Deck, sources: Sequence[str], to: int) -> Moved:
    """Slides of these sources, each whole, in front of slide `to`."""
    text, current = deck.text, deck
    for number, source in enumerate(sources):
        made = placing.inserted(current, to + number, source.strip("\r\n"))
        if made is None:
            return Moved((), (), refused=True)
        text = made
        current = parse(text, previous=current)
    return _done(deck, text, tuple(range(to, to + len(sources))))


def hide(deck: Deck, slides: Sequence[int]) -> Moved:
    """Leave these slides out of the show; if all of them are, show them again."""
    wanted = sorted(set(slides))
    show = all(deck.slides[i].settings.hidden for i in wanted)
    found: list[Edit] = []
    for index in wanted:
        slide, start = deck.slides[index], deck.starts[index]
        if slide.settings.hidden != show or not deck.text.startswith(slide.source, start):
            continue
        source = slide.source
        if show:
            new = _HIDDEN.sub("", source, count=1)
            new = new if new != source else _HIDDEN_MARK.sub(lambda m: f"{m['open']}{m['rest']}".replace("{}", ""), source, count=1)
        else:
            new = _with_comment(source, "<!-- hidden: true -->")
        change = diff(source, new)
        found.append(Edit(start + change.start, start + change.end, change.new))
    return Moved(tuple(e for e in found if e.new or e.start != e.end), tuple(wanted))


def _with_comment(source: str, comment: str) -> str:
    """The slide with a comment at its beginning; below its heading, which may be what makes it a slide."""
    at = len(source) - len(source.lstrip("\n"))
    if not source.startswith("#", at):
        return f"{source[:at]}{comment}\n{source[at:]}"
    end = source.find("\n", at)
    end = end if end >= 0 else len(source)
    return f"{source[:end]}\n{comment}{source[end:]}"


def _each(deck: Deck, slides: Sequence[int]) -> str | None:
    text, current = deck.text, deck
    for index in slides:
        made = placing.without(current, index)
        if made is None:
            return None
        text = made
        current = parse(text, previous=current)
    return text


def _done(deck: Deck, text: str, chosen: tuple[int, ...]) -> Moved:
    if text == deck.text:
        return Moved((), chosen)
    return Moved((diff(deck.text, text),), chosen)
