"""The grammar of a participation table: column headings, and dates with suffixes and brackets.

A heading names the acts of its column, each with the letter that marks it in a cell: "Ratification,
Acceptance(A), Accession(a), Succession(d)". The act without a letter is the one that a bare date means.
Square brackets take an act back that the register once listed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from foedera.model.vocabulary import ActType

from .text import MONTHS, iso_day


class Kind(NamedTuple):
    """An act as the register names it. ``note``: what the act type alone does not say."""

    act: ActType
    note: str | None = None


class Column(NamedTuple):
    """``plain``: what a bare date means, None where the heading does not say. ``marked``: by letter."""

    heading: str
    plain: Kind | None
    marked: dict[str, Kind]
    unknown: tuple[str, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether the heading names an act."""
        return self.plain is not None or bool(self.marked)

    @property
    def signs(self) -> bool:
        """Whether this is the column of signatures."""
        return self.plain is not None and self.plain.act == "signature" and not self.plain.note


class Entry(NamedTuple):
    """One date of a cell. ``text``: as printed; ``withdrawn``: it stands in brackets."""

    kind: Kind
    date: str
    text: str
    withdrawn: bool = False


# In the depositary's tables the date under "Ratification" is that of the deposit of the instrument, and a
# formal confirmation is what a ratification is called when an organization makes it (VCLT-IO 2(1)(b bis)).
# Consent to be bound by a protocol, or participation in an amended text, is notified to the depositary.
_TERMS: tuple[tuple[str, Kind], ...] = (
    (r"succession to signature", Kind("signature", "succession to signature")),
    (r"definitive signature", Kind("signature", "definitive signature")),
    (r".*provisional(?:ly)? appl", Kind("provisional_application")),
    (
        r"(?:.*\b(?:notification|notice|instrument|date) of )?(?:denunciation|withdrawal)",
        Kind("denunciation"),
    ),
    (r"signature", Kind("signature")),
    (r"(?:act of )?formal confirmation", Kind("deposit", "act of formal confirmation")),
    (r"ratification", Kind("deposit")),
    (r"acceptance", Kind("acceptance")),
    (r"approval", Kind("approval")),
    (r"(?:definitive )?accession|adhesion|adherence", Kind("accession")),
    (r"(?:notification of )?succession", Kind("succession")),
    (r"(?:notification of )?consent to be bound", Kind("notification", "consent to be bound")),
    # Agreement on Part XI, article 5: bound by silence until a day.
    (r"simplified procedure", Kind("notification", "simplified procedure")),
    (r"participation", Kind("notification", "participation")),
    (r"notification(?: of acceptance)?$", Kind("notification")),
    (r"(?:date of )?(?:entry into force|effect|effective date)", Kind("entry_into_force")),
)
_MARKED = re.compile(r"^(.*?)\s*\(([A-Za-z]{1,3})\)\s*$")
_USUAL: dict[str, Kind] = {
    "a": Kind("accession"),
    "d": Kind("succession"),
    "A": Kind("acceptance"),
    "AA": Kind("approval"),
    "P": Kind("notification", "consent to be bound"),
    "p": Kind("notification", "simplified procedure"),
    "n": Kind("provisional_application"),
    "s": Kind("signature", "definitive signature"),
    "c": Kind("deposit", "act of formal confirmation"),
}
"""Letters that mean the same in all tables, for a cell whose heading leaves its letter out."""
_SIGNING = {
    "d": Kind("signature", "succession to signature"),
    "s": Kind("signature", "definitive signature"),
}

_ENTRY = re.compile(
    r"\[?\s*(\d{1,2})?\s*(" + "|".join(MONTHS) + r")[a-z]*\.?\s+(\d{4})\s*([A-Za-z]{1,3}(?![A-Za-z]))?\s*\]?",
    re.IGNORECASE,
)


def column(heading: str) -> Column:
    """What the column of this heading holds; ``unknown`` names terms that are not understood."""
    plain: Kind | None = None
    marked: dict[str, Kind] = {}
    unknown: list[str] = []
    for part in re.split(r",\s*(?=[A-Z])", heading):
        match = _MARKED.match(part.strip())
        term, letters = (match[1], match[2]) if match else (part.strip(), None)
        kind = _kind(term)
        if kind is None:
            unknown.append(term)
        elif letters:
            marked[letters] = kind
        elif plain is None:
            plain = kind
    return Column(heading, plain, marked, tuple(unknown))


def dated(cell: str) -> bool:
    """Whether a date stands in the cell."""
    return _ENTRY.search(cell) is not None


def _kind(term: str) -> Kind | None:
    folded = re.sub(r"[\s\d]+$", "", term).casefold()
    return next((kind for pattern, kind in _TERMS if re.match(pattern, folded)), None)


def entries(cell: str, of: Column) -> tuple[list[Entry], str | None]:
    """The dates of a cell in order, and what is wrong with it (None: nothing).

    A cell may hold several: a State that left and came back stands there with both acts.
    """
    found: list[Entry] = []
    rest = cell
    for match in _ENTRY.finditer(cell):
        day, month, year, letters = match.groups()
        date = iso_day(year, month, day)
        if date is None:
            return [], f"'{match[0].strip()}' is not a day of the calendar"
        kind = _of_letters(letters, of)
        if kind is None:
            return [], f"'{match[0].strip()}' bears a mark that the heading '{of.heading}' does not explain"
        text = " ".join(match[0].split())
        found.append(Entry(kind, date, text, _bracketed(cell, match)))
        rest = rest.replace(match[0], " ", 1)
    if rest.strip(" []\u00a0,;") and not re.fullmatch(r"[\s\d,\[\]]*", rest):
        return [], f"'{rest.strip()}' is not a date"
    if re.search(r"\d", rest) and not found:
        return [], f"'{rest.strip()}' is not a date"
    return found, None


def _of_letters(letters: str | None, of: Column) -> Kind | None:
    if not letters:
        # A heading with one marked act alone means that act also where the letter is missing.
        return of.plain or (next(iter(of.marked.values())) if len(of.marked) == 1 else None)
    if letters in of.marked:
        return of.marked[letters]
    if of.signs:
        return _SIGNING.get(letters)
    return _USUAL.get(letters)


def _bracketed(cell: str, match: re.Match[str]) -> bool:
    """Brackets may hold one act or several; what counts is whether one is open where the date stands."""
    before = cell[: match.start(3)]
    return before.count("[") > before.count("]")
