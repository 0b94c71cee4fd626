"""`python -m tests.golden`: draw every theme's small pictures anew, after a change of look that was meant."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image
from PySide6.QtGui import QImage

from tests.golden.sheet import HERE, drawn, looks


def main() -> int:
    """Write the pictures; those of themes that are no more go."""
    kept = set()
    for look in looks():
        picture = drawn(look).convertToFormat(QImage.Format.Format_RGB888)
        size, line = (picture.width(), picture.height()), picture.bytesPerLine()
        Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "RGB", line).save(
            look.file, quality=86, subsampling=0, optimize=True
        )
        kept.add(look.file)
        print(f"{look.file.name}: {look.file.stat().st_size // 1024} kB")
    for file in set(HERE.glob("*.jpg")) - kept:
        file.unlink()
    return 0


raise SystemExit(main())
