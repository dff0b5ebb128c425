"""The engine against official dates: 62 multilateral treaties, and per-State dates of effect.

The rule (threshold, delay, floor) and the deposits come from the shared data; vanished States' deposits
and the linked treaties that a final clause names are given as the data's ``category`` says. Rows that a
register does not decide are listed below with the reason, and in docs/law.md.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from foedera.dates import Delay, Period
from foedera.exchange import importer
from foedera.law import Derivation, StatesContext, derive
from foedera.model import Act, Counting, Done, EntryRule, Event, Source, Treaty, seal
from foedera.model.conditions import AllOf, AnyCondition, Consents, FromOpening, InForce, NotBefore
from foedera.trust import select

VANISHED = {
    "Czechoslovakia": "CSHH",
    "Yugoslavia": "YUCS",
    "GDR": "DDDE",
    "China (ROC)": "TWN",
}
LINKED = {"III-4": "III-3", "III-5": "III-3", "IV-5": "IV-4"}
UNDECIDED = {
    "XI-D-3": "the data hold no table of participants",
    "XXVII-2-f": "the data hold no table of participants",
    "XXVII-18": "the data hold no table of participants; the day is marked an anomaly",
    "XXVII-17": "the deposits that decide were made after the tables of 2015",
}
ALSO_IEADB = {"XXVII-8-b": "ieadb-4638"}
"""The table was kept on 2014-07-08, six days before the fiftieth deposit: the other data set has the rest."""
PAGES = {"IV-2": "cerd", "IV-8": "cedaw", "IV-11": "crc", "XXVI-3": "cwc"}
OPENED = {"XXVI-3": Period(years=2)}


def delay_of(code: str) -> tuple[Delay | None, str | None]:
    """The delay, and the floor date of a leading ``F``."""
    floor = None
    if code.startswith("F"):
        code, _, rest = code[1:].partition("/")
        floor, code = code, rest or "0d"
    number = int(code.strip("dmySM"))
    if code.startswith("S"):
        return Delay(first_of_month=number), floor
    if code.startswith("M"):
        days = code.endswith("d")
        return Delay(days=number if days else 0, months=0 if days else number, then="next_first"), floor
    unit = {"d": "days", "m": "months", "y": "years"}[code[-1]]
    return (Delay(**{unit: number}) if number else None), floor  # type: ignore[arg-type]


def record(row: dict[str, str]) -> Treaty:
    """A record with the row's rule and nothing else."""
    delay, floor = delay_of(row["delay"])
    branch: list[AnyCondition] = [Consents(n=int(row["N"]), after=delay)]
    if floor:
        branch.append(NotBefore(date=floor))
    if row["mtdsg"] in LINKED:
        branch.append(InForce(treaty=LINKED[row["mtdsg"]]))
    if row["mtdsg"] in OPENED:
        branch.append(FromOpening(period=OPENED[row["mtdsg"]]))
    counting = Counting(
        organizations="REIO counted" in row["category"], successions="succ" in row["category"]
    )
    rule = EntryRule(when=AllOf(of=tuple(branch)), counting=counting)
    return Treaty(id=row["mtdsg"], done=Done(date=row["concluded"]), entry_into_force=rule)


def acts(row: dict[str, str], folder: Path) -> tuple[Sequence[Act], dict[str, Source]]:
    name = row["deposits_2015"]
    if not name:
        return (), {}
    path = folder / "entry_into_force" / "mtdsg2015" / name
    found = importer("untc").read(path, treaty=row["mtdsg"], published="2015-06-01")
    sources = {source.id: source for source in found.sources}
    extra = [
        seal(Act(act="deposit", treaty=row["mtdsg"], parties=(VANISHED[state],), date=day, source="register"))
        for state, day, _ in json.loads(row["extra_deposits"])
    ]
    if number := ALSO_IEADB.get(row["mtdsg"]):
        more = importer("ieadb").read(folder / "ieadb" / "members.csv.gz", published="2020")
        sources |= {source.id: source for source in more.sources}
        told = (a for a in more.statements if isinstance(a, Act) and a.treaty == number)
        extra += [
            msgspec.structs.replace(a, treaty=row["mtdsg"]) for a in told if a.act != "entry_into_force"
        ]
    sources["register"] = Source(id="register", kind="register", publisher="A register's footnote")
    return [*(a for a in found.statements if isinstance(a, Act)), *extra], sources


