"""Slides of other files: how many, how deep, and from where."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.parse.deck import parse
from tests.dialects.reading import titles

HEAD = "---\ndialect: slidev\n---\n\n# A\n\n"


def taking_in(name: str, times: int) -> str:
    return "".join(f"---\nsrc: {name}\n---\n\n" for _ in range(times))


def test_slides_of_another_file_stand_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# B\n\n---\n\n# C\n", encoding="utf-8")
    deck = parse(HEAD + taking_in("./b.md", 1) + "---\n\n# D\n", folder=tmp_path)
    assert titles(deck) == ["A", "B", "C", "D"] and not [p for slide in deck.slides for p in slide.problems]


def test_files_of_files_without_end_are_refused_before_they_are_all_read(tmp_path: Path) -> None:
    for depth in range(6):  # 60^6 slides, were they all gone through
        (tmp_path / f"{depth}.md").write_text("# x\n\n" + taking_in(f"./{depth + 1}.md", 60), encoding="utf-8")
    (tmp_path / "6.md").write_text("# x\n", encoding="utf-8")
    deck = parse(HEAD + taking_in("./0.md", 3), folder=tmp_path)
    told = [problem for slide in deck.slides for problem in slide.problems if problem.code == "slides-left-out"]
    assert len(deck.slides) < 100 and any("too many slides" in problem.message for problem in told)


@pytest.mark.parametrize("name", ["../out.md", "/../out.md", "@/../out.md", "deep/../../out.md", "link.md", "pipe.md", "folder"])
def test_no_file_outside_of_the_folder_is_read(tmp_path: Path, name: str) -> None:
    import os

    inside = tmp_path / "talk"
    (inside / "folder").mkdir(parents=True)
    (tmp_path / "out.md").write_text("# Secret\n", encoding="utf-8")
    (inside / "link.md").symlink_to(tmp_path / "out.md")
    if hasattr(os, "mkfifo"):
        os.mkfifo(inside / "pipe.md")
    deck = parse(HEAD + taking_in(name, 1), folder=inside)
    assert "Secret" not in titles(deck)
    assert [p.code for slide in deck.slides for p in slide.problems] == ["slides-left-out"]
