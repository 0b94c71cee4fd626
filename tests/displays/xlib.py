"""An X server's own word on windows and pixels, through libX11: which windows there are, where they are, what is on the screen.

Windows are found by words of their title; what the window manager wraps round them does not matter.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from contextlib import suppress
from typing import Any

Pointer, Number, Flag = ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int
VIEWABLE = 2
Z_PIXMAP = 2
ALL_PLANES = ctypes.c_ulong(-1)


class _Attributes(ctypes.Structure):
    _fields_ = (
        [(name, Flag) for name in ("x", "y", "width", "height", "border_width", "depth")]
        + [("visual", Pointer), ("root", Number)]
        + [(name, Flag) for name in ("class", "bit_gravity", "win_gravity", "backing_store")]
        + [("backing_planes", Number), ("backing_pixel", Number), ("save_under", Flag), ("colormap", Number)]
        + [("map_installed", Flag), ("map_state", Flag), ("masks", ctypes.c_long * 3), ("override_redirect", Flag), ("screen", Pointer)]
    )


class _Image(ctypes.Structure):
    _fields_ = (
        [(name, Flag) for name in ("width", "height", "xoffset", "format")]
        + [("data", Pointer)]
        + [(name, Flag) for name in ("byte_order", "unit", "bit_order", "pad", "depth", "bytes_per_line", "bits_per_pixel")]
    )


@ctypes.CFUNCTYPE(Flag, Pointer, Pointer)
def _go_on(display: Any, event: Any) -> int:
    """A window that has just gone is no reason to end the process, which is what Xlib does by itself."""
    return 0


def _library() -> Any:
    lib = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    lib.XOpenDisplay.restype, lib.XOpenDisplay.argtypes = Pointer, [ctypes.c_char_p]
    lib.XCloseDisplay.argtypes = [Pointer]
    lib.XDefaultRootWindow.restype, lib.XDefaultRootWindow.argtypes = Number, [Pointer]
    lib.XInternAtom.restype, lib.XInternAtom.argtypes = Number, [Pointer, ctypes.c_char_p, Flag]
    lib.XQueryTree.argtypes = [Pointer, Number, Pointer, Pointer, Pointer, Pointer]
    lib.XGetWindowAttributes.argtypes = [Pointer, Number, Pointer]
    lib.XTranslateCoordinates.argtypes = [Pointer, Number, Number, Flag, Flag, Pointer, Pointer, Pointer]
    lib.XGetWindowProperty.argtypes = [Pointer, Number, Number, ctypes.c_long, ctypes.c_long, Flag, Number] + [Pointer] * 5
    lib.XGetImage.restype = ctypes.POINTER(_Image)
    lib.XGetImage.argtypes = [Pointer, Number, Flag, Flag, ctypes.c_uint, ctypes.c_uint, Number, Flag]
    lib.XDestroyImage.argtypes = [Pointer]
    lib.XGetInputFocus.argtypes = [Pointer, Pointer, Pointer]
    lib.XFree.argtypes = [Pointer]
    lib.XSetErrorHandler(_go_on)
    return lib


class Eyes:
    """A connection of one's own to an X server, for one thread. Raises OSError when the server does not answer."""

    def __init__(self, name: str) -> None:
        self._x = _library()
        self._display = self._x.XOpenDisplay(name.encode())
        if not self._display:
            raise OSError(f"no X server at {name}")
        self.root = self._x.XDefaultRootWindow(self._display)
        self._title = self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0)

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)

    # ------------------------------------------------------------ windows

    def children(self, window: int) -> list[int]:
        """The windows in `window`, lowest first."""
        first, count, root, parent = Pointer(), ctypes.c_uint(), Number(), Number()
        place = [ctypes.byref(v) for v in (root, parent, first, count)]
        if not self._x.XQueryTree(self._display, window, *place) or not first.value:
            return []
        found = list((Number * count.value).from_address(first.value))
        self._x.XFree(first)
        return found

    def title(self, window: int) -> str:
        """What a window says its name is; "" for none."""
        kind, shape, count, rest, data = Number(), Flag(), Number(), Number(), Pointer()
        place = [ctypes.byref(v) for v in (kind, shape, count, rest, data)]
        if self._x.XGetWindowProperty(self._display, window, self._title, 0, 200, 0, 0, *place) or not data.value:
            return ""
        text = ctypes.string_at(data.value, count.value).decode("utf-8", "replace")
        self._x.XFree(data)
        return text

    def windows(self, words: str) -> list[int]:
        """All windows with these words in their title, the one that can be seen first."""
        found: list[int] = []
        level = [self.root]
        for _ in range(4):  # a window manager wraps a window in one frame or two
            level = [child for window in level for child in self.children(window)]
            found += [window for window in level if words in self.title(window)]
        return sorted(found, key=lambda w: self.where(w) == "hidden")

    def where(self, window: int) -> str:
        """The place of a window on the desktop: "1920x1080+1280+0", or "hidden"."""
        facts = _Attributes()
        if not self._x.XGetWindowAttributes(self._display, window, ctypes.byref(facts)) or facts.map_state != VIEWABLE:
            return "hidden"
        x, y, child = Flag(), Flag(), Number()
        place = [ctypes.byref(v) for v in (x, y, child)]
        self._x.XTranslateCoordinates(self._display, window, self.root, 0, 0, *place)
        return f"{facts.width}x{facts.height}+{x.value}+{y.value}"

    def focus(self) -> int:
        """The window that has the keys."""
        window, back = Number(), Flag()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(back))
        return int(window.value)

    # ------------------------------------------------------------ pixels

    def row(self, x: int, y: int, width: int) -> list[int]:
        """The colours of `width` pixels to the right of (x, y) as 0xRRGGBB; none when that is not on the screen."""
        image = self._x.XGetImage(self._display, self.root, x, y, width, 1, ALL_PLANES, Z_PIXMAP)
        if not image:
            return []
        try:
            return [pixel & 0xFFFFFF for pixel in (ctypes.c_uint32 * width).from_address(image.contents.data)]
        finally:
            self._x.XDestroyImage(image)

    def size(self) -> tuple[int, int]:
        """The whole desktop's size, pixels."""
        facts = _Attributes()
        with suppress(OSError):
            self._x.XGetWindowAttributes(self._display, self.root, ctypes.byref(facts))
        return facts.width, facts.height
