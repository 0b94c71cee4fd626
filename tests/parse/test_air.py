"""Line breaks that strangers set to push things about."""

from __future__ import annotations

import pytest

from presenter.model import Figure, Heading, Paragraph
from presenter.parse.deck import parse


@pytest.mark.parametrize("air", ["<br>", "<br/>\n<br />", "</br>", "<br>\n\n<br>"])
def test_breaks_below_the_title_and_at_the_end_are_no_text(air: str) -> None:
    title, picture = parse(f"# A\n\n{air}\n\n![](a.png)\n\n{air}\n").slides[0].blocks
    assert isinstance(title, Heading) and isinstance(picture, Figure)
    assert [type(block) for block in parse(f"# A\n\n{air}\n").slides[0].blocks] == [Heading]


def test_breaks_between_words_stay() -> None:
    assert [type(block) for block in parse("a\n\n<br>\n\nb\n").slides[0].blocks] == [Paragraph] * 3
