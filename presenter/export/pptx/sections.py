"""Section names of slides, in order -> the presentation's section list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from presenter.export.pptx.xml import attribute, stable_guid


def sections_xml(names: Sequence[str], first_id: int) -> str:
    """`p:extLst` with one section for each run of slides of one name; "" when no slide has one."""
    if not any(names):
        return ""
    listed, n = "", first_id
    for count, (name, run) in enumerate(groupby(names)):
        slides = len(list(run))
        ids = "".join(f'<p14:sldId id="{i}"/>' for i in range(n, n + slides))
        guid = stable_guid(f"section:{count}:{name}")
        listed += f'<p14:section name="{attribute(name or "Start")}" id="{guid}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
        n += slides
    return (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        f'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">{listed}</p14:sectionLst></p:ext></p:extLst>'
    )
