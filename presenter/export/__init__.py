"""Exporters: one per format, each `write(show, path, options) -> Report`."""
