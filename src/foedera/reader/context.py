"""What the reading of one report carries from sentence to sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from foedera.states import is_id, is_organization

from .actor_types import Group
from .dates import Anchor
from .dates import Found as FoundDate
from .link import Linker, Mention, provisional
from .marks import Mark
from .pack import Pack
from .text import Sentence, View

NO_ARTICLES = frozenset({"ur", "hi", "ja", "ko", "zh", "ru", "uk", "pl", "tr", "fa", "id", "vi"})
PARLIAMENT = frozenset({"parliament", "lower_house", "upper_house"})


@dataclass(slots=True)
class Draft:
    """A statement before it is sealed. ``start``, ``end``: folded span of its words."""

    kind: str
    start: int
    end: int
    fields: dict[str, Any]
    sentence: int = 0
    core: tuple[int, int] = (0, 0)
    flags: list[str] = field(default_factory=list)
    subject: Group | None = None
    said_by: list[str] | None = None
    also: bool = False
    treaty_parties: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    view: View
    anchor: Anchor
    linker: Linker
    on: str
    seen: set[str] = field(default_factory=set)
    last: Mention | None = None
    last_id: str | None = None
    last_parties: list[str] = field(default_factory=list)
    last_sentence: int = -9
    noun_sentence: int = -9
    subject_sentence: int = -9
    last_subject: Group | None = None
    named: dict[str, bool] = field(default_factory=dict)
    """The states that the report names as such, and whether each is only named as the other side of a treaty."""
    last_several: list[str] = field(default_factory=list)
    last_date: str | None = None
    last_pair: tuple[int, list[str]] = (-9, [])
    last_said: tuple[int, list[str]] = (-9, [])
    offices: dict[str, set[str]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def treaty_near(self, sentence: int, reach: int = 1) -> bool:
        """Whether a treaty was named, however vaguely, in one of the sentences just before."""
        return sentence - max(self.last_sentence, self.noun_sentence) <= reach

    def parties_of(self, treaty: str | None, mention: Mention | None) -> list[str]:
        """The parties of a bilateral treaty, as the register or the report tells them."""
        known = self.linker.treaties.get(treaty or "")
        if known and known.bilateral:
            return list(known.parties)
        if known:
            return []
        if mention and len(mention.parties) >= 2:
            return mention.parties
        if treaty and treaty == self.last_id and len(self.last_parties) == 2:
            return self.last_parties
        return []

    def link(
        self, mention: Mention | None, actors: list[str], sentence: int
    ) -> tuple[str | None, str | None]:
        """(treaty id, treaty text) of a mention, with who acts; remembers it as the last one named."""
        if mention is None:
            if self.last is not None and sentence - self.last_sentence <= 3:
                return self.last_id, None
            if len(set(actors)) == 2:
                return self.linker.find(Mention(0, 0, ""), actors, self.seen, self.on[:10], None), None
            return None, None
        if mention.pronoun:
            near = sentence - max(self.last_sentence, self.noun_sentence) <= 2
            return (self.last_id if near else None), None
        if mention.linked:
            return mention.linked, mention.text
        parties = list(dict.fromkeys(mention.parties))
        if len(parties) < 2 and (not mention.proper or (len(parties) == 1 and not mention.ids)):
            parties = list(dict.fromkeys([*parties, *actors])) if len(actors) < 5 else parties
        bare = mention.back or (
            not mention.parties
            and not mention.ids
            and not mention.proper
            and not mention.subjects
            and self.view.pack.lang in NO_ARTICLES
            and len(mention.text.split()) <= 2
        )
        known = self.linker.treaties.get(self.last_id or "")
        others = bool(self.last_parties) and not set(actors) <= set(self.last_parties)
        if bare and self.last_id and others and (known is None or known.bilateral):
            bare = mention.back and len(set(actors)) <= 1 and not self.last_parties
        probe = Mention(
            mention.start,
            mention.end,
            mention.text,
            mention.ids,
            bare,
            mention.parties,
            mention.subjects,
            mention.proper,
            mention.year,
            mention.distinctive,
        )
        wider = parties
        if len(parties) < 2 and mention.proper and mention.subjects and len(set(actors)) == 2:
            wider = list(dict.fromkeys(actors))  # a title whose inflected form is no alias
        found = self.linker.find(probe, wider, self.seen, self.on[:10], self.last_id)
        if found is None and bare and self.last_id and self.last_id.startswith("x-"):
            found = self.last_id
        if found is None:
            found = provisional(mention, parties)
        if found is None and bare:
            found = self.last_id
        if (
            found is None
            and self.last is not None
            and parties
            and set(parties) <= set(self.last_parties)
            and mention.subjects & self.last.subjects
        ):
            found = self.last_id  # the treaty of the headline, told again with one of its two parties
        if found or mention.proper:
            if found != self.last_id:
                known = self.linker.treaties.get(found or "")
                self.last_parties = (
                    list(known.parties) if known and known.bilateral else parties if len(parties) > 1 else []
                )
            self.last, self.last_id = mention, found
        self.last_sentence = sentence
        mention.linked = found
        return found, mention.text


@dataclass(slots=True)
class Part:
    """A sentence with what was found in it."""

    sentence: Sentence
    groups: list[Group]
    mentions: list[Mention]
    dates: list[FoundDate]
    acts: list[Mark] = field(default_factory=list)

    @property
    def finite(self) -> list[Mark]:
        return [m for m in self.acts if m.form != "bare"]


def segment_groups(part: Part, left: int, right: int) -> list[Group]:
    return [g for g in part.groups if g.start >= left and g.end <= right]


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


def _of_last_clause(part: Part, groups: list[Group]) -> list[Group]:
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


def _declares(ctx: Context, said: list[Mark]) -> bool:
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


def _no_pronoun(part: Part, pack: Pack, left: int, said: list[Mark]) -> bool:
    """ "Finlandia zapowiedziała, że wycofa się": languages that leave out the pronoun go on with the subject."""
    opened = any(m.kind == "that" and -1 <= left - m.end <= 1 for m in part.sentence.marks)
    return pack.inverts and not pack.bracket and opened and len(said) == 1 and 0 <= left - said[0].end <= 40


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
            return _main_topic(ctx, part, at, marked) or marked[-1]
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
            plain = _of_last_clause(part, plain)
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
            or _declares(ctx, said)
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


def _main_topic(ctx: Context, part: Part, at: Mark, marked: list[Group]) -> Group | None:
    """Korean "오스트리아는 이란이 붙인 유보에 이의를 제기했다": the last verb's subject is the topic (은, 는), while
    a subject (이, 가) right before an attributive verb belongs to that verb."""
    if ctx.view.pack.lang != "ko" or len(marked) < 2:
        return None
    folded = ctx.view.folded
    first, last = marked[0], marked[-1]
    if folded[at.end : part.sentence.end].strip(" ."):
        return None
    topic = folded[first.end : first.end + 1] in ("은", "는") and folded[last.end : last.end + 1] in (
        "이",
        "가",
    )
    return first if topic and _ATTRIBUTIVE.search(folded, last.end, at.end) else None


_ATTRIBUTIVE = re.compile(r"\w(?:한|된|인|은|린|친|던) ")


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
