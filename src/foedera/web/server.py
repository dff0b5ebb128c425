"""The server under the application: patience with slow clients, threads for the handlers, warm books."""

from __future__ import annotations

import asyncio
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from litestar import Litestar
from uvicorn.protocols.http.h11_impl import H11Protocol

from foedera.errors import FoederaError

HEAD_PATIENCE = 10.0
"""Seconds in which a request's head must arrive. uvicorn itself waits for ever."""

THREADS = 16
"""Handlers in threads; those that wait for a desk wait there."""

CONNECTIONS = 128


class PatientProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection whose next request does not arrive in time (408)."""

    head_patience = HEAD_PATIENCE

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._late: asyncio.TimerHandle | None = None
        self._arm()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is h11.IDLE:
            self._arm()  # a head that has begun; the timer that runs already goes on
        else:
            self._disarm()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def _arm(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.head_patience, self._close)

    def _disarm(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        self._late = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.write(
                b"HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
            )
            self.transport.close()


def make(app: Litestar, head_patience: float = HEAD_PATIENCE) -> uvicorn.Server:
    """The server, not yet running. ``head_patience``: seconds in which a request's head must arrive."""
    protocol = type("Protocol", (PatientProtocol,), {"head_patience": head_patience})
    config = uvicorn.Config(
        app,
        http=protocol,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        limit_concurrency=CONNECTIONS,
        ws="none",
        access_log=False,
    )
    return uvicorn.Server(config)


async def serve(server: uvicorn.Server, listening: socket.socket) -> None:
    """Until the server is told to stop; handlers have threads of their own."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "foedera"))
    await server.serve(sockets=[listening])


def run(app: Litestar, listening: socket.socket) -> None:
    """Serve until stopped; every treaty is derived in the background, so that the first page is quick."""
    threading.Thread(target=_warm, args=(app,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        asyncio.run(serve(make(app), listening))


def _warm(app: Litestar) -> None:
    with suppress(FoederaError):  # a page says what is wrong, to whoever asks
        app.state.shelves.warm()
