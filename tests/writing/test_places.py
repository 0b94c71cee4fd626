"""A click on any word of a slide finds that word in the text; lines know their step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from presenter.headless import open_show
from presenter.parse.deck import parse
from presenter.qt.pick import pick
from presenter.writing.places import place_of, step_at

DECKS = Path(__file__).resolve().parents[2] / "decks"
WORD = re.compile(r"[^\W_]+")


def words_found(deck: Path, slides: int = 40) -> tuple[int, list[str]]:
    """How many different words of the deck were clicked on, and those whose place in the source was missed."""
    count, missed = 0, []
    with open_show(deck) as (show, _):
        for number in range(min(slides, len(show.deck.slides))):
            scene, slide, seen = show.scene(number), show.slide(number), set()
            for x, y in ((x, y) for y in range(10, 540, 12) for x in range(10, 960, 16)):
                hit = pick(scene, x, y)
                word = next((m for m in WORD.finditer(hit.said) if m.start() <= hit.index < m.end()), None) if hit else None
                if hit is None or word is None or (hit.path, word.start()) in seen:
                    continue
                seen.add((hit.path, word.start()))
                count += 1
                if not slide.source.startswith(word.group(), place_of(slide, hit.path, hit.said, word.start())):
                    missed.append(f"{number + 1}: {word.group()}")
    return count, missed


@pytest.mark.parametrize("name", ["welcome.md", "features.md", "gallery.md"])
def test_every_word_clicked_on_is_found_in_the_text(name: str) -> None:
    count, missed = words_found(DECKS / name)
    assert count > 200
    written = [miss for miss in missed if miss.split()[1] not in ("Note", "Tip", "Important", "Warning", "Caution", "py")]  # our words
    assert len(written) <= count // 100, written


MARKED = """# A *slanted* heading {#here .lead}

Some **bold words** and `code here` with [a link](https://words.example/bold) and words again.

- first item
  - nested **item** with the word item
- ==second== item 😀 item

| one | two |
|-----|-----|
| a b | b a |
| c   | b d |

```python {1|2}
python = 1
word = python
```

H~2~O is wet
"""


@pytest.mark.parametrize(
    ("path", "said", "index", "expected"),
    [
        ((0,), "A slanted heading", 2, "slanted* heading"),
        ((0,), "A slanted heading", 12, "ading {#here"),
        ((1,), "Some bold words and code here with a link and words again.", 46, "words again"),
        ((1,), "Some bold words and code here with a link and words again.", 58, "\n\n- first"),
        ((2, 0, 0), "first item", 6, "item\n  - nested"),
        ((2, 0, 1, 0, 0), "nested item with the word item", 26, "item\n- ==second"),
        ((2, 1, 0), "second item 😀 item", 14, "item\n\n| one"),
        ((3, 1, 1), "b a", 2, "a |\n| c"),
        ((3, 2, 1), "b d", 0, "b d |"),
        ((4,), "python = 1\nword = python", 0, "python = 1"),
        ((4,), "python = 1\nword = python", 18, "python\n```"),
        ((9, 9), "nothing there", 3, "A *slanted*"),
        ((5,), "H2O is wet", 1, "~2~O is"),
        ((5,), "H2O is wet", 7, "wet"),
    ],
)
def test_places_inside_blocks(path: tuple[int, ...], said: str, index: int, expected: str) -> None:
    slide = parse(MARKED).slides[0]
    assert slide.source[place_of(slide, path, said, index) :].startswith(expected)


STEPPED = """# Steps

Always there.

. . .

Then this.

- one {.step}
- two {.step}

```python {1|2-3}
a
b
c
```
"""


def test_lines_know_the_step_they_are_shown_at() -> None:
    slide = parse(STEPPED).slides[0]
    steps = {text: step_at(slide, line) for line, text in enumerate(STEPPED.splitlines())}
    assert steps["# Steps"] is None  # all of it
    assert steps["Then this."] == 1
    assert steps["- two {.step}"] == steps["- one {.step}"] + 1
    assert steps["a"] < steps["b"] == steps["c"]
    assert step_at(parse("# None\n\n- a\n").slides[0], 2) is None
