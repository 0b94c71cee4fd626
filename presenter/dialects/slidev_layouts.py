"""Slidev's layouts, those of its themes too -> ours, and the picture that comes with one as Markdown."""

from __future__ import annotations

import collections.abc as abc
import re
from dataclasses import replace

from presenter.parse.frontmatter import Entry, FrontMatter, Mapping
from presenter.parse.values import words

_OWN = frozenset(("cover", "center", "default", "end", "fact", "intro", "quote", "section", "statement"))
# what the names of themes' layouts have in them -> Slidev's own, the first that is found
_LIKE = (
    (re.compile(r"two-?col|2-?col|columns|cols|side|split|bleed|compare"), ""),
    (re.compile(r"cover|title-?slide|hero|^title$|^titlepage$|^start$|opening"), "cover"),
    (re.compile(r"presenter|about-?me|profile"), ""),
    (re.compile(r"section|chapter|divider|separator|part$"), "section"),
    (re.compile(r"quote|testimonial|citation"), "quote"),
    (re.compile(r"^end|thank|outro|closing|final|last|goodbye|back-?cover"), "end"),
    (re.compile(r"statement|big-?point|^fact|focus|highlight|emphasis"), "statement"),
)
_PICTURES = frozenset(("image", "image-left", "image-right"))
_BARE = frozenset(("full", "none", "iframe", "iframe-left", "iframe-right", "default"))


def layout_of(name: str) -> str:
    """The layout that stands for Slidev's, or its theme's, `name`; "" where what is on the slide is to choose."""
    plain = re.sub(r"([a-z])([A-Z])", r"\1-\2", name).strip().lower().replace("_", "-").replace(" ", "-")
    if plain in _OWN:
        return plain
    if plain in _BARE or plain in _PICTURES:
        return ""
    return next((own for pattern, own in _LIKE if pattern.search(plain)), "")


def picture_of(settings: abc.Mapping[str, Entry]) -> str:
    """The picture that a layout shows at a side or behind all, as Markdown with `{}` for its address; "" for none."""
    if "image" not in settings:
        return ""
    name = words(settings["layout"].value).lower() if "layout" in settings else ""
    if not name or layout_of(name) not in ("", "cover", "default"):
        return ""
    side = "left" if "left" in name else "" if name == "image" or re.search(r"cover|bg|background|full|hero", name) else "right"
    size = words(settings["backgroundSize"].value) if "backgroundSize" in settings else ""
    return "![" + " ".join(filter(None, ("bg", side, "contain" if "contain" in size else ""))) + "](<{}>)"


def settings_of(front: FrontMatter) -> tuple[Entry, ...]:
    """Settings of the front matter that have another name here: layouts of themes, fonts by what they are."""
    found: list[Entry] = []
    for entry in front.entries:
        if entry.key == "layout":
            found.append(replace(entry, value=layout_of(words(entry.value))))
        if entry.key == "fonts" and isinstance(entry.value, Mapping):
            found.append(replace(entry, value=Mapping(_fonts(entry.value))))
    return tuple(found)


def _fonts(said: Mapping) -> tuple[tuple[str, str], ...]:
    """`sans` for headings and text unless `serif` is all there is, `mono` for code; the first of several."""
    first = {key: words(value).split(",")[0].strip().strip("'\"") for key, value in said.pairs}
    text = first.get("sans") or first.get("serif") or ""
    own = {"heading": first.get("heading", text), "body": first.get("body", text), "code": first.get("code") or first.get("mono", "")}
    return tuple((role, family) for role, family in own.items() if family)
