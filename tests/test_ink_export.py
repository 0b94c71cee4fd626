"""What was drawn in a talk goes out with the slides when it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtGui")

from PySide6.QtGui import QImage

from presenter.cli import main
from presenter.parse.deck import parse
from presenter.store.ink import InkFile
from presenter.talk.ink import Ink, Page, Stroke

TEXT = "# A\n\none\n\n. . .\n\ntwo\n\n---\n\n# B\n"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "talk.md"
    path.write_text(TEXT, encoding="utf-8")
    line = Stroke(1, "pen", "#e03131", ((100.0, 400.0), (800.0, 400.0)))
    InkFile(path).write(Ink({0: Page((line,))}), parse(TEXT))
    return path


def red(picture: Path) -> bool:
    color = QImage(str(picture)).pixelColor(480, 400)
    return color.red() > 180 and color.green() < 100


def test_on_pictures_from_its_step_on(deck: Path, tmp_path: Path, app: object) -> None:
    words = ["export", str(deck), "--to", "png", "--size", "960x540", "--steps", "-o"]
    assert main([*words, str(tmp_path / "with"), "--ink"]) == 0
    assert main([*words, str(tmp_path / "without")]) == 0
    assert [red(tmp_path / "with" / f"00{n}.png") for n in (1, 2, 3)] == [False, True, False]
    assert not red(tmp_path / "without" / "002.png")


@pytest.mark.parametrize("form", ["pdf", "svg"])
def test_on_pages_as_lines(deck: Path, tmp_path: Path, app: object, form: str) -> None:
    sizes = []
    for more in ((), ("--ink",)):
        out = tmp_path / f"out{len(more)}"
        assert main(["export", str(deck), "--to", form, "-o", f"{out}/", *more]) == 0
        files = sorted(out.rglob(f"*.{form}"))
        sizes.append(files[0].stat().st_size)
        assert form != "svg" or ("#e03131" in files[0].read_text("utf-8")) == bool(more)
    assert 0 < sizes[1] - sizes[0] < 1500


def test_where_it_cannot_go_or_is_not_there(deck: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], app: object) -> None:
    assert main(["export", str(deck), "--to", "html", "--ink", "-o", str(tmp_path / "x.html")]) == 2
    assert "ink" in capsys.readouterr().err
    InkFile(deck).file.unlink()
    assert main(["export", str(deck), "--to", "pdf", "--ink", "-o", str(tmp_path / "x.pdf")]) == 2
    assert "talk.ink.json" in capsys.readouterr().err


def test_in_powerpoint_as_freeforms_that_come_at_their_step(deck: Path, tmp_path: Path, app: object) -> None:
    pytest.importorskip("pptx")
    from pptx import Presentation

    from tests.export.lint import findings
    from tests.export.test_pptx import validate

    marked = Stroke(0, "highlighter", "#ffd43b", ((50.0, 50.0), (90.0, 60.0), (150.0, 55.0)))
    dot = Stroke(0, "pen", "#111111", ((300.0, 300.0),))
    swells = Stroke(0, "pen", "#1c7ed6", ((10.0, 10.0), (40.0, 20.0), (80.0, 10.0)), (0.1, 0.9, 0.4))
    line = Stroke(1, "pen", "#e03131", ((100.0, 400.0), (400.0, 410.0), (800.0, 400.0)))
    InkFile(deck).write(Ink({0: Page((marked, dot, swells, line))}), parse(TEXT))
    out = tmp_path / "x.pptx"
    assert main(["export", str(deck), "--to", "pptx", "--ink", "-o", str(out)]) == 0
    validate(out)
    assert findings(out) == []
    slide = Presentation(str(out)).slides[0]
    ink = [shape for shape in slide.shapes if shape.name.startswith("Ink")]
    assert [shape.name for shape in ink] == ["Ink", "Ink 2", "Ink 3", "Ink 4"]
    assert [shape.name for shape in slide.shapes][-4:] == [shape.name for shape in ink]  # on top of everything
    assert (ink[3].left, ink[3].width) == (100 * 12700, 700 * 12700)
    xml = slide.part.blob.decode("utf-8")
    entering = xml[xml.index("<p:timing") :]
    assert f'spid="{ink[3].shape_id}"' in entering
    assert f'spid="{ink[0].shape_id}"' not in entering
    assert xml.count('<a:alpha val="38000"/>') == 1
    assert '<a:ln w="38100" cap="rnd">' in xml
    assert main(["export", str(deck), "--to", "pptx", "-o", str(out)]) == 0
    assert not [shape for shape in Presentation(str(out)).slides[0].shapes if shape.name.startswith("Ink")]
