"""What the documentation says is so: links lead somewhere, options and names exist, its decks have no problems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presenter import arguments, cli
from tests import made_pages

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)[^)]*\)", text)]
    missing = [link for link in links if link and "://" not in link and not (page.parent / link).exists()]
    assert not missing


@pytest.mark.parametrize("name", made_pages.PAGES)
def test_pages_made_from_the_program_s_tables_are_true(name: str) -> None:
    told = (made_pages.DOCS / name).read_text(encoding="utf-8")
    assert told == made_pages.PAGES[name](), "run `python -m tests.made_pages`, it writes the page anew"


def test_every_option_of_the_command_line_is_told() -> None:
    told = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for command in arguments.COMMANDS:
        parser = arguments.parser_of(command)
        options = {option for action in parser._actions for option in action.option_strings if option.startswith("--")}
        assert {option for option in options - {"--help", "--output"} if option not in told} == set(), command


def test_layouts_that_are_told_exist() -> None:
    from presenter import theme

    text = (ROOT / "docs" / "writing.md").read_text(encoding="utf-8")
    named = re.search(r"`layout:` overrides it: `([^`]+)`", text)
    assert named
    for name in ("light", "dark"):
        assert set(named[1].split()) <= set(theme.load(name)[0].layouts)


def test_the_first_deck_of_the_readme_has_no_problems(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```markdown\n(.*?)```", text, re.DOTALL)
    assert block
    deck = tmp_path / "talk.md"
    deck.write_text("\n".join(line.removeprefix("   ") for line in block[1].splitlines()), encoding="utf-8")
    assert cli.main(["check", str(deck)]) == 0


def test_tests_that_are_named_exist() -> None:
    """A row that says "shown by" is no better than its test."""
    named = [one for page in PAGES for one in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page.read_text(encoding="utf-8"))]
    assert len(named) > 40
    sources = {file: (ROOT / file).read_text(encoding="utf-8") if (ROOT / file).exists() else "" for file, _ in named}
    assert [(file, name) for file, name in named if not sources[file] or (name and f"def {name}(" not in sources[file])] == []


def test_every_test_that_a_page_names_is_there() -> None:
    there = {name for file in (ROOT / "tests").rglob("*.py") for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))}
    there |= {file.stem for file in (ROOT / "tests").rglob("test_*.py")}
    for page in PAGES:
        named = set(re.findall(r"\btest_\w+", page.read_text(encoding="utf-8")))
        assert named - there == set(), page.name
