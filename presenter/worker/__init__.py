"""The room for slow and dangerous work: a child process that turns photos, SVG, formulas and diagrams into safe files.

`child` and `frames` are the parent's side; everything else runs only in the child, and is never imported by the program.
"""
