"""Where words stand in PowerPoint's forms."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.model import Code
from presenter.scene import Group, Shape, Text
from tests.export import decks
from tests.export.conftest import NS, write


@pytest.mark.parametrize("theme", ["light", "workshop", "bold"])  # corners of 4, 14 and no points
def test_words_on_a_panel_with_round_corners_stand_where_they_stood(tmp_path: Path, app: object, theme: str) -> None:
    """PowerPoint begins a round form's words inside the corner's circle: what it adds there is not added twice."""
    given = [decks.slide(Code(text="print(1)", lang="python"), title="Code")]
    group = next(i for i in decks.show(tmp_path, theme, given).scene(0).items if isinstance(i, Group) and i.role == "code")
    panel = next(i for i in group.items if isinstance(i, Shape))
    text = next(i for i in group.items if isinstance(i, Text) and i.role == "code")
    made = write(tmp_path, theme=theme, given=given).find(1, ".//p:sp[p:nvSpPr/p:cNvPr/@name='Code']")[0]

    def points(xpath: str) -> float:
        return float(made.xpath(f"number({xpath})", namespaces=NS)) / 12700

    share = float(made.xpath("string(.//a:gd[@name='adj']/@fmla)", namespaces=NS).removeprefix("val ") or 0) / 100000
    corner = share * min(panel.box.w, panel.box.h) * 0.29289  # presetShapeDefinitions.xml, roundRect: il
    left = points("p:spPr/a:xfrm/a:off/@x") + points("p:txBody/a:bodyPr/@lIns") + corner
    top = points("p:spPr/a:xfrm/a:off/@y") + points("p:txBody/a:bodyPr/@tIns") + corner
    assert (left, top) == pytest.approx((text.box.x, text.box.y), abs=0.05)
