"""Scene -> one `<section>`: its items placed as on the screen, its words as headings, lists, tables, code and links."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from presenter.export.html.films import film_html
from presenter.export.html.marks import css_color, css_fill, escaped, number, placed, rem, safe_link
from presenter.export.html.notes import notes_html
from presenter.export.html.words import Setting, font_stacks, text_html
from presenter.export.pixels import animation, is_too_large, prepared, shown_width
from presenter.export.report import SlideReport
from presenter.model import Heading, Quote, Slide
from presenter.parse.along import chain
from presenter.problems import Problem
from presenter.scene import BlockPath, Color, Group, Inline, Item, Picture, Rect, Scene, Shape, TableGrid, Text
from presenter.spans import linked_slide
from presenter.theme.model import Theme

# what `<img>` shows while its own picture is a background, so that a picture shown often is in the file once
EMPTY = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
CHANGES = {"fade": 250, "push": 400, "cover": 400, "wipe": 400, "zoom": 400}  # milliseconds, as the show has them
FILTERS = ("blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity", "saturate", "sepia")


@dataclass
class Slideshow:
    """The page being written: `places` gives each slide's number on it by its index in the deck."""

    theme: Theme
    places: Mapping[int, int]
    change: str = ""  # how slides follow each other where they say nothing else
    notes: bool = False  # what the speaker says goes with them
    stacks: dict[str, str] = field(init=False)
    known: dict[tuple[object, ...], str] = field(default_factory=dict)  # picture -> its class, "" when unreadable
    fresh: list[str] = field(default_factory=list)  # rules of pictures first shown on the slide being written
    native: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stacks = font_stacks(self.theme)

    def slide(self, slide: Slide, scene: Scene, index: int) -> tuple[str, SlideReport]:
        """The section of a slide, and what became of it."""
        self.native, self.problems, self.fresh = Counter(), [], []
        place = self.places[index]
        self.setting = Setting(self.stacks, self.href, self.inline, scene.lang, lambda path: _element(slide, path))
        body = self.items(scene.behind, scene, 0) + self.items(scene.items, scene, 0)
        styles = f"<style>{''.join(self.fresh)}</style>\n" if self.fresh else ""
        label = escaped(f"{place}: {scene.title}" if scene.title else str(place))
        head = (
            f'<section class="s" id="{place}" data-steps="{scene.steps}"{self.changed(slide)} aria-roledescription="slide" '
            f'aria-label="{label}" style="background:{css_fill(scene.background)}">\n'
        )
        body += notes_html(slide) if self.notes else ""
        report = SlideReport(index + 1, slide.title, dict(self.native), (), tuple(self.problems))
        return f"{styles}{head}{body}</section>\n", report

    def changed(self, slide: Slide) -> str:
        """How the slide comes: the kind and its milliseconds."""
        kind, seconds = (slide.settings.transition or self.change).split(" ")[0], slide.settings.transition_time
        if kind in ("none", "cut", "") or seconds == 0:
            return ""
        kind = kind if kind in CHANGES else "fade"
        ms = CHANGES[kind] if seconds is None else round(1000 * min(max(seconds, 0.0), 5.0))
        return f' data-t="{kind} {ms}"'

    # ------------------------------------------------------------ links

    def href(self, link: str) -> str:
        """Where a link leads on this page, or "" where it leads nowhere."""
        if link.startswith("slide:"):
            number = linked_slide(link)
            place = None if number is None else self.places.get(number)
            found = f"#{place}" if place else ""
        else:
            found = safe_link(link)
        self.native["link"] += bool(found)
        return found

    # ------------------------------------------------------------ items

    def items(self, items: Iterable[Item], scene: Scene, step: int) -> str:
        """Items in order; `step` is when what they stand in is shown."""
        return "".join(self.item(item, scene, step) for item in items)

    def item(self, item: Item, scene: Scene, step: int) -> str:
        """One item."""
        step = max(step, item.step)
        match item:
            case Text():
                return self.text(item, step, scene)
            case Shape():
                return shape_html(item, _later(step))
            case Picture():
                return self.picture(item, step)
            case Group(role="table", native=TableGrid() as grid):
                return self.table(item, grid, scene, step)
            case Group(role="media"):  # without the mark: the browser shows its own
                return self.items((i for i in item.items if isinstance(i, Picture)), scene, step)
            case Group(role="chart"):
                return self.chart(item, scene, step)
            case Group():
                return self.items(item.items, scene, step)

    def text(self, text: Text, step: int, scene: Scene) -> str:
        """Words; the slide's title is its heading."""
        level = {"title": 1 if scene.layout == "title" else 2, "statement": 2}.get(text.role, 0)
        self.native["list" if any(p.bullet for p in text.paragraphs) else text.role] += 1
        return text_html(text, self.setting, _later(step), level)

    def table(self, group: Group, grid: TableGrid, scene: Scene, step: int) -> str:
        """A table: what is drawn, then its cells in rows, for those who do not see it too."""
        self.native["table"] += 1
        drawn = self.items((item for item in group.items if isinstance(item, Shape)), scene, step)
        rows = []
        for r in range(len(grid.rows)):
            role = "columnheader" if r < grid.header_rows else "cell"
            cells = (text_html(cell.text, self.setting, f'{_later(step)} role="{role}"') for cell in grid.cells if cell.row == r)
            rows.append(f'<div role="row">{"".join(cells)}</div>')
        label = f' aria-label="{escaped(group.alt)}"' if group.alt else ""
        return f'{drawn}<div role="table"{label}>\n{"".join(rows)}</div>\n'

    def chart(self, group: Group, scene: Scene, step: int) -> str:
        """A chart as drawn, named by a sentence that says what it shows."""
        counted = self.native.copy()
        drawn = self.items(group.items, scene, step)
        self.native = counted
        self.native["chart"] += 1
        label = f' aria-label="{escaped(group.alt)}"' if group.alt else ""
        return f'<div role="group"{label}>\n{drawn}</div>\n'

    # ------------------------------------------------------------ pictures

    def picture(self, picture: Picture, step: int) -> str:
        """A picture with its words, cut, rounded and filtered by the browser."""
        if picture.media is not None and (film := film_html(picture, picture.media, _later(step), self.problems)):
            self.native[picture.media.kind] += 1
            return film
        name = self.image_class(picture)
        if not name:
            return ""
        self.native[picture.role] += 1
        style = f"{placed(picture.box)};{_cropped(picture)}"
        style += f";border-radius:{rem(picture.radius)}" if picture.radius else ""
        style += f";opacity:{number(picture.opacity)}" if picture.opacity < 1 else ""
        filters = " ".join(f"{name}({value})" for name, value in picture.filters if name in FILTERS and _harmless(value))
        style += f";filter:{filters}" if filters else ""
        title = f' title="{escaped(picture.title)}"' if picture.title else ""
        href = self.href(picture.link) if picture.link else ""
        image = f'<img class="i {name}" src="{EMPTY}" alt="{escaped(picture.alt)}"{title}'
        if not href:
            return f'{image}{_later(step)} style="{style}">\n'
        outside = "" if href.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
        return f'<a href="{escaped(href)}"{outside}{_later(step)}>{image} style="{style}"></a>\n'

    def inline(self, inline: Inline) -> str:
        """A picture set in a line."""
        name = self.image_class(Picture(Rect(0, 0, inline.width, inline.height), inline.image))
        self.native["formula" if inline.tex else "picture"] += 1
        style = f"width:{rem(inline.width)};height:{rem(inline.height)};vertical-align:{rem(-inline.depth)}"
        return f'<img class="n {name}" src="{EMPTY}" alt="{escaped(inline.alt or inline.tex)}" style="{style}">'

    def image_class(self, picture: Picture) -> str:
        """The class whose background the picture is; its bytes come with its first slide."""
        plain = Picture(picture.box, picture.image, picture.crop)
        width = shown_width(plain)
        sized = picture.image.format != "svg" and is_too_large(picture.image, width)
        key = (picture.image.key, width if sized and picture.image.frames is None else 0)
        if key not in self.known:
            self.known[key] = self._embedded(plain, width)
        if not self.known[key]:
            self.problems.append(Problem("picture-unreadable", f"the picture {picture.image.file.name} could not be read", "save it again"))
        return self.known[key]

    def _embedded(self, picture: Picture, width: int) -> str:
        try:
            if (moving := animation(picture)) is not None:
                data, kind = moving
            elif picture.image.format == "svg":
                data, kind = picture.image.file.read_bytes(), "svg+xml"
            else:
                data, ext = prepared(picture, width)
                kind = "jpeg" if ext == "jpg" else "png"
        except Exception:  # whatever a broken picture makes its decoder say, the rest of the deck goes out
            return ""
        name = f"p{len(self.known) + 1}"
        self.fresh.append(f".{name}{{background-image:url(data:image/{kind};base64,{base64.b64encode(data).decode('ascii')})}}\n")
        return name


