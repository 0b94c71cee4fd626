"""Rich text as programs put it on the clipboard becomes the Markdown one would have written."""

from __future__ import annotations

import base64
import random

import pytest

from presenter.parse.deck import parse
from presenter.writing.from_html import markdown
from tests.growth import grows_in_step

GOOGLE = (
    """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr"><span style="font-weight:400;">Plan"""
    """</span></h1><p dir="ltr"><span style="font-weight:400;font-style:normal;">We </span><span style="font-weight:700;">must</span>"""
    """<span> go to </span><a href="https://example.org/a"><span style="text-decoration:underline;">the shop</span></a><span>.</span></p>"""
    """<ul><li aria-level="1"><p><span>bread</span></p></li><ul><li><p><span style="font-style:italic">dark</span></p></li></ul>"""
    """<li><p><span>milk</span></p></li></ul></b>"""
)
WORD = (
    """<html xmlns:o="urn:schemas"><head><style>p{}</style></head><body><!--StartFragment--><p class=MsoHeading1>The plan<o:p></o:p></p>"""
    """<p class=MsoNormal>Some <b style='mso-bidi-font-weight:normal'>bold</b> and<br>\n"""
    """a <i style='mso-bidi-font-style:normal'>slanted</i> word*<o:p></o:p></p>"""
    """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;"""
    """</span></span><![endif]>first</p><p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>"""
    """<span style='mso-list:Ignore'>o</span><![endif]>deeper</p><table class=MsoTableGrid><tr><td><p><b>Name</b></p></td><td><p>Age | x"""
    """</p></td></tr><tr><td><p>Ada</p></td><td><p>36</p></td></tr></table><!--EndFragment--></body></html>"""
)
OFFICE = (
    """<!DOCTYPE html><html><head><title>no</title></head><body lang="en-US"><h2 class="western">Über <font color="#f00">us</font></h2>"""
    """<p style="margin-bottom: 0cm">Normal <b>bold <i>both</i></b> text</p><ol start=3><li><p>One</p></li><li><p>Two</p></li></ol>"""
    """<pre>code  here\n two</pre><blockquote>said</blockquote></body></html>"""
)


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (GOOGLE, "# Plan\n\nWe **must** go to [the shop](https://example.org/a).\n\n- bread\n  - *dark*\n- milk"),
        (
            WORD,
            "# The plan\n\nSome **bold** and\na *slanted* word\\*\n\n- first\n  - deeper\n\n"
            "| **Name** | Age \\| x |\n| --- | --- |\n| Ada | 36 |",
        ),
        (OFFICE, "## Über us\n\nNormal **bold *both*** text\n\n3. One\n4. Two\n\n```\ncode  here\n two\n```\n\n> said"),
        (
            "<p>use <code>a`b</code>, <kbd>Ctrl</kbd>, H<sub>2</sub>O, <del>no</del> a_b _c</p>",
            "use ``a`b``, `Ctrl`, H~2~O, ~~no~~ a_b \\_c",
        ),
        (
            "<p><b>a</b></p><p># no heading</p><p>1. no list</p><p>--- no break</p>",
            "**a**\n\n\\# no heading\n\n1\\. no list\n\n\\--- no break",
        ),
        ('<a href="javascript:alert(1)">x</a><script>evil()</script> <b> y </b>z', "x **y** z"),
        ('<p>a <img src="https://t.co/x.png" alt="chart"> <a href="https://t.co">https://t.co</a></p>', "a chart <https://t.co>"),
        ("<ul><li>one<ol><li>two<li>three</ol><li><p>four</p><p>more</p></ul>", "- one\n  1. two\n  2. three\n- four\n\n  more"),
    ],
)
def test_what_programs_copy(html: str, said: str) -> None:
    assert markdown(html) == said


@pytest.mark.parametrize(
    "html",
    [
        'Just <span style="color:red">plain</span> words',
        "<meta charset='utf-8'><div style=\"font-family: monospace;white-space: pre;\"><div><b>def</b></div></div>",
        "",
        "<p>one</p><p>two</p>",
    ],
)
def test_what_is_no_more_than_text_is_left_to_it(html: str) -> None:
    assert markdown(html) == ""


def test_a_picture_inside_is_kept_and_others_are_not_fetched() -> None:
    data = base64.b64encode(b"picture").decode()
    seen: list[bytes] = []
    html = f'<p>a <img alt="A boat" src="data:image/png;base64,{data}"> <img src="file:///etc/passwd"></p>'
    assert markdown(html, lambda found: seen.append(found) or "boat.png") == "a ![A boat](boat.png)"  # type: ignore[func-returns-value]
    assert seen == [b"picture"]


def test_what_is_pasted_makes_no_slides_and_no_settings() -> None:
    html = "<h1>One</h1><hr><p><b>x</b></p><p>---</p><p>. . .</p><p>::: columns</p><p>&lt;!-- hidden: true --&gt;</p>"
    deck = parse(markdown(html))
    assert len(deck.slides) == 1
    assert not deck.slides[0].settings.hidden and deck.slides[0].steps == 0


def test_broken_html_is_no_harm() -> None:
    dice = random.Random(5)
    parts = [
        "<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "<tr>", "</p>", "<p style='mso-list:l0 level9'>", "x", "<", "&",
        "`", "<!--", "-->", "<![if", "<pre>", "<h1>", "</table>", "<a href=", "<img src='data:image/png;base64,%%'>", "\0", "\ud800",
    ]  # fmt: skip
    for _ in range(300):
        markdown("".join(dice.choice(parts) for _ in range(dice.randint(1, 60))))
    assert len(markdown("<b>" * 5000 + "x" + "<div>" * 5000)) < 20


def test_a_frame_of_a_frame_is_opened_once() -> None:
    assert markdown("<table><tr><td>" * 18 + "<h1>x</h1>") == "# x"


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<!--", "<!-- > ", "<!--[if a]>", "<![", "<table><tr><td>", "<b>", "<td>a</td>", "&"])
def test_long_pieces_take_long_in_step(piece: str) -> None:
    assert grows_in_step(lambda size: markdown("<h1>a</h1>" + piece * (size // len(piece))), 5000)
