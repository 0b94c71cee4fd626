"""What can be inserted into a deck, each thing as the Markdown one would write, and the place where it goes.

`⟦words⟧` in it are selected afterwards, to be written over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from presenter.parse.edits import Edit
from presenter.writing.change import FENCE, Change, in_listing, line_at

SELECTED = re.compile(r"⟦([^⟦⟧]*)⟧")
PICTURE = "picture.jpg"  # stands for a file that the writer names
TICKS = "```"


@dataclass(frozen=True, slots=True)
class Insert:
    """A thing to insert: a `block` on the slide, or a whole `slide` behind it. `about` is what it is good for."""

    id: str
    title: str
    text: str
    about: str = ""
    kind: Literal["block", "slide"] = "block"
    drawn: str = ""  # for what shows nothing on the slide itself

    @property
    def source(self) -> str:
        """The Markdown without the signs of what is selected."""
        return SELECTED.sub(r"\1", self.text)


def _slide(name: str, title: str, text: str, about: str = "", layout: str = "") -> Insert:
    setting = f"<!-- _layout: {layout} -->\n\n" if layout else ""
    return Insert(name, title, setting + text, about, "slide")


INSERTS: tuple[Insert, ...] = (
    Insert("list", "&List", "- ⟦One point⟧\n- Another\n- And a last one", "Points, a line each"),
    Insert("steps", "List, &Point by Point", "* ⟦First this⟧\n* then that\n* and this at last\n{.step}", "A click for each point"),
    Insert("numbers", "&Numbered List", "1. ⟦First⟧\n2. Second\n3. Third"),
    Insert("table", "&Table", "| ⟦What⟧ | How many |\n| :--- | ---: |\n| Apples | 3 |\n| Pears | 12 |", "Tab leads from cell to cell"),
    Insert("picture", "P&icture", f"![⟦What it shows⟧]({PICTURE})", "Or drop a file into the text"),
    Insert("picture-beside", "Picture &Beside the Words", f"![bg right:40% ⟦What it shows⟧]({PICTURE})", "Fills one side of the slide"),
    Insert("picture-behind", "Picture Behind the &Words", f"![bg ⟦What it shows⟧]({PICTURE})", "Fills all of the slide"),
    Insert(
        "columns", "Two &Columns", "::: columns\n::: column\n\n⟦On the left⟧\n\n:::\n::: column\n\nOn the right\n\n:::\n:::", "Side by side"
    ),
    Insert("code", "Co&de", f'{TICKS}python\n⟦def greet(name):⟧\n    return f"Hello {{name}}"\n{TICKS}', "In the colours of its language"),
    Insert(
        "code-steps",
        "Code, &Line by Line",
        f'{TICKS}python {{1|2|all}}\n⟦def greet(name):⟧\n    return f"Hello {{name}}"\n{TICKS}',
        "Lines are lit at each click",
    ),
    Insert("formula", "&Formula", "$$\n⟦e^{i\\pi} + 1 = 0⟧\n$$", "LaTeX"),
    Insert("diagram", "Dia&gram", f"{TICKS}mermaid\nflowchart LR\n    ⟦A[Idea] --> B[Draft]⟧\n    B --> C[Talk]\n{TICKS}", "Mermaid"),
    Insert(
        "chart", "C&hart", f"{TICKS}chart bar\nYear, Visitors\n⟦2023, 120⟧\n2024, 180\n2025, 260\n{TICKS}", "Can be edited in PowerPoint"
    ),
    Insert("quote", "&Quotation", "> ⟦The slide is not the talk.⟧\n>\n> -- A rule of thumb"),
    Insert("callout", "Call&out", "> [!NOTE]\n> ⟦What should not be missed⟧", "Or TIP, IMPORTANT, WARNING, CAUTION"),
    Insert("pause", "P&ause", "First this\n\n. . .\n\n⟦and this at the next click⟧", "What follows waits for a click"),
    Insert(
        "notes",
        "&Speaker's Notes",
        "<!--\n⟦What you say, and nobody reads⟧\n-->",
        "Shown on the console only",
        drawn="*What you say,*\n*and nobody reads*",
    ),
    Insert("footnote", "Foot&note", "A claim[^1]\n\n[^1]: ⟦Where it comes from⟧"),
    _slide("slide-section", "Section", "# ⟦A section begins⟧\n\nAnd a line under it", "", "section"),
    _slide("slide-agenda", "Agenda", "## ⟦What we talk about⟧\n\n1. Where we stand\n2. What we found\n3. What comes next", "", "agenda"),
    _slide("slide-statement", "Statement", "# ⟦Say one thing⟧", "A few words, set large", "statement"),
    _slide("slide-number", "Big Number", "# ⟦87 %⟧\n\nof talks run over their time", "", "big-number"),
    _slide(
        "slide-picture-right",
        "Picture on the Right",
        f"## ⟦Heading⟧\n\n- Words on one side\n\n![What it shows]({PICTURE})",
        "",
        "picture-right",
    ),
    _slide("slide-picture-full", "Picture on All of It", f"## ⟦Heading⟧\n\n![What it shows]({PICTURE})", "", "picture-full"),
    _slide("slide-quote", "Quotation", "> ⟦It is what stays on the wall while you give it.⟧\n>\n> -- Somebody", "", "quote"),
    _slide(
        "slide-comparison",
        "Comparison",
        "## ⟦Before and after⟧\n\n::: columns\n::: column\n\n### Before\n\n- Slow\n\n:::\n::: column\n\n### After\n\n- Quick\n\n:::\n:::",
        "",
        "comparison",
    ),
    _slide(
        "slide-timeline",
        "Timeline",
        "## ⟦How it went⟧\n\n- **2019** A first sketch\n- **2021** Half a year of tests\n- **2024** In use",
        "",
        "timeline",
    ),
    _slide(
        "slide-process",
        "Process",
        "## ⟦How it works⟧\n\n1. **Write** in plain words\n2. **Check** what is too much\n3. **Show** it",
        "",
        "process",
    ),
    _slide("slide-cards", "Cards", "## ⟦Three ways⟧\n\n- **Slow** but sure\n- **Quick** and rough\n- **Both** with time", "", "cards"),
    _slide(
        "slide-people",
        "People",
        "## ⟦Who we are⟧\n\n- **Ada Lovelace** Programs\n- **Emmy Noether** Proofs\n- **Grace Hopper** Compilers",
        "",
        "people",
    ),
    _slide("slide-numbers", "Numbers", "## ⟦In a year⟧\n\n- **120** talks\n- **48** cities\n- **9** languages", "", "big-numbers"),
    _slide("slide-questions", "Questions", "# ⟦Questions?⟧", "", "questions"),
    _slide("slide-end", "End", "# ⟦Thank you⟧\n\nname@example.org", "", "end"),
)


def by_id(name: str) -> Insert:
    """The one called so. KeyError if there is none."""
    return next(one for one in INSERTS if one.id == name)


def inserted(text: str, offset: int, insert: Insert) -> Change:
    """A block behind the line at `offset`, with empty lines around it; behind a listing, if the line is in one."""
    at = _free(text, offset)
    before, after = text[:at], text[at:]
    front = "" if not before.strip() or before.endswith("\n\n") else "\n" if before.endswith("\n") else "\n\n"
    back = "" if after.startswith("\n\n") or after == "\n" else "\n" if after.startswith("\n") or not after else "\n\n"
    source = insert.source
    place = at + len(front)
    return Change((Edit(at, at, front + source + back),), selected(insert, place))


def selected(insert: Insert, at: int) -> tuple[int, int]:
    """Anchor and cursor, when the insert stands at `at`: its words to be written over, else its end."""
    found = SELECTED.search(insert.text)
    if found is None:
        return at + len(insert.source), at + len(insert.source)
    return at + found.start(), at + found.start() + len(found[1])


def _free(text: str, offset: int) -> int:
    """A place between blocks at or behind `offset`."""
    start, end = line_at(text, offset)
    if (FENCE.match(text, start, end) and not in_listing(text, start)) or in_listing(text, offset):
        return next((m.end() for m in FENCE.finditer(text, end) if not in_listing(text, m.end() + 1)), len(text))
    if text.startswith("---\n") and offset < (front := _front_end(text)):
        return front
    if not text[start:end].strip():
        return start
    while end < len(text) and text[end + 1 : line_at(text, end + 1)[1]].strip():  # to the end of the paragraph, list or table
        end = line_at(text, end + 1)[1]
    return end


def _front_end(text: str) -> int:
    """Where front matter ends; 0 without one."""
    found = re.search(r"^(?:---|\.\.\.)[ \t]*$\n?", text[4:], re.M)
    return 4 + found.end() if found else 0
