"""Drawings written in the text as `<svg>`."""

from __future__ import annotations

from pathlib import Path

from presenter.model import Figure
from presenter.parse.deck import parse
from presenter.parse.tree import walk
from presenter.spans import ImageRef, Length
from presenter.store.pictures import read_data_url


def _drawings(text: str) -> list[ImageRef]:
    deck = parse(text)
    assert not [p for slide in deck.slides for p in slide.problems]
    return [image for slide in deck.slides for block in walk(slide.blocks) if isinstance(block, Figure) for image in block.images]


def _svg(image: ImageRef) -> str:
    data = read_data_url(image.src)
    assert isinstance(data, bytes)
    return data.decode()


def test_a_drawing_in_the_text_is_a_picture_as_wide_as_there_is_room() -> None:
    (image,) = _drawings(
        '# A\n\n<div class="x">\n<svg viewBox="0 0 10 5">\n<title>A box</title><rect width="50%" height="5"/>\n</svg>\n</div>\n\nb\n'
    )
    assert image.width == Length(100, "%") and image.alt == "A box"
    assert _svg(image).startswith('<svg viewBox="0 0 10 5" xmlns="http://www.w3.org/2000/svg"') and 'width="50%"' in _svg(image)


def test_its_size_is_the_one_that_is_written() -> None:
    (image,) = _drawings('<svg viewBox="0 0 10 5" width="200" stroke-width="3" style="height:40px"><path d="M0 0L10 5"/></svg>\n')
    assert image.width == Length(150) and image.height == Length(30)
    assert ' width="200"' not in _svg(image) and 'stroke-width="3"' in _svg(image)


def test_variables_of_the_deck_are_put_in() -> None:
    style = "---\nmarp: true\nstyle: |\n  :root { --ink: #123456; --own: var(--ink); }\n---\n"
    (image,) = _drawings(style + '<svg viewBox="0 0 1 1"><path fill="var(--own)" stroke="var(--no, red)" color="var(--none)"/></svg>\n')
    assert 'fill="#123456" stroke="red" color="currentColor"' in _svg(image)


def test_entities_of_html_are_read_and_what_shows_nothing_is_left() -> None:
    (image,) = _drawings(
        '<svg style="display: none"><symbol id="a"/></svg>\n\n<svg viewBox="0 0 9 9"><text>a&nbsp;&rarr;&amp;</text></svg>\n'
    )
    assert "a\xa0→&amp;" in _svg(image)


def test_one_that_never_ends_costs_itself_alone(tmp_path: Path) -> None:
    deck = parse('<svg viewBox="0 0 9 9">\n\nwords\n\n---\n\n# B\n', folder=tmp_path)
    assert [slide.title for slide in deck.slides] == ["", "B"] and "words" in repr(deck.slides[0].blocks)
    assert [p.code for p in deck.slides[0].problems] == ["html-left-out"]
