"""`make handcheck`: PowerPoint files, and a list of what a person looks at in PowerPoint, Keynote and Google Slides in ten minutes.

What no program here can tell is looked at first. Writes `build/handcheck/`: one file a theme, `handcheck.md`, and a picture of
every slide as it is on the screen to lay beside.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

DECK = """\
---
title: Things to look at
author: Presenter
lang: en-GB
theme: {theme}
footer: Hand check
transition: fade
---

# Things to look at

One slide a thing; the list says what to try

::: notes
The notes of the first slide. **Bold** words, and a list:

- one
- two
:::

---

# 2 Formula $e^{{i\\pi}} + 1 = 0$ in the title

In a line $\\int_0^1 x^2\\,dx = \\frac{{1}}{{3}}$ and on its own:

$$\\sum_{{k=1}}^{{n}} k = \\frac{{n(n+1)}}{{2}}, \\qquad \\begin{{pmatrix}} a & b \\\\ c & d \\end{{pmatrix}}$$

| name | formula |
|---|---|
| circle | $A = \\pi r^2$ |
| ball | $V = \\frac{{4}}{{3}}\\pi r^3$ |

---

# 3 Formulas that come in

- first $a^2$ {{.step}}
- second $\\sqrt{{b}}$ {{.step}}
- third, without {{.step}}

---

# 4 Boxes and connectors

```mermaid
flowchart LR
  A[Write] -->|save| B(Check)
  B --> C{{Good?}}
  C -- yes --> D((Show))
  C -- later --> E[(Store)]
  C -. no .-> A
```

---

# 5 People and messages

```mermaid
sequenceDiagram
  participant S as Speaker
  participant P as Projector
  S->>P: next
  P-->>S: slide 2
  Note over S,P: 16 ms at most
```

---

# 6 A table and its style

| quarter | sold | share |
|:--|--:|:-:|
| first | 120 | 20 % |
| second | 480 | 80 % |

---

# 7 A chart and its workbook

```chart
type: bar
title: Sold
labels: [Q1, Q2, Q3, Q4]
series:
  Here: [3, 5, 4, 7]
  There: [2, 4, 6, 5]
```

---

# 8 Line by line

```python {{1|3-4|all}}
def greet(name: str) -> str:
    # say hello
    words = f"hello {{name}}"
    return words
```

Words below a listing are in the outline too.

---

# 9 Scripts

- English, Größe, naïve {{.step}}
- 日本語のテキスト · 简体中文 · 한국어 {{.step}}
- العربية مع English داخلها {{.step}}
- עברית · ไทย · हिन्दी · Ελλάδα · Привіт {{.step}}

---

<!-- _class: invert -->

# 10 The other ground

> [!NOTE]
> A callout in the colours of the theme.

