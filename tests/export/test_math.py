"""Formulas as Office Math: every one of the worker's list, held to Office Math's grammar and seen in the file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from presenter.export.pptx import write as export
from presenter.export.pptx.math import Pen, Unknown, formula
from presenter.export.report import Options
from presenter.layout.shaper import Answer
from presenter.model import Cell, Heading, ImageRef, List, ListItem, Math, Paragraph, Slide, Span, Table
from presenter.scene import Image
from presenter.worker.formulas import draw, warm
from presenter.worker.latex import rewrite
from presenter.worker.mathml import to_mathml
from tests.export import decks
from tests.export.conftest import Written
from tests.export.lint import findings
from tests.export.test_pptx import VALIDATE, validate
from tests.worker.test_formulas import GOOD

MORE = [
    r"\int x\,dx + \oint_C F \cdot ds", r"\sum", r"\sin", r"\sin(x + y) \cos^2 x \log_2 n", r"\iint_D f",
    r"\underline{ab} \overrightarrow{AB}",    r"{}^{14}C", r"x'' + y'", r"\left\{ x \middle| x > 0 \right\}",
    r"\max_{x \in A} f(x)", r"\bcancel{x} \xcancel{y}",
    r"\sqrt{\sqrt{\sqrt{2}}}",    r"\sum_{i} -a_i + b", r"\left] 0, 1 \right[", r"x < y \& z",
]  # fmt: skip
warm()  # its library warns while it is loaded
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SPACES = (
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
# what may stand in each element, in this order (the part of ISO 29500-1, 22.1, that is written)
ORDER = {
    "r": "rPr letters t", "rPr": "(nor|sty)", "f": "fPr num den", "fPr": "type ctrlPr", "rad": "radPr deg e", "radPr": "(degHide)? ctrlPr",
    "sSub": "sSubPr e sub", "sSup": "sSupPr e sup", "sSubSup": "sSubSupPr e sub sup", "d": "dPr (e)+",
    "dPr": "begChr (sepChr)? endChr ctrlPr", "nary": "naryPr sub sup e", "naryPr": "chr limLoc (subHide)? (supHide)? ctrlPr",
    "func": "funcPr fName e", "limLow": "limLowPr e lim", "limUpp": "limUppPr e lim", "acc": "accPr e", "accPr": "chr ctrlPr",
    "bar": "barPr e", "barPr": "pos ctrlPr", "groupChr": "groupChrPr e", "groupChrPr": "chr pos vertJc ctrlPr", "m": "mPr (mr)+",
    "mPr": "plcHide (cGpRule)? (cGp)? mcs ctrlPr", "mr": "(e)+", "mcs": "(mc)+", "mc": "mcPr", "mcPr": "count mcJc",
    "borderBox": "borderBoxPr e", "phant": "phantPr e", "phantPr": "show ctrlPr",
    "borderBoxPr": "((hideTop) (hideBot) (hideLeft) (hideRight))? (strikeH)? (strikeV)? (strikeBLTR)? (strikeTLBR)? ctrlPr",
}  # fmt: skip
ARGUMENTS = ("e", "num", "den", "deg", "sub", "sup", "lim", "fName")


def office(tex: str, display: bool = True) -> etree._Element:
    """The formula as Office Math."""
    made = formula(to_mathml(rewrite(tex), display), Pen(2400, "", "en-GB", display))
    return etree.fromstring(made.replace("<m:oMath>", f"<m:oMath {SPACES}>", 1))


def grammatical(element: etree._Element) -> None:
    """Hold an element and all in it to the grammar."""
    name = element.tag.removeprefix(M)
    children = [child.tag.removeprefix(M) if child.tag.startswith(M) else "letters" for child in element]
    rule = ORDER.get(name)
    if rule is not None:
        pattern = "".join(f"(?:{part} )" if part.isalpha() else part for part in re.findall(r"[A-Za-z]+|[()?+|]", rule))
        assert re.fullmatch(pattern, "".join(f"{child} " for child in children)), (name, children)
    for child in element:
        if child.tag.startswith(M):
            grammatical(child)


@pytest.mark.parametrize("display", [True, False])
@pytest.mark.parametrize("tex", GOOD + MORE)
def test_every_formula_keeps_to_the_grammar(tex: str, display: bool) -> None:
    made = office(tex, display)
    grammatical(made)
    assert "".join(made.itertext()).strip()
    empty = [a for a in made.iter(*(M + name for name in ARGUMENTS)) if not len(a)]
    allowed = {M + "deg", M + "sub", M + "sup"}  # hidden ones
    assert all(a.tag in allowed or a.getparent().tag == M + "mr" for a in empty)


def test_they_pass_the_schema(tmp_path: Path) -> None:
    """Office Math's own schema, which knows Word's letters only: ours are left out for it."""
    source = VALIDATE.parent / "ISO-IEC-29500-4" / "xsd"
    if not source.exists():
        pytest.skip("../shared/ooxml is not here")
    for file in source.glob("*.xsd"):
        space = 'namespace="http://www.w3.org/XML/1998/namespace"'
        (tmp_path / file.name).write_text(file.read_text("utf-8").replace(space + "/>", space + ' schemaLocation="xml.xsd"/>'), "utf-8")
    (tmp_path / "xml.xsd").write_text(
        '<s:schema xmlns:s="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<s:attribute name="space" type="s:string"/><s:attribute name="lang" type="s:string"/></s:schema>'
    )
    schema = etree.XMLSchema(etree.parse(str(tmp_path / "shared-math.xsd")))
    for tex in GOOD + MORE:
        made = office(tex)
        for letters in made.findall(".//{*}rPr"):
            if not letters.tag.startswith(M):
                letters.getparent().remove(letters)
        assert schema.validate(made), (tex, schema.error_log)


@pytest.mark.parametrize(
    ("tex", "path", "wanted"),
    [
        (r"\sum_{i=1}^n x_i + 1", "nary/e", "xi"),
        (r"\sum_{i=1}^n (x_i + y) = 1", "nary/e", "(xi+y)"),
        (r"\int_0^1 -x\,dx", "nary/e", "−x\u2009dx"),
        (r"\sin x + 1", "func/e", "x"),
        (r"\lim_{x \to 0} f", "func/fName/limLow/lim", "x→0"),
        (r"\left( \frac{a}{b} \right)", "d/e/f/den", "b"),
        (r"\overline{AB}", "bar/e", "AB"),
        (r"\underbrace{a+b}_{n}", "limLow/e/groupChr/e", "a+b"),
        (r"\text{if } x", "r", "if\u00a0"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "d/e/m/mr[2]/e[2]", "d"),
        (r"\sqrt[3]{x}", "rad/deg", "3"),
    ],
)
def test_what_stands_where(tex: str, path: str, wanted: str) -> None:
    found = office(tex).find("/".join(M + part for part in path.split("/")))
    assert found is not None
    assert "".join(found.itertext()) == wanted


def test_what_has_no_form_is_refused() -> None:
    tree = to_mathml("x", True)
    tree[0].tag = "maction"
    with pytest.raises(Unknown):
        formula(tree, Pen(2400, ""))


class Formulas(decks.DrawnAssets):
    """Assets whose formulas are the worker's."""

    def formula(self, tex: str, display: bool, size: float, color: str) -> Answer:
        """Drawn at once."""
        header, body = draw({"tex": tex, "display": display}, b"")
        name = f"f{abs(hash((tex, display, color)))}.svg"
        file = self.folder / name
        file.write_bytes(body.replace(b"#010203", color.encode()))
        k = size / 32
        return Answer(Image(name, "svg", header["width"] * k, header["height"] * k, file, depth=header["depth"] * k))


