"""What docs/powerpoint.md says is held by tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "powerpoint.md"


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", PAGE.read_text("utf-8")))
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 40
    assert {name for name in named if f"def {name}(" not in sources} == set()


def test_every_claim_names_its_test() -> None:
    """The last cell of each row of the comparison."""
    rows = [line.strip("| \n").split(" | ") for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    head, claims = rows[0], rows[2:]
    assert head[-1] == "Presenter"
    assert len(claims) > 25
    assert {len(row) for row in claims} == {len(head) + 1}  # the first cell of the head is empty
    assert [row[0] for row in claims if "`test_" not in row[-1]] == []
