"""The looks of what only the presenter sees: dark, calm, and to be read from a metre in a dark hall."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

GROUND, PANEL, INK, MUTED, ACCENT = "#16181c", "#1f2228", "#f2f3f5", "#9aa1ab", "#7db4ff"
ALARM, OVER = "#ffb454", "#ff7b72"  # late, and over the time


def dress(widget: QWidget) -> None:
    """Give the widget and what is in it the dark palette."""
    palette = widget.palette()
    for role, color in (
        (QPalette.ColorRole.Window, GROUND), (QPalette.ColorRole.WindowText, INK), (QPalette.ColorRole.Base, GROUND),
        (QPalette.ColorRole.Text, INK), (QPalette.ColorRole.Button, PANEL), (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Link, ACCENT), (QPalette.ColorRole.PlaceholderText, MUTED), (QPalette.ColorRole.Highlight, GROUND),
        (QPalette.ColorRole.HighlightedText, INK),
    ):  # fmt: skip
        palette.setColor(role, QColor(color))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


def font(points: float) -> QFont:
    """The system's font at a size."""
    made = QFont()
    made.setPointSizeF(points)
    return made


def tint(label: QLabel, color: str) -> None:
    """Set the label's words in this colour."""
    palette = label.palette()
    if palette.color(QPalette.ColorRole.WindowText) != QColor(color):
        palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
        label.setPalette(palette)


def label(parent: QWidget, points: float, color: str, align: Qt.AlignmentFlag, name: str) -> QLabel:
    """Words in a line; `name` is what a screen reader calls them."""
    made = QLabel(parent)
    face = font(points)
    face.setFeature(QFont.Tag("tnum"), 1)  # figures that do not dance
    made.setFont(face)
    tint(made, color)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    made.setAccessibleName(name)
    return made


def caption(parent: QWidget, text: str) -> QLabel:
    """A small heading."""
    made = label(parent, 12, MUTED, Qt.AlignmentFlag.AlignLeft, text)
    made.setText(text)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def button(parent: QWidget, text: str, signal: object) -> QPushButton:
    """A button that emits `signal`; large enough for a finger, and never with the focus: space and Enter are "next"."""
    made = QPushButton(text, parent)
    made.setFont(font(12))
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setStyleSheet(
        f"QPushButton {{ color: {INK}; background: {PANEL}; border: 1px solid #343942; border-radius: 6px; padding: 9px 14px; }}"
        f"QPushButton:hover {{ background: #2a2e36; }} QPushButton:pressed {{ background: #343942; }}"
    )
    made.clicked.connect(lambda: signal.emit())  # type: ignore[attr-defined]
    return made
