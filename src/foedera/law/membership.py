"""One person's standing toward a treaty through time: none, signatory, contracting, party, former …"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from foedera.dates import Answer, Moment, earliest_of, latest_of
from foedera.model import Reason, Treaty

from .acts import Act, Acts, effective
from .consent import ARTICLE, Consent
from .context import Context
from .exit import Exit
from .history import Change, History
from .own_entry import own_entry
from .provisional import provisional
from .succession import began, ceased, revived
from .suspension import of_party


class Placed(NamedTuple):
    """A change with its place among those of one day: ``order`` 0 signature, 1 consent, 2 entry, 3 exit …"""

    at: Moment
    order: int
    change: Change


class Ended(NamedTuple):
    """When and why the treaty ended as a whole."""

    at: Moment
    reason: Reason


class Membership(NamedTuple):
    """``codes``: all names the person acted under. ``entries``: since when the treaty is in force for it,
    one for each time it joined. ``signed``: its first signature."""

    person: str
    codes: tuple[str, ...]
    history: History
    signed: Act | None
    consents: tuple[Consent, ...]
    entries: tuple[Moment, ...]

    @property
    def acted(self) -> bool:
        """Whether an act of its own ever gave it a standing."""
        return bool(self.signed or self.consents) or len(self.history.phases) > 1


def renewed(consent: Consent, exits: Sequence[Exit]) -> Exit | None:
    """The exit under way when its sender consented anew (as Guyana did in 1999), None for no such exit.

    Such a consent does not take the notice back: it binds again once the notice has taken effect.
    """
    return next((e for e in exits if e.notice.hi <= consent.at.lo and consent.at.hi <= e.at.lo), None)


def once_each(
    consents: Sequence[Consent], leaving: Sequence[Moment], exits: Sequence[Exit] = ()
) -> list[Consent]:
    """Consents between two exits are one: the earliest counts (several depositaries), the rest are kept."""
    found: list[Consent] = []
    for consent in consents:
        again = renewed(consent, exits) is not None
        if found and not again and not any(found[-1].at.lo <= out.lo <= consent.at.lo for out in leaving):
            first = found[-1]
            found[-1] = first._replace(
                at=earliest_of((first.at, consent.at)), others=(*first.others, consent.event)
            )
        else:
            found.append(consent)
    return found


def membership(
    person: str,
    treaty: Treaty,
    acts: Acts,
    consents: Sequence[Consent],
    exits: Sequence[Exit],
    withdrawn: Sequence[tuple[Moment, Act]],
    general: Moment | None,
    met: Moment | None,
    ended: Ended | None,
    context: Context,
) -> Membership:
    """The history of ``person``, from its own acts and what became of the treaty."""
    own = [act for act in acts.done if act.person == person]
    codes = tuple(dict.fromkeys(act.event.party for act in own)) or (person,)
    signed = next((act for act in own if act.kind == "signature"), None)
    joined = once_each(consents, [exit.at for exit in exits] + [at for at, _ in withdrawn], exits)
    entries: list[Moment] = []
    changes: list[Placed] = []
    if signed is not None:
        text = f"{codes[0]} signed on {signed.at.edtf}"
        changes.append(_change(signed.at, 0, "signatory", "VCLT 18", text, signed))
    for consent in joined:
        # The first consent cannot be one given anew.
        pending = renewed(consent, exits) if consent is not joined[0] else None
        changes += _joining(treaty, consent, withdrawn, general, met, context, entries, pending)
    changes += _taken_back(own, signed, withdrawn, general, entries)
    for exit in exits:
        left = [entry for entry in entries if entry.lo <= exit.at.hi]
        if left:
            # An exit of uncertain date comes after the entry that it ends.
            at = Moment(max(exit.at.lo, min(left).lo), exit.at.hi)
            changes.append(Placed(at, 3, Change(at, "former", exit.reason)))
        elif general is None and any(consent.at.lo <= exit.at.hi for consent in joined):
            changes.append(Placed(exit.at, 3, Change(exit.at, "none", exit.reason)))
    changes += [Placed(c.at, 3, c) for c in of_party(treaty, person, acts, entries)]
    changes += [Placed(c.at, 1, c) for c in provisional(treaty, own, joined, entries)]
    changes = _ceased(person, changes, context)
    if ended is not None and (entries or joined or signed):
        changes = [c for c in changes if c.at.lo < ended.at.hi]
        status = "former" if entries else "none"
        changes.append(Placed(ended.at, 5, Change(ended.at, status, ended.reason)))
    ordered = [c.change for c in sorted(changes, key=lambda c: (c.at, c.order, c.change.status))]
    return Membership(
        person, codes, History.of("none", _sensible(ordered)), signed, tuple(joined), tuple(entries)
    )


def _joining(
    treaty: Treaty,
    consent: Consent,
    withdrawn: Sequence[tuple[Moment, Act]],
    general: Moment | None,
    met: Moment | None,
    context: Context,
    entries: list[Moment],
    pending: Exit | None,
) -> list[Placed]:
    """From one consent: contracting, then party. When it becomes a party is added to ``entries``.

    ``pending``: the exit under way when it was given, None for none.
    """
    start = _from(consent, context)
    words = f"{consent.event.party} consented by {_words(consent)} on {consent.at.edtf}"
    rule = "tacit acceptance by the text" if consent.tacit else ARTICLE.get(consent.kind, "VCLT 11")
    bound = Reason(rule=rule, text=words, statements=_statements(consent))
    entry = start if consent.kind == "succession" and general is not None else None
    if entry is None:
        entry = own_entry(treaty, consent, consent.at, general, met)
    elif general is not None and entry.lo < general.lo:
        entry = Moment(max(entry.lo, general.lo), max(entry.hi, general.hi))
    if pending is not None and entry is not None:
        entry = latest_of([entry, pending.at])
    # A notice given before the State consented anew is not aimed at that consent.
    against = [at for at, act in withdrawn if pending is None or act.at.lo > consent.at.lo]
    out = next((at for at in against if at.lo >= consent.at.lo), None)
    # Given while an exit is under way, it tells from that exit on, whose place on the day is 3.
    since = latest_of([consent.at, pending.at]) if pending is not None else consent.at
    waiting = Placed(since, 4 if pending is not None else 1, Change(since, "contracting", bound))
    if entry is None or (out is not None and out.hi <= entry.lo):
        return [waiting]
    entries.append(entry)
    article = treaty.entry_into_force.article
    reason = Reason(
        rule="VCLT 24(3)" if general is not None and entry.lo > general.lo else "VCLT 24(1)-(2)",
        text=f"in force for {consent.event.party} from {entry.edtf}"
        + (f" (article {article})" if article else ""),
        statements=_statements(consent),
        because=(bound,),
    )
    # On the day of an exit it follows the exit, whose place is 3.
    begun = Placed(entry, 5 if pending is not None else 2, Change(entry, "party", reason))
    return [waiting, begun] if since != entry and since.lo < entry.hi else [begun]


def _taken_back(
    own: Sequence[Act],
    signed: Act | None,
    withdrawn: Sequence[tuple[Moment, Act]],
    general: Moment | None,
    entries: Sequence[Moment],
) -> list[Placed]:
    """Consent withdrawn before it bound, and a signature taken back (VCLT 18)."""
    found = []
    for at, act in withdrawn:
        if general is None or at.hi <= min((e.lo for e in entries), default=date.max):
            text = f"{act.event.party} withdrew its consent on {at.edtf}, before it was bound"
            back = "signatory" if signed is not None else "none"
            found.append(_change(at, 3, back, "VCLT 18", text, act, "loss"))
    for act in own:
        if act.kind == "signature_withdrawal":
            text = f"{act.event.party} made clear on {act.at.edtf} that it will not become a party"
            found.append(_change(act.at, 1, "none", "VCLT 18(a)", text, act, "unsigned"))
    return found


def _from(consent: Consent, context: Context) -> Moment:
    """From when consent has effect: a succession from the State's independence (VCSSRT 22-23)."""
    if consent.kind != "succession":
        return consent.at
    stated = effective(consent.event)
    if stated is not None:
        return stated
    link = began(consent.event.party, context, consent.at.hi)
    return Moment.of(link.date) if link is not None else consent.at


