"""Who is said to have done it, to whom, with whose troops."""

from __future__ import annotations

from .actor_types import Group
from .attribution import Speech
from .context import Context, Part, segment_groups
from .marks import Mark
from .resolve import resolve_group
from .subject import subject

_WITH_TROOPS = frozenset({"troop_deployment", "combat", "casualties"})


def owner_of(ctx: Context, part: Part, mark: Mark, speakers: list[Group]) -> Group | None:
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
                    or is_modifier(group)
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
                    or (group.start - noun.end == 1 and is_modifier(group))  # "soldados norcoreanos"
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


def is_modifier(group: Group) -> bool:
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


def claim_actors(
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
            marked = [g for g in accused if "object" in g.roles and not is_modifier(g)]
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
            owner = owner_of(ctx, part, mark, speakers)
            if owner:
                return owner.states
            return list(accuse.group.states)
    if mark.value in _WITH_TROOPS:
        owner = owner_of(ctx, part, mark, speakers)
        if owner is not None:
            return owner.states
    if ctx.view.pack.order == "vso" and accuse is None:
        # The verb opens the cue and its object ends it: who acts stands between.
        within = [
            g
            for g in part.groups
            if mark.start < g.start and g.end < mark.end and g.kind == "actors" and g.states and not g.roles
        ]
        if within and not is_modifier(within[0]):
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


def who_cooperates(ctx: Context, part: Part, mark: Mark) -> list[str]:
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


def implausible(
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


def claim_targets(part: Part, mark: Mark, actors: list[str], speakers: list[Group], sov: bool) -> list[str]:
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
