"""Small looks the system's style lacks, and only where it lacks them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget


def is_plain() -> bool:
    """Whether Qt draws with its own style because the desktop brings none."""
    return QApplication.style().name().lower() == "fusion"


def is_dark(palette: QPalette) -> bool:
    """Whether the person has a dark desktop."""
    return palette.window().color().lightness() < 128


def calm_scrollbars(*areas: QAbstractScrollArea) -> None:
    """Thin scroll bars without arrows, where the style would draw those of the nineties."""
    if not is_plain():
        return
    for area in areas:
        handle = mixed(area.palette(), 0.28)
        sheet = (
            "QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }"
            f"QScrollBar::handle:vertical {{ background: {handle.name()}; border-radius: 3px; min-height: 32px; margin: 2px 3px; }}"
            "QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }"
            "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
        )
        area.verticalScrollBar().setStyleSheet(sheet)


def mixed(palette: QPalette, share: float, role: QPalette.ColorRole = QPalette.ColorRole.Text) -> QColor:
    """The colour of `role`, `share` (0-1) of it, over the ground of texts."""
    over, under = palette.color(role), palette.color(QPalette.ColorRole.Base)
    parts = [round(a * share + b * (1 - share)) for a, b in zip(_rgb(over), _rgb(under), strict=True)]
    return QColor(*parts)


def _rgb(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def paint_frame(widget: QWidget) -> None:
    """A line around a panel that floats over the window: the system gives it no edge."""
    painter = QPainter(widget)
    painter.fillRect(widget.rect(), widget.palette().window())
    painter.setPen(mixed(widget.palette(), 0.45))
    painter.drawRect(widget.rect().adjusted(0, 0, -1, -1))
    painter.end()


def set_appearance(name: str) -> None:
    """Light, dark, or as the system has it ("system"); where the desktop brings no colours of its own, ours."""
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    scheme = schemes.get(name, Qt.ColorScheme.Unknown)
    QGuiApplication.styleHints().setColorScheme(scheme)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    if scheme == Qt.ColorScheme.Unknown or not is_plain():
        application.setPalette(QPalette())
    elif is_dark(application.palette()) != (name == "dark") or name == "dark":
        application.setPalette(_dark() if name == "dark" else QPalette(QColor("#efefef")))
    _show_boxes(scheme == Qt.ColorScheme.Dark and is_plain())


def _show_boxes(dark: bool) -> None:
    """The boxes that are ticked have no line around them in our dark: they are lighter than the ground instead."""
    palette = QPalette()
    if dark:
        palette.setColor(QPalette.ColorRole.Base, QColor("#6e737a"))
    for name in ("QCheckBox", "QRadioButton"):
        QApplication.setPalette(palette, name)  # type: ignore[arg-type]  # takes text, whatever its stub says


def _dark() -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    colours = {
        roles.Window: "#26282b", roles.WindowText: "#e6e6e6", roles.Base: "#1c1e20", roles.AlternateBase: "#232528", roles.Text: "#e6e6e6",
        roles.Button: "#33363a", roles.ButtonText: "#e6e6e6", roles.ToolTipBase: "#33363a", roles.ToolTipText: "#e6e6e6",
        roles.BrightText: "#ffffff", roles.Highlight: "#3d7dca", roles.HighlightedText: "#ffffff", roles.Link: "#7ab8f5",
        roles.PlaceholderText: "#8b9198", roles.Light: "#3e4247", roles.Midlight: "#383b40", roles.Mid: "#45494f", roles.Dark: "#17181a",
        roles.Shadow: "#000000",
    }  # fmt: skip
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#74797f"))
    return palette
