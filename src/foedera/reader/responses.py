"""Responses: how those who are accused answered."""

from __future__ import annotations

from .actor_types import Group
from .attribution import Speech
from .context import Context, Draft, Part
from .marks import Mark
from .resolve import resolve_group
from .subject import subject

_RANK = {"neither_confirmed_nor_denied": 0, "no_comment": 1}


def read(ctx: Context, part: Part, speech: list[Speech]) -> list[Draft]:
    """The responses of one sentence."""
    marks = [m for m in part.sentence.marks if m.kind == "response"]
    marks.sort(
        # "refused to comment on the reports" has the words of a denial as well.
        key=lambda m: (_RANK.get(m.value, 2), m.start - m.end)
    )
    marks += _bare_denials(ctx, part)
    kept: list[Mark] = []
    for mark in marks:
        if not any(mark.start < k.end and k.start < mark.end for k in kept):
            kept.append(mark)
    found: list[Draft] = []
    for mark in sorted(kept, key=lambda m: m.start):
        value = mark.value
        if value == "negated":
            if not _negated(part, mark):
                continue
            value = "no_comment"
        if value in ("confirmed", "denied") and _unsaid(ctx, part, mark):
            continue
        draft = _response(ctx, part, mark, value, speech)
        if draft is not None and not any(
            d.fields["response"] == value and d.fields["parties"] == draft.fields["parties"] for d in found
        ):
            found.append(draft)
    return found


def _bare_denials(ctx: Context, part: Part) -> list[Mark]:
    """ "…; Pyongyang nega.": a verb of denying that ends its clause, after something was alleged."""
    alleged = any(m.kind == "claim" for m in part.sentence.marks) or any(
        d.kind == "claim" and part.sentence.index - d.sentence <= 1 for d in ctx.drafts
    )
    if not alleged:
        return []
    return [
        Mark(m.start, m.end, "response", "denied", m.form)
        for m in part.sentence.of("report")
        if m.value == "deny" and not ctx.view.folded[m.end : part.sentence.segment(m.start)[1]].strip(" .;!")
    ]


def _unsaid(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "Moscow has not confirmed the deployment", "did not deny it": neither confirmed nor denied by these words."""
    return any(
        m.kind == "status"
        and m.value == "not"
        and not (mark.start <= m.start and m.end <= mark.end)
        and (0 <= mark.start - m.end <= 8 or (ctx.view.pack.order == "sov" and 0 <= m.start - mark.end <= 3))
        for m in part.sentence.marks
    )


def _negated(part: Part, mark: Mark) -> bool:
    return any(
        m.kind == "status" and m.value == "not" and m.start < mark.end + 25 and m.end > mark.start - 120
        for m in part.sentence.marks
    )


def _response(ctx: Context, part: Part, mark: Mark, value: str, speech: list[Speech]) -> Draft | None:
    groups = _who(ctx, part, mark)
    if not groups:
        groups = [g for g in part.groups if g.city and "in" in g.roles and g.end <= mark.start][:1]
    if not groups and speech:
        # "A spokesman for X said the accusation was untrue".
        groups = [speech[0].group]
    if len(groups) == 1 and not groups[0].states and groups[0].kind == "actors":
        beside = [
            g
            for g in part.groups
            if 0 <= g.start - groups[0].end <= 10 and set(g.roles) & {"in", "of", "for"} and g.states
        ]
        groups += beside[:1]
    states: list[str] = []
    for group in groups:
        states += [s for s in resolve_group(ctx, part, group).states if s not in states]
    accused = any(g.kind == "accused" for g in groups)
    if accused and not states:
        states = list(dict.fromkeys(s for d in ctx.drafts if d.kind == "claim" for s in d.fields["actors"]))
    if not states:
        return None
    lo = min([mark.start, *(g.start for g in groups)])
    hi = max([mark.end, *(g.end for g in groups)])
    fields = {"response": value, "parties": tuple(states), "status": "done"}
    return Draft("response", lo, hi, fields, part.sentence.index, (mark.start, mark.end))


def _who(ctx: Context, part: Part, mark: Mark) -> list[Group]:
    """The subject; with "neither … nor …" the groups inside the phrase; with "no response from X" the one after."""
    inside = [
        g
        for g in part.groups
        if mark.start <= g.start
        and g.end <= mark.end
        and g.kind in ("actors", "both", "accused")
        and g.role != "of"
    ]
    if inside and ctx.view.pack.order != "sov":
        return inside
    owned = [g for g in part.groups if mark.start <= g.start and g.end <= mark.end and "of" in g.roles]
    if mark.value == "no_comment" and owned and ctx.view.pack.inverts:
        return owned[:1]  # "Реакции Анкары не последовало"
    after = [g for g in part.groups if 0 <= g.start - mark.end <= 12 and set(g.roles) & {"from", "of"}]
    if after:
        return after[:1]
    left, _ = part.sentence.segment(mark.start)
    if ctx.view.pack.order == "sov":
        before = [
            g
            for g in part.groups
            if left <= g.start
            and g.start <= mark.start
            and g.kind in ("actors", "both", "accused", "pronoun")
        ]
        marked = [g for g in before if "subject" in g.roles]
        if marked:
            # "neither A nor B نے": those before the marked one that are joined without a marker of their own.
            since = marked[-2].end if len(marked) > 1 else 0
            last = marked[-1]
            return [
                g for g in before if g is last or (since <= g.start and g.end <= last.start and not g.roles)
            ]
        plain = [
            g
            for g in before
            if not set(g.roles) & {"object", "of", "in", "with", "between", "to", "from", "against"}
        ]
        owner = [g for g in before if "of" in g.roles and g.states and 0 <= mark.start - g.end <= 3]
        return plain or inside or (owner[-1:] if not ctx.view.pack.spaces else [])
    found = subject(ctx, part, mark)
    if found is not None and mark.value == "neither_confirmed_nor_denied":
        # "Ни Анкара, ни Тирана не подтвердили": each with a negation of its own.
        each = [g for g in part.groups if g.end <= mark.start and g.kind == "actors" and not g.role]
        negated = [
            g
            for g in each
            if any(m.value == "not" and 0 <= g.start - m.end <= 1 for m in part.sentence.of("status"))
        ]
        if len(negated) > 1 and found in negated:
            return negated
    if found is None:
        # "У Москві від коментарів відмовилися": the capital or state where nobody comments.
        seats = [g for g in part.groups if "in" in g.roles and g.states and g.kind == "actors"]
        found = seats[0] if len(seats) == 1 else None
    return [found] if found is not None and found.kind in ("actors", "both", "pronoun", "accused") else []
