"""The deck on the desk → a file, a printer or the clipboard; it is saved first where its file is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt

from presenter.store.settings import Settings
from presenter.ui.main_window import MainWindow
from presenter.ui.work import Work

WIDTH = 1920  # pixels of a slide on the clipboard


class Sharing(QObject):
    """What the commands of sharing do. `save(act)` asks for a name where there is none, and acts once all is saved."""

    def __init__(
        self, work: Work, settings: Settings, window: MainWindow, save: Callable[[Callable[[], object]], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._settings, self._window, self._save = work, settings, window, save

    def export(self) -> None:
        """Ask what to export, and do it."""
        self._saved(self._ask_export)

    def _ask_export(self, path: Path) -> None:
        from presenter.ui.share.export_dialog import ExportDialog

        dialog = ExportDialog(path, self._settings, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.slide_chosen.connect(self._window.go)
        dialog.open()

    def print_deck(self) -> None:
        """Ask what to print, and print it."""
        from presenter.ui.share.print_dialog import print_deck

        self._saved(lambda path: print_deck(path, self._settings, self._window))

    def copy_picture(self) -> None:
        """The slide in view, as it is at its last step, onto the clipboard."""
        from PySide6.QtGui import QGuiApplication

        from presenter.qt.render import draw

        scene = self._work.show.value.scene(self._window.slide)
        QGuiApplication.clipboard().setImage(draw(scene, WIDTH, round(WIDTH * scene.size[1] / scene.size[0])))
        words = self.tr("Slide {number} was copied as a picture").format(number=self._window.slide + 1)
        self._window.statusBar().showMessage(words, 4000)

    def _saved(self, act: Callable[[Path], object]) -> None:
        """Act on the deck's file as it is now; not when the person does not want to save."""
        document = self._work.document

        def go_on() -> None:
            if document.path is not None:
                act(document.path.absolute())

        if document.dirty or document.path is None:
            self._save(go_on)
        else:
            go_on()
