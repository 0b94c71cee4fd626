"""Directives in force -> DeckSettings and SlideSettings."""

from __future__ import annotations

from typing import Any, Literal, cast

from presenter.model import Background, DeckSettings, SlideSettings, Spans, StyleRule
from presenter.parse.dialect import Dialect
from presenter.parse.images import Ground, background_from_css

Paginate = Literal["true", "false", "hold", "skip"]


def deck_settings(pairs: dict[str, Any], local: dict[str, Any], dialect: Dialect, title: str, levels: frozenset[int]) -> DeckSettings:
    """The deck's settings from its directives, `local` being the front matter's for slides; `title` is the fallback."""
    transition = local.get("transition")
    return DeckSettings(
        title=pairs.get("title") or title,
        author=pairs.get("author", ""),
        date=pairs.get("date", ""),
        description=pairs.get("description", ""),
        keywords=pairs.get("keywords", ""),
        lang=pairs.get("lang", ""),
        theme=pairs.get("theme", ""),
        variant=pairs.get("variant", ""),
        colors=pairs.get("colors", ()),
        fonts=pairs.get("fonts", ()),
        logo=pairs.get("logo", ""),
        size=pairs.get("size", (960.0, 540.0)),
        duration=pairs.get("duration"),
        transition=transition[0] if transition else "",
        breaks=pairs.get("breaks", dialect.breaks),
        fragments=pairs.get("fragments", dialect.fragments),
        incremental=pairs.get("incremental", False),
        loop=pairs.get("loop", False),
        marp=dialect.name == "marp",
        heading_divider=tuple(sorted(levels)),
        dialect=dialect.name,
    )


def slide_settings(
    pairs: dict[str, Any], header: Spans, footer: Spans, ground: Ground, rules: tuple[StyleRule, ...]
) -> tuple[SlideSettings, tuple[Background, ...]]:
    """A slide's settings, and the pictures that its directives put behind it."""
    said = _said_behind(pairs, rules)
    pictures, behind = background_from_css(said, str(pairs.get("backgroundSize", "")), str(pairs.get("backgroundPosition", "")))
    transition = pairs.get("transition") or ("", None)
    settings = SlideSettings(
        layout=pairs.get("layout", ""),
        classes=pairs.get("class", ()),
        id=pairs.get("id", ""),
        hidden=bool(pairs.get("hidden", False)),
        time=pairs.get("time"),
        section=pairs.get("section", ""),
        header=header,
        footer=footer,
        paginate=cast(Paginate, pairs.get("paginate", "false")),
        color=pairs.get("color", ""),
        background_color=ground.color or pairs.get("backgroundColor", ""),
        background=behind,
        transition=transition[0],
        transition_time=transition[1],
        advance=pairs.get("advance"),
        rules=rules,
    )
    return settings, pictures


def _said_behind(pairs: dict[str, Any], rules: tuple[StyleRule, ...]) -> str:
    """The CSS background of the slide: its directives', else a picture that the style sheet gives the section."""
    said = str(pairs.get("backgroundImage") or pairs.get("background") or "")
    if not said:
        for rule in rules:
            if rule.target == "section":
                for name, value in rule.declarations:
                    if name in ("background", "background-image"):
                        said = value if "url(" in value else ""
    return said
