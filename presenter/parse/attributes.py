"""`{#id .class key=value}` → Attrs, read by Python-Markdown's own scanner of attribute lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown.extensions.attr_list import get_attrs_and_remainder

from presenter.model import NO_ATTRS, Attrs

BRACES = re.compile(r"""\{[ ]*+((?:[^{}"'\n]++|"[^"\n]*"|'[^'\n]*')*+)\}""")
_GOOD = re.compile(r"""(?:[#.:]?[^\s{}=#."'<>]+[^\s{}="'<>]*|[.#][^\s={}]+|-|[^\s{}="'<>]+=(?:"[^"]*"|'[^']*'|[^\s{}"']*))(?:[ ]+|$)""")


@lru_cache(2048)
def parse(inner: str, words: bool = False) -> Attrs | None:
    """The inside of the braces; None if it is not an attribute list. Bare words count only with `words`."""
    inner = inner.strip().replace("\t", " ")
    if not inner or inner[0] == "{":
        return None
    at = 0
    while at < len(inner):
        m = _GOOD.match(inner, at)
        if not m:
            return None
        at = m.end()
    return _attrs(get_attrs_and_remainder(inner)[0], words)


def _attrs(found: Sequence[tuple[str, str | None]], words: bool) -> Attrs | None:
    name = ""
    classes: list[str] = []
    pairs: list[tuple[str, str]] = []
    for key, value in found:
        if key == ".":
            classes.extend(c for c in (value or "").split(".") if c)
        elif key == "id" and value:
            name = value
        elif key == "class" and value:
            classes.extend(value.split())
        elif value is not None:
            pairs.append((key, value))
        elif key == "-":
            classes.append("unnumbered")
        elif words and not key.startswith(":"):
            classes.append(key)
        else:
            return None
    return Attrs(name, tuple(classes), tuple(pairs))


def take_tail(text: str) -> tuple[str, Attrs]:
    """`text` without the attribute list at its end (behind a space), and that list."""
    text = text.rstrip(" ")
    if not text.endswith("}"):
        return text, NO_ATTRS
    start = text.rfind("{")
    if start < 0 or (start and text[start - 1] not in " \n"):
        return text, NO_ATTRS
    attrs = parse(text[start + 1 : -1])
    return (text[:start].rstrip(" \n"), attrs) if attrs else (text, NO_ATTRS)


def take_braces(text: str, pos: int) -> tuple[Attrs, int] | None:
    """The attribute list that stands at `pos`, and the position behind it."""
    m = BRACES.match(text, pos)
    attrs = parse(m[1]) if m else None
    return (attrs, m.end()) if m and attrs else None


def join(first: Attrs, second: Attrs) -> Attrs:
    """Both lists as one; the second's id wins."""
    if not first or not second:
        return first or second
    return Attrs(second.id or first.id, first.classes + second.classes, first.pairs + second.pairs)
