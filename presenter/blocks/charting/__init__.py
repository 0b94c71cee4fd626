"""How charts are drawn: scales, figures, colours, legends, and each kind in its field."""
