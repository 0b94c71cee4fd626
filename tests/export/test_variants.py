"""What a person finds in PowerPoint's outline: every text of every slide in a placeholder, and a title for slides that show none."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.slide import Slide

from presenter.cli import main
from tests.export.lint import findings
from tests.export.test_pptx import validate

DECK = """---
title: A talk
footer: "![w:30](harbour.png)"
---

# One

Before the code:

```python
print(1)
```

After it:

| a | b |
|---|---|
| 1 | 2 |

And *last* words.

- with a list

---

# Two

::: columns
::: column
Left

```
code
```

Left again
:::
::: column
Right
:::
:::

---

<!-- _layout: cards -->
# Three

## Calm

first words

## Speed

second words

---

<!-- _layout: cards -->
# Many

MANY
---

![The harbour at night](harbour.png)

---

Just a text that nobody gave a title, and which goes on for much longer than any title ought to.

---

![](harbour.png)

---

<!-- _layout: statement -->
One large thought
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from PIL import Image

    folder = tmp_path_factory.mktemp("variants")
    Image.new("RGB", (64, 36), "#336699").save(folder / "harbour.png")
    deck, out = folder / "talk.md", folder / "talk.pptx"
    deck.write_text(DECK.replace("MANY", "\n".join(f"## Card {n}\n\nwords\n" for n in range(13))), encoding="utf-8")
    assert main(["export", str(deck), "--to", "pptx", "-o", str(out)]) == 0
    return out


def slide(made: Path, title: str) -> Slide:
    return next(s for s in Presentation(str(made)).slides if s.shapes.title is not None and s.shapes.title.text_frame.text == title)


def outline(one: Slide) -> list[str]:
    """The texts of a slide's placeholders, without number and footer, in reading order."""
    told = [p for p in one.placeholders if p.placeholder_format.idx not in (10, 11, 12)]
    order = {shape.shape_id: n for n, shape in enumerate(one.shapes)}
    return [p.text_frame.text for p in sorted(told, key=lambda p: order[p.shape_id])]


def test_texts_round_code_and_tables_are_all_in_the_outline(made: Path) -> None:
    one = slide(made, "One")
    assert outline(one) == ["One", "Before the code:", "After it:", "And last words.\nwith a list"]
    assert one.slide_layout.name.endswith(", 3 texts")
    known = {p.placeholder_format.idx: p.name for p in one.slide_layout.placeholders}
    assert {p.placeholder_format.idx for p in one.placeholders} <= set(known)
    assert [shape.name for shape in one.shapes if not shape.is_placeholder] == ["Code", "Table", "Picture"]
    for a, b in zip(bodies := [p for p in one.slide_layout.placeholders if "Body" in p.name], bodies[1:], strict=False):
        assert a.top + a.height < b.top  # one under the other, for whoever takes the layout for a slide of their own


def test_the_places_a_layout_has_anyway_count_as_they_do_there(made: Path) -> None:
    """So that a slide whose layout is changed keeps its header, body and number."""
    usual = next(layout for layout in Presentation(str(made)).slide_layouts if layout.name == "Title and content")
    more = slide(made, "One").slide_layout
    indices = {p.name: p.placeholder_format.idx for p in usual.placeholders}
    assert indices.items() <= {p.name: p.placeholder_format.idx for p in more.placeholders}.items()


def test_columns_go_on_in_their_own_column(made: Path) -> None:
    assert sorted(outline(slide(made, "Two"))) == ["Left", "Left again", "Right", "Two"]


def test_cards_are_in_the_outline_too(made: Path) -> None:
    """One text a card, each a body, in the order of reading; more of them than a person would make stay boxes."""
    assert outline(slide(made, "Three")) == ["Three", "Calm\nfirst words", "Speed\nsecond words"]
    many = slide(made, "Many")
    assert outline(many) == ["Many"]
    assert sum("words" in shape.text_frame.text for shape in many.shapes if shape.has_text_frame) == 13


def test_slides_that_show_no_title_have_one_out_of_sight(made: Path) -> None:
    slides = list(Presentation(str(made)).slides)
    titles = [s.shapes.title.text_frame.text if s.shapes.title is not None else "" for s in slides]
    assert titles[-4:] == [
        "The harbour at night",
        "Just a text that nobody gave a title, and which goes on for …",
        "Many (4)",  # nothing is said of it: the slide is called by the title before
        "One large thought",
    ]
    for one in slides[-4:-1]:
        title = one.shapes.title
        assert title is not None and title.name == "Hidden Title" and title.top + title.height < 0
        assert one.shapes[0].shape_id == title.shape_id  # read first
    statement = slides[-1].shapes.title
    assert statement is not None and statement.top >= 0  # it is what the slide shows


def test_a_footer_that_is_a_picture_is_no_empty_placeholder(made: Path) -> None:
    for one in Presentation(str(made)).slides:
        assert all(p.text_frame.text.strip() for p in one.placeholders if p.has_text_frame)
    one = slide(made, "One")
    assert [shape.name for shape in one.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def test_a_deck_of_pictures_has_the_names_it_can_have(tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (64, 36), "#336699").save(tmp_path / "a.png")
    (tmp_path / "tour.md").write_text("![](a.png)\n\n---\n\n![](a.png)\n\n---\n\n```\nmake all\n```\n", encoding="utf-8")
    assert main(["export", str(tmp_path / "tour.md"), "--to", "pptx", "-o", str(tmp_path / "tour.pptx")]) == 0
    titles = [one.shapes.title.text_frame.text for one in Presentation(str(tmp_path / "tour.pptx")).slides if one.shapes.title is not None]
    assert titles == ["tour", "tour (2)", "make all"]


def test_such_files_are_valid(made: Path) -> None:
    assert findings(made) == []
    validate(made)
