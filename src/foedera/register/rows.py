"""Acts: rows of a record's ``acts`` list and of its CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from typing import Any, get_args

from foedera import dates
from foedera.errors import FoederaError
from foedera.model import ACT_TYPES, ActRow
from foedera.model.vocabulary import ActStatus, Ground, Organ, Scope, Step

from .decode import (
    Decoder,
    Field,
    boolean,
    choice,
    date_text,
    day,
    listed,
    near,
    state,
    state_text,
    text,
    texts,
)
from .nodes import Node

MAX_ROWS = 200_000
ORGANS, STEPS, STATUSES = get_args(Organ), get_args(Step), get_args(ActStatus)
GROUNDS, SCOPES = get_args(Ground), get_args(Scope)
DOMESTIC = frozenset({"parliamentary_approval", "promulgation"})
"""Acts that are domestic by what they are."""
ABROAD = frozenset(
    {"negotiation", "initialling", "adoption", "signature", "exchange", "deposit", "notification"}
)
"""Acts toward the other side by what they are, also where the record names who did them."""
NOT_OF_A_PARTY = frozenset(
    {"adoption", "entry_into_force", "termination", "registration", "amendment", "extension", "negotiation"}
)
"""Acts of the treaty as a whole, which a row may state without a party."""

_FIELDS: dict[str, Field] = {
    "party": state,
    "parties": listed(state),
    "act": choice(ACT_TYPES),
    "step": choice(STEPS),
    "organ": choice(ORGANS),
    "date": day,
    "effective": day,
    "place": text,
    "note": text,
    "status": choice(STATUSES),
    "source": text,
    "sources": texts,
    "published": day,
    "to": listed(state),
    "articles": texts,
    "qualified": boolean,
    "territory": texts,
    "scope": choice(SCOPES),
    "ground": choice(GROUNDS),
    "disputed_by": texts,
    "said_by": texts,
    "quote": text,
}
LISTS = frozenset(
    {"party", "parties", "source", "sources", "to", "articles", "territory", "disputed_by", "said_by"}
)
"""CSV columns whose cells may hold several values, separated by ``;``."""


def act_row(d: Decoder, node: Node, sources: Collection[str]) -> ActRow | None:
    """One row of ``acts``; ``sources``: the keys that the record defines."""
    on = d.on
    if node.kind == "map" and "date" in node.value and (written := node.value["date"][1]).kind == "text":
        d.on = _bounded(written.value) or on
    try:
        found = d.mapping(node, _FIELDS, "the act", ("act",))
    finally:
        d.on = on
    return None if found is None else _finish(d, found, node.line, d.file, sources)


def _bounded(written: str) -> Any:
    """The first possible day of a date, to know which states there were; None where open or wrong."""
    try:
        earliest = dates.parse(written).earliest
    except FoederaError:  # the date's own field reports it
        return None
    return None if earliest.year == 1 else earliest


def _finish(
    d: Decoder, found: dict[str, Any], line: int, file: str, sources: Collection[str]
) -> ActRow | None:
    party, keys = found.pop("party", None), tuple(found.pop("sources", ()))
    if (single := found.pop("source", None)) is not None:
        keys = (*keys, *([single] if isinstance(single, str) else single))
    parties = tuple(found.pop("parties", ()))
    if party is not None:
        parties = (*([party] if isinstance(party, str) else party), *parties)
    if len(set(parties)) < len(parties):
        d.fault(line, f"the {found['act']} names a party twice", "name it once")
        return None
    if not parties and found["act"] not in NOT_OF_A_PARTY:
        d.fault(line, f"the {found['act']} names no party", "add party: CODE")
        return None
    for key in keys:
        if key not in sources:
            hint = near(key, sources) if sources else "define it under sources:"
            d.fault(line, f"the source '{key}' is not defined", hint)
    step, organ = found.pop("step", None), found.get("organ")
    if step is None:
        home = found["act"] in DOMESTIC or (organ and found["act"] not in ABROAD)
        step = "domestic" if home else "international"
    if step == "international" and (
        found["act"] == "parliamentary_approval"
        or organ in ("parliament", "lower_house", "upper_house", "court")
    ):
        who = "a parliament's vote" if organ is None else f"an act of the {organ.replace('_', ' ')}"
        d.fault(line, f"{who} as an international step", "write step: domestic (LAW: a vote does not bind)")
        return None
    return ActRow(parties=parties, step=step, sources=keys, line=line, file=file, **found)


# -- CSV -------------------------------------------------------------------------------


def csv_rows(content: str, d: Decoder, sources: Collection[str]) -> list[ActRow]:
    """The acts in a record's CSV; faults go to ``d``, whose file is the CSV."""
    reader = csv.reader(io.StringIO(content), strict=True)
    rows: list[ActRow] = []
    header: list[str] | None = None
    try:
        for cells in reader:
            line = reader.line_num
            if not any(cell.strip() for cell in cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = _header(d, cells, line)
                if header is None:
                    return rows
            elif len(cells) != len(header):
                d.fault(
                    line, f"{len(cells)} cells under {len(header)} columns", "quote cells that hold commas"
                )
            elif (row := _row(d, dict(zip(header, cells, strict=True)), line, sources)) is not None:
                rows.append(row)
            if line > MAX_ROWS:
                d.fault(line, f"more than {MAX_ROWS:,} rows", "split the record")
                return rows
    except csv.Error as fault:
        d.fault(reader.line_num, f"not CSV ({fault})", "quote cells that hold commas or quotes")
    if header is None:
        d.fault(1, "the file is empty", "its first line names the columns: party,act,date")
    return rows


def _header(d: Decoder, cells: list[str], line: int) -> list[str] | None:
    header = [cell.strip().lower() for cell in cells]
    good = True
    for name in header:
        if name not in _FIELDS:
            d.fault(line, f"unknown column '{name}'", near(name, _FIELDS))
            good = False
        elif header.count(name) > 1:
            d.fault(line, f"the column '{name}' stands twice", "keep one")
            return None
    for needed in ("act", "date"):
        if needed not in header:
            d.fault(line, f"no column '{needed}'", "the columns begin with party,act,date")
            good = False
    if not {"party", "parties"} & set(header):
        d.fault(line, "no column 'party'", "the columns begin with party,act,date")
        good = False
    return header if good else None


def _row(d: Decoder, cells: dict[str, str], line: int, sources: Collection[str]) -> ActRow | None:
    count, on = len(d.faults), _bounded(cells["date"]) if cells.get("date") else None
    found: dict[str, Any] = {}
    for name, cell in cells.items():
        word = cell.strip()
        if not word:
            continue
        parts = [p.strip() for p in word.split(";") if p.strip()] if name in LISTS else [word]
        if name in ("party", "parties", "to"):
            found[name] = tuple(state_text(d, s, line, name, on or d.on) or "" for s in parts)
        elif name in LISTS:
            found[name] = tuple(parts)
        elif name in ("date", "effective", "published"):
            found[name] = date_text(d, word, line, name)
        elif name in _WORDS and word not in _WORDS[name]:
            d.fault(line, f"'{name}' cannot be '{word}'", near(word, _WORDS[name]))
        elif name == "qualified":
            found[name] = word.lower() in ("true", "yes", "1")
        else:
            found[name] = word
    if "act" not in found and count == len(d.faults):
        d.fault(line, "the row names no act", f"known: {', '.join(ACT_TYPES)}")
    return None if count < len(d.faults) else _finish(d, found, line, d.file, sources)


_WORDS: dict[str, tuple[str, ...]] = {
    "act": ACT_TYPES,
    "step": STEPS,
    "organ": ORGANS,
    "status": STATUSES,
    "scope": SCOPES,
    "ground": GROUNDS,
    "qualified": ("true", "false", "yes", "no", "1", "0"),
}
