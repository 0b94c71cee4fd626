"""What was drawn before, kept on disk by the hash of what it was drawn from; bounded, and never a reason to fail."""

from __future__ import annotations

import json
import os
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

LIMIT = 512 << 20  # bytes
DAY = 86_400.0


def cache_folder() -> Path:
    """The user's cache folder for drawn assets."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("presenter", appauthor=False)) / "assets"


def digest(*parts: object) -> str:
    """A name for what is made from `parts`."""
    from hashlib import sha256

    return sha256(json.dumps(parts, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:40]


class DiskCache:
    """Entries are a JSON description and files beside it; two processes may share the folder.

    A folder that cannot be written is replaced by a temporary one that ends with the process.
    """

    def __init__(self, folder: Path | None = None, limit: int = LIMIT) -> None:
        self._limit = limit
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._folder = folder or cache_folder()
        self._pruned = False
        self._lock = threading.Lock()

    @property
    def folder(self) -> Path:
        """Where the files are now."""
        return self._folder

    def path(self, name: str, ending: str) -> Path:
        """The file of entry `name` with `ending`."""
        return self._folder / name[:2] / f"{name}.{ending}"

    def get(self, name: str) -> dict[str, Any] | None:
        """What `put` was given, if it is still there with its files."""
        try:
            path = self.path(name, "json")
            found = json.loads(path.read_bytes())
            for ending, size in found["files"].items():
                if os.stat(self.path(name, ending)).st_size != size:
                    return None
            if time.time() - os.stat(path).st_mtime > DAY:
                os.utime(path)
            return dict(found["entry"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def put(self, name: str, entry: dict[str, Any], files: dict[str, bytes]) -> None:
        """Keep an entry and its files (ending → bytes). Raises OSError only if not even a temporary folder can be written."""
        try:
            self._write(name, entry, files)
        except OSError:
            self._retreat()
            self._write(name, entry, files)
        if not self._pruned:
            self._pruned = True
            threading.Thread(target=self.prune, name="cache-prune", daemon=True).start()

    def close(self) -> None:
        """Remove the temporary folder, if there is one."""
        if self._temporary:
            with suppress(OSError):
                self._temporary.cleanup()

    def prune(self) -> None:
        """Throw out the entries used longest ago until all are within the limit."""
        entries: dict[str, tuple[float, int, list[str]]] = {}
        with suppress(OSError), os.scandir(self._folder) as shelves:
            for shelf in shelves:
                if shelf.is_dir(follow_symlinks=False) and len(shelf.name) == 2:
                    _survey(shelf.path, entries)
        total = sum(size for _, size, _ in entries.values())
        for _, size, paths in sorted(entries.values()):
            if total <= self._limit:
                return
            for path in sorted(paths, key=lambda p: not p.endswith(".json")):
                with suppress(OSError):
                    os.unlink(path)
            total -= size

    def _write(self, name: str, entry: dict[str, Any], files: dict[str, bytes]) -> None:
        sizes = {ending: len(data) for ending, data in files.items()}
        self.path(name, "json").parent.mkdir(parents=True, exist_ok=True)
        for ending, data in files.items():
            self._place(self.path(name, ending), data)
        self._place(self.path(name, "json"), json.dumps({"entry": entry, "files": sizes}).encode())

    @staticmethod
    def _place(path: Path, data: bytes) -> None:
        handle, part = tempfile.mkstemp(prefix="part-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(part, path)
        except OSError:
            with suppress(OSError):
                os.unlink(part)
            if not path.exists():  # another process holds the same file open (Windows): what it holds is as good
                raise

    def _retreat(self) -> None:
        with self._lock:
            if self._temporary is None:
                self._temporary = tempfile.TemporaryDirectory(prefix="presenter-", ignore_cleanup_errors=True)
                self._folder = Path(self._temporary.name)


def _survey(shelf: str, entries: dict[str, tuple[float, int, list[str]]]) -> None:
    with suppress(OSError), os.scandir(shelf) as files:
        for file in files:
            with suppress(OSError):  # another process may take it away just now
                stat = file.stat(follow_symlinks=False)
                stem = file.name.split(".", 1)[0]
                stamp, size, paths = entries.get(stem, (0.0, 0, []))
                entries[stem] = (max(stamp, stat.st_mtime), size + stat.st_size, [*paths, file.path])
