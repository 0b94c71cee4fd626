"""Show -> the pages to write and the report of writing them; PNG and SVG files, one a slide (or a step)."""

from __future__ import annotations

import logging
import os
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from presenter.export.report import Options, Report, SlideReport
from presenter.layout.show import Show
from presenter.problems import UserError
from presenter.qt.application import application
from presenter.qt.images import Images
from presenter.qt.ink import paint_strokes
from presenter.qt.paint import paint
from presenter.scene import Group, Item, Picture, Scene, Shape, Text
from presenter.talk.ink import Strokes

log = logging.getLogger(__name__)

RESOLUTION = 1200  # dots an inch in which Qt counts

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgGenerator


Page = tuple[int, Scene, int | None]  # slide, scene, step


# ---------------------------------------------------------------- what every format does


def pages(show: Show, options: Options) -> Iterator[Page]:
    """The pages to write, in order; hidden slides are left out unless they are asked for."""
    for index in chosen(show, options):
        scene = show.scene(index)
        steps: range | tuple[None] = range(scene.steps + 1) if options.steps else (None,)
        for step in steps:
            yield index, scene, step


def chosen(show: Show, options: Options) -> list[int]:
    """The slides to write."""
    count = len(show.deck.slides)
    if options.slides is not None:
        return [index for index in options.slides if 0 <= index < count]
    return [index for index in range(count) if not show.slide(index).settings.hidden]


class Progress:
    """Tells how far the work is (and is stopped there by Cancelled), and gathers the report."""

    def __init__(self, show: Show, options: Options, form: str) -> None:
        self._show, self._options, self._form = show, options, form
        self._started = time.perf_counter()
        self._total = len(chosen(show, options))
        if not self._total:
            raise UserError("there is no slide to write", "every slide is hidden" if show.deck.slides else "the deck is empty")
        self._slides: list[SlideReport] = []
        self._last = -1

    def page(self, index: int, scene: Scene) -> None:
        """A page of slide `index` was written."""
        if index == self._last:
            return
        self._last = index
        self._slides.append(report_of(self._show, index, scene, self._form))
        self._options.progress(len(self._slides), self._total)

    def report(self) -> Report:
        """What was done."""
        path = self._show.path
        return Report(str(path) if path else "", self._form, tuple(self._slides), time.perf_counter() - self._started)


def report_of(show: Show, index: int, scene: Scene, form: str) -> SlideReport:
    """What of slide `index` goes out as text and forms, what as pictures and why."""
    native: Counter[str] = Counter()
    pictures: list[tuple[str, str]] = []
    for item in flat((*scene.behind, *scene.items)):
        match item:
            case Text():
                native["text"] += 1
            case Shape():
                native["shape"] += 1
            case Picture(image=image) if image.format == "svg" and form != "png" and not item.filters:
                native["drawing"] += 1
            case Picture():
                pictures.append((item.role, "filters are applied to its pixels" if item.filters else "a photograph"))
    if form == "png":
        native, pictures = Counter(), [("slide", "PNG is a picture")]
    problems = tuple(show.deck.placed(problem, index) for problem in dict.fromkeys((*show.slide(index).problems, *scene.problems)))
    return SlideReport(index + 1, scene.title, dict(native), tuple(pictures), problems)


def flat(items: tuple[Item, ...]) -> Iterator[Item]:
    """The items, those inside groups too."""
    for item in items:
        if isinstance(item, Group):
            yield from flat(item.items)
        else:
            yield item


# ---------------------------------------------------------------- PNG and SVG: a folder of files


def write_png(show: Show, path: Path, options: Options) -> Report:
    """Write a folder of 001.png, 002.png ..., each as large as fits `options.pixels`."""
    application()
    progress, images = Progress(show, options, "png"), Images()
    with whole_folder(path, ".png") as folder:
        for number, (index, scene, step) in enumerate(pages(show, options), 1):
            picture = drawn(scene, step, *options.pixels, images, options.ink(index, step))
            _save(picture, folder / f"{number:03d}.png")
            progress.page(index, scene)
    return progress.report()


