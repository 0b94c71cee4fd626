"""Items of a chart gathered from its corner: words measured and set, forms in the theme's colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from presenter.blocks.charting.look import Look
from presenter.layout.room import Room, quarter
from presenter.layout.text import paragraph, set_paragraphs, set_text
from presenter.model import Span
from presenter.scene import Align, Color, Font, Item, Paragraph, Rect, Shape
from presenter.theme.model import TextStyle

Point = tuple[float, float]
LINE = 1.2  # of the size
NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


@dataclass
class Canvas:
    """Where a chart is drawn, `width` by `height` points. `size` is that of its labels."""

    room: Room
    look: Look
    width: float
    height: float
    size: float
    items: list[Item] = field(default_factory=list)

    @property
    def line(self) -> float:
        """The height of a line of labels."""
        return self.size * LINE

    def style(self, color: Color | None = None, bold: bool = False, size: float = 0.0) -> TextStyle:
        """How labels are set."""
        base = self.room.theme.style("caption", self.room.layout)
        return replace(
            base, size=size or self.size, color=color or self.look.quiet, bold=bold, italic=False, align="left", before=0.0, spacing=1.0
        )

    def font(self, bold: bool = False, size: float = 0.0) -> Font:
        """The font of labels."""
        return self.room.font(self.style(bold=bold, size=size))

    def _paragraph(self, words: str, style: TextStyle, wrap: bool) -> Paragraph:
        return replace(paragraph((Span(words),), self.room, style), wrap=wrap)

    def measure(self, words: str, bold: bool = False, size: float = 0.0) -> float:
        """The width of `words` on one line."""
        return self.room.shaper.width(self._paragraph(words, self.style(bold=bold, size=size), False)) if words else 0.0

    def longest_word(self, words: str) -> float:
        """The width of the longest word in `words`."""
        return self.room.shaper.min_width(self._paragraph(words, self.style(), True)) if words else 0.0

    def lines_in(self, words: str, width: float) -> int:
        """How many lines `words` take in `width`."""
        return len(self.room.shaper.flow(self._paragraph(words, self.style(), True), max(1.0, width)))

    # ------------------------------------------------------------ words

    def words(
        self,
        words: str,
        x: float,
        y: float,
        align: Align = "left",
        color: Color | None = None,
        bold: bool = False,
        size: float = 0.0,
        wrap: float = 0.0,
    ) -> float:
        """Words whose left edge, middle or right edge (`align`) is at `x` and whose first line begins at `y`; broken into
        lines no wider than `wrap` if given. Returns their height."""
        if not words:
            return 0.0
        style = replace(self.style(color, bold, size), align=align)
        made = self._paragraph(words, style, bool(wrap))
        width = wrap or self.room.shaper.width(made) + 0.5
        if made.rtl and align in ("left", "right"):
            made = replace(made, align=align)
        left = {"left": x, "center": x - width / 2, "right": x - width}.get(align, x)
        _, height = set_paragraphs((made,), width, self.room.shaper)
        box = Rect(left, y, width, height)
        room = self.room
        self.items.append(set_text((made,), box, room.shaper, role="chart-label", path=room.path, step=room.step, lang=room.lang))
        return height

    def shortened(self, words: str, width: float, bold: bool = False) -> str:
        """`words` cut with an ellipsis so that they are no wider than `width`."""
        if self.measure(words, bold) <= width:
            return words
        low, high = 0, len(words)
        while high - low > 1:
            middle = (low + high) // 2
            if self.measure(words[:middle].rstrip() + "…", bold) <= width:
                low = middle
            else:
                high = middle
        return words[:low].rstrip() + "…"

    # ------------------------------------------------------------ forms

    def rect(self, box: Rect, fill: Color, parted: bool = False) -> None:
        """A bar; `parted` ones have an edge in the ground's colour."""
        edge = self.look.ground if parted else None
        self.items.append(Shape(box, "rect", fill, edge, 1.0, role="chart", path=self.room.path, step=self.room.step))

    def rule(self, x1: float, y1: float, x2: float, y2: float, color: Color, width: float) -> None:
        """A straight line, level or upright."""
        self.items.append(
            Shape(Rect(x1, y1, x2 - x1, y2 - y1), "line", None, color, width, role="chart", path=self.room.path, step=self.room.step)
        )

    def path(self, data: str, points: Sequence[Point], fill: Color | None, stroke: Color | None = None, width: float = 1.0) -> None:
        """A form of path data around `points`."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self.items.append(Shape(box, "path", fill, stroke, width, path_data=data, role="chart", path=self.room.path, step=self.room.step))


def label_size(room: Room, width: float, height: float) -> float:
    """The size of a chart's labels in points: smaller in a small chart, never below the legible floor while text is not."""
    full = room.style("caption").size
    floor = min(full, room.theme.code_floor)
    return quarter(min(full, max(floor, min(height * 0.07, width * 0.038))))


def polyline(points: Sequence[Point]) -> str:
    """Path data through `points`."""
    return " ".join(f"{'L' if i else 'M'} {x:.2f} {y:.2f}" for i, (x, y) in enumerate(points))


_K = 0.5523  # of the radius: how far a quarter circle's control points stand off


def marker(form: str, x: float, y: float, r: float) -> str:
    """Path data of a mark around (x, y)."""
    match form:
        case "square":
            r *= 0.9
            return polyline([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]) + " Z"
        case "diamond":
            d = r * 1.3
            return polyline([(x, y - d), (x + d, y), (x, y + d), (x - d, y)]) + " Z"
        case "triangle":
            d = r * 1.2
            return polyline([(x, y - d), (x + d, y + d * 0.8), (x - d, y + d * 0.8)]) + " Z"
    k = r * _K
    return (
        f"M {x:.2f} {y - r:.2f} C {x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} "
        f"C {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} "
        f"C {x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} "
        f"C {x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} Z"
    )
