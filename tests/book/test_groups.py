"""The same statement in several reports: what is one group, who counts as a voice, which differences stay."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import foedera
from foedera.book.groups import groups
from foedera.model import Act, Claim, Credit, Quantity, Response, Source, seal, seal_source
from foedera.reader import Reading


def report(
    language: str, published: str, *statements: Any, agency: str | None = None, publisher: str = ""
) -> Reading:
    """A report with these statements; ``agency``: whom it quotes as its own source."""
    credits = (Credit(role="agency", name=agency),) if agency else ()
    text = f"{language} {published} {agency} {publisher}"
    source = seal_source(
        Source(
            language=language, published=published, credits=credits, publisher=publisher or None, title=text
        )
    )
    made = tuple(seal(s.__class__(**{**_fields(s), "source": source.id})) for s in statements)
    return Reading(source, made, "")


def _fields(statement: Any) -> dict[str, Any]:
    return {name: getattr(statement, name) for name in statement.__struct_fields__ if name != "id"}


def act(kind: str, parties: tuple[str, ...], date: str | None, **more: Any) -> Act:
    return Act(act=kind, parties=parties, date=date, quote=f"{kind} {date}", **{"treaty": "t", **more})  # type: ignore[arg-type]


DECREE = {"step": "domestic", "organ": "head_of_state"}


def test_two_reports_of_one_decree_with_two_days_are_one_group_with_a_difference() -> None:
    found = groups(
        [
            report("ur", "2024-11-12", act("ratification", ("PRK",), "2024-11-12", **DECREE), agency="KCNA"),
            report("ko", "2024-11-12", act("ratification", ("PRK",), "2024-11-11", **DECREE), agency="KCNA"),
        ]
    )
    assert [(g.what, g.voices, g.languages) for g in found] == [("ratification", ("KCNA",), ("ko", "ur"))]
    (difference,) = found[0].differences
    assert difference["field"] == "date"
    assert sorted(v["value"] for v in difference["versions"]) == ["2024-11-11", "2024-11-12"]


def test_copies_of_one_dispatch_are_one_voice_and_an_own_reporter_a_second() -> None:
    same = act("exchange", ("PRK", "RUS"), "2024-12-04")
    found = groups(
        [
            report("en", "2024-12-05", same, agency="KCNA", publisher="A"),
            report("fr", "2024-12-05", same, agency="KCNA", publisher="B"),
            report("ru", "2024-12-04", same, publisher="Ministry"),
        ]
    )
    assert [(g.voices, len(g.sources)) for g in found] == [(("KCNA", "Ministry"), 3)]
    assert found[0].differences == ()


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            act("signature", ("FRA",), "2020-01-01"),
            act("deposit", ("FRA",), "2020-01-01"),
            "two kinds of act",
        ),
        (
            act("ratification", ("FRA",), "2020-01-01", step="domestic"),
            act("ratification", ("FRA",), "2020-01-01"),
            "a step at home and an instrument",
        ),
        (act("signature", ("FRA",), "2020-01-01"), act("signature", ("DEU",), "2020-01-01"), "two states"),
        (
            act("denunciation", ("FRA",), None, status="planned"),
            act("denunciation", ("FRA",), "2020-01-01"),
            "a plan and a deed",
        ),
        (
            act("suspension", ("FRA",), "2016-01-01"),
            act("suspension", ("FRA",), "2020-01-01"),
            "what may happen twice, years apart",
        ),
        (
            act("parliamentary_approval", ("RUS",), "2024-10-24", organ="lower_house", step="domestic"),
            act("parliamentary_approval", ("RUS",), "2024-11-06", organ="upper_house", step="domestic"),
            "two houses",
        ),
        (
            act("signature", ("FRA",), "2020-01-01"),
            act("signature", ("FRA",), "2020-01-01", treaty="u"),
            "two treaties",
        ),
    ],
)
def test_what_is_not_the_same_stays_apart(one: Act, other: Act, why: str) -> None:
    found = groups([report("en", "2020-02-01", one), report("fr", "2020-02-02", other)])
    assert len(found) == 2, why


def test_denied_and_told_are_one_group_that_differs_on_the_status() -> None:
    found = groups(
        [
            report(
                "en", "2024-10-20", act("signature", ("FRA",), "2024-10-19", status="alleged"), publisher="A"
            ),
            report(
                "fr", "2024-10-21", act("signature", ("FRA",), "2024-10-19", status="denied"), publisher="B"
            ),
        ]
    )
    (group,) = found
    assert {d["field"] for d in group.differences} == {"status"}


def troops(count: tuple[int | None, int | None], *speakers: str, **more: Any) -> Claim:
    quantity = Quantity(min=count[0], max=count[1], unit="troops")
    fields = {"actors": ("PRK",), "targets": ("RUS",), **more}
    return Claim(topic="troop_deployment", quantity=quantity, said_by=speakers, quote=str(count), **fields)


def test_claims_of_two_sizes_stand_side_by_side_with_who_says_them() -> None:
    found = groups(
        [
            report("en", "2024-11-12", troops((10000, None), "KOR", "USA", "UKR")),
            report("ru", "2024-11-13", troops((12000, 12000), "KOR")),
        ]
    )
    (group,) = found
    assert group.voices == ("KOR", "USA", "UKR")
    (difference,) = group.differences
    assert [v["voices"] for v in difference["versions"]] == [["KOR", "USA", "UKR"], ["KOR"]]


def test_answers_of_the_accused_differ_side_by_side() -> None:
    answers = ("no_comment", "denied", "neither_confirmed_nor_denied")
    found = groups(
        report(
            "en", f"2024-11-1{n}", Response(response=answer, parties=("RUS",), quote=answer), publisher=str(n)
        )
        for n, answer in enumerate(answers)
    )
    (group,) = found
    assert [v["value"] for v in group.differences[0]["versions"]] == list(answers)


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [
        report("en", "2024-11-12", act("ratification", ("PRK",), "2024-11-12", **DECREE), agency="KCNA"),
        report(
            "ko",
            "2024-11-12",
            act("ratification", ("PRK",), "2024-11-11", **DECREE),
            troops((10000, None), "KOR"),
        ),
        report(
            "ru", "2024-11-13", troops((12000, 12000), "KOR"), act("exchange", ("PRK", "RUS"), "2024-12-04")
        ),
        report(
            "fr",
            "2024-12-06",
            act("exchange", ("RUS",), "2024-12"),
            act("ratification", ("PRK",), None, **DECREE),
        ),
    ]
    shapes = {
        frozenset(frozenset(g.statements) for g in groups(order)) for order in itertools.permutations(reports)
    }
    assert len(shapes) == 1
    (shape,) = shapes
    assert len(shape) == 3


def test_meaning_joins_what_the_fields_leave_open() -> None:
    """A claim that names nobody joins only where its words mean the same."""
    one, other = troops((5, 5), "UKR"), troops((5, 5), "UKR", actors=(), targets=())
    reports = [report("en", "2024-11-12", one), report("de", "2024-11-12", other)]
    assert len(groups(reports)) == 2
    assert len(groups(reports, lambda quotes, languages: _all(len(quotes)))) == 1


def _all(size: int) -> Any:
    import numpy as np

    return np.ones((size, size), dtype=bool)


ENGLISH = (
    "North Korean leader Kim Jong Un signed a decree on November 11 ratifying the comprehensive strategic "
    "partnership treaty with Russia, the KCNA news agency reported on Tuesday."
)


def test_reports_in_two_languages_through_the_command(tmp_path: Path) -> None:
    path = tmp_path / "en.txt"
    path.write_text(ENGLISH, "utf-8")
    urdu = Path(foedera.__file__).parent / "reader" / "examples" / "report.ur.txt"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "foedera",
            "read",
            str(path),
            str(urdu),
            "--published",
            "2024-11-12",
            "--json",
        ],
        capture_output=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    assert len(answer["documents"]) == 2
    decree = next(g for g in answer["groups"] if g["what"] == "ratification" and g["parties"] == ["PRK"])
    assert (decree["languages"], decree["voices"], len(decree["sources"])) == (["en", "ur"], ["KCNA"], 2)
    assert [d["field"] for d in decree["differences"]] == ["date"]
