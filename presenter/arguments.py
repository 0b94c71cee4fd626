"""The words of a command line → the command and its options; wrong usage is told in one line and ends the program."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from presenter import __version__, registry

WRONG_USAGE = 2  # exit code

WINDOW = "1280x720"  # of `present --windowed` without a size

PAGES = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0), "16:10": (864.0, 540.0)}  # points

_EPILOG = """\
commands:
  presenter [DECK]                open the deck in the window
  presenter present DECK          show it on the projector
  presenter export DECK --to pptx write it as PowerPoint, PDF, PNG, SVG, HTML or notes
  presenter check DECK            say what is wrong with it
  presenter times DECK            say what each slide took in the latest talk or rehearsal
  presenter themes                list the themes
  presenter new PATH              begin a new deck

`presenter COMMAND --help` tells more of each. A deck called like a command is opened by `presenter ./NAME`.
exit codes: 0 done, 1 problems found (check), 2 wrong usage or unreadable input, 3 a fault of this program.
"""


def parse(argv: Sequence[str]) -> tuple[str, argparse.Namespace]:
    """The command word ("" for the window) and its options. Raises SystemExit for wrong usage, --help and --version."""
    command, rest = _command(list(argv))
    return command, parser_of(command).parse_args(_sized_window(rest) if command == "present" else rest)


def parser_of(command: str) -> argparse.ArgumentParser:
    """What reads the options of a command."""
    summary, declare = COMMANDS[command]
    parser = _Parser(
        prog=f"presenter {command}".strip(),
        description=summary,
        epilog=None if command else _EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    told = "write timed events to this file, for bug reports and measurements"
    parser.add_argument("--trace", type=Path, metavar="FILE.jsonl", help=told)
    declare(parser)
    return parser


def _command(argv: list[str]) -> tuple[str, list[str]]:
    """The command word (or "" for the window) and the other words."""
    words = iter(range(len(argv)))
    for i in words:
        if argv[i] == "--trace":
            next(words, None)  # its value is no command
        elif not argv[i].startswith("-"):
            return (argv[i], argv[:i] + argv[i + 1 :]) if argv[i] in COMMANDS else ("", argv)
    return "", argv


def _sized_window(argv: list[str]) -> list[str]:
    """`--windowed` takes the word behind it only if that is a size, so that a deck may follow."""
    followers = [*argv[1:], ""]
    bare = [word == "--windowed" and not re.fullmatch(r"\d+x\d+", after) for word, after in zip(argv, followers, strict=True)]
    return [f"--windowed={WINDOW}" if alone else word for word, alone in zip(argv, bare, strict=True)]


class _Parser(argparse.ArgumentParser):
    """Refuses in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USAGE, f"{self.prog}: {message}; see '{self.prog} --help'\n")


# ---------------------------------------------------------------- values


def size(text: str) -> tuple[int, int]:
    """`1920x1080`, in pixels."""
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.strip())
    if not match or not all(16 <= int(side) <= 16384 for side in match.groups()):
        raise argparse.ArgumentTypeError(f"'{text}' is no size: write WIDTHxHEIGHT in pixels, such as 1920x1080")
    return int(match[1]), int(match[2])


def slide_number(text: str) -> int:
    """A slide, from 1."""
    if not re.fullmatch(r"\d{1,9}", text) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no slide number: slides count from 1")
    return int(text)


def seconds(text: str) -> float:
    """`20` or `20s`."""
    match = re.fullmatch(r"(\d{1,5}(?:\.\d{1,3})?)\s*s?", text.strip())
    if not match or float(match[1]) <= 0:
        raise argparse.ArgumentTypeError(f"'{text}' is no time: write seconds, such as 20")
    return float(match[1])


def time_of_day(text: str) -> float:
    """The next time the clock says so, as the wall clock's second."""
    from datetime import datetime, timedelta

    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})", text.strip())
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise argparse.ArgumentTypeError(f"'{text}' is no time of day: write HH:MM, such as 11:45")
    now = datetime.now()
    then = now.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
    return (then if then > now else then + timedelta(days=1)).timestamp()


