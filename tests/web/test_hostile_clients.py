"""A real server under clients that are slow, many, large or full of bombs."""

from __future__ import annotations

import gzip
import io
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from .conftest import REPORT

Client = TestClient[Litestar]
Start = Callable[..., str]


def connect(address: str) -> socket.socket:
    port = int(address.rsplit(":", 1)[1])
    return socket.create_connection(("127.0.0.1", port), timeout=15)


def answer(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: "])
def test_a_head_that_does_not_arrive_ends_the_connection(live: Start, sent: bytes) -> None:
    with connect(live(head_patience=0.5)) as connection:
        connection.sendall(sent)
        start = time.monotonic()
        found = answer(connection)
    assert found.startswith(b"HTTP/1.1 408")
    assert time.monotonic() - start < 5


def test_a_head_that_drips_is_no_better(live: Start) -> None:
    with connect(live(head_patience=0.6)) as connection:
        start = time.monotonic()
        with pytest.raises(OSError):
            for _ in range(60):
                connection.sendall(b"X" if time.monotonic() - start > 0.1 else b"GET / HTTP/1.1\r\nX: ")
                time.sleep(0.1)
        assert time.monotonic() - start < 5


def test_a_body_that_does_not_arrive_is_refused(live: Start) -> None:
    with connect(live(patience=0.5)) as connection:
        connection.sendall(
            b"POST /api/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b'Content-Length: 1000\r\nConnection: close\r\n\r\n{"text": "'
        )
        found = answer(connection)
    assert found.startswith(b"HTTP/1.1 408") and b"problem+json" in found


def test_slow_clients_do_not_hold_up_the_others(live: Start) -> None:
    address = live(head_patience=8.0)
    slow = [connect(address) for _ in range(40)]
    try:
        for connection in slow:
            connection.sendall(b"POST /api/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\n{")
        start = time.monotonic()
        assert httpx.get(f"{address}/clause", timeout=10).status_code == 200
        assert time.monotonic() - start < 5
    finally:
        for connection in slow:
            connection.close()


def test_a_slow_question_does_not_hold_up_the_others(live: Start) -> None:
    address = live()
    httpx.get(f"{address}/treaties/prk-rus-2024", timeout=30)
    long = {"text": (REPORT + "\n\n") * 2500, "published": "2024-11-09"}
    done: list[float] = []
    start = time.monotonic()

    def slow() -> None:
        httpx.post(f"{address}/api/read", json=long, timeout=120)
        done.append(time.monotonic() - start)

    thread = threading.Thread(target=slow)
    thread.start()
    time.sleep(0.3)
    quick = []
    for _ in range(5):
        before = time.monotonic()
        assert httpx.get(f"{address}/treaties/prk-rus-2024", timeout=60).status_code == 200
        quick.append(time.monotonic() - before)
    still = not done
    thread.join()
    assert still, "the slow question was answered before the quick ones: make it longer"
    assert sorted(quick)[2] < 1.0


def test_a_hundred_megabytes_are_refused_unread(live: Start) -> None:
    address = live()

    def megabytes() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1_000_000

    for path in ("/api/read", "/api/upload", "/read/file", "/read", "/accept", "/api/statements"):
        head = {"content-type": "application/octet-stream", "content-length": "100000000"}
        with connect(address) as connection:
            lines = "".join(f"{k}: {v}\r\n" for k, v in head.items())
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{lines}\r\n".encode())
            assert connection.recv(100).startswith(b"HTTP/1.1 413"), path
    # Without a length the limit counts what arrives.
    try:
        status = httpx.post(f"{address}/api/upload", content=megabytes(), timeout=60).status_code
    except httpx.WriteError:  # the server hung up on what it had refused
        status = 413
    assert status == 413


def bomb() -> bytes:
    """A WARC of one page that unpacks to 300 MB from 300 KB."""
    page = b"<html><body><p>" + b"treaty " * 40_000_000 + b"</p></body></html>"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://bomb.example/\r\n"
        b"WARC-Date: 2024-11-12T00:00:00Z\r\nWARC-Record-ID: <urn:example:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
    )
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        packed.write(head + block + b"\r\n\r\n")
    return out.getvalue()


def test_a_zip_bombed_archive_is_refused(client: Client) -> None:
    import resource

    content = bomb()
    assert len(content) < 2_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = client.post("/api/upload?format=warc", content=content)
    assert found.status_code == 400 and "Traceback" not in found.text
    assert client.post("/api/upload", content=content).status_code == 400
    page = client.post("/read/file", files={"file": ("bomb.warc.gz", content)})
    assert page.status_code == 400
    # It was not unpacked whole: what was made above counts, 300 MB more do not come.
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


def test_an_uploaded_file_is_read_and_can_be_accepted(client: Client) -> None:
    page = client.post(
        "/read/file", files={"file": ("report.txt", REPORT.encode())}, data={"published": "2024-11-09"}
    )
    assert page.status_code == 200 and "<mark>" in page.text
    upload = re.search(r'name="upload" value="([0-9a-f]{64})"', page.text)
    assert upload
    gone = client.post("/read", data={"upload": "0" * 64})
    assert gone.status_code == 400 and "upload it again" in gone.text


def test_an_archive_is_read_over_http(client: Client) -> None:
    body = f"<html><body><article><p>{REPORT}</p></article></body></html>".encode()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    warc = (
        (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/a\r\n"
            b"WARC-Date: 2024-11-09T12:00:00Z\r\nWARC-Record-ID: <urn:example:2>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(block)
        )
        + block
        + b"\r\n\r\n"
    )
    found = client.post("/api/upload?format=warc&published=2024-11-09", content=warc)
    assert found.status_code == 200, found.text
    assert "ratification" in {s.get("act") for s in found.json()["statements"]}
