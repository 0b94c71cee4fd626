"""A slide that lists the titles of the deck's slides."""

from __future__ import annotations

from tests.layout.conftest import Arrange, texts

DECK = (
    "---\ndrawings: {}\n---\n\n# Talk\n\n---\n\n# Contents\n\n<Toc maxDepth='1' />\n\n---\n\n# Why\n\na\n\n---\n\n## In it\n\nb\n\n---\n\n# How\n\n---\nhide: true\n---\n\n# Not\n"
)


def test_the_titles_down_to_a_level_are_listed(arrange: Arrange) -> None:
    assert [p.text for t in texts(arrange(DECK)[1], "body") for p in t.paragraphs] == ["Why", "How"]
    deeper = arrange(DECK.replace("maxDepth='1' ", ""))[1]
    assert [p.text for t in texts(deeper, "body") for p in t.paragraphs] == ["Why", "In it", "How"]
