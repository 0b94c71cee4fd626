"""The welcome deck on paper, in the export dialog and in a browser → pictures of them for docs/sharing.md."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

WELCOME = Path(__file__).resolve().parent.parent / "decks" / "welcome.md"
Save = Callable[[Any, str], None]
Settle = Callable[..., None]


def draw(save: Save, settle: Settle) -> None:
    """Paper, the dialog, and the speaker's window of the web page."""
    _paper(save)
    with tempfile.TemporaryDirectory() as folder:
        _dialog(Path(folder), save, settle)
        _browser(Path(folder), save)


def _paper(save: Save) -> None:
    """A handout page with four slides and a notes page, beside each other."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QImage, QPainter

    from presenter.export.report import Options
    from presenter.headless import open_show
    from presenter.qt.images import Images
    from presenter.qt.paper import paint_placed
    from presenter.qt.sheets import sheets

    with open_show(WELCOME) as (show, _):
        handout, notes = Options(handout=4), Options(notes=True)
        pages = (next(iter(sheets(show, handout))), next(islice(sheets(show, notes), 5, None)))
        out = QImage(1400, 760, QImage.Format.Format_RGB32)
        out.fill(QColor("#9aa0a6"))
        painter = QPainter(out)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, images = 24.0, Images()
        for page in pages:
            scale = min(712 / page.size[1], 826 / page.size[0])
            painter.save()
            painter.translate(left, (760 - page.size[1] * scale) / 2)
            painter.scale(scale, scale)
            painter.fillRect(QRectF(0, 0, *page.size), QColor("#ffffff"))
            for placed in page.parts:
                paint_placed(placed, painter, images, Options())
            painter.restore()
            left += page.size[0] * scale + 24
        painter.end()
        save(out.copy(0, 0, round(left), 760), "sharing-paper.png")


def _dialog(folder: Path, save: Save, settle: Settle) -> None:
    from presenter.store.settings import Settings
    from presenter.ui.share.export_dialog import ExportDialog

    shutil.copytree(WELCOME.parent, folder / "talks")
    dialog = ExportDialog(folder / "talks" / "welcome.md", Settings(folder / "settings.json"))
    dialog.show()
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    dialog.pages.setCurrentIndex(dialog.pages.findData("3"))
    dialog.begin()
    settle(lambda: dialog._child is None, 60.0)
    dialog.place.setText("~/talks/welcome-handout.pdf")
    dialog.place.setCursorPosition(0)
    still = iter(range(40))
    settle(lambda: next(still, None) is None)
    save(dialog.grab().toImage(), "sharing-dialog.png")
    dialog.close()


def _browser(folder: Path, save: Save) -> None:
    """The speaker's window as Chromium shows it; without Chromium the old picture stays."""
    from PySide6.QtGui import QImage

    from presenter.export.report import Options
    from presenter.headless import export
    from tests.browser import CHROMIUM, browser

    if CHROMIUM is None:
        return
    export(WELCOME, "html", folder / "welcome.html", Options(notes=True))
    with browser(folder) as running, running.page() as page:
        page.open(f"{(folder / 'welcome.html').as_uri()}#6")
        page.key("k")
        with running.page("document.documentElement.className === 'desk'") as desk:
            desk.ask("Emulation.setDeviceMetricsOverride", width=1100, height=700, deviceScaleFactor=1, mobile=False)
            desk.until("innerWidth === 1100 && !!document.querySelector('.following .s')")
            desk.run("new Promise(done => setTimeout(done, 300))")
            desk.picture(folder / "notes.png")
    save(QImage(str(folder / "notes.png")), "sharing-notes.png")
