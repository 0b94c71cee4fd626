"""A slide's speaker notes -> the XML of its notes page."""

from __future__ import annotations

from presenter.export.pptx.master import ROOT
from presenter.export.pptx.tongues import lang_attribute, spoken
from presenter.export.pptx.xml import HEAD, NAMESPACES, escaped
from presenter.export.told import Line, note_lines
from presenter.model import Slide, Span


def notes_xml(slide: Slide, lang: str) -> str:
    """The notes page of a slide that has notes."""
    body = "".join(_paragraph(line, lang) for line in note_lines(slide)) or "<a:p/>"
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
        '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    words = (
        '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes Placeholder 2"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f'<p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>'
    )
    return (
        f"{HEAD}<p:notes {NAMESPACES}><p:cSld><p:spTree>{ROOT}{image}{words}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )


def _paragraph(line: Line, lang: str) -> str:
    deep = min(max(line.level - 1, 0), 8)
    properties = ""
    if line.level or line.bullet:
        hanging = f' marL="{171450 * (deep + 1)}" indent="-171450"' if line.bullet else f' marL="{171450 * (deep + 1)}"'
        properties = f'<a:pPr{hanging} lvl="{deep}">{_bullet(line)}</a:pPr>'
    return f"<a:p>{properties}{''.join(_run(span, lang) for span in line.spans)}</a:p>"


def _bullet(line: Line) -> str:
    if line.bullet in ("", "•"):
        return '<a:buChar char="•"/>' if line.bullet else ""
    start = f' startAt="{min(max(line.start, 1), 32767)}"' if line.start != 1 else ""
    return f'<a:buAutoNum type="arabicPeriod"{start}/>'


def _run(span: Span, lang: str) -> str:
    if span.kind == "break":
        return "<a:br/>"
    if not span.text or span.kind == "note":
        return ""
    style = span.style
    looks = (' b="1"' if style.bold else "") + (' i="1"' if style.italic else "")
    return "".join(
        f"<a:r><a:rPr{lang_attribute(tongue)}{looks}/><a:t>{escaped(words)}</a:t></a:r>"
        for words, tongue in spoken(span.text.replace("\n", " "), lang)
    )
