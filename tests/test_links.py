"""Links whose numbers are none, through every exit."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.export.report import Options
from presenter.headless import export
from presenter.spans import linked_slide


@pytest.mark.parametrize("form", ["html", "pptx", "pdf"])
def test_a_link_to_a_slide_of_no_number_leads_nowhere(tmp_path: Path, app: object, form: str) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(f"# A\n\n[x](slide:²) [y](slide:{'9' * 5000}) [z](slide:٠) [w](slide:)\n", encoding="utf-8")
    report = export(deck, form, tmp_path / f"out.{form}", Options())
    assert len(report.slides) == 1 and (tmp_path / f"out.{form}").stat().st_size > 1000


@pytest.mark.parametrize(
    ("link", "slide"),
    [("slide:0", 0), ("slide:12", 12), ("slide:", None), ("slide:²", None), ("7", None), ("slide:-1", None), ("slide:" + "1" * 5000, None)],
)
def test_the_slide_of_a_link(link: str, slide: int | None) -> None:
    assert linked_slide(link) == slide
