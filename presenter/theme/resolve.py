"""A theme's files + variant + the deck's own colours, fonts and logo -> Theme (memoised)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from presenter.model import DeckSettings
from presenter.problems import Problem
from presenter.theme.build import Wanted, build_theme
from presenter.theme.check import Data, line_of, theme_problem
from presenter.theme.colors import is_dark
from presenter.theme.merge import looks_of, merged, variant_names
from presenter.theme.model import Theme
from presenter.theme.palette import Fault, contrast_problems, deck_colors, deck_ground, inverted, palette
from presenter.theme.read import ALIASES, PLAIN, Reading, project_of, read, stamp, theme_names
from presenter.theme.sheets import sheet_folders, theme_css

_KEPT = 24  # themes kept; one show uses one or two


@dataclass(frozen=True, slots=True)
class ThemeInfo:
    """A theme there is: the name that decks use, its title, its variants (the first is its own), its theme.toml."""

    name: str
    title: str
    variants: tuple[str, ...]
    path: Path


Loaded = tuple[Theme, tuple[Problem, ...]]
_memo: dict[tuple[object, ...], tuple[Loaded, dict[Path, tuple[int, int] | None]]] = {}


def available(folder: Path | None = None) -> list[ThemeInfo]:
    """The themes there are, by name; with `folder` also those in the `themes` folder beside a deck."""
    rows = []
    for name, file in sorted(theme_names(folder).items()):
        base, variants = merged(read(name, folder))
        rows.append(ThemeInfo(name, base.get("title", name), variant_names(base, variants), file))
    return rows


def load(name: str = "", settings: DeckSettings | None = None, folder: Path | None = None, variant: str | None = None) -> Loaded:
    """Theme `name` (default theme if empty) as the deck's settings want it, and what is wrong with it.

    `folder` is the deck's. `variant` beats the settings' one. The same arguments give the same Theme object until
    one of its files changes. Never raises: an unknown theme is the default one and a Problem `unknown-theme`.
    """
    settings = settings or DeckSettings()
    wanted = variant if variant is not None else settings.variant
    key = (name, wanted, settings.colors, settings.fonts, settings.logo, settings.size, folder)
    if (kept := _memo.get(key)) is not None and all(stamp(path) == seen for path, seen in kept[1].items()):
        return kept[0]
    reading, usual = _read_known(name.strip(), folder)
    loaded = _resolve(reading, settings, folder, wanted, usual)
    if len(_memo) >= _KEPT:
        _memo.pop(next(iter(_memo)))
    _memo[key] = (loaded, reading.stamps)
    return loaded


def _read_known(name: str, folder: Path | None) -> tuple[Reading, str]:
    """Read a theme by its name, in small letters too, or by what it is called elsewhere; and that one's variant."""
    reading = read(name, folder)
    if reading.found or not name:
        return reading, ""
    small = name.casefold()
    alias, variant = ALIASES.get(small.partition(",")[0], (small, ""))  # Deckset writes `theme: Fira, 3`
    other = read(alias, folder)
    if other.found:
        return other, variant
    if folder is not None:
        for place in sheet_folders(folder):
            reading.there(place)  # so that a style sheet that comes later is seen
        if theme_css(name.removesuffix(".css"), folder):
            return read(PLAIN, folder), ""  # its CSS is read by the `<style>` rules, on top of a theme without ornament
    return reading, ""


def _resolve(reading: Reading, settings: DeckSettings, folder: Path | None, wanted: str, usual: str) -> Loaded:
    problems = list(reading.problems)
    looks = looks_of(reading)
    deck = deck_colors(settings.colors, next(iter(looks.values())), problems)
    name = _choose(looks, wanted, usual, deck, problems)
    look = looks[name]
    opposite = next((other for other in looks.values() if _dark(other) != _dark(look)), {**look, "dark": not _dark(look)})
    colors, faults = palette(look, deck)
    swapped = inverted(opposite, colors, deck)
    homes = [source.file.parent for source in reading.chain]
    logo = _logo(settings.logo, folder, homes, problems) or _in_one_of(homes, look.get("logo", ""))
    wishes = Wanted(reading.chain[0].name, name, tuple(looks), reading.chain[0].file, settings.size, dict(settings.fonts), logo)
    theme = build_theme(wishes, (look, colors), (opposite, swapped), faults, problems)
    problems += [_located(reading, fault) for fault in faults]
    if settings.colors or not reading.built_in:
        problems += contrast_problems(theme.colors)
    return theme, tuple(problems)


def _dark(look: Data) -> bool:
    return bool(look.get("dark"))


def _choose(looks: Mapping[str, Data], wanted: str, usual: str, deck: Mapping[str, str], problems: list[Problem]) -> str:
    """The variant asked for; else the one that suits the deck's own background colour; else the usual one."""
    if wanted in looks:
        return wanted
    if wanted:
        near = get_close_matches(wanted, looks, 1)
        hint = (f"perhaps “{near[0]}”; " if near else "") + "variants there are: " + ", ".join(looks)
        problems.append(Problem("unknown-variant", f"the theme has no variant “{wanted[:60]}”", hint))
    first = usual if usual in looks else next(iter(looks))
    ground = deck_ground(deck)
    if ground is None or is_dark(ground) == _dark(looks[first]):
        return first
    return next((name for name, look in looks.items() if _dark(look) == is_dark(ground)), first)


def _logo(name: str, folder: Path | None, homes: list[Path], problems: list[Problem]) -> Path | None:
    """The deck's logo file, inside its folder or project, or one that its theme brings."""
    if not name or folder is None:
        return None
    try:
        file = (folder / name).resolve()
        inside, there = file.is_relative_to(project_of(folder)), file.is_file()
    except (OSError, ValueError):
        inside, there = True, False
    if inside and there:
        return file
    if of_theme := _in_one_of(homes, name):
        return of_theme
    if not inside:
        problems.append(Problem("outside-folder", f"the logo “{name[:80]}” lies outside the deck's folder", "copy it beside the deck"))
    else:
        problems.append(Problem("missing-picture", f"there is no logo “{name[:80]}”", "give its path from the deck's folder"))
    return None


def _in_one_of(homes: list[Path], name: str) -> Path | None:
    """The file `name` of a theme or of those it extends; never one outside their folders."""
    for home in homes if name else []:
        try:
            file = (home / name).resolve()
            if file.is_relative_to(home.resolve()) and file.is_file():
                return file
        except (OSError, ValueError):
            continue
    return None


def _located(reading: Reading, fault: Fault) -> Problem:
    """A Problem at the file of the chain that says what is at fault."""
    path, message, hint = fault
    for source in reading.chain:
        line = line_of(source.text, path, whole=True) or line_of(source.text, path[:-1], whole=True)
        if line:
            return theme_problem(source.file, line, message, hint)
    return theme_problem(reading.chain[0].file, 1, message, hint)
