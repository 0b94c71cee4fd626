"""Places in a text and the stretches of it that hold them."""

from __future__ import annotations

import random

from presenter.parse.comments import code_ranges, hidden_ranges
from presenter.parse.ranges import NO_RANGES, Ranges


def test_a_place_is_in_the_ranges_that_hold_it() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        pairs = [(a, a + chance.randint(1, 6)) for a in (chance.randint(0, 40) for _ in range(chance.randint(0, 8)))]
        ranges = Ranges.joined(pairs)
        assert [place for place in range(50) if place in ranges] == [p for p in range(50) if any(a <= p < b for a, b in pairs)]
        assert all(before < after for (_, before), (after, _) in zip(list(ranges), list(ranges)[1:], strict=False))
    assert 0 not in NO_RANGES and not NO_RANGES and NO_RANGES.around(3) is None


def test_fences_and_code_between_marks() -> None:
    source = "a `b` ```` c ```\n```\nd `e`\n```\n~~~\nf"
    assert [source[a:b] for a, b in hidden_ranges(source)] == ["```\nd `e`\n```", "~~~\nf"]
    assert [source[a:b] for a, b in code_ranges(source)] == ["`b`", "```\nd `e`\n```", "~~~\nf"]
    assert hidden_ranges(source).around(source.index("d")) == (source.index("\n```\n") + 1, source.index("\n~~~"))
