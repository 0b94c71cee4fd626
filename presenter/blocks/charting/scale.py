"""Numbers -> an axis with round steps (1, 2, 5), and how its numbers are written on the slide and in a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MOST_TICKS = 24
THOUSANDS = 1000.0  # from here on they are parted
_COMMA = frozenset(("de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "no", "fi", "ru", "uk", "el", "tr", "id", "hu", "ro"))
_SPACED = frozenset(("fr", "pl", "cs", "sv", "nb", "no", "fi", "ru", "uk", "hu"))
_LARGE = {"de": ("Mio.", "Mrd."), "fr": ("M", "Md"), "es": ("M", "mil M"), "ru": ("млн", "млрд")}


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with a line every `step`."""

    low: float
    high: float
    step: float

    def share(self, value: float) -> float:
        """Where `value` lies, 0 at `low` and 1 at `high`; never outside."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))

    @property
    def ticks(self) -> list[float]:
        """The values that have a line."""
        first = math.ceil(self.low / self.step - 1e-9)
        last = math.floor(self.high / self.step + 1e-9)
        return [n * self.step for n in range(first, min(last, first + 60) + 1)]


def nice_step(span: float, count: int) -> float:
    """The least of 1, 2, 5 x 10^n that covers `span` in `count` steps."""
    raw = span / max(1, count)
    base = 10.0 ** math.floor(math.log10(raw))
    return next((m * base for m in (1.0, 2.0, 5.0) if m * base >= raw * (1 - 1e-9)), 10.0 * base)


def scale_of(
    values: Iterable[float],
    count: int,
    *,
    zero: bool = True,
    near: float = 0.6,
    low: float | None = None,
    high: float | None = None,
    tight: bool = False,
) -> Scale:
    """The axis for `values` in about `count` steps: from zero where `zero`, or where the least is below the share `near`
    of the most; ends asked for are kept. `tight`: it ends where the values do, for a chart that writes its numbers
    instead of an axis."""
    found = list(values) or [0.0, 1.0]
    least, most = min(found), max(found)
    if zero or (least > 0 and least < near * most) or (most < 0 and most > near * least):
        least, most = min(0.0, least), max(0.0, most)
    if low is not None:
        least = low
    if high is not None:
        most = high
    if not most - least > max(abs(most), abs(least)) * 1e-9:
        least, most = (least, least + 1.0) if least == 0 else (min(0.0, most), max(0.0, most))
        low = high = None
    step = nice_step(most - least, min(count, _MOST_TICKS))
    if tight:
        return Scale(least, most, step)
    start = least if low is not None else math.floor(least / step + 1e-9) * step
    end = most if high is not None else math.ceil(most / step - 1e-9) * step
    return Scale(start, end, step)


def paired(left: Scale, values: Iterable[float]) -> tuple[Scale, Scale]:
    """A second axis for `values` whose lines and zero are the first one's, which reaches below zero where they do."""
    found = list(values)
    least, most = min(0.0, *found), max(0.0, *found)
    above, below = max(1, round(max(0.0, left.high) / left.step)), round(-min(0.0, left.low) / left.step)
    need = max(most / above, -least / max(above, below), 1e-9)
    step = _round_up(need)
    below = max(below, math.ceil(-least / step - 1e-9))
    low, high = min(left.low, -below * left.step), above * left.step
    return Scale(low, high, left.step), Scale(-below * step, above * step, step)


def _round_up(value: float) -> float:
    base = 10.0 ** math.floor(math.log10(value))
    return next(m * base for m in (1.0, 2.0, 2.5, 5.0, 10.0) if m * base >= value * (1 - 1e-9))


# ---------------------------------------------------------------- figures


@dataclass(frozen=True, slots=True)
class Figures:
    """How numbers are written: with `decimals`, in units of `divisor`, thousands parted where `grouped`."""

    decimals: int
    prefix: str = ""
    suffix: str = ""
    divisor: float = 1.0
    lang: str = ""
    grouped: bool = False

    def text(self, value: float) -> str:
        """`value` as it stands on the slide."""
        mark = "," if self.grouped else ""
        digits = f"{abs(value) / self.divisor:{mark}.{self.decimals}f}"
        if self.lang in _COMMA:
            space = "\u202f" if self.lang in _SPACED else "."
            digits = digits.replace(",", "\0").replace(".", ",").replace("\0", space)
        sign = "\u2212" if value < 0 and float(f"{abs(value) / self.divisor:.{self.decimals}f}") else ""
        return f"{sign}{self.prefix}{digits}{self.suffix}"

    @property
    def code(self) -> str:
        """The number format of a spreadsheet that writes the same."""
        body = ("#,##0" if self.grouped else "0") + (f".{'0' * self.decimals}" if self.decimals else "")
        body += "," * round(math.log10(self.divisor) / 3)
        before, behind = _quoted(self.prefix), _quoted(self.suffix)
        return f"{before}{body}{behind};{_quoted(chr(0x2212) + self.prefix)}{body}{behind}"


def _quoted(text: str) -> str:
    clean = text.replace('"', "").replace("\\", "")
    return f'"{clean}"' if clean else ""


def figures_for(values: Sequence[float], prefix: str, suffix: str, lang: str, decimals: int | None = None) -> Figures:
    """The figures for numbers at the points: as many decimals as they have, as few as their size asks."""
    top = max((abs(v) for v in values), default=0.0)
    tongue = lang.partition("-")[0].lower()
    divisor, word = _divisor(top, tongue)
    small = top / divisor
    cap = 0 if small >= 1000 else 1 if small >= 100 else 2 if small >= 1 or not small else 4
    cap = min(cap, 1 if small >= 10 else 2) if divisor > 1 else cap
    seen = max((_decimals(v / divisor, cap) for v in values), default=0)
    return Figures(seen if decimals is None else decimals, prefix, word + suffix, divisor, tongue, small >= THOUSANDS)


def figures_of(scale: Scale, prefix: str, suffix: str, lang: str, grouped: float = THOUSANDS) -> Figures:
    """The figures for an axis: just enough decimals for its step. `grouped`: from where on thousands are parted."""
    tongue = lang.partition("-")[0].lower()
    top = max(abs(scale.low), abs(scale.high))
    divisor, word = _divisor(top, tongue)
    seen = max(_decimals(tick / divisor, 9) for tick in scale.ticks or [scale.low])
    return Figures(seen, prefix, word + suffix, divisor, tongue, top / divisor >= grouped)


def _divisor(top: float, tongue: str) -> tuple[float, str]:
    """What large numbers are counted in, and its word."""
    million, milliard = _LARGE.get(tongue, ("M", "bn"))
    if top >= 1e9:
        return 1e9, f"\u00a0{milliard}"
    return (1e6, f"\u00a0{million}") if top >= 1e6 else (1.0, "")


def _decimals(value: float, most: int) -> int:
    """How many decimals write `value` to `most` places."""
    written = f"{abs(value):.{most}f}"
    return len(written.rstrip("0").partition(".")[2]) if "." in written else 0
