"""A page or a table of the collection → what the importer proposes."""

from __future__ import annotations

from collections.abc import Sequence

from foedera.errors import FoederaError
from foedera.exchange.base import Imported, Lookup, state_note
from foedera.model import Act, Checkpoint, Done, EntryRule, Source, Treaty, seal_source

from .cells import Column
from .draft import Draft
from .footnotes import read_notes
from .page import Page
from .participants import Row, binds, check_totals, columns, read_rows
from .sections import read_blocks, read_territories
from .text import squeeze

PUBLISHER = "United Nations Treaty Collection"


def treaty_id(reference: str, treaty: str | None, lookup: Lookup | None, where: str) -> tuple[str, bool]:
    """The register's id for a reference of the collection, and whether the register knows it.

    Raises ``FoederaError`` where the file is about another treaty than the one named.
    """
    known = lookup("mtdsg", reference) if lookup else None
    if treaty and known and treaty != known:
        raise FoederaError(
            where, f"is about {reference}, which is {known}, not {treaty}", "name the right one"
        )
    return (treaty or known or f"mtdsg-{reference}"), bool(treaty or known)


def from_page(page: Page, where: str, sha256: str, treaty: str | None, lookup: Lookup | None) -> Imported:
    """All that a status page states. Its own "as at" is the day its content became public."""
    target, known = treaty_id(page.reference, treaty, lookup, where)
    checkpoint = Checkpoint(
        parties=page.parties,
        signatories=page.signatories,
        entry_into_force=page.in_force,
        as_of=page.as_at,
        not_in_force=page.not_yet,
    )
    source = _source(page, sha256, page.as_at, target, checkpoint)
    draft = Draft(source.id, target, page.title or None, where, page.as_at)
    of = columns(page.header, page.rows, where)
    rows = read_rows(page.rows, of, draft)
    for heading in page.others:
        draft.notice("tables", f"another table of participants is not read: {heading[:120]}")
    check_totals(rows, page.signatories, page.parties, draft)
    read_notes(page.notes, rows, draft)
    read_blocks(page.blocks, draft)
    read_territories(page.territories, draft)
    taken_back(rows, draft, page.as_at)
    _not_listed(rows, draft, page.as_at)
    if page.in_force and not known:
        draft.add("entry_into_force", "", date=page.in_force, note=squeeze(page.force_text)[:300])
    whole = all(row.party for row in rows)
    return Imported(
        sources=(source,),
        statements=draft.acts,
        treaties=() if known else (_record(page, target, of, source, checkpoint),),
        checkpoints={target: (_sourced(checkpoint, source),)},
        complete={target: page.as_at} if whole else {},
        notices=tuple(draft.notices),
        skipped=tuple(draft.skipped),
    )


def taken_back(rows: Sequence[Row], draft: Draft, as_at: str | None) -> None:
    """Brackets without a footnote that dates the exit: some day between the act and the page.

    A State that came back left before that: each act in brackets has an exit of its own.

    A consent in brackets takes the signature along; a signature alone in brackets was withdrawn.
    """
    for row in rows:
        for entry, act in row.entries:
            if not entry.withdrawn or row.party is None or act is None:
                continue
            signing = act.act == "signature" and "definitive" not in (act.note or "")
            if signing and any(e.withdrawn for e, a in row.entries if a and a.act != "signature"):
                continue
            exits = draft.done(
                row.party, "denunciation", "termination", "consent_withdrawal", "signature_withdrawal"
            )
            back = [e.date for e, a in row.entries if a and binds(a.act, a.note) and e.date > entry.date]
            until = min(back) if back else as_at
            if any(_took_effect(one, entry.date, until) for one in exits):
                continue
            # A notice whose effect nobody dates: the exit lies after it.
            notices = [a.date for a in exits if a.date and entry.date <= a.date <= (until or a.date)]
            draft.add(
                "signature_withdrawal" if signing else "termination",
                row.party,
                date=f"{max(notices, default=entry.date)}/{until or '..'}",
                flags=("date_not_stated",),
                note=f"the register puts '{entry.text}' in brackets",
            )


def _took_effect(exit_: Act, since: str, until: str | None) -> bool:
    day = exit_.effective or (None if exit_.act == "denunciation" else exit_.date)
    return day is not None and since <= day and (until is None or day <= until)


def _not_listed(rows: Sequence[Row], draft: Draft, as_at: str) -> None:
    """A predecessor of a footnote that still stands, but not among the participants: not counted any more.

    So it is where the United Nations recognized another government's right to represent the State.
    """
    from datetime import date

    from foedera import states
    from foedera.dates import Answer

    among = {row.party for row in rows}
    past = [act for act in draft.acts if act.role == "background" and act.act not in ("reservation",)]
    for party in dict.fromkeys(p for act in past for p in act.parties):
        if party in among or states.exists(party, date.fromisoformat(as_at)) is Answer.NO:
            continue
        latest = max(act.date or "" for act in past if party in act.parties)
        draft.add(
            "termination",
            party,
            date=f"{latest}/{as_at}",
            role="background",
            flags=("date_not_stated", "not_listed_by_register"),
            note="the register names its acts in a footnote and does not list it as a participant",
        )


def _source(page: Page, sha256: str, published: str, target: str, checkpoint: Checkpoint) -> Source:
    chapter = page.reference.partition("-")[0]
    from .text import ROMAN

    number = ROMAN.index(chapter) if chapter in ROMAN else 0
    return seal_source(
        Source(
            url="https://treaties.un.org/Pages/ViewDetails.aspx?src=TREATY"
            f"&mtdsg_no={page.reference}&chapter={number}&clang=_en",
            publisher=PUBLISHER,
            language="en",
            published=published,
            title=f"Status of treaties: {page.title or page.reference}",
            sha256=sha256,
            kind="depositary",
            notes=(state_note(target, checkpoint),),
        )
    )


def _sourced(checkpoint: Checkpoint, source: Source) -> Checkpoint:
    import msgspec

    return msgspec.structs.replace(checkpoint, source=source.id)


def _record(page: Page, target: str, of: list[Column], source: Source, checkpoint: Checkpoint) -> Treaty:
    """A record for a treaty that the register does not hold: what the page says, and no rule."""
    kinds = [kind for c in of for kind in ([c.plain] if c.plain else []) + list(c.marked.values())]
    names = {"deposit": "ratification"}
    ways = dict.fromkeys(
        names.get(k.act, k.act)
        for k in kinds
        if k.act not in ("signature", "provisional_application", "entry_into_force", "denunciation")
        and (k.note is None or "formal" in k.note)
    )
    number = page.registration.rpartition("No. ")[2].strip() if page.registration else ""
    return Treaty(
        id=target,
        title={"en": page.title} if page.title else {},
        done=Done(date=page.done, place=page.place.partition(",")[0] if page.place else None),
        depositary=("UN",),
        consent=tuple(ways),
        entry_into_force=EntryRule(text=page.force_text or None),
        identifiers={"mtdsg": page.reference, **({"unts": number} if number.isdigit() else {})},
        sources=(source,),
        participation="complete",
        complete_as_of=page.as_at,
        checkpoints=(_sourced(checkpoint, source),),
        note="proposed from the depositary's status page; the rule of entry into force is not recorded",
    )
