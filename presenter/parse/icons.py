"""Blocks -> blocks without the names that an icon font of the web would draw as signs: `<i class="material-icons">face</i>`."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.model import Block, Blocks, Span, Spans
from presenter.parse.tree import same_or_new, with_children, with_spans

MARK = re.compile(r"""class=["'][^"']*\b(?:material-|ms\b)""")
_CLASSES = re.compile(r"material-(?:icons|symbols)(?:-(?:outlined|round|rounded|sharp|two-tone))?|ms")
_NAME = re.compile(r"\s*[a-z0-9]+(?:_[a-z0-9]+)*\s*")


def without_icons(blocks: Blocks) -> Blocks:
    """`blocks` without such names; a paragraph of nothing else goes."""
    return same_or_new(blocks, _block)


def _block(block: Block) -> Block | None:
    changed = with_spans(block, _spans)
    if changed is not block and not getattr(changed, "spans", True):
        return None
    return with_children(changed, without_icons)


def _spans(spans: Spans) -> Spans:
    kept = [span for span in spans if not _is_icon(span)]
    if len(kept) == len(spans):
        return spans
    if kept and kept[0].kind == "text":
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(span for span in kept if span.text or span.kind != "text")


def _is_icon(span: Span) -> bool:
    return span.kind == "text" and any(map(_CLASSES.fullmatch, span.style.classes)) and bool(_NAME.fullmatch(span.text))
