"""Words on full background pictures kept legible: light or dark text, and a scrim where the picture is too busy for both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from presenter.model import Slide
from presenter.problems import Problem
from presenter.scene import Color, Fill, Gradient, Group, Item, Picture, Rect, Shape, Text
from presenter.theme.colors import contrast
from presenter.theme.model import Theme

ENOUGH = 3.0  # WCAG's contrast for large text: below it something is done
AIM = 4.5
GRID = 8
ALPHAS = tuple(n / 100 for n in range(15, 80, 5))


@dataclass(frozen=True, slots=True)
class Tone:
    """How dark and how light the picture is where words stand, 0-255, leaving out the outermost tenth."""

    low: int
    high: int

    def color(self, light_text: bool) -> Color:
        """The grey that is hardest to read `light_text` (or dark text) on."""
        return grey(self.high if light_text else self.low)


def grey(level: float) -> Color:
    """An opaque grey, 0-255."""
    part = f"{round(min(255.0, max(0.0, level))):02x}"
    return Color(f"#{part * 3}")


def tone_under(boxes: list[Rect], pictures: list[Picture], ground: Color) -> Tone | None:
    """The tones of `pictures` under `boxes`; None when no picture with known tones lies there."""
    levels: list[float] = []
    for picture in pictures:
        if len(picture.image.tones) == GRID * GRID:
            levels += [_filtered(level, picture, ground) for box in boxes for level in _fields(box, picture)]
    if not levels:
        return None
    levels.sort()
    return Tone(round(levels[len(levels) // 10]), round(levels[-1 - len(levels) // 10]))


def _fields(box: Rect, picture: Picture) -> list[int]:
    """The grid fields of the picture that lie under `box`."""
    left, top, right, bottom = picture.crop
    area = picture.box

    def index(at: float, start: float, size: float, before: float, after: float) -> int:
        share = before + (at - start) / max(size, 0.01) * (1 - before - after)
        return min(GRID - 1, max(0, int(share * GRID)))

    if box.right < area.x or box.x > area.right or box.bottom < area.y or box.y > area.bottom:
        return []
    x0, x1 = (index(x, area.x, area.w, left, right) for x in (box.x, box.right))
    y0, y1 = (index(y, area.y, area.h, top, bottom) for y in (box.y, box.bottom))
    tones = picture.image.tones
    return [tones[y * GRID + x] for y in range(y0, y1 + 1) for x in range(x0, x1 + 1)]


def _filtered(level: float, picture: Picture, ground: Color) -> float:
    """A tone after the picture's own filters: brightness, opacity, invert and contrast count."""
    below = int(ground.hex[1:3], 16) * 0.299 + int(ground.hex[3:5], 16) * 0.587 + int(ground.hex[5:7], 16) * 0.114
    for name, value in picture.filters:
        amount = _amount(value)
        match name:
            case "brightness":
                level = min(255.0, level * amount)
            case "opacity":
                level = below + (level - below) * min(1.0, amount)
            case "invert":
                level += (255 - 2 * level) * min(1.0, amount)
            case "contrast":
                level = min(255.0, max(0.0, (level - 127.5) * amount + 127.5))
    return below + (level - below) * picture.opacity


def _amount(value: str) -> float:
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0


# ---------------------------------------------------------------- what is done


def full_pictures(slide: Slide, behind: tuple[Item, ...]) -> list[Picture]:
    """The background pictures that lie under the words: none when they have a side of their own."""
    return [] if slide.split else [item for item in behind if isinstance(item, Picture) and item.role == "background"]


def reads_better_inverted(theme: Theme, pictures: list[Picture]) -> bool:
    """Whether the theme's other text colour stands out more on the middle of the pictures."""
    if theme.inverted is None or not pictures:
        return False
    width, height = theme.size
    tone = tone_under([Rect(width * 0.1, height * 0.2, width * 0.8, height * 0.6)], pictures, _ground(theme))
    if tone is None:
        return False
    middle = grey((tone.low + tone.high) / 2)
    now, other = contrast(theme.color("text"), middle), contrast(theme.inverted.color("text"), middle)
    return now < AIM and other > 1.3 * now


