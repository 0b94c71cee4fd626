"""Any SVG with style sheets, markers and nested text → the plainest SVG that looks the same.

Every renderer draws the result alike: attributes instead of CSS, `#rrggbb` colours, arrow heads as shapes, one
`<text>` for every line.
"""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from presenter.worker.cascade import Cascade, Styles, length
from presenter.worker.clean import SVG
from presenter.worker.curves import ends
from presenter.worker.meaning import of_group, of_head, of_line

SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use", "image")
_GEOMETRY = "d x y width height rx ry cx cy r x1 y1 x2 y2 points transform href".split()  # noqa: SIM905
_PAINT = ("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
          "stroke-linejoin", "opacity")  # fmt: skip
_DEFAULTS = {"fill-opacity": "1", "fill-rule": "nonzero", "stroke": "none", "stroke-opacity": "1", "stroke-dasharray": "none",
             "stroke-linecap": "butt", "stroke-linejoin": "miter", "opacity": "1"}  # fmt: skip
_BASELINES = {"central": 0.34, "middle": 0.34, "hanging": 0.74, "text-before-edge": 0.8, "before-edge": 0.8, "text-after-edge": -0.2}


def flatten(root: Element, css: str = "", letters: float = 1.0) -> Element:
    """The drawing as a new tree of plain SVG; `css` comes after its own style sheets, `letters` scales the text in its place."""
    sheets = [element.text or "" for element in root.iter(f"{{{SVG}}}style")]
    out = _Flattener(root, Cascade("\n".join([*sheets, css]))).run()
    if letters != 1.0:
        _scale_letters(out, letters)
    return out


def _scale_letters(root: Element, factor: float) -> None:
    """Smaller letters round the same middle."""
    for text in root.iter(f"{{{SVG}}}text"):
        size = float(text.get("font-size", "16"))
        text.set("y", f"{float(text.get('y', '0')) - 0.34 * size * (1 - factor):g}")
        for element in text.iter():
            element.set("font-size", f"{float(element.get('font-size', '16')) * factor:g}")


