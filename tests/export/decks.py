"""A deck of hand-made blocks, one slide of each kind, through the real theme, layout and shaper: what exporters are tried on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from presenter.layout.arrange import ArrangedShow, arrange_show
from presenter.layout.shaper import Answer, DiagramLook
from presenter.model import (
    Background,
    Blocks,
    Callout,
    Cell,
    Code,
    Column,
    Columns,
    Deck,
    DeckSettings,
    Figure,
    Heading,
    ImageRef,
    List,
    ListItem,
    Math,
    Paragraph,
    Quote,
    Slide,
    SlideSettings,
    Span,
    Style,
    Table,
)
from presenter.problems import Problem
from presenter.scene import Image

FORMULA = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" viewBox="0 0 90 30">'
    '<path d="M0 30 L30 0 L60 30 Z M65 5 H90 V25 H65 Z" fill="COLOR"/></svg>'
)


DIAGRAM = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60"><rect x="1" y="1" width="80" height="58" '
    'fill="#ffffff" stroke="#000000"/><text x="150" y="34" text-anchor="middle" font-family="Arial" font-size="14">WORDS</text></svg>'
)


@dataclass(eq=False)
class DrawnAssets:
    """Assets that draw at once: `photo.jpg` and `chart.png` of the folder, formulas as a triangle and a square."""

    folder: Path
    version: int = 0

    def picture(self, src: str) -> Answer:
        """The picture, or a Problem when there is none."""
        from PIL import Image as Pixels

        file = self.folder / src
        if not file.is_file():
            return Answer(problem=Problem("picture-missing", f"{src} is not there"))
        with Pixels.open(file) as opened:
            size, kind = opened.size, "jpeg" if opened.format == "JPEG" else "png"
        return Answer(Image(src, kind, size[0] * 0.75, size[1] * 0.75, file, file, pixels=size))  # type: ignore[arg-type]

    def clip(self, src: str, sound: bool, start: float = 0.0) -> Answer:
        """The film's poster beside it: a picture of its name."""
        return replace(self.picture(f"{src}.png"), file=self.folder / src)

    def formula(self, tex: str, display: bool, size: float, color: str) -> Answer:
        """A drawing 90 by 30 at 24 pt."""
        name = f"formula-{color.strip('#')}-{size}.svg"
        file = self.folder / name
        file.write_text(FORMULA.replace("COLOR", color), encoding="utf-8")
        return Answer(Image(name, "svg", 90 * size / 24, 30 * size / 24, file, depth=6 * size / 24))

    def diagram(self, lang: str, source: str, look: DiagramLook) -> Answer:
        """Two boxes, the words of the second from the source."""
        file = self.folder / "diagram.svg"
        file.write_text(DIAGRAM.replace("WORDS", source), encoding="utf-8")
        return Answer(Image(f"diagram-{source}", "svg", 200, 60, file))


def say(text: str, **style: object) -> tuple[Span, ...]:
    """Plain words, or words in one style."""
    return (Span(text, Style(**style)),)  # type: ignore[arg-type]


def words(text: str) -> Paragraph:
    """A paragraph."""
    return Paragraph(spans=say(text))


def bullets(*items: str | List, start: int | None = None, steps: bool = False) -> List:
    """A list; a List among the items belongs to the one before it."""
    made: list[ListItem] = []
    for item in items:
        if isinstance(item, str):
            made.append(ListItem(blocks=(words(item),), step=len(made) + 1 if steps else 0))
        else:
            made[-1] = replace(made[-1], blocks=(*made[-1].blocks, item))
    return List(items=tuple(made), start=start)


def slide(
    *blocks: object, title: str = "", notes: str = "", steps: int = 0, backgrounds: tuple[Background, ...] = (), **settings: object
) -> Slide:
    """A slide of blocks with the title `title`."""
    head: Blocks = (Heading(level=2, spans=say(title)),) if title else ()
    body: Blocks = (*head, *blocks)  # type: ignore[assignment]
    given = SlideSettings(**settings)  # type: ignore[arg-type]
    return Slide("", given, body, notes, title=title, steps=steps, backgrounds=backgrounds)


CODE = '''def greet(name: str) -> str:
    """Say hello."""
    return f"hello {name}"  # a comment


print(greet("world"))'''

