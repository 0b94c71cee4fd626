"""A translucent gradient lets through what is below it, in a PDF too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from presenter.export.report import Options
from presenter.qt.paper import write_pdf
from presenter.qt.render import draw
from presenter.scene import Color, Gradient, Rect, Shape
from tests.scenes import StillShow, scene

pytestmark = pytest.mark.usefixtures("app")

SCRIM = Shape(Rect(0, 0, 960, 540), fill=Gradient(90.0, ((0.0, Color("#000000", 0.0)), (1.0, Color("#000000", 0.8)))))
RED = Shape(Rect(0, 0, 960, 540), fill=Color("#ff0000"))


def test_in_a_pdf_as_on_the_screen(tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    slide = scene(RED, SCRIM)
    write_pdf(StillShow(slide), tmp_path / "out.pdf", Options())
    subprocess.run(["pdftoppm", "-r", "36", "-png", tmp_path / "out.pdf", tmp_path / "page"], check=True)
    page, shown = QImage(str(next(tmp_path.glob("page*.png")))), draw(slide, 480, 270)
    for y in (10, 90, 180, 260):
        assert abs(page.pixelColor(240, y).red() - shown.pixelColor(240, y).red()) <= 6
    assert page.pixelColor(240, 10).red() > 230 and page.pixelColor(240, 260).red() < 80
