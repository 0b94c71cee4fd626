"""A PowerPoint file -> what PowerPoint, Keynote or Google Slides would stumble over, as far as a file shows it. Needs nothing but lxml."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CREATION = "{http://schemas.microsoft.com/office/drawing/2014/main}creationId"
TITLES: set[str | None] = {"title", "ctrTitle"}
SITES = {"rect": 4, "roundRect": 4, "diamond": 4, "ellipse": 8, "can": 5}  # places for connectors of PowerPoint's own forms
# attribute -> the least and the most that the schema takes
RANGES = {"sz": (100, 400_000), "spc": (-400_000, 400_000), "marL": (0, 51_206_400), "marR": (0, 51_206_400), "lvl": (0, 8)}
RANGES |= {"indent": (-51_206_400, 51_206_400), "cx": (0, 27_273_042_316_900), "cy": (0, 27_273_042_316_900), "startAt": (1, 32767)}
ORDER = ("cSld", "clrMapOvr", "AlternateContent", "transition", "timing", "extLst")


@dataclass(frozen=True)
class File:
    """The file's parts as XML, its other names, and each part's relationships: id -> (kind, target, outside)."""

    names: frozenset[str]
    xml: dict[str, etree._Element]
    rels: dict[str, dict[str, tuple[str, str, bool]]]


def findings(path: Path) -> list[str]:
    """Everything that is wrong, each with its part."""
    with zipfile.ZipFile(path) as archive:
        twice = [name for name, n in Counter(archive.namelist()).items() if n > 1]
        names = frozenset(archive.namelist())
        xml = {name: etree.fromstring(archive.read(name)) for name in names if name.endswith((".xml", ".rels"))}
    file = File(names, xml, {})
    found = [f"{name}: twice in the archive" for name in twice]
    found += _relationships(file)
    found += _types(file)
    for name, root in sorted(xml.items()):
        if name.startswith("ppt/") and name.endswith(".xml"):
            found += [f"{name}: {words}" for words in _part(file, name, root)]
    return found


def _relationships(file: File) -> Iterator[str]:
    for name, root in file.xml.items():
        if not name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        known: dict[str, tuple[str, str, bool]] = {}
        for rel in root:
            target, outside = rel.get("Target"), rel.get("TargetMode") == "External"
            if outside and re.search(r'[\s<>"{}|\\^`\x00-\x20]', target):
                yield f"{name}: {target!r} is no address"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(source), target)).lstrip("/")
                if target not in file.names:
                    yield f"{name}: {target} is not there"
            if rel.get("Id") in known:
                yield f"{name}: {rel.get('Id')} twice"
            known[rel.get("Id")] = (rel.get("Type").rpartition("/")[2], target, outside)
        file.rels[source] = known


def _types(file: File) -> Iterator[str]:
    root = file.xml["[Content_Types].xml"]
    defaults = {e.get("Extension") for e in root if e.tag.endswith("Default")}
    overrides = [e.get("PartName").lstrip("/") for e in root if e.tag.endswith("Override")]
    yield from (f"a type for {name}, which is not there" for name in overrides if name not in file.names)
    for name in file.names - {"[Content_Types].xml"}:
        if name not in overrides and name.rpartition(".")[2] not in defaults:
            yield f"{name}: has no type"


def _part(file: File, name: str, root: etree._Element) -> Iterator[str]:
    rels = file.rels.get(name, {})
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            plays = not value and element.get("action") == "ppaction://media"  # as PowerPoint itself writes it
            if key.startswith(R) and value not in rels and not plays:
                yield f"{element.tag} names {value}, which is no relationship"
            if key in RANGES and element.tag.startswith(A) and not RANGES[key][0] <= int(value) <= RANGES[key][1]:
                yield f"{key}={value} is out of range"
        if element.tag == MC + "AlternateContent" and element.find(MC + "Fallback") is None:
            yield "a choice without a fallback"
    yield from _tables(root)
    if root.tag in (P + "sld", P + "sldLayout", P + "sldMaster", P + "notes"):
        yield from _numbers(root)
    if root.tag == P + "sld":
        yield from _slide(file, root, rels)
    if root.tag == P + "presentation":
        yield from _presentation(root, rels)


def _tables(root: etree._Element) -> Iterator[str]:
    for table in root.iter(A + "tbl"):
        columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
        for row in table.findall(A + "tr"):
            if len(row.findall(A + "tc")) != columns:
                yield "a table row with too few or too many cells"


def _numbers(root: etree._Element) -> Iterator[str]:
    """Shape numbers are each used once; what is either one shape or another may share one."""
    seen: dict[str, tuple[int, ...]] = {}

    def walk(element: etree._Element, branch: tuple[int, ...]) -> Iterator[str]:
        for child in element:
            inner = (*branch, id(element), element.index(child)) if child.tag in (MC + "Choice", MC + "Fallback") else branch
            if child.tag == P + "cNvPr":
                number = child.get("id")
                before = seen.get(number)
                apart = before and inner and before[:-1] == inner[:-1] and before[-1] != inner[-1]
                if before is not None and not apart:
                    yield f"shape number {number} twice"
                seen[number] = inner
            yield from walk(child, inner)

    yield from walk(root, ())


def _slide(file: File, root: etree._Element, rels: dict[str, tuple[str, str, bool]]) -> Iterator[str]:
    places = [ORDER.index(etree.QName(child).localname) for child in root]
    if places != sorted(places):
        yield "its parts stand in the wrong order"
    layouts = [target for kind, target, _ in rels.values() if kind == "slideLayout"]
    if len(layouts) != 1:
        yield f"{len(layouts)} layouts"
        return
    known = {(p.get("type", "obj"), p.get("idx", "0")) for p in file.xml[layouts[0]].iter(P + "ph")}
    for ph in root.iter(P + "ph"):
        kind, index = ph.get("type", "obj"), ph.get("idx", "0")
        if (kind, index) not in known:
            yield f"placeholder {kind} {index} is not the layout's"
    yield from _timing(root)
    yield from _connectors(root)
    yield from _words(root)


def _connectors(root: etree._Element) -> Iterator[str]:
    """The ends of connectors hold on to shapes that are there, at places that those have."""
    shapes = {shape.find(f"{P}nvSpPr/{P}cNvPr").get("id"): shape for shape in root.iter(P + "sp")}  # type: ignore[union-attr]
    for end in root.iter(A + "stCxn", A + "endCxn"):
        shape = shapes.get(end.get("id"))
        if shape is None:
            yield f"a connector holds on to shape {end.get('id')}, which is not there"
            continue
        preset = shape.find(f"{P}spPr/{A}prstGeom")
        sites = len(shape.findall(f"{P}spPr/{A}custGeom/{A}cxnLst/{A}cxn")) if preset is None else SITES.get(preset.get("prst", ""), 0)
        if int(end.get("idx", "0")) >= sites:
            yield f"a connector holds on to place {end.get('idx')} of a shape that has {sites}"


def _words(root: etree._Element) -> Iterator[str]:
    """What is no text has words or is marked as decoration; no placeholder says "Click to add text"; identities are each one's own."""
    tree = root.find(f"{P}cSld/{P}spTree")
    tops = [child for top in (tree if tree is not None else ()) for child in (top[0] if top.tag == MC + "AlternateContent" else (top,))]
    told: list[set[str | None]] = []  # of each placeholder with words, whether it is a title
    for shape in tops:
        named = next(shape.iter(P + "cNvPr"), None)
        if named is None or shape.tag not in (P + "sp", P + "pic", P + "graphicFrame", P + "grpSp"):
            continue
        text = any(t.text or t.tag != A + "t" for t in shape.iter(A + "t", M + "t"))
        told += [TITLES & {ph.get("type")} for ph in shape.iter(P + "ph") if text]
        if shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None and not text:
            yield f"placeholder {named.get('name')} is empty"
        if not text and not named.get("descr") and "decorative" not in etree.tostring(named, encoding="unicode"):
            yield f"{named.get('name')} has no words"
    if any(told[1:]):
        yield "its title is read after other words"
    for branch in (MC + "Fallback", MC + "Choice"):
        ids = [e.get("id") for e in root.iter(CREATION) if not any(up.tag == branch for up in e.iterancestors())]
        yield from (f"creation id {one} twice" for one, n in Counter(ids).items() if n > 1)


