"""The mapping file: which column of somebody's table holds what, in YAML.

.. code-block:: yaml

    columns: {treaty: tid, party: country, act: event, date: when, note: remarks}
    constants: {step: international}           # the same in every row
    acts: {R: deposit, a: accession, S: signature}
    dates: dmy                                 # iso (default), dmy, mdy or year
    unknown: ["", NA, 1111-11-11]              # values that stand for "not known"
    parties: cow                               # name (default), cow or gw
    treaties: mtdsg                            # how ``treaty`` is numbered; absent: register ids
    delimiter: ";"
    source: {publisher: My institute, title: My table, kind: dataset, cite: …}
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import Literal

import msgspec

from foedera.errors import FoederaError
from foedera.exchange.base import read_text
from foedera.model import ACT_TYPES

FIELDS = ("treaty", "party", "act", "date", "step", "effective", "organ", "place", "note", "source",
          "published", "status", "to", "said_by")  # fmt: skip
"""What a column or a constant can hold."""


class MappedSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    publisher: str | None = None
    title: str | None = None
    url: str | None = None
    kind: str = "dataset"
    language: str | None = None
    cite: str | None = None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``columns``: field to column name; ``acts``: the table's word to an act of the vocabulary."""

    columns: dict[str, str] = {}
    constants: dict[str, str] = {}
    acts: dict[str, str] = {}
    dates: Literal["iso", "dmy", "mdy", "year"] = "iso"
    unknown: tuple[str, ...] = ("",)
    parties: Literal["name", "cow", "gw"] = "name"
    treaties: str | None = None
    delimiter: str = ","
    source: MappedSource = MappedSource()


def load(path: str | Path) -> Mapping:
    """The mapping in a YAML file; raises ``FoederaError`` naming the key that is wrong."""
    import yaml

    where = str(path)
    try:
        plain = yaml.load(read_text(path), Loader=_texts())
        mapping = msgspec.convert(plain, Mapping)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = f"{where}:{mark.line + 1}" if mark else where
        raise FoederaError(place, "is not YAML", getattr(fault, "problem", None) or "check it") from None
    except msgspec.ValidationError as fault:
        raise FoederaError(where, str(fault), "see the mapping keys in docs/importers.md") from None
    for key in (*mapping.columns, *mapping.constants):
        if key not in FIELDS:
            raise FoederaError(where, f"'{key}' is no field of an act", _near(key, FIELDS))
    for word, act in mapping.acts.items():
        if act not in ACT_TYPES:
            raise FoederaError(
                where, f"acts: '{word}' is mapped to '{act}', which is no act", _near(act, ACT_TYPES)
            )
    if len(mapping.delimiter) != 1:
        raise FoederaError(where, "delimiter must be one character", "write , ; or a tab")
    return mapping


def _texts() -> type:
    """YAML in which every plain value is the text as written: 1111-11-11 stays text, NO stays Norway."""
    import yaml

    class Texts(yaml.BaseLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
            names = [key.value for key, _ in node.value]
            for key, _ in node.value:
                if names.count(key.value) > 1:
                    raise yaml.MarkedYAMLError(
                        problem=f"the key '{key.value}' stands twice", problem_mark=key.start_mark
                    )
            return super().construct_mapping(node, deep)

    return Texts


def _near(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
