"""What marks the part an actor phrase plays: prepositions, particles, case, negation."""

from __future__ import annotations

import itertools
import re

from .actor_join import WORD
from .actor_types import Actor, Group
from .marks import scanner
from .text import Sentence, View

_COUNTED = re.compile(
    "(?:約|およそ|少なくとも|[0-9]|[千万億])+(?:人|名|機|両|発)?(?:以上|余り|超|近く|ほど|程度)?"
)
"""How many stands between troops and their particle: ルワンダ軍4000人以上が."""


def seat(view: View, found: list[Group]) -> None:
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
            and "in" in seat.roles
            and (gap <= 8 if seat.city else gap <= 4 and view.pack.order == "svo" and bool(seat.states))
        ):
            # "Deputies in Bolivia's Chamber of Deputies": the house says more.
            organ = seat.organ if seat.organ in ("lower_house", "upper_house") else office.organ
            office.actors = [Actor(s, organ) for s in seat.states]
            if view.pack.order != "sov":
                office.end = max(office.end, seat.end)
            seat.kind = "seat"


def mark_owned(sentence: Sentence, found: list[Group]) -> None:
    for mark in sentence.of("actor"):
        if mark.value == "possessive":
            for group in found:
                if group.kind == "actors" and not group.states and 0 <= group.start - mark.end <= 12:
                    group.owned = True


def negate(view: View, sentence: Sentence, found: list[Group]) -> None:
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
                and not any(
                    m.value == "not" and 0 <= before.start - m.end <= 1 for m in sentence.of("status")
                )
                and mark.start - before.end <= 8
                and "," in view.folded[before.end : mark.end] + "," * (view.pack.lang in ("zh", "ja"))
            ):
                after.kind = "negated"


def give_roles(view: View, sentence: Sentence, group: Group) -> None:
    roles: list[tuple[int, int, str]] = []
    first = next((m for m in sentence.of("name") if m.start == group.start), None)
    for mark in sentence.roles():
        if (
            view.pack.bracket
            and first is not None
            and mark.value == "object"
            and view.folded[max(0, mark.start - 2) : mark.start] == ", "
        ):
            continue  # "der Pakt, den Mali und Niger unterzeichneten": a relative pronoun, no article
        if mark.form == "before" and mark.start < group.start <= mark.end <= group.end:
            roles.append((group.start - mark.start, mark.start - mark.end, mark.value))  # "der Ukraine"
        elif mark.form == "before" and mark.end <= group.start and group.start - mark.end < 40:
            if _only_links(view, mark.end, group.start):
                roles.append((group.start - mark.end, -(mark.end - mark.start), mark.value))
        elif mark.form == "after" and mark.start >= group.end - 1 and mark.start - group.end < 14:
            between = view.folded[group.end : mark.start].strip(" '\"’”)")
            if view.pack.lang == "ko" and between.startswith("("):
                between = between.partition(")")[2] if ")" in between else ""  # 필리핀통신(PNA)이
            if not between or between in view.pack.link_words or _COUNTED.fullmatch(between):
                roles.append((mark.start - group.end, -(mark.end - mark.start), mark.value))
    if not roles:
        cased = _office_cased(sentence, group) or _cased(view, sentence, group)
        if cased:
            roles.append((0, 0, cased))
    roles.sort()
    group.roles = tuple(value for _, _, value in roles)
    group.role = roles[0][2] if roles else ""
    if group.role == "in" and view.pack.lang in ("ur", "hi") and len(group.states) > 1 and not group.organ:
        # "نیپال اور بھارت میں معاہدہ": "in" two states is between them.
        group.role, group.roles = "between", ("between", *group.roles[1:])


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
    if any(m.kind == "actor" and group.start <= m.start and m.end <= group.end for m in sentence.marks):
        return ""  # "Армия Судана": the name is the office's owner, and tells nothing of the case of both
    last = next((m for m in sentence.marks if m.kind == "name" and m.end == group.end), None)
    if last is None or last.value in ("demonym", "agency", "institution"):
        return ""
    text = view.folded[last.start : last.end]
    known = scanner(view.pack.lang).knows
    for ending, nominatives, role in _CASES[view.pack.lang]:
        stem = text.removesuffix(ending)
        if stem == text or not any(known(stem + other) for other in nominatives):
            continue
        if (ending, nominatives) == ("у", ("а",)) and known(stem):
            continue  # "Узбекистану": of Uzbekistan, no accusative of "Узбекистана"
        if nominatives == ("",) and any(known(stem + other) for other in ("ę", "ою", "ой")):
            continue  # "Ukraina" is no genitive of "Ukrain"
        return role
    return ""


# Ending → endings of the nominative, and the role that the case has where no preposition stands.
_CASES: dict[str, tuple[tuple[str, tuple[str, ...], str], ...]] = {
    "de": (("s", ("",), "of"),),
    "ru": (
        ("ией", ("ия",), "agent"), ("ей", ("я", "а"), "agent"), ("ой", ("а",), "agent"), ("ами", ("ы",), "agent"),
        ("ом", ("",), "agent"), ("ем", ("й", "ь"), "agent"),
        ("ию", ("ия",), "object"), ("ю", ("я",), "object"), ("у", ("а",), "object"),
        ("ии", ("ия",), "of"), ("и", ("я", "а", "ь"), "of"), ("ы", ("а",), "of"), ("ов", ("ы",), "of"),
        ("а", ("",), "of"), ("я", ("ь", "й"), "of"), ("у", ("",), "of"), ("ю", ("й", "ь"), "of"), ("ам", ("ы",), "of"),
    ),
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
        all(word in view.pack.link_words for word in WORD.findall(gap))
        if view.pack.spaces
        else not gap.strip()
    )
