"""A picture that stands for a film or a sound → `<video>` or `<audio>` with the file inside the page."""

from __future__ import annotations

import base64

from presenter.export.html.marks import escaped, number, placed
from presenter.export.pixels import prepared, shown_width
from presenter.problems import Problem
from presenter.scene import Media, Picture

LARGEST = 64 << 20  # bytes of one file: a page of more than that opens slowly
KINDS = {
    "mp4": "video/mp4", "m4v": "video/mp4", "mov": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mkv": "video/webm",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "wav": "audio/wav", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "flac": "audio/flac",
}  # fmt: skip


def film_html(picture: Picture, media: Media, later: str, problems: list[Problem]) -> str:
    """The element; "" (and a Problem) when only the poster can go along."""
    kind = KINDS.get(media.file.suffix.lower().removeprefix("."))
    why = "" if kind else f"browsers play no {media.file.suffix.lower()}"
    try:
        if kind and media.file.stat().st_size > LARGEST:
            why = f"it is larger than {LARGEST >> 20} MB"
        data = b"" if why else media.file.read_bytes()
    except OSError as error:
        why = f"it cannot be read: {error.strerror or error}"
    if why:
        problems.append(
            Problem("film-left-out", f"only the still of {media.file.name} goes along: {why}", "save it as MP4 (H.264), smaller")
        )
        return ""
    return _element(picture, media, f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}{_part(media)}", later)


def _element(picture: Picture, media: Media, source: str, later: str) -> str:
    tag = "video" if media.kind == "video" else "audio"
    ground = picture.role == "background"
    switches = "".join(
        f" {name}"
        for name, on in (("data-auto", media.autoplay), ("loop", media.loop), ("muted", media.muted), ("controls", not ground))
        if on
    )
    still = f' poster="{_poster(picture)}"' if tag == "video" else ""
    opacity = f";opacity:{number(picture.opacity)}" if picture.opacity < 1 else ""
    label = escaped(picture.alt or media.file.name)
    return (
        f'<{tag} class="m"{later} src="{source}"{still}{switches} preload="metadata" playsinline aria-label="{label}" '
        f'style="{placed(picture.box)};object-fit:cover{opacity}"></{tag}>\n'
    )


def _part(media: Media) -> str:
    """From when to when, as browsers read it behind an address."""
    if not media.start and media.end is None:
        return ""
    return f"#t={media.start:g}" + (f",{media.end:g}" if media.end is not None else "")


def _poster(picture: Picture) -> str:
    try:
        svg = picture.image.format == "svg"
        data, kind = (picture.image.file.read_bytes(), "svg+xml") if svg else prepared(picture, shown_width(picture))
    except Exception:  # a poster that cannot be read is no reason to lose the film
        return ""
    return f"data:image/{'jpeg' if kind == 'jpg' else kind};base64,{base64.b64encode(data).decode('ascii')}"
