"""Actor phrases: states with their organs, leaders, parliaments, agencies, "both sides".

A phrase is a run of names and offices with only linking words between them: "the foreign ministers of
Germany and Thailand" is one phrase with two actors. Markers beside it give its role in the clause.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from .marks import Mark, Name, scanner
from .pack_cues import LETTERS
from .pack_schema import ORGANS
from .text import Sentence, View

_WORD = re.compile(rf"[{LETTERS}]+(?:['’][{LETTERS}]+)?|'")
_LEADER_ORGAN = {
    "head_of_government": "government",
    "minister": "government",
    "foreign_minister": "government",
}


@dataclass(slots=True)
class Actor:
    """``state``: a code, or None for "the president" alone. ``name``: an agency's or a person's name."""

    state: str | None
    organ: str | None = None
    name: str | None = None
    modifier: bool = False
    flag: str = ""


@dataclass(slots=True)
class Group:
    """One actor phrase. ``kind``: actors, agency, both, pronoun, we, accused, nonstate, troops, negated.

    ``owned``: "their ministers", whose state is that of the subject before. ``negated``: "Bolivia, not Peru".
    """

    start: int
    end: int
    kind: str
    actors: list[Actor] = field(default_factory=list)
    role: str = ""
    roles: tuple[str, ...] = ()
    troops: bool = False
    city: bool = False
    pair: bool = False
    owned: bool = False
    plural: bool = False
    named: bool = False

    @property
    def states(self) -> list[str]:
        return list(dict.fromkeys(a.state for a in self.actors if a.state))

    @property
    def organ(self) -> str | None:
        organs = {a.organ for a in self.actors}
        return organs.pop() if len(organs) == 1 else None


_LESS_MEANT = frozenset({"COG"})
"""Of two states that share a form ("Congolese"), the one that the news means less often."""


def resolve(mark: Mark, on: str) -> Name:
    """What a name means on a day (EDTF or ""); the present bearer where the day does not tell."""
    entries: tuple[Name, ...] = mark.data
    day = on if len(on) == 10 and on[:4].isdigit() else ""
    valid = [
        e for e in entries if not day or ((not e.since or e.since <= day) and (not e.until or day <= e.until))
    ]
    order = {
        "institution": 0,
        "leader": 1,
        "name": 2,
        "short": 2,
        "organization": 2,
        "place": 3,
        "capital": 4,
    }
    pool = valid or list(entries)
    return min(
        pool,
        key=lambda e: (
            order.get(e.kind, 5),
            e.ref in _LESS_MEANT,
            bool(e.until),
            (e.since and -int(e.since[:4])) or 0,
        ),
    )


def groups(view: View, sentence: Sentence, on: str) -> list[Group]:
    """The actor phrases of a sentence, with roles, in order."""
    items = [
        m
        for m in sentence.marks
        if (m.kind == "name" and m.value != "place" and not m.used) or (m.kind == "actor" and not m.used)
    ]
    pairs = [m for m in items if m.kind == "actor" and m.value == "both"]
    items = [  # 两国外交部: one phrase
        m
        for m in items
        if m.kind != "actor"
        or not any(b.start <= m.start and m.end <= b.end and b.end - b.start > m.end - m.start for b in pairs)
    ]
    found: list[Group] = []
    run: list[list[Mark]] = []
    for mark in items:
        if mark.kind == "actor" and mark.value in ("both", "pronoun", "they", "we", "accused"):
            _close(view, sentence, run, found, on)
            run = []
            they = mark.value == "they"
            found.append(Group(mark.start, mark.end, "pronoun" if they else mark.value, plural=they))
            continue
        if mark.kind == "actor" and mark.value == "possessive":
            continue
        if run and mark.start < run[-1][-1].end:
            continue
        joined = _joined(view, sentence, run[-1][-1], mark) if run else ""
        if joined == "comma" and mark.kind == "actor":
            joined = ""  # "with Belarus, the ministry said": not a list
        if joined == "comma" and view.pack.topic_comma and not _listed(view, sentence, items, mark):
            joined = ""  # "Güney Kore, Kuzey Kore'nin …": a comma after the topic
        if joined == "same":
            run[-1].append(mark)
        elif joined in ("and", "comma"):
            run.append([mark])
        else:
            _close(view, sentence, run, found, on)
            run = [[mark]]
    _close(view, sentence, run, found, on)
    found = _both_named(view, sorted(found, key=lambda g: g.start))
    found = _both_with_office(view, found)
    for group in found:
        _extend(view, sentence, group)
        _roles(view, sentence, group)
    _seated(view, found)
    _owned(sentence, found)
    _negated(view, sentence, found)
    return found


def _listed(view: View, sentence: Sentence, items: list[Mark], mark: Mark) -> bool:
    """Whether a comma's list goes on to a last member with "and"."""
    rest = [m for m in items if m.start >= mark.start]
    for left, right in itertools.pairwise(rest):
        joined = _joined(view, sentence, left, right)
        if joined not in ("same", "comma"):
            return joined == "and"
    return False


