"""A slide's speaker notes -> the XML of its notes page."""

from __future__ import annotations

from collections.abc import Iterator

from presenter.export.pptx.master import ROOT
from presenter.export.pptx.tongues import lang_attribute, spoken
from presenter.export.pptx.xml import HEAD, NAMESPACES, escaped
from presenter.model import (
    Block,
    Blocks,
    Callout,
    Chart,
    Code,
    Columns,
    Container,
    DefinitionList,
    Figure,
    Footnotes,
    Heading,
    List,
    Math,
    Quote,
    Slide,
    Span,
    Spans,
    Table,
    plain_text,
)
from presenter.model import Paragraph as Words
from presenter.parse.shapes import chart_lines

Line = tuple[Spans, int, str]  # words, level, bullet


def notes_xml(slide: Slide, lang: str) -> str:
    """The notes page of a slide that has notes."""
    body = "".join(_paragraph(*line, lang) for line in _lines_of(slide)) or "<a:p/>"
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


def notes_text(slide: Slide) -> str:
    """The words of the notes, a line a paragraph."""
    return "\n".join(plain_text(spans) for spans, _, _ in _lines_of(slide))


def _lines_of(slide: Slide) -> list[Line]:
    if slide.note_blocks:
        return list(_lines(slide.note_blocks, 0))
    return [((Span(line),), 0, "") for line in slide.notes.strip().splitlines()]


def _lines(blocks: Blocks, level: int) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[Line]:
    match block:
        case Words(spans=spans) | Heading(spans=spans):
            yield spans, level, ""
        case List():
            yield from _list(block, level)
        case Quote(blocks=inner) | Callout(blocks=inner) | Container(blocks=inner):
            yield from _lines(inner, level)
        case Code() | Chart() | Math() | Table():
            yield from (((Span(line),), level, "") for line in _told(block))
        case Columns(columns=columns):
            for column in columns:
                yield from _lines(column.blocks, level)
        case DefinitionList(items=items):
            for item in items:
                yield item.term, level, ""
                for meaning in item.meanings:
                    yield from _lines(meaning, level + 1)
        case Figure(images=images):
            yield from (((Span(image.alt),), level, "") for image in images if image.alt)
        case Footnotes(notes=notes):
            yield from ((spans, level, "") for _, spans in notes)


def _told(block: Code | Chart | Math | Table) -> list[str]:
    """In lines of words what notes have no form for."""
    match block:
        case Code(text=text):
            return text.splitlines()
        case Chart():
            return list(chart_lines(block))
        case Math(tex=tex):
            return [tex]
        case Table(rows=rows):
            return ["\t".join(plain_text(cell.spans) for cell in row) for row in rows]


def _list(block: List, level: int) -> Iterator[Line]:
    for n, item in enumerate(block.items):
        start = f' startAt="{min(max(block.start, 1), 32767)}"' if block.start not in (None, 1) else ""
        bullet = '<a:buChar char="•"/>' if block.start is None else f'<a:buAutoNum type="arabicPeriod"{start}/>'
        for m, (spans, deeper, mark) in enumerate(_lines(item.blocks, level + 1)):
            yield spans, deeper, bullet if m == 0 and deeper == level + 1 else mark
        if not item.blocks:
            yield (), level + 1, bullet if n >= 0 else ""


def _paragraph(spans: Spans, level: int, bullet: str, lang: str) -> str:
    deep = min(max(level - 1, 0), 8)
    properties = ""
    if level or bullet:
        hanging = f' marL="{171450 * (deep + 1)}" indent="-171450"' if bullet else f' marL="{171450 * (deep + 1)}"'
        properties = f'<a:pPr{hanging} lvl="{deep}">{bullet}</a:pPr>'
    return f"<a:p>{properties}{''.join(_run(span, lang) for span in spans)}</a:p>"


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
