"""One record: a mapping of YAML nodes → a ``Treaty``."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

from foedera import dates
from foedera.errors import FoederaError
from foedera.model import ActRow, Checkpoint, Credit, Done, Obligation, Source, Treaty
from foedera.model.obligation import ObligationType

from .clauses import accession_rule, armed_conflict, provisional_rule, territory_rule
from .decode import (
    Decoder,
    Field,
    boolean,
    choice,
    day,
    free_mapping,
    listed,
    localized,
    localized_lists,
    number,
    organ_or_state,
    state,
    state_text,
    states,
    text,
    texts,
    whole,
)
from .nodes import MAX_BYTES, Node, NodeFault, compose
from .rows import act_row, csv_rows
from .rules import duration_rule, entry_rule, withdrawal_rule

SOURCE_KINDS = ("depositary", "official", "register", "dataset", "agency", "outlet", "report")
CONSENT = (
    "signature",
    "exchange",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "notification",
    "deposit",
    "adoption",
)
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


class Parsed(NamedTuple):
    """What a record's files hold. ``lines``: where each top-level key stands."""

    treaty: Treaty
    lines: dict[str, int]


def _done(d: Decoder, node: Node, name: str) -> Done | None:
    if node.kind == "text":
        found_day = day(d, node, name)
        return None if found_day is None else Done(date=found_day)
    found = d.mapping(node, {"date": day, "place": text}, name)
    return None if found is None else Done(**found)


def _word_or_states(*words: str) -> Field:
    def field(d: Decoder, node: Node, name: str) -> Any:
        if node.kind == "text" and node.value in words:
            return node.value
        return states(d, node, name)

    return field


_OBLIGATION: dict[str, Field] = {
    "article": text,
    "type": choice(get_args(ObligationType)),
    "holders": _word_or_states("each"),
    "beneficiaries": _word_or_states("other", "each"),
    "trigger": texts,
    **dict.fromkeys(("requires", "subject_to", "place", "outside", "objects", "exceptions"), texts),
    "adversary": states,
    "not_against": states,
    "minimum_adversaries": whole,
    "duty": text,
    "firmness": choice(tuple("012345")),
    "public_from": day,
    "since": day,
    "until": day,
    "text": text,
    "note": text,
    "extra": free_mapping,
}


def _obligation(d: Decoder, node: Node, name: str) -> Obligation | None:
    found = d.mapping(node, _OBLIGATION, "the obligation", ("type",))
    if found is None:
        return None
    if "firmness" in found:
        found["firmness"] = int(found["firmness"])
    if len(found.get("trigger", ())) == 1:
        (found["trigger"],) = found["trigger"]
    return Obligation(**found)


def _identifiers(d: Decoder, node: Node, name: str) -> dict[str, str] | None:
    if node.kind != "map":
        d.wrong(node, name, "a mapping such as {mtdsg: XXVI-4}")
        return None
    found = {key: "; ".join(texts(d, child, key)) for key, (_, child) in node.value.items() if not child.null}
    return {key.lower(): value for key, value in found.items() if value}


def _credit(d: Decoder, node: Node, name: str) -> Credit | None:
    found = d.mapping(node, {"role": text, "name": text, "url": text}, name, ("role", "name"))
    return None if found is None else Credit(**found)


_SOURCE: dict[str, Field] = {
    **dict.fromkeys(("publisher", "url", "language", "title"), text),
    "published": day,
    "consulted": day,
    "kind": choice(SOURCE_KINDS),
    "state": state,
    "notes": texts,
    "credits": listed(_credit),
}


def _sources(d: Decoder, node: Node, name: str) -> tuple[Source, ...] | None:
    if node.kind != "map":
        d.wrong(node, name, "a mapping such as {s1: {publisher: …, url: …}}")
        return None
    found = []
    for key, (_, child) in node.value.items():
        fields = d.mapping(child, _SOURCE, f"the source '{key}'")
        if fields is not None:
            found.append(Source(id=key, **fields))
    return tuple(found)


_CHECKPOINT: dict[str, Field] = {
    "parties": whole,
    "signatories": whole,
    "entry_into_force": day,
    "as_of": day,
    "source": text,
    "until": day,
    "note": text,
    "not_in_force": boolean,
}


def _checkpoint(d: Decoder, node: Node, name: str) -> Checkpoint | None:
    found = d.mapping(node, _CHECKPOINT, name)
    return None if found is None else Checkpoint(**found)


def _tables(d: Decoder, node: Node, name: str) -> dict[str, dict[str, float]] | None:
    if node.kind != "map":
        d.wrong(node, name, "a mapping of named lists")
        return None
    tables = {}
    for key, (line, child) in node.value.items():
        if child.kind not in ("map", "list") or not child.value:
            d.fault(line, f"the table '{key}' is no list of states", "write [A, B] or {A: 1.5, B: 2}")
            continue
        if child.kind == "list":
            pairs: list[tuple[str, int, float | None]] = [
                (n.value if n.kind == "text" else "", n.line, 1.0) for n in child.value
            ]
        else:
            pairs = [
                (k, at, 1.0 if n.kind == "text" and n.value in ("member", "true", "yes") else number(d, n, k))
                for k, (at, n) in child.value.items()
            ]
        table: dict[str, float] = {}
        for name_of_state, at, weight in pairs:
            code = state_text(d, name_of_state, at, f"the table '{key}'")
            if code in table:
                d.fault(at, f"the table '{key}' holds {code} twice", "keep one")
            elif code and weight is not None:
                table[code] = weight
        tables[key] = table
    return tables


