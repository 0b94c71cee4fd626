"""Real decks: the block structure of every slide of the Marp and plain ones agrees with markdown-it-py's.

The folder is $CORPUS or `../shared/corpus`. The other dialects' decks are read too; there the constructs that
CommonMark does not know (`:::`, `$$`) explain every difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from presenter.parse.context import Context
from presenter.parse.markdown import read
from tests.parse.oracle import level, our_blocks, our_tree, reader, their_blocks

CORPUS = Path(os.environ.get("CORPUS", "") or Path(__file__).parents[3] / "shared" / "corpus")
_FRONT = re.compile(r"\ufeff?---\n.*?\n---[ \t]*\n", re.DOTALL)
_OURS = re.compile(r"^\s*(?::::|\$\$|\{[.#])|\$\$|\[\^[^\]]+\]:", re.MULTILINE)  # constructs CommonMark has not

# slides that read differently on purpose: (deck's name, slide) -> reason
KNOWN: dict[tuple[str, int], str] = {}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus of decks ($CORPUS, {CORPUS.name})")


def decks(*kinds: str) -> list[Path]:
    """The Markdown decks of these dialects."""
    return [deck for kind in kinds for deck in sorted((CORPUS / kind).rglob("*.md"))]


def slides(deck: Path) -> Iterator[str]:
    """The Markdown of its slides, cut at the thematic breaks that markdown-it-py finds."""
    text = deck.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    front = _FRONT.match(text)
    text = text[front.end() :] if front else text
    lines, at = text.split("\n"), 0
    for token in reader("gfm").parse(text):
        if token.type == "hr" and token.level == 0 and token.map:
            yield "\n".join(lines[at : token.map[0]])
            at = token.map[1]
    yield "\n".join(lines[at:])


def differing(found: list[Path]) -> tuple[int, list[tuple[str, int, str]]]:
    """How many slides there are, and (deck, slide, source) of those read otherwise than by the oracle."""
    oracle = reader("gfm")
    count, others = 0, []
    for deck in found:
        for number, source in enumerate(slides(deck)):
            count += 1
            if level(our_blocks(our_tree(source)[0])) != level(their_blocks(source, oracle)):
                others.append((deck.name, number, source))
    return count, others


def test_marp_and_plain_decks_agree_with_commonmark() -> None:
    found = decks("marp", "plain")
    if not found:
        pytest.skip("the corpus holds no Marp or plain deck")
    count, others = differing(found)
    unexplained = [(name, number) for name, number, _ in others if (name, number) not in KNOWN]
    assert not unexplained
    assert len(others) <= count * 0.01


def test_other_dialects_differ_only_where_commonmark_knows_nothing() -> None:
    _, others = differing(decks("pandoc", "reveal", "slidev", "remark", "presenterm"))
    assert [(name, number) for name, number, source in others if not _OURS.search(source)] == []


def test_every_slide_reads_quickly_and_without_an_exception() -> None:
    for deck in decks("marp", "plain", "pandoc", "reveal", "slidev", "remark", "presenterm"):
        for source in slides(deck):
            read(source, Context(breaks=True))
