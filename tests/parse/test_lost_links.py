"""Links that lead nowhere are told of, with their lines."""

from __future__ import annotations

from presenter.parse.deck import parse
from presenter.parse.lost_links import lost_links


def test_links_that_lead_nowhere_are_told_of() -> None:
    deck = parse(
        "# A\n\n[two](#2) [b](#bees) [web](https://example.org) <me@example.org>\n\n- [x](#9)\n- [y](#nobody)\n\n"
        "| a |\n|---|\n| [z](javascript:alert(1)) |\n\n---\n\n# Bees {#bees}\n\n[t](tel:123) [u](file:///etc/passwd)\n"
    )
    told = [(p.code, p.line, p.message.split()[2]) for p in lost_links(deck, 0)]
    assert told == [("link-lost", 4, "#9"), ("link-lost", 5, "#nobody"), ("link-left-out", 7, "javascript:alert(1)")]
    assert [p.code for p in lost_links(deck, 1)] == ["link-left-out"]


def test_footnotes_and_agendas_are_no_lost_links() -> None:
    deck = parse("# A\n\nwords[^1]\n\n[^1]: a note with https://example.org\n")
    assert lost_links(deck, 0) == ()
