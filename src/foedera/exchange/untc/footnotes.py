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
from .text import DAY, days, squeeze

_QUOTED = re.compile(r"[“\"„][^”\"]*[”\"]?")
_ASIDE = re.compile(r"\((?:[^()]*(?:C\.?\s?N\.|[Ss]ee|reference|click)[^()]*)\)")
_SENTENCE = re.compile(r"(?<=[a-z\d\])])\.\s*(?=(?:[A-Z][a-z’']*\b|[“\"]))|;\s+|(?<=:)\s*(?=[A-Z])")
_VERBS = (("signed", "signature"), ("ratified", "deposit"), ("acceded", "accession"),
          ("accepted", "acceptance"), ("approved", "approval"), ("succeeded", "succession"))  # fmt: skip
_HAD = re.compile(
    r"\bhad\s+(?:previously\s+|also\s+|already\s+)?(been\s+)?((?:signed|ratified|acceded|accepted"
    r"|approved|succeeded)\b"
    r"(?:(?:,|,? and)\s+(?:signed|ratified|acceded|accepted|approved|succeeded)\b)*)"
)
_EFFECTED = re.compile(
    r"(?i)\b(formality|formalities|signature|ratification|accession|succession|instrument)\b[^.]{0,60}?\b"
    r"(?:was|were|had been|has been)\s+(?:effected|affixed|deposited|made|done|lodged)\s+(?:by"
    r"|on behalf of)\s+"
    r"(?:the\s+)?(?:Government of\s+)?(?:the\s+)?(.+)"
)
_GOVERNMENT = re.compile(r"\bGovernments? of (?:the )?((?:[A-Z(]|d['’]|the )[^.;:]{2,90})")
_LEAVING = re.compile(
    r"(?i)\b(?:notification|instrument|notice|declaration|letter) of (?:its )?(?:withdrawal|denunciation)\b"
    r"|\bdenounc(?:e|ed|es|ing)\b|\b(?:its|the) denunciation\b"
    r"|\b(?:withdr[ae]w|withdrawn|withdrawing|withdrawal|withdraws)\s+(?:\w+\s+){0,2}?from\s+(?:the"
    r"|this|its)\b"
)
_EFFECT = re.compile(
    r"(?i)(?:with effect (?:from|on|as of|as from)|(?:take|takes|took|taking|taken|have|has|had"
    r"|having) effect"
    r"(?:\s+for\s+[^,.;]{2,60}?)?\s*(?:on|from|as of|as from)|(?:be |became |become )?effective"
    r"(?:\s+for\s+[^,.;]{2,60}?)?\s*(?:on|from|as of|as from)?)\s+(?:the\s+)?" + DAY.pattern
)
_REVOKED = re.compile(
    r"(?i)\b(?:revok|rescind|withdr|cancel|annul|recall)\w*\s+(?:\w+\s+){0,3}?(?:notification"
    r"|notice|instrument|decision|"
    r"letter)\b[^.]{0,40}\b(?:withdraw\w*|denounce|denunciation)\b"
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
    for sentence in _sentences(plain):
        if _predecessor(sentence, place, draft) or _effected(sentence, holders, place, draft):
            used = True
        elif (left := _departure(sentence, plain, holders, place, draft, last)) is not None:
            last, used = left or last, True
        elif _reservation_withdrawn(sentence, holders, place, draft) or _extended(sentence, holders, draft):
            used = True
    if _NOT_JOINING.search(text) and (party := _subject(plain, holders, draft)):
        received = days(plain)
        # The register keeps counting the signature: the State is free of the interim duty (VCLT 18(a)).
        draft.add("declaration", party, date=received[0] if received else None,
                  note="intention not to become a party")  # fmt: skip
        used = True
    if not used and len(draft.acts) == before and DAY.search(text) and holders:
        draft.skip(place, f"holds no act in a form that is understood: '{text[:100]}'")


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]


def _subject(sentence: str, holders: list[Row], draft: Draft, on: str | None = None) -> str | None:
    """The government the sentence names; else the one participant on whom the note hangs."""
    for match in _GOVERNMENT.finditer(sentence):
        if found := draft.named(match[1], on):
            return found
    parties = {row.party for row in holders if row.party}
    return parties.pop() if len(parties) == 1 else None


def _predecessor(sentence: str, place: str, draft: Draft) -> bool:
    """ "Czechoslovakia had signed and ratified the Convention on X and Y, respectively"."""
    match = _HAD.search(sentence)
    if match is None:
        return False
    verbs = re.findall(r"signed|ratified|acceded|accepted|approved|succeeded", match[2])
    when = days(sentence[match.end() :])
    if len(when) < len(verbs):
        draft.skip(place, f"says who '{match[2]}', but not when: '{sentence[:100]}'")
        return True
    if match[1]:
        behalf = re.search(r"\bon behalf of (?:the )?(.+?)(?=\s+on\s+\d|,|$)", sentence[match.end() :])
        words = behalf[1] if behalf else ""
    else:
        words = re.sub(r"^.*\bGovernments? of (?:the )?", "", sentence[: match.start()])
        words = re.sub(
            r"^(?:(?:Although|While|As|Subsequently|Previously|The|the|former)[\s,]+)+(?!Yugoslav Rep)",
            "",
            words,
        )
    party = draft.named(words.strip(), when[0])
    if party is None:
        draft.skip(place, f"no state is called '{words.strip()[:60]}'")
        return True
    kinds = dict(_VERBS)
    for verb, day in zip(verbs, when, strict=False):
        known = {act.date for act in draft.done(party, kinds[verb])}
        if day not in known:
            draft.add(kinds[verb], party, date=day, role="background", note=f"{place}: act of a predecessor")
    if re.search(r"\bwith (?:a |the following |an? \w+ |\w+ )?reservations?\b", sentence):
        draft.add(
            "reservation", party, date=when[len(verbs) - 1], role="background", note=squeeze(sentence)[:300]
        )
    return True


def _effected(sentence: str, holders: list[Row], place: str, draft: Draft) -> bool:
    """ "The formality was effected by Democratic Yemen": the act is the predecessor's.

    The register carries it over to the State it lists; as that State's own it is a succession, which is
    not counted a second time.
    """
    match = _EFFECTED.search(sentence)
    if match is None:
        return False
    what = match[1].casefold()
    changed = False
    for row in holders:
        for entry, act in row.entries:
            if act is None or row.party is None or act.date is None:
                continue
            signing = act.act == "signature" and not binds(act.act, act.note)
            if signing != (what == "signature"):
                continue
            other = draft.named(match[2], act.date)
            if other is None or other == row.party:
                continue
            draft.add(act.act, other, date=act.date, role="background", note=f"{place}: act of a predecessor")
            if not signing:
                draft.drop(act)
                draft.add(
                    "succession",
                    row.party,
                    date=act.date,
                    date_text=entry.text,
                    flags=act.flags,
                    note=f"{place}: carried over by the register; effected by a predecessor",
                )
            changed = True
    return changed


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
    party = _subject(sentence, holders, draft, when[0] if when else None)
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
    if stated and last and re.search(r"(?i)\b(?:withdrawal|denunciation)\b", sentence):
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
    party = (
        None if several else _subject(sentence[: match.start()], holders, draft, when[0] if when else None)
    )
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
    party = _subject(sentence, holders, draft)
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
