"""Works cited in decks of pandoc's, and numbers of figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.model import Columns, plain_text
from presenter.parse.bibtex import works_of
from presenter.parse.deck import parse
from tests.dialects.reading import titles, words
from tests.growth import grows_in_step

HEAD = "---\ntitle: T\nbibliography: w.bib\n---\n\n"
WORKS = """
@comment{none, of = it}
@article{one, author = {M{\\"u}ller, J{\\o}rg and Jane van Dyke}, title = {On {B}ayes_ies}, journal = "J. of X", year = 2020, volume = 3,
  number = {4}, pages = {1--9}, doi = {10.1/x}}
@book{two, author="Ann Lee and Bo Ek and Cy Orr", title={Big}, publisher={Pr\\'ess}, date = {2019-05}}
@misc{three, title = {No author}, url = {https://e.org/a_b}}
"""


def deck_of(tmp_path: Path, text: str, works: str = WORKS) -> list[str]:
    (tmp_path / "w.bib").write_text(works, encoding="utf-8")
    deck = parse(HEAD + text, folder=tmp_path)
    assert not deck.problems
    return [words(slide) for slide in deck.slides][1:]


def test_citations_in_brackets_and_in_the_text(tmp_path: Path) -> None:
    (said,) = deck_of(
        tmp_path,
        "# A\n\na [@one], [see @two, p. 3; -@one] @two, @two [p. 4] -@one [@three] me@one.org `[@one]` @nobody\n\n```\n[@one]\n```\n",
    )
    assert said == (
        "A a (Müller and van Dyke 2020), (see Lee et al. 2019, p. 3; 2020) Lee et al. (2019), Lee et al. (2019, p. 4) (2020) (No author n.d.)"
        " me@one.org [@one] @nobody"
    )


def test_the_list_has_what_is_cited_where_it_belongs(tmp_path: Path) -> None:
    for last in ("# References\n", "# Here\n\n::: {#refs}\n:::\n\nend\n", '# Literatur {.x}\n\n<div id="refs"></div>\n'):
        *_, said = deck_of(tmp_path, "# A\n\n[@two; @one]\n\n" + last)
        assert "Lee, Ann, Bo Ek, and Cy Orr. 2019. Big. Préss." in said and "No author" not in said
        assert "Müller, Jørg and Jane van Dyke. 2020. “On Bayes_ies”. J. of X 3 (4): 1–9. https://doi.org/10.1/x" in said
    many = "".join(f"@misc{{k{n}, author={{A{n}}}, title={{T}}, year=2000}}\n" for n in range(12))
    (tmp_path / "w.bib").write_text(many, encoding="utf-8")
    deck = parse(HEAD + "# A\n\n" + " ".join(f"@k{n}" for n in range(12)) + "\n\n# References\n\n", folder=tmp_path)
    assert isinstance(deck.slides[2].blocks[1], Columns)


def test_a_file_of_works_beside_the_deck_need_not_be_named(tmp_path: Path) -> None:
    (tmp_path / "any.bib").write_text(WORKS, encoding="utf-8")
    deck = parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n[@three] and [@five]\n", folder=tmp_path)
    assert words(deck.slides[1]) == "A (No author n.d.) and (five?)"


def test_what_is_missing_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "w.bib").write_text(WORKS, encoding="utf-8")
    deck = parse(HEAD + "# A\n\na\n\n[@none] [@none]\n", folder=tmp_path)
    assert words(deck.slides[1]) == "A a (none?) (none?)"
    assert [(p.code, p.line) for p in deck.slides[1].problems] == [("citation-missing", 5)]
    for name in ("gone.bib", "../w.bib"):
        deck = parse((HEAD + "# A\n\n[@none]\n").replace("w.bib", name), folder=tmp_path / "x" if name[0] == "." else tmp_path)
        assert [p.code for p in deck.problems] == ["bibliography-missing"] and words(deck.slides[1]) == "A (none)"
        assert not deck.slides[1].problems
    assert words(parse("---\ntitle: T\nslide-level: 1\n---\n\n# A\n\n[@none]\n").slides[1]) == "A [@none]"


def test_an_edit_of_a_citation_reads_its_slide_anew(tmp_path: Path) -> None:
    (tmp_path / "w.bib").write_text(WORKS, encoding="utf-8")
    before = parse(HEAD + "# A\n\n[@one] a\n\n# B\n\nb\n\n# References\n", folder=tmp_path)
    kept, listed = before.slides[2], words(before.slides[3])
    after = parse(before.text.replace("@one", "@two"), previous=before)
    assert words(after.slides[1]) == "A (Lee et al. 2019) a" and after.slides[2] == kept
    assert "Müller" in listed and "Müller" not in words(after.slides[3]) and "Lee" in words(after.slides[3])


def test_figures_are_counted_where_they_are_referred_to() -> None:
    text = "---\ntitle: T\nlang: ru\ninstitute: I\n---\n\n# A\n\nr [-@fig:b], @tbl:t [@fig:a]\n\n![x](a.png){#fig:a}\n\n# B\n\n![y](b.png){#fig:b width=50%}\n\n: t {#tbl:t}\n"
    deck = parse(text)
    assert titles(deck) == ["T", "A", "B"] and words(deck.slides[1]).startswith("A r 2, Table 1 Рис. 1")
    assert "Рис. 2: y" in repr(deck.slides[2].blocks) and "Рис. 1: x" in repr(deck.slides[1].blocks)
    assert "Рис." not in repr(parse(text.replace("@", "")).slides[2].blocks)


def test_works_are_read_whatever_the_file_holds() -> None:
    found = works_of('@article{a, title = {x {y, z} \\%}, author = "A \\& B", year=1999,}\n@book{b, title={open\n@misc{a, title={again}}\n@x{}')
    assert list(found) == ["a", "b"] and found["a"].get("title") == "x y, z %" and found["a"].authors == (("B", "A &"),)
    assert plain_text(()) == "" and works_of("@" * 5000 + "{" * 5000) == {}


@pytest.mark.parametrize("entry", ["@book{k%d, title={a b}, year=2000}\r\n", "@book{k%d, title={a b\n", "@book{k%d, title={a {b", '@book{k%d, title="a'])
def test_a_long_list_of_works_is_read_in_step(entry: str) -> None:
    assert len(works_of("".join(entry % n for n in range(3)))) == 3
    assert grows_in_step(lambda count: works_of("".join(entry % n for n in range(count))), 400)