def _seated(view: View, found: list[Group]) -> None:
    """ "The defence ministry in Seoul", "lawmakers in Ankara": the city or state tells whose office it is."""
    for office, seat in itertools.pairwise(found):
        if view.pack.order == "sov":
            office, seat = seat, office
        gap = max(office.start - seat.end, seat.start - office.end)
        if (
            office.kind == "actors"
            and not office.states
            and office.actors
            and office.organ != "head_of_state"
            and not office.troops
            and seat.kind == "actors"
            and seat.city
            and "in" in seat.roles
            and gap <= 8
        ):
            organ = office.organ
            office.actors = [Actor(s, organ) for s in seat.states]
            if view.pack.order != "sov":
                office.end = max(office.end, seat.end)
            seat.kind = "seat"


def _owned(sentence: Sentence, found: list[Group]) -> None:
    for mark in sentence.of("actor"):
        if mark.value == "possessive":
            for group in found:
                if group.kind == "actors" and not group.states and 0 <= group.start - mark.end <= 12:
                    group.owned = True


def _negated(view: View, sentence: Sentence, found: list[Group]) -> None:
    """ "Bolivia, not Peru, denounced": the one that did not."""
    for mark in sentence.of("status"):
        if mark.value != "not":
            continue
        for before, after in itertools.pairwise(found):
            if (
                before.kind == after.kind == "actors"
                and before.states
                and after.states
                and before.end <= mark.start
                and mark.end <= after.start
                and _only_links(view, mark.end, after.start)
                and mark.start - before.end <= 8
                and "," in view.folded[before.end : mark.end] + "," * (view.pack.lang in ("zh", "ja"))
            ):
                after.kind = "negated"


def _both_named(view: View, found: list[Group]) -> list[Group]:
    """ "朝俄两国外交部", "Iran and Iraq, the two countries": the names tell who the two are."""
    merged: list[Group] = []
    for group in found:
        last = merged[-1] if merged else None
        if (
            last
            and group.kind == "both"
            and last.kind == "actors"
            and len(last.states) == 2
            and not view.folded[last.end : group.start].strip(", ")
            and group.start - last.end <= 1
        ):
            last.end = group.end
            last.pair, last.named = False, True
            continue
        merged.append(group)
    return merged


def _both_with_office(view: View, found: list[Group]) -> list[Group]:
    """ "The leaders of the two countries", "دونوں ممالک کے رہنماؤں": one phrase."""
    merged: list[Group] = []
    for group in found:
        last = merged[-1] if merged else None
        if (
            last
            and last.named
            and group.kind == "actors"
            and not group.states
            and group.start - last.end <= 1
        ):
            last.actors = [Actor(a.state, group.organ) for a in last.actors]
            last.end = group.end
            continue
        if last and {last.kind, group.kind} == {"both", "actors"} and not (last.states or group.states):
            words = _WORD.findall(view.folded[last.end : group.start])
            if all(w in view.pack.link_words for w in words) and group.start - last.end < 12:
                organ = last.organ or group.organ
                merged[-1] = Group(last.start, group.end, "both", [Actor(None, organ)])
                continue
        merged.append(group)
    return merged


