"""A film or a sound (Media) → its part in the file, what its picture says of it, and the nodes that make it play."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.package import Package

from presenter.scene import Media

# what PowerPoint plays; the others go out as their poster
KINDS = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/quicktime", "avi": "video/x-msvideo", "wmv": "video/x-ms-wmv",
    "mpg": "video/mpeg", "mpeg": "video/mpeg",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "wav": "audio/x-wav", "wma": "audio/x-ms-wma", "aac": "audio/aac",
    "aif": "audio/x-aiff", "aiff": "audio/x-aiff",
}  # fmt: skip
LARGEST = 512 << 20  # bytes
RT_MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
ACTION = '<a:hlinkClick r:id="" action="ppaction://media"/>'


@dataclass
class Movies:
    """The films and sounds of one file, each once however often it is shown; their bytes are read when they are written."""

    package: Package
    _known: dict[Path, Part] = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        """All of them."""
        return list(self._known.values())

    def filled(self) -> Iterator[Part]:
        """Each with its bytes, which it does not keep."""
        for path, part in self._known.items():
            part.blob = path.read_bytes()
            yield part
            part.blob = b""

    def store(self, media: Media) -> Part | str:
        """Its part, or why PowerPoint cannot have it."""
        ending = media.file.suffix.lower().removeprefix(".")
        if ending not in KINDS:
            return f"PowerPoint plays no .{ending}"
        try:
            if media.file.stat().st_size > LARGEST:
                return f"it is larger than {LARGEST >> 20} MB"
            with media.file.open("rb"):
                pass
        except OSError as error:
            return f"it cannot be read: {error.strerror or error}"
        if media.file not in self._known:
            name = PackURI(f"/ppt/media/media{len(self._known) + 1}.{ending}")
            self._known[media.file] = Part(name, KINDS[ending], self.package)
        return self._known[media.file]


def nv_pr(media: Media, part: Part, slide: Part) -> str:
    """What the picture of a film says of it: the children of its `p:nvPr`."""
    video = media.kind == "video"
    link = slide.relate_to(part, RT.VIDEO if video else RT.AUDIO)
    embed = slide.relate_to(part, RT_MEDIA)
    end = max(0.0, media.length - media.end) if media.end is not None and media.length else 0.0  # from its end, as PowerPoint counts
    ends = "".join(f' {name}="{round(value * 1000)}"' for name, value in (("st", media.start), ("end", end)) if value > 0)
    cut = f"<p14:trim{ends}/>" if ends else ""
    return (
        f'<a:{media.kind}File r:link="{link}"/><p:extLst><p:ext uri="{{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}}">'
        f'<p14:media xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" r:embed="{embed}">{cut}</p14:media>'
        "</p:ext></p:extLst>"
    )


def lasting(media: Media) -> str:
    """How long it plays, as PowerPoint writes it."""
    seconds = min(media.end or media.length, media.length) - media.start
    return str(round(seconds * 1000)) if seconds > 0 and not media.loop else "indefinite"


def play(shape: int, lasts: str, ids: Iterator[int], node: str) -> str:
    """The effect that begins to play it; `lasts` is in milliseconds."""
    effect, command = next(ids), next(ids)
    return (
        f'<p:par><p:cTn id="{effect}" presetID="1" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="{node}">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr>'
        f'<p:cTn id="{command}" dur="{lasts}" fill="hold"/><p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cBhvr></p:cmd>'
        "</p:childTnLst></p:cTn></p:par>"
    )


def nodes(media: Media, shape: int, ids: Iterator[int]) -> str:
    """How it sounds and repeats, and that a click on it plays and pauses."""
    node = next(ids)
    mute = ' mute="1"' if media.muted else ""
    again = ' repeatCount="indefinite"' if media.loop else ""
    target = f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'
    player = (
        f'<p:cMediaNode vol="80000"{mute}><p:cTn id="{node}"{again} fill="hold" display="0"><p:stCondLst>'
        f'<p:cond delay="indefinite"/></p:stCondLst></p:cTn>{target}</p:cMediaNode>'
    )
    outer, click, inner, effect, command = (next(ids) for _ in range(5))
    toggle = (
        f'<p:seq concurrent="1" nextAc="seek"><p:cTn id="{outer}" restart="whenNotActive" fill="hold" evtFilter="cancelBubble" '
        f'nodeType="interactiveSeq"><p:stCondLst><p:cond evt="onClick" delay="0">{target}</p:cond></p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
        f'<p:par><p:cTn id="{click}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{inner}" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst>'
        f'<p:par><p:cTn id="{effect}" presetID="2" presetClass="mediacall" presetSubtype="0" fill="hold" nodeType="clickEffect">'
        '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:cmd type="call" cmd="togglePause"><p:cBhvr>'
        f'<p:cTn id="{command}" dur="1" fill="hold"/>{target}</p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
        f'<p:nextCondLst><p:cond evt="onClick" delay="0">{target}</p:cond></p:nextCondLst></p:seq>'
    )
    return f"<p:{media.kind}>{player}</p:{media.kind}>{toggle}"
