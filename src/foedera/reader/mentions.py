"""Where a sentence names a treaty, in which words, with which parties and subject."""

from __future__ import annotations

import re

from .actor_types import Group
from .link import Mention
from .marks import Mark
from .text import Sentence, View

_LEFT_STOP = frozenset(["the", "a", "an", "this", "that", "its", "their", "his", "her", "new", "a", "our"])
_SMALL = frozenset(
    [
        "of",
        "on",
        "for",
        "the",
        "and",
        "in",
        "to",
        "against",
        "de",
        "del",
        "la",
        "des",
        "du",
        "sur",
        "el",
        "los",
        "las",
        "y",
        "e",
        "da",
        "do",
        "della",
        "di",
        "об",
        "о",
        "про",
        "von",
        "über",
        "der",
        "die",
        "das",
        "zur",
        "z",
        "o",
        "i",
        "w",
        "ve",
        "için",
        "về",
        "và",
        "tentang",
        "d'",
        "l'",
    ]
)
_OF_BOTH = ("的", "の", "关于", "之间", "间", "有关", "就")
_DATE_WORD = re.compile(r"\d+[년월일]\w{0,2}$")
_PARTICLE = re.compile(r"(?<=[정약서장])(?:에서|으로|을|를|이|가|은|는|에|의|과|와|로|도)$")
_TOKEN = re.compile(r"[^\s]+")


def find(view: View, sentence: Sentence, actors: list[Group]) -> list[Mention]:
    """The mentions of treaties, in order, without overlap."""
    nots = [m for m in sentence.marks if m.kind == "treaty" and m.value == "not"] + sentence.of("ignore")
    found: list[Mark] = []
    # A word that also means a private contract ("Vertrag") counts only in the company of states.
    states = any(g.states or g.kind == "both" or (g.organ and g.kind == "actors") for g in actors)
    pool = [
        m
        for m in sentence.marks
        if m.kind == "alias"
        or (m.kind == "treaty" and m.value in ("nouns", "this", "names"))
        or (m.kind == "treaty" and m.value == "weak" and states)
    ]
    pool += [
        m for m in sentence.marks if m.kind == "treaty" and m.value == "it" and _object(view, sentence, m)
    ]
    order = {"alias": 0, "treaty": 1}
    for mark in sorted(pool, key=lambda m: (order[m.kind], -(m.end - m.start))):
        if any(n.start <= mark.start and mark.end <= n.end for n in nots):
            continue
        if any(mark.start < f.end and f.start < mark.end for f in found):
            continue
        found.append(mark)
    found.sort(key=lambda m: m.start)
    return [_mention(view, sentence, mark, actors) for mark in found]


def _object(view: View, sentence: Sentence, mark: Mark) -> bool:
    """Whether "it" is what is signed, ratified or approved: it stands at the verb."""
    # "Le Sénat l'avait adopté": the auxiliary of the past perfect stands between.
    past = [s for s in sentence.of("status") if s.value == "background" and 0 <= s.start - mark.end <= 1]
    verb = past[0].end if past and view.pack.order == "svo" else mark.end
    if view.folded[mark.start : mark.end].rstrip("'’") in view.pack.link_words:
        # "lo ratificó", "l'avaient signé": what is elsewhere an article is a pronoun right before the verb.
        return any(
            m.kind in ("act", "op")
            and m.form != "bare"
            and (0 <= m.start - verb <= 1 or 0 <= m.start - mark.end <= 1 or m.start == mark.start)
            for m in sentence.marks
        )
    if view.pack.bracket and any(m.kind == "status" and m.value == "background" for m in sentence.marks):
        # "Die Präsidenten hatten ihn im März in Astana unterzeichnet": the bracket holds the pronoun far from the verb.
        right = sentence.segment(mark.start)[1]
        aux = [
            m.end for m in sentence.of("status") if m.value == "background" and 0 <= mark.start - m.end <= 1
        ]
        if aux and any(
            m.kind in ("act", "op") and mark.end <= m.start and m.end <= right for m in sentence.marks
        ):
            return True
    reach = 14 if view.pack.order == "sov" else 3
    reach += verb - mark.end
    passive = [p for p in sentence.of("passive") if 0 <= p.start - mark.end <= 12]
    if passive and any(
        m.kind == "act" and m.form == "done" and passive[0].start <= m.end and m.start - passive[-1].end <= 12
        for m in sentence.marks
        if m.start >= mark.end
    ):
        return True  # "It had been signed in Muscat"
    return any(
        (m.kind == "act" or m.kind == "op")
        and (
            -1 <= mark.start - m.end <= 1 or 0 <= m.start - mark.end <= reach or m.start <= mark.start < m.end
        )
        for m in sentence.marks
    )


