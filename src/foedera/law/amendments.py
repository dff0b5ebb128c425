"""Amendments and protocols between two States (VCLT 40(4)-(5)), later treaties between some (VCLT 30).

The original continues between those of whom one did not accept the amendment; a State that joins after
the amendment is a party to the amended text, and to the original toward those who are not bound by it.
"""

from __future__ import annotations

from foedera.dates import Moment
from foedera.model import Reason

from .derivation import Derivation
from .membership import Membership
from .pairs import Bar, Modification


def between(derivation: Derivation, a: str, b: str) -> tuple[list[Bar], list[Modification]]:
    found: list[Modification] = []
    bars: list[Bar] = []
    one, two = derivation.person(a), derivation.person(b)
    for other_id in sorted(derivation.context.amenders(derivation.treaty.id)):
        other = derivation.context.derivation(other_id)
        if other is None or other.entry is None:
            continue
        changed = _amended(derivation, other, one, two)
        if changed is not None:
            found.append(changed)
    for other_id in sorted(derivation.context.terminators(derivation.treaty.id)):
        other = derivation.context.derivation(other_id)
        if other is None or other.entry is None:
            continue
        start, until = _both(other, one, two)
        if start is not None:
            text = f"{other_id} replaces this treaty between the two from {start.edtf}"
            bars.append(Bar(start, until, Reason(rule="VCLT 30(4)(a), 59", text=text)))
    return bars, found


def _both(other: Derivation, one: str, two: str) -> tuple[Moment | None, Moment | None]:
    spans = [_last(other, name) for name in (one, two)]
    starts = [m.start for m in spans if m is not None and m.start is not None]
    if len(starts) < 2:
        return None, None
    ends = [m.end for m in spans if m is not None and m.end is not None]
    # A treaty replaced does not revive when the later one ends.
    return max(starts), None if ends else None


def _last(other: Derivation, name: str) -> Membership | None:
    list_ = [m for m in other.memberships.get(name, ()) if m.start is not None]
    return list_[-1] if list_ else None


def _amended(derivation: Derivation, other: Derivation, one: str, two: str) -> Modification | None:
    members = {name: _last(other, name) for name in (one, two)}
    starts = [m.start for m in members.values() if m is not None and m.start is not None]
    other_id = other.treaty.id
    value = {"treaty": other_id}
    assert other.entry is not None
    if len(starts) == 2:
        start = max(starts)
        ends = [m.end for m in members.values() if m is not None and m.end is not None]
        text = f"as amended by {other_id}, in force between the two from {start.edtf}"
        reason = Reason(rule="VCLT 40", text=text)
        return Modification(
            start, min(ends) if ends else None, {"kind": "amended_text", **value, "text": text}, reason
        )
    without = [name for name in (one, two) if members[name] is None]
    if len(without) == 1 and other.treaty.amends is not None:
        late = _joined_after(derivation, other, without[0])
        if late:
            text = f"{without[0]} joined after {other_id} entered into force: unless it said otherwise it is party to the amended text"
            rule = "VCLT 40(5)(a)"
        else:
            text = f"{without[0]} is not bound by {other_id}: the original text governs between the two"
            rule = "VCLT 40(4), 30(4)(b)"
        kind = "amended_text" if late else "original_text"
        return Modification(
            other.entry, None, {"kind": kind, **value, "text": text}, Reason(rule=rule, text=text)
        )
    return None


def _joined_after(derivation: Derivation, other: Derivation, name: str) -> bool:
    own = [c.at for c in derivation.consents if c.person == name]
    return bool(own) and other.entry is not None and min(own).lo >= other.entry.hi
