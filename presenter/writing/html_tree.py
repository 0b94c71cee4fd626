"""HTML from the clipboard → a tree of elements; scripts and styles are left out, what is never closed ends with what holds it."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 60  # elements in each other
LONGEST_TAG = 4000  # characters of a tag or comment that the text ends in
_CONDITION, _CONDITION_END = re.compile(r"<!--\[if [^\]]{0,200}\]>"), "<![endif]-->"
VOID = frozenset({"br", "img", "hr", "meta", "link", "input", "col", "base", "wbr", "area", "source", "track", "embed", "param"})
UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "select", "textarea", "math"})


@dataclass(slots=True)
class Element:
    """An element: its name, attributes, the marks its style means, and what is in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def style(self) -> str:
        """Its style, in small letters without spaces."""
        return re.sub(r"\s+", "", self.attributes.get("style", "").lower())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self.open = [self.root]
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
            return
        if self.unseen:
            return
        if tag in ("p", *[f"h{n}" for n in range(1, 7)]) and self.open[-1].name == "p":
            self.open.pop()
        if tag in ("li", "tr", "td", "th", "dt", "dd"):
            self._close_kin(tag)
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(made)

    def _close_kin(self, tag: str) -> None:
        """`<li>` ends the one before it in the same list."""
        kin = {"td": ("td", "th"), "th": ("td", "th"), "dt": ("dt", "dd"), "dd": ("dt", "dd")}.get(tag, (tag,))
        stop = {"li": ("ul", "ol"), "tr": ("table",), "td": ("tr",), "th": ("tr",)}.get(tag, ("dl",))
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name in stop:
                return
            if self.open[index].name in kin:
                del self.open[index:]
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
            return
        for index in range(len(self.open) - 1, 0, -1):
            if self.open[index].name == tag:
                del self.open[index:]
                return

    def handle_data(self, data: str) -> None:
        if not self.unseen and data:
            self.open[-1].children.append(data)


def parse(html: str) -> Element:
    """The tree of `html`, of its fragment where the clipboard marks one."""
    html = _without_conditions(html)
    start, end = html.find("<!--StartFragment-->"), html.find("<!--EndFragment-->")
    if 0 <= start < end:
        html = html[start + 20 : end]
    html = re.sub(r"<!\[[^\]]{0,200}\]>", "", html)  # <![if !supportLists]>
    reader = _Reader()
    with suppress(AssertionError):  # the library's word for what it cannot read: what was read before stays
        reader.feed(html)
        if len(reader.rawdata) > LONGEST_TAG:  # never closed; the library would look for its end from every `<` in it
            reader.handle_data(reader.rawdata)
        else:
            reader.close()
    return reader.root


def _without_conditions(html: str) -> str:
    """`html` without Word's words to itself: `<!--[if gte mso 9]> ... <![endif]-->`."""
    parts, at = [], 0
    while (start := _CONDITION.search(html, at)) and (end := html.find(_CONDITION_END, start.end())) >= 0:
        parts.append(html[at : start.start()])
        at = end + len(_CONDITION_END)
    return "".join((*parts, html[at:]))


def walk(element: Element) -> list[Element]:
    """The element and all that is in it."""
    found, waiting = [], [element]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += [child for child in one.children if isinstance(child, Element)]
    return found
