"""Link labels, destinations and titles, and the reference definitions `[label]: url "title"` at the head of a paragraph."""

from __future__ import annotations

import re
from html.entities import html5

References = dict[str, tuple[str, str]]  # normalised label -> (url, title)

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\]", re.DOTALL)
ANGLED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
TITLE = re.compile(r'"((?:[^"\\]|\\.)*)"|' r"'((?:[^'\\]|\\.)*)'|" r"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"[ ]*\n?[ ]*")
_END = re.compile(r"[ ]*(?:\n|$)")


def entity(text: str) -> str:
    """One character reference, e.g. `&amp;`, as its characters; unknown names stay."""
    if text.startswith("&#"):
        number = int(text[3:-1], 16) if text[2] in "xX" else int(text[2:-1])
        return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return html5.get(text[1:], text)


def plain(text: str) -> str:
    """`text` with backslash escapes and character references read, e.g. a URL or a title."""
    if "\\" not in text and "&" not in text:
        return text
    parts: list[str] = []
    at = 0
    for m in _UNPLAIN.finditer(text):
        parts.append(text[at : m.start()])
        parts.append(m[1] if m[1] else entity(m[0]))
        at = m.end()
    return "".join([*parts, text[at:]])


_UNPLAIN = re.compile(ESCAPED.pattern + "|" + _ENTITY.pattern)
ENTITY = _ENTITY


def normalise(label: str) -> str:
    """A link label as it is compared: case and runs of space do not matter."""
    return _SPACE.sub(" ", label.strip()).casefold()


def destination(text: str, pos: int) -> tuple[str, int] | None:
    """The link destination at `pos` and the position behind it."""
    if text[pos : pos + 1] == "<":
        m = ANGLED.match(text, pos)
        return (plain(m[1]), m.end()) if m else None
    depth, at, size = 0, pos, len(text)
    while at < size:
        char = text[at]
        if char == "\\" and at + 1 < size and ESCAPED.match(text, at):
            at += 1
        elif char == "(":
            depth += 1
            if depth > 32:
                return None
        elif char == ")":
            if depth == 0:
                break
            depth -= 1
        elif char <= " " or char == "\x7f":
            break
        at += 1
    return (plain(text[pos:at]), at) if depth == 0 else None


def title(text: str, pos: int) -> tuple[str, int] | None:
    """The title in quotes or brackets at `pos` and the position behind it."""
    m = TITLE.match(text, pos)
    return (plain(m[1] or m[2] or m[3] or ""), m.end()) if m else None


def _definition(text: str, pos: int) -> tuple[str, str, str, int] | None:
    m = LABEL.match(text, pos)
    if not m or not m[1].strip() or text[m.end() : m.end() + 1] != ":":
        return None
    at = _GAP.match(text, m.end() + 1).end()  # type: ignore[union-attr]
    found = destination(text, at)
    if found is None or found[1] == at:
        return None
    url, at = found
    gap = _GAP.match(text, at).end()  # type: ignore[union-attr]
    named = title(text, gap) if gap > at else None
    if named:
        end = _END.match(text, named[1])
        if end:
            return m[1], url, named[0], end.end()
    end = _END.match(text, at)
    return (m[1], url, "", end.end()) if end else None


def take_definitions(lines: list[str], into: References) -> int:
    """Read the definitions at the head of `lines` into `into` (the first of a label wins); returns how many lines they take."""
    text, pos = "\n".join(lines), 0
    while text.startswith("[", pos):
        found = _definition(text, pos)
        if found is None:
            break
        label, url, words, pos = found
        into.setdefault(normalise(label), (url, words))
    return len(lines) if pos >= len(text) else text.count("\n", 0, pos)
