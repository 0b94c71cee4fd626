"""LaTeX → MathML as ziamath draws it best: TeX's spaces round operators, rows with room, rules in arrays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_BINARY = "×÷∧∨∪∩∘•∖⊗⊕⊖⊙⋆∗⋅·±∓+−⊎⊓⊔⊘⋄◦⨿≀†‡★"
_RELATION = "⊂⊃⊆⊇∼~≃≅≈∝≺≻⟶⟵⟹⟸⟺⟷↪↩≔≕∋⊧⊩⟼⇝≜≝⋈≍≐∥⊥≢⊄⊈≁≉∤≰≱"
_PLAIN = ("∂", "∇", "∅", "∞", "□", "■", "¬", "∀", "∃", "∄", "⊤", "△", "∠")
_LARGE = ("⨀", "⨁", "⨂", "⨃", "⨄", "⨅", "⨆", "⋃", "⋂", "⋁", "⋀", "∐", "∏", "∑")
_INTEGRALS = ("∫", "∬", "∭", "∮")
_LIMITS = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_TYPEWRITER = {ord("a") + n: 0x1D68A + n for n in range(26)} | {ord("A") + n: 0x1D670 + n for n in range(26)}
_TYPEWRITER |= {ord("0") + n: 0x1D7F6 + n for n in range(10)}


class UnknownCommand(Exception):
    """The formula uses a command that nobody here knows."""


def to_mathml(tex: str, display: bool) -> Element:
    """`tex` as a MathML tree. Raises UnknownCommand, and whatever latex2mathml raises for what it cannot read."""
    from latex2mathml.converter import convert

    _prepare()
    text = convert(tex, display="block" if display else "inline")
    text = re.sub(r">&#x0219([13]);", r' stretchy="false">&#x0219\1;', text)  # arrows up and down do not grow in TeX
    text = re.sub(r"<mi>&#x027E([89]);", r'<mi stretchy="false">&#x027E\1;', text)
    text = text.replace('<mo stretchy="false">&#x0005E;', '<mo stretchy="false">&#710;')
    text = text.replace("<mo>&#x0005E;", "<mo>&#x00302;").replace("<mo>&#x0007E;", "<mo>&#x00303;")
    text = re.sub(r"&(?!#?\w+;)", "&amp;", re.sub(r"<(?=[\s\d]|</)", "&lt;", text))
    root = ElementTree.fromstring(text)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    for element in list(root.iter()):
        _mend(element)
    if not display and "displaystyle" not in tex:
        _set_in_line(root)
    for script in ("munder", "mover", "munderover", "msub", "msup", "msubsup"):
        for table in root.findall(f".//{script}//mtable//mspace/.."):
            table.remove(table[-1])  # small rows stand close
    return root


def _set_in_line(root: Element) -> None:
    """In a line of text sums and integrals are no taller than letters, and their limits stand beside them."""
    beside = {"munder": "msub", "mover": "msup", "munderover": "msubsup"}
    for element in root.iter():
        if element.tag in beside and element[0].tag == "mo" and element[0].text in _LARGE:
            element.tag = beside[element.tag]
        if element.tag == "mo" and (element.text in _LARGE or element.text in _INTEGRALS):
            element.attrib.update({"largeop": "false", "movablelimits": "false", "rspace": "0em"})


def _mend(element: Element) -> None:
    text = element.text or ""
    if element.tag in ("mi", "mo", "mtext") and re.match(r"\\[A-Za-z]", text):
        raise UnknownCommand(text)
    if element.get("mathvariant") == "monospace":
        element.text = text.translate(_TYPEWRITER)
    if element.tag == "mo" and text == "-":
        element.text = "−"
    elif element.tag == "mo" and text in ("\\{", "\\}"):
        element.text = text[1]
    elif element.tag == "mi" and text == "~":
        element.tag, element.text = "mo", "∼"
    elif element.tag == "mover" and len(element) == 2 and element[0].tag == "mi" and len(element[0].text or "") == 1:
        _fit_accent(element[1])
    elif element.tag in _LIMITS and len(element) and element[0].text in _LARGE:
        element.tag = _LIMITS[element.tag]
    elif element.tag == "mtable":
        _space_rows(element)


def _fit_accent(accent: Element) -> None:
    """A hat over one letter is a small one."""
    narrow = {"\u0302": "ˆ", "\u0303": "˜"}.get(accent.text or "")
    if narrow:
        accent.text = narrow
        accent.set("stretchy", "false")


def _space_rows(table: Element) -> None:
    """Give every row the height of a line, so that baselines are evenly spaced."""
    display = table.get("displaystyle") == "true"
    if table.get("columnspacing") == "0em 2em":
        table.set("columnspacing", "0.05em 1.5em")
    elif "columnspacing" not in table.attrib:
        table.set("columnspacing", "0.7em")
    table.set("rowspacing", "0.3em")
    height, depth = ("0.75em", "0.3em") if display else ("0.6em", "0.15em")
    for row in table:
        if len(row) and len(table) > 1:
            ElementTree.SubElement(row[0], "mspace", {"height": height, "depth": depth, "width": "0em"})


@lru_cache(1)
def _prepare() -> None:
    """Teach ziamath TeX's spacing and the rules of arrays, once."""
    from ziamath import operators

    table: dict[tuple[str, str], dict[str, str]] = operators.operators
    for chars, space in ((_BINARY, "mediummathspace"), (_RELATION, "thickmathspace")):
        for char in chars:
            table[(char, "infix")] = {**table.get((char, "infix"), {}), "lspace": space, "rspace": space}
    for char in _PLAIN:
        table[(char, "prefix")] = {"lspace": "0em", "rspace": "0em"}
        table[(char, "infix")] = {"lspace": "0em", "rspace": "0em"}
    table[(",", "infix")] = {"separator": "true", "lspace": "0em", "rspace": "mediummathspace"}
    for char in ("∃", "∀"):
        table[(char, "prefix")] = {"lspace": "0em", "rspace": "verythinmathspace"}
    for char in _LARGE:
        table[(char, "prefix")] = {"largeop": "true", "movablelimits": "true", "lspace": "0em", "rspace": "thinmathspace"}
    operators.names.update(char for char, _ in table)
    _rule_tables()


