"""Text -> HTML: headings, paragraphs, nested lists and code, each line where it was set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from presenter.export.html.marks import css_color, css_fill, escaped, number, placed, rem
from presenter.scene import BlockPath, Font, Inline, Line, Paragraph, Run, Text
from presenter.theme.model import Theme

Style = Mapping[str, str]
SCRIPT = "66.67%"  # the size of raised and lowered letters


@dataclass(frozen=True)
class Setting:
    """What words need from the page: font stacks by family, how links and inline pictures are written."""

    stacks: Mapping[str, str]
    link: Callable[[str], str]  # a link's href, or ""
    inline: Callable[[Inline], str]
    lang: str
    element: Callable[[BlockPath], str] = lambda path: ""  # a heading or quote that a paragraph is


def font_stacks(theme: Theme) -> dict[str, str]:
    """Family -> CSS font stack: PowerPoint's name, its metric twins, what other scripts use, and the generic."""
    stacks: dict[str, str] = {}
    for role, family in theme.fonts.items():
        names = (family.name, *family.twins, *family.ea, *family.cs)
        generic = "monospace" if role == "code" else "serif" if any("erif" in n and "ans" not in n for n in names) else "sans-serif"
        stacks.setdefault(family.name, ",".join([*(_quoted(name) for name in dict.fromkeys(names)), generic]))
    return stacks


def _quoted(name: str) -> str:
    return "'" + "".join(c for c in name if c not in "'\"\\;{}<>\n\r") + "'"


# ---------------------------------------------------------------- styles


def run_style(run: Run, setting: Setting) -> dict[str, str]:
    """The declarations of a run that text around it can share."""
    font = run.font
    return {"color": css_color(run.color)} | font_style(font, setting)


def font_style(font: Font, setting: Setting) -> dict[str, str]:
    """The declarations of a font."""
    return {
        "font-family": setting.stacks.get(font.family) or f"{_quoted(font.family)},sans-serif",
        "font-size": rem(font.size),
        "font-weight": "700" if font.bold else "400",
        "font-style": "italic" if font.italic else "normal",
        "letter-spacing": rem(font.tracking) if font.tracking else "normal",
        "text-transform": "uppercase" if font.caps else "none",
    }


def _own_style(run: Run) -> dict[str, str]:
    """The declarations that a run has for itself alone."""
    style: dict[str, str] = {}
    lines = [name for name, wanted in (("underline", run.underline), ("line-through", run.strike)) if wanted]
    if lines or run.link:
        style["text-decoration"] = " ".join(lines) or "none"
    if run.highlight:
        style["background"] = css_color(run.highlight)
    if run.baseline:
        style |= {
            "font-size": SCRIPT if not run.font.size else rem(run.font.size * 2 / 3),
            "vertical-align": rem(run.baseline * run.font.size),
        }
    return style


def _declared(style: Style, than: Style | None = None) -> str:
    return ";".join(f"{name}:{value}" for name, value in style.items() if than is None or than.get(name) != value)


# ---------------------------------------------------------------- texts


def text_html(text: Text, setting: Setting, steps: str, heading: int = 0) -> str:
    """A set text in its box; `steps` are the attributes that say when it is shown, `heading` its level (0: none)."""
    base = _common(text, setting)
    ground = f";background:{css_fill(text.fill)}" if text.fill is not None else ""
    inside = _Words(text, setting, base)
    body = inside.code() if text.role == "code" else inside.heading(heading) if heading else "".join(inside.flow())
    label = f' aria-label="{escaped(text.alt)}" role="group"' if text.alt else ""
    return f'<div class="t"{steps}{label} style="{placed(text.box)};{_declared(base)}{ground}">{body}</div>\n'


def _common(text: Text, setting: Setting) -> dict[str, str]:
    """The style most of the text has."""
    weights: Counter[tuple[tuple[str, str], ...]] = Counter()
    for p in text.paragraphs:
        for run in p.runs:
            weights[tuple(run_style(run, setting).items())] += len(run.text) + 1
    return dict(weights.most_common(1)[0][0]) if weights else {}


