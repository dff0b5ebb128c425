"""A language without a pack: names, dates and words that travel still tell something, and the gap is said."""

from __future__ import annotations

from typing import Any

import pytest

from foedera.reader import read


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("nl", "Nederland ratificeerde op 30 april 2024 het verdrag met Duitsland.",
         {"act": "ratification", "step": "domestic", "parties": ["NLD"], "date": "2024-04-30"}),
        ("sv", "Konventionen undertecknades i Helsingfors av Sverige och Norge den 12 januari 2023.",
         {"act": "signature", "parties": ["SWE", "NOR"], "date": "2023-01-12"}),
        ("ro", "România a ratificat la 30 aprilie 2024 tratatul cu Ucraina.",
         {"act": "ratification", "parties": ["ROU"], "date": "2024-04-30"}),
        ("cs", "Rumunsko ratifikovalo 30. dubna smlouvu s Moldavskem.",
         {"act": "ratification", "parties": ["ROU"], "date": "2024-04-30"}),
        ("bg", "България ратифицира договора със Северна Македония на 18 януари 2018 г.",
         {"act": "ratification", "parties": ["BGR"], "date": "2018-01-18"}),
        ("el", "Η Ελλάδα επικύρωσε τη συμφωνία με την Αίγυπτο στις 27 Αυγούστου 2020.",
         {"act": "ratification", "parties": ["GRC"], "date": "2020-08-27"}),
    ],
)  # fmt: skip
def test_loan_words_tell_what_they_can(lang: str, text: str, wanted: dict[str, Any]) -> None:
    found = read(text, published="2024-05-02", lang=lang)
    plain = [s.to_dict() for s in found.statements]
    assert [{key: one[key] for key in wanted} for one in plain] == [wanted]
    assert any(f"no language pack for '{lang}'" in note for note in found.source.notes)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Nederland heeft het verdrag met Duitsland niet geratificeerd."),
        ("sv", "Spelaren undertecknade ett kontrakt med klubben i maj."),
        ("th", "สภาผู้แทนราษฎรไทยเห็นชอบร่างกฎหมาย"),
        ("sw", "Rais alitembelea soko jana."),
    ],
)
def test_what_they_cannot_tell_is_left_out(lang: str, text: str) -> None:
    found = read(text, published="2024-05-02", lang=lang)
    assert [s for s in found.statements if s.status == "done"] == []
    assert found.source.notes
