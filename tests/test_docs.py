"""What the documentation says is so: links lead somewhere, options and names exist, its decks have no problems."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presenter import cli
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
    for command in cli._COMMANDS:
        parser = cli._parser(command)
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
