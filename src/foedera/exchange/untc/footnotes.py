"""Footnotes → acts: what predecessors did, withdrawals, withdrawn reservations, intentions not to join.

A footnote is read sentence by sentence, its quotations set aside: the words of a communication are not
acts. A sentence counts only where it has the depositary's own turn of phrase with a date; a note that
holds dates and none of these turns is reported as not used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import Draft
from .participants import Row, binds
from .predecessors import again, effected, predecessor, subject
from .text import DAY, days, squeeze

_QUOTED = re.compile(r"[“\"„][^”\"]*[”\"]?")
_ASIDE = re.compile(r"\((?:[^()]*(?:C\.?\s?N\.|[Ss]ee|reference|click)[^()]*)\)")
_SENTENCE = re.compile(r"(?<=[a-z\d\])])\.\s*(?=(?:[A-Z][a-z’']*\b|[“\"]))|;\s+|(?<=:)\s*(?=[A-Z])")
_LEAVING = re.compile(
    r"(?i)\b(?:notification|instrument|notice|declaration|letter) of (?:its )?(?:withdrawal|denunciation)\b"
    r"|\bdenounc(?:e|ed|es|ing)\b|\b(?:its|the|a) denunciation\b|\bits withdrawal\b(?! of)"
    r"|\b(?:withdr[ae]w|withdrawn|withdrawing|withdrawal|withdraws)\s+(?:\w+\s+){0,2}?from\s+(?:the"
    r"|this|its)\b|\bwithdrew on\s+\d"
)
_EFFECT = re.compile(
    r"(?i)(?:with effect (?:from|on|as of|as from)|(?:take|takes|took|taking|taken|have|has|had"
    r"|having) effect"
    r"(?:\s+for\s+[^,.;]{2,60}?)?\s*(?:on|from|as of|as from)|(?:be |became |become )?effective"
    r"(?:\s+for\s+[^,.;]{2,60}?)?\s*(?:on|from|as of|as from)?)\s+(?:the\s+)?" + DAY.pattern
)
_REVOKED = re.compile(
    r"(?i)\b(?:revok|rescind|withdr|cancel|annul|recall)\w*\b[^.]{0,60}?\b(?:notification"
    r"|notice|instrument|decision|letter)\b[^.]{0,40}\b(?:withdraw\w*|denounce|denunciation)\b"
)
_UNDONE = re.compile(
    r"(?i)\b(?:withdr[ae]w\w*|withdrawal of|revok\w+|revocation of)\s+(?:of\s+)?(?:its|the"
    r"|their)\s+(?:instrument of\s+)?"
    r"(ratification|accession|acceptance|approval|consent|signature)\b"
)
_SUSPENDED = re.compile(
    r"(?i)\b(?:notification of (?:the )?suspension|(?:decided to |)suspen(?:d|ds|ded"
    r"|sion of) the (?:operation|application|"
    r"implementation))"
)
_NOT_JOINING = re.compile(
    r"(?i)(?:not intend|intention not|no intention|not the intention)[^.]{0,40}?\bbecome a party"
)
_RESERVATION = re.compile(
    r"(?i)\b(?:withdr[ae]w\w*|withdrawal of)\b(?P<what>[^.:]{0,160}?\b(?:reservation|declaration"
    r"|objection|understanding)s?\b"
    r"[^.:]{0,120})"
)
_EXTENDED = re.compile(
    r"(?i)\b(?:extension to|extend(?:s|ed)?\b[^.]{0,80}\bto\b|territorial application"
    r"|shall (?:not )?(?:apply|extend) to)"
)
_IMPOSSIBLE = re.compile(
    r"(?i)(?:does not contain|no|without a)\s+(?:a\s+)?(?:provision[s]? (?:for|on"
    r"|regarding) )?(?:withdrawal|denunciation)|"
    r"would not appear possible|not (?:be )?possible"
)
ARTICLES = re.compile(
    r"(?i)\barticles?\s+(\d+\w?(?:\s*\(\w+\))*(?:\s*(?:,|and|or|&)\s*\d+\w?(?:\s*\(\w+\))*)*)"
)


def read_notes(notes: dict[str, str], rows: Sequence[Row], draft: Draft) -> None:
    """All footnotes that hang on participants, and those that hang on none."""
    holders: dict[str, list[Row]] = {}
    for row in rows:
        for number in row.notes:
            holders.setdefault(number, []).append(row)
    for number, text in notes.items():
        _read_note(number, text, holders.get(number, []), draft)


def _read_note(number: str, text: str, holders: list[Row], draft: Draft) -> None:
    before = len(draft.acts)
    place = f"footnote {number}"
    plain = squeeze(_QUOTED.sub(" ", _ASIDE.sub(" ", text)))
    used = False
    last: tuple[str, str] | None = None
    day: str | None = None
    for sentence in _sentences(plain):
        if (
            predecessor(sentence, place, holders, draft)
            or effected(sentence, holders, place, draft)
            or again(sentence, day, holders, place, draft)
        ):
            used = True
        elif (left := _departure(sentence, plain, holders, place, draft, last)) is not None:
            last, used = left or last, True
        elif _reservation_withdrawn(sentence, holders, place, draft) or _extended(sentence, holders, draft):
            used = True
        day = next(iter(days(_EFFECT.sub(" ", sentence))), day)
    if _NOT_JOINING.search(text) and (party := subject(plain, holders, draft)):
        received = days(plain)
        # The register keeps counting the signature: the State is free of the interim duty (VCLT 18(a)).
        draft.add("declaration", party, date=received[0] if received else None,
                  note="intention not to become a party")  # fmt: skip
        used = True
    if not used and len(draft.acts) == before and DAY.search(text) and holders:
        draft.skip(place, f"holds no act in a form that is understood: '{text[:100]}'")


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def _departure(
    sentence: str, note: str, holders: list[Row], place: str, draft: Draft, last: tuple[str, str] | None
) -> tuple[str, str] | tuple[()] | None:
    """Withdrawal, its effect, its revocation; withdrawal of consent or signature; suspension.

    The result names the (party, day) of a notice, is empty where the sentence was used otherwise, and None
    where it was not used.
    """
    effect = _EFFECT.search(sentence)
    stated = next(iter(days(effect[0])), None) if effect else None
    when = days(_EFFECT.sub(" ", sentence))
    party = subject(sentence, holders, draft, when[0] if when else None)
    if party is None:
        return None
    if _REVOKED.search(sentence) and when:
        draft.add("denunciation_revocation", party, date=when[0], effective=stated, note=place)
        return ()
    undone = _UNDONE.search(sentence)
    if (
        undone
        and when
        and not re.search(r"(?i)reservation|declaration|objection", sentence[undone.start() :][:60])
    ):
        act = "signature_withdrawal" if undone[1].casefold() == "signature" else "consent_withdrawal"
        draft.add(act, party, date=when[0], effective=stated, note=place)
        return ()
    if _SUSPENDED.search(sentence) and when:
        draft.add("suspension", party, date=when[0], effective=stated, note=place)
        return ()
    aimed = re.search(r"(?i)withdraw\w*\s+(?:\w+\s+){0,6}?(?:reservation|declaration|objection)", sentence)
    if _LEAVING.search(sentence) and when and not aimed:
        disputed = ("UN",) if _IMPOSSIBLE.search(note) else ()
        draft.add("denunciation", party, date=when[0], effective=stated, note=place, disputed_by=disputed)
        return party, when[0]
    if (
        stated
        and last
        and re.search(r"(?i)\b(?:withdrawal|denunciation|action|notice|notification)\b", sentence)
    ):
        _date_effect(party, stated, last, place, draft)
        return ()
    return None


def _date_effect(party: str, stated: str, last: tuple[str, str], place: str, draft: Draft) -> None:
    """A sentence of its own gives the day of effect of the notice in the sentence before it."""
    for act in draft.done(last[0], "denunciation"):
        if act.date == last[1] and act.effective is None and party == last[0]:
            draft.drop(act)
            draft.add("denunciation", party, date=act.date, effective=stated, note=place,
                      disputed_by=act.disputed_by)  # fmt: skip


def _reservation_withdrawn(sentence: str, holders: list[Row], place: str, draft: Draft) -> bool:
    match = _RESERVATION.search(sentence)
    if match is None or re.match(
        r"(?i)(?:the )?(?:complete )?(?:text|words)?\s*(?:of )?(?:the )?withdrawn\b", sentence
    ):
        return False
    what = squeeze(match["what"])
    when = days(sentence[: match.start()])
    several = re.search(r"\bGovernments of\b", sentence)
    party = None if several else subject(sentence[: match.start()], holders, draft, when[0] if when else None)
    if party is None or not when:
        draft.skip(place, f"a withdrawal without one date and one party: '{sentence[:100]}'")
        return True
    if re.search(r"(?i)\bobjection", what) and not re.search(r"(?i)\breservation|\bdeclaration", what):
        draft.add("declaration", party, date=when[0], note=f"{place}: withdraws {what}"[:300])
        return True
    partial = bool(re.search(r"(?i)\bpart\b|partial|to the extent|insofar|one of", sentence))
    for day in when:
        draft.add(
            "reservation_withdrawal", party, date=day, note=f"{place}: withdraws {what}"[:300],
            articles=articles(what), flags=("partial",) if partial else (),
        )  # fmt: skip
    return True


def _extended(sentence: str, holders: list[Row], draft: Draft) -> bool:
    match = _EXTENDED.search(sentence)
    if match is None or re.search(r"(?i)\breject", sentence):
        return False
    when = days(sentence[: match.end()])
    party = subject(sentence, holders, draft)
    if party and not when and re.match(r"(?i)upon (?:its |the )?\w+,", sentence):
        own = [act for act in draft.acts if act.parties == (party,) and binds(act.act, act.note)]
        when = [act.date for act in own[-1:] if act.date]
    if party is None or not when:
        return False
    draft.add("declaration", party, date=when[0],
              note=f"territorial application: {sentence}"[:300])  # fmt: skip
    return True


def articles(text: str) -> tuple[str, ...]:
    """The articles a text names, in order: "29 (1)"."""
    found: dict[str, None] = {}
    for match in ARTICLES.finditer(text):
        for part in re.split(r"\s*(?:,|\band\b|\bor\b|&)\s*", match[1]):
            found[squeeze(part)] = None
    return tuple(found)
