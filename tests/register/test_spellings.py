"""Every spelling of the record form loads, and means what a lawyer would read in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from foedera.dates import Delay, Period
from foedera.model import (
    AccessionRule,
    Checkpoint,
    Counting,
    Done,
    DurationRule,
    Earliest,
    EntryRule,
    LaterParties,
    Obligation,
    ProvisionalRule,
    Renewal,
    TerritoryRule,
    WithdrawalRule,
)
from foedera.model import conditions as c
from foedera.register import load

TABLES = "tables: {annex: [AUS, FRA, Germany], weights: {USA: 36.1, RUS: 17.4}}\n"


def read(tmp_path: Path, body: str) -> Any:
    path = tmp_path / "a-b-2001.yml"
    path.write_text(f"id: a-b-2001\ntitle: A treaty\n{body}\n", encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("exchange", c.Exchange()),
        ("signature", c.BySignature()),
        ("notifications", c.Notifications()),
        ("{date: 1992-04-20}", c.OnDate(date="1992-04-20")),
        ("{consents: 50}", c.Consents(n=50)),
        ("{consents: all}", c.Consents(n=None)),
        ("{states: {all: [PRK, Russia]}}", c.StatesConsent(of=("PRK", "RUS"))),
        ("{states: {at_least: 2, of: annex}}", c.StatesConsent(of="annex", at_least=2)),
        ("{states: {at_least: 1, of: [NO, fr]}}", c.StatesConsent(of=("NOR", "FRA"), at_least=1)),
        ("{signatories: two_thirds}", c.Signatories(share="two_thirds")),
        ("{share: {at_least: 0.55, of: weights}}", c.Share(at_least=0.55, of="weights")),
        ("{share: {more_than: 1/2, of: weights}}", c.Share(more_than=0.5, of="weights")),
        (
            "{parties_of: {treaty: t-1, fraction: 3/4, counted: fixed}}",
            c.PartiesOf(treaty="t-1", fraction=0.75, counted="fixed"),
        ),
        ("{not_before: 1999-01}", c.NotBefore(date="1999-01")),
        ("{from_opening: {years: 2}}", c.FromOpening(period=Period(years=2))),
        ("{in_force: t-1}", c.InForce(treaty="t-1")),
        (
            "{all: [{consents: 65, after: {days: 180}}, {any: [{from_opening: {years: 2}}, exchange]}]}",
            c.AllOf(
                of=(
                    c.Consents(n=65, after=Delay(days=180)),
                    c.AnyOf(of=(c.FromOpening(period=Period(years=2)), c.Exchange())),
                )
            ),
        ),
    ],
)
def test_conditions(tmp_path: Path, written: str, meant: c.Condition) -> None:
    assert read(tmp_path, f"entry_into_force: {{when: {written}}}\n{TABLES}").entry_into_force.when == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("when: exchange, effect: at_once, article: 22", EntryRule(article="22", when=c.Exchange())),
        ("when: exchange, after: at_once", EntryRule(when=c.Exchange())),
        ("after: {days: 90}", EntryRule(after=Delay(days=90))),
        ("effect: {days: 90}", EntryRule(after=Delay(days=90))),
        ("after: {months: 3, then: next_first}", EntryRule(after=Delay(months=3, then="next_first"))),
        ("after: {first_of_month: 6}", EntryRule(after=Delay(first_of_month=6))),
        (
            "counting: {organizations: true, successions: no}",
            EntryRule(counting=Counting(organizations=True)),
        ),
        ("later_parties: {after: at_once}", EntryRule(later_parties=LaterParties(at_once=True))),
        ("later_parties: at_once", EntryRule(later_parties=LaterParties(at_once=True))),
        (
            "later_parties: {after: {days: 30}, not_before_general: false}",
            EntryRule(later_parties=LaterParties(after=Delay(days=30), not_before_general=False)),
        ),
    ],
)
def test_entry_into_force(tmp_path: Path, written: str, meant: EntryRule) -> None:
    assert read(tmp_path, f"entry_into_force: {{{written}}}").entry_into_force == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("indefinite", DurationRule()),
        ("{years: 10}", DurationRule(period=Period(years=10))),
        (
            "{years: 10, renewal: {years: 5, unless_notice: {years: 1}}}",
            DurationRule(
                period=Period(years=10),
                renewal=Renewal(period=Period(years=5), unless_notice=Period(years=1)),
            ),
        ),
        ("{years: 10, renewal: indefinite}", DurationRule(period=Period(years=10), renewal=Renewal())),
        (
            "{years: 10, extension: {years: 5}, from: signature}",
            DurationRule(period=Period(years=10), extension=Period(years=5), since="signature"),
        ),
        ("{until: 2030-12-31}", DurationRule(until="2030-12-31")),
    ],
)
def test_duration(tmp_path: Path, written: str, meant: DurationRule) -> None:
    assert read(tmp_path, f"duration: {written}").duration == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("none", WithdrawalRule(clause=False)),
        ('{article: "23", notice: {years: 1}}', WithdrawalRule(article="23", notice=Period(years=1))),
        (
            "{notice: {months: 12}, hold: war, after: {days: 1}}",
            WithdrawalRule(notice=Period(months=12), hold="war", after=Delay(days=1)),
        ),
        (
            "{notice: {years: 1}, earliest: {years: 20, from: entry_into_force}}",
            WithdrawalRule(notice=Period(years=1), earliest=Earliest(years=20)),
        ),
        ("{earliest: {years: 3, from: party}}", WithdrawalRule(earliest=Earliest(years=3, since="party"))),
        ("{earliest: 1969-08-24}", WithdrawalRule(earliest=Earliest(date="1969-08-24"))),
        ("{ends_treaty: false, surviving: [7]}", WithdrawalRule(ends_treaty=False, surviving=("7",))),
    ],
)
def test_withdrawal(tmp_path: Path, written: str, meant: WithdrawalRule) -> None:
    assert read(tmp_path, f"withdrawal: {written}").withdrawal == meant


@pytest.mark.parametrize(
    ("written", "field", "meant"),
    [
        ("participation: complete", "participation", "complete"),
        ("participation: {complete_as_of: 2015-01}", "complete_as_of", "2015-01"),
        ("title: {no: Avtale, zh-Hant: 條約}", "title", {"no": "Avtale", "zh-Hant": "條約"}),
        ("aliases: {ur: [باہمی دفاعی معاہدہ]}", "aliases", {"ur": ("باہمی دفاعی معاہدہ",)}),
        ("done: 2024-06-19", "done", Done(date="2024-06-19")),
        ("done: {date: 2024-06~, place: Pyongyang}", "done", Done(date="2024-06~", place="Pyongyang")),
        ("depositary: [UN, usa, IMO]", "depositary", ("UN", "USA", "IMO")),
        ("negotiating: [cow:731, Soviet Union, EU]", "negotiating", ("PRK", "SUHH", "EU")),
        ("identifiers: {MTDSG: XXVI-4, atop: [1, 2]}", "identifiers", {"mtdsg": "XXVI-4", "atop": "1; 2"}),
        (
            "checkpoint: {parties: 2, as_of: 2020-01-01}",
            "checkpoints",
            (Checkpoint(parties=2, as_of="2020-01-01"),),
        ),
        (
            "checkpoint: [{parties: 2}, {entry_into_force: 1961-09-10, until: 1996-09-10}]",
            "checkpoints",
            (Checkpoint(parties=2), Checkpoint(entry_into_force="1961-09-10", until="1996-09-10")),
        ),
        (
            TABLES,
            "tables",
            {"annex": {"AUS": 1.0, "FRA": 1.0, "DEU": 1.0}, "weights": {"USA": 36.1, "RUS": 17.4}},
        ),
        ("tables: {g: {FRA: member, DEU: 2}}", "tables", {"g": {"FRA": 1.0, "DEU": 2.0}}),
        ("note: ~", "note", None),
        ("note: '~'", "note", "~"),
        ("depositary:", "depositary", ()),
        (
            "accession: {objection: bars, within: {months: 6}, after: {months: 6, days: 60}}",
            "accession",
            AccessionRule(objection="bars", within=Period(months=6), after=Delay(months=6, days=60)),
        ),
        (
            "accession: {acceptance: required, accepted_after: {first_of_month: 3}}",
            "accession",
            AccessionRule(acceptance="required", accepted_after=Delay(first_of_month=3)),
        ),
        (
            "provisional_application: {from: signature, article: '45'}",
            "provisional_application",
            ProvisionalRule(since="signature", article="45"),
        ),
        (
            "territory: {default: declared, after: {days: 90}}",
            "territory",
            TerritoryRule(default="declared", after=Delay(days=90)),
        ),
        (
            "withdrawal: {clause: false, implied: true}",
            "withdrawal",
            WithdrawalRule(clause=False, implied=True),
        ),
        (
            "obligations: [{type: defense, extra: {months: 6, open: false, by: '7'}}]",
            "obligations",
            (Obligation(type="defense", extra={"months": 6, "open": False, "by": "7"}),),
        ),
    ],
)
def test_other_fields(tmp_path: Path, written: str, field: str, meant: object) -> None:
    path = tmp_path / "a-b-2001.yml"
    path.write_text(f"id: a-b-2001\n{written}\n", encoding="utf-8")
    assert getattr(load(path), field) == meant


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ("{party: RUS, act: ratification, organ: head_of_state, date: 2024-11-09}", "domestic"),
        ("{party: RUS, act: parliamentary_approval, date: 2024-11-09}", "domestic"),
        ("{party: RUS, act: promulgation, date: 2024-11-09}", "domestic"),
        ("{party: RUS, act: signature, organ: head_of_state, date: 2024-06-19}", "international"),
        ("{party: RUS, act: deposit, date: 2024-12-04}", "international"),
        ("{party: RUS, act: ratification, date: 2024-12-04}", "international"),
        ("{party: RUS, act: ratification, step: domestic, date: 2024-12-04}", "domestic"),
    ],
)
def test_what_is_domestic_where_the_row_does_not_say(tmp_path: Path, row: str, step: str) -> None:
    (act,) = read(tmp_path, f"acts: [{row}]").acts
    assert act.step == step


def test_an_act_by_name_of_a_state_that_was_another_one_then(tmp_path: Path) -> None:
    signed = "{parties: [North Korea, Soviet Union], act: signature, date: 1961-07-06}"
    body = f"done: 1961-07-06\nacts:\n  - {signed}"
    assert read(tmp_path, body).acts[0].parties == ("PRK", "SUHH")


def test_a_csv_beside_the_record_adds_its_acts_with_their_lines(tmp_path: Path) -> None:
    (tmp_path / "a-b-2001.csv").write_text(
        "party,act,date,place,note,source,articles\n"
        "# the first to deposit\n"
        'FRA,deposit,2002-03-04,New York,"with a ""note"", and a comma",s1,\n'
        "Côte d'Ivoire,accession,2002-05,,,s1; s2,3;4\n",
        encoding="utf-8",
    )
    treaty = read(tmp_path, "sources: {s1: {publisher: UN}, s2: {publisher: A Gazette}}")
    first, second = treaty.acts
    assert (first.parties, first.place, first.note) == (("FRA",), "New York", 'with a "note", and a comma')
    assert (first.line, first.file) == (3, str(tmp_path / "a-b-2001.csv"))
    assert (second.parties, second.date, second.sources) == (("CIV",), "2002-05", ("s1", "s2"))
    assert second.articles == ("3", "4")
