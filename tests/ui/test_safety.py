"""Nothing is lost: kills, crashes, other programs, files that are gone or forbidden, a full disk."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from presenter.store.journal import Journal
from presenter.store.versions import Versions, superfluous
from presenter.ui import watch
from presenter.ui.desk import WindowDesk
from presenter.ui.edit.differences import Differences
from presenter.ui.edit.versions import VersionsDialog
from presenter.worker.child import starved
from tests.fair_time import fair_clock
from tests.ui.hand import wait_for
from tests.ui.typist import typed

DECK = "# One\n\nwords\n\n---\n\n# Two\n\nmore 😀 words\n"


def bar_button(desk: WindowDesk, text: str) -> QPushButton:
    return next(b for b in desk.window.bar.findChildren(QPushButton) if b.text() == text and b.isVisible())


def bar_buttons(desk: WindowDesk) -> list[str]:
    return [b.text() for b in desk.window.bar.findChildren(QPushButton) if b.isVisible()]


# ---------------------------------------------------------------- kills


def kill_while_typing(folder: Path, seed: int) -> float:
    """Kill a typing program at a random moment; gives how many seconds of typing were lost."""
    deck = folder / f"deck{seed}.md"
    deck.write_text(DECK, encoding="utf-8")
    command = [sys.executable, str(Path(__file__).with_name("typist.py")), str(deck), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()  # it types
        time.sleep(random.Random(seed).uniform(0.0, 2.0))
        killed = time.time() - starved(child.pid)
        child.kill()
        log = [(int(n), float(t)) for n, _, t in (line.strip().partition(" ") for line in child.stdout) if t and n.isdecimal()]
    file = deck.read_text(encoding="utf-8")
    assert file.startswith(DECK)
    saved = len(file) - len(DECK)
    assert file == DECK + typed(saved), "the deck's file is damaged"
    left = Journal(deck).left()
    kept = saved
    if left:
        kept = len(left[0].text) - len(DECK)
        assert left[0].text == DECK + typed(kept), "the journal is damaged"
    for one in left:
        one.forget()
    lost_from = next((t for n, t in log if n > kept), killed)
    return killed - lost_from


def test_five_kills_lose_less_than_a_second(tmp_path: Path) -> None:
    assert max(kill_while_typing(tmp_path, seed) for seed in range(5)) < 1.0


@pytest.mark.soak
def test_two_hundred_kills_lose_less_than_a_second(tmp_path: Path) -> None:
    lost = sorted(kill_while_typing(tmp_path, 1000 + seed) for seed in range(200))
    print(f"\n200 kills while typing: lost {lost[100]:.2f} s in the middle, {lost[-1]:.2f} s at most")
    assert lost[-1] < 1.0


def test_what_a_crash_left_is_offered_with_what_differs(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    QTest.keyClicks(d.window.editor, "precious ")
    assert wait_for(lambda: d.safety.journal._handle is not None)
    d.safety.journal._close()  # as a kill leaves it
    again = desk(None)
    assert wait_for(lambda: "without saving" in again.window.bar.text())
    assert "precious" not in again.window.editor.text
    bar_button(again, "Show the difference").click()
    (dialog,) = [one for one in again.window.findChildren(Differences) if one.isVisible()]
    assert "-# One\n+precious # One" in dialog.text.toPlainText()
    dialog._take()
    assert again.window.editor.text == "precious " + DECK
    assert again.dirty
    assert again.save()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "precious " + DECK
    assert Journal(tmp_path / "talk.md").left() == []


def test_typing_without_a_pause_is_journalled_all_the_same(desk: Callable[..., WindowDesk]) -> None:
    d = desk(DECK)
    begun = fair_clock()
    while d.safety.journal._handle is None:
        QTest.keyClicks(d.window.editor, "x")
        QTest.qWait(5)
        assert fair_clock() - begun < 1.0
    assert d.save()
    assert wait_for(lambda: d.safety.journal._handle is None)


def test_what_is_typed_is_on_the_disk_within_a_second(desk: Callable[..., WindowDesk], monkeypatch: pytest.MonkeyPatch) -> None:
    d = desk(DECK)
    forced: list[tuple[float, str]] = []
    fsync = os.fsync

    def spy(handle: int) -> None:
        fsync(handle)
        forced.append((fair_clock(), os.readlink(f"/proc/self/fd/{handle}")))

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("asks Linux which file was forced")
    monkeypatch.setattr(os, "fsync", spy)
    for _ in range(3):
        forced.clear()
        begun = fair_clock()
        QTest.keyClicks(d.window.editor, "precious ")
        assert wait_for(lambda: bool(forced))
        journal = d.safety.journal._file
        assert journal is not None and forced[-1][1] == str(journal) and forced[-1][0] - begun < 1.0
        assert wait_for(lambda: not d.safety.journal._onto_disk._works)
        QTest.qWait(400)


# ---------------------------------------------------------------- earlier versions


def shown_versions(d: WindowDesk) -> VersionsDialog:
    d.window.menus.update()
    d.window.actions_by_id["versions"].trigger()
    return next(one for one in d.window.findChildren(VersionsDialog) if one.isVisible())


def test_earlier_versions_come_back_from_a_dialog_and_by_undo(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    for words in ("one ", "two "):
        QTest.keyClicks(d.window.editor, words)
        assert d.save()
    now = d.window.editor.text
    dialog = shown_versions(d)
    assert dialog.list.count() == 3 and not dialog.take.isEnabled()  # what is there now, the one before, and the file as it was found
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert "-one two # One\n+# One" in dialog.text.toPlainText()
    dialog.take.click()
    assert d.window.editor.text == DECK and d.dirty
    d.undo()
    assert d.window.editor.text == now
    (tmp_path / "talk.md").unlink()  # lost by some other program: still here
    assert [v.text() for v in Versions(tmp_path / "talk.md").all()] == [now, "one " + DECK, DECK]


def test_what_is_thrown_away_is_a_version(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    (tmp_path / "other.md").write_text("# Other\n", encoding="utf-8")
    QTest.keyClicks(d.window.editor, "gone ")
    d.open_path(tmp_path / "other.md")
    bar_button(d, "Throw them away").click()
    assert d.window.editor.text == "# Other\n"
    found = Versions(tmp_path / "talk.md").all()
    assert [(v.kind, v.text()) for v in found] == [("unsaved", "gone " + DECK)]


def test_versions_are_few_and_damage_is_no_harm(tmp_path: Path) -> None:
    kept = Versions(tmp_path / "talk.md", tmp_path / "v")
    for hour in range(24 * 30):  # a save every hour for a month
        kept.keep(f"# Text {hour}\n", now=1e9 + 3600 * hour)
    found = kept.all()
    assert found[0].text() == "# Text 719\n" and 40 <= len(found) <= 60
    assert found[-1].when < 1e9 + 3600 * 24 * 9  # weeks ago there are still some
    kept.keep("# Text 719\n", now=2e9)
    assert len(kept.all()) == len(found)  # nothing new
    found[0].file.write_bytes(b"no version")
    assert found[0].text() is None
    assert superfluous([100.0 - i for i in range(30)], 100.0) == set(range(20, 30))


# ---------------------------------------------------------------- other programs


def changed_by_both(desk: Callable[..., WindowDesk], tmp_path: Path, theirs: str) -> WindowDesk:
    d = desk(DECK)
    QTest.qWait(30)
    QTest.keyClicks(d.window.editor, "mine ")
    (tmp_path / "talk.md").write_text(theirs, encoding="utf-8")
    assert wait_for(lambda: "Another program" in d.window.bar.text())
    assert d.window.editor.text == "mine " + DECK
    return d


def test_changes_of_both_are_merged(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = changed_by_both(desk, tmp_path, DECK + "\ntheirs\n")
    assert bar_buttons(d) == ["Merge both", "Keep mine", "Take theirs", "Close"]
    bar_button(d, "Merge both").click()
    assert d.window.editor.text == "mine " + DECK + "\ntheirs\n"
    assert d.dirty
    assert d.save()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "mine " + DECK + "\ntheirs\n"
    d.undo()
    assert d.window.editor.text != "mine " + DECK + "\ntheirs\n"


def test_a_place_that_both_changed_keeps_both(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = changed_by_both(desk, tmp_path, DECK.replace("# One", "# Theirs"))
    bar_button(d, "Merge both").click()
    assert "<<<<<<< mine\nmine # One\n=======\n# Theirs\n>>>>>>> theirs\n" in d.window.editor.text
    assert "same place" in d.window.bar.text()


def test_theirs_can_be_taken_and_mine_come_back_by_undo(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = changed_by_both(desk, tmp_path, DECK + "\ntheirs\n")
    bar_button(d, "Take theirs").click()
    assert d.window.editor.text == DECK + "\ntheirs\n"
    assert not d.dirty
    d.undo()
    assert d.window.editor.text == "mine " + DECK
    assert d._work.document.text.value == "mine " + DECK


def test_saving_never_goes_over_what_another_program_wrote_a_moment_ago(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    QTest.keyClicks(d.window.editor, "mine ")
    (tmp_path / "talk.md").write_text("# Theirs\n", encoding="utf-8")
    assert not d.save()  # before anybody had time to notice
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "# Theirs\n"
    assert "Another program" in d.window.bar.text()


def test_two_windows_on_one_deck_do_not_write_over_each_other(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    one, two = desk(DECK), desk(None)
    QTest.keyClicks(one.window.editor, "first ")
    QTest.keyClicks(two.window.editor, "second ")
    assert one.save()
    assert not two.save()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "first " + DECK
    two.safety.merge()
    assert "first" in two.window.editor.text
    assert "second" in two.window.editor.text


def test_a_file_that_is_gone_is_told_of_and_written_again(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    QTest.qWait(30)
    (tmp_path / "talk.md").unlink()
    assert wait_for(lambda: "is gone" in d.window.bar.text())
    assert "safe" in d.window.bar.text()
    assert d.window.editor.text == DECK
    assert d.window.isWindowModified()
    assert d.save()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == DECK


# ---------------------------------------------------------------- refusals


def test_a_read_only_file_is_not_written_over(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    (tmp_path / "talk.md").chmod(0o444)
    QTest.keyClicks(d.window.editor, "mine ")
    assert not d.save()
    assert "read-only" in d.window.bar.text()
    assert "The text is still here" in d.window.bar.text()
    assert bar_buttons(d) == ["Save under another name…", "Close"]
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == DECK
    assert d.window.editor.text == "mine " + DECK
    assert d.dirty


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits the size of files as Linux does")
def test_a_full_disk_leaves_the_old_file_and_the_text(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    import resource

    d = desk(DECK)
    QTest.keyClicks(d.window.editor, "mine " * 40)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))  # no file can grow beyond 100 bytes
    try:
        assert not d.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "Cannot write" in d.window.bar.text()
    assert "The text is still here" in d.window.bar.text()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == DECK
    assert [p.name for p in tmp_path.iterdir() if ".part" in p.name] == []
    assert d.save()
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "mine " * 40 + DECK


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small file system")
def test_a_small_disk_that_is_really_full(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")
    try:
        d = desk(DECK, "disk/talk.md")
        (disk / "other").write_bytes(b"x" * 40_000)
        d.window.editor.insertPlainText("mine " * 6000)
        assert not d.save()
        assert "No space left" in d.window.bar.text()
        assert (disk / "talk.md").read_text(encoding="utf-8") == DECK
        (disk / "other").unlink()
        assert d.save()
        assert (disk / "talk.md").read_text(encoding="utf-8").endswith(DECK)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


def mounted(folder: Path) -> None:
    """A small disk of its own, or the test is skipped."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)], capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a small disk")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small file system")
