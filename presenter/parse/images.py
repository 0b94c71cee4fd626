"""Blocks with pictures as written -> blocks with sizes and filters read, and the backgrounds taken out.

Marp writes what it wants of a picture into its alt text: `![bg left:33% blur](x.jpg)`, `![w:300 a boat](y.jpg)`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from presenter.model import Background, Block, Blocks, Figure, ImageRef, Length, Paragraph, Span, Spans
from presenter.parse.clips import read_clip
from presenter.parse.tree import same_or_new, with_children, with_spans

_SIZE = re.compile(r"(?:image:)?(w(?:idth)?|h(?:eight)?):(auto|(?:\d*\.)?\d+(?:%|ch|cm|em|ex|in|mm|pc|pt|px)?)")
_SPLIT = re.compile(r"(left|right)(?::((?:\d*\.)?\d+)%)?")
_PERCENT = re.compile(r"((?:\d*\.)?\d+)%")
# what a README tells of builds and versions, which nothing would fetch
_BADGE = re.compile(
    r"https?://(?:img\.shields\.io|badgen\.net|badge\.fury\.io|(?:[\w-]+\.)?travis-ci\.(?:org|com)/[^\s]{1,200}\.(?:svg|png)|poser\.pugx\.org"
    r"|(?:www\.)?(?:godoc|goreportcard|codecov|circleci|codeclimate|opencollective)\.(?:org|com|io)/[^\s]{1,200}\.svg"
    r"|[^/\s]+/[^\s]{0,300}\bbadges?\b[^\s]{0,200}(?:svg|png)\b)"
)
_COLOR = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|(?:rgb|hsl)a?\([^)]*\)|[a-z]{3,24}", re.I)
FILTERS = {
    "blur": "10px", "brightness": "1.5", "contrast": "2", "drop-shadow": "0 5px 10px rgba(0,0,0,.4)", "grayscale": "1",
    "hue-rotate": "180deg", "invert": "1", "opacity": ".5", "saturate": "2", "sepia": "1",
}  # fmt: skip
POINTS = {
    "px": 0.75,
    "pt": 1.0,
    "pc": 12.0,
    "in": 72.0,
    "cm": 72 / 2.54,
    "mm": 7.2 / 2.54,
    "em": 21.75,
    "rem": 21.75,
    "ex": 10.9,
    "ch": 10.9,
    "vw": 9.6,  # a hundredth of the slide
    "vh": 5.4,
}


@dataclass(slots=True)
class Ground:
    """What the pictures of a slide say of its background."""

    backgrounds: list[Background] = field(default_factory=list)
    split: tuple[Literal["left", "right"], float] | None = None
    direction: Literal["row", "column"] = "row"
    color: str = ""
    badges: list[ImageRef] = field(default_factory=list)  # left out


def length(text: str, bare: float = 0.75) -> Length | None:
    """A CSS length; a bare number counts `bare` points a unit; None for `auto` and what is no length."""
    match = re.fullmatch(r"((?:\d*\.)?\d+)(%|[a-z]+)?", text.strip().lower())
    if not match or len(match[1]) > 12:
        return None
    value, unit = float(match[1]), match[2]
    if unit == "%":
        return Length(min(value, 1000.0), "%")
    scale = POINTS.get(unit) if unit else bare
    return Length(min(value * scale, 100_000.0)) if scale is not None else None


def read_images(blocks: Blocks) -> tuple[Blocks, Ground]:
    """`blocks` without their `![bg]` pictures, the other pictures with size and filters read, and the Ground."""
    ground = Ground()
    return _blocks(blocks, ground), ground


def read_span_images(spans: Spans) -> Spans:
    """Inline text with the keywords of its pictures read; a background has no place in it and goes."""
    return _spans(spans, Ground())


def _blocks(blocks: Blocks, ground: Ground) -> Blocks:
    return same_or_new(blocks, lambda block: _block(block, ground))


def _block(block: Block, ground: Ground) -> Block | None:
    if isinstance(block, Figure):
        images = tuple(image for ref in block.images if (image := _image(ref, ground)) is not None)
        if not images:
            return None
        block = block if images == block.images else replace(block, images=images)
    before = block
    block = with_spans(block, lambda spans: _spans(spans, ground))
    if block is not before and isinstance(block, Paragraph) and not any(s.kind == "image" or s.text.strip() for s in block.spans):
        return None
    return with_children(block, lambda inner: _blocks(inner, ground))


def _spans(spans: Spans, ground: Ground) -> Spans:
    if not any(span.kind == "image" for span in spans):
        return spans
    kept = []
    for span in spans:
        if span.image is None:
            kept.append(span)
        elif (image := _image(span.image, ground)) is not None:
            kept.append(span if image == span.image else replace(span, image=image, text=image.alt))
    if len(kept) < len(spans):
        kept = _trimmed(kept)
    return tuple(kept) if tuple(kept) != spans else spans


def _trimmed(spans: list[Span]) -> list[Span]:
    """`spans` without the spaces and breaks at both ends that a picture between them has left."""
    for end in (-1, 0):
        while spans and spans[end].kind in ("text", "break") and not spans[end].text.strip():
            spans.pop(end)
        if spans and spans[end].kind == "text":
            text = spans[end].text.rstrip() if end else spans[end].text.lstrip()
            spans[end] = replace(spans[end], text=text)
    return spans


def _image(ref: ImageRef, ground: Ground) -> ImageRef | None:
    """The picture with its keywords read; None when it went into the Ground, or is a badge."""
    if ref.src.startswith("http") and _BADGE.match(ref.src):
        ground.badges.append(ref)
        return None
    ref = read_clip(ref)
    words = ref.alt.split()
    if "bg" in words:
        _background(ref, words, ground)
        return None
    width, height, filters, rest = _size_and_filters(words)
    width = width or length(ref.attrs.get("width")) or ref.width
    height = height or length(ref.attrs.get("height")) or ref.height
    changed = filters or len(rest) < len(words) or (width, height) != (ref.width, ref.height)
    if not changed:
        return ref
    return replace(ref, alt=" ".join(rest), width=width, height=height, filters=ref.filters + filters)


def _size_and_filters(words: list[str]) -> tuple[Length | None, Length | None, tuple[tuple[str, str], ...], list[str]]:
    width = height = None
    filters: list[tuple[str, str]] = []
    rest: list[str] = []
    for word in words:
        name, colon, value = word.partition(":")
        if match := _SIZE.fullmatch(word):
            if match[1].startswith("w"):
                width = length(match[2])
            else:
                height = length(match[2])
        elif name in FILTERS and (value or not colon):
            filters.append((name, _arguments(name, value) if value else FILTERS[name]))
        else:
            rest.append(word)
    return width, height, tuple(filters), rest


def _arguments(name: str, value: str) -> str:
    """Marp's drop-shadow has commas where CSS has spaces, except inside brackets."""
    if name != "drop-shadow":
        return value
    head, bracket, tail = value.partition("(")
    if not bracket:
        return value.replace(",", " ")
    before, _, function = head.rpartition(",")
    return f"{before.replace(',', ' ')} {function}({tail}".strip()


