"""Folding: the ways in which one name is typed become one form, and each place can be found again."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.states import bare, fold, fold_map
from foedera.states.normal import _fold_cluster, fold_evenly


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RUSSIA", "russia"),
        ("ＵＳＡ", "usa"),
        ("كوريا الشمالية", "کوریا الشمالیہ"),  # Arabic against Urdu keyboard
        ("شُمالی کوریا", "شمالی کوریا"),  # vowel sign
        ("شمالی\u200cکوریا", "شمالیکوریا"),  # zero-width non-joiner
        ("روســیا", "روسیا"),  # tatweel
        ("آمریکا", "امریکا"),
        ("هٔ", "ۀ"),
        ("Côte d’Ivoire", "côte d'ivoire"),
        ("Guinea‑Bissau", "guinea-bissau"),
        ("Горбачёв", "горбачев"),
        ("TÜRKİYE", "türkiye"),
        ("MISIR", "mısır"),
        ("ज़", "ज"),
        (unicodedata.normalize("NFD", "한국"), "한국"),
        (unicodedata.normalize("NFD", "Việt Nam"), "việt nam"),
        ("North \n\t Korea", "north korea"),
    ],
)
def test_one_name_typed_in_two_ways(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mỹ", "my"), ("Niger", "Nigeria"), ("й", "и"), ("شمالی", "مالی"), ("روسے", "روسی"), ("が", "か")],
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_bare_drops_latin_accents_only() -> None:
    assert bare("São Tomé, Łódź, Đà Nẵng") == "sao tome, lodz, da nang"
    assert bare("रूस") == fold("रूस")
    assert bare("がん") == fold("がん")


@given(st.text())
def test_offsets_lead_back_into_the_text(text: str) -> None:
    folded, offsets = fold_map(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded) + 1
    assert offsets[-1] == len(text)
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(0 <= offset < len(text) for offset in offsets[:-1])


@given(st.text(alphabet="aEé İıßﬁ\u0301\u200c\u200fشآئںےیيكہةـَ한국\u1112\u1161\u11abрёÑ’‑１", max_size=30))
def test_a_piece_of_the_text_folds_to_its_piece_of_the_folded_text(text: str) -> None:
    folded, offsets = fold_map(text)
    for i in range(len(folded)):
        if offsets[i] != offsets[i + 1]:
            piece = text[offsets[i] : offsets[i + 1]]
            assert folded[i] in fold(piece)


def test_a_name_is_found_at_its_place() -> None:
    text = "وقال: شُمالی\u200c کورِیا نے"
    folded, offsets = fold_map(text)
    at = folded.index("شمالی کوریا")
    assert text[offsets[at] : offsets[at + len("شمالی کوریا")]] == "شُمالی\u200c کورِیا"


@given(
    st.text(alphabet=st.sampled_from("aB é\u0301ßİ\u200b ½´\u00a0ی\u064bہ한ん\u0308क्षﬁ-’"), max_size=8)
    | st.text(max_size=8)
)
def test_the_quick_way_folds_as_the_slow_one(text: str) -> None:
    folded, offsets = fold_map(text)
    assert fold(text) == folded
    if (even := fold_evenly(text)) is not None:
        assert (even, list(range(len(text) + 1))) == (folded, offsets)


@given(
    st.text(
        alphabet=st.sampled_from("aB  \n\té\u0301ßİ\u200b½´\u00a0ی\u064bہ한\u11abक\u093cﬁ-’\ue0ff"),
        max_size=30,
    )
)
def test_runs_fold_as_their_characters_one_by_one(text: str) -> None:
    """What ``fold_map`` says it does, said plainly: cluster by cluster, one space for several."""
    expected: list[tuple[str, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and (unicodedata.combining(text[end]) or "\u1160" <= text[end] <= "\u11ff"):
            end += 1
        for char in _fold_cluster(text[start:end]):
            if char != " " or not expected or expected[-1][0] != " ":
                expected.append((char, start))
        start = end
    folded, offsets = fold_map(text)
    assert folded == "".join(c for c, _ in expected)
    assert offsets == [*(place for _, place in expected), len(text)]
