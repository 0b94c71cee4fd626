"""The application: a display when there is one, Qt's warnings in the log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

ROOT = Path(__file__).resolve().parents[2]


def in_a_process(code: str, **environment: str) -> str:
    """What `code` prints where no display is told of."""
    drop = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {key: value for key, value in os.environ.items() if key not in drop}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_without_a_display_it_runs_off_screen() -> None:
    code = "from presenter.qt.application import application; print(application().platformName())"
    assert in_a_process(code) == "offscreen"
    assert in_a_process(code, QT_QPA_PLATFORM="minimal") == "minimal"


def test_painting_needs_no_widgets() -> None:
    code = (
        "import sys; from presenter.qt.application import application; application()\n"
        "import presenter.qt.pages, presenter.qt.render, presenter.qt.shaper, presenter.qt.pdf\n"
        "print([name for name in ('PySide6.QtWidgets', 'PIL', 'numpy', 'pptx') if name in sys.modules])"
    )
    assert in_a_process(code) == "[]"


def test_asking_for_windows_too_late_is_a_plain_error() -> None:
    code = (
        "from presenter.qt.application import application; app = application(); assert application() is app\n"
        "try: application(widgets=True)\n"
        "except RuntimeError as error: print(error)"
    )
    assert "without widgets" in in_a_process(code)


@pytest.mark.logs("something odd")
def test_warnings_of_qt_go_to_the_log(app: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "qt"):
        qWarning("something odd")
    assert [(record.name, record.levelname, record.message) for record in caplog.records] == [("qt", "WARNING", "something odd")]
