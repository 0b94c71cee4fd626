"""The tests; a package, so that no other one called `tests` that a library brings along is taken for it."""
