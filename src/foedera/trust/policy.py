"""Whom to believe first: a ranking of sources, as data.

A policy file is YAML::

    rank: [depositary, official, register, dataset, agency, outlet]   # best first
    prefer: {"United Nations Treaty Collection": depositary}          # a publisher's own place
    distrust: ["Some Blog"]                                           # used only where nobody else speaks
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from foedera.errors import FoederaError
from foedera.model import Source, Statement

KINDS = ("depositary", "official", "register", "dataset", "agency", "outlet", "report")
LIMIT = 256 * 1024


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """``rank``: kinds of source, best first. ``prefer``: publisher to kind. ``distrust``: publishers."""

    rank: tuple[str, ...] = KINDS
    prefer: dict[str, str] = {}
    distrust: tuple[str, ...] = ()

    def place(self, statement: Statement, source: Source | None) -> int:
        """How near the statement is to the act; 0 is nearest.

        A party's own organ ranks as official about that party only, about others as an agency.
        """
        if source is None:
            return len(self.rank)
        if source.publisher in self.distrust:
            return len(self.rank) + 1
        kind = self.prefer.get(source.publisher or "", source.kind)
        if kind == "official" and source.state and source.state not in getattr(statement, "parties", ()):
            kind = "agency"
        if kind in self.rank:
            return self.rank.index(kind)
        return self.rank.index("outlet") if kind == "report" and "outlet" in self.rank else len(self.rank)


def load_policy(path: Path) -> Policy:
    """The policy in a YAML file; raises ``FoederaError`` naming the file and the key at fault."""
    import yaml

    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FoederaError(str(path), f"it cannot be read ({fault.strerror})", "check the path") from None
    if len(content) > LIMIT:
        raise FoederaError(str(path), "a trust file is larger than 256 kB", "name the right file")
    try:
        plain = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise FoederaError(where, "this is not YAML", "see docs/trust.md for the form") from None
    if not isinstance(plain, dict):
        raise FoederaError(str(path), "a trust file is a mapping", "use the keys rank, prefer, distrust")
    if unknown := set(plain) - {"rank", "prefer", "distrust"}:
        raise FoederaError(str(path), f"unknown key '{min(map(str, unknown))}'", "use rank, prefer, distrust")
    try:
        policy = msgspec.convert(plain, Policy)
    except msgspec.ValidationError as fault:
        raise FoederaError(str(path), str(fault), "see docs/trust.md for the form") from None
    for kind in (*policy.rank, *policy.prefer.values()):
        if kind not in KINDS:
            raise FoederaError(str(path), f"'{kind}' is not a kind of source", f"use {', '.join(KINDS)}")
    return policy