def scrim(theme: Theme, pictures: list[Picture], items: tuple[Item, ...], own: Fill | None = None) -> Shape | None:
    """A veil over the pictures, as thin as it may be, where words that could be read on the plain ground (the theme's, or
    the layout's `own`) could not on them."""
    needs: dict[bool, float] = {}
    places: list[Rect] = []
    for text in _texts(items):
        ink = next((r.color for p in text.paragraphs for r in p.runs if r.text.strip()), None)
        tone = tone_under([_set_box(text)], pictures, _ground(theme)) if text.lines else None
        if ink is None or tone is None:
            continue
        light = contrast(ink, Color("#000000")) > contrast(ink, Color("#ffffff"))
        grounds = (_ground(theme), own) if isinstance(own, Color) else (_ground(theme),)
        plain, here = max(contrast(ink, ground) for ground in grounds), contrast(ink, tone.color(light))
        if here < ENOUGH <= plain and here < 0.8 * plain:  # else it is the ink that is faint, not the picture that is loud
            dark, thickness = _thinnest(ink, tone)
            needs[dark] = max(thickness, needs.get(dark, 0.0))
        if text.lines:
            places.append(_set_box(text))
    if not needs:
        return None
    dark = max(needs, key=lambda key: needs[key])
    return _veil(theme.size, Color("#000000" if dark else "#ffffff", needs[dark]), places)


HALF, FADE = 0.5, 0.26  # of the slide's height: words in one half of it leave the other as it is; how long a veil takes to fade


def _veil(size: tuple[float, float], color: Color, places: list[Rect]) -> Shape:
    """Over the whole slide, or where all words stand low or high on it, only there, fading into the picture."""
    width, height = size
    top, bottom = min(p.y for p in places), max(p.bottom for p in places)
    clear, fade = replace(color, alpha=0.0), FADE * height
    if top >= HALF * height:
        box = Rect(0.0, top - fade, width, height - top + fade)
        return Shape(box, "rect", Gradient(90.0, ((0.0, clear), (fade / box.h, color), (1.0, color))), role="scrim")
    if bottom <= HALF * height:
        box = Rect(0.0, 0.0, width, bottom + fade)
        return Shape(box, "rect", Gradient(90.0, ((0.0, color), (bottom / box.h, color), (1.0, clear))), role="scrim")
    return Shape(Rect(0.0, 0.0, width, height), "rect", color, role="scrim")


FAINT = 1.5  # contrast below which words are as good as not there


def faint_words(items: tuple[Item, ...], ground: Color) -> Problem | None:
    """A Problem where words that stand on the plain ground can hardly be seen on it: the author's colours, not ours."""
    for text in _texts(items):
        for made in text.paragraphs:
            for run in made.runs:
                if run.text.strip() and run.inline is None and run.highlight is None and contrast(run.color, ground) < FAINT:
                    message = f"words in {run.color.hex} can hardly be seen on {ground.hex}: {run.text.strip()[:40]}"
                    return Problem("faint-words", message, "choose another colour for the words or for the ground")
    return None


def _thinnest(ink: Color, tone: Tone) -> tuple[bool, float]:
    """Whether a dark veil makes `ink` readable sooner than a light one, and how thick it must be (0-1)."""
    found = {dark: _thickness(ink, tone, dark) for dark in (True, False)}
    return min(found.items(), key=lambda item: item[1])


def _thickness(ink: Color, tone: Tone, dark: bool) -> float:
    for aim in (AIM, ENOUGH):  # an ink of middle tone reaches the second at most
        for alpha in ALPHAS:
            ends = (_veiled(tone.color(light), alpha, dark) for light in (True, False))
            if min(contrast(ink, end) for end in ends) >= aim:
                return alpha
    return 1.0 if dark is (contrast(ink, Color("#000000")) < ENOUGH) else ALPHAS[-1]


def _veiled(tone: Color, alpha: float, dark: bool) -> Color:
    level = int(tone.hex[1:3], 16)
    return grey(level * (1 - alpha) + (0 if dark else 255) * alpha)


def _ground(theme: Theme) -> Color:
    return theme.background if isinstance(theme.background, Color) else theme.color("background")


def _texts(items: tuple[Item, ...]) -> list[Text]:
    """Texts that stand on the picture itself, not on a panel of a group."""
    return [item for item in items if isinstance(item, Text) and item.role not in ("footer", "header", "number")] + [
        text for item in items if isinstance(item, Group) and item.role == "quote" for text in item.items if isinstance(text, Text)
    ]


def _set_box(text: Text) -> Rect:
    """The box around the set lines, not around the whole region."""
    x = min(line.x for line in text.lines)
    y = min(line.top for line in text.lines)
    right = max(line.x + line.width for line in text.lines)
    bottom = max(line.top + line.height for line in text.lines)
    return Rect(text.box.x + x, text.box.y + y, right - x, bottom - y)
