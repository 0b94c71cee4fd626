"""Mermaid's flowcharts and sequences in PowerPoint: shapes with their words in them, connectors that hold on to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.shapes.connector import Connector
from pptx.shapes.group import GroupShape

from presenter.export.pptx import write as export
from presenter.export.pptx.drawing import Drawn
from presenter.export.pptx.forms import form_of
from presenter.export.report import Options
from presenter.layout.shaper import Answer, DiagramLook
from presenter.model import Diagram
from presenter.scene import Color, Image, Rect, Shape
from presenter.worker.diagrams import draw
from tests.export import decks
from tests.export.conftest import NS, Written
from tests.export.lint import findings
from tests.export.test_pptx import validate

FLOW = """flowchart LR
  A[Write] -->|save| B(Check it)
  B --> C{Good?}
  C -- yes --> D((Show))
  C -. no .-> A
  D ==> E[(Store)]
  E --o F([Round])
  F --x G[two<br/>lines]
"""
SEQUENCE = """sequenceDiagram
  participant A as Alice
  actor B as Bob
  A->>B: Hello
  B-->>A: Hi
  Note over A,B: a note
  A-)C: async
  C->>C: self
  A-xB: lost
"""
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(eq=False)
class Drawing(decks.DrawnAssets):
    """Assets whose diagrams are the worker's."""

    def diagram(self, lang: str, source: str, look: DiagramLook) -> Answer:
        """Drawn at once."""
        from dataclasses import asdict

        header, body = draw({"lang": lang, "source": source, "look": asdict(look)}, b"")
        file = self.folder / f"{abs(hash((source, look)))}.svg"
        file.write_bytes(body)
        return Answer(Image(file.name, "svg", header["width"], header["height"], file))


def written(folder: Path, *sources: str, theme: str = "light") -> Written:
    from dataclasses import replace

    given = [decks.slide(Diagram(lang="mermaid", source=source), title=f"Diagram {n}") for n, source in enumerate(sources)]
    show = replace(decks.show(folder, theme, given), assets=Drawing(folder))
    out = folder / "diagrams.pptx"
    return Written(out, export(show, out, Options()))


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory, app: object) -> Written:
    return written(tmp_path_factory.mktemp("diagram"), FLOW, SEQUENCE)


def group(made: Written, number: int) -> GroupShape:
    slide = Presentation(str(made.path)).slides[number - 1]
    return next(shape for shape in slide.shapes if isinstance(shape, GroupShape))


def test_boxes_have_their_words_in_them(flow: Written) -> None:
    shapes = {shape.name: shape for shape in group(flow, 1).shapes if shape.has_text_frame and shape.text_frame.text}
    assert {name: shape.text_frame.text for name, shape in shapes.items() if name.startswith("Box")} == {
        "Box A": "Write", "Box B": "Check it", "Box C": "Good?", "Box D": "Show", "Box E": "Store", "Box F": "Round",
        "Box G": "two\vlines",
    }  # fmt: skip
    forms = flow.find(1, ".//p:grpSp/p:sp[starts-with(p:nvSpPr/p:cNvPr/@name,'Box')]/p:spPr/a:prstGeom/@prst")
    assert forms == ["rect", "roundRect", "diamond", "ellipse", "can", "roundRect", "rect"]
    assert set(flow.find(1, ".//p:sp[starts-with(p:nvSpPr/p:cNvPr/@name,'Box')]//a:rPr//a:latin/@typeface")) <= {"+mn-lt"}


def ends_of(shape: Connector) -> list[tuple[float, float]]:
    """Where a connector begins and ends on the slide, mirrored and turned as it says (python-pptx does not turn)."""
    frame = shape._element.find("p:spPr/a:xfrm", NS)
    assert frame is not None
    w, h = shape.width / 2, shape.height / 2
    across, down = (-1 if frame.get("flipH") else 1), (-1 if frame.get("flipV") else 1)
    ends = [(-w * across, -h * down), (w * across, h * down)]
    if frame.get("rot") == "5400000":
        ends = [(-y, x) for x, y in ends]
    return [(shape.left + w + x, shape.top + h + y) for x, y in ends]


