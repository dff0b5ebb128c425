"""Claims: what somebody alleges or reports about conduct. Never taken for a fact."""

from __future__ import annotations

from foedera.model import Quantity

from . import dates, quantities
from .attribution import Speech, said_by
from .claim_who import claim_actors, claim_targets, implausible, is_modifier, owner_of, who_cooperates
from .context import Context, Draft, Part, segment_groups
from .marks import Mark
from .place import place_in


def read(ctx: Context, part: Part, speech: list[Speech]) -> list[Draft]:
    """The claims of one sentence: one for each topic and cue that no longer cue covers."""
    marks = _longest([m for m in part.sentence.marks if m.kind == "claim"])
    covers = part.sentence.of("response", "clause") + part.sentence.of("ignore")
    found: list[Draft] = []
    counted = quantities.find(ctx.view, part.sentence)
    for mark in marks:
        if any(c.start <= mark.start and mark.end <= c.end for c in covers):
            continue
        if mark.value in ("troop_deployment", "arms_transfer") and any(
            0 <= mark.start - m.end <= (12 if ctx.view.pack.spaces else 3)
            and "," not in ctx.view.folded[m.end : mark.start]
            and not any(m.end <= a.start and a.end <= mark.start for a in part.sentence.of("and"))
            for m in part.mentions
        ):
            continue  # "their accord on the stationing of troops": what a treaty is about
        if mark.value == "military_cooperation" and any(
            m.start <= mark.start and mark.end <= m.end for m in part.mentions
        ):
            continue  # what a treaty is about
        draft = _claim(ctx, part, mark, speech, counted)
        if draft is not None and not any(_same(draft, other) for other in found):
            found.append(draft)
    return found


def _longest(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: -(m.end - m.start)):
        if not any(
            k.value == mark.value and mark.start < k.end and k.start < mark.end for k in kept
        ) and not any(k.start <= mark.start and mark.end <= k.end for k in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)


def _same(a: Draft, b: Draft) -> bool:
    keys = ("topic", "actors", "targets")
    return all(a.fields[k] == b.fields[k] for k in keys) and (
        a.fields["quantity"] == b.fields["quantity"] or a.fields["quantity"] is None
    )


def _claim(
    ctx: Context, part: Part, mark: Mark, speech: list[Speech], counted: list[tuple[int, int, Quantity]]
) -> Draft | None:
    left, right = part.sentence.segment(mark.start)
    governed = _negated(part, mark, left, right)
    if governed:
        return None
    accuse = next(
        (
            s
            for s in speech
            if s.mark.value == "accuse" and s.scope[0] <= mark.start and mark.end <= s.scope[1]
        ),
        None,
    )
    said = said_by(ctx, part, speech, (mark.start, mark.end), None)
    speakers = [s.group for s in speech if s.mark.value != "deny"]
    flags: list[str] = []
    actors = claim_actors(ctx, part, mark, accuse, speakers, left, right)
    toll = mark.value == "casualties" and _follows_attack(ctx, part, mark)
    if mark.value != "military_cooperation" and not actors and not said and not toll:
        return None
    if (accuse is None and not said and not actors and not toll) or (
        mark.value == "treaty_breach" and not actors
    ):
        return None
    if mark.value == "military_cooperation":
        if any(m.start <= mark.start and mark.start - m.end <= 40 for m in part.mentions):
            return None  # what a treaty is about
        actors = who_cooperates(ctx, part, mark) or actors
        if not said and not actors:
            return None
        if not said and not speech:
            return None
    if (
        said
        and actors
        and set(said) & set(actors)
        and mark.value not in ("military_cooperation", "combat", "casualties")
        and not (
            mark.value in ("arms_transfer", "mobilization") and accuse is None
        )  # "will supply arms", says who supplies
    ):
        said, flags = implausible(ctx, part, mark, said, actors, accuse)
        if not said and not flags:
            return None
    owner = owner_of(ctx, part, mark, speakers)
    targets = claim_targets(part, mark, actors, speakers, ctx.view.pack.order == "sov")
    if not targets and mark.value == "armed_attack" and ctx.view.pack.order == "svo":
        # "attacked three Thai villages": whose the object is, an adjective tells.
        near = [
            g
            for g in part.groups
            if is_modifier(g)
            and g.states
            and not g.role
            and (mark.start - 40 if ctx.view.pack.bracket else mark.start) < g.start <= mark.end + 40
            and "," not in ctx.view.folded[mark.end : g.start]
            and not set(g.states) & set(actors)
            and g not in speakers
        ]
        targets = near[0].states if near else targets
    if not targets and ctx.view.pack.bracket and mark.value == "arms_transfer":
        # "Washington soll Taiwan Raketen geliefert haben": the bare name besides the one who acts.
        bare = [
            g
            for g in segment_groups(part, left, right)
            if g.kind == "actors" and g.states and not g.role and g not in speakers and g.end <= mark.end
        ]
        targets = [s for g in bare[-1:] for s in g.states if s not in actors]
    quantity = _quantity(part, mark, counted, left, right)
    place = place_in(ctx, part, left, right, mark.start)
    if mark.value == "troop_deployment" and place is None:
        place = next(
            (
                g.states[0]
                for g in segment_groups(part, left, right)
                if set(g.roles) & {"to", "in"} and g.states and g.states[0] not in actors
            ),
            None,
        )
    date, _, at = _date(ctx, part, mark, left, right)
    starts = [mark.start, *(g.start for g in part.groups if g is owner), *([at[0]] if at else [])]
    lo, hi = min(starts), mark.end
    if quantity:
        lo, hi = min(lo, quantity[0]), max(hi, quantity[1])
    speaker = next((s for s in speech if set(s.names) & set(said)), None)
    if speaker and speaker.group.end <= lo:
        lo = speaker.group.start
    fields = {
        "topic": mark.value,
        "actors": tuple(actors),
        "targets": tuple(targets),
        "place": place,
        "quantity": quantity[2] if quantity else None,
        "date": date,
        "status": "alleged",
    }
    draft = Draft("claim", lo, hi, fields, part.sentence.index, (mark.start, mark.end), flags)
    draft.said_by = said
    return draft


