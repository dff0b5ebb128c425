"""Active or passive, and who acts: the agent of a passive, the owner of a verbal noun, the treaty as subject."""

from __future__ import annotations

from .act_kinds import DECREED, JOINT, OF_TREATY
from .act_mention import all_organizations
from .actor_types import Group
from .context import PARLIAMENT, Context, Part, segment_groups
from .link import Mention
from .marks import Mark
from .participles import HAVE
from .text import has_comma

_OF_INSTRUMENT = frozenset({"deposit", "acceptance", "approval"})


def actor_within(part: Part, mark: Mark, order: str = "svo") -> Group | None:
    """ "The withdrawal of Brazil took effect": who acts stands inside the cue."""
    if order == "vso":
        within = [
            g
            for g in part.groups
            if mark.start < g.start
            and g.end < mark.end
            and g.kind in ("actors", "both")
            and not set(g.roles) - {"subject"}
        ]
        if within:
            return within[0]  # the verb opens the cue, its object ends it
    if mark.value == "parliamentary_approval" and order == "svo":
        # "won the approval of the Senate": who approves stands right behind.
        return next(
            (
                g
                for g in part.groups
                if g.organ in PARLIAMENT
                and (
                    (set(g.roles) & {"of", "agent"} and -1 <= g.start - mark.end <= 8)
                    # "Das Abkommen passierte am Mittwoch das Parlament"
                    or (mark.start < g.start and g.end <= mark.end and not set(g.roles) - {"of"})
                )
            ),
            None,
        )
    if mark.value == "deposit" and order == "svo":
        # "Romania's instrument was deposited": the owner of the instrument.
        owned = [
            m
            for m in part.sentence.of("treaty")
            if m.value == "instrument" and mark.start <= m.start < mark.end
        ]
        return next(
            (
                g
                for g in part.groups
                if g.states
                and not all_organizations(g)  # to whom it was handed
                and any(-1 <= g.start - m.end <= 6 or 0 <= m.start - g.end <= 1 for m in owned)
                and (not g.roles or set(g.roles) & {"of"})
            ),
            None,
        )
    if order == "sov" and mark.value == "negotiation":
        # "دور سوم مذاکرات ایران و آمریکا … برگزار شد": whose talks, within the cue.
        pairs = [
            g
            for g in part.groups
            if mark.start < g.start and g.end < mark.end and len(g.states) == 2 and not set(g.roles) - {"of"}
        ]
        if pairs:
            return pairs[0]
    if mark.value not in (
        "termination",
        "accession",
        "deposit",
        "consent_withdrawal",
        "denunciation_revocation",
        "reservation",
        "notification",
    ) and not (mark.form == "passive" and mark.value in _OF_INSTRUMENT):
        return None
    owner = [g for g in part.groups if 0 <= mark.start - g.end <= 3 and "of" in g.roles and g.states]
    if owner and mark.value in ("termination", "deposit"):
        return owner[-1]
    if mark.value == "deposit":
        return None  # "نزد دبیرکل سازمان ملل": with whom it was deposited stands in the cue as well
    if order == "sov" and mark.value in ("termination", "accession"):
        # "پیرو کا معاہدے سے انخلا": the treaty stands between the one who leaves and the leaving.
        for group in part.groups:
            if group.states and "of" in group.roles and group.end <= mark.start:
                between = [m for m in part.mentions if group.end <= m.start and m.end <= mark.start]
                if between and not any(group.end <= v.start and v.end <= mark.start for v in part.acts):
                    return group
    after = [g for g in part.groups if -1 <= g.start - mark.end <= 14 and "of" in g.roles and g.states]
    left, _ = part.sentence.segment(mark.start)
    if (
        mark.value == "termination"
        and after
        and not any(mark.end <= m.start < after[0].start for m in part.mentions)
        and not any(left <= g.start and g.end <= mark.start and not g.role for g in part.groups)
    ):
        return after[0]  # "Se hizo efectiva la salida de Chile": the noun closes the cue
    if (
        mark.value == "notification"
        and order == "svo"
        and any(left <= g.start and g.end <= mark.start and not g.role for g in part.groups)
    ):
        return None  # "Suiza notificó a Kosovo la conclusión …": who is told stands inside
    inside = [
        g
        for g in part.groups
        if mark.start < g.start
        and g.end < mark.end
        and g.kind == "actors"
        and g.states
        # Where verbs come last, what stands before them without a marker is to whom it was handed.
        # or is its owner, right behind the first word ("خروج لیتوانی از … نافذ شد").
        and (order != "sov" or set(g.roles) & {"of", "subject"} or g.start - mark.start <= 6)
    ]
    if mark.form == "passive" and mark.value in _OF_INSTRUMENT:
        # "передана ратификационная грамота Барбадоса": whose instrument, right behind it.
        inside += [g for g in part.groups if 0 <= g.start - mark.end <= 1 and g.kind == "actors" and g.states]
    if mark.value == "notification" and any(
        left <= g.start and g.end <= mark.start and not g.role and g.states for g in part.groups
    ):
        return (
            None  # "Украина уведомила Совет Европы о …": who is told stands in the cue, who tells before it
        )
    if order == "sov":
        # Not whom it was handed to.
        return next((g for g in inside if set(g.roles) & {"of", "subject", "agent"}), None)
    return next((g for g in inside if set(g.roles) & {"of", "agent"} or not g.roles), None)


