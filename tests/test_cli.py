"""The command line as other programs meet it: real processes, real files, exit codes, one line on stderr."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WELCOME = ROOT / "decks" / "welcome.md"
LINUX = sys.platform.startswith("linux")

DeckFile = Callable[..., Path]

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a73000000104944415478da63f8cfc00004102c00001ff203fd"
    "4ea0d4b70000000049454e44ae426082"
)


def environment(**more: str) -> dict[str, str]:
    """As on a machine without a display: the program itself has to find out that it must draw off screen."""
    env = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    return env | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "default"} | more


def start(*words: object, **more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "presenter", *map(str, words)]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, "env": environment()} | more
    return subprocess.Popen(command, text=True, **streams)  # type: ignore[call-overload,no-any-return]


def run(*words: object, **more: object) -> subprocess.CompletedProcess[str]:
    process = start(*words, **more)
    out, err = process.communicate(timeout=180)
    assert "Traceback" not in err, err
    assert "Warning" not in err, err
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a call that was refused."""
    lines = result.stderr.splitlines()
    assert result.returncode == 2, result
    assert len(lines) == 1, lines
    return lines[0]


def python(code: str) -> str:
    """What a fresh Python prints that runs `code`."""
    return subprocess.run([sys.executable, "-c", code], env=environment(), text=True, capture_output=True, check=True).stdout


# ---------------------------------------------------------------- usage


@pytest.mark.parametrize("words", [[], ["present"], ["export"], ["check"], ["themes"], ["new"]])
def test_help_names_every_option_and_ends_with_0(words: list[str]) -> None:
    result = run(*words, "--help")
    assert result.returncode == 0
    assert f"presenter {' '.join(words)}".strip() in result.stdout
    assert "--trace" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["export", "x.md"], "--to"),
        (["export", "x.md", "--to", "odp"], "odp"),
        (["export", "--to", "pdf"], "DECK"),
        (["export", "x.md", "--to", "png", "--size", "huge"], "1920x1080"),
        (["check"], "DECK"),
        (["present", "x.md", "--slide", "0"], "count from 1"),
        (["present", "x.md", "--every", "soon"], "such as 20"),
        (["present", "no-such.md"], "no such file"),
        (["no-such.md"], "no such file"),
        (["."], "folder"),
        (["--frobnicate"], "--frobnicate"),
        (["check", "x.md", "--frobnicate"], "--frobnicate"),
    ],
)
def test_wrong_usage_is_one_line_and_2(words: list[str], says: str, tmp_path: Path) -> None:
    assert says in refused(run(*words, cwd=tmp_path))


def test_version_and_help_import_nothing_heavy() -> None:
    heavy = python(
        "import sys, io, contextlib\n"
        "from presenter.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    main(['--version']); main(['export', '--help'])\n"
        "heavy = 'PySide6', 'pptx', 'PIL', 'markdown', 'yaml', 'numpy', 'presenter.parse', 'presenter.app'\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    assert heavy.strip() == "[]"


# ---------------------------------------------------------------- what cannot be read


def test_unreadable_decks_are_one_line_each_and_the_others_are_checked(deck_file: DeckFile, tmp_path: Path) -> None:
    good = deck_file("# Fine\n")
    binary = deck_file(PNG * 40, "picture.md")
    huge = tmp_path / "huge.md"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    result = run("check", "--json", tmp_path / "none.md", tmp_path, binary, huge, good)
    assert result.returncode == 2
    lines = result.stderr.splitlines()
    assert len(lines) == 4, lines
    for line, words in zip(lines, ["no such file", "folder", "not a text file", "too large"], strict=True):
        assert words in line
    assert json.loads(result.stdout) == []


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "utf-16-be"])
def test_other_encodings_are_read(encoding: str, deck_file: DeckFile, tmp_path: Path) -> None:
    text = "# Übung\r\n\r\nGrüße aus Köln, schöne Füße.\r\n\r\n---\r\n\r\n## Zwei\r\n"
    data = text.encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    deck, report = deck_file(data), tmp_path / "report.json"
    result = run("export", deck, "--to", "pdf", "--report", report)
    assert result.returncode == 0, result.stderr
    assert [slide["title"] for slide in json.loads(report.read_text())["slides"]] == ["Übung", "Zwei"]


# ---------------------------------------------------------------- check

