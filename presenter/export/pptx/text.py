"""Text -> `p:txBody`: paragraphs with levels, bullets and runs, saying only what the place they stand in does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from presenter.export.pptx import faces, lists, pitch, styles, tall, wrap
from presenter.export.pptx.styles import ALIGN, Form, Level
from presenter.export.pptx.tongues import lang_attribute, spoken
from presenter.export.pptx.xml import Palette, attribute, emu, escaped, language
from presenter.scene import Paragraph, Run, Text
from presenter.theme.model import Theme

NO_BREAK_SPACE, JOINER = "\u00a0", "\u2060"
BROKEN, CUT = "broken", "cut"  # how a piece of a run ends: with a line break, or only for another run to begin
NONE: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where text is set: the theme, the colours, what each level inherits, the language, how links are made.

    `link(url, title, color)` gives the element of a link or "". `number` is the slide's number as PowerPoint counts,
    when the text's number should be a field.
    """

    theme: Theme
    palette: Palette
    levels: tuple[Level, ...]
    lang: str
    link: Callable[[str, str, str], str]
    number: int | None = None
    in_table: bool = False
    deck: str = ""  # the language of the deck, which the theme's fonts are for
    taller: Mapping[int, float] = field(default_factory=dict)  # runs (by id) whose picture needs a higher line
    equations: Mapping[int, str] = field(default_factory=dict)  # runs (by id) -> the formula itself instead of a gap for its picture


def paragraphs(text: Text, place: Place, fit: wrap.Fit | None = None) -> str:
    """All `a:p` of a text; `fit` says how far they must be kept from the edges."""
    starts = tuple(lists.starts(text.paragraphs))
    wrapped, begun = _starts(text, wrapped=True), _starts(text, wrapped=False)
    deeper = tuple(0.0 if place.equations else tall.below(text, n) for n in range(len(text.paragraphs)))
    return "".join(
        _paragraph(
            p,
            place,
            first=n == 0,
            start=starts[n],
            inset=fit.insets[n] if fit else (0.0, 0.0),
            taller={} if place.equations else tall.sizes(text, n),
            lower=deeper[n - 1] if n else 0.0,
            ends=wrapped.get(n, frozenset()),
            cuts=begun.get(n, frozenset()),
            exact=pitch.exact(text, n, place.in_table),
        )
        for n, p in enumerate(text.paragraphs)
    ) or "<a:p/>"  # fmt: skip


def _starts(text: Text, wrapped: bool) -> dict[int, frozenset[int]]:
    """Where lines begin: paragraph -> offsets. `wrapped`: those of code, which goes on in another line though the author broke none."""
    found: dict[int, frozenset[int]] = {}
    for line in text.lines:
        if line.start and line.wrapped == wrapped:
            found[line.paragraph] = found.get(line.paragraph, frozenset()) | {line.start}
    return found


def _paragraph(
    p: Paragraph,
    place: Place,
    *,
    first: bool,
    start: int,
    inset: wrap.Inset,
    taller: Mapping[int, float],
    lower: float,
    ends: frozenset[int],
    cuts: frozenset[int],
    exact: float,
) -> str:
    level = min(max(p.level, 0), styles.LEVELS - 1)
    inherited = place.levels[level]
    size = p.runs[0].font.size if p.runs else 0.0
    bullet = styles.bullet_xml(p.bullet, place.palette, size, start)
    before = inherited.form.before if first else styles.tracking_of(p.before + lower)
    near, far = reversed(inset) if p.rtl else inset  # margins are told from the edge at which the language begins its lines
    margins = (emu(p.margin) + emu(near), emu(p.indent), emu(p.right) + emu(far))
    form = Form(ALIGN[p.align], p.rtl, *margins, round(p.spacing * 100_000), before, bullet, round(exact * 100))
    lvl = f' lvl="{level}"' if level else ""
    properties = _element("a:pPr", styles.form_attributes(form, inherited.form) + lvl, styles.form_children(form, inherited.form))
    end = _element("a:endParaRPr", *_run_properties(p.runs[-1], place, inherited, link=False)) if p.runs else ""
    return f"<a:p>{properties}{''.join(_pieces(p, replace(place, taller=taller), inherited, ends, cuts))}{end}</a:p>"


def _element(tag: str, attributes: str, children: str) -> str:
    if children:
        return f"<{tag}{attributes}>{children}</{tag}>"
    return f"<{tag}{attributes}/>" if attributes or tag == "a:rPr" else ""


# ---------------------------------------------------------------- runs


