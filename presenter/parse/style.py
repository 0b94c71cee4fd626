"""CSS text -> Sheet: the rules that are honoured, and the names of what is left out."""

from __future__ import annotations

from dataclasses import dataclass

from presenter.model import StyleRule


@dataclass(frozen=True, eq=False)
class Sheet:
    """A style sheet read; compared by identity, so that it is cheap in a memo key."""

    rules: tuple[StyleRule, ...] = ()
    left_out: tuple[str, ...] = ()


NO_SHEET = Sheet()


def read_sheet(css: str) -> Sheet:
    """Read CSS. Never raises."""
    return NO_SHEET
