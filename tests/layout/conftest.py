"""Markdown → Scenes, through the real parser, theme, shaper and assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presenter.scene import Group, Item, Scene, Text

Arrange = Callable[..., list[Scene]]


@pytest.fixture
def arrange(tmp_path: Path, app: object) -> Iterator[Arrange]:
    """`arrange(markdown)`: the deck's Scenes; pictures are looked for in `tmp_path`."""
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.parse.deck import parse
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    stores: list[AssetStore] = []

    def run(text: str, name: str = "light") -> list[Scene]:
        deck = parse(text, folder=tmp_path)
        look, _ = theme.load(deck.settings.theme or name, deck.settings, tmp_path)
        stores.append(AssetStore(tmp_path, blocking=True, cache=tmp_path / "cache"))
        show = arrange_show(deck, look, QtShaper(look.fonts), stores[-1], tmp_path / "deck.md")
        return [show.scene(i) for i in range(len(deck.slides))]

    yield run
    for store in stores:
        store.close()


def flat(items: tuple[Item, ...]) -> list[Item]:
    """Every item, those inside groups too."""
    found: list[Item] = []
    for item in items:
        found.append(item)
        if isinstance(item, Group):
            found += flat(item.items)
    return found


def texts(scene: Scene, role: str = "") -> list[Text]:
    """The scene's Texts, of one role if asked."""
    return [i for i in flat(scene.items) if isinstance(i, Text) and (not role or i.role == role)]


def words(scene: Scene) -> str:
    """All that the scene says."""
    return "\n".join(p.text for t in texts(scene) for p in t.paragraphs)
