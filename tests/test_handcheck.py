"""`make handcheck`: the files are in order and the list speaks of slides that are there."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from pptx import Presentation

from tests import handcheck
from tests.export.lint import findings


def test_files_and_list(tmp_path: Path, app: object) -> None:
    made = handcheck.write(tmp_path)
    files = [path for path in made if path.suffix == ".pptx"]
    assert [path.name for path in files] == ["look-light.pptx", "look-dark.pptx", "fonts.pptx"]
    assert [findings(path) for path in files] == [[], [], []]
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(files[0])).slides if slide.shapes.title is not None]
    numbers = {int(n) for n in re.findall(r"\bslides? (\d+)", handcheck.page(), re.IGNORECASE)}
    assert max(numbers) <= len(Presentation(str(files[0])).slides)
    assert [title.split()[0] for title in titles if title[0].isdigit()] == [str(n) for n in (*range(3, 12), 13)]  # 2 has a formula
    with zipfile.ZipFile(files[0]) as archive:
        assert b"cxnSp" in archive.read("ppt/slides/slide4.xml")
    said = (tmp_path / "handcheck.md").read_text("utf-8")
    assert all(word in said for word in ("PowerPoint", "Keynote", "Google Slides", "could not be verified"))
