"""The words of a picture that cannot be shown stay in its box, however small that has become."""

from __future__ import annotations

import pytest

from presenter.scene import Group, Text
from tests.layout.conftest import Arrange


@pytest.mark.parametrize("count", [1, 6, 14])
def test_the_words_stay_in_the_box(arrange: Arrange, count: int) -> None:
    row = " ".join("![A long description of a harbour in the evening](gone.png)" for _ in range(count))
    scene = arrange(f"# T\n\n---\n\n## Gone\n\n{row}\n\n" + "More words that take their room. " * 30)[1]
    groups = [item for item in scene.items if isinstance(item, Group) and item.role == "placeholder"]
    texts = [text for group in groups for text in group.items if isinstance(text, Text)]
    assert len(texts) == count
    for group, text in zip(groups, texts, strict=True):
        assert "harbour" in text.paragraphs[0].text
        assert text.height <= group.box.h + 0.5
        assert all(text.box.x + line.x + line.width <= group.box.right + 0.5 for line in text.lines)