def _mention(view: View, sentence: Sentence, mark: Mark, actors: list[Group]) -> Mention:
    if mark.value == "it":
        return Mention(mark.start, mark.end, "", back=True, pronoun=True)
    start, end = _extend(view, sentence, mark)
    words = view.words(start, end)
    if view.pack.lang == "ko":
        words = _PARTICLE.sub("", words)
    back = mark.kind == "treaty" and mark.value == "this"
    subjects = frozenset(m.value for m in sentence.of("subject") if start - 1 <= m.start and m.end <= end + 1)
    subjects |= _qualifiers(view, sentence, start)
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", words)
    distinctive = mark.kind == "alias" and _distinctive(view, sentence, mark)
    # "a mutual defence treaty" may be an alias of a record and is still no name.
    proper = distinctive or mark.value == "names" or _proper(view, words)
    mention = Mention(
        start, end, words, tuple(mark.data or ()) if mark.kind == "alias" else (), back, [], subjects, proper
    )
    mention.distinctive = distinctive
    mention.year = int(year.group()) if year and mark.kind != "alias" else None
    if end > mark.end or start < mark.start:
        back = False
        mention.back = mention.back and end == mark.end
    for group in actors:
        if group.kind != "actors" or not group.states:
            continue
        # "the Hague judgments convention": the article of a city's name stands before the treaty's.
        if start - 4 * group.city <= group.start and group.end <= end:
            if len(group.states) >= 2:
                mention.parties += group.states
            group.role = group.role or "name"
            continue
        gap_after, gap_before = group.start - end, start - group.end
        if view.pack.noun_first and group.city and gap_after == 1 and not group.roles:
            group.role = "name"  # "بروتوكول مدريد", "کنوانسیون اتاوا": the city where it was signed
        if (view.pack.order != "sov" or not view.pack.spaces or view.pack.noun_first) and (
            0 <= gap_after < 40
            and set(group.roles) & {"with", "between"}
            and _clear(view, sentence, end, group.start)
        ):
            mention.parties += [s for s in group.states if s not in mention.parties]
        if ((view.pack.order == "sov" and not view.pack.noun_first) or not view.pack.spaces) and (
            0 <= gap_before < 40
            and (set(group.roles) & {"with", "between"})
            and _clear(view, sentence, group.end, start)
        ):
            mention.parties += [s for s in group.states if s not in mention.parties]
        if (
            view.pack.noun_first
            and view.pack.order == "sov"
            and 3 < gap_after <= 30
            and len(group.states) >= 2
            and not group.roles
            and not group.organ
            and _clear(view, sentence, end, group.start)
            and not any(end <= m.start and m.end <= group.start for m in sentence.of("role"))
        ):
            # "موافقت‌نامه تجارت ترجیحی ایران و اندونزی": adjectives stand between the noun and its owners
            mention.parties += [s for s in group.states if s not in mention.parties]
            group.role = group.role or "name"
        # 日米安保条約; "perjanjian perbatasan Indonesia dan Timor Leste"
        compound = all(
            a.modifier for a in group.actors
        )  # "umowa polsko-ukraińska", "l'accord franco-italien"
        beside = 0 <= gap_before <= 3 or (
            0 <= gap_after <= 3 and (group.pair or compound or view.pack.noun_first)
        )
        about = (
            start > 0 and view.folded[start - 1] in "的の"
            if not view.pack.spaces
            # "نیپال اور بھارت کا آبی معاہدہ": whose treaty it is stands before it, with the marker of possession.
            else view.pack.order == "sov" and not view.pack.noun_first and "of" in group.roles
        )
        if (
            about
            and len(group.states) >= 2
            and 0 <= gap_before < 40
            and not group.organ
            and group.role in ("", "of", "with", "between")
            and _clear(view, sentence, group.end, start)
        ):  # 白俄罗斯与俄罗斯关于安全保障的条约
            mention.parties += [s for s in group.states if s not in mention.parties]
        if group.named and 0 <= gap_before <= 24 and _clear(view, sentence, group.end, start):
            mention.parties += [s for s in group.states if s not in mention.parties]
        if not view.pack.spaces and not beside and view.folded.startswith(_OF_BOTH, group.end):
            beside = 0 <= gap_before <= 24 and _clear(
                view, sentence, group.end, start
            )  # 韩国与印尼的全面经济伙伴协定
        if beside and len(group.states) >= 2 and not group.organ and group.role in ("", "of"):
            mention.parties += [s for s in group.states if s not in mention.parties]
            if group.pair:
                group.kind = "title"  # 日米安保条約: whose treaty it is, not who acts
    if view.pack.lang == "ko" and len(set(mention.parties)) == 1:
        # "프랑스는 안도라와의 협정이 발효됐다고": the topic before "with" is the other side.
        partner = next((g for g in actors if g.end <= start and "with" in g.roles and g.states), None)
        topics = [
            g
            for g in actors
            if partner
            and g.end <= partner.start
            and "subject" in g.roles
            and len(g.states) == 1
            and g.states != partner.states
        ]
        if topics and partner and partner.states == mention.parties:
            mention.parties = [*topics[-1].states, *mention.parties]
    return mention


