"""Themes: read theme.toml, inherit, check, resolve into a frozen Theme."""
