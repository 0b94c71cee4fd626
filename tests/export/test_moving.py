"""Films, sounds and animated pictures in PowerPoint files and web pages: the file itself, its poster, and what makes it play."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtMultimedia")

from presenter.export.report import Options, Report
from presenter.headless import export
from tests.export.conftest import Written
from tests.export.lint import findings
from tests.export.test_pptx import validate
from tests.moving import animation, film, tone

DECK = """# One

![autoplay loop muted the sea](clip.mp4)

---

# Two

. . .

![](clip.mp4){start=0.4 end=0.8}

---

# Three

![](tone.wav)

![](turn.gif) ![](turn.webp)

---

![bg autoplay loop muted](clip.mp4)

# Four
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("moving")
    film(made / "clip.mp4")
    tone(made / "tone.wav")
    animation(made / "turn.gif", (300, 200))
    animation(made / "turn.webp", (300, 200))
    (made / "talk.md").write_text(DECK, encoding="utf-8")
    return made


Make = Callable[[str], tuple[Path, Report]]


@pytest.fixture
def make(app: object, folder: Path, tmp_path: Path) -> Make:
    def run(form: str, text: str = "") -> tuple[Path, Report]:
        deck = folder / "talk.md"
        if text:
            deck = folder / "other.md"
            deck.write_text(text, encoding="utf-8")
        return tmp_path / f"out.{form}", export(deck, form, tmp_path / f"out.{form}", Options())

    return run


def test_a_powerpoint_file_holds_films_once_with_posters_and_plays_them(make: Make) -> None:
    path, report = make("pptx")
    validate(path)
    assert findings(path) == []
    made = Written(path, report)
    with zipfile.ZipFile(path) as archive:
        assert sorted(n for n in archive.namelist() if "/media/media" in n) == ["ppt/media/media1.mp4", "ppt/media/media2.wav"]
        assert any(n.endswith(".gif") for n in archive.namelist())
        assert archive.getinfo("ppt/media/media1.mp4").compress_type == zipfile.ZIP_STORED
    (pic,) = made.find(1, ".//p:pic[p:nvPicPr/p:nvPr/a:videoFile]")
    shape = pic.xpath("string(p:nvPicPr/p:cNvPr/@id)", namespaces={"p": pic.nsmap["p"]})
    assert made.find(1, "//p:cNvPr[@descr='the sea']")
    assert made.find(1, "//p:cmd[@cmd='playFrom(0.0)']//p:cTn[@dur='indefinite']")  # it loops
    (node,) = made.find(1, "//p:video/p:cMediaNode[@mute='1'][p:cTn/@repeatCount='indefinite']")
    assert made.find(1, f"//p:cmd[@cmd='playFrom(0.0)']//p:spTgt[@spid='{shape}']")
    assert made.find(1, f"//p:cmd[@cmd='togglePause']//p:spTgt[@spid='{shape}']")
    assert not made.find(1, "//p:sp[contains(p:nvSpPr/p:cNvPr/@name, 'Decoration')][.//a:srgbClr/@val='000000']")  # no mark of ours
    assert node is not None
    ids = [element.get("id") for element in made.find(1, "//p:cTn")]
    assert len(ids) == len(set(ids))


def test_a_film_with_a_step_enters_and_waits_for_a_click(make: Make) -> None:
    made = Written(*make("pptx"))
    assert made.find(2, "//p:cTn[@presetClass='entr']")
    assert not made.find(2, "//p:cmd[@cmd='playFrom(0.0)']")
    assert made.find(2, "//*[local-name()='trim'][@st='400'][@end='400']")
    assert made.find(3, ".//p:pic/p:nvPicPr/p:nvPr/a:audioFile")
    assert made.find(4, ".//p:pic[p:nvPicPr/p:nvPr/a:videoFile]")  # behind the slide: a picture that plays, not its ground
    assert not made.find(4, ".//p:bg//a:blip")


def test_what_powerpoint_does_not_play_goes_as_its_still_and_is_told(make: Make, folder: Path) -> None:
    (folder / "clip.ogv").write_bytes((folder / "clip.mp4").read_bytes())
    path, report = make("pptx", "# One\n\n![](clip.ogv)\n")
    validate(path)
    assert [p.code for p in report.slides[0].problems] == ["film-left-out"]
    with zipfile.ZipFile(path) as archive:
        assert not [n for n in archive.namelist() if n.endswith(".ogv")]


def test_a_web_page_holds_them_and_nothing_else_may_be_fetched(make: Make) -> None:
    path, report = make("html")
    page = path.read_text(encoding="utf-8")
    films = re.findall(r"<(video|audio) [^>]*?src=\"data:([\w/]+);base64,[^\"#]*(#t=[\d.,]+)?\"([^>]*)>", page)
    assert [(tag, kind, part) for tag, kind, part, _ in films] == [
        ("video", "video/mp4", ""), ("video", "video/mp4", "#t=0.4,0.8"), ("audio", "audio/wav", ""), ("video", "video/mp4", ""),
    ]  # fmt: skip
    assert " data-auto loop muted controls" in films[0][3]
    assert 'poster="data:image/jpeg' in films[0][3]
    assert " controls" not in films[3][3]
    assert "data:image/gif;base64" in page
    assert "data:image/webp;base64" in page
    assert "media-src data:" in page
    assert not any(slide.problems for slide in report.slides)


def test_on_paper_there_is_a_still_with_a_mark(make: Make) -> None:
    path, _ = make("png")
    from PIL import Image

    with Image.open(path / "001.png") as opened:
        middle = opened.convert("RGB").getpixel((960, 650))
    assert isinstance(middle, tuple)
    assert min(middle) > 240 or max(middle) < 140  # the mark's white sign or its dark disc over the red frame


KINDS = {"fade": "fade", "slide": "cover", "push": "push", "wipe": "wipe", "zoom": "flythrough", "morph": "morph"}


def test_transitions_are_those_of_the_screen_and_others_fade_where_they_are_not_known(make: Make) -> None:
    slides = [f"<!-- _transition: {kind} -->\n\n# {kind}\n" for kind in (*KINDS, "none")]
    path, _ = make("pptx", "\n---\n\n".join(slides))
    validate(path)
    assert findings(path) == []
    made = Written(path, Report("", "", (), 0.0))
    for number, kind in enumerate(KINDS, 1):
        (choice,) = made.find(number, "//*[local-name()='Choice']/p:transition/*")
        (fallback,) = made.find(number, "//*[local-name()='Fallback']/p:transition/*")
        assert choice.tag.rpartition("}")[2] == KINDS[kind]
        assert fallback.tag.startswith("{http://schemas.openxmlformats.org/presentationml/2006/main}")
    assert made.find(4, "//p:wipe[@dir='r']")  # from the left, as on screen
    assert not made.find(7, "//p:transition")


def test_shapes_that_become_each_other_in_a_morph_have_one_name(make: Make) -> None:
    text = (
        "# Plan\n\n![](turn.gif)\n\nwords {#this}\n\n---\n\n<!-- _transition: morph -->\n\n## Next\n\n"
        "other words {#this}\n\n![](turn.gif)\n\n---\n\n## Last\n"
    )
    path, report = make("pptx", text)
    validate(path)
    made = Written(path, report)
    names = [{e.get("name") for e in made.find(n, "//p:cNvPr") if e.get("name").startswith("!!")} for n in (1, 2, 3)]
    assert names[0] == names[1] == {"!!Title", "!!turn", "!!this"}
    assert names[2] == set()
