"""What stands behind a slide: the picture that is its ground, whether its layout's decorations are seen, its colour map."""

from __future__ import annotations

from presenter.export.pptx.boxes import same
from presenter.export.pptx.master import Layout
from presenter.export.pptx.xml import Palette
from presenter.scene import Color, Picture, Rect, Scene, Shape


def ground_of(scene: Scene) -> Picture | None:
    """The picture that is the slide's whole ground."""
    first = next((i for i in scene.behind if isinstance(i, Picture)), None)
    return first if first is not None and _fills(first, scene) else None


def shows_decorations(scene: Scene, layout: Layout) -> bool:
    """Whether all that the layout draws is to be seen on this slide."""
    if ground_of(scene) is not None:
        return not layout.decorations
    shown = {i for i in scene.behind if isinstance(i, Shape)}
    return all(shape in shown for shape in layout.decorations)


def palette_of(scene: Scene, layout: Layout) -> Palette:
    """The slide's colour map: its layout's, unless its ground is the other one."""
    ground = scene.background
    if isinstance(ground, Color) and ground.scheme in ("dk1", "lt1", "dk2", "lt2"):
        return layout.palette.turned(ground.scheme.startswith("dk"))
    return layout.palette


def _fills(picture: Picture, scene: Scene) -> bool:
    whole = Rect(0.0, 0.0, *scene.size)
    plain = picture.opacity >= 1 and not picture.radius and not picture.step and not picture.link and not picture.alt
    return plain and same(picture.box, whole) and not any(name == "opacity" for name, _ in picture.filters)
