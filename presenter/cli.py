"""The command line: words in, an exit code out (0 done, 1 problems found, 2 wrong usage or unreadable input).

Nothing heavy is imported before it is known what is asked for: `--help` and `--version` answer at once, and
`present` never loads an exporter.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from presenter import arguments, trace
from presenter.problems import Cancelled, Severity, UserError
from presenter.terminal import Bar, Stop, count, line, row, say

DONE, PROBLEMS, REFUSED, FAULT, STOPPED = 0, 1, arguments.WRONG_USAGE, 3, 130

NOTED = ("html",)  # formats that take the notes with them when asked

QT_LIBRARIES = "as root: .ci/setup (Debian, Ubuntu), or: apt-get install libegl1 libgl1 libxkbcommon0 libfontconfig1 libdbus-1-3"

def script() -> NoReturn:
    """What the installed command `presenter` runs."""
    sys.exit(main(sys.argv[1:]))


def main(argv: Sequence[str]) -> int:
    """Do what `argv` asks for; returns the exit code. Writes one line to stderr when it is refused."""
    _print_anything()
    try:
        command, options = arguments.parse(argv)
        if options.trace:
            trace.start(options.trace)
        return _COMMANDS[command](options)
    except SystemExit as stop:  # argparse: --help, --version, wrong usage
        return stop.code if isinstance(stop.code, int) else REFUSED
    except UserError as error:
        return say(error, REFUSED)
    except (KeyboardInterrupt, Cancelled):
        return _stopped()
    except BrokenPipeError:  # `presenter check talk.md | head`
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + 13
    except Exception as error:
        return _stopped() if Stop.asked else _fault(error)


def _print_anything() -> None:
    """A terminal without “quotes”, a file name that is no text: written as \\u201c (which JSON reads), never a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


# ---------------------------------------------------------------- the commands


def _window(options: argparse.Namespace) -> int:
    deck: Path | None = options.deck
    if deck is not None:
        _must_be_file(deck)
    _mention_missing_display()
    from presenter.app import run_window

    return run_window(deck)


def _present(options: argparse.Namespace) -> int:
    _must_be_file(options.deck)
    _mention_missing_display()
    from presenter.app import run_present

    show = (options.screen, options.windowed, options.slide, options.resume, options.rehearse)
    return run_present(options.deck, *show, options.loop, options.every, options.until)


def _times(options: argparse.Namespace) -> int:
    _must_be_file(options.deck)
    from presenter import times

    for told in times.tell(options.deck, options.run, options.csv):
        print(told)
    return DONE


def _export(options: argparse.Namespace) -> int:
    from presenter.export.report import Options

    decks, form = _each_once(options.decks), options.to
    kind = _paper_kind(options)
    targets = _targets(decks, form, options.output, kind)
    if options.report and not options.report.parent.is_dir():
        raise UserError(f"cannot write {options.report}", f"there is no folder {options.report.parent}")
    gc.set_threshold(100_000, 50, 50)  # slides are frozen trees that die without it; it would look at each of a large table often
    Stop.listen()
    reports: list[object] = []

    def one(deck: Path) -> int:
        from presenter import headless

        with Bar(f"{deck.name} → {form}") as bar:
            paper = {"handout": options.handout, "notes": options.notes, "paper": options.paper, "embed_fonts": options.embed_fonts}
            how = Options(steps=options.steps, pixels=options.size, progress=bar.show, **paper)
            report = headless.export(deck, form, targets[deck], how, options.theme, options.ink)
        reports.append(report.as_json())
        found = sum(len(slide.problems) for slide in report.slides)
        more = f"; {count(found, 'problem')}, see 'presenter check {deck}'" if found else ""
        print(f"{targets[deck]}: {count(len(report.slides), 'slide')}, {report.seconds:.1f} s{more}", flush=True)
        return DONE

    code = _for_each(decks, one)
    if options.report:
        _write_json(options.report, reports[0] if len(decks) == 1 and reports else reports)
    return code


def _check(options: argparse.Namespace) -> int:
    Stop.listen()
    rows: list[dict[str, object]] = []

    def one(deck: Path) -> int:
        from presenter import headless

        with Bar(f"{deck.name}: checking") as bar:
            problems = headless.check(deck, bar.show)
        rows.extend(row(deck, problem) for problem in problems)
        if not options.json:
            for problem in problems:
                print(line(deck, problem))
            print(f"{deck}: {count(len(problems), 'problem') if problems else 'no problems'}", flush=True)
        bad = any(problem.severity is not Severity.INFO for problem in problems)
        return PROBLEMS if bad else DONE

    code = _for_each(_each_once(options.decks), one)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    return code


