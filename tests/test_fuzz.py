"""Decks of every dialect, cut up and stuck together: nothing raises, warns, takes long, leaves the slide or loses words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz import changed, findings
from tests.test_soak import shower

ROOT = Path(__file__).resolve().parent.parent
MARP = """---
marp: true
theme: uncover
header: A **header** that is long enough for two lines beside a picture, and then some more words
footer: '[here](https://example.org) and there'
paginate: true
style: |
  section { font-size: 28px; color: #222 }
  .two { display: grid; grid-template-columns: 2fr 1fr }
---

# <!-- fit --> A deck

![bg right:40% blur:4px](a.png)

---

<div class="two">
<div>

* one line that its author broke
  by hand
* two

</div>
<div>

| a | b |
|---|--:|
| 1 | 2 |

</div>
</div>

<!-- _class: invert
_backgroundColor: navy -->
<!-- a note -->
"""
PANDOC = """% A title
% Somebody
% Today

# Part

## Slide {.smaller}

:::::: {.columns}
::: {.column width="40%"}
- "quoted" -- and so on
    - deep
:::
::: {.column width="60%"}
![A caption](a.png){width=50%}
:::
::::::

. . .

\\begin{columns}
\\column{0.5\\textwidth}
Words $x_1$
\\end{columns}

Term
: meaning[^1]

[^1]: A note.
"""
REVEAL = """# A
<!-- .slide: data-background="#123" -->

--

- one <!-- .element: class="fragment" -->
- two

```js [1|2-3]
let a
let b
let c
```

Note: say it
"""
REMARK = """class: center, middle

# A

???
notes

---
.grid[
.kol-1-3[![](a.png)]
.kol-2-3[
- .red[one]
- $\\mathbf{x}\\_i$
]
]

--

.footnote[small]
"""
SLIDEV = """---
theme: seriph
drawings: {}
---

# A

---
layout: two-cols
class: text-center
---

# B

<v-clicks>

- one
- two

</v-clicks>

::right::

<div v-click class="grid grid-cols-2">

```ts {1|2}
a
b
```

</div>
"""
PRESENTERM = """---
title: A
author: B
---

Head
===

<!-- column_layout: [2, 1] -->
<!-- column: 0 -->
- a
<!-- pause -->
- b
<!-- column: 1 -->
~gone~
<!-- reset_layout -->
<!-- end_slide -->
"""
DECKSET = """theme: Fira, 3
autoscale: true

# [fit] A

^ a note

![left fit](a.png)

---

[.background-color: #F00]

> quote
-- Somebody
"""
DECKS = [MARP, PANDOC, REVEAL, REMARK, SLIDEV, PRESENTERM, DECKSET]


@pytest.fixture(scope="module")
def show_of() -> Iterator[Any]:
    make, assets = shower()
    yield make
    assets.close()


def all_decks() -> list[str]:
    return [*DECKS, *((ROOT / "decks" / name).read_text(encoding="utf-8") for name in ("features.md", "welcome.md"))]


def changed_decks_hold(show_of: Any, seeds: range) -> None:
    from presenter.qt.render import draw

    decks = all_decks()
    for seed in seeds:
        dice = random.Random(seed)
        text = changed(dice.choice(decks), dice.choice(decks), dice)
        try:
            found = list(findings(text, show_of, draw))
        except Exception as error:
            raise AssertionError(f"seed {seed}: {text!r}") from error
        assert not found, f"seed {seed}: {found} in {text!r}"


@pytest.mark.parametrize("deck", DECKS)
def test_the_decks_themselves_hold(deck: str, show_of: Any) -> None:
    from presenter.qt.render import draw

    assert not list(findings(deck, show_of, draw))


def test_decks_cut_up_and_stuck_together(show_of: Any) -> None:
    changed_decks_hold(show_of, range(250))


@pytest.mark.soak
@pytest.mark.parametrize("part", range(10))
def test_ten_thousand_decks_cut_up_and_stuck_together(part: int, show_of: Any) -> None:
    changed_decks_hold(show_of, range(1000 + part * 1000, 2000 + part * 1000))
