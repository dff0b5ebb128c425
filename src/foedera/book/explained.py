"""Explanations of differences that a person keeps: a file beside the ledger, read by ``audit``.

::

    - {treaty: ottawa-1997, subject: FJI, stated: 1999-06-16, because: "a slip of Tractatenblad 2006/87"}

``subject`` is ``treaty`` where it is absent, ``field`` is ``entry_into_force``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from .audit import Finding

LIMIT = 1024 * 1024
FORM = "see docs/audit.md for the form"


class Explanation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``because``: why the stated value and the computed one may both stand, or which of them errs."""

    treaty: str
    stated: str
    because: str
    subject: str = "treaty"
    field: str = "entry_into_force"


def load_explanations(path: Path) -> tuple[Explanation, ...]:
    """The explanations in a YAML file; raises ``FoederaError`` naming the file and what is wrong."""
    import yaml

    try:
        content = path.read_bytes()
    except OSError as fault:
        raise FoederaError(str(path), f"it cannot be read ({fault.strerror})", "check the path") from None
    if len(content) > LIMIT:
        raise FoederaError(str(path), "is larger than 1 MB", "name the right file")
    try:
        plain = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise FoederaError(f"{path}:{mark.line + 1}" if mark else str(path), "is not YAML", FORM) from None
    if not isinstance(plain, list):
        raise FoederaError(str(path), "is no list of explanations", FORM)
    found = []
    for number, entry in enumerate(plain, start=1):
        if isinstance(entry, dict):
            # A day in YAML is a date, a count a number; both are compared as they are printed.
            entry = {
                k: v.isoformat() if isinstance(v, date) else str(v) if isinstance(v, int) else v
                for k, v in entry.items()
            }
        try:
            found.append(msgspec.convert(entry, Explanation))
        except msgspec.ValidationError as fault:
            raise FoederaError(f"{path}: entry {number}", str(fault), FORM) from None
    return tuple(found)


def applied(
    findings: Sequence[Finding], explanations: Sequence[Explanation], treaties: Sequence[str]
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings with their explanations, and the explanations (of these treaties) that explain nothing."""
    by_key = {(e.treaty, e.subject, e.field, e.stated): e for e in explanations}
    used, found = set(), []
    for finding in findings:
        key = (finding.treaty, finding.subject, finding.field, finding.stated)
        if key in by_key:
            used.add(key)
            finding = msgspec.structs.replace(finding, explained=finding.explained or by_key[key].because)
        found.append(finding)
    idle = [key for key in by_key if key not in used and key[0] in set(treaties)]
    return tuple(found), tuple(f"{t}, {subject}: {field} {stated}" for t, subject, field, stated in idle)
