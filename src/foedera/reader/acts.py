"""Acts: what a state, its organs or leaders did, plan or refuse to do about a treaty.

The order of the rules: silence (ignored phrases, longer cues), then what the cue needs (a treaty, an
actor), then the organ (parliament, decree), then status. A form that says nothing by itself (infinitive,
noun) becomes an act only under a word that governs it.
"""

from __future__ import annotations

from .act_approval import read_approvals
from .act_bare import read_bare
from .act_build import unique
from .act_final import at_the_end
from .act_finite import is_untold, read_finite
from .act_kinds import JOINT
from .act_notice import effects, without_decision
from .context import Context, Draft, Part
from .dates import resolve as resolve_date


def read(ctx: Context, part: Part) -> list[Draft]:
    """The acts of one sentence, in order of their cues."""
    _date_of_ceremony(ctx, part)
    found: list[Draft] = []
    nested: set[int] = set()
    for mark in part.acts:
        if id(mark) in nested:
            continue
        mark = at_the_end(ctx, part, mark)
        if mark.form == "bare" or is_untold(ctx, part, mark):
            found += read_bare(ctx, part, mark)
        else:
            found += read_finite(ctx, part, mark, nested)
    found += read_approvals(ctx, part, found)
    _complete(part, found)
    found = [d for d in found if not _told_again(d, found) and not _musing(part, d)]
    return unique(effects(ctx, part, without_decision(_without_consequence(found))))


def _musing(part: Part, draft: Draft) -> bool:
    """ "Analysts believe that Egypt may withdraw if …": what persons without office think possible is no act."""
    return draft.fields["status"] in ("conditional", "proposed") and any(
        g.kind == "nonstate"
        and g.end <= draft.core[0]
        and any(0 <= m.start - g.end <= 12 and m.end <= draft.core[0] for m in part.sentence.of("that"))
        for g in part.groups
    )


def _without_consequence(found: list[Draft]) -> list[Draft]:
    """ "Became a party after depositing its instrument of ratification": a ratification, not an accession."""
    deposited = {d.fields["parties"] for d in found if d.fields["act"] == "deposit"}
    joined = next((d for d in found if d.fields["act"] == "accession" and d.fields["parties"]), None)
    for draft in [d for d in found if joined and d.fields["act"] == "accession" and not d.fields["parties"]]:
        # "Malta joined the treaty: its instrument was handed over on Thursday"
        if joined and draft.fields["status"] == joined.fields["status"]:
            found.remove(draft)
            if joined.fields["date"] is None:
                joined.fields.update(date=draft.fields["date"], date_text=draft.fields["date_text"])
    stayed = {d.fields["parties"] for d in found if d.fields["act"] == "denunciation_revocation"}
    return [
        d
        for d in found
        if not (
            d.fields["act"] == "accession"
            and d.fields["status"] == "done"
            and d.fields["parties"] in deposited
        )
        # "gave up leaving the convention and revoked its notice": told once
        and not (
            d.fields["act"] == "denunciation"
            and d.fields["status"] == "refused"
            and d.fields["parties"] in stayed
        )
    ]


def _date_of_ceremony(ctx: Context, part: Part) -> None:
    """ "The ceremony took place in Bishkek on 29 October": the date of the act told in the sentence before."""
    if not part.dates or any(m.form != "bare" for m in part.acts):
        return
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    if (
        last is not None
        and last.fields["status"] in ("done", "refused")
        and last.fields["date"] is None
        and part.sentence.index - last.sentence == 1
        and any(m.value == "ceremony" for m in part.sentence.of("op"))
    ):
        last.fields["date"] = resolve_date(part.dates[0], ctx.anchor)
        last.fields["date_text"] = ctx.view.words(part.dates[0].start, part.dates[0].end)


def _told_again(draft: Draft, found: list[Draft]) -> bool:
    """ "Formally left the treaty, the first state to leave it": the same exit once more."""
    return (
        draft.fields["act"] == "denunciation"
        and draft.fields["status"] == "done"
        and draft.fields["date"] is None
        and any(
            d.fields["act"] == "termination"
            and d.fields["status"] == "done"
            and d.fields["parties"] == draft.fields["parties"]
            and d.core[1] <= draft.core[0]
            for d in found
        )
    )


def _complete(part: Part, found: list[Draft]) -> None:
    """What one act of a sentence tells of another: who made the treaty; an exit "after having notified it"."""
    for draft in found:
        if draft.fields["act"] in JOINT and draft.subject is None and len(draft.fields["parties"]) < 2:
            known = {*draft.fields["parties"], *draft.treaty_parties}
            for other in found:
                if other is not draft and other.fields["treaty_text"] == draft.fields["treaty_text"]:
                    known |= {*other.fields["parties"], *other.treaty_parties}
            if not known:
                # "Switzerland and France amended the agreement by a protocol signed on Friday"
                pairs = {tuple(d.fields["parties"]) for d in found if len(d.fields["parties"]) == 2}
                known = set(pairs.pop()) if len(pairs) == 1 else known
            if len(known) == 2:
                draft.fields["parties"] = tuple(sorted(known, key=lambda s: s in draft.fields["parties"]))
        if (
            draft.fields["act"] == "denunciation"
            and draft.fields["status"] == "done"
            and _notice_before(part, draft)
        ):
            draft.fields.update(act="termination", effective=draft.fields["date"])


def _notice_before(part: Part, draft: Draft) -> bool:
    """ "left on Wednesday, a year after having notified their withdrawal": the exit itself, not its notice."""
    return any(
        op.value == "anterior"
        and op.start >= draft.core[1]
        and any(
            m.kind == "act" and m.value in ("denunciation", "notification") and 0 <= m.start - op.end <= 40
            for m in part.sentence.marks
        )
        for op in part.sentence.of("op")
    )
