"""Finding themes, inheriting, the deck's own wishes, and what bad theme files get."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from presenter import registry, theme
from presenter.model import DeckSettings
from presenter.problems import Problem
from presenter.scene import Gradient
from presenter.theme.check import line_of
from presenter.theme.fonts import family
from presenter.theme.read import user_folder


def write(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    (place / "theme.toml").write_text(text, encoding="utf-8")
    return place


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


# ---------------------------------------------------------------- finding


def test_no_name_is_the_light_theme() -> None:
    found, problems = theme.load()
    assert (found.name, found.variant, problems) == ("light", "light", ())


def test_the_same_arguments_give_the_same_theme() -> None:
    settings = DeckSettings(colors=(("accent", "#0a58ca"),))
    again = DeckSettings(colors=(("accent", "#0a58ca"),), title="another title")
    assert theme.load("dark", settings)[0] is theme.load("dark", again)[0]
    assert theme.load("dark", settings)[0] is not theme.load("dark")[0]


def test_a_theme_is_read_again_when_its_file_changes(tmp_path: Path) -> None:
    place = write(tmp_path / "themes", "mine", 'extends = "light"\n[colors]\naccent1 = "#112233"\n')
    first, _ = theme.load("mine", folder=tmp_path)
    (place / "theme.toml").write_text('extends = "light"\n[colors]\naccent1 = "#445566"\n', encoding="utf-8")
    os.utime(place / "theme.toml", ns=(1, 1))
    second, _ = theme.load("mine", folder=tmp_path)
    assert (first.colors["accent"].hex, second.colors["accent"].hex) == ("#112233", "#445566")


def test_an_unknown_theme_is_the_default_one_and_names_near_ones() -> None:
    found, problems = theme.load("lihgt")
    assert found.name == "light"
    assert codes(problems) == ["unknown-theme"]
    assert "“lihgt”" in problems[0].message and "perhaps light" in problems[0].hint


def test_a_theme_that_comes_later_is_found(tmp_path: Path) -> None:
    assert codes(theme.load("later", folder=tmp_path)[1]) == ["unknown-theme"]
    write(tmp_path / "themes", "later", 'title = "Later"\n')
    found, problems = theme.load("later", folder=tmp_path)
    assert (found.title, problems) == ("Later", ())


OTHERS = [("default", ("light", "light")), ("gaia", ("light", "warm")), ("uncover", ("dark", "light"))]
OTHERS += [("metropolis", ("academic", "light")), ("seriph", ("editorial", "light")), ("dracula", ("technical", "dark"))]


@pytest.mark.parametrize(("name", "expected"), OTHERS)
def test_themes_of_other_programs_have_a_counterpart(name: str, expected: tuple[str, str]) -> None:
    found, problems = theme.load(name)
    assert ((found.name, found.variant), problems) == (expected, ())


def test_names_do_not_mind_capitals() -> None:
    assert theme.load("Dark")[0].name == "dark"


def test_the_css_of_a_marp_theme_beside_the_deck_is_no_unknown_theme(tmp_path: Path) -> None:
    assert codes(theme.load("acme", folder=tmp_path)[1]) == ["unknown-theme"]
    (tmp_path / "ours.css").write_text("/* @theme acme */\nsection { color: red }")
    found, problems = theme.load("acme", folder=tmp_path)
    assert (found.name, problems) == ("plain", ())
    assert codes(theme.load("acne", folder=tmp_path)[1]) == ["unknown-theme"]


def test_themes_lie_beside_the_deck_with_the_person_and_in_the_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "themes", "one", 'title = "One"')
    write(user_folder(), "two", 'title = "Two"')
    write(tmp_path / "plug-in", "three", 'title = "Three"')
    monkeypatch.setattr(registry, "THEME_FOLDERS", [tmp_path / "plug-in"])
    assert {"one", "two", "three", "light", "dark"} <= {info.name for info in theme.available(tmp_path)}
    assert [theme.load(n, folder=tmp_path)[0].title for n in ("one", "two", "three")] == ["One", "Two", "Three"]


def test_a_path_from_the_deck(tmp_path: Path) -> None:
    place = write(tmp_path / "deck" / "look", "house", 'title = "House"')
    assert theme.load("./look/house", folder=tmp_path / "deck")[0].title == "House"
    assert theme.load("./look/house/theme.toml", folder=tmp_path / "deck")[0].path == place.resolve() / "theme.toml"


def test_a_path_out_of_the_deck_s_folder_only_within_its_project(tmp_path: Path) -> None:
    write(tmp_path, "house", 'title = "House"')
    (tmp_path / "deck").mkdir()
    assert codes(theme.load("../house", folder=tmp_path / "deck")[1]) == ["unknown-theme"]
    (tmp_path / ".git").mkdir()
    assert theme.load("../house ", folder=tmp_path / "deck")[0].title == "House"


@pytest.mark.parametrize("name", ["../../etc", "/etc/passwd", "a\0b", "x" * 5000, "con.", "ライト", ". ", "themes/light"])
def test_odd_names_are_unknown_themes(name: str, tmp_path: Path) -> None:
    found, problems = theme.load(name, folder=tmp_path)
    assert (found.name, codes(problems)) == ("light", ["unknown-theme"])


# ---------------------------------------------------------------- inheriting


def test_what_a_theme_does_not_say_is_as_in_the_one_it_extends(tmp_path: Path) -> None:
    text = 'extends = "dark"\n[text]\nbody = { size = 25 }\n[layouts.content.regions]\nbody = { box = [100, 150, 700, 300] }\n'
    write(tmp_path / "themes", "mine", text)
    mine, problems = theme.load("mine", folder=tmp_path)
    dark, _ = theme.load("dark")
    assert problems == ()
    assert mine.dark and mine.variants == dark.variants
    assert (mine.styles["body"].size, mine.styles["body"].color) == (25, dark.styles["body"].color)
    body, title = mine.layouts["content"].region("body"), mine.layouts["content"].region("title")
    assert body is not None and (body.box.x, body.box.w) == (100, 700)
    assert title == dark.layouts["content"].region("title")


def test_a_theme_that_extends_nothing_is_complete_too(tmp_path: Path) -> None:
    write(tmp_path / "themes", "mine", 'dark = true\n[colors]\ndk1 = "#000033"\n')
    mine, problems = theme.load("mine", folder=tmp_path)
    assert problems == ()
    assert mine.variants == ("dark",)
    assert (mine.colors["background"].hex, mine.colors["text"].hex) == ("#000033", "#ffffff")
    assert mine.inverted is not None and mine.inverted.colors["background"].hex == "#ffffff"


def test_a_new_layout_from_another_one(tmp_path: Path) -> None:
    text = """