def _joined(view: View, sentence: Sentence, left: Mark, right: Mark) -> str:
    """``same`` phrase part, ``and``, or "" where other words stand between."""
    gap = view.folded[left.end : right.start]
    if gap.strip() == "(" and left.kind == right.kind == "name":
        return "same" if {e.ref for e in left.data} & {e.ref for e in right.data} else ""
    if len(gap) > 60 or any(c in gap for c in '.;:()"“”«»') or "\n" in gap:
        return ""
    if left.kind == "actor" and left.value == "troops" and not gap.strip():
        return ""
    pack = view.pack
    comma = "," in gap or "،" in gap
    conjunction = "、" in gap or "·" in gap or (gap == "-" and left.kind == right.kind == "name")
    agencies = [m for m in (left, right) if m.kind == "name" and m.value == "agency"]
    if agencies and comma:
        return ""
    if comma and left.kind == "name" and left.value == "capital" != right.value and right.kind == "name":
        return ""  # "in Hanoi, Vietnam and Fiji signed": where, then who
    if comma and any(
        m.kind == "report"
        and m.value in ("according", "citing")
        and 0 <= left.start - m.end <= 25
        and "," not in view.folded[m.end : left.start]
        for m in sentence.marks
    ):
        comma = False  # "Theo tình báo Hàn Quốc, Triều Tiên …": who says it, then who acts
        if not any(m.kind == "and" and left.end <= m.start and m.end <= right.start for m in sentence.marks):
            return ""
    for mark in sentence.marks:
        if mark.start < left.end - 1 or mark.end > right.start + 1:
            continue
        if mark.kind == "and":
            conjunction = True
            gap = gap.replace(view.folded[mark.start : mark.end], " , ", 1)
        elif (
            mark.kind == "role"
            and _glued(view, mark, left, right)
            and not any(
                m.kind == "and" and m.start == mark.start and m.end == mark.end for m in sentence.marks
            )
        ):
            # Particles end a phrase (일본은 | 중국과), save "with" between two names (몽골과 카자흐스탄).
            if mark.value == "with" and (mark.form == "after" or not pack.spaces):
                conjunction = True
            elif mark.value != "of" and not (mark.form == "before" and mark.value == "in"):
                return ""
    if _strangers(left, right) and (
        not gap.strip() or (pack.order == "sov" and not conjunction and not comma)
    ):
        return ""  # "Kuzey Kore'nin Ukrayna'ya …": two states in two roles
    if not pack.spaces:
        rest = gap
        for word in (*pack.link_words, *pack.endings, ",", "、", "・", "，", " "):
            rest = rest.replace(word, "")
        unknown = len(rest)
        return ("and" if conjunction else "comma" if comma else "same") if unknown == 0 else ""
    unknown_words = [w for w in _WORD.findall(gap) if w not in pack.link_words and w not in pack.endings]
    if not unknown_words:
        # "in Wien von den Ministern", "у Вільнюсі президенти": the office follows its state in the genitive.
        apart = ("capital",) if pack.bracket else ("capital", "name", "short")
        office = pack.inverts and right.kind == "actor" and not conjunction and not comma
        if office and left.kind == "name" and left.value in apart:
            return ""
        states = ("name", "short", "capital")
        lone = gap.strip() and not conjunction and not comma and pack.inverts
        if lone and left.value in states and right.value in (*states, "demonym"):
            return ""  # "dass Deutschland der Ukraine hilft": two phrases, not one
        return "and" if conjunction else "comma" if comma else "same"
    if (conjunction or comma) and _tail_of_names(view, sentence, left, right, unknown_words):
        return "and" if conjunction else "comma"
    return (
        "same"
        if not conjunction
        and not comma
        and len(unknown_words) <= 2
        and not any(
            m.kind in ("act", "report", "op", "that", "break", "status", "treaty")
            and left.end <= m.start
            and m.end <= right.start
            for m in sentence.marks
        )
        and _between_names(view, left, right, gap)
        else ""
    )


def _glued(view: View, mark: Mark, left: Mark, right: Mark) -> bool:
    """Whether a marker is part of the word of a name or office."""
    if mark.form == "after":
        return mark.start >= left.end and " " not in view.folded[left.end : mark.start + 1]
    return mark.end <= right.start and " " not in view.folded[mark.end - 1 : right.start]


