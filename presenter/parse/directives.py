"""The one table of what can be set: name, scope, how a value is checked, a line of help, an example.

Completion, documentation and Problems come from `DIRECTIVES`. Checked values are hashable: a string, a bool, a float
or a tuple.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from presenter.parse.frontmatter import Value
from presenter.parse.values import (
    TRANSITIONS,
    BadValue,
    color,
    css_text,
    css_value,
    dialect_name,
    heading_levels,
    identifier,
    minutes,
    name_list,
    named_values,
    optional_time,
    page_size,
    paginate,
    short_time,
    theme_name,
    transition,
    words,
    yes_or_no,
)
from presenter.problems import Problem, Severity

Checked = str | bool | float | None | tuple[object, ...]


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


# ---------------------------------------------------------------- the table

LAYOUTS = (
    "title", "section", "lead", "agenda", "content", "two-columns", "three-columns", "comparison", "picture-left", "picture-right",
    "picture-full", "picture-grid", "quote", "statement", "big-number", "big-numbers", "code", "timeline", "process", "cards", "people",
    "questions", "end", "title-only", "blank",
)  # fmt: skip

# fmt: off
_TABLE = (
    # the deck
    Directive("title", "deck", words, "The deck's title; else its first heading.", "title: The deep sea"),
    Directive("author", "deck", words, "Who gives the talk.", "author: Ada Lovelace", ("authors",)),
    Directive("date", "deck", words, "The date, as it is to be shown.", "date: 4 May 2026"),
    Directive("description", "deck", words, "What the talk is about, for the document's properties.",
              "description: A dive", ("subtitle",)),
    Directive("keywords", "deck", words, "Keywords, for the document's properties.", "keywords: sea, light", ("tags",)),
    Directive("lang", "deck", words, "The language: hyphens, quotes, spelling in PowerPoint.", "lang: en-GB", ("language",)),
    Directive("theme", "deck", theme_name, "How the deck looks.", "theme: dark"),
    Directive("variant", "deck", words, "Which variant of the theme.", "variant: dark"),
    Directive("colors", "deck", named_values, "Colours of the theme that you change.", "colors:\n  accent: '#c03'", ("colours",)),
    Directive("fonts", "deck", named_values, "Fonts of the theme that you change.", "fonts:\n  heading: Georgia"),
    Directive("logo", "deck", words, "A picture for the corner of every slide.", "logo: logo.svg"),
    Directive("size", "deck", page_size, "The shape of the page.",
              "size: 4:3", ("aspectratio", "aspectRatio"), values=("16:9", "4:3", "16:10")),
    Directive("duration", "deck", minutes, "How long the talk may take; a bare number is minutes.", "duration: 20m"),
    Directive("loop", "deck", yes_or_no, "Begin again after the last slide.", "loop: true", values=("true", "false")),
    Directive("breaks", "deck", yes_or_no, "Whether a single newline breaks the line.", "breaks: true", values=("true", "false")),
    Directive("fragments", "deck", yes_or_no, "Whether `*` and `1)` items come one by one.", "fragments: true", values=("true", "false")),
    Directive("incremental", "deck", yes_or_no, "Whether all list items come one by one.", "incremental: true", values=("true", "false")),
    Directive("marp", "deck", yes_or_no, "Read this deck as Marp does.", "marp: true", values=("true", "false")),
    Directive("dialect", "deck", dialect_name, "Which program's Markdown this is.",
              "dialect: marp", values=("house", "marp", "pandoc", "reveal")),
    Directive("headingDivider", "deck", heading_levels, "Headings that begin a slide: a level and all above it, or a list.",
              "headingDivider: 2", ("slide-level", "slide_level"), values=("1", "2", "3", "false")),
    Directive("style", "deck", css_text, "CSS for colours, sizes and fonts.", "style: |\n  h1 { color: teal }"),
    Directive("math", "deck", words, "Which program sets formulas in Marp; one of ours does here.", "math: katex"),
    Directive("url", "deck", words, "Where the deck is published.", "url: https://example.org/talk"),
    Directive("image", "deck", words, "A picture for the deck's link preview.", "image: card.png"),
    # the slide
    Directive("layout", "slide", lambda value: words(value).lower(), "How the slide is arranged, if not as its content suggests.",
              "layout: quote", values=LAYOUTS),
    Directive("class", "slide", name_list, "Classes for looks: lead, invert, or your own.",
              "class: lead", ("classes",), values=("lead", "invert", "center", "compact")),
    Directive("id", "slide", identifier, "A name of the slide, to link to it and to keep its place.", "id: results", once=True),
    Directive("hidden", "slide", yes_or_no, "Leave this slide out of the show.",
              "hidden: true", ("hide", "disabled"), once=True, values=("true", "false")),
    Directive("time", "slide", short_time, "How long this slide should take; a bare number is seconds.", "time: 90s", once=True),
    Directive("section", "slide", words, "The part of the talk that begins here.", "section: Results"),
    Directive("notes", "slide", words, "Speaker notes.", "notes: Breathe.", once=True),
    Directive("header", "slide", words, "Text at the top of the slide.", "header: '**Sea** 2026'"),
    Directive("footer", "slide", words, "Text at the foot of the slide.", "footer: Ada Lovelace"),
    Directive("paginate", "slide", paginate, "Page numbers.", "paginate: true", values=("true", "false", "hold", "skip")),
    Directive("color", "slide", color, "The colour of the text.", "color: white"),
    Directive("backgroundColor", "slide", color, "The colour behind the slide.",
              "backgroundColor: navy", ("background-color", "background_color")),
    Directive("backgroundImage", "slide", css_value, "A picture or gradient behind the slide.",
              "backgroundImage: url(sea.jpg)", ("background-image", "background_image")),
    Directive("backgroundPosition", "slide", css_value, "Where that picture lies.", "backgroundPosition: top", ("background-position",)),
    Directive("backgroundRepeat", "slide", css_value, "Whether that picture repeats; it does not here.",
              "backgroundRepeat: no-repeat", ("background-repeat",)),
    Directive("backgroundSize", "slide", css_value, "cover, contain, auto, or a percentage.",
              "backgroundSize: contain", ("background-size",), values=("cover", "contain", "auto")),
    Directive("background", "slide", css_value, "A colour, gradient or picture behind the slide.", "background: teal"),
    Directive("transition", "slide", transition, "How the next slide comes, with a time if you like.",
              "transition: fade 0.5s", values=TRANSITIONS),
    Directive("advance", "slide", optional_time, "Go on by itself after this time.", "advance: 20s", ("autoSlide",)),
)
# fmt: on

DIRECTIVES: dict[str, Directive] = {directive.name: directive for directive in _TABLE}
_EXACT = {name: directive for directive in _TABLE for name in (directive.name, *directive.aliases)}
_BY_NAME = {name.lower(): directive for name, directive in _EXACT.items()}

# keys of other programs that share the front matter: theirs, and nothing to say about
# fmt: off
FOREIGN = frozenset([
    "abstract", "addons", "aliases", "allowlocalfiles", "auto-scaling", "autoscale", "autoscaling", "babel-lang",
    "babel-otherlangs", "backgroundtransition", "beameroption", "bibliography", "build-lists", "canonical", "canvaswidth",
    "categories", "category", "center", "classoption", "clicks", "code-fold", "codecopy", "colorlinks", "colorschema",
    "colortheme", "comark", "contextmenu", "controls", "created", "crossref", "csl", "css", "cssclass", "cssclasses",
    "customtheme", "date-format", "date-modified", "defaults", "documentclass", "download", "draft", "drawings", "editor",
    "editor_options", "embed-resources", "enablechalkboard", "enablemenu", "enabletitlefooter", "engine", "event", "execute",
    "export", "exportfilename", "extensions", "favicon", "figuretitle", "filters", "fontfamily", "fonts_provider",
    "fontsize", "fonttheme", "format", "format-links", "geometry", "header-includes", "height", "hideintoc", "highlighter",
    "highlighttheme", "html", "id", "image-alt", "info", "innertheme", "institute", "institution", "jupyter", "kind",
    "knitr", "layout_type", "layoutclass", "lesson", "level", "licence", "license", "linenumbers", "link-citations",
    "linkcolor", "linkstyle", "listingtitle", "location", "loftitle", "logoimg", "loltitle", "lottitle", "mainfont",
    "mainfontoptions", "margin", "maxscale", "mdc", "minscale", "modified", "monaco", "monofont", "monofontoptions",
    "mousewheel", "navigation-mode", "navigationmode", "nocite", "notesseparator", "number-sections", "og", "ogimage",
    "options", "outertheme", "output", "overviewsnapshots", "pagetitle", "paginate_skip", "paging",
    "parallaxbackgroundhorizontal", "parallaxbackgroundimage", "parallaxbackgroundsize", "parallaxbackgroundvertical",
    "params", "patat", "pdf-engine", "permalink", "plantumlserver", "preload", "presenter", "progress", "published",
    "record", "reference-section-title", "remote", "resettitle", "resources", "revealjs-url", "revealoptions", "romanfont",
    "routermode", "rtl", "sansfont", "sansfontoptions", "scripts", "section-titles", "selectable", "self-contained",
    "seometa", "separator", "shownotes", "showslidenumber", "slide-dividers", "slidecount", "slidelevel", "slidenumber",
    "slidenumbers", "slug", "smaller", "src", "styles", "sub_title", "subject", "suppress-bibliography", "tabletitle",
    "thanks", "theme-options", "themeconfig", "timer", "title-slide-attributes", "toc", "toc-depth", "toc-title",
    "transitionspeed", "twoslash", "type", "updated", "urlcolor", "uuid", "version", "verticalseparator", "wakelock",
    "weight", "width", "zoom",
])
# fmt: on


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
