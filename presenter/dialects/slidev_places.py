"""What places things on a Slidev slide (`absolute bottom-4`, `abs-br`, `v-drag`, `<Arrow>`) -> `position: absolute` in percent."""

from __future__ import annotations

import re
from collections.abc import Mapping

WIDTH, HEIGHT = 980.0, 551.25  # Slidev's canvas in pixels
_TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"]{0,800}"|'[^']{0,800}'){1,2000}?)(/?)>""")
_ARROW = re.compile(
    r"""<([Aa]rrow|v-drag-arrow|VDragArrow)\b((?:[^<>"']|"[^"\n]{0,200}"|'[^'\n]{0,200}'){1,800}?)(?:/>|>\s*</\1>)"""
)
_CLASS = re.compile(r"""\sclass=(?:"([^"]*)"|'([^']*)')""")
_STYLE = re.compile(r"""\sstyle=(?:"([^"]*)"|'([^']*)')""")
_DRAG = re.compile(r"""\s(?:v-drag|pos)=(?:"([^"]*)"|'([^']*)')""")
_NAMED = re.compile(
    r"(-?)(left|right|top|bottom|inset-x|inset-y|inset|[lrtb]|w|h|m[xytrbl]?)-"
    r"(?:\[([^\]]+)\]|(\d+(?:\.\d+)?)(?:/(\d+))?|(full|auto|px|1px))"
)
_SRC = re.compile(r"""\s:?src=(?:"([^"]*)"|'([^']*)')""")
_VALUES = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_CORNER = re.compile(r"abs-([tblr]{1,2}|c|center)")
_SIDES = {"l": "left", "r": "right", "t": "top", "b": "bottom"}
_BOTH = {"inset": ("left", "right", "top", "bottom"), "inset-x": ("left", "right"), "inset-y": ("top", "bottom")}
_SPACE = {"m": ("left", "right", "top", "bottom"), "mx": ("left", "right"), "my": ("top", "bottom"),
          "ml": ("left",), "mr": ("right",), "mt": ("top",), "mb": ("bottom",)}  # fmt: skip
_PIXELS = {"px": 1.0, "": 1.0, "rem": 16.0, "em": 16.0, "vw": WIDTH / 100, "vh": HEIGHT / 100}
_LENGTH = re.compile(r"(-?\d{0,5}(?:\.\d{1,6})?)(px|rem|em|vw|vh|%|)")


def with_places(source: str, named: Mapping[str, str]) -> str:
    """`source`, which holds no fence; `named` are the places that the slide's `dragPos` gives names to."""
    if "rrow" in source:
        source = _ARROW.sub(_arrow, source)
    if "<v-drag" in source or "<VDrag" in source:
        source = re.sub(r"<(?:v-drag|VDrag)\b", "<div", re.sub(r"</(?:v-drag|VDrag)>", "</div>", source))
    if not any(word in source for word in ("abs", "fixed", "v-drag", "pos=")):
        return source
    return _TAG.sub(lambda match: _placed(match, named), source)


def _placed(match: re.Match[str], named: Mapping[str, str]) -> str:
    name, inside, end = match[1], match[2], match[3]
    at = _dragged(inside, named) or _by_words(inside)
    if not at:
        return match[0]
    kept = _STYLE.sub("", _DRAG.sub("", inside))
    old = next((one or two for one, two in _STYLE.findall(inside)), "")
    others = [part for part in old.split(";") if part.strip() and part.partition(":")[0].strip() not in (*at, "position", *_SIDES.values())]
    if name == "img" and ("width" in at or "height" in at):
        kept = re.sub(r"""\s(?:width|height)=(?:"[^"]*"|'[^']*'|\d+)""", "", kept)
    if name == "img" and min(_reach(at)) >= 99.0 and (address := _SRC.search(inside)) and _alone(match):
        return f"![bg](<{address[1] or address[2]}>)" + "\n" * match[0].count("\n")
    if "-translate-x-1/2" in kept and "right" not in at:
        kept = _CLASS.sub(lambda m: f' class="half-way {m[1] or m[2] or ""}"', kept, count=1)
    said = ";".join(("position:absolute", *(f"{side}:{value:.3f}%" for side, value in at.items()), *others))
    return f'<{name} style="{said}"{kept}{end}>'


def _reach(at: Mapping[str, float]) -> tuple[float, float]:
    """How much of the canvas it takes across and down, in percent."""
    across = at.get("width", 100 - at["left"] - at["right"] if {"left", "right"} <= at.keys() else 0.0)
    down = at.get("height", 100 - at["top"] - at["bottom"] if {"top", "bottom"} <= at.keys() else 0.0)
    return across, down


def _alone(match: re.Match[str]) -> bool:
    """Whether nothing else stands on its lines."""
    text = match.string
    before, after = text[: match.start()].rpartition("\n")[2], text[match.end() :].partition("\n")[0]
    return not before.strip() and not after.strip()


def _share(value: float, side: str) -> float:
    """Pixels as percent of the canvas."""
    return 100 * value / (WIDTH if side in ("left", "right", "width") else HEIGHT)


def _length(text: str, side: str) -> float | None:
    match = _LENGTH.fullmatch(text.replace("!important", "").strip())
    if match is None or match[1] in ("", "-", "."):
        return None
    return float(match[1]) if match[2] == "%" else _share(float(match[1]) * _PIXELS[match[2]], side)


