"""A statement is named by its content: the same words in the same place are one statement."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.model import Act, Claim, Quantity, Source, seal, seal_source, statement_from_dict

TEXT = st.text(max_size=30)
ACTS = st.builds(
    Act,
    act=st.sampled_from(["signature", "ratification", "deposit"]),
    source=TEXT,
    quote=TEXT,
    start=st.integers(0, 99),
    parties=st.lists(st.sampled_from(["PRK", "RUS", "USA"]), max_size=3).map(tuple),
    date=st.none() | st.just("2024-11-12"),
)


@given(ACTS)
def test_a_statement_survives_json_and_keeps_its_id(act: Act) -> None:
    sealed = seal(act)
    assert statement_from_dict(sealed.to_dict()) == sealed
    assert seal(sealed).id == sealed.id


@given(ACTS, ACTS)
def test_different_content_has_different_ids(a: Act, b: Act) -> None:
    assert (seal(a).id == seal(b).id) == (a == b)


def test_the_place_in_the_source_is_part_of_the_identity() -> None:
    here = seal(Act(act="signature", source="s", start=0, end=4, quote="text"))
    there = seal(Act(act="signature", source="s", start=9, end=13, quote="text"))
    assert here.id != there.id


def test_json_has_every_field_of_the_contract() -> None:
    plain = seal(
        Claim(topic="combat", actors=("PRK",), quantity=Quantity(min=10000, unit="troops"))
    ).to_dict()
    contract = "id kind treaty treaty_text status role said_by quote start end"
    contract += " topic actors targets place quantity date"
    assert set(contract.split()) <= set(plain)
    assert plain["quantity"] == {"min": 10000, "max": None, "unit": "troops"}


@pytest.mark.parametrize("bad", [{"kind": "act"}, {"kind": "act", "act": "sign"}, {"kind": "rumour"}])
def test_what_is_no_statement_is_refused(bad: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        statement_from_dict(bad)


def test_a_source_is_named_by_its_content() -> None:
    assert (
        seal_source(Source(url="https://example.org/a")).id
        != seal_source(Source(url="https://example.org/b")).id
    )
