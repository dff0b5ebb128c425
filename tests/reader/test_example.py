"""The bundled report reads as a person would read it."""

from __future__ import annotations

from importlib.resources import files

from foedera.model import Act, Claim, Clause, Response
from foedera.reader import read
from foedera.register import Register


def test_the_bundled_report() -> None:
    text = (files("foedera.reader") / "examples" / "report.ur.txt").read_text("utf-8")
    found = read(text, published="2024-11-12", register=Register()).statements
    acts = [(s.act, s.parties, s.step, s.date, s.said_by) for s in found if isinstance(s, Act)]
    assert acts == [
        ("ratification", ("PRK",), "domestic", "2024-11-12", ("KCNA",)),
        ("ratification", ("RUS",), "domestic", "2024-11-09", ()),
        ("signature", ("RUS", "PRK"), "international", "2024-06", ()),
    ]
    assert [s.clause for s in found if isinstance(s, Clause)] == ["entry_into_force", "defense"]
    assert [(s.topic, s.said_by) for s in found if isinstance(s, Claim)] == [
        ("troop_deployment", ("KOR", "USA", "UKR"))
    ]
    assert [s.response for s in found if isinstance(s, Response)] == ["no_comment"]
    assert {s.treaty for s in found if isinstance(s, Act | Clause)} == {"prk-rus-2024"}
