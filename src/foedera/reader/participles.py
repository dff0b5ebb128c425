"""Participles of the Romance languages: which auxiliary they belong to, however far before them it stands.

"a, par un décret du 3 mai, ratifié", "ont paraphé puis signé", "vient d'être ratifié": a pack lists the participle
once (``acts: participle``, or ``<aux>`` before a cue of another section) and its auxiliaries; this module finds the
auxiliary and so the form of the cue. A participle that has none is passive beside its treaty ("l'accord signé à
Rabat") and else no cue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.states.normal import fold

if TYPE_CHECKING:
    from .marks import Mark

ATTRIBUTE = "attribute"
"""``data`` of a participle without auxiliary: it names the treaty, and no verb of the sentence governs it."""

HAVE = "have"
"""``data`` of a perfect: never passive, even where "by" follows ("a ratifié par décret")."""

TO_BE = "to be"
"""``data`` of a passive infinitive ("doit être signé"): the treaty before it is its object."""

_TOKENS = re.compile(r"\w+|[,;:«»()]")
_REACH = 120
_FREE = 7  # words between auxiliary and participle where no commas set them off
_ASIDE = 14  # words between commas
_COMPANY = frozenset({"signature", "initialling", "adoption", "extension", "termination",
                      "amendment", "exchange", "negotiation", "promulgation", "registration", "entry_into_force"})  # fmt: skip
"""Acts whose participle tells of the treaty alone, whoever did it; others need "by"."""


class Auxiliaries:
    """The words of a pack's ``auxiliaries``, folded."""

    def __init__(self, plain: dict[str, list[str]]) -> None:
        def words(key: str) -> frozenset[str]:
            return frozenset(fold(str(w)).strip() for w in plain.get(key) or ())

        self.have, self.be, self.been = words("have"), words("be"), words("been")
        self.will_be, self.to_be, self.just = words("will_be"), words("to_be"), words("just")
        self.reflexive, self.clitics = words("reflexive"), words("clitics")
        self.stop, self.openers = words("stop"), words("openers")
        self.adverbs, self.joins = words("adverbs"), words("joins")
        self.by = tuple(f" {w} " for w in sorted(words("by")))
        self.endings = tuple(sorted(words("endings")))


KEYS = ("have", "be", "been", "will_be", "to_be", "just", "reflexive", "stop", "openers", "adverbs", "joins", "clitics",
        "by", "endings")  # fmt: skip


def resolve(marks: list[Mark], folded: str, ends: list[int], words: Auxiliaries) -> list[Mark]:
    """Marks with each ``participle`` turned into the form that its auxiliary gives, or left out."""
    found = [m for m in marks if m.form != "participle"]
    open_ = [m for m in marks if m.form == "participle"]
    if not open_:
        return found
    for mark in open_:
        sentence = bisect_right(ends, mark.start)
        told = _form(mark, folded, ends[sentence - 1] if sentence else 0, words)
        if told is not None:
            found.append(told)
    return found


def _form(mark: Mark, folded: str, left: int, words: Auxiliaries) -> Mark | None:
    form, clitic = auxiliary(folded, left, mark.start, words)
    by = any(folded.find(w, mark.end, mark.end + 60) >= 0 for w in words.by)
    if mark.kind != "act":
        active = form == "done" or (
            mark.kind in ("op", "status") and (form == "passive" or (by and form is None))
        )
        return replace(mark, form="") if active else None
    if form is not None:
        # "la convention a été dénoncée", "l'a dénoncée": what is denounced stands before.
        turned = mark.treaty == "after" and (form != "done" or clitic)
        side = "before" if turned else mark.treaty
        if form == "bare":
            return replace(mark, form=form, treaty=side, data=TO_BE)
        # "a ratifié par décret" is active although "par" follows.
        return replace(mark, form=form, treaty=side, data=HAVE if form == "done" else mark.data)
    if not (by or mark.value in _COMPANY):
        return None
    last = _TOKENS.findall(folded, max(left, mark.start - 20), mark.start)
    if last and last[-1] in words.openers:
        return None  # "l'entrée en vigueur", "le conclu": a noun
    before = folded[max(left, mark.start - 2) : mark.start].strip()
    opens = not before or before in (",", ":", "«", "—", "–", ".")
    side = "after" if opens and before != "," else "before"
    if side == "after" and mark.value == "entry_into_force":
        return None  # "Entrée en vigueur de l'accord": the noun
    return replace(mark, form="passive", treaty=side, data=ATTRIBUTE)


def auxiliary(folded: str, left: int, at: int, words: Auxiliaries) -> tuple[str | None, bool]:
    """``done`` (has …), ``passive`` (was …), ``future`` (will be …) or ``bare`` (to be …); None without one.

    With it whether an object pronoun ("l'") stands before the auxiliary.
    """
    lo = max(left, at - _REACH)
    tokens = [m.group() for m in _TOKENS.finditer(folded, lo, at)]
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token in words.stop or token in ";:":
            return None, False
        kind = _kind(tokens, place, words)
        if kind is None:
            continue
        if place == 0 and lo == left and token == "a":
            return None, False  # "A Rabat, …": the preposition without its accent
        clitic = place > 0 and tokens[place - 1] in words.clitics
        return (kind, clitic) if _belongs(tokens[place + 1 :], words) else (None, False)
    return None, False


def _kind(tokens: list[str], place: int, words: Auxiliaries) -> str | None:
    token = tokens[place]
    before = tokens[place - 1] if place else ""
    if token in words.been:
        return "passive"
    if token in words.have:
        return "done"
    if token in words.be:
        if before in words.openers:
            return None  # "l'est de Kiev"
        return "done" if before in words.reflexive else "passive"
    if token in words.will_be:
        return "future"
    if token in words.to_be:
        return "passive" if {*tokens[max(0, place - 2) : place]} & words.just else "bare"
    return None


def _belongs(between: list[str], words: Auxiliaries) -> bool:
    """Whether the auxiliary before these words is that of the participle behind them."""
    while between and _adverb(between[0], words):
        between = between[1:]
    if not between:
        return True
    first, last = between[0], between[-1]
    if first == ",":
        return last == "," and len(between) <= _ASIDE + 2
    if first.endswith(words.endings):
        # "ont paraphé puis signé": the participle of another verb, joined to this one.
        rest = between[1:]
        joined = [t in words.joins or t == "," for t in rest]
        if len(rest) > 3 and rest[-1] in words.joins and not rest[-2].endswith(words.endings):
            return len(rest) <= _ASIDE and "," not in rest  # "a déploré la décision et nié avoir …"
        return (
            any(joined)
            and len(rest) <= 3
            and all(j or _adverb(t, words) for j, t in zip(joined, rest, strict=True))
        )
    if first in words.openers and not (len(between) > 1 and _dates(between[1], words)):
        return False  # "a un accord signé": has, not an auxiliary
    return len(between) <= _FREE and "," not in between


def _adverb(token: str, words: Auxiliaries) -> bool:
    return token in words.adverbs or (token.endswith("ment") and len(token) > 6)


def _dates(token: str, words: Auxiliaries) -> bool:
    return token[0].isdigit() or token in words.adverbs
