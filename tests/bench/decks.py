"""A number of slides → the same mixed deck every time: text, lists, code, tables, formulas, diagrams, pictures."""

from __future__ import annotations

import random
import re
from pathlib import Path

WORDS = re.findall(
    r"\w+",
    """light plan river stone market signal garden window letter number change north winter harbour engine paper method result
    question answer measure reason moment village summer border country history system pattern surface colour weight journey""",
)

HEAD = "---\ntitle: A generated deck\nauthor: bench\npaginate: true\n---\n\n"


def words(dice: random.Random, low: int, high: int) -> str:
    """A sentence without its full stop."""
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(low, high))).capitalize()


def bullets(dice: random.Random) -> str:
    lines = []
    for _ in range(dice.randint(3, 5)):
        lines.append(f"- {words(dice, 4, 9)}")
        lines += [f"  - {words(dice, 3, 6)}" for _ in range(dice.choice((0, 0, 1, 2)))]
    return "\n".join(lines[:8])


def prose(dice: random.Random) -> str:
    return "\n\n".join(f"{words(dice, 8, 14)}, **{words(dice, 1, 2).lower()}** and *{words(dice, 2, 3).lower()}*." for _ in range(3))


def code(dice: random.Random) -> str:
    name = dice.choice(WORDS)
    lines = [f"def {name}(items: list[int]) -> int:", f'    """{words(dice, 3, 6)}."""', f"    total = {dice.randint(1, 99)}"]
    for item in dice.sample(WORDS, 2):
        lines += [f"    for {item} in items:", f"        total += {item} * {dice.randint(2, 9)}  # {words(dice, 2, 4).lower()}"]
    return "```python\n" + "\n".join([*lines, "    return total"]) + "\n```"


def table(dice: random.Random) -> str:
    rows = [f"| {words(dice, 1, 2)} | {dice.randint(10, 9999)} | {dice.random():.2f} | {words(dice, 2, 4)} |" for _ in range(5)]
    return "\n".join(["| Name | Count | Share | Remark |", "|------|------:|------:|--------|", *rows])


def formula(dice: random.Random) -> str:
    a, b, n = dice.randint(2, 99), dice.randint(2, 99), dice.randint(2, 9)
    long = f"\\sum_{{i=1}}^{{{a}}} \\frac{{x_i^{n}}}{{{b} + \\sqrt{{i}}}} = \\int_0^{{{b}}} t^{n}\\,dt"
    return f"{words(dice, 5, 8)}: $x_{n} = {a}y^2$.\n\n$$\n{long}\n$$\n\n{words(dice, 5, 9)}."


def diagram(dice: random.Random) -> str:
    a, b, c, d = dice.sample(WORDS, 4)
    lines = [f"A[{a}] --> B[{b}]", f"B --> C{{{c}?}}", f"C -- yes --> D[{d} {dice.randint(1, 999)}]", "C -- no --> A"]
    return "```mermaid\nflowchart LR\n  " + "\n  ".join(lines) + "\n```"


def quote(dice: random.Random) -> str:
    return f"> {words(dice, 8, 12)}, {words(dice, 4, 8).lower()}.\n\n{words(dice, 4, 8)}."


KINDS = (bullets, prose, code, bullets, table, formula, bullets, diagram, quote, prose)


def write(folder: Path, slides: int, seed: int = 1) -> Path:
    """Write `deck-N.md` of `slides` slides and its pictures into `folder`; every tenth slide shows a picture."""
    dice = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(5):
        _picture(folder / f"picture-{number}.jpg", number)
    texts = [f"# A deck of {slides} slides\n\n{words(dice, 5, 8)}\n"]
    for index in range(1, slides):
        body = f"![{words(dice, 3, 5)}](picture-{index // 10 % 5}.jpg)" if index % 10 == 4 else KINDS[index % 10](dice)
        texts.append(f"## {index + 1}. {words(dice, 2, 4)}\n\n{body}\n\n<!-- {words(dice, 8, 16)}. -->\n")
    path = folder / f"deck-{slides}.md"
    path.write_text(HEAD + "\n---\n\n".join(texts), encoding="utf-8")
    return path


def with_change(folder: Path, kind: str) -> Path:
    """Two slides with much in common, a photo among it, and a change of this kind between them."""
    dice = random.Random(2)
    folder.mkdir(parents=True, exist_ok=True)
    _picture(folder / "picture-0.jpg", 0)
    items = [words(dice, 3, 6) for _ in range(4)]
    slides = ["\n".join(f"- {item}" for item in order) for order in (items, [items[2], items[0], "Something new", items[1]])]
    first = f"## The plan\n\n{slides[0]}\n\n![a photo](picture-0.jpg){{width=260}}"
    second = f"## The plan as it is now\n\n![a photo](picture-0.jpg){{width=380}}\n\n{slides[1]}"
    path = folder / f"change-{kind}.md"
    path.write_text(f"---\ntransition: {kind} 0.6s\n---\n\n{first}\n\n---\n\n{second}\n", encoding="utf-8")
    return path


def camera(folder: Path, slides: int = 24) -> Path:
    """Photos as a camera takes them (4000 x 3000 pixels), over the whole slide and beside words, and a few words between them."""
    dice = random.Random(4)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(4):
        _picture(folder / f"camera-{number}.jpg", number, 3000)
    texts = []
    for index in range(slides):
        name = f"camera-{index // 3 % 4}.jpg"
        ways = (f"![bg]({name})\n\n# {words(dice, 2, 3)}", f"## {words(dice, 2, 4)}\n\n![{words(dice, 3, 5)}]({name})\n\n{bullets(dice)}")
        texts.append((*ways, f"## {words(dice, 2, 4)}\n\n{bullets(dice)}")[index % 3] + "\n")
    path = folder / f"camera-{slides}.md"
    path.write_text(HEAD + "\n---\n\n".join(texts), encoding="utf-8")
    return path


def _picture(path: Path, seed: int, height: int = 1000) -> None:
    """A photo's worth of pixels: 1600 x 1000, some 200 kB; or one of another height, 4 to 3 when it is a camera's."""
    if path.exists():
        return
    import numpy as np
    from PIL import Image

    width = 1600 if height == 1000 else height * 4 // 3
    y, x = np.mgrid[0:height, 0:width] / (height * 0.4)
    waves = [np.sin(x * (1 + seed) + k) * np.cos(y * (2 + k) + seed) for k in range(3)]
    grain = np.random.default_rng(seed).normal(0, 6, (height, width, 3))
    pixels = np.stack(waves, axis=-1) * 90 + 128 + grain
    Image.fromarray(np.clip(pixels, 0, 255).astype("uint8")).save(path, quality=85)
