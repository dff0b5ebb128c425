# ruff: noqa: E501 (footnotes and tables stand as they are printed)
"""Status pages of an invented treaty, in the form of the depositary's, for the tests to bend and break."""

from __future__ import annotations

from html import escape

HEADER = ("Participant", "Signature, Succession to signature(d)",
          "Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)")  # fmt: skip
P = "ctl00_ctl00_ContentPlaceHolder1_ContentPlaceHolderInnerPage_"


def marks(*numbers: int) -> str:
    """Footnote marks as they hang on a name."""
    links = ", ".join(f'<a onclick="ShowNoteAll()" href="#{n}" class="noteIndex">{n}</a>' for n in numbers)
    return f" <sup>{links} </sup>"


def section(kind: str, title: str, rule: str, blocks: dict[str, str]) -> str:
    """A section after the table; a block is the inner HTML under one participant's name."""
    rows = "".join(
        f'<tr><td><div class="heading-two">{name}</div><div class="content-two">'
        f'<p class="invisible">{name}</p>{inner}<br></div></td></tr>'
        for name, inner in blocks.items()
    )
    return (
        f'<div id="{P}divParent{kind}Title" class="heading-four"><div class="bold">{title}</div>'
        f'<div class="heading-four-one normal">{rule}</div></div><table id="{P}dg{kind}">{rows}</table>'
    )


def dated(day: str, about: str, words: str) -> str:
    return f'<p align="right">{day}</p><p align="left"><i>{about}<br></i></p>{words}<br>'


def page(
    rows: list[tuple[str, ...]],
    *,
    stated: tuple[int | None, int | None],
    header: tuple[str, ...] = HEADER,
    notes: dict[int, str] | None = None,
    sections: str = "",
    number: str = "XXX-4-b",
    title: str = "4. b Protocol on the Lending of Telescopes",
    as_at: str = "STATUS AS AT : 03-02-2026 10:16:18 EDT",
    force: str = "Entry into force",
    force_text: str = "1 July 1999, in accordance with article 9(1).",
    tail: str = "</body></html>",
) -> bytes:
    """One page; every part can be bent. Names in ``rows`` may hold marks (``marks(1)``)."""
    cells = "".join(
        "<tr class='trBWhite'>" + "".join(f"<td>{cell}<br></td>" for cell in row) + "</tr>" for row in rows
    )
    head = "<tr class='thead-one'>" + "".join(f"<td>{h}<br></td>" for h in header) + "</tr>"
    signed, bound = stated
    totals = (f"Signatories : {signed}. " if signed is not None else "") + (
        f"Parties : {bound}" if bound is not None else ""
    )
    foot = "".join(
        f'<tr><td><div class="divNotesAll"><a name="{n}">{n}</a><index></index>{escape(text, quote=False)}<br></div></td></tr>'
        for n, text in (notes or {}).items()
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>UNTC</title></head><body>
<form action="ViewDetails.aspx?src=TREATY&amp;mtdsg_no={number}&amp;chapter=30"></form>
<div id="{P}div3">{as_at}</div><div>CHAPTER XXX</div>
<div id="{P}rptTreaty_ctl00_tcTreaty">{title}</div>
<div id="{P}rptTreaty_ctl00_tcText">Lisbon, 5 May 1995</div>
<div id="{P}rptEIF_ctl00_tcEifLabel">{force}</div><div id="{P}rptEIF_ctl00_tcText">{force_text}</div>
<div id="{P}rptRegistration_ctl00_tcText">1 July 1999, No. 99123</div>
<div id="{P}rptStatus_ctl00_tcText">{totals}</div>
<table id="{P}tblgrid">{head}{cells}</table>
{sections}
<div class="end-notes">End Note</div><table id="{P}dgNotesAll">{foot}</table>
{tail}
""".encode()


def plain() -> bytes:
    """A page on which nothing is wrong: every kind of mark once."""
    return page(
        [
            ("Albania", "5 May 1995", "12 Jun 1996"),
            ("Bahamas (The)", "", " 4 Feb 2005 a"),
            (f"Cambodia{marks(1, 2)}", "[ 6 May 1995 ]", "[ 1 Jul 1999 A]"),
            ("Eswatini", "", "3 Aug 2001 a"),
            (f"Montenegro{marks(3)}", "23 Oct 2006 d", "23 Oct 2006 d"),
            (f"Czech Republic{marks(4)}", "", "22 Feb 1993 d"),
            ("European Union", "7 May 1995", "9 Sep 1999 AA"),
            ("Norway", "8 May 1995", ""),
        ],
        stated=(4, 6),
        notes={
            1: "See note 1 under “Cambodia” in the “Historical Information” section.",
            2: "On 27 June 2020, the Government of Cambodia deposited with the Secretary-General a notification of "
            "withdrawal (See depositary notification C.N.360.2020.TREATIES-XXX of 3 July 2020). The withdrawal took "
            "effect for Cambodia on 27 December 2020 in accordance with article 12 (3) of the Protocol.",
            3: 'See note 1 under "Montenegro" in the "Historical Information" section.',
            4: "Czechoslovakia had signed and ratified the Protocol on 10 April 1991 and 31 August 1992, "
            "respectively. See also note 1 under “Czech Republic”.",
        },
        sections=section(
            "Dec",
            "Declarations and Reservations",
            "(Unless otherwise indicated, the declarations were made upon ratification.)",
            {"Albania": "<p><i>Reservation:<br></i></p>Albania does not consider itself bound by article 7, paragraph 2.",
             "Norway": "<p><i>Upon signature:<br></i></p><i>Declaration:</i><br>Norway understands telescopes widely."},
        )
        + section(
            "Obj",
            "Objections",
            "(Unless otherwise indicated, the objections were made upon ratification.)",
            {"Norway": dated("1 March 1997", "With regard to the reservation made by Albania upon ratification:",
                             "Norway objects. This objection shall not preclude the entry into force of the Protocol."),
             "European Union": dated("2 March 2000", "With regard to the reservation made by Albania upon ratification:",
                                     "The Union objects. The objection precludes the entry into force of the Protocol "
                                     "between the Union and Albania.")},
        ),
    )  # fmt: skip