def owner_of_instrument(part: Part, mark: Mark) -> Group | None:
    """ "Ghana's instrument of ratification was deposited": whose instrument or reservation a passive tells of."""
    if mark.value not in ("deposit", "acceptance", "approval", "accession", "reservation_withdrawal"):
        return None
    things = [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "instrument" and -1 <= m.start - mark.end <= 60
    ]
    things += [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "instrument" and m.start < mark.end and mark.start <= m.end + 60
    ]
    for thing in [*things, mark]:
        for group in part.groups:
            if not group.states or "of" not in group.roles:
                continue
            if 0 <= thing.start - group.end <= 6 or 0 <= group.start - thing.end <= 4:
                return group
    # "Malaysia's foreign ministry said the instrument had been deposited"
    told = [g for g in part.groups if g.end <= mark.start and g.organ == "government" and len(g.states) == 1]
    return told[0] if things and len(told) == 1 and not told[0].city else None


def law_is_subject(part: Part, mark: Mark) -> bool:
    """ "A decree ratifies the agreement"."""
    return mark.value in DECREED and any(
        m.kind == "treaty"
        and m.value == "law"
        and part.sentence.start <= m.start
        and 0 <= mark.start - m.end <= 45
        for m in part.sentence.marks
    )


def treaty_is_subject(ctx: Context, part: Part, mark: Mark, mention: Mention) -> bool:
    if mark.value in ("negotiation",):
        return True
    left, right = part.sentence.segment(mark.start)
    order = ctx.view.pack.order
    if order == "vso":
        return left <= mention.start and mention.end <= right
    laws = [
        m
        for m in part.sentence.marks
        if m.kind == "treaty" and m.value == "law" and left <= m.start and m.end <= mark.start
    ]
    if mark.value == "entry_into_force" and any(
        not any(v.form != "bare" and law.end <= v.start and v.end <= mark.start for v in part.acts)
        and mention.start >= law.start - 30
        for law in laws
    ):
        return False  # "the law on ratification of the treaty came into force"
    if mention.start <= mark.start < mention.end:
        return True  # the cue begins with the noun itself: "the treaty has expired"
    if mention.end <= mark.start or (mark.start <= mention.start and mention.end <= mark.end):
        return True
    between = ctx.view.folded[mark.end : max(mark.end, mention.start)]
    if (
        ctx.view.pack.inverts
        # No transitive verb, whose subject is unknown: "Pisarka podpisała umowę z wydawnictwem".
        and not mark.treaty
        and mark.value not in ("signature", "initialling", "suspension", "extension", "amendment")
        and 0 <= mention.start - mark.end <= 40
        and not has_comma(between)
        and not any(
            mark.end <= m.start and m.end <= mention.start
            for m in part.sentence.marks
            if m.kind in ("name", "actor", "and", "that", "break", "report")
            or (m.kind == "act" and m.form != "bare")
        )
    ):
        return True  # "Llegó a su fin el tratado", "Deixou de vigorar à meia-noite o acordo"
    return mark.value in ("entry_into_force", "exchange") and left <= mention.start <= right


