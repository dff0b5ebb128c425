"""A status page as HTML → its parts. Nothing is interpreted here; what is not such a page is refused.

The page is found by what it says, not by where it stands: the table whose first row begins with
"Participant", the line "Status as at", the totals "Signatories : 130. Parties : 117". A page without them
is an error page, another page, or one whose layout has changed, whatever its HTTP status was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from foedera.errors import FoederaError

from .blocks import Block, blocks_of, territories_of
from .markup import Cell, cell_of, cells_of, in_order, rows_of
from .text import PARTICIPANT, days, squeeze, without_notes

_ACTS = re.compile(
    r"signature|ratification|accession|acceptance|approval|succession|consent to be bound|participation"
)
AGAIN = "save the treaty's status page again (View Details, whole page) and import that file"


class Page(NamedTuple):
    """``signatories``, ``parties``: the totals that the page states, None where it states none.
    ``as_at``: ISO date. ``others``: headings of further tables of participants, which are not read.
    ``territories``: rows of the table of territorial application.
    """

    reference: str
    title: str
    place: str | None
    done: str | None
    as_at: str
    in_force: str | None
    not_yet: bool
    force_text: str
    registration: str | None
    signatories: int | None
    parties: int | None
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    others: tuple[str, ...]
    notes: dict[str, str]
    blocks: tuple[Block, ...]
    territories: tuple[tuple[Cell, ...], ...]


def parse(content: bytes, where: str) -> Page:
    """The parts of a status page; raises ``FoederaError`` for anything else."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        content = content.decode("utf-16", "replace").encode()
    root = _root(content, where)
    text = squeeze(root.text_content())
    tables = list(_participants(root))
    as_at = _as_at(text)
    if not tables:
        raise FoederaError(where, _what_instead(root, text, as_at is not None), AGAIN)
    if as_at is None:
        raise FoederaError(
            where, "has no 'Status as at' date: not a status page, or its layout changed", AGAIN
        )
    if not re.search(rb"</html\s*>", content[-4096:], re.IGNORECASE):
        raise FoederaError(where, "is cut off: the page does not end with </html>", AGAIN)
    signatories, parties = _totals(text)
    if signatories is None and parties is None:
        raise FoederaError(
            where, "states no totals (Signatories, Parties): cut off, or its layout changed", AGAIN
        )
    header, rows, others = _joined(tables)
    if not rows:
        raise FoederaError(where, "is cut off: the table of participants has no rows", AGAIN)
    title, place = _title(root)
    notes = _notes(root)
    _all_notes_there(rows, notes, where)
    return Page(
        reference=_reference(root, text, content, where),
        title=title,
        place=place,
        done=next(iter(days(place or "")), None),
        as_at=as_at,
        in_force=_in_force(root),
        not_yet=_not_yet(root),
        force_text=_labelled(root, "EIF"),
        registration=_labelled(root, "Registration") or None,
        signatories=signatories,
        parties=parties,
        header=tuple(cell.text for cell in header),
        rows=rows,
        others=others,
        notes=notes,
        blocks=tuple(blocks_of(root)),
        territories=territories_of(root),
    )


def _root(content: bytes, where: str) -> Any:
    """The parsed page. The HTML parser knows no external entities and fetches nothing."""
    import lxml.etree
    import lxml.html

    head = content[:4096].lstrip().lower()
    if b"\x00" in content[:65536]:
        raise FoederaError(where, "is a binary file, not a web page", AGAIN)
    if head.startswith(b"%pdf"):
        raise FoederaError(where, "is a PDF file, not a web page", "save the status page as HTML")
    if not re.search(rb"<(?:!doctype html|html|head|body|table|div)\b", content, re.IGNORECASE):
        raise FoederaError(where, "is not HTML", AGAIN)
    encoding = _encoding(content)
    parser = lxml.html.HTMLParser(encoding=encoding, no_network=True, remove_comments=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(content, parser=parser)
    except (lxml.etree.LxmlError, ValueError, AssertionError, RecursionError) as fault:
        raise FoederaError(where, f"is not HTML that can be read ({fault})", AGAIN) from None
    for element in root.xpath("//script|//style|//noscript"):
        element.drop_tree()
    return root


def _encoding(content: bytes) -> str:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _what_instead(root: Any, text: str, status_page: bool) -> str:
    """What the file is, as far as it says so itself."""
    if status_page:
        return "is a status page without a table of participants: cut off, or its layout changed"
    title = squeeze(" ".join(root.xpath("//title/text()")))[:80]
    words = re.search(
        r"(?i)\b(error|not found|unavailable|denied|forbidden|exception|captcha|sign in|log ?in"
        r"|timed? ?out)\b",
        f"{title} {text[:4000]}",
    )
    if words:
        return f"is an error page, not a status page (it says '{words[0]}')"
    return f"is another web page, not a status page ('{title or text[:60]}')"


class _Table(NamedTuple):
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def _participants(root: Any) -> Iterator[_Table]:
    """The tables with a column of participants and a column of acts, that column moved to the front.

    The heading may stand under a row or two of other words (a caption, a date).
    """
    for table in root.xpath("//table[not(.//table)]"):
        lines = [tuple(cell_of(td) for td in cells_of(tr)) for tr in rows_of(table)]
        for number, line in enumerate(lines[:3]):
            names = [without_notes(cell.text).casefold() for cell in line]
            first = next((n for n, name in enumerate(names) if name in PARTICIPANT), None)
            acts = " ".join(name for n, name in enumerate(names) if n != first)
            if first is not None and _ACTS.search(acts):
                moved = [(*row[first : first + 1], *row[:first], *row[first + 1 :]) for row in lines[number:]]
                yield _Table(moved[0], tuple(row for row in moved[1:] if any(cell.text for cell in row)))
                break


def _joined(
    tables: list[_Table],
) -> tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...], tuple[str, ...]]:
    """The first table with those that go on under the same heading; the headings of all others."""
    first = tables[0]
    heading = [without_notes(cell.text) for cell in first.header]
    rows, others = list(first.rows), []
    for table in tables[1:]:
        names = {without_notes(row[0].text) for row in rows}
        if [without_notes(cell.text) for cell in table.header] == heading and not names & {
            without_notes(row[0].text) for row in table.rows
        }:
            rows += table.rows
        else:
            others.append(", ".join(cell.text for cell in table.header[1:]))
    return first.header, tuple(rows), tuple(others)


