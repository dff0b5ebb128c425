"""Each condition of a duty, turned: what is engaged ceases to be, and the answer says which premise failed.

Treaty ``t`` binds AAA's stand-ins France (holder) and Poland (beneficiary); Germany attacks Poland.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedera.dates import Answer
from foedera.duties import Duty, Event, checked, evaluate
from foedera.errors import FoederaError
from foedera.model import Obligation, PartyState, Status, Treaty

ON = date(1950, 6, 1)
ATTACK = Event(
    kind="armed_attack",
    attacked="POL",
    by="DEU",
    on=ON,
    place="POL",
    requested=Answer.YES,
    state_of_war=Answer.YES,
    provoked=Answer.NO,
    decision=Answer.YES,
)


def treaty(obligation: Obligation, treaty_id: str = "t") -> Treaty:
    return Treaty(id=treaty_id, form="bilateral", negotiating=("FRA", "POL"), obligations=(obligation,))


def status(record: Treaty, answers: dict[str, Answer] | None = None) -> Status:
    held = answers or dict.fromkeys(record.negotiating, Answer.YES)
    return Status(
        treaty=record.id,
        on=ON.isoformat(),
        known=None,
        in_force=Answer.YES,
        parties={s: PartyState(status="party", in_force=a) for s, a in held.items()},
    )


def ask(event: Event, *records: Treaty, pair: Answer = Answer.YES, **answers: Answer) -> tuple[Duty, ...]:
    return evaluate(event, records, lambda r: status(r, answers or None), lambda _r, _a, _b: pair)


def duty(event: Event, obligation: Obligation, holder: str = "FRA") -> Duty:
    (found,) = [d for d in ask(event, treaty(obligation)) if d.holder == holder]
    return found


def obligation(kind: str, **fields: Any) -> Obligation:
    return Obligation(type=kind, article="1", **fields)  # type: ignore[arg-type]


def but(**changes: Any) -> Event:
    return msgspec.structs.replace(ATTACK, **changes)


# (type, condition of the clause, the event that meets it, the event that does not, words of the premise)
DEFENSE_CONDITIONS = [
    ({}, ATTACK, but(kind="threat"), "triggered by armed attack"),
    ({"adversary": ("DEU",)}, ATTACK, but(by="ITA"), "the attacker is DEU"),
    ({"not_against": ("DEU",)}, but(by="ITA"), ATTACK, "the attacker is not DEU"),
    ({"place": ("europe",)}, ATTACK, but(place="Hawaii"), "lies in the area"),
    ({"outside": ("europe",)}, but(place="Hawaii"), ATTACK, "does not lie in"),
    ({"requires": ("request",)}, ATTACK, but(requested=Answer.NO), "has asked for help"),
    ({"requires": ("state_of_war",)}, ATTACK, but(state_of_war=Answer.NO), "state of war"),
    ({"requires": ("unprovoked",)}, ATTACK, but(provoked=Answer.YES), "did not provoke"),
    ({"requires": ("decision",)}, ATTACK, but(decision=Answer.NO), "has decided"),
    ({"minimum_adversaries": 2}, but(adversaries=("ITA",)), ATTACK, "at least 2 powers"),
]


@pytest.mark.parametrize("kind", ["defense", "consultation", "neutrality"])
@pytest.mark.parametrize(("fields", "meets", "fails", "words"), DEFENSE_CONDITIONS)
def test_each_condition_turns_a_duty_toward_the_attacked(
    kind: str, fields: dict[str, Any], meets: Event, fails: Event, words: str
) -> None:
    clause = obligation(kind, **fields)
    assert duty(meets, clause).engaged is Answer.YES
    failed = duty(fails, clause)
    assert failed.engaged is Answer.NO
    assert any(words in line for line in failed.unmet)


OFFENSE = but(attacked="ITA", by="POL", place="ITA")


@pytest.mark.parametrize(("fields", "meets", "fails", "words"), [
    ({"trigger": "attacks"}, OFFENSE, msgspec.structs.replace(OFFENSE, kind="threat"), "triggered by"),
    ({"trigger": "attacks", "requires": ("request",)}, OFFENSE,
     msgspec.structs.replace(OFFENSE, requested=Answer.NO), "asked for help"),
    ({"trigger": "attacks", "place": ("europe",)}, OFFENSE,
     msgspec.structs.replace(OFFENSE, place="Guam"), "lies in the area"),
])  # fmt: skip
def test_an_offensive_duty_follows_the_ally_that_attacks(
    fields: dict[str, Any], meets: Event, fails: Event, words: str
) -> None:
    clause = obligation("offense", **fields)
    assert duty(meets, clause).engaged is Answer.YES
    assert any(words in line for line in duty(fails, clause).unmet)


def test_a_promise_of_non_aggression_is_engaged_by_the_holders_own_attack() -> None:
    clause = obligation("nonaggression")
    attack = but(attacked="POL", by="FRA")
    assert duty(attack, clause).engaged is Answer.YES
    assert ask(ATTACK, treaty(clause)) == ()
    assert duty(msgspec.structs.replace(attack, kind="threat"), clause).engaged is Answer.NO


def test_the_attacker_owes_no_help_to_its_victim() -> None:
    duties = ask(but(by="FRA"), treaty(obligation("defense")))
    found = {d.holder: d for d in duties}
    assert {d.engaged for d in duties} == {Answer.NO}
    assert found["FRA"].unmet == ("FRA is not itself the attacker",)
    assert "FRA is the one attacked" in found["POL"].unmet[0]


@pytest.mark.parametrize("missing", ["requested", "state_of_war", "provoked", "decision"])
def test_what_is_not_known_is_named_and_never_taken_for_no(missing: str) -> None:
    words = {
        "requested": "request",
        "state_of_war": "state_of_war",
        "provoked": "unprovoked",
        "decision": "decision",
    }
    found = duty(but(**{missing: Answer.UNKNOWN}), obligation("defense", requires=(words[missing],)))
    assert found.engaged is Answer.UNKNOWN
    assert len(found.unknown) == 1


def test_an_alleged_attack_makes_the_duty_contested() -> None:
    found = duty(but(happened=Answer.CONTESTED), obligation("defense"))
    assert found.engaged is Answer.CONTESTED


@pytest.mark.parametrize("force", [Answer.CONTESTED, Answer.UNKNOWN])
def test_doubt_about_the_treaty_is_doubt_about_the_duty(force: Answer) -> None:
    (found,) = ask(ATTACK, treaty(obligation("defense")), FRA=Answer.YES, POL=force)
    assert found.engaged is force


def test_a_treaty_not_in_force_for_one_side_gives_no_duty() -> None:
    assert ask(ATTACK, treaty(obligation("defense")), FRA=Answer.NO, POL=Answer.YES) == ()
    assert ask(ATTACK, treaty(obligation("defense")), pair=Answer.NO) == ()


def test_provisos_limit_performance_and_are_named() -> None:
    found = duty(ATTACK, obligation("defense", subject_to=("un_charter_51", "domestic_law"), firmness=4))
    assert found.engaged is Answer.YES
    assert any("law of FRA" in line for line in found.unknown)


def test_a_secret_clause_is_not_known_before_it_was_published() -> None:
    record = treaty(obligation("defense", public_from="1960-01-01"))
    before = evaluate(ATTACK, [record], status, lambda *_: Answer.YES, known="1950-06-01")
    after = evaluate(ATTACK, [record], status, lambda *_: Answer.YES, known="1960-01-01")
    assert (before, len(after)) == ((), 1)


def test_a_guarantor_owes_its_duty_to_a_state_outside_the_treaty() -> None:
    clause = obligation("defense", holders=("FRA",), beneficiaries=("BEL",))
    (found,) = ask(but(attacked="BEL"), treaty(clause))
    assert (found.holder, found.beneficiary, found.engaged) == ("FRA", "BEL", Answer.YES)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (but(by="POL"), "cannot attack itself"),
        (but(by=None), "no attacker"),
        (but(kind="insult"), "not a kind of event"),
        (but(attacked="PRK", on=date(1914, 8, 1)), "did not exist"),
    ],
)
def test_an_event_that_cannot_be_is_refused(event: Event, words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        checked(event)


def test_a_clause_keyed_to_war_follows_the_ally_that_began_it() -> None:
    own_war = but(by="POL", attacked="ITA", place="ITA")
    assert duty(own_war, obligation("defense", trigger="war")).engaged is Answer.YES
    assert duty(own_war, obligation("defense")).engaged is Answer.NO
    against = obligation("defense", trigger="war", adversary=("DEU",))
    assert duty(own_war, against).unmet == ("the adversary is DEU",)


def test_an_ally_owes_no_help_in_a_war_against_itself() -> None:
    own_war = but(by="POL", attacked="FRA", place="FRA")
    found = duty(own_war, obligation("offense", trigger="attacks"))
    assert found.unmet == ("FRA is not itself the one POL acts against",)


def test_one_attacker_that_is_not_excluded_engages_the_clause() -> None:
    clause = obligation("defense", not_against=("DEU",))
    assert duty(but(adversaries=("ITA",)), clause).engaged is Answer.YES


def test_only_named_powers_count_toward_a_number() -> None:
    clause = obligation("defense", adversary=("DEU", "ITA"), minimum_adversaries=2)
    assert duty(but(adversaries=("ITA",)), clause).engaged is Answer.YES
    assert duty(but(adversaries=("HUN",)), clause).engaged is Answer.NO


@pytest.mark.parametrize(
    ("objects", "thing", "place", "expected"),
    [
        (("forces", "public_vessels"), "coast guard vessel", "South China Sea", Answer.YES),
        (("forces", "public_vessels"), "warship", "South China Sea", Answer.YES),
        (("forces", "public_vessels"), "fishing vessel", "South China Sea", Answer.UNKNOWN),
        (("forces", "vessels"), "coast guard vessel", "South China Sea", Answer.YES),
        (("territory",), "troops", "POL", Answer.YES),
        (("territory",), "troops", "South China Sea", Answer.NO),
        (("territory",), "aircraft", "POL", Answer.NO),
        ((), "aircraft", "POL", Answer.YES),
    ],
)
def test_what_was_attacked(objects: tuple[str, ...], thing: str, place: str, expected: Answer) -> None:
    found = duty(but(object=thing, place=place), obligation("defense", objects=objects))
    assert found.engaged is expected


def test_a_duty_to_mobilize_is_no_duty_to_fight() -> None:
    clause = obligation("defense", trigger="mobilization", extra={"act": "mobilization"})
    found = duty(but(kind="mobilization"), clause)
    assert (found.engaged, found.act) == (Answer.YES, "mobilization")
    assert duty(ATTACK, clause).engaged is Answer.NO


CLAUSES = st.builds(
    obligation,
    st.sampled_from(["defense", "consultation", "neutrality", "offense", "nonaggression"]),
    requires=st.lists(st.sampled_from(["request", "state_of_war", "unprovoked", "decision"]), max_size=3).map(
        tuple
    ),
    place=st.sampled_from([(), ("europe",), ("pacific_area",)]),
    adversary=st.sampled_from([(), ("DEU",), ("ITA",)]),
)
FACTS = st.fixed_dictionaries(
    {name: st.sampled_from(list(Answer)) for name in ("requested", "state_of_war", "provoked", "decision")}
)


@given(st.lists(CLAUSES, max_size=4), CLAUSES, FACTS)
def test_adding_a_treaty_never_removes_a_duty(
    clauses: list[Obligation], more: Obligation, facts: dict[str, Answer]
) -> None:
    event = but(**facts)
    records = [treaty(clause, f"t{n}") for n, clause in enumerate(clauses)]
    before = {(d.treaty, d.holder, d.beneficiary): d.engaged for d in ask(event, *records)}
    after = {
        (d.treaty, d.holder, d.beneficiary): d.engaged for d in ask(event, *records, treaty(more, "new"))
    }
    assert before.items() <= after.items()


@given(CLAUSES, FACTS, st.sampled_from(["requested", "state_of_war", "provoked", "decision"]))
def test_an_unrelated_fact_changes_nothing(
    clause: Obligation, facts: dict[str, Answer], learned: str
) -> None:
    word = {"requested": "request", "provoked": "unprovoked"}.get(learned, learned)
    if word in clause.requires:
        return
    for answer in Answer:
        a = [d.engaged for d in ask(but(**facts), treaty(clause))]
        b = [d.engaged for d in ask(but(**{**facts, learned: answer}), treaty(clause))]
        assert a == b
