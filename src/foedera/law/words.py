"""Conditions, instruments and what is missing, in words."""

from __future__ import annotations

from datetime import date

from foedera.dates import Answer
from foedera.model import Treaty
from foedera.model.conditions import (
    AllOf,
    AnyCondition,
    AnyOf,
    BySignature,
    Consents,
    Exchange,
    FromOpening,
    InForce,
    NotBefore,
    Notifications,
    OnDate,
    PartiesOf,
    Share,
    Signatories,
    StatesConsent,
)

from .entry import Held, Terms, meet, members, parties_need, signatory_need, table_whole

_ORDER = ("ratification", "acceptance", "approval", "accession", "signature", "notification")


def instrument(treaty: Treaty) -> str:
    """How States consent to this treaty: "ratification", "ratification, acceptance or accession" …"""
    named = [kind for kind in _ORDER if kind in treaty.consent] or ["ratification"]
    return joined(named, "or")


def joined(parts: list[str], word: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def describe(condition: AnyCondition, treaty: Treaty) -> str:
    """What the clause asks for, in a few words."""
    text = _describe(condition, treaty)
    return f"{text}, plus {condition.after}" if condition.after else text


def _describe(condition: AnyCondition, treaty: Treaty) -> str:
    match condition:
        case Exchange():
            return f"exchange of instruments of {_exchanged(treaty)}"
        case BySignature():
            return "signature by all negotiating States"
        case Notifications():
            return "the later of the notifications that internal procedures are complete"
        case OnDate(date=day):
            return f"the date {day}"
        case Consents(n=None):
            return f"{instrument(treaty)} by all negotiating States"
        case Consents(n=n):
            return f"{n} instruments of {instrument(treaty)}"
        case StatesConsent(of=of, at_least=None):
            return f"{instrument(treaty)} by {of if isinstance(of, str) else ', '.join(of)}"
        case StatesConsent(of=of, at_least=n):
            return f"{instrument(treaty)} by {n} of {of if isinstance(of, str) else ', '.join(of)}"
        case Signatories(share=share):
            return f"{instrument(treaty)} by {share.replace('_', ' ')} of the signatories"
        case Share(of=of, at_least=least, more_than=more):
            size = f"at least {least:.4g}" if least is not None else f"more than {more:.4g}"
            return f"consents of States that hold {size} of the table {of}"
        case PartiesOf(treaty=other, fraction=fraction, counted=counted):
            which = "at its adoption" if counted == "fixed" else "at the time"
            return f"acceptance by {fraction:.4g} of the parties of {other} {which}"
        case NotBefore(date=day):
            return f"not before {day}"
        case FromOpening(period=period):
            return f"not before {period} from the opening for signature"
        case InForce(treaty=other):
            return f"entry into force of {other}"
        case AllOf(of=of):
            return joined([describe(branch, treaty) for branch in of], "and")
        case AnyOf(of=of):
            return "either " + joined([describe(branch, treaty) for branch in of], "or")
    raise TypeError(condition)


def _exchanged(treaty: Treaty) -> str:
    return instrument(treaty) if set(treaty.consent) & set(_ORDER[:3]) else "ratification"


def missing(condition: AnyCondition, terms: Terms, on: date) -> tuple[str, ...]:
    """What the condition still lacked on the date; empty where it was met."""
    met = meet(condition, terms)
    if met is not None and met.reached(on) is Answer.YES:
        return ()
    lacking = _missing(condition, terms, on)
    if not lacking and condition.after is not None:
        due = f" (due {met.edtf})" if met is not None else ""
        return (f"the period of {condition.after} after {_describe(condition, terms.treaty)}{due}",)
    return lacking


def _missing(condition: AnyCondition, terms: Terms, on: date) -> tuple[str, ...]:
    treaty = terms.treaty
    standing = [h for h in terms.held if h.start.hi <= on and (h.until is None or on < h.until.lo)]
    have = {h.person for h in standing}
    word = instrument(treaty)
    match condition:
        case Exchange():
            return (f"exchange of instruments of {_exchanged(treaty)}",)
        case BySignature() | Notifications():
            kinds = ("signature",) if isinstance(condition, BySignature) else ("notification", "exchange")
            return tuple(
                f"{kinds[0]} by {name}"
                for name in terms.negotiating()
                if not any(name in terms.acts.get(k, {}) and terms.acts[k][name].at.hi <= on for k in kinds)
            ) or (
                ("signature by the negotiating States",)
                if isinstance(condition, BySignature)
                else ("notifications by both sides",)
            ) * (len(terms.negotiating()) < 2)
        case OnDate(date=day):
            return (f"the date {day}",) if meet(condition, terms) else ()
        case NotBefore(date=day):
            return (f"not before {day}",)
        case FromOpening():
            due = meet(condition, terms)
            return (f"not before {due.edtf if due else condition.period} ({condition.period} from opening)",)
        case Consents(n=None):
            return tuple(f"{word} by {name}" for name in terms.negotiating() if name not in have)
        case Consents(n=int(n)):
            count = len({h.person for h in standing if terms.counts(h)})
            return (_further(n - count, word),) if count < n else ()
        case StatesConsent(of=of, at_least=None):
            return tuple(
                f"{word} by {code}" for name, code in sorted(members(terms, of).items()) if name not in have
            )
        case StatesConsent(of=of, at_least=int(least)):
            listed = members(terms, of)
            lacking = least - len(have & set(listed))
            group = of if isinstance(of, str) else ", ".join(of)
            return (f"{_further(lacking, word)} by members of {group}",) if lacking > 0 else ()
        case Signatories():
            names, need = signatory_need(condition, terms)
            if condition.share == "all" and names:
                return tuple(f"{word} by {name}" for name in sorted(names - have))
            lacking = need - len(names & have)
            return (f"{_further(lacking, word)} by signatories",) if lacking > 0 or not names else ()
        case Share():
            return _share(condition, terms, standing)
        case PartiesOf(treaty=other):
            needed = parties_need(condition, terms)
            if needed is None:
                return (
                    f"acceptance by {condition.fraction:.4g} of the parties of {other} (their number is unknown)",
                )
            lacking = needed[1] - len(needed[0] & have)
            return (f"{_further(lacking, 'acceptance')} by parties of {other}",) if lacking > 0 else ()
        case InForce(treaty=other):
            return (f"entry into force of {other}",)
        case AllOf(of=of):
            found = [text for branch in of for text in missing(branch, terms, on)]
            return tuple(dict.fromkeys(found))
        case AnyOf(of=of):
            ways = ["; ".join(missing(branch, terms, on)) for branch in of]
            return (
                ("either " + " or ".join(w for w in ways if w),)
                if len(ways) > 1
                else tuple(w for w in ways if w)
            )
    raise TypeError(condition)


def _further(n: int, word: str) -> str:
    return f"{n} further instrument{'' if n == 1 else 's'} of {word}"


def _share(condition: Share, terms: Terms, standing: list[Held]) -> tuple[str, ...]:
    table = {terms.person(code): weight for code, weight in terms.treaty.tables.get(condition.of, {}).items()}
    whole = table_whole(table)
    have = sum(table.get(name, 0.0) for name in {h.person for h in standing}) / whole
    need = condition.at_least if condition.at_least is not None else condition.more_than or 0.0
    enough = have >= need - 1e-9 if condition.at_least is not None else have > need + 1e-9
    if enough:
        return ()
    size = "at least" if condition.at_least is not None else "more than"
    return (f"consents of States that hold {size} {need:.4g} of the table {condition.of} (now {have:.4g})",)
