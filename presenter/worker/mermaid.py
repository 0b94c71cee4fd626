"""A DiagramLook → the settings that make Mermaid draw in the theme's colours and font."""

from __future__ import annotations

import json
import re
from typing import Any

# how wide these faces run beside the widths that Mermaid's port reckons with
_WIDTHS = {
    "carlito": 1.0, "calibri": 1.0, "arial": 1.07, "liberation sans": 1.07, "helvetica": 1.07, "helvetica neue": 1.07, "inter": 1.13,
    "dejavu sans": 1.22, "verdana": 1.22, "segoe ui": 1.1, "noto sans": 1.13, "open sans": 1.13, "source sans pro": 1.0, "lato": 1.05,
    "roboto": 1.08, "times new roman": 1.02, "liberation serif": 1.02, "georgia": 1.12, "cambria": 1.05, "caladea": 1.05,
    "courier new": 1.36, "liberation mono": 1.36, "consolas": 1.25, "dejavu sans mono": 1.36, "comic sans ms": 1.2,
}  # fmt: skip
FRONT = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*\n", re.DOTALL)


def with_look(source: str, look: dict[str, Any]) -> str:
    """The source with our settings before the author's own, which win."""
    front = FRONT.match(source)
    at = front.end() if front else 0
    chosen = settings(look)
    if not re.match(r"\s*(%%[^\n]*\n\s*)*mindmap", source[at:]):  # which has a layout of its own
        chosen["layout"] = "dagre"
    return source[:at] + "%%{init: " + json.dumps(chosen) + "}%%\n" + source[at:].lstrip("\n")


def width_of(font: str) -> float:
    """How much wider than reckoned a face runs: boxes are laid out for letters larger by this, and drawn with the right ones."""
    return _WIDTHS.get(font.split(",")[0].strip("'\" ").lower(), 1.1)


def settings(look: dict[str, Any]) -> dict[str, Any]:
    """Mermaid's configuration."""
    look = {**look, "font_size": look["font_size"] * width_of(look["font"])}
    return {
        "theme": "base",
        "look": "classic",
        "htmlLabels": False,
        "fontFamily": look["font"],
        "fontSize": look["font_size"],
        "flowchart": {"htmlLabels": False, "wrappingWidth": 220, "minNodeWidth": 60},
        "class": {"htmlLabels": False},
        "state": {"htmlLabels": False, "minNodeWidth": 60, "wrappingWidth": 1000},
        "journey": {"actorColours": _accents(look)},
        "radar": {"axisLabelFactor": 1.08},
        "gantt": {"barHeight": 26, "barGap": 6, "fontSize": 15, "sectionFontSize": 15, "topPadding": 56, "leftPadding": 110},
        "themeVariables": {**_common(look), **_charts(look), **_scales(look)},
    }


def house_css(look: dict[str, Any]) -> str:
    """Rules after Mermaid's own: what its settings do not reach."""
    text, line, page = look["text"], look["line"], look["background"]
    soft, faint = mix(page, text, 0.05), mix(page, line, 0.35)
    rules = {
        ".edgeLabel rect": f"opacity: 1; fill: {page}",
        ".lineWrapper line": f"stroke: {line}",
        ".merman-foreignobject-fallback rect": "display: none",
        '.node path[stroke-dasharray="0 0"]': "stroke-width: 0.8",
        '.cluster[class*="section-"] rect': f"fill: {soft}; stroke: {faint}",
        ".today": "display: none",  # a picture is kept; tomorrow it would be wrong
        ".grid .tick line": f"stroke: {faint}",
        ".grid .tick text": "font-size: 13px",
        ".taskText, .taskTextOutsideLeft, .taskTextOutsideRight": "font-size: 15px",
        'marker circle[fill="white"]': f"fill: {page}",
        '[fill="#444444"]': f"fill: {text}",
        '[stroke="#444444"]': f"stroke: {line}",
        ".packetBlock": f"fill: {look['node']}; stroke: {look['node_border']}",
        ".packetLabel, .packetByte, .radarAxisLabel, .radarLegendText": f"font-size: 16px; fill: {text}",
    }
    return "\n".join(f"{names} {{ {body.replace(';', ' !important;')} !important }}" for names, body in rules.items())


