"""Decks -> one page: read as HTML, and drawn by Chromium beside our own picture where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from presenter.export.html import write as export
from presenter.export.report import Options
from presenter.model import Heading, Slide, SlideSettings, Span
from tests.export import decks

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)


class Page(HTMLParser):
    """Elements in order as (tag, attributes), and all the words; complains of what is not closed."""

    VOID = frozenset({"meta", "img", "br", "path", "line", "rect", "ellipse"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.words.append(("/".join(self.open), data))

    def of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of all elements of one name."""
        return [attributes for name, attributes in self.found if name == tag]

    def inside(self, tag: str) -> str:
        """The words inside elements of one name."""
        return "".join(words for path, words in self.words if tag in path.split("/"))


def made(folder: Path, **how: object) -> str:
    out = folder / "all.html"
    export(decks.show(folder, **how), out, Options())  # type: ignore[arg-type]
    return out.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory, app: object) -> str:
    return made(tmp_path_factory.mktemp("html"))


def test_the_structure_of_words(text: str) -> None:
    page = Page(text)
    assert page.inside("h1") == "A talk about lines"
    assert "Three levels" in page.inside("h2")
    assert "First point" in page.inside("li")
    assert any(path.count("li") >= 3 and "Third level" in words for path, words in page.words)
    assert [a.get("start") for a in page.of("ol")] == ["3"]
    assert decks.CODE.replace("\n", "") in page.inside("code")
    roles = [a["role"] for _, a in page.found if "role" in a]
    assert (roles.count("table"), roles.count("row"), roles.count("columnheader")) == (1, 3, 3)
    assert "<marks>" in page.inside("h2")


def test_hidden_slides_and_notes_stay_at_home(text: str) -> None:
    sections = Page(text).of("section")
    assert len(sections) == 15
    assert "Nobody sees this" not in text
    assert "Two lines." not in text


def test_pictures_have_words_and_lie_inside(text: str) -> None:
    images = Page(text).of("img")
    assert {"An orange disc on blue", "a chart"} <= {image["alt"] for image in images}
    assert all(image["src"].startswith("data:") for image in images)
    classes = {name for image in images for name in image["class"].split() if name.startswith("p")}
    assert classes == set(re.findall(r"\.(p\d+)\{background-image:url\(data:image/", text))


def test_links(text: str) -> None:
    links = Page(text).of("a")
    assert "https://example.org/a?b=c&d=<e>" in [a["href"] for a in links]
    assert "#4" in [a["href"] for a in links]
    assert all(a.get("rel") == "noopener noreferrer" for a in links if not a["href"].startswith("#"))


def test_steps(text: str) -> None:
    page = Page(text)
    assert [a["data-steps"] for a in page.of("section")].count("3") == 1
    assert sorted(a["data-step"] for _, a in page.found if "data-step" in a) == ["1", "2", "3"]


def test_the_page_may_load_nothing(text: str) -> None:
    policy = next(a["content"] for a in Page(text).of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy
    assert not re.search(r"""(?:src|href)=["'](?!data:|#|https://example\.org)""", text)
    assert "url(http" not in text


def test_nothing_written_becomes_markup(tmp_path: Path, app: object) -> None:
    nasty = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)> \" ' & \x00\x0b\ud800\ufffe"
    spans = (Span(nasty, link="javascript:alert(3)", title=nasty), Span(nasty, link=f"https://e.org/{nasty}"))
    given = [Slide("", SlideSettings(), (Heading(level=1, spans=spans),), title=nasty)]
    page = Page(made(tmp_path, given=given, title=nasty, author=nasty, description=nasty, lang=nasty))
    assert len(page.of("script")) == 1
    assert not page.of("img")
    assert not [a for _, a in page.found if any(name.startswith("on") for name in a)]
    assert not [a for a in page.of("a") if a["href"].startswith("javascript")]


def test_the_page_names_the_language_that_is_certain_and_no_other(tmp_path: Path, app: object) -> None:
    def named(words: str, lang: str) -> str | None:
        given = [Slide("", SlideSettings(), (Heading(level=1, spans=(Span(words),)),), title="A")]
        return Page(made(tmp_path, given=given, title="A", lang=lang)).of("html")[0].get("lang")

    german = "Der Grund für diesen Vortrag ist, dass wir nicht wissen, wie die Bienen den Weg zu den Blumen finden"
    assert (named(german, ""), named(german, "de-AT"), named("Kubernetes Helm Istio", "")) == ("de", "de-AT", None)


def test_the_same_deck_gives_the_same_page(tmp_path: Path, app: object) -> None:
    assert made(tmp_path) == made(tmp_path)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here")
def test_a_browser_shows_what_we_show(tmp_path: Path, app: object) -> None:
    """Slide 2 in a window of 1280 x 720: the same ink as our own picture, to a small part of it."""
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    from presenter.export.report import Options as PngOptions
    from presenter.qt.pages import write_png

    show = decks.show(tmp_path)
    export(show, tmp_path / "deck.html", Options())
    write_png(show, tmp_path / "ours", PngOptions(pixels=(1280, 720), slides=(1,)))
    shot = tmp_path / "shot.png"
    words = [
        str(CHROMIUM),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=1280,720",
    ]
    words += ["--hide-scrollbars", f"--screenshot={shot}", f"{(tmp_path / 'deck.html').as_uri()}#2"]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    ours, theirs = (
        Image.open(path).convert("L").filter(ImageFilter.GaussianBlur(3)) for path in (next((tmp_path / "ours").glob("*.png")), shot)
    )
    assert theirs.size == ours.size
    assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 1.0
    blank = ImageStat.Stat(ImageChops.difference(ours, Image.new("L", ours.size, 255))).mean[0]
    assert blank > 3.0