# ---------------------------------------------------------------- what each command takes


def _window(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("deck", nargs="?", type=Path, metavar="DECK", help="a Markdown file")
    add("--version", action="version", version=f"presenter {__version__}")


def _present(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("deck", type=Path, metavar="DECK", help="a Markdown file")
    add("--screen", metavar="N|NAME", help="the display for the audience: its number from 1, or its name")
    add("--windowed", type=size, metavar="WxH", help=f"in a window instead of fullscreen ({WINDOW} if no size is given)")
    add("--slide", type=slide_number, metavar="N", help="begin at this slide")
    add("--until", type=time_of_day, metavar="HH:MM", help="the talk has to be over then: the countdown and the pace go by it")
    add("--rehearse", action="store_true", help="the console alone, with the clock running; its times are kept")
    add("--loop", action="store_true", help="begin again after the last slide")
    add("--every", type=seconds, metavar="SECONDS", help="go on by itself where a slide has no time of its own")
    add("--resume", action="store_true", help="go on where the talk was when the program was killed, with the clock still right")


def _export(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("decks", nargs="+", type=Path, metavar="DECK", help="Markdown files")
    forms = "the format; png and svg write a folder of slides, txt and md the notes"
    add("--to", required=True, choices=tuple(registry.EXPORTERS), help=forms)
    where = "where to write; a folder if it ends with / or for several decks (default: beside the deck)"
    add("-o", "--output", metavar="PATH", help=where)
    add("--theme", default="", metavar="NAME", help="this theme instead of the deck's")
    add("--steps", action="store_true", help="a page for every step of a slide (not pptx: there they are animations)")
    add("--handout", type=int, choices=(1, 2, 3, 4, 6, 9), default=0, help="so many slides on a page of paper (pdf)")
    add("--notes", action="store_true", help="with the notes: below each slide on paper (pdf), in the speaker's window (html)")
    add("--paper", choices=("a4", "letter"), default="a4", help="of handouts and notes pages (a4)")
    add("--ink", action="store_true", help="with what was drawn on the slides in talks (pdf, png, svg and pptx)")
    add("--embed-fonts", action="store_true", help="with fonts that are not on every computer, if their licence lets them (pptx)")
    add("--size", type=size, default=(1920, 1080), metavar="WxH", help="pixels that a png may have (1920x1080)")
    add("--report", type=Path, metavar="FILE.json", help="what went out native, what as a picture and why, and every problem")


def _check(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("decks", nargs="+", type=Path, metavar="DECK", help="Markdown files")
    add("--json", action="store_true", help="a list of {deck, slide, line, severity, code, message, hint}")


def _times(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("deck", type=Path, metavar="DECK", help="a Markdown file")
    add("--run", type=slide_number, metavar="N", help="this run instead of the latest; runs count from 1, the oldest")
    add("--csv", type=Path, metavar="FILE.csv", help="write them as a table for spreadsheets")


def _themes(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--json", action="store_true", help="a list of {name, title, variants, path}")
    page = "a web page with every layout of every theme, drawn (themes.html if no path is given)"
    add("--gallery", nargs="?", type=Path, const=Path("themes.html"), metavar="PATH", help=page)
    add("--size", choices=tuple(PAGES), default="16:9", help="what slides the gallery shows")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="the file to write")


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "": ("Write a talk in Markdown, give it on any projector, hand over a real PowerPoint file.", _window),
    "present": ("Show a deck on the projector.", _present),
    "export": ("Write decks as PowerPoint, PDF, PNG, SVG, HTML or their notes as text. Needs no display.", _export),
    "check": ("Say what is wrong with decks; exit code 1 if there is any error or warning. Needs no display.", _check),
    "times": ("Say what each slide took in a talk or rehearsal.", _times),
    "themes": ("List the themes there are.", _themes),
    "new": ("Begin a new deck from a template.", _new),
}
