"""Layers of what themes say -> one: a theme over what it extends, a variant over its theme, a layout over another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce

from presenter.theme.check import Data
from presenter.theme.read import Reading


def merge(under: Data, top: Data, name: str = "") -> Data:
    """`top` laid over `under`, table by table; lists, fonts, gradients and single values are replaced whole."""
    if name == "fonts":
        return {**under, **top}
    out = {key: value for key, value in under.items() if not (key in _EITHER and _EITHER[key] in top)}
    for key, value in top.items():
        below = out.get(key)
        if isinstance(value, dict) and isinstance(below, dict) and key not in ("background", "fill"):
            out[key] = merge(below, value, key)
        else:
            out[key] = value
    return out


_EITHER = {"size": "step", "step": "size"}  # one takes the other's place


def merged(reading: Reading) -> tuple[Data, Data]:
    """What the chain of files says together: the theme's own look, and its further variants by name.

    The default theme, when it is only there to fill gaps, gives no variants."""
    chain = [source.data for source in reversed(reading.chain)]
    if reading.filled:
        chain[0] = {key: value for key, value in chain[0].items() if key not in ("variant", "title", "description")}
    whole: Data = reduce(merge, chain)
    own = {key: value for key, value in whole.items() if key not in ("variant", "extends")}
    return own, whole.get("variant", {})


def variant_names(base: Data, variants: Data) -> tuple[str, ...]:
    """The variants of a theme, its own look first."""
    own = "dark" if base.get("dark") else "light"
    return (own, *(name for name in variants if name != own))


def looks_of(reading: Reading) -> dict[str, Data]:
    """Every variant of the theme by name, complete; its own look first."""
    base, variants = merged(reading)
    return {name: merge(base, variants.get(name, {})) for name in variant_names(base, variants)}


def inherit(layouts: Mapping[str, Data], name: str, seen: tuple[str, ...] = ()) -> Data:
    """A layout with those it `extends` underneath; one that is not there or goes round in a circle gives nothing."""
    own: Data = layouts.get(name, {})
    parent = own.get("extends", "")
    if not parent or parent in (*seen, name):
        return own
    return merge(inherit(layouts, parent, (*seen, name)), own)
