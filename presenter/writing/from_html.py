"""Rich text as HTML, as Word, Google Docs, LibreOffice and browsers put it on the clipboard → Markdown.

Headings, paragraphs, lists, tables, quotations, listings and rules; bold, italic, struck, code, marks, sub- and superscript,
links. What only looks some way (colours, sizes, fonts) is left behind; scripts and styles are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from presenter.writing.html_tree import Element, parse, walk

LARGEST = 4_000_000  # characters of HTML
BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "td",
    "th", "caption", "blockquote", "pre", "hr", "section", "article", "header", "footer", "main", "figure", "figcaption", "address",
    "body", "html", "center", "form", "fieldset", "nav", "aside",
})  # fmt: skip
WRAPS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "dfn": "*", "s": "~~", "del": "~~", "strike": "~~", "code": "`",
         "kbd": "`", "samp": "`", "tt": "`", "mark": "==", "sub": "~", "sup": "^"}  # fmt: skip
SAFE = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.I)


def markdown(html: str, picture: Callable[[bytes], str] = lambda data: "") -> str:
    """The Markdown of `html`; "" where it is no more than plain text, which is then better taken as it is.

    `picture(data)` keeps a picture that lies in the HTML itself and gives its name; others are left out.
    """
    if len(html) > LARGEST:
        return ""
    root = parse(html)
    if _is_listing(root) or not _has_form(root):
        return ""
    out = _Writer(picture).blocks(root)
    return "\n\n".join(block for block in out if block.strip()).strip()


def _is_listing(root: Element) -> bool:
    """What a program's editor copies: lines of coloured words, as they stand. Its plain text is better."""
    top = next((child for child in root.children if isinstance(child, Element) and child.name != "meta"), root)
    return top.name in ("div", "span") and "white-space:pre" in top.style and "pre-wrap" not in top.style


def _has_form(root: Element) -> bool:
    """Whether there is more in it than lines."""
    shapes = ("li", "table", "pre", "blockquote", "img", "a", "hr", *[f"h{n}" for n in range(1, 7)])
    return any(e.name in shapes or _wrap(e) or _word_level(e) for e in walk(root))


def _wrap(element: Element) -> str:
    """The marks around what is in it; "" for none."""
    style = element.style
    weight = re.search(r"(?<![\w-])font-weight:(\w+)", style)
    bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900") if weight else element.name in ("b", "strong")
    if bold:
        return "**"
    if element.name in ("b", "strong"):  # Google Docs puts everything into a <b> that is not bold
        return ""
    if element.name in ("i", "em") and re.search(r"(?<![\w-])font-style:normal", style):
        return ""
    if element.name in WRAPS:
        return WRAPS[element.name]
    if re.search(r"(?<![\w-])font-style:italic", style):
        return "*"
    if "line-through" in style:
        return "~~"
    return "^" if "vertical-align:super" in style else "~" if "vertical-align:sub" in style else ""


def _word_level(element: Element) -> int:
    """The depth of an item of a list as Word has it, from 1; 0 for none."""
    found = re.search(r"mso-list:l\d+level(\d)", element.style)
    return int(found[1]) if found and element.name == "p" else 0


# ---------------------------------------------------------------- writing


