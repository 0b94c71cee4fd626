"""The show: audience, console, displays, what moves on a slide, what a presenter holds."""
