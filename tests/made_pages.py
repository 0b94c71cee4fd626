"""The tables of directives and commands → docs/settings.md, docs/keys.md: the pages never say another thing than the program."""

from __future__ import annotations

from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"

SETTINGS = """\
# Settings

This page is made from the program's own table (`python -m tests.made_pages` writes it anew).

Front matter holds for the deck. `<!-- key: value -->` holds for this slide and all that follow, `<!-- _key: value -->` for this slide
only, and so does `{key=value}` behind a slide's heading.
"""


def settings() -> str:
    """Everything that can be set."""
    from presenter import theme
    from presenter.parse.directives import DIRECTIVES

    parts = [SETTINGS]
    for scope, title in (("deck", "For the deck"), ("slide", "For slides")):
        parts += [f"## {title}\n", "| setting | what it does | example | may be |", "|---|---|---|---|"]
        for one in DIRECTIVES.values():
            if one.scope == scope:
                example = one.example.replace("\n", "<br>").replace("|", "\\|")
                name = f"`{one.name}`" + (" (this slide only)" if one.once else "")
                layouts = sorted(theme.load("light")[0].layouts) if one.name == "layout" else one.values
                values = " ".join(f"`{value}`" for value in layouts)
                parts.append(f"| {name} | {one.help} | `{example}` | {values} |".replace("<br>", "` `"))
        parts.append("")
    return "\n".join(parts)


KEYS = """\
# Keys

This page is made from the program's own tables (`python -m tests.made_pages` writes it anew).
Clickers send these keys, so they work as they are.
"""


def keys() -> str:
    """Every key of the show and of the window."""
    from presenter.commands.show import SHOW
    from presenter.commands.window import WINDOW

    parts = [KEYS]
    for title, commands in (("In the show", SHOW), ("In the window", WINDOW)):
        parts += [f"## {title}\n", "| key | what it does |", "|---|---|"]
        for command in commands:
            if command.keys:
                shown = " ".join(f"`{key}`" for key in command.keys)
                parts.append(f"| {shown} | {command.title.replace('&', '').rstrip('…')} |")
        parts.append("")
    return "\n".join(parts)


PAGES = {"settings.md": settings, "keys.md": keys}


def write() -> None:
    """Put them into docs/."""
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
        print(f"docs/{name}")


if __name__ == "__main__":
    write()
