"""LaTeX as people write it → LaTeX as ziamath reads it."""

from __future__ import annotations


class BadLatex(Exception):
    """The formula cannot be read; `hint` says how to mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def rewrite(tex: str) -> str:
    """The formula in the words that ziamath knows. Raises BadLatex."""
    tex = tex.strip()
    if not tex:
        raise BadLatex("it is empty")
    if len(tex) > 20_000:
        raise BadLatex("it is too long", "split it into several formulas")
    return tex
