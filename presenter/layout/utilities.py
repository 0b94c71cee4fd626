"""The name of a utility class, as Tailwind and UnoCSS have them -> CSS declarations; () for any other name. Words in a hue are
`legible(#rrggbb)`: their authors may have seen them on a ground of the other lightness.

Slidev's decks are full of them; colours, sizes, weights, boxes and alignment mean the same here, what only places things does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

Declarations = tuple[tuple[str, str], ...]

# hue -> its colour of strength 500; the others are mixed from it
_HUES = {
    "slate": "#64748b", "gray": "#6b7280", "zinc": "#71717a", "neutral": "#737373", "stone": "#78716c", "red": "#ef4444",
    "orange": "#f97316", "amber": "#f59e0b", "yellow": "#eab308", "lime": "#84cc16", "green": "#22c55e", "emerald": "#10b981",
    "teal": "#14b8a6", "cyan": "#06b6d4", "sky": "#0ea5e9", "blue": "#3b82f6", "indigo": "#6366f1", "violet": "#8b5cf6",
    "purple": "#a855f7", "fuchsia": "#d946ef", "pink": "#ec4899", "rose": "#f43f5e",
}  # fmt: skip
_TOWARDS = {  # strength -> (towards white or black, how far)
    "50": (255, 0.93), "100": (255, 0.86), "200": (255, 0.72), "300": (255, 0.52), "400": (255, 0.26), "500": (0, 0.0),
    "600": (0, 0.14), "700": (0, 0.3), "800": (0, 0.44), "900": (0, 0.56), "950": (0, 0.75),
}  # fmt: skip
_SIZES = {"xs": "60%", "sm": "75%", "base": "85%", "lg": "100%", "xl": "112%", "2xl": "130%", "3xl": "160%", "4xl": "200%",
          "5xl": "260%", "6xl": "320%", "7xl": "380%", "8xl": "440%", "9xl": "500%"}  # fmt: skip
_ROUND = {"rounded": "4px", "rounded-sm": "2px", "rounded-md": "6px", "rounded-lg": "8px", "rounded-xl": "12px", "rounded-2xl": "16px",
          "rounded-3xl": "24px", "rounded-full": "999px"}  # fmt: skip
_PLAIN: dict[str, Declarations] = {
    **{f"text-{side}": (("text-align", side),) for side in ("left", "center", "right", "justify")},
    **{f"text-{name}": (("font-size", size),) for name, size in _SIZES.items()},
    **{name: (("border-radius", size),) for name, size in _ROUND.items()},
    **{f"font-{name}": (("font-weight", "bold"),) for name in ("semibold", "bold", "extrabold", "black")},
    "italic": (("font-style", "italic"),),
    "underline": (("text-decoration", "underline"),),
    "line-through": (("text-decoration", "line-through"),),
    "uppercase": (("text-transform", "uppercase"),),
    "border": (("border", "1px solid rule"),),
}
_COLORED = re.compile(r"(text|bg|border)-(?:([a-z]+)-(\d{2,3})|(white|black))(?:/(\d{1,3}))?")
_SIDED = re.compile(r"border(?:-([lrtb]))?(?:-(\d{1,2}))?")
_PADDING = re.compile(r"p([xy])?-(\d{1,2})")
_STOP = re.compile(r"(from|via|to)-(?:([a-z]+)-(\d{2,3})|(white|black))(?:/(\d{1,3}))?")
_OPACITY = re.compile(r"bg-op(?:acity)?-?(\d{1,3})")
_TOWARDS_SIDES = {
    f"bg-gradient-{name}": "to " + " ".join({"t": "top", "r": "right", "b": "bottom", "l": "left"}[letter] for letter in name[3:])
    for name in ("to-t", "to-r", "to-b", "to-l", "to-tr", "to-br", "to-bl", "to-tl")
}
_SIDES = {"l": "border-left", "r": "border-right", "t": "border-top", "b": "border-bottom"}


@lru_cache(maxsize=2048)
def utility(name: str) -> Declarations:
    """What the class `name` asks for, as (CSS property, value) pairs."""
    if name in _PLAIN:
        return _PLAIN[name]
    if match := _OPACITY.fullmatch(name):
        return (("--ground-opacity", match[1]),)
    if match := _COLORED.fullmatch(name):
        color = _color(match)
        if color and match[1] == "text" and match[2]:
            return (("color", f"legible({color})"),)
        return ((_PROPERTIES[match[1]], color),) if color else ()
    if (match := _SIDED.fullmatch(name)) and (match[1] or match[2]):
        return ((_SIDES.get(match[1] or "", "border"), f"{match[2] or 1}px solid rule"),)
    if match := _STOP.fullmatch(name):
        color = _color(match)
        return ((f"--{match[1]}", color),) if color else ()
    if name in _TOWARDS_SIDES:
        return (("--gradient", _TOWARDS_SIDES[name]),)
    if match := _PADDING.fullmatch(name):
        space = f"{4 * int(match[2])}px"
        return ((f"padding-{match[1]}" if match[1] else "padding", space),)
    return ()


_PROPERTIES = {"text": "color", "bg": "background-color", "border": "border-color"}


def _color(match: re.Match[str]) -> str:
    """The colour that a match of _COLORED names, as CSS; "" for a hue that is none."""
    if match[4]:
        base = "#ffffff" if match[4] == "white" else "#000000"
    elif match[2] in _HUES and match[3] in _TOWARDS:
        end, share = _TOWARDS[match[3]]
        channels = (int(_HUES[match[2]][i : i + 2], 16) for i in (1, 3, 5))
        base = "#" + "".join(f"{round(c + (end - c) * share):02x}" for c in channels)
    else:
        return ""
    return base + (f"{round(min(100, int(match[5])) * 255 / 100):02x}" if match[5] else "")