def _common(look: dict[str, Any]) -> dict[str, Any]:
    text, line, node, border, page = (look[key] for key in ("text", "line", "node", "node_border", "background"))
    on_node, soft = ink_on(node, text, page), mix(page, text, 0.05)
    note = mix(page, _accents(look)[1], 0.22)
    faint = mix(page, line, 0.45)
    return {
        "darkMode": _light(page) < 0.4, "background": page, "fontFamily": look["font"], "fontSize": f"{look['font_size']:g}px",
        "primaryColor": node, "primaryTextColor": on_node, "primaryBorderColor": border,
        "secondaryColor": mix(page, _accents(look)[1], 0.25), "secondaryTextColor": text, "secondaryBorderColor": _accents(look)[1],
        "tertiaryColor": mix(page, _accents(look)[2], 0.2), "tertiaryTextColor": text, "tertiaryBorderColor": _accents(look)[2],
        "lineColor": line, "textColor": text, "titleColor": text, "mainBkg": node, "nodeBorder": border, "nodeTextColor": on_node,
        "arrowheadColor": line, "defaultLinkColor": line, "edgeLabelBackground": page, "clusterBkg": soft, "clusterBorder": faint,
        "border1": border, "border2": faint, "useGradient": False, "dropShadow": "none", "strokeWidth": 1,
        "noteBkgColor": note, "noteTextColor": ink_on(note, text, page), "noteBorderColor": mix(page, _accents(look)[1], 0.7),
        "actorBkg": node, "actorBorder": border, "actorTextColor": on_node, "actorLineColor": faint, "signalColor": line,
        "signalTextColor": text, "labelBoxBkgColor": soft, "labelBoxBorderColor": faint, "labelTextColor": text, "loopTextColor": text,
        "activationBkgColor": mix(page, border, 0.3), "activationBorderColor": border, "sequenceNumberColor": page,
        "labelColor": on_node, "altBackground": soft, "compositeBackground": soft, "compositeTitleBackground": node,
        "compositeBorder": border, "specialStateColor": line, "innerEndBackground": border, "stateBkg": node, "stateLabelColor": on_node,
        "transitionColor": line, "transitionLabelColor": text, "labelBackgroundColor": page, "stateBorder": border,
        "classText": on_node, "attributeBackgroundColorOdd": page, "attributeBackgroundColorEven": soft, "rowOdd": page, "rowEven": soft,
        "requirementBackground": node, "requirementBorderColor": border, "requirementTextColor": on_node, "relationColor": line,
        "relationLabelBackground": page, "relationLabelColor": text, "personBkg": node, "personBorder": border,
        "archEdgeColor": line, "archEdgeArrowColor": line, "archGroupBorderColor": faint,
        "archEdgeWidth": "2", "archGroupBorderWidth": "2px",
        "errorBkgColor": node, "errorTextColor": text,
    }  # fmt: skip