class _Flattener:
    def __init__(self, root: Element, cascade: Cascade) -> None:
        self._root = root
        self._cascade = cascade
        self._named = {element.get("id", ""): element for element in root.iter() if element.get("id")}
        self._referenced: dict[str, None] = {}
        self._chains: dict[str, list[Element]] = {}

    def run(self) -> Element:
        self._remember_chains(self._root, [])
        out = Element(f"{{{SVG}}}svg", {key: value for key in ("viewBox",) if (value := self._root.get(key))})
        styles = self._cascade.styles(self._root, [], {})
        for child in self._root:
            self._copy(child, out, [self._root], styles)
        self._define(out)
        return out

    def _remember_chains(self, element: Element, ancestors: list[Element]) -> None:
        if element.get("id"):
            self._chains[element.get("id", "")] = ancestors
        for child in element:
            self._remember_chains(child, [*ancestors, element])

    def _copy(self, element: Element, out: Element, ancestors: list[Element], parent: Styles) -> None:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        styles = self._cascade.styles(element, ancestors, parent)
        if styles["display"] == "none" or name in ("defs", "marker", "style", "title", "desc", "script", "metadata", "symbol", ""):
            return
        if name in SHAPES:
            self._shape(element, name, out, styles, ancestors)
        elif name == "text":
            _text(element, out, styles, self._cascade, ancestors)
        elif name in ("g", "svg", "a", "switch"):
            self._group(element, name, out, styles, ancestors)

    def _group(self, element: Element, name: str, out: Element, styles: Styles, ancestors: list[Element]) -> None:
        group = Element(f"{{{SVG}}}g")
        if element.get("transform"):
            group.set("transform", element.get("transform", ""))
        elif name == "svg":
            group.set("transform", _viewport(element))
        if styles["opacity"] != "1":
            group.set("opacity", styles["opacity"])
        group.attrib.update(of_group(element))
        for child in element:
            self._copy(child, group, [*ancestors, element], styles)
        if len(group) and not group.attrib:
            out.extend(group)
        elif len(group):
            out.append(group)

    def _shape(self, element: Element, name: str, out: Element, styles: Styles, ancestors: list[Element]) -> None:
        if styles["visibility"] == "hidden":
            return
        shape = Element(f"{{{SVG}}}{name}")
        for key in _GEOMETRY:
            value = element.get(key) or element.get(f"{{http://www.w3.org/1999/xlink}}{key}")
            if value:
                shape.set(key, value if key in ("d", "points", "transform", "href") else f"{length(value):g}")
        self._paint(shape, styles)
        if name in ("rect", "image") and min(length(element.get("width", "0")), length(element.get("height", "0"))) <= 0:
            return
        if shape.get("fill") == "none" and "stroke" not in shape.attrib and name not in ("use", "image"):
            return
        if name in ("path", "line") and (meant := of_line(element)):
            out = ElementTree.SubElement(out, f"{{{SVG}}}g", meant)
        out.append(shape)
        if name in ("path", "line", "polyline"):
            self._arrows(element, name, out, styles)

    def _paint(self, shape: Element, styles: Styles) -> None:
        for key in _PAINT:
            value = styles[key]
            if key in ("fill", "stroke"):
                value, alpha = self._color(value, styles["color"])
                if alpha < 1:
                    styles = {**styles, f"{key}-opacity": f"{float(styles[f'{key}-opacity']) * alpha:.3g}"}
            elif key == "stroke-width":
                wide = length(value)
                value = f"{wide if wide >= 0 else 1.0:g}"  # a negative width is none that CSS knows
            elif key == "stroke-dasharray":
                value = _dashes(value)
            if value != _DEFAULTS.get(key):
                shape.set(key, value)
        if "stroke" not in shape.attrib or shape.get("stroke-width") == "0":
            for key in [key for key in shape.attrib if key.startswith("stroke")]:
                del shape.attrib[key]

    def _color(self, value: str, current: str) -> tuple[str, float]:
        match = re.match(r"url\(\s*['\"]?#([^)'\"]+)", value)
        if match:
            if match[1] in self._named and self._named[match[1]].tag.endswith("Gradient"):
                self._referenced[match[1]] = None
                return f"url(#{match[1]})", 1.0
            return "none", 1.0
        return plain_color(current if value.lower() == "currentcolor" else value)

    def _arrows(self, element: Element, name: str, out: Element, styles: Styles) -> None:
        """The markers of a line as shapes of their own."""
        found = {side: re.search(r"#([^)'\"]+)", styles[f"marker-{side}"]) for side in ("start", "end")}
        if not any(found.values()):
            return
        places = ends(element, name)
        for side, reference in found.items():
            marker = self._named.get(reference[1]) if reference else None
            if marker is None or places is None:
                continue
            x, y, angle = places[side == "end"]
            self._arrow(marker, side, (x, y, angle), length(styles["stroke-width"]), out, element.get("transform", ""))

    def _arrow(self, marker: Element, side: str, at: tuple[float, float, float], width: float, out: Element, transform: str) -> None:
        orient = marker.get("orient", "0")
        angle = at[2] if orient.startswith("auto") else length(orient)
        angle += 180 if orient == "auto-start-reverse" and side == "start" else 0
        scale = width if marker.get("markerUnits", "strokeWidth") == "strokeWidth" else 1.0
        box = [float(number) for number in re.findall(r"-?[\d.]+", marker.get("viewBox", ""))]
        if len(box) == 4 and box[2] and box[3]:
            scale *= min(length(marker.get("markerWidth", "3")) / box[2], length(marker.get("markerHeight", "3")) / box[3])
        middle = f"translate({_neg(marker, 'refX')} {_neg(marker, 'refY')})"
        place = f"translate({at[0]:g} {at[1]:g}) rotate({angle:g}) scale({scale:g}) {middle}"
        group = Element(f"{{{SVG}}}g", {"transform": f"{transform} {place}".strip()} | of_head(marker, side))
        chain = self._chains.get(marker.get("id", ""), [])
        styles: Styles = {}
        for n, ancestor in enumerate(chain):
            styles = self._cascade.styles(ancestor, chain[:n], styles)
        styles = self._cascade.styles(marker, chain, styles)
        styles["marker-start"] = styles["marker-end"] = "none"
        for child in marker:
            self._copy(child, group, [*chain, marker], styles)
        if len(group):
            out.append(group)

    def _define(self, out: Element) -> None:
        uses = [use.get("href", "").lstrip("#") for use in out.iter(f"{{{SVG}}}use")]
        wanted = [*self._referenced, *(name for name in uses if name in self._named)]
        if not wanted:
            return
        defs = Element(f"{{{SVG}}}defs")
        for name in dict.fromkeys(wanted):
            found = copy.deepcopy(self._named[name])
            for stop in found.iter(f"{{{SVG}}}stop"):
                color, alpha = plain_color(self._cascade.styles(stop, [], {})["stop-color"])
                stop.attrib.update({"stop-color": color, "stop-opacity": f"{alpha:g}"})
            defs.append(found)
        out.insert(0, defs)


# ---------------------------------------------------------------- text


