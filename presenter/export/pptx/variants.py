"""Scene + its theme's layout -> the variant of the layout that a person would have made for such a slide.

A variant is without decorations where they are covered, has a body for every text where code, tables or pictures stand
between texts, and a title out of sight for slides that show none: so the outline has every text, and every slide a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from presenter.export.pptx.master import Layout, Slot
from presenter.export.pptx.xml import FORBIDDEN, escaped
from presenter.scene import Group, Item, Picture, Rect, Scene, Text
from presenter.theme.model import Region, SlideLayout

UNSEEN = "title out of sight"  # the region of a title above the slide's upper edge
ABOVE = Region(UNSEEN, "title", Rect(60.0, -132.0, 600.0, 120.0), "title", "bottom")
MOST = 12  # texts of a slide that have a placeholder each
WORDS = 60  # characters of a title that nobody wrote
AIR = 6.0  # points between the bodies of a layout
WHOLE = frozenset(("table", "chart", "code", "media", "placeholder", "diagram"))  # groups whose words are not the body's
SILENT = frozenset(("header", "footer", "number", "date", "footnote"))


@dataclass(frozen=True, slots=True)
class Variant:
    """How a slide's layout differs from the theme's: how many texts some regions hold, whether its title is out of sight."""

    plain: bool = False
    texts: tuple[tuple[str, int], ...] = ()
    unseen: bool = False

    @property
    def suffix(self) -> str:
        """What its name has behind the layout's."""
        several = [f", {' and '.join(str(n) for _, n in self.texts)} texts"] if self.texts else []
        return "".join([*several, ", title out of sight" if self.unseen else "", ", plain" if self.plain else ""])

    def applied(self, layout: SlideLayout) -> SlideLayout:
        """The layout with these regions; those it has itself come first, so that they count as they do there."""
        counts = dict(self.texts)
        parts = [tuple(_parts(region, counts.get(region.name, 1))) for region in layout.regions]
        regions = [part[0] for part in parts] + [one for part in parts for one in part[1:]]
        if self.unseen:
            regions = [ABOVE, *(region for region in regions if region.kind != "title")]
        decorations = () if self.plain else layout.decorations
        title = f"{layout.title or layout.name}{self.suffix}"
        return replace(layout, title=title, regions=tuple(regions), decorations=decorations)


def _parts(region: Region, count: int) -> Iterator[Region]:
    """A region as `count` of them, one under the other; the first has its name."""
    high = (region.box.h - AIR * (count - 1)) / count
    for n in range(count):
        box = replace(region.box, y=region.box.y + n * (high + AIR), h=high) if count > 1 else region.box
        yield replace(region, name=region.name if n == 0 else f"{region.name} {n + 1}", box=box)


def fitted(scene: Scene, layout: Layout, plain: bool, before: str = "") -> tuple[Scene, Variant, str]:
    """The scene, its further texts told which placeholder they fill; the variant of its layout that has those; a title out of sight.

    `before` is what the slide is called if nothing on it says it.
    """
    items, counts = _continued(scene.items, layout)
    titled = any(isinstance(i, Text) and visible(i) and not only_pictures(i) and _is_title(layout.slots.get(i.placeholder)) for i in items)
    words = "" if titled else name_of(scene) or before
    return (scene if items is scene.items else replace(scene, items=items)), Variant(plain, tuple(counts.items()), bool(words)), words


def _is_title(slot: Slot | None) -> bool:
    return slot is not None and 'itle"' in slot.ph and "subTitle" not in slot.ph


def visible(text: Text) -> bool:
    """Whether there is anything to be seen of a text."""
    return bool(text.fill) or any(run.inline or escaped(run.text).strip() for p in text.paragraphs for run in p.runs)


def only_pictures(text: Text) -> bool:
    """Whether all that a text shows are pictures in its lines, none of them a formula."""
    runs = [run for p in text.paragraphs for run in p.runs]
    gaps = any(run.inline for run in runs) and all(not run.inline.tex if run.inline else not run.text.strip() for run in runs)
    return gaps and text.fill is None and not any(p.bullet for p in text.paragraphs)


def _continued(items: tuple[Item, ...], layout: Layout) -> tuple[tuple[Item, ...], dict[str, int]]:
    """Texts that go on in a region below what stands between, and those of cards and columns in it, with the names of their
    placeholders; how many each region has."""
    bodies = {name: slot for name, slot in layout.slots.items() if slot.kind == "body"}
    counts = {i.placeholder: 1 for i in items if isinstance(i, Text) and i.placeholder in bodies and visible(i) and not only_pictures(i)}
    if not 0 < sum(_goes_on(text) for text in _texts(items)) <= MOST:
        return items, {}

    def placed(item: Item) -> Item:
        if isinstance(item, Group) and item.role not in WHOLE:
            return replace(item, items=tuple(placed(i) for i in item.items))
        if not isinstance(item, Text) or not _goes_on(item):
            return item
        held = [name for name, slot in bodies.items() if _holds(slot.box, item.box)]
        region = next((name for name in reversed(counts) if name in held), held[0] if held else "")
        if not region:
            return item
        counts[region] = counts.get(region, 0) + 1
        return replace(item, placeholder=region if counts[region] == 1 else f"{region} {counts[region]}")

    before = sum(counts.values())
    made = tuple(placed(item) for item in items)
    return made if sum(counts.values()) > before else items, {name: n for name, n in counts.items() if n > 1}


def _goes_on(text: Text) -> bool:
    """Whether a text is one of a body's that fills no placeholder yet."""
    return text.role == "body" and not text.placeholder and text.fill is None and visible(text) and not only_pictures(text)


def _texts(items: Sequence[Item]) -> Iterator[Text]:
    """The texts among items and in their groups."""
    for item in items:
        if isinstance(item, Text):
            yield item
        elif isinstance(item, Group) and item.role not in WHOLE:
            yield from _texts(item.items)


def _holds(region: Rect, box: Rect) -> bool:
    return region.x <= box.x + box.w / 2 <= region.right


# ---------------------------------------------------------------- a title out of sight


def name_of(scene: Scene) -> str:
    """What a slide without a title is called: its first words, or what its first picture shows."""
    every = [words for words in _said(scene.items) if any(char.isalnum() for char in words)]
    said = next((words for words in every if " " in words), every[0] if every else "")
    said = said or next((item.alt for item in scene.behind if isinstance(item, Picture) and item.alt), "")
    if len(said) <= WORDS:
        return said
    return (said[:WORDS].rsplit(" ", 1)[0] or said[:WORDS]).rstrip(" ,;:.") + " …"


def _said(items: Sequence[Item]) -> Iterator[str]:
    """Words of each item in turn; of tables and drawings what they are called."""
    for item in items:
        match item:
            case Text(role=role) if role not in SILENT:
                yield from (" ".join(FORBIDDEN.sub("", p.text.replace("\ufffc", " ")).split()) for p in item.paragraphs)
            case Group(role="table" | "chart", alt=alt):
                yield alt
            case Group(role="placeholder"):  # a picture that is not there
                pass
            case Group(alt=alt):
                yield from _said(item.items)
                yield alt
            case Picture(role="formula"):
                pass
            case Picture(alt=alt, title=title):
                yield alt or title


def unseen_title(slot: Slot, words: str, number: int, lang: str, ident: str) -> str:
    """The placeholder above the slide's upper edge, where PowerPoint too puts a hidden title."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="Hidden Title">{ident}</p:cNvPr><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{slot.ph}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:noAutofit/></a:bodyPr><a:lstStyle/>"
        f'<a:p><a:r><a:rPr lang="{lang}"/><a:t>{escaped(words)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
