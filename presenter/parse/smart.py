"""Spans -> spans with typographic marks, as pandoc sets them: quotation marks, dashes, an ellipsis."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.model import Blocks, Spans
from presenter.parse.tree import same_or_new, with_children, with_spans

# language -> double and single marks
_MARKS = {
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "fr": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "es": "«»“”",
    "it": "«»“”",
    "pl": "„”‚’",
    "sv": "””’’",
    "fi": "””’’",
}
_ENGLISH = "“”‘’"
_PLAIN = re.compile(r"""["']|--|\.\.\.""")
_OPENS = re.compile(r"[\s(\[{\u2013\u2014\u00ab\u201c\u201e]")


def with_marks(blocks: Blocks, lang: str = "") -> Blocks:
    """`blocks` with every `"` and `'` outside code and formulas turned the right way, `--` and `---` as dashes."""
    marks = _MARKS.get(lang.lower()[:2], _ENGLISH)

    def spans_of(spans: Spans) -> Spans:
        new: list[object] = []
        before = " "
        changed = False
        for span in spans:
            if span.kind == "text" and not span.style.code and _PLAIN.search(span.text):
                text = _marked(span.text, before, marks)
                changed = changed or text != span.text
                new.append(replace(span, text=text))
            else:
                new.append(span)
            before = span.text[-1:] or before if span.kind != "break" else " "
        return tuple(new) if changed else spans  # type: ignore[arg-type]

    def change(run: Blocks) -> Blocks:
        return same_or_new(run, lambda block: with_children(with_spans(block, spans_of), change))

    return change(blocks)


def _marked(text: str, before: str, marks: str) -> str:
    text = text.replace("---", "\u2014").replace("--", "\u2013").replace("...", "\u2026")
    out: list[str] = []
    for char in text:
        if char in "\"'":
            opens = bool(_OPENS.match(before))
            double = char == '"'
            char = marks[0 if double else 2] if opens else marks[1] if double else "\u2019" if before.isalnum() else marks[3]
        out.append(char)
        before = char
    return "".join(out)
