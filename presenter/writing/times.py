"""Deck + seconds for its slides -> the edits after which each slide says `time:` so; one undo step."""

from __future__ import annotations

import re
from collections.abc import Mapping

from presenter.model import Deck
from presenter.parse.comments import find_comments
from presenter.parse.deck import parse
from presenter.parse.edits import Edit, apply, diff, slide_range
from presenter.parse.values import short_time

_LINE = re.compile(r"^(\s*_?time\s*:[ \t]*)\S[^\n]*?([ \t]*)$", re.M)
_ATTRIBUTE = re.compile(r"(\{[^{}\n]*?\b_?time=)(?:\"[^\"\n]*\"|[^\s}]+)")
GRAIN = 5  # seconds: nobody keeps to less


def written(seconds: float) -> str:
    """Seconds as `time:` has them: 45s, 2m, 1m30s; to five seconds."""
    whole = max(GRAIN, round(seconds / GRAIN) * GRAIN)
    minutes, rest = divmod(whole, 60)
    return f"{minutes}m{rest}s" if minutes and rest else f"{minutes}m" if minutes else f"{rest}s"


def with_times(deck: Deck, seconds: Mapping[int, float]) -> tuple[Edit, ...]:
    """The edits that give slides their times; slides on which it cannot be written are left as they are."""
    edits: list[Edit] = []
    for index in sorted(seconds):
        if not 0 <= index < len(deck.slides):
            continue
        wanted = written(seconds[index])
        if deck.slides[index].settings.time == short_time(wanted):
            continue
        start, end = slide_range(deck, index)
        source = deck.text[start:end]
        for made in (_replaced(source, wanted), _added(source, wanted)):
            change = diff(source, made)
            edit = Edit(start + change.start, start + change.end, change.new)
            if made != source and _does(deck, index, edit, wanted):
                edits.append(edit)
                break
    return tuple(edits)


def _does(deck: Deck, index: int, edit: Edit, wanted: str) -> bool:
    """Whether the edit gives this slide its time and changes nothing that is seen."""
    after = parse(apply(deck.text, (edit,)), previous=deck)
    if len(after.slides) != len(deck.slides):
        return False
    old, new = deck.slides[index], after.slides[index]
    return new.settings.time == short_time(wanted) and (new.notes, new.headings, new.steps) == (old.notes, old.headings, old.steps)


def _replaced(source: str, wanted: str) -> str:
    """The time that stands there, another one."""
    for start, end, text in find_comments(source):
        made = _LINE.sub(lambda m: f"{m[1]}{wanted}{m[2]}", text, count=1)
        if made != text:
            return f"{source[:start]}<!--{made}-->{source[end:]}"
    return _ATTRIBUTE.sub(lambda m: f"{m[1]}{wanted}", source, count=1)


def _added(source: str, wanted: str) -> str:
    """A comment below the heading, or before what else the slide begins with."""
    at = len(source) - len(source.lstrip("\n"))
    comment = f"<!-- time: {wanted} -->"
    if not source.startswith("#", at):
        return f"{source[:at]}{comment}\n{source[at:]}" if source.strip() else f"{source.rstrip()}\n\n{comment}\n"
    end = source.find("\n", at)
    end = end if end >= 0 else len(source)
    return f"{source[:end]}\n{comment}{source[end:]}"
