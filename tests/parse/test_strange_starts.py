"""How strangers' slides begin: words above the title, and names of icons."""

from __future__ import annotations

import pytest

from presenter.model import Figure, Heading
from presenter.parse.deck import parse
from presenter.spans import plain_text
from tests.dialects.reading import words


def _slide(text: str) -> str:
    return words(parse(f"---\nmarp: true\n---\n{text}").slides[0])


@pytest.mark.parametrize("above", ['<div class="tag">Case study</div>', "Case study", "### Case study"])
def test_a_few_words_above_a_title_stand_below_it(above: str) -> None:
    slide = parse(f"---\nmarp: true\n---\n<!-- _class: lead -->\n\n{above}\n\n# The title\n\nmore\n").slides[0]
    assert isinstance(slide.blocks[0], Heading) and plain_text(slide.blocks[0].spans) == "The title"
    assert words(slide) == "The title Case study more"


@pytest.mark.parametrize(
    "text", ["# A\n\n## B\n\nc\n", "a\n\n# B\n\n- c\n", "a\n\n### B\n\nc\n", f"{'long ' * 13}\n\n# B\n", "![](x.png)\n\n# B\n"]
)
def test_what_else_stands_first_stays_first(text: str) -> None:
    assert words(parse(f"<!-- _class: lead -->\n\n{text}").slides[0]) == words(parse(text).slides[0])


def test_without_a_class_all_stays_in_its_order() -> None:
    assert _slide("a\n\n# B\n\nc\n") == "a B c"


def test_names_that_an_icon_font_would_draw_go() -> None:
    text = '# <span class="ms c-blue">list_alt</span> Agenda\n\n<i class="material-icons">face</i>\n\nwho <i class="material-symbols-outlined">arrow_forward</i> me\n'
    assert _slide(text).split() == ["Agenda", "who", "me"]
    assert _slide('<span class="ms">Two words, said</span> and <span class="msg">face</span>\n') == "Two words, said and face"


@pytest.mark.parametrize("logo", ["![logo](a.png)", "![h:80](a.png)", '<p align="center"><img src="the-logo.svg"></p>'])
def test_a_logo_above_a_title_stands_in_the_corner(logo: str) -> None:
    title, picture, *_ = parse(f"---\nmarp: true\n---\n{logo}\n\n# The title\n\n## who\n\nwhen\n").slides[0].blocks
    assert isinstance(title, Heading) and isinstance(picture, Figure) and "right:60pt" in picture.images[0].attrs.get("at")


@pytest.mark.parametrize(
    "text", ["![](photo.jpg)\n\n# T\n", "![logo](a.png)\n\n## T\n", "![logo](a.png)\n\n# T\n\n- a\n", "![logo](a.png)\n\nwords\n"]
)
def test_other_pictures_stay_where_they_are(text: str) -> None:
    assert isinstance(parse(f"---\nmarp: true\n---\n{text}").slides[0].blocks[0], Figure)
