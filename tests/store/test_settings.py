"""Settings and recovery: what is remembered, and that garbage never matters."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.store.settings import MOST_RECENT, Settings


def test_settings_are_remembered(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    Settings(file).set(geometry=[1, 2, 3, 4], theme="dark", zoom=1.5)
    again = Settings(file)
    assert (again.numbers("geometry"), again.text("theme"), again.number("zoom")) == ([1, 2, 3, 4], "dark", 1.5)


GARBAGE = [b"", b"\xff\xfe\x00", b"[1,2", b"[]", b"7", b'{"recent": {"a": 1}, "geometry": [1, "x"]}', b"[" * 100000]


@pytest.mark.parametrize("garbage", GARBAGE)
def test_garbage_is_as_good_as_nothing(tmp_path: Path, garbage: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(garbage)
    settings = Settings(file)
    assert (settings.recent, settings.numbers("geometry"), settings.text("geometry", "d")) == ([], [], "d")
    settings.set(theme="light")
    assert Settings(file).text("theme") == "light"


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.set(theme="dark")
    assert settings.text("theme") == "dark"


def test_recent_files_newest_first_bounded_and_only_those_there(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.json")
    decks = [tmp_path / f"{i}.md" for i in range(MOST_RECENT + 3)]
    for deck in decks:
        deck.write_text("")
        settings.opened(deck)
    settings.opened(decks[5])
    assert settings.recent[0] == decks[5]
    assert len(settings.recent) == MOST_RECENT
    decks[5].unlink()
    assert decks[5] not in Settings(tmp_path / "s.json").recent
