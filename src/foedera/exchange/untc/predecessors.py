"""Footnotes on who acted before: predecessors, formalities that they effected, a State's own earlier acts.

The register lists the State of today; what vanished States had done stands in a footnote in the depositary's
own turns of phrase, and still counts toward thresholds. What is not in one of them is left to the caller.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .draft import Draft
from .participants import Row, binds
from .text import DAY, days, squeeze

_VERBS = (("signed", "signature"), ("ratified", "deposit"), ("acceded", "accession"),
          ("accepted", "acceptance"), ("approved", "approval"), ("succeeded", "succession"))  # fmt: skip
_DID = r"(?:signed|ratified|acceded|accepted|approved|succeeded)"
_HAD = re.compile(
    rf"\b(?:had|was|were|has)\s+(?:(?:previously|also|already|initially|originally|first|earlier|subsequently)\s+)?"
    rf"(been\s+)?({_DID}\b(?:(?:,|,? and)\s+{_DID}\b)*)"
)
_BARE = re.compile(rf"(?i)({_DID}(?:(?:,|,? and)\s+{_DID})*)\b[^.]{{0,60}}?\b(?:on behalf of|by)\s")
"""Without a subject: "Ratified on behalf of the Republic of China on …"."""
_NOUNS = (("signature", "signature"), ("ratification", "deposit"), ("accession", "accession"),
          ("acceptance", "acceptance"), ("approval", "approval"), ("succession", "succession"))  # fmt: skip
_NAMED = r"(?:signature|ratification|accession|acceptance|approval|succession)"
_DONE_BY = re.compile(
    rf"(?i)({_NAMED}(?:(?:,|,? and)\s+{_NAMED})*)\s+(?:\w+\s+){{0,4}}?(?:on behalf of|by)\s"
)
"""As a noun: "Accession by the Republic of Viet-Nam on …"."""
_AGAIN = re.compile(
    rf"(?i)(?:Governments? of (?:the )?)?(?P<who>[A-Z(][^.;:“”]{{2,70}}?)\s+"
    rf"(?:(?:again|subsequently|thereafter|then|once more)\s+)?"
    rf"(?:deposited (?:its|an?|the) (?:new )?instrument of (?P<noun>{_NAMED})"
    r"|(?P<verb>(?:re-?)?(?:acceded|ratified|accepted)|(?:re-?)joined)\s+(?:again\s+)?(?:to\s+)?(?:the|this))\b"
)
"""A State's own further act, as of one that left and came back."""
_EFFECTED = re.compile(
    r"(?i)\b(formality|formalities|signature|ratification|accession|succession|instrument)\b[^.]{0,60}?\b"
    r"(?:was|were|had been|has been)\s+(?:effected|affixed|deposited|made|done|lodged)\s+(?:by"
    r"|on behalf of)\s+"
    r"(?:the\s+)?(?:Government of\s+)?(?:the\s+)?(.+)"
)
_GOVERNMENT = re.compile(r"\bGovernments? of (?:the )?((?:[A-Z(]|d['’]|the )[^.;:]{2,90})")


def subject(sentence: str, holders: list[Row], draft: Draft, on: str | None = None) -> str | None:
    """The government the sentence names; else the one participant on whom the note hangs."""
    for match in _GOVERNMENT.finditer(sentence):
        if found := draft.named(match[1], on):
            return found
    parties = {row.party for row in holders if row.party}
    return parties.pop() if len(parties) == 1 else None


