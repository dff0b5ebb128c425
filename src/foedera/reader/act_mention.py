"""Which treaty an act is about."""

from __future__ import annotations

from functools import lru_cache

from .act_kinds import EXIT, MEMBERSHIP, OF_TREATY
from .actor_types import Group
from .context import Context, Part
from .link import Mention
from .marks import Mark


def organization_beside(part: Part, mark: Mark, reach: int = 12) -> Mark | None:
    """The organization joined or left: its name right after the cue ("accession of Sweden to NATO" reaches further)."""
    names = [m for m in part.sentence.marks if m.kind == "name" and m.value == "organization"]

    def ahead(name: Mark) -> int:
        # "left on Wednesday the bloc": a date between takes no room.
        dates = [d for d in part.dates if mark.end <= d.start and d.end <= name.start]
        return name.start - mark.end - sum(d.end - d.start + 1 for d in dates)

    return next((m for m in names if -1 <= ahead(m) <= reach or 0 <= mark.start - m.end <= 12), None)


def membership_only(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> bool:
    """ "Ceased to be a member of the Council": membership may end by expulsion too, and no treaty is named with it."""
    if mark.treaty or (organization := organization_beside(part, mark)) is None:
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
        joined = [
            m
            for m in part.sentence.of("act")
            if m.value == "accession" and (m in part.acts or mark.start <= m.start < mark.end)
        ]
        organization = organization_beside(part, mark) if mark.value in MEMBERSHIP else None
        organization = organization or next(
            (o for m in joined if (o := organization_beside(part, m, 30))), None
        )
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
    if ctx.view.pack.bracket and mark.start - part.sentence.start <= 2 and mark.value in OF_TREATY:
        return True  # "Unterzeichnet werden soll es im Dezember": of the treaty told before
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
        or mention.pronoun  # "lo suscribirá"
        or (not ctx.view.pack.spaces and "," in ctx.view.folded[mention.end : mark.start])
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


def all_organizations(group: Group) -> bool:
    return bool(group.states) and all(is_organization_code(s) for s in group.states)


@lru_cache(maxsize=512)
def is_organization_code(code: str) -> bool:
    from foedera.errors import FoederaError
    from foedera.states import is_organization

    try:
        return is_organization(code)
    except FoederaError:
        return False
