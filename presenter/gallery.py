"""Every layout of every theme and variant, drawn from decks/gallery.md → one web page with the pictures inside."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from presenter.data import data_folder
from presenter.files import atomic

if TYPE_CHECKING:
    from presenter.model import Deck
    from presenter.store.assets import AssetStore
    from presenter.theme import ThemeInfo

WIDTH = 640  # pixels of a picture; shown at half that, so that it is sharp on any screen
WIDE = (960.0, 540.0)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Shown:
    """One slide as drawn: the name of its layout, its title, its picture (JPEG)."""

    layout: str
    title: str
    picture: bytes


def write(path: Path, folder: Path | None = None, progress: Progress = lambda done, total: None, size: tuple[float, float] = WIDE) -> int:
    """Write the page to `path`, its slides `size` points large; the themes beside a deck in `folder` are shown too. Returns
    how many pictures it holds.

    Raises UserError when the world refuses, Cancelled when a person stops it."""
    from presenter import theme
    from presenter.parse.deck import parse
    from presenter.qt.application import application
    from presenter.store.assets import AssetStore

    application()
    decks = data_folder("decks")
    assets = AssetStore(decks, blocking=True)
    deck = parse((decks / "gallery.md").read_text(encoding="utf-8"), folder=decks)
    deck = replace(deck, settings=replace(deck.settings, size=size))
    themes = theme.available(folder)
    total, count = sum(len(info.variants) for info in themes), 0
    try:
        with atomic(path) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(_head(themes))
            done = 0
            for info in themes:
                file.write(f'<section id="{escape(info.name)}">\n<h2>{escape(info.title)}</h2>\n{_about(info, folder)}')
                for variant in info.variants:
                    shown = list(_drawn(deck, assets, info.name, variant, folder))
                    file.write(_variant(info.name, variant, shown, _height(size)))
                    count, done = count + len(shown), done + 1
                    progress(done, total)
                file.write("</section>\n")
            file.write("</main>\n</body>\n</html>\n")
    finally:
        assets.close()
    return count


def _drawn(deck: Deck, assets: AssetStore, name: str, variant: str, folder: Path | None) -> Iterator[Shown]:
    """The gallery's slides in one theme and variant."""
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.qt.images import Images
    from presenter.qt.jpeg import jpeg
    from presenter.qt.shaper import QtShaper

    look, _ = theme.load(name, replace(deck.settings, theme=name), folder, variant)
    show, images = arrange_show(deck, look, QtShaper(look.fonts), assets), Images()
    for index, slide in enumerate(deck.slides):
        scene = show.scene(index)
        yield Shown(scene.layout, slide.title, jpeg(scene, WIDTH, _height(scene.size), images))


def _height(size: tuple[float, float]) -> int:
    return round(WIDTH * size[1] / size[0])


# ---------------------------------------------------------------- the page

_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f24; --quiet: #5b626d; --ground: #f4f4f2; --edge: #d5d6d3; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceef0; --quiet: #a4abb5; --ground: #17191c; --edge: #33373d; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main, nav { max-width: 1400px; margin: 0 auto; padding: 24px; }
h1 { margin: 0 0 8px; font-size: 28px; } h2 { margin: 48px 0 0; font-size: 24px; } h3 { margin: 20px 0 10px; font-size: 16px; }
p { margin: 4px 0 0; color: var(--quiet); } code { font-size: 14px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 12px 0 0; padding: 0; list-style: none; }
a { color: inherit; }
.slides { display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 16px; }
figure { margin: 0; } figcaption { color: var(--quiet); font-size: 13px; }
img { display: block; width: 100%; height: auto; border: 1px solid var(--edge); box-sizing: border-box; }
"""


def _head(themes: list[ThemeInfo]) -> str:
    links = "".join(f'<li><a href="#{escape(info.name)}">{escape(info.title)}</a></li>\n' for info in themes)
    policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Themes</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<nav>\n<h1>Themes</h1>\n"
        "<p>Every layout of every theme. A deck names them at its top: <code>theme: light</code>, <code>variant: dark</code>; "
        "a slide names a layout: <code>&lt;!-- _layout: agenda --&gt;</code>.</p>\n"
        f"<ul>\n{links}</ul>\n</nav>\n<main>\n"
    )


def _about(info: ThemeInfo, folder: Path | None) -> str:
    from presenter import theme

    look, _ = theme.load(info.name, None, folder)
    fonts = ", ".join(dict.fromkeys(family.name for family in look.fonts.values()))
    return f"<p>{escape(look.description)}</p>\n<p>{escape(fonts)}</p>\n"


def _variant(name: str, variant: str, shown: list[Shown], height: int) -> str:
    figures = "".join(
        f'<figure><img width="{WIDTH}" height="{height}" loading="lazy" alt="{escape(one.title or one.layout)}" '
        f'src="data:image/jpeg;base64,{base64.b64encode(one.picture).decode("ascii")}">'
        f"<figcaption>{escape(one.layout)}</figcaption></figure>\n"
        for one in shown
    )
    return f'<h3 id="{escape(name)}-{escape(variant)}">{escape(variant)}</h3>\n<div class="slides">\n{figures}</div>\n'
