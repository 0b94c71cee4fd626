"""Code in lines of coloured runs."""

from __future__ import annotations

import pytest

from presenter.blocks.code import coloured


def test_the_last_line_is_coloured_too() -> None:
    assert coloured("- slow\n+ fast\n", "diff") == ((("- slow", "code-deleted"),), (("+ fast", "code-inserted"),))


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n\nb", "\n\na\n", "\ta", "x = '''\n\n"])
@pytest.mark.parametrize("lang", ["python", "diff", "rust", "console", "nothing-of-this-name", ""])
def test_no_line_is_lost_whatever_the_language(text: str, lang: str) -> None:
    said = ["".join(part for part, _ in line) for line in coloured(text, lang)]
    assert said == text.rstrip("\n").expandtabs(4).split("\n")