def math(tex: str) -> Span:
    return Span(tex, kind="math")


def written(folder: Path, given: list[Slide]) -> Written:
    show = replace(decks.show(folder, given=given), assets=Formulas(folder))
    out = folder / "math.pptx"
    return Written(out, export(show, out, Options()))


NS = {"m": M[1:-1], "a14": "http://schemas.microsoft.com/office/drawing/2010/main"}


def test_a_formula_of_its_own(tmp_path: Path, app: object) -> None:
    """Office Math for PowerPoint, in the theme's colour and its size; the same shape as a drawing for all others."""
    made = written(tmp_path, [decks.slide(Math(tex=r"\frac{a}{b}"), title="Math")])
    (pair,) = made.find(1, ".//*[local-name()='AlternateContent'][.//*[local-name()='oMath']]")
    choice, fallback = pair
    assert choice.get("Requires") == "a14 p14"
    assert len({e.get("id") for e in pair.findall(".//{*}cNvPr")}) == 1
    assert fallback.findall(".//{*}svgBlip")
    (math_,) = choice.findall(".//m:oMathPara/m:oMath", NS)
    assert "".join(math_.itertext()) == "ab"
    assert set(math_.xpath(".//*[local-name()='solidFill']/*/@val")) == {"tx1"}
    sizes = {int(size) for size in math_.xpath(".//*[local-name()='rPr']/@sz")}
    assert len(sizes) == 1
    assert 1500 < sizes.pop() < 4000
    assert made.report.slides[0].native["formula"] == 1
    assert not made.report.slides[0].pictures
    validate(made.path)


def test_formulas_among_words(tmp_path: Path, app: object) -> None:
    """The paragraph with its formulas for PowerPoint; with gaps and drawings over them for all others."""
    words = Paragraph(spans=(Span("Area "), math("x^2"), Span(" and "), Span("more", link="https://example.org"), Span(" of "), math("y")))
    made = written(tmp_path, [decks.slide(words, decks.bullets("plain"), title="In line")])
    (pair,) = made.find(1, ".//*[local-name()='AlternateContent'][.//*[local-name()='oMath']]")
    (shape,) = pair[0]
    (first, _) = shape.findall(".//{*}p")
    assert "".join(first.itertext()) == "Area x2 and more of y"
    assert [child.tag.rpartition("}")[2] for child in first] == ["pPr", "r", "m", "r", "r", "r", "m", "endParaRPr"]
    assert [child.tag.rpartition("}")[2] for child in pair[1]] == ["sp", "pic", "pic"]
    native = made.report.slides[0].native
    assert (native["formula"], native["link"]) == (2, 1)
    assert not made.report.slides[0].pictures
    validate(made.path)


