"""Decks -> PowerPoint files: opened again by python-pptx, looked at as XML, held to the schemas and the linter."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from presenter.export.pptx import write as export
from presenter.export.report import Options
from presenter.headless import export as export_file
from presenter.layout.arrange import ArrangedShow
from presenter.model import Background, Cell, Code, Diagram, Figure, Heading, ImageRef, Slide, SlideSettings, Span, Table
from presenter.problems import Cancelled
from presenter.scene import Group, Text
from tests.export import decks
from tests.export.conftest import NS, Written, write

ROOT = Path(__file__).resolve().parents[2]
VALIDATE = ROOT.parent / "shared" / "ooxml" / "validate.sh"


def number_of(title: str) -> int:
    """The number of the slide with this title, from 1."""
    return next(n for n, slide in enumerate(TITLES, 1) if slide == title)


TITLES = [
    "A talk about lines", "Three levels", "Numbers and looks", "A table", "Code", "A picture",
    "Simple is better than complex.", "Two columns",
    "Steps", "Callout and formula", "Hidden", "Background", "Inverted", "Coloured", "Scripts & <marks>", "Beside",
]  # fmt: skip


def test_it_opens_again_with_every_word(written: Written) -> None:
    slides = list(Presentation(str(written.path)).slides)
    assert [s.shapes.title.text_frame.text if s.shapes.title is not None else "" for s in slides] == TITLES
    body = slides[1].placeholders[1].text_frame
    assert [(p.level, p.text) for p in body.paragraphs] == [
        (0, "First point"),
        (1, "Second level, a longer line that will have to be broken somewhere in the middle of it"),
        (2, "Third level"),
        (2, "another one"),
        (0, "Last point"),
    ]


def test_placeholders_are_the_layouts_own(written: Written) -> None:
    """Title, body and number are bound, inherit their place, and say of their looks only what differs."""
    slide = Presentation(str(written.path)).slides[1]
    kinds = {p.placeholder_format.type for p in slide.placeholders}
    assert kinds == {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SLIDE_NUMBER}
    assert not written.find(2, ".//p:sp[p:nvSpPr/p:nvPr/p:ph[not(@type) or @type='title']]/p:spPr/a:xfrm")
    assert not written.find(2, ".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='title']]//a:rPr/@sz")
    layout = slide.slide_layout
    assert {p.placeholder_format.idx for p in slide.placeholders} <= {p.placeholder_format.idx for p in layout.placeholders}
    assert layout.placeholders[0].left > 0


def test_the_theme_is_the_files_theme(written: Written) -> None:
    """Colours refer to the scheme and fonts to the theme; the page is 16:9 and says so nowhere wrongly."""
    scheme = written.xml("ppt/theme/theme1.xml").xpath(".//a:clrScheme/*", namespaces=NS)
    assert len(scheme) == 12
    assert written.layout(2).xpath(".//a:buClr/a:schemeClr/@val", namespaces=NS)[:1] == ["accent1"]
    size = written.xml("ppt/presentation.xml").find("p:sldSz", NS)
    assert size is not None
    assert (size.get("cx"), size.get("cy"), size.get("type")) == ("12192000", "6858000", None)


def test_the_dark_theme_swaps_the_colour_map(tmp_path: Path, app: object) -> None:
    dark = write(tmp_path, theme="dark")
    colors = dark.xml("ppt/slideMasters/slideMaster1.xml").find("p:clrMap", NS)
    assert colors is not None
    assert (colors.get("bg1"), colors.get("tx1")) == ("dk1", "lt1")
    turned = dark.find(number_of("Inverted"), "./p:clrMapOvr/a:overrideClrMapping")
    assert [c.get("bg1") for c in turned] == ["lt1"]


def test_lists_number_from_where_they_start(written: Written) -> None:
    starts = written.find(3, ".//a:buAutoNum/@startAt")
    assert starts == ["3", "3", "3"]


def test_two_lists_in_a_row_both_begin_at_one(tmp_path: Path, app: object) -> None:
    """Between them stands a paragraph without number, too low to be seen; steps count past it."""
    lists = (decks.bullets("one", "two", start=1), decks.bullets("three", "four", start=1, steps=True))
    made = write(tmp_path, given=[decks.slide(*lists, title="Lists", steps=2)])
    body = made.find(1, ".//p:sp[p:nvSpPr/p:cNvPr/@name='Body']//a:p")
    assert ["".join(p.xpath(".//a:t/text()", namespaces=NS)) for p in body] == ["one", "two", "", "three", "four"]
    assert [len(p.xpath(".//a:buAutoNum[not(@startAt)]", namespaces=NS)) for p in body] == [1, 1, 0, 1, 1]
    assert body[2].xpath("a:endParaRPr/@sz", namespaces=NS) == ["100"]
    assert [r.get("st") for r in made.find(1, ".//p:pRg")] == ["3", "4"]
    validate(made.path)


def test_looks_of_runs(written: Written) -> None:
    assert written.find(3, ".//a:r[a:rPr[@b='1']]/a:t")[0].text == "bold"
    assert written.find(3, ".//a:r[a:rPr[@i='1']]/a:t")[0].text == "italic"
    assert written.find(3, ".//a:r[a:rPr[@strike='sngStrike']]/a:t")[0].text == "struck"
    assert written.find(3, ".//a:r[a:rPr[@baseline='-20000']]/a:t")[0].text == "2"
    assert written.find(3, ".//a:r[a:rPr/a:highlight][a:t='marked']")
    assert written.find(3, ".//a:r[a:rPr[@noProof='1']][a:t='code()']")
    assert set(written.find(3, ".//a:rPr/@lang")) == {"en-GB"}


def test_links_out_and_inside(written: Written) -> None:
    slide = Presentation(str(written.path)).slides[2]
    targets = {rel.rId: rel for rel in slide.part.rels.values()}
    clicks = written.find(3, ".//a:rPr/a:hlinkClick")
    assert [c.get("action") for c in clicks] == [None, "ppaction://hlinksldjump"]
    out, inside = (targets[c.get(f"{{{NS['r']}}}id")] for c in clicks)
    assert out.is_external
    assert out.target_ref == "https://example.org/a?b=c&d=%3Ce%3E"
    assert str(inside.target_part.partname) == "/ppt/slides/slide4.xml"


def test_tables_are_tables(written: Written) -> None:
    frame = next(s for s in Presentation(str(written.path)).slides[3].shapes if s.has_table)
    assert [[c.text for c in row.cells] for row in frame.table.rows] == [
        ["Name", "Kind", "Count"],
        ["Alpha", "a letter", "1"],
        ["Beta", "another letter, explained at length", "22"],
    ]
    assert frame.table.first_row
    assert written.find(4, ".//a:tc[3]//a:pPr/@algn") == ["r", "r", "r"]
    assert written.find(4, ".//p:cNvPr[@name='Table']/@descr") == ["table, 3 columns, 2 rows"]


def test_merged_cells(tmp_path: Path, app: object) -> None:
    wide = Cell((Span("wide"),), colspan=2)
    tall = Cell((Span("tall"),), rowspan=2)
    one = lambda text: Cell((Span(text),))  # noqa: E731
    table = Table(rows=((one("a"), wide), (tall, one("b"), one("c")), (one("d"), one("e"))), aligns=("", "", ""))
    made = write(tmp_path, given=[decks.slide(table, title="Merged")])
    assert made.find(1, ".//a:tc[@gridSpan='2']/following-sibling::a:tc[1]/@hMerge") == ["1"]
    assert made.find(1, ".//a:tr[3]/a:tc[1]/@vMerge") == ["1"]
    assert [len(row.findall("a:tc", NS)) for row in made.find(1, ".//a:tr")] == [3, 3, 3]


def test_code_is_text_on_its_panel(written: Written) -> None:
    """One paragraph a line, in colours, not to be spell-checked, in the shape that is its ground."""
    shape = written.find(5, ".//p:sp[p:nvSpPr/p:cNvPr/@name='Code']")[0]
    lines = ["".join(p.xpath(".//a:t/text()", namespaces=NS)) for p in shape.findall("p:txBody/a:p", NS)]
    assert lines == decks.CODE.split("\n")
    assert shape.xpath("p:spPr/a:prstGeom/@prst", namespaces=NS) == ["roundRect"]
    assert shape.xpath("count(.//a:rPr[@noProof='1'])=count(.//a:r/a:rPr)", namespaces=NS)
    assert len(set(shape.xpath(".//a:r/a:rPr/a:solidFill/*/@val", namespaces=NS))) >= 3


def test_pictures_have_their_words(written: Written) -> None:
    picture = written.find(6, ".//p:pic/p:nvPicPr/p:cNvPr")[0]
    assert picture.get("descr") == "An orange disc on blue"
    linked = written.find(16, ".//p:pic/p:nvPicPr/p:cNvPr/a:hlinkClick")
    assert len(linked) == 1
    assert set(written.layout(6).xpath(".//*[local-name()='decorative']/@val")) == {"1"}


def test_formulas_are_drawings_over_a_gap(written: Written) -> None:
    """Sharp where SVG is understood, pixels where not, the words of the formula beside them."""
    assert written.find(3, ".//p:pic[p:nvPicPr/p:cNvPr/@descr='x^2']//*[local-name()='svgBlip']")
    assert "\u00a0" in [t.text for t in written.find(3, ".//a:t")]
    assert ("formula", "formulas go out as a drawing") in written.report.slides[2].pictures


def test_diagrams_are_forms_and_words(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[decks.slide(Diagram(lang="mermaid", source="to one", title="A road"), title="Diagram", steps=1)])
    group = made.find(1, ".//p:grpSp[p:nvGrpSpPr/p:cNvPr/@name='Diagram']")[0]
    assert group.xpath(".//a:t/text()", namespaces=NS) == ["to one"]
    assert len(group.xpath("./p:sp", namespaces=NS)) == 2
    assert not made.find(1, ".//p:pic")
    assert made.report.slides[0].native["diagram"] == 1


def test_a_picture_shown_often_is_in_the_file_once(tmp_path: Path, app: object) -> None:
    decks.slides(tmp_path)
    shown = [decks.slide(Figure(images=(ImageRef("photo.jpg", f"view {n}"),)), title=f"View {n}") for n in range(4)]
    made = write(tmp_path, given=shown)
    with zipfile.ZipFile(made.path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("ppt/media/")]) == 1


def test_a_large_photo_goes_out_smaller(tmp_path: Path, app: object) -> None:
    from PIL import Image

    Image.linear_gradient("L").resize((5000, 3000)).save(tmp_path / "large.png")
    made = write(tmp_path, given=[decks.slide(Figure(images=(ImageRef("large.png", "noise"),)), title="Large")])
    with zipfile.ZipFile(made.path) as archive:
        name = next(name for name in archive.namelist() if name.startswith("ppt/media/"))
        with archive.open(name) as file, Image.open(file) as found:
            assert found.width <= 3840


def test_pictures_are_no_larger_than_a_4k_screen_needs(tmp_path: Path, app: object) -> None:
    """A photo of 4000 pixels, full, small, small again and blurred: the small one is the full one, the blurred one stays a JPEG."""
    from PIL import Image

    dots = Image.effect_noise((400, 225), 60).resize((4000, 2250)).convert("RGB")
    dots.save(tmp_path / "photo4.jpg", quality=92)
    out, text = tmp_path / "deck.pptx", "![bg](photo4.jpg)\n\n---\n\n![](photo4.jpg) ![](photo4.jpg)\n\n---\n\n"
    text += "# Words\n\n![w:200px](photo4.jpg)\n\n---\n\n![bg blur:8px](photo4.jpg)\n"
    (tmp_path / "deck.md").write_text(text, encoding="utf-8")
    report = export_file(tmp_path / "deck.md", "pptx", out, Options())
    assert not [problem for slide in report.slides for problem in slide.problems]
    with zipfile.ZipFile(out) as archive:
        media = sorted(name for name in archive.namelist() if "/media/" in name)
        widths = [Image.open(archive.open(name)).width for name in media]
        assert [name[-4:] for name in media] == [".jpg", ".jpg"], media
    assert max(widths) <= 4000
    assert out.stat().st_size < 2.2 * (tmp_path / "photo4.jpg").stat().st_size + 60_000


def test_steps_are_animations(written: Written) -> None:
    effects = written.find(9, ".//p:cTn[@presetClass='entr']")
    assert [e.get("nodeType") for e in effects] == ["clickEffect"] * 3
    assert [r.get("st") for r in written.find(9, ".//p:pRg")] == ["0", "1", "2"]
    shape = written.find(9, ".//p:bldP/@spid")
    assert written.find(9, f".//p:cNvPr[@id='{shape[0]}']/@name") == ["Body"]


def test_lines_of_code_stand_back(tmp_path: Path, app: object) -> None:
    """`{1|2|all}` of three lines, of which one is empty: from the start, at the first and at the second click."""
    code = Code(text="one\n\nthree", highlights=(frozenset({1}), frozenset({3}), frozenset()))
    made = write(tmp_path, given=[decks.slide(code, title="Code", steps=2)])
    groups = made.find(1, ".//p:cTn[@nodeType='mainSeq']/p:childTnLst/p:par")
    said = [
        [
            (r.get("st"), value)
            for r, value in zip(g.findall(".//p:set//p:pRg", NS), g.xpath(".//p:strVal/@val", namespaces=NS), strict=True)
        ]
        for g in groups
    ]
    assert said == [[("2", "0.25")], [("0", "0.25"), ("2", "1")], [("0", "1")]]
    assert [bool(g.findall(".//p:cond[@evt='onBegin']", NS)) for g in groups] == [True, False, False]
    assert made.report.slides[0].native["code steps"] == 1
    validate(made.path)


def test_every_slide_comes_in_by_the_themes_transition(written: Written) -> None:
    assert all(written.find(n, ".//p:transition/p:fade") for n in range(1, len(TITLES) + 1))


def test_hidden_slides_stay_hidden(written: Written) -> None:
    assert [n for n in range(1, len(TITLES) + 1) if written.slide(n).get("show") == "0"] == [number_of("Hidden")]


def test_notes_and_their_master(written: Written) -> None:
    slides = Presentation(str(written.path)).slides
    assert slides[0].notes_slide.notes_text_frame.text == "Welcome.\nTwo lines."
    assert [n for n, s in enumerate(slides, 1) if s.has_notes_slide] == [1, 3]
    assert written.xml("ppt/presentation.xml").find("p:notesMasterIdLst", NS) is not None


def test_properties_of_the_document(written: Written) -> None:
    core = Presentation(str(written.path)).core_properties
    assert (core.title, core.author, core.language) == ("All kinds", "A. Writer", "en-GB")
    app = written.xml("docProps/app.xml")
    assert [(e.tag.rpartition("}")[2], e.text) for e in app][:1] == [("Application", "Presenter")]


def test_a_picture_that_fills_the_slide_is_its_background(written: Written) -> None:
    n = number_of("Background")
    assert written.find(n, "./p:cSld/p:bg//a:blipFill")
    name = Presentation(str(written.path)).slides[n - 1].slide_layout.name
    assert name.endswith(", plain")


def test_sections(tmp_path: Path, app: object) -> None:
    names = ("", "One", "One", "Two <&>")
    made = write(tmp_path, given=[decks.slide(title=f"s{n}", section=name) for n, name in enumerate(names)])
    sections = made.xml("ppt/presentation.xml").xpath(".//*[local-name()='section']")
    assert [s.get("name") for s in sections] == ["Start", "One", "Two <&>"]
    assert [len(s.xpath(".//*[local-name()='sldId']")) for s in sections] == [1, 2, 1]


def test_page_numbers_that_start_elsewhere_stay_fields(tmp_path: Path, app: object) -> None:
    from dataclasses import replace

    show = decks.show(tmp_path, given=[decks.slide(decks.words("x"), title=f"s{n}") for n in range(3)])
    show = replace(show, deck=replace(show.deck, numbers=[None, 1, 2], total=2))
    out = tmp_path / "n.pptx"
    made = Written(out, export(show, out, Options()))
    assert made.xml("ppt/presentation.xml").get("firstSlideNum") == "0"
    assert [len(made.find(n, ".//a:fld[@type='slidenum']")) for n in (1, 2, 3)] == [0, 1, 1]


def test_the_same_deck_gives_the_same_bytes(tmp_path: Path, app: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = write(tmp_path).path.read_bytes()
    assert write(tmp_path).path.read_bytes() == first


NASTY = "a\x00b\x0bc\x1fd\ufffee\uffff f\ud800 ]]> <b>&amp; \u2028 \u202e \u200b 🏳️‍🌈 " + "x" * 50


def test_what_xml_cannot_hold(tmp_path: Path, app: object) -> None:
    """Control characters, lone surrogates and markup in words, titles, names, links, notes and properties."""
    words = Slide(
        "", SlideSettings(section=NASTY), (Heading(level=2, spans=(Span(NASTY, link="https://e.org/" + NASTY),)),), NASTY, title=NASTY
    )
    out = tmp_path / "nasty.pptx"
    export(decks.show(tmp_path, given=[words], title=NASTY, author=NASTY, lang="x<y"), out, Options())
    slide = Presentation(str(out)).slides[0]
    assert "abcde f ]]> <b>&amp;" in (slide.shapes.title.text_frame.text if slide.shapes.title is not None else "")
    assert "x" * 50 in slide.notes_slide.notes_text_frame.text
    validate(out)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("http://example.org/ü?q=ä", "http://example.org/%C3%BC?q=%C3%A4"),
        ("http://[::1", ""),
        ("http://exa mple.org", ""),
        ("https://example.org/[x]", "https://example.org/%5Bx%5D"),
        ("https://example.org:99999999/", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("mailto:", ""),
        ("http://", ""),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://me:secret@example.org:8080/x", "https://example.org:8080/x"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://example.org/?a=[1]#{x}", "https://example.org/?a=%5B1%5D#%7Bx%7D"),
        ("https://example.org/100%/%zz?a=%C3%BC%#5%", "https://example.org/100%25/%25zz?a=%C3%BC%25#5%25"),
        ("#nowhere", ""),
    ],
)
def test_addresses(given: str, wanted: str) -> None:
    from presenter.export.pptx.xml import web_address

    assert web_address(given) == wanted


@pytest.mark.parametrize(("given", "wanted"), [("en", "en-US"), ("de_AT", "de-AT"), ("zh-Hant-TW", "zh-Hant-TW"), ("x<y", ""), ("", "")])
def test_languages(given: str, wanted: str) -> None:
    from presenter.export.pptx.xml import language

    assert language(given) == wanted


def test_a_broken_picture_costs_only_itself(tmp_path: Path, app: object) -> None:
    decks.slides(tmp_path)
    show = decks.show(tmp_path, given=[decks.slide(Figure(images=(ImageRef("photo.jpg", "x"),)), title="Broken")])
    show.scene(0)
    (tmp_path / "photo.jpg").write_bytes(b"not a picture at all")
    out = tmp_path / "b.pptx"
    report = export(show, out, Options())
    assert [p.code for p in report.slides[0].problems] == ["picture-unreadable"]
    assert len(Presentation(str(out)).slides) == 1


def test_a_deck_without_slides(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[])
    assert len(Presentation(str(made.path)).slides) == 0
    validate(made.path)


def test_only_the_slides_asked_for(tmp_path: Path, app: object) -> None:
    """A link to a slide that stays behind is words."""
    out = tmp_path / "some.pptx"
    report = export(decks.show(tmp_path), out, Options(slides=(2, 4)))
    assert [s.slide for s in report.slides] == [3, 5]
    made = Written(out, report)
    assert not made.find(1, ".//a:hlinkClick[@action]")
    validate(out)


def test_stopping_leaves_the_old_file(tmp_path: Path, app: object) -> None:
    out = tmp_path / "old.pptx"
    out.write_bytes(b"old")

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(decks.show(tmp_path), out, Options(progress=stop))
    assert out.read_bytes() == b"old"
    assert [p.name for p in tmp_path.glob("*.part")] == []


def test_a_long_chain_of_links_is_no_recursion(tmp_path: Path, app: object) -> None:
    """1,200 slides, each with a link to the next."""
    one = Options(progress=lambda done, total: None)
    given = [decks.slide(decks.Paragraph(spans=(Span("on", link=f"slide:{n + 1}"),))) for n in range(1200)]
    out = tmp_path / "long.pptx"
    report = export(decks.show(tmp_path, given=given), out, one)
    assert len(report.slides) == 1200
    with zipfile.ZipFile(out) as archive:
        assert len([n for n in archive.namelist() if n.startswith("ppt/slides/slide")]) == 1200
        assert archive.testzip() is None


def validate(path: Path) -> None:
    """Schemas, linter and, where it is at hand, the Open XML SDK: no finding."""
    if not VALIDATE.exists():
        pytest.skip("../shared/ooxml/validate.sh is not here")
    cache = Path(os.environ.get("REAL_CACHE_HOME", str(Path.home() / ".cache")))
    sdk = (cache / "ooxml-validator" / "package" / "ooxml-validator").exists()
    env = os.environ | {"PYTHON": sys.executable, "SDK": "1" if sdk else "0", "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(["bash", str(VALIDATE), str(path)], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_validators_find_nothing(tmp_path: Path, app: object, theme: str) -> None:
    validate(write(tmp_path, theme=theme).path)


def test_pictures_by_type(written: Written) -> None:
    shapes = [s.shape_type for s in Presentation(str(written.path)).slides[5].shapes]
    assert MSO_SHAPE_TYPE.PICTURE in shapes


def test_lines_of_code_have_room_to_spare(tmp_path: Path, app: object) -> None:
    """A listing's line that just fits its panel does not break in a program that measures a little more."""
    given = [decks.slide(Code(text="x" * 74, lang=""), title="Code")]
    made = write(tmp_path, given=given)
    shape = made.find(1, ".//p:sp[p:nvSpPr/p:cNvPr/@name='Code']")[0]
    inner = int(shape.xpath("string(p:spPr/a:xfrm/a:ext/@cx)", namespaces=NS)) - sum(
        int(side) for side in shape.xpath("p:txBody/a:bodyPr/@lIns|p:txBody/a:bodyPr/@rIns", namespaces=NS)
    )
    text = next(i for i in _texts(decks.show(tmp_path, given=given)) if i.role == "code")
    assert inner / 12700 > max(line.width for line in text.lines) * 1.03


