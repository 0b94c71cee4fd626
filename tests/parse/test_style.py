"""CSS: what is honoured, what is left out, where theme style sheets are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.model import Columns, Container, Deck, Slide, StyleRule
from presenter.parse.deck import parse
from presenter.parse.style import fr_shares, read_selector, read_sheet
from presenter.problems import Severity
from tests.growth import within


def rules(css: str) -> list[StyleRule]:
    return list(read_sheet(css).rules)


def slide(text: str, index: int = 0) -> Slide:
    return parse(text).slides[index]


def test_colours_sizes_and_fonts() -> None:
    assert rules("h1 { color: teal; font-size: 40px; font-family: 'A', serif !important }") == [
        StyleRule("h1", (("color", "teal"), ("font-size", "30pt"), ("font-family", '"A", serif')))
    ]


def test_sizes_are_of_the_slides_own() -> None:
    found = rules(
        "section { font-size: 40px } h2 { font-size: 2em } p { font-size: 50% } li { font-size: 1.5rem } code { font-size: .8em }"
    )
    assert [dict(rule.declarations)["font-size"] for rule in found] == ["30pt", "60pt", "15pt", "45pt", ".8em"]


def test_variables() -> None:
    found = rules(
        ":root { --a: #c03; --b: var(--a); --c: var(--c) } h1 { color: var(--b) } h2 { color: var(--no, navy) } h3 { color: var(--c) }"
    )
    assert [(rule.target, dict(rule.declarations)["color"]) for rule in found] == [("h1", "#c03"), ("h2", "navy")]


@pytest.mark.parametrize(
    ("selector", "target"),
    [
        ("section", ("section", (), ())),
        (":root", ("section", (), ())),
        ("section.lead", ("section", ("lead",), ())),
        ("section.lead.x h1", ("h1", ("lead", "x"), ())),
        ("section > h2", ("h2", (), ())),
        ("section pre code", ("pre", (), ())),
        ("table thead th", ("th", (), ())),
        ("tbody tr td", ("td", (), ())),
        ("ul li", ("li", (), ())),
        ("a:link", ("a", (), ())),
        (".small", (".small", (), ())),
        ("div.small", (".small", (), ())),
        ("section .small", (".small", (), ())),
        ("marp-pre", ("pre", (), ())),
        (".box strong", ("strong", (), ("box",))),
        (".box.red h3", ("h3", (), ("box", "red"))),
        (".slide > .card", (".card", (), ("slide",))),
        ("div.box.red", (".box.red", (), ())),
        ("h1 strong", None),
        ("section::after", None),
        ("h1:has(a)", None),
        ("*", None),
        ("img[alt~='x']", None),
        ("#id", None),
    ],
)
def test_selectors(selector: str, target: object) -> None:
    assert read_selector(selector) == target


def test_what_is_left_out_is_told_once() -> None:
    deck = parse("<style>\nh1 { color: red; animation: x 1s; float: left }\n@import 'x';\n#id { color: blue }\n</style>\n\n# A")
    (problem,) = (p for p in deck.slides[0].problems if p.code == "style-left-out")
    assert problem.severity is Severity.INFO
    assert all(name in problem.message for name in ("animation", "float", "@import", "#id"))


def test_style_of_the_deck_and_of_one_slide() -> None:
    text = "<style>h1 { color: red }</style>\n# A\n\n---\n\n<style scoped>h1 { color: blue }</style>\n# B\n\n---\n\n# C"
    deck = parse(text)
    assert [[dict(rule.declarations)["color"] for rule in s.settings.rules] for s in deck.slides] == [["red"], ["red", "blue"], ["red"]]


def test_rules_with_classes_hold_on_slides_that_have_them() -> None:
    deck = parse("---\nstyle: |\n  section.lead h1 { color: red }\n  h1 { color: blue }\n---\n# A\n\n---\n<!-- _class: lead -->\n# B")
    assert [[dict(rule.declarations)["color"] for rule in s.settings.rules] for s in deck.slides] == [["blue"], ["blue", "red"]]


def test_a_picture_behind_a_section_class() -> None:
    deck = parse("---\nstyle: |\n  section.sea { background-image: url(sea.png); }\n---\n# A\n\n---\n<!-- _class: sea -->\n# B")
    assert [[ground.image.src for ground in s.backgrounds] for s in deck.slides] == [[], ["sea.png"]]


def test_a_grid_of_a_class_makes_columns() -> None:
    text = "<style>.two { display: grid; grid-template-columns: 2fr 1fr; }</style>\n\n"
    text += '<div class="two">\n<div>\n\nleft\n\n</div>\n<div>\n\nright\n\n</div>\n</div>\n'
    (block,) = slide(text).blocks
    assert isinstance(block, Columns) and [column.share for column in block.columns] == [pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert not any(isinstance(inner, Container) for column in block.columns for inner in column.blocks)


def test_grid_templates() -> None:
    assert fr_shares("1fr 3fr") == (0.25, 0.75)
    assert fr_shares("repeat(3, 1fr)") == (pytest.approx(1 / 3),) * 3
    assert fr_shares("repeat(2, minmax(0, 1fr))") == (0.5, 0.5)
    assert fr_shares("200px auto") == (None, None)


def test_a_themes_css_beside_the_deck(tmp_path: Path) -> None:
    (tmp_path / "mine.css").write_text("h1 { color: red }")
    (tmp_path / "other.css").write_text("/*\n * @theme corp\n */\nh1 { color: blue }")
    (tmp_path / "bad.css").write_bytes(b"\xff\xfe\x00")
    for name, expected in (("mine", "red"), ("corp", "blue")):
        found = parse(f"---\nmarp: true\ntheme: {name}\n---\n# A", folder=tmp_path).slides[0].settings.rules
        assert [dict(rule.declarations)["color"] for rule in found] == [expected]
    for name in ("none", "../mine", "bad", "*"):
        assert parse(f"---\ntheme: {name}\n---\n# A", folder=tmp_path).slides[0].settings.rules == ()
    assert parse("---\ntheme: mine\n---\n# A", folder=tmp_path / "gone").slides[0].settings.rules == ()


HOSTILE = [
    "{" * 5000,
    "}" * 5000,
    "a{b:c" * 3000,
    "h1 { color: " + "var(--x," * 2000,
    "((" * 3000,
    "/*",
    "@media {" * 2000,
    "h1{" + "color:red;" * 20000 + "}",
    ":root{" + "".join(f"--v{n}: var(--v{n + 1}) var(--v{n + 1});" for n in range(200)) + "}h1{color:var(--v0)}",
]


@pytest.mark.parametrize("css", HOSTILE)
def test_hostile_css(css: str) -> None:
    plain = "h1 { color: red }\n" * (1 + len(css) // 18)
    assert within(lambda: list(_styled(css).slides), lambda: list(_styled(plain).slides), 20)


def _styled(css: str) -> Deck:
    read_sheet.cache_clear()
    return parse(f"<style>\n{css}\n</style>\n\n# A")


def test_a_selector_of_nothing_but_signs_is_left_out() -> None:
    assert read_selector(">") is None
    assert read_selector(" ") is None
