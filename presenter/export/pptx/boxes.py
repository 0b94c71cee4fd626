"""A text's box in PowerPoint: its name, how wide it must be, how its words stand in it."""

from __future__ import annotations

from dataclasses import replace

from presenter.export.pptx import wrap
from presenter.export.pptx.master import ANCHOR, Slot
from presenter.export.pptx.xml import emu
from presenter.scene import Line, Rect, Run, Shape, Text

LINE = 1.2  # ems
LOWER = 0.96  # ems below the top, times the share: where LibreOffice seats letters in lines of less than 100 %
LEAST = 0.85  # the smallest share of a line that is put in place of another
NOTICED = 2.0  # points by which letters may stand lower unnoticed


def name_of(text: Text, slot: Slot | None) -> str:
    """What a text's shape is called."""
    if slot is not None:
        return text.placeholder.replace("-", " ").title()
    return {"body": "Text", "code": "Code"}.get(text.role, text.role.replace("-", " ").title() or "Text")


def aligned(text: Text, width: float) -> Rect:
    """The text's box made `width` wide, its words staying where they are."""
    box, more = text.box, width - text.box.w
    if more <= 0 or not text.paragraphs:
        return box
    shift = {"left": 0.0, "justify": 0.0, "center": more / 2, "right": more}[text.paragraphs[0].align]
    return Rect(box.x - shift, box.y, width, box.h)


def seated(text: Text) -> Text:
    """A single line of large letters, set so that every program seats it alike: at about 95 % of a line.

    PowerPoint takes all that is less than 100 % away above the letters, LibreOffice a share above and a share below them, and
    at 100 % it seats them lower too. In between they agree; the box moves by what the line has become lower.
    """
    p = text.paragraphs[0] if len(text.paragraphs) == 1 and len(text.lines) == 1 else None
    if p is None or p.spacing > 1.0 or any(run.inline is not None for run in p.runs):
        return text
    size = max((run.font.size for run in p.runs), default=0.0)
    seat = (text.lines[0].baseline - text.lines[0].top) / size if size else 0.0
    agreed = round(5 * (p.spacing - seat / LINE), 2)  # where 1.2 x (rise - 1 + share), PowerPoint's seat in ems, is LibreOffice's
    theirs = 1.0 if p.spacing == 1.0 else LOWER * p.spacing
    if abs(seat - theirs) * size < NOTICED or not LEAST <= agreed < 1.0:
        return text
    lower = LINE * size * (p.spacing - agreed)
    dy = {"top": lower, "middle": lower / 2, "bottom": 0.0}[text.anchor]
    box = replace(text.box, y=text.box.y + dy)
    return replace(text, box=box, paragraphs=(replace(p, spacing=agreed),))


def same(a: Rect, b: Rect) -> bool:
    """Whether two boxes are one to the eye."""
    return all(abs(x - y) < 0.05 for x, y in ((a.x, b.x), (a.y, b.y), (a.w, b.w), (a.h, b.h)))


def body_properties(text: Text, panel: Shape | None, slot: Slot | None, box: Rect) -> str:
    """`a:bodyPr`: where in its shape the text stands; on a panel its distance from the panel's edges."""
    if slot is not None:
        anchor = "" if ANCHOR[text.anchor] == slot.anchor else f' anchor="{ANCHOR[text.anchor]}"'
        return f"<a:bodyPr{anchor}><a:noAutofit/></a:bodyPr>"
    left = top = right = bottom = 0
    anchor = ANCHOR[text.anchor]
    if panel is not None:
        edge = _corner(panel)
        left, top = max(0, emu(box.x - panel.box.x - edge)), max(0, emu(box.y - panel.box.y - edge))
        right, bottom = max(0, emu(panel.box.right - box.right - edge)), max(0, emu(panel.box.bottom - box.bottom - edge))
        anchor = "t"
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" rtlCol="0" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
    )


def _corner(panel: Shape) -> float:
    """How far from the edges of a form with round corners PowerPoint's own place for words begins, in points: the
    square inside the corner's circle."""
    if panel.kind not in ("rect", "round"):
        return 0.0
    return min(panel.radius, panel.box.w / 2, panel.box.h / 2) * 0.29289


def offset_in(line: Line, runs: tuple[Run, ...], offset: int) -> float:
    """About where in a line a character stands, when nobody measured it: by how broad letters are."""
    start, end, width = line.start, line.end, line.width
    before = after = taken = 0.0
    at = 0
    for run in runs:
        for n, char in enumerate(run.text):
            where = at + n
            if not start <= where < end:
                continue
            if run.inline is not None:
                taken += run.inline.width
                before += 0.0
            else:
                after += wrap.breadth(char)
        at += len(run.text)
    scale = (width - taken) / after if after else 0.0
    at = 0
    for run in runs:
        for n, char in enumerate(run.text):
            if start <= at + n < min(end, offset):
                before += run.inline.width if run.inline is not None else wrap.breadth(char) * scale
        at += len(run.text)
    return before
