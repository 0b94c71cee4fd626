"""A Qt key event → the key's name as portable text, its position, and what it types."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_MODIFIER_KEYS = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
}  # fmt: skip


def named(event: QKeyEvent) -> tuple[str, int, str]:
    """("Shift+PgDown", scan code, "") of a key press; the name is "" for a modifier alone or a key Qt has no name for."""
    key = event.key()
    if key in _MODIFIER_KEYS or key in (0, Qt.Key.Key_unknown):
        return "", event.nativeScanCode(), event.text()
    name = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return name, event.nativeScanCode(), event.text()
