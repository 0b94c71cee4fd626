"""Text + cursor + what there is to choose from -> what could be written here, with a line of explanation each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from presenter.parse.directives import DIRECTIVES, Directive
from presenter.writing.change import line_at

MOST = 60  # offers shown
CONTAINERS = {
    "columns": "Columns side by side; each begins with ::: column",
    "column": "One column; {width=40%} sets its width",
    "notes": "Speaker notes",
    "incremental": "List items one by one",
    "note": "A box with something to note", "tip": "A box with a tip", "important": "A box with something important",
    "warning": "A box with a warning", "caution": "A box with a danger",
}  # fmt: skip
LANGUAGES = (
    "bash", "c", "cpp", "csharp", "css", "dart", "diff", "dockerfile", "elixir", "go", "graphql", "haskell", "html", "java", "javascript",
    "json", "julia", "kotlin", "latex", "lua", "make", "markdown", "math", "matlab", "mermaid", "nix", "ocaml", "perl", "php", "powershell",
    "python", "r", "ruby", "rust", "scala", "sql", "swift", "text", "toml", "typescript", "xml", "yaml", "zig",
)  # fmt: skip
IMAGE_WORDS = {
    "bg": "Behind the slide", "left": "The left half of the slide (with bg)", "right": "The right half of the slide (with bg)",
    "contain": "All of the picture in view (with bg)", "cover": "As large as the slide (with bg)", "w:": "Width: w:400 or w:50%",
    "h:": "Height: h:300", "blur": "Blurred", "brightness:": "brightness:0.6", "grayscale": "Without colours",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that could be written: what is shown, what is put in, and what it means."""

    label: str
    insert: str
    help: str = ""
    picture: str = ""  # a file whose picture may be shown


