"""Slidev: settings of a slide between two `---`, `<v-click>` steps, slots, pictures at the side."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from presenter.dialects.components import EXPRESSION, TOC, icon, plain_html, toc_depth
from presenter.dialects.slidev_layouts import layout_of, picture_of, settings_of
from presenter.dialects.slidev_places import with_places
from presenter.dialects.slidev_slots import find_slots, with_slots
from presenter.parse.comments import find_comments, hidden_ranges
from presenter.parse.dialect import Dialect, Prepared
from presenter.parse.frontmatter import Entry, FrontMatter, Mapping, read_entries
from presenter.parse.origin import Origin
from presenter.parse.ranges import Ranges
from presenter.parse.split import Rules
from presenter.parse.values import words
from presenter.problems import Problem, Severity

Configs = tuple[tuple[str, str], ...]

_CONFIG = re.compile(r"\{\{\s*\$slidev\.configs\.(\w+)\s*\}\}")
_SETTINGS = re.compile(r"(?:[ \t]*#[^\n]*\n)*[ \t]*[A-Za-z][\w-]*[ \t]*:(?:(?!\n---)[^\x00]){0,4000}?\n---[ \t]*(?:\n|\Z)")
_HONOURED = frozenset(("layout", "class", "background", "backgroundSize", "transition", "hide", "disabled", "id", "routeAlias"))
_SNIPPET = re.compile(r"^<<< @?/?(\S+).*$", re.M)
_MOVE = re.compile(r"^(`{4,})md magic-move[^\n]*\n(.*?)^\1[ \t]*$", re.M | re.S)
_INNER = re.compile(r"^(`{3,})[^\n]*\n.*?^\1[ \t]*$", re.M | re.S)
_PUBLIC = re.compile(r"""(!\[[^\]\n]{0,400}\]\(|<(?:img|video|audio|source)\b[^<>]*?\ssrc=["'])/(?!/|public/)""")
_WRITTEN_WITH = re.compile(r"""<[A-Za-z]|!\[|\{\.text-""")
# of the heading, not of the slide
_HEADING_CLASS = re.compile(r"^(#{1,6}[ \t][^\n]{0,400}?)[ \t]*\{\.text-(?:center|left|right)\}[ \t]*$", re.M)

# steps
_TAG_LINE = re.compile(r"^[ \t]*<(/?)(v-clicks?|v-click-gap|v-after|v-switch|template)\b([^>\n]*)>[ \t]*$", re.M)
_HEADING = re.compile(r"#{1,3}[ \t]+\S")
FEW = 40  # words that may stand below the heading of a statement
_MORE = re.compile(r"^[ \t]*(?:`{3}|~{3}|\||[-*+][ \t]|\d+[.)][ \t]|::: ?col)|!\[|<img|<video|<table|\$\$|grid|flex", re.M)
_HTML_BEHIND = re.compile(r"\n[ \t]*<(?!v-|/|!)")
_ONE_LINE = re.compile(r"^([ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)<v-(?:click|after)\b[^<>\n]*>([^\n]+?)</v-(?:click|after)>[ \t]*$", re.M)
_INLINE = re.compile(r"</?v-(?:click|clicks|mark|after|switch)\b[^>\n]*>")
_TAG = re.compile(r"""<([a-z][\w-]*)((?:[^<>"']|"[^"\n]{0,400}"|'[^'\n]{0,400}'){0,2000}?)(/?)>""")
_ON_CLICK = re.compile(r"""\sv-(?:click|after)(?:\.[\w.-]+)?(?:=(?:"[^"\n]*"|'[^'\n]*'))?(?=\s|$)""")
_CLASS = re.compile(r"""(\sclass=["'])""")
_ICON = re.compile(r"<[a-z][\w]*:[a-z][\w-]*(?:[ \t][^<>\n]*)?/>")


def prepare(source: str, configs: Configs = ()) -> Prepared:
    """One slide in our own Markdown; `configs` is what `{{ $slidev.configs.x }}` stands for."""
    settings: dict[str, Entry] = {}
    problems: list[Problem] = []
    if match := _SETTINGS.match(source):
        settings = {entry.key: entry for entry in read_entries(match[0].rstrip().removesuffix("---"))[0]}
        source = "\n" * match[0].count("\n") + source[match.end() :]
    if "magic-move" in source:
        source = _MOVE.sub(_in_turn, source)
    if "<!--" in source:
        source = _without_comments(source)
    if "<<< " in source:
        source = _without_snippets(source, problems)
    if "layout" in settings and layout_of(words(settings["layout"].value)) == "quote":
        source = _as_quotation(source)
    toc = TOC.search(source) if "<Toc" in source else None
    if _WRITTEN_WITH.search(source):
        named = _named_places(settings)
        source = _outside_code(source, lambda text: with_places(_written(text), named))
    if "{{" in source:
        source = _without_expressions(source, problems, dict(configs))
    origin: Origin = ()
    slots = find_slots(source) if "::" in source else []
    if slots:
        source, origin = with_slots(source, slots)
    entries, behind = _entries(settings, source, problems)
    if toc:
        old = [words(entry.value) for entry in entries if entry.key == "class"]
        entries = [entry for entry in entries if entry.key != "class"]
        entries.append(Entry(source.count("\n", 0, toc.start()), "class", " ".join((*old, f"toc-{toc_depth(toc)}"))))
    if behind:
        line = settings["image" if "image" in settings else "layout"].line
        origin = (*(origin or range(source.count("\n") + 1)), line, line)
        source += f"\n\n{behind}"
    away = any(words(settings[key].value).lower() == "true" for key in ("hide", "disabled") if key in settings)
    include = words(settings["src"].value) if "src" in settings and not away else ""
    if away:
        problems = [problem for problem in problems if problem.code != "slides-left-out"]
    return Prepared(source, tuple(entries), (), tuple(problems), origin, include=include)


def _named_places(settings: dict[str, Entry]) -> dict[str, str]:
    """The places that the slide's settings give names to."""
    said = settings["dragPos"].value if "dragPos" in settings else None
    return {name: words(value) for name, value in said.pairs} if isinstance(said, Mapping) else {}


def _outside(pattern: re.Pattern[str], source: str) -> list[re.Match[str]]:
    """What `pattern` finds outside fenced code."""
    hidden = hidden_ranges(source)
    return [match for match in pattern.finditer(source) if match.start() not in hidden]


# ---------------------------------------------------------------- settings


def _entries(settings: dict[str, Entry], source: str, problems: list[Problem]) -> tuple[list[Entry], str]:
    """The settings of the slide that mean something here, and the picture of its layout as Markdown."""
    layout = words(settings["layout"].value) if "layout" in settings else ""
    kept = {key: entry for key, entry in settings.items() if key in _HONOURED}
    behind = ""
    if entry := settings.get("src"):
        message = f"slides of another file are not shown: {words(entry.value)}"
        problems.append(Problem("slides-left-out", message, "save the deck beside that file", Severity.WARNING, entry.line))
        if not source.strip():
            kept["hide"] = Entry(entry.line, "hide", "true")
    if layout.startswith("iframe") and (entry := settings.get("url")):
        hint = "link to the page, or show a picture of it"
        problems.append(Problem("html-left-out", f"the page {words(entry.value)} is not shown", hint, Severity.INFO, entry.line))
    if picture := picture_of(settings):
        behind = picture.format(_public(words(settings["image"].value)))
        kept.pop("backgroundSize", None)
    if "layout" in kept:
        entry = kept.pop("layout")
        if ours := "" if behind else layout_of(layout):
            kept["layout"] = replace(entry, value=ours)
    if layout == "end" and not source.strip():
        behind = "# END"
    if layout in ("center", "fact", "statement"):
        old = words(kept["class"].value) if "class" in kept else ""
        entry = kept.pop("layout", settings["layout"])
        kept["class"] = Entry(entry.line, "class", f"{old} center middle".strip())
        if not behind and _few_words(source):
            kept["layout"] = replace(entry, value="lead")
    if entry := kept.pop("routeAlias", None):
        kept.setdefault("id", replace(entry, key="id"))
    if entry := kept.get("background"):
        kept["background"] = replace(entry, value=_public(words(entry.value)))
    return list(kept.values()), behind


def _as_quotation(source: str) -> str:
    """A heading, with one line below it that says whose words it is, as a quotation; anything else as it is."""
    notes = source.find("<!--")
    source, behind = (source, "") if notes < 0 else (source[:notes], source[notes:])
    lines = source.split("\n")
    said = [number for number, line in enumerate(lines) if line.strip()]
    if not 1 <= len(said) <= 2 or not _HEADING.match(lines[said[0]]) or not all(len(lines[n]) <= 300 for n in said):
        return source + behind
    who = lines[said[-1]].strip().lstrip("—–- ") if len(said) == 2 else ""
    if who.startswith(("<", "!", ":", "#", "`", ">")) or (len(said) == 2 and not who):
        return source + behind
    lines[said[0]] = "> " + lines[said[0]].lstrip("# \t")
    for number in range(said[0] + 1, said[-1]):
        lines[number] = ">"
    if who:
        lines[said[-1]] = f"> -- {who}"
    return "\n".join(lines) + behind


def _few_words(source: str) -> bool:
    """Whether a heading and a few words are all that stands there."""
    if _MORE.search(source):
        return False
    return bool(re.match(r"\s*(?:<h1|#{1,2}[ \t])", source)) and len(re.sub(r"<[^<>]*>|[#*_`{}]", " ", source).split()) <= FEW


def _public(src: str) -> str:
    """What begins with a slash lies in the folder `public`."""
    return f"public{src}" if src.startswith("/") and not src.startswith(("//", "/public/")) else src


# ---------------------------------------------------------------- what it has of its own


def _without_comments(source: str) -> str:
    """Only a comment at the end of a slide is a note; the others are remarks of the author."""
    found = find_comments(source)
    if found and not source[found[-1][1] :].strip():
        found = found[:-1]
    for start, end, _ in reversed(found):
        source = source[:start] + "\n" * source.count("\n", start, end) + source[end:]
    return source


def _without_snippets(source: str, problems: list[Problem]) -> str:
    """`<<< @/file` takes in code of another file; its line goes, with a Problem."""
    hint = "copy the code into a fence in this deck"

    found = _outside(_SNIPPET, source)
    for match in reversed(found):
        source = source[: match.start()] + source[match.end() :]
    for match in found:
        line = match.string.count("\n", 0, match.start())
        problems.append(Problem("code-left-out", f"code of another file is not shown: {match[1]}", hint, Severity.WARNING, line))
    return source


def _without_expressions(source: str, problems: list[Problem], configs: dict[str, str]) -> str:
    """`{{ $slidev.configs.x }}` is what the front matter says; other words of a program go, with a Problem."""
    hint = "write what it stands for"
    hidden = Ranges.joined((*hidden_ranges(source), *(match.span() for match in re.finditer(r"`[^`\n]*`|v-pre[^\n]*", source))))
    found = [m for m in EXPRESSION.finditer(source) if m.start() not in hidden]
    said = [configs.get(name[1]) if (name := _CONFIG.fullmatch(match[0])) else None for match in found]
    for match, value in reversed(list(zip(found, said, strict=True))):
        source = source[: match.start()] + (value or "") + source[match.end() :]
    for match in (match for match, value in zip(found, said, strict=True) if value is None):
        line = match.string.count("\n", 0, match.start())
        problems.append(Problem("expression-left-out", f"{match[0]} is not worked out", hint, Severity.INFO, line))
    return source


def _in_turn(match: re.Match[str]) -> str:
    """Listings that turn into one another as listings in turn, as many lines long; what stands between them is left out."""
    inner, at, kept = match[2], 0, []
    states = list(_INNER.finditer(inner))
    if not states:
        return match[0]
    for state in states:
        kept += ["\n" * inner.count("\n", at, state.start()), state[0]]
        at = state.end()
    rest = "\n" * inner.count("\n", at)
    if len(states) == 1:
        return "\n" + "".join(kept) + rest
    return "::: code-group {.incremental}\n" + "".join(kept) + rest + ":::"


def _outside_code(source: str, change: Callable[[str], str]) -> str:
    """`source` with `change` made to what stands outside fences."""
    parts: list[str] = []
    at = 0
    for start, end in hidden_ranges(source):
        parts += (change(source[at:start]), source[start:end])
        at = end
    return "".join((*parts, change(source[at:])))


def _written(source: str) -> str:
    """Steps, icons and pictures of the folder `public` in our own Markdown."""
    source = _HEADING_CLASS.sub(r"\1", source) if "{.text-" in source else source
    source = TOC.sub(lambda m: "\n" * m[0].count("\n"), plain_html(_ICON.sub(icon, source)))
    source = _PUBLIC.sub(r"\1public/", source)
    if "v-" in source or "<template" in source:
        source = _TAG.sub(_stepped, source)
        source = _ONE_LINE.sub(_one_line, source)
        source = _INLINE.sub("", _steps(source))
    return source


def _stepped(match: re.Match[str]) -> str:
    """A tag with `v-click` has the class of a step."""
    name, inside, end = match[1], match[2], match[3]
    if "v-" not in inside or name.startswith("v-"):
        return match[0]
    rest, clicks = _ON_CLICK.subn(" data-click", inside)
    return f"<{name}{_with_step(rest)}{end}>" if clicks else match[0]


def _with_step(inside: str) -> str:
    found, count = _CLASS.subn(r"\1step ", inside, count=1)
    return found if count else f' class="step"{inside}'


def _one_line(match: re.Match[str]) -> str:
    """`<v-click>words</v-click>` on a line of its own, or all of a list item."""
    tag = _TAG.match(match[2])
    if tag is None or match[2][tag.end() :].count("<") > 1:
        return f"{match[1]}{match[2]} {{.step}}"
    return f"{match[1]}<{tag[1]}{_with_step(tag[2])}{tag[3]}>{match[2][tag.end() :]}"


def _steps(source: str) -> str:
    """`<v-click>`, `<v-clicks>` and their like on lines of their own as containers: `<div>`s where HTML goes on right behind them."""
    parts: list[str] = []
    html: list[bool] = []  # of those that are open
    at = 0
    for match in _TAG_LINE.finditer(source):
        parts.append(source[at : match.start()])
        at = match.end()
        name = match[2]
        if name in ("v-switch", "template", "v-click-gap") or match[3].rstrip().endswith("/"):
            continue
        if match[1]:
            parts.append("</div>" if html and html.pop() else ":::")
            continue
        html.append(_HTML_BEHIND.match(source, at) is not None)
        classes = "incremental each" if name == "v-clicks" else "step"
        parts.append(f'<div class="{classes}">' if html[-1] else f"::: {{.{classes.replace(' ', ' .')}}}")
    return "".join((*parts, source[at:]))


_FIRST = frozenset(("layout", "class", "background", "backgroundSize", "backgroundImage"))


def with_configs(front: FrontMatter, text: str, _: Path | None) -> Dialect:
    """The dialect for a deck with this front matter."""
    if "$slidev.configs" not in text:
        return DIALECT
    return _configured(tuple((entry.key, words(entry.value)) for entry in front.entries))


@lru_cache(maxsize=8)
def _configured(configs: Configs) -> Dialect:
    return replace(DIALECT, prepare=partial(prepare, configs=configs))


DIALECT = Dialect("slidev", Rules(setext=False, yaml=True, dashes=True), prepare, settings=settings_of, first=_FIRST, opening="title",
                  within=with_configs, includes=True)  # fmt: skip
