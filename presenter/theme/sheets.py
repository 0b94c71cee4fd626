"""A Marp theme's name + the deck's folder -> the theme's CSS, if it lies there."""

from __future__ import annotations

import re
from pathlib import Path

from presenter.files import read_start

LARGEST = 400_000  # bytes of a style sheet that are read
MOST = 40  # style sheets that are looked at


def theme_css(name: str, folder: Path | None) -> str:
    """The CSS of theme `name`: `name.css`, or a style sheet that says `@theme name`, beside the deck, in `themes`
    or `.marp` there, or in `.marp` of a folder above. "" if there is none."""
    if not name or folder is None or not re.fullmatch(r"[\w][\w .-]{0,80}", name):
        return ""
    wanted = re.compile(rf"@theme\s+{re.escape(name)}\s*(?:\*/|$)", re.M)
    for path in _candidates(name, folder):
        css = _read(path)
        if css and (path.stem == name or wanted.search(css)):
            return css
    return ""


def sheet_folders(folder: Path) -> list[Path]:
    """Where a deck in `folder` may have its style sheets."""
    return [folder, folder / "themes", *(above / ".marp" for above in (folder, *list(folder.absolute().parents)[:4]))]


def _candidates(name: str, folder: Path) -> list[Path]:
    paths: list[Path] = []
    for place in sheet_folders(folder):
        try:
            paths += sorted(place.glob("*.css"))[:MOST]
        except OSError:
            continue
    return sorted(paths[:MOST], key=lambda path: path.stem != name)


def _read(path: Path) -> str:
    try:
        return read_start(path, LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
