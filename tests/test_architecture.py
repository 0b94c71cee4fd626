"""Who may import whom: the table of ARCHITECTURE.md, held by walking the imports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "presenter"

# a module's level is that of the longest name here that it begins with; it may import its own level's room and lower levels
LEVELS = {
    "presenter": 0, "presenter.problems": 0, "presenter.cell": 0, "presenter.memo": 0, "presenter.model": 0, "presenter.spans": 0,
    "presenter.scene": 0, "presenter.files": 0, "presenter.far": 0, "presenter.trace": 0, "presenter.data": 0,
    "presenter.registry": 0, "presenter.faults": 0,
    "presenter.arguments": 1, "presenter.theme": 1, "presenter.talk": 1, "presenter.layout.shaper": 1, "presenter.export.report": 1,
    "presenter.parse": 2, "presenter.layout": 2, "presenter.worker": 2,
    "presenter.blocks": 3, "presenter.dialects": 3, "presenter.store": 3, "presenter.talk.session": 2, "presenter.qt": 3,
    "presenter.export": 3, "presenter.writing": 3,
    "presenter.commands": 4, "presenter.cli": 4, "presenter.headless": 4, "presenter.gallery": 4, "presenter.terminal": 4,
    "presenter.times": 4,
    "presenter.__main__": 4,
    "presenter.ui": 5, "presenter.app": 5,
}  # fmt: skip

# the one place where things are put together may call the windows, inside functions
PUTS_TOGETHER = {("presenter.cli", "presenter.app"), ("presenter.cli", "presenter.headless"), ("presenter.cli", "presenter.terminal"),
                 ("presenter.cli", "presenter.gallery"), ("presenter.cli", "presenter.times")}  # fmt: skip

# what attaches itself to the registry is imported by name where the room opens
OPENS_ROOM = {("presenter.layout", "presenter.blocks"), ("presenter.parse", "presenter.dialects")}

ONLY_IN = {
    "PySide6": ("presenter.qt", "presenter.ui", "presenter.app"),
    "shiboken6": ("presenter.qt", "presenter.ui", "presenter.app"),
    "pptx": ("presenter.export.pptx",),
    "markdown": ("presenter.parse",),
}

STANDARD_ONLY = {name for name, level in LEVELS.items() if level == 0}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    return {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def begins(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def room(name: str) -> str:
    return max((key for key in LEVELS if begins(name, key)), key=len)


def level(name: str) -> int:
    return LEVELS[room(name)]


def imports(path: Path) -> set[str]:
    """Every module that this file imports, wherever in the file, except for type checking only."""
    found: set[str] = set()
    known = modules()

    def visit(node: ast.AST) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            for child in node.orelse:
                visit(child)
            return
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import; write the whole name"
            base = node.module or ""
            for alias in node.names:
                full = f"{base}.{alias.name}"
                found.add(full if full in known else base)
        for child in ast.iter_child_nodes(node):
            visit(child)

    visit(ast.parse(path.read_text(encoding="utf-8")))
    return found


ALL = {name: imports(path) for name, path in modules().items()}


@pytest.mark.parametrize("name", ALL)
def test_imports_run_downhill(name: str) -> None:
    uphill = []
    for other in sorted(ALL[name]):
        if not begins(other, "presenter") or room(other) == room(name):
            continue
        allowed = level(other) < level(name) or (level(other) == level(name) == 0)
        allowed = allowed or any(begins(name, a) and begins(other, b) for a, b in PUTS_TOGETHER | OPENS_ROOM)
        allowed = allowed or (level(name) == level(other) == 5) or (begins(name, "presenter.__main__") and other == "presenter.cli")
        if not allowed:
            uphill.append(f"{other} (level {level(other)})")
    assert not uphill, f"{name} (level {level(name)}) imports {', '.join(uphill)}"


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_library_stays_in_its_room(package: str) -> None:
    rooms = ONLY_IN[package]
    users = [name for name, found in ALL.items() if any(begins(i, package) for i in found)]
    strangers = [name for name in users if not any(begins(name, r) for r in rooms)]
    assert not strangers, f"{package} is imported by {strangers}"


def test_the_contracts_need_the_standard_library_only() -> None:
    import sys

    foreign = {
        f"{name}: {other}"
        for name in STANDARD_ONLY & ALL.keys()
        for other in ALL[name]
        if other.partition(".")[0] not in sys.stdlib_module_names and not begins(other, "presenter")
    }
    assert not foreign


def test_every_module_has_a_level() -> None:
    """A new room at the top must be put in the table: the bare `presenter` entry is for __init__ alone."""
    assert [name for name in ALL if room(name) == "presenter" and name != "presenter"] == []


def test_windows_do_not_know_how_a_slide_is_read_or_laid_out() -> None:
    """Beyond the values: a window may hold a Scene or a Deck, but calls no parser, no layout and no exporter."""
    read = ("presenter.parse.markdown", "presenter.parse.grammar", "presenter.parse.build")
    inner = (*read, "presenter.layout.fit", "presenter.layout.stack", "presenter.layout.regions", "presenter.export")
    knows = [f"{n}: {i}" for n, found in ALL.items() if begins(n, "presenter.ui") for i in found if any(begins(i, x) for x in inner)]
    assert not knows


PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_table_of_the_page_is_the_one_that_is_held() -> None:
    told = {f"presenter.{name}": int(row[1]) for row in re.finditer(r"^(\d)  (.+?)   ", PAGE, re.M) for name in row[2].split()}
    assert told == {name: level for name, level in LEVELS.items() if name not in ("presenter", "presenter.__main__")}


def test_every_room_and_every_file_beside_them_is_on_the_page() -> None:
    rooms = re.search(r"^## Rooms\n+```\n(.+?)^```", PAGE, re.M | re.S)
    assert rooms
    there = {path.name + "/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    there |= {path.name for path in PACKAGE.glob("*.py") if not path.name.startswith("_")}
    assert {name for name in there if name not in rooms[1]} == set()


def test_every_file_that_the_page_names_exists() -> None:
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_*]+(?:\.py)?)`", PAGE))
    assert named and {name for name in named if not any(any(base.glob(name.rstrip("/"))) for base in (PACKAGE, ROOT))} == set()
