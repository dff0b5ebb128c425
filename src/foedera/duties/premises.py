"""The premises of a duty, each a named test with one of the four answers (LAW section 5).

The order is the order of evaluation: kind of event, attacker's identity, place and object, provocation,
request, deciding body, provisos. Whether the treaty is in force comes first and is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import msgspec

from foedera.dates import Answer, all_of, any_of
from foedera.model import Obligation

from .areas import lies_in, place
from .event import Event


class Premise(msgspec.Struct, frozen=True, kw_only=True):
    """``text``: what is asked, in words. ``proviso``: limits how the duty is performed, not whether."""

    name: str
    answer: Answer
    text: str
    proviso: bool = False


# Which events a trigger word covers, where the beneficiary is the one attacked.
_COVERS: dict[str, dict[str, Answer]] = {
    "armed_attack": {"armed_attack": Answer.YES},
    "aggression": {"armed_attack": Answer.YES},
    "war": {"armed_attack": Answer.YES},
    "threat": {"threat": Answer.YES, "armed_attack": Answer.YES, "mobilization": Answer.YES},
    "internal": {"internal": Answer.YES},
    "mobilization": {"mobilization": Answer.YES},
    "attacks": {"armed_attack": Answer.YES},
    "any": dict.fromkeys(("armed_attack", "threat", "internal", "mobilization"), Answer.YES),
}
_EVENT_WORDS = {
    "armed_attack": "an armed attack",
    "threat": "a threat",
    "internal": "an internal event",
    "mobilization": "a mobilization",
    "assistance": "force used in help of the attacked",
}
CHARTER = date(1945, 10, 24)
"""Entry into force of the Charter of the United Nations."""


def triggers(obligation: Obligation) -> tuple[str, ...]:
    """The trigger words, always as a tuple."""
    found = obligation.trigger
    return (found,) if isinstance(found, str) else found


def premises(obligation: Obligation, holder: str, beneficiary: str, event: Event) -> Iterator[Premise]:
    """Every premise of the obligation for this holder, beneficiary and event, in order."""
    yield _kind(obligation, event)
    if obligation.type != "nonaggression":
        yield from _sides(obligation, holder, beneficiary, event)
    yield from _adversary(obligation, beneficiary, event)
    yield from _object(obligation, event)
    yield from _place(obligation, beneficiary, event)
    for word in obligation.requires:
        yield _required(word, beneficiary, event)
    if obligation.minimum_adversaries:
        yield _number(obligation, obligation.minimum_adversaries, beneficiary, event)
    for word in obligation.exceptions:
        yield Premise(name=word, answer=Answer.UNKNOWN, text=f"no exception: {_words(word)}", proviso=True)
    for word in obligation.subject_to:
        yield _proviso(word, holder, event)


def _kind(obligation: Obligation, event: Event) -> Premise:
    words = triggers(obligation)
    answer = any_of(_covers(word, event) for word in words)
    what = " or ".join(map(_words, words))
    return Premise(
        name="event",
        answer=answer,
        text=f"the clause is triggered by {what}; the event is {_EVENT_WORDS[event.kind]}",
    )


def _covers(word: str, event: Event) -> Answer:
    if event.kind == "assistance":
        # Force used to help the attacked: no armed attack under the Charter (article 51).
        if word in ("war", "attacks", "any"):
            return Answer.YES
        return (
            Answer.NO if event.on >= CHARTER or word not in ("armed_attack", "aggression") else Answer.UNKNOWN
        )
    if word not in _COVERS:
        return Answer.UNKNOWN
    return _COVERS[word].get(event.kind, Answer.NO)


def covers_own_war(obligation: Obligation) -> bool:
    """Whether the clause also follows a beneficiary that itself begins the war."""
    return obligation.type in ("defense", "offense") and "war" in triggers(obligation)


def _sides(obligation: Obligation, holder: str, beneficiary: str, event: Event) -> Iterator[Premise]:
    """Who stands where: the holder outside the quarrel, the beneficiary on the side the clause protects."""
    defends = obligation.type == "defense" and not covers_own_war(obligation)
    if defends and "attacks" not in triggers(obligation) and beneficiary == event.by:
        text = f"{beneficiary} is the one attacked (here it acts against {event.attacked})"
        yield Premise(name="attacked", answer=Answer.NO, text=text)
    if event.by is not None and not (holder == event.attacked and beneficiary == event.by):
        ok = holder not in (event.by, *event.adversaries)
        yield Premise(name="holder", answer=Answer.of(ok), text=f"{holder} is not itself the attacker")
    if holder == event.attacked:
        text = f"{holder} is not itself the one {beneficiary} acts against"
        yield Premise(name="holder", answer=Answer.NO, text=text)


def _enemies(beneficiary: str, event: Event) -> set[str]:
    """The powers on the other side of the beneficiary."""
    if beneficiary == event.by:
        return {event.attacked}
    return {a for a in (event.by, *event.adversaries) if a}


def _adversary(obligation: Obligation, beneficiary: str, event: Event) -> Iterator[Premise]:
    attackers = _enemies(beneficiary, event)
    who = "attacker" if beneficiary != event.by else "adversary"
    if obligation.adversary:
        named = ", ".join(obligation.adversary)
        met = bool(attackers & set(obligation.adversary))
        yield Premise(name="adversary", answer=Answer.of(met), text=f"the {who} is {named}")
    if obligation.not_against:
        named = ", ".join(obligation.not_against)
        # One attacker that the clause does not exclude is enough: it is keyed to that one.
        met = bool(attackers - set(obligation.not_against))
        yield Premise(name="not_against", answer=Answer.of(met), text=f"the {who} is not {named}")


# Words for what was attacked, the first that fits, and the kind of object a clause lists.
_OBJECTS: tuple[tuple[str, str], ...] = (
    ("coast_guard", "public_vessels"),
    ("public_vessel", "public_vessels"),
    ("warship", "forces"),
    ("navy", "forces"),
    ("troop", "forces"),
    ("forces", "forces"),
    ("base", "forces"),
    ("aircraft", "aircraft"),
    ("vessel", "vessels"),
    ("ship", "vessels"),
    ("island", "territory"),
    ("territory", "territory"),
)


def _object_kind(text: str) -> str:
    given = text.strip().lower().replace(" ", "_")
    return next((kind for name, kind in _OBJECTS if name in given), given)


def _object(obligation: Obligation, event: Event) -> Iterator[Premise]:
    """What was attacked, where the clause lists it and the event tells; silence is no premise."""
    if not obligation.objects or event.object is None:
        return
    word = _object_kind(event.object)
    kinds = {_object_kind(name) for name in obligation.objects}
    listed = ", ".join(map(_words, obligation.objects))
    answer = Answer.of(word in kinds or (word == "public_vessels" and "vessels" in kinds))
    if word == "vessels" and answer is Answer.NO and "public_vessels" in kinds:
        answer = Answer.UNKNOWN
    if word == "forces" and answer is Answer.NO and "territory" in kinds:
        # Forces stationed on the territory that the clause covers are struck on that territory.
        answer = Answer.UNKNOWN if event.place is None else Answer.of(not place(event.place).sea)
    yield Premise(name="object", answer=answer, text=f"{event.object}: the clause covers {listed}")


def _place(obligation: Obligation, beneficiary: str, event: Event) -> Iterator[Premise]:
    if not (obligation.place or obligation.outside):
        return
    areas = ", ".join(map(_words, obligation.place or obligation.outside))
    if event.place is None:
        yield Premise(name="place", answer=Answer.UNKNOWN, text=f"where the attack took place ({areas})")
        return
    where = place(event.place)
    if obligation.place:
        inside = any_of(_in(where.id, area, beneficiary, event) for area in obligation.place)
        yield Premise(name="place", answer=inside, text=f"{event.place} lies in the area: {areas}")
    if obligation.outside:
        outside = all_of(~_in(where.id, area, beneficiary, event) for area in obligation.outside)
        words = ", ".join(map(_words, obligation.outside))
        yield Premise(name="outside", answer=outside, text=f"{event.place} does not lie in {words}")


def _in(place_id: str, area: str, beneficiary: str, event: Event) -> Answer:
    where = place(event.place or "")
    if area in ("territory", "metropolitan_territory", "own_territory"):
        if where.sea:
            return Answer.NO
        own = where.under == beneficiary
        if not own or area != "metropolitan_territory":
            return Answer.of(own)
        return Answer.of(place_id == where.under) if place_id == where.under else Answer.UNKNOWN
    return lies_in(where, area)


def _required(word: str, beneficiary: str, event: Event) -> Premise:
    known: dict[str, tuple[Answer, str]] = {
        "request": (event.requested, f"{beneficiary} has asked for help"),
        "state_of_war": (event.state_of_war, f"{beneficiary} is thereby in a state of war"),
        "unprovoked": (~event.provoked, f"{beneficiary} did not provoke the attack"),
        "decision": (event.decision, "the deciding body has decided"),
    }
    answer, text = known.get(word, (Answer.UNKNOWN, _words(word)))
    return Premise(name=word, answer=answer, text=text)


def _number(obligation: Obligation, least: int, beneficiary: str, event: Event) -> Premise:
    attackers = _enemies(beneficiary, event)
    if obligation.adversary:
        attackers &= set(obligation.adversary)
    return Premise(
        name="number",
        answer=Answer.of(len(attackers) >= least),
        text=f"at least {least} powers attack",
    )


def _proviso(word: str, holder: str, event: Event) -> Premise:
    provisos: dict[str, Callable[[], tuple[Answer, str]]] = {
        "un_charter_51": lambda: (
            Answer.of(event.kind == "armed_attack"),
            "Charter article 51: collective self-defence needs an armed attack",
        ),
        "domestic_law": lambda: (Answer.UNKNOWN, f"the law of {holder} allows it"),
        "constitutional_processes": lambda: (Answer.UNKNOWN, f"the constitutional processes of {holder}"),
    }
    answer, text = provisos[word]() if word in provisos else (Answer.UNKNOWN, _words(word))
    return Premise(name=word, answer=answer, text=text, proviso=True)


def _words(word: str) -> str:
    return word.replace("_", " ")
