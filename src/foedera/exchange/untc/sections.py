"""The sections after the table → declarations, reservations, objections, provisional application."""

from __future__ import annotations

import re
from collections.abc import Sequence

from foedera.model import Act

from .blocks import Block, Item
from .draft import Draft
from .footnotes import articles
from .markup import Cell
from .participants import binds
from .text import days, without_notes

_QUALIFIED = re.compile(
    r"(?i)\b(?:(?:shall|does|do|will|would|must)?\s*(?:preclude|prevent"
    r"|oppose)s?\s+(?:the\s+)?(?:entry into force|treaty relations)"
    r"|(?:shall|does|will|do|can)\s*not\s+(?:therefore\s+)?(?:enter into force"
    r"|be(?:come)? (?:in force|applicable)|apply)\s+between"
    r"|oppos\w+\s+(?:to\s+)?the\s+entry\s+into\s+force"
    r"|not\s+(?:consider|regard|recogni[sz]e|deem)\w*[^.]{0,80}\b(?:in force|treaty relations|party to)\b)"
)
_SIMPLE = re.compile(
    r"(?i)\b(?:not|nor|without|n[o’']t|neither)\b[^.]{0,40}?\b(?:preclud|prevent|obstacle|hinder"
    r"|imped|affect|oppos|bar)\w*"
)
_BOUND = re.compile(
    r"(?i)\breserv(?:e|es|ed|ing|ation|ations)\b|not (?:consider itself |be )?bound|shall not apply"
    r"|not (?:accept|apply)"
)

_NO_RESERVATIONS = re.compile(
    r"(?i)^notifications?\b|derogation|recogni[sz]ing the competence|territorial application"
    r"|^declarations (?:made )?(?:under|pursuant to|in accordance with)"
)
"""Sections that hold no reservations, whatever words occur in them: a derogation reserves nothing."""

_UPON = re.compile(
    r"(?i)\bupon (?:its |the )?(signature|ratification|accession|acceptance|approval|succession|consent)"
)


def read_blocks(blocks: Sequence[Block], draft: Draft) -> None:
    """All participants of all sections."""
    for block in blocks:
        name = without_notes(block.name)
        party = draft.state(name)
        place = f"{block.section or 'section'}, '{name}'"
        if party is None:
            draft.skip(place, f"no state or organization is called '{name}'")
        elif "provisional application" in f"{block.section} {block.rule}".casefold():
            _provisional(block, party, draft)
        elif block.section.casefold().startswith("objection"):
            for item in block.items:
                _objection(item, party, place, draft)
        else:
            for item in block.items:
                _declaration(item, block, party, place, draft)


def _provisional(block: Block, party: str, draft: Draft) -> None:
    """A declaration of provisional application may say no more than the participant's name."""
    dated = next((item.date for item in block.items if item.date), None)
    consent = _consent(party, draft)
    draft.add("provisional_application", party, date=dated or (consent.date if consent else None),
              date_text=None if dated else "upon consent", note=block.section)  # fmt: skip


def _declaration(item: Item, block: Block, party: str, place: str, draft: Draft) -> None:
    if not item.text:
        return
    head = item.heading.casefold()
    opening = item.text[:240]
    if re.search(r"(?i)\bwithdr[ae]w\w*\b[^.]{0,80}\breservation", opening) and item.date:
        draft.add(
            "reservation_withdrawal", party, date=item.date, articles=articles(opening), note=_words(item)
        )
        return
    kind = "reservation" if "reservation" in head else "declaration"
    flags: tuple[str, ...] = ()
    if _NO_RESERVATIONS.search(block.section):
        kind = "declaration"
        if "competence" in block.section and "with the reservation" in item.text:
            flags = ("may_be_reservation",)
    elif kind == "declaration" and _BOUND.search(item.text):
        # What a State calls it does not decide (VCLT 2(1)(d)); without a heading the words do.
        if head and re.search(r"declaration|understanding|statement", head):
            flags = ("may_be_reservation",)
        else:
            kind = "reservation"
    date, said = _moment(item, block, party, draft)
    if date is None:
        flags = (*flags, "date_not_stated")
    draft.add(kind, party, date=date, date_text=said, articles=articles(item.text)[:40], note=_words(item),
              flags=flags)  # fmt: skip


def _moment(item: Item, block: Block, party: str, draft: Draft) -> tuple[str | None, str | None]:
    """The day: as printed, else that of the act upon which the heading or the section says it was made."""
    if item.date:
        return item.date, None
    said = _UPON.search(item.heading)
    signed = next(iter(draft.done(party, "signature")), None)
    bound = _consent(party, draft)
    confirmed = re.search(r"(?i)confirmed upon", item.heading)
    if said and said[1].casefold() == "signature" and not confirmed:
        return (signed.date if signed else None), "upon signature"
    if said or re.search(r"(?i)made\s*upon", block.rule):
        if bound is None and signed is not None and "signature" in block.rule.casefold():
            return signed.date, "upon signature"
        return (bound.date if bound else None), "upon consent to be bound"
    return None, None


