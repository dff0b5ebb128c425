"""``foedera import atop``: records, acts, conditions and guarantees."""

from __future__ import annotations

from pathlib import Path

import pytest

import foedera.exchange.atop as atop
from foedera.errors import FoederaError, UsageError
from foedera.exchange import Imported, importer

SAMPLE = Path(atop.__file__).with_name("sample.csv")


@pytest.fixture(scope="module")
def sample() -> Imported:
    return importer("atop").read(SAMPLE)


def test_one_record_for_each_alliance(sample: Imported) -> None:
    assert sample.treaty_ids == ("atop-9001", "atop-9002")
    first, second = sample.treaties
    assert first.form == "multilateral" and second.form == "bilateral"
    assert first.identifiers == {"atop": "9001"}


def test_entries_exits_and_re_entries_are_acts(sample: Imported) -> None:
    acts = {(s.act, s.date): s.parties for s in sample.statements if s.treaty == "atop-9001"}
    assert acts == {
        ("signature", "1900-03-01"): ("GBR", "FRA"),
        ("accession", "1902-05"): ("ITA",),
        ("termination", "1908-01-01"): ("ITA",),
        ("accession", "1909-02-03"): ("ITA",),
        ("termination", "1910-08"): ("GBR", "FRA", "ITA"),
    }


def test_an_open_membership_has_no_exit(sample: Imported) -> None:
    assert [s.act for s in sample.statements if s.treaty == "atop-9002"] == ["signature"]


def test_obligations_keep_holders_conditions_and_phase(sample: Imported) -> None:
    defense = next(o for o in sample.treaties[0].obligations if o.type == "defense")
    assert defense.holders == ("GBR", "FRA")
    assert defense.requires == ("named_adversary",)
    assert (defense.since, defense.until) == ("1900-03-01", "1904-06-30")


def test_a_one_sided_pledge_has_one_holder(sample: Imported) -> None:
    (only,) = sample.treaties[1].obligations
    assert (only.type, only.holders) == ("defense", ("USA",))


def test_importing_twice_gives_the_same_statements(sample: Imported) -> None:
    again = importer("atop").read(SAMPLE)
    assert [s.id for s in again.statements] == [s.id for s in sample.statements]
    assert again.sources == sample.sources


def test_a_treaty_of_the_register_gets_a_checkpoint_instead_of_acts() -> None:
    found = importer("atop").read(
        SAMPLE, lookup=lambda kind, number: "cuba-1910" if number == "9002" else None
    )
    assert {s.treaty for s in found.statements} == {"atop-9001"}
    (checkpoint,) = found.checkpoints["cuba-1910"]
    assert (checkpoint.entry_into_force, checkpoint.until) == ("1910-01-01", None)
    assert any("cuba-1910" in notice.what for notice in found.notices)


def test_a_treaty_option_is_refused() -> None:
    with pytest.raises(UsageError, match="names its alliances"):
        importer("atop").read(SAMPLE, treaty="x")


def test_alliance_level_gives_checkpoints(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    head = "atopid,begyr,begmo,begday,endyr,endmo,endday,mem1,mem2,version\n"
    file.write_text(head + "9001,1900,3,1,1910,8,,200,220,5.1\n9002,1910,1,1,0,0,0,2,40,5.1\n")
    found = importer("atop").read(file)
    assert not found.statements and not found.treaties
    (first,) = found.checkpoints["atop-9001"]
    assert (first.entry_into_force, first.until) == ("1900-03-01", "1910-08")
    assert found.checkpoints["atop-9002"][0].until is None


def test_alliance_level_that_ends_before_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    head = "atopid,begyr,begmo,begday,endyr,endmo,endday,mem1,mem2,version\n"
    file.write_text(head + "9001,1900,3,1,1899,8,1,200,220,5.1\n")
    with pytest.raises(FoederaError, match=r"a\.csv:2: .*ends before it begins"):
        importer("atop").read(file)


def test_every_guarantee_names_source_and_reason() -> None:
    from foedera import states

    numbers = [record.alliance for record in atop.guarantee_records()]
    assert numbers == sorted(set(numbers))
    known = {state.id for state in states.all_states()}
    for record in atop.guarantee_records():
        assert record.source and record.reason and record.pledges
        for pledge in record.pledges:
            assert {*pledge.holders, *pledge.to} <= known
            assert not set(pledge.holders) & set(pledge.to) or len(pledge.holders) > 1


def test_locarno_holds_nothing_owed_by_germany_in_defense(shared_data: Path) -> None:
    found = importer("atop").read(shared_data / "atop51/atop5_1m.csv")
    locarno = next(t for t in found.treaties if t.id == "atop-2130")
    defense = {h: o.beneficiaries for o in locarno.obligations if o.type == "defense" for h in o.holders}
    assert defense == {
        "GBR": ("BEL", "FRA", "DEU"),
        "ITA": ("BEL", "FRA", "DEU"),
        "BEL": ("FRA", "DEU"),
        "FRA": ("BEL", "DEU"),
    }


def test_a_state_under_a_new_number_has_not_left(shared_data: Path) -> None:
    found = importer("atop").read(shared_data / "atop51/atop5_1m.csv")
    nato = [(s.act, s.date) for s in found.statements if s.treaty == "atop-3180" and "DEU" in s.parties]
    assert nato == [("accession", "1954-10-23")]


def test_the_law_engine_has_each_member_bound_on_its_days(shared_data: Path, tmp_path: Path) -> None:
    """Imported acts, run through the law, give back the memberships of 1887 to 1895, day by day."""
    import foedera
    from foedera.dates import Answer

    book = foedera.open(ledger=f"sqlite:///{tmp_path / 'l.sqlite'}")
    book.import_files("atop", [shared_data / "atop51/atop5_1m.csv"], at="2026-01-01T00:00:00+00:00")
    for day, bound in (
        ("1887-05-03", set()),
        ("1887-05-04", {"ESP", "ITA"}),
        ("1887-05-21", {"ESP", "ITA", "DEU", "AUH"}),
        ("1895-05-03", {"ESP", "ITA", "DEU", "AUH"}),
        ("1895-05-04", set()),
    ):
        status = book.status("atop-1365", on=day)
        assert {p for p, s in status.parties.items() if s.in_force is Answer.YES} == bound, day


def test_the_whole_member_level(shared_data: Path) -> None:
    found = importer("atop").read(shared_data / "atop51/atop5_1m.csv")
    assert len(found.treaties) == 789
    dates = {s.date for s in found.statements if s.treaty == "atop-1120"}
    assert dates == {"1847-05-21", "1847-08"}  # the file has no day of the end
