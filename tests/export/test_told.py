"""What docs/powerpoint.md says is held by tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "powerpoint.md").read_text("utf-8")))
    sources = "".join(file.read_text("utf-8") for file in (ROOT / "tests" / "export").glob("test_*.py"))
    assert len(named) > 20
    assert {name for name in named if f"def {name}(" not in sources} == set()