def _dragged(inside: str, named: Mapping[str, str]) -> dict[str, float]:
    """`v-drag="[x,y,w,h,angle]"`, or the name of such a place."""
    found = _DRAG.search(inside)
    if found is None:
        return {}
    said = (found[1] or found[2] or "").strip().strip("'\"[]")
    numbers = [part.strip() for part in named.get(said, said).strip("[]").split(",")]
    if len(numbers) < 3 or not all(re.fullmatch(r"-?\d{1,5}(?:\.\d+)?|_|NaN", part) for part in numbers):
        return {}
    sides = ("left", "top", "width", "height")
    return {side: _share(float(part), side) for side, part in zip(sides, numbers, strict=False) if part not in ("_", "NaN")}


def _by_words(inside: str) -> dict[str, float]:
    """What classes, attributes and the style say; empty unless they place it."""
    classes = [word for one, two in _CLASS.findall(inside) for word in (one or two).split()]
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", inside).split()
    words = [word.removeprefix("!") for word in (*classes, *bare)]
    parts = next((one or two for one, two in _STYLE.findall(inside)), "").split(";")
    style = {name.strip(): value.strip() for name, _, value in (part.partition(":") for part in parts)}
    corner = next((match[1] for word in words if (match := _CORNER.fullmatch(word))), "")
    if not corner and not {"absolute", "fixed"}.intersection(words) and style.get("position") not in ("absolute", "fixed"):
        return {}
    at = {_SIDES[letter]: 0.0 for letter in corner if letter in _SIDES}
    space: dict[str, float] = {}
    for word in words:
        for side, value, is_space in _said(word):
            (space if is_space else at)[side] = value
    for side in ("left", "right", "top", "bottom", "width", "height"):
        if side in style and (length := _length(style[side], side)) is not None:
            at[side] = length
    return {side: value + space.get(side, 0.0) for side, value in at.items()}


def _said(word: str) -> list[tuple[str, float, bool]]:
    """(side or size, percent, whether it is space around) that a utility says."""
    match = _NAMED.fullmatch(word)
    if match is None:
        return []
    name = match[2]
    if name in ("w", "h"):
        sides: tuple[str, ...] = ("width" if name == "w" else "height",)
    else:
        sides = _SPACE.get(name) or _BOTH.get(name) or (_SIDES.get(name, name),)
    found = []
    for side in sides:
        if match[3]:
            value = _length(match[3], side)
        elif match[6]:
            value = {"full": 100.0, "auto": None}.get(match[6], _share(1, side))
        else:
            value = 100 * float(match[4]) / float(match[5]) if match[5] and float(match[5]) else _share(4 * float(match[4]), side)
        if value is not None:
            found.append((side, -value if match[1] else value, name in _SPACE))
    return found


# ---------------------------------------------------------------- arrows


def _arrow(match: re.Match[str]) -> str:
    """An arrow as a drawing as large as it needs to be."""
    said = {name: one or two or three for name, one, two, three in _VALUES.findall(match[2])}
    numbers = said["pos"].split(",")[:4] if "pos" in said else [said.get(name, "0") for name in ("x1", "y1", "x2", "y2")]
    if len(numbers) < 4 or not all(re.fullmatch(r"\s*-?\d{1,5}(?:\.\d{1,9})?\s*", number) for number in numbers):
        return "\n" * match[0].count("\n")
    x1, y1, x2, y2 = (float(number) for number in numbers)
    if "pos" in said:  # there it is as long as that
        x2, y2 = x1 + x2, y1 + y2
    color = re.sub(r"[^\w#(),.% -]", "", said.get("color", "currentColor"))
    thick = min(20.0, max(0.5, float(said["width"]))) if re.fullmatch(r"\d{1,2}(?:\.\d+)?", said.get("width", "")) else 2.0
    return _drawn(x1, y1, x2, y2, color, thick, bool(re.search(r"\s(?:two-way|twoWay)\b", match[2]))) + "\n" * match[0].count("\n")


def _drawn(x1: float, y1: float, x2: float, y2: float, color: str, thick: float, both: bool) -> str:
    length = max(1.0, ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    head = min(length / 2, 9 + 3 * thick)
    edge = head / 2 + thick
    left, top = min(x1, x2) - edge, min(y1, y2) - edge
    wide, high = abs(x2 - x1) + 2 * edge, abs(y2 - y1) + 2 * edge

    def point(x: float, y: float, sign: float) -> str:
        across, down = -sign * ux * head, -sign * uy * head
        base = ((x + across - uy * head / 2.4), (y + down + ux * head / 2.4), (x + across + uy * head / 2.4), (y + down - ux * head / 2.4))
        corners = f"{x - left:.1f},{y - top:.1f} {base[0] - left:.1f},{base[1] - top:.1f} {base[2] - left:.1f},{base[3] - top:.1f}"
        return f'<polygon points="{corners}" fill="{color}"/>'

    tip, tail = 0.7 * head, 0.7 * head if both else 0.0
    line = (
        f'<line x1="{x1 + ux * tail - left:.1f}" y1="{y1 + uy * tail - top:.1f}" x2="{x2 - ux * tip - left:.1f}" '
        f'y2="{y2 - uy * tip - top:.1f}" stroke="{color}" stroke-width="{thick:g}"/>'
    )
    at = f"position:absolute;left:{_share(left, 'left'):.3f}%;top:{_share(top, 'top'):.3f}%;width:{_share(wide, 'width'):.3f}%"
    shapes = line + point(x2, y2, 1.0) + (point(x1, y1, -1.0) if both else "")
    return f'<svg class="arrow" style="{at}" viewBox="0 0 {wide:.1f} {high:.1f}" aria-label="arrow">{shapes}</svg>'
