"""Tables of thousands of cells: how often their words are measured."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from presenter import theme as themes
from presenter.layout.arrange import arrange_show
from presenter.parse.deck import parse
from presenter.qt.shaper import QtShaper
from presenter.scene import Group, Paragraph, TableGrid
from tests.export.decks import DrawnAssets

ROWS, COLUMNS = 120, 20


class CountingShaper(QtShaper):
    """The real one, and how often it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()

    def width(self, paragraph: Paragraph) -> float:
        self.asked["width"] += 1
        return super().width(paragraph)

    def min_width(self, paragraph: Paragraph) -> float:
        self.asked["min_width"] += 1
        return super().min_width(paragraph)


def test_a_large_table_is_measured_at_few_sizes(tmp_path: Path, app: object) -> None:
    """Sizes at which so many rows cannot stand on a slide are not tried, and single words are measured once a size."""
    text = "|" + "|".join(f"c{n}" for n in range(COLUMNS)) + "|\n|" + "---|" * COLUMNS + "\n"
    text += "".join("|" + "|".join(f"{r}.{c}" for c in range(COLUMNS)) + "|\n" for r in range(ROWS))
    deck = parse("# T\n\n" + text, folder=tmp_path)
    shaper = CountingShaper()
    show = arrange_show(deck, themes.load("light", deck.settings, tmp_path)[0], shaper, DrawnAssets(tmp_path), None)
    table = next(i for i in show.scene(0).items if isinstance(i, Group) and isinstance(i.native, TableGrid))
    assert isinstance(table.native, TableGrid)
    assert len(table.native.cells) == (ROWS + 1) * COLUMNS
    assert table.box.bottom <= 540
    assert shaper.asked["width"] <= 4 * (ROWS + 1) * COLUMNS
    assert shaper.asked["min_width"] <= 10  # the title is asked too
