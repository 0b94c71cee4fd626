"""The inline constructs as rules: escapes, code, emphasis, breaks, HTML, entities, formulas, sub and sup, notes."""

from __future__ import annotations

import re
from bisect import bisect_right

from presenter.parse import html
from presenter.parse.addresses import link
from presenter.parse.attributes import take_braces
from presenter.parse.delimiters import run
from presenter.parse.inline import InlineRule, Piece, Scanner, is_wide
from presenter.parse.inline_styles import changes_of
from presenter.parse.named_pictures import named_picture
from presenter.parse.references import ENTITY, entity, plain
from presenter.parse.svg import drawing

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^\s<>]*)>")
_AUTOMAIL = re.compile(r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9-]{1,63}(?:\.[a-zA-Z0-9-]{1,63})+)>")
_FIT = re.compile(r"<!--\s*fit\s*-->")
_SUB = re.compile(r"~((?:[^\s~\\`*]|\\.){1,40})~(?!~)")
_SUP = re.compile(r"\^((?:[^\s^\\`*\[\]]|\\.){1,40})\^(?!\^)")
_MARK = re.compile(r"\^([0-9,*†‡§¶]{1,12})\^(?=[^\W\d_])")  # before a name: where its bearer works
_BRACKET_PART = re.compile(r"[^\[\]\\`]+|\\.|`+|\[|\]|\\", re.DOTALL)


class Escape(InlineRule):
    """Backslash: the next mark is text; at the end of a line, a hard break."""

    triggers = "\\"

    def read(self, s: Scanner) -> bool:
        after = s.text[s.pos + 1 : s.pos + 2]
        if after == "\n":
            s.pieces.append(Piece("break", "\n"))
        elif after in _PUNCTUATION and after:
            s.pieces.append(after)
        else:
            return False
        s.pos += 2
        return True


class CodeSpan(InlineRule):
    """Text between runs of backticks of the same length."""

    triggers = "`"

    def read(self, s: Scanner) -> bool:
        ends: dict[int, list[int]] | None = s.memo.get("ticks")
        if ends is None:
            ends = s.memo["ticks"] = {}
            for m in _TICKS.finditer(s.text, s.pos):
                ends.setdefault(m.end() - m.start(), []).append(m.start())
        found = _TICKS.match(s.text, s.pos)
        assert found
        start, size = found.end(), found.end() - s.pos
        known = ends.get(size, [])
        at = bisect_right(known, start)
        if at == len(known):
            s.pieces.append(found[0])
            s.pos = start
            return True
        end = known[at]
        braces = take_braces(s.text, end + size) if s.text.startswith("{", end + size) else None
        changes = changes_of(braces[0]) if braces else ()
        s.pieces.append(Piece("code", _code(s.text[start:end]), changes=changes))
        s.pos = braces[1] if braces else end + size
        return True


def _code(text: str) -> str:
    text = text.replace("\n", " ")
    if len(text) > 2 and text[0] == text[-1] == " " and text.strip(" "):
        return text[1:-1]
    return text


class Emphasis(InlineRule):
    """`*` and `_`."""

    triggers = "*_"

    def read(self, s: Scanner) -> bool:
        text, pos = s.text, s.pos
        char, end = text[pos], pos + 1
        while text.startswith(char, end):
            end += 1
        s.delimiter(run(text, pos, end))
        s.pos = end
        return True


class Twice(InlineRule):
    """`~~struck out~~` and `==marked==`."""

    triggers = "~="

    def read(self, s: Scanner) -> bool:
        text, pos = s.text, s.pos
        char, end = text[pos], pos + 1
        while text.startswith(char, end):
            end += 1
        if end - pos == 1:
            return False
        if end - pos == 2:
            s.delimiter(run(text, pos, end))
        else:
            s.pieces.append(text[pos:end])
        s.pos = end
        return True


class Script(InlineRule):
    """`H~2~O` and `x^2^`: pandoc's, only behind a letter (a digit or bracket too for `^`) and without spaces; `^1^Name`."""

    triggers = "~^"

    def read(self, s: Scanner) -> bool:
        before = s.text[s.pos - 1] if s.pos else ""
        low = s.text[s.pos] == "~"
        mark = _MARK.match(s.text, s.pos) if not low and (not before or before in " \n\u00a0,;(") else None
        behind = bool(before) and (before.isalpha() or before in ")]}" or (not low and before.isdigit())) and not is_wide(before)
        m = mark or ((_SUB if low else _SUP).match(s.text, s.pos) if behind else None)
        if not m:
            return False
        s.pieces.append(Piece("open", key=m[0][0], changes=(("baseline", -1 if low else 1),)))
        s.pieces.append(plain(m[1]))
        s.pieces.append(Piece("close", key=m[0][0]))
        s.pos = m.end()
        return True


class Newline(InlineRule):
    """The end of a line: a space, or a break (two spaces before it, or where the deck breaks at every one)."""

    triggers = "\n"

    def read(self, s: Scanner) -> bool:
        text, pos = s.text, s.pos
        end = pos + 1
        while text.startswith((" ", "\n"), end):
            end += 1
        if s.scope.context.breaks or text.endswith("  ", 0, pos):
            s.pieces.append(Piece("break", "\n"))
        elif not (is_wide(text[pos - 1 : pos]) and is_wide(text[end : end + 1])):
            s.pieces.append(" ")
        s.pos = end
        return True


class Entity(InlineRule):
    """`&amp;` and the like."""

    triggers = "&"

    def read(self, s: Scanner) -> bool:
        m = ENTITY.match(s.text, s.pos)
        if not m:
            return False
        s.pieces.append(entity(m[0]))
        s.pos = m.end()
        return True


