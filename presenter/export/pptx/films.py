"""Picture of a film or a sound → its shape on a slide, with what makes it play."""

from __future__ import annotations

from dataclasses import replace

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from presenter.export.pptx import movies
from presenter.export.pptx.pictures import Stored, blip_xml, picture_xml
from presenter.export.pptx.shadow import shadow_xml
from presenter.export.pptx.sheet import Sheet
from presenter.export.pptx.timing import Target
from presenter.problems import Problem
from presenter.scene import Media, Picture


def add(sheet: Sheet, picture: Picture, media: Media, poster: Stored, step: int) -> bool:
    """Put a film or a sound behind its poster on a slide; False (and a Problem) when PowerPoint cannot have it."""
    part = sheet.file.movies.store(media)
    if isinstance(part, str):
        said = f"only the still of {media.file.name} goes along: {part}"
        sheet.problems.append(Problem("film-left-out", said, "save it as MP4 (H.264) or MP3"))
        return False
    if media.end is not None and not media.length:
        sheet.problems.append(Problem("film-part", f"in PowerPoint {media.file.name} plays to its end", "pip install presenter[video]"))
    number, name = sheet.next_id(), sheet.named("Video" if media.kind == "video" else "Sound", picture)
    drawing = sheet.part.relate_to(poster.drawing, RT.IMAGE) if poster.drawing else ""
    blip = blip_xml(picture, sheet.part.relate_to(poster.pixels, RT.IMAGE), drawing)
    parts = (movies.ACTION + sheet.identity(name), movies.nv_pr(media, part, sheet.part), shadow_xml(picture, sheet.palette))
    sheet.shapes.append(picture_xml(replace(picture, alt=picture.alt or media.file.name), number, name, blip, parts))
    sheet.films.append((media, number))
    sheet.enter(step, number)
    if media.autoplay:
        sheet.targets.append(Target(step, number, plays=movies.lasting(media)))
    sheet.native[media.kind] += 1
    return True