MIXED = (
    Span("Words in "),
    Span("bold", Style(bold=True)),
    Span(", "),
    Span("italic", Style(italic=True)),
    Span(", "),
    Span("struck", Style(strike=True)),
    Span(", "),
    Span("code()", Style(code=True)),
    Span(", "),
    Span("marked", Style(mark=True)),
    Span(", H"),
    Span("2", Style(baseline=-1)),
    Span("O, E = mc"),
    Span("2", Style(baseline=1)),
    Span(", "),
    Span("a link", link="https://example.org/a?b=c&d=<e>"),
    Span(", "),
    Span("a slide", link="slide:3"),
    Span(", a formula "),
    Span("x^2", kind="math"),
    Span(" in a line that goes on long enough to be broken in two, and a little more for good measure."),
)


def slides(folder: Path) -> list[Slide]:
    """One slide of each kind; writes two pictures into `folder`."""
    from PIL import Image as Pixels
    from PIL import ImageDraw

    photo = Pixels.new("RGB", (640, 400), "#3b82f6")
    ImageDraw.Draw(photo).ellipse((120, 40, 520, 360), fill="#f59e0b")
    photo.save(folder / "photo.jpg")
    photo.resize((160, 100)).save(folder / "chart.png")
    row = lambda *cells: tuple(Cell(say(c)) for c in cells)  # noqa: E731
    deep = bullets("Third level", "another one")
    return [
        replace(
            slide(Heading(level=1, spans=say("A talk about lines")), words("What falls where, and why"), notes="Welcome.\nTwo lines."),
            title="A talk about lines",
        ),
        slide(
            bullets(
                "First point",
                bullets("Second level, a longer line that will have to be broken somewhere in the middle of it", deep),
                "Last point",
            ),
            title="Three levels",
        ),
        slide(bullets("one", "two", "three", start=3), Paragraph(spans=MIXED), title="Numbers and looks", notes="Say this."),
        slide(
            Table(
                rows=(
                    row("Name", "Kind", "Count"),
                    row("Alpha", "a letter", "1"),
                    row("Beta", "another letter, explained at length", "22"),
                ),
                aligns=("left", "center", "right"),
            ),
            title="A table",
        ),
        slide(Code(text=CODE, lang="python", title="greet.py"), title="Code"),
        slide(
            Figure(images=(ImageRef("photo.jpg", "An orange disc on blue", width=None, filters=(("grayscale", "1"),)),)),
            title="A picture",
        ),
        slide(
            Quote(blocks=(words("Simple is better than complex."),), attribution=say("Tim Peters")),
        ),
        slide(
            Columns(columns=(Column(blocks=(bullets("left", "and more"),)), Column(blocks=(words("Words on the right side"),)))),
            title="Two columns",
        ),
        slide(bullets("first", "second", "third", steps=True), title="Steps", steps=3),
        slide(Callout(kind="tip", blocks=(words("Do not panic."),)), Math(tex="x"), title="Callout and formula"),
        slide(words("Nobody sees this"), title="Hidden", hidden=True),
        slide(words("On a picture"), title="Background", backgrounds=(Background(ImageRef("photo.jpg", filters=())),)),
        slide(words("On the other ground"), title="Inverted", classes=("invert",)),
        slide(words("A colour of its own"), title="Coloured", background_color="#204060", color="#ffffff"),
        slide(
            words("مرحبا بالعالم، هذا نص عربي"),
            words("日本語のテキストはここで折り返されます。長い文章を書いてみましょう。"),
            title="Scripts & <marks>",
        ),
        slide(
            words("Words beside a picture"), Figure(images=(ImageRef("chart.png", "a chart", link="https://example.org"),)), title="Beside"
        ),
    ]


def show(folder: Path, theme: str = "light", given: list[Slide] | None = None, **settings: object) -> ArrangedShow:
    """The deck as a Show."""
    from presenter import theme as themes
    from presenter.qt.shaper import QtShaper

    made = given if given is not None else slides(folder)
    wanted = DeckSettings(**{"title": "All kinds", "author": "A. Writer", "lang": "en-GB"} | settings)  # type: ignore[arg-type]
    count = len(made)
    deck = Deck("", wanted, made, [0] * count, [0] * count, numbers=list(range(1, count + 1)), total=count)
    look, _ = themes.load(theme, wanted, folder)
    return arrange_show(deck, look, QtShaper(look.fonts), DrawnAssets(folder), None)
