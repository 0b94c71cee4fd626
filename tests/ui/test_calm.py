"""The garbage collector waits for quiet."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from time import monotonic

import pytest

from presenter.ui.calm import Calm


class Knot:
    """Keeps itself alive until a collection."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def collector() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_cycles_are_collected_after_a_quiet_moment_and_not_before(app: object, collector: None) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop, QObject

    parent = QObject()
    calm = Calm(parent)
    knot = weakref.ref(Knot())
    assert not gc.isenabled()
    assert knot() is not None
    calm.stir()
    end = monotonic() + 10
    while knot() is not None and monotonic() < end:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
    assert knot() is None
