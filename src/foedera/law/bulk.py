"""Many treaties at once: the derivation of ``engine`` over columns (Polars).

What columns can decide they decide: a count of consents or a fixed date, delays and floors, later parties,
notices of withdrawal, returns. A treaty with anything else (see ``bulk_rules`` and ``_undecided``) is given
to ``derive``, so that both ways always give the same spells.

A frame of plain acts has the columns ``treaty``, ``party``, ``act`` (strings), ``date`` and, for
successions, ``effective`` (days; null where not stated). Plain means: international, done, on a known day,
undisputed, directed at nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from foedera.model import Event, Treaty

from .acts import moment
from .bulk_columns import KEY, KNOWN, columns, parties, table
from .bulk_rules import rule_of
from .context import Context
from .engine import derive
from .history import History
from .remember import Remembering

if TYPE_CHECKING:
    import polars as pl


class Timelines(NamedTuple):
    """``treaties``: ``treaty``, ``entry``, ``entry_latest`` (null: not in force by the acts given).

    ``spells``: ``treaty``, ``party`` (legal person), ``status``, ``from``, ``from_latest``, ``until``,
    ``until_latest``, contiguous for each party; the earliest and latest possible day, null for open.
    ``single``: ids of the treaties that were derived one at a time.
    """

    treaties: pl.DataFrame
    spells: pl.DataFrame
    single: tuple[str, ...]


def derive_events(
    treaties: Sequence[Treaty], events: Mapping[str, Sequence[Event]], context: Context
) -> Timelines:
    """Derive all ``treaties`` from believed events by treaty id; what is not plain is derived singly."""
    import polars as pl

    rows = [(t.id, _rows(events.get(t.id, ()))) for t in treaties]
    plain = [row for _, found in rows if found is not None for row in found]
    acts = pl.DataFrame(plain, schema=_schema(pl), orient="row")
    singly = {name for name, found in rows if found is None}
    return _derive(treaties, acts, context, singly, events)


def derive_many(treaties: Sequence[Treaty], acts: pl.DataFrame, context: Context) -> Timelines:
    """Derive all ``treaties`` from a frame of plain acts; raises ``FoederaError`` for a frame without the
    columns named above. Acts of a treaty that is not among ``treaties`` are left out."""
    from foedera.errors import FoederaError

    lacking = sorted({"treaty", "party", "act", "date"} - set(acts.columns))
    if lacking:
        raise FoederaError("acts", f"the frame has no column {', '.join(lacking)}", "see foedera.law.bulk")
    import polars as pl

    if "effective" not in acts.columns:
        acts = acts.with_columns(pl.lit(None, dtype=pl.Date).alias("effective"))
    if acts["date"].null_count():
        raise FoederaError("acts", "an act has no date", "leave it out, or use derive_events")
    return _derive(treaties, acts.select(list(_schema(pl))), context, set(), None)


def _schema(pl: Any) -> dict[str, Any]:
    return {
        "treaty": pl.String,
        "party": pl.String,
        "act": pl.String,
        "date": pl.Date,
        "effective": pl.Date,
    }


def _rows(events: Iterable[Event]) -> list[tuple[str, str, str, date, date | None]] | None:
    """Plain acts as rows; None where one of them is not plain."""
    found: list[tuple[str, str, str, date, date | None]] = []
    for event in events:
        if event.step == "domestic" or (event.status != "done" and event.act != "extension"):
            continue
        at = moment(event.date) if event.date else None
        stated = moment(event.effective) if event.effective else None
        if at is None or not at.exact or (stated is not None and not stated.exact):
            return None
        if event.disputed_by or event.to or event.territory or event.ground:
            return None
        if event.act not in KNOWN or _definitive(event):
            return None
        found.append((event.treaty, event.party, event.act, at.lo, stated.lo if stated else None))
    return found


def _definitive(event: Event) -> bool:
    # ``consent.definitive`` reads the note of a signature.
    return event.act == "signature" and bool(event.note)


def _derive(
    treaties: Sequence[Treaty],
    acts: pl.DataFrame,
    context: Context,
    singly: set[str],
    events: Mapping[str, Sequence[Event]] | None,
) -> Timelines:
    import polars as pl

    context = Remembering(context)
    rules = {t.id: rule for t in treaties if t.id not in singly and (rule := rule_of(t, context)) is not None}
    people = parties(acts, context)
    known = acts.filter(pl.col("treaty").is_in(list(rules))).join(people, on="party", how="left")
    listed = table(list(rules.values()))
    open_ = [t.id for t in treaties if t.participation == "partial"]
    stated = acts.filter((pl.col("act") == "entry_into_force") & pl.col("treaty").is_in(open_))
    singly = set(singly) | set(stated["treaty"].unique().to_list())
    entered, spells, undecided = columns(known, listed, rules)
    singly = (singly | {t.id for t in treaties if t.id not in rules} | undecided) & {t.id for t in treaties}
    if singly:
        keep = ~pl.col("treaty").is_in(list(singly))
        by_id = _events(acts, singly) if events is None else events
        one = [_single(t, by_id.get(t.id, ()), context) for t in treaties if t.id in singly]
        entered = pl.concat([entered.filter(keep), *(e for e, _ in one)])
        spells = pl.concat([spells.filter(keep), *(s for _, s in one)])
    return Timelines(
        entered.sort("treaty"), spells.sort([*KEY, "from"], nulls_last=False), tuple(sorted(singly))
    )


# -- one at a time ----------------------------------------------------------------------------------


def _events(acts: pl.DataFrame, wanted: set[str]) -> dict[str, list[Event]]:
    """The rows of some treaties as events again."""
    import polars as pl

    found: dict[str, list[Event]] = {}
    for treaty, party, act, day, stated in acts.filter(pl.col("treaty").is_in(list(wanted))).iter_rows():
        found.setdefault(treaty, []).append(
            Event(
                treaty=treaty,
                party=party,
                act=act,
                date=day.isoformat(),
                effective=stated.isoformat() if stated else None,
            )
        )
    return found


def _single(treaty: Treaty, events: Sequence[Event], context: Context) -> tuple[pl.DataFrame, pl.DataFrame]:
    import polars as pl

    found = derive(treaty, events, context)
    lo, hi = (found.entry.lo, found.entry.hi) if found.entry else (None, None)
    rows = [
        row for name, member in found.members.items() for row in spell_rows(treaty.id, name, member.history)
    ]
    days = dict.fromkeys(("from", "from_latest", "until", "until_latest"), pl.Date)
    schema: dict[str, Any] = {"treaty": pl.String, "party": pl.String, "status": pl.String, **days}
    entered = {"treaty": pl.String, "entry": pl.Date, "entry_latest": pl.Date}
    return (
        pl.DataFrame([(treaty.id, lo, hi)], schema=entered, orient="row"),
        pl.DataFrame(rows, schema=schema, orient="row"),
    )


def spell_rows(treaty: str, name: str, history: History) -> list[tuple[Any, ...]]:
    """A history as rows of ``Timelines.spells``."""
    return [
        (treaty, name, p.status, *(p.start or (None, None)), *(p.until or (None, None)))
        for p in history.phases
    ]
