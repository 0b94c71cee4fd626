"""What is told to the author, and how often."""

from __future__ import annotations

from pathlib import Path

from presenter.headless import check
from presenter.problems import Problem, told_once


def test_a_file_that_cannot_be_had_is_told_of_once(tmp_path: Path, app: object) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(
        "---\nmarp: true\nfooter: '![](https://x.example/a.png)'\n---\n# A\n\n![](no.png)\n\n---\n\n# B\n\n![](no.png)\n", encoding="utf-8"
    )
    assert [(p.code, p.slide) for p in check(deck)] == [("picture-remote", 1), ("picture-missing", 1)]


def test_the_rest_is_told_wherever_it_is() -> None:
    placed = [Problem("overflow", "too much", slide=n, line=n) for n in (2, 1, 2)]
    assert [p.slide for p in told_once(placed)] == [1, 2]