def _strangers(left: Mark, right: Mark) -> bool:
    """Two states side by side with nothing between ("اتهمت بولندا بيلاروس"): subject and object, not one phrase."""
    plain = ("name", "short", "organization")
    if left.kind == right.kind == "name" and left.value == "agency":
        return right.value in (
            "name",
            "short",
        )  # "Według agencji Reuters Etiopia …": who tells, then who acts
    return (
        left.kind == right.kind == "name"
        and left.value in (*plain, "demonym", "capital")  # "У Стокгольмі Україна": where, then who
        and right.value in plain
        and not {e.ref for e in left.data} & {e.ref for e in right.data}
    )


def _tail_of_names(view: View, sentence: Sentence, left: Mark, right: Mark, unknown: list[str]) -> bool:
    """ "Foreign Minister Andrei Rudenko and Japan", "Chile and nuclear-armed India": names of persons after an
    office, or one adjective before a state; never where a verb, a role or a treaty stands between."""
    busy = ("act", "op", "report", "role", "treaty", "status", "break", "that", "claim", "response", "name")
    if any(m.kind in busy and left.end <= m.start and m.end <= right.start for m in sentence.marks):
        return False
    if left.kind == "actor" and left.value in ORGANS:
        if not view.pack.capitals:
            return len(unknown) <= 3
        words = [w for w in _WORD.findall(view.words(left.end, right.start)) if w.lower() in unknown]
        return len(words) <= 4 and all(w[:1].isupper() for w in words)
    if right.kind == "name" and right.value in ("name", "short") and view.pack.capitals:
        words = _WORD.findall(view.words(left.end, right.start))
        return len(unknown) <= 2 and bool(words) and all(w[:1].islower() for w in words)
    return False


def _extend(view: View, sentence: Sentence, group: Group) -> None:
    """A person's name after the office belongs to the phrase: "Foreign Minister Ishaq Dar", "وزیر خارجہ اسحاق ڈار نے"."""
    if group.kind not in ("actors", "nonstate") or not any(
        m.kind == "actor" and m.end == group.end for m in sentence.marks
    ):
        return
    stop = min((m.start for m in sentence.marks if m.start >= group.end), default=sentence.end)
    if view.pack.capitals:
        for word in _NAME_WORD.finditer(view.folded, group.end, min(stop, group.end + 60)):
            place = view.offsets[word.start(1)] if view.offsets else word.start(1)
            if word.start() != group.end or not view.text[place].isupper():
                break
            group.end = word.end()
    elif view.pack.order == "sov" and view.pack.spaces:
        roles = [
            m for m in sentence.marks if m.kind == "role" and m.value == "subject" and m.start >= group.end
        ]
        if roles and roles[0].start <= stop and len(view.folded[group.end : roles[0].start].split()) <= 3:
            group.end = roles[0].start - 1 if roles[0].start > group.end else group.end


_NAME_WORD = re.compile(r" ([^\W\d_][\w'’-]*\.?)")


def _between_names(view: View, left: Mark, right: Mark, gap: str) -> bool:
    """Given names and adjectives between an office and its holder or state."""
    if right.kind == "name" and right.value == "leader" and left.kind == "actor":
        return True
    if left.kind == "name" and left.value == "demonym" and right.kind == "actor":
        return len(gap.split()) <= 2 and right.value != "troops"
    if left.kind == "actor" and left.value in ORGANS and right.kind == "name" and right.value == "demonym":
        return len(gap.split()) <= 4  # "Ministerio de Hacienda chileno"
    if left.kind == "name" and gap.startswith("'s ") and right.kind == "actor":
        return len(gap.split()) <= 3 and right.value != "troops"  # "Kenya's interior ministry"
    return False


