"""Fonts: the same face everywhere, twins for what is not installed, a fixed order of fallbacks."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase

from presenter.qt import fonts
from presenter.qt.shaper import QtShaper
from presenter.scene import Font
from presenter.theme.model import Family
from tests.scenes import paragraph, run

pytestmark = pytest.mark.usefixtures("app")


def test_a_twin_stands_in_and_only_installed_families_are_asked() -> None:
    here = {name.casefold() for name in QFontDatabase.families()}
    for family in ("Calibri", "Cambria", "Arial", "No Such Font", "monospace"):
        chain = fonts.families(family)
        assert chain and all(name.casefold() in here for name in chain) and len(set(chain)) == len(chain)
    if "calibri" not in here and "carlito" in here:
        assert fonts.families("Calibri")[0] == "Carlito" and fonts.installed("Calibri")


def test_an_unknown_family_is_not_installed_and_still_has_letters() -> None:
    assert not fonts.installed("No Such Font")
    one = paragraph(run("Words", family="No Such Font"))
    assert fonts.missing(one) == "" and QtShaper().width(one) > 10
    assert not QtShaper().installed(Font("No Such Font", 12))


def test_code_falls_back_to_equal_widths() -> None:
    shaper = QtShaper()
    wide, narrow = (paragraph(run(text, family="No Such Mono", role="code")) for text in ("MMMM", "iiii"))
    assert shaper.width(wide) == pytest.approx(shaper.width(narrow))


def test_a_theme_teaches_its_twins_and_never_changes_what_was_set() -> None:
    installed = fonts.families("sans-serif")[0]
    fonts.know([Family("Test House Sans", ("Nowhere Sans", installed))])
    assert fonts.families("test house sans")[0] == installed and fonts.installed("Test House Sans")
    other = fonts.families("serif")[0]
    fonts.know([Family("Test House Sans", (other,))])
    assert fonts.families("Test House Sans")[0] == installed
    assert fonts.twins("Test House Sans")[:3] == ("Test House Sans", "Nowhere Sans", installed)


@pytest.mark.parametrize(
    "text, lang, region",
    [
        ("漢字", "", "sc"),
        ("漢字かな", "", "jp"),
        ("漢字 한국", "", "kr"),
        ("漢字", "ja", "jp"),
        ("漢字", "zh-TW", "tc"),
        ("漢字", "zh-Hant", "tc"),
        ("漢字", "zh-HK", "hk"),
        ("漢字かな", "zh", "sc"),
        ("plain", "ja", "sc"),
        ("漢字", "en-US", "sc"),
    ],
)
def test_chinese_characters_take_the_forms_of_their_region(text: str, lang: str, region: str) -> None:
    one = paragraph(run(text, lang=lang))
    assert fonts.east(one) == region
    family = {"jp": "Noto Sans CJK JP", "kr": "Noto Sans CJK KR", "tc": "Noto Sans CJK TC", "hk": "Noto Sans CJK HK"}.get(region)
    if family and family.casefold() in fonts.available():
        chain = fonts.families("Calibri", "body", region)
        assert all(chain.index(family) <= chain.index(name) for name in chain if "CJK" in name)


def test_no_ligatures_as_in_powerpoint() -> None:
    shaper = QtShaper()
    for pair in ("fi", "ffi", "ti", "tt"):
        spaced = paragraph("\u200c".join(pair))
        assert shaper.width(paragraph(pair)) == pytest.approx(shaper.width(spaced), abs=1.0)
