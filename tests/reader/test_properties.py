"""What holds for every text: exact spans, no error but ours, the same answer twice."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.errors import FoederaError
from foedera.reader import read
from foedera.reader.text import sentences

_WORDS = (
    "Russia",
    "Kim Jong Un",
    "signed",
    "the treaty",
    "a decree ratifying",
    "with",
    "North Korea",
    ",",
    ".",
    "said",
    "that",
    "on 9 November",
    "more than 10,000",
    "troops",
    "accused",
    "of sending",
    "the two countries",
    "will",
    "not",
    "if",
    "\u200c",
    "\n",
    "روس",
    "شمالی کوریا نے",
    "معاہدے پر دستخط کیے",
    "توثیق",
    "۔",
    "۱۲ نومبر کو",
    "کہا ہے کہ",
    "الزام لگایا",
    "«",
    "(",
    ")",
    "12/11",
    "2024年11月12日",
    "條約",
    "İ",
    "ß",
    "\u0301",
    "https://example.org/a",
)
_SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@_SETTINGS
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40), st.sampled_from(["en", "ur", None]))
def test_spans_quote_the_source_exactly(words: list[str], lang: str | None) -> None:
    text = " ".join(words)
    try:
        reading = read(text, lang=lang, published="2024-11-12")
    except FoederaError:
        return
    for statement in reading.statements:
        assert reading.text[statement.start : statement.end] == statement.quote != ""
    assert [s.id for s in reading.statements] == [
        s.id for s in read(text, lang=lang, published="2024-11-12").statements
    ]


@_SETTINGS
@given(
    st.one_of(st.text(max_size=300), st.binary(max_size=300)),
    st.sampled_from(["auto", "text", "html", "jsonl", "ninjs", "rss"]),
)
def test_no_error_but_ours(content: str | bytes, form: str) -> None:
    try:
        read(content, format=form, lang="en")
    except FoederaError as fault:
        assert "\n" not in str(fault)


@_SETTINGS
@given(st.text(max_size=400))
def test_sentences_are_ordered_and_within(text: str) -> None:
    last = 0
    for start, end in sentences(text, frozenset()):
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        last = end


@pytest.mark.parametrize(
    "piece",
    [
        "Russia and ",
        "(((((",
        "signed the treaty with Russia, ",
        "12 November ",
        "said that ",
        "more than 10 ",
    ],
)
def test_work_grows_in_step_with_length(piece: str) -> None:
    """Counted in steps of the interpreter, not in seconds: ten times the text, at most twenty times the work."""
    import sys

    def steps(text: str) -> int:
        count = 0

        def trace(*_: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(trace)
        try:
            read(text, lang="en", published="2024-11-12")
        finally:
            sys.setprofile(None)
        return count

    read("Russia signed the treaty.", lang="en")
    small, large = steps(piece * 150), steps(piece * 1500)
    assert large <= 20 * small