def drawn(scene: Scene, step: int | None, width: int, height: int, images: Images, ink: Strokes = ()) -> QImage:
    """The slide as large as fits `width` x `height`, with what was drawn on it; a slide of another form gets a picture of its form."""
    scale = min(width / scene.size[0], height / scene.size[1])
    across, down = (max(1, round(side * scale)) for side in scene.size)
    result = QImage(across, down, QImage.Format.Format_RGB32)
    result.fill(0)
    painter = QPainter(result)
    painter.scale(across / scene.size[0], down / scene.size[1])
    paint(scene, painter, step, images=images)
    paint_strokes(ink, painter)
    painter.end()
    return result


def _save(picture: QImage, path: Path) -> None:
    """Written by Python: Qt's own writing says nothing on a full disk, and libpng speaks to stderr."""
    data = QBuffer()
    data.open(QIODevice.OpenModeFlag.WriteOnly)
    # 80 of 100: a third of the time that the default takes on a photograph, a third larger
    if not picture.save(data, "PNG", 80):  # type: ignore[call-overload]
        raise UserError(f"cannot make {path.name}", "there may be too little memory: try a smaller --size")
    path.write_bytes(data.data().data())


def write_svg(show: Show, path: Path, options: Options) -> Report:
    """Write a folder of 001.svg, 002.svg ..., a drawing a slide, in points."""
    from PySide6.QtSvg import QSvgGenerator

    application()
    progress, images = Progress(show, options, "svg"), Images()
    with whole_folder(path, ".svg") as folder:
        for number, (index, scene, step) in enumerate(pages(show, options), 1):
            generator, data = QSvgGenerator(), QBuffer()
            generator.setOutputDevice(data)
            generator.setTitle(scene.title)
            _paint_svg(generator, scene, step, images, options.ink(index, step))
            (folder / f"{number:03d}.svg").write_bytes(_tidied(bytes(data.data().data()), scene))
            progress.page(index, scene)
    return progress.report()


def _paint_svg(generator: QSvgGenerator, scene: Scene, step: int | None, images: Images, ink: Strokes) -> None:
    width, height = scene.size
    generator.setResolution(72)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(QRectF(0, 0, width, height))
    painter = QPainter()
    if not painter.begin(generator):
        raise UserError("cannot draw the slide as SVG")
    paint(scene, painter, step, images=images)
    paint_strokes(ink, painter)
    painter.end()


# Latin letters, dashes and bullets: what the family itself has
_PLAIN = re.compile(rb'font-family="([^",]+(?:,[^",]+)?),[^"]*"(?=[^>]*>(?:[\x00-\x7f]|[\xc2-\xc9].|\xe2[\x80\x81].)*</text)')


def _tidied(content: bytes, scene: Scene) -> bytes:
    """The size in pixels (some readers know no other), and for plain words two families of our long list of fallbacks."""
    width, height = (round(side / 0.75, 2) for side in scene.size)
    content = re.sub(rb'width="[^"]*" height="[^"]*"', b'width="%g" height="%g"' % (width, height), content, count=1)
    content = content.replace(b"<desc>Generated with Qt</desc>\n", b"", 1)
    return _PLAIN.sub(rb'font-family="\1,sans-serif"', content)


@contextmanager
def whole_folder(path: Path, suffix: str) -> Iterator[Path]:
    """Give a new folder beside `path`; on success it takes its place, else `path` is as it was.

    What else stands in `path` is kept: only files that this wrote before (numbers with `suffix`) go.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_dir():
        raise UserError(f"cannot write the folder {path}", "a file of that name is there")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent))
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error
    try:
        yield part
        _take_place(part, target, suffix)
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _take_place(part: Path, target: Path, suffix: str) -> None:
    """The new files are all there by now; moving them is a matter of names."""
    if not target.exists():
        part.chmod(0o777 & ~_mask())
        part.rename(target)
        return
    new = {file.name for file in part.iterdir()}
    for file in sorted(part.iterdir()):
        os.replace(file, target / file.name)
    for old in target.glob(f"*{suffix}"):
        if old.stem.isdigit() and len(old.stem) >= 3 and old.name not in new:
            old.unlink()


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
