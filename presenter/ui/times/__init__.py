"""Where the time of a talk went."""
