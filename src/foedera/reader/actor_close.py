"""From the marks of one phrase to the States, leaders and organs it names."""

from __future__ import annotations

from .actor_join import NAME_WORD, WORD
from .actor_types import Actor, Group
from .marks import Mark, Name
from .pack_schema import ORGANS
from .text import Sentence, View

_LEADER_ORGAN = {
    "head_of_government": "government",
    "minister": "government",
    "foreign_minister": "government",
}


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


def both_named(view: View, found: list[Group]) -> list[Group]:
    """ "朝俄两国外交部", "Iran and Iraq, the two countries": the names tell who the two are."""
    merged: list[Group] = []
    for group in found:
        last = merged[-1] if merged else None
        if (
            last
            and group.kind == "both"
            and last.kind == "actors"
            and (len(last.states) > 2 if group.many else len(last.states) == 2)
            and not view.folded[last.end : group.start].strip(", ")
            and group.start - last.end <= 1
        ):
            last.end = group.end
            last.pair, last.named = False, True
            if group.organ:
                last.actors = [Actor(a.state, group.organ) for a in last.actors]
            continue
        merged.append(group)
    return merged


def both_with_office(view: View, found: list[Group]) -> list[Group]:
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
            words = WORD.findall(view.folded[last.end : group.start])
            if all(w in view.pack.link_words for w in words) and group.start - last.end < 12:
                organ = last.organ or group.organ
                many = last.many or group.many
                merged[-1] = Group(last.start, group.end, "both", [Actor(None, organ)], many=many)
                continue
        merged.append(group)
    return merged


def extend_group(view: View, sentence: Sentence, group: Group) -> None:
    """A person's name after the office belongs to the phrase: "Foreign Minister Ishaq Dar", "وزیر خارجہ اسحاق ڈار نے"."""
    if group.kind not in ("actors", "nonstate") or not any(
        m.kind == "actor" and m.end == group.end for m in sentence.marks
    ):
        return
    stop = min((m.start for m in sentence.marks if m.start >= group.end), default=sentence.end)
    if view.pack.capitals:
        for word in NAME_WORD.finditer(view.folded, group.end, min(stop, group.end + 60)):
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


def close_run(view: View, sentence: Sentence, run: list[list[Mark]], found: list[Group], on: str) -> None:
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
            # "外相とシンガポールの外相": the first one's own state goes without saying.
            own = view.pack.home if part is run[0] and len(run) > 1 and organ and _named_later(run) else None
            actor = Actor(own, organ)
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


def _named_later(run: list[list[Mark]]) -> bool:
    return any(m.kind == "name" and m.value in ("name", "short") for part in run[1:] for m in part)


def _called(view: View, sentence: Sentence, at: int) -> tuple[str, int] | None:
    """The capitalised words right after "news agency" or "newspaper", with their end."""
    if not view.pack.capitals:
        return None
    first = end = None
    dated = {m.start for m in sentence.of("weekday", "month")}
    while match := NAME_WORD.match(view.folded, end or at, sentence.end):
        if not view.words(match.start(1), match.end())[:1].isupper() or match.start(1) in dated:
            break
        first, end = match.start(1) if first is None else first, match.end()
    if first is None or end is None or end - first < 2:
        return None
    return view.words(first, end), end
