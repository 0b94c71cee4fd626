"""LaTeX → SVG of plain paths with its size and depth, drawn once at 32 pt in a colour that the parent replaces."""

from __future__ import annotations

import warnings
from typing import Any
from xml.etree import ElementTree

from presenter.worker.frames import Message
from presenter.worker.jobs import problem
from presenter.worker.latex import BadLatex, rewrite
from presenter.worker.mathml import UnknownCommand, to_mathml

SIZE = 32.0  # points; a formula scales, so one drawing serves every size
INK = "#010203"  # stands for the text colour
MARGIN = 1.0


def draw(job: dict[str, Any], body: bytes) -> Message:
    """`tex`, `display` → SVG, with its MathML as `data-mathml`; header: `width height depth` in points at 32 pt."""
    try:
        source = rewrite(job["tex"])
    except BadLatex as error:
        return problem("formula-broken", f"the formula cannot be read: {error}", error.hint)
    try:
        return _svg(source, bool(job["display"]))
    except UnknownCommand as error:
        hint = "correct its name, or say what it means with \\newcommand"
        return problem("formula-broken", f"the formula uses {error}, which is not known", hint)
    except RecursionError:
        return problem("formula-broken", "the formula is nested too deeply")
    except MemoryError:
        raise
    except Exception as error:  # ziamath and latex2mathml raise all kinds for broken input
        return problem("formula-broken", f"the formula cannot be read: {_reason(error)}", "check its braces, commands and \\begin … \\end")


def warm() -> None:
    """Load the library and its font."""
    _svg("x", False)


def _svg(source: str, display: bool) -> Message:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ziamath.config import config
        from ziamath.zmath import Math

        config.svg2 = False
        tree = to_mathml(source, display)
        tree.set("mathcolor", INK)
        meaning = ElementTree.tostring(tree, encoding="unicode")
        formula = Math(tree, size=SIZE, margin=MARGIN)
        root = formula.svgxml()
        root.set("data-mathml", meaning)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    depth = max(0.0, MARGIN - formula.node.bbox.ymin)
    if not (0 < width < 1e5 and 0 < height < 1e5):
        return problem("formula-broken", "the formula has nothing to draw", "check its braces and commands")
    return {"format": "svg", "width": width, "height": height, "depth": depth}, ElementTree.tostring(root, encoding="utf-8")


def _reason(error: Exception) -> str:
    name = type(error).__name__
    return {
        "NoAvailableTokensError": "it ends too early",
        "ExtraLeftOrMissingRightError": "\\left without \\right",
        "MissingEndError": "\\begin without \\end",
        "MissingSuperScriptOrSubscriptError": "nothing follows _ or ^",
        "DoubleSubscriptsError": "two subscripts in a row",
        "DoubleSuperscriptsError": "two superscripts in a row",
        "DenominatorNotFoundError": "\\frac without a denominator",
        "NumeratorNotFoundError": "\\frac without a numerator",
        "InvalidStyleForGenfracError": "\\genfrac with an unknown style",
        "InvalidAlignmentError": "an unknown column alignment",
        "InvalidWidthError": "an unknown width",
        "LimitsMustFollowMathOperatorError": "\\limits must follow an operator",
        "NoElementError": "something is missing",
    }.get(name, "something is missing or in the wrong place")