def _text(element: Element, out: Element, styles: Styles, cascade: Cascade, ancestors: list[Element]) -> None:
    """Every line of a `<text>` as one of its own, at its own place."""
    if styles["visibility"] == "hidden":
        return
    lines: list[tuple[float, float, Styles, list[tuple[str, Styles]]]] = []
    em = float(styles["font-size"])
    place = [_place(element.get("x"), em), _place(element.get("y"), em)]
    first = (_place(element.get("dx"), em), _place(element.get("dy"), em))  # of the first character, if no tspan has its own
    lines.append((place[0] + first[0], place[1] + first[1], styles, []))

    def walk(node: Element, own: Styles, chain: list[Element]) -> None:
        if node.text:
            lines[-1][3].append((node.text, own))
        for child in node:
            inner = cascade.styles(child, chain, own)
            size = float(inner["font-size"])
            if any(child.get(key) is not None for key in ("x", "y", "dy")):
                place[0] = _place(child.get("x"), size) if child.get("x") is not None else place[0]
                place[1] = _place(child.get("y"), size) if child.get("y") is not None else place[1]
                place[0] += _place(child.get("dx"), size)
                place[1] += _place(child.get("dy"), size) if child.get("dy") is not None or len(lines) > 1 else first[1]
                lines.append((place[0], place[1], inner, []))
            walk(child, inner, [*chain, child])
            if child.tail:
                lines[-1][3].append((child.tail, own))

    walk(element, styles, [*ancestors, element])
    for x, y, own, runs in lines:
        _line(x, y, own, runs, element.get("transform"), out)


def _line(x: float, y: float, styles: Styles, runs: list[tuple[str, Styles]], transform: str | None, out: Element) -> None:
    merged: list[tuple[str, Styles]] = []
    for words, own in runs:
        words = re.sub(r"\s+", " ", unescape(words))  # Mermaid's #quot; comes as an entity within an entity
        if merged and _face(merged[-1][1]) == _face(own):
            merged[-1] = (merged[-1][0] + words, own)
        else:
            merged.append((words, own))
    whole = "".join(words for words, _ in merged)
    if not whole.strip():
        return
    size = float(styles["font-size"])
    text = Element(f"{{{SVG}}}text", {"x": f"{x:g}", "y": f"{y + size * _BASELINES.get(styles['dominant-baseline'], 0.0):g}"})
    if transform:
        text.set("transform", transform)
    if styles["text-anchor"] != "start":
        text.set("text-anchor", styles["text-anchor"])
    text.attrib.update(_face(merged[0][1] if len(merged) == 1 else styles))
    if len(merged) == 1:
        text.text = whole.strip()
    else:
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for number, (words, own) in enumerate(merged):
            words = words.lstrip() if number == 0 else words.rstrip() if number == len(merged) - 1 else words
            ElementTree.SubElement(text, f"{{{SVG}}}tspan", _face(own)).text = words
    out.append(text)


def _face(styles: Styles) -> dict[str, str]:
    fill, alpha = plain_color(styles["color"] if styles["fill"].lower() == "currentcolor" else styles["fill"])
    face = {"font-family": styles["font-family"].replace('"', "'"), "font-size": f"{float(styles['font-size']):g}", "fill": fill}
    if alpha * float(styles["fill-opacity"]) < 1:
        face["fill-opacity"] = f"{alpha * float(styles['fill-opacity']):.3g}"
    weight = styles["font-weight"]
    if weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600):
        face["font-weight"] = "bold"
    if styles["font-style"] in ("italic", "oblique"):
        face["font-style"] = "italic"
    return face


# ---------------------------------------------------------------- values


@lru_cache(1024)
def plain_color(value: str) -> tuple[str, float]:
    """A CSS colour as `#rrggbb` (or none) and its alpha."""
    from tinycss2.color3 import RGBA, parse_color  # type: ignore[import-untyped]

    if value in ("none", "transparent", ""):
        return "none", 1.0
    color = parse_color(value)
    if not isinstance(color, RGBA):
        return "#000000", 1.0
    if color.alpha <= 0:
        return "none", 1.0
    digits = "".join(f"{min(255, max(0, round(channel * 255))):02x}" for channel in (color.red, color.green, color.blue))
    return f"#{digits}", color.alpha


def _dashes(value: str) -> str:
    """A dash pattern with real gaps, or none."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", value)]
    numbers = numbers * 2 if len(numbers) % 2 else numbers
    if not any(numbers[1::2]) or (len(numbers) == 4 and numbers[0] == numbers[1] == 0):
        return "none"
    return " ".join(f"{number:g}" for number in numbers)


def _viewport(svg: Element) -> str:
    """The transform of a nested `<svg>`."""
    x, y = length(svg.get("x", "0")), length(svg.get("y", "0"))
    box = [float(number) for number in re.findall(r"-?[\d.]+", svg.get("viewBox", ""))]
    if len(box) != 4 or not (box[2] and box[3]):
        return f"translate({x:g} {y:g})"
    sizes = [length(svg.get(side, "")) if svg.get(side) else box[n] for n, side in ((2, "width"), (3, "height"))]
    scale = min(sizes[0] / box[2], sizes[1] / box[3])
    return f"translate({x:g} {y:g}) scale({scale:g}) translate({-box[0]:g} {-box[1]:g})"


def _place(value: str | None, em: float) -> float:
    return length(value.split()[0], em) if value and value.strip() else 0.0


def _neg(marker: Element, key: str) -> str:
    return f"{-length(marker.get(key, '0')):g}"