@dataclass(frozen=True, slots=True)
class Offers:
    """What could stand in the place of the characters from `start` to `end`."""

    start: int
    end: int
    items: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is around the text: themes and layouts with their titles, pictures beside the deck, slides to link to."""

    themes: tuple[tuple[str, str], ...] = ()
    layouts: tuple[str, ...] = ()
    pictures: Callable[[], Iterable[str]] = field(default=tuple)
    slides: Callable[[], Iterable[tuple[str, str]]] = field(default=tuple)  # (id or number, title)


_OPEN_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*$")
_KEY = re.compile(r"^\s*(?P<word>_?[A-Za-z][\w-]*|_?)$")
_VALUE = re.compile(r"^\s*_?(?P<key>[A-Za-z][\w-]*):[ \t]*(?P<said>[^\n]*?)(?P<word>[^\s,\[\]]*)$")
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})[ \t]*(?P<word>[\w+#-]*)$")
_CONTAINER = re.compile(r"^ {0,3}:{3,}[ \t]*(?P<word>[\w-]*)$")
_TARGET = re.compile(r"(?P<image>!?)\[[^\]\n]*\]\((?P<word>[^)\s]*)$")
_ALT = re.compile(r"!\[(?:[^\]\n]* )?(?P<word>[^\]\s]*)$")
_ATTRIBUTE = re.compile(r"\{(?:[^{}\n]* )?(?P<word>[.#]?[\w-]*(?:=[\w-]*)?)$")
_EMOJI = re.compile(r"(?:^|[\s(])(?P<word>:[a-z0-9_+-]{2,})$")
_ALERT = re.compile(r"^\s*>\s*(?P<word>\[![A-Za-z]*)$")


def offers(text: str, offset: int, choices: Choices, asked: bool = False) -> Offers | None:
    """What could be written at `offset`; None where there is nothing to offer. `asked`: by a key, not by typing on."""
    start, _ = line_at(text, offset)
    line = text[start:offset]
    if "\t" in line[-1:]:
        return None
    if _in_front_matter(text, start):
        return _settings(line, offset, choices, asked, spot=False)
    opened = _OPEN_COMMENT.search(text, max(0, offset - 2000), offset)
    if opened:
        inside = text[max(opened.start() + 4, start) : offset]
        return _settings(inside, offset, choices, asked, spot=True)
    for pattern, find in _PLACES:
        match = pattern.search(line)
        if match:
            return _made(offset, match["word"], find(match, choices), asked)
    return None


def _in_front_matter(text: str, start: int) -> bool:
    if not text.startswith("---\n") or start < 4:
        return False
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.M).search(text, 4)
    return end is None or start <= end.start() - 1


def _settings(line: str, offset: int, choices: Choices, asked: bool, spot: bool) -> Offers | None:
    if match := _KEY.match(line):
        if not match["word"] and not asked:
            return None
        found = [_directive(d, match["word"].startswith("_")) for d in DIRECTIVES.values() if not (spot and d.scope == "deck")]
        return _made(offset, match["word"], found, asked)
    match = _VALUE.match(line)
    if match is None or match["key"] not in DIRECTIVES:
        return None
    return _made(offset, match["word"], _values(DIRECTIVES[match["key"]], choices), True)


def _directive(directive: Directive, alone: bool) -> Offer:
    name = "_" + directive.name if alone else directive.name
    example = directive.example.replace("\n", " ⏎ ")
    return Offer(name, name + ": ", f"{directive.help}\n{example}")


def _values(directive: Directive, choices: Choices) -> list[Offer]:
    match directive.name:
        case "theme":
            return [Offer(name, name, title) for name, title in choices.themes]
        case "layout":
            return [Offer(name, name, "A layout of this theme") for name in choices.layouts]
        case "logo" | "image":
            return [Offer(name, name, "", name) for name in choices.pictures()]
    return [Offer(value, value, directive.help) for value in directive.values]


def _targets(match: re.Match[str], choices: Choices) -> list[Offer]:
    if match["image"]:
        return [Offer(name, name.replace(" ", "%20"), "", name) for name in choices.pictures()]
    return [Offer(f"#{name}  {title}", f"#{name}", title) for name, title in choices.slides()]


def _attributes(match: re.Match[str], choices: Choices) -> list[Offer]:
    layouts = [Offer(f"layout={name}", f"layout={name}", "A layout of this theme") for name in choices.layouts]
    classes = [Offer(f".{name}", f".{name}", told) for name, told in _CLASSES.items()]
    return layouts + classes if match["word"] else [Offer("layout=", "layout=", "How the slide is arranged"), *classes, *layouts]


_CLASSES = {"step": "Comes one click later", "lead": "Words in the middle of the slide", "invert": "Dark and light exchanged",
            "compact": "All of the slide a little smaller", "rounded": "A picture with round corners"}  # fmt: skip


def _emoji(match: re.Match[str], choices: Choices) -> list[Offer]:
    return [Offer(f"{char} {name}", name) for name, char in _emoji_table()]


_known_emoji: list[tuple[str, str]] = []


def _emoji_table() -> list[tuple[str, str]]:
    if not _known_emoji:
        import emoji

        for char, data in emoji.EMOJI_DATA.items():
            if data.get("status", 2) == 2:
                _known_emoji.extend((name, char) for name in (*data.get("alias", ()), data["en"]))
        _known_emoji.sort()
    return _known_emoji


def _plain(found: dict[str, str], after: str = "") -> Callable[[re.Match[str], Choices], list[Offer]]:
    return lambda match, choices: [Offer(word, word + after, told) for word, told in found.items()]


_ALERTS = {f"[!{kind}]": told for kind, told in (
    ("NOTE", "A box with something to note"), ("TIP", "A box with a tip"), ("IMPORTANT", "A box with something important"),
    ("WARNING", "A box with a warning"), ("CAUTION", "A box with a danger"))}  # fmt: skip
_PLACES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Choices], list[Offer]]], ...] = (
    (_FENCE, _plain(dict.fromkeys(LANGUAGES, "The language of the listing"))),
    (_CONTAINER, _plain(CONTAINERS)),
    (_TARGET, _targets),
    (_ALT, _plain(IMAGE_WORDS)),
    (_ATTRIBUTE, _attributes),
    (_ALERT, _plain(_ALERTS)),
    (_EMOJI, _emoji),
)


def _made(offset: int, word: str, found: list[Offer], asked: bool) -> Offers | None:
    """Offers that go with `word`: those that begin with it, then those that hold it."""
    low = word.lower()
    begins = [one for one in found if one.insert.lower().startswith(low) or one.label.lower().startswith(low)]
    holds = [one for one in found if len(low) > 1 and one not in begins and low.lstrip("#.:") in one.label.lower()]
    items = [one for one in (*begins, *holds) if one.insert != word or (asked and len(begins) > 1)][:MOST]
    return Offers(offset - len(word), offset, tuple(items)) if items else None
