r"""Formulas between `\( \)` and `\[ \]`, or in code marks, as MathJax finds them -> formulas between dollars, on the same lines."""

from __future__ import annotations

import re
from collections.abc import Callable

from presenter.parse.comments import code_ranges, hidden_ranges
from presenter.parse.ranges import Ranges

_INLINE = re.compile(r"(?<!\\)(\\{1,2})\([ \t]*((?:[^\n\\]|\\(?![()])){1,500}?)[ \t]*\\{1,2}\)")
_DISPLAY = re.compile(r"(?<!\\)(\\{1,2})\[((?:[^\\\n]|\n(?![ \t]*\n)|\\(?![\[\]])){1,4000}?)\\{1,2}\]")
_IN_CODE = re.compile(r"(?<!`)`(\$\$?)(?=\S|[ \t])([^`$\n]{1,800})\1`(?!`)")
_BRACKETS = re.compile(r"(?<!`)`\\(?:\(([^`$\n]{1,800}?)\\\)|\[([^`$\n]{1,800}?)\\\])`(?!`)")
_FORMULA = re.compile(r".*[\\^_=+<>|].*|\s*(?:\w{1,2}|[\d.,]+)\s*", re.S)


def with_dollars(source: str, in_code: bool = False) -> str:
    r"""`source` with such formulas between dollars; `in_code`: also those between code marks, which keep Markdown off them."""
    if in_code and "`$" in source:
        source = _outside(_IN_CODE, lambda m: m[1] + m[2] + m[1], source, hidden_ranges(source))
    if in_code and "`\\" in source:
        source = _outside(_BRACKETS, lambda m: f"${m[1].strip()}$" if m[1] else f"$${m[2].strip()}$$", source, hidden_ranges(source))
    if "\\(" not in source and "\\[" not in source:
        return source
    source = _outside(_DISPLAY, _display, source, code_ranges(source))
    return _outside(_INLINE, _inline, source, code_ranges(source))


def _outside(pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], source: str, hidden: Ranges) -> str:
    return pattern.sub(lambda m: m[0] if m.start() in hidden else new(m), source)


def _is_formula(mark: str, words: str) -> bool:
    r"""An escaped bracket of running text is none: `\(see below\)`."""
    return bool(words.strip()) and "$" not in words and (len(mark) > 1 or _FORMULA.fullmatch(words) is not None)


def _inline(match: re.Match[str]) -> str:
    return f"${match[2].strip()}$" if _is_formula(match[1], match[2]) else match[0]


def _display(match: re.Match[str]) -> str:
    return f"$${match[2]}$$" if _is_formula(match[1], match[2]) else match[0]