def test_a_word_begun_by_a_formula_is_broken_by_nobody(tmp_path: Path, app: object) -> None:
    """The screen keeps n-dimensional on one line; over a gap other programs would break behind the hyphen."""
    words = Paragraph(spans=(Span("An "), math("n"), Span("-dimensional "), math("k"), Span("- "), Span("-space")))
    made = written(tmp_path, [decks.slide(words, title="Words")])
    (pair,) = made.find(1, CHOICE)
    said = [["".join(t.itertext()) for t in side.findall(".//{*}sp//{*}p")] for side in pair]
    assert said == [["An n-dimensional k- -space"], ["An \u00a0-\u2060dimensional \u00a0- -space"]]


CHOICE = ".//*[local-name()='AlternateContent'][.//*[local-name()='oMath']]"


def test_formulas_in_titles(tmp_path: Path, app: object) -> None:
    """The title is a title either way: with the formula, and with a gap and a drawing over it."""
    title = Heading(level=2, spans=(Span("On "), math("x")))
    made = written(tmp_path, [replace(decks.slide(title), title="On x")])
    (pair,) = made.find(1, CHOICE)
    assert [["".join(t.itertext()) for t in side.findall(".//{*}sp//{*}p")] for side in pair] == [["On x"], ["On \u00a0"]]
    assert [len(side.xpath(".//*[local-name()='ph'][contains(@type, 'itle')]")) for side in pair] == [1, 1]
    assert made.report.slides[0].native["formula"] == 1
    validate(made.path)


def test_formulas_in_tables(tmp_path: Path, app: object) -> None:
    """The whole table either way, as PowerPoint writes it; no drawings over its own."""
    rows = ((Cell((Span("name"),)), Cell((Span("what"),))), (Cell((Span("a"),)), Cell((math("x^2"), Span(" and "), math("y")))))
    made = written(tmp_path, [decks.slide(Table(rows=rows, aligns=("", "")), title="Table")])
    (pair,) = made.find(1, CHOICE)
    assert [[child.tag.rpartition("}")[2] for child in side] for side in pair] == [["graphicFrame"], ["graphicFrame", "pic", "pic"]]
    assert "".join(pair[0].findall(".//{*}tc")[3].itertext()).startswith("x2 and y")
    assert made.report.slides[0].native["formula"] == 2
    validate(made.path)


def test_formulas_that_come_in_by_steps(tmp_path: Path, app: object) -> None:
    """PowerPoint is told of paragraphs only; programs that show drawings over gaps are told of those too, click by click."""
    steps = List(items=tuple(ListItem(blocks=(Paragraph(spans=(Span(t), math(t))),), step=n) for n, t in enumerate("ab", 1)))
    made = written(tmp_path, [decks.slide(steps, title="Steps", steps=2)])
    (pair,) = made.find(1, "./*[local-name()='AlternateContent'][.//*[local-name()='timing']]")
    shapes = [set(side.xpath(".//*[local-name()='spTgt']/@spid")) for side in pair]
    body = made.find(1, ".//p:cNvPr[@name='Body']/@id")[0]
    assert shapes[0] == {body}
    assert len(shapes[1]) == 3
    assert shapes[1] - {body} == set(made.find(1, ".//*[local-name()='Fallback']/p:pic//p:cNvPr/@id"))
    clicks = [len(side.xpath(".//*[local-name()='cTn'][@nodeType='clickEffect']")) for side in pair]
    assert clicks == [2, 2]
    assert findings(made.path) == []
    validate(made.path)


def test_where_formulas_stay_drawings(tmp_path: Path, app: object) -> None:
    """Among pictures in the same text: those need their gaps."""
    decks.slides(tmp_path)
    words = Paragraph(spans=(math("x"), Span(" and "), Span("a chart", kind="image", image=ImageRef("chart.png", "a chart")), math("y")))
    made = written(tmp_path, [decks.slide(words, title="Mixed")])
    assert not made.find(1, ".//*[local-name()='oMath']")
    assert [kind for kind, _ in made.report.slides[0].pictures] == ["formula"] * 2
    assert made.report.slides[0].native["formula"] == 0
    validate(made.path)


def test_the_drawing_in_the_file_keeps_no_second_copy(tmp_path: Path, app: object) -> None:
    import zipfile

    made = written(tmp_path, [decks.slide(Math(tex="x"), title="Math")])
    with zipfile.ZipFile(made.path) as archive:
        drawings = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    assert drawings
    assert not any(b"data-mathml" in drawing for drawing in drawings)
