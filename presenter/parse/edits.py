"""Changes of a deck's text as values: Deck + what a person did -> Edits, and text + Edits -> text.

Offsets count Python characters (code points); Qt's border converts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from presenter.model import Deck

if TYPE_CHECKING:
    from presenter.parse.dialect import Dialect
    from presenter.parse.frontmatter import FrontMatter
    from presenter.parse.sequence import Slides
    from presenter.parse.split import Split


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `text[start:end]`."""

    start: int
    end: int
    new: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made; their offsets are those of `text` as it is. Raises ValueError if two overlap."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start}-{edit.end} overlaps another or lies outside the text")
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*parts, text[at:]))


def common_prefix(a: str, b: str) -> int:
    """How many characters `a` and `b` share at their beginning."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(a: str, b: str, keep: int = 0) -> int:
    """How many characters `a` and `b` share at their end, leaving their first `keep` alone."""
    low, high = 0, min(len(a), len(b)) - keep
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def diff(old: str, new: str) -> Edit:
    """The smallest single Edit that makes `new` of `old`."""
    prefix = common_prefix(old, new)
    suffix = common_suffix(old, new, prefix)
    return Edit(prefix, len(old) - suffix, new[prefix : len(new) - suffix])


# ---------------------------------------------------------------- slides


def slide_range(deck: Deck, index: int) -> tuple[int, int]:
    """Where slide `index` lies in the text, the break line after it not included."""
    cut = _slides(deck).cut
    return cut.starts[index], cut.ends[index]


def apart(deck: Deck, indexes: Iterable[int]) -> list[int]:
    """`indexes`, sorted; of slides that another file puts into the same place only the first."""
    hosts = _slides(deck).hosts
    return sorted({hosts[index]: index for index in sorted(indexes, reverse=True)}.values() if hosts else set(indexes))


def insert_slide(deck: Deck, index: int, source: str = "") -> tuple[Edit, ...]:
    """A new slide of `source` that becomes slide `index`."""
    cut, index = _own(deck, index)
    index = min(max(index, 0), len(cut.starts))
    said = say_headings(deck)
    if index == len(cut.starts):
        end = cut.ends[-1]
        return (*said, Edit(end, end, f"{_ending(cut.sources[-1])}---\n\n{source.strip(_BLANK)}\n"))
    start = cut.starts[index]
    tail = "" if cut.sources[index].startswith("\n") or _begins_with_settings(cut, index) else "\n"
    return (*said, Edit(start, start, f"{_gap(deck.text, start)}{source.strip(_BLANK)}\n\n---\n{tail}"))


def say_headings(deck: Deck) -> tuple[Edit, ...]:
    """`headingDivider` written at the top of a document whose slides begin at headings without saying so: a first `---` in
    it would else be taken for the only break."""
    slides = _slides(deck)
    if slides.kind.name != "house" or not slides.written.rules.levels or "headingDivider" in deck.text:
        return ()
    setting = f"headingDivider: {max(slides.written.rules.levels)}\n"
    top = deck.text.find("\n") + 1
    return (Edit(top, top, setting) if slides.head.front.style == "yaml" else Edit(0, 0, f"---\n{setting}---\n\n"),)


def duplicate_slide(deck: Deck, index: int) -> tuple[Edit, ...]:
    """The same slide once more, behind itself."""
    cut, own = _own(deck, index)
    return insert_slide(deck, index + 1, cut.sources[own]) if own >= 0 else ()


FEW = 4  # slides: with one less, headings alone may no longer tell a document


def delete_slide(deck: Deck, index: int) -> tuple[Edit, ...]:
    """The text without slide `index` and one break beside it; of the last slide that there is, the place stays."""
    cut, index = _own(deck, index)
    if index < 0:
        return ()
    said = say_headings(deck) if len(cut.starts) <= FEW else ()
    if index + 1 < len(cut.starts):
        return (*said, Edit(cut.starts[index], cut.starts[index + 1], ""))
    if index > 0:
        return (*said, Edit(cut.ends[index - 1], cut.ends[index], ""))
    return (Edit(cut.starts[0], cut.ends[0], ""),)


def move_slide(deck: Deck, index: int, to: int) -> tuple[Edit, ...]:
    """Slide `index` becomes slide `to`; those between move up or down by one."""
    cut, first = _own(deck, index)
    _, last = _own(deck, to)
    last = min(max(last, 0), len(cut.starts) - 1)
    if first < 0 or first == last:
        return ()
    low, high = min(first, last), max(first, last)
    order = list(range(low, high + 1))
    order.insert(last - low, order.pop(first - low))
    start, end = cut.starts[low], cut.ends[high]
    parts: list[str] = []
    for place, number in enumerate(order, low):
        source = cut.sources[number]
        follows = place < high or high + 1 < len(cut.starts)
        bare = (place == 0 and number == 0) or _begins_with_settings(cut, number)
        if place == low > 0 and not deck.text[cut.ends[low - 1] : start].strip() and not _divides(cut, number):
            parts.append("---\n\n")  # what stood here was a slide by its heading
        parts.append((source if bare else _lead(source)) + (_ending(source) if follows else ""))
        if place < high:
            ruler = deck.text[cut.ends[place] : cut.starts[place + 1]]
            parts.append(ruler if ruler.strip() else _ruler(cut, order[place + 1 - low]))
    new = "".join(parts)
    if high + 1 < len(cut.starts) and cut.ends[high] == cut.starts[high + 1] and not _divides(cut, high + 1):
        new += "---\n\n"
    change = diff(deck.text[start:end], new)
    return (Edit(start + change.start, start + change.end, change.new),)


_BLANK = "\r\n"
_KEY = re.compile(r"[A-Za-z][\w-]*:")


def _slides(deck: Deck) -> Slides:
    from presenter.parse.sequence import Slides

    if not isinstance(deck.slides, Slides):
        raise TypeError("this deck was not made by parse()")
    return deck.slides


def _own(deck: Deck, index: int) -> tuple[Split, int]:
    """The slides that are written in the text, and the index among them; -1 for a cover made of the front matter. A slide out
    of another file is the one that takes it in."""
    slides, cut = _slides(deck), written_slides(deck)
    if slides.hosts:
        return cut, slides.hosts[index] if 0 <= index < len(slides.hosts) else len(cut.starts)
    return cut, index - (len(slides.cut.starts) - len(cut.starts))


def written_slides(deck: Deck) -> Split:
    """The slides that are written in the text. Settings at the top without a fence (Deckset's) belong to the deck, not to
    its first slide."""
    slides = _slides(deck)
    cut = slides.written
    if not slides.kind.bare_settings or not cut.starts or not (found := slides.kind.bare_settings(cut.sources[0])):
        return cut
    return replace(cut, starts=[cut.starts[0] + found, *cut.starts[1:]], sources=[cut.sources[0][found:], *cut.sources[1:]])


def front_of(deck: Deck) -> tuple[FrontMatter, Dialect]:
    """The deck's front matter, and the dialect that reads it."""
    slides = _slides(deck)
    return slides.head.front, slides.kind


def comes_from_elsewhere(deck: Deck) -> bool:
    """Whether slides of the deck are written in other files."""
    return bool(_slides(deck).hosts)


def place_of(deck: Deck, index: int) -> int:
    """Which of the slides written in the text slide `index` is; -1 for a cover made of the front matter."""
    return _own(deck, index)[1]


def _divides(cut: Split, index: int) -> bool:
    """Whether the slide begins with a heading that makes a slide of it by itself."""
    from presenter.parse.split import split

    text = "x\n\n" + cut.sources[index].lstrip(_BLANK)
    return len(split(text, 0, cut.rules).starts) > 1 and split(text, 0, cut.rules).starts[1] == 3


def _ruler(cut: Split, index: int) -> str:
    return "" if _divides(cut, index) else "---\n\n"


def _begins_with_settings(cut: Split, index: int) -> bool:
    """Whether the slide's settings stand right behind the rule before it, as Slidev has them."""
    return cut.rules.yaml and _KEY.match(cut.sources[index]) is not None


def _lead(source: str) -> str:
    return source if source.startswith(("\n", "\r", "#")) else "\n" + source


def _ending(source: str) -> str:
    """What `source` needs at its end for a break line to stand below it."""
    if not source or source.endswith(("\n\n", "\n\r\n")):
        return ""
    return "\n" if source.endswith("\n") else "\n\n"


def _gap(text: str, at: int) -> str:
    """An empty line, if there is none before offset `at`."""
    return "" if at == 0 or text[:at].endswith("\n\n") else "\n"
