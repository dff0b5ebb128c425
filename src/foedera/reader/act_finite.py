"""Finite forms: verbs that say by themselves that something was done, is planned or was refused."""

from __future__ import annotations

import re
from functools import lru_cache

from .act_approval import ASSEMBLIES, domestic_step, foreign_accession
from .act_build import draft_act
from .act_date import attributive
from .act_kinds import DECLARED, EXIT, JOINT, MUTUAL, OF_STATES, OF_TREATY, SELF_SUFFICIENT
from .act_law import by_decree, decreed_in, law_after_approval, signs_a_law
from .act_mention import (
    all_organizations,
    membership_only,
    mention_of,
    names_instrument,
    object_missing,
    refers_back,
)
from .act_status import governors, status_of
from .act_voice import (
    actor_within,
    agent_of,
    is_passive,
    law_is_subject,
    owner_of_instrument,
    treaty_is_subject,
)
from .actor_types import Actor, Group
from .context import PARLIAMENT, Context, Draft, Part
from .dates import resolve as resolve_date
from .link import Mention
from .marks import Mark
from .pack import load
from .participles import ATTRIBUTE
from .resolve import resolve_group
from .subject import subject


def is_untold(ctx: Context, part: Part, mark: Mark) -> bool:
    """Where verbs show no tense, "decided to withdraw" and "announced to withdraw" look like acts done."""
    if not ctx.view.pack.tenseless or mark.form != "done" or mark.value in DECLARED:
        return False
    nearest = next(iter(governors(ctx, part, mark, wide=True)), None)
    return (
        nearest is not None
        and nearest.value in ("decided", "announced")
        and 0 <= mark.start - nearest.end <= 20
        # "announced that Moscow suspends": the clause has its own subject.
        and not any(nearest.end <= g.start and g.end <= mark.start for g in part.groups)
    )


