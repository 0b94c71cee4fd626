"""Sharing from the window: the dialog's choices, several decks, the report's way back to the slide, print, the clipboard."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton

from presenter.arguments import parser_of
from presenter.commands.command import by_id
from presenter.commands.window import WINDOW
from presenter.store.settings import Settings
from presenter.ui.desk import WindowDesk
from presenter.ui.share import print_dialog
from presenter.ui.share.export_dialog import ExportDialog
from presenter.ui.share.export_wish import FORMATS, PAGES, Wish
from tests.ui.hand import wait_for

DECK = "# One\n\n<!-- say this -->\n\n---\n# Two\n\n![gone](missing.png)\n\n---\n# Three\n"


@pytest.fixture
def dialog(app: object, tmp_path: Path) -> ExportDialog:
    """The dialog for a deck with a fault on slide 2."""
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    found = ExportDialog(tmp_path / "talk.md", Settings(tmp_path / "settings.json"))
    found.show()
    return found


def choose(dialog: ExportDialog, form: str, pages: str = "") -> None:
    dialog.format.setCurrentIndex(dialog.format.findData(form))
    if pages:
        dialog.pages.setCurrentIndex(dialog.pages.findData(pages))


def done(dialog: ExportDialog) -> str:
    QTest.mouseClick(dialog.start, Qt.MouseButton.LeftButton)
    assert wait_for(lambda: dialog._child is None, 60000)
    return dialog.told.text()


def test_every_choice_is_a_command_line_that_the_program_takes() -> None:
    for form, _ in FORMATS:
        for pages, _ in PAGES.get(form, (("slides", ""),)):
            words = Wish(form, pages).words((Path("a.md"), Path("b.md")), "out", "r.json")
            taken = parser_of("export").parse_args(words[1:])
            assert (taken.to, taken.output) == (form, "out/") and len(taken.decks) == 2
            assert taken.steps is (pages == "steps") and taken.notes is (pages == "notes")
            assert taken.handout == (int(pages) if pages.isdecimal() else 0)
            with_fonts = Wish(form, pages, fonts=True).words((Path("a.md"),), "out", "r.json")
            assert parser_of("export").parse_args(with_fonts[1:]).embed_fonts is (form == "pptx")


def test_only_what_matters_is_asked(dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "pptx")
    assert [one.isVisible() for one in (dialog.pages, dialog.paper, dialog.size_)] == [False, False, False]
    assert dialog.fonts.isVisible()
    choose(dialog, "png")
    assert [one.isVisible() for one in (dialog.pages, dialog.paper, dialog.size_)] == [True, False, True]
    choose(dialog, "pdf", "3")
    assert dialog.paper.isVisible() and dialog.place.text() == str(tmp_path / "talk-handout.pdf")
    choose(dialog, "md")
    assert dialog.place.text() == str(tmp_path / "talk-notes.md") != str(tmp_path / "talk.md")
    dialog.close()


def test_what_was_drawn_in_talks_is_offered_where_there_is_some(dialog: ExportDialog, tmp_path: Path) -> None:
    from presenter.store.ink import ink_file

    choose(dialog, "pdf")
    assert not dialog.ink.isVisible()
    ink_file(tmp_path / "talk.md").write_text("{}")
    choose(dialog, "html")
    assert not dialog.ink.isVisible()
    choose(dialog, "png")
    assert dialog.ink.isVisible() and not dialog.wish.ink
    dialog.ink.setChecked(True)
    assert "--ink" in dialog.wish.words((tmp_path / "talk.md",), "out", "r.json")
    dialog.add_decks((tmp_path / "other.md",))
    assert not dialog.ink.isVisible() and not dialog.wish.ink
    dialog.close()


class Opened(QObject):
    """Takes the place of the desktop's file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    @Slot(QUrl)
    def take(self, address: QUrl) -> None:
        self.asked.append(address.toLocalFile())


