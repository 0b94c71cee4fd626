"""The one place where things attach: exporters, block placers, fences, dialects, theme folders.

Rooms further out register here when they are imported; rooms further in look things up here and know nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

# export format -> "module:function" with `write(show, path, options) -> Report`; a string, so that `--help` and
# `presenter present` never import python-pptx
EXPORTERS: dict[str, str] = {
    "pptx": "presenter.export.pptx:write",
    "html": "presenter.export.html:write",
    "pdf": "presenter.qt.paper:write_pdf",
    "png": "presenter.qt.pages:write_png",
    "svg": "presenter.qt.pages:write_svg",
    "txt": "presenter.export.notes:write_text",
    "md": "presenter.export.notes:write_markdown",
}

# Markdown slide dialects: name -> "module:attribute" of a parse.dialect.Dialect; imported when a deck is written in it
DIALECTS: dict[str, str] = {
    name: f"presenter.dialects.{name}:DIALECT" for name in ("marp", "pandoc", "reveal", "remark", "slidev", "presenterm", "deckset")
} | {"xaringan": "presenter.dialects.remark:XARINGAN", "slides": "presenter.dialects.terminals:DIALECT"}

# block type -> function that places it (see layout/flow.py); filled by the files of blocks/
PLACERS: dict[type, Callable[..., Any]] = {}

# layout name -> function that sets the body of such a slide side by side; filled by blocks/arrangements.py
ARRANGEMENTS: dict[str, Callable[..., Any]] = {}

# folders in which themes are looked for, first hit wins; each theme is a folder with a theme.toml
THEME_FOLDERS: list[Path] = []


def placer(kind: type) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorator: this function places blocks of `kind`."""

    def attach(fn: Callable[..., Any]) -> Callable[..., Any]:
        PLACERS[kind] = fn
        return fn

    return attach


def exporter(name: str) -> Callable[..., Any]:
    """The `write` function of export format `name`, imported now."""
    from importlib import import_module

    module, _, function = EXPORTERS[name].partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]