def _charts(look: dict[str, Any]) -> dict[str, Any]:
    text, line, page = look["text"], look["line"], look["background"]
    accents = _accents(look)
    soft, task, faint = mix(page, text, 0.05), accents[0], mix(page, line, 0.35)
    quadrants = {f"quadrant{n}Fill": mix(page, accents[0], 0.05 * n) for n in (1, 2, 3, 4)}
    return {
        **quadrants, **{f"quadrant{n}TextFill": text for n in (1, 2, 3, 4)},
        "quadrantPointFill": accents[1], "quadrantPointTextFill": text, "quadrantXAxisTextFill": text, "quadrantYAxisTextFill": text,
        "quadrantInternalBorderStrokeFill": faint, "quadrantExternalBorderStrokeFill": line, "quadrantTitleFill": text,
        "sectionBkgColor": soft, "altSectionBkgColor": page, "sectionBkgColor2": soft, "excludeBkgColor": faint,
        "taskBkgColor": task, "taskBorderColor": task, "taskTextColor": ink_on(task, text, page), "taskTextOutsideColor": text,
        "taskTextLightColor": ink_on(task, text, page), "taskTextDarkColor": text, "taskTextClickableColor": text,
        "activeTaskBkgColor": mix(page, task, 0.55), "activeTaskBorderColor": task, "gridColor": faint,
        "doneTaskBkgColor": mix(page, line, 0.3), "doneTaskBorderColor": mix(page, line, 0.6), "critBkgColor": accents[1],
        "critBorderColor": accents[1], "todayLineColor": accents[1], "vertLineColor": line,
        "pieTitleTextColor": text, "pieSectionTextColor": ink_on(accents[0], text, page), "pieLegendTextColor": text,
        "pieStrokeColor": page, "pieOuterStrokeColor": page, "pieStrokeWidth": "2px", "pieOuterStrokeWidth": "0px", "pieOpacity": "1",
        "pieTitleTextSize": "22px", "pieSectionTextSize": "16px", "pieLegendTextSize": "16px",
        "commitLabelColor": text, "commitLabelBackground": page, "tagLabelColor": text, "tagLabelBackground": soft,
        "tagLabelBorder": line, "commitLabelFontSize": "13px", "tagLabelFontSize": "13px", "commitLineColor": line,
        "xyChart": {
            "backgroundColor": page, "titleColor": text, "xAxisTitleColor": text, "xAxisLabelColor": text, "xAxisTickColor": line,
            "xAxisLineColor": line, "yAxisTitleColor": text, "yAxisLabelColor": text, "yAxisTickColor": line, "yAxisLineColor": line,
            "plotColorPalette": ",".join(accents),
        },
        "radar": {"axisColor": line, "graticuleColor": mix(page, line, 0.4), "axisLabelFontSize": "14px", "legendFontSize": "14px"},
        "packet": {"startByteColor": text, "endByteColor": text, "labelColor": text, "titleColor": text, "blockStrokeColor": line,
                   "blockFillColor": look["node"]},
    }  # fmt: skip


def _scales(look: dict[str, Any]) -> dict[str, str]:
    """Numbered colours: the accents, then paler ones."""
    text, page = look["text"], look["background"]
    accents = _accents(look)
    found: dict[str, str] = {}
    for number in range(12):
        color = mix(page, accents[number % len(accents)], 1.0 if number < len(accents) else 0.6)
        found[f"cScale{number}"] = color
        found[f"cScalePeer{number}"] = mix(color, text, 0.25)
        found[f"cScaleInv{number}"] = mix(page, color, 0.5)
        found[f"cScaleLabel{number}"] = ink_on(color, text, page)
        found[f"pie{number + 1}"] = color
        if number < 8:
            found[f"git{number}"] = found[f"gitInv{number}"] = color
            found[f"gitBranchLabel{number}"] = ink_on(color, text, page)
            found[f"fillType{number}"] = mix(page, color, 0.3)
            found[f"venn{number + 1}"] = color
            found[f"actor{number}"] = color
    return found


def _accents(look: dict[str, Any]) -> list[str]:
    accents = list(look["accents"]) or [look["node_border"]]
    return accents if len(accents) > 2 else [*accents, look["node_border"], look["line"]]


# ---------------------------------------------------------------- colours


def channels(color: str) -> tuple[int, int, int]:
    """Red, green, blue (0-255) of `#rrggbb` or `#rgb`; black for anything else."""
    digits = color.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits[:6]
    try:
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    except ValueError:
        return 0, 0, 0


def mix(under: str, over: str, share: float) -> str:
    """`over` laid on `under` with `share` (0-1) of it."""
    pairs = zip(channels(under), channels(over), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def ink_on(fill: str, *inks: str) -> str:
    """The one of `inks`, black and white that is read best on `fill`; the first if it is read well."""
    if _contrast(fill, inks[0]) >= 4.5:
        return inks[0]
    return max((*inks, "#ffffff", "#000000"), key=lambda ink: _contrast(fill, ink))


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(color: str) -> float:
    linear = [(c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