FAULTY = """\
---
theme: no-such-theme
colour: [unclosed
  ]]
---

# Broken front matter

---

![lost](lost.png)

---

![corrupt](corrupt.png)

---

![outside](../outside.png)

---

Broken: $\\frac{1}{$ here

$$
\\frac{1}{\\undefinedcommand
$$

---

```mermaid
no diagram of any kind
  A --> --> B
```

---

<!-- _layout: no-such-layout -->

## Layout

---

<!-- _backgroundColr: red -->

## Directive

---

![remote](https://example.org/x.png)

---

<script>alert(1)</script>

---

## Last

```python
never closed
"""


@pytest.fixture
def faulty(deck_file: DeckFile, tmp_path: Path) -> Path:
    (tmp_path / "outside.png").write_bytes(PNG)
    deck = deck_file(FAULTY, "deck/faulty.md")
    (deck.parent / "corrupt.png").write_bytes(PNG[:40] + b"rubbish" * 50)
    return deck


def test_every_fault_is_a_problem_with_slide_and_line(faulty: Path) -> None:
    result = run("check", "--json", faulty)
    assert result.returncode == 1, result.stderr
    problems = json.loads(result.stdout)
    assert all(set(p) == {"deck", "slide", "line", "severity", "code", "message", "hint"} for p in problems)
    assert {p["deck"] for p in problems} == {str(faulty)}
    assert all(p["severity"] in {"error", "warning", "info"} and p["message"] and p["code"] for p in problems)
    lines = FAULTY.splitlines()
    breaks = [i for i, line in enumerate(lines) if line == "---"][2:]
    for slide, (first, after) in enumerate(zip(breaks, [*breaks[1:], len(lines) + 1], strict=True), start=2):
        found = [p for p in problems if p["slide"] == slide]
        if slide != 8:  # an unknown layout or a misspelt directive may be told of at the deck's level too
            assert found, f"slide {slide}: {lines[first:after]} has no problem"
        for problem in found:
            assert first < problem["line"] <= after + 1, problem
    told = {p["code"] for p in problems}
    assert {"front-matter", "picture-missing", "picture-broken", "picture-outside", "picture-remote"} <= told, told
    assert {"formula-broken", "diagram-broken", "unclosed-fence"} <= told, told


