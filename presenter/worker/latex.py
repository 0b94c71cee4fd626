"""LaTeX as people write it on slides → LaTeX as the formula library reads it."""

from __future__ import annotations

import re
from collections.abc import Callable

MAX_LENGTH = 20_000
MAX_DEPTH = 60

# environments that mean another one here: a slide numbers no equations
_ENVIRONMENTS = {
    "align": "align*", "aligned": "align*", "alignat": "align*", "alignat*": "align*", "alignedat": "align*", "flalign": "align*",
    "flalign*": "align*", "split": "align*", "dcases": "cases", "displaymath": "", "equation": "", "equation*": "", "math": "",
    "subequations": "",
}  # fmt: skip
_CENTRED = ("gather", "gather*", "gathered", "multline", "multline*")
_COUNTED = ("alignat", "alignat*", "alignedat")
_SETS = {"R": "R", "N": "N", "Z": "Z", "Q": "Q", "C": "C", "Reals": "R", "reals": "R", "natnums": "N", "Complex": "C"}
_WORDS = {
    r"\\not\s*=": r"\\neq ", r"\\not\s*\\in\b": r"\\notin ", r"\\not\s*<": r"\\nless ", r"\\not\s*>": r"\\ngtr ",
    r"\\not\s*\\equiv\b": "≢", r"\\not\s*\\subset\b": "⊄", r"\\not\s*\\subseteq\b": "⊈", r"\\not\s*\\exists\b": "∄",
    r"\\not\s*\\sim\b": "≁", r"\\not\s*\\approx\b": "≉", r"\\not\s*\\mid\b": "∤", r"\\not\s*\\leq?\b": "≰", r"\\not\s*\\geq?\b": "≱",
    r"\\(?:mathbb|mathds|mathbbm)\s*(?:\{\s*1\s*\}|1)": "𝟙", r"\\colonequals\b|\\coloneqq\b": "≔", r"\\eqqcolon\b": "≕",
    r"\\(?:nonumber|notag|displaylimits|allowbreak|nobreak|noindent|centering|relax|hfill|medskip|smallskip|bigskip)(?![A-Za-z])": " ",
    r"\\label\s*\{[^{}]*\}": "", r"\\(?:eq)?ref\s*\{([^{}]*)\}": r"\\text{(\1)}", r"\\bm(?![A-Za-z])": r"\\boldsymbol",
    r"\\(?:mathds|mathbbm)(?![A-Za-z])": r"\\mathbb", r"\\(?:textnormal|textup|textsf|textmd|emph)(?![A-Za-z])": r"\\text",
    r"\\mathop\s*\{\s*\\(?:mathrm|rm|text)\s*\{([^{}]*)\}\s*\}": r"\\operatorname*{\1}",
    r"\\(?:mathop|mathbin|mathrel|mathord|mathopen|mathclose|mathpunct|mathinner|ensuremath|smash)\s*(?=\{)": "",
    r"\\dd(?![A-Za-z])": r"\\mathrm{d}", r"\\mathrm\s*\{": r"\\mathrm {", r"\\hdots\b": r"\\ldots ",
    r"\\argmax\b": r"\\operatorname*{argmax}",
    r"\\argmin\b": r"\\operatorname*{argmin}", r"\\xmapsto\b": r"\\mapsto ", r"\\lbrack\b": "[", r"\\rbrack\b": "]",
    r"\\(left|right|middle)\s*<": r"\\\1\\langle ", r"\\(left|right|middle)\s*>": r"\\\1\\rangle ",
    r"\\\\\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]": r"\\\\ ", r"\}\s*\\limits": "}",
    r"\\ddddot\b": r"\\ddot", r"\\iiiint\b": r"\\iint\\!\\!\\iint ", r"\\idotsint\b": r"\\int\\cdots\\int ", r"\\bigtimes\b": r"\\times ",
}  # fmt: skip


