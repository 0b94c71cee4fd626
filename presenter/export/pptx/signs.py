"""Signs of mathematics -> what Office Math does with them: which are large, open, close, accent, end a sum."""

from __future__ import annotations

LARGE = frozenset("∑∏∐⋃⋂⋁⋀⨀⨁⨂⨃⨄⨅⨆∫∬∭∮∯∰")
INTEGRALS = frozenset("∫∬∭∮∯∰")
ENDS = frozenset("=<>≤≥≠≈≡∼≃≅≲≳≪≫∝→←↔⇒⇐⇔⟹⟺⟶↦∈∉∋⊂⊃⊆⊇≔≕≜≝⊢⊨∣+−±∓,;:.")  # where what a sum sums up is over
OPEN, CLOSE = frozenset("([{⟨⌊⌈⟦"), frozenset(")]}⟩⌋⌉⟧")
FENCES = OPEN | CLOSE | frozenset("|‖∥∣/\\")
BELOW = frozenset(("lim", "max", "min", "sup", "inf", "lim sup", "lim inf", "limsup", "liminf", "det", "gcd", "Pr", "argmax", "argmin"))
ACCENTS = {
    "\u0302": "\u0302", "ˆ": "\u0302", "^": "\u0302", "\u0303": "\u0303", "~": "\u0303", "˜": "\u0303", "¯": "\u0305", "\u0304": "\u0305",
    "˙": "\u0307", "\u0307": "\u0307", "¨": "\u0308", "\u0308": "\u0308", "\u20db": "\u20db", "ˇ": "\u030c", "\u030c": "\u030c",
    "˘": "\u0306", "\u0306": "\u0306", "´": "\u0301", "\u0301": "\u0301", "`": "\u0300", "\u0300": "\u0300", "˚": "\u030a", "→": "\u20d7",
    "\u20d7": "\u20d7",
}  # fmt: skip
BARS = frozenset("―‾_\u0332‗")
BRACES = {"⏞": "top", "⏟": "bot", "⎴": "top", "⎵": "bot", "⏜": "top", "⏝": "bot", "→": "top", "←": "top", "↔": "top"}
COLORS = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "cyan": "00FFFF", "magenta": "FF00FF",
    "yellow": "FFFF00", "gray": "808080", "grey": "808080", "orange": "FFA500", "purple": "800080", "brown": "A52A2A", "teal": "008080",
    "violet": "EE82EE", "pink": "FFC0CB", "lime": "00FF00", "olive": "808000",
}  # fmt: skip
STRIKES = {
    "updiagonalstrike": "strikeBLTR", "downdiagonalstrike": "strikeTLBR", "horizontalstrike": "strikeH", "verticalstrike": "strikeV",
}  # fmt: skip
SPACES = ((1.0, "\u2003"), (0.5, "\u2002"), (0.27, "\u2005"), (0.2, "\u205f"), (0.12, "\u2009"), (0.06, "\u200a"))
NOTHING = "\u200b"  # in a place that would else show a dotted box