def is_passive(ctx: Context, part: Part, mark: Mark) -> bool:
    if mark.data == HAVE:
        return False
    if mark.form in ("passive", "active", "ongoing"):
        return mark.form == "passive"
    if mark.form != "done":
        reach = ctx.view.folded[mark.start : mark.end]
        return any(
            m.kind == "passive" and mark.start <= m.start and m.end <= mark.end for m in part.sentence.marks
        ) and bool(reach)
    if not ctx.view.pack.inverts and any(
        m.kind == "role" and m.value == "agent" and m.form == "before" and 0 <= m.start - mark.end <= 1
        for m in part.sentence.marks
    ):
        return True  # "Signed by Qatar and Kuwait in 2010, the agreement …"
    if mark.start == part.sentence.start and not ctx.view.pack.inverts and ctx.view.pack.order == "svo":
        _, right = part.sentence.segment(mark.start)
        if any("agent" in g.roles and mark.end <= g.start and g.end <= right for g in part.groups):
            return True  # "Signed in Doha on Monday by Qatar and Kuwait, the agreement …"
    planned = [m for m in part.sentence.of("status") if m.value in ("planned", "refused", "alleged")]
    for aux in part.sentence.of("passive"):
        if any(s.start <= aux.start and aux.end < s.end and s.start < mark.start for s in planned):
            continue  # "is to quit", "are said to have signed"
        if ctx.view.pack.bracket and _bracketed(part, mark, aux):
            return True
        if ctx.view.pack.order == "sov":
            if 0 <= aux.start - mark.end + 1 <= 8:
                return True
        elif (
            (
                0 <= mark.start - aux.end <= 16
                and not any(m.kind == "and" and aux.end <= m.start < mark.start for m in part.sentence.marks)
            )
            or (mark.start <= aux.start and aux.end <= mark.end)
            or any(
                "agent" in g.roles and 0 <= g.start - aux.end <= 2 and 0 <= mark.start - g.end <= 20
                for g in part.groups
            )
        ):
            return True
    # "the treaty signed in June": a participle right after the treaty, without an object of its own.
    following = ctx.view.folded[mark.end : mark.end + 12].split()
    if (
        ctx.view.pack.order == "svo"
        and not ctx.view.pack.bracket
        and not ctx.view.pack.inverts
        and mark.value not in ("entry_into_force",)
        and not (
            following and following[0] in ("the", "a", "an", "its", "their", "le", "la", "el", "los", "das")
        )
    ):
        return (
            any(
                (0 <= mark.start - m.end <= 1 or ctx.view.folded[m.end : mark.start] == ", ")
                and not (not ctx.view.pack.spaces and _subject_before(part, m.start))
                for m in part.mentions
            )
            and mark.value in ("signature", "ratification", "suspension", "termination", "extension")
            and not any(m.kind == "treaty" and m.value == "law" for m in part.sentence.marks)
        )
    return False


def _subject_before(part: Part, place: int) -> bool:
    """把协定再延长: a subject before the treaty, which stands before its verb."""
    return any(
        g.end <= place
        and g.kind in ("actors", "both")
        and g.role in ("", "subject")
        and (g.organ or g.kind == "both")
        for g in part.groups
    )


def _bracketed(part: Part, mark: Mark, aux: Mark) -> bool:
    """The auxiliary of a verb bracket: "wurde am Montag in Kiew unterzeichnet", "unterzeichnet worden sei"."""
    left, right = part.sentence.segment(mark.start)
    if mark.end <= aux.start:
        return aux.start - mark.end <= 2 and aux.end <= right
    verbs = [
        m for m in part.sentence.marks if m.kind in ("act", "op", "report", "claim") and m.form != "bare"
    ]
    return left <= aux.start and not any(aux.end <= v.start and v.end <= mark.start for v in verbs)


def _with_further(part: Part, first: Group, agents: list[Group]) -> Group:
    """ "pela Bolívia e pelo Paraguai": the agents that "and" joins, each with a marker of its own."""
    actors, end = list(first.actors), first.end
    for group in agents:
        if group.start >= end and any(
            m.kind == "and" and end <= m.start <= end + 2 and m.end <= group.start <= m.end + 10
            for m in part.sentence.marks
        ):
            actors, end = [*actors, *group.actors], group.end
    if end == first.end:
        return first
    return Group(first.start, end, "actors", actors, first.role, first.roles)


def agent_of(part: Part, mark: Mark) -> Group | None:
    left, right = part.sentence.segment(mark.start)
    if mark.value == "termination":
        # "Der Austritt Albaniens … wurde wirksam": who left stands inside the cue.
        for group in part.groups:
            if mark.start < group.start and group.end < mark.end and group.states and "of" in group.roles:
                return group
    agents = [
        g
        for g in part.groups
        if "agent" in g.roles and left <= g.start and g.end <= right and g.kind != "troops"
    ]
    if agents:
        nearest = min(agents, key=lambda g: abs(g.start - mark.end))
        return _with_further(part, nearest, agents)
    inside = segment_groups(part, left, right)
    if mark.form == "passive" and mark.value == "parliamentary_approval":
        # "Gana parlamentosundan geçti": the house stands in the cue or right before it.
        houses = [
            g for g in inside if g.organ in PARLIAMENT and g.start < mark.end and mark.start - g.end <= 2
        ]
        if houses:
            return houses[-1]
    if mark.form == "passive":
        # "disetujui parlemen Ghana": right behind a verb that is passive in itself stands who did it.
        beside = [g for g in inside if 0 <= g.start - mark.end <= 1 and not g.role and g.kind == "actors"]
        if beside:
            return beside[0]
    house = [g for g in inside if g.organ in PARLIAMENT and "in" in g.roles and g.end <= mark.start]
    if house and mark.value in ("ratification", "approve", "parliamentary_approval"):
        return house[-1]  # "ترک پارلیمنٹ میں توثیق کر دی گئی": in parliament is by it
    if mark.kind == "act" and mark.value in JOINT | OF_TREATY | {"notification"}:
        pairs = [g for g in inside if "between" in g.roles and g.states]
        if pairs:
            return pairs[0]
    return None
