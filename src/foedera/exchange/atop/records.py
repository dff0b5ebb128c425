"""ATOP's member level as treaty records and acts: phases, entries, exits, conditions, guarantees.

The dataset says when a state was a member, and dates an alliance mostly from signature. A member of its
first day therefore stands as having signed with the effect of being bound, a later one as having
acceded; which act it was in law the dataset does not say, and each act's note says so. For a treaty that
the register holds itself, its days are no acts, only a checkpoint that ``audit`` compares; the
dataset's coding is kept in a record of its own (``atop-NUMBER``), which the tables use.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera import states
from foedera.dates import describe
from foedera.exchange.base import Imported, Lookup, Notice, sha256
from foedera.model import Act, Checkpoint, EntryRule, Obligation, Source, Treaty, seal, seal_source
from foedera.model.conditions import OnDate

from .columns import CONDITIONS, LAST_YEAR, OBLIGATIONS
from .guarantees import Pledge, guarantees

if TYPE_CHECKING:
    import polars as pl

Row = dict[str, Any]
DATASET = "ATOP 5.1"
KEY = "atop"

# What a condition of ATOP says in the words of a clause; the dataset does not tell which adversary or place.
_REQUIRES = {
    "adversary": "named_adversary",
    "place": "named_area",
    "conflict": "named_conflict",
    "number": "number_of_adversaries",
    "demands": "demands_not_met",
    "unprovoked": "unprovoked",
    "attacked": "attacked_not_attacker",
    "request": "request",
}
_NOTES = {
    "signature": "ATOP 5.1 counts membership from this day; the kind of act is not coded",
    "accession": "ATOP 5.1 counts membership from this day; the kind of act is not coded",
    "termination": "ATOP 5.1 counts membership to this day",
}
_TRIGGER = {"defense": "armed_attack", "offense": "war", "neutrality": "war", "consultation": "threat"}


def imported(frame: pl.DataFrame, content: bytes, published: str | None, lookup: Lookup | None) -> Imported:
    """Records, acts and checkpoints of every alliance in the member level."""
    source = seal_source(
        Source(
            publisher="Alliance Treaty Obligations and Provisions",
            title="ATOP 5.1, member level",
            url="http://www.atopdata.org/",
            language="en",
            published=published,
            kind="dataset",
            sha256=sha256(content),
        )
    )
    alliances: dict[int, list[Row]] = {}
    for row in frame.iter_rows(named=True):
        alliances.setdefault(row["alliance"], []).append(row)
    given = _by_alliance()
    treaties: list[Treaty] = []
    statements: list[Act] = []
    checkpoints: dict[str, tuple[Checkpoint, ...]] = {}
    notices: list[Notice] = []
    for number, rows in alliances.items():
        found = lookup("atop", str(number)) if lookup else None
        held = found if found and found != f"atop-{number}" else None
        treaties.append(_record(number, rows, given.get(number, ()), source, held))
        if held:
            checkpoints[held] = (_checkpoint(rows, source),)
            what = f"the register holds alliance {number} as {held}: its days are compared, not recorded"
            notices.append(Notice(where=f"line {rows[0]['line']}", what=what))
        else:
            statements += _acts(f"atop-{number}", rows, source)
    return Imported(
        sources=(source,),
        statements=tuple(statements),
        treaties=tuple(treaties),
        checkpoints=checkpoints,
        complete={t.id: t.complete_as_of for t in treaties if t.complete_as_of},
        notices=tuple(notices),
    )


def state_of(cow: int, on: date) -> str:
    """The register id of a COW number on a day; who bore it next, else last, where nobody did."""
    from . import OTHER_NUMBERS

    if cow in OTHER_NUMBERS:
        return OTHER_NUMBERS[cow]
    spells = _bearers().get(cow, [])
    for spell in spells:
        if spell.end is None or on <= spell.end:
            return spell.id
    return spells[-1].id if spells else f"cow:{cow}"


@cache
def _bearers() -> dict[int, list[states.SystemSpell]]:
    found: dict[int, list[states.SystemSpell]] = {}
    for spell in sorted(states.system("cow"), key=lambda s: s.start):
        found.setdefault(spell.code or 0, []).append(spell)
    return found


def edtf(first: date, last: date) -> str:
    """The shortest EDTF for a day between the two."""
    return describe(first, last)


def _record(
    number: int, rows: list[Row], pledges: tuple[Pledge, ...], source: Source, held: str | None
) -> Treaty:
    phases: dict[int, list[Row]] = {}
    for row in rows:
        phases.setdefault(row["phase"], []).append(row)
    obligations: list[Obligation] = []
    for phase, members in sorted(phases.items()):
        own = tuple(p for p in pledges if not p.phases or phase in p.phases)
        found = _obligations(members, own, several=len(phases) > 1)
        found[0] = _with_spells(found[0], phase, members)
        obligations += found
    begun = min(rows, key=lambda r: (r["lo"], r["hi"]))
    note = f"The dataset's coding of {held}; the treaty's own acts stand there." if held else None
    members_ids = tuple(dict.fromkeys(state_of(r["cow"], r["lo"]) for r in rows))
    return Treaty(
        id=f"atop-{number}",
        title={"en": f"Alliance of {begun['lo'].year}: {_names(members_ids)} (ATOP {number})"},
        # Where another took a member's place, the exit of the one did not end it for the other.
        form="bilateral" if len(members_ids) == 2 else "multilateral",
        subjects=("alliance",),
        consent=("signature", "accession"),
        entry_into_force=EntryRule(when=OnDate(date=edtf(begun["lo"], begun["lo_sure"]))),
        obligations=tuple(obligations),
        identifiers={KEY: str(number)} if held is None else {"atop_coding": str(number)},
        sources=(source,),
        participation="partial" if held else "complete",
        complete_as_of=None if held else f"{LAST_YEAR}-12-31",
        note=note,
    )


def _names(ids: tuple[str, ...]) -> str:
    shown = [states.name_of(i) if ":" not in i else i for i in ids[:3]]
    return ", ".join(shown) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")


def _obligations(members: list[Row], pledges: tuple[Pledge, ...], *, several: bool) -> list[Obligation]:
    """One obligation for each type, set of conditions and circle of beneficiaries."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...] | None], list[Row]] = {}
    for row in members:
        for bit, kind in enumerate(OBLIGATIONS):
            if row["owes"] >> bit & 1:
                to = _beneficiaries(row, kind, pledges)
                if to != ():
                    groups.setdefault((kind, _conditions(row, kind), to), []).append(row)
    first = min(members, key=lambda r: r["lo"])
    last = max(members, key=lambda r: r["hi"])
    still = any(r["open"] for r in members)
    return [
        Obligation(
            type=kind,  # type: ignore[arg-type]
            holders=tuple(dict.fromkeys(i for row in rows for i in _ids(row))),
            beneficiaries="other" if to is None else to,
            trigger=_TRIGGER.get(kind, "armed_attack"),
            requires=tuple(_REQUIRES[c] for c in conditions),
            since=edtf(first["lo"], first["lo_sure"]) if several else None,
            until=edtf(last["hi_sure"], last["hi"]) if several and not still else None,
        )
        for (kind, conditions, to), rows in groups.items()
    ] or [Obligation(type="other", note="No member holds one of the five obligations in this phase.")]


