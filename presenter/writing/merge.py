"""Base text + my text + their text -> one text with the changes of both, and how many places both changed."""

from __future__ import annotations

from difflib import SequenceMatcher, unified_diff

Span = tuple[int, int, int, int]  # lines of the base, lines of the other

MINE, BETWEEN, THEIRS = "<<<<<<< mine\n", "=======\n", ">>>>>>> theirs\n"


def merge(base: str, mine: str, theirs: str) -> tuple[str, int]:
    """The merged text; where both changed the same lines, both stand there between marks, and are counted."""
    lines = [text.splitlines(keepends=True) for text in (base, mine, theirs)]
    old, own, other = lines
    own_changes, other_changes = _changes(old, own), _changes(old, other)
    out: list[str] = []
    conflicts, at = 0, 0
    while own_changes or other_changes:
        start = min(changes[0][0] for changes in (own_changes, other_changes) if changes)
        out += old[at:start]
        ours, others, end = _cluster(own_changes, other_changes, start)
        mine_now, theirs_now = _applied(old, own, ours, start, end), _applied(old, other, others, start, end)
        if not others or mine_now == theirs_now:
            out += mine_now
        elif not ours:
            out += theirs_now
        else:
            conflicts += 1
            out += [MINE, *_ended(mine_now), BETWEEN, *_ended(theirs_now), THEIRS]
        at = end
    return "".join((*out, *old[at:])), conflicts


def _changes(old: list[str], new: list[str]) -> list[Span]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _cluster(own: list[Span], other: list[Span], start: int) -> tuple[list[Span], list[Span], int]:
    """Take the changes that touch each other, beginning at `start`; and where they end in the base."""
    ours: list[Span] = []
    others: list[Span] = []
    end = start
    grown = True
    while grown:
        grown = False
        for changes, taken in ((own, ours), (other, others)):
            while changes and (changes[0][0] < end or changes[0][0] == start or (changes[0][0] == end and ours and others)):
                change = changes.pop(0)
                taken.append(change)
                end = max(end, change[1])
                grown = True
    return ours, others, end


def _applied(old: list[str], new: list[str], changes: list[Span], start: int, end: int) -> list[str]:
    out: list[str] = []
    at = start
    for a, b, c, d in changes:
        out += old[at:a] + new[c:d]
        at = b
    return out + old[at:end]


def _ended(lines: list[str]) -> list[str]:
    """The lines, the last with its newline."""
    return [*lines[:-1], lines[-1] if lines[-1].endswith("\n") else lines[-1] + "\n"] if lines else []


def differences(old: str, new: str, old_name: str, new_name: str) -> str:
    """What differs, as people who compare texts are used to see it."""
    lines = unified_diff(old.splitlines(), new.splitlines(), old_name, new_name, lineterm="", n=2)
    return "\n".join(lines)
