"""The web page in a browser: keys, the speaker's window, words to select, nothing asked of the network, print, accessibility."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from presenter import headless
from presenter.export.report import Options
from tests.browser import Browser, Page, browser

pytestmark = [pytest.mark.usefixtures("app"), pytest.mark.xdist_group("browser")]

DECKS = Path(__file__).resolve().parents[2] / "decks"
ALT, SHIFT = 1, 8
DESK = "document.documentElement.className === 'desk'"  # the speaker's window

DECK = """\
---
title: In the browser
lang: en
transition: push 0.3s
---
# In the browser

<!-- Say **hello** first -->

---
## Steps

* one
* two

---
## Links

[far](https://example.org) and [back](#1)

### Below

> Somebody said

---
## Plain {transition=none}

words
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def chromium(folder: Path) -> Iterator[Browser]:
    with browser(folder) as running:
        yield running


@pytest.fixture(scope="module")
def address(folder: Path, app: object) -> str:
    (folder / "deck.md").write_text("---\nfragments: true\n" + DECK.removeprefix("---\n"), encoding="utf-8")
    headless.export(folder / "deck.md", "html", folder / "deck.html", Options(notes=True))
    return (folder / "deck.html").as_uri()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    with chromium.page(f"!({DESK})") as found:
        found.ask("Emulation.setDeviceMetricsOverride", width=1280, height=720, deviceScaleFactor=1, mobile=False)
        found.ask("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=-1, uploadThroughput=-1)
        found.open("about:blank")
        found.open(address)
        yield found
        assert found.complaints() == []
        assert set(found.requests()) <= {address, "about:blank"}  # the network was away, and nothing asked for it


def place(page: Page) -> tuple[int, int]:
    """The slide (from 1) in view and its step."""
    seen = "document.querySelector('.s.now')"
    shown = f"new Set([...{seen}.querySelectorAll('[data-step]:not(.later)')].map(one => one.dataset.step)).size"
    return int(page.run(f"{seen}.id")), int(page.run(shown))


def test_the_keys_of_the_show_move_the_page(page: Page) -> None:
    went = [place(page)]
    for key in ("ArrowRight", " ", "PageDown", "ArrowRight", "Enter"):
        page.key(key)
        went.append(place(page))
    assert went == [(1, 0), (2, 0), (2, 1), (2, 2), (3, 0), (4, 0)]
    page.key("Home")
    assert place(page) == (1, 0)
    page.key("3")
    page.key("Enter")
    assert place(page) == (3, 0) and page.run("location.hash") == "#3"
    page.key("ArrowLeft", ALT)
    assert place(page) == (1, 0)  # back to where the jump came from
    page.key("ArrowRight")
    page.key("PageDown", SHIFT)
    assert place(page) == (3, 0)  # the whole slide at once
    page.key("ArrowLeft")
    assert place(page) == (2, 2)
    page.key("b")
    assert page.run("getComputedStyle(document.body, '::after').backgroundColor") == "rgb(0, 0, 0)"
    page.key("Escape")
    assert page.run("getComputedStyle(document.body, '::after').content") == "none"


def test_a_click_and_a_link_move_the_page(page: Page) -> None:
    page.click(900, 600)
    assert place(page) == (2, 0)
    page.click(60, 600)
    assert place(page) == (1, 0)
    page.run("location.hash = '#3'")
    page.until("document.querySelector('.s.now').id === '3' && !document.getAnimations().length")
    box = page.run(
        "(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('.s.now a[href=\"#1\"]').getBoundingClientRect())"
    )
    page.click(*box)
    page.until("document.querySelector('.s.now').id === '1'")


def test_all_slides_at_once(page: Page) -> None:
    page.key("o")
    page.until("[...document.querySelectorAll('.s')].every(one => one.getBoundingClientRect().height > 50)")
    boxes = page.run(
        "[...document.querySelectorAll('.s')].map(one => (r => [r.left, r.top, r.right, r.bottom])(one.getBoundingClientRect()))"
    )
    assert all(0 <= left < right <= 1280 and right - left < 400 for left, _, right, _ in boxes)
    assert page.run("document.querySelectorAll('.later').length") == 0
    page.key("ArrowRight")
    page.key("Enter")
    assert place(page) == (2, 0) and not page.run("document.documentElement.classList.contains('all')")
    page.key("g")
    left, top, right, bottom = page.run("(r => [r.left, r.top, r.right, r.bottom])(document.getElementById('3').getBoundingClientRect())")
    page.click((left + right) / 2, (top + bottom) / 2)
    assert place(page) == (3, 0)
    page.key("ArrowLeft", ALT)
    assert place(page)[0] == 2


def test_slides_follow_each_other_as_in_the_show(page: Page) -> None:
    page.key("ArrowRight")
    assert page.run("document.getAnimations().map(one => [one.effect.getTiming().duration, one.effect.target.id])") == [
        [300, "1"],
        [300, "2"],
    ]
    page.until("!document.getAnimations().length && !document.querySelector('.was')")
    page.key("End")
    page.until("!document.getAnimations().length")  # the last slide comes at once
    page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}])
    page.key("Home")
    page.key("ArrowRight")
    assert page.run("document.getAnimations().length") == 0
    page.ask("Emulation.setEmulatedMedia", features=[])


