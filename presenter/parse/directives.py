"""The one table of what can be set: name, scope, how a value is checked, a line of help, an example.

Completion, documentation and Problems come from `DIRECTIVES`. Checked values are hashable: a string, a bool, a float
or a tuple.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from presenter.parse.frontmatter import Mapping, Value
from presenter.problems import Problem, Severity

Checked = str | bool | float | None | tuple[object, ...]


class BadValue(Exception):
    """A value that the directive does not know; the text says which it knows."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One thing that can be set.

    `scope` deck: holds for the deck wherever it is written; slide: for this slide and those after. `once`: for one
    slide alone even without the underscore. `check` gives the value as it is kept or raises BadValue."""

    name: str
    scope: Literal["deck", "slide"]
    check: Callable[[Value], Checked]
    help: str
    example: str
    aliases: tuple[str, ...] = ()
    once: bool = False
    values: tuple[str, ...] = ()  # to offer for completion


# ---------------------------------------------------------------- checks

_YES, _NO = ("true", "yes", "on"), ("false", "no", "off", "")


def words(value: Value) -> str:
    """Text: a list is joined by commas."""
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(words, value)))
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (words(item) for _, item in value.pairs)))
    return str(value).strip()


def yes_or_no(value: Value) -> bool:
    """true or false."""
    text = words(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadValue("true or false")


def one_of(*allowed: str, **aliases: str) -> Callable[[Value], str]:
    """One of a few words; `aliases` are other ways to write them."""

    def check(value: Value) -> str:
        text = words(value).lower()
        text = aliases.get(text, text)
        if text not in allowed:
            raise BadValue(", ".join(allowed))
        return text

    return check


def name_list(value: Value) -> tuple[str, ...]:
    """Names: a list, or words with spaces between."""
    items = [words(item) for item in value] if isinstance(value, tuple) else [words(value)]
    return tuple(name for item in items for name in item.replace(",", " ").split())


def named_values(value: Value) -> tuple[tuple[str, str], ...]:
    """Keys with values, indented below the key."""
    if isinstance(value, Mapping):
        return tuple((key, words(item)) for key, item in value.pairs)
    if not words(value):
        return ()
    raise BadValue("keys with values, each on an indented line of its own")


_UNITS = {"s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "mins": 60.0, "h": 3600.0, "ms": 0.001}
_PART = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(ms|h|mins?|m|sec|s)(?![a-z])", re.I)
LONGEST = 7 * 24 * 3600.0  # seconds


def seconds(value: Value, unit: float) -> float:
    """`90s`, `20m`, `1h 30m`, `1:30:00`, `2:30` (hours or minutes first as fits three or two parts), or a bare number in `unit` seconds."""
    text = words(value).lower()
    result: float | None = None
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text):
        result = float(text) * unit
    elif re.fullmatch(r"\d{1,3}(:\d{1,2}){1,2}", text):
        parts = [float(part) for part in text.split(":")]
        result = parts[-1] + parts[-2] * 60 + (parts[0] * 3600 if len(parts) == 3 else 0)
    elif text and not _PART.sub("", text).strip(" ,+"):
        result = sum(float(match[1]) * _UNITS[match[2].lower()] for match in _PART.finditer(text))
    if result is None or result > LONGEST:
        raise BadValue("a length of time like 90s, 20m, 1:30:00")
    return result


def minutes(value: Value) -> float:
    """A length of time; a bare number is minutes."""
    return seconds(value, 60.0)


def short_time(value: Value) -> float:
    """A length of time; a bare number is seconds."""
    return seconds(value, 1.0)


def optional_time(value: Value) -> float | None:
    """A length of time in seconds, or none."""
    return None if words(value).lower() in (*_NO, "none", "click") else short_time(value)


SIZES = {
    "16:9": (960.0, 540.0),
    "16/9": (960.0, 540.0),
    "4:3": (720.0, 540.0),
    "4/3": (720.0, 540.0),
    "16:10": (864.0, 540.0),
    "16/10": (864.0, 540.0),
    "widescreen": (960.0, 540.0),
    "standard": (720.0, 540.0),
    "1:1": (540.0, 540.0),
    "square": (540.0, 540.0),
    "9:16": (540.0, 960.0),
    "a4": (780.0, 540.0),
    "4k": (960.0, 540.0),
    "hd": (960.0, 540.0),
    "169": (960.0, 540.0),  # beamer's aspectratio
    "43": (720.0, 540.0),
    "1610": (864.0, 540.0),
}


def page_size(value: Value) -> tuple[float, float]:
    """The page in points, the shorter side 540: a name, a ratio, or width x height."""
    text = words(value).lower()
    if text in SIZES:
        return SIZES[text]
    match = re.fullmatch(r"(\d{1,5}(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*[x×*:/ ]\s*(\d{1,5}(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?", text)
    if match:
        width, height = float(match[1]), float(match[2])
        if width > 0 and height > 0 and 0.2 <= width / height <= 5:
            scale = 540.0 / min(width, height)
            return round(width * scale, 2), round(height * scale, 2)
    raise BadValue("16:9, 4:3, 16:10, 1:1, 9:16, A4, or width x height")


def heading_levels(value: Value) -> tuple[int, ...]:
    """Marp's headingDivider: a number means that level and all above it, a list only its levels."""
    if isinstance(value, tuple):
        items = [words(item) for item in value]
    else:
        text = words(value).strip("[]")
        if text.lower() in (*_NO, "0"):
            return ()
        items = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch("[1-6]", item) for item in items):
        raise BadValue("a level from 1 to 6, or a list like [1, 3]")
    levels = [int(item) for item in items]
    if len(levels) == 1 and not isinstance(value, tuple) and "[" not in words(value):
        return tuple(range(1, levels[0] + 1))
    return tuple(sorted(set(levels)))


