"""Mermaid's drawing as it comes → the same with its labels where they belong."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from presenter.worker.cascade import length
from presenter.worker.clean import SVG
from presenter.worker.flatten import plain_color
from presenter.worker.meaning import group_name
from presenter.worker.mermaid import ink_on

PATCH_EDGE = 2.0  # pixels of a label's patch above its words


def mend(root: Element, text: str) -> None:
    """Put right, in place, what is off the middle without a browser's measuring; `text` is the theme's text colour."""
    for group in root.iter(f"{{{SVG}}}g"):
        classes = group.get("class", "").split()
        if "edgeLabel" in classes:
            _centre_edge_label(group)
        elif "node" in classes:
            _centre_node_label(group)
            _keep_readable(group, text)
        elif group_name(group):
            _centre_group_name(group)
        elif "label-group" in classes or "name" in classes:
            _centre_heading(group)


def _centre_edge_label(group: Element) -> None:
    """The words and the patch behind them both stand in the middle of the edge."""
    label = _child(group, "g", "label")
    inner = _child(label, "g")
    patch, words, nested = _child(inner, "rect", "background"), _child(inner, "text"), _child(inner, "g")
    if patch is not None and nested is not None and _child(nested, "text") is not None:
        x, _ = _shift(nested)  # of a state's transition: the words begin at the patch's top, not in its middle
        nested.set("transform", f"translate({x:g} {PATCH_EDGE:g})")
        return
    if label is None or patch is None or words is None or words.get("text-anchor") != "middle":
        return
    _, y = _shift(label)
    label.set("transform", f"translate(0 {y:g})")
    patch.set("x", f"{-length(patch.get('width', '0')) / 2:g}")


def _centre_node_label(group: Element) -> None:
    """A state's or an entity's name stands in the middle of its box."""
    box, label = _child(group, "rect", "label-container"), _child(group, "g", "label")
    words = _child(label, "text")
    if box is None or label is None or words is None or not _is_plain_box(group):
        return
    _, y = _shift(label)
    middle = length(box.get("x", "0")) + length(box.get("width", "0")) / 2
    label.set("transform", f"translate({middle:g} {y:g})")
    words.set("text-anchor", "middle")


def _centre_group_name(group: Element) -> None:
    """The name of a group of boxes stands in the middle of its upper edge."""
    box = next((child for child in group.iter(f"{{{SVG}}}rect") if child.get("width")), None)
    label = _child(group, "g", "cluster-label")
    words = list(label.iter(f"{{{SVG}}}text")) if label is not None else []
    if box is None or label is None or not words:
        return
    _, y = _shift(label)
    label.set("transform", f"translate({length(box.get('x', '0')) + length(box.get('width', '0')) / 2:g} {y:g})")
    for line in words:
        line.set("text-anchor", "middle")


def _is_plain_box(group: Element) -> bool:
    """A state, or an entity without attributes: a box and one name."""
    return "statediagram-state" in group.get("class", "") or "-entity-" in group.get("id", "")


def _keep_readable(group: Element, text: str) -> None:
    """Words on a fill of the author's own are dark or light as it needs, or have the colour that was said."""
    shape = next((child for child in group.iter() if "fill:" in child.get("style", "") and not child.tag.endswith("}text")), None)
    match = re.search(r"(?:^|;)\s*fill:\s*([^;!]+)", shape.get("style", "")) if shape is not None else None
    label = _child(group, "g", "label")
    if label is None:
        return
    said = re.search(r"(?:^|;)\s*color:\s*([^;!]+)", label.get("style", ""))
    if not said and not match:
        return
    ink = said[1].strip() if said else ink_on(plain_color(match[1].strip())[0], text) if match else text
    for words in label.iter(f"{{{SVG}}}text"):
        if "fill:" not in words.get("style", ""):
            words.set("style", f"{words.get('style', '')};fill:{ink}".lstrip(";"))


def _centre_heading(group: Element) -> None:
    """The name of a class or an entity stands in the middle of its box, which is drawn round 0."""
    x, y = _shift(group)
    if x < 0:
        group.set("transform", f"translate(0 {y:g})")
        for words in group.iter(f"{{{SVG}}}text"):
            words.set("text-anchor", "middle")


def _child(element: Element | None, tag: str, kind: str = "") -> Element | None:
    for child in element if element is not None else ():
        if child.tag == f"{{{SVG}}}{tag}" and (not kind or kind in child.get("class", "").split()):
            return child
    return None


def _shift(element: Element) -> tuple[float, float]:
    match = re.match(r"\s*translate\(\s*(-?[\d.e-]+)[\s,]*(-?[\d.e-]+)?", element.get("transform", ""))
    return (float(match[1]), float(match[2] or 0)) if match else (0.0, 0.0)
