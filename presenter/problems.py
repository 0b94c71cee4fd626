"""What goes wrong, as values: a Problem is told to the author; a UserError is the world's refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a Problem matters: `error` and `warning` make `presenter check` exit with 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the author; a value, never raised.

    `code` is a stable kebab-case name, `message` says what is wrong, `hint` how to mend it.
    Inside a Slide or a Scene `line` is counted from 0 at the slide's first line and `slide` is None;
    `at` turns that into what people read: slide and line of the file, both counted from 1.
    """

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.WARNING
    line: int | None = None
    slide: int | None = None

    def at(self, slide: int, first_line: int) -> Problem:
        """This Problem placed in the file: `slide` and `first_line` counted from 0."""
        return replace(self, slide=slide + 1, line=first_line + (self.line or 0) + 1)


# what is the same wherever it is met: a footer's picture on every slide, a font
_ONCE = frozenset(("font-missing", "picture-remote", "picture-missing", "picture-outside"))


def told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Placed Problems in the order of the file, each once; a file or a font that cannot be had only where it is first needed."""
    seen: dict[object, Problem] = {}
    for problem in sorted(problems, key=lambda p: (p.line or 0, p.slide or 0)):
        seen.setdefault((problem.code, problem.message) if problem.code in _ONCE else problem, problem)
    return tuple(seen.values())


class UserError(Exception):
    """The world refused (no such file, disk full): one clear line and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}: {self.hint}" if self.hint else self.message


class Cancelled(Exception):
    """A person stopped a long piece of work; nothing was written."""
