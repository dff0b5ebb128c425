"""The forms in which a name stands in running text, in languages that inflect names.

Rules for the endings of Russian, Ukrainian and Polish nouns and adjectives, German, Romance and English
adjectives. They may give a form that nobody uses (it then never matches); a name of several words is
inflected in its last word only when its other words are invariable in print, so the pack states the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

# Ending of the dictionary form → endings of the other cases (singular).
_NOUNS = {
    "ru": [
        ("ия", ("ии", "ию", "ией")), ("ея", ("еи", "ее", "ею", "еей")), ("ка", ("ки", "ке", "ку", "кой")),
        ("га", ("ги", "ге", "гу", "гой")), ("а", ("ы", "е", "у", "ой")), ("я", ("и", "е", "ю", "ей")),
        ("ий", ("ия", "ию", "ием", "ии")), ("й", ("я", "ю", "ем", "е")),
        ("ь", ("я", "ю", "ем", "е", "и", "ью")),
        ("ы", ("", "ам", "ами", "ах", "ов")),
    ],
    "uk": [
        ("ія", ("ії", "ію", "ією")), ("ка", ("ки", "ці", "ку", "кою")), ("а", ("и", "і", "у", "ою")),
        ("я", ("і", "ю", "ею", "ї")), ("ій", ("ія", "ію", "ієм", "ії")), ("й", ("я", "ю", "єм", "ї")),
        ("ь", ("я", "ю", "ем", "і", "і")), ("и", ("", "ам", "ами", "ах", "ів")),
    ],
    "pl": [
        ("ia", ("ii", "ię", "ią", "io", "i")), ("ja", ("ji", "ję", "ją")), ("ka", ("ki", "ce", "kę", "ką")),
        ("ga", ("gi", "dze", "gę", "gą")), ("na", ("ny", "nie", "nę", "ną")),
        ("da", ("dy", "dzie", "dę", "dą")), ("ra", ("ry", "rze", "rę", "rą")),
        ("ta", ("ty", "cie", "tę", "tą")), ("ea", ("ei", "eę", "eą")), ("la", ("li", "lę", "lą")),
        ("ko", ("ka", "ku", "kiem")),
        ("a", ("y", "ie", "ę", "ą")), ("y", ("", "om", "ami", "ach")),
    ],
}  # fmt: skip
_CONSONANT = {
    "ru": ("а", "у", "ом", "е", "ем"),
    "uk": ("у", "а", "ом", "ом", "і", "ові"),
    "pl": ("u", "a", "em", "iem", "ie", "owi"),
}
_ADJECTIVES = {
    "ru": [("ский", "ск"), ("цкий", "цк"), ("ный", "н"), ("кий", "к")],
    "uk": [("ський", "ськ"), ("цький", "цьк"), ("зький", "зьк"), ("ний", "н")],
    "pl": [("ski", "sk"), ("cki", "ck"), ("zki", "zk"), ("ny", "n")],
}
# The last is the form before a hyphen: "польско-литовский".
_ADJECTIVE_ENDINGS = {
    "ru": (
        "ий",
        "ого",
        "ому",
        "им",
        "ом",
        "ая",
        "ой",
        "ую",
        "ое",
        "ие",
        "их",
        "ими",
        "ый",
        "ым",
        "ые",
        "ых",
        "ыми",
        "о",
    ),
    "uk": ("ий", "ого", "ому", "им", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими", "о"),
    "pl": (
        "i",
        "iego",
        "iemu",
        "im",
        "a",
        "iej",
        "ą",
        "ie",
        "ich",
        "imi",
        "y",
        "ego",
        "emu",
        "ym",
        "ej",
        "e",
        "ych",
        "ymi",
        "o",
    ),
}


def forms(text: str, kind: str, lang: str) -> list[str]:
    """``text`` first, then its inflected forms; without repetition."""
    found = [text]
    found.extend(form for form in _more(text, kind, lang) if form not in found)
    return list(dict.fromkeys(found))


def _more(text: str, kind: str, lang: str) -> Iterator[str]:
    if lang in _NOUNS:
        yield from _slavic(text, kind, lang)
    elif kind == "demonym":
        yield from _romance(text, lang)
    elif lang == "ar" and text.startswith("ال"):
        yield "لل" + text[2:]  # "for the …": the article loses its first letter
    elif (
        lang == "de"
        and kind in ("name", "short", "capital", "leader")
        and not text.endswith(("s", "ß", "x", "z"))
    ):
        yield text + "s"


def _slavic(text: str, kind: str, lang: str) -> Iterator[str]:
    if kind == "demonym":
        for ending, stem in _ADJECTIVES[lang]:
            if text.endswith(ending):
                base = text[: -len(ending)] + stem
                yield from (base + e for e in _ADJECTIVE_ENDINGS[lang])
                return
    if kind in ("agency", "institution", "organization") or text.isupper():
        return
    *head, last = text.split(" ")
    if len(last) < 3 or (head and kind in ("name", "short", "former") and not _invariable(head, lang)):
        return
    if kind == "leader":
        yield from (" ".join((*h, w)) for h, w in _person(head, last, lang))
        return
    yield from (" ".join((*_agree(head, lang, i), w)) for i, w in enumerate(_noun(last, lang)))


def _invariable(head: list[str], lang: str) -> bool:
    """Whether the words before the last stay the same, or are adjectives that ``_agree`` inflects."""
    return all(len(word) <= 5 or word.endswith(("ая", "на", "ka", "na")) for word in head)


def _agree(head: list[str], lang: str, case: int) -> list[str]:
    """Feminine adjectives before the name ("Северная Корея": "Северной Кореи")."""
    if lang == "ru":
        return [w[:-2] + ("ую" if case == 2 else "ой") if w.endswith("ая") else w for w in head]
    if lang == "uk":
        return [w[:-1] + ("ої", "ій", "у", "ою")[min(case, 3)] if w.endswith("на") else w for w in head]
    return [w[:-1] + ("ej", "ą", "ą")[min(case, 2)] if w.endswith(("na", "ka")) else w for w in head]


def _noun(word: str, lang: str) -> Iterator[str]:
    for ending, others in _NOUNS[lang]:
        if word.endswith(ending):
            yield from (
                word[: -len(ending)] + other for other in others if len(word) - len(ending) + len(other) > 2
            )
            return
    if word[-1] not in "оеиуюэієїoeiuyóąę":
        yield from (word + other for other in _CONSONANT[lang])


def _person(head: list[str], last: str, lang: str) -> Iterator[tuple[list[str], str]]:
    """Surnames: the last word and each word before it in step, as men's names go."""
    if last.endswith(("ский", "цкий", "ський", "цький", "ski", "cki")):
        cut = 1 if lang == "pl" else 2
        endings = ("iego", "iemu", "im") if lang == "pl" else ("ого", "ому", "им")
        lasts = [last[:-cut] + e for e in endings]
    elif last[-1] in "нвНВ" and lang in ("ru", "uk"):
        lasts = [
            last + e
            for e in (("а", "у", "ым", "е", "ом") if lang == "ru" else ("а", "у", "им", "і", "ом", "ові"))
        ]
    else:
        lasts = list(_noun(last, lang))
    for i, word in enumerate(lasts):
        yield [_noun_case(h, lang, i) for h in head], word
        if head:
            yield head, word


