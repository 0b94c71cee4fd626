"""Presenter: write a talk in Markdown, give it on any projector, hand over a real PowerPoint file."""

__version__ = "0.1.0"
