"""Blocks of speaker notes -> items for paper: dark words on white, from (0, 0) down, as tall as they are."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from presenter import theme as themes
from presenter.layout.room import Room
from presenter.layout.shaper import Assets, Shaper
from presenter.layout.stack import pieces_of, stack
from presenter.model import Blocks
from presenter.scene import Item
from presenter.theme.model import Theme

SIZE = 11.0  # points of running text on paper


@lru_cache(maxsize=8)
def paper_theme(look: Theme) -> Theme:
    """A plain look in the fonts of the deck."""
    plain, _ = themes.load("light")
    return replace(plain, fonts=look.fonts, gap=6.0, paragraph_gap=4.0, radius=3.0, inverted=None, logo=None)


def note_items(blocks: Blocks, look: Theme, shaper: Shaper, assets: Assets, width: float, lang: str = "") -> tuple[Item, ...]:
    """The notes set `width` points wide. Never raises for anything an author can write."""
    if not blocks:
        return ()
    plain = paper_theme(look)
    zoom = SIZE / plain.style("body").size
    room = Room(plain, plain.layouts["content"], shaper, assets, zoom=zoom, lang=lang, height=300.0)
    whole = stack(pieces_of(blocks, room, width), room, width)
    return whole.place(whole.natural)
