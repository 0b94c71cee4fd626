"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from presenter.problems import UserError


@contextmanager
def atomic(path: Path, sync: bool = True) -> Iterator[Path]:
    """Give a temporary path beside `path`; on success it takes `path`'s place, otherwise `path` is as it was.

    `sync` waits until the disk has it: not worth it for what changes every second and must only outlive this program.
    A symlink is written through. Raises UserError when the world refuses (no folder, no right, disk full).
    """
    target = Path(os.path.realpath(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error
    part = Path(name)
    try:
        yield part
        if sync:
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        os.chmod(part, mode)
        os.replace(part, target)
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