def _element(slide: Slide, path: BlockPath) -> str:
    """What a paragraph of the slide is besides a paragraph: a heading below the title, a part of a quote, or ""."""
    found = chain(slide, path)[0] if path else ()
    if found and isinstance(found[-1], Heading):
        return f"h{min(max(found[-1].level, 3), 6)}"
    return "blockquote" if any(isinstance(block, Quote) for block in found) else ""


def _later(step: int) -> str:
    return f' data-step="{step}"' if step > 0 else ""


def _harmless(value: str) -> bool:
    return re.fullmatch(r"[-+.%\w\s,#()]*", value) is not None and "url" not in value.lower()


def _cropped(picture: Picture) -> str:
    """The background's size and place that show the part of the picture that is left."""
    left, top, right, bottom = picture.crop
    across, down = max(0.02, 1 - left - right), max(0.02, 1 - top - bottom)
    size = f"background-size:{number(100 / across)}% {number(100 / down)}%"
    if not any(picture.crop):
        return size
    x = 100 * left / (1 - across) if across < 1 else 0.0
    y = 100 * top / (1 - down) if down < 1 else 0.0
    return f"{size};background-position:{number(x)}% {number(y)}%"


# ---------------------------------------------------------------- shapes


def shape_html(shape: Shape, later: str) -> str:
    """A drawn form: plain ones as boxes, the others as SVG."""
    said = f' role="img" aria-label="{escaped(shape.alt)}"' if shape.alt else ' aria-hidden="true"'
    if shape.kind in ("rect", "round", "ellipse") and shape.stroke is None:
        corner = "50%" if shape.kind == "ellipse" else rem(min(shape.radius, shape.box.w / 2, shape.box.h / 2))
        rounded = f";border-radius:{corner}" if shape.kind == "ellipse" or (shape.radius and shape.kind == "round") else ""
        return f'<div class="g"{later}{said} style="{placed(shape.box)};background:{css_fill(shape.fill)}{rounded}"></div>\n'
    return _svg(shape, f"{later}{said}")


