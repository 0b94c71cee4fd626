import presenter.qt  # noqa: F401  guards the classes that are made in this room
