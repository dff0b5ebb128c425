"""The reader on the labelled sentences beside the project (``../shared/data/news``): recall by label, false alarms.

A sentence counts as read when one statement of the kind that its label names is found; a sentence labelled
``none`` counts as a false alarm when anything but a clause is found. Run: python benchmarks/reader_sentences.py [-v] [lang]
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from foedera.reader import read
from foedera.register import Register

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "news"
LABELS: dict[str, set[str]] = {
    "negotiated": {"negotiation", "initialling", "adoption"},
    "signed": {"signature"},
    "ratified_parliament": {"parliamentary_approval"},
    "ratified_head": {"ratification"},
    "instruments": {"deposit", "exchange", "notification", "acceptance", "approval"},
    "entered_into_force": {"entry_into_force"},
    "acceded": {"accession", "parliamentary_approval"},
    "reservation": {"reservation", "objection", "declaration", "reservation_withdrawal"},
    "suspended": {"suspension"},
    "withdrew": {"denunciation", "consent_withdrawal", "termination"},
    "terminated": {"termination"},
    "extended": {"extension"},
    "claim": {"claim"},
    "denial": {"response"},
}


def found(text: str, lang: str, register: Register) -> set[str]:
    kinds = set()
    for statement in read(text, lang=lang, register=register).statements:
        plain = statement.to_dict()
        kinds.add(plain.get("act") or plain.get("clause") or plain["kind"])
        kinds.add(plain["kind"])
    return kinds


def main() -> None:
    verbose, only = "-v" in sys.argv, [a for a in sys.argv[1:] if a != "-v"]
    register = Register()
    for name in ("train_en.jsonl", "sentences_dev.jsonl"):
        total: Counter[str] = Counter()
        right: Counter[str] = Counter()
        by_lang: dict[str, Counter[bool]] = {}
        for line in (DATA / name).read_text("utf-8").splitlines():
            row = json.loads(line)
            if only and row["lang"] not in only:
                continue
            kinds = found(row["text"], row["lang"], register)
            ok = (
                not kinds & {"act", "claim", "response"}
                if row["label"] == "none"
                else bool(LABELS[row["label"]] & kinds)
            )
            total[row["label"]] += 1
            right[row["label"]] += ok
            by_lang.setdefault(row["lang"], Counter())[ok] += 1
            if verbose and not ok:
                print(f"  {row['label']:20} {sorted(kinds)} | {row['text']}")
        print(name, " ".join(f"{label} {right[label]}/{total[label]}" for label in total))
        print(
            "  ",
            " ".join(f"{lang} {c[True]}/{sum(c.values())}" for lang, c in by_lang.items()),
            f"all {sum(right.values())}/{sum(total.values())}",
        )


if __name__ == "__main__":
    main()
