"""Rough and random decks -> a PowerPoint file that nobody need repair, or the old file as it was."""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image as Pixels

from presenter.export.pptx import write as export
from presenter.export.report import Options, Report
from presenter.headless import export as export_file
from presenter.model import Background, Figure, ImageRef
from presenter.problems import UserError
from tests.export import decks
from tests.export.conftest import Written, write
from tests.export.lint import findings
from tests.export.test_pptx import validate
from tests.fuzz import MARKS, changed

ROOT = Path(__file__).resolve().parents[2]
TABLE = "|" + "|".join(f"c{i}" for i in range(60)) + "|\n|" + "---|" * 60 + "\n"
ROUGH = {
    "500 bullets": "# B\n\n" + "".join(f"- point number {n} with words\n" for n in range(500)),
    "a table of 60 × 200": "# T\n\n" + TABLE + "".join("|" + "|".join(f"{r}.{c}" for c in range(60)) + "|\n" for r in range(200)),
    "a long table": "# T\n\n| a | b |\n|---|---|\n" + "| one | two |\n" * 200,
    "a title of many words": "# " + "word " * 600,
    "a title of one word": "# " + "x" * 3000,
    "links": '# L\n\n[a](<https://example.org/a b"c\'d>) [b](<mailto:a b@example.org>) [c](<https://exa"mple.org>) '
    '[d](<https://e.org/?q="x" y#z w>) ![i](<no such file "x".png>) <https://e.org/é|x> [e](javascript:alert(1)) [f](#nowhere)\n',
    "broken formulas": "# M\n\n$$\\frac{a}{$$\n\n$\\nosuch{x}$, $x$ and $\n\n$$\n\n```mermaid\nflowchart LR\n A --> \n```\n",
    "deep lists": "# D\n\n" + "".join("  " * n + f"- level {n}\n" for n in range(40)),
    "odd characters": "# a\x01b\x1b \ufffe\uffff\n\n- \x0b\x0c x \u202e \u200b 🏳️‍🌈\n\n```py\n\x07 ]]> <&>\n```\n\n"
    "| \x02 | & |\n|---|---|\n| <b> | \x7f |\n\n&#xD800; &#0; &#x1F; &#x110000; [\u2028](<x\u2029y>)\n\n" + "words " * 80,
    "nothing": "",
    "steps in formulas": "# S\n\n- $x$ {.step}\n- $y$ {.step}\n\n$$z$$\n{.step}\n\n```py {1|2|all}\na\nb\n```\n\n"
    "1. a\n\n<!-- x -->\n\n1. b\n",
}  # fmt: skip


def exported(folder: Path, text: str, name: str = "deck") -> tuple[Path, Report]:
    deck, out = folder / f"{name}.md", folder / f"{name}.pptx"
    deck.write_text(text, encoding="utf-8")
    return out, export_file(deck, "pptx", out, Options())


@pytest.mark.parametrize("name", ROUGH)
def test_rough_decks_are_valid(tmp_path: Path, app: object, name: str) -> None:
    out, report = exported(tmp_path, ROUGH[name])
    assert findings(out) == []
    assert report.slides
    validate(out)


@pytest.mark.parametrize("name", ["500 bullets", "a long table"])
def test_too_much_is_told_with_its_slide(tmp_path: Path, app: object, name: str) -> None:
    _, report = exported(tmp_path, "# First\n\nfine\n\n---\n\n" + ROUGH[name])
    assert [bool([p for p in slide.problems if p.code == "overflow"]) for slide in report.slides] == [False, True]


def test_no_word_of_five_hundred_is_lost(tmp_path: Path, app: object) -> None:
    out, _ = exported(tmp_path, ROUGH["500 bullets"])
    with zipfile.ZipFile(out) as archive:
        words = "".join(etree.fromstring(archive.read("ppt/slides/slide1.xml")).itertext())
    assert all(f"point number {n} with words" in words for n in range(500))


def test_pictures_of_many_megapixels(tmp_path: Path, app: object) -> None:
    """100 megapixels go out as many as a screen of 4K has; 1,600, or half a file, are told of with their slide, and the rest goes out."""
    Pixels.new("L", (10_000, 10_000), 200).save(tmp_path / "large.jpg")
    Pixels.new("1", (100, 100)).save(tmp_path / "small.png")
    small = (tmp_path / "small.png").read_bytes()
    head = b"IHDR" + struct.pack(">II", 40_000, 40_000) + small[24:29]
    (tmp_path / "bomb.png").write_bytes(small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:])
    (tmp_path / "half.jpg").write_bytes((tmp_path / "large.jpg").read_bytes()[:400])
    names = ("large.jpg", "bomb.png", "half.jpg", "gone.png")
    out, report = exported(tmp_path, "\n---\n\n".join(f"# {name}\n\n![a picture]({name})\n" for name in names))
    told = ["", "picture-too-large", "picture-broken", "picture-missing"]
    assert [slide.problems[0].code if slide.problems else "" for slide in report.slides] == told
    assert [problem.slide for slide in report.slides for problem in slide.problems] == [2, 3, 4]
    assert findings(out) == []
    with zipfile.ZipFile(out) as archive:
        (name,) = [name for name in archive.namelist() if "/media/" in name]
        with Pixels.open(archive.open(name)) as picture:
            assert 1000 <= picture.width <= 3840