@pytest.mark.parametrize("form", ["pptx", "pdf", "png", "html"])
def test_a_deck_of_faults_still_goes_out(form: str, faulty: Path, tmp_path: Path) -> None:
    result = run("export", faulty, "--to", form, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""
    out = tmp_path / "out"
    assert len(list(out.glob("*.png"))) == 11 if form == "png" else out.stat().st_size > 1000


def test_check_words_name_file_and_line(faulty: Path) -> None:
    result = run("check", faulty)
    assert result.returncode == 1
    assert result.stderr == ""
    assert any(line.startswith(f"{faulty}:11: ") and "lost.png" in line for line in result.stdout.splitlines()), result.stdout


def test_check_of_a_good_deck_is_0(deck_file: DeckFile) -> None:
    deck = deck_file("# Fine\n\nWords.\n")
    result = run("check", deck)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{deck}: no problems\n", "")


def test_our_own_decks_have_no_problems() -> None:
    result = run("check", WELCOME, ROOT / "decks" / "features.md", ROOT / "decks" / "template.md")
    assert result.returncode == 0, result.stdout


@pytest.mark.skipif(not LINUX, reason="counts on the shell's pipe")
def test_a_closed_pipe_is_no_fault(faulty: Path) -> None:
    words = [sys.executable, "-m", "presenter", "check", str(faulty)]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(words, stdout=writer, stderr=subprocess.PIPE, text=True, env=environment(), check=False)
    os.close(writer)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


@pytest.mark.skipif(not LINUX, reason="locales and file names as Linux has them")
def test_any_locale_and_any_file_name(deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("---\ntheme: nope\n---\n\n# “Mine” →\n", os.fsdecode(b"caf\xe9.md"))
    for more in ({"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}):
        result = run("check", deck, "--json", env=environment(**more))
        assert result.returncode == 1 and result.stderr == ""
        assert "“nope”" in json.loads(result.stdout)[0]["message"]
    for form in ("pdf", "pptx", "png", "svg", "html"):
        result = run("export", deck, "--to", form, "--report", tmp_path / "report.json", env=environment(LC_ALL="C"))
        assert (result.returncode, result.stderr) == (0, ""), form
        assert json.loads((tmp_path / "report.json").read_text())["deck"] == str(deck)
        out = deck.with_suffix("" if form in ("png", "svg") else f".{form}")
        assert out.exists()


@pytest.mark.skipif(not LINUX, reason="fontconfig's own way of having no fonts")
@pytest.mark.parametrize("form", ["pdf", "pptx", "png", "html"])
def test_a_machine_without_any_font(form: str, deck_file: DeckFile, tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path}/none</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>")
    result = run("export", deck_file("# Mine\n\n- a\n"), "--to", form, env=environment(FONTCONFIG_FILE=str(config)))
    if form == "pdf":
        assert "no font is installed" in refused(result)
    else:
        assert result.returncode == 0 and "problem" in result.stdout


# ---------------------------------------------------------------- export


def test_export_writes_beside_the_deck_or_where_it_is_told(deck_file: DeckFile, tmp_path: Path) -> None:
    one, two = deck_file("# One\n", "one.md"), deck_file("# Two\n\n---\n\n# Again\n", "two.md")
    assert run("export", one, "--to", "pdf").returncode == 0
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert run("export", one, "--to", "pptx", "-o", tmp_path / "new" / "talk.pptx").returncode == 0
    assert (tmp_path / "new" / "talk.pptx").read_bytes().startswith(b"PK")
    assert run("export", one, "--to", "html", "-o", f"{tmp_path}/folder/").returncode == 0
    assert (tmp_path / "folder" / "one.html").exists()
    result = run("export", one, two, "--to", "png", "-o", tmp_path / "all", "--size", "320x180")
    assert result.returncode == 0, result.stderr
    names = sorted(str(path.relative_to(tmp_path / "all")) for path in (tmp_path / "all").rglob("*.png"))
    assert names == ["one/001.png", "two/001.png", "two/002.png"]
    assert (tmp_path / "all/one/001.png").read_bytes()[16:24] == (320).to_bytes(4, "big") + (180).to_bytes(4, "big")


def test_two_decks_never_go_to_one_place(deck_file: DeckFile, tmp_path: Path) -> None:
    a, b = deck_file("# A\n", "a/talk.md"), deck_file("# B\n", "b/talk.md")
    assert "same place" in refused(run("export", a, b, "--to", "pdf", "-o", tmp_path / "out"))


def test_the_deck_itself_is_never_written_over(deck_file: DeckFile) -> None:
    deck = deck_file("# Mine\n")
    assert "deck itself" in refused(run("export", deck, "--to", "pdf", "-o", deck))
    assert deck.read_text() == "# Mine\n"


@pytest.mark.skipif(not LINUX, reason="devices and pipes as Linux has them")
def test_an_export_goes_into_a_pipe_or_device_and_does_not_replace_it(deck_file: DeckFile, tmp_path: Path) -> None:
    deck, pipe = deck_file("# Mine\n"), tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "cannot write" in refused(run("export", deck, "--to", "html", "-o", pipe))  # nobody reads
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    process = start("export", deck, "--to", "html", "-o", pipe)
    with os.fdopen(reader, "rb") as file:
        head = b""
        while process.poll() is None or not head:
            head += os.read(file.fileno(), 1 << 16)
            time.sleep(0.01)
    assert process.communicate()[1] == "" and head.lower().startswith(b"<!doctype html")
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-o", "file/talk.pdf"], "file is a file, not a folder"),
        (["-o", "talk.pdf", "--report", "no/folder.json"], "there is no folder"),
        (["--theme", "nope"], "there is no theme “nope”: themes there are"),
    ],
)
def test_what_cannot_be_done_is_said_before_anything_is_written(words: list[str], says: str, deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("# Mine\n")
    (tmp_path / "file").touch()
    assert says in refused(run("export", deck, "--to", "pdf", *words, cwd=tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "talk.md"]


def test_the_report_says_what_went_out_how(deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("# Title\n\n---\n\n## List\n\n- a\n- b\n\n![lost](lost.png)\n")
    report = tmp_path / "report.json"
    assert run("export", deck, "--to", "pptx", "--report", report).returncode == 0
    data = json.loads(report.read_text(encoding="utf-8"))
    assert set(data) == {"deck", "format", "slides", "seconds"}
    assert (data["deck"], data["format"]) == (str(deck), "pptx")
    assert [(s["slide"], s["title"]) for s in data["slides"]] == [(1, "Title"), (2, "List")]
    assert all(set(s) == {"slide", "title", "native", "pictures", "problems"} for s in data["slides"])
    assert all(isinstance(n, int) for s in data["slides"] for n in s["native"].values())
    assert [(p["code"], p["slide"], p["line"]) for p in data["slides"][1]["problems"]] == [("picture-missing", 2, 10)]
    assert data["seconds"] > 0


def test_steps_are_pages_when_asked(deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("# A\n\none\n\n. . .\n\ntwo\n\n. . .\n\nthree\n")
    assert run("export", deck, "--to", "png", "--size", "160x90", "-o", tmp_path / "flat").returncode == 0
    assert run("export", deck, "--to", "png", "--size", "160x90", "-o", tmp_path / "steps", "--steps").returncode == 0
    assert (len(list((tmp_path / "flat").iterdir())), len(list((tmp_path / "steps").iterdir()))) == (1, 3)


def test_theme_by_name(deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("# A\n")
    pictures = {}
    for name in ("light", "dark"):
        assert run("export", deck, "--to", "png", "--theme", name, "--size", "160x90", "-o", tmp_path / name).returncode == 0
        pictures[name] = (tmp_path / name / "001.png").read_bytes()
    assert pictures["light"] != pictures["dark"]
    assert "nope" in refused(run("export", deck, "--to", "pdf", "--theme", "nope"))


def test_export_and_check_load_no_window_code(deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("# A\n\n$x^2$\n\n- b\n")
    loaded = python(
        "import sys, io, contextlib\n"
        "from presenter.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    codes = [main(['check', {str(deck)!r}])]\n"
        "    mid = set(sys.modules)\n"
        f"    export, to = ['export', {str(deck)!r}, '--to'], {str(tmp_path)!r} + '/out.'\n"
        "    codes += [main([*export, f, '-o', to + f]) for f in ('pptx', 'pdf', 'html')]\n"
        "window = [m for m in sys.modules if m in ('PySide6.QtWidgets', 'presenter.app') or m.startswith('presenter.ui')]\n"
        "print(codes, window, 'pptx' in mid)"
    )
    assert loaded.strip() == "[0, 0, 0, 0] [] False"


# ---------------------------------------------------------------- the old file is still there


@pytest.mark.skipif(not LINUX, reason="limits the size of files as Linux does")
@pytest.mark.parametrize("form", ["pptx", "pdf", "html", "png", "svg"])
def test_a_full_disk_leaves_the_old_file(form: str, deck_file: DeckFile, tmp_path: Path) -> None:
    import resource

    deck, out = deck_file("# Hello\n\nWords on a slide.\n"), tmp_path / "out"
    old = out / "001.png" if form in ("png", "svg") else out
    old.parent.mkdir(exist_ok=True)
    old.write_text("the old file")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))

    line = refused(run("export", deck, "--to", form, "-o", out, preexec_fn=limit))
    assert "cannot write" in line or "write" in line
    assert old.read_text() == "the old file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "talk.md"]


@pytest.mark.skipif(not LINUX, reason="sends signals as Linux does")
@pytest.mark.parametrize(("form", "sign"), [("pptx", "SIGINT"), ("pdf", "SIGINT"), ("png", "SIGTERM"), ("html", "SIGTERM")])
def test_an_interrupt_leaves_the_old_file(form: str, sign: str, deck_file: DeckFile, tmp_path: Path) -> None:
    deck = deck_file("\n\n---\n\n".join(f"# Slide {i}\n\n" + f"words and more words {i}. " * 30 for i in range(3000)))
    out, events = tmp_path / "out", tmp_path / "events.jsonl"
    old = out / "001.png" if form == "png" else out
    old.parent.mkdir(exist_ok=True)
    old.write_text("the old file")
    process = start("export", deck, "--to", form, "-o", out, "--trace", events, start_new_session=True)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (events.exists() and '"parsed"' in events.read_text()):
        time.sleep(0.02)
    os.killpg(process.pid, signal.Signals[sign])  # as a terminal does: the children get it too
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert len(err.splitlines()) == 1, err
    assert old.read_text() == "the old file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.jsonl", "out", "talk.md"]


# ---------------------------------------------------------------- new, themes, trace, progress


def test_new_writes_a_deck_that_is_in_order(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "my-first-talk"
    result = run("new", path)
    assert result.returncode == 0, result.stderr
    deck = path.with_suffix(".md")
    assert "# My first talk" in deck.read_text()
    assert run("check", deck).returncode == 0
    mine = deck.write_text("# mine") and deck.read_text()
    assert "there already" in refused(run("new", deck))
    assert deck.read_text() == mine


def test_themes_are_listed(tmp_path: Path) -> None:
    rows = json.loads(run("themes", "--json").stdout)
    assert {"light", "dark"} <= {row["name"] for row in rows}
    assert all(set(row) == {"name", "title", "variants", "path"} and Path(row["path"]).exists() for row in rows)
    assert "light" in run("themes").stdout


def test_the_gallery_shows_every_layout_of_every_theme(tmp_path: Path) -> None:
    (tmp_path / "themes" / "mine").mkdir(parents=True)
    (tmp_path / "themes" / "mine" / "theme.toml").write_text('title = "Mine <b>"\nextends = "plain"\n', encoding="utf-8")
    result = run("themes", "--gallery", cwd=tmp_path)
    page = (tmp_path / "themes.html").read_text(encoding="utf-8")
    rows = json.loads(run("themes", "--json", cwd=tmp_path).stdout)
    assert result.returncode == 0 and "themes.html: " in result.stdout
    variants = [f'<h3 id="{row["name"]}-{variant}">' for row in rows for variant in row["variants"]]
    assert len(variants) > 16 and all(page.count(heading) == 1 for heading in variants)
    shown = page.count("<h3 ")  # mine too
    assert shown > len(variants) and page.count('src="data:image/jpeg;base64,') >= 20 * shown
    assert "Mine &lt;b&gt;" in page and "http://" not in page and "https://" not in page and "<script" not in page
    for layout in ("agenda", "big-number", "questions", "comparison", "picture-full", "end"):
        assert page.count(f"<figcaption>{layout}</figcaption>") == shown


def test_a_gallery_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    assert "cannot write" in refused(run("themes", "--gallery", tmp_path / "no" / "where.html"))


def test_trace_tells_what_happened_when(deck_file: DeckFile, tmp_path: Path) -> None:
    deck, events = deck_file("# A\n"), tmp_path / "events.jsonl"
    assert run("--trace", events, "export", deck, "--to", "pdf").returncode == 0
    rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    names = [row["event"] for row in rows]
    assert names[0] == "start" and names[-1] == "exported"
    assert "parsed" in names
    times = [row["t"] for row in rows]
    assert times == sorted(times) and 0 < times[0] < 30
    assert "cannot write the trace" in refused(run("check", deck, "--trace", tmp_path / "no" / "folder.jsonl"))


@pytest.mark.skipif(not LINUX, reason="needs a pseudo terminal")
def test_a_terminal_shows_a_progress_bar(deck_file: DeckFile) -> None:
    deck = deck_file("\n\n---\n\n".join(f"# {i}" for i in range(5)))
    ours, theirs = pty.openpty()
    process = start("export", deck, "--to", "pdf", stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 1000):
            seen += chunk
    except OSError:  # the other end is closed
        pass
    assert process.wait(timeout=30) == 0
    process.communicate()
    os.close(ours)
    assert "█" in seen.decode() and "5/5" in seen.decode()
    assert "█" not in run("export", deck, "--to", "pdf").stderr


# ---------------------------------------------------------------- with windows


@pytest.mark.parametrize("words", [["present", "--windowed", "640x360"], []])
def test_the_windows_load_no_exporter_and_show_a_frame(words: list[str], deck_file: DeckFile, tmp_path: Path) -> None:
    """Off screen, as where there is no display: the show runs, and nothing of PowerPoint has been loaded."""
    deck, events = deck_file("# A\n\n---\n\n# B\n"), tmp_path / "events.jsonl"
    code = (
        "import sys, threading, time, os\n"
        "from presenter.cli import main\n"
        "def look():\n"
        f"    while 'first-frame' not in (open({str(events)!r}).read() if os.path.exists({str(events)!r}) else ''):\n"
        "        time.sleep(0.02)\n"
        "    heavy = [m for m in ('pptx', 'presenter.export.pptx', 'presenter.export.html', 'PIL', 'numpy') if m in sys.modules]\n"
        "    print(heavy, flush=True)\n"
        "    os._exit(0)\n"
        "threading.Thread(target=look, daemon=True).start()\n"
        f"main({[*words[:1], str(deck), *words[1:], '--trace', str(events)]!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), text=True, capture_output=True, check=False, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
    assert "Traceback" not in done.stderr
    rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    assert {"start", "parsed", "first-frame"} <= {row["event"] for row in rows}


def test_an_unknown_display_is_refused(deck_file: DeckFile) -> None:
    result = run("present", deck_file("# A\n"), "--screen", "no-such-display")
    assert result.returncode == 2
    assert "no-such-display" in result.stderr.splitlines()[-1]


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    deck = tmp_path / "a.md"
    deck.write_text("\n\n---\n\n".join(f"# {n}\n\n![](missing-{n}.png)" for n in range(600)), encoding="utf-8")
    command = [sys.executable, "-m", "presenter", "check", str(deck)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