class _Writer:
    """A tree → blocks of Markdown."""

    def __init__(self, picture: Callable[[bytes], str]) -> None:
        self._picture = picture

    def blocks(self, element: Element) -> list[str]:
        """The blocks in it, in their order; what stands between them is a paragraph."""
        out: list[str] = []
        loose: list[Element | str] = []

        def flush() -> None:
            words = self.line(loose)
            loose.clear()
            if words.strip():
                out.append(_at_line_start(words))

        for child in element.children:
            if isinstance(child, str) or not self._is_block(child):
                loose.append(child)
                continue
            flush()
            made = self.block(child)
            if made and out and _word_level(child) and _is_item(out[-1]):
                out[-1] += "\n" + made[0]
            else:
                out += made
        flush()
        return out

    def _is_block(self, element: Element) -> bool:
        if element.name in BLOCKS:
            return True
        return element.name in ("b", "span", "font", "a", "o:p") and any(
            isinstance(child, Element) and self._is_block(child) for child in element.children
        )

    def block(self, element: Element) -> list[str]:
        """One element as blocks."""
        name = element.name
        if level := _word_level(element):
            return [self._word_item(element, level)]
        if re.fullmatch("h[1-6]", name) or (outline := _word_heading(element)):
            depth = int(name[1]) if name[0] == "h" and name[1:].isdecimal() else outline
            words = re.sub(r"\*\*", "", self.line(element.children)).replace("\n", " ").strip()
            return [f"{'#' * depth} {words}"] if words else []
        match name:
            case "ul" | "ol":
                return [self._list(element)]
            case "table":
                return self._table(element)
            case "pre":
                return [_fenced("".join(_texts(element)).strip("\n"))]
            case "hr":
                return []  # a line would begin a slide
            case "blockquote":
                inside = "\n\n".join(self.blocks(element))
                return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))] if inside else []
        return self.blocks(element)

    def _list(self, element: Element, depth: int = 0) -> str:
        lines: list[str] = []
        number = int(element.attributes.get("start", "1")) if element.attributes.get("start", "1").isdecimal() else 1
        for child in element.children:
            if isinstance(child, str):
                continue
            if child.name in ("ul", "ol"):  # Google Docs and Word put the inner list beside the item
                inner = self._list(child, depth + 1) if depth < 8 else ""
                lines += ["  " + line if element.name == "ul" else "   " + line for line in inner.split("\n") if line]
                continue
            if child.name != "li":
                continue
            marker = f"{number}. " if element.name == "ol" else "- "
            number += 1
            parts = self.blocks(child)
            tight = "\n".join(parts) if all(_is_item(part) or n == 0 for n, part in enumerate(parts)) else "\n\n".join(parts)
            inside = tight.split("\n") if parts else [""]
            lines.append((marker + inside[0]).rstrip())
            lines += [" " * len(marker) + line if line else "" for line in inside[1:]]
        return "\n".join(lines)

    def _word_item(self, element: Element, level: int) -> str:
        words = self.line([child for child in element.children if not _is_bullet(child)]).strip()
        sign = "".join(t for child in element.children if _is_bullet(child) for t in _texts(child)).strip()
        if not sign and (found := re.match(r"([·•o▪§–-]|\w{1,3}[.)])\s+", words)):
            sign, words = found[1], words[found.end() :]
        marker = "1." if re.match(r"\w{1,3}[.)]", sign) else "-"
        return f"{'  ' * (level - 1) if marker == '-' else '   ' * (level - 1)}{marker} {words}"

    def _table(self, element: Element) -> list[str]:
        rows = [[c for c in row.children if isinstance(c, Element) and c.name in ("td", "th")] for row in _inside(element, "tr")]
        rows = [row for row in rows if row]
        if not rows:
            return []
        if len(rows) == 1 and len(rows[0]) == 1:  # a table for the sake of a frame
            return self.blocks(rows[0][0])
        cells = [[self._cell(cell) for cell in row] for row in rows]
        width = max(map(len, cells))
        full = [row + [""] * (width - len(row)) for row in cells]
        lines = [f"| {' | '.join(row)} |" for row in full]
        return ["\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])]

    def _cell(self, cell: Element) -> str:
        words = " ".join(self.blocks(cell)).replace("\n", " ").replace("|", "\\|")
        return re.sub(r" {2,}", " ", words).strip()

    # ------------------------------------------------------------ inside a line

    def line(self, children: list[Element | str]) -> str:
        """Words and their marks; a line break within is one in the text."""
        words = "".join(self._inline(child) for child in children)
        words = re.sub(r"(\*\*|\*|~~|==)\1(?=\S)", "", words) if "****" in words else words  # two bold pieces beside each other
        return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in words.split("\n")).strip("\n")

    def _inline(self, child: Element | str) -> str:
        if isinstance(child, str):
            return _escaped(re.sub(r"[ \t\r\n\f]+", " ", child).replace("\xa0", " "))
        if child.name == "br":
            return "\n"
        if child.name == "img":
            return self._image(child)
        if child.name in ("input",):
            box = child.attributes.get("type") == "checkbox"
            return ("[x] " if "checked" in child.attributes else "[ ] ") if box else ""
        mark = _wrap(child)
        if mark == "`":
            return _code("".join(_texts(child)))
        words = "".join(self._inline(one) for one in child.children)
        if child.name == "a":
            words = self._link(child, words)
        return _around(words, mark)

    def _link(self, element: Element, words: str) -> str:
        target = element.attributes.get("href", "").strip()
        if not SAFE.fullmatch(target) or not words.strip():
            return words
        if words.strip() == _escaped(target):
            return f"<{target}>"
        front, bare, back = _bare(words)
        address = target.replace("(", "%28").replace(")", "%29")
        return f"{front}[{bare}]({address}){back}"

    def _image(self, element: Element) -> str:
        source, alt = element.attributes.get("src", ""), re.sub(r"[\[\]\n]+", " ", element.attributes.get("alt", "")).strip()
        data = _inline_data(source)
        name = self._picture(data) if data else ""
        return f"![{alt}]({name})" if name else _escaped(alt)


