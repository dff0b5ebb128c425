"""Which language a text is in: by script and letters first, then by frequent words, else by model.

The model (``py3langid``) is loaded only where the cheap signs leave a doubt: it costs a second to start.
"""

from __future__ import annotations

import re
from collections import Counter

_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
    ("cyrillic", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("latin", re.compile("[A-Za-zÀ-ɏḀ-ỹ]")),
)
LATIN = ("en", "vi", "id", "tr", "fr", "es", "pt", "de", "it", "pl")
_LATIN_WORDS = {
    "en": "the of and to in that is was for with on by has have it from are be not said its which their a an",
    "fr": "le la les des du de et en un une que qui dans est pour sur par au aux avec ont été ce cette l d",
    "es": "el la los las de del y en un una que por con se para su al ha fue como más sus entre lo",
    "pt": "o a os as de do da dos das e em um uma que por com se para seu ao foi na no não mais pela pelo",
    "it": "il lo la gli le di del della dei e in un una che per con si è sono da al ha nel alla i l",
    "de": "der die das den dem des und in zu mit von ein eine hat ist auf für im am nicht sich nach wurde haben",
    "pl": "w i na z do się nie że jest o przez po dla od oraz został została który która ze a podpisał",
    "tr": "ve bir bu ile için da de olarak olan daha çok sonra kadar gibi ise etti oldu arasında göre",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan telah oleh ke sebagai antara kedua",
    "vi": "và của là các đã được trong với cho không một này những có về tại ngày người khi ông sẽ theo",
}
_TABLE = {lang: frozenset(words.split()) for lang, words in _LATIN_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")


def detect(text: str) -> str:
    """The ISO 639-1 code of the text's language; ``und`` where it has no letters."""
    sample = text if len(text) <= 4000 else text[:2500] + text[len(text) // 2 : len(text) // 2 + 1500]
    counts = {name: len(form.findall(sample)) for name, form in _SCRIPTS}
    letters = sum(counts.values())
    if not letters:
        return "und"
    if counts["ja"] * 12 >= counts["zh"] and counts["ja"] > 0 and counts["ja"] + counts["zh"] > letters / 3:
        return "ja"
    name = max(counts, key=lambda key: counts[key])
    # One Korean, Japanese or Chinese character says as much as three letters.
    heavy = {"ko": counts["ko"] * 3, "zh": counts["zh"] * 3}
    best = max(heavy, key=lambda key: heavy[key])
    if heavy[best] > counts[name]:
        name = best
    if name == "arabic":
        return _arabic(sample)
    if name == "cyrillic":
        return _cyrillic(sample)
    return _latin(sample) if name == "latin" else name


def _arabic(sample: str) -> str:
    marks = Counter(sample)
    urdu = sum(marks[c] for c in "ٹڈڑےںہھ")
    persian = sum(marks[c] for c in "پچژگی\u200cک")
    arabic = sum(marks[c] for c in "ةيىكأإ")
    if urdu > arabic and urdu * 3 > persian:
        return "ur"
    return "fa" if persian > arabic else "ar"


def _cyrillic(sample: str) -> str:
    marks = Counter(sample.lower())
    ukrainian = sum(marks[c] for c in "іїєґ'’")
    russian = sum(marks[c] for c in "ыэъё")
    if ukrainian == russian == 0:
        return _model(sample, ("ru", "uk", "bg", "sr", "mk", "be", "kk"))
    return "uk" if ukrainian > russian else "ru"


def _latin(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    counted = Counter(words)
    scores = {lang: sum(counted[word] for word in table if word in counted) for lang, table in _TABLE.items()}
    ranked = sorted(scores, key=lambda lang: -scores[lang])
    first, second = scores[ranked[0]], scores[ranked[1]]
    if first >= 2 and first >= second * 1.5 and first * 8 >= len(words):
        return ranked[0]
    # A few words are told apart only among the languages that have a pack.
    return _model(sample, LATIN if len(words) < 12 else None)


def _model(sample: str, among: tuple[str, ...] | None) -> str:
    import py3langid

    if among is None:
        return str(py3langid.classify(sample)[0])
    ranked = dict(py3langid.rank(sample))
    return max(among, key=lambda lang: ranked.get(lang, float("-inf")))
