"""The console on real decks: steps, sections, times and pace, notes, and the overview with its search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QColor, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from presenter.commands.show import SHOW
from presenter.qt.paint import links
from presenter.store.settings import Settings
from presenter.talk import state
from presenter.ui.show import dark
from presenter.ui.show.stage import LiveStage
from tests.ui.hand import Clock, wait_for

K = Qt.Key
DECK = """\
---
duration: 10m
transition: none
---

# Opening

<!-- Say **hello**. -->

---

<!-- section: Results -->

# First finding

. . .

more

---

<!-- _hidden: true -->

# Spare slide

---

<!-- section: Outlook -->

# What comes

---

# Thanks
"""


@pytest.fixture
def give(begin: Callable[..., LiveStage]) -> Callable[..., LiveStage]:
    return lambda text=DECK, slide=0, until=None: begin(text, slide, windowed=(640, 360), until=until)


def press(stage: LiveStage, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(stage.console, key, modifier)
    QApplication.processEvents()


def ran(stage: LiveStage, seconds: float, here: float = 10.0) -> None:
    """As if the talk had begun so long ago."""
    assert wait_for(lambda: stage._prompter._plan is not None)
    now = stage.now()
    stage.talk.set(replace(stage.talk.value, started=now - seconds, slide_since=now - here))
    QApplication.processEvents()


def tint(label: QLabel) -> str:
    return label.palette().windowText().color().name()


def test_step_section_and_hidden_slides_are_told(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_Right)
    assert (stage.console.place.text(), stage.console.step.text()) == ("2 / 5", "step 0 of 1 · Results")
    assert (stage.console.next.scene, stage.console.next.step) == (stage.console.now.scene, 1)  # the next step, not the next slide
    press(stage, K.Key_Right)
    assert stage.console.step.text() == "step 1 of 1 · Results"
    press(stage, K.Key_3, K.Key_Return)
    assert "hidden slide" in stage.console.step.text()
    press(stage, K.Key_BracketRight)
    assert stage.console.step.text() == "Outlook"
    press(stage, K.Key_BracketLeft)
    assert stage.talk.value.slide == 1


def test_the_pace_is_told_only_beyond_a_minute(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_Right)  # slide 2 of 4 that are shown: from 2:30 to 5:00
    for elapsed, words, color in (
        (200, "6:40 left", dark.MUTED), (350, "4:10 left", dark.MUTED), (420, "3:00 left · 2:00 late", dark.ALARM),
        (40, "9:20 left · 1:50 early", dark.ACCENT), (100, "8:20 left", dark.MUTED), (665, "over by 1:05", dark.OVER),
    ):  # fmt: skip
        ran(stage, elapsed)
        assert (stage.console.pace.text(), tint(stage.console.pace)) == (words, color)


def test_a_time_of_day_at_which_the_talk_has_to_be_over(give: Callable[..., LiveStage], clock: Clock) -> None:
    stage = give("# A\n\n---\n\n# B\n\n---\n\n# C\n\n---\n\n# D\n", until=clock.second + 600)  # no duration of its own
    assert wait_for(lambda: "10:00 left" in stage.console.pace.text())
    press(stage, K.Key_Right)
    clock.second += 300  # five minutes on B, of the 2:30 that it has
    assert wait_for(lambda: stage.console.pace.text() == "5:00 left")
    assert (stage.console.elapsed.text(), stage.console.on_slide.text()) == ("5:00", "this slide 5:00")
    clock.second += 240
    assert wait_for(lambda: stage.console.pace.text() == "1:00 left · 4:00 late")
    assert tint(stage.console.pace) == dark.ALARM
    clock.second += 90
    assert wait_for(lambda: stage.console.pace.text() == "over by 0:30")


def test_the_clocks_stand_in_a_pause_and_moving_does_not_end_it(give: Callable[..., LiveStage]) -> None:
    stage = give()
    assert stage.console.elapsed.text() == "0:00"
    ran(stage, 75.5, 12.5)
    assert (stage.console.elapsed.text(), stage.console.on_slide.text()) == ("1:15", "this slide 0:12")
    press(stage, K.Key_T, K.Key_Right, K.Key_Left)
    assert "paused" in stage.console.pace.text()
    assert tint(stage.console.elapsed) == dark.MUTED
    assert stage.talk.value.paused is not None
    press(stage, K.Key_T)
    assert tint(stage.console.elapsed) == dark.INK


def test_without_a_plan_there_is_no_countdown(give: Callable[..., LiveStage]) -> None:
    stage = give("# A\n\n---\n\n# B\n")
    assert stage.console.pace.text() == "T starts the clock"
    press(stage, K.Key_T)
    assert stage.console.pace.text() == ""


def test_notes_grow_scroll_and_keep_their_size(give: Callable[..., LiveStage]) -> None:
    long = "\n\n".join(f"Line {i} of the notes." for i in range(60))
    stage = give(f"# A\n\n<!--\n{long}\n-->\n")
    press(stage, K.Key_Plus, K.Key_Plus, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.console.notes_size == 25
    bar = stage.console.notes.verticalScrollBar()
    press(stage, K.Key_D)
    press(stage, K.Key_Down, modifier=Qt.KeyboardModifier.ShiftModifier)
    below = bar.value()
    press(stage, K.Key_U)
    assert 0 < bar.value() < below
    assert stage.talk.value.place == (0, 0)
    stage.end()
    assert give().console.notes_size == 25


def test_the_overview_finds_slides_by_words_and_by_number(give: Callable[..., LiveStage]) -> None:
    stage = give(slide=1)
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    assert overview.isVisible()
    assert overview.slides == [0, 1, 2, 3, 4]
    QTest.keyClicks(stage.console, "what co")
    assert overview.slides == [3]
    press(stage, K.Key_Return)
    assert not overview.isVisible()
    assert stage.talk.value.slide == 3
    press(stage, K.Key_O, K.Key_5, K.Key_Enter)
    assert stage.talk.value.slide == 4
    press(stage, K.Key_G, K.Key_Left, K.Key_Left, K.Key_Return)
    assert stage.talk.value.slide == 2
    QTest.keyClicks(stage.console, "/nothing like it")
    press(stage, K.Key_Return)
    assert overview.isVisible()  # nothing to go to, and that is said
    image = overview._grid.viewport().grab().toImage().copy(overview._grid.viewport().rect().adjusted(40, 40, -40, -40))
    assert any(image.pixelColor(x, image.height() // 2) == QColor(dark.MUTED) for x in range(image.width()))
    press(stage, K.Key_Escape)
    assert not overview.isVisible()
    assert stage.running
    press(stage, K.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    assert stage.talk.value.slide == 4  # back to where the last jump came from


def test_an_interrupted_talk_is_offered_until_another_is_well_under_way(give: Callable[..., LiveStage], clock: Clock) -> None:
    stage = give()
    stage._interrupted = replace(stage.talk.value, slide=3)
    press(stage, K.Key_Right)
    assert stage.console.status.text() == "The talk was interrupted on slide 4 – Ctrl+R goes back there"
    clock.second += 130
    press(stage, K.Key_Right)
    assert stage.console.status.text() == ""
    press(stage, K.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)  # and can be had still
    assert stage.talk.value.slide == 3


def test_what_the_audience_does_not_see_is_dim_and_the_end_has_a_name(give: Callable[..., LiveStage]) -> None:
    stage = give("# One\n\n---\n\n# Two\n")
    view, caption = stage.console.now, stage.console._caption
    light = lambda widget: widget.grab().toImage().pixelColor(view.slide_rect().center()).lightness()  # noqa: E731
    bright = light(view)
    for key, words in ((K.Key_B, "black"), (K.Key_W, "white"), (K.Key_H, "nothing of it")):
        press(stage, key)
        assert caption.text() == f"Now – the audience sees {words}"
        assert light(view) < 0.6 * bright
        press(stage, key)
        assert (caption.text(), light(view)) == ("Now", bright)
    press(stage, K.Key_F)
    assert (caption.text(), light(view)) == ("Now – the audience sees slide 1", bright)
    press(stage, K.Key_Right)
    after = stage.console.next
    assert after.scene is None
    image, box = after.grab().toImage(), after.slide_rect()
    row = {image.pixelColor(x, box.center().y()).name() for x in range(box.left(), box.right())}
    assert len(row) > 3  # words on the panel
    assert dark.color(dark.PANEL).name() in row


def test_all_keys_are_listed_on_the_console_and_the_next_key_is_the_talk_s(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_F1)
    shown = stage.console.key_list
    assert shown is not None
    assert shown.isVisible()
    words = " ".join(label.text() for label in shown.findChildren(QLabel))
    assert all(escape(command.title) in words for command in SHOW if command.id != "ignored")
    for width, height in ((1280, 720), (800, 600)):
        stage.console.resize(width, height)
        QApplication.processEvents()
        assert all(label.heightForWidth(label.width()) <= label.height() for label in shown.findChildren(QLabel))
    press(stage, K.Key_Escape)
    assert not shown.isVisible()
    assert stage.talk.value.leaving is None  # it was for the list
    press(stage, K.Key_F1, K.Key_PageDown)
    assert not shown.isVisible()
    assert stage.talk.value.slide == 1
    stage.console.hide()
    press(stage, K.Key_F1)
    stage.console.show()
    assert not shown.isVisible()


def test_a_number_shows_its_slide_before_enter_goes_there(give: Callable[..., LiveStage]) -> None:
    stage = give("# One\n\n---\n\n# Two\n\n---\n\n> Nobody listens.\n\n---\n\n# Four\n")
    two = stage.console.next.scene
    press(stage, K.Key_3)
    assert stage.console.status.text() == "Go to slide 3 – Enter: Nobody listens."
    assert stage.console.next.scene is stage._scene(2)
    press(stage, K.Key_Escape)
    assert stage.console.next.scene is two
    press(stage, K.Key_3, K.Key_Return)
    assert stage.console.now.scene is stage._scene(2)


def test_slides_are_put_by_and_come_back_to(give: Callable[..., LiveStage]) -> None:
    stage = give("\n---\n\n".join(f"# Slide {i}\n" for i in range(1, 7)))
    shift = Qt.KeyboardModifier.ShiftModifier
    press(stage, K.Key_Q, modifier=shift)  # nothing is put by
    assert stage.talk.value.slide == 0
    press(stage, K.Key_Right, K.Key_Q, K.Key_Right, K.Key_Right, K.Key_Q, K.Key_Q, K.Key_Right, K.Key_Q)
    assert stage.console.status.text() == "Put by: 2, 5 – Shift+Q goes there"
    assert tint(stage.console.status) == dark.MUTED
    press(stage, K.Key_End, K.Key_Right)
    assert stage.console.status.text() == "End of the talk – press again for black · Put by: 2, 5 – Shift+Q goes there"
    seen = []
    for _ in range(3):
        press(stage, K.Key_Q, modifier=shift)
        seen.append(stage.talk.value.slide + 1)
    assert seen == [2, 5, 2]
    press(stage, K.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)  # and from where it was
    assert stage.talk.value.slide == 4
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    ribbon = QColor(dark.ALARM)

    def flagged() -> list[int]:
        image = overview._grid.viewport().grab().toImage()
        corners = ((row, overview._grid.visualRect(overview._rows.index(row)).topRight()) for row in range(6))
        return [row + 1 for row, at in corners if image.pixelColor(at.x() - 36, at.y() + 14) == ribbon]

    assert flagged() == [2, 5]
    press(stage, K.Key_Escape)


@pytest.mark.parametrize("now", [0, 5, 22, 44, 61, 88])
def test_no_row_of_the_overview_is_cut_off_at_its_top(give: Callable[..., LiveStage], now: int) -> None:
    stage = give("\n---\n\n".join(f"# Slide {i}\n" for i in range(1, 90)), slide=now)
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    grid, bar = overview._grid, overview._grid.verticalScrollBar()
    cards = [grid.visualRect(overview._rows.index(row)) for row in range(89)]
    assert grid.viewport().rect().contains(cards[now])
    assert any(card.top() == 0 for card in cards) or bar.value() == bar.maximum()
    assert (bar.value() == 0) == (now < 10)
    press(stage, K.Key_Escape)


def test_the_overview_draws_what_is_in_view(give: Callable[..., LiveStage]) -> None:
    stage = give("\n---\n\n".join(f"# Slide {i}\n" for i in range(300)))
    stage.console.resize(1000, 700)
    press(stage, K.Key_Tab)
    overview = stage.console.findChild(QWidget, "overview")
    assert wait_for(lambda: overview.known(5) is not None)
    assert overview.known(250) is None
    QTest.mouseClick(overview._grid.viewport(), Qt.MouseButton.LeftButton, pos=overview._grid.visualRect(overview._rows.index(6)).center())
    assert stage.talk.value.slide == 6


def test_buttons_do_what_keys_do(give: Callable[..., LiveStage]) -> None:
    stage = give()
    for name, expected in (("next", (1, 0)), ("next", (1, 1)), ("previous", (1, 0))):
        stage.console.bar.buttons[name].click()
        assert stage.talk.value.place == expected
    stage.console.bar.buttons["freeze"].click()
    assert stage.talk.value.held == (1, 0)
    assert state.elapsed(stage.talk.value, stage.now()) < 60


# ---------------------------------------------------------------- how it is arranged


def parts(stage: LiveStage) -> str:
    """Which parts are in view, and which of the slides is the larger."""
    console = stage.console
    shown = "".join(name for name, part in (("now ", console.now), ("next ", console.next), ("notes ", console.notes)) if part.isVisible())
    wider = console.now.width() / max(1, console.next.width())
    return shown.strip() + (" large" if wider > 1.3 else " alike" if wider > 0.8 else "") if "next" in shown else shown.strip()


def test_layouts_are_chosen_resized_and_remembered(give: Callable[..., LiveStage]) -> None:
    stage = give()
    stage.console.resize(1280, 800)
    seen = []
    for _ in range(4):
        seen.append((parts(stage), stage.console.notes.width() > stage.console.width() * 0.55))
        press(stage, K.Key_Y)
    assert seen == [("now next notes large", False), ("now next notes alike", True), ("now next notes alike", True), ("notes", True)]
    press(stage, K.Key_Y)
    splitter = stage.console.panes._splitters[0][0]
    before = stage.console.now.height()
    splitter.moveSplitter(splitter.height() // 3, 1)
    QApplication.processEvents()
    assert stage.console.now.height() < before * 0.7
    held = stage.console.now.height()
    stage.end()
    again = give()
    again.console.resize(1280, 800)
    QApplication.processEvents()
    assert parts(again) == "now next notes alike"
    assert abs(again.console.now.height() - held) < 6
    again.console.resize(1280, 1100)  # the shares stay
    QApplication.processEvents()
    assert again.console.now.height() > held * 1.2


def test_garbage_in_the_settings_of_the_console_is_ignored(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    for garbage in ({"layout": 3, "shares": [1]}, {"layout": "slide", "shares": {"slide": [[0, -1], ["a"]]}, "buttons": 7, "bright": "x"}):
        Settings(tmp_path / "settings.json").set(console=garbage)
        stage = give()
        assert parts(stage).startswith("now next notes")
        stage.end()


def test_buttons_are_for_fingers_and_go_away(give: Callable[..., LiveStage]) -> None:
    stage = give()
    stage.console.resize(1024, 700)
    press(stage, K.Key_T, modifier=Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    buttons = [*stage.console.bar.buttons.values(), *stage.console.tools.buttons.values()]
    assert all(b.isVisible() and min(b.width(), b.height()) >= 44 for b in buttons)
    assert all(b.focusPolicy() == Qt.FocusPolicy.NoFocus and b.accessibleName() for b in buttons)
    stage.console.resize(800, 600)  # over the slide on a small projector
    QApplication.processEvents()
    assert (stage.console.width(), stage.console.height()) == (800, 600)
    assert all(min(b.width(), b.height()) >= 44 for b in buttons)
    assert max(b.mapTo(stage.console, b.rect().topRight()).x() for b in buttons) < 800
    usual = stage.console.notes.font().pointSizeF()
    stage.console.resize(1920, 1140)  # half as wide again as usual, and so is what is on it
    QApplication.processEvents()
    assert wait_for(lambda: all(b.height() == 78 for b in buttons))
    assert stage.console.notes.font().pointSizeF() == pytest.approx(1.5 * usual)
    stage.console.tools.buttons["pen"].click()
    stage.console.bar.buttons["black"].click()
    QApplication.processEvents()
    assert stage.talk.value.tool == "pen"
    assert [b.text() for b in buttons if b.isChecked()] == ["Black", "Pen"]
    press(stage, K.Key_B, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not any(b.isVisible() for b in buttons)
    stage.end()
    again = give()
    assert not again.console.bar.isVisible()
    press(again, K.Key_B, modifier=Qt.KeyboardModifier.ControlModifier)
    assert again.console.bar.isVisible()
    again.console.bar.buttons["end"].click()
    assert not again.running


def contrast(a: QColor, b: QColor) -> float:
    def light(color: QColor) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (color.redF(), color.greenF(), color.blueF())]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_words_are_read_from_a_metre_dark_and_light(give: Callable[..., LiveStage]) -> None:
    stage = give()
    stage.console.resize(1280, 800)
    for bright in (False, True):
        assert dark.is_light() is bright
        ground = stage.console.palette().window().color()
        assert (ground.lightness() > 128) is bright
        for tone in (dark.INK, dark.MUTED, dark.ACCENT, dark.ALARM, dark.OVER):
            assert contrast(dark.color(tone), ground) >= 7, tone
        for label in stage.console.findChildren(QLabel):
            assert contrast(label.palette().windowText().color(), ground) >= 7, label.accessibleName()
            assert label.font().pointSizeF() >= 12, label.accessibleName()
        assert contrast(stage.console.notes.palette().text().color(), stage.console.notes.palette().base().color()) >= 7
        for name in (dark.INK, dark.MUTED, dark.ACCENT):
            assert contrast(dark.color(name), dark.color(dark.PANEL)) >= 7, name
        press(stage, K.Key_D, modifier=Qt.KeyboardModifier.ControlModifier)
    assert stage.console.elapsed.font().pointSizeF() >= 30
    small = stage.console.elapsed.font().pointSizeF()
    stage.console.resize(1900, 1200)
    QApplication.processEvents()
    assert stage.console.elapsed.font().pointSizeF() > small * 1.3


# ---------------------------------------------------------------- writing notes in place


def write(stage: LiveStage, words: str) -> None:
    assert wait_for(lambda: stage.console.notes_pad.field.hasFocus())
    QTest.keyClicks(stage.console.notes_pad.field, words)
    QApplication.processEvents()


def test_notes_are_written_in_place_and_keys_are_letters_then(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    stage.follow_file()
    press(stage, K.Key_F2)
    assert stage.console.notes_pad.field.toPlainText() == "Say **hello**."
    write(stage, " b n 5 and wait")
    QTest.keyClick(stage.console.notes_pad.field, K.Key_Space)
    assert stage.talk.value == replace(stage.talk.value, slide=0, step=0, screen="live", number="")
    QTest.keyClick(stage.console.notes_pad.field, K.Key_Escape)
    QApplication.processEvents()
    assert stage.running
    assert not stage.console.notes_pad.writing
    assert stage.console.notes.toPlainText() == "Say hello. b n 5 and wait"
    assert (tmp_path / "talk.md").read_text("utf-8") == DECK.replace("Say **hello**.", "Say **hello**. b n 5 and wait")
    press(stage, K.Key_Right)
    assert stage.talk.value.slide == 1  # keys are the show's again
    press(stage, K.Key_N, modifier=Qt.KeyboardModifier.ControlModifier)
    write(stage, "New here")
    QTest.keyClick(stage.audience, K.Key_PageDown)  # the clicker in the other hand
    QTest.keyClick(stage.audience, K.Key_PageDown)
    QApplication.processEvents()
    assert stage.talk.value.slide == 3
    assert not stage.console.notes_pad.writing
    assert "# First finding\n\n. . .\n\nmore\n\n<!-- New here -->\n" in (tmp_path / "talk.md").read_text("utf-8")
    press(stage, K.Key_Left, K.Key_Left)
    assert stage.console.notes.toPlainText() == "New here"


def test_what_is_written_is_saved_at_a_pause_already(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    stage.follow_file()
    press(stage, K.Key_F2)
    write(stage, " Then")
    assert "Then" not in (tmp_path / "talk.md").read_text("utf-8")
    assert wait_for(lambda: "<!-- Say **hello**. Then -->" in (tmp_path / "talk.md").read_text("utf-8"))
    assert stage.console.notes_pad.writing
    write(stage, " go on")
    assert stage.console.notes_pad.field.toPlainText() == "Say **hello**. Then go on"


def test_with_the_console_over_the_only_display_notes_are_letters_too(give: Callable[..., LiveStage]) -> None:
    stage = give()
    stage._hall.alone = True  # the audience has the only display, the console lies over it
    press(stage, K.Key_F2)
    write(stage, " b and n")
    assert (stage.talk.value.screen, stage.talk.value.slide) == ("live", 0)
    QTest.keyClick(stage.console.notes_pad.field, K.Key_Escape)
    assert stage.console.notes.toPlainText() == "Say hello. b and n"
    press(stage, K.Key_N)
    assert stage.talk.value.slide == 1


def test_notes_keep_what_another_program_wrote_meanwhile(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    stage.follow_file()
    press(stage, K.Key_F2)
    write(stage, " Mine")
    (tmp_path / "talk.md").write_text("# Before\n\n---\n\n" + DECK.partition("---\n\n")[2].replace("Thanks", "Thank you"), encoding="utf-8")
    QTest.keyClick(stage.console.notes_pad.field, K.Key_Escape)
    text = (tmp_path / "talk.md").read_text("utf-8")
    assert text.startswith("# Before")
    assert "Thank you" in text
    assert "<!-- Say **hello**. Mine -->" in text
    assert stage.talk.value.slide == 1


def test_notes_that_cannot_be_saved_are_told_and_kept_in_the_text(give: Callable[..., LiveStage], tmp_path: Path) -> None:
    stage = give()
    stage.follow_file()
    (tmp_path / "talk.md").chmod(0o444)
    press(stage, K.Key_F2)
    write(stage, " Mine")
    QTest.keyClick(stage.console.notes_pad.field, K.Key_Escape)
    assert "read-only" in stage.console.status.text()
    assert stage.console.notes.toPlainText() == "Say hello. Mine"
    assert stage._work.document.text.value.count("Mine") == 1


# ---------------------------------------------------------------- links, the end, and a second start


class Opened(QObject):
    """Stands for the system's browser."""

    def __init__(self, stage: LiveStage) -> None:
        super().__init__()
        self._stage = stage
        self.pages: list[tuple[str, bool]] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """What is to be opened, and whether the console is the active window then."""
        self.pages.append((url.toString(), self._stage.console.isActiveWindow()))


