"""Items drawn on a ground of their own, as one Group."""

from __future__ import annotations

from presenter.layout.room import Room
from presenter.layout.stack import moved, with_step
from presenter.scene import Color, Group, Item, Rect


def framed(ground: tuple[Item, ...], items: tuple[Item, ...], at: tuple[float, float], box: Rect, role: str, room: Room) -> Group:
    """A Group of `ground` and, moved to `at`, `items`; nothing in it enters before the room's step."""
    inside = (with_step(moved(item, *at), room.step) for item in items)
    return Group((*ground, *inside), box, role=role, step=room.step, path=room.path, lang=room.lang)


def tint(color: Color, ground: Color, share: float) -> Color:
    """`color` laid over `ground` with opacity `share`, as an opaque colour, so that every exit draws it alike."""
    mixed = (round(int(color.hex[i : i + 2], 16) * share + int(ground.hex[i : i + 2], 16) * (1 - share)) for i in (1, 3, 5))
    return Color("#" + "".join(f"{part:02x}" for part in mixed), scheme="mixed")
