"""An SVG with style sheets → what every element's drawing properties come to: the part of CSS that drawings use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree.ElementTree import Element

INHERITED = {
    "fill": "#000000", "fill-opacity": "1", "fill-rule": "nonzero", "stroke": "none", "stroke-width": "1", "stroke-opacity": "1",
    "stroke-dasharray": "none", "stroke-dashoffset": "0", "stroke-linecap": "butt", "stroke-linejoin": "miter",
    "font-family": "sans-serif", "font-size": "16", "font-weight": "normal", "font-style": "normal", "text-anchor": "start",
    "color": "#000000", "visibility": "visible", "marker-start": "none", "marker-end": "none", "marker-mid": "none",
    "dominant-baseline": "auto",
}  # fmt: skip
OWN = {"opacity": "1", "display": "inline", "stop-color": "#000000", "stop-opacity": "1", "text-decoration": "none"}

Styles = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """One compound of a selector: `rect.outer[data-x="y"]`, and how it hangs on the one before."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str, str], ...]
    child: bool
    nots: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rule:
    parts: tuple[_Part, ...]
    weight: tuple[int, int, int, int]
    styles: tuple[tuple[str, str, bool], ...]


class Cascade:
    """The style sheets of one drawing."""

    def __init__(self, css: str) -> None:
        self._by_key: dict[str, list[_Rule]] = {}
        for rule in _rules(css):
            last = rule.parts[-1]
            key = "#" + last.id if last.id else "." + min(last.classes) if last.classes else last.tag
            self._by_key.setdefault(key, []).append(rule)

    def styles(self, element: Element, ancestors: list[Element], parent: Styles) -> Styles:
        """All drawing properties of `element`, whose parent's came to `parent`."""
        found = {**INHERITED, **{k: v for k, v in parent.items() if k in INHERITED}, **OWN}
        declared = {name: value for name in found if (value := element.get(name)) is not None}
        important: Styles = {}
        for rule in sorted(self._matching(element, ancestors), key=lambda rule: rule.weight):
            for name, value, is_important in rule.styles:
                (important if is_important else declared)[name] = value
        for name, value, is_important in declarations(element.get("style", "")):
            (important if is_important else declared)[name] = value
        for name, value in {**declared, **important}.items():
            if name in found and value not in ("inherit", "revert", "unset", "initial", ""):
                found[name] = value
        found["font-size"] = f"{length(found['font-size'], length(parent.get('font-size', '16'))):g}"
        return found

    def _matching(self, element: Element, ancestors: list[Element]) -> list[_Rule]:
        classes = element.get("class", "").split()
        keys = ["#" + element.get("id", ""), *("." + name for name in classes), _name(element), "*"]
        rules = {id(rule): rule for key in keys for rule in self._by_key.get(key, ())}
        return [rule for rule in rules.values() if _matches(rule.parts, element, ancestors)]


def length(text: str, em: float = 16.0) -> float:
    """A CSS length in pixels."""
    match = re.match(r"\s*(-?\d*\.?\d+(?:e-?\d+)?)\s*(em|rem|ex|pt|%|px)?", text)
    if not match:
        return em
    factor = {"em": em, "rem": 16.0, "ex": em / 2, "pt": 4 / 3, "%": em / 100}.get(match[2] or "", 1.0)
    return float(match[1]) * factor


def declarations(css: str) -> list[tuple[str, str, bool]]:
    """`name: value` pairs of a style attribute or a rule, and whether each is `!important`."""
    found = []
    for part in re.split(r";(?![^(]*\))", css):
        name, colon, value = part.partition(":")
        if colon:
            plain = value.replace("!important", "").strip()
            found.append((name.strip().lower(), plain, plain != value.strip()))
    return found


def _rules(css: str) -> list[_Rule]:
    found = []
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)  # @keyframes, @media
    for order, (prelude, body) in enumerate(re.findall(r"([^{}]+)\{([^{}]*)\}", css)):
        styles = tuple(declarations(body))
        for selector in re.split(r",(?![^(\[]*[)\]])", prelude):
            parts = _parts(selector.strip())
            if parts:
                ids = sum(bool(part.id) for part in parts)
                classes = sum(len(part.classes) + len(part.attributes) + len(part.nots) for part in parts)
                tags = sum(part.tag != "*" for part in parts)
                found.append(_Rule(parts, (ids, classes, tags, order), styles))
    return found


@lru_cache(2048)
def _parts(selector: str) -> tuple[_Part, ...]:
    """The compounds of a selector, outermost first; () for what is not understood, which then matches nothing."""
    parts = []
    child = False
    for token in re.findall(r">|[+~]|(?:[^\s>+~\[(]|\[[^\]]*\]|\([^)]*\))+", selector):
        if token in "+~":
            return ()
        if token == ">":
            child = True
            continue
        nots = tuple(re.findall(r":not\(([^)]*)\)", token))
        token = re.sub(r":not\([^)]*\)", "", token)
        if ":" in re.sub(r"\[[^\]]*\]", "", token):
            return ()
        attributes = re.findall(r"\[\s*([\w:-]+)\s*(?:([~^$*|]?=)\s*[\"']?([^\"'\]]*)[\"']?)?\s*\]", token)
        bare = re.sub(r"\[[^\]]*\]", "", token)
        tag = re.match(r"[\w-]+", bare)
        name = re.search(r"#([\w-]+)", bare)
        classes = frozenset(re.findall(r"\.([\w-]+)", bare))
        parts.append(_Part(tag[0] if tag else "*", name[1] if name else "", classes, tuple(attributes), child, nots))
        child = False
    return tuple(parts)


def _matches(parts: tuple[_Part, ...], element: Element, ancestors: list[Element]) -> bool:
    if not _fits(parts[-1], element):
        return False
    if len(parts) == 1:
        return True
    if parts[-1].child:
        return bool(ancestors) and _matches(parts[:-1], ancestors[-1], ancestors[:-1])
    return any(_matches(parts[:-1], ancestors[n], ancestors[:n]) for n in range(len(ancestors) - 1, -1, -1))


def _fits(part: _Part, element: Element) -> bool:
    if part.tag not in ("*", _name(element)) or (part.id and part.id != element.get("id")):
        return False
    if part.classes and not part.classes <= set(element.get("class", "").split()):
        return False
    if any(_fits(inner[0], element) for text in part.nots if (inner := _parts(text))):
        return False
    return all(_has(element.get(name), how, value) for name, how, value in part.attributes)


def _has(found: str | None, how: str, value: str) -> bool:
    if found is None:
        return False
    match how:
        case "":
            return True
        case "=":
            return found == value
        case "~=":
            return value in found.split()
        case "^=":
            return found.startswith(value)
        case "$=":
            return found.endswith(value)
        case "*=":
            return value in found
    return found == value or found.startswith(value + "-")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
