"""Act cues: which of them count, about which treaty, with which subject."""

from __future__ import annotations

from .actors import Group
from .context import Context, Part, segment_groups
from .link import Mention
from .marks import Mark
from .text import View

JOINT = frozenset({"negotiation", "signature", "initialling", "exchange"})

OF_TREATY = frozenset(
    {
        "entry_into_force",
        "termination",
        "extension",
        "suspension",
        "signature",
        "adoption",
        "exchange",
        "negotiation",
        "provisional_application",
        "initialling",
        "amendment",
    }
)

DECREED = frozenset(
    {
        "ratification",
        "denunciation",
        "suspension",
        "termination",
        "extension",
        "accession",
        "consent_withdrawal",
        "acceptance",
        "approval",
        "resumption",
        "signature_withdrawal",
        "denunciation_revocation",
        "amendment",
        "reservation_withdrawal",
        "provisional_application",
    }
)

OF_INSTRUMENTS = frozenset({"ratification", "acceptance", "approval", "accession", "succession"})

MUTUAL = frozenset({"extension", "termination", "suspension", "resumption"})
"""What two parties do by agreeing to do it."""

EXIT = frozenset({"denunciation", "termination"})

SELF_SUFFICIENT = frozenset(
    {
        "exchange",
        "deposit",
        "consent_withdrawal",
        "signature_withdrawal",
        "notification",
        "reservation",
        "objection",
        "reservation_withdrawal",
    }
)

OF_STATES = frozenset({"reservation", "objection", "reservation_withdrawal"})

MEMBERSHIP = frozenset({"accession", "denunciation", "suspension", "termination"})


def clean(part: Part, view: View) -> list[Mark]:
    """Act cues without those that a longer cue, an ignored phrase or a treaty's name covers."""
    marks = [m for m in part.sentence.marks if m.kind == "act"]
    ignored = part.sentence.of("ignore")
    covers = [m for m in part.sentence.marks if m.kind == "alias"]
    instruments = [m for m in part.sentence.marks if m.kind == "treaty" and m.value == "instrument"]
    said = [m for m in part.sentence.marks if m.kind in ("status", "report")]
    kept: list[Mark] = []
    rank = {"done": 0, "active": 0, "passive": 0, "future": 0, "bare": 1}
    objections = {m.start for m in marks if m.value == "objection" and m.form != "bare"}
    # "formulated an objection to the reservation": not a reservation of its own.
    marks = [m for m in marks if m.value != "reservation" or m.start not in objections]

    def order(m: Mark) -> tuple[int, int, bool]:
        return m.start - max(m.end, m.reach), rank.get(m.form, 2), m.value != "termination"

    for mark in sorted(marks, key=order):
        if any(c.start <= mark.start < c.end for c in ignored) or any(
            c.start <= mark.start and mark.end <= c.end for c in covers
        ):
            continue
        if mark.value in OF_INSTRUMENTS and any(
            c.start <= mark.start and mark.end <= c.end for c in instruments
        ):
            continue
        if mark.treaty and not has_treaty(part, mark, view):
            continue
        if any(s.start == mark.start and s.reach > max(mark.end, mark.reach) for s in said):
            continue  # "kündigte … an" (announced) is not "kündigte" (denounced)
        if any(mark.start < k.end and k.start < mark.end and not _twin(mark, k) for k in kept):
            continue
        if any(k.value == mark.value and k.start < mark.end and mark.start < k.end for k in kept):
            continue
        kept.append(mark)
    # "signed the law revoking the ratification" has the words of a ratification as well.
    stronger = {
        "consent_withdrawal": "ratification",
        "denunciation_revocation": "denunciation",
        "termination": "denunciation",  # "formally left"
    }
    for mark in [m for m in kept if m.value in stronger]:
        kept = [
            k for k in kept if k.value != stronger[mark.value] or k.end <= mark.start or mark.end <= k.start
        ]
    return sorted(kept, key=lambda m: m.start)


