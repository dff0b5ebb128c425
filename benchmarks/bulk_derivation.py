"""Derive a synthetic collection of treaties in bulk, then ask it about single days.

    python benchmarks/bulk_derivation.py [TREATIES] [ACTS] [QUESTIONS]

Aim on two cores: 100,000 treaties and 1,000,000 acts under 15 s and 2 GB; a question under 50 microseconds.
The acts are drawn with a fixed seed: signatures, ratifications, accessions, successions, and withdrawals.
The last lines give what the same work costs one treaty at a time, and that both ways agree on a sample.
"""

from __future__ import annotations

import random
import re
import resource
import sys
import time
from datetime import date

import polars as pl

from foedera.dates import Delay, Period
from foedera.law import StatesContext, derive
from foedera.law.asof import AsOf
from foedera.law.bulk import derive_many, spell_rows
from foedera.model import Done, EntryRule, Event, LaterParties, Treaty, WithdrawalRule
from foedera.model.conditions import AllOf, Consents, FromOpening, NotBefore, StatesConsent

STATES = re.findall(
    "...?",
    "FRAITAPOLESPPRTDEUGBRUSACANMEXBRAARGCHLPERCOLECUBOLURYPRYVENCUBJAMHTINLDBELLUXDNKSWENORFINISLIRLAUTCHE"
    "GRCTURCYPMLTBGRROUHUNALBEGYLBYTUNDZAMARMRTMLINERTCDSENGINCIVGHATGOBENNGACMRGABCOGKENUGATZAZMBMWIZWEBWA"
    "NAMZAFINDPAKLKANPLTHAKHMLAOVNMMYSSGPIDNPHLCHNKORPRKJPNMNGAUSNZLFJIIRNIRQJORISRSAUKWTOMNQATEU",
)
ENTRY = (
    EntryRule(when=Consents(n=2), after=Delay(days=30)),
    EntryRule(when=Consents(n=3), after=Delay(months=3)),
    EntryRule(when=Consents(n=4), after=Delay(first_of_month=6)),
    EntryRule(when=Consents(n=2, after=Delay(days=60, then="next_first"))),
    EntryRule(when=Consents(n=3), after=Delay(years=1), later_parties=LaterParties(after=Delay(days=30))),
    EntryRule(when=StatesConsent(of=tuple(STATES[:30]), at_least=2), after=Delay(days=90)),
    EntryRule(when=AllOf(of=(Consents(n=2, after=Delay(days=180)), FromOpening(period=Period(years=2))))),
    EntryRule(when=AllOf(of=(Consents(n=2, after=Delay(days=90)), NotBefore(date="1999-01-01")))),
)
EXIT = (
    WithdrawalRule(notice=Period(years=1)),
    WithdrawalRule(notice=Period(days=90)),
    WithdrawalRule(after=Delay(months=6)),
)
OPENED = date(1980, 1, 1).toordinal()


def collection(treaties: int, acts: int) -> tuple[list[Treaty], pl.DataFrame]:
    """Records and a frame of acts, the same on every run."""
    chance = random.Random(20240619)
    records = [
        Treaty(
            id=f"t{n}",
            done=Done(date=date.fromordinal(OPENED + n % 5000).isoformat()),
            entry_into_force=ENTRY[n % len(ENTRY)],
            withdrawal=EXIT[n % len(EXIT)],
        )
        for n in range(treaties)
    ]
    rows: list[tuple[str, str, str, int]] = []
    each = acts / treaties
    while len(rows) < acts:
        n = int(len(rows) / each)
        opened = OPENED + n % 5000
        for state in chance.sample(STATES, 6):
            signed = opened + chance.randrange(400)
            bound = signed + chance.randrange(1, 4000)
            rows.append((f"t{n}", state, "signature", signed))
            if chance.random() < 0.63:
                rows.append((f"t{n}", state, "ratification", bound))
                if chance.random() < 0.05:
                    rows.append((f"t{n}", state, "denunciation", bound + 5000 + chance.randrange(4000)))
            if len(rows) >= min(acts, (n + 1) * each):
                break
    frame = pl.DataFrame(rows[:acts], schema=["treaty", "party", "act", "day"], orient="row")
    day = (pl.col("day") - date(1970, 1, 1).toordinal()).cast(pl.Int32).cast(pl.Date)
    return records, frame.select("treaty", "party", "act", day.alias("date"))


def peak() -> float:
    """Most memory ever held by this process, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(treaties: int = 100_000, acts: int = 1_000_000, questions: int = 10_000) -> None:
    """Print a table."""
    records, frame = collection(treaties, acts)
    made = peak()
    print(f"{len(records):,} treaties, {frame.height:,} acts; the collection itself holds {made:.2f} GB")
    context = StatesContext()
    start, used = time.perf_counter(), time.process_time()
    found = derive_many(records, frame, context)
    derived, used = time.perf_counter() - start, time.process_time() - used
    # On a machine that others use too, the processor's time says more than the clock's.
    print(f"derived in      {derived:8.2f} s  of the clock, {used:.2f} s of the processor (all threads)")
    print(f"  spells        {found.spells.height:8,}    peak {peak():.2f} GB in all")
    in_force = found.treaties["entry"].drop_nulls().len()
    print(f"  in force      {in_force:8,}    derived singly {len(found.single):,}")
    start = time.perf_counter()
    index = AsOf(found)
    print(f"indexed in      {time.perf_counter() - start:8.2f} s  peak {peak():.2f} GB in all")
    chance = random.Random(1)
    asked = [
        (
            f"t{chance.randrange(treaties)}",
            chance.choice(STATES),
            date.fromordinal(OPENED + chance.randrange(15000)),
        )
        for _ in range(questions)
    ]
    times = []
    for treaty, party, on in asked:
        start = time.perf_counter()
        index.standing(treaty, party, on)
        times.append(time.perf_counter() - start)
    times.sort()
    print(
        f"{questions:,} questions  {sum(times) / len(times) * 1e6:6.2f} microseconds each, "
        f"99 of 100 under {times[int(len(times) * 0.99)] * 1e6:.2f}"
    )
    _single(records, frame, found.spells, context)


def _single(records: list[Treaty], frame: pl.DataFrame, spells: pl.DataFrame, context: StatesContext) -> None:
    sample = random.Random(2).sample(records, min(1000, len(records)))
    ids = [treaty.id for treaty in sample]
    events: dict[str, list[Event]] = {name: [] for name in ids}
    for treaty, party, act, day in frame.filter(pl.col("treaty").is_in(ids)).iter_rows():
        events[treaty].append(Event(treaty=treaty, party=party, act=act, date=day.isoformat()))
    start = time.perf_counter()
    single = [derive(treaty, events[treaty.id], context) for treaty in sample]
    each = (time.perf_counter() - start) / len(sample)
    rows = {r for d in single for n, m in d.members.items() for r in spell_rows(d.treaty.id, n, m.history)}
    same = rows == set(spells.filter(pl.col("treaty").is_in(ids)).iter_rows())
    print(
        f"one at a time   {each * len(records):8.2f} s  by a sample of {len(sample):,}; spells agree: {same}"
    )
    if not same:
        raise SystemExit("bulk and single derivation differ")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