def test_pictures_that_are_gone_when_they_are_written(tmp_path: Path, app: object) -> None:
    """A picture and a background, read for the screen and no more to be read: told with their slide, the rest goes out."""
    decks.slides(tmp_path)
    photo = ImageRef("photo.jpg", "a disc", filters=(("blur", "4px"),))
    given = [
        decks.slide(title="x"),
        decks.slide(Figure(images=(photo,)), title="y"),
        decks.slide(backgrounds=(Background(photo),), title="z"),
    ]
    show = decks.show(tmp_path, given=given)
    for index in range(3):
        show.scene(index)
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    report = export(show, tmp_path / "a.pptx", Options())
    assert [[p.code for p in slide.problems] for slide in report.slides] == [[], ["picture-unreadable"], ["picture-unreadable"]]
    assert findings(tmp_path / "a.pptx") == []


# ---------------------------------------------------------------- the world refuses


def test_a_folder_that_must_not_be_written_to(tmp_path: Path, app: object) -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("who may write everywhere is refused nowhere")
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o500)
    with pytest.raises(UserError):
        export(decks.show(tmp_path, given=[decks.slide(title="x")]), locked / "a.pptx", Options())
    assert list(locked.iterdir()) == []


def test_a_target_that_is_a_folder(tmp_path: Path, app: object) -> None:
    (tmp_path / "a.pptx").mkdir()
    with pytest.raises(UserError):
        export(decks.show(tmp_path, given=[decks.slide(title="x")]), tmp_path / "a.pptx", Options())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pptx"]


def test_a_target_that_another_program_holds_open(tmp_path: Path, app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows lets nobody replace a file that PowerPoint has open; here its refusal is played."""
    out = tmp_path / "a.pptx"
    out.write_bytes(b"old")

    def refuse(source: object, target: object) -> None:
        raise PermissionError(13, "The process cannot access the file because it is being used by another process", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(UserError) as refused:
        export(decks.show(tmp_path, given=[decks.slide(title="x")]), out, Options())
    assert "a.pptx" in str(refused.value)
    assert out.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir() if p.suffix != ".jpg" and p.suffix != ".png") == ["a.pptx"]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, app: object) -> None:
    """A process that may write files of 20 KB only."""
    if os.name != "posix":
        pytest.skip("no such limit here")
    out = tmp_path / "a.pptx"
    out.write_bytes(b"old")
    (tmp_path / "deck.md").write_text("# One\n\n- two\n", encoding="utf-8")
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
        "from presenter.cli import main; sys.exit(main(['export', sys.argv[1], '--to', 'pptx', '-o', sys.argv[2]]))"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "deck.md"), str(out)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert out.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.pptx", "deck.md"]


# ---------------------------------------------------------------- random decks


@pytest.mark.parametrize("seed", range(16))
def test_random_decks_are_valid(tmp_path: Path, app: object, seed: int) -> None:
    """Our decks after lines were lost, doubled, moved and mixed with marks of every dialect."""
    dice = random.Random(seed)
    sources = sorted((ROOT / "decks").glob("*.md"))
    shutil.copytree(ROOT / "decks" / "images", tmp_path / "images", dirs_exist_ok=True)
    text = changed(dice.choice(sources).read_text("utf-8"), dice.choice(sources).read_text("utf-8"), dice)
    text += "\n\n---\n\n" + "\n\n".join(dice.choice(MARKS) for _ in range(12))
    out, _ = exported(tmp_path, text.replace("\0", ""))  # with NUL it is no text file
    assert findings(out) == [], seed
    if seed % 6 == 0:
        validate(out)


# ---------------------------------------------------------------- the linter itself


def spoilt(folder: Path, made: Written, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The file with one part changed."""
    out = folder / "spoilt.pptx"
    with zipfile.ZipFile(made.path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return out


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        ("ppt/slides/slide9.xml", b'spid="3"', b'spid="77"', "not there"),
        ("ppt/slides/slide9.xml", b'st="2" end="2"', b'st="9" end="9"', "paragraph that is not there"),
        ("ppt/slides/slide2.xml", b'<p:ph idx="1"/>', b'<p:ph idx="8"/>', "not the layout's"),
        ("ppt/slides/slide3.xml", b'<p:cNvPr id="3"', b'<p:cNvPr id="2"', "twice"),
        ("ppt/slides/slide3.xml", b'r:id="rId', b'r:id="rIdx', "no relationship"),
        ("ppt/slides/slide4.xml", b"<a:gridCol ", b"<a:gridCol/><a:gridCol ", "cells"),
        ("ppt/presentation.xml", b"notesMasterIdLst", b"otherList", "Keynote"),
        ("ppt/slides/_rels/slide3.xml.rels", b"https://example.org/a", b"https://example.org/ a", "no address"),
        ("[Content_Types].xml", b"/ppt/slides/slide9.xml", b"/ppt/slides/slide99.xml", "not there"),
        ("ppt/slides/slide2.xml", b'lvl="2"', b'lvl="9"', "out of range"),
        ("ppt/slides/slide6.xml", b'descr="An orange disc on blue"', b"", "no words"),
        ("ppt/slides/slide6.xml", b"<a:t>A picture</a:t>", b"", "is empty"),
        ("ppt/slides/slide2.xml", b'<p:ph idx="1"/>', b'<p:ph type="title"/>', "read after other words"),
    ],
)  # fmt: skip
def test_the_linter_sees(tmp_path: Path, written: Written, part: str, old: bytes, new: bytes, said: str) -> None:
    bad = spoilt(tmp_path, written, part, lambda data: data.replace(old, new))
    assert any(said in words for words in findings(bad)), findings(bad)


def test_the_linter_finds_nothing_in_ours(written: Written, tmp_path: Path) -> None:
    assert findings(written.path) == []
    assert findings(write(tmp_path, theme="dark").path) == []
