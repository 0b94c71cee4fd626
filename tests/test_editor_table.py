"""Each of our cells in the editor's table leads to a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TABLE = (ROOT / "docs" / "editor.md").read_text(encoding="utf-8").partition("## Beside other editors")[2]
ROWS = [line.split("|")[1:-1] for line in TABLE.splitlines() if line.startswith("| ")][1:]


def test_the_table_is_read() -> None:
    assert len(ROWS) >= 15
    assert all(len(row) == 7 for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_our_cell_leads_to_a_test(row: list[str]) -> None:
    found = re.fullmatch(r'\[yes\]\(\.\./(tests/[\w/]+\.py) "(test_\w+)"\)', row[1].strip())
    assert found, f"our cell says no test: {row[1]}"
    source = (ROOT / found[1]).read_text(encoding="utf-8")
    assert f"\ndef {found[2]}(" in source, f"there is no {found[2]} in {found[1]}"
