"""All records at once, quickly: compiled to one file in the user's cache, valid while no record changed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from foedera.model import Treaty

from .loader import load


def load_all(paths: Mapping[str, Path]) -> dict[str, Treaty]:
    """The treaties of all files. Where the cache cannot be read or written, the files are read."""
    place = _place(paths)
    if place is not None:
        with suppress(OSError, msgspec.DecodeError, msgspec.ValidationError):
            return msgspec.msgpack.decode(place.read_bytes(), type=dict[str, Treaty])
    found = {treaty_id: load(path) for treaty_id, path in paths.items()}
    if place is not None:
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(msgspec.msgpack.encode(found))
            fresh.replace(place)
            _drop_older(place)
    return found


def _place(paths: Mapping[str, Path]) -> Path | None:
    folders: set[Path] = set()
    try:
        state = hashlib.sha256(_form().encode())
        for path in paths.values():
            for file in (path, path.with_suffix(".csv")):
                if file.exists():
                    facts = file.stat()
                    state.update(f"{file} {facts.st_size} {facts.st_mtime_ns}\n".encode())
            folders.add(path.parent)
        folder = os.environ.get("FOEDERA_CACHE")
        if folder is None:
            import platformdirs

            folder = platformdirs.user_cache_dir("foedera")
    except OSError:
        return None
    where = hashlib.sha256("|".join(sorted(map(str, folders))).encode()).hexdigest()[:12]
    return Path(folder) / f"register-{where}-{state.hexdigest()[:24]}.msgpack"


def _form() -> str:
    """The code that makes records and the table of states it uses: a cache made by other code is not read."""
    package = Path(__file__).parents[1]
    files = [
        f for room in ("register", "model", "dates", "states") for f in sorted((package / room).glob("*.py"))
    ]
    files.append(package / "states" / "compiled" / "facts.json")
    return " ".join(f"{f.name} {f.stat().st_size} {f.stat().st_mtime_ns}" for f in files)


def _drop_older(place: Path) -> None:
    same_folders = place.name.rsplit("-", 1)[0]
    for other in place.parent.glob(f"{same_folders}-*.msgpack"):
        if other != place:
            other.unlink(missing_ok=True)
