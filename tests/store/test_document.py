"""A deck's file: what people's editors write, what is no deck, saving, and noticing another editor."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from presenter.problems import UserError
from presenter.store.document import LARGEST, Document, Form, decode, read

TEXT = "# Über\n\n- größer 😀\n- zweitens\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_any_encoding_and_line_end_is_read_and_written_back(tmp_path: Path, encoding: str, mark: bytes, newline: str) -> None:
    path = tmp_path / "deck.md"
    data = mark + TEXT.replace("\n", newline).encode(encoding)
    path.write_bytes(data)
    document = Document(path)
    assert document.text.value == TEXT
    assert document.problems == ()
    document.save()
    assert path.read_bytes() == data


def test_latin_1_is_read_with_a_problem_and_written_back(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    data = "# Plain\n\nCafé – “größer”\n".encode("cp1252")
    path.write_bytes(data)
    document = Document(path)
    assert document.text.value == "# Plain\n\nCafé – “größer”\n"
    assert [(p.code, p.line) for p in document.problems] == [("encoding", 3)]
    document.save()
    assert path.read_bytes() == data
    document.text.set(document.text.value + "😀")  # no room for it in that encoding: nothing is lost
    document.save()
    assert path.read_text("utf-8").endswith("😀")


def test_every_byte_string_is_read_or_refused_with_one_line() -> None:
    rng = random.Random(2)
    for _ in range(2000):
        data = bytes(rng.choices(range(256), k=rng.randint(0, 30)))
        try:
            text, form, _ = decode(data)
        except UserError as error:
            assert "\n" not in str(error)
            continue
        assert decode(form.encode(text))[0] == text
    assert decode(b"") == ("", Form(), ())


def test_mixed_line_ends_take_the_commonest() -> None:
    assert decode(b"a\r\nb\r\nc\nd")[:2] == ("a\nb\nc\nd", Form(newline="\r\n"))


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_no_deck_is_refused_with_one_clear_line(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.md").startswith("no such file")
    assert "is a folder" in refusal(tmp_path)
    (tmp_path / "a.md").write_bytes(bytes(range(256)) * 10)
    assert "not a text file" in refusal(tmp_path / "a.md")
    (tmp_path / "b.md").write_bytes(b"PK\3\4 a zip archive")
    assert "not a text file" in refusal(tmp_path / "b.md")
    assert "cannot read" in refusal(Path("a\0b"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.md"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "too large" in refusal(path)


@pytest.mark.skipif(os.name == "nt", reason="there are no named pipes")
def test_a_pipe_is_read_and_one_that_is_silent_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "deck.md"
    os.mkfifo(pipe)
    with pytest.raises(UserError, match="is a pipe"):
        read(pipe)
    reader, writer = os.pipe()
    os.write(writer, b"# From a program\n")
    os.close(writer)
    assert read(Path(f"/dev/fd/{reader}")).text == "# From a program\n"
    os.close(reader)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_text("x")
    path.chmod(0)
    assert "cannot read" in refusal(path)


def test_dirty_save_and_save_as(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    document = Document(text="# New\n")
    assert not document.dirty
    with pytest.raises(UserError):
        document.save()
    document.text.set("# Newer\n")
    assert document.dirty
    document.save(path)
    assert (path.read_text(), document.dirty, document.name) == ("# Newer\n", False, "deck.md")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_save_that_fails_leaves_the_old_file_and_stays_dirty(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    path = folder / "deck.md"
    path.write_text("old")
    document = Document(path)
    document.text.set("new")
    path.unlink()
    folder.rmdir()
    with pytest.raises(UserError):
        document.save()
    assert document.dirty
    assert document.text.value == "new"


def test_a_change_from_outside_is_noticed_however_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("one")
    document = Document(path)
    assert not document.changed_outside()
    path.write_text("longer")
    assert document.changed_outside()
    assert document.reload()
    assert document.text.value == "longer"
    other = tmp_path / "other"
    other.write_text("rename")  # as many bytes: only the inode and the time tell
    os.replace(other, path)
    assert document.changed_outside()
    document.reload()
    path.unlink()
    assert not document.changed_outside()  # somebody is just replacing it
    path.write_text("back")
    assert document.changed_outside()
    document.save()
    assert not document.changed_outside()


def test_keeping_mine_against_a_changed_file(tmp_path: Path) -> None:
    path = tmp_path / "deck.md"
    path.write_text("one")
    document = Document(path)
    document.text.set("mine")
    path.write_text("theirs, longer")
    document.keep_mine()
    assert not document.changed_outside()
    assert document.dirty
    document.save()
    assert path.read_text() == "mine"


def test_letters_that_an_encoding_lacks_make_the_file_utf_8_for_good(tmp_path: Path) -> None:
    path = tmp_path / "old.md"
    path.write_bytes("# Größe\r\n".encode("cp1252"))
    document = Document(path)
    assert document.form.encoding == "cp1252" and [p.code for p in document.problems] == ["encoding"]
    document.text.set("# Größe 茶\n")
    document.save()
    assert path.read_bytes() == "# Größe 茶\r\n".encode() and document.form.encoding == "utf-8" and document.problems == ()
    document.text.set("# Größe\n")
    document.save()
    assert path.read_bytes() == "# Größe\r\n".encode()  # not back again
