"""Show -> a PowerPoint file. python-pptx is imported here and nowhere else."""

from __future__ import annotations

from presenter.export.pptx.write import write

__all__ = ["write"]
