"""What every importer takes and gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from foedera.dates import parse
from foedera.errors import FoederaError
from foedera.model import AnyStatement, Checkpoint, Source, Treaty

Lookup = Callable[[str, str], str | None]
"""``lookup(kind, identifier)``: the register id of the treaty with that identifier of another register
(``lookup("mtdsg", "XXVI-4")``, ``lookup("atop", "1005")``), or with that name and year (``lookup("title",
"Rome Statute of the International Criminal Court|1998")``); None where the register has none."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The most that is read of one file, in bytes and in rows. More is refused, not cut."""

    size: int = 64 * 1024 * 1024
    unpacked: int = 256 * 1024 * 1024
    rows: int = 2_000_000


LIMITS = Limits()


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be used. ``where``: file and line, row or footnote; ``why``: in words."""

    where: str
    why: str


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What was used but deserves a look: a date that looks like a slip, a total that does not add up."""

    where: str
    what: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two editions of a register.

    ``kind``: ``new``, ``changed`` (another date or kind of act), ``vanished``, ``returned`` or
    ``renamed``. ``was``, ``now``: what the editions say, None where one says nothing. ``statement``: id of
    the statement that records it, None where none was needed.
    """

    kind: str
    party: str
    act: str | None = None
    was: str | None = None
    now: str | None = None
    statement: str | None = None
    note: str | None = None


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """A later edition says otherwise: the statement ``retracts`` gives way to ``by_statement`` (ids).

    For ``Ledger.correct``: the earlier statement stays in the journal and answers as then.
    """

    retracts: str
    by_statement: str
    reason: str


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """All that one file gives; nothing is written until the whole of it has been read.

    ``sources``: the documents, each with a content hash as id. ``statements``: sealed, so that a second
    import gives the same ids. ``treaties``: records proposed for treaties that the register does not
    hold. ``checkpoints``: what the register itself states, by treaty id. ``complete``: the treaties whose
    participation the file lists in full, with the day as of which it does (EDTF). ``notices``: findings
    about the file. ``skipped``: what could not be used. ``corrections``: earlier statements of the same
    register that a later edition replaces (filled by ``untc.compare.with_editions``).
    """

    sources: tuple[Source, ...] = ()
    statements: tuple[AnyStatement, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    checkpoints: dict[str, tuple[Checkpoint, ...]] = {}
    complete: dict[str, str | None] = {}
    notices: tuple[Notice, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def treaty_ids(self) -> tuple[str, ...]:
        """The treaties that the statements, checkpoints and proposed records are about, in order."""
        seen = dict.fromkeys(s.treaty for s in self.statements if s.treaty)
        seen.update(dict.fromkeys(self.checkpoints))
        seen.update(dict.fromkeys(t.id for t in self.treaties))
        return tuple(seen)


class Importer(Protocol):
    """Reads one format. ``name``: the word on the command line; ``cite``: how to cite the data."""

    name: str
    cite: str

    def read(
        self,
        path: str | Path,
        *,
        treaty: str | None = None,
        published: str | None = None,
        lookup: Lookup | None = None,
        mapping: str | Path | None = None,
        limits: Limits = LIMITS,
    ) -> Imported:
        """Everything ``path`` states. Raises ``FoederaError`` for a file that is not what it should be.

        ``treaty``: register id where the file does not name its treaty. ``published``: EDTF day on which
        the file's content became public, where the file does not say. ``lookup``: finds the
        register's treaty by another register's identifier; None: all treaties are unknown. ``mapping``: for
        ``csv``.
        """
        ...


def read_bytes(path: str | Path, limits: Limits = LIMITS) -> bytes:
    """The file's bytes, unpacked where its name ends in ``.gz``; refuses what is too large or empty."""
    file = Path(path)
    try:
        size = file.stat().st_size
        if not file.is_file():
            raise FoederaError(str(path), "is not a file", "name a file")
        if size > limits.size:
            raise FoederaError(
                str(path), f"is {size:,} bytes, more than the {limits.size:,} that are read", "split it"
            )
        content = file.read_bytes()
    except OSError as fault:
        raise FoederaError(str(path), f"cannot be read ({fault.strerror})", "check name and rights") from None
    if content[:2] == b"\x1f\x8b":
        content = _unpack(content, str(path), limits)
    if not content.strip():
        raise FoederaError(str(path), "is empty", "fetch it again")
    return content


def read_text(path: str | Path, limits: Limits = LIMITS) -> str:
    """The file as UTF-8 text, without a byte-order mark."""
    content = read_bytes(path, limits)
    if b"\x00" in content[:65536]:
        raise FoederaError(str(path), "is a binary file, not text", "check the format you named")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise FoederaError(f"{path}:{line}", "is not UTF-8", "convert the file to UTF-8") from None


_YEARS = re.compile(r"(?<!\d)\d{4}(?!\d)")
LAST_YEAR = 2200


def real_date(text: str, where: str, what_to_do: str = "leave it empty where no day is known") -> str:
    """Canonical EDTF of a date in a file.

    Raises ``FoederaError`` for what is no date, and for the days that tables write for "not known" and
    "still open" (1111-11-11, 9999-12-31, any year after 2200): none of them ever was or will be.
    """
    told = parse(text, where).text
    if told == "1111-11-11" or any(int(year) > LAST_YEAR for year in _YEARS.findall(told)):
        raise FoederaError(where, f"'{text}' is a placeholder or a slip, no day of an act", what_to_do)
    return told


def other_delimiter(header: Sequence[str]) -> str | None:
    """What to say of a heading that is one cell because its cells are parted by something else; else None."""
    if len(header) != 1:
        return None
    names = {";": "semicolons", "\t": "tabs", "|": "'|'"}
    found = max(names, key=header[0].count)
    return names[found] if found in header[0] else None


_NOTE = "stated"


def state_note(treaty: str, checkpoint: Checkpoint) -> str:
    """What a register states of a treaty, as a note on its source, so that the ledger keeps it."""
    plain = {
        k: v for k, v in msgspec.to_builtins(checkpoint).items() if v not in (None, False) and k != "source"
    }
    return f"{_NOTE} {msgspec.json.encode({'treaty': treaty, **plain}, order='sorted').decode()}"


def stated(source: Source) -> dict[str, Checkpoint]:
    """The checkpoints that the notes of a source carry, by treaty id (see ``state_note``)."""
    found: dict[str, Checkpoint] = {}
    for note in source.notes:
        if note.startswith(f"{_NOTE} {{"):
            plain = msgspec.json.decode(note.removeprefix(_NOTE))
            treaty = plain.pop("treaty")
            found[treaty] = msgspec.convert({**plain, "source": source.id}, Checkpoint)
    return found


def sha256(content: bytes | str) -> str:
    """SHA-256 of the content, as 64 hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def _unpack(content: bytes, where: str, limits: Limits) -> bytes:
    import gzip
    import io
    import zlib

    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            plain = packed.read(limits.unpacked + 1)
    except (OSError, EOFError, zlib.error):
        raise FoederaError(where, "is damaged: the gzip stream breaks off", "fetch it again") from None
    if len(plain) > limits.unpacked:
        raise FoederaError(where, f"unpacks to more than {limits.unpacked:,} bytes", "split it")
    return plain