def _consent(party: str, draft: Draft) -> Act | None:
    found = [act for act in draft.acts if act.parties == (party,) and binds(act.act, act.note)]
    return found[-1] if found else None


def _objection(item: Item, party: str, place: str, draft: Draft) -> None:
    if not item.text and not item.heading:
        return
    said = f"{item.heading} {item.text}"
    in_heading = bool(re.search(r"\b(?:by|of)\b", item.heading))
    if re.search(r"(?i)\bwithdr[ae]w\w*\b[^.]{0,60}\bobjection", item.text[:300]):
        draft.add("declaration", party, date=item.date, note=f"withdraws its objection: {_words(item)}"[:300])
        return
    later = _listed(item.text)
    addressees = _addressees(item.heading, draft) if in_heading else _made_by(item.text[:600], draft)
    addressees = [state for state in addressees if state != party]
    if not addressees:
        draft.skip(place, f"an objection whose addressee is not understood: '{said.strip()[:100]}'")
    else:
        date, upon = item.date, None
        if date is None and (bound := _consent(party, draft)):
            date, upon = bound.date, "upon consent to be bound"
        own = item.text if not later else item.text[: later[0][2]]
        draft.add(
            "objection",
            party,
            date=date,
            date_text=upon,
            to=tuple(addressees),
            qualified=qualified(own),
            articles=articles(item.heading),
            note=_words(item),
            flags=() if date else ("date_not_stated",),
        )
    for day, words, _ in later:
        if others := _addressees(words, draft):
            draft.add("objection", party, date=day, to=tuple(others), qualified=qualified(item.text),
                      note=words[:300])  # fmt: skip
        else:
            draft.skip(place, f"an objection whose addressee is not understood: '{words[:100]}'")


def _listed(text: str) -> list[tuple[str, str, int]]:
    """Later objections "of the same nature", listed by day in the text of the first."""
    begin = re.search(r"(?i)objections? of the same (?:nature|kind)", text)
    if begin is None:
        return []
    found = []
    for match in re.finditer(r"(\d{1,2} [A-Z][a-z]+ \d{4})\s*:?\s*(with regard to[^;–]*?)(?=;|–|- \d|\.\s|$)",
                             text[begin.start() :]):  # fmt: skip
        found.append((days(match[1])[0] if days(match[1]) else "", match[2], begin.start()))
    return [entry for entry in found if entry[0]]


def _addressees(text: str, draft: Draft) -> list[str]:
    """Whose reservations are meant: "made by Malaysia upon accession, and by Qatar upon signature"."""
    found: dict[str, None] = {}
    # Each "by" and "and" opens a name of its own: the search goes on inside what follows.
    for match in re.finditer(
        r"\b(?:by|of|and)\s+(?=(?:the\s+)?(?:Governments? of\s+)?(?:the\s+)?((?:[A-Z]|the )[^:;]{2,120}))",
        text,
    ):
        words = re.split(r"\s+(?:upon|to the|concerning|in respect|when|at the time|on\s+\d)\b", match[1])[0]
        for part in (words, *re.split(r",\s*|\s+and\s+(?:the\s+)?", words)):
            if party := draft.named(part.strip()):
                found[party] = None
    return list(found)


def _made_by(text: str, draft: Draft) -> list[str]:
    """The addressees where no heading names them: only who is said to have made the reservation."""
    found: list[str] = []
    for match in re.finditer(
        r"(?:reservation|declaration|understanding)s?\b[^.;]{0,80}?\b(?:made|entered|formulated"
        r"|submitted|lodged|"
        r"expressed|deposited)\b(?: \w+){0,3}? (by [^.;]{2,120})",
        text,
    ):
        found += [state for state in _addressees(match[1], draft) if state not in found]
    return found


def qualified(text: str) -> bool:
    """Whether an objection expressly precludes entry into force between the two (VCLT 20(4)(b))."""
    for sentence in re.split(r"(?<=[.;])\s+", text):
        if _QUALIFIED.search(sentence) and not _SIMPLE.search(sentence):
            return True
    return False


def _words(item: Item) -> str:
    """The beginning of what is said, so that a person sees what it is about."""
    text = " ".join(f"{item.heading} {item.text}".split())
    return text if len(text) <= 300 else text[:299] + "…"


def read_territories(rows: Sequence[Sequence[Cell]], draft: Draft) -> None:
    """The table of territorial application; an empty first cell goes on with the participant above it."""
    name = ""
    for cells in rows:
        name = without_notes(cells[0].text) or name
        party, when = draft.state(name), days(cells[1].text)
        if len(cells) < 3 or party is None or not when:
            draft.skip(f"territorial application, '{name}'", "a row without a known participant and a date")
            continue
        draft.add(
            "declaration",
            party,
            date=when[0],
            note="territorial application",
            territory=tuple(part.strip() for part in cells[2].text.split(",") if part.strip()),
        )
