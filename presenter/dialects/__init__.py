"""Text -> the name of the Markdown slide dialect it is written in; one file per dialect."""

from __future__ import annotations

import re

from presenter.parse.frontmatter import FrontMatter

# What the front matter's keys say. The house's own keys stand for the house whatever else is found.
_PANDOC = frozenset(
    [
        "slide-level",
        "slide_level",
        "header-includes",
        "aspectratio",
        "institute",
        "documentclass",
        "colortheme",
        "fonttheme",
        "section-titles",
        "output",
        "format",
        "babel-lang",
        "title-slide-attributes",
        "revealjs-url",
        "patat",
        "bibliography",
    ]
)
_SLIDEV = frozenset(
    ("drawings", "comark", "mdc", "highlighter", "colorSchema", "canvasWidth", "routerMode", "addons", "themeConfig", "twoslash")
)
_REVEAL = frozenset(("revealOptions", "highlightTheme", "separator", "verticalSeparator", "notesSeparator", "slideNumber"))
# reveal.js itself has this key, and pandoc hands it on; in a deck of pandoc's slides have its marks
_SHARED = frozenset(("slideNumber",))
_PANDOC_MARK = re.compile(r"^(?:\. \. \.[ \t]*|:{3,}[ \t]*(?:\{[^{}\n]+\}|columns|notes|incremental|nonincremental)[ \t:]*)$", re.M)
_PAGING = frozenset(("paging",))
_HOUSE = frozenset(("variant", "colors", "colours", "fonts", "breaks", "fragments", "incremental", "duration", "logo"))

# keys of remark right behind a rule, and no second rule closes them as Slidev's; a class around words. The rule's dashes come
# before the place they have to be at: these patterns look through a whole deck on a key, and only so search for the dashes
_REMARK_SLIDE = re.compile(
    r"---(?<=^---)[ \t]*\n\n?(?:class|name|template|count|background-image|layout):[ \t]*\S[^\n]*\n"
    r"(?!(?:[\w-]+:[^\n]*\n){0,20}---[ \t]*$)",
    re.M,
)
_REMARK_CLASS = re.compile(r"^\.(?:(?:left|right)-column|pull-(?:left|right)|center|footnote|left|right|small|large)\[", re.M)

_SLIDEV_SLIDE = re.compile(r"^---\n(?:[\w-]+:[^\n]*\n){0,10}layout:[ \t]*(?!true\b|false\b)\S+\n(?:[^\n]+\n)*---[ \t]*$", re.M)

