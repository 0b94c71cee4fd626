"""Pictures, formulas and diagrams a deck names → Images ready to paint, made in child processes and kept on disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presenter import far
from presenter.layout.shaper import Answer, DiagramLook
from presenter.problems import Problem
from presenter.scene import Image
from presenter.store.answers import gave_up, in_file, plays, scaled
from presenter.store.cache import DiskCache, digest
from presenter.store.header import natural_size
from presenter.store.pictures import find_picture, find_picture_near, read_data_url

if TYPE_CHECKING:
    from presenter.worker.child import Child

VERSION = 14  # grows when the worker draws anything differently: old cache entries are then not found
SECONDS = 10.0  # for one job
IDLE = 60.0  # seconds after which a child with nothing to do ends
FORMULA_SIZE = 32.0  # points at which the worker draws formulas
FORMULA_INK = "#010203"
PENDING = Answer()
GIVEN_UP = ("asset-slow", "asset-failed")  # codes of Problems that are ours, not the author's


@dataclass(eq=False)
class _Job:
    """One thing to be made: what the child is asked, and what becomes of its answer."""

    key: tuple[Any, ...]
    name: str  # in the cache
    header: dict[str, Any]
    title: str  # for people
    file: Path | None = None
    body: bytes = b""
    size: tuple[float, float] | None = None
    tries: int = field(default=0)


class AssetStore:
    """Fulfils `layout.shaper.Assets` for a deck in `folder`.

    `picture`, `formula` and `diagram` may be called from any thread and answer at once, *pending* at first if the
    thing must be drawn; with `blocking` they wait until it is ready (each at most about twice `seconds` that it has a processor).
    `on_ready` is called **from a thread of the store**, after `version` has grown: hop to your own thread in it.
    Files outside `folder` and its git project are shown only if they are in `allow` (files or folders).
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        blocking: bool = False,
        on_ready: Callable[[], None] | None = None,
        cache: Path | None = None,
        allow: frozenset[Path] = frozenset(),
        seconds: float = SECONDS,
        children: int = 2,
        command: tuple[str, ...] | None = None,
    ) -> None:
        self._folder = folder
        self._blocking = blocking
        self._on_ready = on_ready
        self._cache = DiskCache(cache)
        self._allow = allow
        self._seconds = seconds
        self._children = children
        self._command = command
        self._version = 0
        self._answers: dict[tuple[Any, ...], Answer] = {}
        self._found: dict[str, Path | Problem] = {}
        self._refused: dict[str, None] = {}
        self._waiting: dict[tuple[Any, ...], _Job] = {}
        self._queue: list[_Job] = []
        self._lanes: list[_Lane] = []
        self._closed = False
        self._changed = threading.Condition(threading.RLock())

    # ------------------------------------------------------------ what layout asks

    @property
    def version(self) -> int:
        """Grows whenever a pending answer has become ready, or a known answer no longer holds (`refresh`)."""
        return self._version

    def picture(self, src: str) -> Answer:
        """The author's picture `src`: a path, a `file:` or a `data:` URL."""
        if src[:5].lower() == "data:":
            return self._data_picture(src)
        found = self._find(src)
        if isinstance(found, Problem):
            return Answer(problem=found)
        try:
            state = far.stat(found)
        except OSError:
            self._found.pop(src, None)
            found = self._find(src)
            return Answer(problem=found) if isinstance(found, Problem) else PENDING
        key = ("picture", str(found), state.st_mtime_ns, state.st_size)
        known = self._answers.get(key)
        if known is not None:
            return known
        header = {"job": "picture", "path": str(found), "name": found.name}
        job = _Job(key, digest(VERSION, *key), header, found.name, file=found)
        return self._answer(job)

    def clip(self, src: str, sound: bool, start: float = 0.0) -> Answer:
        """A still of the author's film or sound `src`, with its file."""
        found = self._find(src)
        if isinstance(found, Problem):
            return Answer(problem=found)
        try:
            state = far.stat(found)
        except OSError:
            return Answer(problem=Problem("picture-missing", f"{found.name} cannot be read"))
        key = ("still", str(found), state.st_mtime_ns, state.st_size, sound, start, plays())
        known = self._answers.get(key)
        if known is None:
            header = {"job": "still", "path": str(found), "name": found.name, "sound": sound, "start": start}
            known = self._answer(_Job(key, digest(VERSION, *key), header, found.name))
        return replace(known, file=found)

    def formula(self, tex: str, display: bool, size: float, color: str) -> Answer:
        """A LaTeX formula at `size` points in `color` (`#rrggbb`); every size of it is the same file."""
        key = ("formula", tex, display, color)
        known = self._answers.get(key)
        if known is None:
            header = {"job": "formula", "tex": tex, "display": display}
            known = self._answer(_Job(key, digest(VERSION, "formula with MathML", tex, display), header, "the formula"))
        return scaled(known, size / FORMULA_SIZE)

    def diagram(self, lang: str, source: str, look: DiagramLook) -> Answer:
        """A diagram in the theme's colours and font."""
        key = ("diagram", lang, source, look)
        known = self._answers.get(key)
        if known is not None:
            return known
        header = {"job": "diagram", "lang": lang, "source": source, "look": asdict(look)}
        return self._answer(_Job(key, digest(VERSION, header), header, "the diagram"))

    # ------------------------------------------------------------ what windows and exports ask

    def warm(self, *kinds: str) -> None:
        """Start a child now, and let it load what `kinds` of job (picture, formula, diagram) need."""
        kinds = kinds or ("picture",)
        self._enqueue(_Job(("warm", *kinds), "", {"job": "warm", "kinds": kinds}, ""))

    def prefetch(self, pictures: Iterable[str]) -> None:
        """Have these pictures made ready, without waiting."""
        blocking, self._blocking = self._blocking, False
        try:
            for src in pictures:
                self.picture(src)
        finally:
            self._blocking = blocking

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until nothing is pending; False if that took longer than `seconds`."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed or not self._waiting, seconds)

    def refresh(self) -> None:
        """Look again where pictures are (files appeared, moved or changed) and try again what was given up: `version` grows."""
        self._found.clear()
        for key, answer in list(self._answers.items()):
            if answer.problem and answer.problem.code in GIVEN_UP:
                self._answers.pop(key, None)
        self._tell()

    @property
    def refused(self) -> tuple[str, ...]:
        """The pictures asked for that are outside the deck's folder and not allowed."""
        return tuple(self._refused)

    def allow(self, src: str) -> Path | None:
        """Show the picture `src` although it is outside the deck's folder; returns its path for the settings."""
        found = find_picture(src, self._folder, frozenset({Path("/"), *_drives()}))
        if isinstance(found, Problem):
            return None
        self._allow |= {found}
        self.refresh()
        return found

    def close(self) -> None:
        """End the children; what is pending stays so."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._waiting.clear()
            lanes = list(self._lanes)
            self._changed.notify_all()
        for lane in lanes:
            lane.child.close()
        for lane in lanes:
            lane.thread.join(5.0)
        self._cache.close()

    # ------------------------------------------------------------ inside

    def _find(self, src: str) -> Path | Problem:
        found = self._found.get(src)
        if found is None:
            found = find_picture_near(src, self._folder, self._allow)
            if isinstance(found, Path):
                self._found[src] = found
                self._refused.pop(src, None)
            elif found.code == "picture-outside":
                self._refused[src] = None
        return found

    def _data_picture(self, src: str) -> Answer:
        key = ("data", digest(src))
        known = self._answers.get(key)
        if known is not None:
            return known
        data = read_data_url(src)
        if isinstance(data, Problem):
            return self._keep(key, Answer(problem=data))
        name = "the picture in the text"
        return self._answer(_Job(key, digest(VERSION, *key), {"job": "picture", "name": name}, name, body=data))

    def _answer(self, job: _Job) -> Answer:
        """From the cache, or from a child."""
        entry = self._cache.get(job.name)
        if entry is not None:
            return self._keep(job.key, self._answered(job, entry))
        file = job.file
        if file is not None and job.size is None:
            job.size = far.ask(file.parent, ("size", job.key), lambda: natural_size(file), lambda: None)
        self._enqueue(job)
        if self._blocking:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or job.key not in self._waiting)
            return self._answers.get(job.key, Answer(problem=gave_up(job.title)))
        return Answer(size=job.size)

    def _keep(self, key: tuple[Any, ...], answer: Answer) -> Answer:
        if len(self._answers) > 20_000:
            for old in list(self._answers)[:5_000]:
                self._answers.pop(old, None)
        self._answers[key] = answer
        return answer

    def _enqueue(self, job: _Job, last: bool = False) -> None:
        """Have it made; what is asked for later is made first, `last` when all else is done."""
        with self._changed:
            if self._closed:
                return
            if job.key in self._waiting:
                job = self._waiting[job.key]
                if job in self._queue:  # asked for again: it is on the slide shown now, so it goes first
                    self._queue.remove(job)
                    self._queue.append(job)
                return
            self._waiting[job.key] = job
            self._queue.insert(0 if last else len(self._queue), job)
            if len(self._queue) > sum(lane.idle for lane in self._lanes) and len(self._lanes) < self._children:
                from presenter.worker.child import Child  # not needed while everything is in the cache

                self._lanes.append(_Lane(self, Child(self._command)))
            self._changed.notify_all()

    def _next(self, lane: _Lane) -> _Job | None:
        """The job asked for last; None when the store is closed or there was nothing to do for a while."""
        with self._changed:
            lane.idle = True
            self._changed.wait_for(lambda: self._closed or self._queue, IDLE)
            lane.idle = False
            if self._closed or not self._queue:
                if lane in self._lanes:
                    self._lanes.remove(lane)
                return None
            return self._queue.pop()

    def _done(self, job: _Job, answer: Answer | None) -> None:
        with self._changed:
            if answer is not None:
                self._keep(job.key, answer)
            self._waiting.pop(job.key, None)
        if answer is not None:
            self._tell()
        else:
            with self._changed:
                self._changed.notify_all()

    def _tell(self) -> None:
        with self._changed:
            self._version += 1
            self._changed.notify_all()
        if self._on_ready and not self._closed:
            self._on_ready()

    def _make(self, job: _Job, child: Child) -> Answer | None:
        """One job's answer (None: nobody waits for one), whatever happens on the way."""
        from presenter.worker.child import ChildFailed

        try:
            header, body = child.ask(job.header, job.body, self._seconds)
            if job.header["job"] == "warm":
                return None
            return self._read(job, header, body)
        except ChildFailed as failure:
            if failure.why == "died" and job.tries == 0:  # perhaps it was killed for another's sake
                job.tries = 1
                return self._make(job, child)
            return None if failure.why == "closed" else Answer(problem=gave_up(job.title, failure.why, self._seconds))
        except Exception as error:  # a lane that died of it would leave everybody waiting for its job
            return Answer(problem=Problem("asset-failed", f"{job.title} could not be drawn: {error}"[:300]))

    def _read(self, job: _Job, header: dict[str, Any], body: bytes) -> Answer:
        if "problem" in header:
            found = header["problem"]
            return Answer(problem=Problem(found["code"], found["message"], found["hint"], line=found["line"]))
        if "failed" in header:
            return Answer(problem=Problem(f"{job.header['job']}-broken", f"{job.title} could not be drawn: {header['failed']}"[:300]))
        main = int(header.pop("main", len(body)))
        form = {"png": "png", "jpeg": "jpeg", "svg": "svg", "frames": "frames"}[header["format"]]
        files = {form: body[:main]}
        if main < len(body):
            files["quick.jpeg" if header.get("quick") else "clean.svg"] = body[main:]
        if form == "frames":
            self._cache.put(job.name, header, files)
            return Answer()
        self._cache.put(job.name, header, files)
        return self._answered(job, header)

    def _answered(self, job: _Job, entry: dict[str, Any]) -> Answer:
        remark = entry.get("remark")
        problem = Problem(remark["code"], remark["message"], remark["hint"]) if remark else None
        return Answer(self._image(job, entry), problem, seconds=float(entry.get("seconds", 0.0)))

    def _image(self, job: _Job, entry: dict[str, Any]) -> Image:
        form = entry["format"]
        file, key = self._cache.path(job.name, form), job.name
        if job.key[0] == "formula":
            file, key = self._tinted(job.name, job.key[3])
        original = job.file if entry.get("carry") or entry.get("moves") else None
        if entry.get("vector"):
            original = self._cache.path(job.name, "clean.svg")
        width, height = entry.get("pixels", (0, 0))
        tones = bytes.fromhex(entry.get("tones", ""))
        size = float(entry["width"]), float(entry["height"])
        frames = self._frames(job) if entry.get("moves") else None
        quick = self._cache.path(job.name, "quick.jpeg") if entry.get("quick") else None
        return Image(key, form, *size, file, original, float(entry.get("depth", 0.0)), (width, height), tones, frames, quick)

    def _frames(self, job: _Job) -> Path:
        """Where the frames of an animated picture are, or will be: made when there is nothing else to do."""
        name = digest(job.name, "frames")
        if not self._blocking and self._cache.get(name) is None:
            header = {**job.header, "job": "frames"}
            self._enqueue(_Job(("frames", name), name, header, job.title, body=job.body), last=True)
        return self._cache.path(name, "frames")

    def _tinted(self, name: str, color: str) -> tuple[Path, str]:
        """The formula's file in `color`: the drawing with its ink replaced."""
        tinted = digest(name, color)
        if self._cache.get(tinted) is None:
            drawing = self._cache.path(name, "svg").read_bytes()
            self._cache.put(tinted, {}, {"svg": drawing.replace(FORMULA_INK.encode(), in_file(color).encode())})
        return self._cache.path(tinted, "svg"), tinted


class _Lane:
    """A thread of the store with a child of its own: takes jobs, one after the other."""

    def __init__(self, store: AssetStore, child: Child) -> None:
        self.child = child
        self.idle = False
        self._store = store
        self.thread = threading.Thread(target=self._run, name="assets", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while (job := self._store._next(self)) is not None:
            self._store._done(job, self._store._make(job, self.child))
        self.child.stop()


def _drives() -> list[Path]:
    return [Path(f"{letter}:\\") for letter in "CDEFGHIJKLMNOPQRSTUVWXYZ"] if os.name == "nt" else []
