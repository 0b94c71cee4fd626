"""Writing: the editor, the strip, what ties text and slide, and that nothing is lost."""
