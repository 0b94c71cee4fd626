"""Words -> pieces, each in the language it is to be checked and read aloud in."""

from __future__ import annotations

from pathlib import Path

import pytest

from presenter.export.pptx.tongues import lang_attribute, spoken
from presenter.model import Paragraph, Span, Style
from tests.export import decks
from tests.export.conftest import NS, write


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("plain words", "de-DE", [("plain words", "de-DE")]),
        ("Größe, naïve – “so”", "de-DE", [("Größe, naïve – “so”", "de-DE")]),
        ("We say 日本語 (Nihongo).", "en-GB", [("We say ", "en-GB"), ("日本語 (", "zh-CN"), ("Nihongo).", "en-GB")]),
        ("これは漢字です", "en-GB", [("これは漢字です", "ja-JP")]),
        ("漢字 and words", "ja-JP", [("漢字 ", "ja-JP"), ("and words", "en-US")]),
        ("漢字", "zh-TW", [("漢字", "zh-TW")]),
        ("漢字", "zh-Hant", [("漢字", "zh-Hant")]),
        ("한국어 漢字", "ko-KR", [("한국어 漢字", "ko-KR")]),
        ("Привіт", "en-US", [("Привіт", "uk-UA")]),
        ("Привет", "en-US", [("Привет", "ru-RU")]),
        ("Добър ден", "bg-BG", [("Добър ден", "bg-BG")]),
        ("مرحبا بالعالم", "en-US", [("مرحبا بالعالم", "ar-SA")]),
        ("چطوری", "en-US", [("چطوری", "fa-IR")]),
        ("שלום", "", [("שלום", "he-IL")]),
        ("Hello שלום", "", [("Hello ", ""), ("שלום", "he-IL")]),
        ("ภาษาไทย नमस्ते Ελλάδα", "en-US", [("ภาษาไทย ", "th-TH"), ("नमस्ते ", "hi-IN"), ("Ελλάδα", "el-GR")]),
        ("1 + 2 → 🏳️‍🌈", "ja-JP", [("1 + 2 → 🏳️‍🌈", "ja-JP")]),
        ("→ 日本", "en-US", [("→ 日本", "zh-CN")]),
        ("", "en-US", [("", "en-US")]),
        ("\ud800x", "en-US", [("\ud800x", "en-US")]),
    ],
)
def test_pieces(text: str, lang: str, wanted: list[tuple[str, str]]) -> None:
    assert list(spoken(text, lang)) == wanted
    assert "".join(words for words, _ in spoken(text, lang)) == text


def test_chinese_characters_in_a_japanese_paragraph() -> None:
    assert list(spoken("漢字", "en-GB", "これは漢字です")) == [("漢字", "ja-JP")]


def test_the_language_beside() -> None:
    assert lang_attribute("ja-JP", "en-GB") == ' lang="ja-JP" altLang="en-GB"'
    assert lang_attribute("en-US", "ja-JP") == ' lang="en-US" altLang="ja-JP"'
    assert lang_attribute("de-DE", "en-GB") == ' lang="de-DE"'
    assert lang_attribute("", "en-GB") == ""


def test_every_run_says_its_language(tmp_path: Path, app: object) -> None:
    """Also where bold begins in the middle, and in the notes; a link in two scripts is one link."""
    words = Paragraph(spans=(Span("Tokyo is "), Span("東京とよ", Style(bold=True)), Span(" in "), Span("Привет all", link="https://e.org")))
    made = write(tmp_path, given=[decks.slide(words, title="Größe", notes="Say こんにちは now")])
    body = made.find(1, ".//p:sp[.//a:t[starts-with(., 'Tokyo')]]//a:r")
    said = [(r.find("a:t", NS).text, r.find("a:rPr", NS).get("lang")) for r in body]  # type: ignore[union-attr]
    assert said == [("Tokyo is ", "en-GB"), ("東京とよ", "ja-JP"), (" in ", "en-GB"), ("Привет ", "ru-RU"), ("all", "en-GB")]
    assert made.report.slides[0].native["link"] == 1
    assert len({link.get(f"{{{NS['r']}}}id") for link in made.find(1, ".//a:r/a:rPr/a:hlinkClick")}) == 1
    notes = made.xml("ppt/notesSlides/notesSlide1.xml").xpath(".//a:r/a:rPr/@lang", namespaces=NS)
    assert notes == ["en-GB", "ja-JP", "en-GB"]


def test_the_theme_names_fonts_for_every_script(tmp_path: Path, app: object) -> None:
    made = write(tmp_path, given=[decks.slide(title="x")])
    fonts = made.xml("ppt/theme/theme1.xml").xpath(".//a:minorFont/a:font/@script", namespaces=NS)
    assert {"Jpan", "Hang", "Hans", "Hant", "Arab", "Hebr", "Thai", "Deva"} <= set(fonts)
