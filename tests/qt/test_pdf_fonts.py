"""What the faces in a PDF say of themselves, by which readers find and select words."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from presenter import headless
from presenter.export.report import Options

pytestmark = pytest.mark.usefixtures("app")


def test_faces_are_as_deep_as_their_deepest_glyph(tmp_path: Path) -> None:
    """ISO 32000-1, table 122. Qt says how deep lines are: large words would be found above where they stand."""
    (tmp_path / "deck.md").write_text("# Words 漢字\n\nand `code`\n", encoding="utf-8")
    headless.export(tmp_path / "deck.md", "pdf", tmp_path / "deck.pdf", Options())
    with pikepdf.open(tmp_path / "deck.pdf") as pdf:
        faces = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        assert len(faces) >= 3
        for face in faces:
            deepest = -120 if "CJK" in str(face.FontName) else face.FontBBox[1]  # type: ignore[index]
            assert float(face.Descent) == pytest.approx(float(deepest))  # type: ignore[arg-type]
