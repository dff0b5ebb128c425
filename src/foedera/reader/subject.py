"""The grammatical subject of a verb, in each word order."""

from __future__ import annotations

from .actor_types import Group
from .context import Context, Part, main_topic
from .marks import Mark
from .pack import Pack
from .resolve import declares, of_last_clause


def _no_pronoun(part: Part, pack: Pack, left: int, said: list[Mark]) -> bool:
    """ "Finlandia zapowiedziała, że wycofa się": languages that leave out the pronoun go on with the subject."""
    opened = any(m.kind == "that" and -1 <= left - m.end <= 1 for m in part.sentence.marks)
    return pack.inverts and not pack.bracket and opened and len(said) == 1 and 0 <= left - said[0].end <= 40


def subject(
    ctx: Context, part: Part, at: Mark, *, for_report: bool = False, aside: tuple[Mark | Group, ...] = ()
) -> Group | None:
    """The actor phrase that is the grammatical subject of a finite verb mark, or None.

    ``aside``: words in parenthesis to look past ("Yonhap, citing the ministry, reported").
    """
    pack = ctx.view.pack
    left, right = part.sentence.segment(at.start)
    kinds = {"actors", "both", "pronoun", "we", "nonstate", "accused"} | ({"agency"} if for_report else set())
    hidden = {id(item) for item in aside}
    usable = [
        g
        for g in part.groups
        if g.kind in kinds and not _modifier(g) and id(g) not in hidden and not _topic(ctx, part, g)
    ]
    hearsay = [m for m in part.sentence.of("status") if m.value == "alleged"]
    announced = {m.start for m in part.sentence.marks if m.kind == "status" and m.value == "announced"}
    verbs = [
        m
        for m in part.sentence.marks
        if id(m) not in hidden
        and (
            (m.kind == "act" and m.form != "bare")
            # "tuyên bố sẽ rút khỏi", "announced leaving": who announces is who acts.
            or (
                m.kind == "report"
                # "A und B bauen nach Angaben Seouls …": in parenthesis
                and not (pack.bracket and not for_report and m.value in ("according", "citing"))
                and not (m.start in announced and 0 <= at.start - m.end <= 12)
                and not any(a.start <= m.start and m.end <= a.end for a in part.finite)
                # "is said to have delivered": hearsay, no speaker of its own.
                and not any(s.start <= m.start and m.end < s.end for s in hearsay)
            )
        )
    ]
    own = next((g for g in usable if g.kind == "we" and at.start <= g.start and g.end <= at.end), None)
    if own is not None:
        return own  # "vamos a firmar": the verb itself says "we"
    if pack.nominal and not for_report and ctx.view.folded[at.start : at.end].endswith(pack.nominal):
        # "Kuzey Kore'nin asker gönderdiğini": the subject of a verb made a noun stands as its possessor.
        owners = [
            g for g in usable if "of" in g.roles and g.states and left <= g.start and g.end <= at.start + 1
        ]
        if owners:
            return owners[-1]
    if pack.order == "sov":
        inside = [g for g in usable if left <= g.start and g.end <= at.start + 1]
        marked = [g for g in inside if "subject" in g.roles]
        if marked and pack.lang in ("ur", "hi") and at.form == "future":
            # نے marks the subject of a past verb only: "اگر بھارت نے پانی روکا تو وہ معاہدہ معطل کر دے گا".
            bare = [g for g in inside if marked[-1].end <= g.start and not g.roles and not g.city]
            if bare:
                return bare[-1]
        if len(marked) > 1 and not pack.spaces:
            # 欧州が制裁を復活させれば…脱退する: the subject of the condition is not that of the sentence.
            supposed = [
                m for m in part.sentence.of("status") if m.value == "conditional" and m.end <= at.start
            ]
            marked = [g for g in marked if not any(g.end <= m.start for m in supposed)] or marked[:1]
        if marked:
            return main_topic(ctx, part, at, marked) or marked[-1]
        plain = [g for g in inside if not set(g.roles) - {"subject", "name"}]
        told = [
            m.end
            for m in part.sentence.of("report")
            if m.value == "according" and left <= m.start and m.end <= at.start
        ]
        if told and not for_report:  # "TASS'ın haberine göre Erivan ile Bakü …": who tells it does not act
            plain = [g for g in plain if g.start >= max(told)] or plain
        plain = [g for g in plain if not g.city] or [g for g in plain if not g.roles]
        if pack.governs_before:
            plain = of_last_clause(part, plain)
        if plain:
            return plain[0]
        return None if for_report else _of_report(ctx, part, left) or _antecedent(ctx, usable, part, left)
    if pack.order == "vso":
        # A cue may reach into a relative clause: "التحفظ الذي أبدته بروناي".
        right = max(right, part.sentence.segment(at.end - 1)[1])
        # "كانت نيودلهي قد اتهمت إسلام آباد": the subject before the verb that "had" or "will not" marks.
        if ctx.view.folded[: at.start].endswith((" قد ", " لن ", " لم ", " سوف ")):
            ahead = [g for g in usable if 3 <= at.start - g.end <= 5 and g.role in ("", "subject")]
            if ahead:
                return ahead[-1]
        after = [
            g
            for g in usable
            if at.end <= g.start and g.end <= right and g.role in ("", "subject") and g.start - at.end < 45
        ]
        if after and not _verb_between(verbs, at, at.end, after[0].start):
            return after[0]
    if pack.bracket and ctx.view.folded[max(0, at.start - 2) : at.start] == ", ":
        # "Sollte A …, werde B …": a verb right behind the comma has its subject behind it.
        behind = [
            g for g in usable if at.end <= g.start <= min(right, at.end + 30) and g.role in ("", "subject")
        ]
        if behind and not _verb_between(verbs, at, at.end, behind[0].start):
            return behind[0]
    before = [
        g
        for g in usable
        if g.end <= at.start and g.role in ("", "subject", "for") and not (g.city and g.role == "in")
    ]
    if not pack.spaces:
        before = [g for g in before if not _after_coverb(ctx, part, g, before, at)]
        before = _topic_last(ctx, before, at)
    if pack.bracket:
        first = _first_of_bracket(ctx, part, at, before, left, verbs)
        if first is not None:
            return first
    for group in reversed(before):
        if group.start < left:
            break
        if not _verb_between(verbs, at, group.end, at.start):
            return group
        break
    if pack.inverts:
        # "Am Montag ratifizierte Polen …", "Договір ратифікувала Рада": the subject after the verb.
        stop = min((v.start for v in verbs if v.start >= at.end), default=right)
        late = [
            g
            for g in usable
            # "saßen Unterhändler aus A und B am Verhandlungstisch": or inside a cue of several words.
            if (at.end <= g.start or (pack.bracket and at.start < g.start and g.end < at.end))
            and g.end <= min(right, max(stop, at.end))
            and g.role in ("", "subject")
            and g.start - at.end < 60
        ]
        if late and not any(g.start >= left for g in before):
            return late[0]
    # A relative or adverbial clause without its own subject, or "signed and ratified".
    for group in reversed(before):
        between = [v for v in verbs if group.end <= v.start and v.end <= at.start]
        said = [v for v in between if v.kind == "report" and v.value != "deny"]
        if (
            not said
            or declares(ctx, said)
            or (_no_pronoun(part, pack, left, said) and group.role in ("", "subject"))
        ):
            return group
    # "Cuba's Council of State ratified": a possessor with words that no table knows before the verb.
    for group in reversed([g for g in usable if left <= g.start and g.end <= at.start and "of" in g.roles]):
        gap = ctx.view.folded[group.end : at.start]
        marks = ("act", "op", "report", "treaty", "role", "claim", "response", "status", "actor", "name")
        if len(gap) <= 40 and not any(
            m.kind in marks and group.end + 3 <= m.start and m.end <= at.start and m.value != "of"
            for m in part.sentence.marks
        ):
            return group
    return None


