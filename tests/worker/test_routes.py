"""Flowcharts: edges become straight lines, S-curves and rounds from side to side, where nothing is in the way."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from presenter.worker.chart import sampled
from presenter.worker.diagrams import draw
from presenter.worker.outline import outline

LOOK = {"text": "#1f2933", "line": "#52606d", "node": "#e3eefb", "node_border": "#2563a8", "background": "#ffffff", "font": "Arial",
        "accents": ["#2563a8", "#d9730d", "#2f855a", "#8e44ad"], "font_size": 16.0}  # fmt: skip
G = "{http://www.w3.org/2000/svg}g"


def drawn(source: str) -> ElementTree.Element:
    header, body = draw({"lang": "mermaid", "source": source, "look": LOOK}, b"")
    assert "problem" not in header
    return ElementTree.fromstring(body)


def connectors(source: str) -> dict[tuple[str, str], tuple[str, float, tuple[float, ...], list[tuple[float, float]]]]:
    """(from, to) -> the way, where it bends, its ends, and points along what is drawn."""
    found: dict[Any, Any] = {}
    for group in drawn(source).iter(G):
        if group.get("data-connector"):
            way, bend, *ends = group.get("data-connector", "").split()
            line = next(group.iter("{http://www.w3.org/2000/svg}path"))
            points = sampled(outline(line.get("d", "")))
            found[group.get("data-from"), group.get("data-to")] = (way, float(bend), tuple(map(float, ends)), points)
    return found


def test_a_line_runs_from_the_middle_of_a_side_to_the_middle_of_another() -> None:
    found = connectors("flowchart LR\n A --> B\n A --> C")
    assert set(found) == {("A", "B"), ("A", "C")}
    (way, bend, (x0, y0, x1, y1), points), (_, _, other, _) = found.values()
    assert (way, bend) == ("across", 0.5)
    assert (x0, y0) == other[:2]
    assert y1 != other[3]
    assert points[0] == pytest.approx((x0, y0), abs=0.01)
    assert points[-1] == pytest.approx((x1 - 4, y1), abs=0.1)  # the arrow head goes on from there


@pytest.mark.parametrize(("flow", "way"), [("LR", "across"), ("RL", "across"), ("TD", "down"), ("BT", "down")])
def test_boxes_in_a_row_are_joined_by_straight_lines(flow: str, way: str) -> None:
    found = connectors(f"flowchart {flow}\n a[one] --> b[(two)] --> c{{three}} --- d((four))")
    assert [(key, value[:2]) for key, value in found.items()] == [((a, b), (way, 0.0)) for a, b in ("ab", "bc", "cd")]


@pytest.mark.parametrize(("flow", "way"), [("LR", "down"), ("TD", "across")])
def test_what_runs_back_goes_round(flow: str, way: str) -> None:
    """Out of a side and into the same side of the other box, past the box between them; the drawing has room for it."""
    found = connectors(f"flowchart {flow}\n A --> B --> C\n C -->|again| A")
    assert set(found) == {("A", "B"), ("B", "C"), ("C", "A")}
    turned, bend, (x0, y0, x1, y1), points = found["C", "A"]
    assert turned == way
    assert not 0 <= bend <= 1
    assert abs(y0 - y1 if way == "down" else x0 - x1) <= 1
    root = drawn(f"flowchart {flow}\n A --> B --> C\n C -->|again| A")
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    assert all(left < x < left + wide and top < y < top + high for x, y in points)


def test_there_and_back_are_two_lines() -> None:
    found = connectors("flowchart LR\n A --> B\n B --> A")
    assert [bend == 0 for _, bend, _, _ in found.values()] == [True, False]


def test_two_lines_one_way_stay() -> None:
    assert set(connectors("flowchart LR\n A --> B\n A -.-> B\n B --> C")) == {("B", "C")}


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("flowchart LR\n A --> B\n B -- again --> B\n B --> C", "loop"),
        ("flowchart TD\n A --> B\n B -- again --> B\n B --> C", "loop-back"),
        ("stateDiagram-v2\n [*] --> B\n B --> B : again\n B --> C\n B --> D", "loop-back"),
    ],
)
def test_a_line_to_its_own_box_goes_round_a_corner(source: str, way: str) -> None:
    """Its arrow head has a side of its own; nothing else is crossed, and its words stand outside the box."""
    found = connectors(source)
    turned, bend, (x0, y0, x1, y1), points = found["B", "B"]
    assert turned == way and bend > 0
    side, end = ((x1, y1), (x0, y0)) if way == "loop-back" else ((x0, y0), (x1, y1))
    assert side[0] != end[0] and side[1] != end[1]
    others = [value[2] for key, value in found.items() if key != ("B", "B")]
    assert (x1, y1) not in {ends[:2] for ends in others} | {ends[2:] for ends in others}
    out, down = (1 if side[0] > end[0] else -1), (1 if end[1] > side[1] else -1)
    assert max(out * x for x, _ in points) > out * side[0] + 10 and max(down * y for _, y in points) > down * end[1] + 10
    root = drawn(source)
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    assert all(left < x < left + wide and top < y < top + high for x, y in points)


def test_a_box_with_no_room_round_it_keeps_mermaids_line() -> None:
    """Within a narrow group a loop would lead out of it."""
    found = connectors("flowchart LR\n subgraph g\n A[a very long name of a box] --> A\n end\n B --> C")
    assert ("B", "C") in found
    for (_, _, _, points) in found.values():
        assert points


def test_edges_of_groups_hold_on_to_them() -> None:
    groups = "subgraph web [Web]\n a --> b\n end\n subgraph store\n c[(DB)]\n end\n"
    source = f"flowchart TB\n {groups} web -->|reads| store\n u --> web\n store --> x"
    found = connectors(source)
    assert {("web", "store"), ("u", "web"), ("store", "x")} <= set(found)
    names = {g.get("data-node") for g in drawn(source).iter(G) if g.get("data-node")}
    assert {"web", "store", "a", "b", "c", "u", "x"} == names


def test_edges_within_a_group_laid_out_on_its_own_are_joined_too() -> None:
    """Such a group is drawn moved as a whole: its lines are told in its own measure."""
    inner = connectors("stateDiagram-v2\n [*] --> On\n state On {\n  [*] --> a\n  a --> b : go\n }\n On --> [*]")
    assert {("root_start", "On"), ("On", "root_end"), ("a", "b")} <= set(inner)
    way, bend, (_, y0, _, y1), points = inner["a", "b"]
    assert (way, bend) == ("down", 0.0)
    assert points[0][1] == pytest.approx(y0, abs=0.1) and points[-1][1] == pytest.approx(y1, abs=8)


def test_no_line_crosses_a_box() -> None:
    found = connectors("flowchart TD\n A --> B --> C --> D\n A --> D\n A --> C")
    assert ("A", "B") in found
    assert ("A", "D") not in found or all(abs(x - found["A", "B"][2][0]) > 20 for x, _ in found["A", "D"][3][10:-10])


def test_names_with_lines_in_them_are_read_only_one_way() -> None:
    assert set(connectors("flowchart LR\n a_b --> c_d")) == {("a_b", "c_d")}
    assert ("a", "b_c") not in connectors("flowchart LR\n a --> b_c\n a_b --> c")


def test_a_label_stands_on_its_line() -> None:
    source = "flowchart LR\n A -->|one of them| B\n A -->|the other| C"
    found = connectors(source)
    root = drawn(source)
    patches = [g for g in root.iter(G) if len(g) and g[0].tag.endswith("}g") and g[0][0].tag.endswith("}rect")]
    assert len(patches) == 2
    for patch in patches:
        x, y = map(float, re.findall(r"-?[\d.]+", patch.get("transform", ""))[:2])
        assert any(abs(px - x) < 12 and abs(py - y) < 12 for value in found.values() for px, py in value[3])


@pytest.mark.parametrize("wish", ['%%{init: {"flowchart": {"curve": "step"}}}%%\n', ""])
def test_a_curve_that_the_author_chose_stays(wish: str) -> None:
    assert bool(connectors(f"{wish}flowchart LR\n A --> B")) != bool(wish)


def test_messages_and_participants_are_named() -> None:
    root = drawn("sequenceDiagram\n participant A as Alice\n A->>Bob: Hello\n Bob-->>A: Hi\n A->>A: hm\n A-xBob: no")
    groups = list(root.iter(G))
    assert {g.get("data-node") for g in groups if g.get("data-node")} == {"A top", "A bottom", "Bob top", "Bob bottom"}
    assert {g.get("data-line") for g in groups if g.get("data-line")} == {"A", "Bob"}
    ends = [(g.get("data-from"), g.get("data-to")) for g in groups if g.get("data-connector")]
    assert ends == [("A", "Bob"), ("Bob", "A"), ("A", "Bob")]
    assert [g.get("data-head") for g in groups if g.get("data-head")] == ["end triangle"] * 3 + ["end"]


def test_states_are_joined_too() -> None:
    """Their edges have no names: the boxes at whose outlines they end are theirs."""
    found = connectors("stateDiagram-v2\n [*] --> Still\n Still --> Moving\n Moving --> [*]")
    assert set(found) == {("root_start", "Still"), ("Still", "Moving"), ("Moving", "root_end")}


def test_words_of_a_transition_stand_on_its_patch() -> None:
    root = drawn("stateDiagram-v2\n Still --> Moving : push")
    labels = [g for g in root.iter(G) if any(t.text == "push" for t in g.iter("{http://www.w3.org/2000/svg}text"))]
    inner = next(g for g in reversed(labels) if g.find("{http://www.w3.org/2000/svg}rect") is not None)
    patch, words = inner.find("{http://www.w3.org/2000/svg}rect"), inner.find(f"{G}/{{http://www.w3.org/2000/svg}}text")
    assert patch is not None and words is not None
    shift = float(re.findall(r"-?[\d.]+", inner.find(G).get("transform", ""))[1])  # type: ignore[union-attr]
    top, high = float(patch.get("y", "0")), float(patch.get("height", "0"))
    baseline = shift + float(words.get("y", "0"))
    assert top + high / 2 < baseline < top + high
