"""Bulk equals single: for random pairs and days the table says what ``duties`` says of an attack that day."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest

import foedera
from foedera.book import Book
from foedera.book.crisis import evaluator
from foedera.dates import Answer
from foedera.errors import FoederaError

FAR = date(2200, 1, 1)
FIRST, LAST = date(1850, 1, 1), date(2026, 12, 31)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return foedera.open(ledger=f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'none.sqlite'}")


def test_two_thousand_random_pairs_and_days(book: Book) -> None:
    """Defense that A owes B, and non-aggression that the attacker owes it: the same treaties in both."""
    spells = book.panel(
        "dyad-day", directed=True, start=FIRST.year, end=LAST.year, system="none", universal=True
    ).frame
    held: dict[tuple[str, str, str], list[tuple[date, date, int, str]]] = {}
    for row in spells.iter_rows(named=True):
        for kind in ("defense", "nonaggression"):
            if row[kind] == 1:
                held.setdefault((row["state_a"], row["state_b"], kind), []).append(
                    (row["from"], row["until"] or FAR, row["day_uncertain"], row["treaty"])
                )
    states = sorted({b for _, b, _ in held})
    lasts: dict[str, list[date]] = {}
    for (_, b, _), own in sorted(held.items()):
        lasts.setdefault(b, []).extend(day for x in own for day in x[:2] if FIRST <= day <= LAST)
    edges = {b: sorted(set(days)) for b, days in lasts.items()}
    duties, chance = evaluator(book, None), random.Random(1969)
    compared = linked = at_edge = 0
    while compared < 2000 or linked < 300:
        attacked = chance.choice(states)
        day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
        if edges.get(attacked) and chance.random() < 0.8:  # the days about a beginning or an end
            day = chance.choice(edges[attacked]) + timedelta(days=chance.randint(-1, 1))
        if not FIRST <= day <= LAST:
            continue
        attacker = chance.choice([state for state in states if state != attacked])
        try:
            event = book.event(on=day, attacked=attacked, by=attacker)
        except FoederaError:
            continue  # one of the two did not exist that day
        found: dict[tuple[str, str, str], tuple[set[str], set[str]]] = {}
        for duty in duties(event):
            sure, unsure = found.setdefault((duty.holder, duty.beneficiary, duty.type), (set(), set()))
            doubtful = duty.engaged is Answer.CONTESTED or any("in force" in words for words in duty.unknown)
            (unsure if doubtful else sure).add(duty.treaty)
        allies = sorted(a for a, b, kind in held if b == attacked and kind == "defense")
        chosen = [*chance.sample(allies, min(len(allies), 10)), *chance.sample(states, 6)]
        # Whoever came or went about that day is never left out.
        chosen += [
            a
            for a in allies
            if any(abs((d - day).days) <= 1 for x in held[a, attacked, "defense"] for d in x[:2])
        ]
        wanted = {(a, attacked, "defense") for a in chosen}
        for pair in sorted({*wanted, (attacker, attacked, "nonaggression")}):
            if pair[0] == pair[1]:
                continue
            single, unsure = found.get(pair, (set(), set()))
            bulk = {treaty for lo, hi, _, treaty in held.get(pair, ()) if lo <= day <= hi}
            vague = {treaty for _, _, uncertain, treaty in held.get(pair, ()) if uncertain}
            differ = {t for t in (bulk ^ single) - vague - unsure if not doubted(book, t, pair, day)}
            assert not differ, (pair, day, differ)
            compared += 1
            linked += bool(bulk)
            at_edge += any(abs((d - day).days) <= 1 for x in held.get(pair, ()) for d in x[:2])
    assert compared >= 2000 and linked >= 300 and at_edge >= 40


def doubted(book: Book, treaty: str, pair: tuple[str, str, str], day: date) -> bool:
    """Whether it is contested or unknown that the treaty binds one of the two that day."""
    parties = book.status(treaty, on=day).parties
    answers = {parties[state].in_force for state in pair[:2] if state in parties}
    return bool(answers & {Answer.CONTESTED, Answer.UNKNOWN})


def test_a_suspension_toward_one_ends_the_pair_alone(book: Book) -> None:
    """The United States suspended its duties to New Zealand under ANZUS in August 1986."""
    frame = book.panel("dyad-day", directed=True, start=1980, end=2026, system="none").frame
    anzus = frame.filter((pl.col("treaty") == "anzus-1951") & (pl.col("defense") == 1))
    ends = {(a, b): until for a, b, until in anzus.select("state_a", "state_b", "until").iter_rows()}
    assert ends["USA", "NZL"] == ends["NZL", "USA"] == date(1986, 8, 10)
    assert ends["AUS", "NZL"] is None and ends["USA", "AUS"] is None
    pair = book.status("anzus-1951", on="1986-08-11", between=("USA", "NZL")).pair
    assert pair is not None and pair.in_force is Answer.NO
