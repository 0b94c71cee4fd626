"""The other programs: the same ten slides, each in its own manner → a folder of PNG pictures, one a slide.

They are installed beside the tests' other things in build/, as their authors publish them, when `install` is asked for;
with them the faces that their themes name, so that they look as their authors meant them to."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUILD = ROOT / "build" / "compare"
FACES = ("fira-sans", "fira-mono", "fira-code", "lato", "roboto", "roboto-mono", "nunito-sans", "pt-serif", "pt-mono")
PACKAGES = {
    "marp": ("@marp-team/marp-cli@4.5.1",),
    "slidev": ("@slidev/cli@52.18.0", "@slidev/theme-default@0.25.0", "@slidev/theme-seriph@0.25.0", "playwright-chromium@1.62.1"),
    "faces": tuple(f"@fontsource/{name}" for name in FACES),
}
HELD = {"slidev": {"unocss": "66.10.5"}}  # packages of theirs held at a version all of whose parts are there
WIDTH = 960  # pixels of a picture


def install() -> None:
    """Fetch marp-cli, Slidev and the faces. Beamer, LibreOffice, pandoc and Chromium come with the system."""
    env = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1", "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1"}
    for folder, names in PACKAGES.items():
        wanted = BUILD / folder / "package.json"
        if not wanted.exists():
            wanted.parent.mkdir(parents=True, exist_ok=True)
            wanted.write_text(json.dumps({"overrides": HELD.get(folder, {})}), encoding="utf-8")
        _run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(BUILD / folder), *names], env=env)
    fonts = BUILD / "share" / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for file in (BUILD / "faces").glob("node_modules/@fontsource/*/files/*-latin-[34567]00-*.woff"):
        (fonts / f"{file.stem}.ttf").write_bytes(unpacked(file.read_bytes()))


def unpacked(woff: bytes) -> bytes:
    """The TrueType file inside a WOFF file: the same tables, not compressed."""
    flavor, count = struct.unpack(">4s4xH", woff[4:14])
    entries = [struct.unpack(">4s4I", woff[44 + 20 * i : 64 + 20 * i]) for i in range(count)]
    power = count.bit_length() - 1
    head = flavor + struct.pack(">4H", count, 16 << power, power, 16 * (count - (1 << power)))
    tables, at, body = b"", 12 + 16 * count, b""
    for tag, where, packed, size, checksum in entries:
        data = woff[where : where + packed]
        data = zlib.decompress(data) if packed < size else data
        tables += struct.pack(">4s3I", tag, checksum, at + len(body), size)
        body += data + b"\0" * (-len(data) % 4)
    return head + tables + body


def marp(theme: str, out: Path) -> None:
    """marp-cli with one of its three themes."""
    deck = _copied("marp.md", out, theme)
    program = BUILD / "marp" / "node_modules" / ".bin" / "marp"
    words = [program, "--no-config-file", "--allow-local-files", "--html", "--images", "png", deck, "-o", deck.with_name("s.png")]
    _run([str(word) for word in words], env=_env() | {"CHROME_PATH": _chromium(), "CHROME_NO_SANDBOX": "1"})


def slidev(theme: str, out: Path) -> None:
    """Slidev's own export, with Chromium."""
    project = BUILD / "slidev"
    deck = _copied("slidev.md", project / f"deck-{theme}", theme)
    program = project / "node_modules" / ".bin" / "slidev"
    words = [
        str(program),
        "export",
        str(deck),
        "--format",
        "png",
        "--output",
        str(out),
        "--executable-path",
        _chromium(),
        "--timeout",
        "90000",
    ]
    out.mkdir(parents=True, exist_ok=True)
    _run(words, env=_env(), cwd=project)


def metropolis(theme: str, out: Path) -> None:
    """Beamer with its theme metropolis."""
    deck = _copied("metropolis.tex", out, theme)
    for _ in range(2):
        _run(["xelatex", "-interaction=batchmode", deck.name], env=_env(), cwd=out)
    _pages(deck.with_suffix(".pdf"))


def pandoc(theme: str, out: Path) -> None:
    """pandoc's PowerPoint file with its own template, drawn by LibreOffice."""
    deck = _copied("pandoc.md", out, theme)
    file = deck.with_suffix(".pptx")
    _run(["pandoc", "-s", deck.name, "-o", file.name], cwd=out)
    profile = f"-env:UserInstallation={(BUILD / 'office').as_uri()}"
    _run(["soffice", profile, "--headless", "--convert-to", "pdf", file.name], env=_env(), cwd=out)
    _pages(file.with_suffix(".pdf"))


def _copied(name: str, folder: Path, theme: str) -> Path:
    """The slides' source with its theme named, and its picture, in a folder of their own."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "images").mkdir(parents=True)
    shutil.copy(ROOT / "decks" / "images" / "ridges.jpg", folder / "images")
    made = folder / f"deck{Path(name).suffix}"
    made.write_text((HERE / name).read_text(encoding="utf-8").replace("THEME", theme), encoding="utf-8")
    return made


def _pages(pdf: Path) -> None:
    _run(["pdftoppm", "-png", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", pdf.name, "s"], cwd=pdf.parent)


def _chromium() -> str:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")


def _env() -> dict[str, str]:
    return os.environ | {"XDG_DATA_HOME": str(BUILD / "share")}


def _run(words: list[str], **more: object) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=600, **more)  # type: ignore[call-overload]
    if done.returncode:
        raise SystemExit(f"{words[0]} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