def _topic_last(ctx: Context, before: list[Group], at: Mark) -> list[Group]:
    """A Chinese clause without a subject goes on with the topic of the clause before: its first name, not its last."""
    comma = ctx.view.folded.rfind(",", 0, at.start)
    if not before or before[-1].start > comma:
        return before
    start = ctx.view.folded.rfind(",", 0, before[-1].start) + 1
    clause = [g for g in before if g.start >= start]
    return [*(g for g in before if g.start < start), *clause[1:], clause[0]]


_COVERBS = frozenset({"to", "for", "with", "from", "against", "in"})


def _after_coverb(ctx: Context, part: Part, group: Group, before: list[Group], at: Mark) -> bool:
    """向保存国瑞士递交, 在纽约联合国总部签署, 通知联合国,取消: a name in a phrase that a preposition opened, or the
    object of the verb before it, where another name before it can be the subject."""
    folded = ctx.view.folded
    start = max(folded.rfind(c, part.sentence.start, group.start) for c in ",;:") + 1
    first = next((g for g in before if g.end <= group.start), None)
    if first is None:
        return False
    if any(
        m.form == "before" and m.value in _COVERBS and max(start, first.end) <= m.start and m.end <= group.start
        and not any(v.kind in ("act", "report", "op") and v.form != "bare" and m.end <= v.start and v.end <= group.start
                    for v in part.sentence.marks)
        for m in part.sentence.roles()
    ):  # fmt: skip
        return True
    gap = folded[group.end : at.start]
    return "," in gap and any(
        m.kind in ("act", "status") and first.end <= m.start and 0 <= group.start - m.end <= 1
        for m in part.sentence.marks
    )


