"""The window system's screens → displays as the rest of the program knows them, and back again."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from presenter.problems import UserError
from presenter.talk.roles import Display, Identity


def real_screens() -> list[QScreen]:
    """The screens that are lit; Qt keeps a placeholder when there is none."""
    return [s for s in QGuiApplication.screens() if s.geometry().width() > 64 and not s.name().startswith(":")]


def display_of(screen: QScreen) -> Display:
    """A screen as a value."""
    box = screen.geometry()
    place = (box.x(), box.y(), box.width(), box.height())
    return Display(screen.name(), screen.manufacturer(), screen.model(), screen.serialNumber(), place)


def lit() -> tuple[Display, ...]:
    """The displays that are lit, in the window system's order."""
    return tuple(display_of(s) for s in real_screens())


def screen_for(identity: Identity | None) -> QScreen | None:
    """The screen of exactly this display, while it is lit. Never to be kept: it may be gone at the next event."""
    return next((s for s in real_screens() if display_of(s).identity == identity), None)


def set_name(displays: tuple[Display, ...]) -> str:
    """A name for these displays together, whichever order they are in."""
    return " + ".join(sorted("/".join((d.maker, d.model, d.serial or d.name)) for d in displays))


def describe(screen: QScreen) -> str:
    """A display for people: its name and size."""
    size = screen.geometry().size() * screen.devicePixelRatio()
    return f"{screen.name()} ({size.width()} × {size.height()})"


def find(wanted: str) -> QScreen:
    """The display with number `wanted` (from 1) or of that name. Raises UserError that lists what there is."""
    screens = real_screens()
    for screen in screens:
        if wanted.lower() in (screen.name().lower(), screen.model().lower()):
            return screen
    if wanted.isdecimal() and 1 <= int(wanted) <= len(screens):
        return screens[int(wanted) - 1]
    there = ", ".join(f"{i}: {describe(s)}" for i, s in enumerate(screens, 1)) or "none"
    raise UserError(f"there is no display {wanted}", f"there are {there}")


def screen_of(window: QWidget) -> QScreen | None:
    """The screen that holds the middle of `window`."""
    return QGuiApplication.screenAt(window.frameGeometry().center()) or window.screen()


def fit(window: QWidget) -> None:
    """Make a window that was never placed no larger than its display allows."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    if screen is not None:
        room = screen.availableGeometry().size()
        window.resize(min(window.width(), int(room.width() * 0.94)), min(window.height(), int(room.height() * 0.88)))
