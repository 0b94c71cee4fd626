"""Markdown read twice: block skeletons and inline runs by our grammar and by markdown-it-py, in forms that compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from presenter.model import Block, Span, Spans
from presenter.parse.build import Builder
from presenter.parse.context import Context
from presenter.parse.grammar import Node
from presenter.parse.inline import read_spans
from presenter.parse.markdown import engine

Skeleton = tuple[Any, ...]
Run = tuple[str, frozenset[str], str]  # text, its marks, its link

_SPACE = re.compile(r"[ \t\n]+")


def squeeze(text: str) -> str:
    """Runs of space as one, none at the ends."""
    return _SPACE.sub(" ", text).strip(" ")


# ---------------------------------------------------------------- ours


def our_tree(source: str) -> tuple[Node, list[str]]:
    """The grammar's tree of `source`, and its lines."""
    md = engine()
    lines = md.lines(source)
    return md.parser.machine(lines).run(), lines


def our_blocks(node: Node) -> list[Skeleton]:
    """The skeleton of our tree: kinds, levels, list numbers and tightness, and the words of leaves."""
    return [s for child in node.children for s in _our_block(child)]


def _our_block(node: Node) -> list[Skeleton]:
    match node.kind:
        case "nothing" | "footnote":
            return []
        case "paragraph":
            return [("p", squeeze(node.text))] if node.lines else []
        case "heading":
            return [("h", node.data["level"], squeeze(node.text))]
        case "fence" | "indented":
            return [("code", squeeze(node.text))]
        case "html":
            return [("html", squeeze(node.text))]
        case "break":
            return [("hr",)]
        case "quote":
            return [("quote", tuple(our_blocks(node)))]
        case "list":
            items = tuple(tuple(our_blocks(item)) for item in node.children)
            return [("list", node.data["first"], node.data["tight"], items)]
        case "table":
            return [("table", len(node.data["aligns"]), len(node.lines))]
    return [(node.kind, squeeze(node.text), tuple(our_blocks(node)))]


def our_runs(source: str) -> list[list[Run]]:
    """The inline runs of every paragraph and heading."""
    md = engine()
    lines = md.lines(source)
    machine = md.parser.machine(lines)
    root = machine.run()
    scope = md.scope(Context())
    scope.references.update(machine.references)
    return [runs(read_spans(node.text, scope)) for node in _leaves(root)]


def _leaves(node: Node) -> Iterator[Node]:
    if node.kind == "heading" or (node.kind == "paragraph" and node.lines):
        yield node
    for child in node.children:
        yield from _leaves(child)


def runs(spans: Spans) -> list[Run]:
    """Spans as runs that compare with `their_runs`."""
    return _join([(s.text, _marks(s), s.link) for s in spans])


def _marks(span: Span) -> frozenset[str]:
    style = span.style
    marks = {"bold": style.bold, "italic": style.italic, "strike": style.strike, "code": style.code, "image": span.kind == "image"}
    return frozenset(name for name, on in marks.items() if on)


