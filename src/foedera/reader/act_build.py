"""Putting an act together: parties, organ, step, date, place, and the words that say it."""

from __future__ import annotations

from typing import Any

from . import dates
from .act_cues import JOINT, OF_TREATY, SELF_SUFFICIENT
from .actors import Group
from .context import PARLIAMENT, Context, Draft, Part, segment_groups
from .link import Mention
from .marks import Mark


def draft_act(
    ctx: Context,
    part: Part,
    mark: Mark,
    act: str,
    status: str,
    actor: Group | None,
    mention: Mention | None,
    passive: bool,
    *,
    step: str | None = None,
    organ: str | None = None,
    span: Mark | None = None,
) -> Draft:
    left, right = part.sentence.segment(mark.start)
    parties = list(actor.states) if actor else []
    organ = organ or (actor.organ if actor else None)
    joined: list[Group] = []
    if act in JOINT:
        joined = [
            g
            for g in segment_groups(part, left, right)
            if set(g.roles) & {"with", "between"} and g.kind == "actors" and g is not actor
        ]
        for group in joined:
            parties += [s for s in group.states if s not in parties]
    if act == "entry_into_force":
        affected = [
            g
            for g in segment_groups(part, left, right)
            if "for" in g.roles or ("to" in g.roles and "for" in g.roles)
        ]
        parties = affected[0].states if affected else []
    treaty, text = ctx.link(mention, parties, part.sentence.index)
    if mention is not None and act in JOINT:
        parties += [s for s in mention.parties if s not in parties]
    if (
        not parties
        and (act in OF_TREATY or act in SELF_SUFFICIENT)
        and act not in ("consent_withdrawal", "signature_withdrawal", "deposit")
    ):
        parties = list(ctx.parties_of(treaty, mention))
    date, date_text, place_of_date = _date(ctx, part, mark, status, mention)
    end_marks = [
        mark.end,
        *([span.end] if span else []),
        *([mention.end] if mention else []),
        *([actor.end] if actor else []),
        *([place_of_date[1]] if place_of_date else []),
    ]
    starts = [
        mark.start,
        *([span.start] if span else []),
        *([mention.start] if mention else []),
        *([actor.start] if actor else []),
        *([place_of_date[0]] if place_of_date else []),
    ]
    lo, hi = max(part.sentence.start, min(starts)), min(part.sentence.end, max(end_marks))
    core = (
        min(mark.start, span.start if span else mark.start),
        max(mark.end, span.end if span else mark.end),
    )
    fields: dict[str, Any] = {
        "act": act,
        "step": step or _step(ctx, part, mark, act, organ),
        "parties": tuple(dict.fromkeys(parties)),
        "organ": organ
        if organ in ("head_of_state", "government", "parliament", "lower_house", "upper_house", "court")
        else None,
        "status": status,
        "treaty": treaty,
        "treaty_text": text,
        "date": date,
        "date_text": date_text,
        "place": _place(ctx, part, left, right, mark),
    }
    if act == "termination" and date and mark.end - mark.start > 0:
        fields["effective"] = date
    flags = [a.flag for a in actor.actors if a.flag] if actor else []
    draft = Draft("act", lo, hi, fields, part.sentence.index, core, flags, actor)
    draft.also = any(
        m.kind == "status" and m.value == "also" and part.sentence.start <= m.start <= right
        for m in part.sentence.marks
    )
    if passive and act == "signature" and mention and 0 <= mark.start - mention.end <= 1:
        fields["role"] = "background"
    return draft


def _step(ctx: Context, part: Part, mark: Mark, act: str, organ: str | None) -> str:
    """News that a state "ratified" tells of a domestic step unless it names the instrument or the count."""
    if act in ("parliamentary_approval", "promulgation"):
        return "domestic"
    if act == "ratification":
        return "domestic"
    if organ in PARLIAMENT:
        return "domestic"
    return "international"


def _date(
    ctx: Context, part: Part, mark: Mark, status: str, mention: Mention | None
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    left, right = part.sentence.segment(mark.start)
    verbs = [m for m in part.acts if m.form != "bare" or m is mark]
    best = None
    for found in part.dates:
        if mention and mention.start <= found.start and found.end <= mention.end:
            continue
        inside = left <= found.start and found.end <= right
        if not inside and len(verbs) > 1:
            continue
        gap = found.start - mark.end if found.start >= mark.end else mark.start - found.end
        if not inside and any(_gap(found, r) < gap for r in part.sentence.of("report")):
            continue
        nearer = any(
            v is not mark
            and not (v.start < mark.end and mark.start < v.end)
            and left <= v.start <= right
            and v.form != "bare"
            and _gap(found, v) < gap
            for v in part.acts
        )
        if nearer:
            continue
        key = (not inside, gap)
        if best is None or key < best[0]:
            best = (key, found)
    if best is None:
        return None, None, None
    found = best[1]
    value = dates.resolve(found, ctx.anchor, ahead=status in ("planned", "conditional", "proposed"))
    return value, ctx.view.words(found.start, found.end), (found.start, found.end)


def _gap(found: dates.Found, mark: Mark) -> int:
    return found.start - mark.end if found.start >= mark.end else mark.start - found.end


def _place(ctx: Context, part: Part, left: int, right: int, mark: Mark) -> str | None:
    from .claims import place_in

    return place_in(ctx, part, left, right, mark.start, cities_only=True)


def unique(drafts: list[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in drafts:
        key = (
            draft.fields["act"],
            draft.fields["parties"],
            draft.fields["status"],
            draft.fields["step"],
            draft.fields["treaty"],
        )
        twin = next(
            (
                k
                for k in kept
                if (
                    k.fields["act"],
                    k.fields["parties"],
                    k.fields["status"],
                    k.fields["step"],
                    k.fields["treaty"],
                )
                == key
            ),
            None,
        )
        if twin is None:
            kept.append(draft)
        elif twin.fields["date"] is None and draft.fields["date"]:
            twin.fields.update(date=draft.fields["date"], date_text=draft.fields["date_text"])
    return kept