LINKS = "---\ntransition: none\n---\n\n# [A page](https://example.org/x)\n\n---\n\n# [A file](file:///etc/passwd)\n\n---\n\n# Three\n"


def test_links_open_where_the_presenter_is(give: Callable[..., LiveStage]) -> None:
    stage = give(LINKS)
    opened = Opened(stage)
    QDesktopServices.setUrlHandler("https", opened, "open")  # type: ignore[call-overload]
    try:
        stage.audience.activateWindow()
        assert wait_for(lambda: stage.audience.isActiveWindow())
        scene = stage.audience.scene
        assert scene is not None
        box = links(scene)[0][0]
        scale = stage.audience.width() / scene.size[0]
        at = QPoint(round((box.x + box.w / 2) * scale), round((box.y + box.h / 2) * scale))
        QTest.mouseClick(stage.audience, Qt.MouseButton.LeftButton, pos=at)  # the mouse is hidden: a clicker's mouse
        assert (opened.pages, stage.talk.value.slide) == ([], 1)
        press(stage, K.Key_Left)
        for off in (0, 9):  # a hand on the mouse
            QTest.mouseMove(stage.audience.windowHandle(), at + QPoint(off, 0))
            QApplication.processEvents()
        assert wait_for(lambda: stage.audience.cursor().shape() == Qt.CursorShape.PointingHandCursor)
        QTest.mouseClick(stage.audience, Qt.MouseButton.LeftButton, pos=at)
        assert wait_for(lambda: opened.pages != [])
        assert opened.pages == [("https://example.org/x", True)]
        assert stage.talk.value.slide == 0
        stage.follow("file:///etc/passwd")
        stage.follow("javascript:alert(1)")
        stage.follow("slide:" + "9" * 5000)
        stage.follow("slide:²")
        assert len(opened.pages) == 1
        view = stage.console.now  # the mouse is here mostly, and need not travel to the projector
        box = links(scene)[0][0]
        scale = view.slide_rect().width() / scene.size[0]
        middle = view.slide_rect().topLeft() + QPoint(round((box.x + box.w / 2) * scale), round((box.y + box.h / 2) * scale))
        QTest.mouseMove(view, middle)
        assert wait_for(lambda: view.cursor().shape() == Qt.CursorShape.PointingHandCursor)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
        assert wait_for(lambda: len(opened.pages) == 2)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle + QPoint(0, round(box.h * 2 * scale)))  # beside it nothing happens
        assert (len(opened.pages), stage.talk.value.slide) == (2, 0)
    finally:
        QDesktopServices.unsetUrlHandler("https")


def test_ctrl_q_ends_and_f5_does_nothing_while_it_runs(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_Right)
    before = stage.talk.value
    press(stage, K.Key_F5)
    assert (stage.talk.value, stage.running) == (before, True)
    press(stage, K.Key_Q, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not stage.running


def test_a_deck_edited_during_the_talk_keeps_its_place_on_the_console_too(give: Callable[..., LiveStage]) -> None:
    stage = give()
    press(stage, K.Key_End)
    document = stage._work.document
    document.text.set(document.text.value.replace("# Opening", "# Opening\n\n---\n\n# New first finding"))
    QApplication.processEvents()
    assert stage.console.place.text() == "6 / 6"
    document.text.set(document.text.value + "\n<!-- Wave -->\n")
    QApplication.processEvents()
    assert stage.console.notes.toPlainText() == "Wave"