_SEARCHES = (
    ("presenterm", "<!-- end_slide", re.compile(r"^<!-- end_slide -->[ \t]*$", re.M)),
    ("reveal", "<!-- .", re.compile(r"<!-- \.(?:slide|element):")),
    ("remark", "???", re.compile(r"^\?\?\?[ \t]*$", re.M)),
    ("reveal", "\nNote", re.compile(r"\n[ \t]*\nNotes?:[ \t]*\n")),
    ("slidev", "v-click", re.compile(r"<v-clicks?\b")),
    ("slidev", "\n::right::", re.compile(r"\n::right::[ \t]*\n")),
    ("slidev", "\nlayout:", _SLIDEV_SLIDE),
    ("slidev", "---\ntransition:", re.compile(r"^---\ntransition:[ \t]*\S+\n(?:[^\n]+\n)*---[ \t]*$", re.M)),
    ("remark", "---\n", _REMARK_SLIDE),
    ("remark", "\n.", _REMARK_CLASS),
    ("slides", "terminal-ex", re.compile(r"^(?:`{3,}|~{3,})[ \t]*terminal-ex[ \t]*$", re.M)),
    ("slides", "<!-- stop", re.compile(r"\S[ \t]*<!--[ \t]*stop[ \t]*-->")),
    ("reveal", "##==##", re.compile(r"^##==##[ \t]*$", re.M)),
    ("reveal", "\n+++\n", re.compile(r"\n[ \t]*\n\+\+\+\n[ \t]*\n")),
    ("reveal", "\nvvv\n", re.compile(r"\n[ \t]*\nvvv\n[ \t]*\n")),
    ("reveal", "\n--", re.compile(r"\n[ \t]*\n--[ \t]*\n[ \t]*\n")),
    ("deckset", "[.", re.compile(r"^\[\.(?:[a-z-]+:[^\]\n]*|column|hide-footer)\][ \t]*$", re.M)),
    ("deckset", "[fit]", re.compile(r"^#{1,6}[ \t]*\[fit\]", re.M)),
    ("deckset", "![inline", re.compile(r"^!\[inline\b[^\]\n]*\]\(", re.M)),
    ("deckset", "\n^", re.compile(r"\n[ \t]*\n\^[ ]?[^\W\d_]")),
)
# settings at the very top that only Deckset has, without dashes around them
_DECKSET_TOP = re.compile(
    r"\s*(?:[a-z][a-z-]+:[^\n]*\n){0,12}?(?:(?:autoscale|build-lists|slidenumbers|slidecount|slide-dividers|slide-transition|fit-header"
    r"|presenter-notes):|theme:[ \t]*[\w .-]+,[ \t]*\d)"
)
_MARP = (
    ("![bg", re.compile(r"!\[bg\b")),
    ("_class", re.compile(r"<!--[^>]{0,2000}?\b_class\s*:")),
    ("paginate", re.compile(r"<!--[^>]{0,2000}?\b_?paginate\s*:")),
)
_REMARK_TOP = re.compile(r"(?:class|name|template|layout|background-image|count|exclude):[ \t]*\S.*\n")
_COMMENT = re.compile(r"\s*<!--(?:(?!-->)[^\x00]){0,2000}-->\s*|\n+")
# anything whose coming or going may change the answer: an edit that touches none of this keeps the dialect
MARKS = re.compile(
    r"<!--|-->|\?\?\?|Note|>|v-click|::|layout|transition|\[\.|!\[bg|!\[inline|\[fit|\^|_class"
    r"|paginate|--|: |\.step|\. \.|\.[a-z-]+\[|##==##|\+\+\+|vvv|terminal|stop"
)


def detect(text: str, front: FrontMatter) -> str:
    """The dialect's name: what the front matter says, else the first mark found that only one program has."""
    keys = {entry.key: entry.value for entry in front.entries}
    if isinstance(said := keys.get("dialect"), str) and said:
        return said.strip().lower()
    if "marp" in keys:
        return "marp" if str(keys["marp"]).strip().lower() in ("true", "yes", "on") else "house"
    if "output" in keys and "xaringan" in repr(keys["output"]):
        return "xaringan"
    if not _REVEAL.isdisjoint(keys) and _REVEAL.intersection(keys) <= _SHARED and _PANDOC_MARK.search(text, front.end):
        return "pandoc"
    for names, dialect in ((_SLIDEV, "slidev"), (_PANDOC, "pandoc"), (_REVEAL, "reveal"), (_PAGING, "slides"), (_HOUSE, "house")):
        if not names.isdisjoint(keys):
            return dialect
    if front.style == "%":
        return "pandoc"
    if found := _marked(text, front):
        return found
    if isinstance(theme := keys.get("theme"), str) and theme and not _is_ours(theme) and _PANDOC_MARK.search(text, front.end):
        return "pandoc"
    if "layout" in keys or ":::" in text or "\n. . ." in text or "{.step" in text:
        return "house"
    if _is_ours(keys.get("theme")):
        return "house"
    if "paginate" in keys or "_paginate" in keys or "_class" in keys:
        return "marp"
    if any(mark in text and pattern.search(text) for mark, pattern in _MARP):
        return "marp"
    return "house"


def _marked(text: str, front: FrontMatter) -> str:
    """The program whose marks are in the text, "" if there are none."""
    if not front.style and _DECKSET_TOP.match(text, front.end):
        return "deckset"
    if _REMARK_TOP.match(text, _behind_comments(text, front.end)):
        return "remark"
    return next((name for name, mark, pattern in _SEARCHES if mark in text and pattern.search(text, front.end)), "")


def _behind_comments(text: str, at: int) -> int:
    """Where the deck goes on behind comments that it begins with."""
    while match := _COMMENT.match(text, at):
        at = match.end()
    return at


def _is_ours(theme: object) -> bool:
    """Whether a theme of that name is ours, which no other program has."""
    if not isinstance(theme, str) or not theme:
        return False
    from presenter.theme.read import theme_names

    return theme.strip() in theme_names(None)
