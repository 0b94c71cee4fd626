"""A pasted or dropped picture → a file beside the deck, for the editor to name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage

from presenter.problems import UserError
from presenter.store.paste import copy_picture, drafts_folder, reference, save_picture

LARGEST = 60_000_000  # pixels


class BesideTheDeck:
    """Fulfils editor_keys.Pictures: keeps pictures in the deck's folder, and says so when it cannot."""

    def __init__(self, folder: Callable[[], Path | None], tell: Callable[[UserError], None]) -> None:
        self._folder, self._tell = folder, tell
        self.unreachable: Callable[[], bool] = lambda: False  # whether the folder does not answer: whoever asks it waits

    def from_image(self, image: QImage) -> str:
        """Save a picture from the clipboard as PNG."""
        if image.isNull() or image.width() * image.height() > LARGEST:
            return ""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]  # takes text, whatever its stub says
        return self._named(lambda folder: save_picture(bytes(data.data()), folder, _name_in(folder)))

    def from_file(self, name: str) -> str:
        """Use the file if it is beside the deck, else a copy of it."""
        return self._named(lambda folder: copy_picture(Path(name), folder))

    def _named(self, make: Callable[[Path], Path]) -> str:
        try:
            folder = self._folder()
            if folder is None:
                words = QCoreApplication.translate("BesideTheDeck", "the deck has no folder yet")
                raise UserError(words, QCoreApplication.translate("BesideTheDeck", "save it first: pictures are put beside it"))
            if self.unreachable():
                words = QCoreApplication.translate("BesideTheDeck", "the deck's folder does not answer")
                raise UserError(words, QCoreApplication.translate("BesideTheDeck", "paste the picture when it does"))
            return reference(make(folder), folder)
        except UserError as error:
            self._tell(error)
            return ""


def _name_in(folder: Path) -> str:
    """What a picture from the clipboard is called: unlike those of other decks, where it will come into a folder unknown yet."""
    return f"picture-{datetime.now():%Y-%m-%d-%H%M%S}.png" if folder == drafts_folder() else "picture.png"
