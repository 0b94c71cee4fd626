"""CSS text -> Sheet: the rules that are honoured, in force order, and the names of what is left out.

Sizes of slides, headings, paragraphs, lists, tables and listings come out in points (1 px = 0.75 pt, 1 em = the
slide's own size), those of inline text and of classes stay relative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from presenter.model import StyleRule

LONGEST = 400_000  # characters of CSS that are read
MOST = 3_000  # rules that are kept
BASE = 21.75  # points: 29 px, Marp's running text
# fmt: off
_TARGETS = frozenset([
    "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "ul", "ol", "a", "strong", "em", "code", "pre", "table", "th", "td",
    "blockquote", "img", "header", "footer",
])
_SAME = {
    "b": "strong", "i": "em", "marp-pre": "pre", "figcaption": "p", "body": "section", ":root": "section",
    "tr": "td", "tbody": "td", "thead": "th",
}
_ABSOLUTE = frozenset([
    "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "ul", "ol", "pre", "table", "th", "td", "blockquote", "header",
    "footer",
])
_HONOURED = frozenset([
    "color", "background", "background-color", "background-image", "font-size", "font-family", "font-weight", "font-style",
    "text-align", "text-transform", "text-decoration", "line-height", "justify-content",
])
# fmt: on
_FOR_CLASSES = _HONOURED | {"display", "grid-template-columns", "flex-direction", "border-radius", "border-color", "padding"}
_FOR_CLASSES |= {"border", "border-left", "border-right", "border-top", "border-bottom"}
_UNDER_HEADINGS = frozenset(("border", "border-bottom"))
# what no slide loses anything by: said of browsers, not of looks
# fmt: off
_SILENT = frozenset([
    "--auto-scaling", "word-wrap", "overflow-wrap", "box-sizing", "-webkit-font-smoothing", "text-rendering", "content",
])
# fmt: on
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,((?:[^()]|\([^()]*\))*))?\)")
_SIZE = re.compile(r"((?:\d*\.)?\d+)(px|pt|em|rem|%|vw|vh|pc|in|cm|mm)")
_UNITS = {"px": 0.75, "pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "vw": 9.6, "vh": 5.4}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A style sheet read; compared by identity, so that it is cheap in a memo key. Later rules win."""

    rules: tuple[StyleRule, ...] = ()
    left_out: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()  # of CSS, for drawings in the text

    def for_classes(self, classes: tuple[str, ...]) -> tuple[StyleRule, ...]:
        """The rules that hold on a slide with `classes`."""
        return tuple(rule for rule in self.rules if not rule.classes or set(rule.classes) <= set(classes))


NO_SHEET = Sheet()


_HUGE = re.compile(r"([0-9]{200})[0-9]+")  # Python reads no whole number of more than 4,300 digits


@lru_cache(maxsize=64)
def read_sheet(css: str) -> Sheet:
    """Read CSS; the same text is the same Sheet. Never raises."""
    if not css.strip():
        return NO_SHEET
    import tinycss2  # type: ignore[import-untyped]

    css = _HUGE.sub(r"\1", css)
    reader = _Reader()
    if len(css) > LONGEST:
        reader.left_out.append(f"all after the first {LONGEST} characters")
    try:
        reader.sheet(tinycss2.parse_stylesheet(css[:LONGEST], skip_comments=True, skip_whitespace=True))
    except RecursionError:
        reader.left_out.append("what is nested too deep")
    rules = tuple(rule for _, rule in sorted(reader.rules, key=lambda pair: pair[0]))
    variables = tuple((name, reader.resolve(value)) for name, value in reader.variables.items())
    return Sheet(rules, tuple(dict.fromkeys(reader.left_out)), variables)


def _declarations(rule: Any) -> list[Any]:
    import tinycss2

    found = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return [node for node in found if node.type == "declaration"]


def _text(tokens: list[Any]) -> str:
    import tinycss2

    return " ".join(str(tinycss2.serialize([token for token in tokens if token.type != "comment"])).split())


