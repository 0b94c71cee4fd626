"""Decks as strangers write them: what CSS and HTML around the words must not spoil."""

from __future__ import annotations

import pytest

from presenter.scene import Shape
from tests.layout.conftest import Arrange, texts


def test_a_cover_in_containers_is_a_cover(arrange: Arrange) -> None:
    deck = '# Talk\n\n<div class="middle center">\n\nwho\n\nwhen\n\n</div>\n\n---\n\n# B\n\nb\n'
    assert arrange(deck)[0].layout == "title"
    boxed = '<style>.box { background: #fee }</style>\n# Talk\n\n<div class="box">\n\nwho\n\n</div>\n'
    assert arrange(boxed)[0].layout == "content"


def test_a_section_justified_in_the_middle_stands_there(arrange: Arrange) -> None:
    deck = "---\nmarp: true\n---\n<style>section.mid { justify-content: center }</style>\n\n# A\n\na\n\n---\n\n## B\n\n- b\n\n---\n<!-- _class: mid -->\n\n## B\n\n- b\n"
    _, top, middle = arrange(deck)
    assert texts(middle, "body")[0].anchor == "middle" and texts(top, "body")[0].anchor == "top"


def test_a_picture_that_is_missing_leaves_the_header(arrange: Arrange) -> None:
    (scene,) = arrange("---\nmarp: true\nheader: '![h:30](none-such.png) Head'\n---\n\n## A\n\n- a\n")
    (header,) = texts(scene, "header")
    assert "".join(run.text for run in header.paragraphs[0].runs).strip() == "Head"
    assert [problem.code for problem in scene.problems] == ["picture-missing"]


def test_the_bar_under_a_centred_title_is_centred(arrange: Arrange) -> None:
    left, centred = (arrange(f"# T\n\n---\n{said}\n## A\n\na\n", "dark")[1] for said in ("", "<!-- _class: center -->\n"))
    bars = [[s.box for s in scene.behind if isinstance(s, Shape) and s.box.h < 10 and 8 < s.box.w < 190] for scene in (left, centred)]
    assert len(bars[0]) == len(bars[1]) == 1 and bars[0][0].x < 200
    assert bars[1][0].x + bars[1][0].w / 2 == pytest.approx(480, abs=1)
