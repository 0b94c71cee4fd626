"""Themes with any line damaged: always a whole Theme, never an exception."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from presenter import theme
from presenter.model import DeckSettings
from presenter.scene import Color, Gradient
from presenter.theme.model import Theme
from tests.growth import grows_in_step

SOURCE = (theme.available()[1].path).read_text(encoding="utf-8")
ODD = [
    "",
    "0",
    "-1",
    "1e309",
    "nan",
    "true",
    '""',
    '"\\u0000"',
    "[]",
    "[1]",
    "{}",
    "{ a = 1 }",
    '"text"',
    '"mix(a"',
    '"' + "x" * 9999 + '"',
    "1979-05-27",
    "'🎈'",
]


def damaged(seed: int) -> str:
    """The theme with a few lines taken out, doubled, cut or given another value."""
    dice = random.Random(seed)
    lines = SOURCE.split("\n")
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(lines))
        match dice.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[dice.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: dice.randrange(len(lines[at]) + 1)]
            case 3:
                lines[at] = lines[at].partition("=")[0] + "= " + dice.choice(ODD)
            case _:
                lines[at] = lines[at].replace(dice.choice("abcdeo015"), dice.choice(["", "x", "9", "[", '"']), 1)
    return "\n".join(lines)


def assert_whole(found: Theme) -> None:
    usual, _ = theme.load("light")
    assert set(usual.styles) <= set(found.styles) and set(usual.layouts) <= set(found.layouts) and set(usual.colors) <= set(found.colors)
    for layout in found.layouts.values():
        fills = [layout.background or found.background, *(shape.fill for shape in layout.decorations if shape.fill)]
        colors = [c for fill in fills for c in ([fill] if isinstance(fill, Color) else [c for _, c in fill.stops])]
        assert all(len(color.hex) == 7 and 0 <= color.alpha <= 1 for color in colors)
        assert all(isinstance(fill, Color | Gradient) for fill in fills)
        assert all(0 <= r.box.x <= r.box.right <= 960.01 and 0 <= r.box.y <= r.box.bottom <= 540.01 for r in layout.regions)
    assert all(4 <= style.size <= 300 for style in found.styles.values())


@pytest.mark.parametrize("block", range(6))
def test_a_damaged_theme_is_still_a_theme(block: int, tmp_path: Path) -> None:
    for seed in range(block * 40, block * 40 + 40):
        place = tmp_path / "themes" / f"t{seed}"
        place.mkdir(parents=True)
        (place / "theme.toml").write_text(damaged(seed), encoding="utf-8")
        found, problems = theme.load(f"t{seed}", DeckSettings(), tmp_path)
        assert_whole(found)
        assert all(problem.message and problem.hint for problem in problems)


@pytest.mark.parametrize(
    "value", [v.strip('"') for v in ODD] + ["mix(accent, accent, accent)", "alpha(" * 300, "mix(" * 300 + ")" * 300, "url(x)"]
)
def test_odd_wishes_of_a_deck(value: str, tmp_path: Path) -> None:
    settings = DeckSettings(
        variant=value, logo=value, colors=(("accent", value), (value, "red")), fonts=(("body", value), (value, "Arial"))
    )
    found, problems = theme.load(value, settings, tmp_path)
    assert_whole(found)
    assert all(problem.message and len(problem.message) < 400 for problem in problems)


def test_mixes_of_mixes_take_no_time(tmp_path: Path) -> None:
    place = tmp_path / "themes" / "deep"
    place.mkdir(parents=True)
    lines = [f'c{n} = "mix(c{n + 1}, c{n + 1}, 50%)"' for n in range(300)]
    (place / "theme.toml").write_text("[colors]\n" + "\n".join(lines) + '\nc300 = "red"\n', encoding="utf-8")
    found, problems = theme.load("deep", folder=tmp_path)  # 2^300 mixes if each were worked out anew
    assert found.colors["c295"].hex == "#ff0000"
    assert any("circle" in problem.message for problem in problems)  # deeper than anybody needs


def test_a_thousand_colours_of_a_deck_take_no_time() -> None:
    def load(count: int) -> object:
        colors = (("c0", "red"), *((f"c{n}", f"mix(accent, c{n - 1}, 50%)") for n in range(1, count)))
        return theme.load("light", DeckSettings(colors=colors))

    assert grows_in_step(load, 125)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_theme_or_style_sheet_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    os.mkfifo(tmp_path / "mine" / "theme.toml")
    os.mkfifo(tmp_path / "sheet.css")
    _, problems = theme.load("./mine", DeckSettings(), tmp_path)
    assert "no plain file" in problems[0].message
    _, problems = theme.load("sheet", DeckSettings(), tmp_path)
    assert problems[0].code == "unknown-theme"