def paginate(value: Value) -> str:
    """true, false, hold or skip."""
    text = words(value).lower()
    if text in ("hold", "skip"):
        return text
    try:
        return "true" if yes_or_no(text) else "false"
    except BadValue:
        raise BadValue("true, false, hold (the number stays), skip (not shown, not counted)") from None


TRANSITIONS = ("none", "fade", "push", "wipe", "cover", "zoom")


def transition(value: Value) -> tuple[str, float | None]:
    """(name, seconds): `fade`, `fade 0.5s`, `none`."""
    text = words(value).lower().replace("(", " ").replace(")", " ")
    name, _, rest = text.strip().partition(" ")
    if name in _NO:
        name = "none"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise BadValue("a name like fade or none, with a time if you like: fade 0.5s")
    return name, short_time(rest) if rest.strip() else None


def color(value: Value) -> str:
    """A CSS colour, as written."""
    text = words(value)
    if len(text) > 200 or any(char in text for char in "{};<>"):
        raise BadValue("a colour like #336699, teal, rgb(0 128 128)")
    return text


def css_value(value: Value) -> str:
    """A CSS value, as written."""
    text = words(value)
    if any(char in text for char in "{}<>"):
        raise BadValue("a CSS value like url(picture.jpg) or linear-gradient(red, blue)")
    return text


def css_text(value: Value) -> str:
    """CSS, as written."""
    return str(value) if isinstance(value, str) else words(value)


def identifier(value: Value) -> str:
    """A name without spaces."""
    text = words(value).lstrip("#")
    if re.search(r"\s", text):
        raise BadValue("a name without spaces")
    return text


# ---------------------------------------------------------------- the table

LAYOUTS = (
    "title", "section", "content", "two-columns", "picture-left", "picture-right", "full-picture", "quote", "statement", "code", "blank",
)  # fmt: skip

