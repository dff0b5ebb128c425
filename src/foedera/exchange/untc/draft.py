"""What the parts of a page add up to: acts of one treaty from one source, each once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

from foedera import states
from foedera.errors import FoederaError
from foedera.exchange.base import Notice, Skipped
from foedera.model import Act, seal
from foedera.states.find import exact


class Draft:
    """Collects acts, findings and what could not be used; ``acts`` holds each act once, in order."""

    def __init__(self, source: str, treaty: str, title: str | None, where: str, as_at: str | None) -> None:
        self.source, self.treaty, self.title, self.where, self.as_at = source, treaty, title, where, as_at
        self._acts: dict[str, Act] = {}
        self.skipped: list[Skipped] = []
        self.notices: list[Notice] = []
        self._names: dict[tuple[str, str | None], str | None] = {}

    @property
    def acts(self) -> tuple[Act, ...]:
        return tuple(self._acts.values())

    def add(self, act: str, party: str, **fields: Any) -> Act:
        """One act; a second one that says the same adds nothing."""
        made = seal(
            Act(
                act=act,  # type: ignore[arg-type]
                parties=(party,) if party else (),
                source=self.source,
                treaty=self.treaty,
                treaty_text=self.title,
                **fields,
            )
        )
        return self._acts.setdefault(made.id, made)

    def drop(self, act: Act) -> None:
        """Take back an act that a footnote shows to be another's."""
        self._acts.pop(act.id, None)

    def skip(self, place: str, why: str) -> None:
        self.skipped.append(Skipped(where=f"{self.where}: {place}", why=why))

    def notice(self, place: str, what: str) -> None:
        self.notices.append(Notice(where=f"{self.where}: {place}", what=what))

    def state(self, name: str, on: str | None = None) -> str | None:
        """The register id of a name, None where it is not known. ``on``: the day it is used for."""
        key = (name, on)
        if key not in self._names:
            self._names[key] = resolve(name, on or self.as_at)
        return self._names[key]

    def named(self, words: str, on: str | None = None) -> str | None:
        """The state whose name the words begin with: the longest beginning that is one."""
        parts = words.replace(",", " , ").split()[:10]
        for length in range(len(parts), 0, -1):
            name = " ".join(parts[:length]).replace(" ,", ",").strip(" ,.;:[]()“”")
            if name[:1].isupper() and not name.isupper() and _is_name(name):
                found = self.state(name, on)
                if found:
                    return found
        return None

    def done(self, party: str, *kinds: str) -> list[Act]:
        """The party's acts of these kinds, in the order of the page."""
        return [act for act in self._acts.values() if act.parties == (party,) and act.act in kinds]


@lru_cache(maxsize=8192)
def _is_name(words: str) -> bool:
    return bool(exact(words))


def resolve(name: str, on: str | None) -> str | None:
    """The register id, first for the day, then for any time; None where no state has the name."""
    for day in (_day(on), None):
        try:
            return states.resolve(name, day)
        except FoederaError:
            continue
    return None


def _day(on: str | None) -> date | None:
    return date.fromisoformat(on) if on and len(on) == 10 and on[0].isdigit() else None
