from presenter.qt.guard import guard_overrides

guard_overrides()  # here, because every class of ours that overrides Qt is made after this line
