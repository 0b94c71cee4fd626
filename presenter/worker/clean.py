"""SVG bytes of anybody's → an element tree that draws the same and asks nothing of the world outside it."""

from __future__ import annotations

import re
import zlib
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MAX_TEXT = 64 << 20
MAX_DEPTH = 150
MAX_ELEMENTS = 200_000

_NAMES = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath image linearGradient radialGradient
    stop pattern clipPath mask marker filter style title desc switch a
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence
"""
_ELEMENTS = frozenset(_NAMES.split())
_EMBEDDED = re.compile(r"\s*data:image/(png|jpe?g|gif|webp);base64,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(?!['\"]?\s*#)[^)]*\)?", re.IGNORECASE)
_AT_RULE = re.compile(r"@(import|charset|namespace)[^;{}]*(;|$)|@font-face\s*\{[^}]*\}", re.IGNORECASE)

for _prefix, _space in (("", SVG), ("xlink", XLINK)):
    ElementTree.register_namespace(_prefix, _space)


class BadSvg(Exception):
    """It is no SVG that can be read."""


def clean(data: bytes) -> Element:
    """The safe part of an SVG (or svgz). Raises BadSvg."""
    if data[:2] == b"\x1f\x8b":
        data = _unzip(data)
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise BadSvg(str(error)) from error
    if root.tag == "svg":  # written without its namespace
        for element in root.iter():
            if isinstance(element.tag, str) and "}" not in element.tag:
                element.tag = f"{{{SVG}}}{element.tag}"
    if root.tag != f"{{{SVG}}}svg":
        raise BadSvg("its first element is not <svg>")
    _clean_tree(root)
    return root


def _unzip(data: bytes) -> bytes:
    try:
        text = zlib.decompressobj(31).decompress(data, MAX_TEXT)
    except zlib.error as error:
        raise BadSvg("the compressed file is damaged") from error
    if len(text) >= MAX_TEXT:
        raise BadSvg("it is too large")
    return text


def _clean_tree(root: Element) -> None:
    """Walk without recursion: depth is the author's choice."""
    stack = [(root, 1)]
    count = 0
    while stack:
        element, depth = stack.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise BadSvg("it is nested too deeply")
        if count > MAX_ELEMENTS:
            raise BadSvg("it has too many parts")
        name = element.tag.rpartition("}")[2]
        _clean_attributes(element, name)
        if name == "style":
            element.text = _clean_css(element.text or "")
        for child in list(element):
            if _is_allowed(child):
                stack.append((child, depth + 1))
            else:
                _replace(element, child, _label(child))


def _is_allowed(element: Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(f"{{{SVG}}}") and element.tag[len(SVG) + 2 :] in _ELEMENTS


def _clean_attributes(element: Element, name: str) -> None:
    for key, value in list(element.attrib.items()):
        space, _, local = key.rpartition("}")
        if local == "href" and space in ("", "{" + XLINK):
            if not _is_safe_reference(name, value):
                del element.attrib[key]
        elif (space and space != "{" + XML) or local.lower().startswith("on"):
            del element.attrib[key]
        elif local == "style" or "(" in value or "\\" in value:
            element.attrib[key] = _clean_css(value)


def _is_safe_reference(name: str, value: str) -> bool:
    if name in ("image", "feImage"):
        return bool(_EMBEDDED.match(value)) or (name == "feImage" and value.strip().startswith("#"))
    return name != "a" and value.strip().startswith("#")


def _clean_css(text: str) -> str:
    """CSS without anything that names a place elsewhere; what has escapes goes too, they could hide a url()."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"[^;{}]*\\[^;{}]*", "", text)
    return _URL.sub("none", _AT_RULE.sub("", text))


def _replace(parent: Element, child: Element, kept: Element | None) -> None:
    index = list(parent).index(child)
    parent.remove(child)
    if kept is not None and parent.tag != f"{{{SVG}}}switch":
        parent.insert(index, kept)


def _label(element: Element) -> Element | None:
    """The words of a <foreignObject> (HTML, which nobody draws here) as plain text in the middle of its box."""
    if element.tag != f"{{{SVG}}}foreignObject":
        return None
    words = [" ".join(part.split()) for part in element.itertext()]
    lines = [line for line in words if line][:50]
    box = [_number(element.get(side, "0")) for side in ("x", "y", "width", "height")]
    if not lines or box[2] <= 0:
        return None
    styles = " ".join(inner.get("style", "") for inner in element.iter() if isinstance(inner.tag, str))
    size = _number((re.search(r"font-size:\s*([\d.]+)", styles) or ["", "16"])[1]) or 16.0
    color = (re.search(r"(?:^|[;\s])color:\s*(#[0-9a-fA-F]{3,8}|rgba?\([\d., ]+\)|[a-z]+)", styles) or ["", ""])[1]
    text = Element(f"{{{SVG}}}text", {"text-anchor": "middle", "font-size": f"{size:g}", "font-family": "sans-serif"})
    if color:
        text.set("fill", color)
    top = box[1] + box[3] / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
    for number, line in enumerate(lines):
        place = {"x": f"{box[0] + box[2] / 2:g}", "y": f"{top + number * size * 1.2:g}"}
        ElementTree.SubElement(text, f"{{{SVG}}}tspan", place).text = line
    return text


def _number(text: str) -> float:
    match = re.match(r"\s*-?\d*\.?\d+", text)
    return float(match[0]) if match else 0.0
