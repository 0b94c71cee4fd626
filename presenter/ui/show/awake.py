"""A running show → a display that neither sleeps nor locks, and no notifications if the person wants that; let go at the end,
and by the system when we are killed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer
from PySide6.QtGui import QGuiApplication

from presenter.ui.show import quiet
from presenter.ui.show.quiet import Quiet

SOON_MS = 1500  # after the first slide is there: nobody's display sleeps so fast
BUS = "presenter-show"
SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
    ("org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit", "org.freedesktop.PowerManagement.Inhibit"),
)
ES_CONTINUOUS, ES_SYSTEM, ES_DISPLAY = 0x80000000, 0x1, 0x2


class Awake(QObject):
    """Holds the display awake from `hold` to `release`; where nobody can be asked, nothing happens."""

    def __init__(self, parent: QObject | None = None, *, undisturbed: bool = False) -> None:
        """With `undisturbed` notifications are held back too."""
        super().__init__(parent)
        self._quiet: Quiet | None = None
        self._undisturbed = undisturbed
        self._why = ""
        self._child: QProcess | None = None
        self._on_bus = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._ask)

    def hold(self, why: str) -> None:
        """Keep the display awake from soon on; `why` is what the system shows people."""
        self._why = why
        self._soon.start()

    def release(self) -> None:
        """Let it sleep again."""
        self._soon.stop()
        if self._on_bus:
            from PySide6.QtDBus import QDBusConnection

            self._on_bus = False
            QDBusConnection.disconnectFromBus(BUS)  # services drop what a connection asked for when it goes
        if self._quiet is not None:
            self._quiet.release()
            self._quiet = None
        if self._child is not None:
            self._child.closeWriteChannel()
            self._child.waitForFinished(200)
            self._child = None
        if sys.platform == "win32":
            self._windows(ES_CONTINUOUS)

    def _ask(self) -> None:
        if sys.platform == "win32":
            self._windows(ES_CONTINUOUS | ES_SYSTEM | ES_DISPLAY)
        elif sys.platform == "darwin":
            self._start("caffeinate", "-d", "-i", "-s", "-w", str(os.getpid()))  # ends with us, whatever happens
        elif QGuiApplication.platformName() in ("xcb", "wayland"):
            self._ask_bus()
            if self._undisturbed and quiet.on_gnome():
                self._quiet = Quiet(quiet.note_file(), self)
                self._quiet.hold()
            # the lid and the sleep of the whole machine; `cat` ends when our end of its pipe does, killed or not
            if Path("/run/systemd/system").exists():
                what, who = "--what=idle:sleep:handle-lid-switch", "--who=Presenter"
                self._start("systemd-inhibit", what, who, f"--why={self._why}", "--mode=block", "cat")

    def _ask_bus(self) -> None:
        """By a connection of its own, whose end is the release: no number to give back, and a crash ends it too."""
        # without an address the library would start a bus of its own
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, BUS)
        self._on_bus = bus.isConnected()
        for service, path, interface in SERVICES if self._on_bus else ():
            message = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
            message.setArguments(["Presenter", self._why])
            bus.send(message)  # no waiting for the answer: a service that hangs must not hang the talk
        if self._on_bus and self._undisturbed and not quiet.on_gnome():
            service, path, interface, words = quiet.wish()
            message = QDBusMessage.createMethodCall(service, path, interface, "Inhibit")
            message.setArguments(words)
            bus.send(message)

    def _start(self, program: str, *words: str) -> None:
        found = shutil.which(program)
        if found is None:
            return
        self._child = QProcess(self)
        self._child.setStandardOutputFile(QProcess.nullDevice())
        self._child.setStandardErrorFile(QProcess.nullDevice())
        self._child.start(found, list(words))

    def _windows(self, state: int) -> None:
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]