def predecessor(sentence: str, place: str, holders: Sequence[Row], draft: Draft) -> bool:
    """ "Czechoslovakia had signed and ratified the Convention on X and Y, respectively".

    Of the State on which the note hangs, it is that State's own earlier act.
    """
    found = _told(sentence)
    if found is None:
        return False
    said, kinds, words = found
    when = days(said)
    if len(when) < len(kinds):
        draft.skip(place, f"says who '{', '.join(kinds)}', but not when: '{sentence[:100]}'")
        return True
    party = draft.named(words.strip(), when[0])
    if party is None and re.search(r"\b(?:was|were|been)\b", sentence):
        return False  # signed by a minister, accepted by a conference
    if party is None:
        draft.skip(place, f"no state is called '{words.strip()[:60]}'")
        return True
    own = party in {row.party for row in holders}
    note = f"{place}: earlier act" if own else f"{place}: act of a predecessor"
    for kind, day in zip(kinds, when, strict=False):
        if day not in {act.date for act in draft.done(party, kind)}:
            draft.add(kind, party, date=day, role="news" if own else "background", note=note)
    if re.search(r"\bwith (?:a |the following |an? \w+ |\w+ )?reservations?\b", sentence):
        draft.add(
            "reservation", party, date=when[len(kinds) - 1], role="background", note=squeeze(sentence)[:300]
        )
    return True


def _told(sentence: str) -> tuple[str, list[str], str] | None:
    """The words after the verb, the acts, and the words that name who did them; None for another sentence."""
    behalf = r"\b(?:on behalf of|by) (?:the )?(?:Governments? of (?:the )?)?(.+?)(?=\s+on\s+\d|,|$)"
    verbs, nouns = dict(_VERBS), dict(_NOUNS)
    if match := _BARE.match(sentence):
        kinds = [verbs[v] for v in re.findall(_DID, match[1].casefold())]
        named = re.search(behalf, sentence)
        return sentence[match.end(1) :], kinds, named[1] if named else ""
    if (match := _DONE_BY.match(sentence)) and DAY.search(sentence):
        kinds = [nouns[n] for n in re.findall(_NAMED, match[1].casefold())]
        named = re.search(behalf, sentence)
        return sentence[match.end(1) :], kinds, named[1] if named else ""
    match = _HAD.search(sentence)
    passive = match is not None and (match[1] is not None or match[0].startswith(("was", "were")))
    if match is None or (not passive and not match[0].startswith("had")):
        return None
    kinds = [verbs[v] for v in re.findall(_DID, match[2])]
    rest = sentence[match.end() :]
    if passive:
        named = re.search(behalf, rest)
        return (rest, kinds, named[1]) if named else None
    words = re.sub(r"^.*\bGovernments? of (?:the )?", "", sentence[: match.start()])
    words = re.sub(
        r"^(?:(?:Although|While|As|Subsequently|Previously|The|the|former)[\s,]+)+(?!Yugoslav Rep)", "", words
    )
    return rest, kinds, words


def again(sentence: str, before: str | None, holders: Sequence[Row], place: str, draft: Draft) -> bool:
    """ "On that same date, the Government of Guyana re-acceded": the State's own act, if the table lacks it.

    ``before``: the last day told, which "that same date" means.
    """
    match = _AGAIN.search(re.sub(r"(?i)^(?:and|but|subsequently|thereafter|further),?\s+", "", sentence))
    if match is None or re.search(r"(?i)\bobjection|\breservations? made|\bcommunication\b", sentence):
        return False
    party = subject(sentence, list(holders), draft)
    if party is None or party not in {row.party for row in holders}:
        return False
    told = days(sentence)
    same = re.search(r"(?i)\b(?:on )?(?:that|the) same (?:date|day)\b", sentence)
    day = told[0] if told else before if same else None
    if day is None:
        return False
    verb = (match["verb"] or match["noun"]).casefold()
    kind = next((k for stem, k in (("acced", "accession"), ("accession", "accession"), ("ratif", "deposit"),
                                   ("accept", "acceptance"), ("join", "accession"), ("approv", "approval"))
                 if stem in verb), "accession")  # fmt: skip
    bound = [a for a in draft.acts if a.parties == (party,) and binds(a.act, a.note)]
    if day not in {act.date for act in bound}:
        draft.add(kind, party, date=day, note=f"{place}: further act")
    return True


def effected(sentence: str, holders: list[Row], place: str, draft: Draft) -> bool:
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
