"""What a diagram shows, in words: the same sentence for PowerPoint, HTML and PDF, made of what the author wrote."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presenter.blocks.telling import told
from presenter.blocks.telling.phrases import LONG
from presenter.cli import main

SAID = {
    "flowchart TD\n A[Write] --> B{Too full?}\n B -- yes --> C[Split the slide]\n C --> A\n B -->|no| D[Show]": (
        "Flowchart: Write leads to Too full?; Too full? leads to Split the slide (“yes”) and Show (“no”); Split the slide leads to Write"
    ),
    "graph TD;A-->B;A-->C;B---C;": "Flowchart: A leads to B and C; B is joined to C",
    "flowchart LR\n subgraph one [First part]\n a1 --> a2 & a3\n end\n one -.-> x\n y:::big <==> z@{ shape: cyl, label: \"A store\" }": (
        "Flowchart: a1 leads to a2 and a3; First part leads to x; y is joined both ways with A store. First part holds a1, a2 and a3"
    ),
    'flowchart LR\n a["two<br/>lines; `code`"] --> a\n b-.say so.->c\n d ~~~ e\n a e1@--> f': (
        "Flowchart: two lines; code leads to itself and f; b leads to c (“say so”); d, e"
    ),
    "stateDiagram-v2\n [*] --> Still\n Still --> Moving : push\n state Moving {\n  [*] --> slow\n }\n s2 : A long name\n s2 --> [*]": (
        "State diagram: the start leads to Still; Still leads to Moving (“push”); the start of Moving leads to slow; "
        "A long name leads to the end. Moving holds slow"
    ),
    "classDiagram\n Animal <|-- Duck\n Car *-- \"4\" Wheel : on\n Animal : +int age\n class Duck{\n +swim()\n }": (
        "Class diagram: Duck is a kind of Animal; Car is made of Wheel (“on”). Animal has int age; Duck has swim()"
    ),
    "erDiagram\n CUSTOMER ||--o{ ORDER : places\n CUSTOMER {\n string name PK\n }": (
        "Entity diagram: one CUSTOMER places zero or more ORDER. CUSTOMER has name"
    ),
    "sequenceDiagram\n participant S as Speaker\n S->>+P: next\n P-->>-S: slide 2\n P->>P: think\n Note over S,P: at once": (
        "Sequence diagram: Speaker and P. Speaker to P “next”; P to Speaker “slide 2”; P to itself “think”; note “at once”"
    ),
    'pie title Pets\n "Dogs" : 386\n "Cats" : 85': "Pie chart “Pets”: Dogs 386, Cats 85",
    "gantt\n title A plan\n dateFormat YYYY\n section One\n Do it :a1, 2014-01-01, 30d": "Gantt chart “A plan”: One: Do it",
    "timeline\n title History\n 2002 : one\n 2004 : two : three\n : four": "Timeline “History”: 2002 one; 2004 two, three, four",
    "mindmap\n  root((middle))\n    A\n      a1\n    b[Bee]": "Mind map: middle: A (a1); Bee",
    "journey\n section Go\n  Make tea: 5: Me": "User journey: Go: Make tea (5 of 5)",
    "gitGraph\n commit\n branch dev\n commit id: \"x\"\n checkout main\n merge dev": (
        "Git graph: commit on main; branch dev from main; commit “x” on dev; dev merged into main"
    ),
    'requirementDiagram\n title Must\n element "the end" {\n }': "Requirement diagram “Must”: the end",
    "flowchart TD\n accTitle: How tea is made\n accDescr: Water, then leaves\n A --> B": "How tea is made: Water, then leaves",
    "---\ntitle: Tea\n---\n%%{init: {}}%%\nflowchart TD\n A --> B": "Flowchart “Tea”: A leads to B",
    "": "Mermaid diagram",
}  # fmt: skip


@pytest.mark.parametrize("source", SAID)
def test_a_sentence_says_what_is_in_a_diagram(source: str) -> None:
    assert told(source) == SAID[source]


def test_what_the_author_calls_it_stands_first() -> None:
    assert told("flowchart LR\n A --> B", "mermaid", "The plan") == "Flowchart “The plan”: A leads to B"


def test_many_boxes_are_counted_and_much_is_cut_at_a_word() -> None:
    chain = "flowchart LR\n" + "\n".join(f"a{n} --> a{n + 1}" for n in range(200))
    assert told(chain).endswith("; and 186 more")
    long = told("flowchart LR\n" + "\n".join(f"a{n}[{'word ' * 30}] --> b{n}" for n in range(9)))
    assert len(long) <= LONG + 2 and long.endswith("word …")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([source.split("\n")[0] for source in SAID]),
    st.lists(st.text(alphabet='AB[](){}<>|-=.~:;"*%@& \tox/\\', max_size=40), max_size=12),
)
def test_whatever_is_written_is_told_or_left_out(first: str, rows: list[str]) -> None:
    said = told("\n".join([first, *rows]))
    assert said and "\n" not in said and len(said) <= LONG + 2


def test_much_of_nothing_is_read_once() -> None:
    """Rows of one character, in which patterns could go to and fro: what counts is that this ends."""
    for first in ("flowchart", "classDiagram", "sequenceDiagram", "erDiagram", "stateDiagram", "mindmap"):
        for row in (" " * 4000, "." * 4000, "a |" + " " * 4000, "a --" + "-" * 4000, '"' * 4000, "note over " * 400, "accDescr {"):
            assert told("\n".join([first, *[row] * 5, "\n" * 4000]))


def test_every_exit_has_the_same_words(tmp_path: Path) -> None:
    deck = tmp_path / "talk.md"
    deck.write_text("# Tea\n\n```mermaid\nflowchart LR\n  A[Water] --> B[Leaves]\n```\n", encoding="utf-8")
    for kind in ("pptx", "html"):
        assert main(["export", str(deck), "--to", kind, "-o", str(tmp_path / f"talk.{kind}")]) == 0
    with zipfile.ZipFile(tmp_path / "talk.pptx") as archive:
        assert 'descr="Flowchart: Water leads to Leaves"' in archive.read("ppt/slides/slide1.xml").decode("utf-8")
    page = (tmp_path / "talk.html").read_text(encoding="utf-8")
    assert re.search(r'(alt|aria-label)="Flowchart: Water leads to Leaves"', page)
