"""Sharing: export, print, the clipboard."""
