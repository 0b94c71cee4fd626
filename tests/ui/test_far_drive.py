"""A deck on a drive that stops answering: a real one (bindfs), whose program is stopped. Who asked it would wait until it goes on."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from presenter import far
from presenter.store.document import stamp
from presenter.ui import saving, watch
from presenter.ui.desk import WindowDesk
from tests.ui.hand import wait_for

RESCUE = 120.0  # seconds after which the drive goes on, so that a window that waits for it is seen to have waited
DECK = "# One\n\n![](red.png)\n\n---\n\n# Two\n\n![](red.png)\n"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a file system")


class Drive:
    """A folder seen through a program that can be stopped."""

    def __init__(self, tmp_path: Path) -> None:
        self.source, self.folder = tmp_path / "source", tmp_path / "drive"
        self.source.mkdir()
        self.folder.mkdir()
        words = ["bindfs", "-f", "-o", "attr_timeout=0,entry_timeout=0", str(self.source), str(self.folder)]
        self._program = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.waited_for = False
        self._rescue = threading.Timer(RESCUE, self._come_back)

    @property
    def is_there(self) -> bool:
        return os.path.ismount(self.folder)

    @property
    def refused(self) -> bool:
        return self._program.poll() is not None

    def stop(self) -> None:
        os.kill(self._program.pid, signal.SIGSTOP)
        self._rescue.start()

    def _come_back(self) -> None:
        self.waited_for = True
        os.kill(self._program.pid, signal.SIGCONT)

    def go_on(self) -> None:
        self._rescue.cancel()
        os.kill(self._program.pid, signal.SIGCONT)

    def end(self) -> None:
        self.go_on()
        subprocess.run(["umount", "-l", str(self.folder)], check=False, capture_output=True)
        self._program.terminate()
        self._program.wait()


@pytest.fixture
def drive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drive]:
    if shutil.which("bindfs") is None:
        pytest.skip("bindfs is not installed")
    made = Drive(tmp_path)
    if not wait_for(lambda: made.is_there or made.refused, 20000) or made.refused:
        made.end()
        pytest.skip("no right to mount a file system")
    monkeypatch.setattr(saving, "PATIENCE", 0.02)
    monkeypatch.setattr(watch, "PATIENCE", 2 * RESCUE)  # that it is told is for the test that asks for it
    far.is_far.cache_clear()
    far.be_patient(0.02)
    yield made
    far.be_patient(None)
    made.end()


@pytest.fixture
def far_desk(drive: Drive, desk: Callable[..., WindowDesk]) -> WindowDesk:
    from PIL import Image

    Image.new("RGB", (60, 40), "red").save(drive.source / "red.png")
    made = desk(DECK, "drive/talk.md")
    assert wait_for(lambda: made._watch is not None, 20000)
    return made


def saved_text(drive: Drive) -> str:
    return (drive.source / "talk.md").read_text(encoding="utf-8")


def test_a_drive_is_known_to_be_far_and_answers_what_it_answered_last(drive: Drive) -> None:
    assert far.is_far(str(drive.folder)) and far.is_far(str(drive.folder / "deeper")) and not far.is_far(str(drive.source))
    (drive.source / "talk.md").write_text("# One", encoding="utf-8")
    known = stamp(drive.folder / "talk.md")
    assert known is not None or wait_for(lambda: stamp(drive.folder / "talk.md") is not None)
    known = stamp(drive.folder / "talk.md")
    drive.stop()
    (drive.source / "talk.md").write_text("# One and more", encoding="utf-8")
    assert stamp(drive.folder / "talk.md") == known and stamp(drive.folder / "other.md") is None
    assert not drive.waited_for
    drive.go_on()
    assert wait_for(lambda: stamp(drive.folder / "talk.md") not in (None, known), 20000)


def test_typing_and_saving_do_not_wait_for_a_drive_that_hangs(far_desk: WindowDesk, drive: Drive) -> None:
    d = far_desk
    drive.stop()
    QTest.keyClicks(d.window.editor, "mine ")
    assert not d.save() and "Saving talk.md" in d.window.statusBar().currentMessage()
    QTest.keyClicks(d.window.editor, "too ")
    d.go(1)
    assert wait_for(lambda: d.safety.journal._text == "mine too " + DECK, 20000)
    assert d.dirty and not drive.waited_for and d.window.bar.text() == ""
    drive.go_on()
    assert wait_for(lambda: d._work.document.saved == "mine " + DECK, 20000)
    assert saved_text(drive) == "mine " + DECK
    assert d.dirty and d.window.isWindowModified()
    assert wait_for(lambda: d.safety.journal._text == "mine too " + DECK, 20000)
    assert wait_for(lambda: d.save() or not d.dirty, 20000) and saved_text(drive) == "mine too " + DECK
    assert d.window.bar.text() == ""  # a change of our own is no other program's


def test_what_was_to_follow_a_save_follows_when_the_drive_answers(far_desk: WindowDesk, drive: Drive) -> None:
    d, done = far_desk, []
    QTest.keyClicks(d.window.editor, "mine ")
    drive.stop()
    d.saved_then(lambda: done.append(saved_text(drive)))
    QTest.keyClicks(d.window.editor, "too ")
    d.saved_then(lambda: done.append(saved_text(drive)))  # asked once more, for the later text
    assert done == [] and not drive.waited_for
    drive.go_on()
    assert wait_for(lambda: done == ["mine too " + DECK] * 2, 20000) and not d.dirty


def test_a_deck_on_a_drive_that_hangs_is_saved_elsewhere(
    far_desk: WindowDesk, drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    d = far_desk
    monkeypatch.setattr(watch, "PATIENCE", 0.05)
    d._watch._poll.setInterval(60)
    drive.stop()
    QTest.keyClicks(d.window.editor, "mine ")
    assert not d.save()
    assert wait_for(lambda: "does not answer" in d.window.bar.text(), 20000)
    monkeypatch.setattr(saving, "PATIENCE", RESCUE / 2)  # the disk here answers
    assert d.shelf._save(tmp_path / "here.md") and not d.dirty and not drive.waited_for
    assert (tmp_path / "here.md").read_text(encoding="utf-8") == "mine " + DECK
    drive.go_on()
    assert wait_for(lambda: saved_text(drive) == "mine " + DECK, 20000)  # what was under way is done, and is nobody's
    assert d._work.document.path == tmp_path / "here.md" and not d.dirty


def test_a_save_that_was_overtaken_asks(far_desk: WindowDesk, drive: Drive) -> None:
    d = far_desk
    drive.stop()
    QTest.keyClicks(d.window.editor, "mine ")
    (drive.source / "talk.md").write_text(DECK + "\ntheirs\n", encoding="utf-8")
    assert not d.save()
    drive.go_on()
    assert wait_for(lambda: "Another program has changed" in d.window.bar.text(), 20000)
    assert saved_text(drive) == DECK + "\ntheirs\n"
    d.safety.merge()
    assert wait_for(lambda: d.save() or not d.dirty, 20000)
    assert saved_text(drive) == "mine " + DECK + "\ntheirs\n"


def test_notes_written_during_a_talk_do_not_hold_the_slide_up(far_desk: WindowDesk, drive: Drive) -> None:
    from PySide6.QtWidgets import QWidget

    from presenter.ui.show.note_pad import NotePad
    from presenter.ui.show.note_taking import NoteTaking

    told: list[str] = []
    place = QWidget()
    taking = NoteTaking(far_desk._work, pad := NotePad(place), told.append)
    taking.saves = True
    drive.stop()
    taking.begin(0)
    pad.noted.emit("breathe")
    assert "<!-- breathe -->" in far_desk._work.document.text.value and told == [] and not drive.waited_for
    drive.go_on()
    assert wait_for(lambda: "<!-- breathe -->" in saved_text(drive), 20000)
    assert wait_for(lambda: not far_desk._work.document.dirty, 20000)
    place.deleteLater()


@pytest.mark.parametrize(
    ("file", "words", "deck", "shown"),
    [
        (
            "works.bib",
            "@book{low, year = {1843}}",
            "---\nbibliography: works.bib\n---\n\n# One\n\nSee [@low].\n",
            "1843",
        ),
        ("more.md", "# Taken in\n", "---\ndialect: slidev\n---\n\n# One\n\n---\nsrc: ./more.md\n---\n\n---\n\n# Three\n", "Taken in"),
    ],
)
def test_files_that_a_deck_takes_in_keep_no_writer_waiting(
    desk: Callable[..., WindowDesk], drive: Drive, file: str, words: str, deck: str, shown: str
) -> None:
    (drive.source / file).write_text(words, encoding="utf-8")
    d = desk(deck, "drive/talk.md")
    QTest.keyClick(d.window.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)

    def typed_and_seen() -> bool:
        QTest.keyClicks(d.window.editor, "x")
        return any(shown in repr(slide.blocks) for slide in d._work.show.value.deck.slides)

    assert wait_for(typed_and_seen)
    drive.stop()
    assert typed_and_seen() and typed_and_seen()
    assert not drive.waited_for
