"""Which program a deck was written for."""

from __future__ import annotations

import pytest

from presenter.dialects import detect
from presenter.parse.deck import parse
from presenter.parse.dialect import HOUSE, dialect
from presenter.parse.frontmatter import read_front_matter
from presenter.registry import DIALECTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# plain\n\n---\n\ntext", "house"),
        ("---\nmarp: true\n---\n::: x\n:::", "marp"),
        ("---\nmarp: false\npaginate: true\n---\n![bg](x)", "house"),
        ("---\ndialect: reveal\nmarp: true\n---\n", "reveal"),
        ("# A\n\n![bg left](x.png)", "marp"),
        ("---\npaginate: true\n---\n# A", "marp"),
        ("# A\n<!-- _class: lead -->", "marp"),
        ("---\ntheme: gaia\npaginate: true\n---\n# A", "marp"),
        ("---\ntheme: light\npaginate: true\n---\n# A", "house"),
        ("---\npaginate: true\nvariant: dark\n---\n# A", "house"),
        ("---\npaginate: true\n---\n\n::: columns\n:::", "house"),
        ("% Title\n\n# A", "pandoc"),
        ("---\ntitle: T\nformat: revealjs\n---\n", "pandoc"),
        ("---\naspectratio: 169\n---\n", "pandoc"),
        ("a\n<!-- end_slide -->\nb", "presenterm"),
        ("class: center, middle\n\n# A\n\n---\n", "remark"),
        ("# A\n\n???\nnote\n", "remark"),
        ("# A\n<!-- .slide: data-background='red' -->", "reveal"),
        ("# A\n\nNote:\nspeak\n", "reveal"),
        ("# A\n\n--\n\n# B\n", "reveal"),
        ("# A\n\n+++\n\n# B\n", "reveal"),
        ("# A\n\nvvv\n\n# B\n", "reveal"),
        ("a\n+++\nb\n", "house"),
        ("# A\n\n---\nlayout: cover\n---\n\n# B", "slidev"),
        ("# A\n\n<v-click>x</v-click>", "slidev"),
        ("<!-- x -->\n\nclass: center\n\n# A\n", "remark"),
        ("# A\n\n---\nclass: inverse\n\n# B\n\n---\n\n# C", "remark"),
        ("# A\n\n---\nclass: inverse\nlayout: two-cols\n---\n\n# B", "slidev"),
        ("# A\n\n.pull-left[\na\n]\n", "remark"),
        ("---\noutput:\n  xaringan::moon_reader:\n    lib_dir: x\n---\n# A", "xaringan"),
        ("# A\n\n##==##\n\n# B", "reveal"),
        ("# A\n\n[.column]\n[.background-color: #fff]\n", "deckset"),
    ],
)
def test_detection(text: str, expected: str) -> None:
    assert detect(text, read_front_matter(text)) == expected == parse(text).settings.dialect


def test_every_dialect_is_there_and_an_unknown_one_is_told() -> None:
    assert all(dialect(name).name == name for name in DIALECTS)
    assert dialect("nonsense") is HOUSE
    deck = parse("---\ndialect: nonsense\n---\n# A")
    assert deck.settings.dialect == "house" and "marp" in deck.problems[0].hint
