"""A file -> the desktop's file manager, with the file chosen where the desktop can do that."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

PATIENCE_MS = 2000  # with a file manager that does not answer


def show_in_folder(path: Path) -> None:
    """Open the folder that `path` lies in."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    elif not _asked_file_manager(path):
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _asked_file_manager(path: Path) -> bool:
    """Whether the desktop's file manager took the file by D-Bus, as most of Linux have it."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusInterface, QDBusMessage

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return False
    manager = QDBusInterface("org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1", bus)
    if not manager.isValid():
        return False
    manager.setTimeout(PATIENCE_MS)
    answer = manager.callWithArgumentList(QDBus.CallMode.Block, "ShowItems", [[QUrl.fromLocalFile(str(path)).toString()], ""])
    return bool(answer.type() != QDBusMessage.MessageType.ErrorMessage)