def _distinctive(view: View, sentence: Sentence, mark: Mark) -> bool:
    """Whether a name has a word that is neither subject, treaty noun nor small word: "New START", not
    "mutual defence treaty"."""
    covered = [
        m
        for m in sentence.marks
        if m is not mark
        and m.kind in ("subject", "treaty", "datelink", "role")
        and m.value != "names"
        and m.start < mark.end
        and mark.start < m.end
    ]
    for word in _TOKEN.finditer(view.folded, mark.start, mark.end):
        text = word.group().strip(",.;:()\"'“”")
        if not text or text in _SMALL or text in view.pack.link_words or text in view.pack.function_words:
            continue
        if not any(m.start <= word.start() and word.end() <= m.end + 1 for m in covered):
            return True
    return False


def _clear(view: View, sentence: Sentence, start: int, end: int) -> bool:
    return (
        not any(
            m.kind in ("act", "break", "that", "report") and start <= m.start and m.end <= end
            for m in sentence.marks
        )
        and "," not in view.folded[start:end]
    )


def _proper(view: View, words: str) -> bool:
    if not view.pack.capitals:
        return any(c in words for c in '«»《》「」『』"')
    inner = [w for w in words.split() if w.lower() not in _LEFT_STOP and w.lower() not in _SMALL]
    return (
        len(inner) >= 2
        and all(w[:1].isupper() or w[:1].isdigit() for w in inner[-2:])
        and any(w[:1].isupper() for w in inner)
    )


def _extend(view: View, sentence: Sentence, mark: Mark) -> tuple[int, int]:
    """The noun phrase around a treaty noun: qualifiers before it, a title after it."""
    start, end = mark.start, mark.end
    folded = view.folded
    # Brackets around titles in Chinese, Japanese and Korean.
    for opening, closing in ("《》", "「」", "『』", "«»"):
        a = folded.rfind(opening, sentence.start, mark.start)
        b = folded.find(closing, mark.end - 1, sentence.end)
        if a >= 0 and b >= 0 and folded.find(closing, a, mark.start) < 0:
            if any(m.kind == "act" and m.form != "bare" and a < m.start < b for m in sentence.marks):
                continue  # "«Мы подписали соглашение …», — сказал министр": words quoted, no title
            return a, b + 1
    if not view.pack.spaces:
        # 相互防衛条約, 税收协定: what it is about is written together with the noun.
        while qualifier := next((m for m in sentence.marks if m.kind == "subject" and m.end == start), None):
            start = qualifier.start
        return start, end
    if view.pack.noun_first:
        return start, _after(view, sentence, mark, start, end)
    stops = [
        m
        for m in sentence.marks
        if m.kind
        in (
            "act",
            "op",
            "report",
            "that",
            "break",
            "role",
            "status",
            "and",
            "passive",
            "month",
            "weekday",
            "relative",
            "clause",
        )
        or (
            m.kind == "name"
            and m.value not in ("demonym", "capital", "name", "short", "organization", "place")
        )
        or (m.kind == "actor" and m.value != "troops")
        or (
            m.kind == "clause" and m.value == "termination_of"
        )  # "the new agreement replaces the treaty of …"
    ]
    stops = [m for m in stops if not (m.start < mark.start and mark.end <= m.end)]
    if view.pack.order != "sov" or view.pack.capitals:
        for _ in range(6):
            word = re.search(r"([^\s]+)\s$", folded[sentence.start : start])
            if not word:
                break
            text = word.group(1)
            at = sentence.start + word.start(1)
            if text.strip("\"'“”(") in view.pack.function_words | view.pack.link_words or text[-1] in ",;:.)":
                break
            if any(m.start < start and at < m.end and m.end - m.start < 40 for m in stops):
                break
            if any(
                m.kind == "name"
                and m.start < start
                and at < m.end
                and m.value
                in (
                    ("name", "short", "demonym", "capital")
                    if view.pack.inverts
                    else ("name", "short", "demonym")
                )
                for m in sentence.marks
            ):
                break
            start = at
    else:
        for _ in range(4):
            word = re.search(r"([^\s]+)\s$", folded[sentence.start : start])
            if not word:
                break
            text, at = word.group(1), sentence.start + word.start(1)
            if text in view.pack.function_words or text in view.pack.link_words or text[-1] in ",،;:.)۔":
                break
            if _DATE_WORD.match(text):
                break
            if any(m.start < start and at < m.end for m in stops) or any(
                m.kind == "name" and m.start < start and at < m.end for m in sentence.marks
            ):
                break
            start = at
    return start, _after(view, sentence, mark, start, end)


