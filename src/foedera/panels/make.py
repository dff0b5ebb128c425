"""``build``: a table of a unit from what is known; ``gather``: what is known, from records and the law."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Literal

from foedera.errors import UsageError
from foedera.model import Event, Spell, Treaty

from .panel import OWN, Panel
from .pledges import Pledges, together
from .vocabulary import ALSO, CONVENTIONS, SYSTEMS, UNITS, Convention, System, Unit

if TYPE_CHECKING:
    import polars as pl

    from .universe import Membership

Prefer = Literal["dataset", "both", "law"]

LISTED_TO = {"cow": date(2016, 12, 31), "gw": date(2017, 12, 31)}
"""The last day that the Correlates of War list (v2016) and the Gleditsch-Ward list (2017) cover."""

_CITED = {
    "cow": (
        "cow2016",
        "@misc{cow2016,\n  author = {{Correlates of War Project}},\n"
        "  title  = {State System Membership List, v2016},\n  year   = {2017},\n"
        "  url    = {https://correlatesofwar.org}\n}",
    ),
    "gw": (
        "gleditsch1999",
        "@article{gleditsch1999,\n  author  = {Gleditsch, Kristian S. and Ward, Michael D.},\n"
        "  title   = {A Revised List of Independent States since the Congress of Vienna},\n"
        "  journal = {International Interactions},\n  volume  = {25},\n  number  = {4},\n"
        "  pages   = {393--413},\n  year    = {1999}\n}",
    ),
}


@dataclass(frozen=True)
class Known:
    """What tables are made of. ``standing``, ``consents``: None where only alliances are known."""

    pledges: Pledges
    standing: pl.DataFrame | None = None
    consents: pl.DataFrame | None = None


def gather(
    treaties: Iterable[Treaty],
    timeline: Callable[[Treaty], Iterable[Spell]],
    events: Callable[[Treaty], Iterable[Event]] | None = None,
    *,
    standing: bool = True,
    more: Sequence[Pledges] = (),
    prefer: Prefer = "dataset",
    universal: bool = False,
    between: Callable[[Treaty, str, str], Iterable[Spell]] | None = None,
) -> Known:
    """What records and the law give.

    ``timeline``: the spells of a treaty (``Derivation.timeline``), asked only of treaties that need it.
    ``standing``: False leaves out what only state-, treaty- and party-year tables use. ``more``:
    pledges read in bulk. ``prefer``: where a dataset that covers years completely was imported,
    ``dataset`` takes those years' pledges from it alone, since its own definition says what an alliance
    is, and later ones from the law; ``both`` adds the law's to them; ``law`` leaves out what a dataset
    codes of a treaty that the register holds. ``universal``: take in general treaties (``is_general``).
    ``between``: the spells of a treaty between two parties, none where it is the same between all.
    """
    from .from_records import from_dataset_records, from_register, has_pledges, is_dataset_coding
    from .standing import consents, from_members, from_timelines

    records = list(treaties)
    coded = [t for t in records if is_dataset_coding(t)]
    own = [t for t in records if not is_dataset_coding(t)]
    number = {t.identifiers["atop"]: t.id for t in own if "atop" in t.identifiers}
    named = {}
    for treaty in coded:
        key = treaty.identifiers.get("atop_coding") or treaty.identifiers.get("atop", "")
        if key in number:
            named[treaty.id] = number[key]
    if prefer == "law":
        coded = [t for t in coded if t.id not in named]
    dataset = together([from_dataset_records(coded, named), *more])
    held = {t.id for t in own}
    last = max((c.last_year for c in dataset.coverage), default=None)
    law = from_register(
        (t for t in own if has_pledges(t)),
        timeline,
        not_before=date(last + 1, 1, 1) if prefer == "dataset" and last is not None else None,
        universal=universal,
        between=between,
    )
    pledges = _apart([dataset, law])
    if not standing:
        return Known(pledges)
    import polars as pl

    told = pl.concat([from_timelines(own, timeline), _members_standing(dataset, held, from_members)])
    acts = consents(e for t in own for e in events(t)) if events is not None else None
    return Known(pledges, told, acts)


def build(
    unit: str,
    known: Known | Pledges,
    *,
    directed: bool = False,
    start: int | None = None,
    end: int | None = None,
    system: str = "cow",
    convention: str = "any_day",
    sure: bool = False,
    extend: bool = True,
    members: Membership | None = None,
) -> Panel:
    """The table of a unit.

    ``start``, ``end``: first and last year (None: as far as the data reach). ``system``: whose members
    make the universe. ``convention``: when a year counts. ``sure``: days that are uncertain do not count.
    ``extend``: the lists of the Correlates of War and of Gleditsch and Ward end in 2016 and 2017; True
    carries their members on. ``members``: another list (``foedera.exchange.systems.load_system``).
    Raises ``UsageError`` for an unknown word, or years that run backwards.
    """
    unit_: Unit = _word(ALSO.get(unit, unit), UNITS, "unit")
    system_: System = _word(system, SYSTEMS, "--system")
    convention_: Convention = _word(convention, CONVENTIONS, "--convention")
    if isinstance(known, Pledges):
        known = Known(known)
    first, last = _years(known, start, end)
    if unit_ in ("treaty-year", "party-year") and known.standing is None:
        known = Known(known.pledges, _standing(known.pledges), known.consents)
    spells = members if members is not None else _listed(system_, extend)
    frame = _frame(unit_, known, first, last, directed, system_, convention_, sure, spells)
    citations = {c.key: c for c in known.pledges.citations}
    if system_ in _CITED:
        key, bibtex = _CITED[system_]
        citations[key] = type(OWN)(key, bibtex)
    return Panel(
        frame,
        unit_,
        directed and unit_ in ("dyad-year", "dyad-spell"),
        known.pledges.coverage,
        tuple(citations.values()),
        (*_notes(known, system_, first, last, extend), *known.pledges.notes),
        {
            "from": first,
            "to": last,
            "system": system_,
            "convention": convention_,
            "uncertain_days": "certain only" if sure else "all possible",
            "extend": extend,
        },
    )


def _frame(
    unit: Unit,
    known: Known,
    first: int,
    last: int,
    directed: bool,
    system: System,
    convention: Convention,
    sure: bool,
    members: Membership | None,
) -> pl.DataFrame:
    if unit in ("treaty-year", "party-year"):
        from .treaty_years import party_year, treaty_year

        make = treaty_year if unit == "treaty-year" else party_year
        assert known.standing is not None
        return make(known.standing, first, last, system=system, convention=convention, members=members)
    if unit == "dyad-spell":
        from .spells import dyad_spell

        return dyad_spell(known.pledges, first, last, directed=directed, system=system, sure=sure)
    from .dyads import dyad_year

    dyads = dyad_year(
        known.pledges, first, last, directed=directed or unit == "state-year", system=system,
        convention=convention, sure=sure, members=members,
    )  # fmt: skip
    if unit == "dyad-year":
        return dyads
    from .states_years import state_year

    return state_year(
        dyads, first, last, system=system, convention=convention, standing=known.standing,
        consents=known.consents, members=members,
    )  # fmt: skip


def _apart(parts: list[Pledges]) -> Pledges:
    filled = [p for p in parts if p.members.height or p.coverage]
    return together(filled)


def _members_standing(
    dataset: Pledges, held: set[str], make: Callable[[Pledges], pl.DataFrame]
) -> pl.DataFrame:
    import polars as pl

    # What the law itself derives is not taken from a dataset a second time.
    return make(dataset).filter(~pl.col("treaty").is_in(list(held)))


def _standing(pledges: Pledges) -> pl.DataFrame:
    from .standing import from_members

    return from_members(pledges)


def _years(known: Known, start: int | None, end: int | None) -> tuple[int, int]:
    lows = known.pledges.members["lo"]
    coverage = known.pledges.coverage
    first = start
    if first is None:
        first = min([c.first_year for c in coverage] + ([lows.min().year] if len(lows) else []), default=1816)  # type: ignore[union-attr]
    last = end
    if last is None:
        last = max([c.last_year for c in coverage] + ([lows.max().year] if len(lows) else []), default=first)  # type: ignore[union-attr]
    for name, year in (("--from", first), ("--to", last)):
        if not 1648 <= year <= 2199:
            raise UsageError(name, f"{year} is no year of a table", "give a year from 1648 to 2199")
    if first > last:
        raise UsageError("--from", f"{first} is after {last}", "give the earlier year first")
    return first, last


def _listed(system: System, extend: bool) -> Membership | None:
    if extend or system not in LISTED_TO:
        return None
    from .actors import membership

    last = LISTED_TO[system]
    return [(a, s, lo, min(hi, last) if hi else last) for a, s, lo, hi in membership(system) if lo <= last]


def _notes(known: Known, system: System, first: int, last: int, extend: bool) -> tuple[str, ...]:
    notes = []
    complete = [c for c in known.pledges.coverage if c.last_year >= first and c.first_year <= last]
    if not complete:
        notes.append("no source lists all pledges of these years: an empty cell is not a 0")
    elif max(c.last_year for c in complete) < last:
        notes.append(
            f"after {max(c.last_year for c in complete)} only recorded treaties are known: "
            "an empty cell is not a 0"
        )
    if system in LISTED_TO and LISTED_TO[system].year < last:
        end = LISTED_TO[system].isoformat()
        notes.append(
            f"the {system} list ends on {end}; its members are {'carried on' if extend else 'not carried on'}"
        )
    return tuple(notes)


def _word(word: str, words: Sequence[str], where: str) -> Any:
    if word in words:
        return word
    near = get_close_matches(word, words, n=1)
    offer = f"did you mean {near[0]}? " if near else ""
    raise UsageError(where, f"'{word}' is none", f"{offer}known: {', '.join(words)}")
