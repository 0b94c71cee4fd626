"""A PDF -> its structure as text, its links, and everything that is wrong with its tags."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

PAINTS = frozenset(("Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "BI", "EI", "INLINE IMAGE"))


def outline_of(path: Path) -> list[str]:
    """The structure tree, a line an element: two spaces a level, its tag, and what it says where it says something."""
    with pikepdf.open(path) as pdf:
        return list(_told(pdf.Root.StructTreeRoot.K, 0))


def _told(element: Any, depth: int) -> Iterator[str]:
    said = " ".join(f"{name[1:]}={element[name]}" for name in ("/T", "/Alt", "/ActualText", "/Lang") if name in element)
    yield f"{'  ' * depth}{str(element.S)[1:]} {said}".rstrip()
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _told(kid, depth + 1)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def faults(path: Path) -> list[str]:
    """What is wrong with the tags: content that is neither tagged nor decoration, marks that lead nowhere, links outside
    the tree, figures without words, headings that skip a level."""
    with pikepdf.open(path) as pdf:
        found = list(_document_faults(pdf))
        parents = _numbers(pdf.Root.StructTreeRoot.ParentTree)
        for number, page in enumerate(pdf.pages):
            owners = parents.get(int(page.obj.StructParents), [])
            found += [f"page {number + 1}: {fault}" for fault in _page_faults(page, owners)]
            for area in page.obj.get("/Annots", []):
                if str(parents[int(area.StructParent)].S) != "/Link" or not str(area.get("/Contents", "")):
                    found.append(f"page {number + 1}: a link that is not in the tree or says nothing")
        return found


def _document_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle:
        yield "it is not marked as tagged, or its title is not shown"
    level = 0
    for line in _told(root.StructTreeRoot.K, 0):
        tag, _, said = line.strip().partition(" ")
        if tag in ("Figure", "Formula") and "Alt=" not in said:
            yield "a figure without words"
        if tag[0] == "H" and tag[1:].isdigit():
            if int(tag[1:]) > level + 1:
                yield f"{tag} after H{level}"
            level = int(tag[1:])


def _numbers(tree: Any) -> dict[int, Any]:
    values = list(tree.Nums)
    return {int(key): value for key, value in zip(values[::2], values[1::2], strict=True)}


def _page_faults(page: Any, owners: Any) -> Iterator[str]:
    depth, seen = 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            depth += 1
            if name == "BDC":
                seen.append(int(operands[1].MCID))
        elif name == "EMC":
            depth -= 1
        elif name in PAINTS and depth != 1:
            yield f"{name} at depth {depth}"
    if depth:
        yield "a mark that does not end"
    if seen != list(range(len(owners))):
        yield f"marks {seen} for {len(owners)} owners"
    for mcid in seen:
        if mcid not in [int(kid) for kid in _kids(owners[mcid]) if isinstance(kid, int)]:
            yield f"mark {mcid} is not a kid of its owner"


def links_of(path: Path) -> list[tuple[int, str, tuple[float, ...]]]:
    """The links: page (from 1), address or the page they lead to, corners."""
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = []
        for number, page in enumerate(pdf.pages, 1):
            for area in page.obj.get("/Annots", []):
                goal = str(area.A.URI) if "/A" in area else f"page {pages[area.Dest[0].objgen]}"
                found.append((number, goal, tuple(map(float, area.Rect))))
        return found
