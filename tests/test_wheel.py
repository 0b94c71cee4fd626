"""What `pip install .` brings: the package with its themes and decks, and the command."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="the wheel is built by hatchling: make test installs it")
    out = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_themes_and_decks_travel_inside(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("themes", "decks"):
        ours = {f"presenter/_data/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert ours
        assert ours <= names
    assert not [name for name in names if name.startswith(("tests/", "build/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_works(wheel: Path, tmp_path: Path) -> None:
    """Unpacked far from the checkout, with the libraries of this environment."""
    place = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(place)
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONPATH": str(place)}

    def presenter(*words: object) -> str:
        command = [sys.executable, "-P", "-m", "presenter", *map(str, words)]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    themes = presenter("themes", "--json")
    assert str(place) in themes
    presenter("new", tmp_path / "talk.md")
    presenter("export", tmp_path / "talk.md", "--to", "pptx")
    assert (tmp_path / "talk.pptx").exists()


def test_the_script_is_declared(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    entry = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "presenter = presenter.cli:script" in archive.read(entry).decode()