def test_a_folder_that_may_only_be_read(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    mounted(disk)
    try:
        d = desk(DECK, "disk/talk.md")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        QTest.keyClicks(d.window.editor, "mine ")
        assert not d.save()
        assert "Read-only" in d.window.bar.text() and "The text is still here" in d.window.bar.text()
        assert d.dirty and d.safety.journal._handle is not None
        assert (disk / "talk.md").read_text(encoding="utf-8") == DECK
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts a small file system")
def test_a_drive_that_is_pulled_out(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    mounted(disk)
    try:
        d = desk(DECK, "disk/talk.md")
        QTest.qWait(30)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)
    assert wait_for(lambda: "is gone" in d.window.bar.text())
    assert d.window.editor.text == DECK and d.dirty


def test_a_folder_that_does_not_answer_holds_nothing_up(
    desk: Callable[..., WindowDesk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back = threading.Event()
    monkeypatch.setattr(watch, "PATIENCE", 0.05)
    d = desk(DECK)
    assert wait_for(lambda: d._watch is not None)
    d._watch._look = lambda file: back.wait(30) and None
    d._watch._poll.setInterval(60)
    assert wait_for(lambda: "does not answer" in d.window.bar.text())
    begun = time.monotonic()
    QTest.keyClicks(d.window.editor, "mine ")
    assert not d.save()  # at once, without asking the folder
    assert time.monotonic() - begun < 5
    assert "kept on this computer" in d.window.bar.text() and d.safety.journal._handle is not None
    back.set()
    assert wait_for(lambda: "answers again" in d.window.bar.text())
    assert d.save() and (tmp_path / "talk.md").read_text(encoding="utf-8") == "mine " + DECK


OTHER = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from presenter.app import Project, _hopper
from presenter.qt.application import application
from presenter.store.document import Document
from presenter.store.settings import Settings
from presenter.ui import saving
from presenter.ui.desk import WindowDesk
saving.PATIENCE = 60.0
app = application(widgets=True)
desk = WindowDesk(Project(Document(Path(sys.argv[1])), _hopper(app)), Settings(Path(sys.argv[2])))
desk.open_window()
print("open", flush=True)
for line in sys.stdin:
    if line == "save\\n":
        print(desk.save(), flush=True)
    else:
        desk.window.editor.insertPlainText(line.strip() + " ")
        print("typed", flush=True)
"""


def test_two_programs_on_one_deck_do_not_write_over_each_other(desk: Callable[..., WindowDesk], tmp_path: Path) -> None:
    d = desk(DECK)
    words = [sys.executable, "-c", OTHER, str(tmp_path / "talk.md"), str(tmp_path / "other.json")]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as other:
        assert other.stdin is not None and other.stdout is not None

        def ask(line: str) -> str:
            other.stdin.write(f"{line}\n")  # type: ignore[union-attr]
            other.stdin.flush()  # type: ignore[union-attr]
            return other.stdout.readline().strip()  # type: ignore[union-attr]

        assert other.stdout.readline().strip() == "open"
        assert ask("theirs") == "typed"
        QTest.keyClicks(d.window.editor, "mine ")
        assert ask("save") == "True"
        assert not d.save()
        assert (tmp_path / "talk.md").read_text(encoding="utf-8") == "theirs " + DECK
        d.safety.merge()
        assert d.save()
        text = (tmp_path / "talk.md").read_text(encoding="utf-8")
        assert "mine" in text and "theirs" in text
        assert ask("again") == "typed"
        assert ask("save") == "False"  # it has seen that the file is another one
        assert (tmp_path / "talk.md").read_text(encoding="utf-8") == text
        other.kill()
