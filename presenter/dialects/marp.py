"""Marp: a newline is a line break, `*` and `1)` items come one by one, `:::` means nothing."""

from presenter.parse.dialect import Dialect
from presenter.parse.split import Rules

DIALECT = Dialect("marp", Rules(containers=False), breaks=True, fragments=True)
