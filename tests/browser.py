"""Chromium without a window, driven by its DevTools protocol: pages, keys, what they load, their pictures and prints."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)

KEYS = {
    "ArrowRight": 39, "ArrowLeft": 37, "ArrowDown": 40, "ArrowUp": 38, "PageDown": 34, "PageUp": 33, "Home": 36, "End": 35,
    "Enter": 13, "Escape": 27, " ": 32, "Tab": 9,
}  # fmt: skip


class Page:
    """One page (a tab or a window that it opened)."""

    def __init__(self, link: ClientConnection) -> None:
        self._link = link
        self._number = 0
        self.events: list[dict[str, Any]] = []
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask the browser something; raises RuntimeError with its words when it refuses."""
        self._number += 1
        self._link.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer: dict[str, Any] = json.loads(self._link.recv(timeout=60))
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.ask("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of a script (a promise is waited for). Raises RuntimeError with what it throws."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:800])
        return answer["result"].get("value")

    def until(self, script: str, seconds: float = 20.0) -> None:
        """Wait until a script is true."""
        deadline = time.monotonic() + seconds
        while not self.run(script):
            assert time.monotonic() < deadline, f"it never came: {script}"
            time.sleep(0.02)

    def key(self, key: str, modifiers: int = 0) -> None:
        """Press a key as a hand does: its DOM name, or a character."""
        text = {"Enter": "\r", " ": " "}.get(key, key if len(key) == 1 else "")
        code = KEYS.get(key, ord(key.upper()[0]))
        how = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **how)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **how)

    def click(self, x: float, y: float) -> None:
        """Press and let go the left button."""
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def picture(self, path: Path) -> Path:
        """What is seen, as PNG."""
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))
        return path

    def printed(self, path: Path) -> Path:
        """What would be printed, as PDF."""
        data = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        path.write_bytes(base64.b64decode(data))
        return path

    def requests(self) -> list[str]:
        """The addresses that were asked for, all but those inside the page."""
        self.run("0")
        asked = (event["params"]["request"]["url"] for event in self.events if event.get("method") == "Network.requestWillBeSent")
        return [address for address in asked if not address.startswith("data:")]

    def complaints(self) -> list[str]:
        """Errors and warnings that the browser wrote down."""
        self.run("0")
        entries = (event["params"]["entry"] for event in self.events if event.get("method") == "Log.entryAdded")
        thrown = [str(event["params"]) for event in self.events if event.get("method") == "Runtime.exceptionThrown"]
        return [entry["text"] for entry in entries if entry["level"] in ("error", "warning")] + thrown


class Browser:
    """A running Chromium."""

    def __init__(self, port: int) -> None:
        self._port = port

    def pages(self) -> list[str]:
        """The DevTools addresses of its pages, the newest first."""
        from urllib.request import ProxyHandler, build_opener

        with build_opener(ProxyHandler({})).open(f"http://127.0.0.1:{self._port}/json/list", timeout=20) as answer:
            return [entry["webSocketDebuggerUrl"] for entry in json.load(answer) if entry["type"] == "page"]

    @contextmanager
    def page(self, where: str = "true") -> Iterator[Page]:
        """The page on which the script `where` is true; waits until there is one."""
        deadline = time.monotonic() + 20.0
        while True:
            for address in self.pages():
                with connect(address, max_size=None, proxy=None) as link:
                    page = Page(link)
                    if page.run(where):
                        yield page
                        return
            assert time.monotonic() < deadline, f"there is no page where {where}"
            time.sleep(0.05)


@contextmanager
def browser(folder: Path, size: tuple[int, int] = (1280, 720)) -> Iterator[Browser]:
    """Start Chromium with a profile in `folder`; without Chromium the test is skipped."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    profile = folder / "profile"
    words = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--remote-debugging-port=0"]
    words += ["--hide-scrollbars", "--disable-popup-blocking", f"--window-size={size[0]},{size[1]}", "--no-first-run", "about:blank"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Browser(_port_of(profile, process))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _port_of(profile: Path, process: subprocess.Popen[bytes]) -> int:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with_port = profile / "DevToolsActivePort"
        lines = with_port.read_text().split() if with_port.exists() else []
        if lines:
            return int(lines[0])
        time.sleep(0.05)
    raise RuntimeError("Chromium did not start")
