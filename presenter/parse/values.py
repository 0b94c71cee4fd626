"""What people write behind a directive's colon -> the value as it is kept, or BadValue with what it can be."""

from __future__ import annotations

import re

from presenter.parse.frontmatter import Mapping, Value


class BadValue(Exception):
    """A value that the directive does not know; the text says which it knows."""


_YES, _NO = ("true", "yes", "on"), ("false", "no", "off", "")


def words(value: Value) -> str:
    """Text: a list is joined by commas."""
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(words, value)))
    if isinstance(value, Mapping):
        return ", ".join(filter(None, (words(item) for _, item in value.pairs)))
    return str(value).strip()


def yes_or_no(value: Value) -> bool:
    """true or false."""
    text = words(value).lower()
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadValue("true or false")


def name_list(value: Value) -> tuple[str, ...]:
    """Names: a list, or words with spaces between."""
    items = [words(item) for item in value] if isinstance(value, tuple) else [words(value)]
    return tuple(name for item in items for name in item.replace(",", " ").split())


def theme_name(value: Value) -> str:
    """The name of a theme; where a program has settings of the theme below the key, what it says of `name`."""
    if not isinstance(value, Mapping):
        return words(value)
    return next((words(item) for key, item in value.pairs if key in ("name", "light", "dark")), "")


def named_values(value: Value) -> tuple[tuple[str, str], ...]:
    """Keys with values, indented below the key."""
    if isinstance(value, Mapping):
        return tuple((key, words(item)) for key, item in value.pairs)
    if not words(value):
        return ()
    raise BadValue("keys with values, each on an indented line of its own")


_UNITS = {"s": 1.0, "sec": 1.0, "m": 60.0, "min": 60.0, "mins": 60.0, "h": 3600.0, "ms": 0.001}
_PART = re.compile(r"(\d+(?:\.\d+)?|\.\d+)\s*(ms|h|mins?|m|sec|s)(?![a-z])", re.I)
LONGEST = 7 * 24 * 3600.0  # seconds


def seconds(value: Value, unit: float) -> float:
    """`90s`, `20m`, `1h 30m`, `1:30:00`, `2:30` (minutes first), or a bare number in `unit` seconds."""
    text = words(value).lower()
    result: float | None = None
    if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", text):
        result = float(text) * unit
    elif re.fullmatch(r"\d{1,3}(:\d{1,2}){1,2}", text):
        parts = [float(part) for part in text.split(":")]
        result = parts[-1] + parts[-2] * 60 + (parts[0] * 3600 if len(parts) == 3 else 0)
    elif text and not _PART.sub("", text).strip(" ,+"):
        result = sum(float(match[1]) * _UNITS[match[2].lower()] for match in _PART.finditer(text))
    if result is None or result > LONGEST:
        raise BadValue("a length of time like 90s, 20m, 1:30:00")
    return result


def minutes(value: Value) -> float:
    """A length of time; a bare number is minutes."""
    return seconds(value, 60.0)


def short_time(value: Value) -> float:
    """A length of time; a bare number is seconds."""
    return seconds(value, 1.0)


def optional_time(value: Value) -> float | None:
    """A length of time in seconds, or none."""
    return None if words(value).lower() in (*_NO, "none", "click") else short_time(value)


SIZES = {
    "16:9": (960.0, 540.0),
    "16/9": (960.0, 540.0),
    "4:3": (720.0, 540.0),
    "4/3": (720.0, 540.0),
    "16:10": (864.0, 540.0),
    "16/10": (864.0, 540.0),
    "widescreen": (960.0, 540.0),
    "standard": (720.0, 540.0),
    "1:1": (540.0, 540.0),
    "square": (540.0, 540.0),
    "9:16": (540.0, 960.0),
    "a4": (780.0, 540.0),
    "4k": (960.0, 540.0),
    "hd": (960.0, 540.0),
    "169": (960.0, 540.0),  # beamer's aspectratio
    "43": (720.0, 540.0),
    "1610": (864.0, 540.0),
}


def dialect_name(value: Value) -> str:
    """The name of a dialect that is read."""
    from presenter.registry import DIALECTS

    text = words(value).lower()
    if text != "house" and text not in DIALECTS:
        raise BadValue(", ".join(("house", *DIALECTS)))
    return text


def page_size(value: Value) -> tuple[float, float]:
    """The page in points, the shorter side 540: a name, a ratio, or width x height."""
    text = words(value).lower()
    if text in SIZES:
        return SIZES[text]
    match = re.fullmatch(r"(\d{1,5}(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*[x×*:/ ]\s*(\d{1,5}(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?", text)
    if match:
        width, height = float(match[1]), float(match[2])
        if width > 0 and height > 0 and 0.2 <= width / height <= 5:
            scale = 540.0 / min(width, height)
            return round(width * scale, 2), round(height * scale, 2)
    raise BadValue("16:9, 4:3, 16:10, 1:1, 9:16, A4, or width x height")


def heading_levels(value: Value) -> tuple[int, ...]:
    """Marp's headingDivider: a number means that level and all above it, a list only its levels."""
    if isinstance(value, tuple):
        items = [words(item) for item in value]
    else:
        text = words(value).strip("[]")
        if text.lower() in (*_NO, "0"):
            return ()
        items = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch("[1-6]", item) for item in items):
        raise BadValue("a level from 1 to 6, or a list like [1, 3]")
    levels = [int(item) for item in items]
    if len(levels) == 1 and not isinstance(value, tuple) and "[" not in words(value):
        return tuple(range(1, levels[0] + 1))
    return tuple(sorted(set(levels)))


def paginate(value: Value) -> str:
    """true, false, hold or skip."""
    text = words(value).lower()
    if text in ("hold", "skip"):
        return text
    try:
        return "true" if yes_or_no(text) else "false"
    except BadValue:
        raise BadValue("true, false, hold (the number stays), skip (not shown, not counted)") from None


TRANSITIONS = ("none", "fade", "push", "wipe", "cover", "zoom")


def transition(value: Value) -> tuple[str, float | None]:
    """(name, seconds): `fade`, `fade 0.5s`, `none`."""
    text = words(value).lower().partition("|")[0].replace("(", " ").replace(")", " ")  # Slidev: forwards | backwards
    name, _, rest = text.strip().partition(" ")
    if name in _NO:
        name = "none"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
        raise BadValue("a name like fade or none, with a time if you like: fade 0.5s")
    return name, short_time(rest) if rest.strip() else None


def color(value: Value) -> str:
    """A CSS colour, as written."""
    text = words(value)
    if len(text) > 200 or any(char in text for char in "{};<>"):
        raise BadValue("a colour like #336699, teal, rgb(0 128 128)")
    return text


def css_value(value: Value) -> str:
    """A CSS value, as written."""
    text = words(value)
    if any(char in text for char in "{}<>"):
        raise BadValue("a CSS value like url(picture.jpg) or linear-gradient(red, blue)")
    return text


def css_text(value: Value) -> str:
    """CSS, as written."""
    return str(value) if isinstance(value, str) else words(value)


def identifier(value: Value) -> str:
    """A name without spaces."""
    text = words(value).lstrip("#")
    if re.search(r"\s", text):
        raise BadValue("a name without spaces")
    return text
