# ruff: noqa: E501 (footnotes and tables stand as they are printed)
"""Status pages of the UN Treaty Collection: what each mark means, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedera.errors import FoederaError
from foedera.exchange import Imported, importer
from foedera.exchange.base import Limits, stated
from foedera.exchange.untc.count import Total, count
from foedera.model import Act

from .pages import dated, marks, page, plain, section


def read(content: bytes, tmp_path: Path, **options: object) -> Imported:
    file = tmp_path / "page.html"
    file.write_bytes(content)
    return importer("untc").read(file, **options)  # type: ignore[arg-type]


def acts(found: Imported, party: str, *kinds: str) -> list[Act]:
    return [
        a
        for a in found.statements
        if isinstance(a, Act) and party in a.parties and (not kinds or a.act in kinds)
    ]


def test_every_mark_of_a_page(tmp_path: Path) -> None:
    found = read(plain(), tmp_path)
    rows = {
        ("ALB", "signature", "1995-05-05"), ("ALB", "deposit", "1996-06-12"), ("BHS", "accession", "2005-02-04"),
        ("KHM", "acceptance", "1999-07-01"), ("SWZ", "accession", "2001-08-03"), ("MNE", "signature", "2006-10-23"),
        ("MNE", "succession", "2006-10-23"), ("CSHH", "signature", "1991-04-10"), ("CSHH", "deposit", "1992-08-31"),
        ("CZE", "succession", "1993-02-22"), ("EU", "approval", "1999-09-09"), ("NOR", "signature", "1995-05-08"),
    }  # fmt: skip
    assert rows <= {(p, a.act, a.date) for a in found.statements if isinstance(a, Act) for p in a.parties}
    (left,) = acts(found, "KHM", "denunciation")
    assert (left.date, left.effective) == ("2020-06-27", "2020-12-27")
    assert not acts(found, "KHM", "signature_withdrawal", "termination")
    assert found.skipped == ()


def test_identity_of_the_treaty_and_what_the_page_states(tmp_path: Path) -> None:
    found = read(plain(), tmp_path)
    (record,) = found.treaties
    assert (record.id, record.title["en"]) == ("mtdsg-XXX-4-b", "Protocol on the Lending of Telescopes")
    assert (record.done.date, record.done.place, record.identifiers["unts"]) == (
        "1995-05-05",
        "Lisbon",
        "99123",
    )
    (point,) = found.checkpoints["mtdsg-XXX-4-b"]
    assert (point.signatories, point.parties, point.entry_into_force, point.as_of) == (
        4,
        6,
        "1999-07-01",
        "2026-02-03",
    )
    assert found.complete == {"mtdsg-XXX-4-b": "2026-02-03"}
    assert found.sources[0].published == "2026-02-03" and found.sources[0].kind == "depositary"
    assert stated(found.sources[0])["mtdsg-XXX-4-b"].parties == 6


def test_the_register_finds_its_treaty_and_another_one_is_refused(tmp_path: Path) -> None:
    known = {("mtdsg", "XXX-4-b"): "telescopes-1995"}
    found = read(plain(), tmp_path, lookup=lambda kind, number: known.get((kind, number)))
    assert found.treaties == () and found.treaty_ids == ("telescopes-1995",)
    with pytest.raises(FoederaError, match="is about XXX-4-b, which is telescopes-1995, not ctbt-1996"):
        read(plain(), tmp_path, treaty="ctbt-1996", lookup=lambda kind, number: known.get((kind, number)))


def test_importing_twice_gives_the_same_statements(tmp_path: Path) -> None:
    assert read(plain(), tmp_path) == read(plain(), tmp_path)


def test_reservations_and_objections(tmp_path: Path) -> None:
    found = read(plain(), tmp_path)
    (reservation,) = acts(found, "ALB", "reservation")
    assert (reservation.date, reservation.date_text, reservation.articles) == (
        "1996-06-12", "upon consent to be bound", ("7",))  # fmt: skip
    (declaration,) = acts(found, "NOR", "declaration")
    assert (declaration.date, declaration.date_text) == ("1995-05-08", "upon signature")
    (simple,) = acts(found, "NOR", "objection")
    assert (simple.date, simple.to, simple.qualified) == ("1997-03-01", ("ALB",), False)
    (full,) = acts(found, "EU", "objection")
    assert (full.date, full.to, full.qualified) == ("2000-03-02", ("ALB",), True)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("22 Mar 1956", [("deposit", "1956-03-22")]),
        ("22 Mar 1956 a", [("accession", "1956-03-22")]),
        ("22 Mar 1956 d", [("succession", "1956-03-22")]),
        ("22 Mar 1956 A", [("acceptance", "1956-03-22")]),
        ("22 Mar 1956 AA", [("approval", "1956-03-22")]),
        ("22 Mar 1956 P", [("notification", "1956-03-22")]),
        ("22 Mar 1956 c", [("deposit", "1956-03-22")]),
        ("22 Mar 1956 s", [("signature", "1956-03-22")]),
        ("[22 Mar 1956 a] 1 Apr 1980 a", [("accession", "1956-03-22"), ("accession", "1980-04-01")]),
    ],
)
def test_letters(cell: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    found = read(page([("Chad", "", cell), ("Norway", "5 May 1995", "")], stated=(1, 1)), tmp_path)
    told = [(a.act, a.date) for a in acts(found, "TCD") if a.act != "termination"]
    assert told == expected
    assert count(found.statements, "2026-02-03") == Total(1, 1)


@pytest.mark.parametrize(
    ("cell", "note", "expected"),
    [
        (
            "[ 1 Jul 2002 ]",
            "On 15 December 2011, the Government of Chad notified the Secretary-General that it had decided to "
            "withdraw from the Protocol. The action became effective for Chad on 15 December 2012 in accordance with "
            "article 27 (2).",
            [("denunciation", "2011-12-15", "2012-12-15")],
        ),
        (
            "[ 1 Jul 2002 ]",
            "In a communication received on 27 October 2016, the Government of Chad notified the Secretary-General of its "
            "decision to withdraw from the Statute with effect from 27 October 2017.",
            [("denunciation", "2016-10-27", "2017-10-27")],
        ),
        (
            "1 Jul 2002",
            "On 10 November 2016, the Government of Chad deposited a notification of withdrawal. On 10 February 2017, "
            "the Government of Chad notified the Secretary-General of its decision to rescind its notification of "
            "withdrawal.",
            [("denunciation", "2016-11-10", None), ("denunciation_revocation", "2017-02-10", None)],
        ),
        (
            "1 Jul 2002",
            "On 3 November 2023, the Government of Chad withdrew its instrument of ratification.",
            [("consent_withdrawal", "2023-11-03", None)],
        ),
        (
            "1 Jul 2002",
            "On 25 August 1997, the Secretary-General received from the Government of Chad a notification of "
            "withdrawal from the Covenant. As the Covenant does not contain a withdrawal provision, a withdrawal "
            "would not appear possible unless all parties agree.",
            [("denunciation", "1997-08-25", None)],
        ),
        (
            "1 Jul 2002",
            "On 24 June 1992, the Government of Chad notified the Secretary-General of its decision to withdraw the "
            "reservation to article 29 (1) made upon ratification.",
            [("reservation_withdrawal", "1992-06-24", None)],
        ),
        (
            "1 Jul 2002",
            "On 17 July 2025, the Government of Chad informed the Secretary-General of its decision to suspend the "
            "operation of the Protocol.",
            [("suspension", "2025-07-17", None)],
        ),
        ("[ 1 Jul 2002 ]", "See note 1 under Chad.", [("termination", "2002-07-01/2026-02-03", None)]),
    ],
)  # fmt: skip
def test_footnotes_on_leaving(
    cell: str, note: str, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    bound = 0 if "[" in cell else 1
    found = read(
        page(
            [(f"Chad{marks(1)}", "", cell), ("Norway", "5 May 1995", "")], stated=(1, bound), notes={1: note}
        ),
        tmp_path,
    )
    told = [(a.act, a.date, a.effective) for a in acts(found, "TCD") if a.act != "deposit"]
    assert told == expected


def test_a_withdrawal_that_the_treaty_does_not_allow_is_disputed(tmp_path: Path) -> None:
    note = ("On 25 August 1997, the Secretary-General received from the Government of Chad a notification of withdrawal "
            "from the Covenant. The Covenant does not contain a withdrawal provision.")  # fmt: skip
    found = read(page([(f"Chad{marks(1)}", "", "1 Jul 1982 a")], stated=(0, 1), notes={1: note}), tmp_path)
    (left,) = acts(found, "TCD", "denunciation")
    assert left.disputed_by == ("UN",)


def test_words_of_a_communication_are_no_acts(tmp_path: Path) -> None:
    note = ("In a communication received on 18 July 2019, the Government of Chad informed the Secretary-General: “Chad does not "
            "intend to become a party to the treaty. Accordingly, it has no obligations arising from its signature on "
            "25 September 2013.”")  # fmt: skip
    found = read(page([(f"Chad{marks(1)}", "25 Sep 2013", "")], stated=(1, 0), notes={1: note}), tmp_path)
    (said,) = acts(found, "TCD", "declaration")
    assert (said.date, said.note) == ("2019-07-18", "intention not to become a party")
    assert not acts(found, "TCD", "signature_withdrawal")


def test_a_formality_effected_by_a_predecessor(tmp_path: Path) -> None:
    note = "The formality was effected by Democratic Yemen. See also note 1 under Yemen."
    found = read(page([(f"Yemen{marks(1)}", "", "30 May 1984 a")], stated=(0, 1), notes={1: note}), tmp_path)
    assert [(a.act, a.date, a.role) for a in acts(found, "YDYE")] == [
        ("accession", "1984-05-30", "background")
    ]
    assert [(a.act, a.date) for a in acts(found, "YEM")] == [("succession", "1984-05-30")]


def test_acts_of_a_government_no_longer_recognized(tmp_path: Path) -> None:
    note = ("The Protocol had previously been signed and ratified on behalf of the Republic of China on 31 March 1966 and "
            "10 December 1970, respectively.")  # fmt: skip
    found = read(page([(f"China{marks(1)}", "", "29 Dec 1981 a")], stated=(0, 1), notes={1: note}), tmp_path)
    assert [(a.act, a.date) for a in acts(found, "TWN")] == [
        ("signature", "1966-03-31"), ("deposit", "1970-12-10"), ("termination", "1970-12-10/2026-02-03")]  # fmt: skip


def test_provisional_application_by_a_name_alone(tmp_path: Path) -> None:
    found = read(
        page(
            [("Austria", "5 May 1995", "1 Jul 1998")],
            stated=(1, 1),
            sections=section("DecArt", "Declarations made under article 18 (1)", "(Declaration of provisional application)",
                             {"Austria": ""}),
        ),
        tmp_path,
    )  # fmt: skip
    assert [(a.date, a.date_text) for a in acts(found, "AUT", "provisional_application")] == [
        ("1998-07-01", "upon consent")]  # fmt: skip


def test_an_unknown_participant_is_named_not_guessed(tmp_path: Path) -> None:
    found = read(
        page([("Atlantis", "", "1 Jul 2002 a"), ("Chad", "", "1 Jul 2002 a")], stated=(0, 2)), tmp_path
    )
    assert [s.why for s in found.skipped] == ["no state or organization is called 'Atlantis'"]
    assert found.complete == {}


def test_an_objection_without_an_understood_addressee_is_skipped(tmp_path: Path) -> None:
    about = "With regard to the reservation made by Utopia upon accession:"
    found = read(
        page([("Chad", "", "1 Jul 2002 a")], stated=(0, 1),
             sections=section("Obj", "Objections", "", {"Chad": dated("1 March 2003", about, "Chad objects.")})),
        tmp_path,
    )  # fmt: skip
    assert not acts(found, "TCD", "objection")
    assert "addressee is not understood" in found.skipped[0].why


ROWS = [("Chad", "5 May 1995", "1 Jul 2002"), (f"Norway{marks(1)}", "", "3 Jul 2003 a")]
NOTE = {1: "See note 1."}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 400, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"Chad signed it.", "not HTML"),
        (b"<html><title>Error</title><body><h1>Runtime Error</h1></body></html>", "error page"),
        (b"<html><title>404</title><body>The page was not found.</body></html>", "error page"),
        (b"<html><title>News</title><body><p>A treaty was signed.</p></body></html>", "another web page"),
        (page(ROWS, stated=(1, 2), notes=NOTE, as_at="Updated recently"), "Status as at"),
        (page(ROWS, stated=(1, 2), notes=NOTE, as_at="STATUS AS AT : 31-02-2026"), "Status as at"),
        (page(ROWS, stated=(None, None), notes=NOTE), "no totals"),
        (page(ROWS, stated=(1, 3), notes=NOTE), "states 3 parties and lists 2"),
        (page(ROWS, stated=(2, 2), notes=NOTE), "states 2 signatories and lists 1"),
        (page(ROWS, stated=(1, 2), notes=NOTE, tail=""), "cut off"),
        (page(ROWS, stated=(1, 2)), "footnote 1 is referred to but not there"),
        (page([], stated=(0, 0)), "no rows"),
        (page([("Chad", "5 May 1995")], stated=(1, 0)), "2 cells where the heading has 3"),
        (page([("Chad", "5 May 1995", "31 Feb 2002")], stated=(1, 1)), "not a day of the calendar"),
        (page([("Chad", "5 May 1995", "in due course")], stated=(1, 1)), "is not a date"),
        (page([("Chad", "5 May 1995", "1 Jul 2002 zz")], stated=(1, 1)), "heading"),
        (page(ROWS, stated=(1, 2), notes=NOTE, header=("Participant", "Signature", "Flag")), "column 'Flag' is not understood"),
        (page(ROWS, stated=(1, 2), notes=NOTE, header=("Country", "Colour", "Flag")), "without a table of participants"),
        (page(ROWS, stated=(1, 2), notes=NOTE, number="none", title="Telescopes"), "which treaty"),
    ],
)  # fmt: skip
def test_what_is_refused(content: bytes, words: str, tmp_path: Path) -> None:
    with pytest.raises(FoederaError, match=words) as refused:
        read(content, tmp_path)
    assert "page.html" in str(refused.value) and "\n" not in str(refused.value)


def test_more_rows_than_stated_is_a_finding(tmp_path: Path) -> None:
    found = read(page(ROWS, stated=(1, 1), notes=NOTE), tmp_path)
    assert [n.what for n in found.notices] == ["the page states 1 parties but lists 2"]


def test_many_more_rows_than_stated_is_another_layout(tmp_path: Path) -> None:
    names = ("Chad", "Norway", "Togo", "Mali", "Peru", "Cuba")
    rows: list[tuple[str, ...]] = [(name, "5 May 1995", "1 Jul 2002") for name in names]
    with pytest.raises(FoederaError, match="states 1 signatories and lists 6"):
        read(page(rows, stated=(1, 6)), tmp_path)


def test_entities_and_size(tmp_path: Path) -> None:
    bomb = (b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<html><body>&b;&x;</body></html>")  # fmt: skip
    with pytest.raises(FoederaError, match="not a status page") as refused:
        read(bomb, tmp_path)
    assert "root:" not in str(refused.value)
    with pytest.raises(FoederaError, match="more than the 1,000 that are read"):
        read(plain(), tmp_path, limits=Limits(size=1000))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_bent_page_is_read_or_refused_never_a_crash(data: st.DataObject, tmp_path: Path) -> None:
    content = bytearray(plain())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        length = data.draw(st.integers(0, 200))
        content[at : at + length] = data.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from([b"<td>", b"</tr>", b"<table>", b"[", b"]", b"99 Jan 0000", b"&#x1F;"]),
            )
        )
    try:
        found = read(bytes(content), tmp_path)
    except FoederaError as refused:
        assert refused.what
    else:
        assert all(a.id and a.source for a in found.statements)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 0.999))
def test_a_page_cut_anywhere_is_refused(share: float, tmp_path: Path) -> None:
    whole = plain()
    with pytest.raises(FoederaError):
        read(whole[: int(whole.rindex(b"</html>") * share)], tmp_path)


def test_the_totals_of_twelve_real_pages(shared_data: Path) -> None:
    with (shared_data / "untc" / "stated.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    differ = {}
    for row in rows:
        found = importer("untc").read(shared_data / "untc" / f"{row['treaty']}.html")
        counted = count(found.statements, "2026-02-03")
        if counted != (int(row["signatories_stated"]), int(row["parties_stated"])):
            differ[row["treaty"]] = counted
        assert not [s for s in found.skipped if "row '" in s.where]
    assert len(rows) == 12 and differ == {}


def test_a_state_that_left_and_came_back(tmp_path: Path) -> None:
    note = ("On 4 November 2019, the Government of the United States of America notified the Secretary-General of its decision "
            "to withdraw from the Agreement which took effect on 4 November 2020. Subsequently, on 20 January 2021 the "
            "United States of America accepted the Agreement. On 27 January 2025, the Government of the United States of "
            "America notified the Secretary-General of its decision to withdraw from the Agreement. The withdrawal "
            "took effect on 27 January 2026.")  # fmt: skip
    rows: list[tuple[str, ...]] = [
        (f"United States of America{marks(1)}", "22 Apr 2016", "[ 3 Sep 2016 A] [20 Jan 2021 A]"),
        ("Chad", "22 Apr 2016", "12 Jan 2017"),
    ]
    found = read(page(rows, stated=(2, 1), notes={1: note}), tmp_path)
    told = [(a.act, a.date, a.effective) for a in acts(found, "USA") if a.act != "signature"]
    assert told == [
        ("acceptance", "2016-09-03", None),
        ("acceptance", "2021-01-20", None),
        ("denunciation", "2019-11-04", "2020-11-04"),
        ("denunciation", "2025-01-27", "2026-01-27"),
    ]
    assert [
        count(found.statements, on).parties for on in ("2020-01-01", "2020-12-01", "2021-02-01", "2026-02-03")
    ] == [
        2,
        1,
        2,
        1,
    ]
