"""The language of words, where it is certain; none where it is not."""

from __future__ import annotations

import pytest

from presenter.parse.tongue import tongue

SAID = {
    "en": "The reason for this talk is that you can see how the bees of the city find their way to the flowers",
    "de": "Der Grund für diesen Vortrag ist, dass wir nicht wissen, wie die Bienen den Weg zu den Blumen finden und ob sie ihn auch nutzen",
    "fr": "La raison de cette conférence est que les abeilles de la ville ne trouvent pas le chemin pour aller dans les fleurs",
    "es": "La razón de esta charla es que las abejas de la ciudad no encuentran el camino para llegar a las flores que buscan",
    "pl": "Nie jest to dla nas jasne, jak pszczoły w mieście znajdują drogę do kwiatów, ale można się tego nauczyć, bo są na to sposoby",
    "hu": "Nem tudjuk, hogy a méhek hogyan találják meg az utat a virágokhoz, és ez csak egy a sok kérdés közül, mint az is",
    "ru": "Мы не знаем, как пчёлы в городе находят дорогу к цветам, и это только один из вопросов, на что нет ответа",
    "ja": "街の蜂がどのようにして花への道を見つけるのか、私たちはまだ知りません",
    "zh": "我们不知道城市里的蜜蜂是怎样找到通往花朵的路的这只是许多问题中的一个",
    "ko": "우리는 도시의 벌이 어떻게 꽃으로 가는 길을 찾는지 모릅니다",
    "el": "Δεν ξέρουμε πώς οι μέλισσες της πόλης βρίσκουν τον δρόμο",
}


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_tells_its_language(name: str) -> None:
    assert tongue(SAID[name]) == name


@pytest.mark.parametrize("text", ["", "kubectl get pods", "x a i y t n " * 30, "Angular React Vue Svelte " * 20, "Mapper 是 API"])
def test_what_is_not_certain_is_not_said(text: str) -> None:
    assert tongue(text) == ""


def test_two_languages_side_by_side_are_neither() -> None:
    assert tongue(f"{SAID['en']} {SAID['de']}") == ""
