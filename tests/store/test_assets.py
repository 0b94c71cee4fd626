"""The asset store through its real child processes: at once or waiting, remembered, bounded, unharmed by what goes wrong."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from presenter.layout.shaper import Answer, DiagramLook
from presenter.store.assets import AssetStore
from presenter.store.cache import DiskCache

LOOK = DiagramLook("#1f2933", "#52606d", "#e3eefb", "#2563a8", ("#2563a8", "#d9730d", "#2f855a"), "#ffffff", "Arial")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="red"/></svg>'
Make = Callable[..., AssetStore]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Make]:
    """`store(**options)` makes a store for the deck folder `tmp_path/talk`, closed afterwards."""
    made: list[AssetStore] = []
    (tmp_path / "talk").mkdir()

    def make(**options: object) -> AssetStore:
        values = {"folder": tmp_path / "talk", "cache": tmp_path / "cache", "seconds": 60.0, **options}
        made.append(AssetStore(values.pop("folder"), **values))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "talk" / "photo.jpg"
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (400, 200), (200, 30, 30)).save(path)
    return path


def ready(answer: Answer) -> object:
    assert answer.problem is None, answer.problem
    assert answer.image is not None
    assert answer.image.file.is_file()
    return answer.image


def code(answer: Answer) -> str:
    assert answer.image is None and answer.problem is not None
    return answer.problem.code


def test_a_picture_is_pending_then_ready(store: Make, photo: Path) -> None:
    told = threading.Event()
    threads: list[str] = []

    def on_ready() -> None:
        threads.append(threading.current_thread().name)
        told.set()

    assets = store(on_ready=on_ready)
    before = assets.version
    first = assets.picture("photo.jpg")
    assert first.pending and first.size == (300, 150)
    assert told.wait(60)
    assert assets.version > before
    assert threads == ["assets"]
    image = assets.picture("photo.jpg").image
    assert image is not None
    assert (image.width, image.height, image.format, image.pixels) == (300, 150, "jpeg", (400, 200))
    assert image.original == photo.resolve() and image.file.read_bytes() == photo.read_bytes()


def test_a_store_that_blocks_answers_at_once(store: Make, photo: Path) -> None:
    assets = store(blocking=True)
    ready(assets.picture("photo.jpg"))
    ready(assets.formula(r"\frac a b", True, 20, "#112233"))
    ready(assets.diagram("mermaid", "flowchart LR\n A --> B", LOOK))


def test_what_was_made_once_needs_no_child_again(store: Make, photo: Path) -> None:
    first = store(blocking=True)
    made = [first.picture("photo.jpg"), first.formula("x^2", False, 20, "#112233"), first.diagram("mermaid", 'pie\n "a": 1', LOOK)]
    second = store(command=("/no/such/program",))
    assert [
        second.picture("photo.jpg"),
        second.formula("x^2", False, 20, "#112233"),
        second.diagram("mermaid", 'pie\n "a": 1', LOOK),
    ] == made
    assert not second._lanes


def test_a_large_photo_comes_with_a_small_copy(store: Make, photo: Path) -> None:
    Image.new("RGB", (2400, 1600), (200, 0, 0)).save(photo)
    for assets in (store(blocking=True), store(blocking=True)):  # made, and found again
        image = assets.picture("photo.jpg").image
        assert image is not None and image.quick is not None and image.file.read_bytes() == photo.read_bytes()
        with Image.open(image.quick) as copy:
            assert (copy.format, copy.size) == ("JPEG", (960, 640))


def test_a_formula_is_drawn_once_for_every_size_and_colour(store: Make) -> None:
    assets = store(blocking=True)
    small, large = (assets.formula("y^2", True, size, "#112233").image for size in (16, 32))
    assert small and large
    assert small.file == large.file and small.key == large.key
    assert (small.width * 2, small.height * 2, small.depth * 2) == pytest.approx((large.width, large.height, large.depth))
    other = store(command=("/no/such/program",)).formula("y^2", True, 20, "#aabbcc").image
    assert other and other.key != small.key
    assert b"#aabbcc" in other.file.read_bytes() and b"#112233" in small.file.read_bytes()
    odd = assets.formula("y^2", True, 20, '"/><script>').image
    assert odd and b"script" not in odd.file.read_bytes()


def test_a_changed_file_is_another_picture(store: Make, photo: Path) -> None:
    assets = store(blocking=True)
    first = assets.picture("photo.jpg").image
    Image.new("RGB", (100, 100)).save(photo)
    os.utime(photo, ns=(1, 1))
    second = assets.picture("photo.jpg").image
    assert first and second and first.key != second.key and second.width == 75
    photo.unlink()
    assert code(assets.picture("photo.jpg")) == "picture-missing"
    Image.new("RGB", (100, 200)).save(photo)
    again = assets.picture("photo.jpg").image
    assert again and again.height == 150


def test_an_authors_svg_is_pixels_and_a_cleaned_original(store: Make, tmp_path: Path) -> None:
    (tmp_path / "talk" / "a.svg").write_bytes(SVG.replace(b"<rect", b"<image href='file:///etc/hostname'/><rect"))
    image = store(blocking=True).picture("a.svg").image
    assert image and image.format == "png" and image.original
    assert (image.width, image.height) == (30, 15) and image.pixels == (1280, 640)
    assert image.original.suffix == ".svg" and b"hostname" not in image.original.read_bytes()
    assert image.file.read_bytes().startswith(b"\x89PNG")


def test_a_picture_in_the_text(store: Make) -> None:
    from base64 import b64encode

    assets = store(blocking=True)
    image = assets.picture("data:image/svg+xml;base64," + b64encode(SVG).decode()).image
    assert image and image.width == 30
    assert code(assets.picture("data:text/plain,x")) == "picture-format"
    assert code(assets.picture("data:image/png;base64,")) == "picture-broken"


def test_a_picture_outside_can_be_allowed(store: Make, tmp_path: Path) -> None:
    Image.new("RGB", (40, 20)).save(tmp_path / "out.png")
    assets = store(blocking=True)
    assert code(assets.picture("../out.png")) == "picture-outside"
    version = assets.version
    assert assets.allow("../out.png") == (tmp_path / "out.png").resolve()
    assert assets.version > version
    ready(assets.picture("../out.png"))
    assert assets.allow("nothing.png") is None
    assert code(assets.picture("../nothing.png")) == "picture-missing"


@pytest.mark.parametrize(("ask", "expected"), [
    (lambda a: a.picture("none.png"), "picture-missing"),
    (lambda a: a.picture("http://example.org/a.png"), "picture-remote"),
    (lambda a: a.picture("broken.png"), "picture-broken"),
    (lambda a: a.picture("bomb.png"), "picture-too-large"),
    (lambda a: a.picture("talk.eps"), "picture-format"),
    (lambda a: a.picture("laughs.svg"), "picture-broken"),
    (lambda a: a.formula(r"\frac{a}{", True, 20, "#000000"), "formula-broken"),
    (lambda a: a.formula("", True, 20, "#000000"), "formula-broken"),
    (lambda a: a.formula("{" * 5000 + "}" * 5000, True, 20, "#000000"), "formula-broken"),
    (lambda a: a.diagram("mermaid", "nonsense", LOOK), "diagram-broken"),
    (lambda a: a.diagram("mermaid", "flowchart LR\n" + "\n".join(f"a{n} --> b{n}" for n in range(50_000)), LOOK), "diagram-broken"),
    (lambda a: a.diagram("dot", "digraph {}", LOOK), "diagram-unknown"),
])  # fmt: skip
def test_what_is_wrong_is_told(store: Make, tmp_path: Path, ask: Callable[[AssetStore], Answer], expected: str) -> None:
    import struct
    import zlib

    talk = tmp_path / "talk"
    (talk / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    head = b"IHDR" + struct.pack(">IIBBBBB", 65_000, 65_000, 8, 2, 0, 0, 0)
    idat = b"IDAT" + zlib.compress(bytes(100_000))
    chunks = b"".join(struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c)) for c in (head, idat, b"IEND"))
    (talk / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)
    (talk / "talk.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    (talk / "laughs.svg").write_text(f'<!DOCTYPE svg [{laughs}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>')
    assets = store(blocking=True)
    answer = ask(assets)
    assert code(answer) == expected
    assert answer.problem and answer.problem.message
    assert ask(assets) == answer  # and remembered


def test_a_job_that_takes_too_long_is_stopped_and_can_be_tried_again(store: Make, photo: Path) -> None:
    assets = store(blocking=True, seconds=0.001)  # not even a child starts in that time
    answer = assets.picture("photo.jpg")
    assert code(answer) == "asset-slow" and assets.picture("photo.jpg") == answer
    assets._seconds = 60.0
    assets.refresh()
    ready(assets.picture("photo.jpg"))


@pytest.mark.parametrize("code_of_child", ["import os; os._exit(1)", "print('garbage' * 100)", "import time; time.sleep(600)"])
def test_a_child_that_never_answers_gives_a_problem(store: Make, photo: Path, code_of_child: str) -> None:
    assets = store(blocking=True, seconds=1.0, command=(sys.executable, "-c", code_of_child))
    assert code(assets.picture("photo.jpg")) in ("asset-failed", "asset-slow")
    assert code(assets.formula("x", True, 20, "#000000")) in ("asset-failed", "asset-slow")


def test_many_asked_at_once_are_all_made(store: Make) -> None:
    assets = store()
    asked = [lambda n=n: assets.formula(f"x_{{{n}}}", True, 20, "#000000") for n in range(40)]
    assert all(ask().pending for ask in asked)
    assert assets.wait(120)
    assert all(ask().image for ask in asked)
    assert len(assets._lanes) <= 2


def test_what_is_asked_last_is_made_first(store: Make) -> None:
    order: list[int] = []
    assets = store(children=1)
    done = threading.Event()

    def on_ready() -> None:
        for n in range(30):
            if n not in order and assets._answers.get(("formula", f"y_{{{n}}}", True, "#000000")):
                order.append(n)
        if len(order) == 30:
            done.set()

    assets._on_ready = on_ready
    assets.warm("formula")
    for n in range(30):
        assets.formula(f"y_{{{n}}}", True, 20, "#000000")
    assert done.wait(120)
    assert order.index(29) < order.index(5)


def test_closing_ends_everything_at_once(store: Make) -> None:
    assets = store()
    for n in range(200):
        assets.formula(f"z_{{{n}}}", True, 20, "#000000")
    assets.close()
    assert all(not lane.child.running for lane in assets._lanes)
    assert assets.formula("never", True, 20, "#000000").pending
    assets.close()


def test_warming_up_and_prefetching_make_nobody_wait(store: Make, photo: Path) -> None:
    assets = store(blocking=True)
    assets.warm("picture", "formula", "diagram")
    assets.prefetch(["photo.jpg", "none.png"])
    assert assets.wait(120)
    ready(assets.picture("photo.jpg"))


def test_a_warm_answer_asks_no_child(store: Make, photo: Path) -> None:
    assets = store(blocking=True)
    asks = [
        lambda: assets.picture("photo.jpg"),
        lambda: assets.formula("x", True, 20, "#000000"),
        lambda: assets.diagram("mermaid", 'pie\n "a": 1', LOOK),
    ]
    answers = [ask() for ask in asks]
    for lane in assets._lanes:
        lane.child.stop()
    for _ in range(200):
        assert [ask() for ask in asks] == answers
    assert not any(lane.child.running for lane in assets._lanes)


# ---------------------------------------------------------------- the cache


def test_the_cache_keeps_and_gives_back(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    assert cache.get("ab" * 20) is None
    cache.put("ab" * 20, {"width": 1}, {"png": b"pixels", "clean.svg": b"<svg/>"})
    assert DiskCache(tmp_path).get("ab" * 20) == {"width": 1}
    assert cache.path("ab" * 20, "clean.svg").read_bytes() == b"<svg/>"


@pytest.mark.parametrize("harm", ["cut", "no file", "no json", "list", "empty"])
def test_a_harmed_entry_is_made_again(tmp_path: Path, harm: str) -> None:
    cache = DiskCache(tmp_path)
    cache.put("ab" * 20, {"width": 1}, {"png": b"pixels"})
    entry, file = cache.path("ab" * 20, "json"), cache.path("ab" * 20, "png")
    match harm:
        case "cut":
            file.write_bytes(b"pix")
        case "no file":
            file.unlink()
        case "no json":
            entry.write_bytes(b"{")
        case "list":
            entry.write_bytes(b"[]")
        case "empty":
            entry.write_bytes(b"")
    assert cache.get("ab" * 20) is None


def test_the_cache_is_bounded_oldest_out(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, limit=25_000)
    names = [f"{n:02x}" * 20 for n in range(5)]
    for age, name in enumerate(names):
        cache.put(name, {}, {"png": bytes(10_000)})
        for ending in ("json", "png"):
            os.utime(cache.path(name, ending), (1e9 + age, 1e9 + age))
    cache.prune()
    assert [cache.get(name) is not None for name in names] == [False, False, False, True, True]
    assert not list(tmp_path.rglob("part-*"))


@pytest.mark.skipif(os.name == "nt", reason="folders are made unwritable another way")
def test_where_the_cache_cannot_be_written_a_temporary_one_serves(store: Make, photo: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assets = store(blocking=True, cache=tmp_path / "file" / "cache")
    image = assets.picture("photo.jpg").image
    assert image and image.file.is_file()
    place = assets._cache.folder
    assets.close()
    assert not place.exists()


def test_two_writers_share_a_cache(tmp_path: Path) -> None:
    """Both write the same entries at the same time; neither ever sees half of one."""
    caches = [DiskCache(tmp_path), DiskCache(tmp_path)]
    failed: list[str] = []

    def work(cache: DiskCache) -> None:
        for n in range(200):
            name = f"{n % 5:02x}" * 20
            cache.put(name, {"n": n % 5}, {"png": bytes([n % 5]) * 5000})
            found = cache.get(name)
            if found != {"n": n % 5}:
                failed.append(f"{name}: {found}")

    threads = [threading.Thread(target=work, args=(cache,)) for cache in caches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
