"""A drawing written in the text as `<svg>` → a picture, its bytes in a `data:` URL; the deck's CSS variables are put in later."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape

from presenter.model import Block, Blocks, Figure, ImageRef
from presenter.parse import html
from presenter.parse.html import Tag
from presenter.parse.tree import same_or_new, with_children
from presenter.spans import Length

_URL = "data:image/svg+xml;utf8,"
_SIZES = re.compile(r"""[ \n\t](?:width|height|class|style|xmlns(?::xlink)?)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.I)
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)\w{2,20};")
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>", re.I)
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_UNKNOWN = "currentColor"


def drawing(tag: Tag, opening: str, inner: str, line: int, alone: bool = True) -> ImageRef | None:
    """The `<svg>` whose tag is written as `opening`, with what stands in it; None if it shows nothing (a store of symbols).
    Without a size of its own it takes all the width there is where it stands `alone`, in words as much as it is wide."""
    if "display:none" in tag.get("style").replace(" ", "") or tag.get("width") == "0":
        return None
    image = html.image_of(tag, line)
    names = ' xmlns="http://www.w3.org/2000/svg"' + (' xmlns:xlink="http://www.w3.org/1999/xlink"' if "xlink:" in inner else "")
    size = "" if tag.get("viewbox") else "".join(f' {side}="{tag.get(side)}"' for side in ("width", "height") if tag.get(side))
    names += "" if "font-family" in opening else ' font-family="Helvetica, Arial, sans-serif"'  # the page's would be inherited
    bare = _SIZES.sub("", opening.rstrip("/> \n"))
    text = _ENTITY.sub(lambda m: unescape(m[0]), f"{bare}{names}{size}>{inner}</svg>")
    title = _TITLE.search(inner)
    wide = image.width or image.height
    return replace(
        image,
        src=_URL + text.replace("%", "%25"),
        alt=tag.get("aria-label") or (title[1].strip() if title else ""),
        width=image.width if wide or not alone else Length(100, "%"),
    )


def with_variables(blocks: Blocks, variables: Mapping[str, str]) -> Blocks:
    """`blocks`, every drawing in them with the CSS variables of the deck."""
    return same_or_new(blocks, lambda block: _block(block, lambda match: _resolved(match, variables)))


def _block(block: Block, value: Callable[[re.Match[str]], str]) -> Block:
    block = with_children(block, lambda inner: same_or_new(inner, lambda one: _block(one, value)))
    if not isinstance(block, Figure):
        return block
    images = tuple(replace(i, src=_VARIABLE.sub(value, i.src)) if i.src.startswith(_URL) and "var(" in i.src else i for i in block.images)
    return replace(block, images=images) if images != block.images else block


def _resolved(match: re.Match[str], variables: Mapping[str, str]) -> str:
    value = variables.get(match[1], (match[2] or "").strip())
    return (value if value and '"' not in value and "<" not in value else _UNKNOWN).replace("%", "%25")
