"""What a slide's Markdown takes from the deck around it, as one hashable value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Context:
    """Flags in force and what the rest of the deck defines.

    `breaks`: a single newline is a line break. `fragments`: `*` and `1)` items are steps. `incremental`: all
    list items are. `references` are `(normalised label, url, title)`, `footnotes` `(label, Markdown source)`;
    what the slide itself defines comes before them.
    """

    breaks: bool = False
    fragments: bool = False
    incremental: bool = False
    marp: bool = False
    references: tuple[tuple[str, str, str], ...] = ()
    footnotes: tuple[tuple[str, str], ...] = ()
