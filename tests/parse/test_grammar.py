"""Properties of the grammar on any text: nothing raises, lines nest, no words are lost, nothing takes long."""

from __future__ import annotations

import random
import re

import pytest

from presenter.model import Block
from presenter.parse.context import Context
from presenter.parse.markdown import read, read_inline
from tests.growth import grows_in_step
from tests.parse.reading import children, codes, words

# what random decks are made of
MARKS = """* ** _ ` ``` ~~~ [ ] ( ) ![ { .a } # | |-|-| --- === $ $$ ::: > - : ^[ [^1] [^1]: = == ~ ~~ ^ x^2^ \\ & &amp; :smile: --
{.step} <div> </div> <b> </b> <br> <p> </p> <table> <tr> <td> </td> </table> <ul> <li> </ul> <dl> <dt> <dd> <h2> </h2> <center> </center>
<pre> </pre> <svg> </svg> <style> </style> <details> <summary> </summary> <figure> <figcaption> </figure> <small> </small>
<blockquote> <!-- --> </ < <? <!X ü 文 😀 http://a.b www.a.b a@b.c . 1. 2) word"""
LINES = ["\n", "\n\n", " ", "    ", "\t", "- ", "1. ", "> ", "# ", ": ", "\n::: columns\n", "\n::: column\n", "\n::: note\n", "\n:::\n"]
LINES += ["| a | b |\n|---|---|\n| 1 | 2 |\n", "Term\n: meaning\n", "<div class=columns>"]
LINES += ["[!NOTE]", ". . .", "[a]: b", "\x00", "\u2028", "\ud800"]


def random_text(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice(chance.choice((MARKS.split(), LINES))) for _ in range(chance.randint(1, chance.choice((6, 20, 60)))))


def check_lines(found: tuple[Block, ...], first: int, last: int, apart: bool) -> None:
    """Blocks lie in `first` to `last`, in order (not overlapping if `apart`), and their children in them."""
    at = first
    for block in found:
        start, end = block.lines
        assert at <= start <= end <= last
        check_lines(children(block), start, end, apart)
        at = end if apart else start


@pytest.mark.parametrize("start", range(0, 4000, 500))
def test_random_text_reads_and_its_lines_nest(start: int) -> None:
    for seed in range(start, start + 500):
        source = random_text(seed)
        reading = read(source, Context(breaks=seed % 2 == 0))
        count = source.count("\n") + 1
        # elements of raw HTML may share a line and hold loose text around their parts
        check_lines(reading.blocks, 0, count, apart="<" not in source)
        assert all(p.line is None or 0 <= p.line <= count for p in reading.problems)
        read_inline(source, Context())


# constructs that keep every word: no comments, definitions, attributes or dropped elements among them
KEPT = ["*", "**", "_", "`", "- ", "1. ", "> ", "# ", "\n", "\n", "\n\n", "    ", " ", "|", "\n|-|-|\n", "$", "\n$$\n", ": ", "[", "]"]
KEPT += ["\n::: columns\n", "\n::: column\n", "\n:::\n", "\n```\n", "\n---\n", "<div>", "</div>", "<p>", "</p>", "<ul><li>"]
KEPT += ["<li>", "</ul>"]
KEPT += ["<table><tr><td>", "<tr>", "<td>", "</td>", "</table>", "<b>", "</b>", "<br>", "<h2>", "</h2>", "<center>"]
KEPT += ["<dl><dt>", "<dd>", "</dl>", "<x-y>"]


@pytest.mark.parametrize("start", range(0, 2000, 500))
def test_no_word_is_lost(start: int) -> None:
    for seed in range(start, start + 500):
        chance = random.Random(seed)
        names = [f"w{n}w" for n in range(chance.randint(1, 12))]
        source = "".join(f"{chance.choice(KEPT)}{chance.choice(KEPT)} {name} " for name in names)
        reading = read(source, Context())
        shown = " ".join(w for block in reading.blocks for w in words(block))
        lost = [name for name in names if name not in shown]
        assert lost == [], source


HOSTILE = """*a |**a *b |a**b|_|`|[|![|]|[a](|[a](b|[a](<|<|<a |<a b="|<!--|<?|<![CDATA[|&|$|$a $|$$|
^[|^[a|~~a|==a|:a|
http://|www.a|a@b.c |[a]{|[a]{.b|\\|> |>|- |-\n|* a\n|# |```\n|::: a\n|:::\n|: a\n|a\n: b\n|[^a]: b\n|[a]: b\n|[a]: b 'c\n|<div>|<div>\n\n|</div>|<table><tr><td>|
<ul><li>|<p>|<b>\n\n|<style>\n|<svg>|<v-x>|\t|    |a<br>|> [!NOTE]\n|{.a}\n|![](a)|<span style='color:red'>a|**文：**字|((|[x](((|[a\\]"""


@pytest.mark.parametrize("piece", [p.lstrip("\n") or "\n" for p in HOSTILE.split("|")])
def test_hostile_repetition_is_read_in_linear_time(piece: str) -> None:
    assert grows_in_step(lambda size: read(piece * (size // len(piece)), Context()), 5000)


@pytest.mark.parametrize("source", [">" * 1000 + " deep", "\n".join("  " * n + "- a" for n in range(400)), "::: a\n" * 400 + "deep"])
def test_deep_nesting_is_bounded_and_told(source: str) -> None:
    assert [code for code, _ in codes(source)].count("too-deep") == 1
    shown = " ".join(w for block in read(source, Context()).blocks for w in words(block))
    assert source.split()[-1] in shown


def test_lines_of_what_stands_in_what() -> None:
    source = "# T\n\n- a\n- b\n  more\n\n  > q\n\n```\nx\n```\n"
    heading, bullets, code = read(source, Context()).blocks
    assert (heading.lines, bullets.lines, code.lines) == ((0, 1), (2, 7), (8, 11))
    _, second = children(bullets)
    paragraph, quote = children(second)
    assert (second.lines, paragraph.lines, quote.lines) == ((3, 7), (3, 5), (6, 7))


def test_lines_end_at_any_line_end() -> None:
    assert read("a\r\n\r\nb\rc", Context()).blocks == read("a\n\nb\nc", Context()).blocks


def test_python_markdowns_registries_are_in_use() -> None:
    from markdown.preprocessors import Preprocessor

    from presenter.parse.markdown import Engine

    class Shout(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return [line.upper() for line in lines]

    md = Engine()
    md.preprocessors.register(Shout(md), "shout", 10)
    assert md.lines("a\nb") == ["A", "B"]
    md.parser.blockprocessors.deregister("quote")
    root = md.parser.machine(["> a"]).run()
    assert [node.kind for node in root.children] == ["paragraph"]
    md.inlinePatterns.deregister("emphasis")
    assert re.search(md.scope(Context()).special, "*") is None