_TABLE = (
    # the deck
    Directive("title", "deck", words, "The deck's title; else its first heading.", "title: The deep sea"),
    Directive("author", "deck", words, "Who gives the talk.", "author: Ada Lovelace", ("authors",)),
    Directive("date", "deck", words, "The date, as it is to be shown.", "date: 4 May 2026"),
    Directive("description", "deck", words, "What the talk is about, for the document's properties.", "description: A dive", ("subtitle",)),
    Directive("keywords", "deck", words, "Keywords, for the document's properties.", "keywords: sea, light", ("tags",)),
    Directive("lang", "deck", words, "The language: hyphens, quotes, spelling in PowerPoint.", "lang: en-GB", ("language",)),
    Directive("theme", "deck", words, "How the deck looks.", "theme: dark"),
    Directive("variant", "deck", words, "Which variant of the theme.", "variant: dark"),
    Directive("colors", "deck", named_values, "Colours of the theme that you change.", "colors:\n  accent: '#c03'", ("colours",)),
    Directive("fonts", "deck", named_values, "Fonts of the theme that you change.", "fonts:\n  heading: Georgia"),
    Directive("logo", "deck", words, "A picture for the corner of every slide.", "logo: logo.svg"),
    Directive("size", "deck", page_size, "The shape of the page.", "size: 4:3", ("aspectratio", "aspectRatio"), values=("16:9", "4:3", "16:10")),
    Directive("duration", "deck", minutes, "How long the talk may take; a bare number is minutes.", "duration: 20m"),
    Directive("breaks", "deck", yes_or_no, "Whether a single newline breaks the line.", "breaks: true", values=("true", "false")),
    Directive("fragments", "deck", yes_or_no, "Whether `*` and `1)` items come one by one.", "fragments: true", values=("true", "false")),
    Directive("incremental", "deck", yes_or_no, "Whether all list items come one by one.", "incremental: true", values=("true", "false")),
    Directive("marp", "deck", yes_or_no, "Read this deck as Marp does.", "marp: true", values=("true", "false")),
    Directive("dialect", "deck", words, "Which program's Markdown this is.", "dialect: marp", values=("house", "marp", "pandoc", "reveal")),
    Directive("headingDivider", "deck", heading_levels, "Headings that begin a slide: a level and all above it, or a list.",
              "headingDivider: 2", ("slide-level", "slide_level"), values=("1", "2", "3", "false")),
    Directive("style", "deck", css_text, "CSS for colours, sizes and fonts.", "style: |\n  h1 { color: teal }"),
    Directive("math", "deck", words, "Which program sets formulas in Marp; one of ours does here.", "math: katex"),
    Directive("url", "deck", words, "Where the deck is published.", "url: https://example.org/talk"),
    Directive("image", "deck", words, "A picture for the deck's link preview.", "image: card.png"),
    # the slide
    Directive("layout", "slide", lambda value: words(value).lower(), "How the slide is arranged, where the choice made from its content is not it.",
              "layout: quote", values=LAYOUTS),
    Directive("class", "slide", name_list, "Classes for looks: lead, invert, or your own.", "class: lead", ("classes",), values=("lead", "invert")),
    Directive("id", "slide", identifier, "A name of the slide, to link to it and to keep its place.", "id: results", once=True),
    Directive("hidden", "slide", yes_or_no, "Leave this slide out of the show.", "hidden: true", ("hide", "disabled"), once=True, values=("true", "false")),
    Directive("time", "slide", short_time, "How long this slide should take; a bare number is seconds.", "time: 90s", once=True),
    Directive("section", "slide", words, "The part of the talk that begins here.", "section: Results"),
    Directive("notes", "slide", words, "Speaker notes.", "notes: Breathe.", once=True),
    Directive("header", "slide", words, "Text at the top of the slide.", "header: '**Sea** 2026'"),
    Directive("footer", "slide", words, "Text at the foot of the slide.", "footer: Ada Lovelace"),
    Directive("paginate", "slide", paginate, "Page numbers.", "paginate: true", values=("true", "false", "hold", "skip")),
    Directive("color", "slide", color, "The colour of the text.", "color: white"),
    Directive("backgroundColor", "slide", color, "The colour behind the slide.", "backgroundColor: navy", ("background-color", "background_color")),
    Directive("backgroundImage", "slide", css_value, "A picture or gradient behind the slide.", "backgroundImage: url(sea.jpg)",
              ("background-image", "background_image")),
    Directive("backgroundPosition", "slide", css_value, "Where that picture lies.", "backgroundPosition: top", ("background-position",)),
    Directive("backgroundRepeat", "slide", css_value, "Whether that picture repeats; it does not here.", "backgroundRepeat: no-repeat", ("background-repeat",)),
    Directive("backgroundSize", "slide", css_value, "cover, contain, auto, or a percentage.", "backgroundSize: contain", ("background-size",),
              values=("cover", "contain", "auto")),
    Directive("background", "slide", css_value, "A colour, gradient or picture behind the slide.", "background: teal"),
    Directive("transition", "slide", transition, "How the next slide comes, with a time if you like.", "transition: fade 0.5s", values=TRANSITIONS),
    Directive("advance", "slide", optional_time, "Go on by itself after this time.", "advance: 20s", ("autoSlide",)),
)  # fmt: skip

