"""GNOME's compositor without a display: its monitors, its keyboard, and its own word on where our windows are."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from jeepney import DBusAddress, MessageFlag, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.displays.servers import QUIET, ROOT, Desktop, Program, come_up, end, need

Part = tuple[int, float, tuple[int, ...]]  # left edge, scale, the monitors that show this part of the desktop

KEYS = {
    "Escape": 1,
    "Return": 28,
    "s": 31,
    "h": 35,
    "k": 37,
    "Shift": 42,
    "b": 48,
    "F7": 65,
    "Home": 102,
    "Next": 109,
}  # as the kernel counts
CONFIG = DBusAddress("/org/gnome/Mutter/DisplayConfig", "org.gnome.Mutter.DisplayConfig", "org.gnome.Mutter.DisplayConfig")
REMOTE = DBusAddress("/org/gnome/Mutter/RemoteDesktop", "org.gnome.Mutter.RemoteDesktop", "org.gnome.Mutter.RemoteDesktop")

# what the compositor says and is told, by WAYLAND_DEBUG
_SAID = re.compile(r"\] +(?:\{[^}]*\} +)?(?P<sent>-> )?(?P<kind>\w+)[@#](?P<id>\d+)\.(?P<what>\w+)\((?P<words>.*)\)$")


class Mutter(Desktop):
    """A compositor with monitors of these sizes, the first one a laptop's; only that one is lit at first."""

    def __init__(self, folder: Path, socket: str, bus: DBusConnection, address: str, sizes: tuple[str, ...], runtime: Path) -> None:
        self.folder, self.name, self.sizes = folder, socket, sizes
        self.programs: list[subprocess.Popen[bytes]] = []
        self._bus, self._address, self._runtime = bus, address, runtime

    @property
    def environment(self) -> dict[str, str]:
        clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM", "DBUS_SESSION_BUS_ADDRESS")}
        own = {"XDG_RUNTIME_DIR": str(self._runtime), "XDG_CONFIG_HOME": str(self.folder / "config"), "WAYLAND_DISPLAY": self.name}
        python = {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        return {**clean, **own, **python, "DBUS_SESSION_BUS_ADDRESS": self._address, "QT_QPA_PLATFORM": "wayland", "WAYLAND_DEBUG": "1"}

    def _call(self, whom: DBusAddress, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> tuple[object, ...]:
        reply = self._bus.send_and_get_reply(new_method_call(whom, method, signature, body), timeout=15)
        assert reply.header.message_type.name == "method_return", reply.body
        return reply.body

    def lay_out(self, *parts: Part) -> None:
        """Light monitors: each part of the desktop has a left edge, a scale and the monitors that show it."""
        serial = self._call(CONFIG, "GetCurrentState")[0]
        wanted = []
        for x, scale, monitors in parts:
            shown = [(f"Meta-{m}", f"{self.sizes[m]}@60.000", {}) for m in monitors]
            wanted.append((x, 0, scale, 0, not wanted, shown))
        self._call(CONFIG, "ApplyMonitorsConfig", "uua(iiduba(ssa{sv}))a{sv}", (serial, 1, wanted, {}))

    def plug_keyboard(self) -> None:
        """A keyboard of the compositor's own, which stays."""
        path = self._call(REMOTE, "CreateSession")[0]
        self._session = DBusAddress(str(path), "org.gnome.Mutter.RemoteDesktop", "org.gnome.Mutter.RemoteDesktop.Session")
        self._call(self._session, "Start")
        self.key("Shift")  # it is there from its first key on

    def key(self, *names: str) -> None:
        """Keys as a keyboard sends them, to the window that has the focus."""
        for name in names:
            press = new_method_call(self._session, "NotifyKeyboardKeycode", "ub", (KEYS[name], True))
            press.header.flags = MessageFlag.no_reply_expected  # nothing is waited for between down and up: it is pressed, not held
            self._bus.send(press)
            self._call(self._session, "NotifyKeyboardKeycode", "ub", (KEYS[name], False))

    def looked_at(self, child: subprocess.Popen[bytes], trace: Path, log: Path) -> Window:
        return Window(self, child, trace, log)  # type: ignore[arg-type]


@dataclass
class Surface:
    """What the compositor has said of one window."""

    title: str = ""
    size: str = ""
    on: list[str] = field(default_factory=list)


class Window(Program):
    """Our program, on Wayland."""

    def said(self) -> list[re.Match[str]]:
        """All that went between the compositor and us, in order."""
        return [m for line in self.log.read_text("utf-8", "replace").splitlines() if (m := _SAID.search(line))]

    def surfaces(self) -> list[Surface]:
        """The windows that are up, with the size that the compositor gave them and the monitors that it says they are on."""
        outputs: dict[str, str] = {}
        wraps: dict[str, str] = {}  # xdg_surface → wl_surface
        tops: dict[str, str] = {}  # xdg_toplevel → wl_surface
        on: dict[str, list[str]] = {}
        found: dict[str, Surface] = {}
        for m in self.said():
            kind, ident, what, words = m["kind"], m["id"], m["what"], m["words"]
            ids = re.findall(r"[@#](\d+)", words)
            if kind == "wl_output" and what == "mode":
                outputs[ident] = "x".join(words.split(", ")[1:3])
            elif what == "get_xdg_surface":
                wraps[ids[0]] = ids[1]
            elif what == "get_toplevel":
                tops[ids[0]] = wraps[ident]
                found[ids[0]] = Surface()
            elif kind == "wl_surface" and what in ("enter", "leave") and ids:
                here, name = on.setdefault(ident, []), outputs.get(ids[0], "?")
                here[:] = [o for o in here if o != name] + ([name] if what == "enter" else [])
            elif kind == "xdg_toplevel" and ident in found:
                if what == "set_title":
                    found[ident].title = words.strip('"')
                elif what == "configure" and not words.startswith("0, 0"):
                    found[ident].size = "x".join(words.split(", ")[:2])
                elif what == "destroy":
                    found.pop(ident)
                    on.pop(tops[ident], None)
        for ident, surface in found.items():
            surface.on = on.get(tops[ident], [])
        return list(found.values())

    def place(self, title: str) -> str:
        """The size that the compositor gave a window, which tells the monitor when it is full screen; and those monitors
        that it says the window is on and that are others: "1920x1080", "1280x800, on 1920x1080 too", or "hidden"."""
        there = [s for s in self.surfaces() if title in s.title and s.size]
        if not there:
            return "hidden"
        width, height = map(int, there[0].size.split("x"))
        right = {f"{width * scale}x{height * scale}" for scale in (1, 2)}
        others = [name for name in there[0].on if name not in right]
        return there[0].size + (f", on {' and '.join(others)} too" if others else "")

    def key(self, *keys: str) -> None:
        self.display.key(*keys)

    def hears(self) -> bool:
        """Whether one of our windows has the keyboard."""
        told = [m["what"] for m in self.said() if m["kind"] == "wl_keyboard" and m["what"] in ("enter", "leave")]
        return told[-1:] == ["enter"]

    def complaints(self) -> str:
        """What was said that is not Wayland's own talk."""
        lines = super().complaints().splitlines()
        return "\n".join(line for line in lines if not re.match(r"\[ *[\d.]+\]", line))


@contextmanager
def composing(folder: Path, *sizes: str) -> Iterator[Mutter]:
    """mutter on a bus of its own, with monitors of these sizes ("1280x800"); all is ended at the end."""
    need("mutter", "dbus-daemon")
    with ExitStack() as ends:
        # the path of a socket may not be long
        runtime = Path(ends.enter_context(tempfile.TemporaryDirectory(prefix="wl")))
        runtime.chmod(0o700)
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        ends.callback(end, daemon)
        assert daemon.stdout is not None
        ends.callback(daemon.stdout.close)
        address = daemon.stdout.readline().strip()
        clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        own = {"DBUS_SESSION_BUS_ADDRESS": address, "XDG_RUNTIME_DIR": str(runtime), "GSETTINGS_BACKEND": "memory"}
        words = ["mutter", "--headless", "--wayland", "--no-x11", "--wayland-display", "wayland-test"]
        words += [word for size in sizes for word in ("--virtual-monitor", size)]
        mutter = subprocess.Popen(words, env={**clean, **own}, **QUIET)
        ends.callback(end, mutter)
        bus = open_dbus_connection(bus=address)
        ends.callback(bus.close)
        made = Mutter(folder, "wayland-test", bus, address, sizes, runtime)
        made.arranging = mutter
        come_up("mutter", lambda: (runtime / "wayland-test").exists() and _laid_out(made))
        made.plug_keyboard()
        ends.callback(made.end_programs)
        yield made


def _laid_out(mutter: Mutter) -> bool:
    """Light the laptop only; whether the compositor is far enough for that."""
    with suppress(AssertionError):
        mutter.lay_out((0, 1.0, (0,)))
        return True
    return False
