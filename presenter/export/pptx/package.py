"""Parts -> entries of the archive. python-pptx keeps parts and relationships; this writes them as they come.

Its own `save` walks the whole graph of parts by recursion (a chain of slide links is as deep as the deck is long) and names
parts by looking at all of them; a deck of a thousand slides wants neither.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TARGET_MODE as RTM
from pptx.opc.package import OpcPackage, Part, _Relationship
from pptx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI

from presenter.export.pptx.movies import KINDS as MOVING
from presenter.export.pptx.xml import HEAD, attribute

_STAMP = (1980, 1, 1, 0, 0, 0)  # the same deck gives the same bytes
_PACKED = ("png", "jpg", "gif", "xlsx", *MOVING)
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "fntdata": "application/x-fontdata",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **MOVING,
}


def relate(source: Part, target: Part, kind: str) -> str:
    """A new relationship, its id; python-pptx would first look through all there are."""
    rels: dict[str, _Relationship] = source.rels._rels
    rid = f"rId{len(rels) + 1}"
    rels[rid] = _Relationship(source.partname.baseURI, rid, kind, RTM.INTERNAL, target)
    return rid


def write_part(archive: zipfile.ZipFile, part: Part) -> None:
    """The part and its relationships."""
    how = zipfile.ZIP_STORED if part.partname.ext in _PACKED else zipfile.ZIP_DEFLATED
    _entry(archive, part.partname.membername, part.blob, how)
    if len(part.rels):
        _entry(archive, part.partname.rels_uri.membername, rels_xml(part.rels))


def rels_xml(rels: Mapping[str, Any]) -> bytes:
    """A `.rels` file."""
    lines = [f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">']
    for rid, rel in rels.items():
        outside = ' TargetMode="External"' if rel.is_external else ""
        lines.append(f'<Relationship Id="{rid}" Type="{rel.reltype}" Target="{attribute(rel.target_ref)}"{outside}/>')
    return ("".join(lines) + "</Relationships>").encode("utf-8")


def _entry(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = how
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


def written(archive: zipfile.ZipFile, part: Part) -> bool:
    """Whether the part is in the archive."""
    return part.partname.membername in archive.NameToInfo


def write_index(archive: zipfile.ZipFile, package: OpcPackage, parts: Sequence[Part]) -> None:
    """`[Content_Types].xml` and the package's own relationships."""
    used = {part.partname.ext for part in parts} | {"rels", "xml"}
    lines = [f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">']
    lines += [f'<Default Extension="{ext}" ContentType="{kind}"/>' for ext, kind in DEFAULTS.items() if ext in used]
    for part in parts:
        if DEFAULTS.get(part.partname.ext) != part.content_type:
            lines.append(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>')
    _entry(archive, CONTENT_TYPES_URI.membername, ("".join(lines) + "</Types>").encode("utf-8"))
    _entry(archive, PACKAGE_URI.rels_uri.membername, rels_xml(package._rels))


def reachable(rels: Mapping[str, Any]) -> list[Part]:
    """Every part that relationships lead to, each once, without recursion."""
    found: dict[Part, None] = {}
    waiting: list[Mapping[str, Any]] = [rels]
    while waiting:
        for part in _targets(waiting.pop()):
            if part not in found:
                found[part] = None
                waiting.append(part.rels)
    return list(found)


def _targets(rels: Mapping[str, Any]) -> Iterable[Part]:
    return (rel.target_part for rel in rels.values() if not rel.is_external)