DIRECTIVES: dict[str, Directive] = {directive.name: directive for directive in _TABLE}
_EXACT = {name: directive for directive in _TABLE for name in (directive.name, *directive.aliases)}
_BY_NAME = {name.lower(): directive for name, directive in _EXACT.items()}

# keys of other programs that share the front matter: theirs, and nothing to say about
FOREIGN = frozenset(
    (
        "output format revealoptions aliases cssclass cssclasses css scripts highlighttheme toc toc-title institute institution header-includes "
        "documentclass classoption fontsize mainfont sansfont monofont geometry babel-lang babel-otherlangs section-titles colortheme fonttheme "
        "linkcolor urlcolor bibliography csl link-citations engine execute jupyter params editor editor_options draft layout_type permalink "
        "created updated modified published id uuid categories category slug weight type kind version license licence info drawings comark mdc "
        "highlighter colorschema canvaswidth favicon fonts_provider lineNumbers linenumbers remote selectable routermode presenter download "
        "exportfilename record separator verticalseparator notesseparator controls progress slidenumber center loop rtl transitionspeed "
        "enablemenu enablechalkboard width height margin maxscale minscale options event location subject lesson resettitle zoom clicks src "
        "addons hideintoc level themeconfig defaults seometa sub_title number-sections embed-resources self-contained pdf-engine editor_options "
        "ogimage og image-alt canonical allowlocalfiles html paginate_skip auto-scaling autoscaling preload timer codecopy monaco twoslash "
        "plantumlserver contextmenu wakelock overviewsnapshots pagetitle abstract thanks nocite revealjs-url slidelevel smaller autoscale "
        "build-lists slidenumbers slidecount slide-dividers"
    ).lower().split()
)  # fmt: skip


def find(key: str, exact: bool = False) -> tuple[Directive | None, bool]:
    """(the directive that `key` names, whether it is for one slide alone): `_class` and `$theme` are known forms.

    With `exact` its case must be right too, as in comments, where "Title: say hello" is a note."""
    spot = key.startswith("_")
    name = key[1:] if spot or key.startswith("$") else key
    directive = _EXACT.get(name) if exact else _BY_NAME.get(name.lower())
    if directive is not None and spot and directive.scope == "deck":
        return None, spot
    return directive, spot or (directive is not None and directive.once)


def check(directive: Directive, value: Value, line: int) -> tuple[Checked, Problem | None]:
    """The checked value, or None and a Problem that names the allowed values."""
    try:
        return directive.check(value), None
    except BadValue as error:
        shown = words(value)
        shown = shown if len(shown) <= 40 else shown[:37] + "…"
        return None, Problem("bad-value", f"`{directive.name}: {shown}` is not understood", f"it can be {error}", line=line)


def near_miss(key: str, cutoff: float = 0.75) -> str:
    """The known name closest to `key`, "" if none is close."""
    bare = key.lstrip("_$").lower()
    found = difflib.get_close_matches(bare, _BY_NAME, 1, cutoff)
    if not found:
        return ""
    known = _BY_NAME[found[0]]
    name = next(n for n in (known.name, *known.aliases) if n.lower() == found[0])
    return ("_" if key.startswith("_") else "") + name


def unknown(key: str, line: int) -> Problem | None:
    """What to say of a key that is no directive: a warning when it looks like a slip, nothing when it is another
    program's, else a hint that it does nothing here."""
    bare = key.lstrip("_$").lower()
    if bare in FOREIGN:
        return None
    if close := near_miss(key):
        return Problem("unknown-directive", f"`{key}` is not known", f"did you mean `{close}`?", Severity.WARNING, line)
    return Problem("unknown-directive", f"`{key}` is not known and does nothing here", "", Severity.INFO, line)
