"""Which of two readings of a word counts: month or verb, name or part of a title, plan or part of a term."""

from __future__ import annotations

from typing import Any

from .marks import Mark
from .text import Sentence, View


def month_or_word(view: View, sentence: Sentence) -> None:
    """ "May 2002" is a month, "may withdraw" is not; the other reading of the word goes."""
    months = {(m.start, m.end) for m in sentence.of("month")}
    rivals = [m for m in sentence.marks if m.kind != "month" and (m.start, m.end) in months]
    for rival in rivals:
        around = view.folded[max(sentence.start, rival.start - 3) : rival.end + 3]
        place = view.offsets[rival.start] if view.offsets else rival.start
        month = any(c.isdigit() for c in around) or (
            view.pack.capitals and rival.start > sentence.start and view.text[place].isupper()
        )
        sentence.marks = [
            m
            for m in sentence.marks
            if (m.start, m.end) != (rival.start, rival.end) or (m.kind == "month") == month
        ]


def set_off(view: View, sentence: Sentence) -> None:
    """ "…, denunció el ministerio": some verbs tell only where a comma or quote sets them off from what was said."""
    for mark in [m for m in sentence.of("report") if m.value == "set_off"]:
        before = view.folded[sentence.start : mark.start].rstrip()
        if before.endswith((",", '"', "»", "”", "-", "—", "–")):
            mark.value = "say"
        else:
            sentence.marks = [m for m in sentence.marks if m is not mark]


def silence_status(sentence: Sentence) -> None:
    """ "projet de loi", "proposed law": a word of plan inside a longer term says nothing of the act, nor does
    "không" (not) in "hàng không" (aviation)."""
    terms = [
        m for m in sentence.marks if m.kind in ("treaty", "actor", "ignore", "subject", "unit", "report")
    ]

    def within(m: Mark) -> bool:
        return any(
            t.start <= m.start
            and m.end <= t.end
            and t.end - t.start > m.end - m.start
            and (t.kind != "report" or m.kind == "report")
            for t in terms
        )

    sentence.marks = [m for m in sentence.marks if m.kind not in ("status", "report") or not within(m)]


def hide_names(view: View, sentence: Any) -> None:
    """Names inside a treaty's title (Rome Statute, North Atlantic Treaty) are not actors."""
    if (
        view.pack.capitals and not view.pack.inverts
    ):  # "Prezydent Słowacji Peter Pellegrini": the state in the genitive
        _hide_given_names(view, sentence)
    titles = [
        m for m in sentence.marks if m.kind == "alias" or (m.kind == "treaty" and m.value in ("names", "not"))
    ]
    nouns = [m for m in sentence.marks if m.kind == "treaty" and m.value == "nouns"]
    for mark in sentence.marks:
        if mark.kind != "name":
            continue
        if any(
            t.start <= mark.start and mark.end <= t.end and t.end - t.start > mark.end - mark.start
            for t in titles
        ) or (
            mark.value == "capital"
            and view.pack.capitals
            and any(0 <= n.start - mark.end <= 2 for n in nouns)
        ):
            mark.used = True


def _hide_given_names(view: View, sentence: Sentence) -> None:
    """ "Trade Minister German Umana": between an office and a further capitalised word stands a person's name."""
    offices = {
        m.end
        for m in sentence.of("actor")
        if m.value not in ("both", "several", "pronoun", "they", "we", "troops")
    }
    marked = {m.start for m in sentence.marks if m.kind in ("name", "actor", "treaty")}
    for mark in sentence.of("name"):
        if mark.value != "demonym" or mark.start - 1 not in offices:
            continue
        place = view.offsets[mark.end] if view.offsets else mark.end
        following = view.text[place : place + 2].lstrip()
        first = view.text[view.offsets[mark.start] if view.offsets else mark.start]
        # "le président ivoirien Alassane Ouattara": an adjective in small letters is no name.
        if first.isupper() and following[:1].isupper() and mark.end + 1 not in marked:
            mark.used = True
