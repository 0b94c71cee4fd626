"""A key or a paste in the editor → what it means in lists, tables and around selections; False where it is just a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QKeyEvent

from presenter.writing import lists, tables, wrapping
from presenter.writing.change import Change, line_at

if TYPE_CHECKING:
    from presenter.ui.edit.editor import Editor


class Pictures(Protocol):
    """Puts pictures where the deck finds them; gives the name to write, "" if it could not be done."""

    def from_image(self, image: QImage) -> str:
        """Save a picture from the clipboard."""

    def from_file(self, name: str) -> str:
        """Use the file if it is beside the deck, else a copy of it."""


def handle(editor: Editor, event: QKeyEvent) -> bool:
    """Do what the key means here, if it means more than itself."""
    change = _meant(editor, event)
    if change is None:
        return False
    editor.make(change)
    return True


def _meant(editor: Editor, event: QKeyEvent) -> Change | None:
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shift = modifiers == Qt.KeyboardModifier.ShiftModifier
    if modifiers and not shift:
        return None
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
        start, end = editor.selection()
        return lists.enter(editor.text, start) if start == end else None
    if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        return _tab(editor, back=key == Qt.Key.Key_Backtab or shift)
    if key == Qt.Key.Key_Backspace and not shift:
        start, end = editor.selection()
        return lists.backspace(editor.text, start) if start == end else None
    typed = event.text()
    if typed in wrapping.PAIRS and editor.textCursor().hasSelection():
        return wrapping.around(editor.text, *editor.selection(), typed)
    return None


def _tab(editor: Editor, back: bool) -> Change | None:
    start, end = editor.selection()
    change = tables.step(editor.text, end if not back else start, back) or lists.indent(editor.text, start, end, out=back)
    return Change(()) if change is None and back else change


def pasted(mime: QMimeData, pictures: Pictures | None, plain: bool = False) -> str | None:
    """What a paste or drop puts into the text, as it stands or as Markdown; None where it is nothing for this text."""
    files = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    if files:
        names = [pictures.from_file(name) for name in files] if pictures is not None else []
        return "\n\n".join(f"![]({name})" for name in names if name)
    text = mime.text()
    if plain:
        return text if mime.hasText() else None
    if mime.hasImage() and pictures is not None and not text.strip():
        image = mime.imageData()
        name = pictures.from_image(image) if isinstance(image, QImage) else ""
        return f"![]({name})" if name else ""
    table = tables.from_cells(text) if text else None
    if table is not None:
        return table + "\n"
    return (_rich(mime.html(), pictures) if mime.hasHtml() else "") or (text if mime.hasText() else None)


def _rich(html: str, pictures: Pictures | None) -> str:
    from presenter.writing.from_html import markdown

    return markdown(html, lambda data: _kept(data, pictures))


def _kept(data: bytes, pictures: Pictures | None) -> str:
    """The name of a picture that lies in what is pasted, kept beside the deck; "" where it cannot be."""
    image = QImage.fromData(data) if pictures is not None else QImage()
    return pictures.from_image(image) if pictures is not None and not image.isNull() else ""


def joined(text: str, at: int, pasted: str) -> str:
    """What is pasted at `at`, with empty lines around it where it is more than a line: blocks stand by themselves."""
    if "\n" not in pasted.strip("\n"):
        return pasted
    start, end = line_at(text, at)
    front = "\n\n" if text[start:at].strip() else ""
    back = "\n\n" if text[at:end].strip() else ""
    return f"{front}{pasted}{back}"