class _Reader:
    """Collects rules with their weight, and what is left out."""

    def __init__(self) -> None:
        self.rules: list[tuple[int, StyleRule]] = []
        self.left_out: list[str] = []
        self.variables: dict[str, str] = {}
        self.base = BASE

    def sheet(self, nodes: list[Any]) -> None:
        """A whole style sheet."""
        self.left_out += [f"@{node.lower_at_keyword}" for node in nodes if node.type == "at-rule" and node.lower_at_keyword != "charset"]
        pairs = [(node, _declarations(node)) for node in nodes if node.type == "qualified-rule"]
        for _, declarations in pairs:
            self.variables.update((d.name, _text(d.value)) for d in declarations if d.name.startswith("--"))
        self.find_base(pairs)
        for node, declarations in pairs[:MOST]:
            self.rule(_text(node.prelude), declarations)

    def find_base(self, pairs: list[tuple[Any, list[Any]]]) -> None:
        """The slide's own size of text, which em and rem are of."""
        for node, declarations in pairs:
            if _text(node.prelude) in ("section", ":root"):
                for one in declarations:
                    if one.lower_name == "font-size" and (size := points(self.resolve(_text(one.value)), BASE)):
                        self.base = size

    def resolve(self, value: str, depth: int = 0) -> str:
        """A value with its variables put in; "" if one is not defined."""
        if "var(" not in value or depth > 8 or len(value) > 2000:
            return value
        return self.resolve(_VAR.sub(lambda m: self.variables.get(m[1], (m[2] or "").strip()), value), depth + 1)

    def rule(self, prelude: str, declarations: list[Any]) -> None:
        """One rule: each of its selectors that is honoured, with each of its declarations that is."""
        kept: list[tuple[str, str]] = []
        for one in declarations:
            name, value = one.lower_name, self.resolve(_text(one.value))
            if name in _FOR_CLASSES and value and "var(" not in value:
                kept.append((name, value))
            elif not name.startswith("--") and name not in _SILENT:
                self.left_out.append(name)
        for selector in _selectors(prelude):
            target = read_selector(selector)
            if target is None:
                if ":hover" not in selector and ":visited" not in selector and kept:
                    self.left_out.append(selector)
                continue
            pairs = self.pairs(kept, target[0], selector)
            if pairs:
                name, classes, within = target
                weight = 10 * (len(classes) + len(within) + name.count(".")) + (name != "section")
                self.rules.append((weight, StyleRule(name, pairs, classes, within)))

    def pairs(self, kept: list[tuple[str, str]], target: str, selector: str) -> tuple[tuple[str, str], ...]:
        """The declarations that mean something for `target`."""
        known = _FOR_CLASSES if target.startswith(".") or target == "blockquote" else _HONOURED
        known |= _UNDER_HEADINGS if target in ("h1", "h2", "h3") else frozenset()
        if selector.endswith("code") and target == "pre":  # the ground of the code in a listing lies on the listing's own
            kept = [pair for pair in kept if pair[1] not in ("transparent", "none", "inherit", "initial")]
        return tuple((name, self.size(name, value, target)) for name, value in kept if name in known)

    def size(self, name: str, value: str, target: str) -> str:
        """A font size in points where the target stands for itself."""
        if name != "font-size" or target not in _ABSOLUTE:
            return value
        size = points(value, BASE if target == "section" else self.base, self.base)
        return f"{size:.4g}pt" if size else value


def points(value: str, em: float, rem: float | None = None) -> float | None:
    """A CSS font size in points; None for what is no length."""
    match = _SIZE.fullmatch(value.strip().lower())
    if not match or len(match[1]) > 12:
        return None
    number, unit = float(match[1]), match[2]
    factor = em / 100 if unit == "%" else em if unit == "em" else (rem or em) if unit == "rem" else _UNITS[unit]
    return min(number * factor, 1000.0)


