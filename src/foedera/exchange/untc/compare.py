"""Two editions of one register: what changed between them, as statements, and nothing forgotten.

The earlier edition's statements stay what they are: what was published then. The later edition's own
statements say what it lists now. What neither says is that something is no longer listed, or is now listed
otherwise: that is what ``compare`` adds, dated to the later edition.

- A new date or kind of act for a party: the later edition's statement corrects the earlier one.
- An act that vanished: explained where the later edition itself tells of the exit; else a removal by the
  register on some day between the two editions, which a withdrawal may or may not lie behind.
- A party under another name is the same party, since names are resolved; a party whose very acts another
  State now holds was carried over to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import msgspec

from foedera.exchange.base import Correction, Difference, Imported, Notice, stated
from foedera.model import Act, Source, Statement, seal

from .participants import binds

_EXITS = ("denunciation", "termination", "consent_withdrawal", "signature_withdrawal")


class Comparison(NamedTuple):
    """``statements``: what the later edition implies beside its own; ``differences``: all, with reasons."""

    statements: tuple[Act, ...]
    corrections: tuple[Correction, ...]
    differences: tuple[Difference, ...]


def compare(
    earlier: Iterable[Statement],
    later: Iterable[Statement],
    earlier_edition: Source,
    later_edition: Source,
    in_force: bool = False,
) -> Comparison:
    """The differences between two editions' acts on one treaty. Order of the acts does not matter.

    ``in_force``: whether the treaty was, by the later edition: a consent that vanished is then an exit, else
    a consent taken back.
    """
    now = [act for act in later if isinstance(act, Act)]
    before, after = _listed(act for act in earlier if isinstance(act, Act)), _listed(now)
    exits: dict[tuple[str, str], Act] = {
        (p, act.act): act for act in now if act.act in _EXITS for p in act.parties
    }
    made: list[Act] = []
    corrected: list[Correction] = []
    told: list[Difference] = []
    for party, side in sorted(set(before) | set(after)):
        old, new = before.get((party, side), []), after.get((party, side), [])
        same = {_what(a) for a in old} & {_what(a) for a in new}
        gone = [a for a in old if _what(a) not in same]
        come = [a for a in new if _what(a) not in same]
        for act in gone:
            if come:
                twin = come.pop(0)
                corrected.append(_correction(act, twin, later_edition))
                told.append(_difference("changed", party, act, twin, twin.id, _kind_of_change(act, twin)))
            else:
                told.append(
                    _vanished(party, side, act, exits, after, earlier_edition, later_edition, made, in_force)
                )
        told += [_difference("new", party, None, act, act.id, None) for act in come]
    return Comparison(tuple(made), tuple(corrected), tuple(told))


def _listed(acts: Iterable[Act]) -> dict[tuple[str, str], list[Act]]:
    """The acts of the table itself, by party and side, in order of time. Footnotes are not compared:
    a table without them would seem to have lost what it never held."""
    found: dict[tuple[str, str], list[Act]] = {}
    for act in sorted(acts, key=lambda a: (a.date or "", a.act)):
        side = _side(act)
        if side and act.status == "done" and act.role != "background" and act.date_text:
            for party in act.parties:
                found.setdefault((party, side), []).append(act)
    return found


def _side(act: Act) -> str | None:
    if binds(act.act, act.note):
        return "consent"
    return act.act if act.act in ("signature", "provisional_application") else None


def _what(act: Act) -> tuple[str | None, str]:
    return act.date, act.act


def _correction(act: Act, twin: Act, edition: Source) -> Correction:
    """The later edition no longer says so: its own statement takes the earlier one's place."""
    reason = f"the edition of {edition.published or 'unknown day'} has {twin.act} {twin.date} instead"
    return Correction(retracts=act.id, by_statement=twin.id, reason=reason)


def _kind_of_change(act: Act, twin: Act) -> str:
    if act.date == twin.date:
        return "another kind of act on the same day"
    return "another date" if act.act == twin.act else "another date and kind of act"