def _follows_attack(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "Russia struck the port, Kyiv says; seven people died": the toll of the attack told before it."""
    return any(
        m.kind == "claim" and m.value in ("armed_attack", "combat") and m.end <= mark.start
        for m in part.sentence.marks
    ) or any(
        d.kind == "claim"
        and d.fields["topic"] in ("armed_attack", "combat")
        and part.sentence.index - d.sentence <= 1
        for d in ctx.drafts
    )


def _negated(part: Part, mark: Mark, left: int, right: int) -> bool:
    """ "Germany denied sending troops", "plans to send": the first is a response, the second no claim of conduct."""
    for status in part.sentence.marks:
        if (
            status.kind == "status"
            and status.value in ("denied", "not", "conditional")
            and left - 4 <= status.start
            and 0 <= mark.start - status.end <= (24 if status.value == "conditional" else 14)
        ):
            return True  # "if NATO deployed troops" tells of no conduct either
    return False


def _quantity(
    part: Part, mark: Mark, counted: list[tuple[int, int, Quantity]], left: int, right: int
) -> tuple[int, int, Quantity] | None:
    near = [q for q in counted if left <= q[0] and q[1] <= right]
    if not near:
        return None
    best = min(
        near,
        key=lambda q: (
            0
            if mark.start <= q[0] and q[1] <= mark.end
            else min(abs(q[0] - mark.end), abs(mark.start - q[1]))
        ),
    )
    gap = (
        0
        if best[0] < mark.end and mark.start < best[1]
        else min(abs(best[0] - mark.end), abs(mark.start - best[1]))
    )
    return best if gap < 60 else None


def _date(
    ctx: Context, part: Part, mark: Mark, left: int, right: int
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    reports = list(part.sentence.of("report"))
    for found in part.dates:
        if not (left <= found.start and found.end <= right):
            continue
        gap = found.start - mark.end if found.start >= mark.end else mark.start - found.end
        if any((found.start - r.end if found.start >= r.end else r.start - found.end) < gap for r in reports):
            continue
        if gap < 60:
            return (
                dates.resolve(found, ctx.anchor),
                ctx.view.words(found.start, found.end),
                (found.start, found.end),
            )
    return None, None, None