def _attribute(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "瑞典加入北约的议定书": the act only says which protocol is meant."""
    if ctx.view.pack.spaces:
        return False
    end = next((n.end for n in part.sentence.of("name", "alias") if 0 <= n.start - mark.end <= 2), mark.end)
    # "废止与挪威的渔业协定": with whom it was made.
    return (
        ctx.view.folded[end : end + 1] == "的" and ctx.view.folded[mark.end : mark.end + 1] not in "与同和跟"
    )


def _names_treaty(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "废除与德国签订的协议": undated, within the object of another verb: it only says which treaty is meant."""
    if (
        ctx.view.pack.spaces
        or ctx.view.pack.order != "svo"
        or ctx.view.folded[mark.end : mark.end + 1] != "的"
    ):
        return False
    before = [m for m in part.finite if m.end <= mark.start and m.value != "signature"]
    return bool(before) and not any(before[-1].end <= d.start and d.end <= mark.start for d in part.dates)


def _only_names(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "미국이 러시아와 체결한 조약에서 탈퇴했다": only which treaty the subject of the main verb left."""
    later = [v for v in part.acts if v.form != "bare" and v.start >= mark.end]
    return bool(later) and not (
        any(0 <= mark.start - d.end <= 2 for d in part.dates)
        or any("subject" in g.roles and mark.end <= g.start and g.end <= later[0].start for g in part.groups)
    )


def read_finite(ctx: Context, part: Part, mark: Mark, nested: set[int]) -> list[Draft]:
    _left, _right = part.sentence.segment(mark.start)
    act = mark.value
    status = status_of(ctx, part, mark)
    if status is None:
        return []
    if act == "deposit" and status == "done" and _dates_the_instrument(ctx, part, mark):
        return []
    inner = decreed_in(ctx, part, mark) if act in ("signature", "initialling") else None
    mention = mention_of(ctx, part, mark)
    if act in ("signature", "initialling") and inner is None and signs_a_law(ctx, part, mark, mention):
        return law_after_approval(ctx, part, mark, status, mention)
    if act in ("accession", "denunciation") and status != "refused" and _attribute(ctx, part, mark):
        return []
    if act == "signature" and _names_treaty(ctx, part, mark):
        return []
    if act == "termination" and membership_only(ctx, part, mark, mention):
        return []
    if (
        mention is None
        and act not in SELF_SUFFICIENT
        and not names_instrument(part, mark)
        and not refers_back(ctx, part, mark, inner)
        and not (act == "declaration" and ctx.treaty_near(part.sentence.index, 2))
    ):
        return []
    if act == "signature" and attributive(ctx, mark) and _only_names(ctx, part, mark):
        return []
    passive = is_passive(ctx, part, mark) or _runs_out(ctx, mark, mention)
    actor = (
        agent_of(part, mark)
        or actor_within(part, mark, ctx.view.pack.order)
        or owner_of_instrument(part, mark)
        if passive
        else _doer(ctx, part, mark)
    )
    if actor is None and act == "parliamentary_approval" and not ctx.view.pack.spaces:
        # ペルー議会で条約の批准案が可決された
        actor = next((g for g in part.groups if g.organ in PARLIAMENT and "in" in g.roles), None)
    if act == "entry_into_force" and actor is not None and actor.kind == "pronoun" and mention is not None:
        # "It will enter into force": the treaty; "Elle en deviendra Partie": the state.
        state = any(m.pronoun and m.start != actor.start and mark.start - m.end <= 3 for m in part.mentions)
        actor = actor if state else None
    if act in OF_STATES and mention is None and not (actor and resolve_group(ctx, part, actor).states):
        return []
    if actor is None and not passive and law_is_subject(part, mark):
        return [draft_act(ctx, part, mark, act, status, None, mention, True, step="domestic")]
    if actor is None and act == "termination" and (mention is None or mention.pronoun):
        # "The withdrawal took effect on 3 March": of the one whose notice was told before.
        told = next((d for d in reversed(ctx.drafts) if d.fields.get("act") in EXIT and d.subject), None)
        if told is None or not part.dates or any(m.kind == "clause" for m in part.sentence.marks):
            return []
        actor = told.subject
    elif actor is None and act == "negotiation" and mention is None:
        passive = True  # "A third round of talks wrapped up": on the treaty of the sentence before
    elif actor is None and passive:
        if mark.data == ATTRIBUTE and act == "signature" and _by_somebody(part, mark):
            return []  # "the treaty signed by Napoleon": by nobody whom the tables know
        if act == "signature" and mention and ":" in ctx.view.folded[mention.end : mark.start]:
            return []  # "Back to the Treaty of Versailles: signed too late, some say"
    elif actor is None and act == "termination" and mark.form == "active":
        return []  # "is no longer a party": of somebody whom the report does not name
    elif actor is None and act in OF_TREATY and mention and not inner:
        # "The treaty entered into force"; "Talks on the accord ended"; a headline without its subject.
        if not treaty_is_subject(ctx, part, mark, mention):
            return []
        known = mention.parties or mention.proper or mention.back or mention.ids
        if ctx.view.pack.order == "sov" and mark.form == "done" and act in JOINT and not known:
            return []  # an active verb whose subject no table knows: "artists signed a petition on the treaty"
        passive = True
    elif actor is None and not inner and act not in SELF_SUFFICIENT:
        return []
    if act == "suspension" and (ended := _ending_suspended(ctx, part, mark, mention)) is not None:
        # "suspended the termination": the treaty goes on.
        nested.add(id(ended))
        act = "denunciation_revocation"
    if act in EXIT and actor is not None and all_organizations(actor):
        # "left the bloc a year after having notified their withdrawal": by those who left, not by what is left.
        actor = next((g for g in part.groups if g.kind == "actors" and g.states and not g.role), actor)
    if not passive and not inner and mention and object_missing(ctx, part, mark, mention):
        return []
    if act == "negotiation" and actor is not None and _former(ctx, actor):
        return []  # "the former ambassador, who had negotiated the accord": a life told, no news of talks
    if actor is not None:
        if actor.kind in ("nonstate", "agency", "troops"):
            return []
        actor = resolve_group(ctx, part, actor)
        if actor.kind == "pronoun":
            return []  # "she signed": nobody whom the report names
        vague = passive and not actor.states and actor.kind == "actors" and not actor.organ
        if vague and act != "adoption":
            return []  # "has been signed by 140 countries"
    if (
        status == "planned"
        and act in MUTUAL | EXIT
        and actor
        and len(actor.states) > 1
        and _agreed(ctx, part, mark)
    ):
        status = "done"  # two states that agree to extend or end a treaty have done so
    ends = act == "denunciation" and mark.form == "active" and "退出" not in str(mark.data)
    if ends and actor and len(actor.states) == 2:
        act = "termination"  # both of them end it
    if inner is not None:
        nested.add(id(inner))
        return [
            draft_act(
                ctx,
                part,
                inner,
                "ratification" if foreign_accession(part, inner, actor) else inner.value,
                status,
                actor,
                mention,
                passive,
                step="domestic",
                organ=(
                    actor.organ
                    if actor and actor.organ in ("head_of_state", "government")
                    else "head_of_state"
                ),
                span=mark,
            )
        ]
    if act == "promulgation" and actor is None and ctx.view.pack.home:
        # "W Dzienniku Ustaw ogłoszono …": the gazette of the country whose language it is.
        topics = [g for g in part.groups if "subject" in g.roles and len(g.states) == 1]
        whose = topics[0].states[0] if topics and ctx.view.pack.order == "sov" else ctx.view.pack.home
        actor = Group(mark.start, mark.start, "actors", [Actor(whose, None)])
    organ = actor.organ if actor else None
    if status in ("proposed", "conditional") and act not in OF_TREATY and not (actor and actor.states):
        return []  # "the treaty may be ratified only after a referendum"
    if act == "ratification" and organ == "government" and _approves(part, mark):
        return [draft_act(ctx, part, mark, "approval", status, actor, mention, passive, step="domestic")]
    if mark.form == "ending" and actor is not None and actor.kind != "both" and len(actor.states) == 1:
        act = "denunciation"  # "Niger scrapped its agreement with Germany": one side gives notice
    if act == "termination" and any(
        m.value == "decided" and -1 <= mark.start - m.end <= 1 for m in part.sentence.of("status")
    ):
        # "宣布决定正式退出": no tense, but only decided.
        return [
            draft_act(
                ctx,
                part,
                mark,
                "denunciation",
                status,
                actor,
                mention,
                passive,
                step="domestic",
                organ=organ or "government",
            )
        ]
    if act == "approval" and organ == "government" and not names_instrument(part, mark):
        return [draft_act(ctx, part, mark, act, status, actor, mention, passive, step="domestic")]
    if act == "ratification" and organ == "government" and actor and _cabinet(ctx, part, actor):
        return [draft_act(ctx, part, mark, "approval", status, actor, mention, passive, step="domestic")]
    if act == "ratification" and passive and actor is None and by_decree(ctx, part, mark):
        return [
            draft_act(
                ctx, part, mark, act, status, None, mention, True, step="domestic", organ="head_of_state"
            )
        ]
    if act == "accession" and organ in PARLIAMENT and (status == "refused" or not ctx.view.pack.spaces):
        act = "parliamentary_approval"  # approved or rejected the bill on accession
    if act == "signature" and organ in PARLIAMENT:
        return []
    if (
        act in ("adoption", "ratification", "parliamentary_approval")
        and actor is not None
        and actor.states
        and not set(actor.states) - ASSEMBLIES
    ):
        return [draft_act(ctx, part, mark, "adoption", status, None, mention, True)]
    if (
        actor is not None
        and organ in PARLIAMENT
        and act
        in (
            "ratification",
            "parliamentary_approval",
            "adoption",
            "approval",
            "acceptance",
        )
    ):
        return [
            draft_act(ctx, part, mark, "parliamentary_approval", status, actor, mention, passive),
            *domestic_step(ctx, part, mark, status, actor, mention),
        ]
    if actor is not None and organ in PARLIAMENT and act in EXIT:
        # "The Duma terminated the treaty": a house's decision to leave.
        return [draft_act(ctx, part, mark, "denunciation", status, actor, mention, passive, step="domestic")]
    if act == "parliamentary_approval":
        if actor is None:
            # "국회 본회의에서 비준동의안이 통과됐다", "… 국회를 통과했다": the house as place or object.
            houses = [g for g in part.groups if g.organ in PARLIAMENT and _left <= g.start <= _right]
            actor = resolve_group(ctx, part, houses[-1]) if houses else None
            organ = actor.organ if actor else None
        # "approved the ratification" by a president is his ratification; other subjects approve nothing.
        if organ == "head_of_state" and any(m.value == "ratification" and _same(m, mark) for m in part.acts):
            return []
        if organ in ("head_of_state", "government"):
            return []
        return [draft_act(ctx, part, mark, act, status, actor, mention, passive, organ=organ or "parliament")]
    if act == "termination" and not passive and mention and actor and _ends_alone(part, mark, mention, actor):
        act = "denunciation"
    return [draft_act(ctx, part, mark, act, status, actor, mention, passive)]


def _dates_the_instrument(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "Gabon acceded to the Convention. The instrument was received on 24 November": the date of the act before."""
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    if (
        names_instrument(part, mark)
        or last is None
        or part.sentence.index - last.sentence > 1
        or last.fields["act"] not in ("accession", "acceptance", "approval", "succession", "deposit")
        or last.fields["status"] != "done"
    ):
        return False
    if last.fields["date"] is None and part.dates:
        found = min(part.dates, key=lambda f: abs(f.start - mark.end))
        last.fields["date"] = resolve_date(found, ctx.anchor)
        last.fields["date_text"] = ctx.view.words(found.start, found.end)
    return True


def _ends_alone(part: Part, mark: Mark, mention: Mention, actor: Group) -> bool:
    """ "Mali put an end to the accord": one state that ends a treaty leaves it; two end it."""
    return (
        mark.form in ("done", "future")
        and len(actor.states) == 1
        and actor.end <= mark.start
        and (
            mention.start >= mark.end - 4
            or actor.end <= mention.start < mark.start  # "Mali hat das Abkommen beendet"
            or any(m.pronoun and -1 <= mark.start - m.end <= 1 for m in part.mentions)
        )
        and not any(
            m.kind == "act" and m.value == "denunciation" and mark.start < m.end and m.start < mark.end
            for m in part.sentence.marks
        )
    )


def _by_somebody(part: Part, mark: Mark) -> bool:
    return any(m.value == "agent" and 0 <= m.start - mark.end <= 3 for m in part.sentence.of("role"))


def _former(ctx: Context, actor: Group) -> bool:
    before = ctx.view.folded[max(0, actor.start - 24) : actor.end]
    return any(word in ctx.view.pack.former for word in re.findall(r"\w+", before))


def _approves(part: Part, mark: Mark) -> bool:
    """Whether the verb of ratifying is also that of approving (onayladı): a cabinet approves."""
    return any(
        op.value == "approve" and op.start == mark.start and op.end == mark.end
        for op in part.sentence.of("op")
    )


def _ending_suspended(ctx: Context, part: Part, mark: Mark, mention: Mention | None) -> Mark | None:
    """The exit that is the object of "suspended", before the treaty itself comes into view."""
    left, right = part.sentence.segment(mark.start)
    for other in part.acts:
        if other.form != "bare" or other.value not in EXIT or not left <= other.start <= right:
            continue
        gap = mark.start - other.end if ctx.view.pack.order == "sov" else other.start - mark.end
        if -1 <= gap <= 40 and (
            mention is None or mention.start >= other.start or ctx.view.pack.order == "sov"
        ):
            return other
    return None


_RUN_OUT = ("失效", "到期", "期满", "届满", "终结")


def _runs_out(ctx: Context, mark: Mark, mention: Mention | None) -> bool:
    """俄罗斯不再延长协定,协定将于年底到期: what runs out is the treaty, whoever the clause before is about."""
    folded = ctx.view.folded
    return (
        mark.value == "termination"
        and not ctx.view.pack.spaces
        and mention is not None
        and mention.start <= mark.start
        and "," not in folded[mention.end : mark.start]
        and folded.rfind(",", 0, mention.start) > folded.rfind("。", 0, mention.start)
        and any(word in folded[mark.start : mark.end] for word in _RUN_OUT)
    )


def _doer(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """Who acts: a name within the cue, else its subject; without spaces a cue spans more, and the subject goes first."""
    if not ctx.view.pack.spaces:
        # 获内阁批准, 经议会通过: who does it stands right before the verb.
        agents = [g for g in part.groups if "agent" in g.roles and g.organ and 0 <= mark.start - g.end <= 4]
        if agents and ctx.view.pack.order == "svo":
            return agents[-1]
        found = subject(ctx, part, mark)
        return found if found and found.states else actor_within(part, mark, ctx.view.pack.order) or found
    return actor_within(part, mark, ctx.view.pack.order) or subject(ctx, part, mark)


def _agreed(ctx: Context, part: Part, mark: Mark) -> bool:
    """Whether agreeing alone makes a finite verb a plan: tenseless "agree to extend"."""
    if not ctx.view.pack.tenseless or mark.form in ("future", "ongoing"):
        return False
    values = {m.value for m in governors(ctx, part, mark, wide=False)}
    return "agreed" in values and not values & {"planned", "proposed", "conditional", "refused", "denied"}


@lru_cache(maxsize=32)
def _cabinets(lang: str) -> frozenset[str]:
    """The pack's words for cabinets: an institution's name (瑞士联邦委员会) covers its own mark."""
    return frozenset(cue.literal for cue in load(lang).cues if cue.kind == "actor" and cue.form == "cabinet")


def _cabinet(ctx: Context, part: Part, actor: Group) -> bool:
    """Whether a cabinet acts, in languages that have one verb for what it, a parliament and a State do (批准)."""
    inside = [m for m in part.sentence.of("actor", "name") if actor.start <= m.start < actor.end]
    return any(
        m.form == "cabinet" or ctx.view.folded[m.start : m.end] in _cabinets(ctx.view.pack.lang)
        for m in inside
    )


def _same(a: Mark, b: Mark) -> bool:
    return a.start == b.start and a.end == b.end