def test_connectors_hold_on_where_they_end(flow: Written) -> None:
    """Every end is on the place of its shape that it names; what has a cross for a head is drawn."""
    slide = flow.slide(1)
    elements = group(flow, 1)._element.xpath(".//p:cxnSp[starts-with(p:nvCxnSpPr/p:cNvPr/@name,'Connector')]")
    found = [Connector(element, None) for element in elements]  # type: ignore[arg-type]
    assert [shape.name for shape in found] == [
        "Connector A-B", "Connector B-C", "Connector C-D", "Connector C-A", "Connector D-E", "Connector E-F",
    ]  # fmt: skip
    for shape in found:
        for end, (x, y) in zip(("stCxn", "endCxn"), ends_of(shape), strict=True):
            glue = shape._element.find(f".//a:{end}", NS)
            assert glue is not None
            held = slide.xpath(f".//p:sp[p:nvSpPr/p:cNvPr/@id='{glue.get('id')}']/p:spPr", namespaces=NS)
            assert len(held) == 1  # type: ignore[arg-type]
            left, top, wide, high = (int(n) for n in held[0].xpath("a:xfrm/*/@*", namespaces=NS))  # type: ignore[index]
            kind = held[0].xpath("string(a:prstGeom/@prst)", namespaces=NS)  # type: ignore[index]
            places = [(left + wide / 2, top), (left, top + high / 2), (left + wide / 2, top + high), (left + wide, top + high / 2)]
            site = int(glue.get("idx"))
            place = places[{"ellipse": site // 2, "can": site - 1}.get(str(kind), site)]
            assert (x, y) == pytest.approx(place, abs=12700)
    ends = flow.find(1, ".//p:cxnSp[starts-with(p:nvCxnSpPr/p:cNvPr/@name,'Connector')]//a:tailEnd/@type")
    assert ends == ["triangle"] * 5 + ["oval"]
    # a cylinder's places are counted from its lid in PowerPoint, which LibreOffice does not know: it has the line as drawn
    fallback = flow.find(1, ".//*[local-name()='Fallback'][preceding-sibling::*/p:cxnSp]/*")
    assert {element.tag.rpartition("}")[2] for element in fallback} <= {"sp", "cxnSp"}
    assert not flow.find(1, ".//*[local-name()='Fallback']//a:stCxn")
    assert flow.report.slides[0].native["connector"] == 6


def test_a_curve_down_is_turned(tmp_path: Path, app: object) -> None:
    """A quarter turn, mirrored where it goes to the right: its ends lie where they are drawn."""
    made = written(tmp_path, "flowchart TD\n A --> B\n A --> C", "flowchart BT\n A --> B\n A --> C")
    for number, flips in ((1, {None: None, "1": None}), (2, {None: "1", "1": "1"})):
        frames = made.find(number, ".//p:cxnSp/p:spPr/a:xfrm[@rot='5400000']")
        assert {frame.get("flipV"): frame.get("flipH") for frame in frames} == flips
    validate(made.path)


def test_what_goes_round_bends_outside_its_ends(flow: Written) -> None:
    """From below one box to below another; LibreOffice, which would go its own way, has the line as drawn."""
    back = flow.find(1, ".//p:cxnSp[p:nvCxnSpPr/p:cNvPr/@name='Connector C-A']")[0]
    bend = int(back.xpath("string(.//a:gd[@name='adj1']/@fmla)", namespaces=NS).removeprefix("val "))
    assert not 0 <= bend <= 100_000
    assert [end.get("idx") for end in back.findall("p:nvCxnSpPr/p:cNvCxnSpPr/*", NS)] == ["2", "2"]
    pair = back.getparent().getparent()  # type: ignore[union-attr]
    assert [element.tag.rpartition("}")[2] for element in pair[1]] == ["sp", "sp"]  # type: ignore[index]


LOOPS = ("flowchart LR\n A --> B\n B --> B\n A --> A", "flowchart TD\n A --> B\n B -- wait --> B\n A --> A", "flowchart BT\n A --> A")


def test_a_line_to_its_own_box_is_a_connector_round_a_corner(tmp_path: Path, app: object) -> None:
    """PowerPoint draws it where we do, its arrow head at the same end; it holds on to two places of one box."""
    made = written(tmp_path, *LOOPS)
    for number, source in enumerate(LOOPS, 1):
        loops = made.find(number, ".//p:cxnSp[p:spPr/a:prstGeom/@prst='curvedConnector4']")
        assert len(loops) == source.count("A --> A") + source.count("--> B\n B")
        for shape in loops:
            first, last = (shape.find(f".//a:{end}", NS) for end in ("stCxn", "endCxn"))
            assert first is not None and last is not None
            assert first.get("id") == last.get("id") and {int(first.get("idx", "9")) % 2, int(last.get("idx", "9")) % 2} == {0, 1}
            heads = [shape.xpath(f"string(.//a:{end}/@type)", namespaces=NS) for end in ("headEnd", "tailEnd")]
            assert sorted(heads) == ["none", "triangle"]
            drawn = shape.getparent().getparent()[1]  # type: ignore[index,union-attr]
            curve, head = (box_of(part) for part in drawn[:2])
            end = curve_of(shape)[0 if heads[0] == "triangle" else -1]
            reach = [min(curve[0], end[0]), min(curve[1], end[1]), max(curve[2], end[0]), max(curve[3], end[1])]
            assert box_of_curve(shape) == pytest.approx(reach, abs=0.75 * 12700)
            assert head[0] - 12700 <= end[0] <= head[2] + 12700 and head[1] - 12700 <= end[1] <= head[3] + 12700
    validate(made.path)


def box_of(shape: etree._Element) -> tuple[int, ...]:
    """Left, top, right, bottom of a shape."""
    x, y, w, h = (int(n) for n in shape.xpath("p:spPr/a:xfrm/*/@*", namespaces=NS))  # type: ignore[union-attr, arg-type]
    return x, y, x + w, y + h


def curve_of(shape: etree._Element) -> list[tuple[float, float]]:
    """Points along PowerPoint's connector with three bends, as the standard defines it."""
    from presenter.worker.chart import sampled

    frame = shape.find("p:spPr/a:xfrm", NS)
    assert frame is not None
    left, top, right, bottom = box_of(shape)
    w, h = right - left, bottom - top
    bends = [int(n.removeprefix("val ")) / 100_000 for n in shape.xpath(".//a:gd/@fmla", namespaces=NS)]  # type: ignore[union-attr]
    x2, y4 = w * bends[0], h * bends[1]
    x1, x3, y1 = x2 / 2, (w + x2) / 2, y4 / 2
    curves = [
        ("M", ((0.0, 0.0),)),
        ("C", ((x1, 0.0), (x2, y1 / 2), (x2, y1))),
        ("C", ((x2, (y1 + y4) / 2), ((x2 + x3) / 2, y4), (x3, y4))),
        ("C", (((x3 + w) / 2, y4), (w, (h + y4) / 2), (w, h))),
    ]
    across, down = frame.get("flipH") == "1", frame.get("flipV") == "1"
    return [(right - x if across else left + x, bottom - y if down else top + y) for x, y in sampled(curves)]  # type: ignore[arg-type]


def box_of_curve(shape: etree._Element) -> list[float]:
    points = curve_of(shape)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return [min(xs), min(ys), max(xs), max(ys)]


def test_edges_of_groups_hold_on_to_the_groups(tmp_path: Path, app: object) -> None:
    made = written(tmp_path, "flowchart LR\n subgraph one [First]\n a --> b\n end\n subgraph two\n c\n end\n one --> two")
    held = made.find(1, ".//p:cxnSp[p:nvCxnSpPr/p:cNvPr/@name='Connector one-two']//p:cNvCxnSpPr/*/@id")
    names = [made.find(1, f".//p:sp/p:nvSpPr/p:cNvPr[@id='{number}']/@name")[0] for number in held]
    assert names == ["Box one", "Box two"]
    assert made.find(1, ".//p:sp[p:nvSpPr/p:cNvPr/@name='Box one']//a:t/text()") == ["First"]
    assert made.report.slides[0].native["connector"] == 2
    validate(made.path)


CLASSES = "classDiagram\n Animal <|-- Duck\n Animal : +int age\n class Duck{\n +String beak\n +swim()\n +quack()\n }"
ENTITIES = "erDiagram\n CUSTOMER ||--o{ ORDER : places\n CUSTOMER }|..|{ ADDRESS : uses\n CUSTOMER {\n string name PK\n string mail\n }"


def test_classes_and_entities_are_groups_of_forms_and_lists(tmp_path: Path, app: object) -> None:
    """A class is moved as one, its name stands in its box, and its members are one text; nothing of them is a picture."""
    made = written(tmp_path, CLASSES, ENTITIES)
    assert not made.report.slides[0].pictures and not made.report.slides[1].pictures
    boxes = {shape.name: shape for shape in (*group(made, 1).shapes, *group(made, 2).shapes) if shape.name.startswith("Box")}
    assert list(boxes) == ["Box Animal", "Box Duck", "Box CUSTOMER", "Box ORDER", "Box ADDRESS"]
    assert [shape.text_frame.text for shape in boxes["Box Duck"].shapes if shape.has_text_frame and shape.text_frame.text] == [
        "Duck", "+String beak", "+swim()\v+quack()",
    ]  # fmt: skip
    assert boxes["Box Duck"].shapes[0].name.startswith("Heading")
    said = [shape.text_frame.text for shape in boxes["Box CUSTOMER"].shapes if shape.has_text_frame and shape.text_frame.text]
    assert said == ["CUSTOMER", "string", "name", "PK", "string", "mail"]
    assert boxes["Box ADDRESS"].text_frame.text == "ADDRESS"
    assert findings(made.path) == []
    validate(made.path)


def test_a_sequence_holds_together(flow: Written) -> None:
    """Each participant is a group with its life line; messages hold on to the lines where they leave and arrive."""
    people = [shape for shape in group(flow, 2).shapes if isinstance(shape, GroupShape) and shape.name.startswith("Participant")]
    assert sorted(shape.name for shape in people) == ["Participant A", "Participant B", "Participant C"]
    assert flow.report.slides[1].native["connector"] == 3  # not the one to itself, nor the one with a cross
    for choice in flow.find(2, ".//p:grpSp/*[local-name()='AlternateContent']/*[local-name()='Choice']/p:cxnSp"):
        x, y = (int(choice.find("p:spPr/a:xfrm/a:off", NS).get(key)) for key in "xy")  # type: ignore[union-attr]
        w = int(choice.find("p:spPr/a:xfrm/a:ext", NS).get("cx"))  # type: ignore[union-attr]
        for glue in choice.findall("p:nvCxnSpPr/p:cNvCxnSpPr/*", NS):
            line = flow.find(2, f".//p:sp[p:nvSpPr/p:cNvPr/@id='{glue.get('id')}']/p:spPr")[0]
            left, top, _, _ = (int(n) for n in line.xpath("a:xfrm/*/@*", namespaces=NS))
            site = line.findall("a:custGeom/a:cxnLst/a:cxn/a:pos", NS)[int(glue.get("idx", "0"))]
            assert top + int(site.get("y", "0")) == pytest.approx(y, abs=100)
            assert min(abs(left - x), abs(left - x - w)) < 6 * 12700
    assert "a note" in [shape.text_frame.text for shape in group(flow, 2).shapes if shape.has_text_frame]


def test_they_are_valid(flow: Written) -> None:
    assert findings(flow.path) == []
    validate(flow.path)


@pytest.mark.parametrize(
    ("old", "new", "said"), [(b'idx="3"', b'idx="9"', "place 9"), (b'<a:endCxn id="', b'<a:endCxn id="99', "not there")]
)
def test_the_linter_sees_connectors_that_hold_on_to_nothing(flow: Written, tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    from tests.export.test_rough import spoilt

    bad = spoilt(tmp_path, flow, "ppt/slides/slide1.xml", lambda data: data.replace(old, new))
    assert any(said in words for words in findings(bad))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("M0 0L10 0L10 5L0 5Z", "rect"),
        ("M5 0L10 3L5 6L0 3Z", "diamond"),
        ("M0 5A10 5 0 0 1 20 5A10 5 0 0 1 0 5", "ellipse"),
        ("M5 0L15 0A5 5 0 0 1 15 10L5 10A5 5 0 0 1 5 0Z", "round"),
        ("M0 0L10 0L12 5L-2 5Z", "path"),
        ("M0 0L10 0L10 5L0 5Z M2 2L3 3", "path"),
        ("M0 0L100 0", "path"),
    ],
)
def test_forms_are_recognized(path: str, kind: str) -> None:
    from presenter.worker.chart import sampled
    from presenter.worker.outline import outline

    points = sampled(outline(path))
    x, y = min(p[0] for p in points), min(p[1] for p in points)
    box = Rect(x, y, max(p[0] for p in points) - x, max(p[1] for p in points) - y)
    form = form_of(Shape(box, "path", Color("#ffffff"), path_data=path))
    assert (form.preset if form.preset in ("diamond", "can") else form.shape.kind) == kind


def test_a_drawing_without_meaning_is_loose_parts() -> None:
    """What other programs draw has no boxes and edges by name."""
    assert Drawn(Shape(Rect(0, 0, 1, 1))).edge is None