def _close(view: View, sentence: Sentence, run: list[list[Mark]], found: list[Group], on: str) -> None:
    if not run:
        return
    actors: list[Actor] = []
    organs: list[str | None] = []
    agency = troops = paired = False
    outsiders = 0
    cities = 0
    for part in run:
        names = [(m, resolve(m, on)) for m in part if m.kind == "name"]
        offices = [m for m in part if m.kind == "actor"]
        troops = troops or any(o.value == "troops" for o in offices)
        media = [o for o in offices if o.value == "agency"]
        if media and not any(n.kind == "agency" for _, n in names):
            called = _called(view, sentence, media[-1].end)
            if called:
                # "the Omani state news agency ONA": an agency that no table knows.
                agency = True
                actors.append(Actor(None, None, called[0]))
                organs.append(None)
                part[-1] = Mark(
                    part[-1].start, called[1], part[-1].kind, part[-1].value, part[-1].form, part[-1].data
                )
                continue
        if any(o.value == "nonstate" for o in offices):
            outsiders += 1
            continue
        named = [o.value for o in offices if o.value in ORGANS and o.value not in ("official", "nonstate")]
        # "The lower house of parliament": the house says more than the parliament.
        organ = next((o for o in named if o in ("lower_house", "upper_house")), named[0] if named else None)
        actor: Actor | None = None
        pairs = [name for _, name in names if name.kind == "pair"]
        if pairs:
            # 日米, Nga-Triều: one word, several states.
            paired = True
            actors += [Actor(ref, organ) for name in pairs for ref in name.ref.split()]
            organs.append(organ)
            continue
        if len(names) > 1 and any(n.generic for _, n in names) and not all(n.generic for _, n in names):
            # "Quốc hội Iceland": another state's organ of that name.
            organ = organ or next(n.organ for _, n in names if n.generic)
            names = [(m, n) for m, n in names if not n.generic]
        elif view.pack.home and names and all(n.generic for _, n in names):
            # "국회", "대통령실": whose, the report tells, or it is the home state's.
            organ = organ or names[0][1].organ
            names = []
        for mark, name in names:
            if name.kind == "agency":
                agency = True
                actor = actor or Actor(None, None, name.ref)
                actor.name = name.ref
            elif name.kind in ("leader", "institution"):
                mine = _LEADER_ORGAN.get(name.organ or "", name.organ)
                flag = ""
                if actor and actor.state and actor.state != name.ref and name.kind == "leader":
                    flag = f"the report joins {view.words(mark.start, mark.end)} with another state ({actor.state})"
                if name.kind == "leader" and organ and mine and organ != mine:
                    # A minister's office beside a head of state's name is a slip of the report; the reverse
                    # is a matter of how a constitution divides the offices.
                    flag = (
                        "the office named is not that of the person named"
                        if mine == "head_of_state"
                        else flag
                    )
                    mine = organ
                actor = Actor(name.ref, mine, None, False, flag)
            elif actor is None or actor.state is None:
                text_before = actor.name if actor else None
                actor = Actor(name.ref, None, text_before, name.kind == "demonym")
                cities += name.kind == "capital" and not offices
            elif name.kind != "demonym" and actor.modifier:
                # "Russian Moscow", "Ukrainian Kyiv": the second name stands for itself.
                actor = Actor(name.ref, actor.organ, actor.name)
            elif name.kind != "demonym" and actor.state != name.ref and actor.organ is None and not offices:
                actors.append(actor)
                organs.append(None)
                actor = Actor(name.ref, None)
        if actor is None:
            actor = Actor(None, organ)
        if organ and actor.organ is None:
            actor.organ = organ
        if actors and actor.organ is None and any(o.value == "counterpart" for o in offices):
            actor.organ = actors[-1].organ
        if offices:
            actor.modifier = False
        actors.append(actor)
        organs.append(organ)
    shared = [o for o in organs if o]
    if len(shared) == 1 and len(actors) > 1:
        # "leaders of A and B", "A اور B کے رہنماؤں": the one office is everybody's.
        for actor in actors:
            actor.organ = actor.organ or shared[0]
    nonstate = outsiders > 0 and not any(a.state for a in actors)
    actors = [a for a in actors if a.state or a.name] or actors[:1]
    start, end = run[0][0].start, run[-1][-1].end
    has_state = any(a.state for a in actors)
    kind = "agency" if agency else "nonstate" if nonstate else "actors"
    if kind == "actors" and not has_state and troops and len(run[0]) == 1:
        kind = "troops"
    city = bool(cities) and cities == len(run)
    found.append(Group(start, end, kind, actors, troops=troops, city=city, pair=paired and len(run) == 1))


def _called(view: View, sentence: Sentence, at: int) -> tuple[str, int] | None:
    """The capitalised word right after "news agency", with its end."""
    if not view.pack.capitals:
        return None
    match = _NAME_WORD.match(view.folded, at, sentence.end)
    if not match:
        return None
    word = view.words(match.start(1), match.end())
    return (word, match.end()) if word[:1].isupper() and len(word) > 1 else None


