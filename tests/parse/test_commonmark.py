"""The examples of the CommonMark specification: our grammar beside markdown-it-py, which passes them all."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote

import pytest

from presenter.parse.context import Context
from presenter.parse.markdown import read
from tests.parse.oracle import Run, level, our_blocks, our_runs, our_tree, reader, their_blocks, their_runs

SPEC = Path(__file__).parent.parent / "data" / "commonmark-0.31.2.txt"
_PART = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$|^#{1,6} *([^\n]*)$", re.MULTILINE | re.DOTALL)

# what a deck wants otherwise than the specification, by the number of the example
BLOCK_MISSES: dict[int, str] = {}
INLINE_MISSES = {
    39: "a line end written as an entity is a space like any other",
    168: "<del> strikes out, which the oracle leaves to the browser",
    187: "<a href> links, which the oracle leaves to the browser",
    344: "<a href> links, which the oracle leaves to the browser",
    475: "<img> is a picture, which the oracle leaves to the browser",
    494: "<b> is bold, which the oracle leaves to the browser",
    602: "bare addresses are links",
    606: "bare addresses are links",
    608: "bare addresses are links",
    611: "bare addresses are links",
    612: "bare addresses are links",
    624: "an end tag with attributes is no text to show",
}


def examples() -> dict[str, list[tuple[int, str]]]:
    """Section → (number, Markdown) of its examples."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    section, number = "", 0
    for m in _PART.finditer(SPEC.read_text(encoding="utf-8")):
        if m[1] is None:
            section = m[2]
        else:
            number += 1
            found[section].append((number, m[1].replace("→", "\t")))
    return found


EXAMPLES = examples()


def test_the_specification_is_whole() -> None:
    assert sum(len(found) for found in EXAMPLES.values()) == 652


@pytest.mark.parametrize("section", EXAMPLES)
def test_block_structure(section: str) -> None:
    oracle = reader()
    missed = {n for n, source in EXAMPLES[section] if level(our_blocks(our_tree(source)[0])) != level(their_blocks(source, oracle))}
    assert missed == {n for n, _ in EXAMPLES[section] if n in BLOCK_MISSES}


@pytest.mark.parametrize("section", EXAMPLES)
def test_inline_text(section: str) -> None:
    oracle = reader()
    missed = {n for n, source in EXAMPLES[section] if _readable(our_runs(source)) != _readable(their_runs(source, oracle))}
    assert missed == {n for n, _ in EXAMPLES[section] if n in INLINE_MISSES}


def _readable(found: list[list[Run]]) -> list[list[Run]]:
    """With links as people write them: the oracle percent-encodes, we keep what is written."""
    return [[(text, marks, unquote(link)) for text, marks, link in runs] for runs in found]


@pytest.mark.parametrize("section", EXAMPLES)
def test_every_example_reads(section: str) -> None:
    for _, source in EXAMPLES[section]:
        reading = read(source, Context())
        lines = source.count("\n") + 1
        assert all(0 <= block.lines[0] <= block.lines[1] <= lines for block in reading.blocks)


PIECES = ["*", "**", "_", "`", "``", "[", "]", "(u)", "![", "#", "# ", "\n", "\n\n", " ", "  ", "    ", "- ", "* ", "1. ", "2) ", "> ", "|"]
PIECES += ["a", "b c", "---", "===", "```", "\\", "!", "(", ")", "    code\n", "- a\n", "  - b\n", "1. c\n", "> q\n", "***", '"t"', "\n| a |\n|---|\n"]
# where markdown-it-py and the reference implementation differ: empty items far apart, code behind a quoted heading,
# blank lines in an open fence of a list, what stands right under a table's head
_FAR = re.compile(r"^[ >]*(?:[-*]|\d[.)])[ ]*$|```|> ?#|\\ |\|.*\n.*\|", re.MULTILINE)


def test_random_marks_read_as_the_oracle_reads_them() -> None:
    oracle = reader("gfm")
    compared = 0
    for seed in range(4000):
        chance = random.Random(seed)
        source = "".join(chance.choice(PIECES) for _ in range(chance.randint(2, 14)))
        if not _FAR.search(source):
            compared += 1
            assert level(our_blocks(our_tree(source)[0])) == level(their_blocks(source, oracle)), source
    assert compared > 2000
