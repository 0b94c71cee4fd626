"""A cell that knitr, Jupyter or Quarto would run: its info string and lines -> what of it is shown. Nothing is run here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presenter.model import ImageRef, Length
from presenter.parse.images import length

_CELL = re.compile(r"\{[A-Za-z]\w*[ ,}]")
_LABEL = re.compile(r"\{[A-Za-z]\w*[ ,]+([\w. -]+?)[ ]*[,}]")
_IN_HEAD = re.compile(r"""([A-Za-z][\w.-]*)[ ]*=[ ]*("[^"]*"|'[^']*'|[^,}]+)""")
_OPTION = re.compile(r"(?:#|//|--|%)\|[ ]*([\w.-]+):[ ]*(.*)")
_INCLUDED = re.compile(r"include_graphics\(([^()]{0,2000}(?:\([^()]{0,2000}\))?[^()]{0,200})\)|\bImage\(([^()]{0,400})\)")
_WORD = re.compile(r"""["']([^"'\n]{1,300}\.(?:png|jpe?g|gif|svg|webp|pdf))["']""", re.I)
_PLOTS = re.compile(
    r"\b(?:gg\w*|geom_\w+|plot\w*|hist|barplot|boxplot|pairs|curve|leaflet|DiagrammeR|grViz|visNetwork|tm_shape)\(|\b(?:plt|sns|px|alt)\."
)
_SAYS = re.compile(r"\b(?:print|kable|kbl|gt|datatable|DT|flextable|head|summary|str|glimpse|tibble|reactable|huxtable|cat)\b")
_NO = frozenset(("f", "false", "no", "off"))
_UNRUN = frozenset(("mermaid", "dot", "verbatim", "stan"))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a cell: its code, or `None`; and pictures, its files or the plot that it would make."""

    code: list[str] | None
    pictures: tuple[ImageRef, ...] = ()
    caption: str = ""


def read_cell(info: str, lines: list[str], line: int) -> Shown:
    """What is shown of the fence that begins on `line` with `info`; a fence that is no cell is shown whole."""
    head = info.strip()
    if not _CELL.match(head):
        return Shown(lines)
    language = re.split(r"[ ,}]", head[1:], maxsplit=1)[0].lower()
    options = {match[1].lower(): match[2].strip() for match in _IN_HEAD.finditer(head)}
    count = 0
    for text in lines:
        match = _OPTION.match(text)
        if not match:
            break
        count += 1
        options[match[1].lower().replace("-", ".") if "." not in match[1] else match[1].lower()] = match[2].strip()
    own = lines[count:]
    if language in _UNRUN:
        return Shown(own)
    if _off(options.get("include")) or (language == "css" and _off(options.get("echo"))):
        return Shown(None)
    text = "\n".join(own)
    named = _LABEL.match(head)
    label = options.get("label", named[1] if named else "").strip("\"'")
    caption = options.get("fig.cap", "").strip("\"'")
    pictures = _included(text, options, line)
    only = pictures and not _INCLUDED.sub("", text).replace("knitr::", "").strip()
    if not _off(options.get("echo")) and not only:
        return Shown(own if text.strip() else None, pictures, caption)  # another cell's code, named by `ref.label`, is not looked for
    plots = _PLOTS.search(text) or "ref.label" in options
    if not pictures and plots and not _off(options.get("eval")) and options.get("fig.show", "").strip("\"'") != "hide":
        src = f"figure/{re.sub(r'[^A-Za-z0-9_.-]', '-', label or 'plot')}-1.png"
        pictures = (ImageRef(src=src, alt=caption or label or "plot", width=_width(options), line=line),)
    return Shown(own if not pictures and _SAYS.search(text) else None, pictures, caption)


def _off(value: str | None) -> bool:
    return value is not None and value.strip("\"'").lower() in _NO


def _included(text: str, options: dict[str, str], line: int) -> tuple[ImageRef, ...]:
    """The pictures that the cell takes from files."""
    found = [word[1] for match in _INCLUDED.finditer(text) for word in _WORD.finditer(match[1] or match[2] or "")]
    said = options.get("fig.alt", options.get("fig.cap", "")).strip("\"'")
    return tuple(ImageRef(src=src, alt=said, width=_width(options), line=line) for src in found[:12])


def _width(options: dict[str, str]) -> Length | None:
    return length(options.get("out.width", "").strip("\"'")) if "out.width" in options else None
