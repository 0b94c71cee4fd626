"""MathML -> Office Math (`m:oMath`): formulas that PowerPoint typesets and people go on editing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from presenter.export.pptx import signs
from presenter.export.pptx.xml import escaped


class Unknown(Exception):
    """The formula has something that Office Math has no form for, or none that is known here."""


@dataclass(frozen=True)
class Pen:
    """How letters look: size in 1/100 pt, colour as a fill element, language; `display`: limits stand below and above."""

    size: int
    color: str
    lang: str = ""
    display: bool = True


@dataclass(frozen=True, slots=True)
class _Run:
    """Letters of one kind: `i`talic, `p`lain, or `nor`: ordinary words."""

    kind: str
    text: str
    color: str


_Piece = _Run | str  # letters, or an element ready


def formula(math: Element, pen: Pen) -> str:
    """`m:oMath` of a MathML tree without namespaces. Raises Unknown."""
    return f"<m:oMath>{_written(_row(list(math), pen), pen)}</m:oMath>"


# ---------------------------------------------------------------- rows


def _row(elements: Sequence[Element], pen: Pen) -> list[_Piece]:
    """Elements side by side; sums and functions take what follows them along."""
    items = list(_flat(elements))
    pieces: list[_Piece] = []
    at = 0
    while at < len(items):
        item = items[at]
        at += 1
        if _large(item):
            count = _summed(items[at:])
            pieces.append(_nary(item, items[at : at + count], pen)) if count else pieces.extend(_one(item, pen))
        elif _function(item):
            count = _argument(items[at:])
            pieces.append(_called(item, items[at : at + count], pen)) if count else pieces.extend(_one(item, pen))
        else:
            count = 0
            pieces.extend(_one(item, pen))
        at += count
    return pieces


def _flat(elements: Iterable[Element]) -> Iterable[Element]:
    """Groups without a meaning of their own are opened."""
    for element in elements:
        plain = element.tag in ("mrow", "mstyle", "mpadded", "semantics") and "mathcolor" not in element.attrib
        if plain and not _fenced(element):
            yield from _flat(list(element)[:1] if element.tag == "semantics" else element)
        elif element.tag != "none":
            yield element


def _written(pieces: Iterable[_Piece], pen: Pen) -> str:
    """The pieces as XML; letters of one kind are one run."""
    parts: list[str] = []
    waiting: _Run | None = None
    for piece in (*pieces, ""):
        if isinstance(piece, _Run) and waiting and (piece.kind, piece.color) == (waiting.kind, waiting.color):
            waiting = replace(waiting, text=waiting.text + piece.text)
            continue
        if waiting is not None:
            parts.append(_run(waiting, pen))
        waiting = piece if isinstance(piece, _Run) else None
        if isinstance(piece, str):
            parts.append(piece)
    return "".join(parts)


def _run(run: _Run, pen: Pen) -> str:
    if not run.text:
        return ""
    how = "<m:nor/>" if run.kind == "nor" else f'<m:sty m:val="{run.kind}"/>'
    lang = f' lang="{pen.lang}"' if pen.lang else ""
    italic = 1 if run.kind == "i" else 0
    words = re.sub("^ | $", "\u00a0", run.text)
    return (
        f'<m:r><m:rPr>{how}</m:rPr><a:rPr{lang} sz="{pen.size}" b="0" i="{italic}">{run.color}'
        f'<a:latin typeface="Cambria Math"/><a:ea typeface="Cambria Math"/></a:rPr><m:t>{escaped(words)}</m:t></m:r>'
    )


def _part(tag: str, elements: Iterable[Element], pen: Pen) -> str:
    """An argument; never an empty one, which would show as a dotted box."""
    inside = _written(_row(list(elements), pen), pen) or _run(_Run("p", signs.NOTHING, pen.color), pen)
    return f"<m:{tag}>{inside}</m:{tag}>"


def _set(name: str, value: object) -> str:
    return f'<m:{name} m:val="{escaped(str(value))}"/>'


def _properties(tag: str, inside: str, pen: Pen) -> str:
    """What an element is like, the size of its own strokes and brackets included."""
    control = f'<m:ctrlPr><a:rPr sz="{pen.size}" i="1">{pen.color}<a:latin typeface="Cambria Math"/></a:rPr></m:ctrlPr>'
    return f"<m:{tag}Pr>{inside}{control}</m:{tag}Pr>"


# ---------------------------------------------------------------- letters


def _one(element: Element, pen: Pen) -> list[_Piece]:
    """One element that stands for itself."""
    make = _ELEMENTS.get(element.tag)
    if make is not None:
        return make(element, pen)
    if element.tag == "mspace":
        return [_Run("p", space, pen.color)] if (space := _space(element.get("width", "0em"))) else []
    shape = _SHAPES.get(element.tag)
    if shape is None:
        raise Unknown(element.tag)
    return [shape(element, pen)]


def _identifier(element: Element, pen: Pen) -> list[_Piece]:
    text = _text(element)
    single = len(text) == 1 and unicodedata.category(text)[0] == "L" and ord(text) < 0x2100
    upright = element.get("mathvariant") in ("normal", "bold", "double-struck", "script", "fraktur", "sans-serif", "monospace")
    return [_Run("i" if single and not upright else "p", text, _color(element, pen))]


def _operator(element: Element, pen: Pen) -> list[_Piece]:
    return [_Run("p", _text(element), _color(element, pen))]


def _words(element: Element, pen: Pen) -> list[_Piece]:
    return [_Run("nor", element.text or "", _color(element, pen))]


def _group(element: Element, pen: Pen) -> list[_Piece]:
    if _fenced(element):
        return [_bracketed(element, pen)]
    inner = replace(pen, color=_color(element, pen))
    return [_written(_row(list(element), inner), inner)] if inner.color != pen.color else _row(list(element), pen)


def _text(element: Element) -> str:
    return (element.text or "").strip()


def _color(element: Element, pen: Pen) -> str:
    asked = element.get("mathcolor", "").strip().lower()
    value = signs.COLORS.get(asked) or (asked[1:].upper() if re.fullmatch("#[0-9a-f]{6}", asked) else "")
    return f'<a:solidFill><a:srgbClr val="{value}"/></a:solidFill>' if value else pen.color


def _space(width: str) -> str:
    found = re.fullmatch(r"(-?[\d.]+)em", width.strip())
    left, made = (min(float(found[1]), 20.0) if found else 0.0), ""
    for share, char in signs.SPACES:
        while left >= share:
            made, left = made + char, left - share
    return made


# ---------------------------------------------------------------- brackets


def _fenced(element: Element) -> bool:
    """Whether a group is something in brackets that grow with it."""
    if element.tag != "mrow" or len(element) < 2 or element[0].tag != "mo":
        return False
    first, last = element[0], element[-1]
    if first.get("fence") == "true" and first.get("form") == "prefix":
        return True
    closed = last.tag == "mo" and _text(last) in signs.FENCES
    return closed and _text(first) in signs.FENCES and any(child.tag == "mtable" for child in element)


def _bracketed(element: Element, pen: Pen) -> str:
    inside = list(element)[1:]
    closing = inside and inside[-1].tag == "mo" and (inside[-1].get("form") == "postfix" or _text(inside[-1]) in signs.FENCES)
    last = _text(inside.pop()) if closing else ""
    groups: list[list[Element]] = [[]]
    between = ""
    for child in inside:
        if child.tag == "mo" and child.get("fence") == "true" and child.get("form") in ("infix", None) and _text(child) in "|‖∣":
            between = _text(child)
            groups.append([])
        else:
            groups[-1].append(child)
    separator = f'<m:sepChr m:val="{escaped(between)}"/>' if between else ""
    how = f'<m:begChr m:val="{escaped(_fence(_text(element[0])))}"/>{separator}<m:endChr m:val="{escaped(_fence(last))}"/>'
    return f"<m:d>{_properties('d', how, pen)}{''.join(_part('e', group, pen) for group in groups)}</m:d>"


def _fence(char: str) -> str:
    return {"": "", ".": "", "∣": "|", "∥": "‖"}.get(char, char)


# ---------------------------------------------------------------- sums and functions


def _core(element: Element) -> Element:
    """What limits or indices are set on."""
    while element.tag in ("munder", "mover", "munderover", "msub", "msup", "msubsup", "mrow", "mstyle") and len(element):
        if element.tag in ("mrow", "mstyle") and len(element) != 1:
            return element
        element = element[0]
    return element


def _large(element: Element) -> bool:
    scripts = element.tag in ("munder", "mover", "munderover", "msub", "msup", "msubsup")
    bare = element[0] if scripts and len(element) else element
    return bare.tag == "mo" and _text(bare) in signs.LARGE


def _function(element: Element) -> bool:
    """Whether it is a named function, perhaps with limits or an index."""
    core = _core(element)
    name = _text(core)
    return core.tag in ("mi", "mo") and len(name) > 1 and name.replace(" ", "").replace("\u2009", "").isalpha() and name.isascii()


def _summed(items: Sequence[Element]) -> int:
    """How many of the following items a sum or integral is over."""
    depth = 0
    for n, item in enumerate(items):
        char = _text(item) if item.tag == "mo" else ""
        if char in signs.ENDS and char and depth == 0 and n > 0:
            return n
        depth += (char in signs.OPEN and char != "") - (char in signs.CLOSE and char != "")
        if depth < 0:
            return n
    return len(items)


def _argument(items: Sequence[Element]) -> int:
    """How many of the following items a function is of: one, or all in round brackets."""
    if not items or items[0].tag == "mspace" or (items[0].tag == "mo" and _text(items[0]) not in signs.OPEN):
        return 0
    if items[0].tag != "mo":
        return 1
    depth = 0
    for n, item in enumerate(items, 1):
        char = _text(item) if item.tag == "mo" else ""
        depth += (char in signs.OPEN and char != "") - (char in signs.CLOSE and char != "")
        if depth == 0:
            return n
    return 0


def _nary(element: Element, operand: Sequence[Element], pen: Pen) -> str:
    sign = _text(element if element.tag == "mo" else element[0])
    parts = {"mo": "", "munder": "-", "msub": "-", "mover": "+", "msup": "+", "munderover": "-+", "msubsup": "-+"}[element.tag]
    limits = dict(zip(parts, list(element)[1:], strict=False))
    around = element.tag.startswith("mu") or element.tag == "mover"
    place = "undOvr" if around and (pen.display or sign not in signs.INTEGRALS) else "subSup"
    hidden = ("" if "-" in limits else '<m:subHide m:val="1"/>') + ("" if "+" in limits else '<m:supHide m:val="1"/>')
    how = _properties("nary", f'<m:chr m:val="{sign}"/><m:limLoc m:val="{place}"/>{hidden}', pen)
    sub = _part("sub", [limits["-"]], pen) if "-" in limits else "<m:sub/>"
    above = _part("sup", [limits["+"]], pen) if "+" in limits else "<m:sup/>"
    return f"<m:nary>{how}{sub}{above}{_part('e', operand, pen)}</m:nary>"


def _called(element: Element, operand: Sequence[Element], pen: Pen) -> str:
    return f"<m:func>{_properties('func', '', pen)}{_part_of(_one(element, pen), 'fName', pen)}{_part('e', operand, pen)}</m:func>"


def _part_of(pieces: Sequence[_Piece], tag: str, pen: Pen) -> str:
    return f"<m:{tag}>{_written(pieces, pen)}</m:{tag}>"


# ---------------------------------------------------------------- shapes


def _fraction(element: Element, pen: Pen) -> str:
    kind = "noBar" if element.get("linethickness", "").rstrip("ptexm") in ("0", "0.0") else "bar"
    how = _properties("f", f'<m:type m:val="{kind}"/>', pen)
    return f"<m:f>{how}{_part('num', element[:1], pen)}{_part('den', element[1:2], pen)}</m:f>"


def _root(element: Element, pen: Pen) -> str:
    if element.tag == "msqrt":
        return f"<m:rad>{_properties('rad', _set('degHide', 1), pen)}<m:deg/>{_part('e', element, pen)}</m:rad>"
    return f"<m:rad>{_properties('rad', '', pen)}{_part('deg', element[1:2], pen)}{_part('e', element[:1], pen)}</m:rad>"


def _scripts(element: Element, pen: Pen) -> str:
    """Indices and powers; below and above the names that have it so in a display."""
    core = _text(element[0]) if len(element) and element[0].tag in ("mo", "mi") else ""
    if element.tag == "msub" and pen.display and core in signs.BELOW:
        return _limits(element, pen)
    tag = {"msub": "sSub", "msup": "sSup", "msubsup": "sSubSup"}[element.tag]
    names = {"msub": ("sub",), "msup": ("sup",), "msubsup": ("sub", "sup")}[element.tag]
    parts = "".join(_part(name, [child], pen) for name, child in zip(names, list(element)[1:], strict=False))
    return f"<m:{tag}>{_properties(tag, '', pen)}{_part('e', element[:1], pen)}{parts}</m:{tag}>"


def _limits(element: Element, pen: Pen) -> str:
    """What stands below or above: accents, bars, braces, limits."""
    if element.tag == "munderover":
        below = _limit("limLow", _part("e", element[:1], pen), element[1], pen)
        return _limit("limUpp", f"<m:e>{below}</m:e>", element[2], pen)
    mark = element[1]
    char = _text(mark) if mark.tag == "mo" else ""
    top = element.tag == "mover"
    base = _part("e", element[:1], pen)
    if char and char in signs.BARS:
        return f"<m:bar>{_properties('bar', _set('pos', 'top' if top else 'bot'), pen)}{base}</m:bar>"
    narrow = len("".join(element[0].itertext()).strip()) == 1
    if top and char in signs.ACCENTS and (char != "→" or narrow) and _text(element[0]) not in signs.LARGE:
        return f"<m:acc>{_properties('acc', _set('chr', signs.ACCENTS[char]), pen)}{base}</m:acc>"
    if char in signs.BRACES and element[0].tag != "mo":
        place = "top" if top else "bot"
        sits = "bot" if top else "top"
        how = f'<m:chr m:val="{char}"/><m:pos m:val="{place}"/><m:vertJc m:val="{sits}"/>'
        return f"<m:groupChr>{_properties('groupChr', how, pen)}{base}</m:groupChr>"
    return _limit("limUpp" if top else "limLow", base, mark, pen)


def _limit(tag: str, base: str, limit: Element, pen: Pen) -> str:
    return f"<m:{tag}>{_properties(tag, '', pen)}{base}{_part('lim', [limit], pen)}</m:{tag}>"


def _table(element: Element, pen: Pen) -> str:
    """Matrices, cases and lines set below each other; what aligned equations stand beside is close."""
    rows = [[cell for cell in row if cell.tag == "mtd"] for row in element if row.tag in ("mtr", "mlabeledtr")]
    width = max((len(row) for row in rows), default=0)
    if not width:
        raise Unknown("an empty table")
    equations = element.get("displaystyle") == "true" and width > 1
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{_alignment(element, rows, n)}"/></m:mcPr></m:mc>' for n in range(width)
    )
    gap = '<m:cGpRule m:val="3"/><m:cGp m:val="40"/>' if equations else ""
    body = ""
    for row in rows:
        cells = [[child for child in cell if child.tag != "mspace" or child.get("width") != "0em"] for cell in row]
        cells += [[] for _ in range(width - len(cells))]
        body += f"<m:mr>{''.join(_cell(cell, n, equations, pen) for n, cell in enumerate(cells))}</m:mr>"
    how = f"{_set('plcHide', 1)}{gap}<m:mcs>{columns}</m:mcs>"
    return f"<m:m>{_properties('m', how, pen)}{body}</m:m>"


def _cell(cell: Sequence[Element], column: int, equations: bool, pen: Pen) -> str:
    """A cell; of several equations in a line the later ones keep their distance."""
    away: list[_Piece] = [_Run("p", "\u2003\u2003", pen.color)] if equations and column and column % 2 == 0 and cell else []
    return _part_of([*away, *_row(cell, pen)], "e", pen)


def _alignment(table: Element, rows: Sequence[Sequence[Element]], column: int) -> str:
    asked = next((row[column].get("columnalign") for row in rows if column < len(row) and row[column].get("columnalign")), None)
    words = table.get("columnalign", "").split()
    asked = asked or (words[min(column, len(words) - 1)] if words else "center")
    return asked if asked in ("left", "right") else "center"


def _enclosed(element: Element, pen: Pen) -> str:
    kinds = element.get("notation", "longdiv").split()
    strikes = [signs.STRIKES[kind] for kind in kinds if kind in signs.STRIKES]
    if len(strikes) + ("box" in kinds) + ("roundedbox" in kinds) != len(kinds):
        raise Unknown("menclose " + " ".join(kinds))
    framed = len(strikes) != len(kinds)
    hidden = "" if framed else "".join(f'<m:hide{side} m:val="1"/>' for side in ("Top", "Bot", "Left", "Right"))
    order = ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR")
    how = hidden + "".join(f'<m:{strike} m:val="1"/>' for strike in order if strike in strikes)
    return f"<m:borderBox>{_properties('borderBox', how, pen)}{_part('e', element, pen)}</m:borderBox>"


def _phantom(element: Element, pen: Pen) -> str:
    return f"<m:phant>{_properties('phant', _set('show', 0), pen)}{_part('e', element, pen)}</m:phant>"


_ELEMENTS: dict[str, Callable[[Element, Pen], list[_Piece]]] = {
    "mi": _identifier, "mn": _operator, "mo": _operator, "mtext": _words, "ms": _words, "mrow": _group, "mstyle": _group,
    "mpadded": _group, "semantics": _group, "math": _group, "mtd": _group,
}  # fmt: skip
_SHAPES: dict[str, Callable[[Element, Pen], str]] = {
    "mfrac": _fraction, "msqrt": _root, "mroot": _root, "msub": _scripts, "msup": _scripts, "msubsup": _scripts, "munder": _limits,
    "mover": _limits, "munderover": _limits, "mtable": _table, "menclose": _enclosed, "mphantom": _phantom,
}  # fmt: skip