def _noun_case(word: str, lang: str, case: int) -> str:
    cases = list(_noun(word, lang)) if len(word) > 3 else []
    return cases[case] if case < len(cases) else word


def _romance(text: str, lang: str) -> Iterator[str]:
    if lang == "de":
        if text[0].islower():
            yield from (text + e for e in ("e", "er", "en", "es", "em"))
        else:
            yield from (text + e for e in ("s", "n", "in", "innen"))
    elif lang == "en":
        if text.endswith(("n", "i", "k", "t")):
            yield text + "s"
    elif lang == "fr":
        feminine = text if text.endswith("e") else text + "e"
        if text.endswith(("en", "on")):
            feminine = text + "ne"
        elif text.endswith("c"):  # turc, turque; but grec, grecque
            feminine = text + "que" if text.endswith("ec") else text[:-1] + "que"
        yield from (feminine, feminine + "s", text if text.endswith(("s", "x")) else text + "s")
    elif lang in ("es", "pt"):
        if text.endswith("ão"):
            yield from (text[:-2] + e for e in ("ã", "ães", "ãos", "ãs"))
        elif text.endswith("o"):
            yield from (text[:-1] + e for e in ("a", "os", "as"))
        elif text.endswith(("és", "ês")):
            yield from (text[:-2] + e for e in ("esa", "eses", "esas"))
        elif text.endswith(("án", "ón")):
            vowel = "a" if text.endswith("án") else "o"
            yield from (f"{text[:-2]}{vowel}{e}" for e in ("na", "nes", "nas"))
        elif text.endswith("ol"):
            yield from (text + "a", text + "es", text + "as", text[:-1] + "óis")
        else:
            yield text + "s"
    elif lang == "it":
        if text.endswith("o"):
            yield from (text[:-1] + e for e in ("a", "i", "hi", "he", "e"))
        elif text.endswith("e"):
            yield text[:-1] + "i"
        elif text.endswith("a"):
            yield from (text[:-1] + e for e in ("i", "e"))
    elif lang == "ar":
        words = text.split(" ")  # both words of "North Korean" change: "الكورية الشمالية"
        for before in ("", "ال"):
            for ending in ("", "ة", "ين", "ون"):
                yield " ".join(before + word + ending for word in words)