def test_words_can_be_selected_and_are_heard(page: Page) -> None:
    page.key("3")
    page.key("Enter")
    said = page.run("getSelection().selectAllChildren(document.querySelector('.s.now')) || getSelection().toString()")
    assert "far and back" in said and "Below" in said and "hello" not in said
    tree = page.ask("Accessibility.getFullAXTree")["nodes"]
    told = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in tree if not node.get("ignored")]
    assert ("heading", "Links") in told and ("heading", "Below") in told and ("link", "far") in told
    assert any(role == "blockquote" for role, _ in told)
    assert page.run("document.querySelector('.status').textContent") == "3: Links"


def test_the_speakers_window_shows_what_comes_and_what_to_say(chromium: Browser, page: Page) -> None:
    before = len(chromium.pages())
    page.key("k")
    assert len(chromium.pages()) == before + 1
    with chromium.page(DESK) as desk:
        desk.until(
            "document.querySelector('.notes') && document.querySelector('.notes').innerHTML === '<p>Say <strong>hello</strong> first</p>'"
        )
        assert desk.run("document.querySelector('.place').textContent") == "1 / 4"
        assert desk.run("document.querySelector('.following .s').getAttribute('aria-label')") == "2: Steps"
        desk.until("['current', 'following'].every(n => document.querySelector(`.${n} .s`).getBoundingClientRect().width > 0)")
        now, after = (
            desk.run(f"(r => [r.x, r.y, r.right, r.bottom])(document.querySelector('.{n} .s').getBoundingClientRect())")
            for n in ("current", "following")
        )
        width, height = desk.run("innerWidth"), desk.run("innerHeight")
        assert 0 <= now[0] < now[2] <= width and now[3] <= after[1] and after[3] <= height + 1
        assert (now[2] - now[0]) / (now[3] - now[1]) == pytest.approx(16 / 9, rel=0.01)
        desk.key("ArrowRight")  # keys there are keys here
        desk.key("ArrowRight")
        assert place(page) == (2, 1)
        assert desk.run("document.querySelector('.place').textContent") == "2 / 4 · 1 / 2"
        assert desk.run("document.querySelectorAll('.current .later').length") < desk.run(
            "document.querySelectorAll('.current [data-step]').length"
        )
        assert desk.run("document.querySelector('.notes').textContent") == ""
        desk.key("b")
        assert "Black" in desk.run("document.querySelector('.covered').textContent") and page.run("document.body.dataset.cover") == "black"
        desk.key("b")
        desk.key("t")
        assert desk.run("document.querySelector('.spent').classList.contains('paused')")
        assert desk.run(
            "[...document.querySelectorAll('[src],[href]')].every(one => /^(data:|#|https:..example)/.test(one.src || one.href || ''))"
        )
        assert desk.complaints() == []
    page.run("dispatchEvent(new Event('pagehide'))")  # who closes the page closes both
    for _ in range(200):
        if len(chromium.pages()) == before:
            break
        page.run("new Promise(done => setTimeout(done, 20))")
    assert len(chromium.pages()) == before


@pytest.mark.usefixtures("address")
def test_notes_stay_at_home_unless_asked_for(folder: Path) -> None:
    headless.export(folder / "deck.md", "html", folder / "plain.html", Options())
    assert "hello" not in (folder / "plain.html").read_text(encoding="utf-8") and "hello" in (folder / "deck.html").read_text(
        encoding="utf-8"
    )


AXE = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.impact, v.nodes[0].html.slice(0, 200)]))"


def test_axe_finds_nothing_serious(chromium: Browser, folder: Path) -> None:
    """A deck with everything on it, all its slides in view."""
    headless.export(DECKS / "features.md", "html", folder / "features.html", Options())
    with chromium.page() as page:
        page.open((folder / "features.html").as_uri())
        page.run("document.documentElement.classList.remove('live')")
        page.run(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = page.run(AXE)
        assert [entry for entry in found if entry[1] in ("serious", "critical")] == []


def test_axe_finds_nothing_serious_in_the_speakers_window(chromium: Browser, page: Page) -> None:
    page.key("k")
    with chromium.page(DESK) as desk:
        desk.until("!!document.querySelector('.current .s')")
        desk.run(files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        assert [entry for entry in desk.run(AXE) if entry[1] in ("serious", "critical")] == []
    page.run("dispatchEvent(new Event('pagehide'))")


def test_the_print_is_our_pdf(chromium: Browser, folder: Path) -> None:
    """A page a slide, as large, and drawn alike."""
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    headless.export(DECKS / "welcome.md", "html", folder / "welcome.html", Options())
    headless.export(DECKS / "welcome.md", "pdf", folder / "ours.pdf", Options())
    with chromium.page() as page:
        page.open((folder / "welcome.html").as_uri())
        page.printed(folder / "theirs.pdf")
    for which in ("ours", "theirs"):
        subprocess.run(["pdftoppm", "-r", "48", "-png", folder / f"{which}.pdf", folder / which], check=True)
    ours, theirs = (sorted(folder.glob(f"{which}-*.png")) for which in ("ours", "theirs"))
    assert len(ours) == len(theirs)
    for mine, other in zip(ours, theirs, strict=True):
        a, b = (Image.open(path).convert("L").filter(ImageFilter.GaussianBlur(2)) for path in (mine, other))
        assert a.size == b.size == (640, 360)
        assert ImageStat.Stat(ImageChops.difference(a, b)).mean[0] < 1.5, mine.name
