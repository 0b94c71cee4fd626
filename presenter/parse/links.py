"""Brackets: links, pictures, reference links, footnote marks and `[spans]{.with attributes}`, as inline rules."""

from __future__ import annotations

import re

from presenter.model import Attrs, ImageRef, plain_text
from presenter.parse.attributes import take_braces
from presenter.parse.delimiters import Delimiter
from presenter.parse.inline import Bracket, InlineRule, Piece, Scanner, flatten
from presenter.parse.inline_styles import changes_of, size_of
from presenter.parse.references import LABEL, destination, normalise, title
from presenter.problems import Severity

_NOTE = re.compile(r"\[\^([^\]\s\[]{1,99})\]")
_SPACE = re.compile(r"[ \n]*")
_SPACED_PICTURE = re.compile(r"\(([^()<>\n]{1,300}\.(?:png|jpe?g|gif|svg|webp|avif|bmp))\)", re.IGNORECASE)


class Open(InlineRule):
    """`[` and `![`."""

    triggers = "[!"

    def read(self, s: Scanner) -> bool:
        image = s.text[s.pos] == "!"
        if image and not s.text.startswith("[", s.pos + 1):
            return False
        if not image and s.text.startswith("^", s.pos + 1) and self._note(s):
            return True
        if s.brackets:
            s.brackets[-1].nested = True
        size = 2 if image else 1
        s.brackets.append(Bracket(len(s.pieces), s.pos + size, image, s.last))
        s.pieces.append("![" if image else "[")
        s.pos += size
        return True

    @staticmethod
    def _note(s: Scanner) -> bool:
        m = _NOTE.match(s.text, s.pos)
        number = s.scope.note(m[1]) if m else None
        if not m or number is None:
            if m and s.scope.footnotes:
                hint = f"Write [^{m[1]}]: and the note on a line of its own."
                s.scope.problem("footnote-missing", f"There is no footnote {m[1]}", hint, s.line_at(s.pos), Severity.INFO)
            return False
        s.pieces.append(Piece("note", number))
        s.pos = m.end()
        return True


class Close(InlineRule):
    """`]`: what the bracket before turns out to be."""

    triggers = "]"

    def read(self, s: Scanner) -> bool:
        if not s.brackets:
            return False
        bracket = s.brackets[-1]
        if not bracket.active:
            s.brackets.pop()
            return False
        found = self._target(s, bracket)
        s.brackets.pop()
        if found:
            url, words, end = found
            braces = take_braces(s.text, end) if s.text.startswith("{", end) else None
            attrs, end = braces or (Attrs(), end + 2 * s.text.startswith("{}", end))
            (_picture if bracket.image else _link)(s, bracket, url, words, attrs)
            s.pos = end
            return True
        return self._span(s, bracket)

    def _target(self, s: Scanner, bracket: Bracket) -> tuple[str, str, int] | None:
        """URL, title and end of what stands behind the `]`."""
        text, pos = s.text, s.pos + 1
        if text.startswith("(", pos):
            found = _inline(text, pos)
            if found:
                return found
            if bracket.image and (spaced := _SPACED_PICTURE.match(text, pos)):
                hint = "Put the path in angle brackets: ![](<my picture.png>)."
                said = "The path of this picture holds a space; other programs do not read it so"
                s.scope.problem("picture-path", said, hint, s.line_at(pos), Severity.INFO)
                return spaced[1].strip(), "", spaced.end()
        label, end = "", pos
        if text.startswith("[]", pos):
            end = pos + 2
        elif text.startswith("[", pos) and (m := LABEL.match(text, pos)):
            label, end = m[1], m.end()
            if not label.strip():
                return None
        if not label:
            if bracket.nested or s.pos - bracket.pos > 999:
                return None
            label = text[bracket.pos : s.pos]
        known = s.scope.references.get(normalise(label)) if label.strip() else None
        return (*known, end) if known else None

    @staticmethod
    def _span(s: Scanner, bracket: Bracket) -> bool:
        """`[text]{.class}`, else the bracket is text."""
        braces = take_braces(s.text, s.pos + 1) if not bracket.image and s.text.startswith("{", s.pos + 1) else None
        if not braces:
            return False
        s.pair_from(bracket)
        s.pieces[bracket.index] = Piece("open", key="[]", changes=changes_of(braces[0]))
        s.pieces.append(Piece("close", key="[]"))
        s.pos = braces[1]
        return True


def _inline(text: str, pos: int) -> tuple[str, str, int] | None:
    """`(url "title")` at `pos`."""
    at = _SPACE.match(text, pos + 1).end()  # type: ignore[union-attr]
    found = destination(text, at)
    if found is None:
        return None
    url, at = found
    gap = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    named = title(text, gap) if gap > at else None
    words = ""
    if named:
        words, at = named
        gap = _SPACE.match(text, at).end()  # type: ignore[union-attr]
    return (url, words, gap + 1) if text.startswith(")", gap) else None


def _link(s: Scanner, bracket: Bracket, url: str, words: str, attrs: Attrs) -> None:
    s.pair_from(bracket)
    s.pieces[bracket.index] = Piece("link", link=url, title=words)
    s.pieces.append(Piece("unlink"))
    changes = changes_of(attrs) if attrs else ()
    if changes:
        s.pieces.insert(bracket.index, Piece("open", key="[]", changes=changes))
        s.pieces.append(Piece("close", key="[]"))
    for other in s.brackets:
        if not other.image:
            other.active = False


def _picture(s: Scanner, bracket: Bracket, url: str, words: str, attrs: Attrs) -> None:
    s.pair_from(bracket)
    inside: list[str | Delimiter | Piece] = s.pieces[bracket.index + 1 :]
    del s.pieces[bracket.index :]
    image = ImageRef(
        src=url,
        alt=plain_text(flatten(inside)),
        title=words,
        width=size_of(attrs, "width"),
        height=size_of(attrs, "height"),
        attrs=attrs,
        line=s.line_at(bracket.pos),
    )
    s.pieces.append(Piece("image", image.alt, image=image))
