"""Where one sentence ends and the next begins, in text that a scan or a copy has flattened."""

from __future__ import annotations

from .lists import MONTHS, listed
from .numbers import WORDS as NUMBER_WORDS
from .page import Word

Sentence = list[Word]

_STOPS = (".", ";", "\n", "*", ":")
_ABBREVIATIONS = listed("art arts para paras no nos st sec cf p pp vol ch dr mr")
# After these words a figure is their number, never the number of the next paragraph.
_NUMBERED = listed(
    "article articles paragraph paragraphs annex annexes section sections chapter part parts "
    "subparagraph appendix resolution no of in and to by or on after"
)
_ROMAN = listed("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi")
_TITLE = listed(
    "entry into force coming effect final provisions clauses withdrawal denunciation duration termination "
    "and renewal of the period validity settlement signature ratification acceptance accession approval "
    "commencement"
)
_HEADS = ("article", "section", "art")
_UNFINISHED = listed("the a an of to by with or and for this present such")


def sentences_of(words: list[Word]) -> list[Sentence]:
    """The sentences of ``words``, without paragraph numbers, headings and marks."""
    found: list[Sentence] = []
    current: Sentence = []
    at = 0
    while at < len(words):
        word = words[at]
        if length := _paragraph_number(words, at, current):
            found.append(current)
            current = []
            at += length
            continue
        if word.mark:
            if word.text in _STOPS and _ends(words, at, current):
                found.append(current)
                current = []
        else:
            current.append(word)
        at += 1
    found.append(current)
    return [cut for s in found if (cut := _without_heading(s))]


def ends_with_stop(words: list[Word]) -> bool:
    """Whether the text ends as a sentence ends, not cut off in the middle."""
    tail = [w for w in words if w.text not in ('"', "”", "»", ")", "\n", "'", "’")]
    return bool(tail) and tail[-1].text in (".", ";")


def _ends(words: list[Word], at: int, current: Sentence) -> bool:
    stop = words[at]
    following = next((w for w in words[at + 1 :] if not w.mark or w.text == "\n"), None)
    if stop.text == "\n":
        return bool(current) and current[-1].text not in _UNFINISHED
    if following is None:
        return True
    if at + 1 < len(words) and words[at + 1].glued and not words[at + 1].mark:
        return False
    if current and (current[-1].text in _ABBREVIATIONS or _initial(current)):
        return False
    if stop.text == ":":
        return False
    return following.capital or following.text[0].isdigit() or following.text == "\n"


def _initial(current: Sentence) -> bool:
    """A single letter, as in "U.N.", that is not an article's number: its stop ends no sentence."""
    if len(current[-1].text) > 1 or current[-1].text.isdigit():
        return False
    return not (current[-1].text in _ROMAN and len(current) > 1 and current[-2].text in _NUMBERED)


def _paragraph_number(words: list[Word], at: int, current: Sentence) -> int:
    """How many words the paragraph number at ``at`` takes (``2.``, ``(2)``, ``I.``); 0 where none stands."""
    opened = words[at].text in "([" and words[at].mark
    first = at + opened
    if first + 2 >= len(words):
        return 0
    number, close, following = words[first], words[first + 1], words[first + 2]
    if close.text not in ((")", "]") if opened else (".", ")", ";", ",")) or not close.glued:
        return 0
    if not (number.text.isdigit() and len(number.text) <= 2) and number.text not in ("i", "l"):
        return 0
    if following.mark or not following.capital or (following.glued and not opened):
        return 0
    before = next((w for w in reversed(words[:at]) if w.text != "\n"), None)
    if before is None or (before.mark and before.text in (*_STOPS, "-")):
        return 2 + opened
    if before.text in _NUMBERED | NUMBER_WORDS | MONTHS.keys() or close.text == ",":
        return 0
    # After plain words only where a heading stands before it: "Article 18 Entry into force 1. The ..."
    return 2 + opened if opened or _is_heading(current) or before.text.isdigit() else 0


def _is_heading(words: Sentence) -> bool:
    texts = [w.text for w in words[1:] if w.text not in _TITLE]
    if not words or words[0].text not in _HEADS:
        tail = words[-4:]
        return bool(tail) and all(w.text in _TITLE or w.text in _ROMAN or w.text.isdigit() for w in tail)
    # A scan leaves a stray letter or two between the article's number and its first paragraph's.
    return bool(texts) and _is_label(texts[0]) and all(_is_label(t) for t in texts[1:])


def _is_label(text: str) -> bool:
    return text.isdigit() or text in _ROMAN or len(text) == 1


def _without_heading(sentence: Sentence) -> Sentence:
    """Cuts "Article 12 Entry into force" off the front; the heading alone is no sentence."""
    at = next((i for i, w in enumerate(sentence) if w.text not in ("i", "ii", "iii", "*")), 0)
    rest = sentence[at:] if at else sentence
    number = rest[1].text if len(rest) > 1 else ""
    if rest and rest[0].text in _HEADS and (number in _ROMAN or number.isdigit()):
        rest = rest[2:]
        at += 2
    end = 0
    while end < len(rest) and (rest[end].text in _TITLE) and not _opens(rest, end):
        end += 1
    # A heading's words are cut off only where a new sentence follows them with its own capital.
    if end and end < len(rest) and _opens(rest, end) and rest[0].capital:
        return rest[end:]
    return [] if end == len(rest) else rest


def _opens(words: Sentence, at: int) -> bool:
    """Whether a sentence begins at ``at``: "This Convention", "The present Treaty", "For each State"."""
    if not words[at].capital or at + 1 >= len(words):
        return False
    return words[at].text in (
        "this",
        "the",
        "for",
        "any",
        "each",
        "subject",
        "a",
        "either",
        "it",
        "if",
        "upon",
    )
