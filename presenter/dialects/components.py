"""Slidev's components and attributes -> HTML and Markdown, line for line; what draws nothing of its own goes."""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"\n]{0,400}"|'[^'\n]{0,400}'){1,2000}?)(/?)>""")
_VALUED = re.compile(r"""[ \n](grid|flex|text|bg|border|font|p|px|py|rounded)=(?:"([^"\n]*)"|'([^'\n]*)')""")
_NAMED = re.compile(
    r"""(?<=[ \n])(?:grid|flex|(?:text|bg|border)-(?:[a-z]+-\d{2,3}|white|black)|(?:text|font)-(?:[a-z]+|\d?xl)|grid-cols-\d"""
    r"""|p[xy]?-\d+|rounded(?:-\w+)?|italic|underline|uppercase)(?=[ \n]|$)"""
)
_CLASS = re.compile(r"""(\sclass=["'])""")
_ICON = re.compile(
    r"<(?:carbon|mdi|ri|logos?|ph|uim|fa\d?|ic|bi|tabler|lucide|material-symbols|twemoji|noto|devicon|vscode-icons|skill-icons|simple-icons"
    r"|heroicons|octicon|cib|fluent|emojione|openmoji|svg-spinners|icon-park|line-md|codicon|mingcute|solar|bx|uil|eva|ion|la"
    r"|ant-design|entypo|feather|gg|iconoir|system-uicons|akar-icons|ei|et|ep|clarity|cil|flag)-[\w-]+(?:[ \t\n][^<>]*)?/?>"
    r"(?:</[a-z]+-[\w-]+>)?"
)
_EMOJI = re.compile(r"<(?:twemoji|noto|openmoji|emojione|fluent-emoji(?:-flat)?|fxemoji)[-:]([a-z][a-z-]{1,60}?)[ \t/>]")
_QUIET = re.compile(
    r"</?(?:Transform|RenderWhen|LightOrDark|AutoFitText|PoweredBySlidev|SlideNumber|SlideCurrentNo|SlidesTotal|TitleRenderer|VSwitch|button)"
    r"(?:\s[^<>]*)?/?>"
)
_LINK = re.compile(r"""<Link\s[^<>]*?\bto=["']([^"'\n]+)["']([^<>]*?)(?:/>|>([^<>\n]*)</Link>)""")
_TITLE = re.compile(r"""\btitle=["']([^"'\n]+)["']""")
_EMBEDS = re.compile(r"""<(Youtube|Tweet)\s[^<>]*?\bid=["']([\w-]+)["'][^<>]*?(?:/>|>\s*</\1>)""")
_PAGES = {"Youtube": "https://www.youtube.com/watch?v=", "Tweet": "https://x.com/i/status/"}
_SLOT = re.compile(r"^[ \t]*<template[ \t]+(?:v-slot:|#)([a-z][\w-]*)[^<>\n]*>[ \t]*$", re.M)
TOC = re.compile(r"<Toc(\s[^<>]*)?(?:/>|>\s*</Toc>)")
_DEPTH = re.compile(r"""\bmaxDepth=["'](\d)["']""")
EXPRESSION = re.compile(r"\{\{[^{}\n]{0,300}\}\}")


def plain_html(source: str) -> str:
    """`source`, which holds no fence, with its components as what they show here."""
    if "<template" in source:
        source = _SLOT.sub(r"::\1::", source)
    source = _QUIET.sub(_in_html, _ICON.sub(icon, source))
    source = _EMBEDS.sub(_embed, _LINK.sub(_link, source))
    if "SlidevVideo" in source:
        source = re.sub(r"(</?)SlidevVideo\b", r"\1video", source)
    return _TAG.sub(_with_classes, source) if "=" in source or _NAMED.search(source) else source


def toc_depth(match: re.Match[str]) -> int:
    """Down to which level of headings a `<Toc>` goes."""
    depth = _DEPTH.search(match[1] or "")
    return max(1, int(depth[1])) if depth else 3


def icon(match: re.Match[str]) -> str:
    """An emoji by its name; another icon goes, its line stays one of HTML."""
    if found := _EMOJI.match(match[0]):
        name = found[1].upper().replace("-", " ")
        for tail in ("", " SIGN", " SYMBOL", " FACE"):
            try:
                return unicodedata.lookup(name + tail) + _nothing(match)
            except KeyError:
                continue
    return _in_html(match)


def _in_html(match: re.Match[str]) -> str:
    """Nothing; where it is all of a line within HTML, what keeps the line from ending that."""
    text, start = match.string, match.string.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : start].strip()
    alone = not text[start : match.start()].strip() and not text[match.end() : end if end >= 0 else None].strip()
    return ("<span></span>" if alone and before.startswith("<") else "") + _nothing(match)


def _nothing(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _link(match: re.Match[str]) -> str:
    title = _TITLE.search(match[0])
    words = match[3] or (title[1] if title else "") or match[1]
    return f"[{words}](#{match[1].lstrip('/#')})" + _nothing(match)


def _embed(match: re.Match[str]) -> str:
    page = _PAGES[match[1]] + match[2]
    return f"<{page}>" + _nothing(match)


def _with_classes(match: re.Match[str]) -> str:
    """Attributes that are utilities (`grid="~ cols-2"`, `text-red-500`) as classes."""
    name, inside, end = match[1], match[2], match[3]
    if name in ("a", "img", "input") or "://" in inside.partition('"')[0]:
        return match[0]
    names: list[str] = []

    def take(found: re.Match[str]) -> str:
        prefix = found[1]
        names.extend(prefix if word == "~" else f"{prefix}-{word}" for word in (found[2] or found[3] or "").split())
        return "\n" * found[0].count("\n")

    inside = _VALUED.sub(take, inside)
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", lambda m: "\x00" * len(m[0]), inside)
    for found in reversed(list(_NAMED.finditer(bare))):
        names.insert(0, found[0])
        inside = inside[: found.start()] + inside[found.end() :]
    if not names:
        return match[0]
    said = " ".join(names)
    inside, count = _CLASS.subn(lambda m: f"{m[1]}{said} ", inside, count=1)
    head = "" if count else f' class="{said}"'
    return f"<{name}{head}{inside}{end}>"
