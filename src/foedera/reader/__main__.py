"""For writers of language packs: ``python -m foedera.reader XX "sentence" [published]`` shows cues and statements."""

from __future__ import annotations

import sys

from foedera.register import Register

from .pack import load
from .reading import read
from .text import View


def main() -> None:
    lang, text = sys.argv[1], sys.argv[2]
    published = sys.argv[3] if len(sys.argv) > 3 else None
    view = View(text, load(lang), lang)
    for mark in sorted(view.marks, key=lambda m: m.start):
        what = [e.ref for e in mark.data][:3] if mark.kind == "name" else ""
        print(f"{mark.kind:9} {mark.value:22} {mark.form:8} {view.words(mark.start, mark.end)!r} {what}")
    for statement in read(text, lang=lang, published=published, register=Register()).statements:
        plain = {
            k: v
            for k, v in statement.to_dict().items()
            if v not in (None, [], "", False) and k not in ("id", "source")
        }
        print(plain)


if __name__ == "__main__":
    main()
