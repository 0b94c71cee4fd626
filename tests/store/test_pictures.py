"""Where a picture is: every way of writing a place, and every reason not to show what is there."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

import pytest

from presenter.problems import Problem, Severity
from presenter.store.header import natural_size
from presenter.store.pictures import find_picture, is_remote, read_data_url
from tests.growth import within


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A deck's folder inside a git project, with pictures in and beside it."""
    folder = tmp_path / "project" / "talk"
    for name in ("project/.git/HEAD", "project/talk/a.png", "project/talk/images/my photo (1).png", "project/talk/100%.png",
                 "project/talk/images/größe.png", "project/shared/logo.png", "elsewhere/secret.png", "project/talk/Picture.PNG",
                 "project/talk/why?.png", "project/talk/a%20b.png", "project/talk/images/chart.jpeg"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def code(found: Path | Problem) -> str:
    assert isinstance(found, Problem), found
    return found.code


@pytest.mark.parametrize(("src", "name"), [
    ("a.png", "a.png"), ("./a.png", "a.png"), ("images/../a.png", "a.png"), (" a.png ", "a.png"), ("<a.png>", "a.png"),
    ("images/my photo (1).png", "my photo (1).png"), ("images/my%20photo%20(1).png", "my photo (1).png"),
    ("<images/my photo (1).png>", "my photo (1).png"), ("images\\my photo (1).png", "my photo (1).png"),
    ("100%.png", "100%.png"), ("100%25.png", "100%.png"), ("a%20b.png", "a%20b.png"), ("images/gr%C3%B6%C3%9Fe.png", "größe.png"),
    ("images/gro\u0308ße.png", "größe.png"), ("a.png?raw=true", "a.png"), ("a.png#half", "a.png"), ("why?.png", "why?.png"),
    ("../shared/logo.png", "logo.png"), ("/shared/logo.png", "logo.png"), ("/a.png", "a.png"),
])  # fmt: skip
def test_every_way_of_writing_a_place(talk: Path, src: str, name: str) -> None:
    found = find_picture(src, talk)
    assert isinstance(found, Path), found
    assert found.name == name and found.is_absolute()


def test_absolute_paths_and_file_urls(talk: Path) -> None:
    target = talk / "images" / "my photo (1).png"
    for src in (str(target), target.as_uri(), target.as_uri().replace("file://", "file://localhost"), "file:a.png"):
        assert isinstance(find_picture(src, talk), Path), src
    assert isinstance(find_picture(str(target), None), Problem)  # no deck's folder: nothing is inside
    assert isinstance(find_picture(str(target), None, frozenset({talk})), Path)


@pytest.mark.parametrize("src", [
    "http://example.org/a.png", "https://example.org/a.png", "HTTPS://EXAMPLE.ORG/a.png", "//example.org/a.png", "ftp://example.org/a.png",
    "\\\\server\\share\\a.png", "file://server/share/a.png", "blob:x", "javascript:x",
])  # fmt: skip
def test_nothing_is_fetched(talk: Path, src: str) -> None:
    assert is_remote(src)
    assert code(find_picture(src, talk)) == "picture-remote"


@pytest.mark.parametrize(
    "src", ["a.png", "C:\\a.png", "C:/a.png", "/a.png", "file:///a.png", "file:///C:/a.png", "a:b.png", "data:image/png,x"]
)
def test_places_on_this_machine_are_not_remote(src: str) -> None:
    assert not is_remote(src)


def test_outside_the_project_nothing_is_shown_unless_allowed(talk: Path) -> None:
    secret = talk.parent.parent / "elsewhere" / "secret.png"
    for src in (
        "../../elsewhere/secret.png",
        str(secret),
        secret.as_uri(),
        "..\\..\\elsewhere\\secret.png",
        "%2e%2e/%2e%2e/elsewhere/secret.png",
    ):
        assert code(find_picture(src, talk)) == "picture-outside"
        for allowed in (secret, secret.parent):
            assert find_picture(src, talk, frozenset({allowed})) == secret
    assert code(find_picture("../../elsewhere/secret.png", talk, frozenset({talk / "else"}))) == "picture-outside"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_leads_no_further_than_a_path(talk: Path) -> None:
    (talk / "link.png").symlink_to(talk.parent.parent / "elsewhere" / "secret.png")
    (talk / "folder").symlink_to(talk.parent.parent / "elsewhere")
    (talk / "logo.png").symlink_to(talk.parent / "shared" / "logo.png")
    (talk / "loop.png").symlink_to(talk / "loop.png")
    assert code(find_picture("link.png", talk)) == "picture-outside"
    assert code(find_picture("folder/secret.png", talk)) == "picture-outside"
    assert isinstance(find_picture("logo.png", talk), Path)
    loop = find_picture("loop.png", talk)
    assert isinstance(loop, Problem) and "leads nowhere" in loop.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_no_plain_file_is_not_opened(talk: Path) -> None:
    os.mkfifo(talk / "pipe.png")
    for src in ("pipe.png", "/dev/zero"):
        found = find_picture(src, talk)
        assert isinstance(found, Problem) and found.code == "picture-missing" and "no file" in found.message


@pytest.mark.parametrize(("src", "hint"), [
    ("picture.png", "Picture.PNG"), ("images/chart.png", "images/chart.jpeg"), ("imges/chart.png", "put the file there"),
    ("images/my photo.png", "images/my photo (1).png"), ("zzz.png", "put the file there"), ("./a.pgn", "a.png"),
])  # fmt: skip
def test_a_missing_picture_names_one_that_is_near(talk: Path, src: str, hint: str) -> None:
    found = find_picture(src, talk)
    assert isinstance(found, Problem)
    assert found.code == "picture-missing" and found.severity is Severity.ERROR
    assert hint in found.hint


@pytest.mark.parametrize(
    "src", ["", "  ", "images", ".", "..", "a\0b.png", "x" * 5000 + ".png", "\ud800.png", "%ff%fe.png", "?", "#", "file:", "file://", "CON"]
)
def test_nonsense_is_a_problem(talk: Path, src: str) -> None:
    assert code(find_picture(src, talk)) in ("picture-missing", "picture-remote", "picture-outside")


def test_hints_for_many_missing_pictures_are_not_sought_again_and_again(talk: Path) -> None:
    for i in range(1500):
        (talk / f"picture {i}.png").touch()
    names = iter(range(10))
    first = lambda: find_picture(f"pictuer {next(names)}x.png", talk)  # noqa: E731
    assert within(lambda: [find_picture("pictuer x.png", talk) for _ in range(300)], first, 60)
    (talk / "pictuer x2.png").touch()
    found = find_picture("pictuer x.png", talk)
    assert isinstance(found, Problem) and "pictuer x2.png" in found.hint


def test_a_deck_without_a_folder_says_so() -> None:
    found = find_picture("a.png", None)
    assert isinstance(found, Problem) and "save the deck" in found.hint


PNG = base64.b64encode(b"\x89PNG...").decode()


@pytest.mark.parametrize(("src", "data"), [
    (f"data:image/png;base64,{PNG}", b"\x89PNG..."), (f"data:image/png;charset=x;base64,{PNG[:5]}\n {PNG[5:]}", b"\x89PNG..."),
    (f"DATA:IMAGE/PNG;BASE64,{PNG.rstrip('=')}", b"\x89PNG..."), ("data:image/svg+xml,%3Csvg/%3E", b"<svg/>"),
    ("data:image/svg+xml;utf8,<svg a='1'/>", b"<svg a='1'/>"),
])  # fmt: skip
def test_pictures_written_into_the_text(src: str, data: bytes) -> None:
    assert read_data_url(src) == data


@pytest.mark.parametrize(
    "src",
    ["data:", "data:text/html,<b>", "data:image/png;base64,!!!", "data:application/pdf;base64,AAAA", "data:;base64,AAAA", "data:image/png"],
)
def test_other_data_is_a_problem(src: str) -> None:
    assert code(read_data_url(src)) in ("picture-format", "picture-broken")


def test_the_size_is_read_from_the_first_bytes(tmp_path: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    for kind, options, size in (("PNG", {}, (30, 15)), ("GIF", {}, (30, 15)), ("BMP", {}, (30, 15)), ("JPEG", {}, (30, 15)),
                                ("JPEG", {"progressive": True}, (30, 15)), ("JPEG", {"exif": exif}, (15, 30)),
                                ("WEBP", {}, None), ("TIFF", {}, None)):  # fmt: skip
        path = tmp_path / f"a.{kind}"
        Image.new("RGB", (40, 20)).save(path, kind, **options)
        assert natural_size(path) == size
    for data in (
        b"",
        b"\xff\xd8",
        b"\xff\xd8\xff\xe1\xff\xffExif\0\0II*\0\xff\xff\xff\xff",
        b"\x89PNG\r\n\x1a\n",
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 99,
    ):
        (tmp_path / "x").write_bytes(data)
        assert natural_size(tmp_path / "x") is None
    assert natural_size(tmp_path / "none") is None
