"""Whom pronouns, "both sides", "the trio" and offices without a state stand for."""

from __future__ import annotations

from foedera.states import is_id, is_organization

from .actor_types import Group
from .context import Context, Part
from .marks import Mark


def stands_for_state(ctx: Context, part: Part, group: Group) -> bool:
    """ "Yerevan deposited its instrument": a capital that opens a sentence and is no dateline stands for its state."""
    following = ctx.view.folded[group.end : group.end + 2].lstrip()[:1]
    return (
        group.city
        and ctx.view.pack.order == "svo"
        and not group.role
        and group.start - part.sentence.start <= 2
        and following not in ("", "-", ",", "(", ":", ".")
    )


def of_last_clause(part: Part, groups: list[Group]) -> list[Group]:
    """ "دانمارک … حق شرط گذاشت و نروژ … اعتراض کرد": after a verb and "and" another subject acts."""
    ends = [
        m.end
        for m in part.sentence.marks
        if (m.kind == "act" and m.form != "bare") or m.kind in ("claim", "report", "response", "op")
    ]
    for group in reversed(groups):
        joined = next((a for a in part.sentence.of("and") if 0 <= group.start - a.end <= 1), None)
        if joined is not None and any(0 <= joined.start - end <= 1 for end in ends):
            return [g for g in groups if g.start >= group.start]
    return groups


def resolve_group(ctx: Context, part: Part, group: Group) -> Group:
    """A pronoun, "both sides" or a bare office with the states they stand for, as far as the text tells."""
    if group.kind == "we":
        return _speaker(part) or group
    if group.kind == "pronoun":
        earlier = [g for g in part.groups if g.end <= group.start and g.kind == "actors" and g.states]
        telling = [
            g
            for g in earlier
            if g.role in ("", "subject")
            and any(
                g.end <= m.start and m.end <= group.start and group.start - m.end <= 30
                for m in part.sentence.of("report")
            )
        ]
        if telling and not group.plural and ctx.view.pack.order == "svo":
            return telling[-1]  # "…, and Washington said on Monday that it had taken its signature off"
        if not group.plural and ctx.view.pack.tells_they:
            single = [g for g in earlier if len(g.states) == 1 and g.role in ("", "subject")]
            if single and any(len(g.states) > 1 for g in earlier):
                return single[-1]
            if not earlier and ctx.last_subject and len(ctx.last_subject.states) > 1:
                return group  # "he": none of the several
        return (
            next((g for g in earlier if g.role in ("", "subject")), None)
            or (earlier[0] if earlier else ctx.last_subject)
            or _who_acted(ctx, part, group)
            or group
        )
    if group.many:
        lists = [g.states for g in part.groups if g.end <= group.start and len(g.states) > 2]
        return _with_states(group, lists[-1] if lists else ctx.last_several, group.organ)
    if group.kind == "both":
        named = [m.parties for m in part.mentions if m.end <= group.start and len(set(m.parties)) == 2]
        named = named or [g.states for g in part.groups if g.end <= group.start and len(g.states) == 2]
        states = list(named[-1]) if named else list(ctx.last_parties) if len(ctx.last_parties) == 2 else []
        if not states and ctx.last_subject and len(ctx.last_subject.states) == 2:
            states = ctx.last_subject.states
        if not states and part.sentence.index - ctx.last_pair[0] == 1:
            states = ctx.last_pair[1]
        states = states or _two_sides(ctx, part, group)
        return _with_states(group, states, group.organ)
    if group.kind == "actors" and not group.states:
        near = part.sentence.index - ctx.subject_sentence <= 2
        here = [
            g
            for g in part.groups
            if g.end <= group.start
            and g.kind == "actors"
            and g.states
            and (not g.city or stands_for_state(ctx, part, g))
            and g.role in ("", "subject")
        ]
        if group.owned and here:
            return _with_states(group, here[0].states, group.organ)
        if here and len({s for g in here for s in g.states}) == 1:
            # "Armenia has proposed …, the foreign minister told lawmakers"
            return _with_states(group, here[0].states, group.organ)
        owners = {
            s
            for g in part.groups
            if g.kind == "actors" and not g.city and g.end <= group.start and "of" in g.roles
            for s in g.states
        }
        if group.organ and not here and len(owners) == 1 and not ctx.last_subject and not ctx.view.pack.home:
            # "A decree on Kenya's membership …; the president had signed it"
            return _with_states(group, list(owners), group.organ)
        if group.organ and not ctx.view.pack.spaces and not any(g.kind == "both" for g in part.groups):
            # 韩国与阿联酋的协定,国会已表决同意: of the one named first
            pairs = [m.parties for m in part.mentions if m.end <= group.start and len(m.parties) == 2]
            pairs = pairs or [g.states for g in here[:1] if len(here) == 1 and len(g.states) == 2]
            if pairs:
                return _with_states(group, pairs[0][:1], group.organ)
        everyone = {
            s
            for g in part.groups
            if g.kind == "actors" and not g.city and g.role == "agent"
            for s in g.states
        }
        if not here and len(everyone) == 1 and not ctx.last_subject and not ctx.view.pack.home:
            return _with_states(group, list(everyone), group.organ)
        if group.owned and ctx.last_subject and near:
            return _with_states(group, ctx.last_subject.states, group.organ)
        if len(ctx.offices.get(group.organ or "", ())) == 1:
            return _with_states(group, list(ctx.offices[group.organ or ""]), group.organ)
        lately = part.sentence.index - ctx.subject_sentence <= 4
        if group.organ and lately and ctx.last_subject and len(ctx.last_subject.states) == 2:
            # "France and Croatia ratify … . The president promulgated the treaty signed with Croatia": the other one.
            other = {s for g in part.groups if "with" in g.roles for s in g.states}
            rest = [s for s in ctx.last_subject.states if s not in other]
            if len(rest) == 1:
                return _with_states(group, rest, group.organ)
        if group.organ and lately and ctx.last_subject and len(ctx.last_subject.states) == 1:
            # "Kenya signed the treaty. The president …"
            return _with_states(group, _of_last_act(ctx, part) or ctx.last_subject.states, group.organ)
        if group.organ and lately and (acted := _of_last_act(ctx, part, always=True)):
            return _with_states(group, acted, group.organ)
        beside = {g.states[0] for g in part.groups if g.organ and len(g.states) == 1 and g.start >= group.end}
        if group.organ and len(beside) == 1 and not ctx.last_subject:
            # "The president signed the law, the ministry in Vienna said."
            return _with_states(group, list(beside), group.organ)
        where = [
            g
            for g in part.groups
            if ("in" in g.roles or (g.city and ctx.view.folded[g.end : g.end + 3].strip() == ":"))
            and len(g.states) == 1
            and g.end <= group.start
            and g.start - part.sentence.start <= 4
        ]
        if group.organ and where:
            return _with_states(group, where[0].states, group.organ)  # "In Benin, lawmakers …"
        if group.organ and ctx.view.pack.home:
            return _with_states(group, [ctx.view.pack.home], group.organ)
    return group


