"""The name of a font family -> Family: its metric twins, its fallbacks for other scripts, and what to install."""

from __future__ import annotations

from functools import lru_cache

from presenter.theme.model import Family

_SANS_EA = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans CJK TC", "Microsoft YaHei", "PingFang SC", "Yu Gothic")
_SERIF_EA = ("Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Serif CJK KR", "Noto Serif CJK TC", "SimSun", "Songti SC", "Yu Mincho")
_MONO_EA = ("Noto Sans Mono CJK SC", "Noto Sans Mono CJK JP", *_SANS_EA)
_SANS_CS = ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Devanagari", "Noto Sans Thai", "Arial", "Segoe UI")
_SERIF_CS = ("Noto Naskh Arabic", "Noto Serif Hebrew", "Noto Serif Devanagari", "Noto Serif Thai", "Times New Roman")


def _sans(name: str, *twins: str, package: str = "") -> Family:
    return Family(name, twins, _SANS_EA, _SANS_CS, package)


def _serif(name: str, *twins: str, package: str = "") -> Family:
    return Family(name, twins, _SERIF_EA, _SERIF_CS, package)


def _mono(name: str, *twins: str, package: str = "") -> Family:
    return Family(name, twins, _MONO_EA, _SANS_CS, package)


# Twins have the same widths, so a line breaks in the same place. Those of the first block are exact; the second
# block's stand-ins only look alike and set a little wider, which is the safe side.
_KNOWN = (
    _sans("Calibri", "Carlito", package="fonts-crosextra-carlito"),
    _serif("Cambria", "Caladea", package="fonts-crosextra-caladea"),
    _sans("Arial", "Liberation Sans", "Arimo", "Helvetica", package="fonts-liberation"),
    _sans("Helvetica", "Liberation Sans", "Arimo", "Arial", "Nimbus Sans", package="fonts-liberation"),
    _sans("Arial Narrow", "Liberation Sans Narrow", package="fonts-liberation"),
    _serif("Times New Roman", "Liberation Serif", "Tinos", "Times", package="fonts-liberation"),
    _mono("Courier New", "Liberation Mono", "Cousine", package="fonts-liberation"),
    _serif("Georgia", "Gelasio"),
    _sans("Carlito", "Calibri", package="fonts-crosextra-carlito"),
    _serif("Caladea", "Cambria", package="fonts-crosextra-caladea"),
    _sans("Liberation Sans", "Arial", "Arimo", package="fonts-liberation"),
    _serif("Liberation Serif", "Times New Roman", "Tinos", package="fonts-liberation"),
    _mono("Liberation Mono", "Courier New", "Cousine", package="fonts-liberation"),
    _sans("Noto Sans", package="fonts-noto-core"),
    _serif("Noto Serif", package="fonts-noto-core"),
    _sans("Verdana", "DejaVu Sans", package="fonts-dejavu-core"),
    _mono("Consolas", "Liberation Mono", "DejaVu Sans Mono", package="fonts-liberation"),
    _mono("Menlo", "DejaVu Sans Mono", package="fonts-dejavu-core"),
    _mono("Monaco", "DejaVu Sans Mono", package="fonts-dejavu-core"),
    _sans("Segoe UI", "Selawik", "Open Sans", "Noto Sans", package="fonts-open-sans"),
    _sans("Aptos", "Noto Sans", package="fonts-noto-core"),
    _sans("Inter", package="fonts-inter"),
    _sans("Roboto", package="fonts-roboto"),
    _mono("Roboto Mono"),
    _sans("Lato", package="fonts-lato"),
    _sans("Open Sans", package="fonts-open-sans"),
    _mono("Fira Code", package="fonts-firacode"),
    _mono("JetBrains Mono", package="fonts-jetbrains-mono"),
    _mono("Source Code Pro", "Liberation Mono"),
)
_BY_NAME = {family.name.casefold(): family for family in _KNOWN}
_GENERIC = {
    "sans-serif": "Arial",
    "system-ui": "Arial",
    "ui-sans-serif": "Arial",
    "serif": "Times New Roman",
    "ui-serif": "Times New Roman",
    "monospace": "Courier New",
    "ui-monospace": "Courier New",
}


@lru_cache(maxsize=256)
def family(name: str, role: str = "body") -> Family:
    """The Family called `name` (case does not matter; CSS's `serif`, `sans-serif` and `monospace` are known too).

    One nobody knows of keeps its name and gets the fallbacks that suit its role: heading, body or code.
    """
    name = " ".join(name.strip().strip("\"'").split())[:80]
    known = _BY_NAME.get(_GENERIC.get(name.casefold(), name).casefold())
    if known is not None:
        return known
    if role == "code" or "mono" in name.casefold() or name.casefold().endswith(" code"):
        return _mono(name, "Liberation Mono")
    return _serif(name, "Liberation Serif") if "serif" in name.casefold().replace("sans serif", "") else _sans(name, "Liberation Sans")