def _selectors(prelude: str) -> list[str]:
    """The selectors between commas, `:is(h1, h2)` and `:where(...)` written out."""
    found: list[str] = []
    for part in re.split(r",(?![^(]*\))", prelude):
        part = " ".join(part.split())
        match = re.search(r":(?:is|where)\(([^()]*)\)", part)
        if match:
            found += [part[: match.start()] + option.strip() + part[match.end() :] for option in match[1].split(",")]
        elif part:
            found.append(part)
    return found[:200]


@lru_cache(maxsize=1024)
def read_selector(selector: str) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """(target, classes that the slide must have, classes of containers around) of a selector; None if it is more than we honour."""
    parts = [part for part in re.split(r"\s*>\s*|\s+", selector.strip()) if part]
    classes: tuple[str, ...] = ()
    first = re.fullmatch(r"(?:section|:root|body|div\.marpit|svg|foreignObject)?((?:\.[\w-]+)*)", parts[0], re.I) if parts else None
    if len(parts) > 1 and parts[0] in (".marpit", "div.marpit", "svg", "foreignObject", "body", "html", ".reveal", ".slides"):
        return read_selector(" ".join(parts[1:]))
    if first and (not first[0].startswith(".") or (len(parts) > 1 and first[0] in (".lead", ".invert"))):
        classes = tuple(name for name in first[1].split(".") if name)
        parts = parts[1:]
        if not parts:
            return "section", classes, ()
    within: list[str] = []
    while len(parts) > 1 and (around := _plain_name(parts[0])) and around.startswith("."):
        within += around[1:].split(".")
        parts = parts[1:]
    target = _target(parts)
    return (target, classes, tuple(within)) if target else None


def _target(parts: list[str]) -> str | None:
    """What the end of a selector stands for."""
    names = [_plain_name(part) for part in parts]
    if not names or any(name is None for name in names):
        return None
    last = str(names[-1])
    if len(names) == 1:
        return last if last.startswith(".") or last in _TARGETS else None
    before = names[:-1]
    if last == "code" and before == ["pre"]:
        return "pre"
    if last in ("th", "td") and all(name in ("table", "th", "td") for name in before):
        return "th" if "th" in (*before, last) else "td"
    if last == "li" and all(name in ("ul", "ol") for name in before):
        return "li"
    if last == "a" and before in (["header"], ["footer"]):
        return f"{before[0]} a"
    if last == "p" and before in (["li"], ["ul", "li"], ["ol", "li"]):
        return "li"
    if last == "p" and before == ["blockquote"]:
        return "blockquote"
    return None


def _plain_name(part: str) -> str | None:
    """An element or one class, without what only browsers care about."""
    part = re.sub(r":(?:link|any-link|not\(:?\w+\))$", "", part)
    part = re.sub(r"^(?:div|span|p)(?=\.)", "", part)
    if re.fullmatch(r"(?:\.[\w-]+){1,4}", part):
        return part
    return _SAME.get(part.lower(), part.lower()) if re.fullmatch(r":root|[A-Za-z][\w-]*", part) else None


def fr_shares(value: str) -> tuple[float | None, ...]:
    """The columns of a `grid-template-columns`: each one's share of the width, None where it is not said."""
    value = re.sub(
        r"repeat\(\s*(\d{1,2})\s*,\s*([^()]*|minmax\([^()]*\))\)", lambda m: " ".join([m[2].strip() or "1fr"] * min(int(m[1]), 12)), value
    )
    tokens = re.findall(r"minmax\([^()]*\)|\S+", value)[:12]
    weights = [float(m[1]) if (m := re.search(r"((?:\d*\.)?\d+)(?:fr|%)", token)) else None for token in tokens]
    total = sum(weight for weight in weights if weight)
    if not total or any(weight is None for weight in weights):
        return tuple(None for _ in tokens)
    return tuple((weight or 0) / total for weight in weights)
