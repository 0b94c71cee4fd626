"""Front matter -> a first slide made of its title, author and date, as pandoc and presenterm show one."""

from __future__ import annotations

import re

from presenter.parse.chunk import Chunk, heading_entries
from presenter.parse.frontmatter import FrontMatter, Mapping
from presenter.parse.split import Split
from presenter.parse.values import words


def cover_source(front: FrontMatter) -> str:
    """The Markdown of the cover; "" if the front matter has no title."""
    said = {entry.key.lower(): " ".join(words(entry.value).split()) for entry in front.entries}
    if not said.get("title"):
        return ""
    under = [said.get(key, "") for key in ("subtitle", "sub_title", "author", "institute", "date")]
    shown = (_MARK.sub(r"\1\\", text.removeprefix("| ")) for text in under if text and not _TODAY.match(text))
    return "\n\n".join([f"# {said['title']}", *shown])


_TODAY = re.compile(r"\\|`r |(?:today|now|last-modified)$")  # what the program that makes the slides would work out
_MARK = re.compile(r"^(\d{0,9})(?=(?:(?<=\d)[.)]|(?<!\d)[-+*#>])\s)")  # what would begin a list: `7. May` is a date


def cover_chunk(source: str, front: FrontMatter) -> Chunk:
    """The cover as a slide, as pandoc's `title-slide-attributes` have it."""
    said = next((entry.value for entry in front.entries if entry.key == "title-slide-attributes"), None)
    pairs = said.pairs if isinstance(said, Mapping) else ()
    plain = [(key, words(value)) for key, value in pairs if re.fullmatch(r"[\w-]+", key)]
    written = " ".join(f'{key}="{value}"' for key, value in plain if not set('"{}\n') & set(value))
    looks, _ = heading_entries([(0, f"T {{{written}}}")]) if written else ((), ())
    return Chunk(source, spot=(("layout", "title"), *looks), heading=source.split("\n", 1)[0][2:])


def with_cover(cut: Split, source: str) -> Split:
    """`cut` with the cover before its slides, standing where the front matter stands; an empty first slide goes."""
    if not source:
        return cut
    return Split(cut.rules, [0, *cut.starts], [cut.starts[0], *cut.ends], [0, *cut.lines], [source, *cut.sources], cut.looked)