A [link out](https://example.org) and [one to slide 3](#3).

---

# 11 Lines that come back, groups, a class

::: columns
::: column
```mermaid
flowchart TD
  subgraph home [Home]
    A[Try] -- again --> A
  end
  subgraph away [Away]
    B[Rest]
  end
  home -->|done| away
```
:::
::: column
```mermaid
classDiagram
  class Talk {{
    +title
    +slides
    +give()
  }}
```
:::
:::

---

```
A slide without a title
```

---

<!-- hidden: true -->

# 13 Nobody sees this slide

It is hidden.
"""


@dataclass(frozen=True)
class Look:
    """What to look at: in which program, what to do, what ought to be seen, and why nobody here could tell."""

    where: str
    what: str


POWERPOINT = (
    Look("opening", "Each file opens **without an offer to repair it**, on Windows, on the Mac and in the browser."),
    Look(
        "slide 2",
        "Click into each formula: it is PowerPoint's own (the Equation tab appears), in the title, in the line, by itself, in the table.",
    ),
    Look(
        "slide 2",
        "No second picture of a formula lies behind or over it: press Tab through the slide, a title, a body, a formula, a table.",
    ),
    Look(
        "slide 3",
        'Start the show here: three clicks, a point each, its formula with it. In the Animation pane nothing is called "Unknown".',
    ),
    Look("slide 4", "Drag the box *Check*: both of its lines follow, curves stay curves. Click a line: both ends are green (glued)."),
    Look("slide 4", "Drag *Write*: the line *no* comes along, from below."),
    Look(
        "slide 4", "Type more words into *Write*: they stay inside the box. Design > Variants > Colours > another: boxes and lines change."
    ),
    Look("slide 11", "Drag *Try*: the line that comes back to it follows, its arrow head where it was."),
    Look("slide 11", "Drag the box *Home*: the line *done* follows."),
    Look("slide 11", "Click *Talk*: one group; its name and its list are text in it."),
    Look("slide 5", "Drag the participant *Projector* (a group): the arrows follow its life line."),
    Look("slide 6", "Table Design: Header Row is ticked. A row added below looks like the others."),
    Look("slide 7", "Chart Design > Edit Data opens the workbook. Another colour scheme changes the bars."),
    Look("slide 8", "Show: the listing is there at once, line 1 strong, the others pale; click: lines 3 and 4; click: all."),
    Look("slide 9", "Review > Language with the cursor in each word: its own language. No red lines under 日本語 or العربية."),
    Look("slide 10", "It is on the other ground; in the dark theme it is the light one. Both links work in the show."),
    Look(
        "everywhere",
        "View > Outline shows the words of every slide, those below the listing of slide 8 too, and a name for slide 12, which shows none. "
        "Review > Check Accessibility: no slide without a title, no picture, chart or diagram without words.",
    ),
    Look("everywhere", "Design > Variants > Fonts > another: titles, bodies, tables, charts and diagrams all change; only code stays."),
    Look("everywhere", "View > Slide Master: every layout of the theme, its placeholders where the words of the slides are."),
    Look("show", "Presenter view has the notes of slide 1, with bold words and the list. Slide 13 is skipped. Transitions are fades."),
)
FONTS = (
    Look(
        "`fonts.pptx`",
        "On a computer **without** the font that the file's first slide names: the letters are that font's, and no message about fonts.",
    ),
)
KEYNOTE = (
    Look("opening", "Each file opens; the notes of slide 1 are there."),
    Look("slide 2", "Formulas are seen (as pictures), where they belong in their lines."),
    Look("slide 3", "Builds: a point and its formula come together."),
    Look("slides 4, 5", "Boxes, words and lines as on the picture; lines are connected or at least where they belong."),
    Look("slide 7", "The chart is a chart (Edit Chart Data)."),
)
GOOGLE = (
    Look("opening", "Upload and open with Slides: every slide is there, no words fall out of their boxes."),
    Look("slide 2", "Formulas are seen as pictures where they belong in their lines."),
    Look("slide 4", "Words in *Good?* are in one line. Dragging *Check* takes its lines along."),
    Look("slide 5", "Life lines and arrows meet."),
    Look("slide 9", "Each script has letters, none of them boxes."),
)
UNKNOWN = """\
Nothing of this could be tried where these files were made: there are schemas, Microsoft's Open XML SDK, LibreOffice, python-pptx and
rpptx here, no PowerPoint, no Keynote, no Google Slides. What hangs on a guess:

- `Requires="a14 p14"` on formulas, on messages of sequences and on the animations of slides with formulas in steps. The standard lets
  a choice ask for two namespaces and PowerPoint 2010 and later know both, but PowerPoint itself writes one. If a formula is a
  picture in PowerPoint, that is why.
- Two animations trees in one slide, one of them inside the fallback (slide 3).
- A line from a box to itself (slide 11) is PowerPoint's connector with three bends, its bends outside its ends.
- The title of slide 12 stands above the slide's upper edge, as PowerPoint's own hidden titles do.
- Connection sites of a form of its own (life lines, slide 5; the store, slide 4).
- Colours as shades (`hueOff`, `satMod`, `lumMod`, `lumOff`): LibreOffice shows them within 2 of 255.
- Embedded fonts are uncompressed EOT 2.1, as other exporters write them and LibreOffice (a later version) does too.
"""


def listed(title: str, looks: tuple[Look, ...]) -> str:
    """A part of the list, to be ticked off."""
    return f"## {title}\n\n" + "\n".join(f"- [ ] {look.where}: {look.what}" for look in looks) + "\n"


def page() -> str:
    """The list."""
    head = (
        "# Ten minutes with the files\n\nLay `screen-light.pdf` and `screen-dark.pdf` beside them: every slide ought to look like that.\n"
        "Slide numbers are those of the file, from 1.\n"
    )
    parts = (
        listed("PowerPoint", POWERPOINT),
        listed("Fonts in the file", FONTS),
        listed("Keynote", KEYNOTE),
        listed("Google Slides", GOOGLE),
    )
    return "\n".join((head, *parts, "## What could not be verified\n", UNKNOWN))


def write(folder: Path) -> list[Path]:
    """The files and the list; what was written."""
    from presenter.export.report import Options
    from presenter.headless import export

    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for theme in ("light", "dark"):
        deck = folder / f"look-{theme}.md"
        deck.write_text(DECK.format(theme=theme), encoding="utf-8")
        for form, out in (("pptx", folder / f"look-{theme}.pptx"), ("pdf", folder / f"screen-{theme}.pdf")):
            export(deck, form, out, Options())
            made.append(out)
    family = installed_family()
    fonts = folder / "fonts.md"
    fonts.write_text(
        f"---\nfonts:\n  heading: {family}\n  body: {family}\n---\n\n# All words here are set in {family}\n\nThese too, **and these**.\n",
        "utf-8",
    )
    export(fonts, "pptx", folder / "fonts.pptx", Options(embed_fonts=True))
    (folder / "handcheck.md").write_text(page(), encoding="utf-8")
    return [*made, folder / "fonts.pptx", folder / "handcheck.md"]


def installed_family() -> str:
    """A family that is here and may go into a file; one that is not, where none is (the file then holds none)."""
    from presenter.export.pptx.embedding import refusal
    from presenter.export.pptx.font_files import faces_of

    wanted = ("Lato", "Open Sans", "Roboto", "Noto Sans", "DejaVu Sans", "Liberation Sans")
    return next((family for family in wanted if not refusal(family, faces_of(family))), wanted[0])


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "handcheck"
    print("\n".join(str(path) for path in write(target)))
