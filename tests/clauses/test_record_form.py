"""What the clauses give is what a treaty record takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from foedera.clauses import read_clause
from foedera.register.decode import Decoder
from foedera.register.nodes import compose
from foedera.register.rules import duration_rule, entry_rule, withdrawal_rule

_WORDINGS = yaml.safe_load((Path(__file__).parent / "wordings.yml").read_text(encoding="utf-8"))
_FIELDS = {"entry_into_force": entry_rule, "withdrawal": withdrawal_rule, "duration": duration_rule}


@pytest.mark.parametrize("text", [case["text"] for table in _WORDINGS.values() for case in table])
def test_a_record_accepts_the_rule_without_a_fault(text: str) -> None:
    for name, rule in read_clause(text).rule.items():
        decoder = Decoder("record.yml")
        node, repeated = compose(json.dumps(rule))
        decoded: Any = _FIELDS[name](decoder, node, name)
        assert decoder.faults == []
        assert repeated == []
        assert decoded is not None
