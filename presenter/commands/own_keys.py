"""Keys a person has chosen for commands → the keys each command has, who else has a key, and what cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from presenter.commands.command import Command

Own = Mapping[str, tuple[str, ...]]  # a command's id → its keys, perhaps none; a command not named here keeps those of the program
MOST = 6  # keys of one command

TEXT_KEYS = frozenset({"Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+A"})  # what every text does with them
MODIFIED = re.compile(r"(?:Ctrl|Alt|Meta)\+")
BY_THEMSELVES = re.compile(r"(?:Shift\+)?(?:F\d{1,2}|Media |Volume |Launch |Help|Menu|Pause|Print|Home Page|Favorites|Search|Back|Forward)")
STAYS = {"escape": "Esc"}  # always a way out of the show


def read(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The keys in a table of the settings; what is no list of names is left out."""
    return {
        name: tuple(keys[:MOST])
        for name, keys in table.items()
        if isinstance(keys, list) and all(isinstance(key, str) and 0 < len(key) < 60 for key in keys)
    }


def write(own: Own) -> dict[str, list[str]]:
    """The table for the settings."""
    return {name: list(keys) for name, keys in own.items()}


def keys_of(command: Command[Any], own: Own) -> tuple[str, ...]:
    """The keys that `command` has now."""
    keys = own.get(command.id, command.keys)
    stays = STAYS.get(command.id)
    return keys if stays is None or stays in keys or stays not in command.keys else (stays, *keys)


def holder(key: str, commands: Sequence[Command[Any]], own: Own, but: str = "") -> Command[Any] | None:
    """The command that has `key`, other than the one called `but`; None when it is free."""
    return next((one for one in commands if one.id != but and key in keys_of(one, own)), None)


def given(own: Own, commands: Sequence[Command[Any]], name: str, keys: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`own` with these keys for the command `name`; they are taken from whoever else has them."""
    made = dict(own)
    for command in commands:
        now = keys_of(command, own)
        left = tuple(key for key in now if key not in keys)
        if command.id != name and left != now:
            made[command.id] = left
    made[name] = tuple(dict.fromkeys(keys))[:MOST]
    usual = {command.id: command.keys for command in commands}
    return {one: found for one, found in made.items() if one in usual and found != usual[one]}


def restored(own: Own, commands: Sequence[Command[Any]], name: str) -> dict[str, tuple[str, ...]]:
    """`own` with the program's own keys for `name`; they are taken from whoever was given them."""
    return given(own, commands, name, next(command.keys for command in commands if command.id == name))


def unfit(key: str, in_text: bool) -> str:
    """Why `key` cannot be a command's, in plain words; "" when it can. `in_text`: where a text is written, letters are letters."""
    if key in STAYS.values() and not in_text:
        return "it always leads out of the show"
    if not in_text:
        return "it is part of a slide's number" if re.fullmatch(r"\d", key) else ""
    if key in TEXT_KEYS:
        return "it cuts, copies and pastes in every text"
    if not (MODIFIED.search(key) or BY_THEMSELVES.match(key)):
        return "it is for writing: take it together with Ctrl or Alt"
    return ""
