"""Actor phrases: states with their organs, leaders, parliaments, agencies, "both sides".

A phrase is a run of names and offices with only linking words between them: "the foreign ministers of
Germany and Thailand" is one phrase with two actors. Markers beside it give its role in the clause.
"""

from __future__ import annotations

from .actor_close import both_named, both_with_office, close_run, extend_group
from .actor_join import is_listed, join_of
from .actor_roles import give_roles, mark_owned, negate, seat
from .actor_types import Actor, Group
from .marks import Mark
from .pack_schema import ORGANS
from .text import Sentence, View


def _is_headline(view: View, sentence: Sentence) -> bool:
    """Korean: no verb ends the line ("아르헨티나 하원, 메르코수르-EU 협정 비준안 가결")."""
    return not view.folded[sentence.start : sentence.end].rstrip(" .!?\"'”’)").endswith(("다", "요"))


PARLIAMENTS = ("parliament", "lower_house", "upper_house")


def _office_within(sentence: Sentence, mark: Mark) -> str | None:
    """两国议会: whose organs "both" names."""
    inside = [
        m.value
        for m in sentence.of("actor")
        if m.value in PARLIAMENTS and mark.start < m.start and m.end == mark.end
    ]
    return inside[0] if inside else None


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
    names = {m.start for m in items if m.kind == "name"}
    offices = {(m.start, m.end) for m in items if m.kind == "actor" and m.value in ORGANS}
    items = [  # "الرئيسان الفرنسي والجيبوتي": an office in the dual whose states follow
        m
        for m in items
        if m.value != "both" or (m.start, m.end) not in offices or not {m.end + 1, m.end + 3} & names
    ]
    found: list[Group] = []
    run: list[list[Mark]] = []
    for mark in items:
        if mark.kind == "actor" and mark.value in ("both", "several", "pronoun", "they", "we", "accused"):
            close_run(view, sentence, run, found, on)
            run = []
            they = mark.value == "they"
            many = mark.value == "several"
            kind = "pronoun" if they else "both" if many else mark.value
            group = Group(mark.start, mark.end, kind, plural=they, many=many)
            if kind == "both" and (office := _office_within(sentence, mark)):
                group.actors = [Actor(None, office)]
            found.append(group)
            continue
        if mark.kind == "actor" and mark.value == "possessive":
            continue
        if run and mark.start < run[-1][-1].end:
            continue
        joined = join_of(view, sentence, run[-1][-1], mark) if run else ""
        if joined == "comma" and mark.kind == "actor":
            joined = ""  # "with Belarus, the ministry said": not a list
        topic = view.pack.topic_comma and (not view.pack.headlines or _is_headline(view, sentence))
        if joined == "comma" and topic and not is_listed(view, sentence, items, mark):
            joined = ""  # "Güney Kore, Kuzey Kore'nin …": a comma after the topic
        if joined == "same":
            run[-1].append(mark)
        elif joined in ("and", "comma"):
            run.append([mark])
        else:
            close_run(view, sentence, run, found, on)
            run = [[mark]]
    close_run(view, sentence, run, found, on)
    found = both_named(view, sorted(found, key=lambda g: g.start))
    found = both_with_office(view, found)
    for group in found:
        extend_group(view, sentence, group)
        give_roles(view, sentence, group)
    seat(view, found)
    mark_owned(sentence, found)
    negate(view, sentence, found)
    return found
