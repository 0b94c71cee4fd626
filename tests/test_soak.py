"""The long counts: many random texts, many paints, long decks, and memory that stays flat. Short here, long by `make soak`."""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from presenter.parse.deck import parse
from tests.bench import decks

ROOT = Path(__file__).resolve().parent.parent
PIECES = (
    "---\n", "\n---\n\n", "# ", "## ", "- ", "  - ", "1. ", "1) ", "* ", "> ", "> [!NOTE]\n", "```", "```python {1|2}\n",
    "```mermaid\n", "$$\n", "$x$", "![", "](", ")", "![bg right](x.png)", "<!-- ", " -->", "<!-- _class: ", "<!-- fit -->", "<style>",
    "</style>", "<div>", "</div>", "::: ", ":::\n", "::: columns\n", "::: column\n", ". . .\n", "| a | b |\n", "|---|--:|\n", "[^1]",
    "[^1]: ", "{.step}", "{#id .c k=v}", "\n", "\n\n", "\t", "    ", "**", "_", "`", "~~", "==", "^", "~", ":rocket:",
    "https://example.org ", "&amp;", "\\", "\x00", "\u2028", "\xa0", "\ufeff", "\U0001f469\u200d\U0001f4bb", "שלום ", "مرحبا ", "日本語",
    "word ", "more words ", "headingDivider: 2\n", "marp: true\n", "theme: dark\n", "a: [b\n", "layout: quote\n",
)  # fmt: skip


def text_of(dice: random.Random) -> str:
    return "".join(dice.choice(PIECES) for _ in range(dice.randint(1, 60)))


def shower() -> tuple[Callable[[str], Any], Any]:
    """A function from text to a Show, with one theme and no folder of pictures."""
    from presenter import theme
    from presenter.layout.arrange import arrange_show
    from presenter.qt.application import application
    from presenter.qt.shaper import QtShaper
    from presenter.store.assets import AssetStore

    application(widgets=True)
    look, _ = theme.load("light")
    shaper, assets = QtShaper(look.fonts), AssetStore(None)
    return (lambda text: arrange_show(parse(text), look, shaper, assets, None)), assets


def resident() -> float:
    """Memory of this process in MB."""
    gc.collect()
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def lay_out_random_texts(count: int, seed: int) -> None:
    show_of, assets = shower()
    dice = random.Random(seed)
    for turn in range(count):
        text = text_of(dice)
        begun = time.process_time()
        try:
            show = show_of(text)
            for index in range(len(show.deck.slides)):
                show.scene(index)
        except Exception as error:
            raise AssertionError(f"turn {turn}: {text!r}") from error
        assert time.process_time() - begun < 5, f"turn {turn}: {time.process_time() - begun:.1f} s for {text!r}"
    assets.close()


def test_random_texts_never_raise() -> None:
    lay_out_random_texts(150, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_random_texts_never_raise(seed: int) -> None:
    lay_out_random_texts(1000, seed=100 + seed)


def paint_many(folder: Path, count: int) -> float:
    """Paint the slides of a mixed deck `count` times; MB that memory grew after the first fifth."""
    from PySide6.QtGui import QImage, QPainter

    from presenter.qt.paint import paint

    show_of, assets = shower()
    show = show_of(decks.write(folder, 20).read_text(encoding="utf-8"))
    scenes = [show.scene(index) for index in range(20)]
    image = QImage(960, 540, QImage.Format.Format_RGB32)
    nothing, first = sys.getrefcount(None), 0.0
    for turn in range(count):
        painter = QPainter(image)
        paint(scenes[turn % 20], painter, 0)
        painter.end()
        if turn == count // 5:
            first = resident()  # collects what other tests left, which held None too
            nothing = sys.getrefcount(None)
    gc.collect()
    lost = nothing - sys.getrefcount(None)
    assets.close()
    if sys.version_info < (3, 12):  # from 3.12 on None is immortal
        assert lost < count / 10, f"{lost} references to None were lost in {count} paints: is this PySide6 6.12.0?"
    return resident() - first


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads memory as Linux tells it")
def test_painting_keeps_memory_and_none(tmp_path: Path) -> None:
    assert paint_many(tmp_path, 1500) < 15


@pytest.mark.soak
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads memory as Linux tells it")
def test_twenty_thousand_paints_keep_memory(tmp_path: Path) -> None:
    assert paint_many(tmp_path, 20_000) < 15


def test_ten_thousand_slides_open_fast() -> None:
    text = "\n---\n\n".join(f"# Slide {i}\n\n- one\n- two\n" for i in range(10_000))
    begun = time.process_time()
    show_of, assets = shower()
    show = show_of(text)
    assert len(show.deck.slides) == 10_000
    show.scene(0)
    show.scene(9_999)
    assets.close()
    assert time.process_time() - begun < 10


@pytest.mark.soak
@pytest.mark.parametrize("form", ["pptx", "pdf", "png", "html"])
def test_a_thousand_slides_go_out(form: str, tmp_path: Path) -> None:
    from presenter.cli import main

    deck = decks.write(tmp_path, 1000)
    begun = time.process_time()
    size = ["--size", "960x540"] if form == "png" else []
    assert main(["export", str(deck), "--to", form, *size]) == 0
    print(f"\n1,000 slides to {form}: {time.process_time() - begun:.1f} s, {resident():.0f} MB")


@pytest.mark.soak
def test_typing_for_long_keeps_memory(tmp_path: Path) -> None:
    """5,000 keystrokes into one paragraph of a deck of 1,000 slides, each shown; the paragraph grows far beyond what fits."""
    from presenter.qt.render import image

    show_of, assets = shower()
    text = decks.write(tmp_path, 1000).read_text(encoding="utf-8")
    first, begin = 0.0, text.index("\n", len(text) // 2) - 1
    for turn in range(5000):
        at = begin + turn
        text = text[:at] + "abcdefgh "[turn % 9] + text[at:]
        show = show_of(text)
        image(show.scene(show.deck.slide_at(at)), 960, 540, 0)
        if turn == 1000:
            first = resident()
    assets.close()
    assert resident() - first < 40
