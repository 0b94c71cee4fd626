"""Notifications during a show, held back when the person wishes it: Plasma's service and GNOME's setting, at the end and after a kill."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from jeepney import MatchRule, Message, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

from tests.displays.servers import DECK, Display, end, need, serving, until

NAME = "org.freedesktop.Notifications"


class Notifications(threading.Thread):
    """A notification service as Plasma's: who has asked for quiet, until that connection ends."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._bus = open_dbus_connection(bus=address)
        self._bus.send_and_get_reply(message_bus.RequestName(NAME))
        rule = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        self.held: dict[str, tuple[str, str]] = {}  # connection → program, why
        self.refused: list[str] = []

    def run(self) -> None:
        with self._bus, suppress(OSError, ValueError):
            while True:
                self._hear(self._bus.receive())

    def _hear(self, message: Message) -> None:
        fields = {field.name: value for field, value in message.header.fields.items()}
        if fields.get("member") == "NameOwnerChanged" and not message.body[2]:
            self.held.pop(message.body[0], None)
        elif message.header.message_type == MessageType.method_call and fields.get("member") == "Inhibit":
            if fields.get("signature") != "ssa{sv}":
                self.refused.append(str(fields))
                return
            self.held[fields["sender"]] = message.body[:2]
            self._bus.send(new_method_return(message, "u", (7,)))


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    need("dbus-daemon")
    words = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    daemon = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    end(daemon)  # type: ignore[arg-type]
    daemon.stdout.close()
    for service in threading.enumerate():
        if isinstance(service, Notifications):
            service.join(5)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with serving(tmp_path) as made:
        yield made


def prepared(folder: Path, wish: str = "on") -> str:
    settings = folder / "config" / "presenter" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'{{"undisturbed": "{wish}"}}', encoding="utf-8")
    deck = folder / "talk.md"
    deck.write_text(DECK, encoding="utf-8")
    return str(deck)


@pytest.mark.parametrize("ending", ["escape", "kill"])
def test_plasma_is_asked_and_forgets_it_with_us(bus: str, display: Display, tmp_path: Path, ending: str) -> None:
    service = Notifications(bus)
    service.start()
    show = display.start("present", prepared(tmp_path), XDG_CURRENT_DESKTOP="KDE")
    assert until(lambda: list(service.held.values()) == [("presenter", "A talk is being given")]), show.log.read_text()
    if ending == "kill":
        show.child.kill()
    else:
        show.end()
    assert until(lambda: not service.held)
    assert service.refused == []


def test_nobody_is_asked_unless_it_is_wished(bus: str, display: Display, tmp_path: Path) -> None:
    service = Notifications(bus)
    service.start()
    show = display.start("present", prepared(tmp_path, ""), XDG_CURRENT_DESKTOP="KDE")
    assert until(lambda: show.slide() == (1, 0)), show.log.read_text()
    assert not until(lambda: bool(service.held), 2.5)
    show.end()


class Gnome:
    """GNOME's settings, in a file."""

    def __init__(self, folder: Path) -> None:
        need("gsettings")
        self.words = {"XDG_CURRENT_DESKTOP": "GNOME", "GSETTINGS_BACKEND": "keyfile"}
        self._environment = {**os.environ, **self.words, "XDG_CONFIG_HOME": str(folder / "config")}
        said = self._run("list-keys", "org.gnome.desktop.notifications")
        if "show-banners" not in said:
            need("schemas of GNOME")

    def _run(self, *words: str) -> str:
        return subprocess.run(["gsettings", *words], env=self._environment, capture_output=True, text=True, check=False).stdout

    def banners(self) -> bool:
        return self._run("get", "org.gnome.desktop.notifications", "show-banners").strip() == "true"

    def set(self, yes: bool) -> None:
        self._run("set", "org.gnome.desktop.notifications", "show-banners", str(yes).lower())


@pytest.mark.parametrize("ending", ["escape", "kill"])
def test_gnome_s_banners_are_put_back(bus: str, display: Display, tmp_path: Path, ending: str) -> None:
    gnome = Gnome(tmp_path)
    assert gnome.banners()
    show = display.start("present", prepared(tmp_path), **gnome.words)
    assert until(lambda: not gnome.banners()), show.log.read_text()
    if ending == "kill":
        show.child.kill()
    else:
        show.end()
    assert until(gnome.banners)


def test_banners_that_were_off_stay_off(bus: str, display: Display, tmp_path: Path) -> None:
    gnome = Gnome(tmp_path)
    gnome.set(False)
    show = display.start("present", prepared(tmp_path), **gnome.words)
    assert until(lambda: show.slide() == (1, 0)), show.log.read_text()
    assert not until(gnome.banners, 2.5)
    show.end()
    assert not until(gnome.banners, 1.0)


def test_after_a_power_cut_the_next_run_puts_them_back(bus: str, display: Display, tmp_path: Path) -> None:
    gnome = Gnome(tmp_path)
    gnome.set(False)
    note = tmp_path / "state" / "presenter" / "recovery" / "notifications.txt"
    note.parent.mkdir(parents=True)
    note.write_text("org.gnome.desktop.notifications show-banners true 999999999\n", encoding="utf-8")
    show = display.start("present", prepared(tmp_path, ""), **gnome.words, XDG_STATE_HOME=str(tmp_path / "state"))
    assert until(gnome.banners), show.log.read_text()
    assert until(lambda: not note.exists())
    show.end()
