"""Words → whether a dictionary holds them, as soon as a child process has said so; asked once for each word."""

from __future__ import annotations

import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

from presenter.store.dictionaries import OwnWords, dictionary, known
from presenter.worker.child import Child, ChildFailed
from presenter.worker.spelling import alike, bare

KEPT = 50_000  # words remembered
AT_ONCE = 400  # words of one question
LOADING, ASKING = 60.0, 20.0  # seconds a question may take: the first loads the dictionary
IDLE = 300.0  # seconds after which a child nobody asks is ended, for it holds much memory

log = logging.getLogger("presenter")

Hop = Callable[[Callable[[], None]], None]


class Speller:
    """Knows which words are wrong, or finds out. Everything but the child's side happens in one thread; `hop` brings answers there."""

    def __init__(self, hop: Hop, heard: Callable[[], None], own: OwnWords | None = None, command: tuple[str, ...] | None = None) -> None:
        """`heard()` is called when more words are known. `command` starts another child, for tests."""
        self._hop, self._heard = hop, heard
        self.own = own or OwnWords()
        self._books: dict[str, Path] | None = None
        self._paths: dict[str, Path | None] = {}
        self._right: OrderedDict[tuple[Path, str], bool] = OrderedDict()
        self._asked: set[tuple[Path, str]] = set()
        self._command = command
        self._jobs: queue.SimpleQueue[Callable[[Child], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._child: Child | None = None
        self._given_up = False

    def book(self, lang: str) -> Path | None:
        """The dictionary for `lang`; None when there is none. Looks through folders the first time."""
        if lang not in self._paths:
            if self._books is None:
                self._books = known()
            self._paths[lang] = dictionary(lang, self._books)
        return self._paths[lang]

    def languages(self) -> list[str]:
        """What there are dictionaries for."""
        self.book("")
        return sorted(self._books or {})

    def wrong(self, words: Iterable[str], lang: str) -> frozenset[str]:
        """Those of `words` that are known to be wrong now; the others are asked for."""
        path = self.book(lang)
        if path is None or self._given_up:
            return frozenset()
        wrong, new = set(), []
        for word in dict.fromkeys(words):
            plain = bare(word)
            if plain in self.own:
                continue
            right = self._right.get((path, plain))
            if right is False:
                wrong.add(word)
            elif right is None and (path, plain) not in self._asked:
                new.append(plain)
        if new:
            self._ask(path, new)
        return frozenset(wrong)

    def _ask(self, path: Path, words: list[str]) -> None:
        for start in range(0, len(words), AT_ONCE):
            part = words[start : start + AT_ONCE]
            self._asked.update((path, word) for word in part)
            self._put(lambda child, part=part: self._check(child, path, part))  # type: ignore[misc]

    def _check(self, child: Child, path: Path, words: list[str]) -> None:
        """In the thread of the child."""
        try:
            answer, _ = child.ask({"job": "spell", "path": str(path), "words": words}, seconds=LOADING)
        except ChildFailed as failure:
            if failure.why != "closed":
                self._hop(self._give_up)
            return
        wrong = set(answer["wrong"]) if "wrong" in answer else set()
        self._hop(lambda: self._learn(path, {word: word not in wrong for word in words}))

    def _learn(self, path: Path, found: dict[str, bool]) -> None:
        for word, right in found.items():
            self._right[path, word] = right
            self._asked.discard((path, word))
        while len(self._right) > KEPT:
            self._right.popitem(last=False)
        self._heard()

    def _give_up(self) -> None:
        """The child dies of this dictionary: no more questions, no noise."""
        self._given_up = True

    def meant(self, word: str, lang: str, then: Callable[[list[str]], None]) -> None:
        """Look for what may have been meant by `word`; `then(words)` is called with it, perhaps with nothing."""
        path = self.book(lang)
        if path is None or self._given_up:
            then([])
            return

        def ask(child: Child) -> None:
            try:
                answer, _ = child.ask({"job": "suggest", "path": str(path), "word": bare(word)}, seconds=ASKING)
            except ChildFailed:
                answer = {}
            found = [alike(one, word) for one in answer.get("meant", ())]
            self._hop(lambda: then(list(dict.fromkeys(found))))

        self._put(ask)

    # ------------------------------------------------------------ the thread

    def _put(self, job: Callable[[Child], None]) -> None:
        self._jobs.put(job)
        if self._thread is None:
            self._child = Child(self._command)
            self._thread = threading.Thread(target=self._work, args=(self._child,), daemon=True, name="speller")
            self._thread.start()

    def _work(self, child: Child) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=IDLE)
            except queue.Empty:
                child.stop()
                continue
            if job is None:
                return
            try:
                job(child)
            except Exception:  # a thread that died of it would leave all words unasked
                log.exception("a fault while words were asked for")

    def close(self) -> None:
        """End the child."""
        if self._thread is not None and self._child is not None:
            self._jobs.put(None)
            self._child.close()
            self._thread.join(5)
            self._thread = self._child = None