def _of_last_act(ctx: Context, part: Part, always: bool = False) -> list[str]:
    """Who acted last: "Honiara told … . Canberra was disappointed. The cabinet …" goes on about the first."""
    acts = [d for d in ctx.drafts if d.kind == "act" and len(d.fields["parties"]) == 1]
    if (
        not acts
        or (acts[-1].sentence >= ctx.subject_sentence and not always)
        or part.sentence.index - acts[-1].sentence > 4
    ):
        return []
    return list(acts[-1].fields["parties"])


def declares(ctx: Context, said: list[Mark]) -> bool:
    """发表声明,以继承方式成为缔约国: who declares it does it, and the clause needs no other subject."""
    return not ctx.view.pack.spaces and all(
        any(c in ctx.view.folded[m.start : m.end] for c in ("声明", "公报", "宣")) for m in said
    )


def _who_acted(ctx: Context, part: Part, group: Group) -> Group | None:
    """同国: the State whose act the sentence before told ("リトアニアの条約からの脱退が発効した")."""
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    if ctx.view.pack.spaces or last is None or part.sentence.index - last.sentence > 1:
        return None
    return _with_states(group, list(last.fields["parties"])) if len(last.fields["parties"]) == 1 else None


def _two_sides(ctx: Context, part: Part, both: Group) -> list[str]:
    """ "Mongolia approved the treaty with Kazakhstan, signed by the presidents of both": the two sides of the treaty."""
    for mention in part.mentions:
        if mention.end <= both.start and len(mention.parties) == 1:
            own = [
                g.states[0]
                for g in part.groups
                if len(g.states) == 1 and g.end <= mention.start and not g.city
            ]
            if own and own[0] not in mention.parties:
                return [own[0], *mention.parties]
    named = [s for s in ctx.named if is_id(s) and not is_organization(s)]
    return named if len(named) == 2 else []


def _speaker(part: Part) -> Group | None:
    """Who says "we": the one whose words a verb of saying in the sentence gives."""
    says = [m for m in part.sentence.of("report") if m.value in ("say", "according")]
    usable = [g for g in part.groups if g.kind == "actors" and g.states]
    if not says or not usable:
        return None
    return min(usable, key=lambda g: min(abs(g.start - m.end) + abs(m.start - g.end) for m in says))


def _with_states(group: Group, states: list[str], organ: str | None = None) -> Group:
    from .actor_types import Actor

    return Group(group.start, group.end, "actors", [Actor(s, organ) for s in states], group.role, group.roles)
