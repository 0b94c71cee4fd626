"""`<!-- .element: ... -->`, what reveal.js says of the block around or before it -> attributes where our own Markdown has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from presenter.parse.comments import hidden_ranges
from presenter.parse.origin import Rewriting

ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ELEMENT = re.compile(r"[ \t]*<!--[ \t]*\.element\b[:, \t]*([^\n]*?)-->")
_LONG = re.compile(r"<!--\s*\.element\b((?:(?!-->)[^\x00]){0,2000}?)-->")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+")
_BLOCK = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,3}[.)])(?:[ \t]|$)|#{1,6}[ \t]|`{3}|~{3}|>|<|\||$)")
_FENCE = re.compile(r"[ \t>]*(?:[-+*][ \t]+)?(?:`{3,}|~{3,})")
_SIZE = re.compile(r"(?<![\w-])(width|height)[ \t]*[:=][ \t]*[\"']?(\d{1,4}(?:px|%)?)(?![\w.])")
_STEP = " {.step}"


def with_elements(source: str) -> Rewriting:
    """`source`, in which such a comment may stand behind a block's last line, on a line of its own or before a list item's words."""
    if source.count("<!--") != len(_ELEMENT.findall(source)):
        source = _LONG.sub(_on_one_line, source)
    lines = source.split("\n")
    code = _code_lines(source)
    out: list[tuple[str, int]] = []
    waiting = False  # a step of the paragraph that goes on
    for number, line in enumerate(lines):
        own, step, text = _read(line) if number not in code and ".element" in line else (False, False, line)
        if text is None:
            continue
        if own:
            waiting = _own_line(out, number, step, lines, waiting)
            continue
        waiting = waiting or step
        if waiting and not _goes_on(lines, number):
            text, waiting = _stepped(text), False
        out.append((text, number))
    result = Rewriting()
    for index, (text, number) in enumerate(out):
        result.written(text + ("\n" if index < len(out) - 1 else ""), number)
    return result


def _on_one_line(match: re.Match[str]) -> str:
    said = " ".join(match[1].split())
    return f"<!-- .element{'' if said.startswith(':') else ' '}{said} -->" + "\n" * match[0].count("\n")


def _code_lines(source: str) -> set[int]:
    """The lines of fenced code."""
    return {
        line
        for start, end in hidden_ranges(source)
        for line in range(source.count("\n", 0, start), source.count("\n", 0, end) + (source[end - 1 : end] != "\n"))
    }


def _read(line: str) -> tuple[bool, bool, str | None]:
    """(whether the comment is all of the line, whether it makes a step, the line without it); None: the line is hidden."""
    said = [match[1] for match in _ELEMENT.finditer(line)]
    if any(re.search(r"\bhidden\b(?!-)", one) for one in said) and "class" not in line:
        return False, False, None
    step = any(re.search(r"\bfragment\b", one) for one in said)
    text = _ELEMENT.sub(_sized, line)
    if bullet := _BULLET.match(text):
        text = bullet[0] + text[bullet.end() :].lstrip()
    return not text.strip(), step, text if text.strip() else ""


def _sized(match: re.Match[str]) -> str:
    """The size of the picture right before the comment."""
    size = _SIZE.search(match[1]) if match.string[: match.start()].rstrip().endswith(")") else None
    return f"{{{size[1]}={size[2]}}}" if size else ""


def _own_line(out: list[tuple[str, int]], number: int, step: bool, lines: Sequence[str], waiting: bool) -> bool:
    """Take a line that is nothing but such a comment, which belongs to the block above; returns whether a step still waits."""
    above = out[-1][0] if out else ""
    if step and above.strip() and not _FENCE.match(above) and not above.lstrip().startswith("|"):
        out[-1] = (_stepped(above), out[-1][1])
        waiting = False
    elif step and any(text.strip() for text, _ in out):
        out += [("{.step}", number), ("", number)]
        return waiting
    after = lines[number + 1] if number + 1 < len(lines) else ""
    if not _BULLET.match(after) and not (above.strip() and after.startswith(" ")):
        out.append(("", number))
    return waiting


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Whether the paragraph that line `number` belongs to has a further line."""
    if number + 1 >= len(lines) or re.match(r"[ \t]*#{1,6}[ \t]", lines[number]):
        return False
    after = lines[number + 1]
    return not _BLOCK.match(after) and not re.match(r"[ \t]*<!--", after)


def _stepped(text: str) -> str:
    return text if not text.strip() or text.rstrip().endswith(".step}") else text.rstrip() + _STEP
