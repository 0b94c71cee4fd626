"""The looks of what only the presenter sees: calm, to be read from a metre; dark for a dark hall, light for a bright room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

GROUND, PANEL, INK, MUTED, ACCENT = "#16181c", "#22262d", "#f2f3f5", "#b3bac4", "#86baff"
ALARM, OVER = "#ffb454", "#ff938b"  # late, and over the time
LINE = "#3a404a"
# what each of them is in a bright room
_LIGHT = {
    GROUND: "#e9ebef", PANEL: "#fafbfc", INK: "#14161a", MUTED: "#434a54", ACCENT: "#08458a", ALARM: "#6d3600", OVER: "#8a1210",
    LINE: "#bfc4cc",
}  # fmt: skip
_light = False


def use_light(yes: bool) -> None:
    """From now on light, or dark; widgets take it when they are dressed."""
    global _light
    _light = yes


def is_light() -> bool:
    """Whether it is light now."""
    return _light


def color(name: str) -> QColor:
    """One of the colours above as it is now."""
    return QColor(_LIGHT.get(name, name) if _light else name)


def dress(widget: QWidget) -> None:
    """Give the widget and what is in it the palette of the hour."""
    palette = widget.palette()
    for role, name in (
        (QPalette.ColorRole.Window, GROUND), (QPalette.ColorRole.WindowText, INK), (QPalette.ColorRole.Base, GROUND),
        (QPalette.ColorRole.Text, INK), (QPalette.ColorRole.Button, PANEL), (QPalette.ColorRole.ButtonText, INK),
        (QPalette.ColorRole.Link, ACCENT), (QPalette.ColorRole.PlaceholderText, MUTED), (QPalette.ColorRole.Highlight, GROUND),
        (QPalette.ColorRole.HighlightedText, INK), (QPalette.ColorRole.Mid, LINE),
    ):  # fmt: skip
        palette.setColor(role, color(name))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
    for one in widget.findChildren(QLabel):
        if one.property("tint"):
            _tint(one, one.property("tint"))


def font(points: float) -> QFont:
    """The system's font at a size."""
    made = QFont()
    made.setPointSizeF(points)
    return made


def tint(label: QLabel, name: str) -> None:
    """Set the label's words in this colour."""
    if label.property("tint") != name:
        label.setProperty("tint", name)
        _tint(label, name)


def _tint(label: QLabel, name: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, color(name))
    label.setPalette(palette)


def label(parent: QWidget, points: float, tone: str, align: Qt.AlignmentFlag, name: str) -> QLabel:
    """Words in a line; `name` is what a screen reader calls them."""
    made = QLabel(parent)
    made.setProperty("points", points)
    made.setFont(_figures(points))
    tint(made, tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
    made.setAccessibleName(name)
    return made


def _figures(points: float) -> QFont:
    face = font(points)
    face.setFeature(QFont.Tag("tnum"), 1)  # figures that do not dance
    return face


def scale(widget: QWidget, factor: float) -> None:
    """Set the words of the labels in it so many times as large as they were made."""
    for one in widget.findChildren(QLabel):
        points = one.property("points")
        if points and abs(one.font().pointSizeF() - points * factor) > 0.2:
            one.setFont(_figures(points * factor))


def caption(parent: QWidget, text: str) -> QLabel:
    """A small heading."""
    made = label(parent, 12, MUTED, Qt.AlignmentFlag.AlignLeft, text)
    made.setText(text)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made
