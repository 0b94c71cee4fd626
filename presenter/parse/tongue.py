"""Words → the language they are written in, where that is certain; "" where it is not, for a wrong one is worse than none.

Letters tell some languages, the small words the others: no dictionary, no guess from a name.
"""

from __future__ import annotations

import re
from collections import Counter

LEAST = 5  # small words that must be found
SHARE = 0.06  # of all words that must be small words of the language
LEAD = 1.4  # times as many as of any other

_SMALL = {
    "en": "the and of to is that for with this are you not from have it we can be on",
    "de": "und der die das ist nicht mit für ein eine auf den von zu im werden wird sich auch oder",
    "fr": "les des est une dans pour que pas sur avec le la du qui en par au sont plus et",
    "es": "los las una para que con por del más como el la en es un se y de lo su",
    "pt": "não uma para com dos são mais como pelo das em os um do da e de no na ao",
    "it": "che della per sono con una gli nel più dei il di la è un le del non si alla",
    "nl": "het een van en niet met voor zijn dat op de is te die ook wordt naar bij je aan",
    "sv": "och att det som är inte för med på av en ett den kan till har vi om eller från",
    "da": "og det ikke til med af på som har er en et at for kan vi hvad den eller jeg",
    "nb": "og det ikke til med av på som har er en et å for kan vi hva den eller jeg",
    "pl": "się nie jest że do na dla jak oraz przez w z i to są po od lub można tym",
    "cs": "že je se není pro jak jsou která nebo při v na s a to do který jako po lze",
    "hu": "és hogy nem egy az ez van vagy csak meg is a de már mint lehet ha azt kell sem",
    "fi": "ja on ei että se ovat mutta kun myös tai voi oli kuin niin jos mitä tämä sen ole sekä",
    "tr": "ve bir için bu ile daha çok olarak gibi ama de da ne var mi olan değil kadar her en",
    "ro": "și este nu pentru care mai din sunt sau prin cu în pe de la un o se ca fi",
    "vi": "không của và là một được các có cho trong người với để những này khi từ đến ra như",
    "id": "yang dan dengan untuk dari ini tidak adalah pada di ke dalam akan atau kita bisa itu oleh juga dapat",
    "ca": "amb els les per què és una més com del que no es i la el en un dels són",
    "ru": "и в не на что с как для это по из к от или мы а но его так же",
    "uk": "і в не на що з як для це та до від або ми але його так є у за",
    "bg": "и в не на че с как за това от или ние но до са се да по е като",
}  # fmt: skip
_TONGUES: dict[str, tuple[str, ...]] = {}
for _tongue, _words in _SMALL.items():
    for _word in _words.split():
        _TONGUES[_word] = (*_TONGUES.get(_word, ()), _tongue)

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = (  # letters that only one language is written in; kana stand among Chinese letters, so they come first
    ("ja", re.compile(r"[\u3041-\u30ff]"), re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7a3]"), re.compile(r"[\uac00-\ud7a3]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e01-\u0e5b]"), re.compile(r"[\u0e01-\u0e5b]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]{2}"), re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u05d0-\u05ea]"), re.compile(r"[\u05d0-\u05ea]")),
    ("ka", re.compile(r"[\u10d0-\u10ff]"), re.compile(r"[\u10d0-\u10ff]")),
    ("hy", re.compile(r"[\u0531-\u058a]"), re.compile(r"[\u0531-\u058a]")),
)
MOST = 200_000  # characters that are looked at


def tongue(text: str) -> str:
    """The language of `text` as a BCP 47 tag ("de", "ja"), or ""."""
    text = text[:MOST]
    letters = sum(map(len, _WORD.findall(text)))
    for name, own, all_of_it in _LETTERS:
        if len(own.findall(text)) > 10 and len(all_of_it.findall(text)) > 0.3 * letters:
            return name
    words = [word.lower() for word in _WORD.findall(text) if len(word) > 1]  # one letter is a variable as often
    found = Counter(name for word in words for name in _TONGUES.get(word, ()))
    ranked = found.most_common(2)
    if not ranked or ranked[0][1] < max(LEAST, SHARE * len(words)):
        return ""
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= LEAD * ranked[1][1] else ""