def _themes(options: argparse.Namespace) -> int:
    from presenter import theme

    if options.gallery:
        return _gallery(options.gallery, options.size)
    rows = [{"name": t.name, "title": t.title, "variants": list(t.variants), "path": str(t.path)} for t in theme.available()]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            print(f"{row['name']:<16} {row['title']} ({', '.join(map(str, row['variants']))})")
    return DONE


def _gallery(path: Path, size: str) -> int:
    from presenter import gallery

    path = path / "themes.html" if path.is_dir() else path
    Stop.listen()
    with Bar("themes") as bar:
        pictures = gallery.write(path, Path.cwd(), bar.show, arguments.PAGES[size])
    print(f"{path}: {count(pictures, 'layout')}")
    return DONE


def _new(options: argparse.Namespace) -> int:
    from presenter.data import data_folder
    from presenter.files import atomic, make_folder

    path: Path = options.path
    if path.is_dir():
        path = path / "talk.md"
    if not path.suffix:
        path = path.with_suffix(".md")
    if path.exists():
        raise UserError(f"{path} is there already", "choose another name; nothing was written")
    template = (data_folder("decks") / "template.md").read_text(encoding="utf-8")
    title = re.sub(r"[-_\s]+", " ", path.stem).strip().capitalize() or "Your talk"
    make_folder(path.parent, path)
    with atomic(path) as part:
        part.write_text(template.replace("Your talk", title), encoding="utf-8")
    print(f"{path}: a new deck; open it with 'presenter {path}'")
    return DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "": _window,
    "present": _present,
    "export": _export,
    "check": _check,
    "times": _times,
    "themes": _themes,
    "new": _new,
}


# ---------------------------------------------------------------- small parts


def _for_each(decks: Sequence[Path], one: Callable[[Path], int]) -> int:
    """Do `one` with every deck; a deck that is refused does not stop the others. The gravest exit code wins."""
    code = DONE
    for deck in decks:
        try:
            code = max(code, one(deck))
        except UserError as error:
            code = max(code, say(error, REFUSED))
        except (ImportError, Cancelled, BrokenPipeError):
            raise
        except Exception as error:
            if Stop.asked:
                raise
            code = max(code, _fault(error, deck))
    return code


def _each_once(decks: Sequence[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(decks))


def _paper_kind(options: argparse.Namespace) -> str:
    """What stands on paper instead of slides: handout, notes or nothing."""
    kind = "notes" if options.notes else "handout" if options.handout else ""
    if kind and options.to != "pdf" and not (options.notes and options.to in NOTED):
        raise UserError(f"--{kind} is for pdf", "say --to pdf")
    if options.notes and options.handout:
        raise UserError("--notes and --handout do not go together", "export twice")
    return kind if options.to == "pdf" else ""


def _targets(decks: Sequence[Path], form: str, asked: str | None, kind: str = "") -> dict[Path, Path]:
    """Where each deck goes; two decks never go to one place."""
    from presenter.headless import target

    output = Path(asked) if asked else None
    inside = len(decks) > 1 or bool(asked and asked.endswith(("/", os.sep)))
    targets = {deck: target(deck, form, output, inside, kind) for deck in decks}
    if len(set(targets.values())) < len(targets):
        raise UserError("two of these decks would be written to the same place", "export them one by one with -o")
    if output is not None and len(decks) > 1 and output.exists() and not output.is_dir():
        raise UserError(f"{output} is a file", "several decks need a folder for -o")
    return targets


def _must_be_file(deck: Path) -> None:
    """Refuse at once what can never be a deck; reading it says the rest."""
    if deck.is_dir():
        raise UserError(f"{deck} is a folder", "give a Markdown file")
    if not deck.exists():
        raise UserError(f"{deck}: no such file", f"begin a new deck with 'presenter new {deck}'")


def _mention_missing_display() -> None:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("presenter: there is no display, so nothing will be seen; 'presenter export' makes files", file=sys.stderr)


def _stopped() -> int:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)
    return say("stopped; what was there before is untouched", STOPPED)


def _fault(error: Exception, deck: Path | None = None) -> int:
    """A fault of ours: one line, and where it happened in the trace."""
    import traceback

    trace.event("fault", error="".join(traceback.format_exception(error)))
    if os.environ.get("PRESENTER_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, ImportError) and ("PySide6" in f"{error.name} {error}" or ".so" in str(error)):
        return say(f"Qt cannot be loaded ({error}): {QT_LIBRARIES}", REFUSED)
    place = f" with {deck}" if deck else ""
    told = f"{type(error).__name__}: {error}".rstrip(": ")
    return say(f"a fault in the program itself{place} ({told}): please report it with the file that --trace FILE.jsonl writes", FAULT)


def _write_json(path: Path, data: object) -> None:
    from presenter.files import atomic

    with atomic(path) as part:
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="backslashreplace")
