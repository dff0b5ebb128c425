"""``Register``: all treaty records of the shipped register and of the folders that a person adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from foedera.errors import FoederaError
from foedera.model import Act, Source, Treaty

from .loader import load
from .statements import treaty_statements

SHIPPED = Path(__file__).parent / "records"
"""The records that come with the program."""


class Register:
    """Records by id, each file read when it is asked for.

    ``folders``: directories of records; a later one replaces records of the same id in an earlier one.
    ``shipped``: whether the program's own records are the first of them.
    """

    def __init__(self, folders: Sequence[str | Path] = (), *, shipped: bool = True) -> None:
        self.folders = [*([SHIPPED] if shipped else []), *map(Path, folders)]
        self._paths: dict[str, Path] = {}
        for folder in self.folders:
            if not folder.is_dir():
                raise FoederaError(str(folder), "there is no such folder of records", "check the path")
            self._paths.update((path.stem, path) for path in sorted(folder.glob("*.yml")))
        self._loaded: dict[str, Treaty] = {}
        self._whole = False

    def __contains__(self, treaty_id: object) -> bool:
        return treaty_id in self._paths or treaty_id in self._loaded

    def has_file(self, treaty_id: str) -> bool:
        """Whether the record stands in a file, and not in a ledger only."""
        return treaty_id in self._paths

    def ids(self) -> list[str]:
        """Ids of all records, in order."""
        return sorted({*self._paths, *self._loaded})

    def add(self, treaties: Iterable[Treaty]) -> None:
        """Add records that stand elsewhere (a ledger's imports); a file of the same id comes before them."""
        for treaty in treaties:
            if treaty.id not in self._paths:
                self._loaded[treaty.id] = treaty
                for cached in ("_identifiers", "_terminators", "_amenders", "_names"):
                    self.__dict__.pop(cached, None)

    def get(self, treaty: str) -> Treaty:
        """The record with this id, or the one treaty that the text names.

        Raises ``FoederaError`` that offers near names where there is none, or several.
        """
        if treaty in self._loaded:
            return self._loaded[treaty]
        if treaty in self._paths:
            self._loaded[treaty] = load(self._paths[treaty])
            return self._loaded[treaty]
        found = self.find(treaty)
        if len(found) == 1:
            return self.get(found[0])
        if found:
            raise FoederaError(
                "treaty", f"'{treaty}' names several treaties", f"say which: {', '.join(found[:8])}"
            )
        near = get_close_matches(treaty.lower(), self.ids(), 3, 0.6) or self._near_names(treaty)
        hint = f"did you mean {', '.join(near)}?" if near else "list them with foedera treaties"
        raise FoederaError("treaty", f"there is no treaty '{treaty}' in the register", hint)

    def all(self) -> list[Treaty]:
        """All records in order of id; read from a cache where that is up to date."""
        if not self._whole:
            from .cache import load_all

            for treaty_id, treaty in load_all(self._paths).items():
                self._loaded.setdefault(treaty_id, treaty)
            self._whole = True
        return [self._loaded[treaty_id] for treaty_id in self.ids()]

    def find(self, text: str) -> list[str]:
        """Ids of the treaties with this id, title, alias in any language, or identifier."""
        if text in self:
            return [text]
        from foedera.states.normal import fold

        return sorted(self._names.get(fold(text), ()))

    def lookup(self, kind: str, identifier: str) -> str | None:
        """The treaty with an identifier of another register (``mtdsg``, ``atop`` …), None for none.

        ``id``: whether the register holds a treaty of that id itself. ``title``: ``TEXT|YEAR``, the one
        treaty of that name that was done or opened in that year.
        """
        if kind == "id":
            return identifier if identifier in self else None
        if kind == "title":
            name, _, year = identifier.rpartition("|")
            named = [t for t in map(self.get, self.find(name)) if year in _years(t)]
            return named[0].id if len(named) == 1 else None
        return self._identifiers.get((kind.lower(), identifier.strip().lower()))

    def terminators(self, treaty_id: str) -> list[str]:
        """Treaties whose record says that they terminate or replace this one."""
        return self._terminators.get(treaty_id, [])

    def amenders(self, treaty_id: str) -> list[str]:
        """Treaties whose record says that they amend this one."""
        return self._amenders.get(treaty_id, [])

    def statements(self, treaty_id: str) -> tuple[dict[str, Source], tuple[Act, ...]]:
        """The record's acts as statements with their sources."""
        return treaty_statements(self.get(treaty_id))

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        from foedera.states.normal import fold

        names: dict[str, set[str]] = {}
        for treaty in self.all():
            aliases = [alias for group in treaty.aliases.values() for alias in group]
            numbers = [text for k, v in treaty.identifiers.items() for text in (v, f"{k} {v}", f"{k}:{v}")]
            for text in (*treaty.title.values(), *aliases, *numbers):
                names.setdefault(fold(text), set()).add(treaty.id)
        return names

    @cached_property
    def _identifiers(self) -> dict[tuple[str, str], str]:
        return {
            (kind.lower(), part.strip().lower()): treaty.id
            for treaty in self.all()
            for kind, value in treaty.identifiers.items()
            for part in value.split(";")
        }

    @cached_property
    def _terminators(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for treaty in self.all():
            for ended in (*treaty.terminates, *treaty.supersedes):
                found.setdefault(ended, []).append(treaty.id)
        return found

    @cached_property
    def _amenders(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for treaty in self.all():
            if treaty.amends:
                found.setdefault(treaty.amends, []).append(treaty.id)
        return found

    def _near_names(self, text: str) -> list[str]:
        from foedera.states.normal import fold

        near = get_close_matches(fold(text), self._names, 3, 0.75)
        return sorted({treaty for name in near for treaty in self._names[name]})[:3]


def _years(treaty: Treaty) -> set[str]:
    return {day[:4] for day in (treaty.done.date, treaty.opened) if day}
