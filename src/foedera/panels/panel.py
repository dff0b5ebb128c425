"""A table that knows its unit, what it covers and how to cite its sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from foedera.errors import FoederaError, UsageError

from .pledges import Citation, Coverage
from .vocabulary import Unit

if TYPE_CHECKING:
    import polars as pl

KEYS: dict[str, tuple[str, ...]] = {
    "dyad-year": ("state_a", "state_b", "cow_a", "cow_b", "year"),
    "dyad-spell": ("state_a", "state_b", "cow_a", "cow_b", "treaty", "from"),
    "state-year": ("state", "cow", "year"),
    "treaty-year": ("treaty", "year"),
    "party-year": ("treaty", "state", "year"),
}
"""The columns that name a row of each unit."""

SUFFIXES = {
    ".csv": "CSV",
    ".parquet": "Parquet",
    ".arrow": "Arrow",
    ".feather": "Arrow",
    ".jsonl": "JSON Lines",
    ".sqlite": "SQLite",
    ".db": "SQLite",
    ".dta": "Stata",
}


def format_of(path: str | Path) -> str:
    """The format that a file name asks for; raises ``FoederaError`` where no such file can be written."""
    file = Path(path)
    form = SUFFIXES.get(file.suffix.lower())
    if form is None:
        known = ", ".join(SUFFIXES)
        raise UsageError(str(path), f"'{file.suffix}' is no format of a table", f"name it {known}")
    if not file.parent.is_dir():
        raise FoederaError(str(path), f"cannot be written: there is no folder {file.parent}", "make it first")
    if file.is_dir():
        raise FoederaError(str(path), "cannot be written: it is a folder", "name a file")
    return form


OWN = Citation(
    "foedera",
    "@software{foedera,\n  title  = {Foedera: what treaties are in force, computed from the acts},\n}",
)


@dataclass(frozen=True)
class Panel:
    """``frame``: the rows. ``unit``: what one row is. ``coverage``: years for which a source is complete.

    ``directed``: whether the two directions of a pair stand apart. ``notes``: what the reader of the
    table must know. ``options``: how it was made. ``rests_on``: gives the sources of treaties.
    """

    frame: pl.DataFrame
    unit: Unit
    directed: bool = False
    coverage: tuple[Coverage, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    rests_on: Callable[[Sequence[str]], pl.DataFrame] | None = None

    def treaties(self) -> list[str]:
        """The treaties that the rows name, in order."""
        column = next((c for c in ("treaties", "treaty") if c in self.frame.columns), None)
        if column is None:
            return []
        named = self.frame[column].drop_nulls().unique()
        return sorted({treaty for cell in named for treaty in cell.split(";")})

    def provenance(self) -> pl.DataFrame:
        """What the rows rest on: one row for each treaty named and each source that tells of it.

        Columns: ``treaty``, ``title``, ``kind``, ``publisher``, ``source``, ``url``, ``published``,
        ``statements``. Only the names where the table was made without a book.
        """
        import polars as pl

        if self.rests_on is None:
            return pl.DataFrame({"treaty": self.treaties()}, schema={"treaty": pl.String})
        return self.rests_on(self.treaties())

    def cite(self) -> str:
        """The sources of the table as BibTeX."""
        return "\n\n".join(citation.bibtex for citation in (*self.citations, OWN))

    def write(self, path: str | Path) -> Path:
        """Write the rows; the suffix of ``path`` names the format. An existing file is replaced whole.

        Raises ``FoederaError`` where the format is unknown or the file cannot be written.
        """
        from .writing import write

        form = format_of(path)
        file = Path(path)
        try:
            write(self, file, form)
        except OSError as fault:
            reason = fault.strerror or str(fault)
            raise FoederaError(str(path), f"cannot be written ({reason})", "check name and rights") from None
        return file

    def write_provenance(self, path: str | Path) -> Path:
        """Write ``provenance()`` as a table; the suffix of ``path`` names the format."""
        return Panel(self.provenance(), "provenance").write(path)

    def join(self, other: Panel, how: Literal["left", "inner", "full"] = "left") -> Panel:
        """The table with the columns of another of the same unit.

        Raises ``UsageError`` for a table of another unit or direction: a state-year repeated over dyads
        is no dyad-year. Columns that both have, other than the keys, get the suffix ``_right``.
        """
        if other.unit != self.unit or other.directed != self.directed:
            said = [f"{'directed ' if p.directed else ''}{p.unit}" for p in (self, other)]
            raise UsageError(
                "join", f"a {said[0]} table and a {said[1]} table have different units", "make both alike"
            )
        keys = list(KEYS[self.unit])
        frame = self.frame.join(
            other.frame.with_columns(
                other.frame[k].cast(self.frame.schema[k])
                for k in keys
                if other.frame.schema[k] != self.frame.schema[k]
            ),
            on=keys,
            how=how,
            coalesce=True,
            nulls_equal=True,
        )
        citations = {c.key: c for c in (*self.citations, *other.citations)}
        return Panel(
            frame, self.unit, self.directed, (*self.coverage, *other.coverage), tuple(citations.values()),
            (*self.notes, *other.notes), self.options, self.rests_on,
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """What the command says of the table: unit, rows, columns, coverage, citation."""
        return {
            "unit": self.unit,
            "directed": self.directed,
            "rows": self.frame.height,
            "columns": self.frame.columns,
            "coverage": [
                {"source": c.source, "from": c.first_year, "to": c.last_year} for c in self.coverage
            ],
            "options": self.options,
            "notes": list(self.notes),
            "cite": self.cite(),
        }
