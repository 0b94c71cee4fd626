"""Deck + slide → Problems of the links on it that lead nowhere, in any export."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from presenter.model import Block, Deck, Spans
from presenter.parse.tree import walk, with_spans
from presenter.problems import Problem, Severity

ADDRESSES = ("http", "https", "mailto", "tel")  # what a link of an export may open


def lost_links(deck: Deck, index: int) -> tuple[Problem, ...]:
    """Problems of slide `index` (from 0), lines as in its blocks. A link within the deck makes every slide be read."""
    found = (_lost(deck, link, block) for block in walk(deck.slides[index].blocks) for link in _links(block))
    return tuple(dict.fromkeys(problem for problem in found if problem))


def _links(block: Block) -> Iterator[str]:
    links: list[str] = []

    def note(spans: Spans) -> Spans:
        links.extend(span.link for span in spans if span.link)
        return spans

    with_spans(block, note)
    yield from links


def _lost(deck: Deck, link: str, block: Block) -> Problem | None:
    line = block.lines[0]
    short = link if len(link) <= 60 else f"{link[:59]}…"
    if link.startswith("#"):
        if deck.find(link) is not None:
            return None
        return Problem("link-lost", f"the link {short} leads to no slide", "write #3 for slide 3, or a heading's id", line=line)
    try:
        scheme = urlsplit(link.strip()).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme in ADDRESSES or link.startswith("slide:"):
        return None
    message = f"the link {short} is shown as words only"
    return Problem("link-left-out", message, "web, mail and telephone addresses are linked, and slides (#3)", Severity.INFO, line)