class World(StatesContext):
    """All rows of the table at once, so that linked treaties find each other."""

    def __init__(self, rows: Sequence[dict[str, str]], folder: Path) -> None:
        self.rows = {row["mtdsg"]: row for row in rows}
        self.folder = folder
        self.done: dict[str, Derivation] = {}

    def derivation(self, treaty_id: str) -> Derivation:
        if treaty_id not in self.done:
            row = self.rows[treaty_id]
            statements, sources = acts(row, self.folder)
            events: tuple[Event, ...] = select(statements, sources, treaty_id)
            self.done[treaty_id] = derive(record(row), events, self)
        return self.done[treaty_id]


@pytest.fixture(scope="module")
def gold(request: pytest.FixtureRequest) -> World:
    folder: Path = request.getfixturevalue("shared_data")
    with (folder / "entry_into_force" / "gold.csv").open() as file:
        return World(list(csv.DictReader(file)), folder)


def test_official_dates_are_reproduced_from_rule_and_deposits(gold: World) -> None:
    wrong = {}
    for mtdsg, row in gold.rows.items():
        if mtdsg in UNDECIDED:
            continue
        entry = gold.derivation(mtdsg).entry
        official = None if row["eif_official"] == "NOT IN FORCE" else row["eif_official"]
        computed = entry.edtf if entry is not None else None
        on = date(2015, 6, 1)
        if official is None and entry is not None and entry.lo > on:
            computed = None
        if computed != official:
            wrong[mtdsg] = (computed, official, row["eif_source"], row["category"])
    assert wrong == {}


def test_rows_left_out_are_those_that_the_tables_do_not_decide(gold: World) -> None:
    assert set(UNDECIDED) <= set(gold.rows)
    for mtdsg in UNDECIDED:
        row = gold.rows[mtdsg]
        assert not row["deposits_2015"] or "untreaties" not in row["match_in"], mtdsg


@pytest.mark.parametrize("mtdsg", PAGES)
def test_the_registers_own_page_gives_the_official_date(mtdsg: str, gold: World) -> None:
    """The page lists successors; the deposits of the time stand in its footnotes."""
    row = gold.rows[mtdsg]
    page = importer("untc").read(gold.folder / "untc" / f"{PAGES[mtdsg]}.html", treaty=mtdsg)
    events = select(page.statements, {source.id: source for source in page.sources}, mtdsg)
    entry = derive(record(row), events, gold).entry
    assert entry is not None and entry.edtf == row["eif_official"]


def test_every_per_state_date(shared_data: Path) -> None:
    """Deposit → date of effect for each State, at max(general date, own deposit + own delay)."""
    with (shared_data / "entry_into_force" / "per_state.csv").open() as file:
        rows = list(csv.DictReader(file))
    wrong: list[Any] = []
    for row in rows:
        delay, _ = delay_of(row["delay"])
        treaty = Treaty(
            id="t",
            done=Done(date="1900"),
            entry_into_force=EntryRule(
                when=AllOf(of=(Consents(n=1, after=delay), NotBefore(date=row["treaty_eif"])))
            ),
        )
        event = Event(treaty="t", party="FRA", act="deposit", date=row["deposit_date"])
        first = Event(treaty="t", party="ITA", act="deposit", date="1901-01-01")
        member = derive(treaty, [event, first], StatesContext()).member("FRA")
        assert member is not None
        got = member.entries[0].edtf
        if got != row["state_eif_rule"]:
            wrong.append((row["mtdsg"], row["state"], row["deposit_date"], got, row["state_eif_rule"]))
    assert wrong == []
