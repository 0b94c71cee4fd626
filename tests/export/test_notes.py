"""What the speaker says, as text and as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter import headless
from presenter.cli import main
from presenter.export.report import Options
from presenter.problems import UserError

pytestmark = pytest.mark.usefixtures("app")

DECK = """\
---
title: A talk
---
# One

<!--
Say **hello**:

- first
    - deeper
- then

3. third
4. fourth
-->

---
## Nothing said

---
## Hidden {hidden=true}

<!-- not this -->
"""


def written(tmp_path: Path, form: str) -> str:
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    report = headless.export(tmp_path / "talk.md", form, tmp_path / f"out.{form}", Options())
    assert [entry.native for entry in report.slides] == [{"notes": 1}, {}]
    return (tmp_path / f"out.{form}").read_text(encoding="utf-8")


def test_notes_as_plain_words(tmp_path: Path) -> None:
    one = "1. One\n------\nSay hello:\n• first\n    • deeper\n• then\n3. third\n4. fourth\n"
    assert written(tmp_path, "txt") == f"A talk\n======\n\n{one}\n2. Nothing said\n---------------\n"


def test_notes_as_they_were_written(tmp_path: Path) -> None:
    found = written(tmp_path, "md")
    assert found.startswith("# A talk\n\n## 1. One\n\nSay **hello**:\n\n- first\n    - deeper\n") and "not this" not in found
    assert found.endswith("4. fourth\n\n## 2. Nothing said\n")


def test_a_deck_without_notes_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("# One\n", encoding="utf-8")
    with pytest.raises(UserError, match="no notes"):
        headless.export(tmp_path / "talk.md", "txt", tmp_path / "out.txt", Options())


def test_the_deck_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes as Markdown lie beside the deck under a name of their own; paper does too."""
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    for more in (["--to", "md"], ["--to", "txt"], ["--to", "pdf", "--notes"], ["--to", "pdf", "--handout", "3"]):
        assert main(["export", str(tmp_path / "talk.md"), *more]) == 0
    assert (tmp_path / "talk.md").read_text(encoding="utf-8") == DECK
    assert {p.name for p in tmp_path.glob("talk-*")} == {"talk-handout.pdf", "talk-notes.md", "talk-notes.pdf", "talk-notes.txt"}
    assert main(["export", str(tmp_path / "talk.md"), "--to", "md", "-o", str(tmp_path / "talk.md")]) == 2
    assert "is the deck itself" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["--to png --notes", "--to pptx --handout 2", "--to pdf --notes --handout 2"])
def test_paper_is_for_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str) -> None:
    (tmp_path / "talk.md").write_text(DECK, encoding="utf-8")
    assert main(["export", str(tmp_path / "talk.md"), *words.split()]) == 2
    said = capsys.readouterr().err
    assert "for pdf" in said or "together" in said
