"""Bad input: one clear line each, the right exit status, never a traceback, and a ledger left as it was."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.acceptance.command import run

REPORT = "Russia and North Korea signed a mutual defence treaty in Pyongyang on 19 June 2024."


def one_line(err: str) -> str:
    assert "Traceback" not in err
    lines = err.strip().splitlines()
    assert len(lines) == 1, err
    return lines[0]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("picture.bin", bytes(range(256)) * 40, "not text"),
        ("big.txt", b"a word and another one\n" * 2_300_000, "larger than"),
    ],
)
def test_a_report_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path, ledger = tmp_path / name, tmp_path / "ledger.sqlite"
    path.write_bytes(content)
    result = run("read", str(path), "--accept", "--ledger", f"sqlite:///{ledger}")
    assert result.code == 1
    assert words in one_line(result.err)
    assert name in result.err
    assert not ledger.exists()


def test_a_report_in_another_encoding_is_read_or_refused_but_never_garbled(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("Россия и КНДР подписали договор о взаимной обороне 19 июня 2024 года.".encode("cp1251"))
    result = run("read", str(path), "--json")
    if result.code:
        assert "encoding" in one_line(result.err)
    else:
        assert all("Ð" not in s["quote"] and "�" not in s["quote"] for s in result.json["statements"])


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["status", "prk-rus-2204"], 1, "prk-rus-2024"),
        (["status", "prk-rus-2024", "--on", "2024-02-30"], 1, "2024-02-30"),
        (["status", "prk-rus-2024", "--party", "Ruritania"], 1, "Ruritania"),
        (["status", "prk-rus-2024", "--between", "PRK", "PRK"], 1, "two different states"),
        (["status"], 2, "TREATY"),
        (["stauts", "prk-rus-2024"], 2, "status"),
        (["status", "prk-rus-2024", "--of", "today"], 2, "--of"),
        (["read", "no-such-file.txt"], 1, "no such file"),
        (["read", "-", "--published", "yesterday"], 1, "yesterday"),
        (["states", "Zzyzxia"], 1, "Zzyzxia"),
        (["clause", "The cat sat on the mat."], 1, "clause"),
        (["import", "nonsense", "file"], 2, "nonsense"),
        (["verify", "--ledger", "mysql://x"], 1, "mysql"),
    ],
)
def test_a_call_that_cannot_be_answered(args: list[str], code: int, words: str) -> None:
    result = run(*args, stdin=REPORT.encode())
    assert result.code == code, result.err
    assert words in one_line(result.err)
    assert result.out == ""


def test_a_misspelt_key_is_named_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "aaa-bbb-2001.yml").write_text(
        "id: aaa-bbb-2001\ntitle: {en: A treaty}\nnature: treaty\nform: bilateral\n"
        "withdrawl: {notice: {years: 1}}\n"
    )
    result = run("check", str(tmp_path))
    assert result.code == 1
    assert "aaa-bbb-2001.yml:5:" in result.out
    assert "withdrawal" in result.out
    loaded = run("status", "aaa-bbb-2001", "--register", str(tmp_path))
    assert loaded.code == 1
    assert "aaa-bbb-2001.yml:5" in one_line(loaded.err)


def test_a_ledger_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "folder.sqlite").mkdir()
    result = run(
        "read", "-", "--accept", "--ledger", f"sqlite:///{tmp_path / 'folder.sqlite'}", stdin=REPORT.encode()
    )
    assert result.code == 1
    assert "folder.sqlite" in one_line(result.err)


def test_one_changed_byte_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    url = f"sqlite:///{path}"
    assert (
        run("read", "-", "--accept", "--published", "2024-06-19", "--ledger", url, stdin=REPORT.encode()).code
        == 0
    )
    assert run("verify", "--ledger", url).code == 0
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    content = path.read_bytes()
    place = content.index(b"Pyongyang")
    path.write_bytes(content[:place] + b"Q" + content[place + 1 :])
    result = run("verify", "--ledger", url)
    assert result.code == 1
    assert "entry" in one_line(result.err)


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_text("this is a shopping list\n" * 100)
    for args in (["verify"], ["log"], ["status", "prk-rus-2024"]):
        result = run(*args, "--ledger", f"sqlite:///{path}")
        assert result.code == 1
        assert "ledger.sqlite" in one_line(result.err)
    assert path.read_text().startswith("this is a shopping list")
