"""Raw HTML → tags: what an element's name and attributes are, and what each tag means on a slide."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from presenter.model import Attrs, ImageRef, Length
from presenter.parse.blocks import ATTRIBUTE
from presenter.parse.clips import with_clip
from presenter.parse.css import SIDES, declarations, length, span_changes
from presenter.parse.references import plain

Changes = tuple[tuple[str, object], ...]

TAG = re.compile(rf"<(/?)([A-Za-z][A-Za-z0-9-]*+)({ATTRIBUTE}*+)[ \n]*+(/?)>")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:@#][\w.:@-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_OTHER = re.compile(r"<\?|<!--|<!\[CDATA\[|<![A-Za-z]")
_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}

# inline tags -> what they do to the text in them
INLINE: dict[str, Changes] = {
    "b": (("bold", True),),
    "strong": (("bold", True),),
    "i": (("italic", True),),
    "em": (("italic", True),),
    "cite": (("italic", True),),
    "var": (("italic", True),),
    "dfn": (("italic", True),),
    "u": (("underline", True),),
    "ins": (("underline", True),),
    "s": (("strike", True),),
    "del": (("strike", True),),
    "strike": (("strike", True),),
    "sub": (("baseline", -1),),
    "sup": (("baseline", 1),),
    "small": (("scale", 0.8),),
    "big": (("scale", 1.2),),
    "mark": (("mark", True),),
    "code": (("code", True),),
    "kbd": (("code", True),),
    "samp": (("code", True),),
    "tt": (("code", True),),
}


# tags that only wrap: their text is kept as it is
def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUIET = _names("span font a abbr q time data bdo bdi ruby rb rt rp label nobr picture html body center marquee blink")
BLOCKS = _names(
    "div section article main aside header footer nav center figure figcaption details summary blockquote ul ol menu li dl dt dd "
    "table caption thead tbody tfoot tr th td colgroup col p h1 h2 h3 h4 h5 h6 pre hr address fieldset legend form hgroup search"
)
# tags that hold nothing and show nothing
EMPTY = _names("wbr source track param base link meta area")
# tags whose content is no text of the slide
SKIPPED = _names("script iframe video audio object embed canvas svg math noscript template select textarea applet head title style")
CLIPS = _names("video audio")
_FONT_SIZES = {"1": "63%", "2": "82%", "3": "100%", "4": "113%", "5": "150%", "6": "200%", "7": "300%"}


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: `name` in lower case, `attrs` with lower-case names; `end` for `</x>`, `single` for `<x/>`."""

    name: str
    written: str = ""  # its name as the author wrote it
    attrs: tuple[tuple[str, str], ...] = ()
    end: bool = False
    single: bool = False

    def get(self, key: str, default: str = "") -> str:
        """The value of attribute `key`."""
        return dict(self.attrs).get(key, default)


@lru_cache(1024)
def _read(text: str) -> Tag:
    m = TAG.fullmatch(text)
    assert m
    attrs = tuple((a[1].lower(), plain(a[2] or a[3] or a[4] or "")) for a in _ATTRIBUTE.finditer(m[3]))
    return Tag(m[2].lower(), m[2], attrs, bool(m[1]), bool(m[4]))


def tag_at(text: str, pos: int) -> tuple[Tag, int] | None:
    """The tag at `pos` and the position behind it."""
    m = TAG.match(text, pos)
    return (_read(m[0]), m.end()) if m else None


def skip_other(text: str, pos: int, missing: set[str]) -> int | None:
    """The position behind a comment, processing instruction or declaration at `pos`.

    `missing` keeps the ends that were looked for in vain, so that none is looked for twice.
    """
    if text.startswith(("<!-->", "<!--->"), pos):
        return text.find(">", pos) + 1
    m = _OTHER.match(text, pos)
    if not m:
        return None
    mark = _ENDS.get(m[0], ">")
    end = text.find(mark, m.end()) if mark not in missing else -1
    if end < 0:
        missing.add(mark)
        return None
    return end + len(mark)


def styles_of(tag: Tag) -> tuple[tuple[str, str], ...]:
    """Its honoured declarations, `align` and `bgcolor` among them."""
    pairs = declarations(tag.get("style"))
    align = "center" if tag.name == "center" else tag.get("align").lower()
    if align in ("left", "center", "right", "justify"):
        pairs += (("text-align", align),)
    if tag.get("bgcolor"):
        pairs += (("background-color", tag.get("bgcolor")),)
    return pairs


def font_of(tag: Tag) -> tuple[tuple[str, str], ...]:
    """What `<font>` asks for, as declarations."""
    found = (("color", tag.get("color")), ("font-size", _FONT_SIZES.get(tag.get("size"), "")), ("font-family", tag.get("face")))
    return tuple(pair for pair in found if pair[1])


def changes_of(tag: Tag) -> Changes:
    """What an inline tag does to the text in it, as (field of Style, value)."""
    changes = INLINE.get(tag.name, ())
    if tag.name == "font":
        changes += span_changes(font_of(tag))
    if tag.get("style"):
        changes += span_changes(declarations(tag.get("style")))
    if tag.get("class"):
        changes += (("classes", tuple(tag.get("class").split())),)
    if tag.get("lang"):
        changes += (("lang", tag.get("lang")),)
    return changes


_FLOAT = re.compile(r"(?:^|;)\s*float\s*:\s*(left|right)\b", re.IGNORECASE)


def image_of(tag: Tag, line: int) -> ImageRef:
    """An `<img>` as a picture."""
    style = dict(declarations(tag.get("style")))
    return ImageRef(
        src=tag.get("src").strip(),
        alt=tag.get("alt"),
        title=tag.get("title"),
        width=_size(style.get("width") or tag.get("width")),
        height=_size(style.get("height") or tag.get("height")),
        attrs=Attrs(tag.get("id"), tuple(tag.get("class").split()), _place(style) or _float(tag)),
        line=line,
    )


_SIDES = {f"{before}{side}": side for side in ("left", "right") for before in ("", "float-", "pull-", "align", "align-")}


def _float(tag: Tag) -> tuple[tuple[str, str], ...]:
    """The side at which a picture floats, as an attribute."""
    match = _FLOAT.search(tag.get("style"))
    side = (match[1] if match else tag.get("align") or next((_SIDES[n] for n in tag.get("class").split() if n in _SIDES), "")).lower()
    return (("float", side),) if side in ("left", "right") else ()


def _place(style: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What places a picture on the slide, as one attribute."""
    said = ";".join(f"{name}:{style[name]}" for name in (*sorted(SIDES), "width", "height") if name in style)
    return (("at", said),) if "position" in style and said else ()


def clip_of(tag: Tag, inner: str, line: int) -> ImageRef | None:
    """A `<video>` or `<audio>`, or None when it names no file; `inner` is what stands between its tags."""
    src = tag.get("src").strip()
    for found in TAG.finditer(inner) if not src else ():
        source = _read(found[0])
        if source.name == "source" and (src := source.get("src").strip()):
            break
    if not src:
        return None
    given = {name for name, _ in tag.attrs}
    ref = replace(image_of(tag, line), src=src, alt=tag.get("aria-label") or tag.get("alt"))
    switches = {name: name in given for name in ("autoplay", "loop", "muted", "controls")}
    pairs = tuple((key, value) for key, value in tag.attrs if key in ("start", "end"))
    return with_clip(replace(ref, attrs=replace(ref.attrs, pairs=pairs)), tag.get("poster").strip(), switches, tag.name == "audio")


def _size(text: str) -> Length | None:
    found = length(text)
    return found if found and found.value > 0 else None
