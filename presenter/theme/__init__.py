"""A theme's name and what the deck says about looks -> Theme."""

from presenter.theme.place import placed
from presenter.theme.resolve import ThemeInfo, available, load

__all__ = ["ThemeInfo", "available", "load", "placed"]
