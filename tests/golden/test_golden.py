"""Every theme looks as it did: its layouts, small, beside the pictures that were kept. A change that is meant is
drawn anew by `python -m tests.golden`, looked at, and committed with the change."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QImage

from presenter.theme.fonts import family
from tests.golden.sheet import WIDE, Look, differing, drawn, looks

FACES = ("Carlito", "Caladea", "Liberation Sans", "Liberation Sans Narrow", "Liberation Serif", "Liberation Mono")
LOOKS = list(looks())


@pytest.fixture(scope="module")
def faces(app: object) -> None:
    """The pictures were drawn with the faces that .ci/setup installs."""
    missing = set(FACES) - set(QFontDatabase.families())
    if missing:
        pytest.skip(f"these fonts are not installed: {', '.join(sorted(missing))}")
    assert {family(name).twins for name in ("Arial", "Calibri", "Cambria")}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
def test_a_theme_looks_as_it_did(look: Look, faces: None, tmp_path: Path) -> None:
    new, old = drawn(look), QImage(str(look.file))
    assert not old.isNull(), f"{look.file.name} is missing: python -m tests.golden"
    slides = differing(new, old, round(WIDE * look.size[1] / look.size[0]))
    if slides:
        new.save(str(tmp_path / f"{look.name}.png"))
    assert not slides, f"slides {slides} of {look.name} look different: compare {tmp_path / look.name}.png with {look.file}"


@pytest.mark.parametrize(
    ("change", "least"),
    [
        ("[colors]\nlt1 = '#fbf4e6'", 20),  # another paper
        ("[colors]\naccent1 = '#006cc4'", 12),  # another accent
        ("[text]\ntitle = { step = 3 }", 8),  # titles a little larger
        ("[layouts.content.regions]\nbody = { box = [60, 150, 840, 336] }", 3),  # the text twelve points lower
        ("", 0),
    ],
)
def test_a_change_of_look_is_seen(change: str, least: int, faces: None, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "theme.toml").write_text(f'extends = "light"\n{change}\n', encoding="utf-8")
    slides = differing(drawn(Look("./mine", ""), tmp_path), QImage(str(Look("light", "light").file)), round(WIDE * 9 / 16))
    assert len(slides) >= least if least else not slides