def _rule_tables() -> None:
    from ziafont.fonttypes import BBox
    from ziamath.drawable import HLine, VLine
    from ziamath.nodes.mtable import Mtable

    class RuledTable(Mtable, tag="mtable"):
        """A table that draws `columnlines`, `rowlines` and `frame`, which ziamath leaves out."""

        def _setup(self, **kwargs: Any) -> None:
            super()._setup(**kwargs)
            cells = list(zip(self.nodes, self.nodexy, strict=True))
            counts = [len(row) for row in self.element]
            rows = [cells[sum(counts[:n]) : sum(counts[: n + 1])] for n in range(len(counts))]
            width = self.units_to_points(60)
            for n, kind in enumerate(_spread(self.element.get("columnlines", ""), max(counts) - 1)):
                if kind in ("solid", "dashed"):
                    left = max((xy[0] + node.bbox.xmax for row in rows for node, xy in row[n : n + 1]), default=0.0)
                    right = min((xy[0] for row in rows for node, xy in row[n + 1 : n + 2]), default=left)
                    self.nodes.append(VLine(self.bbox.ymax - self.bbox.ymin, width, style=self.style, **kwargs))
                    self.nodexy.append(((left + right) / 2, -self.bbox.ymax))
            for n, kind in enumerate(_spread(self.element.get("rowlines", ""), len(rows) - 1)):
                if kind in ("solid", "dashed"):
                    low = max(xy[1] - node.bbox.ymin for node, xy in rows[n])
                    high = min(xy[1] - node.bbox.ymax for node, xy in rows[n + 1])
                    self.nodes.append(HLine(self.bbox.xmax, width, style=self.style, **kwargs))
                    self.nodexy.append((0.0, (low + high) / 2))
            self.bbox = BBox(*self.bbox)


def _spread(text: str, count: int) -> list[str]:
    """One word for every gap: the last is repeated, as MathML has it."""
    words = text.split()
    return (words + words[-1:] * count)[:count] if words else []
