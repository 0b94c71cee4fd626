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
    assert main(["export", str(deck), "--to", "pptx", "--ink", "-o", str(tmp_path / "x.pptx")]) == 2
    assert "ink" in capsys.readouterr().err
    InkFile(deck).file.unlink()
    assert main(["export", str(deck), "--to", "pdf", "--ink", "-o", str(tmp_path / "x.pdf")]) == 2
    assert "talk.ink.json" in capsys.readouterr().err