class _Words:
    """One Text being written."""

    def __init__(self, text: Text, setting: Setting, base: Style) -> None:
        self.text = text
        self.setting = setting
        self.base = base
        self.lines: dict[int, list[Line]] = {}
        for line in text.lines:
            self.lines.setdefault(line.paragraph, []).append(line)

    def heading(self, level: int) -> str:
        """All of it as one heading."""
        inside = "".join(self.paragraph(n) for n in range(len(self.text.paragraphs)))
        return f"<h{level}>{inside}</h{level}>"

    def code(self) -> str:
        """All of it as a listing."""
        wrapped = (f"<span{_shown(p, self.text.step)}>{self.paragraph(n)}</span>" for n, p in enumerate(self.text.paragraphs))
        return f"<pre><code>{''.join(wrapped)}</code></pre>"

    def flow(self) -> Iterator[str]:
        """Paragraphs and lists, lists inside lists."""
        open_lists: list[str] = []
        for n, p in enumerate(self.text.paragraphs):
            shown = _shown(p, self.text.step)
            if p.bullet is None:
                if open_lists and p.margin > 0:
                    yield f"<div{shown}>{self.paragraph(n)}</div>"
                    continue
                yield from _closed(open_lists, 0)
                tag = self.setting.element(p.path) or "p"
                yield f"<{tag}{shown}>{self.paragraph(n)}</{tag}>"
                continue
            tag = "ul" if p.bullet.number is None else "ol"
            yield from _closed(open_lists, p.level + 1)
            if len(open_lists) == p.level + 1 and open_lists[-1] == tag:
                yield "</li><li>"
            else:
                yield from _closed(open_lists, p.level)
                while len(open_lists) < p.level + 1:
                    open_lists.append(tag)
                    start = f' start="{p.bullet.number}"' if p.bullet.number not in (None, 1) else ""
                    yield f"<{tag}{start}><li>"
            yield f"<div{shown}>{self.bullet(n)}{self.paragraph(n)}</div>"
        yield from _closed(open_lists, 0)

    # ------------------------------------------------------------ lines

    def paragraph(self, n: int) -> str:
        """The paragraph's lines."""
        p = self.text.paragraphs[n]
        lines = self.lines.get(n, [])
        return "".join(self.line(p, line, last=line is lines[-1]) for line in lines)

    def bullet(self, n: int) -> str:
        """What stands before the first line; list elements say it to those who do not see it."""
        p = self.text.paragraphs[n]
        first = next(iter(self.lines.get(n, [])), None)
        if p.bullet is None or first is None:
            return ""
        x = first.x + first.width - p.indent if p.rtl else first.x + p.indent
        shift = ";transform:translateX(-100%)" if p.rtl else ""
        style = {"color": css_color(p.bullet.color)} | font_style(p.bullet.font, self.setting)
        said = f"{_at(x, first)}{shift};{_declared(style, self.base)}"
        return f'<span class="l b" aria-hidden="true" style="{said}"><span>{escaped(p.bullet.text)}</span></span>'

    def line(self, p: Paragraph, line: Line, last: bool) -> str:
        """One line, as wide as it was set."""
        justified = p.align == "justify" and not last
        width = f";--w1:{rem(line.width)}" if justified else ""
        wide = "" if justified else f' data-w="{number(line.width / 100)}"'
        rtl = ' dir="rtl"' if p.rtl else ""
        mark = '<span class="b" aria-hidden="true" style="position:absolute;right:100%">↪ </span>' if line.wrapped else ""
        kind = "l j" if justified else "l"
        return f'<span class="{kind}"{wide}{rtl} style="{_at(line.x, line)}{width}">{mark}{"".join(self.runs(p, line))}</span>'

    def runs(self, p: Paragraph, line: Line) -> Iterator[str]:
        """The runs of a line; the space at its end is not drawn."""
        at, end = 0, line.start + len(p.text[line.start : line.end].rstrip(" \n\u2028"))
        for run in p.runs:
            part = run.text[max(0, line.start - at) : max(0, end - at)]
            at += len(run.text)
            if part:
                yield self.setting.inline(run.inline) if run.inline else self.run(run, part)

    def run(self, run: Run, words: str) -> str:
        """Words in one look."""
        style = ";".join(s for s in (_declared(run_style(run, self.setting), self.base), _declared(_own_style(run))) if s)
        attributes = f' style="{style}"' if style else ""
        if run.lang and run.lang != self.setting.lang:
            attributes += f' lang="{escaped(run.lang)}"'
        href = self.setting.link(run.link) if run.link else ""
        if href:
            title = f' title="{escaped(run.title)}"' if run.title else ""
            outside = "" if href.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
            return f'<a href="{escaped(href)}"{outside}{title}{attributes}>{escaped(words)}</a>'
        tag = "code" if run.font.role == "code" and self.text.role != "code" else "span"
        return f"<{tag}{attributes}>{escaped(words)}</{tag}>"


def _at(x: float, line: Line) -> str:
    return f"left:{rem(x)};top:{rem(line.top)};--b:{rem(line.baseline - line.top)}"


def _shown(p: Paragraph, step: int) -> str:
    """When a paragraph is shown, where that is not when its text is, and when it stands back."""
    later = f' data-step="{p.step}"' if p.step > step else ""
    dim = " ".join(f"{a}-{b}" for a, b in p.dim)
    return later + (f' data-dim="{dim}"' if dim else "")


def _closed(open_lists: list[str], depth: int) -> Iterator[str]:
    while len(open_lists) > depth:
        yield f"</li></{open_lists.pop()}>"
