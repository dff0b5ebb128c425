# ruff: noqa: E501 (lists of treaties)
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


CORE = {
    "IV-2": "cerd-1965", "IV-3": "icescr-1966", "IV-3-a": "icescr-op-2008", "IV-4": "iccpr-1966", "IV-5": "iccpr-op1-1966",
    "IV-12": "iccpr-op2-1989", "IV-8": "cedaw-1979", "IV-8-b": "cedaw-op-1999", "IV-9": "cat-1984", "IV-9-b": "opcat-2002",
    "IV-11": "crc-1989", "IV-11-b": "crc-op-ac-2000", "IV-11-c": "crc-op-sc-2000", "IV-11-d": "crc-op-ic-2011",
    "IV-13": "cmw-1990", "IV-15": "crpd-2006", "IV-15-a": "crpd-op-2006", "IV-16": "ced-2006",
}  # fmt: skip
"""The nine core human rights treaties of the United Nations and their protocols, by the depositary's number."""


@pytest.mark.parametrize(("number", "treaty"), CORE.items())
def test_a_core_human_rights_treaty_has_rule_exit_and_official_titles(number: str, treaty: str) -> None:
    register = Register()
    assert register.lookup("mtdsg", number) == treaty
    record = register.get(treaty)
    assert record.entry_into_force.when is not None and record.entry_into_force.article
    assert record.withdrawal is not None  # a clause, or that the text has none
    assert {"en", "fr", "es"} <= set(record.title)
    assert record.depositary == ("UN",) and record.checkpoints


NO_RULE = {
    "asean-tac-1976": "the days of the deposits are not recorded",
    "echr-1950": "the Saar, whose deposit counted, has no code",
    "tlatelolco-1967": "in force for each State that waived the conditions",
}
"""Treaties between many that carry a registered day instead of a rule, and why."""


def test_every_other_treaty_between_many_has_its_rule() -> None:
    without = {
        t.id
        for t in treaties()
        if t.form == "multilateral" and t.is_treaty and t.entry_into_force.when is None
    }
    assert without == set(NO_RULE)
