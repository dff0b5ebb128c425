"""What the checker says of faulty records: the file, the line, the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedera.errors import FoederaError
from foedera.register import SHIPPED, Register, check, load

HEAD = "id: a-b-2001\ntitle: {en: A treaty}\ndone: {date: 2001-05-01}\ncheckpoint: {parties: 2}\n"
"""Four lines without a fault."""


def faults(tmp_path: Path, body: str, csv: str | None = None) -> list[str]:
    (tmp_path / "a-b-2001.yml").write_text(HEAD + body, encoding="utf-8")
    if csv is not None:
        (tmp_path / "a-b-2001.csv").write_text(csv, encoding="utf-8")
    return [f"{Path(f.file).name}:{f.line}: {f.what}; {f.hint}" for f in check([tmp_path])]


def test_a_good_record_has_none(tmp_path: Path) -> None:
    assert faults(tmp_path, "form: bilateral\nnegotiating: [FRA, DEU]\n") == []


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("withdrawl: {notice: {years: 1}}\n", 5, "'withdrawl' in the record; did you mean 'withdrawal'"),
        ("withdrawal:\n  notice: {year: 1}\n", 6, "unknown key 'year' in notice; did you mean 'years'"),
        ("withdrawal: {notice: 12}\n", 5, "'notice' must be a mapping, not '12'"),
        ("withdrawal: {notice: {}}\n", 5, "'notice' names no time"),
        ("withdrawal: never\n", 5, "'withdrawal' must be none or a mapping"),
        ("withdrawal: {earliest: {from: party}}\n", 5, "'earliest' names no time"),
        ("nature: traety\n", 5, "'nature' cannot be 'traety'; did you mean 'treaty'"),
        ("title: {en: Again}\n", 5, "the key 'title' stands twice (first in line 2)"),
        ("opened: 2024-02-30\n", 5, "'2024-02-30' is not a date"),
        ("opened: 19 June 2024\n", 5, "is not a date"),
        ("negotiating: [FRA, Ruritania]\n", 5, "Ruritania"),
        ("form: bilateral\nnegotiating: [FRA]\n", 6, "two negotiating"),
        ("reservations: maybe\n", 5, "'reservations' cannot be 'maybe'"),
        ("minimum_parties: two\n", 5, "'minimum_parties' must be a whole number"),
        ("aliases: {english: [Pact]}\n", 5, "'english' is no language code"),
        ("entry_into_force: {when: exchanges}\n", 5, "did you mean 'exchange'"),
        ("entry_into_force: {when: exchange}\n", 5, "states that are not named"),
        ("entry_into_force: {when: {consent: 5}}\n", 5, "condition 'consent'; did you mean 'consents'"),
        ("entry_into_force: {when: {consents: 0}}\n", 5, "at least 1"),
        ("entry_into_force: {when: {consents: 50, not_before: 1999}}\n", 5, "join them with all: […] or any"),
        ("entry_into_force: {when: {all: []}}\n", 5, "'all' must be a list of conditions"),
        ("entry_into_force: {when: {states: {at_least: 3, of: [FRA, DEU]}}}\n", 5, "3 of 2 states can never"),
        ("entry_into_force: {when: {states: {at_least: 3}}}\n", 5, "'states' is incomplete"),
        ("entry_into_force: {when: {share: {at_least: 55, of: t}}}\n", 5, "write 0.55 for 55 %"),
        ("entry_into_force: {when: {share: {at_least: 0.5, of: t}}}\n", 5, "the list 't' is not defined"),
        ("entry_into_force: {when: {states: {at_least: 3, of: t}}}\ntables: {t: [FRA, DEU]}\n", 5, "3 of 2"),
        ("form: bilateral\nentry_into_force: {when: {consents: 3}}\n", 6, "3 consents to a bilateral"),
        ("entry_into_force: {when: {in_force: no-such-1900}}\n", 5, "'no-such-1900', which has no record"),
        ("entry_into_force: {after: {weeks: 2}}\n", 5, "unknown key 'weeks'"),
        ("entry_into_force: {after: {first_of_month: 6, days: 1}}\n", 5, "'after' is no delay"),
        ("entry_into_force: {after: {days: 1}, effect: at_once}\n", 5, "'effect' and 'after'"),
        ("terminates: [no-such-1900]\n", 5, "terminates names 'no-such-1900', which has no record"),
        ("terminates: [a-b-2001]\n", 5, "names the treaty itself"),
        ("duration: forever\n", 5, "must be indefinite or a mapping"),
        ("duration: {renewal: {years: 5}}\n", 5, "nothing to renew"),
        ("duration: {years: 5, until: 2006}\n", 5, "both a length and an end"),
        ("obligations:\n  - {article: 4}\n", 6, "the obligation has no 'type'"),
        ("obligations:\n  - {type: defence}\n", 6, "did you mean 'defense'"),
        ("obligations:\n  - {type: defense, firmness: 9}\n", 6, "'firmness' cannot be '9'"),
        ("sources: {s1: {kind: rumour}}\n", 5, "'kind' cannot be 'rumour'"),
        ("tables: {t: [FRA, France]}\n", 5, "holds FRA twice"),
        ("tables: {t: {FRA: heavy}}\n", 5, "must be a number"),
        ("participation: most\n", 5, "'participation' cannot be 'most'"),
        ("acts:\n  - {party: FRA, act: deposit, date: 2002}\n", 6, "the deposit has no source"),
        ("acts:\n  - {party: FRA, act: depositing, date: 2002}\n", 6, "did you mean 'deposit'"),
        ("acts:\n  - {party: FRA, act: deposit, sources: [s9]}\n", 6, "the source 's9' is not defined"),
        ("acts:\n  - {act: deposit, date: 2002}\n", 6, "the deposit names no party"),
        ("acts:\n  - {act: termination, date: 2009}\n", 6, "the termination is of nobody"),
        ("acts:\n  - {parties: [FRA, FRA], act: deposit}\n", 6, "names a party twice"),
        ("acts:\n  - {party: FRA, act: ratification, step: international, organ: court}\n", 6, "bind"),
        ("acts:\n  - {party: FRA, act: deposit, date: 1999-01-01}\n", 6, "comes before the treaty was done"),
        ("acts: {party: FRA}\n", 5, "'acts' must be a list"),
        ("note: &n x\n", 5, "an anchor or alias"),
        ("note: !!python/object/apply:os.getcwd []\n", 5, "a YAML tag"),
        ("note: 'open\n", 6, "not YAML"),
        ("note: " + "[" * 60 + "]" * 60 + "\n", 5, "nested more than"),
        ("note: x\n---\nid: y\n", 6, "a second document"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(tmp_path: Path, body: str, line: int, words: str) -> None:
    found = faults(tmp_path, body)
    assert any(f.startswith(f"a-b-2001.yml:{line}:") and words in f for f in found), found


@pytest.mark.parametrize(
    ("csv", "line", "words"),
    [
        ("", 1, "the file is empty"),
        ("party,act\n", 1, "no column 'date'"),
        ("party,act,date,plaze\n", 1, "unknown column 'plaze'; did you mean 'place'"),
        ("party,act,date,act\n", 1, "the column 'act' stands twice"),
        ("party,act,date\nFRA,deposit,2002-13-01\n", 2, "'2002-13-01' is not a date"),
        ("party,act,date\nFRA,deposit,2002-01-01,x\n", 2, "4 cells under 3 columns"),
        ("party,act,date\nFRA,ratify,2002-01-01\n", 2, "'act' cannot be 'ratify'"),
        ("party,act,date\n\nRuritania,deposit,2002-01-01\n", 3, "Ruritania"),
        ("party,act,date\nFRA,,2002-01-01\n", 2, "names no act"),
        ('party,act,date\nFRA,deposit,"2002\n', 2, "not CSV"),
        ("party,act,date,source\nFRA,deposit,2002,s1\n", 2, "the source 's1' is not defined"),
        ("party,act,date\nFRA,deposit,2002\nFRA,deposit,2002\n", 3, "the same deposit stands in a-b-2001"),
    ],
)  # fmt: skip
def test_a_fault_of_the_csv_is_named_with_its_line(tmp_path: Path, csv: str, line: int, words: str) -> None:
    found = faults(tmp_path, "note: x\n", csv)
    assert any(f.startswith(f"a-b-2001.csv:{line}:") and words in f for f in found), found


def test_every_fault_is_told_and_loading_stops_at_the_first(tmp_path: Path) -> None:
    body = "withdrawl: none\nopened: 2001-02-31\nnature: pact\nacts:\n  - {party: FRA, act: deposits}\n"
    found = faults(tmp_path, body, "party,act,date\nFRA,deposit,yesterday\n")
    assert [f.split(":")[1] for f in found if f.startswith("a-b-2001.yml")] == ["5", "6", "7", "9"]
    assert any(f.startswith("a-b-2001.csv:2:") for f in found)
    with pytest.raises(FoederaError, match=r"a-b-2001\.yml:5: unknown key 'withdrawl'"):
        load(tmp_path / "a-b-2001.yml")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x-1.yml", b"", "x-1.yml:1: the file is empty"),
        ("x-1.yml", b"- a\n", "must be a mapping"),
        ("x-1.yml", b"id: x-2\n", "differs from the file's name"),
        ("x-1.yml", b"title: {en: T}\n", "has no 'id'"),
        ("x-1.yml", "id: x-1\ntitle: {en: Café}\n".encode("latin-1"), "x-1.yml:2: not UTF-8"),
        ("x-1.yml", b"id: x-1\nnote: \x00\n", "not YAML"),
        ("x-1.yml", b"id: x-1\nnote: " + b"x" * 9_000_000, "bytes, more than"),
        ("X_1.yml", b"id: X_1\n", "is no id"),
    ],
)
def test_a_file_that_is_no_record(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FoederaError) as fault:
        load(tmp_path / name)
    assert words in str(fault.value)
    assert any(words in f"{f.file}:{f.line}: {f.what}" for f in check([tmp_path]))


def test_the_house_rules(tmp_path: Path) -> None:
    (tmp_path / "x-1.yml").write_text("id: x-1\n")
    (tmp_path / "y-1.csv").write_text("party,act,date\n")
    assert [(Path(f.file).name, f.what) for f in check([tmp_path])] == [
        ("x-1.yml", "the record has no checkpoint"),
        ("x-1.yml", "the record has no title"),
        ("y-1.csv", "acts without a record"),
    ]


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.write_text("x"), lambda p: p.mkdir()])
def test_a_folder_that_holds_no_records(tmp_path: Path, make: object) -> None:
    folder = tmp_path / "records"
    make(folder)  # type: ignore[operator]
    with pytest.raises(FoederaError, match="records"):
        check([folder])


def test_a_shipped_record_that_will_not_load_would_be_named() -> None:
    assert [treaty.id for treaty in Register().all()] == sorted(p.stem for p in SHIPPED.glob("*.yml"))
