"""Claims: what somebody alleges or reports about conduct. Never taken for a fact."""

from __future__ import annotations

from functools import lru_cache

from foedera.model import Quantity

from . import dates, quantities
from .actor_types import Group
from .attribution import Speech, said_by
from .context import Context, Draft, Part, resolve_group, segment_groups, subject
from .marks import Mark

_WITH_TROOPS = frozenset({"troop_deployment", "combat", "casualties"})


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
    actors = _actors(ctx, part, mark, accuse, speakers, left, right)
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
        actors = _between(ctx, part, mark) or actors
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
        said, flags = _implausible(ctx, part, mark, said, actors, accuse)
        if not said and not flags:
            return None
    owner = _owner(ctx, part, mark, speakers)
    targets = _targets(part, mark, actors, speakers, ctx.view.pack.order == "sov")
    if not targets and mark.value == "armed_attack" and ctx.view.pack.order == "svo":
        # "attacked three Thai villages": whose the object is, an adjective tells.
        near = [
            g
            for g in part.groups
            if _modifier(g)
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


def _owner(ctx: Context, part: Part, mark: Mark, speakers: list[Group]) -> Group | None:
    """Whose troops: "North Korean soldiers", "troops of X", "soldiers from Y"."""
    troops = [m for m in part.sentence.marks if m.kind == "actor" and m.value == "troops"]
    best: tuple[int, Group] | None = None
    for group in part.groups:
        if not group.states or group in speakers:
            continue
        for noun in troops:
            if group.start <= noun.start and noun.end <= group.end:
                gap = 0
            elif (
                0 <= noun.start - group.end <= 50
                and (
                    (ctx.view.pack.order == "sov" and noun.start - group.end == 1 and not group.roles)
                    or "of" in group.roles
                    or _modifier(group)
                    or "from" in group.roles
                )
                and not _crosses(part, group.end, noun.start)
            ):
                gap = noun.start - group.end
            elif (
                ctx.view.pack.order != "sov"
                and not set(group.roles) & {"to", "in"}
                and (
                    (
                        0 <= group.start - noun.end <= 12
                        and set(group.roles) & {"of", "from"}
                        and not _placed(part, noun.end, group.start)
                    )
                    or (group.start - noun.end == 1 and _modifier(group))  # "soldados norcoreanos"
                )
            ):
                gap = group.start - noun.end
            else:
                continue
            if set(group.roles) & {"with", "against"} and mark.value in ("combat", "casualties"):
                continue
            if ctx.view.pack.order == "sov" and any(
                r.value == "for" and group.end <= r.start and r.end <= noun.start
                for r in part.sentence.roles()
            ):
                continue  # "روس کی مدد کے لیے فوجی بھیجے": for whom they were sent
            distance = gap + min(abs(noun.start - mark.start), abs(noun.start - mark.end))
            if best is None or distance < best[0]:
                best = (distance, group)
    return best[1] if best else None


def _placed(part: Part, start: int, end: int) -> bool:
    """ "контингент на севере Сирии": where the troops are, not whose."""
    return any(m.value in ("in", "to") and start <= m.start and m.end < end for m in part.sentence.of("role"))


def _modifier(group: Group) -> bool:
    return all(a.modifier for a in group.actors)


def _crosses(part: Part, start: int, end: int) -> bool:
    return any(
        (
            m.kind in ("report", "break", "that", "claim")
            or (m.kind == "act" and m.form != "bare")
            or m.kind == "treaty"
        )
        and start <= m.start
        and m.end <= end
        for m in part.sentence.marks
    )


def _actors(
    ctx: Context, part: Part, mark: Mark, accuse: Speech | None, speakers: list[Group], left: int, right: int
) -> list[str]:
    if accuse is not None:
        accused = [
            g
            for g in part.groups
            if g is not accuse.group and g.kind in ("actors", "both", "pronoun") and g not in speakers
        ]
        order = ctx.view.pack.order
        if order == "sov":
            marked = [g for g in accused if "object" in g.roles and not _modifier(g)]
            accused = marked or []
            inner = subject(ctx, part, mark)
            own = inner is not None and inner is not accuse.group and "subject" in inner.roles
            if inner is not None and own and (not accused or accuse.mark.end <= inner.start):
                accused = [inner]  # "… الزام لگایا کہ پاکستان نے …": the clause has its own subject
        else:
            accused = [
                g
                for g in accused
                if g.start >= (accuse.group.end if ctx.view.pack.bracket else accuse.mark.end)
                and (not set(g.roles) & {"of", "in", "to", "with"} or "object" in g.roles)
            ][:1]
        if "agent" in accuse.group.roles and order == "svo":
            # "Moscow was accused by Kyiv of …"
            accused = [g for g in part.groups if g.states and g.end <= accuse.mark.start and not g.role][:1]
        if accused:
            return resolve_group(ctx, part, accused[0]).states
        if order == "sov" and mark.value in _WITH_TROOPS:
            owner = _owner(ctx, part, mark, speakers)
            if owner:
                return owner.states
            return list(accuse.group.states)
    if mark.value in _WITH_TROOPS:
        owner = _owner(ctx, part, mark, speakers)
        if owner is not None:
            return owner.states
    if ctx.view.pack.order == "vso" and accuse is None:
        # The verb opens the cue and its object ends it: who acts stands between.
        within = [
            g
            for g in part.groups
            if mark.start < g.start and g.end < mark.end and g.kind == "actors" and g.states and not g.roles
        ]
        if within and not _modifier(within[0]):
            return within[0].states
    actor = subject(ctx, part, mark)
    if actor is not None and actor not in speakers and actor.kind in ("actors", "pronoun", "both"):
        return resolve_group(ctx, part, actor).states
    inside = [
        g
        for g in segment_groups(part, left, right)
        if g.kind in ("actors", "pronoun")
        and g not in speakers
        and (g.states or g.kind == "pronoun")
        and not set(g.roles) & {"in", "to", "against", "with", "for"}
    ]
    if inside:
        return resolve_group(ctx, part, inside[0]).states
    if (
        actor is not None
        and actor in speakers
        and mark.value in ("armed_attack", "mobilization", "casualties")
    ):
        if mark.value == "mobilization" and accuse is None and not ctx.view.pack.spaces:
            return resolve_group(ctx, part, actor).states  # who announces it calls up its own
        # "Germany launched an attack", in the report's own voice
        return []
    return []


def _between(ctx: Context, part: Part, mark: Mark) -> list[str]:
    """Who cooperates: "between A and B", "the two countries"."""
    for group in part.groups:
        if (
            set(group.roles) & {"between", "of"}
            and 0 <= min(abs(group.start - mark.end), abs(mark.start - group.end)) < 40
        ):
            states = resolve_group(ctx, part, group).states
            if states:
                return states
    both = next((g for g in part.groups if g.kind == "both"), None)
    return resolve_group(ctx, part, both).states if both else []


def _implausible(
    ctx: Context, part: Part, mark: Mark, said: list[str], actors: list[str], accuse: Speech | None
) -> tuple[list[str], list[str]]:
    """An accuser who is also the accused: flagged, and the accusers of the clause before put in its place."""
    if accuse is None:
        return [s for s in said if s not in actors], []
    rest = [s for s in said if s not in actors]
    names = ", ".join(actors)
    flag = f"implausible: as worded, {names} accuses itself; probably a fault of translation"
    before = [
        g
        for g in part.groups
        if g.end <= accuse.group.start
        and g is not accuse.group
        and len(g.states) >= 1
        and g.kind == "actors"
        and not set(g.states) & set(actors)
        and not set(g.roles) & {"object", "of", "between", "against", "in", "to"}
    ]
    if not rest and before:
        best = max(before, key=lambda g: len(g.states))
        return best.states, [flag + "; the accusers are taken from the clause before"]
    return rest, [flag]


def _targets(part: Part, mark: Mark, actors: list[str], speakers: list[Group], sov: bool) -> list[str]:
    wanted = {
        "troop_deployment": {"against"},
        "combat": {"with", "against"},
        "casualties": {"with", "against"},
        "armed_attack": {"against", "to"},
        "arms_transfer": {"to"},
        "treaty_breach": {"with"},
        "mobilization": {"against"},
        "military_cooperation": set(),
        "other": {"against"},
    }[mark.value]
    if mark.value == "arms_transfer" and sov:
        wanted = {*wanted, "object"}  # "پاکستان نے آذربائیجان کو ڈرون فراہم کیے"
    found: list[str] = []
    for group in segment_groups(part, part.sentence.start, part.sentence.end):
        if group in speakers:
            continue  # "… said the ministry in Seoul"
        if set(group.roles) & wanted and group.states and abs(group.start - mark.end) < 160:
            found += [s for s in group.states if s not in actors and s not in found]
    return found


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


def place_in(
    ctx: Context, part: Part, left: int, right: int, at: int, *, cities_only: bool = False
) -> str | None:
    """A place named in a clause: a city or area with a marker of place; else a state in which it happened."""
    named = [
        m
        for m in part.sentence.marks
        if m.kind == "name" and m.value == "place" and left <= m.start and m.end <= right
    ]
    named = [m for m in named if not any(x.start <= m.start and m.end <= x.end for x in part.mentions)]
    if named and (not cities_only or _marked(ctx, part, named[0])):
        nearest = min(named, key=lambda m: abs(m.start - at))
        return str(nearest.data[0].ref)
    inside = [
        g for g in segment_groups(part, left, right) if "in" in g.roles and g.states and g.kind == "actors"
    ]
    for group in sorted(inside, key=lambda g: abs(g.start - at)):
        if group.city:
            return capital(group.states[-1])
    if cities_only:
        return None
    for group in sorted(inside, key=lambda g: abs(g.start - at)):
        return group.states[-1]
    return None


def _marked(ctx: Context, part: Part, mark: Mark) -> bool:
    for role in part.sentence.of("role"):
        if role.value == "in" and (
            (role.form == "before" and 0 <= mark.start - role.end <= 2)
            or (role.form == "after" and -1 <= role.start - mark.end <= 2)
        ):
            return True
    return False


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    from foedera.states import lexicon

    found: dict[str, str] = {}
    for entry in lexicon("en"):
        if entry.kind == "capital":
            found.setdefault(entry.ref, entry.text)
    return found


def capital(state: str) -> str:
    """The capital's English name; the code itself where the tables have none."""
    return _capitals().get(state, state)
