"""The small parts that blocks are made of: attributes, pictures, and words with their looks. Frozen; inline text is a flat run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Attrs:
    """`{#id .class key=value}` as written behind a block, a span or a fence."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, key: str, default: str = "") -> str:
        """The value of `key`, the last one winning."""
        return dict(self.pairs).get(key, default)

    def __bool__(self) -> bool:
        return bool(self.id or self.classes or self.pairs)


NO_ATTRS = Attrs()


@dataclass(frozen=True, slots=True)
class Length:
    """A length the author asked for: `value` in points, or in percent of the room there is."""

    value: float
    unit: Literal["pt", "%"] = "pt"


@dataclass(frozen=True, slots=True)
class Clip:
    """How a film (or, with `sound`, a sound alone) is played: from `start` to `end` in seconds, `poster` until then."""

    sound: bool = False
    poster: str = ""
    autoplay: bool = False
    loop: bool = False
    muted: bool = False
    controls: bool = False
    start: float = 0.0
    end: float | None = None


@dataclass(frozen=True, slots=True)
class ImageRef:
    """A picture as the author names it: `src` as written (a path beside the deck, `data:` or a URL)."""

    src: str
    alt: str = ""
    title: str = ""
    width: Length | None = None
    height: Length | None = None
    filters: tuple[tuple[str, str], ...] = ()  # CSS filter functions in order: ("blur", "10px")
    link: str = ""
    attrs: Attrs = NO_ATTRS
    line: int = 0
    clip: Clip | None = None  # what `src` names moves


@dataclass(frozen=True, slots=True)
class Background:
    """One `![bg]` or `backgroundImage`: a picture behind the slide (or behind its split side)."""

    image: ImageRef
    fit: Literal["cover", "contain", "auto"] = "cover"
    scale: float | None = None  # 0.5 for `50%`
    position: str = "center"


# ---------------------------------------------------------------- inline text


@dataclass(frozen=True, slots=True)
class Style:
    """How a span looks beyond the style of its block."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    code: bool = False
    mark: bool = False
    baseline: Literal[-1, 0, 1] = 0  # subscript, none, superscript
    scale: float = 1.0  # `<small>` 0.8, `<big>` 1.2
    color: str = ""  # a CSS colour or a theme colour name, as written
    background: str = ""
    classes: tuple[str, ...] = ()
    lang: str = ""


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of inline text in one style.

    `kind` is `text`; `break` (a hard line break, text "\\n"); `math` (text is LaTeX without its dollars);
    `image` (an inline picture in `image`, text is its alt text); `note` (a footnote mark, text is its label).
    """

    text: str
    style: Style = PLAIN
    link: str = ""  # URL, mailto:, `#3` or `#heading-id`, as written
    kind: Literal["text", "break", "math", "image", "note"] = "text"
    image: ImageRef | None = None
    title: str = ""
    fit: bool = False  # inside `<!-- fit -->`: only headings use it


Spans = tuple[Span, ...]


def plain_text(spans: Spans) -> str:
    """The words of `spans`, without their looks; a break is a space."""
    return "".join(" " if s.kind == "break" else s.text for s in spans if s.kind != "note")


def linked_slide(link: str) -> int | None:
    """The slide (from 0) that a `slide:6` leads to; None for every other link, and where no number follows."""
    number = link.removeprefix("slide:")
    return int(number) if number != link and number.isdecimal() and len(number) < 9 else None