def _background(ref: ImageRef, words: list[str], ground: Ground) -> None:
    width, height, filters, rest = _size_and_filters(words)
    fit: Literal["cover", "contain", "auto"] = "cover"
    scale = None
    alt = []
    for word in rest:
        if word in ("bg", "vertical"):
            ground.direction = "column" if word == "vertical" else ground.direction
        elif word in ("cover", "contain", "fit", "auto"):
            fit = "contain" if word in ("contain", "fit") else "auto" if word == "auto" else "cover"
            scale = None
        elif match := _PERCENT.fullmatch(word):
            scale = min(float(match[1]), 1000.0) / 100
        elif match := _SPLIT.fullmatch(word):
            share = float(match[2]) / 100 if match[2] and len(match[2]) < 9 else 0.5
            ground.split = ("left" if match[1] == "left" else "right", min(max(share, 0.0), 1.0))
        else:
            alt.append(word)
    if not ref.src or (_COLOR.fullmatch(ref.src) and "." not in ref.src):
        ground.color = ref.src or ground.color
        return
    image = replace(ref, alt=" ".join(alt), width=width, height=height, filters=filters)
    ground.backgrounds.append(Background(image, fit, scale))


def background_from_css(value: str, size: str = "", position: str = "") -> tuple[tuple[Background, ...], str]:
    """(pictures, colour or gradient) of a CSS background."""
    pictures = []
    for match in re.finditer(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)]*?))\s*\)", value):
        src = match[1] or match[2] or match[3] or ""
        if src:
            pictures.append(_sized(ImageRef(src), size, position))
    rest = re.sub(r"url\([^)]*\)", "", value).strip(" ,")
    if not pictures and _looks_like_path(rest):
        return (_sized(ImageRef(rest.strip("\"'")), size, position),), ""
    if pictures and not re.fullmatch(_COLOR, rest) and "gradient(" not in rest:
        rest = ""
    return tuple(pictures), "" if rest.lower() in ("none", "initial", "inherit") else rest


def _sized(image: ImageRef, size: str, position: str) -> Background:
    size = size.strip().lower()
    position = position or "center"
    if match := _PERCENT.fullmatch(size):
        return Background(image, "auto", min(float(match[1]), 1000.0) / 100, position)
    if size in ("contain", "fit", "auto"):
        return Background(image, "auto" if size == "auto" else "contain", None, position)
    width, _, height = size.partition(" ")
    if size and size != "cover" and (length(width) or length(height)):
        return Background(replace(image, width=length(width), height=length(height)), "auto", None, position)
    return Background(image, "cover", None, position)


def _looks_like_path(text: str) -> bool:
    """Whether a value without `url()` names a picture all the same, as Slidev and pandoc write it."""
    text = text.strip("\"'")
    if "(" in text and not text.startswith(("/", ".", "http")):
        return False
    return text.startswith(("http://", "https://", "data:image/", "./", "../", "/")) or bool(
        re.search(r"\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|heic)$", text, re.I)
    )