def _twin(a: Mark, b: Mark) -> bool:
    """Two readings of the same words (a parliament's approval, a head of state's)."""
    if {a.value, b.value} == {"objection", "reservation"} and not (
        (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    ):
        return True  # "objected to the reservation that Oman made": two acts that share a word
    if "termination" in (a.value, b.value) and {a.value, b.value} <= EXIT | {"entry_into_force"}:
        return False  # "officially left": the exit that took effect goes before its notice
    return a.start == b.start and a.end == b.end and a.value != b.value


def has_treaty(part: Part, mark: Mark, view: View) -> bool:
    if mark.value in MEMBERSHIP and _organization(part, mark) is not None:
        return True
    left, right = part.sentence.segment(mark.start)
    for mention in part.mentions:
        if mark.treaty == "after" and mention.start - mark.end + 1 >= 0 and mention.start <= right:
            gap = (mark.end, mention.start)
        elif mark.treaty == "before" and mention.end <= mark.start + 1 and mention.start >= left:
            gap = (mention.end, mark.start)
        else:
            continue
        if gap[1] - gap[0] > (120 if view.pack.bracket else 60):
            continue
        svo = view.pack.order == "svo" and mark.treaty == "after"
        if (
            svo
            and mark.value == "denunciation"
            and any(
                m.kind in ("name", "actor")
                and not m.used
                and gap[0] <= m.start
                and m.end <= gap[1]
                and m.value != "possessive"
                for m in part.sentence.marks
            )
        ):
            continue  # "denounced France over the agreement"
        if mark.treaty == "after" and view.folded[mention.end : mention.end + 2] in ("'s", "s'"):
            continue  # "denounced the agreement's critics"
        if not any(
            (m.kind in ("break", "report", "claim", "op") or (m.kind == "treaty" and m.value == "law"))
            and gap[0] <= m.start
            and (m.end <= gap[1] or (m.kind == "claim" and m.start <= gap[1]))
            for m in part.sentence.marks
        ):
            return True
    return False


def _organization(part: Part, mark: Mark, reach: int = 12) -> Mark | None:
    """The organization joined or left: its name right after the cue ("accession of Sweden to NATO" reaches further)."""
    names = [m for m in part.sentence.marks if m.kind == "name" and m.value == "organization"]

    def ahead(name: Mark) -> int:
        # "left on Wednesday the bloc": a date between takes no room.
        dates = [d for d in part.dates if mark.end <= d.start and d.end <= name.start]
        return name.start - mark.end - sum(d.end - d.start + 1 for d in dates)

    return next((m for m in names if -1 <= ahead(m) <= reach or 0 <= mark.start - m.end <= 12), None)


def membership_only(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> bool:
    """ "Ceased to be a member of the Council": membership may end by expulsion too, and no treaty is named with it."""
    if mark.treaty or (organization := _organization(part, mark)) is None:
        return False
    if any(
        m.kind == "act" and m.value == "denunciation" and (m.end <= mark.start or mark.end <= m.start)
        for m in part.sentence.marks
    ):
        return False  # "… two years after denouncing the Charter"
    if mention is None or (organization.start <= mention.start and mention.end <= organization.end):
        return True
    low, high = sorted((mark.end, mention.start))
    return ";" in ctx.view.folded[low:high]  # the treaty of another statement


def mention_of(ctx: Context, part: Part, mark: Mark) -> Mention | None:
    """The treaty that an act is about: the nearest in its clause, else in its sentence."""
    left, right = part.sentence.segment(mark.start)
    forward = ctx.view.pack.order != "sov"

    def distance(m: Mention) -> tuple[bool, int]:
        outside = not (left <= m.start and m.end <= right)
        ahead = m.start - mark.end if m.start >= mark.end - 1 else mark.start - m.end
        wrong_side = (m.start >= mark.end) != forward and abs(ahead) > 1
        far = 0
        if not ctx.view.pack.spaces:
            # 中文: a comma ends a clause, and the noun may stand before its verbal noun (条约批准书互换仪式).
            gap = ctx.view.folded[min(mark.end, m.end) : max(mark.start, m.start)]
            far = 30 * gap.count(",")
        return outside, abs(ahead) + far + (25 if wrong_side else 0)

    found = min(part.mentions, key=distance, default=None)
    if (
        found is not None
        and found.pronoun
        and not (
            any(m.start < found.start and not m.pronoun for m in part.mentions)
            or (ctx.treaty_near(part.sentence.index, 2) and not law_before(part, found.start))
        )
    ):
        part.mentions.remove(found)
        return mention_of(ctx, part, mark)
    if found is not None and found.pronoun:
        # "it" stands for the treaty that the sentence named before.
        found = next((m for m in part.mentions if m.start < found.start and not m.pronoun), found)
    if found is None:
        joined = [m for m in part.acts if m.value == "accession"]
        organization = _organization(part, mark) if mark.value in MEMBERSHIP else None
        organization = organization or next((o for m in joined if (o := _organization(part, m, 30))), None)
        if organization is not None:
            found = Mention(
                organization.start,
                organization.end,
                ctx.view.words(organization.start, organization.end),
                proper=True,
                key=organization.data[0].ref,
            )
            part.mentions.append(found)
    return found


def law_before(part: Part, place: int) -> bool:
    """Whether "it" may as well be a law that the sentence names."""
    return any(m.kind == "treaty" and m.value == "law" and m.end <= place for m in part.sentence.marks)


def names_instrument(part: Part, mark: Mark) -> bool:
    """Whether the cue itself names the instrument deposited."""
    return any(
        m.kind == "treaty" and m.value == "instrument" and m.start < mark.end and mark.start < m.end
        for m in part.sentence.marks
    )


def refers_back(ctx: Context, part: Part, mark: Mark, inner: Mark | None) -> bool:
    """Whether a sentence without a treaty noun plainly goes on about the treaty of the sentence before."""
    if mark.value in EXIT and any(d.fields.get("act") in EXIT for d in ctx.drafts[-2:]):
        return True  # "The withdrawal took effect on … . It had notified its decision in May."
    if ctx.last is None or part.sentence.index - ctx.last_sentence > 1:
        return False
    if inner is not None:
        return True
    if mark.value == "negotiation" and any(g.kind == "both" for g in part.groups):
        return True  # "The two countries finished talks last week."
    if mark.value == "negotiation":
        return True
    consented = ("ratification", "parliamentary_approval", "signature")
    if mark.value == "parliamentary_approval" and any(
        d.fields.get("act") in consented for d in ctx.drafts[-2:]
    ):
        return True  # "The Bundestag approved the accord. The Bundesrat is to vote in March."
    return mark.value in ("ratification", "exchange", "deposit", "parliamentary_approval") and any(
        m.kind == "treaty" and m.value in ("instrument", "law") for m in part.sentence.marks
    )


def object_missing(ctx: Context, part: Part, mark: Mark, mention: Mention) -> bool:
    """ "Students at the convention signed a petition": the treaty before an active verb is not its object,
    unless a new clause or subject stands between ("the treaty that Chile signed")."""
    if (
        ctx.view.pack.order != "svo"
        or mark.value not in ("signature", "ratification", "exchange", "initialling")
        or mention.end > mark.start
        or ctx.view.pack.bracket
    ):
        return False
    if ctx.view.pack.inverts and any(
        (g.states or g.kind == "both" or g.organ) and not g.role and 0 <= g.start - mark.end <= 45
        for g in part.groups
    ):
        return False  # "Договір підписала Україна": the object first
    if any(
        g.kind in ("actors", "both", "pronoun") and mention.end <= g.start and g.end <= mark.start
        for g in part.groups
    ):
        return False
    return not any(
        m.kind in ("break", "and") and mention.end <= m.start and m.end <= mark.start
        for m in part.sentence.marks
    )


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
    if mark.value not in (
        "termination",
        "accession",
        "consent_withdrawal",
        "denunciation_revocation",
        "reservation",
    ):
        return None
    owner = [g for g in part.groups if 0 <= mark.start - g.end <= 3 and "of" in g.roles and g.states]
    if owner and mark.value == "termination":
        return owner[-1]
    if order == "sov" and mark.value == "termination":
        # "پیرو کا معاہدے سے انخلا": the treaty stands between the one who leaves and the leaving.
        for group in part.groups:
            if group.states and "of" in group.roles and group.end <= mark.start:
                between = [m for m in part.mentions if group.end <= m.start and m.end <= mark.start]
                if between and not any(group.end <= v.start and v.end <= mark.start for v in part.acts):
                    return group
    inside = [
        g
        for g in part.groups
        if mark.start < g.start and g.end < mark.end and g.kind == "actors" and g.states
    ]
    return next((g for g in inside if set(g.roles) & {"of"} or not g.roles), None)


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
    if mention.end <= mark.start or (mark.start <= mention.start and mention.end <= mark.end):
        return True
    return mark.value in ("entry_into_force", "exchange") and left <= mention.start <= right


def is_passive(ctx: Context, part: Part, mark: Mark) -> bool:
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
    for aux in part.sentence.of("passive"):
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
            any(0 <= mark.start - m.end <= 1 for m in part.mentions)
            and mark.value in ("signature", "ratification", "suspension", "termination", "extension")
            and not any(m.kind == "treaty" and m.value == "law" for m in part.sentence.marks)
        )
    return False


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
    if mark.kind == "act" and mark.value in JOINT | OF_TREATY:
        pairs = [g for g in inside if "between" in g.roles and g.states]
        if pairs:
            return pairs[0]
    return None