def test_the_folder_is_shown_where_no_file_manager_listens(app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from presenter.ui.share import show_in_folder as door

    monkeypatch.setattr(door, "_asked_file_manager", lambda path: False)  # the bus of whoever runs the tests is theirs
    manager = Opened()
    QDesktopServices.setUrlHandler("file", manager, "take")
    try:
        door.show_in_folder(tmp_path / "talk.pdf")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert manager.asked == [str(tmp_path)]


def test_a_handout_from_the_dialog(dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "pdf", "2")
    dialog.paper.setCurrentIndex(dialog.paper.findData("letter"))
    assert "3 slides" in done(dialog)
    with pikepdf.open(tmp_path / "talk-handout.pdf") as pdf:
        assert [tuple(map(int, page.mediabox[2:])) for page in pdf.pages] == [(612, 792)] * 2
    assert dialog.show_file.isVisible() and dialog.show_folder.isVisible()
    dialog.close()


def test_the_report_leads_to_its_slide(dialog: ExportDialog) -> None:
    choose(dialog, "pdf")
    assert "3 slides" in done(dialog)
    assert [dialog.report.item(row).text().partition(" does")[0] for row in range(dialog.report.count())] == ["Slide 2: missing.png"]
    spy = QSignalSpy(dialog.slide_chosen)
    place = dialog.report.visualItemRect(dialog.report.item(0)).center()
    QTest.mouseClick(dialog.report.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert spy.count() >= 1 and spy.at(0) == [1]
    dialog.close()


def test_several_decks_go_into_one_folder(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# Other\n\n<!-- and this -->\n", encoding="utf-8")
    choose(dialog, "txt")
    dialog.add_decks((tmp_path / "other.md", tmp_path / "talk.md"))
    assert dialog.named.text() == "talk.md, other.md"
    dialog.place.setText(str(tmp_path / "out"))
    told = done(dialog)
    assert "2 decks" in told
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["other-notes.txt", "talk-notes.txt"]
    assert dialog.report.item(0).text().startswith("Slide 2")
    dialog.close()


def test_one_deck_that_is_refused_does_not_stop_the_others(dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "html")
    dialog.add_decks((tmp_path / "gone.md",))
    told = done(dialog)
    assert "gone.md" in told and "3 slides" in told and (tmp_path / "talk.html").exists()
    dialog.close()


def test_every_part_can_be_reached_and_has_a_name(dialog: ExportDialog) -> None:
    choose(dialog, "pdf", "2")
    for part in (dialog.format, dialog.pages, dialog.paper, dialog.place):
        label = dialog.form.labelForField(part) if part is not dialog.place else None
        assert part.accessibleName() or (label is not None and label.text())  # type: ignore[union-attr]
    keys = [re.findall("&(.)", button.text()) for button in dialog.findChildren(QPushButton)]
    labels = [re.findall("&(.)", dialog.form.labelForField(part).text()) for part in (dialog.format, dialog.pages, dialog.paper)]  # type: ignore[union-attr]
    every = [key.lower() for found in (*keys, *labels) for key in found]
    assert len(every) == len(set(every))
    dialog.close()


# ---------------------------------------------------------------- print, clipboard


@pytest.mark.parametrize("how, pages", [("slides", 3), ("2", 2), ("notes", 3)])
def test_the_printer_gets_what_the_pdf_has(app: object, tmp_path: Path, how: str, pages: int) -> None:
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_dialog.run(tmp_path / "talk.md", printer, how)
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == pages
        wide = [float(page.mediabox[2]) > float(page.mediabox[3]) for page in pdf.pages]
    assert wide == [how == "slides"] * pages
    words = subprocess.run(["pdftotext", str(tmp_path / "printed.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    assert all(word in words for word in ("One", "Two", "Three")) and ("say this" in words) == (how == "notes")


def test_a_range_of_pages_is_printed(app: object, tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    print_dialog.run(tmp_path / "talk.md", printer, "slides")
    with pikepdf.open(tmp_path / "printed.pdf") as pdf:
        assert len(pdf.pages) == 1


def test_the_slide_in_view_goes_onto_the_clipboard(desk: Callable[..., WindowDesk]) -> None:
    from presenter.qt.render import draw

    found = desk()
    found.go(1)
    by_id(WINDOW, "copy-picture").run(found)
    copied = QGuiApplication.clipboard().image()
    assert (copied.width(), copied.height()) == (1920, 1080)
    shown = draw(found._work.show.value.scene(1), 1920, 1080)
    assert all(copied.pixel(x, y) & 0xFFFFFF == shown.pixel(x, y) & 0xFFFFFF for x in range(0, 1920, 40) for y in range(0, 1080, 40))


def test_export_asks_from_the_window_and_goes_to_the_slide(desk: Callable[..., WindowDesk]) -> None:
    found = desk()
    by_id(WINDOW, "export").run(found)
    (asked,) = [window for window in QApplication.topLevelWidgets() if isinstance(window, ExportDialog) and window.isVisible()]
    asked.slide_chosen.emit(2)
    assert found.window.slide == 2
    asked.close()


def test_a_long_remark_is_not_cut(app: object, tmp_path: Path) -> None:
    from presenter.ui.share.export_report import Remark, ReportList

    made = ReportList(tmp_path / "talk.md")
    made.setFixedWidth(420)
    made.fill([Remark(str(tmp_path / "talk.md"), 2, "there is too much on this slide " * 4, True)])
    made.show()
    assert wait_for(made.isVisible)
    assert made.visualItemRect(made.item(0)).bottom() < made.viewport().height()
    assert made.visualItemRect(made.item(0)).height() > 1.8 * made.fontMetrics().height()
    made.deleteLater()
