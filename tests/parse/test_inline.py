"""Each inline construct, as a person writes it."""

from __future__ import annotations

import pytest

from presenter.parse.context import Context
from presenter.parse.markdown import read_inline
from tests.parse.reading import codes, inline


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("plain", ["plain"]),
        ("*i* **b** ***bi***", ["i[italic]", " ", "b[bold]", " ", "bi[bold italic]"]),
        ("~~gone~~ ==seen==", ["gone[strike]", " ", "seen[mark]"]),
        ("a == b and c == d", ["a == b and c == d"]),
        ("x==1 && y==2", ["x==1 && y==2"]),
        ("这是==重点==内容", ["这是", "重点[mark]", "内容"]),
        ("`` a`b `` `*c*`", ["a`b[code]", " ", "*c*[code]"]),
        ("snake_case_name __init__", ["snake_case_name ", "init[bold]"]),
        ("\\*no\\* \\a &amp; &copy; &notit; &#x1F600;", ["*no* \\a & © &notit; 😀"]),
        ("a  \nb\\\nc\nd", ["a", "\n[break]", "b", "\n[break]", "c d"]),
    ],
)
def test_text(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


def test_every_line_breaks_where_the_deck_says_so() -> None:
    assert inline("a\nb", breaks=True) == ["a", "\n[break]", "b"]


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("H~2~O", ["H", "2[baseline=-1]", "O"]),
        ("^1^A, ^2,3^B ^4^", ["1[baseline=1]", "A, ", "2,3[baseline=1]", "B ^4^"]),
        ("x^2^ 10^6^", ["x", "2[baseline=1]", " 10", "6[baseline=1]"]),
        ("~/a and ~/b", ["~/a and ~/b"]),
        ("3~5天 5~7天", ["3~5天 5~7天"]),
        ("^_^ a^b", ["^_^ a^b"]),
    ],
)
def test_sub_and_superscript(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("$x^2$", ["x^2[math]"]),
        ("between $5 and $10", ["between $5 and $10"]),
        ("$5-$10, $ x, US$ $", ["$5-$10, $ x, US$ $"]),
        ("$a_1*b*$ and $$c$$", ["a_1*b*[math]", " and ", "c[math]"]),
        ("\\$5 and `$x$`", ["$5 and ", "$x$[code]"]),
        ("$\\$$", ["\\$[math]"]),
    ],
)
def test_formulas(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("[a *b*](u 't')", ["a [->u]", "b[italic ->u]"]),
        ("<http://a.b/c> <m@x.org>", ["http://a.b/c[->http://a.b/c]", " ", "m@x.org[->mailto:m@x.org]"]),
        ("See https://a.b/c_(d)?e=*f*.", ["See ", "https://a.b/c_(d)?e=*f[->https://a.b/c_(d)?e=*f]", "*."]),
        ("(http://a.b/c)", ["(", "http://a.b/c[->http://a.b/c]", ")"]),
        ("www.a.org, me@x.org!", ["www.a.org[->http://www.a.org]", ", ", "me@x.org[->mailto:me@x.org]", "!"]),
        ("[https://a.b](c)", ["https://a.b[->c]"]),
        ("[to](#3) [there](#heading-id)", ["to[->#3]", " ", "there[->#heading-id]"]),
        ("awww.a.b user@host", ["awww.a.b user@host"]),
        ("见https://a.b/c。好", ["见", "https://a.b/c[->https://a.b/c]", "。好"]),
    ],
)
def test_links(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("[a b]{.alert}", ["a b[classes=('alert',)]"]),
        ("[x]{.mark} [y]{color=red}", ["x[mark classes=('mark',)]", " ", "y[color=red]"]),
        ("[go](u){.button}", ["go[classes=('button',) ->u]"]),
        ("`x`{.python}", ["x[code classes=('python',)]"]),
        ("[a] {b} [c]{d}", ["[a] {b} [c]{d}"]),
    ],
)
def test_attributes(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        (":smile: :+1: at 12:30:45 :nosuch:", ["😄 👍 at 12:30:45 :nosuch:"]),
        ("std::vector::size", ["std::vector::size"]),
    ],
)
def test_emoji(source: str, spans: list[str]) -> None:
    assert inline(source) == spans


def test_bold_beside_full_width_marks() -> None:
    assert inline("**重要：**文字") == ["重要：[bold]", "文字"]
    assert inline("見る**「強調」**です") == ["見る", "「強調」[bold]", "です"]


def test_lines_of_chinese_join_without_a_space() -> None:
    assert inline("第一行\n第二行\nand\nmore") == ["第一行第二行 and more"]


@pytest.mark.parametrize(
    ("source", "spans"),
    [
        ("<b>b</b><i>i</i><u>u</u><s>s</s>", ["b[bold]", "i[italic]", "u[underline]", "s[strike]"]),
        ("H<sub>2</sub>O<br>x<sup>2</sup>", ["H", "2[baseline=-1]", "O", "\n[break]", "x", "2[baseline=1]"]),
        ("<small>s</small> <kbd>k</kbd> <mark>m</mark>", ["s[scale=0.8]", " ", "k[code]", " ", "m[mark]"]),
        ('<span style="color:#f00; font-size: 150%">x</span>', ["x[scale=1.5 color=#f00]"]),
        ('<font color="blue" size=5>x</font>', ["x[scale=1.5 color=blue]"]),
        ('<a href="u">*x*</a> <span class="c d">y</span>', ["x[italic ->u]", " ", "y[classes=('c', 'd')]"]),
        ("a <!-- gone --> b", ["a b"]),
        ("1 < 2 > 0 <3", ["1 < 2 > 0 <3"]),
        ("*a <b>b* c</b>", ["a [italic]", "b[bold italic]", " c[bold]"]),
    ],
)
def test_html(source: str, spans: list[str]) -> None:
    assert inline(source) == spans
    assert codes(source) == []


def test_unknown_tags_are_told_and_their_text_kept() -> None:
    assert codes("a\n<Counter :n='1'>three</Counter>") == [("html-left-out", 1)]
    assert inline("<Counter>three</Counter>") == ["three"]
    assert inline("a <script>alert(1)</script> b") == ["a b"]
    assert codes("a <script>alert(1)</script> b") == [("html-left-out", 0)]


def test_a_picture_in_a_line() -> None:
    spans = read_inline("see ![alt *text*](a.png) and <img src=b.png width=200 alt=B>", Context())
    assert [(s.kind, s.text) for s in spans] == [("text", "see "), ("image", "alt text"), ("text", " and "), ("image", "B")]
    assert spans[3].image is not None
    assert spans[3].image.width is not None
    assert (spans[3].image.src, spans[3].image.width.value, spans[3].image.width.unit) == ("b.png", 150.0, "pt")
