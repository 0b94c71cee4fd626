"""Mermaid diagrams in the theme's colours: plain SVG that says every word, in its box."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest

from presenter.worker.curves import ends
from presenter.worker.diagrams import draw
from presenter.worker.flatten import flatten, plain_color
from presenter.worker.mermaid import ink_on, mix

LIGHT = {"text": "#1f2933", "line": "#52606d", "node": "#e3eefb", "node_border": "#2563a8", "background": "#ffffff", "font": "Arial",
         "accents": ["#2563a8", "#d9730d", "#2f855a", "#8e44ad"], "font_size": 16.0}  # fmt: skip
DARK = {**LIGHT, "text": "#e6edf3", "line": "#9fb0c0", "node": "#1f3a5a", "node_border": "#5aa2f0", "background": "#10151c"}

DIAGRAMS = {
    "flowchart LR\n A[Start] -->|yes| B{Is it?}\n B --> C(Round)\n B -.-> D[(Store)]\n subgraph G [Group]\n D\n end":
        "Start yes Is it? Round Store Group",
    "graph TD\n A[Größe] --> B[日本語]\n style A fill:#f9f": "Größe 日本語",
    "sequenceDiagram\n participant A as Alice\n A->>Bob: Hello\n Note right of Bob: Think\n loop Each day\n Bob-->>A: Hi\n end":
        "Alice Bob Hello Think Hi",
    "classDiagram\n Animal <|-- Duck\n Animal : +int age\n class Duck{\n +swim()\n }": "Animal Duck +int age +swim()",
    "stateDiagram-v2\n [*] --> Still\n Still --> Moving : push\n Moving --> [*]": "Still Moving push",
    "erDiagram\n CUSTOMER ||--o{ ORDER : places\n ORDER {\n int number\n }": "CUSTOMER ORDER places number",
    "gantt\n title Plan\n dateFormat YYYY-MM-DD\n section One\n A task :a1, 2024-01-01, 30d\n Next :after a1, 20d": "Plan One A task Next",
    'pie title Pets\n "Dogs" : 386\n "Cats" : 85': "Pets Dogs Cats",
    "mindmap\n root((Centre))\n  Left\n   Leaf\n  Right": "Centre Left Leaf Right",
    "timeline\n title History\n 2002 : LinkedIn\n 2004 : Facebook : Google": "History 2002 LinkedIn Facebook Google",
    "journey\n title Day\n section Work\n Tea: 5: Me": "Day Work Tea",
    "gitGraph\n commit\n branch develop\n commit tag: \"v1\"\n checkout main\n merge develop": "main develop v1",
    "quadrantChart\n title Reach\n x-axis Low --> High\n quadrant-1 Expand\n Point: [0.3, 0.6]": "Reach Low High Expand Point",
    'xychart-beta\n title "Sales"\n x-axis [jan, feb]\n bar [5, 6]': "Sales jan feb",
}  # fmt: skip
KINDS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs",
         "linearGradient", "stop", "use"}  # fmt: skip


def drawn(source: str, look: dict[str, Any] = LIGHT) -> tuple[dict[str, Any], ElementTree.Element]:
    header, body = draw({"lang": "mermaid", "source": source, "look": look}, b"")
    assert "problem" not in header, header
    return header, ElementTree.fromstring(body)


def words(root: ElementTree.Element) -> str:
    return " ".join(" ".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))


@pytest.mark.parametrize("source", DIAGRAMS, ids=[source.split()[0] for source in DIAGRAMS])
def test_every_kind_says_its_words_in_plain_svg(source: str) -> None:
    for look in (LIGHT, DARK):
        header, root = drawn(source, look)
        assert 20 < header["width"] < 2000 and 20 < header["height"] < 2000
        said = re.sub(r"\s+", " ", words(root))
        for word in DIAGRAMS[source].split():
            assert word in said
        for element in root.iter():
            assert element.tag.rpartition("}")[2] in KINDS
            assert not {"class", "style", "id", "filter"} & set(element.attrib) or element.tag.endswith("Gradient")
            for key in ("fill", "stroke"):
                assert re.fullmatch(r"#[0-9a-f]{6}|none|url\(#[\w-]+\)", element.get(key, "none")), element.attrib


def test_the_themes_colours_are_used() -> None:
    for look in (LIGHT, DARK):
        _, root = drawn("flowchart LR\n A --> B", look)
        colours = {element.get("fill") for element in root.iter()} | {element.get("stroke") for element in root.iter()}
        assert {look["node"], look["node_border"], look["line"], look["text"]} <= colours


def test_the_authors_own_colours_win() -> None:
    _, root = drawn("flowchart LR\n A --> B\n style A fill:#ff00ff,stroke:#00ff00")
    assert any(element.get("fill") == "#ff00ff" for element in root.iter())
    _, root = drawn('%%{init: {"themeVariables": {"primaryColor": "#ffeeaa", "mainBkg": "#ffeeaa"}}}%%\nflowchart LR\n A --> B')
    assert any(element.get("fill") == "#ffeeaa" for element in root.iter())


def test_tags_and_entities_in_labels_are_not_shown_as_source() -> None:
    _, root = drawn('flowchart LR\n A["<b>bold</b> text"] --> B["#quot;said#quot; &amp; more<br/>lines"]')
    assert re.sub(r"\s+", " ", words(root)) == 'bold text "said" & more lines'


def test_words_on_the_authors_colours_are_readable() -> None:
    _, root = drawn("flowchart LR\n A[pale] --> B[said]\n style A fill:#ffccff\n style B fill:#ffccff,color:#123456", DARK)
    texts = {"".join(text.itertext()): text.get("fill") for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert texts == {"pale": "#000000", "said": "#123456"}


def test_titles_and_settings_before_the_diagram_are_understood() -> None:
    _, root = drawn("---\ntitle: Hello\n---\nflowchart LR\n A --> B")
    assert "Hello" in words(root) and "A" in words(root)


def test_icons_of_fonts_that_are_not_here_leave_their_words() -> None:
    _, root = drawn("flowchart LR\n A[fa:fa-car Car] --> B")
    assert "Car" in words(root) and "fa-" not in words(root)


@pytest.mark.parametrize("font", ["Arial", "Carlito", "Courier New", "DejaVu Sans"])
@pytest.mark.parametrize("kind", ["flowchart LR\n A[{}]", "stateDiagram-v2\n s : {}", "sequenceDiagram\n participant A as {}"])
def test_words_fit_their_boxes_in_the_themes_font(app: object, font: str, kind: str) -> None:
    """Measured as Qt will set them."""
    from PySide6.QtGui import QFont, QFontMetricsF

    label = "Widest WWW words make"
    _, root = drawn(kind.format(label), {**LIGHT, "font": font})
    box = max(float(rect.get("width", "0")) for rect in root.iter("{http://www.w3.org/2000/svg}rect"))
    for text in root.iter("{http://www.w3.org/2000/svg}text"):
        face = QFont(text.get("font-family", ""))
        face.setPixelSize(round(float(text.get("font-size", "16"))))
        assert QFontMetricsF(face).horizontalAdvance("".join(text.itertext())) <= box


@pytest.mark.parametrize("source", list(DIAGRAMS)[:8], ids=[source.split()[0] for source in list(DIAGRAMS)[:8]])
def test_qt_draws_it_as_resvg_does(app: object, source: str) -> None:
    import resvg_py
    from PIL import Image, ImageChops, ImageFilter, ImageStat
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    _, root = drawn(source, {**LIGHT, "font": "Liberation Sans"})  # a face that both find by its name
    data = ElementTree.tostring(root)
    other = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=data.decode(), background="#ffffff"))).convert("L")
    image = QImage(*other.size, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(data)).render(painter)
    painter.end()
    buffer = QBuffer()
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    ours = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("L")
    blur = ImageFilter.GaussianBlur(2)
    apart = ImageStat.Stat(ImageChops.difference(ours.filter(blur), other.filter(blur))).mean[0]
    assert apart < 3  # of 255: edges are smoothed differently; a box filled black or left out gives 10 and more


@pytest.mark.parametrize(("source", "line", "word"), [
    ("flowchart LR\n A --> B\n A[unclosed --> B\n B --> C", 3, "Unterminated"),
    ("flowchart LR\n A -->", 2, "too early"),
    ('pie\n "a" : 1\n "b" : x', 3, "pie"),
    ("flwchart LR\n A", 1, "no kind of diagram"),
    ("%% only a remark", None, "no kind"),
    ("", None, "empty"),
    ("graph", None, "nothing"),
    ("x" * 200_000, None, "too large"),
    ("flowchart LR\n" + "\n".join(f" a{n} --> a{n + 1}" for n in range(4000)), None, "too large"),
])  # fmt: skip
def test_mistakes_are_told_with_their_line(source: str, line: int | None, word: str) -> None:
    header, _ = draw({"lang": "mermaid", "source": source, "look": LIGHT}, b"")
    assert header["problem"]["code"] == "diagram-broken"
    assert word in header["problem"]["message"]
    if line:
        assert header["problem"]["line"] == line


def test_a_large_diagram_is_drawn() -> None:
    header, root = drawn("flowchart LR\n" + "\n".join(f" n{n * 7 % 97} --> n{n * 13 % 89}" for n in range(400)))
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) >= 800 and header["width"] > 1000


def test_another_language_is_a_problem() -> None:
    assert draw({"lang": "dot", "source": "digraph {}", "look": LIGHT}, b"")[0]["problem"]["code"] == "diagram-unknown"


# ---------------------------------------------------------------- the parts


def plain(inside: str) -> ElementTree.Element:
    return flatten(ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'))


def test_css_is_worked_into_attributes_by_its_rules() -> None:
    root = plain(
        "<style>rect{fill:red} .a rect{fill:lime} #x{fill:hsl(240,100%,50%)} g>rect.b{stroke:rgba(0,0,0,.5)} rect:hover{fill:pink}"
        "[data-k='v']{opacity:.5} rect.c{fill:red!important} .n:not(.m){fill:#abc}</style>"
        "<rect width='1' height='1'/><g class='a'><rect class='b' width='2' height='1'/></g><rect id='x' width='3' height='1'/>"
        "<rect data-k='v' class='c' style='fill:blue' width='4' height='1'/><rect class='n' width='5' height='1'/>"
        "<rect class='n m' fill='currentColor' color='#010203' width='6' height='1'/>"
    )
    found = {rect.get("width"): rect for rect in root.iter("{http://www.w3.org/2000/svg}rect")}
    assert [found[str(n)].get("fill") for n in range(1, 7)] == ["#ff0000", "#00ff00", "#0000ff", "#ff0000", "#aabbcc", "#ff0000"]
    assert (found["2"].get("stroke"), found["2"].get("stroke-opacity")) == ("#000000", "0.5")
    assert found["4"].get("opacity") == ".5"


def test_lines_of_text_stand_on_their_own() -> None:
    lines = "<tspan x='5' dy='1em'>one</tspan><tspan x='5' dy='1.2em'>two</tspan>"
    root = plain(f"<text x='5' y='10' font-size='10' text-anchor='middle'>{lines}</text>")
    texts = list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert [(text.text, text.get("x"), text.get("y")) for text in texts] == [("one", "5", "20"), ("two", "5", "32")]


def test_arrow_heads_are_shapes_at_the_ends() -> None:
    root = plain(
        "<marker id='m' viewBox='0 0 10 10' refX='10' refY='5' markerWidth='8' markerHeight='8' markerUnits='userSpaceOnUse' orient='auto'>"
        "<path d='M0 0L10 5L0 10z'/></marker><path d='M0 0 h5 v7' fill='none' stroke='red' marker-end='url(#m)'/>"
    )
    arrow = root.find("{http://www.w3.org/2000/svg}g")
    assert arrow is not None and arrow.get("transform") == "translate(5 7) rotate(90) scale(0.8) translate(-10 -5)"


@pytest.mark.parametrize(("path", "start", "end"), [
    ("M0 0L10 0", 0, 0), ("M0 0 0 10", 90, 90), ("m1 1 c0 5 5 10 10 10", 90, 0), ("M0,0A5,5 0 0 1 10,0", 0, 0), ("M0 0Q10 0 10 10", 0, 90),
    ("M5 5H0", 180, 180), ("M0 0L10 0L10 0", 0, 0), ("M0 0L3 4z", 53.13, -126.87),
])  # fmt: skip
def test_the_direction_of_a_path_at_its_ends(path: str, start: float, end: float) -> None:
    found = ends(ElementTree.Element("path", {"d": path}), "path")
    assert found is not None
    assert (found[0][2], found[1][2]) == pytest.approx((start, end), abs=0.01)


@pytest.mark.parametrize("path", ["", "M", "M0 0", "nonsense", "L", "M 1 x 2"])
def test_a_path_that_goes_nowhere_has_no_ends(path: str) -> None:
    assert ends(ElementTree.Element("path", {"d": path}), "path") is None


def test_colours() -> None:
    assert plain_color("hsl(120, 100%, 50%)") == ("#00ff00", 1.0)
    assert plain_color("rgba(255,0,0,0)") == ("none", 1.0)
    assert plain_color("what") == ("#000000", 1.0)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert ink_on("#000080", "#111111", "#eeeeee") == "#ffffff"
    assert ink_on("#ffffee", "#111111", "#eeeeee") == "#111111"


def test_the_thin_branches_of_a_deep_mindmap_have_a_width() -> None:
    _, root = drawn("mindmap\n root((a))\n  b\n   c\n    d\n     e\n      f\n       g\n        h")
    assert all(float(shape.get("stroke-width", "1")) >= 0 for shape in root.iter())
