# ruff: noqa: E501 (footnotes and tables stand as they are printed)
"""Pages in other layouts than the usual one: columns, letters, tables, footnotes; each told in full or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.book.facade import open_book
from foedera.errors import FoederaError
from foedera.exchange import Imported, importer
from foedera.exchange.untc.count import Total, count
from foedera.model import Act

from .pages import dated, marks, page, section

TABLE = "<table><tr>{head}</tr>{rows}</table>"


def read(content: bytes, tmp_path: Path) -> Imported:
    file = tmp_path / "page.html"
    file.write_bytes(content)
    return importer("untc").read(file)


def told(found: Imported, *skip: str) -> list[tuple[str, str, str | None]]:
    return [
        (party, a.act, a.date)
        for a in found.statements
        if isinstance(a, Act) and a.act not in ("entry_into_force", *skip)
        for party in a.parties
    ]


def table(head: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    def line(row: tuple[str, ...]) -> str:
        return "".join(f"<td>{cell}</td>" for cell in row)

    return TABLE.format(head=line(head), rows="".join(f"<tr>{line(row)}</tr>" for row in rows))


@pytest.mark.parametrize(
    ("header", "rows", "stated", "expected"),
    [
        (("Participant", "Accession(a), Succession(d), Ratification"), [("Chad", "1 Jul 2002"), ("Togo", "2 Jul 2002 d")],
         (None, 2), [("TCD", "deposit", "2002-07-01"), ("TGO", "succession", "2002-07-02")]),
        (("Participant", "Acceptance(A)"), [("Chad", "1 Jul 2002 A"), ("Togo", "2 Jul 2002")],
         (None, 2), [("TCD", "acceptance", "2002-07-01"), ("TGO", "acceptance", "2002-07-02")]),
        (("Participant", "Consent to be bound(P), Succession(d)"), [("Chad", "1 Jul 2002 P"), ("Togo", "2 Jul 2002 d")],
         (None, 2), [("TCD", "notification", "2002-07-01"), ("TGO", "succession", "2002-07-02")]),
        (("Participant", "Definitive signature(s), Acceptance(A), Succession(d)"), [("Chad", "1 Jul 2002 s"), ("Togo", "2 Jul 2002 A")],
         (None, 2), [("TCD", "signature", "2002-07-01"), ("TGO", "acceptance", "2002-07-02")]),
        (("Participant", "Signature, Succession to signature(d)", "Ratification, Formal confirmation(c), Simplified procedure(p)"),
         [("Chad", "3 Mar 1994", "28 Jul 1995 p"), ("European Union", "4 Mar 1994", "1 Apr 1998 c"), ("Togo", "5 Mar 1994 d", "")],
         (3, 2), [("TCD", "signature", "1994-03-03"), ("TCD", "notification", "1995-07-28"), ("EU", "signature", "1994-03-04"),
                  ("EU", "deposit", "1998-04-01"), ("TGO", "signature", "1994-03-05")]),
        (("Participant", "Signature", "Notification of provisional application(n)", "Ratification, Accession(a)"),
         [("Chad", "3 Mar 1994", "4 Mar 1994 n", ""), ("Togo", "", "", "1 Jul 2002 a")],
         (1, 1), [("TCD", "signature", "1994-03-03"), ("TCD", "provisional_application", "1994-03-04"), ("TGO", "accession", "2002-07-01")]),
        (("Participant", "Ratification", "Notification of withdrawal"), [("Chad", "[1 Jul 2002]", "3 Mar 2010"), ("Togo", "2 Jul 2002", "")],
         (None, 1), [("TCD", "deposit", "2002-07-01"), ("TCD", "denunciation", "2010-03-03"), ("TGO", "deposit", "2002-07-02"),
                     ("TCD", "termination", "2010-03-03/2026-02-03")]),
        (("No.", "Ratification, Accession(a)", "Participant", "Signature"), [("1", "1 Jul 2002 a", "Chad", ""), ("2", "", "Togo", "5 May 1995")],
         (1, 1), [("TCD", "accession", "2002-07-01"), ("TGO", "signature", "1995-05-05")]),
        (("Participant", "Ratification", "Annexes accepted"), [("Chad", "1 Jul 2002", "I, III"), ("Togo", "2 Jul 2002", "")],
         (None, 2), [("TCD", "deposit", "2002-07-01"), ("TGO", "deposit", "2002-07-02")]),
        (("Participant2", "Ratification"), [("Chad<sup>3</sup>", "1 Jul 2002<sup><a href='#3'>3</a></sup>"), ("Côte d’Ivoire*", "2 Jul 2002")],
         (None, 2), [("TCD", "deposit", "2002-07-01"), ("CIV", "deposit", "2002-07-02")]),
    ],
)  # fmt: skip
def test_columns_in_any_order_and_wording(
    header: tuple[str, ...],
    rows: list[tuple[str, ...]],
    stated: tuple[int | None, int | None],
    expected: list[tuple[str, str, str | None]],
    tmp_path: Path,
) -> None:
    notes = {3: "See note 3."} if any("3<" in cell for row in rows for cell in row) else {}
    found = read(page(rows, header=header, stated=stated, notes=notes), tmp_path)
    assert told(found) == expected


def test_a_column_with_dates_that_says_not_of_what_is_refused(tmp_path: Path) -> None:
    content = page(
        [("Chad", "1 Jul 2002", "3 Mar 2004")],
        header=("Participant", "Ratification", "Flag"),
        stated=(None, 1),
    )
    with pytest.raises(FoederaError, match="column 'Flag' is not understood"):
        read(content, tmp_path)


def test_a_table_that_goes_on_is_one_table_and_another_one_is_told(tmp_path: Path) -> None:
    head = ("Participant", "Ratification, Accession(a)")
    more = table(head, ("Togo", "2 Jul 2002 a")) + table(
        ("Participant", "Acceptance of the amendment(A)"), ("Chad", "4 May 2010 A")
    )
    found = read(page([("Chad", "1 Jul 2002")], header=head, stated=(None, 2), sections=more), tmp_path)
    assert told(found) == [("TCD", "deposit", "2002-07-01"), ("TGO", "accession", "2002-07-02")]
    assert [n.what for n in found.notices] == [
        "another table of participants is not read: Acceptance of the amendment(A)"
    ]


def test_other_encodings(tmp_path: Path) -> None:
    plain = page([("Côte d’Ivoire", "5 May 1995", "1 Jul 2002")], stated=(1, 1)).decode()
    expected = [("CIV", "signature", "1995-05-05"), ("CIV", "deposit", "2002-07-01")]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "windows-1252"):
        assert told(read(plain.encode(encoding), tmp_path)) == expected, encoding


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Signed and ratified on behalf of the Republic of China on 31 March 1966 and 10 December 1970, respectively. See note 1.",
         [("TWN", "signature", "1966-03-31"), ("TWN", "deposit", "1970-12-10")]),
        ("Ratified on behalf of the Republic of China on 5 July 1951.", [("TWN", "deposit", "1951-07-05")]),
        ("The former Yugoslavia had acceded to the Convention on 15 June 1951.", [("YUCS", "accession", "1951-06-15")]),
        ("The German Democratic Republic had signed and ratified the Covenant, with a declaration, on 27 March 1973 and 8 November "
         "1973, respectively.", [("DDDE", "signature", "1973-03-27"), ("DDDE", "deposit", "1973-11-08")]),
        ("Czechoslovakia had signed the Convention on 7 March 1966 and ratified it later.", [("CSHH", "signature", "1966-03-07")]),
        ("Accession by the Republic of Viet-Nam on 11 August 1950.", [("RVN", "accession", "1950-08-11")]),
        ("The Convention was signed on behalf of Czechoslovakia on 4 April 1951.", [("CSHH", "signature", "1951-04-04")]),
        ("The Government of Norway objected on 4 May 1990 to the reservation that Chad had made.", []),
    ],
)  # fmt: skip
def test_what_predecessors_did(note: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    rows: list[tuple[str, ...]] = [(f"Chad{marks(1)}", "", "1 Jul 1999 a"), ("China", "", "1 Jul 1998 a")]
    found = read(page(rows, stated=(0, 2), notes={1: note}), tmp_path)
    past = [a for a in told(found, "termination") if a[0] not in ("TCD", "CHN")]
    assert past == expected
    assert count(found.statements, "2026-02-03") == Total(0, 2)


GUYANA = (
    "The Government of Guyana had initially acceded to the Protocol on 10 May 1993. On 5 January 1999, the Government of Guyana "
    "notified the Secretary-General that it had decided to denounce the said Protocol with effect from 5 April 1999. On that same "
    "date, the Government of Guyana re-acceded to the Protocol with a reservation."
)
TRINIDAD = (
    "On 26 May 1998, the Government of Trinidad and Tobago informed the Secretary-General of its decision to denounce the Protocol "
    "with effect from 26 August 1998. On 26 August 1998, the Government of Trinidad and Tobago re-acceded to the Protocol. On 27 "
    "March 2000, the Government of Trinidad and Tobago informed the Secretary-General that it had decided to denounce the Protocol "
    "for the second time with effect from 27 June 2000."
)
JAMAICA = "On 23 October 1997, the Government of Jamaica notified the Secretary-General of its denunciation of the Protocol."
PERU = "On 4 March 2001, the Government of Peru deposited an instrument of withdrawal. On 5 May 2001, it decided to rescind, with immediate effect, its instrument of withdrawal."
STOOD = [
    ("GUY", "1998-01-01", "party"), ("GUY", "1999-03-01", "party"), ("GUY", "1999-05-01", "contracting"), ("GUY", "2000-04-05", "party"), ("GUY", "2026-02-03", "party"),
    ("TTO", "1998-08-25", "party"), ("TTO", "1999-09-01", "party"), ("TTO", "2000-06-27", "former"), ("TTO", "2026-02-03", "former"),
    ("JAM", "1997-10-22", "party"), ("JAM", "2026-02-03", "former"), ("PER", "2002-01-01", "party"),
]  # fmt: skip


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> object:
    """A page on which States denounced, came back while their notice ran, or took it back."""
    folder = tmp_path_factory.mktemp("left")
    rows: list[tuple[str, ...]] = [
        (f"Guyana{marks(1)}", "", "5 Jan 1999 a"),
        (f"Trinidad and Tobago{marks(2)}", "", "[14 Nov 1980 a]"),
        (f"Jamaica{marks(3)}", "[19 Dec 1966]", "[ 3 Oct 1975]"),
        (f"Peru{marks(4)}", "11 Aug 1977", "3 Oct 1980"),
    ]
    notes = {1: GUYANA, 2: TRINIDAD, 3: JAMAICA, 4: PERU}
    file = folder / "page.html"
    file.write_bytes(
        page(rows, stated=(1, 2), notes=notes, force_text="23 March 1976, in accordance with article 9.")
    )
    book = open_book(ledger=f"sqlite:///{folder / 'ledger.sqlite'}")
    book.import_files("untc", [file], at="2026-02-03T00:00:00+00:00")
    return book


@pytest.mark.parametrize(("party", "on", "expected"), STOOD)
def test_who_left_and_came_back(left: object, party: str, on: str, expected: str) -> None:
    status = left.status("mtdsg-XXX-4-b", on=on, party=party)  # type: ignore[attr-defined]
    assert status.parties[party].status == expected


def test_the_laws_counts_of_a_page_without_a_rule(left: object) -> None:
    counts = left.status("mtdsg-XXX-4-b", on="2026-02-03").counts  # type: ignore[attr-defined]
    assert (counts.signatories, counts.parties + counts.contracting) == (1, 2)


def test_a_page_that_says_not_yet_in_force(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(
        page(
            [("Chad", "5 May 1995", "1 Jul 2002")],
            stated=(1, 1),
            force="Not yet in force:",
            force_text="see article 9.",
        )
    )
    book = open_book(ledger=f"sqlite:///{tmp_path / 'own.sqlite'}")
    book.import_files("untc", [file], at="2026-02-03T00:00:00+00:00")
    assert str(book.status("mtdsg-XXX-4-b", on="2026-02-03").in_force) == "no"
    assert str(book.status("mtdsg-XXX-4-b", on="2026-02-04").in_force) == "unknown"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Notifications under Article 4 (3) (Derogations)", "declaration"),
        ("Declarations recognizing the competence of the Committee under article 41", "declaration"),
        ("Declarations and Reservations", "reservation"),
        ("Declarations", "reservation"),
    ],
)
def test_a_reservation_stands_only_where_reservations_stand(
    title: str, expected: str, tmp_path: Path
) -> None:
    words = "<p align='right'>13 April 2020</p>Article 12 shall not apply until further notice; Chad reserves its right."
    sections = section("Dec", title, "", {"Chad": words})
    found = read(page([("Chad", "", "1 Jul 2002")], stated=(0, 1), sections=sections), tmp_path)
    assert told(found, "deposit") == [("TCD", expected, "2020-04-13")]


def test_an_objection_to_two_states_at_once(tmp_path: Path) -> None:
    about = "With regard to the reservations made by Albania upon accession, and by Chad upon ratification:"
    sections = section("Obj", "Objections", "", {"Norway": dated("1 March 2003", about, "Norway objects.")})
    rows: list[tuple[str, ...]] = [
        ("Albania", "", "1 Jul 2002 a"),
        ("Chad", "", "1 Jul 2002"),
        ("Norway", "", "1 Jul 1999"),
    ]
    found = read(page(rows, stated=(0, 3), sections=sections), tmp_path)
    assert [a.to for a in found.statements if isinstance(a, Act) and a.act == "objection"] == [("ALB", "TCD")]


NAMES = ("Albania", "Bahamas (The)", "Côte d'Ivoire", "Iran (Islamic Republic of)", "Netherlands (Kingdom of the)", "State of Palestine",
         "Türkiye", "Viet Nam", "Holy See", "Cook Islands", "European Union", "Republic of Moldova", "Micronesia (Federated States of)")  # fmt: skip
LETTERS = {"": "Ratification", "a": "Accession(a)", "d": "Succession(d)", "A": "Acceptance(A)", "AA": "Approval(AA)",
           "c": "Formal confirmation(c)", "P": "Participation(P)", "s": "Definitive signature(s)"}  # fmt: skip


@st.composite
def pages(draw: st.DrawFn) -> tuple[bytes, int, int, int]:
    """A page with columns in any order and every mark; how many signed, are bound, and left by brackets."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    letters = draw(st.permutations(list(LETTERS)))
    signs_last = draw(st.booleans())
    rows, signed, bound, gone = [], 0, 0, 0
    for number, name in enumerate(sorted(names), start=1):
        signature = draw(st.sampled_from(["", "3 Mar 1994", " 4 Apr 1995 d"]))
        letter, act = draw(st.sampled_from(list(LETTERS))), draw(st.booleans())
        withdrawn = act and draw(st.booleans())
        cell = f"{draw(st.integers(1, 28))} Jun 1999 {letter}".strip() if act else ""
        left = f"[{cell}]" if withdrawn else cell
        hung = draw(st.sampled_from(["", marks(1), f"<sup>{number}</sup>", str(number)]))
        rows.append((name + hung, left, signature) if signs_last else (name + hung, signature, left))
        signed += bool(signature)
        bound += act and not withdrawn
        gone += withdrawn
    binding = ", ".join(LETTERS[letter] for letter in letters)
    head = ("Participant", "Signature, Succession to signature(d)", binding)
    header = (head[0], head[2], head[1]) if signs_last else head
    notes = dict.fromkeys(range(1, len(rows) + 1), "See note 1.")
    return page(rows, header=header, stated=(signed, bound), notes=notes), signed, bound, gone


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=pages())
def test_any_page_is_counted_as_it_says(made: tuple[bytes, int, int, int], tmp_path: Path) -> None:
    content, signed, bound, gone = made
    found = read(content, tmp_path)
    assert count(found.statements, "2026-02-03").parties == bound
    acts = [a for a in found.statements if isinstance(a, Act)]
    assert sum(a.act == "termination" for a in acts) == gone
    assert sum(a.act == "signature" and "definitive" not in (a.note or "") for a in acts) == signed
    assert not found.skipped
