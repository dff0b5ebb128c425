"""The shipped records: free of faults, each with sources, a checkpoint, a title and a way to be found."""

from __future__ import annotations

import functools

import pytest

from foedera.dates import parse
from foedera.model import Treaty
from foedera.register import Register
from foedera.register.catalogue import SHIPPED
from foedera.register.check import check

ALLIANCE_TYPES = {"defense", "offense", "neutrality", "nonaggression", "consultation"}


@functools.cache
def treaties() -> tuple[Treaty, ...]:
    register = Register()
    return tuple(register.get(treaty_id) for treaty_id in register.ids())


def test_the_shipped_register_has_no_fault() -> None:
    assert check([SHIPPED]) == []


def test_the_register_holds_more_than_a_hundred_treaties_and_sixty_alliances() -> None:
    with_duties = [t for t in treaties() if {o.type for o in t.obligations} & ALLIANCE_TYPES]
    assert len(treaties()) > 100
    assert len([t for t in with_duties if t.is_treaty]) >= 60


@pytest.mark.parametrize("treaty", treaties(), ids=lambda t: t.id)
def test_a_record_says_where_it_comes_from(treaty: Treaty) -> None:
    keys = {source.id for source in treaty.sources}
    assert treaty.title.get("en")
    assert treaty.checkpoints
    assert all(row.sources and set(row.sources) <= keys for row in treaty.acts)
    assert all(source.publisher for source in treaty.sources)


@pytest.mark.parametrize("treaty", treaties(), ids=lambda t: t.id)
def test_the_day_of_each_act_lies_before_the_day_the_register_was_written(treaty: Treaty) -> None:
    for row in treaty.acts:
        if row.date and row.status == "done":
            assert parse(row.date).earliest.isoformat() <= "2026-11-23", row


@pytest.mark.parametrize("treaty", treaties(), ids=lambda t: t.id)
def test_a_defence_duty_says_what_is_owed_and_how_firmly(treaty: Treaty) -> None:
    for obligation in treaty.obligations:
        assert obligation.duty, obligation
        if obligation.type in ("defense", "consultation"):
            assert obligation.firmness is not None, obligation
        if obligation.type == "consultation":
            assert obligation.firmness is not None and obligation.firmness <= 1, obligation


def test_no_alias_names_two_treaties_in_one_language_and_year() -> None:
    """An alias may be shared by treaties of different times; not by two that were done in one year."""
    seen: dict[tuple[str, str, str], str] = {}
    for treaty in treaties():
        year = (treaty.done.date or "")[:4]
        for language, names in treaty.aliases.items():
            for name in names:
                other = seen.setdefault((language, name.casefold(), year), treaty.id)
                assert other == treaty.id, (name, other, treaty.id)
