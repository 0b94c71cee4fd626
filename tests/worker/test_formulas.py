"""Formulas as people write them, drawn in the child's own functions."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from presenter.worker.formulas import draw
from presenter.worker.latex import rewrite

GOOD = r"""
\frac{a}{b}
\dfrac{1}{2} + \tfrac{1}{2} + \cfrac{1}{1+\cfrac{1}{2}}
\sum_{i=0}^n x_i^2
\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}
\begin{pmatrix} a & b \\ c & d \end{pmatrix}
\begin{bmatrix} 1 & \cdots & 0 \\ \vdots & \ddots & \vdots \\ 0 & \cdots & 1\end{bmatrix}
\begin{vmatrix} a & b \\ c & d \end{vmatrix} \begin{Bmatrix} a \\ b\end{Bmatrix}
f(x) = \begin{cases} x^2 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}
\begin{aligned} a &= b + c \\ &= d + e + f \end{aligned}
\begin{align} a &= b + c \\ x &= y \end{align}
\begin{align*} a &= b & c &= d \\ x &= y & z&=w\end{align*}
\begin{equation} E = mc^2 \end{equation}
\begin{gather} a=b \\ c=d+e \end{gather}
\begin{split} a &= b \\ &= c \end{split}
\begin{eqnarray} a &=& b \\ c &=& d \end{eqnarray}
\begin{array}{c|c} a & b \\ \hline c & d \end{array}
\begin{aligned}[t] a &= \frac{b}{c} \\[4pt] &= d \end{aligned}
\text{speed} = \frac{\text{distance}}{\text{time}}
\mathbb{R}, \mathcal{L}, \mathfrak{g}, \mathbf{x}, \mathrm{d}x, \mathsf{A}, \mathtt{code}
\hat{x}, \bar{x}, \vec{v}, \dot{x}, \ddot{x}, \tilde{x}, \widehat{abc}, \overline{AB}, \underline{x}
\left( \frac{a}{b} \right) \left[ x \right] \left\{ y \right\} \left| z \right| \left\| w \right\|
\left. \frac{df}{dx} \right|_{x=0}
\left( a \middle| b \right) \left< x \right>
E = mc^2 \tag{1}
\displaystyle \sum_{k=1}^{n} k
\lim_{x \to 0} \frac{\sin x}{x} = 1
\alpha \beta \gamma \epsilon \varepsilon \theta \vartheta \phi \varphi \Gamma \Omega
\binom{n}{k} = \frac{n!}{k!(n-k)!}
\binom{n+1}{\frac{k}{2}}
\sqrt{x} \sqrt[3]{x+y}
a \le b \leq c \ge d \ne f \neq g \approx h \equiv i \sim j \propto k \ll l
a \in A \subset B \subseteq C \cup D \cap E \setminus F \emptyset \notin G
\forall x \exists y \neg z \land w \lor v \implies u \iff t \to p \mapsto o
\nabla \cdot \vec{E} = \frac{\rho}{\varepsilon_0}
\partial_t u = \Delta u
\prod_{i=1}^n \bigcup_{i} \bigcap_{i} \bigoplus_i \oint \iint
\underbrace{a+b+c}_{n} + \overbrace{x+y}^{m}
x \xrightarrow{f} y \xleftarrow[b]{a} z
\overset{!}{=} \underset{x}{\min} \stackrel{def}{=}
\operatorname{argmax}_{x} f(x) \operatorname*{argmin}_{x}
\mathop{\mathrm{arg\,max}}\limits_{x} f
P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}
\langle x, y \rangle \lfloor x \rfloor \lceil y \rceil \| x \|
{n \choose k}
a \quad b \qquad c \, d \; e \! f \: g
\color{red} x + y
\textcolor{blue}{x} + \textcolor{#ff8800}{y}
\boxed{E = mc^2}
\cancel{x}
\not= \not\in
\newcommand{\R}{\mathbb{R}} f: \R \to \R
f: \R \to \N
\newcommand{\norm}[1]{\left\| #1 \right\|} \norm{x}
\DeclareMathOperator{\softmax}{softmax} \softmax(x)
\bigl( x \bigr) \Big[ y \Big] \Bigg\{ z \Bigg\}
\boldsymbol{\theta} \bm{x}
50\% \$5 \& \# \_
\ce{2H2 + O2 -> 2H2O} \quad \ce{SO4^2-}
\begin{smallmatrix} a & b \\ c & d \end{smallmatrix}
\sum_{\substack{i<n \\ j<m}} a
\textbf{bold} \textit{it} \texttt{tt} \mbox{box}
|x| ||y|| \lvert x \rvert \lVert y \rVert
a \bmod b \quad a \pmod{n}
A = \left[\begin{array}{cc|c} 1 & 2 & 3 \\ 4 & 5 & 6 \end{array}\right]
x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}
\phantom{xx} y \hspace{1cm} z
a \\ b + c \\ d
\text{größer $x$ als}
\mathbb{1} \mathscr{L}
a < b > c \lt d \gt e
x % a remark
\ket{\psi} \bra{\phi}
\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1} = \frac{1}{ad - bc} \begin{pmatrix} d & -b \\ -c & a \end{pmatrix}
\left[ \begin{array}{c} a \\ b \end{array} \right]^\top
\LaTeX \text{ and } \KaTeX
""".strip().splitlines()

BAD = [
    r"\frac{a}{b", r"a}", r"\left( a", r"a \right)", r"\begin{pmatrix} a", r"\nosuchcommand{x}", "", "   ", r"x^", r"\frac{a}", "%only",
    r"\begin{cases}", "{" * 500 + "x" + "}" * 500, r"\left(" * 400 + "x" + r"\right)" * 400, "x" * 30_000, "^^^", "&", r"\\[", "\\",
    r"\newcommand{\a}{\a\a}\a",
]  # fmt: skip


def drawn(tex: str, display: bool = True) -> tuple[dict[str, float], str]:
    header, body = draw({"tex": tex, "display": display}, b"")
    assert "problem" not in header, header
    return header, body.decode()


@pytest.mark.parametrize("tex", GOOD)
def test_common_formulas_are_drawn(tex: str) -> None:
    for display in (True, False):
        header, svg = drawn(tex, display)
        root = ElementTree.fromstring(svg)
        assert 0 < header["width"] < 3000 and 0 < header["height"] < 1000
        assert 0 <= header["depth"] < header["height"]
        assert "#010203" in svg or "fill" in svg
        assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "path", "rect", "g", "line", "polyline", "ellipse"}


@pytest.mark.parametrize("tex", BAD, ids=range(len(BAD)))
def test_broken_formulas_are_told_or_drawn_never_raised(tex: str) -> None:
    header, _ = draw({"tex": tex, "display": True}, b"")
    if "problem" in header:
        assert header["problem"]["code"] == "formula-broken"
        assert "Error" not in header["problem"]["message"]
    else:
        assert header["width"] > 0


def test_an_unknown_command_is_named() -> None:
    header, _ = draw({"tex": r"a + \nosuch{b}", "display": True}, b"")
    assert "\\nosuch" in header["problem"]["message"]


def test_depth_is_what_hangs_below_the_baseline() -> None:
    flat, deep = drawn("x")[0], drawn("y")[0]
    assert flat["depth"] < 3 < deep["depth"]
    fraction = drawn(r"\frac{a}{b}")[0]
    assert 0.3 < fraction["depth"] / fraction["height"] < 0.5


def test_in_a_line_of_text_a_sum_is_lower() -> None:
    assert drawn(r"\sum_{i=0}^n x_i", display=False)[0]["height"] < 0.8 * drawn(r"\sum_{i=0}^n x_i")[0]["height"]


def test_lines_of_arrays_are_drawn() -> None:
    assert drawn(r"\begin{array}{c|c} a & b \\ \hline c & d \end{array}")[1].count("<rect") == 2
    assert drawn(r"\begin{array}{cc} a & b \\ c & d \end{array}")[1].count("<rect") == 0


def test_rows_are_evenly_spaced() -> None:
    """Rows without tall letters are as far apart as rows with them."""
    low = drawn(r"\begin{aligned} a &= c \\ a &= c \\ a &= c \end{aligned}")[0]["height"]
    tall = drawn(r"\begin{aligned} l &= d \\ b &= f \\ l &= k \end{aligned}")[0]["height"]
    assert abs(low - tall) < 8


def test_only_the_text_colour_is_replaceable() -> None:
    svg = drawn(r"x + \textcolor{#ff8800}{y}")[1]
    assert set(re.findall(r'fill="([^"]+)"', svg)) == {"#010203", "#ff8800"}


def test_letters_without_braces_and_numbers_at_the_end() -> None:
    assert rewrite(r"\mathbb R^n \subset \mathcal  H") == r"\mathbb{R}^n \subset \mathcal{H}"
    assert rewrite(r"\tag{1}|d|<\epsilon").replace(" ", "") == r"|d|<\epsilon\qquad\text{(1)}"
