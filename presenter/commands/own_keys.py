"""Keys a person has chosen for commands → the keys each command has, and who else has a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from presenter.commands.command import Command

Own = Mapping[str, tuple[str, ...]]  # a command's id → its keys, perhaps none; a command not named here keeps those of the program
MOST = 6  # keys of one command


def read(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The keys in a table of the settings; what is no list of names is left out."""
    return {
        name: tuple(keys[:MOST])
        for name, keys in table.items()
        if isinstance(keys, list) and all(isinstance(key, str) and 0 < len(key) < 60 for key in keys)
    }


def write(own: Own, commands: Sequence[Command[Any]]) -> dict[str, list[str]]:
    """The table for the settings: only what differs from the program's own."""
    usual = {command.id: command.keys for command in commands}
    return {name: list(keys) for name, keys in own.items() if usual.get(name) != keys}


def keys_of(command: Command[Any], own: Own) -> tuple[str, ...]:
    """The keys that `command` has now."""
    return own.get(command.id, command.keys)


def holder(key: str, commands: Sequence[Command[Any]], own: Own, but: str = "") -> Command[Any] | None:
    """The command that has `key`, other than the one called `but`; None when it is free."""
    return next((one for one in commands if one.id != but and key in keys_of(one, own)), None)


def given(own: Own, commands: Sequence[Command[Any]], name: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`own` with these keys for the command `name`; they are taken from whoever else has them."""
    made = dict(own)
    for command in commands:
        left = tuple(key for key in keys_of(command, own) if key not in keys)
        if command.id != name and left != keys_of(command, own):
            made[command.id] = left
    made[name] = tuple(dict.fromkeys(keys))[:MOST]
    return {one: found for one, found in made.items() if found != next((c.keys for c in commands if c.id == one), None)}


def freed(own: Own, commands: Sequence[Command[Any]], name: str) -> dict[str, tuple[str, ...]]:
    """`own` with the program's keys for `name`; they are taken from whoever was given them."""
    usual = next(command.keys for command in commands if command.id == name)
    return given(own, commands, name, usual)
