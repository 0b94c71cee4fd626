"""Times asked for and the talk's length → when each slide should be left, and how far the talk is behind that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

CALM_SECONDS = 60.0  # nobody is told of less


@dataclass(frozen=True, slots=True)
class Plan:
    """`ends[i]` is the second of the talk at which slide i should be left; the last is the talk's length."""

    ends: tuple[float, ...]

    @property
    def total(self) -> float:
        """How long the talk may take, seconds."""
        return self.ends[-1]


def plan(times: Sequence[float | None], passed: Sequence[bool], length: float | None) -> Plan | None:
    """A plan from the seconds each slide asks for (None: nothing said) and the talk's length; slides that are
    `passed` over take none. What the slides that ask leave is shared evenly by the others; without a length the
    others take as long as those that ask do on average. None when nothing is said at all.
    """
    asked = [time for time, out in zip(times, passed, strict=True) if time is not None and not out]
    silent = sum(time is None and not out for time, out in zip(times, passed, strict=True))
    if not times or (length is None and not asked):
        return None
    spare = sum(asked) / len(asked) * silent if length is None else max(0.0, length - sum(asked))
    share = spare / silent if silent else 0.0
    needs = [0.0 if out else share if time is None else time for time, out in zip(times, passed, strict=True)]
    ends = list(accumulate(needs))
    if length is not None:
        ends[-1] = length  # the talk may last as long as it may, whatever the slides add up to
    return Plan(tuple(ends))


def share(made: Plan | None, slide: int) -> float | None:
    """The seconds that slide `slide` should take; None without a plan."""
    if made is None or not 0 <= slide < len(made.ends):
        return None
    return max(0.0, made.ends[slide] - (made.ends[slide - 1] if slide else 0.0))


def duration(seconds: float) -> str:
    """`m:ss`, from an hour on `h:mm:ss`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def behind(made: Plan, slide: int, elapsed: float) -> float:
    """Seconds the talk is late (negative: early) at `elapsed` seconds; 0 while this slide's own time runs."""
    if not 0 <= slide < len(made.ends):
        return 0.0
    start = min(made.ends[slide - 1], made.total) if slide else 0.0
    end = min(made.ends[slide], made.total)
    return elapsed - end if elapsed > end else min(0.0, elapsed - start)
