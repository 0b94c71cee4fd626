"""What a block is told when it is placed: the theme, the services, the scale, and what it inherits from around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from presenter.layout.restyle import asked_color, restyled
from presenter.layout.shaper import Assets, Shaper
from presenter.model import StyleRule
from presenter.problems import Problem
from presenter.scene import Align, BlockPath, Color, Font
from presenter.theme.legible import legible
from presenter.theme.model import SlideLayout, TextStyle, Theme

READABLE = 3.0  # contrast of large words with their ground, as WCAG has it
SMALL_PRINT = frozenset({"code", "table", "table-head", "caption", "footnote", "header", "footer", "number", "attribution"})


@dataclass(frozen=True, slots=True)
class Room:
    """Frozen; `replace` it for what is inside a column, a callout, a list.

    `scale` shrinks body text (1 = as the theme has it); `base` is the TextStyle of running text here; `zoom` is what
    the author asked for on top (`font-size`, `.small`); `report` collects Problems.
    """

    theme: Theme
    layout: SlideLayout
    shaper: Shaper
    assets: Assets
    scale: float = 1.0
    zoom: float = 1.0
    base: str = "body"
    step: int = 0
    path: BlockPath = ()
    align: Align | None = None
    color: Color | None = None
    lang: str = ""
    rules: tuple[StyleRule, ...] = ()
    link: Callable[[str], str] = lambda target: target
    report: Callable[[Problem], None] = lambda problem: None
    waits: Callable[[], None] = lambda: None
    height: float = 400.0  # of the region, so that a picture alone knows how tall it may become
    line: int = 0  # of the block being placed, for Problems
    rtl: bool = False
    code_most: float = 0.0  # the size in points of the listings beside this, which its own listings take; 0: none
    arrangement: str = ""  # how the body's parts are set side by side, see registry.ARRANGEMENTS
    depth: int = field(default=0)  # how many containers deep

    def into(self, index: int, step: int = 0, line: int | None = None) -> Room:
        """The room for child `index`: its path, and the later of the two steps."""
        return replace(self, path=(*self.path, index), step=max(self.step, step), line=self.line if line is None else line)

    def deeper(self, *indices: int, step: int = 0, **changes: object) -> Room:
        """The room inside this block for what lies at `indices` below it."""
        return replace(self, path=(*self.path, *indices), step=max(self.step, step), depth=self.depth + 1, **changes)  # type: ignore[arg-type]

    # ------------------------------------------------------------ looks

    @property
    def floor_scale(self) -> float:
        """The scale at which the running text here reaches the smallest legible size."""
        return min(1.0, self.theme.floor / self.theme.style(self.base, self.layout).size)

    def size(self, style: TextStyle, name: str) -> float:
        """The font size in points of `style` at this scale: not below its legible floor until nothing else helps."""
        asked = style.size * self.zoom
        floor = min(asked, self.theme.code_floor if name in SMALL_PRINT else self.theme.floor)
        legible = max(asked * max(self.scale, self.floor_scale), floor)
        return quarter(legible * min(1.0, self.scale / self.floor_scale))

    def style(self, name: str, target: str = "") -> TextStyle:
        """TextStyle `name` at this scale, with the author's CSS for `target`, this room's colour and alignment."""
        style = self.theme.style(name, self.layout)
        if target and self.rules:
            style = restyled(style, self.rules, target, self.theme)
        return replace(style, size=self.size(style, name), color=self.color or style.color, align=self.align or style.align)

    def font(self, style: TextStyle) -> Font:
        """The scene's Font for a style."""
        family = self.theme.fonts[style.font].name
        return Font(family, style.size, style.bold, style.italic, style.font, style.tracking, style.caps)

    def gap(self, share: float = 1.0) -> float:
        """Space between blocks in points."""
        return self.theme.gap * self.squeeze * share

    @property
    def squeeze(self) -> float:
        """How much space shrinks: as much as text does."""
        return self.scale


def word_color(text: str, room: Room) -> Color | None:
    """The colour that the author asks for words; `legible(...)` no nearer to the ground than large words may be."""
    color = asked_color(text, room.theme)
    if color is None or not text.strip().startswith("legible("):
        return color
    ground = room.layout.background if isinstance(room.layout.background, Color) else room.theme.background
    ground = ground if isinstance(ground, Color) else room.theme.color("background")
    return legible(color, ground, READABLE)


def quarter(points: float) -> float:
    """A font size PowerPoint and Qt both keep exactly; tiny ones finer."""
    return max(0.1, round(points * 4) / 4 if points >= 4 else round(points * 10) / 10)
