"""What every test stands on: no display, a home of its own, and no warning of Python, Qt or the log goes unnoticed."""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# before Qt is loaded by anything: tests that need a real X server start one and give it to a process of their own
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("QT_QPA_PLATFORMTHEME", None)
sys.path.insert(0, str(ROOT))


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings, caches and recovery files of the person who runs the tests are neither read nor written.

    Tools that a test calls and that keep downloads may use $REAL_CACHE_HOME.
    """
    os.environ["REAL_CACHE_HOME"] = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    home = tmp_path_factory.mktemp("home")
    places = {"HOME": home, "XDG_CONFIG_HOME": home / "config", "XDG_CACHE_HOME": home / "cache", "XDG_DATA_HOME": home / "data"}
    places |= {"XDG_STATE_HOME": home / "state"}
    with pytest.MonkeyPatch.context() as patch:
        for name, place in places.items():
            place.mkdir(exist_ok=True)
            patch.setenv(name, str(place))
        yield


class _Noise(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.name}: {record.levelname}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A logged warning fails the test (Qt's come by the log too), unless `@pytest.mark.logs("words")` expects it."""
    noise = _Noise()
    logging.getLogger().addHandler(noise)
    yield
    logging.getLogger().removeHandler(noise)
    expected = [word for mark in request.node.iter_markers("logs") for word in mark.args]
    heard = [line for line in noise.heard if not any(word in line for word in expected)]
    if heard:
        pytest.fail("logged:\n" + "\n".join(heard))


@pytest.fixture(autouse=True, scope="session")
def _widgets_first(_own_home: None) -> None:
    """A process has one application: were it made without windows by an export, tests of windows after it could not run."""
    if importlib.util.find_spec("PySide6.QtWidgets") is not None:
        from presenter.qt.application import application

        application(widgets=True)


@pytest.fixture(scope="session")
def app() -> object:
    """The one application of this process, with widgets, off screen."""
    application = pytest.importorskip("presenter.qt.application").application
    return application(widgets=True)


@pytest.fixture
def deck_file(tmp_path: Path) -> Callable[..., Path]:
    """`deck_file(text, name="talk.md")` writes a deck into a folder of its own and gives its path; bytes are written as they are."""

    def write(text: str | bytes, name: str = "talk.md") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def corpus_folder() -> Path | None:
    """Decks that strangers wrote: $CORPUS, or `corpus` in a `shared` folder beside the checkout; None where there are none."""
    for place in (os.environ.get("CORPUS"), ROOT.parent / "shared" / "corpus"):
        if place and Path(place).is_dir():
            return Path(place)
    return None


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of strangers' decks; the test is skipped where there is none."""
    folder = corpus_folder()
    if folder is None:
        pytest.skip("no corpus of decks: set CORPUS to a folder of them")
    return folder