def _svg(shape: Shape, attributes: str) -> str:
    box = shape.box
    stroke = shape.stroke or (shape.fill if shape.kind == "line" and isinstance(shape.fill, Color) else None)
    line = f' stroke="{css_color(stroke)}" stroke-width="{number(shape.stroke_width)}"' if stroke else ""
    fill = css_color(shape.fill) if isinstance(shape.fill, Color) and shape.kind != "line" else "none"
    where = f'style="left:{rem(box.x)};top:{rem(box.y)};width:{rem(max(abs(box.w), 1.0))};height:{rem(max(abs(box.h), 1.0))}"'
    view = f'viewBox="{number(box.x)} {number(box.y)} {number(max(abs(box.w), 1.0))} {number(max(abs(box.h), 1.0))}"'
    return f'<svg class="x"{attributes} {where} {view} fill="{fill}"{line}>{_form(shape)}</svg>\n'


def _form(shape: Shape) -> str:
    box = shape.box
    x, y, w, h = number(box.x), number(box.y), number(max(0.0, box.w)), number(max(0.0, box.h))
    match shape.kind:
        case "line":
            return f'<line x1="{x}" y1="{y}" x2="{number(box.right)}" y2="{number(box.bottom)}"/>'
        case "ellipse":
            centre = f'cx="{number(box.x + box.w / 2)}" cy="{number(box.y + box.h / 2)}"'
            return f'<ellipse {centre} rx="{number(box.w / 2)}" ry="{number(box.h / 2)}"/>'
        case "path":
            data = shape.path_data if re.fullmatch(r"[MmLlHhVvCcSsQqTtAaZz0-9eE\s,.+-]*", shape.path_data) else ""
            return f'<path d="{data}"/>'
    radius = f' rx="{number(min(shape.radius, box.w / 2, box.h / 2))}"' if shape.radius else ""
    return f'<rect x="{x}" y="{y}" width="{w}" height="{h}"{radius}/>'
