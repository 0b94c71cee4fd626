"""Footnotes -> small print; arrange sets it at the slide's foot."""

from __future__ import annotations

from dataclasses import replace

from presenter.layout.room import Room
from presenter.layout.stack import Piece, Prose
from presenter.layout.text import paragraph
from presenter.model import Footnotes, Span, Style
from presenter.registry import placer


@placer(Footnotes)
def place_footnotes(block: Footnotes, room: Room, width: float) -> list[Piece]:
    """One small paragraph a note, its raised mark in front."""
    style = room.style("footnote")
    marks = ((Span(label, Style(baseline=1)), Span(" "), *spans) for label, spans in block.notes)
    made = tuple(paragraph(spans, room, style, before=3.0) for spans in marks)
    return [Prose((replace(made[0], before=room.gap()), *made[1:]), "footnote")] if made else []
