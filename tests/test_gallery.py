"""The gallery's pictures have the form of the slides that were asked for."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from presenter import cli, gallery
from presenter.data import data_folder
from presenter.parse.deck import parse
from presenter.store.assets import AssetStore


@pytest.mark.parametrize(("size", "pixels"), [((960.0, 540.0), (640, 360)), ((720.0, 540.0), (640, 480))])
def test_pictures_have_the_slides_form(size: tuple[float, float], pixels: tuple[int, int], app: object) -> None:
    from PIL import Image

    decks = data_folder("decks")
    deck = parse((decks / "gallery.md").read_text(encoding="utf-8"), folder=decks)
    deck = replace(deck, settings=replace(deck.settings, size=size), slides=deck.slides[:2])
    assets = AssetStore(decks, blocking=True)
    shown = list(gallery._drawn(deck, assets, "plain", "light", None))
    assets.close()
    assert [one.layout for one in shown] == ["title", "section"]
    assert {Image.open(io.BytesIO(one.picture)).size for one in shown} == {pixels}


def test_another_form_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["themes", "--gallery", "--size", "7:3"]) == 2
    assert "7:3" in capsys.readouterr().err
