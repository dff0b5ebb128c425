"""Any number of reports: what a run writes, what it sets aside, and that killing it changes nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from foedera.errors import FoederaError
from foedera.reader import read
from foedera.reader.volume import Settings, run
from foedera.reader.volume.inputs import batches, files, items

TEXTS = [
    "The president of Latvia signed the law ratifying the defence agreement with Denmark on 3 May.",
    "Ghana and Togo exchanged instruments of ratification of the border treaty in Accra on 14 August 2019.",
    "The weather was fine and nothing happened in the town.",
    "Uruguay acceded to the Arms Trade Treaty last month.",
]


def lines(path: Path, count: int) -> Path:
    """``count`` reports of three days, as JSON Lines; every one is a text of its own."""
    rows = (
        {"text": f"Dispatch {n}. {TEXTS[n % 4]}", "published": f"2024-02-0{n % 3 + 1}", "lang": "en"}
        for n in range(count)
    )
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", "utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def statements(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "statements" / "**" / "*.parquet", hive_partitioning=True)


def test_every_statement_stands_under_the_day_of_its_report(tmp_path: Path) -> None:
    summary = run([str(lines(tmp_path / "a.jsonl", 40))], tmp_path / "out", workers=1)
    assert (summary.reports, summary.failed) == (40, 0)
    frame = statements(tmp_path / "out")
    assert set(map(str, frame["day"])) == {"2024-02-01", "2024-02-02", "2024-02-03"}
    alone = read(f"Dispatch 1. {TEXTS[1]}", published="2024-02-02", lang="en")
    kept = frame.filter(pl.col("id").is_in([s.id for s in alone.statements]))
    assert kept.height == len(alone.statements) > 0
    assert kept["act"][0] == "exchange"
    assert kept["parties"][0].to_list() == ["GHA", "TGO"]


def test_what_failed_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines(folder / "good.jsonl", 3)
    (folder / "bad.jsonl").write_text('{"text": 5}\n{broken\n', "utf-8")
    (folder / "empty.txt").write_text("  \n", "utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "page.html").write_text(f"<html><body><p>{TEXTS[3]}</p></body></html>", "utf-8")
    summary = run([str(folder)], tmp_path / "out", workers=1)
    assert (summary.reports, summary.failed) == (4, 4)
    reasons = [
        json.loads(line) for line in (tmp_path / "out" / "failed.jsonl").read_text("utf-8").splitlines()
    ]
    told = {Path(r["where"]).name: r["why"] for r in reasons}
    assert "has no 'text'" in told["bad.jsonl, line 1"]
    assert "is not JSON" in told["bad.jsonl, line 2"]
    assert "is empty" in told["empty.txt"]
    assert "is not text" in told["binary.txt"]


def test_a_copy_of_a_report_adds_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 4)
    path.write_text(path.read_text("utf-8") * 3, "utf-8")
    summary = run([str(path)], tmp_path / "out", workers=1)
    assert summary.reports == 4
    assert statements(tmp_path / "out")["id"].is_duplicated().sum() == 0


def archive(*bodies: bytes) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, body in enumerate(bodies):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://news.example/{number}", "response", payload=io.BytesIO(body), http_headers=headers
        )
        writer.write_record(record)
    return out.getvalue()


def test_an_archive_is_read_record_by_record_and_a_cut_one_keeps_what_came_before(tmp_path: Path) -> None:
    pages = [f"<html><body><p>Page {n}. {TEXTS[3]}</p></body></html>".encode() for n in range(5)]
    whole = archive(*pages)
    (tmp_path / "cut.warc.gz").write_bytes(whole[: len(whole) - 60])
    summary = run(
        [str(tmp_path / "cut.warc.gz")], tmp_path / "out", Settings(published="2024-05-02"), workers=1
    )
    assert summary.reports >= 3
    assert summary.failed == 1
    assert "is cut off" in (tmp_path / "out" / "failed.jsonl").read_text("utf-8")
    reports = pl.read_parquet(tmp_path / "out" / "reports" / "**" / "*.parquet", hive_partitioning=True)
    assert reports["url"].to_list()[0].startswith("https://news.example/")


def test_an_archive_that_unpacks_to_more_than_a_report_is_set_aside(tmp_path: Path) -> None:
    bomb = archive(b"<html>" + b"a" * 25_000_000)
    (tmp_path / "bomb.warc.gz").write_bytes(bomb)
    assert len(bomb) < 200_000
    summary = run([str(tmp_path / "bomb.warc.gz")], tmp_path / "out", workers=1)
    assert (summary.reports, summary.failed) == (0, 1)


@pytest.mark.parametrize("change", ["input", "options", "other"])
def test_another_run_does_not_mix_into_a_folder(tmp_path: Path, change: str) -> None:
    path, out = lines(tmp_path / "a.jsonl", 600), tmp_path / "out"
    begin(path, out, batches_done=1)
    if change == "input":
        path.write_text(path.read_text("utf-8").replace("Dispatch 0.", "Dispatch X."), "utf-8")
        with pytest.raises(FoederaError, match="input has changed since the run began"):
            run([str(path)], out, workers=1)
    elif change == "options":
        with pytest.raises(FoederaError, match="other options"):
            run([str(path)], out, Settings(lang="fr"), workers=1)
    else:
        (tmp_path / "full").mkdir()
        (tmp_path / "full" / "mine.txt").write_text("keep", "utf-8")
        with pytest.raises(FoederaError, match="is not empty and holds no run"):
            run([str(path)], tmp_path / "full", workers=1)


class Stop(Exception):
    pass


def begin(path: Path, out: Path, batches_done: int) -> None:
    """A run that stops after some batches, as one that is interrupted does."""
    seen = 0

    def stop(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == batches_done:
            raise Stop

    with pytest.raises(Stop):
        run([str(path)], out, workers=1, progress=stop)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 800)
    run([str(path)], tmp_path / "whole", workers=1)
    begin(path, tmp_path / "out", batches_done=2)
    again = run([str(path)], tmp_path / "out", workers=1)
    assert again.skipped == 2
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")
    assert run([str(path)], tmp_path / "out", workers=1).reports == 800


def test_a_run_killed_at_any_moment_ends_as_an_undisturbed_one(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 1500)
    run([str(path)], tmp_path / "whole", workers=1)
    command = [
        sys.executable,
        "-m",
        "foedera",
        "read",
        str(path),
        "--to",
        str(tmp_path / "out"),
        "--workers",
        "1",
    ]
    kills = 0
    for delay in (0.4, 0.7, 1.0, 1.3, 1.6, 1.9, 2.2, 60.0):
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ}
        )
        try:
            _, told = process.communicate(timeout=delay)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0, told.decode()
        break
    assert kills
    assert contents(tmp_path / "out") == contents(tmp_path / "whole")


def test_processes_and_this_process_write_the_same(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 600)
    run([str(path)], tmp_path / "one", workers=1)
    run([str(path)], tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_cluster_writes_the_same(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="dask.distributed is not installed")
    path = lines(tmp_path / "a.jsonl", 600)
    run([str(path)], tmp_path / "one", workers=1)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        run([str(path)], tmp_path / "two", scheduler=cluster.scheduler_address)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_scheduler_that_does_not_answer_is_told(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="dask.distributed is not installed")
    path = lines(tmp_path / "a.jsonl", 2)
    with pytest.raises(FoederaError, match="no Dask scheduler answers at nowhere://1"):
        run([str(path)], tmp_path / "out", scheduler="nowhere://1")


def test_batches_do_not_hold_more_than_their_bound(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", 600)
    found = list(batches(items(files([str(path)]), "auto")))
    assert [len(batch.items) for batch in found] == [256, 256, 88]


def test_the_command_tells_what_it_wrote(tmp_path: Path) -> None:
    path = gzip.compress(b"not an archive")
    (tmp_path / "x.warc.gz").write_bytes(path)
    lines(tmp_path / "a.jsonl", 4)
    started = time.monotonic()
    done = subprocess.run(
        [
            sys.executable, "-m", "foedera", "read", str(tmp_path / "a.jsonl"), str(tmp_path / "x.warc.gz"),
            "--to", str(tmp_path / "out"), "--workers", "1", "--json",
        ],
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    assert (answer["reports"], answer["failed"]) == (4, 1)
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.txt", "--to", "out"], "there is no such file or folder"),
        (["https://news.example/a", "--to", "out"], "addresses are not fetched in a volume run"),
    ],
)
def test_a_wrong_path_is_an_error_of_one_line(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "foedera", "read", *arguments], capture_output=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 1
    assert words in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert not (tmp_path / "out").exists()