def _participation(d: Decoder, node: Node, name: str) -> tuple[str, str | None] | None:
    if node.kind == "text":
        word = choice(("complete", "partial"))(d, node, name)
        return word and (word, None)
    found = d.mapping(node, {"complete_as_of": day}, name, ("complete_as_of",))
    return None if found is None else ("complete", found["complete_as_of"])


_TREATY: dict[str, Field] = {
    "id": text,
    "title": localized,
    "aliases": localized_lists,
    "nature": choice(("treaty", "political_commitment")),
    "form": choice(("bilateral", "multilateral")),
    "subjects": texts,
    "done": _done,
    "opened": day,
    "negotiating": states,
    "depositary": listed(organ_or_state),
    "consent": listed(choice(CONSENT)),
    "entry_into_force": entry_rule,
    "provisional_application": provisional_rule,
    "withdrawal": withdrawal_rule,
    "armed_conflicts": listed(armed_conflict),
    "duration": duration_rule,
    "terminates": texts,
    "supersedes": texts,
    "amends": text,
    "newcomers": choice(("amended", "original")),
    "regime": choice(("boundary",)),
    "protocol_to": text,
    "minimum_parties": whole,
    "accession": accession_rule,
    "reservations": choice(("prohibited", "listed", "compatible", "unregulated")),
    "reservation_articles": texts,
    "obligations": listed(_obligation),
    "identifiers": _identifiers,
    "sources": _sources,
    "acts": lambda d, node, name: node,
    "participation": _participation,
    "checkpoint": listed(_checkpoint),
    "checkpoints": listed(_checkpoint),
    "tables": _tables,
    "territory": territory_rule,
    "public_from": day,
    "note": text,
}


def parse_record(path: Path, shown: str | None = None) -> tuple[Parsed | None, list[Any]]:
    """The record at ``path`` with its CSV, and its faults; None where it cannot be built at all.

    ``shown``: the file's name in messages (default: its path).
    """
    d = Decoder(shown or str(path))
    content = _text(d, path)
    if content is None:
        return None, d.faults
    try:
        root, repeated = compose(content)
    except NodeFault as fault:
        d.fault(fault.line, fault.what, fault.hint)
        return None, d.faults
    for again in repeated:
        d.fault(again.line, again.what, again.hint)
    d.on = _when_done(root)
    found = d.mapping(root, _TREATY, "the record", ("id",))
    if found is None:
        return None, d.faults
    lines = {key: line for key, (line, _) in root.value.items()}
    if found["id"] != path.stem:
        d.fault(lines["id"], f"the id '{found['id']}' differs from the file's name", f"write id: {path.stem}")
    if not ID.match(found["id"]):
        d.fault(lines["id"], f"'{found['id']}' is no id", "use lower-case letters, digits and hyphens")
    keys = [source.id for source in found.get("sources", ())]
    rows = [*_acts(d, found.pop("acts", None), keys), *_csv(d, path, keys)]
    return Parsed(_treaty(d, found, rows, lines), lines), d.faults


def _treaty(d: Decoder, found: dict[str, Any], rows: list[ActRow], lines: dict[str, int]) -> Treaty:
    participation, complete = found.pop("participation", ("partial", None))
    checkpoints = (*found.pop("checkpoint", ()), *found.pop("checkpoints", ()))
    treaty = Treaty(
        participation=participation,
        complete_as_of=complete,
        checkpoints=checkpoints,
        acts=tuple(rows),
        file=d.file,
        **found,
    )
    keys = {source.id for source in treaty.sources}
    line = lines.get("checkpoint", lines.get("checkpoints", 1))
    for checkpoint in checkpoints:
        if checkpoint.source and checkpoint.source not in keys and "://" not in checkpoint.source:
            d.fault(line, f"the source '{checkpoint.source}' is not defined", "define it under sources:")
    return treaty


def _acts(d: Decoder, node: Node | None, keys: Collection[str]) -> list[ActRow]:
    if node is None:
        return []
    if node.kind != "list":
        d.wrong(node, "acts", "a list")
        return []
    return [row for child in node.value if (row := act_row(d, child, keys)) is not None]


def _csv(d: Decoder, path: Path, keys: Collection[str]) -> list[ActRow]:
    beside = path.with_suffix(".csv")
    if not beside.exists():
        return []
    inner = Decoder(str(Path(d.file).with_suffix(".csv")))
    inner.on = d.on
    content = _text(inner, beside)
    rows = csv_rows(content, inner, keys) if content is not None else []
    d.faults.extend(inner.faults)
    return rows


def _text(d: Decoder, path: Path) -> str | None:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            d.fault(1, f"{size:,} bytes, more than the {MAX_BYTES:,} that a record may have", "split it")
            return None
        return path.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        d.fault(1, f"cannot be read ({fault.strerror})", "check the name and the rights")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        d.fault(line, "not UTF-8", "save the file as UTF-8")
    return None


def _when_done(root: Node) -> date | None:
    """The first possible day of ``done``: names of states are understood as of then."""
    node = root.value["done"][1] if root.kind == "map" and "done" in root.value else None
    if node is not None and node.kind == "map":
        node = node.value["date"][1] if "date" in node.value else None
    if node is None or node.kind != "text":
        return None
    try:
        earliest = dates.parse(node.value).earliest
    except FoederaError:  # the field itself reports it
        return None
    return None if earliest == date.min else earliest
