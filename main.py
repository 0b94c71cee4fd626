"""`python main.py`: the same as the command `presenter`."""

from presenter.cli import script

if __name__ == "__main__":
    script()
