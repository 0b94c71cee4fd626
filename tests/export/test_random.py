"""Any deck, however odd, becomes a file that no program need repair: random decks of every construct through the whole way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from presenter import theme as themes
from presenter.export.pptx import write as export
from presenter.export.report import Options
from presenter.layout.arrange import arrange_show
from presenter.parse.deck import parse
from presenter.qt.shaper import QtShaper
from presenter.store.assets import AssetStore
from tests.export.lint import findings
from tests.export.test_pptx import VALIDATE, validate

pytest.importorskip("hypothesis")
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

ODD = (
    "\x00",
    "\x01",
    "\x0b",
    "\x1b",
    "\ud800",
    "\udfff",
    "\ufffe",
    "\uffff",
    "\u2028",
    "\u202e",
    "\u200d",
    "\x7f",
    "&",
    "<b>",
    "]]>",
    "🏳️‍🌈",
    "\t",
)
WORDS = ("word", "Größe", "日本語", "こんにちは", "한국어", "مرحبا", "שלום", "ไทย", "हिन्दी", "Привет", "γεια", "ﬁ", "e\u0301", "x" * 80)


def joined(parts: list[str]) -> str:
    return " ".join(parts)


words = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(ODD), st.text(max_size=12)), min_size=1, max_size=6).map(joined)
inline = st.one_of(
    words,
    words.map(lambda w: f"**{w}** *{w}* ~~{w}~~ ==x== `{w}` H~2~O x^2^"),
    words.map(lambda w: f"[{w}](https://example.org/{w.replace(' ', '')[:20]}) [s](#2) <a@b.org> [m](mailto:x)"),
    words.map(lambda w: f"a $x^2 + \\frac{{a}}{{b}}$ and ${w[:8]}$ {w}"),
    words.map(lambda w: f'![{w}](no-such.png "{w[:9]}") {{.step}}'),
)
line = inline.map(lambda w: w.replace("\n", " ").replace("\r", " "))


def listed(mark: str) -> Callable[[list[tuple[int, str]]], str]:
    return lambda items: "\n".join("  " * depth + f"{mark} {text}" for depth, text in items)


items = st.lists(st.tuples(st.integers(0, 3), line), min_size=1, max_size=6)
row = st.lists(line.map(lambda w: w.replace("|", "/")), min_size=1, max_size=5)
nodes = st.sampled_from(["A[one]", "B(two)", "C{three?}", "D((four))", "E[(five)]", "F([six])", "G[[seven]]", 'H["a<br/>b"]', "I>odd]"])
edge = st.sampled_from(["-->", "---", "-.->", "==>", "--o", "--x", "<-->", "-->|label|"])
block = st.one_of(
    line,
    items.map(listed("-")),
    items.map(listed("1.")),
    items.map(listed("- [x]")),
    items.map(lambda i: listed("-")(i).replace("\n", " {.step}\n")),
    st.lists(row, min_size=1, max_size=5).map(
        lambda rows: "\n".join(["|" + "|".join(rows[0]) + "|", "|" + "---|" * len(rows[0]), *("|" + "|".join(r) + "|" for r in rows[1:])])
    ),
    words.map(lambda w: f"```python {{1|2-3|all}}\ndef f():\n    return '{w}'\n\n{w}\n```"),
    words.map(lambda w: f"$$\n\\sum_{{i=1}}^n {w[:6]}_i \\quad \\begin{{pmatrix}} a & b \\\\ c & d \\end{{pmatrix}}\n$$"),
    words.map(lambda w: "> " + w.replace("\n", "\n> ") + "\n>\n> — someone"),
    words.map(lambda w: f"> [!NOTE]\n> {w}".replace("\n\n", "\n")),
    words.map(lambda w: f"::: columns\n\n::: column\n{w}\n:::\n\n::: column\n- {w}\n:::\n\n:::"),
    st.lists(st.tuples(nodes, edge, nodes), min_size=1, max_size=6).map(
        lambda edges: (
            "```mermaid\nflowchart " + ("LR" if len(edges) % 2 else "TD") + "\n" + "\n".join(f" {a} {e} {b}" for a, e, b in edges) + "\n```"
        )
    ),
    words.map(lambda w: f"```mermaid\nsequenceDiagram\n A->>B: {w}\n B-->>A: hi\n Note over A: n\n```".replace(";", ",")),
    st.tuples(st.sampled_from(["bar", "line", "pie", "area", "doughnut"]), st.lists(st.integers(-99, 999), min_size=1, max_size=5)).map(
        lambda c: f"```chart\ntype: {c[0]}\nlabels: [{', '.join('abcde'[: len(c[1])])}]\nseries:\n  one: {c[1]}\n```"
    ),
    words.map(lambda w: f"<!-- {w.replace('--', '')} -->"),
    words.map(lambda w: f"::: notes\n{w}\n\n- {w}\n:::"),
    st.sampled_from(
        [
            "<!-- layout: section -->",
            "<!-- _class: invert -->",
            "<!-- hidden: true -->",
            "<!-- section: Two -->",
            "<!-- transition: morph -->",
        ]
    ),
)
slide = st.tuples(st.integers(1, 3), line, st.lists(block, max_size=4)).map(lambda s: "#" * s[0] + " " + s[1] + "\n\n" + "\n\n".join(s[2]))
front = st.sampled_from(
    ["", "---\nlang: ja\n---\n\n", "---\ntheme: dark\nlang: de\n---\n\n", "---\ntitle: T\nfooter: F & G\ntransition: fade\n---\n\n"]
)
deck = st.tuples(front, st.lists(slide, min_size=1, max_size=3)).map(lambda d: d[0] + "\n\n---\n\n".join(d[1]))

kept: list[Path] = []  # files of this run, for the validator


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AssetStore]:
    """One child that draws for all decks."""
    store = AssetStore(tmp_path_factory.mktemp("random"), blocking=True)
    yield store
    store.close()


@given(deck)
@settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),  # the first deck that fails is told as it is: making it smaller would take minutes
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
)
def test_random_decks_pass_the_linter(session_folder: Path, assets: AssetStore, text: str) -> None:
    parsed = parse(text)
    look, _ = themes.load(parsed.settings.theme, parsed.settings, session_folder)
    out = session_folder / f"random{len(kept)}.pptx"
    export(arrange_show(parsed, look, QtShaper(look.fonts), assets, None), out, Options())
    kept.append(out)
    assert findings(out) == []


def test_a_batch_of_them_passes_the_schemas(session_folder: Path) -> None:
    if not VALIDATE.exists():
        pytest.skip("../shared/ooxml is not here")
    for file in kept[::10]:
        validate(file)
