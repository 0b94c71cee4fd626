"""Tables follow the file's table style: their cells say only what they have otherwise."""

from __future__ import annotations

from pathlib import Path

from presenter.export.pptx.tables import STYLE
from presenter.model import Cell, Slide, Span, Table
from tests.export import decks
from tests.export.conftest import NS, Written, write
from tests.export.lint import findings
from tests.export.test_pptx import validate


def table(*rows: str, title: str = "Table", header: int = 1, **settings: object) -> Slide:
    """A slide with a table of words."""
    made = tuple(tuple(Cell((Span(word),)) for word in row.split()) for row in rows)
    return decks.slide(Table(rows=made, aligns=("",) * len(made[0]), header_rows=header), title=title, **settings)


def lines(made: Written, number: int) -> list[str]:
    """What lines and fills the cells of a slide's table say."""
    found = made.find(number, ".//a:tcPr/*")
    return sorted({element.tag.rpartition("}")[2] for element in found})


def test_the_first_table_says_what_tables_are_like(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[table("a b", "c d"), table("e f", "g h", "i j")])
    for number in (1, 2):
        assert made.find(number, ".//a:tblPr/a:tableStyleId/text()") == [STYLE]
        assert made.find(number, ".//a:tblPr/@firstRow") == ["1"]
        assert lines(made, number) == []
    style = made.xml("ppt/tableStyles.xml")
    assert (style.get("def"), [s.get("styleId") for s in style]) == (STYLE, [STYLE])
    heading = style.find("a:tblStyle/a:firstRow", NS)
    assert heading is not None
    assert heading.find("a:tcTxStyle", NS).get("b") == "on"  # type: ignore[union-attr]
    assert heading.xpath(".//a:bottom/a:ln/@w", namespaces=NS) == ["19050"]
    assert style.xpath(".//a:wholeTbl//a:insideH/a:ln/a:solidFill/a:schemeClr/@val", namespaces=NS) == ["bg1"]
    assert findings(made.path) == []
    validate(made.path)


def test_what_is_otherwise_is_said_by_the_cells(tmp_path: Path, app: object) -> None:
    """On the other ground, and without a heading or with one of two rows."""
    given = [
        table("a b", "c d"),
        table("a b", "c d", classes=("invert",)),
        table("a b", "c d", header=0),
        table("a b", "c d", "e f", header=2),
    ]
    made = write(tmp_path, given=given)
    assert lines(made, 1) == []
    for number in (2, 3, 4):
        assert {"lnT", "lnB"} <= set(lines(made, number)), number
        assert not made.find(number, ".//a:tableStyleId")
    validate(made.path)


def test_a_heading_with_a_fill_gives_it_to_the_style(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, theme="corporate", given=[table("a b", "c d")])
    assert made.xml("ppt/tableStyles.xml").xpath(".//a:firstRow//a:fill/a:solidFill", namespaces=NS)
    assert lines(made, 1) == []
    validate(made.path)


def test_without_tables_there_is_no_style(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[decks.slide(title="x")])
    assert len(made.xml("ppt/tableStyles.xml")) == 0
