"""What could be written here."""

from __future__ import annotations

import pytest

from presenter.parse.directives import DIRECTIVES
from presenter.writing.complete import Choices, offers

CHOICES = Choices(
    (("light", "Light"), ("dark", "Dark")),
    ("title", "quote", "two-columns"),
    lambda: ["art/boat.png", "my photo.jpg"],
    lambda: [("results", "The results"), ("3", "Third")],
)


def labels(marked: str, asked: bool = False) -> list[str]:
    at = marked.index("¦")
    found = offers(marked.replace("¦", ""), at, CHOICES, asked)
    return [offer.label for offer in found.items] if found else []


def result(marked: str) -> str:
    """The text once the first offer is taken."""
    at, text = marked.index("¦"), marked.replace("¦", "")
    found = offers(text, at, CHOICES)
    assert found is not None
    return text[: found.start] + found.items[0].insert + text[found.end :]


def test_directives_come_from_their_table_with_their_explanation() -> None:
    found = offers("---\n\n---\n", 4, CHOICES, asked=True)
    assert found is not None
    assert {offer.label for offer in found.items} == set(DIRECTIVES)
    assert all(offer.help.startswith(DIRECTIVES[offer.label].help) for offer in found.items)
    assert labels("---\n¦\n---\n") == []  # nothing is offered before a letter is typed


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ("---\nthe¦\n---\n", "theme"),
        ("---\ntheme: ¦\n---\n", "light"),
        ("---\ntheme: d¦", "dark"),
        ("# A\n\n<!-- _lay¦ -->", "_layout"),
        ("# A\n\n<!-- layout: q¦", "quote"),
        ("# A\n\n<!--\npaginate: h¦", "hold"),
        ("```py¦", "python"),
        ("::: col¦", "columns"),
        ("![a boat](¦", "art/boat.png"),
        ("![](photo¦)", "my photo.jpg"),
        ("![b¦", "bg"),
        ("see [it](#res¦", "#results  The results"),
        ("see [it](#thi¦", "#3  Third"),
        ("## A {lay¦}", "layout=title"),
        ("- item {.s¦", ".step"),
        ("> [!w¦", "[!WARNING]"),
        ("fly :rocke¦", "🚀 :rocket:"),
    ],
)
def test_places(marked: str, first: str) -> None:
    assert labels(marked)[0] == first


QUIET = ["words ¦", "at 10:30¦", "- item¦", "# Head¦", "---\ntheme: dark\n---\n\nthe¦", "<!-- say hello ¦", "a_¦"]


@pytest.mark.parametrize("marked", QUIET)
def test_nothing_is_offered_where_one_just_writes(marked: str) -> None:
    assert labels(marked) == []


def test_what_is_put_in() -> None:
    assert result("---\nthe¦\n---\n") == "---\ntheme: \n---\n"
    assert result("![](phot¦)") == "![](my%20photo.jpg)"
    assert result("fly :rocke¦") == "fly :rocket:"
