"""What a person can do, declared once: a Command has an id, a title, keys, a menu, when it is enabled and what it does.

Keys are written as Qt's portable text ("Ctrl+O", "PgDown"), without needing Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

App = TypeVar("App", contravariant=False)


def always(app: Any) -> bool:
    """A command that can be used at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Command(Generic[App]):
    """A named thing a person can do. `title` may hold the `&` of a menu's mnemonic and is translated where it is
    shown; `menu` is "" when it stands in none. `scans` are keyboard positions (Linux: evdev + 8) that work
    whatever the keyboard's layout; `repeats` whether holding the key does it again; `remote` whether a remote
    control may do it; `checked` makes it a switch."""

    id: str
    title: str
    run: Callable[[App], None]
    keys: tuple[str, ...] = ()
    menu: str = ""
    enabled: Callable[[App], bool] = always
    remote: bool = False
    repeats: bool = False
    scans: tuple[int, ...] = ()
    checked: Callable[[App], bool] | None = None


def by_id(commands: tuple[Command[App], ...], name: str) -> Command[App]:
    """The command called `name`; KeyError if there is none."""
    for command in commands:
        if command.id == name:
            return command
    raise KeyError(name)