def _vanished(
    party: str,
    side: str,
    act: Act,
    exits: dict[tuple[str, str], Act],
    after: dict[tuple[str, str], list[Act]],
    earlier: Source,
    later: Source,
    made: list[Act],
    in_force: bool,
) -> Difference:
    explained = next((exits[party, kind] for kind in _EXITS if (party, kind) in exits), None)
    if explained is not None:
        return _difference("vanished", party, act, None, explained.id, "withdrawal told by the later edition")
    gone = not any(one == party for one, _ in after)
    heir = next(
        (
            other
            for (other, other_side), acts in after.items()
            if gone
            and other_side == side
            and [_what(a) for a in acts] == [_what(act)]
            and _follows(party, other)
        ),
        None,
    )
    if heir is not None:
        return _difference("renamed", party, act, None, None, f"now listed under {heir}")
    out = "termination" if in_force else "consent_withdrawal"
    kept = {"consent": out, "signature": "signature_withdrawal"}
    if side == "provisional_application":
        return _difference("vanished", party, act, None, None, "provisional application is no longer listed")
    removal = seal(
        Act(
            act=kept[side],  # type: ignore[arg-type]
            parties=(party,),
            source=later.id,
            treaty=act.treaty,
            treaty_text=act.treaty_text,
            date=f"{_edge(earlier, act)}/{later.published or '..'}",
            flags=("removed_by_register", "date_not_stated"),
            note=f"'{act.date_text}' stood in the edition of {earlier.published or 'unknown day'} "
            "and is no longer listed; the register does not say why",
        )
    )
    made.append(removal)
    return _difference("vanished", party, act, None, removal.id, "removed by the register without a reason")


def _edge(earlier: Source, act: Act) -> str:
    """The removal lies after the earlier edition, and never before the act itself."""
    return max(earlier.published or "", (act.date or "").partition("/")[0]) or ".."


def _follows(party: str, other: str) -> bool:
    from foedera import states

    return any(link.successor == other for link in states.successors(party))


def _difference(
    kind: str, party: str, was: Act | None, now: Act | None, statement: str | None, note: str | None
) -> Difference:
    said = was or now
    return Difference(
        kind=kind,
        party=party,
        act=said.act if said else None,
        was=_said(was),
        now=_said(now),
        statement=statement,
        note=note,
    )


def _said(act: Act | None) -> str | None:
    return None if act is None else f"{act.act} {act.date}"


def with_editions(
    imported: Imported, held: Sequence[tuple[Source, Sequence[Act]]], in_force: Collection[str] = ()
) -> Imported:
    """The import together with what follows from the editions of the same register already held.

    It is compared with the edition published before it, and the one after it with it, so that the order
    in which editions are imported does not matter. ``held``: sources with their acts, those of other
    publishers and the edition itself are passed over. ``in_force``: treaties known to be, beside those of
    which an edition itself says so. The differences become notices.
    """
    own = imported.sources[0]
    more: list[Act] = []
    corrected: list[Correction] = []
    told: list[Notice] = []
    for treaty in imported.treaty_ids:
        acts = [a for a in imported.statements if isinstance(a, Act) and a.treaty == treaty]
        others = [
            (source, [a for a in said if a.treaty == treaty])
            for source, said in held
            if source.id != own.id and source.publisher == own.publisher
        ]
        others = [(source, said) for source, said in others if said]
        before = [e for e in others if (e[0].published or "") <= (own.published or "")]
        after = [e for e in others if (e[0].published or "") > (own.published or "")]
        pairs = []
        points = [stated(source).get(treaty) for source in (*(source for source, _ in others), own)]
        begun = treaty in in_force or any(p is not None and p.entry_into_force for p in points)
        if before:
            source, said = max(before, key=lambda e: (e[0].published or "", e[0].id))
            pairs.append(compare(said, acts, source, own, begun))
        if after:
            source, said = min(after, key=lambda e: (e[0].published or "", e[0].id))
            pairs.append(compare(acts, said, own, source, begun))
        for found in pairs:
            more += found.statements
            corrected += found.corrections
            told += [Notice(where=f"{treaty}: {d.party}", what=_in_words(d)) for d in found.differences]
    # A removal is told by the later edition, which may be the one already held.
    tellers = {act.source for act in more}
    sources = {s.id: s for s in (*imported.sources, *(s for s, _ in held if s.id in tellers))}
    return msgspec.structs.replace(
        imported,
        sources=tuple(sources.values()),
        statements=tuple({s.id: s for s in (*imported.statements, *more)}.values()),
        notices=(*imported.notices, *told),
        corrections=(*imported.corrections, *corrected),
    )


def _in_words(difference: Difference) -> str:
    said = f"{difference.was or 'nothing'} → {difference.now or 'nothing'}"
    return f"{difference.kind}: {said}" + (f" ({difference.note})" if difference.note else "")
