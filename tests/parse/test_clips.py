"""Films and sounds as people write them: pictures with a film's name, and `<video>` and `<audio>`."""

from __future__ import annotations

import pytest

from presenter.model import Clip, Figure, ImageRef, Length, Paragraph
from presenter.parse.deck import parse


def ref(source: str) -> ImageRef:
    (block,) = parse(source).slides[0].blocks
    assert isinstance(block, Figure)
    (image,) = block.images
    return image


def test_words_and_classes_say_how_it_plays() -> None:
    image = ref("![autoplay loop mute a boat](clip.mp4)")
    assert (image.alt, image.clip) == ("a boat", Clip(autoplay=True, loop=True, muted=True))
    assert ref("![a boat](clip.webm){.autoplay start=1 end=0:08}").clip == Clip(autoplay=True, start=1.0, end=8.0)
    assert ref("![](talk.mp3){autoplay=false loop=true}").clip == Clip(sound=True, loop=True)


def test_a_poster_by_its_name_and_a_part_of_the_film() -> None:
    image = ref("![still.png](clip.mp4#t=2,8)")
    assert (image.src, image.alt, image.clip) == ("clip.mp4", "", Clip(poster="still.png", start=2.0, end=8.0))
    assert ref("![the harbour](clip.mov){poster=still.jpg}").clip == Clip(poster="still.jpg")
    assert ref("![](clip.mp4#t=9,3)").clip == Clip(start=9.0)  # an end before the beginning is none


@pytest.mark.parametrize(
    "source",
    [
        '<video src="a.mp4" autoplay muted poster="x.png" width=400 aria-label="waves"></video>',
        '<video autoplay muted poster="x.png" width="400" aria-label="waves">\n<source src="a.mp4" type="video/mp4">\n</video>',
    ],
)
def test_the_html_tags(source: str) -> None:
    image = ref(source)
    assert (image.src, image.alt, image.width) == ("a.mp4", "waves", Length(300.0))
    assert image.clip == Clip(autoplay=True, muted=True, poster="x.png")


def test_a_sound_in_a_line_of_text_and_a_film_behind_the_slide() -> None:
    slides = parse('hear <audio src="a.ogg" controls></audio>\n\n---\n\n![bg autoplay loop muted](sea.mp4)\n\n# Sea\n').slides
    (block,) = slides[0].blocks
    assert isinstance(block, Paragraph)
    assert next(s.image.clip for s in block.spans if s.image) == Clip(sound=True, controls=True)
    (ground,) = slides[1].backgrounds
    assert ground.image.clip == Clip(autoplay=True, loop=True, muted=True)


def test_pictures_stay_pictures() -> None:
    assert ref("![loop](photo.png)").clip is None
    assert ref("![loop](photo.png)").alt == "loop"
    assert ref("![](data:image/png;base64,aaaa.mp4)").clip is None
