"""A PDF, as LaTeX's figures are → a picture of its first page on white, where the reader (`pypdfium2`) is installed."""

from __future__ import annotations

import io

from presenter.worker.frames import Message
from presenter.worker.jobs import problem

LONGEST = 3840  # pixels: a 4K screen's width
MOST = 4.0  # pixels to a point: a figure of LaTeX's is small, and is shown large


def draw_page(data: bytes, name: str) -> Message:
    """PNG; header: `format width height` (points) `pixels`."""
    try:
        from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        hint = "pip install presenter[pdf], or save it as SVG or PNG"
        return problem("picture-format", f"{name} is a PDF: its reader is not installed", hint)
    try:
        page = PdfDocument(data)[0]
        width, height = page.get_size()
        factor = min(MOST, (LONGEST - 0.5) / max(width, height, 1.0))
        image = page.render(scale=factor).to_pil().convert("RGB")
    except (PdfiumError, IndexError, ValueError, MemoryError) as error:
        return problem("picture-broken", f"{name} cannot be drawn: {error}"[:300], "save it as SVG or PNG")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    header = {"format": "png", "width": width, "height": height, "pixels": image.size, "carry": False, "moves": False}
    return header, out.getvalue()
