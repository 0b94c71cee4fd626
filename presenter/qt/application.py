"""Environment -> the one Qt application, with a platform that works here and Qt's warnings in the log."""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

# said by Qt about its own plug-ins and a machine without sound or graphics card; nothing anybody can mend here
_NOISE = (
    "This plugin does not support", "propagateSizeHints", "XDG_RUNTIME_DIR not set", "pa_context_connect", "No RHI backend",
    "QWaylandTextInput", "cached device pixel ratio", "host portal", "org.freedesktop.portal",
)  # fmt: skip

_app: QGuiApplication | None = None  # Python must hold the application, or it is deleted


def application(widgets: bool = False) -> QGuiApplication:
    """The application, made on the first call; with `widgets` it can show windows of QtWidgets.

    `offscreen` is chosen only on a Linux with no display. Raises RuntimeError when windows are asked for after
    an application without widgets was made.
    """
    global _app
    running = QGuiApplication.instance()
    if running is None:
        _prepare_environment()
        qInstallMessageHandler(_log_message)
        _app = _make(widgets)
    elif widgets and not running.inherits("QApplication"):
        raise RuntimeError("the application was made without widgets")
    elif isinstance(running, QGuiApplication):
        _app = running
    assert _app is not None
    return _app


def _make(widgets: bool) -> QGuiApplication:
    app: QGuiApplication
    if widgets:
        from PySide6.QtWidgets import QApplication

        app = QApplication(sys.argv[:1])
    else:
        app = QGuiApplication(sys.argv[:1])
    app.setApplicationName("presenter")
    app.setApplicationDisplayName("Presenter")
    app.setDesktopFileName("presenter")
    app.setQuitOnLastWindowClosed(widgets)
    return app


def _prepare_environment() -> None:
    # without this a compositor that stops sending frame callbacks freezes the projector on an old slide
    os.environ.setdefault("QT_WAYLAND_FRAME_CALLBACK_TIMEOUT", "-1")
    if os.environ.get("LC_ALL") in ("C", "POSIX"):  # Python reads it as UTF-8; Qt does too, after four lines of lament
        os.environ["LC_ALL"] = "C.UTF-8"
    if headless():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def headless() -> bool:
    """Whether this is a Linux (or another Unix, macOS excepted) on which no window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: Any) -> None:
    level = logging.DEBUG if any(noise in message for noise in _NOISE) else _LEVELS.get(kind, logging.WARNING)
    category = getattr(context, "category", None)
    log.log(level, "%s", message if category in (None, "default") else f"{category}: {message}")
