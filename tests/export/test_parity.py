"""The PowerPoint file looks like the screen: LibreOffice's picture of it beside ours, slide by slide."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import parity

TORTURE = sorted(parity.DECKS[1].glob("*.md"))


@pytest.mark.xdist_group("office")
def test_every_kind_of_slide_looks_the_same(tmp_path: Path, app: object) -> None:
    """Long tables, deep lists, many scripts, large type, code, formulas, pictures: each slide, or else the reason is written down."""
    if lacking := parity.missing():
        pytest.skip(f"{lacking} is not installed")
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=True).stdout
    if " 7.4." not in version:
        pytest.skip(f"the floors were measured with LibreOffice 7.4, not {version.strip()}")
    seen = parity.compare(TORTURE, tmp_path)
    assert [f"{one.deck} {one.slide}: {one.words} {one.pixels}" for one in seen if not one.good] == []
    words, pixels = parity.average(seen)
    assert words >= 0.95
    assert pixels >= 0.96


def test_explained_slides_are_there() -> None:
    """No reason outlives its slide."""
    counts = {deck.stem: deck.read_text("utf-8").count("\n---\n") for deck in parity.decks()}
    assert [key for key in parity.EXPLAINED if key[1] > counts.get(key[0], 0)] == []
