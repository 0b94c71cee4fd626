"""What can be done about a Problem does it: afterwards the Problem is gone and no word is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presenter import theme
from presenter.layout.arrange import arrange_show
from presenter.model import Columns, Deck
from presenter.parse.deck import parse
from presenter.parse.edits import apply
from presenter.problems import Problem
from presenter.qt.application import application
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from presenter.writing.mends import mends, silent_pictures, span_of


def problems_of(text: str, folder: Path | None = None) -> tuple[Deck, list[Problem]]:
    application(widgets=True)
    deck = parse(text, folder=folder)
    look, of_theme = theme.load(deck.settings.theme, deck.settings, folder)
    assets = AssetStore(folder, blocking=True)
    show = arrange_show(deck, look, QtShaper(look.fonts), assets, None)
    found = [*deck.problems, *theme.placed(of_theme, text)]
    for index, slide in enumerate(deck.slides):
        found += [deck.placed(p, index) for p in dict.fromkeys((*slide.problems, *show.scene(index).problems, *silent_pictures(slide)))]
    assets.close()
    return deck, found


def mended(text: str, code: str, which: int = 0, folder: Path | None = None) -> str:
    """`text` after the mend of its one Problem `code`, which is then gone."""
    deck, found = problems_of(text, folder)
    (problem,) = [p for p in found if p.code == code]
    new = apply(text, mends(deck, problem)[which].edits)
    assert code not in [p.code for p in problems_of(new, folder)[1]]
    return new


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("# A\n\n---\n\n# B {layout=qoute}\n\n> x\n", "unknown-layout", "# A\n\n---\n\n# B {layout=quote}\n\n> x\n"),
        ("# A\n\n---\n\n<!-- _layout: sektion -->\n# B\n", "unknown-layout", "# A\n\n---\n\n<!-- _layout: section -->\n# B\n"),
        ("---\ntheme: drak\n---\n\n# drak\n", "unknown-theme", "---\ntheme: dark\n---\n\n# drak\n"),
        ("---\npagniate: true\n---\n\n# B\n", "unknown-directive", "---\npaginate: true\n---\n\n# B\n"),
        ("# A\n\n```py\nx = 1\n\n---\n", "unclosed-fence", "# A\n\n```py\nx = 1\n```\n\n---\n"),
    ],
)
def test_a_name_that_was_meant_and_what_was_not_closed(text: str, code: str, expected: str) -> None:
    assert mended(text, code) == expected


def test_the_picture_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "boat.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    text = "# A\n\nboot.svg was\n\n![a boat](boot.svg)\n"
    assert mended(text, "picture-missing", folder=tmp_path) == "# A\n\nboot.svg was\n\n![a boat](boat.svg)\n"


def test_a_picture_with_a_long_name_can_be_mended_too(tmp_path: Path) -> None:
    name = "a-boat-" + "-".join(f"{n}" for n in range(40))
    (tmp_path / f"{name}.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    wrong = name.replace("boat", "boot")
    assert mended(f"# A\n\n![a boat]({wrong}.svg)\n", "picture-missing", folder=tmp_path) == f"# A\n\n![a boat]({name}.svg)\n"


POINTS = "\n".join(f"- point number {n} says something that takes nearly all of a line on the slide, and {n} more words" for n in range(20))
FULL = f"# First\n\n---\n\n# Full {{#full}}\n\n{POINTS}\n\n---\n\n# Last\n"


def words(text: str) -> list[str]:
    return [w for w in re.findall(r"\w+", text) if w not in ("columns", "column")]


def test_a_slide_with_too_much_is_split_and_both_halves_have_the_title() -> None:
    deck, found = problems_of(FULL)
    (problem,) = [p for p in found if p.code == "overflow"]
    new = apply(FULL, mends(deck, problem)[0].edits)
    after = parse(new)
    assert [slide.title for slide in after.slides] == ["First", "Full", "Full", "Last"]
    first, second = (after.slides[i].source for i in (1, 2))
    assert words(first) + words(second)[1:] == words(deck.slides[1].source)
    assert abs(first.count("- point") - second.count("- point")) <= 1


def test_a_slide_with_too_much_is_set_in_two_columns() -> None:
    text = "# Full\n\n" + "\n\n".join(f"Paragraph {n}: " + "words of it " * 12 for n in range(12)) + "\n"
    deck, found = problems_of(text)
    (problem,) = [p for p in found if p.code == "overflow"]
    new = apply(text, mends(deck, problem)[1].edits)
    (slide,) = parse(new).slides
    (columns,) = [b for b in slide.blocks if isinstance(b, Columns)]
    assert [len(c.blocks) for c in columns.columns] == [6, 6]
    assert words(new) == words(text)


def test_one_long_slide_is_divided_at_its_headings() -> None:
    text = "# Talk\n\n" + "".join(f"### Part {n}\n\n{'word ' * 200}\n\n" for n in range(5))
    assert len(parse(mended(text, "one-slide")).slides) == 6
    document = text.replace("###", "##")
    assert len(parse(document).slides) == len(parse(mended(document, "headings-divide")).slides) == 6


def test_a_picture_without_words_is_told_and_the_cursor_led_there() -> None:
    text = "# A\n\n---\n\n# B\n\n![](x.png)\n\n![words](y.png)\n"
    deck, found = problems_of(text)
    (problem,) = [p for p in found if p.code == "no-alt"]
    (edit,) = mends(deck, problem)[0].edits
    assert text[: edit.start].endswith("# B\n\n![")


@pytest.mark.parametrize(
    ("picture", "described"),
    [
        ("![](red-kite-in-flight.png)", "![Red kite in flight](red-kite-in-flight.png)"),
        ("![bg right:40%](red-kite.png)", "![bg right:40% Red kite](red-kite.png)"),
        ("![inline, 50% ](red-kite.png)", "![inline, 50% Red kite](red-kite.png)"),
        ('<img width="50%" src="red-kite.png">', '<img alt="Red kite" width="50%" src="red-kite.png">'),
    ],
)
def test_a_picture_gets_the_words_of_its_name_however_it_is_written(picture: str, described: str) -> None:
    text = f"---\nmarp: true\n---\n\n# A\n\n{picture}\n\n---\n\n![](other-name.png)\n"
    deck = parse(text)
    found = [deck.placed(p, 0) for p in silent_pictures(deck.slides[0])] or [Problem("no-alt", "", line=7, slide=1)]
    assert apply(text, mends(deck, found[0])[-1].edits) == text.replace(picture, described)


def test_no_other_picture_is_described() -> None:
    text = "# A\n\n<video src=a.mp4></video>\n\n---\n\n![](other-name.png)\n"
    assert mends(parse(text), Problem("no-alt", "", line=3, slide=1)) == ()


def test_what_is_underlined() -> None:
    text = "# A\n\n---\n\n## B {layout=qoute}\n\n![a](no.png) after\n"
    deck, found = problems_of(text)
    spans = {p.code: text[slice(*span_of(deck, p))] for p in found}
    assert spans["unknown-layout"] == "qoute"
    assert spans["picture-missing"] in ("no.png", "![a](no.png) after")
    whole = Problem("overflow", "too much", "", line=3, slide=2)
    assert text[slice(*span_of(deck, whole))] == "## B {layout=qoute}" or text[slice(*span_of(deck, whole))] == "---"