def _join(found: list[Run]) -> list[Run]:
    """Neighbours of one look as one, space squeezed."""
    out: list[Run] = []
    for text, marks, link in found:
        if out and out[-1][1:] == (marks, link) and "image" not in marks:
            out[-1] = (out[-1][0] + text, marks, link)
        else:
            out.append((text, marks, link))
    out = [(t if "code" in m else re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", t)), m, k) for t, m, k in out]
    if out:
        out[0] = (out[0][0].lstrip(" \n"), *out[0][1:])
        out[-1] = (out[-1][0].rstrip(" \n"), *out[-1][1:])
    return [r for r in out if r[0] or "image" in r[1]]


# ---------------------------------------------------------------- theirs


def reader(kind: str = "commonmark") -> MarkdownIt:
    """markdown-it-py as the oracle."""
    if kind == "commonmark":
        return MarkdownIt(kind, {"html": True})
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")


def their_blocks(source: str, md: MarkdownIt) -> list[Skeleton]:
    """markdown-it-py's skeleton of `source`."""
    tokens = md.parse(source)
    out, _ = _their(tokens, 0, "")
    return out


def _their(tokens: Sequence[Token], at: int, until: str) -> tuple[list[Skeleton], int]:
    out: list[Skeleton] = []
    while at < len(tokens):
        token = tokens[at]
        at += 1
        match token.type:
            case kind if kind == until:
                return out, at
            case "paragraph_open":
                out.append(("p", squeeze(tokens[at].content)))
                at += 2
            case "heading_open":
                out.append(("h", int(token.tag[1]), squeeze(tokens[at].content)))
                at += 2
            case "fence" | "code_block":
                out.append(("code", squeeze(token.content)))
            case "html_block":
                out.append(("html", squeeze(token.content)))
            case "hr":
                out.append(("hr",))
            case "blockquote_open":
                inner, at = _their(tokens, at, "blockquote_close")
                out.append(("quote", tuple(inner)))
            case "bullet_list_open" | "ordered_list_open":
                first = int(token.attrs.get("start", 1)) if token.type[0] == "o" else None
                start = at
                items, at = _their(tokens, at, token.type.replace("open", "close"))
                tight = not _loose(tokens[start:at], token.level + 2)
                out.append(("list", first, tight, tuple(items)))
            case "list_item_open":
                inner, at = _their(tokens, at, "list_item_close")
                out.append(tuple(inner))
            case "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                inside = tokens[at:end]
                rows = sum(t.type == "tr_open" for t in inside)
                out.append(("table", sum(t.type == "th_open" for t in inside), rows))
                at = end + 1
    return out, at


def _loose(tokens: Sequence[Token], level: int) -> bool:
    return any(t.type == "paragraph_open" and t.level == level and not t.hidden for t in tokens)


def tightness_matters(skeleton: Skeleton) -> bool:
    """Has this list a paragraph right in an item? Else its tightness cannot be seen in markdown-it's tokens."""
    return any(block and block[0] == "p" for item in skeleton[3] for block in item)


def level(found: Any) -> Any:
    """A skeleton with the tightness left away where it cannot be seen."""
    if isinstance(found, list):
        return [level(s) for s in found]
    if found[:1] == ("list",):
        tight = found[2] if tightness_matters(found) else None
        return ("list", found[1], tight, tuple(tuple(level(b) for b in item) for item in found[3]))
    if found[:1] == ("quote",):
        return ("quote", tuple(level(b) for b in found[1]))
    return found


def their_runs(source: str, md: MarkdownIt) -> list[list[Run]]:
    """markdown-it-py's inline runs of every paragraph and heading."""
    tokens = md.parse(source)
    inlines = (t for t in tokens if t.type == "inline")
    return [_inline_runs(t.children or []) for t in inlines]


def _inline_runs(tokens: Sequence[Token]) -> list[Run]:
    out: list[Run] = []
    marks: list[str] = []
    links: list[str] = []
    names = {"em": "italic", "strong": "bold", "s": "strike"}
    for token in tokens:
        kind, _, end = token.type.rpartition("_")
        if kind in names:
            marks.append(names[kind]) if end == "open" else marks.remove(names[kind])
        elif kind == "link":
            links.append(str(token.attrs.get("href", ""))) if end == "open" else links.pop()
        elif token.type != "html_inline":
            text, extra = _token_text(token)
            out.append((text, frozenset([*marks, *extra]), links[0] if links else ""))
    return _join(out)


def _token_text(token: Token) -> tuple[str, list[str]]:
    match token.type:
        case "softbreak":
            return " ", []
        case "hardbreak":
            return "\n", []
        case "code_inline":
            return token.content, ["code"]
        case "image":
            return "".join(t for t, _, _ in _inline_runs(token.children or [])), ["image"]
    return token.content, []


def built(source: str) -> list[Block]:
    """Our blocks of `source`."""
    md = engine()
    lines = md.lines(source)
    machine = md.parser.machine(lines)
    root = machine.run()
    scope = md.scope(Context())
    scope.references.update(machine.references)
    return Builder(scope, md.parser, lines).blocks(root.children)