def _texts(show: ArrangedShow) -> list[Text]:
    """Every text of the first slide."""
    waiting, found = [*show.scene(0).items], []
    while waiting:
        item = waiting.pop()
        waiting += item.items if isinstance(item, Group) else ()
        found += [item] if isinstance(item, Text) else []
    return found


def test_a_drop_shadow_is_powerpoints_own(tmp_path: Path, app: object) -> None:
    decks.slides(tmp_path)
    figure = Figure(images=(ImageRef("photo.jpg", "x", filters=(("drop-shadow", "3px 4px 10px rgba(255, 0, 0, .5)"),)),))
    made = write(tmp_path, given=[decks.slide(figure, title="Shadow")])
    (shadow,) = made.find(1, ".//p:pic/p:spPr/a:effectLst/a:outerShdw")
    assert (shadow.get("dist"), shadow.get("blurRad"), shadow.get("dir")) == ("47625", "190500", "3187806")
    assert shadow.xpath("a:srgbClr/@val | a:srgbClr/a:alpha/@val", namespaces=NS) == ["FF0000", "50000"]
    assert not made.report.slides[0].pictures
    validate(made.path)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("", (0, 3.75, 7.5, "#000000")),
        ("nonsense", (0, 3.75, 7.5, "#000000")),
        ("1e9px 99999999999999999px", (500, 0, 0, "#000000")),
        ("-2pt 1em 3mm #fff", (-2, 12, 8.505, "#ffffff")),
        ("0,5px,10px,rgba(0,0,0,.4)", (0, 3.75, 7.5, "#000000")),
        ("1pt 1pt -5pt red", (1, 1, 0, "#ff0000")),
    ],
)
def test_shadows_as_people_write_them(value: str, wanted: tuple[float, float, float, str]) -> None:
    from presenter.export.pptx.shadow import parts

    x, y, blur, color = parts(value)
    assert ((x, y, blur), color.hex) == (pytest.approx(wanted[:3]), wanted[3])


def test_the_logo_is_on_the_master_once(tmp_path: Path, app: object) -> None:
    decks.slides(tmp_path)
    given = [decks.slide(decks.words("x"), title=f"s{n}") for n in range(3)]
    covered = decks.slide(decks.words("x"), title="covered", backgrounds=(Background(ImageRef("photo.jpg", filters=())),) * 2)
    made = write(tmp_path, given=[*given, covered], logo="chart.png")
    assert len(made.xml("ppt/slideMasters/slideMaster1.xml").xpath(".//p:pic[p:nvPicPr/p:cNvPr/@name='Logo']", namespaces=NS)) == 1
    assert [len(made.find(n, ".//p:cNvPr[@name='Logo']")) for n in (1, 2, 3, 4)] == [0, 0, 0, 1]
    with zipfile.ZipFile(made.path) as archive:
        assert len([name for name in archive.namelist() if name.startswith("ppt/media/")]) == 2
    validate(made.path)
