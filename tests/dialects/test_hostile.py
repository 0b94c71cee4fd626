"""Whole slides of one sign, in every dialect: the work grows with the text and no faster."""

from __future__ import annotations

import pytest

from presenter.parse.deck import parse
from presenter.registry import DIALECTS
from tests.growth import grows_in_step

ANY = ["```\n", "<style>\n", "<style ", "<!-- a: b -->\n", "::right::\n", "[a]{.b"]
PIECES = {
    "deckset": ["![", "[.column]\n", "^ a\n"],
    "marp": ["![bg](a) ", "* a\n"],
    "pandoc": ["\\begin{itemize}\n\\item a\n", "---- ----\n", "{{< x", "\\only<1>{"],
    "presenterm": ["<!-- column: 0 -->\n", "~a~"],
    "quarto": ["::: {.a}\n"],
    "remark": [".b[", ".b[]", "$a\\_b$", "\\\\("],
    "reveal": ["<!-- .element: class='x' -->", "##--##\n"],
    "slidev": ["<v-click>", "{{ x }}", "<<< @/a.ts\n"],
    "xaringan": ["```{r a, b=c}\n", ".b["],
}


@pytest.mark.parametrize(("name", "piece"), [(name, piece) for name in DIALECTS for piece in (*ANY, *PIECES.get(name, ()))])
def test_a_slide_of_one_sign(name: str, piece: str) -> None:
    def read(size: int) -> object:
        return list(parse(f"---\ndialect: {name}\ntitle: T\n---\n\n" + piece * (size // len(piece))).slides)

    assert grows_in_step(read, 3000)


@pytest.mark.parametrize(
    ("front", "piece", "back"),
    [
        ("# a", " ", "b"),
        ("# [", "[", ""),
        ("# a", "<", '"'),
        ("[a]{", "\t", "`"),
        ("- ", "> ", "-x"),
        ("a", " ", "|\n|-|"),
        ("[^1]: a", "\n", "x"),
        ("```js {", "1,", "\n"),
        ("[a]: b", "\t", "|"),
        ("---\na: ", " \n", "\n---\n"),
        ("---\ndialect: deckset\n---\n[.a:", " ", "*"),
        ("---\ndialect: presenterm\n---\n", "~", "x"),
    ],
)
def test_a_line_of_one_sign(front: str, piece: str, back: str) -> None:
    assert grows_in_step(lambda size: list(parse(front + piece * (size // len(piece)) + back).slides), 3000)


def test_numbers_of_any_length_are_read() -> None:
    digits = "9" * 5000
    parse(f"<style>h1{{ margin: {digits}; width: {digits}px }}</style>\n\n# A\n").slides[0]
