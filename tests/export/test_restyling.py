"""Another colour scheme or other fonts restyle the whole file: nothing that the author did not write is a literal."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from presenter.export.pptx import write as export
from presenter.export.pptx.shades import shade_of, stepped, steps_xml
from presenter.export.pptx.xml import MIXED, Palette
from presenter.export.report import Options
from presenter.headless import export as export_file
from presenter.model import Callout, Chart, Code, Diagram, Series
from presenter.scene import Color
from presenter.worker.mermaid import channels
from tests.export import decks
from tests.export.conftest import Written, write
from tests.export.test_diagram import Drawing

LIGHT = (
    ("dk1", "#16181d"), ("lt1", "#ffffff"), ("dk2", "#454b57"), ("lt2", "#f3f2ef"), ("accent1", "#cf3017"), ("accent2", "#006cc4"),
    ("accent3", "#387e3d"), ("accent4", "#6f4001"), ("accent5", "#765b9a"), ("accent6", "#068b93"),
)  # fmt: skip
ROOT = Path(__file__).resolve().parents[2]
PARTS = re.compile(r"ppt/(slides|charts)/[^/]+\.xml")
# a font that no theme slot stands for: code's own, mathematics, and faces for scripts that the theme's font has no letters of
OWN_FONTS = ("Courier New", "Consolas", "Cambria Math", "Noto Sans ", "Arial")


def literals(path: Path) -> tuple[Counter[str], Counter[str]]:
    """The colours and the Latin fonts that slides and charts name."""
    colors: Counter[str] = Counter()
    fonts: Counter[str] = Counter()
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if PARTS.fullmatch(name):
                text = archive.read(name).decode()
                colors.update(re.findall(r'srgbClr val="(\w+)"', text))
                fonts.update(re.findall(r'<a:latin typeface="([^+"][^"]*)"', text))
    return colors, fonts


@pytest.mark.parametrize(
    ("color", "slot"),
    [
        ("#65676a", "dk1"),
        ("#d5d5d6", "lt1"),
        ("#f3f3f4", "lt1"),
        ("#b32411", "accent1"),
        ("#1b559a", "accent2"),
        ("#c291fc", "accent5"),
        ("#ff00aa", ""),
    ],
)
def test_a_mixed_colour_is_one_of_the_themes_lighter_or_darker(color: str, slot: str) -> None:
    shade = shade_of(color, LIGHT)
    assert (shade[0] if shade else "") == slot
    if shade:
        assert all(abs(a - b) < 3 for a, b in zip(stepped(dict(LIGHT)[slot], shade[1]), channels(color), strict=True))


@pytest.mark.parametrize("color", ["#000000", "#ffffff", "#808080", "#ff0000", "#00ff00", "#123456", "#fedcba"])
def test_every_colour_has_a_shade_that_is_it_or_none(color: str) -> None:
    for scheme in (LIGHT, tuple((slot, color) for slot, _ in LIGHT), (("dk1", "#000000"), ("lt1", "#ffffff"))):
        shade = shade_of(color, scheme)
        if shade is not None:
            base = dict(scheme)[shade[0]]
            assert all(abs(a - b) < 3 for a, b in zip(stepped(base, shade[1]), channels(color), strict=True))
            assert all(value == value and abs(value) < 400 for _, value in shade[1])


def test_steps_as_powerpoint_counts_them() -> None:
    steps = (("hueOff", 12.5), ("satMod", 0.8), ("lumMod", 0.65), ("lumOff", 0.35))
    wanted = '<a:hueOff val="750000"/><a:satMod val="80000"/><a:lumMod val="65000"/><a:lumOff val="35000"/>'
    assert steps_xml(steps) == wanted


def test_what_the_author_wrote_stays_as_it_is() -> None:
    palette = Palette(LIGHT, False, frozenset({"#65676a"}))
    assert palette.color(Color("#123456")) == '<a:srgbClr val="123456"/>'
    assert palette.color(Color("#65676a")).startswith('<a:schemeClr val="tx1"><a:')
    assert palette.color(Color("#d5d5d6")) == '<a:srgbClr val="D5D5D6"/>'
    assert palette.color(Color("#d5d5d6", scheme=MIXED)).startswith('<a:schemeClr val="bg1">')
    assert palette.color(Color("#cf3017", scheme=MIXED)) == '<a:schemeClr val="accent1"/>'
    assert palette.turned(True).color(Color("#65676a", 0.5)).endswith('<a:alpha val="50000"/></a:schemeClr>')


def test_no_slide_names_a_colour_or_a_font_of_its_own(written: Written, tmp_path: Path) -> None:
    """In the deck of all kinds, on light and on dark ground, but where a slide has the author's own colours."""
    for made in (written, write(tmp_path, theme="dark")):
        colors, fonts = literals(made.path)
        assert set(colors) <= {"204060", "FFFFFF", "FFC400", "FFDF73"}, colors  # the slide `Coloured`, the marker
        assert not [font for font in fonts if not font.startswith(OWN_FONTS)]


@pytest.mark.parametrize("theme", ["light", "dark", "editorial", "technical", "workshop"])
def test_tables_charts_callouts_code_and_diagrams_too(tmp_path: Path, app: object, theme: str) -> None:
    from dataclasses import replace

    flow = "flowchart LR\n A --> B{c}\n subgraph G\n B\n end"
    talk = "sequenceDiagram\n A->>B: hello\n activate B\n Note over B: think\n B-->>A: hi\n deactivate B"
    series = (Series("one", (1.0, 2.0)), Series("two", (3.0, 1.0)))
    given = [
        decks.slide(Diagram(lang="mermaid", source=flow), title="Flow"),
        decks.slide(Diagram(lang="mermaid", source=talk), title="Talk"),
        decks.slide(Chart(kind="bar", labels=("a", "b"), series=series), title="Chart"),
        decks.slide(*(Callout(kind=kind, blocks=(decks.words(kind),)) for kind in ("note", "tip", "warning")), title="Callouts"),
        decks.slide(Code(text=decks.CODE, lang="python"), title="Code"),
    ]
    show = replace(decks.show(tmp_path, theme, given), assets=Drawing(tmp_path))
    out = tmp_path / "t.pptx"
    export(show, out, Options())
    colors, fonts = literals(out)
    assert sum(colors.values()) == 0, colors
    assert not [font for font in fonts if not font.startswith(OWN_FONTS)]


def test_a_diagrams_own_colours_are_literals(tmp_path: Path, app: object) -> None:
    (tmp_path / "deck.md").write_text("# D\n\n```mermaid\nflowchart LR\n A --> B\n style A fill:#f9e,stroke:#0a0b0c\n```\n", "utf-8")
    out = tmp_path / "d.pptx"
    export_file(tmp_path / "deck.md", "pptx", out, Options())
    assert set(literals(out)[0]) >= {"FF99EE", "0A0B0C"}
