"""What stands behind a slide: the picture that is its ground, whether its layout's decorations are seen, its colour map."""

from __future__ import annotations

from presenter.export.pptx.boxes import same
from presenter.export.pptx.master import Layout
from presenter.export.pptx.xml import Palette
from presenter.scene import Color, Picture, Rect, Scene, Shape
from presenter.theme.model import Theme


def ground_of(scene: Scene) -> Picture | None:
    """The picture that is the slide's whole ground."""
    first = next((i for i in scene.behind if isinstance(i, Picture)), None)
    return first if first is not None and first.media is None and _fills(first, scene) else None


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


def common_logo(theme: Theme, scene: Scene) -> Picture | None:
    """The logo of a slide, if it is every slide's: no ground has another."""
    logo = next((i for i in scene.items if isinstance(i, Picture) and i.role == "logo"), None)
    turned = theme.inverted or theme
    return logo if (turned.logo, turned.logo_box) == (theme.logo, theme.logo_box) else None


def decorated(theme: Theme, box: Rect) -> bool:
    """Whether some layout draws where the box is, so that what the master shows there would be covered."""
    return any(meet(shape.box, box) for layout in theme.layouts.values() for shape in layout.decorations)


def on_master(picture: Picture, logo: Picture | None, scene: Scene) -> bool:
    """Whether the master or the layout shows this picture, and nothing of the slide's own that stands behind covers it."""
    if logo is None or picture != logo:
        return False
    ground = ground_of(scene)
    own = (item for item in scene.behind if item is not ground and getattr(item, "role", "") != "decoration")
    return not any(meet(item.box, logo.box) for item in own)


def meet(a: Rect, b: Rect) -> bool:
    """Whether two boxes have a part in common."""
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom


def _fills(picture: Picture, scene: Scene) -> bool:
    whole = Rect(0.0, 0.0, *scene.size)
    plain = picture.opacity >= 1 and not picture.radius and not picture.step and not picture.link and not picture.alt
    return plain and same(picture.box, whole) and not any(name == "opacity" for name, _ in picture.filters)