def _as_at(text: str) -> str | None:
    match = re.search(r"(?i)status as at\s*:?\s*(\d{1,2})-(\d{1,2})-(\d{4})", text)
    if match is None:
        return None
    from datetime import date

    try:
        return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
    except ValueError:
        return None


def _totals(text: str) -> tuple[int | None, int | None]:
    signed = re.search(r"(?i)signatories\s*:\s*(\d+)", text)
    bound = re.search(r"(?i)(?:parties|contracting (?:states|parties))\s*:\s*(\d+)", text)
    return int(signed[1]) if signed else None, int(bound[1]) if bound else None


def _by_id(root: Any, part: str) -> list[Any]:
    """Elements whose id contains ``part``; what stands before it in the id is the page's framework."""
    found: list[Any] = root.xpath("//*[contains(@id, $part)]", part=part)
    return found


def _title(root: Any) -> tuple[str, str | None]:
    named = [cell_of(e).text for e in _by_id(root, "_tcTreaty")]
    places = [cell_of(e).text for e in _by_id(root, "rptTreaty_ctl00_tcText")]
    title = re.sub(r"^\s*\d+\s*\.?\s*(?:\(?[a-z]\)?\s+)?(?=[A-Z])", "", named[0]) if named else ""
    return title.strip(), (places[0] if places else None) or None


def _labelled(root: Any, label: str) -> str:
    texts: list[str] = [cell_of(e).text for e in _by_id(root, f"rpt{label}_ctl00_tcText")]
    return texts[0] if texts else ""


def _in_force(root: Any) -> str | None:
    """The date of entry into force that the page states; None where it says "not yet in force"."""
    if _not_yet(root):
        return None
    return next(iter(days(_labelled(root, "EIF"))), None)


def _not_yet(root: Any) -> bool:
    labels = " ".join(squeeze(e.text_content()) for e in _by_id(root, "tcEifLabel")).casefold()
    return "not yet" in labels


def _reference(root: Any, text: str, content: bytes, where: str) -> str:
    """Chapter and number in the register: from the page's own address, else from its headings."""
    found: set[str] = {m.decode() for m in re.findall(rb"mtdsg_no=([IVX]+(?:-[A-Za-z0-9]+)+)", content)}
    found |= {m.decode() for m in re.findall(rb"/([IVX]+(?:-[A-Za-z0-9]+)+)\.en\.(?:pdf|xml)", content)}
    if len(found) == 1:
        return found.pop()
    chapter = re.search(r"CHAPTER ([IVX]+)\b", text)
    headings = [cell_of(e).text for e in _by_id(root, "_tcTreaty")]
    number = re.match(r"\s*(\d+)\s*\.\s*(?:([a-z])\s+(?=[A-Z]))?", headings[0]) if headings else None
    if chapter and number:
        built = f"{chapter[1]}-{number[1]}" + (f"-{number[2]}" if number[2] else "")
        if not found or built in found:
            return built
    raise FoederaError(where, "does not say which treaty of the collection it is about", AGAIN)


def _notes(root: Any) -> dict[str, str]:
    notes: dict[str, str] = {}
    for cell in root.xpath("//*[contains(@class, 'divNotesAll')]"):
        named = cell.xpath(".//a[@name]")
        text = squeeze(in_order(cell))
        match = re.match(r"(\d+)\s*", text)
        number = squeeze(named[0].text_content()) if named else (match[1] if match else "")
        if number:
            notes[number] = text.removeprefix(number).strip()
    return notes


def _all_notes_there(rows: Sequence[tuple[Cell, ...]], notes: dict[str, str], where: str) -> None:
    """Footnotes hold withdrawals: a page whose marks lead nowhere has lost its end."""
    wanted = {number for row in rows for cell in row for number in cell.notes}
    missing = sorted(wanted - set(notes), key=int)
    if missing:
        raise FoederaError(where, f"is cut off: footnote {missing[0]} is referred to but not there", AGAIN)