def _timing(root: etree._Element) -> Iterator[str]:
    numbers = [t.get("id") for t in root.iter(P + "cTn")]
    if len(numbers) != len(set(numbers)):
        yield "a time node's number twice"
    shapes = {c.get("id"): c.getparent().getparent() for c in root.iter(P + "cNvPr")}  # type: ignore[union-attr]
    built = {b.get("spid") for b in root.iter(P + "bldP")}
    for aim in root.iter(P + "spTgt"):
        shape = shapes.get(aim.get("spid"))
        if shape is None:
            yield f"an animation of shape {aim.get('spid')}, which is not there"
            continue
        part = aim.find(f"{P}txEl/{P}pRg")
        if part is not None and int(part.get("end")) >= len(shape.findall(f"{P}txBody/{A}p")):
            yield "an animation of a paragraph that is not there"
        if part is not None and aim.get("spid") not in built:
            yield "a build by paragraphs that is not listed"
    yield from (f"a build of {spid}, which has no text" for spid in built if spid not in shapes or shapes[spid].tag != P + "sp")


def _presentation(root: etree._Element, rels: dict[str, tuple[str, str, bool]]) -> Iterator[str]:
    if any(kind == "notesMaster" for kind, _, _ in rels.values()) and root.find(P + "notesMasterIdLst") is None:
        yield "a notes master that is not listed: Keynote refuses the file"
    slides = [s.get("id") for s in root.iter(P + "sldId")]
    listed = [s.get("id") for s in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}sldId")]
    if listed and sorted(listed) != sorted(slides):
        yield "sections that do not name each slide once"
