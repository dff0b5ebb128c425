"""Uploaded files, kept in memory for a while, so that what was read can be read again when it is accepted."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

from foedera.errors import FoederaError

KEPT = 24 * 1024 * 1024
"""Bytes of all uploads kept together; the oldest goes first."""


class Uploads:
    """Files by the hash of their content. Nothing is written to disk."""

    def __init__(self, size: int = KEPT) -> None:
        self._size, self._lock = size, threading.Lock()
        self._files: OrderedDict[str, tuple[bytes, str]] = OrderedDict()

    def keep(self, content: bytes, name: str) -> str:
        """The key under which the file is found again."""
        key = hashlib.sha256(content).hexdigest()
        with self._lock:
            self._files[key] = (content, name)
            self._files.move_to_end(key)
            while len(self._files) > 1 and sum(len(c) for c, _ in self._files.values()) > self._size:
                self._files.popitem(last=False)
        return key

    def take(self, key: str) -> tuple[bytes, str]:
        """Content and name; raises ``FoederaError`` where it was let go."""
        with self._lock:
            if key not in self._files:
                raise FoederaError("upload", "the file is no longer kept here", "upload it again")
            self._files.move_to_end(key)
            return self._files[key]