def _first_of_bracket(
    ctx: Context, part: Part, at: Mark, before: list[Group], left: int, verbs: list[Mark]
) -> Group | None:
    """ "Washington soll Taiwan Raketen geliefert haben": of two bare names before the verb at the end the first acts."""
    inside = [g for g in before if g.start >= left and g.states and not g.role]
    if len(inside) < 2 or _verb_between(verbs, at, inside[0].end, at.start):
        return None
    if "," in ctx.view.folded[inside[0].end : at.start]:
        return None
    speaks = any(
        m.value == "according" and (0 <= inside[0].start - m.end <= 12 or 0 <= m.start - inside[0].end <= 2)
        for m in part.sentence.of("report")
    )
    return None if speaks else inside[0]


def _topic(ctx: Context, part: Part, group: Group) -> bool:
    """ "the treaty on conventional forces": an office without state right behind a treaty is what that is about."""
    return (
        not group.states
        and group.kind == "actors"
        and group.organ is None
        and ctx.view.pack.order == "svo"
        and any(
            0 <= group.start - m.end <= 24 and "," not in ctx.view.folded[m.end : group.start]
            for m in part.mentions
            if not m.pronoun
        )
        and any(g.states and g.end < group.start and g.role in ("", "subject") for g in part.groups)
    )


def _of_report(ctx: Context, part: Part, left: int) -> Group | None:
    """ "اعلام کرد که از پیمان خارج می‌شود": reported speech without a subject is about who speaks."""
    opener = [m for m in part.sentence.of("that") if m.end <= left and left - m.end <= 1]
    said = [
        m
        for m in part.sentence.marks
        if (m.kind == "report" or (m.kind == "status" and m.value in ("announced", "decided", "conditional")))
        and opener
        and 0 <= opener[-1].start - m.end <= 12
    ]
    return subject(ctx, part, said[-1], for_report=True) if said else None


_WHO = ("جس نے", "جنہوں نے", "جنھوں نے", "जिसने", "जिन्होंने")


def _antecedent(ctx: Context, usable: list[Group], part: Part, left: int) -> Group | None:
    """ "کیوبا 75 واں ملک ہے جس نے معاہدے کی توثیق کی": a relative clause whose pronoun is its subject."""
    opener = [m for m in part.sentence.of("break") if m.end <= left and left - m.end <= 1]
    if not opener or not ctx.view.folded[: max(m.end for m in opener)].endswith(_WHO):
        return None
    start = min(m.start for m in opener)
    return next((g for g in usable if g.end <= start and not set(g.roles) - {"subject", "name"}), None)


def _modifier(group: Group) -> bool:
    return bool(group.actors) and all(a.modifier for a in group.actors) and not group.organ


def _verb_between(verbs: list[Mark], at: Mark, start: int, end: int) -> bool:
    return any(
        start <= v.start and v.end <= end and v is not at and not (v.start < at.end and at.start < v.end)
        for v in verbs
    )
