"""Listings side by side have one size."""

from __future__ import annotations

from presenter.layout.listings import ALIKE
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
    small, tiny = _sizes(arrange, SHORT, "```py\n" + "x" * 200 + "\n```\n")
    assert tiny < ALIKE * small


def test_listings_below_each_other_have_one_size_too(arrange: Arrange) -> None:
    (scene,) = arrange(f"# T\n\n{SHORT}\nwords\n\n```py\n{'call_it(now) or ' * 5}\n```\n", "light")
    one, two = (_size(text) for text in texts(scene, "code"))
    assert one == two
