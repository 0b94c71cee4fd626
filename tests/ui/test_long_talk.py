"""A talk of very many steps: memory stays flat, and no reference to None is lost."""

from __future__ import annotations

import gc
import random
import sys
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtWidgets import QApplication

from presenter.app import Project, _hopper
from presenter.commands.command import by_id
from presenter.commands.show import SHOW
from presenter.store.document import Document
from presenter.ui.show.stage import LiveStage
from tests.bench import decks
from tests.test_soak import resident

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads memory as Linux tells it")

WAYS = ("next",) * 12 + ("previous", "black", "black", "freeze", "freeze", "next-section", "back", "laser", "laser", "zoom", "first")


def give(folder: Path, slides: int, count: int, warm: int) -> tuple[float, int]:
    """MB that memory grew in so many steps after `warm` ones that fill every memo, and references to None that were lost."""
    dice = random.Random(1)
    project = Project(Document(decks.write(folder, slides)), _hopper(QApplication.instance()))
    stage = LiveStage(project, windowed=(960, 540))
    stage.start()
    first, nothing = 0.0, 0
    for turn in range(warm + count):
        by_id(SHOW, dice.choice(WAYS)).run(stage)
        QApplication.processEvents()
        if turn == warm:
            first, nothing = resident(), sys.getrefcount(None)
    gc.collect()
    lost = nothing - sys.getrefcount(None)
    assert stage.running
    grown = resident() - first
    stage.end()
    project.close()
    return grown, lost


def held(grown: float, lost: int, count: int) -> None:
    # PySide6 6.11 adds six references to None for every fresh picture that was painted on (lost is below zero then): a number that
    # grows and harms nobody; one that falls would end the program
    print(f"{count} steps: memory grew by {grown:.1f} MB, {lost} references to None lost")
    assert grown < 20
    assert sys.version_info >= (3, 12) or lost < count / 10


def test_some_hundred_steps(app: object, tmp_path: Path) -> None:
    held(*give(tmp_path, 12, 600, 600), 600)


@pytest.mark.soak
def test_a_hundred_thousand_steps(app: object, tmp_path: Path) -> None:
    held(*give(tmp_path, 40, 100_000, 4000), 100_000)
