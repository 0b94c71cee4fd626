"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
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
    if path.exists() and not path.is_file() and not path.is_dir():
        with _into_device(path) as part:
            yield part
        return
    try:
        like = target.name[:40].encode("utf-8", "ignore").decode()  # Qt writes no file whose name is no text
        handle, name = tempfile.mkstemp(prefix=f".{like}.", suffix=".part", dir=target.parent)
        os.close(handle)
    except OSError as error:
        raise UserError(f"cannot write {path}", why(error, target.parent)) from error
    part = Path(name)
    try:
        yield part
        if sync:
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        before = target.stat() if target.exists() else None
        if before is not None and hasattr(os, "chown") and (before.st_uid, before.st_gid) != (os.getuid(), os.getgid()):
            with suppress(OSError):  # who may give files away keeps their owner
                os.chown(part, before.st_uid, before.st_gid)
        os.chmod(part, before.st_mode & 0o7777 if before is not None else 0o666 & ~_umask())
        os.replace(part, target)
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink()


@contextmanager
def _into_device(path: Path) -> Iterator[Path]:
    """Give a temporary path; what it holds at the end is written into the device or pipe at `path` (`-o /dev/stdout`),
    which a file must not replace."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder) / "part"
            part.touch()
            yield part
            wait = getattr(os, "O_NONBLOCK", 0)  # not for somebody at the other end of a pipe
            with part.open("rb") as source, open(path, "wb", opener=lambda name, flags: os.open(name, flags | wait)) as sink:
                if wait:
                    os.set_blocking(sink.fileno(), True)
                shutil.copyfileobj(source, sink)
    except OSError as error:
        raise UserError(f"cannot write {path}", error.strerror or str(error)) from error


def read_start(path: Path, most: int) -> bytes:
    """The first `most` bytes of a file. Raises OSError, for a pipe or a device too: reading one could wait for ever."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OSError(errno.EINVAL, "it is no plain file")
    with path.open("rb") as file:
        return file.read(most)


def make_folder(folder: Path, path: Path) -> None:
    """Make `folder` and what it lies in, so that `path` can be written. Raises UserError when the world refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot write {path}", why(error, folder)) from error


def why(error: OSError, folder: Path) -> str:
    """Why nothing can be written in `folder`, in plain words."""
    for place in (folder, *folder.parents):
        if place.exists():
            if not place.is_dir():
                return f"{place} is a file, not a folder"
            if place != folder and isinstance(error, FileNotFoundError):
                return f"there is no folder {folder}"
            break
    return error.strerror or str(error)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