def _inline_data(source: str) -> bytes:
    import base64
    import binascii

    found = re.match(r"data:image/[\w.+-]+(;base64)?,", source, re.I)
    if not found:
        return b""
    rest = source[found.end() :]
    try:
        return base64.b64decode(rest, validate=False) if found[1] else unquote_to_bytes(rest)
    except (binascii.Error, ValueError):
        return b""


def _word_heading(element: Element) -> int:
    found = re.fullmatch(r"(?:Mso)?(?:Heading|Title)\s?([1-6]?)", element.attributes.get("class", ""), re.I)
    return int(found[1] or 1) if found and element.name == "p" else 0


def _is_bullet(child: Element | str) -> bool:
    """The bullet or number that Word writes as text in front of an item."""
    return isinstance(child, Element) and "mso-list:ignore" in "".join(e.style for e in walk(child))


def _is_item(block: str) -> bool:
    return re.match(r"\s*(?:[-*+]|\d+[.)]) ", block) is not None


def _inside(element: Element, *names: str) -> list[Element]:
    """The elements of these names, in order, but not those of a table inside this one."""
    found: list[Element] = []
    for child in element.children:
        if isinstance(child, Element):
            if child.name in names:
                found.append(child)
            elif child.name != "table":
                found += _inside(child, *names)
    return found


def _texts(element: Element | str) -> list[str]:
    if isinstance(element, str):
        return [element]
    if element.name == "br":
        return ["\n"]
    return [text for child in element.children for text in _texts(child)]


def _bare(words: str) -> tuple[str, str, str]:
    """White space in front, the words, and behind."""
    bare = words.strip()
    at = words.find(bare) if bare else len(words)
    return words[:at], bare, words[at + len(bare) :]


def _around(words: str, mark: str) -> str:
    """Marks close to the words, line by line: Markdown does not know them with a space inside."""
    if not mark or not words.strip():
        return words
    made = []
    for line in words.split("\n"):
        front, bare, back = _bare(line)
        made.append(f"{front}{mark}{bare}{mark}{back}" if bare and not bare.startswith(mark) else line)
    return "\n".join(made)


def _code(text: str) -> str:
    text = re.sub(r"\s+", " ", text.replace("\xa0", " "))
    front, bare, back = _bare(text)
    ticks = "`" * (max((len(run) for run in re.findall("`+", bare)), default=0) + 1)
    pad = " " if "`" in (bare[:1], bare[-1:]) else ""
    return f"{front}{ticks}{pad}{bare}{pad}{ticks}{back}" if bare else text


def _fenced(text: str) -> str:
    fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence}\n{text}\n{fence}"


def _escaped(text: str) -> str:
    """Characters that would mean something in the middle of a line."""
    text = re.sub(r"([\\`*\[\]]|<(?!!--))", r"\\\1", text).replace("<!--", "&lt;!--")
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)


def _at_line_start(words: str) -> str:
    """And those that would mean something at its beginning."""
    words = "…" if words.strip() == ". . ." else words
    return "\n".join(re.sub(r"^(#{1,6} |[-+>]|={3,}|:{3,}|\^|\d+(?=[.)] ))", lambda m: _guard(m[0]), line) for line in words.split("\n"))


def _guard(found: str) -> str:
    return f"{found}\\" if found[0].isdecimal() else f"\\{found}"
