"""docs/themes.md says what is so: its themes are built, and every word it names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presenter import theme
from presenter.model import DeckSettings
from presenter.theme.check import DECORATION, LAYOUT, STYLE, THEME, Record

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "themes.md"
TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_sound_theme(example: str, tmp_path: Path) -> None:
    place = tmp_path / "themes" / "mine"
    place.mkdir(parents=True)
    (place / "theme.toml").write_text(example, encoding="utf-8")
    (place / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    found, problems = theme.load("mine", DeckSettings(), tmp_path)
    assert problems == ()
    assert found.name == "mine"


def test_the_first_example_looks_as_it_says(tmp_path: Path) -> None:
    place = tmp_path / "themes" / "harbour"
    place.mkdir(parents=True)
    (place / "theme.toml").write_text(EXAMPLES[0], encoding="utf-8")
    found, _ = theme.load("harbour", folder=tmp_path)
    assert (found.title, found.variants) == ("Harbour", ("light", "dark", "warm"))
    assert (found.fonts["heading"].name, found.styles["body"].size) == ("Cambria", 28)
    assert found.colors["accent"].hex == found.colors["link"].hex == "#0b6e4f"
    (line,) = found.layouts["content"].decorations
    assert (line.box.y, line.fill) == (126, found.colors["accent"])


def test_every_name_in_the_guide_exists() -> None:
    light, _ = theme.load("light")
    keys = {key for record in (THEME, LAYOUT, STYLE, DECORATION) for key in record.fields}
    for inner in THEME.fields.values():
        keys |= set(inner.fields) if isinstance(inner, Record) else set()
    known = {*keys, *light.colors, *light.styles, *light.layouts, *light.fonts, *light.variants}
    known |= {region.kind for layout in light.layouts.values() for region in layout.regions}
    known |= {"date", "top", "middle", "bottom", "rect", "round", "ellipse", "line", "true", "box", "kind", "invert"}
    prose = re.sub(r"```.*?```", "", TEXT, flags=re.DOTALL)
    lists = [words for words in re.findall(r"`([^`]+)`", prose) if re.fullmatch(r"[a-z0-9-]+(\s[a-z0-9-]+)+", words)]
    named = {word for words in lists for word in words.split()} - {"presenter", "themes", "--gallery"}
    assert len(named) > 50
    assert named <= known, named - known
