"""Steps, films and transitions -> `p:timing` and `p:transition`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from presenter.export.pptx import movies
from presenter.scene import Media, Paragraph

DIMMED = 0.25  # opacity of a line while others are spoken of, as on screen
FOREVER = 1 << 16  # a step no slide has


@dataclass(frozen=True, slots=True)
class Target:
    """What enters at `step`: a shape, or one paragraph of it. `text`: the shape is a `p:sp` with words.

    With an `opacity` it does not enter but stands back (0-1) or comes forward again (1), at step 0 from the start.
    `group` tells a shape's two builds apart.
    """

    step: int
    shape: int
    paragraph: int | None = None
    text: bool = False
    opacity: float | None = None
    group: int = 0
    plays: str = ""  # it does not enter but begins to play, for so many milliseconds


def dimmings(shape: int, paragraphs: Sequence[Paragraph], enters: bool) -> Iterator[Target]:
    """The lines of a listing that stand back while others are spoken of; `enters`: the listing has a build already."""
    group = int(enters)
    for n, paragraph in enumerate(paragraphs):
        if not paragraph.text.strip():
            continue  # PowerPoint has no effects on empty paragraphs
        at: int | None = None
        for first, end in paragraph.dim:
            if at is not None and at < first:
                yield Target(at, shape, n, True, 1.0, group)
            if at is None or at < first:
                yield Target(first, shape, n, True, DIMMED, group)
            at = end
        if at is not None and at < FOREVER:
            yield Target(at, shape, n, True, 1.0, group)


def timing(targets: Iterable[Target], films: Sequence[tuple[Media, int]] = (), first: int = 1) -> str:
    """The clicks of a slide, and its films with the numbers of their shapes; nothing when nothing moves. Counts from `first`."""
    steps: dict[int, list[Target]] = {}
    for target in targets:
        if target.step > 0 or target.opacity is not None or target.plays:
            steps.setdefault(target.step, []).append(target)
    if not steps and not films:
        return ""
    ids = count(first + 2)
    clicks = "".join(_click(steps[step], ids, step > 0, first + 1) for step in sorted(steps))
    builds = "".join(_builds(t for targets in steps.values() for t in targets))
    main = _main(clicks, first + 1) if clicks else ""
    return (
        f'<p:timing><p:tnLst><p:par><p:cTn id="{first}" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        + main
        + "".join(movies.nodes(media, shape, ids) for media, shape in films)
        + "</p:childTnLst></p:cTn></p:par></p:tnLst>"
        + (f"<p:bldLst>{builds}</p:bldLst>" if builds else "")
        + "</p:timing>"
    )


def _main(clicks: str, number: int) -> str:
    return (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{number}" dur="indefinite" nodeType="mainSeq"><p:childTnLst>{clicks}'
        '</p:childTnLst></p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
        '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
    )


def _click(targets: list[Target], ids: Iterator[int], waits: bool, main: int) -> str:
    """What happens at a click, or, when it `waits` for none, with the slide, whose sequence is number `main`."""
    outer, middle = next(ids), next(ids)
    nodes = ("clickEffect" if waits and not n else "withEffect" for n in range(len(targets)))
    ordered = sorted(targets, key=lambda target: (bool(target.plays), target.opacity is not None))
    effects = "".join(_effect(target, node, ids) for target, node in zip(ordered, nodes, strict=True))
    begin = "" if waits else f'<p:cond evt="onBegin" delay="0"><p:tn val="{main}"/></p:cond>'
    return (
        f'<p:par><p:cTn id="{outer}" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>{begin}</p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{middle}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>{effects}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
    )


def _effect(target: Target, node: str, ids: Iterator[int]) -> str:
    if target.plays:
        return movies.play(target.shape, target.plays, ids, node)
    return (_appear if target.opacity is None else _stand)(target, node, ids)


def _appear(target: Target, node: str, ids: Iterator[int]) -> str:
    effect, setting, aim = next(ids), next(ids), _aim(target)
    group = ' grpId="0"' if target.text else ""
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="entr" presetSubtype="0" fill="hold"{group} nodeType="{node}">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        f'<p:set><p:cBhvr><p:cTn id="{setting}" dur="1" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn>'
        f"<p:tgtEl>{aim}</p:tgtEl><p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
        '<p:to><p:strVal val="visible"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _aim(target: Target) -> str:
    n = target.paragraph
    if n is None:
        return f'<p:spTgt spid="{target.shape}"/>'
    return f'<p:spTgt spid="{target.shape}"><p:txEl><p:pRg st="{n}" end="{n}"/></p:txEl></p:spTgt>'


def _stand(target: Target, node: str, ids: Iterator[int]) -> str:
    """PowerPoint's emphasis "Transparency", which is how lines stand back there."""
    effect, setting, filtering, aim = next(ids), next(ids), next(ids), _aim(target)
    return (
        f'<p:par><p:cTn id="{effect}" presetID="9" presetClass="emph" presetSubtype="0" grpId="{target.group}" nodeType="{node}">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        f'<p:set><p:cBhvr rctx="PPT"><p:cTn id="{setting}" dur="indefinite"/><p:tgtEl>{aim}</p:tgtEl>'
        "<p:attrNameLst><p:attrName>style.opacity</p:attrName></p:attrNameLst></p:cBhvr>"
        f'<p:to><p:strVal val="{target.opacity:g}"/></p:to></p:set>'
        f'<p:animEffect filter="image" prLst="opacity: {target.opacity:g}"><p:cBhvr rctx="IE"><p:cTn id="{filtering}" dur="indefinite"/>'
        f"<p:tgtEl>{aim}</p:tgtEl></p:cBhvr></p:animEffect></p:childTnLst></p:cTn></p:par>"
    )