class Angle(InlineRule):
    """`<url>`, `<mail>` and raw HTML."""

    triggers = "<"

    def read(self, s: Scanner) -> bool:
        m = _AUTOLINK.match(s.text, s.pos) or _AUTOMAIL.match(s.text, s.pos)
        if m:
            link(s, m[1], ("mailto:" if m.re is _AUTOMAIL else "") + m[1])
            s.pos = m.end()
            return True
        found = html.tag_at(s.text, s.pos)
        if found:
            end = self._tag(s, *found)
            s.pos = end
            return True
        other = html.skip_other(s.text, s.pos, s.memo.setdefault("missing", set()))
        if other is None:
            if s.text.startswith("<!--", s.pos):
                s.scope.problem("unclosed-comment", "This comment is not closed", "End it with -->.", s.line_at(s.pos))
            return False
        s.fit = s.fit or bool(_FIT.match(s.text, s.pos))
        s.pos = other
        return True

    def _tag(self, s: Scanner, tag: html.Tag, end: int) -> int:
        """Take the tag that ends at `end`; returns where reading goes on."""
        name = tag.name
        if name == "br":
            s.pieces.append(Piece("break", "\n"))
        elif name == "img":
            image = html.image_of(tag, s.line_at(s.pos))
            s.pieces.append(Piece("image", image.alt, image=image))
        elif name == "a":
            self._anchor(s, tag)
        elif name in html.SKIPPED:
            return self._skip(s, tag, end)
        elif tag.end:
            s.pieces.append(Piece("close", key="<" + name))
        elif name in html.INLINE or name in html.QUIET or name in html.BLOCKS:
            changes = html.changes_of(tag)
            if changes and not tag.single:
                s.pieces.append(Piece("open", key="<" + name, changes=changes))
        elif name not in html.EMPTY:
            s.scope.left_out(tag.written, s.line_at(s.pos))
        return end

    @staticmethod
    def _anchor(s: Scanner, tag: html.Tag) -> None:
        if tag.end:
            s.pieces.append(Piece("unlink"))
        else:
            s.pieces.append(Piece("link", link=tag.get("href"), title=tag.get("title")))

    @staticmethod
    def _skip(s: Scanner, tag: html.Tag, end: int) -> int:
        """Leave out an element whose content is no text of the slide; a film or a sound is a picture."""
        if tag.end:
            return end
        key = "</" + tag.name
        close = None if tag.single or key in s.memo else re.compile(key + r"[ \n]*>", re.IGNORECASE).search(s.text, end)
        if not close and not tag.single:
            s.memo[key] = True
        line = s.line_at(s.pos)
        if tag.name in html.CLIPS and (image := html.clip_of(tag, s.text[end : close.start()] if close else "", line)):
            s.pieces.append(Piece("image", image.alt, image=image))
        elif tag.name == "svg" and close:
            if drawn := drawing(tag, s.text[s.pos : end], s.text[end : close.start()], line, alone=False):
                s.pieces.append(Piece("image", drawn.alt, image=drawn))
        elif named := named_picture(tag, line):
            s.pieces.append(Piece("image", named.alt, image=named))
        elif tag.name == "style":
            s.scope.problem("html-left-out", "<style> inside a line is left out", "Put it on lines of its own.", line)
        else:
            s.scope.left_out(tag.written, line)
        return close.end() if close else end


_SPACE = re.compile(r"(?:\\\\|\\[,;:! ]|\\q?quad\b|\\hspace\{[^{}]*\}|\\vspace\{[^{}]*\}|~|\{\}|\s)+")  # a formula that only makes room


class Formula(InlineRule):
    """`$x$` by pandoc's rules, and `$$x$$`."""

    triggers = "$"

    def read(self, s: Scanner) -> bool:
        text, pos = s.text, s.pos
        mark = "$$" if text.startswith("$$", pos) else "$"
        start = pos + len(mark)
        if mark == "$" and text[start : start + 1] in ("", " ", "\n"):
            return False
        end = self._end(s, start, mark)
        inner = text[start:end]
        bad = not inner.strip() or (mark == "$" and (inner[-1] in " \n" or text[end + 1 : end + 2].isdigit()))
        if end < 0 or bad:
            s.pieces.append(mark)
            s.pos = start
            return True
        if _SPACE.fullmatch(inner):
            s.pieces.append(Piece("break", "\n") if "\\\\" in inner else "\u00a0")
        else:
            s.pieces.append(Piece("math", inner.strip(), key=mark))
        s.pos = end + len(mark)
        return True

    @staticmethod
    def _end(s: Scanner, start: int, mark: str) -> int:
        """Where `mark` stands next without a backslash before it, -1 if nowhere."""
        if start > s.memo.get(mark, len(s.text)):
            return -1
        end = s.text.find(mark, start)
        while end > 0 and s.text[end - 1] == "\\" and not s.text.endswith("\\\\", 0, end):
            end = s.text.find(mark, end + 1)
        if end < 0:
            s.memo[mark] = start
        return end


class InlineNote(InlineRule):
    """`^[a footnote written in place]`."""

    triggers = "^"

    def read(self, s: Scanner) -> bool:
        if not s.text.startswith("[", s.pos + 1) or s.memo.get("notes", 0) > 3:
            return False
        depth = 0
        for m in _BRACKET_PART.finditer(s.text, s.pos + 1):
            depth += {"[": 1, "]": -1}.get(m[0], 0)
            if depth == 0:
                words = s.text[s.pos + 2 : m.start()]
                if not words.strip():
                    return False
                s.pieces.append(Piece("note", s.scope.inline_note(words, s.line_at(s.pos))))
                s.pos = m.end()
                return True
        s.memo["notes"] = s.memo.get("notes", 0) + 1
        return False
