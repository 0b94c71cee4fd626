"""When slides should be left, and being late or early."""

from __future__ import annotations

import pytest

from presenter.talk.pace import Plan, behind, plan


def test_evenly_over_the_talk() -> None:
    made = plan([None] * 4, [False, False, True, False], 600.0)
    assert made == Plan((200.0, 400.0, 400.0, 600.0))
    assert made.total == 600.0


def test_slides_that_ask_and_the_rest() -> None:
    assert plan([60.0, None, None], [False] * 3, 300.0) == Plan((60.0, 180.0, 300.0))
    assert plan([60.0, None, 120.0], [False] * 3, None) == Plan((60.0, 150.0, 270.0))
    assert plan([400.0, None, 10.0], [False] * 3, 300.0) == Plan((400.0, 400.0, 300.0))  # asks for more than there is


def test_nothing_said_is_no_plan() -> None:
    assert plan([None, None], [False, False], None) is None
    assert plan([], [], 600.0) is None


@pytest.mark.parametrize(
    ("slide", "elapsed", "late"),
    [(0, 30.0, 0.0), (0, 100.0, 0.0), (0, 130.0, 30.0), (1, 90.0, -10.0), (1, 150.0, 0.0), (2, 320.0, 20.0), (7, 50.0, 0.0)],
)
def test_late_and_early(slide: int, elapsed: float, late: float) -> None:
    made = plan([None] * 3, [False] * 3, 300.0)
    assert made is not None
    assert behind(made, slide, elapsed) == late


def test_past_the_end_everything_is_late() -> None:
    made = plan([400.0, None, 10.0], [False] * 3, 300.0)
    assert made is not None
    assert behind(made, 0, 350.0) == 50.0
    assert behind(made, 1, 350.0) == 50.0
