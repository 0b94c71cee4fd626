"""Where a Marp theme's CSS is found is the themes' knowledge."""

from presenter.theme.sheets import theme_css

__all__ = ["theme_css"]