def _builds(targets: Iterable[Target]) -> Iterator[str]:
    """Text shapes only: pictures and tables must not be listed."""
    seen: set[tuple[int, int]] = set()
    for target in targets:
        if target.text and (target.shape, target.group) not in seen:
            seen.add((target.shape, target.group))
            how = 'build="p"' if target.paragraph is not None else 'animBg="1"'
            yield f'<p:bldP spid="{target.shape}" grpId="{target.group}" {how}/>'


_KINDS = {
    "push": '<p:push dir="l"/>',
    "slide": '<p:cover dir="l"/>',
    "cover": '<p:cover dir="l"/>',
    "reveal": '<p:pull dir="l"/>',
    "pull": '<p:pull dir="l"/>',
    "wipe": '<p:wipe dir="r"/>',
    "wipe-right": '<p:wipe dir="r"/>',
    "dissolve": "<p:dissolve/>",
    "cut": "<p:cut/>",
}


_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"
# what only newer PowerPoints know: the prefix that says so, and what others do instead
_NEWER = {"morph": ("p159", '<p159:morph option="byObject"/>', "<p:fade/>"), "zoom": ("p14", "<p14:flythrough/>", "<p:zoom/>")}
USUAL = {"morph": 0.6}  # seconds; others take half a one


def transition(name: str, seconds: float | None, advance: float | None) -> str:
    """How the slide comes in, and after how many seconds it goes on by itself."""
    after = f' advTm="{min(max(0, round(advance * 1000)), 86_399_000)}"' if advance is not None else ""
    name = name.split(" ")[0]
    if name in ("", "none"):
        return f"<p:transition{after}/>" if after else ""
    old = _KINDS.get(name, "<p:fade/>")
    needs, kind, old = _NEWER.get(name, ("p14", old, old))
    milliseconds = min(max(10, round((USUAL.get(name, 0.5) if seconds is None else seconds) * 1000)), 60_000)
    speed = "fast" if milliseconds <= 500 else "med" if milliseconds <= 900 else "slow"
    return (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:p14="{_P14}" xmlns:p159="{_P159}" Requires="{needs}">'
        f'<p:transition spd="{speed}" p14:dur="{milliseconds}"{after}>{kind}</p:transition></mc:Choice>'
        f'<mc:Fallback><p:transition spd="{speed}"{after}>{old}</p:transition></mc:Fallback></mc:AlternateContent>'
    )
