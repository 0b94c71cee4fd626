from presenter.qt.guard import guard_overrides

guard_overrides()  # here, because every window of ours is made after this line
