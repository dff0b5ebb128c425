"""Page furniture: comment counters, source lines, photo credits and captions, boxes of links."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from foedera.model import Credit

from .text import Sentence, View

_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_COMMENTS = re.compile(r"^[\w\s]{2,25}\(\s*\d+\s*\)\s*$")
_HOST_TAIL = re.compile(
    r"\.(com|org|net|info|gov|edu|co|ac|news|vn|uk|ru|cn|jp|kr|in|pk|de|fr|it|es|pl|tr|ua|ir|br|id|eu|tv|kp|[a-z]{2,3})$"
)


def mark_furniture(view: View) -> list[Credit]:
    """Set ``skip`` on sentences that are not the report's text; return the credits they give."""
    credits: list[Credit] = []
    words = view.pack.furniture
    caption_lines: set[int] = set()
    for sentence in view.sentences:
        folded = view.folded[sentence.start : sentence.end].strip()
        original = view.words(sentence.start, sentence.end)
        url = _URL.search(original) if "http" in folded else None
        if url and (len(original) - len(url.group()) < 40):
            sentence.skip = "source"
            credits.append(Credit(role="origin", name=publisher(url.group()), url=url.group().rstrip(".,;")))
        elif (folded.endswith(")") and _COMMENTS.match(original)) or _starts(
            folded, words.get("comments", ())
        ):
            sentence.skip = "comments"
        elif _starts(folded, words.get("related", ())):
            sentence.skip = "related"
        elif len(folded) < 160 and _starts(folded, words.get("source", ())):
            sentence.skip = "source"
            agency = _agency(sentence)
            if agency:
                credits.append(Credit(role="agency", name=agency))
        elif len(folded) < 200 and _starts(folded, words.get("translation", ())):
            sentence.skip = "translation"
            credits.append(Credit(role="translation", name=original))
        for phrase in words.get("photo", ()):
            at = folded.find(phrase)
            if at < 0 or (not phrase.startswith("(") and at > 0 and folded[at - 1] not in "([ -|."):
                continue
            caption_lines.add(sentence.index)
            sentence.skip = "caption"
            tail = folded[at + len(phrase) :]
            name = (
                next(
                    (
                        m.data[0].ref
                        for m in sentence.marks
                        if m.kind == "name" and m.value == "agency" and m.start >= sentence.start + at
                    ),
                    None,
                )
                or re.split(r"[)\].]", tail)[0].strip(" :").title()
            )
            if name:
                credits.append(Credit(role="photo", name=name))
            break
    credits += _dateline(view)
    for sentence in view.sentences[:3]:
        _cut_dateline(view, sentence)
    for index in caption_lines:
        _caption(view, index)
    return credits


def _dateline(view: View) -> list[Credit]:
    """ "MANILA, July 9 (Reuters) -": the agency that opens the report."""
    for sentence in view.sentences[:2]:
        for mark in sentence.marks:
            if mark.kind == "name" and mark.value == "agency" and mark.start - sentence.start < 60:
                around = view.folded[mark.start - 1 : mark.start] + view.folded[mark.end : mark.end + 1]
                if around in ("()", "（）", "[]", "【】"):
                    return [Credit(role="agency", name=mark.data[0].ref)]
    return []


_LINES = (
    re.compile(r"[^.!?:]{2,70}? -{1,2} "),
    re.compile(r"[^()!?:]{2,60}?\([^()]{2,30}\) ?[-:]{0,2} ?"),
    re.compile(r"[\[(【][^()\[\]【】]{2,40}[\])】] ?[-:]{0,2} ?"),
    re.compile(r"[^。,:!?]{2,30}?[电電](?: ?\([^()]{2,20}\))?[:, ]{1,2}"),
    re.compile(r"[^.!?:,]{2,25}(?:, [^.!?:,]{2,20})?: "),
)


def _cut_dateline(view: View, sentence: Sentence) -> None:
    """ "NAIROBI, March 5 -", "(서울=연합뉴스)", 新华社内罗毕11月12日电: where and when it was written, not what happened."""
    for form in _LINES:
        match = form.match(view.folded, sentence.start, sentence.end)
        if not match:
            continue
        inside = [m for m in sentence.marks if m.end <= match.end() + 1 and m.start < match.end()]
        if any(m.kind in ("act", "op", "report", "claim", "response", "treaty", "status") for m in inside):
            continue
        if any(m.kind == "role" and m.value == "subject" for m in inside) and not view.pack.spaces:
            continue  # マルタは…(BBNJ)協定の: a sentence with its subject
        if any(m.kind == "report" and 0 <= m.start - match.end() <= 1 for m in sentence.marks):
            continue  # "The Korean Central News Agency (KCNA) reported …": the subject of a sentence
        where = any(
            m.kind == "month" or (m.kind == "name" and m.value in ("capital", "place", "agency"))
            for m in inside
        )
        if (
            form is _LINES[-1]
            and not view.words(sentence.start, match.end()).isupper()
            and view.pack.capitals
        ):
            continue
        if where:
            sentence.start = match.end()
            sentence.marks = [m for m in sentence.marks if m.start >= match.end()]
            return


def _caption(view: View, index: int) -> None:
    """The sentence before a bracketed credit on the same line is the picture's caption."""
    here = view.sentences[index]
    words = view.words(here.start, here.end)
    if index and len(words) < 60 and view.sentences[index - 1].line == here.line:
        view.sentences[index - 1].skip = "caption"


def _starts(folded: str, phrases: tuple[str, ...]) -> bool:
    return any(folded.startswith(phrase) for phrase in phrases)


def _agency(sentence: Sentence) -> str | None:
    return next((m.data[0].ref for m in sentence.marks if m.kind == "name" and m.value == "agency"), None)


def publisher(url: str) -> str:
    """A readable publisher from an address: ``vtcnews.vn`` → "VTC News"; the host where it has no such form."""
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    parts = host.split(".")
    stem = parts[-3] if len(parts) > 2 and len(parts[-2]) <= 3 else parts[-2] if len(parts) > 1 else parts[0]
    for suffix in ("news", "times", "post", "daily", "press", "tv", "today"):
        if stem.endswith(suffix) and len(stem) > len(suffix):
            head = stem[: -len(suffix)].strip("-")
            shown = suffix.upper() if suffix == "tv" else suffix.title()
            return f"{head.upper() if len(head) <= 4 else head.title()} {shown}"
    return host
