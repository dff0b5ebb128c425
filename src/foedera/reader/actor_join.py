"""Which names and offices beside each other are one phrase, and which are two."""

from __future__ import annotations

import itertools
import re

from .marks import Mark
from .pack_cues import LETTERS
from .pack_schema import ORGANS
from .text import Sentence, View

WORD = re.compile(rf"[{LETTERS}]+(?:['’][{LETTERS}]+)?|'")
NAME_WORD = re.compile(r" ([^\W\d_][\w'’-]*\.?)")


def is_listed(view: View, sentence: Sentence, items: list[Mark], mark: Mark) -> bool:
    """Whether a comma's list goes on to a last member with "and"."""
    rest = [m for m in items if m.start >= mark.start]
    for left, right in itertools.pairwise(rest):
        joined = join_of(view, sentence, left, right)
        if joined not in ("same", "comma"):
            # "Meclis, Türkiye ile Katar arasındaki …": a word that is also "with" ends no list.
            paired = any(
                r.value == "with" and left.end <= r.start and r.end <= right.start for r in sentence.roles()
            )
            return joined == "and" and not paired
    return False


def join_of(view: View, sentence: Sentence, left: Mark, right: Mark) -> str:
    """``same`` phrase part, ``and``, or "" where other words stand between."""
    gap = view.folded[left.end : right.start]
    if gap.strip() == "(" and left.kind == right.kind == "name":
        return "same" if {e.ref for e in left.data} & {e.ref for e in right.data} else ""
    if len(gap) > 60 or any(c in gap for c in '.;:()"“”«»') or "\n" in gap:
        return ""
    if left.kind == "actor" and left.value == "troops" and not gap.strip():
        return ""
    if view.pack.bracket and right.kind == "actor" and right.value == "agency":
        return ""  # "das Ministerium der Agentur Interfax zufolge"
    if gap == " - " and left.kind == "name" and left.value == "capital" and left.start - sentence.start <= 2:
        return ""  # "YEREVAN - Armenia on Thursday …": a dateline
    pack = view.pack
    comma = "," in gap or "،" in gap
    conjunction = "、" in gap or "·" in gap or (gap == "-" and left.kind == right.kind == "name")
    agencies = [m for m in (left, right) if m.kind == "name" and m.value == "agency"]
    if agencies and comma:
        return ""
    if left in agencies and pack.order == "sov" and pack.capitals:
        return ""  # "TASS'ın Erivan'a dayandırdığı": who tells, and whom it cites
    if comma and left.kind == "name" and left.value == "capital" != right.value and right.kind == "name":
        return ""  # "in Hanoi, Vietnam and Fiji signed": where, then who
    if comma and any(
        m.kind == "report"
        and m.value in ("according", "citing")
        and 0 <= left.start - m.end <= 25
        and "," not in view.folded[m.end : left.start]
        for m in sentence.marks
    ):
        comma = False  # "Theo tình báo Hàn Quốc, Triều Tiên …": who says it, then who acts
        if not any(
            m.kind == "and"
            and left.end <= m.start
            and m.end <= right.start
            and view.folded[m.start : m.end] != "،"  # Persian lists, too, may have commas only
            for m in sentence.marks
        ):
            return ""
    for mark in sentence.marks:
        if mark.start < left.end - 1 or mark.end > right.start + 1:
            continue
        if mark.kind == "and":
            conjunction = True
            gap = gap.replace(view.folded[mark.start : mark.end], " , ", 1)
        elif (
            mark.kind == "role"
            and _glued(view, mark, left, right)
            and not any(
                m.kind == "and" and m.start == mark.start and m.end == mark.end for m in sentence.marks
            )
        ):
            # Particles end a phrase (일본은 | 중국과), save "with" between two names (몽골과 카자흐스탄).
            if mark.value == "with" and (mark.form == "after" or not pack.spaces):
                conjunction = True
            elif mark.value != "of" and not (mark.form == "before" and mark.value == "in"):
                return ""
    state_after = left.kind == "actor" and right.kind == "name" and right.value in ("name", "short")
    if (
        state_after
        and left.value in ORGANS
        and gap == " "
        and pack.order == "sov"
        and pack.spaces
        and not pack.noun_first
    ):
        return ""  # "Gana parlamentosu Togo ile …": an office never stands before its state
    if _strangers(left, right) and (
        not gap.strip() or (pack.order == "sov" and not conjunction and not comma)
    ):
        return ""  # "Kuzey Kore'nin Ukrayna'ya …": two states in two roles
    if (
        comma
        and conjunction
        and pack.order == "svo"
        and right.kind == "actor"
        and right.value in ORGANS
        and any(m.value == "with" and 0 <= left.start - m.end <= 1 for m in sentence.roles())
    ):
        return ""  # "approved the treaty with Chile, and the president will sign it": another clause
    if not pack.spaces:
        rest = gap
        for word in (*pack.link_words, *pack.endings, ",", "、", "・", "，", " "):
            rest = rest.replace(word, "")
        unknown = len(rest)
        if left.kind == "name" and right.kind == "actor" and right.value in ORGANS and _PERSON.fullmatch(gap):
            return "same"  # ガーナのマハマ大統領
        if unknown and not conjunction and not comma and _office_of(sentence, left, right, gap):
            return "same"
        return ("and" if conjunction else "comma" if comma else "same") if unknown == 0 else ""
    if left.kind == "actor" and right.kind == "name" and not conjunction and not comma:
        for mark in sentence.roles():
            if mark.value == "from" and mark.form == "before" and left.end < mark.start <= right.start:
                gap = gap.replace(view.folded[mark.start : mark.end], " ", 1)  # "diplomats from Kenya"
    unknown_words = [w for w in WORD.findall(gap) if w not in pack.link_words and w not in pack.endings]
    if (
        pack.inverts
        and (left.kind, left.value, gap) == ("name", "leader", " ")
        and right.kind == "name"
        and right.value in ("name", "short", "capital")
    ):
        return ""  # "Według prezydenta Zełenskiego Rosja …": who says it, then who acts
    if not unknown_words:
        # "in Wien von den Ministern", "у Вільнюсі президенти": the office follows its state in the genitive.
        apart = ("capital",) if pack.bracket else ("capital", "name", "short")
        office = pack.inverts and right.kind == "actor" and not conjunction and not comma
        if office and left.kind == "name" and left.value in apart:
            return ""
        states = ("name", "short", "capital")
        lone = gap.strip() and not conjunction and not comma and pack.inverts
        if lone and left.value in states and right.value in (*states, "demonym"):
            return ""  # "dass Deutschland der Ukraine hilft": two phrases, not one
        return "and" if conjunction else "comma" if comma else "same"
    if (conjunction or comma) and _tail_of_names(view, sentence, left, right, unknown_words):
        return "and" if conjunction else "comma"
    return (
        "same"
        if not conjunction
        and not comma
        and len(unknown_words) <= 2
        and not any(
            m.kind in ("act", "report", "op", "that", "break", "status", "treaty")
            and left.end <= m.start
            and m.end <= right.start
            for m in sentence.marks
        )
        and _between_names(view, left, right, gap)
        else ""
    )