def _pieces(p: Paragraph, place: Place, inherited: Level, ends: frozenset[int], cuts: frozenset[int]) -> Iterator[str]:
    """Runs, breaks and fields; neighbours with one look are one run.

    A link of several lines is a run a line (`cuts`): LibreOffice takes a run of a link for one block and breaks it at any letter.
    """
    waiting, words = "", ""
    offset = 0
    for before, run in zip((None, *p.runs), p.runs, strict=False):
        if id(run) in place.equations:
            yield _run(waiting, words)
            yield place.equations[id(run)]
            waiting, words, offset = "", "", offset + len(run.text)
            continue
        look = _run_look(run, place, inherited)
        parts = _spoken(run, p.text, place, offset, ends, cuts if run.link else NONE)
        for part, ended, lang in _joined(None if place.equations else before, run, parts):
            named = faces.faces(place.theme, run.font, part, lang, place.deck, look.fonts)
            properties = _element("a:rPr", lang_attribute(lang, place.lang) + look.attributes, look.children(named, inherited))
            if part and place.number is not None and part == str(place.number):
                yield _run(waiting, words)
                yield _field(properties, part)
                waiting, words = "", ""
            elif properties == waiting:
                words += part
            elif part:
                yield _run(waiting, words)
                waiting, words = properties, part
            if ended:
                yield _run(waiting, words)
                words = ""
            if ended == BROKEN:
                yield f"<a:br>{_element('a:rPr', *_run_properties(run, place, inherited, link=False))}</a:br>"
        offset += len(run.text)
    yield _run(waiting, words)


def _joined(before: Run | None, run: Run, parts: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """The pieces of a run, a hyphen right behind a picture in the line joined to its word: the screen breaks no line there."""
    behind = before is not None and before.inline is not None and run.text[:1] == "-" and run.text[1:2].isalpha()
    for n, (part, ended, lang) in enumerate(parts):
        yield f"-{JOINER}{part[1:]}" if behind and not n and part[:1] == "-" else part, ended, lang


def _spoken(run: Run, whole: str, place: Place, offset: int, ends: frozenset[int], cuts: frozenset[int]) -> Iterator[tuple[str, str, str]]:
    """The run's words between breaks and changes of language: words, how they end, the language."""
    given = language(run.lang) or place.lang
    for part, ended in _split(run, offset, ends, cuts):
        pieces = list(spoken(part, given, whole)) or [(part, given)]
        for words, lang in pieces[:-1]:
            yield words, "", lang
        yield pieces[-1][0], ended, pieces[-1][1]


def _split(run: Run, offset: int, ends: frozenset[int], cuts: frozenset[int]) -> Iterator[tuple[str, str]]:
    """The run's words between breaks and cuts, each with what follows: BROKEN, CUT, or nothing."""
    if run.inline is not None:
        yield NO_BREAK_SPACE, ""
        return
    text, cut = run.text.replace("\n", wrap.BREAK), 0
    for n, char in enumerate(text):
        if char == wrap.BREAK:
            yield text[cut:n], BROKEN
            cut = n + 1
        elif offset + n in ends or (n > cut and offset + n in cuts):
            yield text[cut:n], BROKEN if offset + n in ends else CUT
            cut = n
    yield text[cut:], ""


def _run(properties: str, words: str) -> str:
    return f"<a:r>{properties}<a:t>{escaped(words)}</a:t></a:r>" if words else ""


def _field(properties: str, words: str) -> str:
    return f'<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">{properties}<a:t>{escaped(words)}</a:t></a:fld>'


def _run_properties(run: Run, place: Place, inherited: Level, link: bool = True) -> tuple[str, str]:
    """(attributes, children) of a run's `a:rPr`."""
    look = _run_look(run, place, inherited, link)
    return lang_attribute(language(run.lang) or place.lang, place.lang) + look.attributes, look.children(look.fonts, inherited)


@dataclass(frozen=True, slots=True)
class _RunLook:
    """A run's `a:rPr` without its language: attributes, and its children in the order they must have."""

    attributes: str
    fill: str
    fonts: str
    click: str

    def children(self, fonts: str, inherited: Level) -> str:
        """The children with these fonts, which are said only where they differ from what the run inherits."""
        return self.fill + (fonts if fonts != inherited.look.fonts else "") + self.click


def _run_look(run: Run, place: Place, inherited: Level, link: bool = True) -> _RunLook:
    color = place.palette.fill(run.color)
    look = styles.font_look(place.theme, run.font, color)
    if run.inline is not None:
        size = place.taller.get(id(run), run.font.size)
        look = replace(look, size=styles.size_of(size), tracking=styles.tracking_of(run.inline.width - 0.25 * size))
    attributes = styles.look_attributes(look, inherited.look)
    attributes += ' u="sng"' if run.underline else ""
    attributes += ' strike="sngStrike"' if run.strike else ""
    attributes += f' baseline="{round(run.baseline * 100_000)}"' if run.baseline else ""
    attributes += "" if run.proof else ' noProof="1"'
    fill = color if color != inherited.look.color else ""
    fill += f"<a:highlight>{place.palette.color(run.highlight)}</a:highlight>" if run.highlight else ""
    return _RunLook(attributes, fill, look.fonts, place.link(run.link, run.title, color) if run.link and link else "")


def tooltip(title: str) -> str:
    """The attribute for words shown over a link."""
    return f' tooltip="{attribute(title)}"' if title else ""