def _beneficiaries(row: Row, kind: str, pledges: tuple[Pledge, ...]) -> tuple[str, ...] | None:
    """Whom alone the member owes it; None for every other member."""
    own = [p for p in pledges if p.type == kind and set(p.holders) & set(_ids(row))]
    return tuple(dict.fromkeys(to for p in own for to in p.to)) if own else None


def _conditions(row: Row, kind: str) -> tuple[str, ...]:
    found = []
    for bit, name in enumerate(CONDITIONS):
        about, _, what = name.partition("_")
        if about == kind and row["conditions"] >> bit & 1:
            found.append(what)
    return tuple(found)


def _ids(row: Row) -> tuple[str, ...]:
    """The ids that the member bore meanwhile: more than one where a State went on under another."""
    return tuple(dict.fromkeys((state_of(row["cow"], row["lo"]), state_of(row["cow"], row["hi"]))))


def _with_spells(obligation: Obligation, phase: int, members: list[Row]) -> Obligation:
    """The phase's members as the dataset lists them: number, first and last day (inclusive), bits held."""
    from msgspec.structs import replace

    spells = [
        [
            row["cow"],
            edtf(row["lo"], row["lo_sure"]),
            None if row["open"] else edtf(row["hi_sure"], row["hi"]),
            row["owes"],
            row["conditions"],
        ]
        for row in members
    ]
    return replace(obligation, extra={"dataset": DATASET, "phase": phase, "spells": spells})


def _acts(treaty: str, rows: list[Row], source: Source) -> list[Act]:
    """Entries and exits; a phase that follows another without a day between is neither."""
    days: dict[tuple[str, str], list[str]] = {}
    begun = min(row["lo"] for row in rows)
    for first, last in _runs(rows):
        act = "signature" if first["lo"] == begun else "accession"
        who = state_of(first["cow"], first["lo"])
        days.setdefault((act, edtf(first["lo"], first["lo_sure"])), []).append(who)
        if not last["open"]:
            who = state_of(last["cow"], last["hi"])
            days.setdefault(("termination", edtf(last["hi_sure"], last["hi"])), []).append(who)
    return [
        seal(
            Act(
                source=source.id,
                treaty=treaty,
                act=act,  # type: ignore[arg-type]
                parties=tuple(dict.fromkeys(parties)),
                date=day,
                effective=day if act == "termination" else None,
                note=_NOTES[act],
            )
        )
        for (act, day), parties in days.items()
    ]


def _runs(rows: list[Row]) -> list[tuple[Row, Row]]:
    """First and last row of each unbroken membership, under whatever number (Germany 260, then 255)."""
    runs: list[tuple[Row, Row]] = []
    for row in sorted(rows, key=lambda r: (r["lo"], r["hi"])):
        for n, (first, last) in enumerate(runs):
            one = row["cow"] == last["cow"] or state_of(row["cow"], row["lo"]) == state_of(
                last["cow"], last["hi"]
            )
            if one and (row["lo"] - last["hi"]).days <= 1:
                runs[n] = (first, max(last, row, key=lambda r: r["hi"]))
                break
        else:
            runs.append((row, row))
    return runs


def _checkpoint(rows: list[Row], source: Source) -> Checkpoint:
    first, last = min(rows, key=lambda r: r["lo"]), max(rows, key=lambda r: r["hi"])
    over = not any(r["open"] for r in rows)
    return Checkpoint(
        entry_into_force=edtf(first["lo"], first["lo_sure"]),
        until=edtf(last["hi_sure"], last["hi"]) if over else None,
        as_of=f"{LAST_YEAR}-12-31",
        source=source.id,
        note="ATOP dates an alliance mostly from its signature",
    )


def _by_alliance() -> dict[int, tuple[Pledge, ...]]:
    found: dict[int, tuple[Pledge, ...]] = {}
    for pledge in guarantees():
        found[pledge.alliance] = (*found.get(pledge.alliance, ()), pledge)
    return found