def _sensible(changes: list[Change]) -> list[Change]:
    """A later signature or consent of a State that is a party already changes nothing."""
    kept: list[Change] = []
    status = "none"
    rank = {"none": 0, "signatory": 1, "provisional": 1, "contracting": 2, "party": 3, "suspended": 3}
    for change in changes:
        lesser = change.status in ("signatory", "contracting", "provisional")
        if lesser and rank.get(change.status, 0) < rank.get(status, 0) and change.step != "loss":
            continue
        if change.step == "unsigned" and status not in ("signatory", "provisional"):
            continue
        if change.status == "suspended" and status not in ("party", "suspended"):
            continue
        if change.step == "resumption" and status != "suspended":
            continue
        if change.status == "party" and status == "suspended" and change.step != "resumption":
            continue
        if change.step == "loss" and status in ("party", "suspended", "former"):
            continue
        if change.status == "signatory" and status == "former":
            continue
        kept.append(change)
        status = change.status
    return kept


def _ceased(person: str, changes: Sequence[Placed], context: Context) -> list[Placed]:
    """A State that ceased to exist is no party; one that came to exist again goes on (as Syria did)."""
    gone = ceased(person, context)
    if gone is None:
        return list(changes)
    at = Moment.of(gone.date)
    back = revived(person, gone, context)
    again = Moment.of(back.date) if back is not None else None
    # A claim to be the same State (Yugoslavia, 1992 to 2000) makes it no party to what began meanwhile.
    kept = [c for c in changes if c.at < at or context.exists(person, c.at.lo) is Answer.YES]
    if again is not None:
        kept += _carried_over(changes, at, again)
    before = [c.change for c in sorted(kept, key=lambda c: (c.at, c.order)) if c.change.at < at]
    if not before:
        return kept
    status = before[-1].status
    end = Reason(rule="VCSSRT 31, 34", text=f"{person} ceased to exist on {at.edtf} ({gone.kind})")
    over = "former" if status in ("party", "suspended") else "none"
    kept.append(Placed(at, 4, Change(at, over, end)))
    if again is not None:
        text = f"{person} existed again from {again.edtf} and resumed its treaties"
        reason = Reason(rule="practice of the depositary", text=text)
        kept.append(Placed(again, 0, Change(again, status, reason)))
    return kept


def _carried_over(changes: Sequence[Placed], gone: Moment, again: Moment) -> list[Placed]:
    """What the register lists under a State for days on which it was part of another (Syria in 1959): the
    union's acts, which tell for the State since it exists again."""
    return [
        Placed(again, c.order, c.change._replace(at=again))
        for c in changes
        if gone <= c.at and c.at < again and c.change.status in ("signatory", "contracting", "party")
    ]


def _change(at: Moment, order: int, status: str, rule: str, text: str, act: Act, step: str = "") -> Placed:
    return Placed(
        at, order, Change(at, status, Reason(rule=rule, text=text, statements=act.statements), step)
    )


def _words(consent: Consent) -> str:
    if consent.tacit:
        return "not objecting in time"
    words = {
        "deposit": "deposit of its instrument",
        "exchange": "exchange of instruments",
        "signature": "signature",
    }
    return words.get(consent.kind, consent.kind)


def _statements(consent: Consent) -> tuple[str, ...]:
    found = [*consent.event.statements, *(s for other in consent.others for s in other.statements)]
    return tuple(dict.fromkeys(found))
