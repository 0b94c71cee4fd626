"""Pictures among many words stand beside them rather than become stamps."""

from __future__ import annotations

from pathlib import Path

from presenter.scene import Picture, Scene
from tests.layout.conftest import Arrange, flat, texts, words
from tests.layout.test_arrange import assert_inside, picture

LONG = "The river bends because water is faster on the outside, takes the bank away there and lays it down within. " * 3


def shown(scene: Scene) -> list[Picture]:
    return [item for item in flat(scene.items) if isinstance(item, Picture)]


def test_among_many_words_it_stands_beside_them(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (1600, 800))
    scene = arrange(f"# A\n\n---\n\n## T\n\n{LONG}\n\n![](a.png)\n\n{LONG}")[1]
    (found,) = shown(scene)
    body = texts(scene, "body")
    assert "picture" in scene.why
    assert all(text.box.right <= found.box.x for text in body) and body[0].placeholder == "body"
    assert found.box.h > 150 and not scene.problems
    assert_inside(scene)


def test_among_few_words_it_stands_where_it_is_written(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (1600, 800))
    scene = arrange("# A\n\n---\n\n## T\n\nBefore.\n\n![](a.png)\n\nAfter.")[1]
    (found,) = shown(scene)
    before, after = (next(t for t in texts(scene) if any(word in p.text for p in t.paragraphs)) for word in ("Before", "After"))
    assert before.box.y < found.box.y < after.box.y and before.box.x < found.box.x + found.box.w / 2


def test_a_small_picture_is_not_moved_for_its_size(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (120, 40))
    scene = arrange(f"# A\n\n---\n\n## T\n\n{LONG}\n\n![](a.png)\n\nAfter.")[1]
    (found,) = shown(scene)
    after = next(t for t in texts(scene) if any("After" in p.text for p in t.paragraphs))
    assert found.box.y < after.box.y


def test_where_there_is_too_much_for_that_nothing_is_lost(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (1600, 800))
    scene = arrange(f"# A\n\n---\n\n## T\n\n{LONG * 4}\n\n![](a.png)\n\n{LONG * 4}")[1]
    assert words(scene).count("lays it down") == 24 and shown(scene)
    assert_inside(scene)


def test_two_of_them_stand_one_above_the_other(arrange: Arrange, tmp_path: Path) -> None:
    picture(tmp_path / "a.png", (1600, 900))
    scene = arrange(f"# A\n\n---\n\n## T\n\n{LONG}\n\n![](a.png)\n\nAnd then.\n\n![](a.png)\n\nAfter.")[1]
    first, second = shown(scene)
    assert first.box.bottom <= second.box.y and first.box.x > texts(scene, "body")[0].box.right - 1
