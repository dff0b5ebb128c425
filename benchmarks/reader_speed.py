"""How fast reports are read, on one core: python benchmarks/reader_speed.py [REPORTS]

Plain-text reports of about 2 kB in all languages with a pack: *news*, in which one sentence in five is from
tests/reader/cases and the others are ordinary, and *dense* ones, in which every sentence is. In the same run,
as baselines for parts of the same work: finding dates with ``dateparser`` (the benchmark extra), and finding
names of states with one regular expression over the same names.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path

import yaml

ORDINARY = Path(__file__).parents[1] / "src" / "foedera" / "book" / "alike.yml"
CASES = Path(__file__).parents[1] / "tests" / "reader" / "cases"
EXAMPLE = Path(__file__).parents[1] / "src" / "foedera" / "reader" / "examples" / "report.ur.txt"
SIZE = 2000


def reports(count: int, dense: bool) -> list[tuple[str, str]]:
    """(language, text) pairs of about 2 kB of UTF-8, each different, the languages taken in turn."""
    ordinary = yaml.safe_load(ORDINARY.read_text("utf-8"))
    pools = {
        path.stem: [str(case["text"]) for case in yaml.safe_load(path.read_text("utf-8"))]
        for path in sorted(CASES.glob("*.yml"))
    }
    made = []
    for number, language in enumerate(islice(cycle(pools), count)):
        pool, text = pools[language], f"{number}. "
        for place, sentence in enumerate(islice(cycle(pool), number % len(pool), None)):
            if len(text.encode()) >= SIZE:
                break
            text += sentence + " "
            if not dense:
                text += " ".join(islice(cycle(ordinary[language]), place, place + 4)) + " "
        made.append((language, text))
    return made


def timed(work: Callable[[str, str], object], told: list[tuple[str, str]]) -> float:
    """Reports per second of ``work(language, text)``, on this thread's processor time."""
    begun = time.process_time()
    for language, text in told:
        work(language, text)
    return len(told) / (time.process_time() - begun)


def whole_reader() -> Callable[[str, str], object]:
    from foedera.reader import read
    from foedera.register import Register

    register = Register()
    return lambda language, text: read(text, published="2024-11-12", register=register)


def dateparser_dates() -> Callable[[str, str], object]:
    from dateparser.search import search_dates

    return lambda language, text: search_dates(text, languages=[language])


def regex_names() -> Callable[[str, str], object]:
    import re

    from foedera import states

    patterns: dict[str, re.Pattern[str]] = {}

    def find(language: str, text: str) -> object:
        if language not in patterns:
            names = sorted({e.text for e in states.lexicon(language)}, key=len, reverse=True)
            patterns[language] = re.compile("|".join(map(re.escape, names)))
        return patterns[language].findall(states.fold(text))

    return find


def cold() -> float:
    """Seconds of the clock from nothing to one report read by the command."""
    path = Path(__file__).parents[1] / "src" / "foedera" / "reader" / "examples" / "report.ur.txt"
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "foedera", "read", str(path)], check=True, capture_output=True)
    return time.monotonic() - begun


def main(count: int) -> None:
    """Print the figures, each baseline as a ratio to the reader in this run."""
    told = reports(count, dense=False)
    read = whole_reader()
    languages = len({language for language, _ in told})
    for language, text in told[:languages]:
        read(language, text)
    own = timed(read, told)
    dense = timed(read, reports(max(languages, count // 5), dense=True))
    print(f"{count} reports of {SIZE / 1000:.0f} kB in {languages} languages, one core")
    print(f"the whole reader, news            {own:8.0f} reports/s")
    print(f"the whole reader, dense           {dense:8.0f} reports/s")
    text = EXAMPLE.read_text("utf-8")
    bundled = timed(read, [("ur", text)] * 200) * len(text.encode()) / SIZE
    print(f"the whole reader, bundled report  {bundled:8.0f} reports/s (counted as 2 kB)")
    names = regex_names()
    few = told[: max(languages, count // 20)]
    for language, text in told[:languages]:
        names(language, text)
    speed = timed(names, few)
    print(
        f"names of states alone, re         {speed:8.0f} reports/s  (the reader at {own / speed:.2f} of it)"
    )
    try:
        dates = dateparser_dates()
    except ImportError:
        print("dates alone, dateparser           not installed (foedera[benchmark])")
    else:
        speed = timed(dates, few[: languages * 2])
        print(
            f"dates alone, dateparser          {speed:8.1f} reports/s  (the reader: {own / speed:.1f} times)"
        )
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB with the baselines"
    )
    print(f"cold start of foedera read {cold():.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