def _after(view: View, sentence: Sentence, mark: Mark, start: int, end: int) -> int:
    """The end of the phrase: what the treaty is about, and the rest of its title."""
    if mark.value == "this":
        return end
    end = _subjects_after(view, sentence, end)
    return _title_after(view, sentence, start, end) if view.pack.capitals else end


def _subjects_after(view: View, sentence: Sentence, end: int) -> int:
    """ "hiệp ước phòng thủ chung", "договор о дружбе": what a treaty is about, where it follows the noun."""
    while True:
        following = [
            m
            for m in sentence.marks
            if m.kind == "subject" and end <= m.start <= end + 12 and _about(view, end, m.start)
        ]
        if not following:
            return end
        end = max(m.end for m in following if m.start == min(f.start for f in following))


def _qualifiers(view: View, sentence: Sentence, start: int) -> frozenset[str]:
    """What stands before the noun phrase with only linking words between: مجرموں کی حوالگی کے معاہدے."""
    found: set[str] = set()
    place = start
    while True:
        before = [
            m
            for m in sentence.of("subject")
            if m.end <= place and place - m.end <= 8 and _linking(view, m.end, place)
        ]
        if not before:
            return frozenset(found)
        found |= {m.value for m in before}
        place = min(m.start for m in before)


def _linking(view: View, start: int, end: int) -> bool:
    return all(word in view.pack.link_words for word in view.folded[start:end].split())


def _about(view: View, end: int, start: int) -> bool:
    gap = view.folded[end:start]
    return gap.startswith(" ") and all(word in _SMALL or word == "-" for word in gap.split())


def _title_after(view: View, sentence: Sentence, start: int, end: int) -> int:
    """ "Treaty on the Prohibition of Nuclear Weapons": capitalised words joined by small ones."""
    head = view.words(start, end)
    if not head[:1].isupper() and not head.split()[-1][:1].isupper():
        return end
    a, _ = view.span(end - 1, end)
    limit = view.span(sentence.start, sentence.end)[1]
    text = view.text[a + 1 : limit]
    match = re.match(
        r"((?:\s+(?:on|of|for|against|relating|concerning|sur|sobre|über|о|про|o|zur|zum|contre|contra|about|about)\b(?:\s+[^\W\d_]+){0,12}))",
        text,
    )
    if not match:
        return end
    kept = 0
    for word in _TOKEN.finditer(match.group()):
        plain = word.group().strip(",.;:")
        if plain[:1].isupper() or (plain.lower() in _SMALL or plain.lower() in ("relating", "concerning")):
            if plain[:1].isupper():
                kept = word.end() - (len(word.group()) - len(word.group().rstrip(",.;:")))
            if word.group()[-1] in ",.;:":
                break
        else:
            break
    if not kept:
        return end
    # "... of Nuclear Weapons between Niger and Cuba": names of states joined by "and" end the title.
    stop = end + kept
    for mark in sentence.of("month", "weekday", "relative"):
        if end < mark.start < stop:
            words = view.folded[end : mark.start].split(" ")
            while words and words[-1].strip() in _SMALL | {""}:
                words.pop()
            stop = end + len(" ".join(words))
    for mark in sentence.of("role", "act", "report"):
        if end < mark.start < stop and (mark.kind != "role" or mark.value in ("between", "with", "agent")):
            stop = mark.start - 1
    return max(end, stop)
