"""Generated decks and the real program → a table of seconds and megabytes beside what was promised: `make bench`."""
