"""Listings side by side have one size."""

from __future__ import annotations

from presenter.scene import Text
from tests.layout.conftest import Arrange, texts

SHORT = "```py\na = 1\n```\n"


def _sizes(arrange: Arrange, left: str, right: str) -> list[float]:
    (scene,) = arrange(f"# T\n\n::: columns\n::: column\n{left}\n:::\n::: column\n{right}\n:::\n:::\n", "light")
    return [_size(text) for text in texts(scene, "code")]


def _size(text: Text) -> float:
    return text.paragraphs[0].runs[0].font.size


def test_listings_of_a_row_have_one_size(arrange: Arrange) -> None:
    longer = "```py\nresult = some_function(first_value, second)\n```\n"
    one, two, three = _sizes(arrange, SHORT, f"{longer}\nwords\n\n{SHORT}")
    assert one == two == three


def test_a_listing_that_is_far_smaller_leaves_the_other_alone(arrange: Arrange) -> None:
    (alone, _) = _sizes(arrange, SHORT, "words\n\n> ```py\n> x = 1\n> ```\n")
    small, tiny = _sizes(arrange, SHORT, "```py\n" + "x" * 200 + "\n```\n")
    assert small == alone > tiny or small == tiny >= alone * 0.5
