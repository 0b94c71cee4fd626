"""What a newcomer's machine gets: the set-up script, the pins, the licences, and nothing of ours that names a machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = dict(
    re.findall(r"^([A-Za-z0-9_.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE),
)
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the set-up script is for Debian and Ubuntu")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    return {plain(name): version for name, version in PINS.items()}


# ---------------------------------------------------------------- the script


def bare_machine(tmp_path: Path, user: int) -> tuple[Path, dict[str, str]]:
    """A copy of the set-up on a machine that has Python, but none of the system packages; apt-get writes down its words."""
    place, tools = tmp_path / "checkout", tmp_path / "bin"
    (place / ".ci").mkdir(parents=True)
    tools.mkdir()
    shutil.copy(ROOT / ".ci" / "setup", place / ".ci" / "setup")
    for name, body in {
        "dpkg-query": "exit 1",
        "id": f"echo {user}",
        "apt-get": f'echo "$@" >>{tmp_path}/apt.log',
        "python3": f'case "$*" in "-m venv"*) mkdir -p .venv/bin; cp {tools}/pip .venv/bin/python;; *) exec {sys.executable} "$@";; esac',
        "pip": f'case "$*" in "-m pip"*) echo "$@" >>{tmp_path}/pip.log;; *) exec {sys.executable} "$@";; esac',
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{body}\n")
        (tools / name).chmod(0o755)
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, place / name)
    env = {k: v for k, v in os.environ.items() if k != "PYTHON"}
    return place, env | {"PATH": f"{tools}:{os.environ['PATH']}"}


def set_up(place: Path, env: dict[str, str], mode: str = "run") -> subprocess.CompletedProcess[str]:
    words = ["bash", str(place / ".ci" / "setup"), mode]
    return subprocess.run(words, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, timeout=60)


@LINUX
def test_without_root_it_prints_the_one_line(tmp_path: Path) -> None:
    place, env = bare_machine(tmp_path, user=1000)
    done = set_up(place, env)
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "apt-get install" in line]
    assert len(lines) == 1
    assert {"libegl1", "libxcb-cursor0", "fonts-crosextra-carlito"} <= set(lines[0].split())
    assert "chromium" not in lines[0]
    assert not (tmp_path / "apt.log").exists()


@LINUX
def test_as_root_it_installs_asks_nothing_and_is_quick_the_second_time(tmp_path: Path) -> None:
    place, env = bare_machine(tmp_path, user=0)
    done = set_up(place, env, "test")
    assert done.returncode == 0, done.stderr
    apt = (tmp_path / "apt.log").read_text().splitlines()
    assert apt[0].startswith("update")
    assert apt[1].startswith("install -y") and "chromium" in apt[1] and "libegl1" in apt[1]
    pip = (tmp_path / "pip.log").read_text().splitlines()
    assert len(pip) == 1 and ".[test]" in pip[0]
    assert set_up(place, env, "test").returncode == 0
    assert (tmp_path / "pip.log").read_text().splitlines() == pip
    (place / "constraints.txt").write_text("# other pins\n")
    assert set_up(place, env, "test").returncode == 0
    assert len((tmp_path / "pip.log").read_text().splitlines()) == 2


@LINUX
def test_a_python_that_does_not_fit_is_named(tmp_path: Path) -> None:
    place, env = bare_machine(tmp_path, user=0)
    done = set_up(place, env | {"PYTHON": "no-such-python"})
    assert done.returncode == 1
    assert "no-such-python is not a Python from 3.11 to 3.14" in done.stderr


# ---------------------------------------------------------------- pins and licences


def closure(names: list[str]) -> set[str]:
    """Every distribution that these need, itself included, as far as it is installed here."""
    seen: set[str] = set()
    todo = [Requirement(name) for name in names]
    while todo:
        wanted = todo.pop()
        if plain(wanted.name) in seen or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        seen.add(plain(wanted.name))
        todo += [Requirement(text) for text in metadata.requires(wanted.name) or []]
    return seen


def test_everything_that_is_needed_is_pinned() -> None:
    missing = closure([*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]) - pinned().keys()
    assert not missing


def test_what_runs_here_is_what_is_pinned() -> None:
    here = {name: metadata.version(name) for name in closure(PROJECT["dependencies"])}
    assert here == {name: pinned()[name] for name in here}


def test_the_qt_that_loses_none_is_excluded() -> None:
    for text in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["video"]]:
        wanted = Requirement(text)
        if wanted.name.startswith("PySide6"):
            assert "6.12.0" not in wanted.specifier
            assert pinned()[plain(wanted.name)] in wanted.specifier
    assert pinned()["shiboken6"] == pinned()["pyside6-essentials"] == pinned()["pyside6-addons"]


def test_no_dependency_is_under_the_gpl() -> None:
    """Qt for Python is offered under the LGPL as well, which is the licence we take it by."""
    bad = {}
    for name in closure(PROJECT["dependencies"]) - {"pyside6-essentials", "shiboken6"}:
        about = metadata.metadata(name)
        told = [about.get("License-Expression") or "", about.get("License") or "", *(about.get_all("Classifier") or [])]
        licence = " ".join(line.splitlines()[0] for line in told if line and ("License" in line or "::" not in line))
        if re.search(r"\bA?GPL|Affero|GNU General Public", licence):
            bad[name] = licence
    assert not bad


def ours() -> list[Path]:
    """Every text file of the project."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    names = (name for name in done.stdout.split("\0") if name and not name.endswith((".png", ".jpg", ".pptx", ".potx", ".gif", ".webp")))
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_no_file_names_a_package_index_or_a_path_of_a_machine() -> None:
    said = re.compile(r"files\.pythonhosted|pypi\." + r"org|registry\.npmjs|/" + r"work/(?:main|shared)|/home/[a-z]+/")
    found = [str(path.relative_to(ROOT)) for path in ours() if said.search(path.read_text(encoding="utf-8", errors="replace"))]
    assert not found