[layouts.aside]
extends = "two-columns"
omit = ["number"]
background = { angle = 90, stops = ["background", [0.4, "surface"], "accent"] }
decorations = [{ kind = "ellipse", box = [10, 10, 20, 20], stroke = "accent", width = 2 }]
[layouts.aside.regions]
right = { box = [700, 140, 200, 346], style = "caption", align = "right" }
"""
    write(tmp_path / "themes", "mine", text)
    mine, problems = theme.load("mine", folder=tmp_path)
    assert problems == ()
    layout = mine.layouts["aside"]
    assert [r.name for r in layout.regions] == ["title", "left", "right", "header", "footer"]
    right = layout.region("right")
    assert right is not None and (right.kind, right.style, right.align, right.box.x) == ("body", "caption", "right", 700)
    assert isinstance(layout.background, Gradient) and [at for at, _ in layout.background.stops] == [0, 0.4, 1]
    assert [(d.kind, d.fill, d.stroke) for d in layout.decorations] == [("ellipse", None, mine.colors["accent"])]


def test_a_logo_of_the_theme_s_own(tmp_path: Path) -> None:
    place = write(tmp_path / "themes", "mine", 'logo = "logo.svg"\nlogo-box = [800, 20, 100, 40]\n')
    (place / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    mine, problems = theme.load("mine", folder=tmp_path)
    assert problems == () and mine.logo == place / "logo.svg" and mine.logo_box is not None


# ---------------------------------------------------------------- the deck's wishes


def test_an_accent_of_the_deck_reaches_the_scheme_and_what_is_made_from_it() -> None:
    found, problems = theme.load("light", DeckSettings(colors=(("accent", "rebeccapurple"),)))
    assert problems == ()
    assert found.scheme["accent1"].hex == found.colors["accent"].hex == found.bullets.color.hex == "#663399"
    assert found.colors["accent"].scheme == "accent1"


def test_a_dark_background_takes_the_dark_variant() -> None:
    found, problems = theme.load("light", DeckSettings(colors=(("background", "#001b44"),)))
    assert problems == ()
    assert (found.variant, found.colors["background"].hex, found.colors["text"].hex) == ("dark", "#001b44", "#ffffff")
    assert found.background == found.colors["background"]


def test_a_colour_of_the_deck_s_own_name() -> None:
    found, _ = theme.load("light", DeckSettings(colors=(("brand", "#abc"), ("brand-soft", "mix(brand, white, 50%)"))))
    assert found.colors["brand"].hex == "#aabbcc" and found.colors["brand-soft"].hex == "#d4dde6"
    assert found.inverted is not None and "brand" in found.inverted.colors


def test_a_colour_that_cannot_be_read_on_the_inverse_is_not_taken_there() -> None:
    found, _ = theme.load("light", DeckSettings(colors=(("heading", "#101010"),)))
    assert found.colors["heading"].hex == "#101010"
    assert found.inverted is not None and found.inverted.colors["heading"].hex == "#ffffff"


def test_bad_and_pale_colours_are_told() -> None:
    found, problems = theme.load("light", DeckSettings(colors=(("accent", "blurple"), ("text", "#bbbbbb"), ("heading", "background"))))
    assert codes(problems) == ["bad-color", "low-contrast", "low-contrast"]
    assert "blurple" in problems[0].message and found.colors["accent"].hex == found.scheme["accent1"].hex


def test_fonts_of_the_deck() -> None:
    found, problems = theme.load("light", DeckSettings(fonts=(("heading", "cambria"), ("code", "Iosevka"), ("nonsense", "Arial"))))
    assert found.fonts["heading"].name == "Cambria" and "Caladea" in found.fonts["heading"].twins
    assert found.fonts["code"].name == "Iosevka" and "Liberation Mono" in found.fonts["code"].twins
    assert found.fonts["body"].name == "Arial"
    assert codes(problems) == ["bad-font"]


def test_a_family_says_what_to_install() -> None:
    assert family("calibri").package == "fonts-crosextra-carlito"
    assert family(" 'Courier  New' ").package == "fonts-liberation"
    assert family("monospace", "code").name == "Courier New"
    assert (family("Nowhere Sans").name, family("Nowhere Sans").package) == ("Nowhere Sans", "")


def test_a_logo_of_the_theme_that_is_extended_and_one_that_the_deck_chooses_among_the_theme_s(tmp_path: Path) -> None:
    house = write(tmp_path / "themes", "house", 'logo = "logo.svg"\nlogo-box = [800, 20, 100, 40]\n')
    write(tmp_path / "themes", "mine", 'extends = "house"\n')
    for name in ("logo.svg", "white.svg"):
        (house / name).write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert theme.load("mine", None, tmp_path)[0].logo == (house / "logo.svg").resolve()
    chosen, problems = theme.load("mine", DeckSettings(logo="white.svg"), tmp_path)
    assert problems == () and chosen.logo == (house / "white.svg").resolve()
    outside, problems = theme.load("mine", DeckSettings(logo="../../secret.svg"), tmp_path)
    assert [p.code for p in problems] == ["outside-folder"] and outside.logo == (house / "logo.svg").resolve()


def test_the_deck_s_logo(tmp_path: Path) -> None:
    (tmp_path / "deck").mkdir()
    (tmp_path / "deck" / "us.png").write_bytes(b"x")
    (tmp_path / "them.png").write_bytes(b"x")
    logos = {name: theme.load("light", DeckSettings(logo=name), tmp_path / "deck") for name in ("us.png", "no.png", "../them.png", "\0")}
    assert all(theme.load(name)[0].logo_box is not None for name in ("light", "dark", "plain"))
    assert logos["us.png"][0].logo == (tmp_path / "deck" / "us.png").resolve() and logos["us.png"][1] == ()
    assert [codes(problems) for _, problems in logos.values()] == [[], ["missing-picture"], ["outside-folder"], ["missing-picture"]]


def test_an_unknown_variant_is_told() -> None:
    found, problems = theme.load("light", DeckSettings(variant="drak"))
    assert (found.variant, codes(problems)) == ("light", ["unknown-variant"])
    assert "perhaps “dark”" in problems[0].hint


# ---------------------------------------------------------------- bad theme files


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('title = "x"\n\n[colours]\nred = "red"\n', 3, "colours"),
        ('[colors]\ntext = "ink"\n', 2, "ink"),
        ('[colors]\na = "b"\nb = "mix(a, text, 10%)"\n', 2, "circle"),
        ('[colors]\naccent = "mix(text, background)"\n', 2, "mix(a, b, 30%)"),
        ('[colors]\naccent = "alpha(text, 300%)"\n', 2, "between 0% and 100%"),
        ("[text]\nbody = { size = 900 }\n", 2, "900"),
        ("[text]\nbody = { sise = 24 }\n", 2, "sise"),
        ('[text]\nbody = { align = "middle" }\n', 2, "middle"),
        ('[text]\nbody = { color = "nope" }\n', 2, "nope"),
        ("[layouts.content.regions]\nbody = { box = [0, 0, 1000, 10] }\n", 2, "1000"),
        ("[layouts.new.regions]\nthing = { box = [0, 0, 100, 10] }\n", 2, "no kind"),
        ('[layouts.new.regions]\nbody = { style = "body" }\n', 2, "no box"),
        ('[layouts.new.regions]\nbody = { box = [0, 0, 9, 9], style = "fancy" }\n', 2, "fancy"),
        ('[layouts.new]\ndecorations = [{ box = [0, 0, 9, 9], fill = "nope" }]\n', 2, "nope"),
        ('[layouts.new]\nbackground = { stops = ["text"] }\n', 2, "background"),
        ('extends = "nothing"\n', 1, "nothing"),
        ('title = "unclosed\n', 1, "not TOML"),
        ("title = 4\n", 1, "title"),
        ('logo = "../../secret.png"\n', 1, "secret"),
        ("[spacing]\ngap = true\n", 2, "True"),
        ("colors = 3\n", 1, "colors"),
    ],
)
def test_what_is_wrong_in_a_theme_is_told_with_its_line(text: str, line: int, words: str, tmp_path: Path) -> None:
    write(tmp_path / "themes", "mine", text)
    found, problems = theme.load("mine", folder=tmp_path)
    assert found.name == "mine" and "content" in found.layouts
    bad = [p for p in problems if p.code == "bad-theme"]
    assert bad and f"mine/theme.toml, line {line}:" in bad[0].message
    assert words in bad[0].message + bad[0].hint
    assert bad[0].hint


SOUND = [b"", b"\xef\xbb\xbftitle = 'T'\r\n"]


@pytest.mark.parametrize("content", [*SOUND, b"\xff\xfe\x00", b"\x00" * 100, b"x" * 300_000, b"a = " + b"[" * 5000])
def test_no_file_is_too_odd(content: bytes, tmp_path: Path) -> None:
    place = write(tmp_path / "themes", "mine", "")
    (place / "theme.toml").write_bytes(content)
    found, problems = theme.load("mine", folder=tmp_path)
    assert found.styles["body"].size == theme.load("light")[0].styles["body"].size
    assert all(p.code == "bad-theme" for p in problems)
    assert bool(problems) == (content not in SOUND)


def test_themes_and_layouts_that_extend_each_other_come_to_an_end(tmp_path: Path) -> None:
    write(tmp_path / "themes", "one", 'extends = "two"\n[layouts.a]\nextends = "b"\n[layouts.b]\nextends = "a"\n')
    write(tmp_path / "themes", "two", 'extends = "one"\ndark = true\n')
    found, problems = theme.load("one", folder=tmp_path)
    assert found.dark and "bad-theme" in codes(problems)


def test_a_problem_of_an_inherited_file_names_that_file(tmp_path: Path) -> None:
    write(tmp_path / "themes", "base", '[colors]\nrule = "nope"\n')
    write(tmp_path / "themes", "mine", 'extends = "base"\n')
    _, problems = theme.load("mine", folder=tmp_path)
    assert [p.message.partition(":")[0] for p in problems] == ["base/theme.toml, line 2"]


def test_lines_are_found_in_tables_dots_and_inline_tables() -> None:
    source = 'a = 1\n[b]\n# c = 2\nc = { d = 1 }\ne.f = 3\n[ "g" . h ]\ni = 4\n'
    paths = [("a",), ("b", "c", "d"), ("b", "e", "f"), ("g", "h", "i"), ("b", "z"), ("nowhere",)]
    assert [line_of(source, path) for path in paths] == [1, 4, 5, 7, 2, 1]
    assert line_of(source, ("b", "z"), whole=True) == 0
