"""Who may write: a token kept by its hash, and browser sessions that were opened with it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict
from pathlib import Path

from foedera.errors import FoederaError

from .problem import Refused

SESSIONS = 32
"""Browser sessions kept; the oldest is closed first. They end with the server."""

COOKIE = "foedera_session"


def token_hash(token: str) -> str:
    """SHA-256; enough for 256 random bits, which no one can guess."""
    return hashlib.sha256(token.encode()).hexdigest()


def first_token(path: Path, renew: bool = False) -> tuple[str, str | None]:
    """The hash kept in ``path``, and the token itself where it was made just now (to be shown once)."""
    try:
        if path.exists() and not renew:
            kept = path.read_text().strip()
            if len(kept) != 64 or set(kept) - set("0123456789abcdef"):
                raise FoederaError(str(path), "this is not a token's hash", "make one with --new-token")
            return kept, None
        token = secrets.token_urlsafe(32)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(token_hash(token) + "\n")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or fault
        raise FoederaError(
            str(path), f"the token's hash cannot be kept ({reason})", "name another file with --token-file"
        ) from None
    return token_hash(token), token


class Door:
    """Checks tokens, sessions and the hidden field of forms."""

    def __init__(self, kept: str) -> None:
        self._kept = kept
        self._secret = secrets.token_bytes(32)
        self._sessions: OrderedDict[str, None] = OrderedDict()

    def check(self, token: str) -> None:
        if not hmac.compare_digest(token_hash(token), self._kept):
            raise Refused("token", "the token is wrong", "foedera serve --new-token makes a new one")

    def bearer(self, header: str | None) -> None:
        """``Authorization: Bearer TOKEN``; 401 where there is none, 403 where it is wrong."""
        scheme, _, token = (header or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Refused("Authorization", "writing needs a token", "send Authorization: Bearer TOKEN", 401)
        self.check(token.strip())

    def open(self, token: str) -> str:
        """A new session's id, for the cookie."""
        self.check(token)
        session = secrets.token_urlsafe(32)
        self._sessions[session] = None
        while len(self._sessions) > SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def close(self, session: str | None) -> None:
        self._sessions.pop(session or "", None)

    def is_open(self, session: str | None) -> bool:
        return session is not None and session in self._sessions

    def field(self, session: str | None) -> str:
        """What a form of this session carries, empty without one."""
        if session is None or not self.is_open(session):
            return ""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def form(self, session: str | None, field: str) -> None:
        """401 without a session; 403 where the form's hidden field is not the session's."""
        if not self.is_open(session):
            raise Refused("session", "recording needs a session", "sign in with the token first", 401)
        if not hmac.compare_digest(self.field(session), field):
            raise Refused("form", "the form does not belong to this session", "open the page again")