_KANA = re.compile("[ぁ-ん]")
_PERSON = re.compile("の[ァ-ヶー・一-龥]{1,14}")
_PARTICLES = frozenset("的在和与以对向为将把被由从自就于及或称说の、をはがもにでとへ")


def _office_of(sentence: Sentence, left: Mark, right: Mark, gap: str) -> bool:
    """哈萨克斯坦数字发展部长, 豪貿易・観光相: what an office is for, written between its state and its last word."""
    return (
        left.kind == "name"
        and left.value in ("name", "short")
        and right.kind == "actor"
        and right.value in ("government", "official")
        and 0 < len(gap) <= 10
        and not _KANA.search(gap)
        and not any(c in _PARTICLES or c.isdigit() or c.isspace() for c in gap)
        and not any(
            m.kind not in ("subject", "unit", "bound", "number", "span", "datelink", "op")
            and left.end <= m.start
            and m.end <= right.start
            for m in sentence.marks
        )
    )


def _glued(view: View, mark: Mark, left: Mark, right: Mark) -> bool:
    """Whether a marker is part of the word of a name or office."""
    if mark.form == "after":
        return mark.start >= left.end and " " not in view.folded[left.end : mark.start + 1]
    return mark.end <= right.start and " " not in view.folded[mark.end - 1 : right.start]


def _strangers(left: Mark, right: Mark) -> bool:
    """Two states side by side with nothing between ("اتهمت بولندا بيلاروس"): subject and object, not one phrase."""
    plain = ("name", "short", "organization")
    if left.kind == right.kind == "name" and left.value == right.value == "capital":
        return True
    if left.kind == right.kind == "name" and left.value == "agency":
        return right.value in (
            "name",
            "short",
        )  # "Według agencji Reuters Etiopia …": who tells, then who acts
    return (
        left.kind == right.kind == "name"
        and left.value in (*plain, "demonym", "capital")  # "У Стокгольмі Україна": where, then who
        and (right.value in plain or left.value == right.value == "capital")
        and not {e.ref for e in left.data} & {e.ref for e in right.data}
    )


def _tail_of_names(view: View, sentence: Sentence, left: Mark, right: Mark, unknown: list[str]) -> bool:
    """ "Foreign Minister Andrei Rudenko and Japan", "Chile and nuclear-armed India": names of persons after an
    office, or one adjective before a state; never where a verb, a role or a treaty stands between."""
    busy = ("act", "op", "report", "role", "treaty", "status", "break", "that", "claim", "response", "name")
    if any(m.kind in busy and left.end <= m.start and m.end <= right.start for m in sentence.marks):
        return False
    if left.kind == "actor" and left.value in ORGANS:
        if not view.pack.capitals:
            return len(unknown) <= 3
        words = [w for w in WORD.findall(view.words(left.end, right.start)) if w.lower() in unknown]
        return len(words) <= 4 and all(w[:1].isupper() for w in words)
    if right.kind == "name" and right.value in ("name", "short") and view.pack.capitals:
        words = WORD.findall(view.words(left.end, right.start))
        return len(unknown) <= 2 and bool(words) and all(w[:1].islower() for w in words)
    return False


def _between_names(view: View, left: Mark, right: Mark, gap: str) -> bool:
    """Given names and adjectives between an office and its holder or state."""
    if right.kind == "name" and right.value == "leader" and left.kind == "actor":
        return True
    if left.kind == "name" and left.value == "demonym" and right.kind == "actor":
        return len(gap.split()) <= 2 and right.value != "troops"
    if left.kind == "actor" and left.value in ORGANS and right.kind == "name" and right.value == "demonym":
        return len(gap.split()) <= 4  # "Ministerio de Hacienda chileno"
    if left.kind == "name" and gap.startswith("'s ") and right.kind == "actor":
        return len(gap.split()) <= 3 and right.value != "troops"  # "Kenya's interior ministry"
    return False