def _roles(view: View, sentence: Sentence, group: Group) -> None:
    roles: list[tuple[int, int, str]] = []
    for mark in sentence.roles():
        if mark.form == "before" and mark.start < group.start <= mark.end <= group.end:
            roles.append((group.start - mark.start, mark.start - mark.end, mark.value))  # "der Ukraine"
        elif mark.form == "before" and mark.end <= group.start and group.start - mark.end < 40:
            if _only_links(view, mark.end, group.start):
                roles.append((group.start - mark.end, -(mark.end - mark.start), mark.value))
        elif mark.form == "after" and mark.start >= group.end - 1 and mark.start - group.end < 14:
            between = view.folded[group.end : mark.start].strip(" '\"’”)")
            if not between or between in view.pack.link_words:
                roles.append((mark.start - group.end, -(mark.end - mark.start), mark.value))
    if not roles:
        cased = _office_cased(sentence, group) or _cased(view, sentence, group)
        if cased:
            roles.append((0, 0, cased))
    roles.sort()
    group.roles = tuple(value for _, _, value in roles)
    group.role = roles[0][2] if roles else ""


def _office_cased(sentence: Sentence, group: Group) -> str:
    """The role that the case of the office tells, where the pack lists its form: "президентом", "des Präsidenten"."""
    inside = [m for m in sentence.marks if m.kind in ("name", "actor") and group.start <= m.start < group.end]
    first = next((m for m in inside if m.kind == "actor"), None)
    if first is None or any(
        m.kind == "name" and m.value != "demonym" and m.end <= first.start for m in inside
    ):
        return ""
    found = [
        r for r in sentence.roles() if r.form == "before" and r.start == first.start and r.end <= group.end
    ]
    return max(found, key=lambda r: r.end).value if found else ""


def _cased(view: View, sentence: Sentence, group: Group) -> str:
    """The role that the case of a bare name tells, or "": "Beitritt Finnlands", "ратифікована Україною"."""
    if group.organ or view.pack.lang not in _CASES:
        return ""
    last = next((m for m in sentence.marks if m.kind == "name" and m.end == group.end), None)
    if last is None or last.value in ("demonym", "agency", "institution"):
        return ""
    text = view.folded[last.start : last.end]
    known = scanner(view.pack.lang).knows
    for ending, nominatives, role in _CASES[view.pack.lang]:
        stem = text.removesuffix(ending)
        if stem == text or not any(known(stem + other) for other in nominatives):
            continue
        if nominatives == ("",) and any(known(stem + other) for other in ("ę", "ою")):
            continue  # "Ukraina" is no genitive of "Ukrain"
        return role
    return ""


# Ending → endings of the nominative, and the role that the case has where no preposition stands.
_CASES: dict[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "de": (("s", ("",), "of"),),
    "uk": (
        ("ією", ("ія",), "agent"), ("єю", ("я",), "agent"), ("ою", ("а",), "agent"), ("ею", ("я", "а"), "agent"),
        ("ом", ("",), "agent"), ("єм", ("й",), "agent"), ("ем", ("ь",), "agent"),
        ("ію", ("ія",), "object"), ("ю", ("я",), "object"), ("у", ("а",), "object"),
        ("ії", ("ія",), "of"), ("ї", ("я",), "of"), ("і", ("а", "я"), "of"), ("и", ("а",), "of"),
        ("у", ("",), "of"), ("ю", ("й", "ь"), "of"), ("а", ("",), "of"), ("я", ("ь", "й"), "of"), ("ові", ("",), "of"),
    ),
    "pl": (
        ("ą", ("a",), "agent"), ("em", ("",), "agent"), ("iem", ("",), "agent"),
        ("ę", ("a",), "object"),
        ("ii", ("ia",), "of"), ("i", ("a",), "of"), ("y", ("a",), "of"), ("ie", ("a",), "of"),
        ("u", ("",), "of"), ("owi", ("",), "of"), ("a", ("",), "of"),
    ),
}  # fmt: skip


def _only_links(view: View, start: int, end: int) -> bool:
    gap = view.folded[start:end]
    if any(c in gap for c in ",.;:()"):
        return False
    return (
        all(word in view.pack.link_words for word in _WORD.findall(gap))
        if view.pack.spaces
        else not gap.strip()
    )
