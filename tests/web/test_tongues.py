"""Every message stands in every language, with its fields and the plural forms that language needs."""

from __future__ import annotations

import re
import string
from typing import get_args

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from foedera.duties.event import KINDS
from foedera.model import vocabulary
from foedera.model.obligation import ObligationType
from foedera.web.render import HERE
from foedera.web.tongue import LANGUAGES, NAMES, RIGHT_TO_LEFT, choose, messages, tongue

Client = TestClient[Litestar]
PLURALS = {
    "en": {"one", "other"},
    "ur": {"one", "other"},
    "fr": {"one", "other"},
    "es": {"one", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
    "ru": {"one", "few", "many", "other"},
    "zh": {"other"},
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_its_file() -> None:
    assert set(LANGUAGES) == set(NAMES) == set(PLURALS)


@pytest.mark.parametrize("lang", sorted(NAMES))
def test_every_message_is_there_and_takes_the_same_values(lang: str) -> None:
    english, own = messages("en"), messages(lang)
    assert set(own) == set(english)
    for key, message in english.items():
        theirs = own[key]
        assert isinstance(theirs, dict) == isinstance(message, dict), key
        if isinstance(theirs, dict):
            assert set(theirs) == PLURALS[lang], key
            assert all(fields(form) <= {"n"} for form in theirs.values()), key
        else:
            assert theirs.strip() or key == "and.comma", key
            assert fields(theirs) == fields(str(message)), key


def test_messages_are_translated() -> None:
    english = messages("en")
    same = {"foot.api", "auto", "and.comma"}
    for lang in set(NAMES) - {"en"}:
        left = [k for k, m in messages(lang).items() if m == english[k] and k not in same]
        # Words that two languages share (French "signature"); never a fifth of all.
        assert len(left) < (len(english) / 5 if lang in ("fr", "es") else 2), (lang, left)


def test_every_word_of_the_vocabularies_has_a_message() -> None:
    known = messages("en")
    types = ("ActType", "ActStatus", "Role", "Step", "Organ", "ClauseType", "Topic", "ResponseType")
    words = [w for name in (*types, "PartyStatus") for w in get_args(getattr(vocabulary, name))]
    for word in (*words, *get_args(ObligationType), *KINDS[:4]):
        assert f"term.{word}" in known, word


def test_every_message_is_used_and_every_used_one_is_there() -> None:
    code = "".join(p.read_text() for p in (*(HERE / "templates").glob("*.html"), *HERE.glob("*.py")))
    used = set(re.findall(r"""\b(?:t|say)\(\s*["']([a-z_.]+[a-z])["']""", code))
    assert used <= set(messages("en"))


@pytest.mark.parametrize(
    ("query", "header", "lang"),
    [
        ("", "", "en"),
        ("", "de,fr;q=0.8,en;q=0.5", "fr"),
        ("", "en;q=0.5, zh-Hans-CN", "zh"),
        ("", "ar;q=0, ru;q=x, es;q=0.1", "es"),
        ("lang=ur", "fr", "ur"),
        ("lang=ur-PK", "fr", "ur"),
        ("lang=xx", "fr", "fr"),
        ("lang=../../en", "", "en"),
    ],
)
def test_the_address_then_the_browser_choose(query: str, header: str, lang: str) -> None:
    assert choose(query, header).lang == lang


@pytest.mark.parametrize(
    ("lang", "n", "words"),
    [
        ("en", 1, "1 act"),
        ("fr", 0, "0 acte"),
        ("ru", 21, "21 действие"),
        ("ru", 3, "3 действия"),
        ("ru", 12, "12 действий"),
        ("ar", 2, "عملان"),
        ("ar", 103, "103 أعمال"),
        ("ar", 11, "11 عملًا"),
        ("ar", 100, "100 عمل"),
        ("zh", 1, "1 项行为"),
    ],
)
def test_plural_forms(lang: str, n: int, words: str) -> None:
    assert tongue(lang)("n.acts", n=n) == words


@pytest.mark.parametrize("lang", sorted(NAMES))
@pytest.mark.parametrize(
    "path", ["/", "/treaties/npt-1968?on=2004-06-01", "/states/PRK", "/duties?attacked=KOR&by=PRK", "/read"]
)
def test_pages_open_in_every_language(client: Client, lang: str, path: str) -> None:
    page = client.get(path, params={"lang": lang}).text
    direction = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
    assert f'<html lang="{lang}" dir="{direction}">' in page
    assert tongue(lang)("foot.recording") in page
    # Links keep a language that the address names; the API has none.
    assert f'href="/?lang={lang}"' in page or f"&amp;lang={lang}" in page
    assert not re.search(r'href="/api[^"]*lang=', page)


def test_states_are_named_in_the_page_s_language(client: Client) -> None:
    page = client.get("/states/PRK", headers={"accept-language": "ur"}).text
    assert "<h1>شمالی کوریا</h1>" in page
