"""PDF for those who do not see it: every deck of ours, its structure, its words, its language."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from presenter import headless
from presenter.export.report import Options
from presenter.qt import fonts
from tests.qt.reading_pdf import faults, links_of, outline_of

pytestmark = pytest.mark.usefixtures("app")

DECKS = Path(__file__).resolve().parents[2] / "decks"

DECK = """\
---
title: Structure
lang: en
---
# Structure

---
## A list

- one
    - below *one*
    - [far](https://example.org)
- two

1. first
2. second

---
## A table and a picture

| a | b |
|---|---|
| 1 | 2 |

![A red square](red.png)

---
## Words

### Part

> Said by somebody

```python
print("x")
```

Inline $x^2$ formula, [back](#2). {lang=en}

---
# Only pictures

![](red.png)
"""


def pdf(tmp_path: Path, text: str, **how: object) -> Path:
    """The deck of `text` as a PDF."""
    from PySide6.QtGui import QImage

    red = QImage(40, 20, QImage.Format.Format_RGB32)
    red.fill(0xFFFF0000)
    red.save(str(tmp_path / "red.png"))
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    headless.export(tmp_path / "deck.md", "pdf", tmp_path / "deck.pdf", Options(**how))  # type: ignore[arg-type]
    return tmp_path / "deck.pdf"


def test_the_structure_of_a_deck(tmp_path: Path) -> None:
    path = pdf(tmp_path, DECK)
    told = "\n".join(outline_of(path))
    assert faults(path) == []
    assert told.startswith("Document\n  Sect T=Structure\n    H1\n  Sect T=A list\n    H1\n    L\n      LI\n        Lbl\n        LBody\n")
    assert "LBody\n          P\n          L\n            LI\n" in told  # a list in a list
    assert "P\n                  Link" in told
    assert "Table Alt=table, 2 columns, 1 rows\n      TR\n        TH\n        TH\n      TR\n        TD\n        TD" in told
    assert "Figure Alt=A red square" in told
    assert "H1\n    H2\n" in told and "BlockQuote\n      P" in told and "P\n      Code" in told
    assert re.search(r"P\n +Formula Alt=", told)
    assert told.endswith("Sect T=Only pictures\n    H1")  # a picture without words is decoration


def test_the_pdf_says_that_it_is_meant_for_everybody(tmp_path: Path) -> None:
    with pikepdf.open(pdf(tmp_path, DECK)) as found:
        assert str(found.Root.Lang) == "en" and found.open_metadata().pdfa_status == ""
        assert found.open_metadata()["pdfuaid:part"] == "1"
        assert [str(entry.get("/St", "")) for entry in list(found.Root.PageLabels.Nums)[1::2]] == ["1"]


def test_what_not_everybody_can_hear_does_not_say_that_everybody_can(tmp_path: Path) -> None:
    for words, meant in (
        ("---\nlang: en\n---\n# Plain\n\nwords ~and~ more\n", True),
        ("# No language\n", False),
        ("---\nlang: hi\n---\n# हिन्दी\n", False),
    ):
        with pikepdf.open(pdf(tmp_path, words)) as found:
            assert ("pdfuaid:part" in found.open_metadata()) is meant, words


def test_a_slide_without_a_title_does_not_skip_a_level(tmp_path: Path) -> None:
    assert faults(pdf(tmp_path, "---\nlang: en\n---\n### Deep at once\n\nwords\n\n#### Deeper\n\n---\n\nno heading\n")) == []


def test_links_lead_where_they_say(tmp_path: Path) -> None:
    found = links_of(pdf(tmp_path, DECK))
    assert [(page, goal) for page, goal, _ in found] == [(2, "https://example.org"), (4, "page 2")]


def test_pages_of_steps_are_named_and_hold_what_is_shown(tmp_path: Path) -> None:
    path = pdf(tmp_path, "---\nlang: en\n---\n# One\n\n* a\n* b\n\n---\n# Two\n", steps=True)
    assert faults(path) == []
    with pikepdf.open(path) as found:
        pages = len(found.pages)
    told = outline_of(path)
    assert pages == sum(line.startswith("  Sect") for line in told)
    if pages == 4:
        assert [sum("LI" in line for line in told)] == [3]


@pytest.mark.parametrize("name", ["welcome.md", "features.md", "polyglot.md", "tech-talk.md"])
def test_every_thing_on_our_decks_is_tagged_or_decoration(tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.pdf"
    headless.export(DECKS / name, "pdf", out, Options())
    assert faults(out) == []
    if shutil.which("qpdf"):
        checked = subprocess.run(["qpdf", "--check", str(out)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_words_of_a_deck_in_many_scripts_are_found(tmp_path: Path) -> None:
    """Every word of polyglot.md is a word of its page. Of words from right to left every letter: pdftotext orders them
    for a terminal, and gives the letters of one glyph (lam-alif) the other way round, as it does with any program's PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    out = tmp_path / "out.pdf"
    headless.export(DECKS / "polyglot.md", "pdf", out, Options())
    pages = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    with headless.open_show(DECKS / "polyglot.md") as (show, _):
        for index in range(len(show.deck.slides)):
            found, said = _plain(pages[index]), _words(show.scene(index).items)
            squeezed = re.sub(r"\s", "", found)  # Chinese and Thai lines end inside words
            assert [word for word in said if not _from_right(word) and word not in squeezed] == []
            letters = Counter("".join(word for word in said if _from_right(word)))
            assert letters - Counter(squeezed) == Counter()


def _from_right(word: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN", "NSM") for char in word) or not any(map(str.isalpha, word))


def _plain(text: str) -> str:
    text = re.sub("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0f\u00ad]", "", text)
    return unicodedata.normalize("NFC", text)


def _words(items: object) -> list[str]:
    from presenter.qt.pages import flat
    from presenter.scene import Text

    found = []
    for item in flat(items):  # type: ignore[arg-type]
        if isinstance(item, Text):
            for paragraph in item.paragraphs:
                found += _plain(paragraph.text.replace("\ufffc", " ").replace("\u2028", " ")).split()
    return found


def test_a_deck_on_paper_is_drawn_as_on_the_screen(tmp_path: Path) -> None:
    """Every third page of a deck with everything on it, as poppler draws it, beside the picture of the slide."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    from PIL import Image, ImageChops, ImageFilter, ImageStat

    some = tuple(range(0, 45, 3))
    headless.export(DECKS / "features.md", "pdf", tmp_path / "out.pdf", Options(slides=some))
    headless.export(DECKS / "features.md", "png", tmp_path / "shown", Options(pixels=(1280, 720), slides=some))
    subprocess.run(["pdftoppm", "-r", "96", "-png", tmp_path / "out.pdf", tmp_path / "page"], check=True)
    pages, shown = sorted(tmp_path.glob("page-*.png")), sorted((tmp_path / "shown").iterdir())
    assert len(pages) == len(shown) == 15
    for page, slide in zip(pages, shown, strict=True):
        a, b = (Image.open(path).convert("RGB").filter(ImageFilter.GaussianBlur(4)) for path in (page, slide))
        assert max(ImageStat.Stat(ImageChops.difference(a, b)).mean) < 1.5, page.name


ARRANGED = """\
---
lang: en
---
# Words that end a line and begin the next one are two words

## A timeline {layout=timeline}

- **1999** A talk in a text file
- **2007** A second screen for the speaker
- **2015** Markdown nearly everywhere
"""


def test_a_list_set_side_by_side_is_a_list_and_its_lines_end_in_spaces(tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    path = pdf(tmp_path, ARRANGED.replace("## A", "---\n## A"))
    told = "\n".join(outline_of(path))
    assert faults(path) == [] and told.count("LI\n") == 3 and "LI\n        LBody\n          P\n          P" in told
    heard = subprocess.run(["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True).stdout
    assert "A talk in a text file" in heard and "\t" not in heard  # spaces are spaces, as they are when copied
    heard = " ".join(heard.split())
    assert "A second screen for the speaker" in heard and "Markdown nearly everywhere" in heard


def test_a_word_from_right_to_left_in_a_diagram_is_whole(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None or not fonts.installed("Noto Sans Arabic"):
        pytest.skip("pdftotext (poppler-utils) or the Noto fonts are not installed")
    deck, out = tmp_path / "a.md", tmp_path / "a.pdf"
    deck.write_text("## T\n\n```mermaid\nflowchart LR\n    A[tea] --> B[شاي]\n```\n", encoding="utf-8")
    headless.export(deck, "pdf", out, Options())
    told = subprocess.run(["pdftotext", "-bbox", out, "-"], capture_output=True, text=True, check=True).stdout
    found = [unicodedata.normalize("NFKC", word) for word in re.findall(r">([^<>\n]+)</word>", told)]
    assert "tea" in found and "شاي"[::-1] in found, found