_LETTER = re.compile(r"\\(mathbb|mathcal|mathfrak|mathscr|mathbf)\s+([A-Za-z])(?![A-Za-z])")
_TAG = re.compile(r"\\tag\*?\s*\{[^{}]*\}")


class BadLatex(Exception):
    """The formula cannot be read; `hint` says how to mend it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def rewrite(tex: str) -> str:
    """The formula in words that the library knows. Raises BadLatex."""
    _check(tex)
    tex = re.sub(r"(?<!\\)%[^\n]*", "", tex).strip()
    tex = tex.replace("||", r"\|").replace("\n", " ")
    tex = _declared_operators(tex)
    for pattern, new in _WORDS.items():
        tex = re.sub(pattern, new, tex)
    tex = _LETTER.sub(r"\\\1{\2}", tex)
    if "\\tag" in tex and "\\\\" not in tex:
        tex = _TAG.sub("", tex) + " ".join(match[0] for match in _TAG.finditer(tex))  # a number stands at the end
    tex = _environments(tex)
    tex = _sets(tex)
    tex = re.sub(r"(\\operatorname\*?\s*\{)([^{}]*)\}", lambda match: match[1] + re.sub(r"\\[,;: ]", "\u2009", match[2]) + "}", tex)
    tex = re.sub(r"(\\begin\s*\{)", r"{\1", re.sub(r"(\\end\s*\{[A-Za-z]+\*?\})", r"\1}", tex))  # so that ^{-1} may follow
    for command, count, build in _COMMANDS:
        tex = _with_arguments(tex, command, count, build)
    return re.sub(r"\\mathrm\s*\{", r"\\mathrm {", tex)


def _check(tex: str) -> None:
    if not tex.strip():
        raise BadLatex("it is empty")
    if len(tex) > MAX_LENGTH:
        raise BadLatex("it is too long", "split it into several formulas")
    depth = deepest = 0
    for char in re.sub(r"\\.", "", tex, flags=re.DOTALL):
        depth += (char == "{") - (char == "}")
        deepest = max(deepest, depth)
        if depth < 0:
            raise BadLatex("it has a } without its {")
    if depth > 0:
        raise BadLatex("it has a { without its }")
    if deepest > MAX_DEPTH or len(re.findall(r"\\left\b", tex)) > MAX_DEPTH * 4:
        raise BadLatex("it is nested too deeply")


def _environments(tex: str) -> str:
    def rename(match: re.Match[str]) -> str:
        verb, name = match[1], match[2]
        if name.startswith("eqnarray"):
            return r"\begin{array}{rcl}" if verb == "begin" else r"\end{array}"
        if name in _CENTRED:
            return r"\begin{array}{c}" if verb == "begin" else r"\end{array}"
        if name not in _ENVIRONMENTS:
            return match[0]
        new = _ENVIRONMENTS[name]
        return f"\\{verb}{{{new}}}" if new else "{" if verb == "begin" else "}"

    counted = "|".join(re.escape(name) for name in _COUNTED)
    tex = re.sub(rf"(\\begin\{{(?:{counted})\}})\s*\{{\d+\}}", r"\1", tex)
    tex = re.sub(r"(\\begin\{(?:aligned|gathered|alignedat|split|cases)\})\s*\[[tcb]\]", r"\1", tex)
    return re.sub(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}", rename, tex)


def _sets(tex: str) -> str:
    """KaTeX's and MathJax's short names, unless the author gave them a meaning."""
    for name, letter in _SETS.items():
        if not re.search(rf"\\(?:(?:re)?newcommand\*?\s*\{{?|def\s*)\\{name}(?![A-Za-z])", tex):
            tex = re.sub(rf"\\{name}(?![A-Za-z])", rf"\\mathbb{{{letter}}}", tex)
    return tex


def _declared_operators(tex: str) -> str:
    return re.sub(r"\\DeclareMathOperator(\*?)\s*\{(\\\w+)\}\s*\{([^{}]*)\}", r"\\newcommand{\2}{\\operatorname\1{\3}}", tex)


def _with_arguments(tex: str, command: str, count: int, build: Callable[..., str]) -> str:
    """Replace every `\\command` and its braced arguments by what `build` makes of them."""
    found = list(re.finditer(rf"\\{command}(?![A-Za-z])", tex))
    for match in reversed(found):  # from the last, so that what is nested is done first
        arguments: list[str] = []
        end = match.end()
        while len(arguments) < count and (taken := _argument(tex, end)):
            text, end = taken
            arguments.append(text)
        if len(arguments) == count:
            tex = tex[: match.start()] + build(*arguments) + tex[end:]
    return tex


def _argument(tex: str, start: int) -> tuple[str, int] | None:
    """The argument after `start` (in braces, a command or one character) and where it ends."""
    match = re.compile(r"\s*(\\[A-Za-z]+|\\.|[^{}\s])").match(tex, start)
    if match:
        return match[1], match.end()
    match = re.compile(r"\s*\{").match(tex, start)
    if not match:
        return None
    depth, place = 1, match.end()
    while place < len(tex) and depth:
        if tex[place] == "\\":
            place += 1
        depth += (tex[place : place + 1] == "{") - (tex[place : place + 1] == "}")
        place += 1
    return (tex[match.end() : place - 1], place) if not depth else None


def _binomial(top: str, bottom: str) -> str:
    return rf"{{\left( {{{top}}} \atop {{{bottom}}} \right)}}"


def _text(words: str) -> str:
    """Formulas inside `\\text{… $x$ …}` come out of it."""
    if "$" not in words.replace(r"\$", ""):
        return rf"\text{{{words}}}"
    parts = re.split(r"(?<!\\)\$", words)
    return "{" + "".join(part if odd % 2 else rf"\text{{{part}}}" for odd, part in enumerate(parts) if part) + "}"


def _chemistry(formula: str) -> str:
    """The common part of mhchem: `H2O`, `SO4^2-`, `->`."""
    formula = re.sub(r"<=>|<->", r" \\rightleftharpoons ", formula)
    formula = formula.replace("->", r" \rightarrow ").replace("<-", r" \leftarrow ")
    formula = re.sub(r"(?<=[A-Za-z)\]])(\d+)", r"_{\1}", formula)
    formula = re.sub(r"\^\{?(\d*[+-])\}?", r"^{\1}", formula)
    formula = re.sub(r"(?<=[A-Za-z}])([+-])(?=\s|$)", r"^{\1}", formula)
    return "{" + re.sub(r"(?<![\\A-Za-z])([A-Za-z]+)", r"\\mathrm {\1}", formula) + "}"


_LOGOS = {name: rf"\text{{{name}}}" for name in ("TeX", "LaTeX", "KaTeX")}
_COMMANDS: tuple[tuple[str, int, Callable[..., str]], ...] = (
    ("tag\\*?", 1, lambda label: rf"\qquad \text{{({label})}}"),
    ("text", 1, _text),
    ("mbox", 1, _text),
    ("ce", 1, _chemistry),
    ("dbinom", 2, _binomial),
    ("tbinom", 2, _binomial),
    ("binom", 2, _binomial),
    *((name, 0, lambda logo=logo: logo) for name, logo in _LOGOS.items()),
    ("ket", 1, lambda body: rf"{{\left| {body} \right\rangle}}"),
    ("bra", 1, lambda body: rf"{{\left\langle {body} \right|}}"),
    ("braket", 1, lambda body: rf"{{\left\langle {body} \right\rangle}}"),
    ("abs", 1, lambda body: rf"{{\left| {body} \right|}}"),
    ("norm", 1, lambda body: rf"{{\left\| {body} \right\|}}"),
    ("hspace\\*?", 1, lambda length: rf"\hspace{{{length}}}"),
)
