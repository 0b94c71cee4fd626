"""A class of ours that overrides Qt → the same class, whose faults reach `sys.excepthook` and never Qt.

An exception that leaves an override while Python called Qt (`widget.repaint()`, `show()`, `resize()`) is kept by shiboken and raised
from some later call, in code that has nothing to do with it; one without a value (what `next()` raises) ends the process. Neither may
end a talk, so no exception leaves an override at all.
"""

from __future__ import annotations

import inspect
import sys
import traceback
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject

VARIABLE = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS
ANSWERS: dict[str, Any] = {"event": False, "eventFilter": False, "rowCount": 0, "columnCount": 0, "data": None}
"""What Qt is told when an override failed; a handler of an event answers nothing, all else is asked of the class below."""


def guard_overrides() -> None:
    """Guard every class that is derived from Qt's from now on."""
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[method-assign, assignment, arg-type]


def overrides(made: type) -> list[str]:
    """The names of the methods with which `made` itself overrides Qt's."""
    below = [base for base in made.__mro__[1:] if base.__module__.startswith("PySide6.")]
    return [
        name
        for name, found in vars(made).items()
        if isinstance(found, FunctionType) and not name.startswith("__") and any(name in vars(base) for base in below)
    ]


def report(error: Exception) -> None:
    """Give a fault of ours to the excepthook, and let go of what its frames hold: a painter that lives on ends all painting."""
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        traceback.clear_frames(error.__traceback__)


def _guard(made: type, **words: Any) -> None:
    super(QObject, made).__init_subclass__(**words)  # type: ignore[misc]
    for name in overrides(made):
        setattr(made, name, _guarded(made, name, vars(made)[name]))


def _guarded(made: type, name: str, run: FunctionType) -> Callable[..., Any]:
    """`run` that never raises; it takes exactly what `run` takes, because PySide counts a slot's parameters."""

    def rescue(error: Exception, *given: Any) -> Any:
        report(error)
        if name in ANSWERS or name.endswith("Event"):
            return ANSWERS.get(name)
        return getattr(super(made, given[0]), name)(*given[1:])

    count = run.__code__.co_argcount
    plain = 1 <= count <= 3 and not run.__defaults__ and not run.__kwdefaults__ and not run.__code__.co_flags & VARIABLE
    return wraps(run)(((_one, _two, _three)[count - 1] if plain else _many)(run, rescue))


def _one(run: Callable[..., Any], rescue: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: Any) -> Any:
        try:
            return run(self)
        except Exception as error:
            return rescue(error, self)

    return guarded


def _two(run: Callable[..., Any], rescue: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: Any, one: Any) -> Any:
        try:
            return run(self, one)
        except Exception as error:
            return rescue(error, self, one)

    return guarded


def _three(run: Callable[..., Any], rescue: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: Any, one: Any, two: Any) -> Any:
        try:
            return run(self, one, two)
        except Exception as error:
            return rescue(error, self, one, two)

    return guarded


def _many(run: Callable[..., Any], rescue: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: Any, *given: Any, **named: Any) -> Any:
        try:
            return run(self, *given, **named)
        except Exception as error:
            return rescue(error, self, *given)

    return guarded
