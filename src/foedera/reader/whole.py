"""What only the whole report tells: acts told twice, ratifications called signatures, what is background."""

from __future__ import annotations

from datetime import date, timedelta

from foedera import dates as edtf
from foedera.states import is_id, is_organization

from .act_kinds import DECREED, JOINT, MUTUAL, OF_INSTRUMENTS, OF_STATES
from .context import Context, Draft

BACKGROUND_DAYS = 30
"""An act this much older than the report is background, not its news."""


def contracts(ctx: Context) -> None:
    """ "The pay agreement runs for 33 months": a term alone, in a report about a union or a club, is no treaty's."""
    if any(d.kind == "act" or d.fields.get("treaty") for d in ctx.drafts):
        return
    if all(d.fields["clause"] == "duration" for d in ctx.drafts if d.kind == "clause"):
        ctx.drafts = [d for d in ctx.drafts if d.kind != "clause"]


def parties(ctx: Context) -> None:
    """Who acts where the sentence does not tell: the two states of a report about two, the one of a report about one.

    Of two states, an act of one organ is that of the state that is not only named as the other side ("the king
    ratified the convention with Senegal, says the Moroccan gazette").
    """
    states = [s for s in ctx.named if is_id(s) and (s in _PARTIES or not is_organization(s))]
    if not states or len(states) > 2:
        return
    home = ctx.view.pack.home_of_pair
    acting = [s for s in states if not ctx.named[s]]
    # "Le Sénat a adopté l'accord entre la France et l'Arménie": whose Senate, the language tells.
    own = [home] if len(states) == 2 and not acting and home in states else []
    for draft in ctx.drafts:
        fields = draft.fields
        if draft.kind != "act" or fields["parties"]:
            continue
        known = ctx.linker.treaties.get(fields["treaty"] or "")
        if fields["act"] == "entry_into_force" and len(states) == 1 and _just_joined(ctx, draft, states[0]):
            fields["parties"] = (states[0],)
        elif fields["act"] in JOINT | MUTUAL | {"entry_into_force", "provisional_application"}:
            if len(states) == 2 and (known is None or set(known.parties) == set(states)):
                fields["parties"] = tuple(states)
        elif fields["act"] in _OF_ONE and len(acting) == 1:
            fields["parties"] = tuple(acting)
        elif own and fields["act"] in _OF_ONE and fields["organ"]:
            fields["parties"] = tuple(own)


def _just_joined(ctx: Context, draft: Draft, state: str) -> bool:
    """ "Fiji deposited its instrument. The convention will enter into force on 19 October": for Fiji, in a report about
    Fiji alone, unless its instrument was the sixtieth, which brought the treaty itself into force."""
    joined = OF_INSTRUMENTS | {"deposit"}
    before = [
        d for d in ctx.drafts if d.kind == "act" and 0 <= draft.sentence - d.sentence <= 1 and d is not draft
    ]
    if not any(d.fields["act"] in joined and d.fields["parties"] == (state,) for d in before):
        return False
    near = [s for s in ctx.view.sentences if 0 <= draft.sentence - s.index <= 1]
    return not any(m.value == "ordinals" for s in near for m in s.of("number"))


_OF_ONE = (
    OF_INSTRUMENTS | DECREED | OF_STATES | {"deposit", "parliamentary_approval", "promulgation"}
) - MUTUAL


_PARTIES = frozenset({"EU", "EAEU", "EFTA", "ASEAN", "MERCOSUR", "GCC"})
"""Organizations that conclude treaties as one side; others are depositaries, forums or news."""


def told_twice(ctx: Context) -> None:
    """An act told again in the next sentences with its date is one statement, where one of the two has no date."""
    kept: list[Draft] = []
    for draft in ctx.drafts:
        twin = next((k for k in kept if _same_act(k, draft)), None)
        if twin is None:
            kept.append(draft)
            continue
        for key in ("date", "date_text", "place"):
            twin.fields[key] = twin.fields.get(key) or draft.fields.get(key)
    ctx.drafts = kept


_OF_WHOLE_TREATY = frozenset(
    {
        "adoption",
        "amendment",
        "entry_into_force",
        "extension",
        "negotiation",
        "promulgation",
        "provisional_application",
        "registration",
        "signature",
        "suspension",
        "termination",
    }
)


def nobodys(ctx: Context) -> None:
    """An act of one State, of which neither the State nor a treaty of the register is told, is no statement:
    "the leader denounced the deal"."""
    ctx.drafts = [
        d
        for d in ctx.drafts
        if d.kind != "act"
        or d.fields["parties"]
        or d.fields["act"] in _OF_WHOLE_TREATY
        or d.fields["treaty"] in ctx.linker.treaties
    ]


def _same_act(a: Draft, b: Draft) -> bool:
    if a.kind != "act" or b.kind != "act" or not 0 < b.sentence - a.sentence <= 2:
        return False
    if any(a.fields[k] != b.fields[k] for k in ("act", "status", "step")):
        return False
    if a.fields["date"] and b.fields["date"]:
        return False
    parties, other = set(a.fields["parties"]), set(b.fields["parties"])
    treaties = {a.fields["treaty"], b.fields["treaty"]} - {None}
    return len(treaties) <= 1 and (parties == other or (not other and bool(parties)))


def also(ctx: Context) -> None:
    """A head of state who "also" signed a treaty after another ratified it, or who signs one that was signed
    long before, ratifies it: signing the treaty itself is done by both, once."""
    done = [d for d in ctx.drafts if d.kind == "act"]
    for i, draft in enumerate(done):
        fields = draft.fields
        if (
            fields["act"] != "signature"
            or fields["organ"] != "head_of_state"
            or len(fields["parties"]) != 1
            or fields["status"] != "done"
        ):
            continue
        earlier = next(
            (
                e
                for e in reversed(done[:i])
                if e.fields["act"] == "ratification"
                and e.fields["step"] == "domestic"
                and e.fields["treaty"] == fields["treaty"]
                and not set(e.fields["parties"]) & set(fields["parties"])
            ),
            None,
        )
        known = ctx.linker.treaties.get(fields["treaty"] or "")
        later = bool(
            known
            and known.bilateral
            and known.done
            and fields["date"]
            and _days_after(fields["date"], known.done) > 7
        )
        if (draft.also and earlier is not None) or later:
            fields.update(act="ratification", step="domestic")
            draft.flags.append(
                "read as the signing of the law or instrument of ratification: the treaty itself had been signed before"
            )


def _days_after(value: str, other: str) -> int:
    a, b = edtf.parse(value), edtf.parse(other)
    if not a.spans or not b.spans or b.latest == date.max:
        return 0
    return (a.earliest - b.latest).days


def background(ctx: Context) -> None:
    """``background`` for acts well before the report, by its date or, without one, by its newest act."""
    news = ctx.anchor.latest
    recurring = [
        d.fields["date"]
        for d in ctx.drafts
        if d.kind == "act" and str(d.fields.get("date")).startswith("XXXX-")
    ]
    lead = recurring[0] if recurring else None
    for draft in ctx.drafts:
        value = draft.fields.get("date")
        if draft.kind != "act" or not value or draft.fields.get("role"):
            continue
        parsed = edtf.parse(value)
        if news and parsed.spans and parsed.latest < news - timedelta(days=BACKGROUND_DAYS):
            draft.fields["role"] = "background"
        elif lead and parsed.recurring and value != lead:
            month, lead_month = parsed.recurring[0], int(lead[5:7])
            if (lead_month - month) % 12 in range(2, 11):
                draft.fields["role"] = "background"
