"""An `<object data=…>` or `<embed src=…>` -> the picture that it is, if it is one."""

from __future__ import annotations

import re
from dataclasses import replace

from presenter.model import ImageRef
from presenter.parse import html

_SHOWN = re.compile(r"\.(?:svg|png|jpe?g|gif|webp|pdf)$", re.IGNORECASE)


def named_picture(tag: html.Tag, line: int) -> ImageRef | None:
    """The picture in the file that `tag` names; None for what is no picture."""
    src = (tag.get("data") or tag.get("src")).strip() if tag.name in ("object", "embed") else ""
    return replace(html.image_of(tag, line), src=src, alt=tag.get("aria-label") or tag.get("title")) if _SHOWN.search(src) else None
