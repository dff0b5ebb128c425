"""The gold set is well-formed: a slip in a label would count as an error of the reader. Nothing here about scores."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from foedera import states
from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.model import vocabulary as words

GOLD = Path(__file__).parent / "gold"
LARGE = ("en", "ur", "ru", "ko", "zh", "ar", "fr", "es", "vi", "de")
SMALL = ("fa", "hi", "uk", "ja", "id", "tr", "pt", "it", "pl")
TRAPS = {
    "accused_subject", "business", "caption", "cleft", "condition", "court", "denial", "denounce_criticise",
    "digits", "glued", "law_in_force", "negation", "nested", "obituary", "passive", "plan", "promulgation",
    "proposal", "protocol_exchange", "quantity", "quotes", "refusal", "several_actors", "signed_off", "sports",
    "substring", "union", "vertrag", "zero_width",
}  # fmt: skip
FIELDS = {
    "act": {"act", "step", "parties", "organ", "date", "status", "role", "said_by"},
    "clause": {"clause", "rule", "of", "said_by", "role"},
    "claim": {"topic", "actors", "targets", "place", "quantity", "said_by", "role", "date"},
    "response": {"response", "parties", "said_by", "role"},
}
CLOSED = {
    "act": words.ACT_TYPES,
    "step": get_args(words.Step),
    "organ": get_args(words.Organ),
    "status": get_args(words.ActStatus),
    "role": get_args(words.Role),
    "clause": get_args(words.ClauseType),
    "topic": get_args(words.Topic),
    "response": get_args(words.ResponseType),
}


def _cases(part: str, lang: str) -> list[dict[str, Any]]:
    lines = (GOLD / part / f"{lang}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _no_act(case: dict[str, Any]) -> bool:
    return not any(entry["kind"] == "act" for entry in case["gold"])


def _known(code: str) -> bool:
    try:
        states.get(code)
    except FoederaError:
        return False
    return True


def _faults(entry: dict[str, Any]) -> list[str]:
    """What is wrong with one label."""
    kind = entry.get("kind")
    if kind not in FIELDS:
        return [f"kind {kind!r}"]
    found = [f"{kind} has no field {key!r}" for key in sorted(set(entry) - FIELDS[kind] - {"kind"})]
    found += [
        f"{key} {entry[key]!r}"
        for key, allowed in CLOSED.items()
        if key in entry and entry[key] not in allowed
    ]
    for key in ("parties", "actors", "targets"):
        codes = entry.get(key, [])
        found += [f"{key}: no state {code!r}" for code in codes if not _known(code)]
        found += [f"{key}: {codes} twice"] if len(set(codes)) < len(codes) else []
    if "date" in entry:
        try:
            parse(entry["date"])
        except FoederaError as fault:
            found.append(f"date {entry['date']!r}: {fault}")
    quantity = entry.get("quantity")
    if quantity and None not in quantity.values() and quantity["min"] > quantity["max"]:
        found.append(f"quantity {quantity}")
    return found


@pytest.mark.parametrize("lang", LARGE + SMALL)
@pytest.mark.parametrize("part", ["dev", "test"])
def test_every_label_is_well_formed(part: str, lang: str) -> None:
    main = {"act": "act", "clause": "clause", "claim": "topic", "response": "response"}
    for number, case in enumerate(_cases(part, lang), 1):
        where = f"{part}/{lang}.jsonl, line {number}"
        assert case["lang"] == lang, where
        assert parse(case["published"]).day, where
        assert len(case["text"]) > 30, where
        assert case.get("trap") is None or case["trap"] in TRAPS, (where, case["trap"])
        for entry in case["gold"]:
            assert not _faults(entry), (where, _faults(entry))
            assert main[entry["kind"]] in entry, (where, entry)
            assert entry["kind"] != "act" or entry.get("parties") or entry["act"] in _PARTYLESS, (
                where,
                entry,
            )
        for forbidden in case.get("must_not", []):
            assert not _faults(forbidden), (where, _faults(forbidden))
        assert len({json.dumps(e, sort_keys=True) for e in case["gold"]}) == len(case["gold"]), where


_PARTYLESS = {"registration", "entry_into_force", "signature", "adoption", "termination", "extension", "suspension",
              "promulgation", "provisional_application"}  # fmt: skip
"""Acts whose actors a short report may leave out."""


@pytest.mark.parametrize("lang", LARGE + SMALL)
@pytest.mark.parametrize("part", ["dev", "test"])
def test_no_label_is_both_wanted_and_forbidden(part: str, lang: str) -> None:
    from foedera.reader.evaluate import matches

    for case in _cases(part, lang):
        for forbidden in case.get("must_not", []):
            clash = [entry for entry in case["gold"] if matches(entry, forbidden)]
            assert not clash, (lang, case["text"], forbidden)


def test_size_and_share_of_negatives() -> None:
    for lang in LARGE + SMALL:
        dev, test = _cases("dev", lang), _cases("test", lang)
        both = dev + test
        assert len(both) >= (25 if lang in LARGE else 8), lang
        assert len(dev) >= len(test) - 6, (lang, len(dev), len(test))
        negatives = [case for case in both if _no_act(case)]
        assert 0.25 <= len(negatives) / len(both) <= 0.50, (lang, len(negatives), len(both))
        assert all(case.get("must_not") for case in negatives if not case["gold"]), lang


def test_half_of_the_entries_say_who_speaks() -> None:
    entries = [
        e for part in ("dev", "test") for lang in LARGE + SMALL for c in _cases(part, lang) for e in c["gold"]
    ]
    assert sum("said_by" in entry for entry in entries) >= len(entries) / 2


def test_the_two_parts_share_no_report() -> None:
    texts = Counter(
        case["text"] for part in ("dev", "test") for lang in LARGE + SMALL for case in _cases(part, lang)
    )
    assert [text for text, count in texts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"kind": "act", "act": "signing"}, "act 'signing'"),
        ({"kind": "act", "act": "signature", "parties": ["XQX"]}, "parties: no state 'XQX'"),
        ({"kind": "act", "act": "signature", "date": "2024-13-01"}, "date '2024-13-01'"),
        ({"kind": "claim", "topic": "combat", "parties": ["RUS"]}, "claim has no field 'parties'"),
        ({"kind": "statement"}, "kind 'statement'"),
    ],
)
def test_a_slip_is_found(entry: dict[str, Any], fault: str) -> None:
    assert any(found.startswith(fault) for found in _faults(entry))
