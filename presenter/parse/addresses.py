"""Addresses in running text (`https://`, `www.`, mail) and `:emoji:`, as inline rules."""

from __future__ import annotations

import re
from functools import lru_cache

from presenter.parse.inline import InlineRule, Piece, Scanner, is_wide

_SHORTCODE = re.compile(r":(?:[A-Za-z0-9_+\-]{1,64}):")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]")
_TIME = re.compile(r":\d{1,2}:")  # 12:30:45 is not worth the loading of all emoji
_URL_REST = re.compile(r"[^\s<\x00]*")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?(?=[/?#\s]|\W|$)")
_MAIL_HEAD = re.compile(r"[A-Za-z0-9._+-]+$")
_MAIL_TAIL = re.compile(r"@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


class Colon(InlineRule):
    """`https://...` in running text, and `:emoji:`."""

    triggers = ":"

    def read(self, s: Scanner) -> bool:
        if s.text.startswith("://", s.pos):
            return self._url(s)
        m = _SHORTCODE.match(s.text, s.pos)
        picture = emoji(m[0]) if m and not _TIME.fullmatch(m[0]) else ""
        if not m or not picture:
            return False
        s.pieces.append(picture)
        s.pos = m.end()
        return True

    @staticmethod
    def _url(s: Scanner) -> bool:
        last = s.pieces[-1] if s.pieces else None
        if not isinstance(last, str):
            return False
        tail = last[-6:].lower()
        scheme = next((x for x in ("https", "http", "ftp") if tail.endswith(x)), "")
        if not scheme or _ASCII_WORD.match(tail[: -len(scheme)][-1:]) or not _HOST.match(s.text, s.pos + 3):
            return False
        end = _url_end(s, s.pos + 3)
        url = s.text[s.pos - len(scheme) : end]
        s.take_text(len(scheme))
        link(s, url, url)
        s.pos = end
        return True


class Www(InlineRule):
    """`www.example.org` in running text."""

    triggers = "w"

    def read(self, s: Scanner) -> bool:
        if not _HOST.match(s.text, s.pos + 4):
            return False
        end = _url_end(s, s.pos + 4)
        url = s.text[s.pos : end]
        link(s, url, "http://" + url)
        s.pos = end
        return True


class Mail(InlineRule):
    """`name@example.org` in running text."""

    triggers = "@"

    def read(self, s: Scanner) -> bool:
        last = s.pieces[-1] if s.pieces else None
        tail = _MAIL_TAIL.match(s.text, s.pos)
        if not tail or not isinstance(last, str):
            return False
        head = _MAIL_HEAD.search(last[-64:])
        end = tail.end()
        before = s.text[s.pos - len(head[0]) - 1 : s.pos - len(head[0])] if head else "x"
        if not head or _ASCII_WORD.match(before) or before in ("_", "*", "/", ":") or s.text[end - 1] == "-":
            return False
        s.take_text(len(head[0]))
        address = head[0] + tail[0]
        link(s, address, "mailto:" + address)
        s.pos = end
        return True


def link(s: Scanner, text: str, url: str) -> None:
    """Append `text` as a link to `url`."""
    s.pieces += [Piece("link", link=url), text, Piece("unlink")]


def _url_end(s: Scanner, pos: int) -> int:
    """Where a bare URL ends: before closing punctuation and brackets that were not opened in it."""
    m = _URL_REST.match(s.text, pos)
    assert m
    url = m[0].split("]", 1)[0] if s.brackets else m[0]
    wide = next((i for i, c in enumerate(url) if c > "\u2e7f" and is_wide(c) and not c.isalnum()), len(url))
    url = url[:wide]
    surplus = url.count(")") - url.count("(")
    end = len(url)
    while end:
        char = url[end - 1]
        if char == ")" and surplus > 0:
            surplus -= 1
        elif char not in "?!.,:*_~'\";":
            break
        end -= 1
    return pos + end


@lru_cache(1024)
def emoji(code: str) -> str:
    """The emoji of a `:short_code:`, "" if there is none."""
    import emoji as names

    picture = names.emojize(code, language="alias")
    return "" if picture == code else picture
