"""What must hold for every clause, whatever its numbers and whatever stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedera.clauses import read_clause
from foedera.clauses.numbers import read_number, spell, spell_ordinal
from foedera.errors import FoederaError

_CASES = settings(max_examples=60, deadline=None)
_SUBJECTS = st.sampled_from(["This Convention", "The present Protocol", "The Treaty", "this Agreement"])
_VERBS = st.sampled_from(["shall enter into force", "shall come into force", "enters into force"])
_KINDS = st.sampled_from(
    ["ratification", "ratification or accession", "ratification, acceptance, approval or accession"]
)


@st.composite
def _ordinals(draw: st.DrawFn) -> tuple[str, int]:
    n = draw(st.integers(1, 220))
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return draw(st.sampled_from([spell_ordinal(n), f"{n}{suffix}"])), n


@st.composite
def _delays(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    n = draw(st.integers(2, 400))
    words = draw(st.sampled_from([spell(n), str(n), f"{spell(n)} ({n})"]))
    unit = draw(st.sampled_from(["days", "months", "years"]))
    return draw(
        st.sampled_from(
            [
                (f"{words} {unit} after", {unit: n}),
                (f"upon the expiry of a period of {words} {unit} from", {unit: n}),
                (f"on the {spell_ordinal(n)} day following", {"days": n}),
                (
                    f"on the first day of the month following the expiration of {words} {unit} after",
                    {unit: n, "then": "next_first"},
                ),
                (f"on the first day of the {spell_ordinal(n)} month after", {"first_of_month": n}),
            ]
        )
    )


@_CASES
@given(_SUBJECTS, _VERBS, _KINDS, _ordinals(), _delays())
def test_threshold_and_delay_come_back(
    subject: str, verb: str, kinds: str, threshold: tuple[str, int], delay: tuple[str, dict[str, Any]]
) -> None:
    text = f"{subject} {verb} {delay[0]} the date of deposit of the {threshold[0]} instrument of {kinds}."
    assert read_clause(text).rule == {
        "entry_into_force": {"when": {"consents": threshold[1]}, "after": delay[1]}
    }


@pytest.mark.parametrize("value", range(1, 1000))
def test_numbers_in_words_come_back(value: int) -> None:
    for spelled, ordinal in ((spell(value), False), (spell_ordinal(value), True)):
        words = spelled.replace("-", " ").split()
        read = read_number(words)
        assert read is not None
        assert (read.value, read.length, read.ordinal) == (value, len(words), ordinal)


_TEXT = (
    "This Convention shall enter into force on the thirtieth day after the date of deposit of the twentieth "
    "instrument of ratification or accession with the Depositary"
)
_SENTENCE = _TEXT.split()


@_CASES
@given(st.integers(0, len(_SENTENCE)), st.text("qxzkwv", min_size=4, max_size=9))
def test_a_strange_word_anywhere_in_the_sentence_is_never_passed_over(place: int, word: str) -> None:
    text = " ".join([*_SENTENCE[:place], word, *_SENTENCE[place:]]) + "."
    with pytest.raises(FoederaError):
        read_clause(text)


@_CASES
@given(st.sets(st.integers(0, len(_SENTENCE) - 1), min_size=1, max_size=4))
def test_words_left_out_never_change_threshold_or_delay(missing: set[int]) -> None:
    text = " ".join(w for i, w in enumerate(_SENTENCE) if i not in missing) + "."
    try:
        rule = read_clause(text).rule
    except FoederaError:
        return
    assert rule["entry_into_force"]["when"] == {"consents": 20}
    assert rule["entry_into_force"].get("after", {"days": 30}) == {"days": 30}


@_CASES
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    try:
        read_clause(text)
    except FoederaError as refusal:
        assert "\n" not in str(refusal)


@_CASES
@given(
    st.lists(
        st.sampled_from([*_SENTENCE, ".", ",", "unless", "not", "(20)", "-", "first", "month", "\n\n"]),
        max_size=60,
    )
)
def test_shuffled_words_of_clauses_are_read_or_refused(words: list[str]) -> None:
    text = " ".join(words)
    try:
        reading = read_clause(text)
    except FoederaError:
        return
    # Whatever was read names its words, and takes its numbers from them.
    assert reading.parts
    assert all(text[p.start : p.end] == p.words for p in reading.parts)
    assert reading.rule["entry_into_force"]["when"] in ({"consents": 20}, {"consents": 1}, {"consents": 30})


@pytest.mark.parametrize(
    "text",
    [
        "This Convention shall enter into force upon the deposit of the fifth instrument of ratification"
        + " or ratification" * 5_000,
        "This Convention shall enter into force when five States have ratified it" + ", it" * 20_000,
        "This Treaty shall enter into force upon signature. " * 1_500,
    ],
)
def test_a_text_that_runs_on_without_end_is_refused(text: str) -> None:
    with pytest.raises(FoederaError, match="more than"):
        read_clause(text)


def test_a_long_text_without_clauses_is_refused_and_one_with_a_clause_is_read() -> None:
    filler = "The Parties shall exchange reports on the state of the river and its tributaries. " * 1100
    with pytest.raises(FoederaError, match="no rule on entry into force"):
        read_clause(filler)
    rule = read_clause(
        filler + "This Convention shall enter into force when five States have ratified it."
    ).rule
    assert rule == {"entry_into_force": {"when": {"consents": 5}}}
