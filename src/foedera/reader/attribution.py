"""Who says it: the chain of speakers of a sentence, outermost first.

States stand as codes (a state's officials, ministries and leaders speak for it), agencies and people by
name. A bilateral "both sides said" is not resolved further than the text allows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .actor_types import Group
from .context import Context, Part
from .marks import Mark
from .resolve import resolve_group
from .subject import subject
from .text import has_comma

SOURCES = frozenset({"according", "citing"})
"""Words that stand beside a speaker: "according to" names the outer one, "citing" the inner one."""


@dataclass(slots=True)
class Speech:
    """One reporting verb with its speaker. ``scope``: the folded span that it reports."""

    mark: Mark
    group: Group
    names: list[str]
    scope: tuple[int, int]


def speeches(ctx: Context, part: Part) -> list[Speech]:
    """All reporting of a sentence, in order."""
    found: list[Speech] = []
    sentence = part.sentence
    taken = [(m.start, m.end) for m in part.acts if m.form != "bare"]
    marks: list[Mark] = []
    for mark in sorted(sentence.of("report"), key=lambda m: m.start - m.end):
        if mark.value == "back":
            continue
        if not any(
            mark.start < k.end
            and k.start < mark.end
            # "نقلت رويترز عن وزير": the verb has its speaker inside the words of citing.
            and not (k.value == "citing" and any(mark.end <= g.start and g.end <= k.end for g in part.groups))
            for k in marks
        ):
            marks.append(mark)
    for mark in sorted(marks, key=lambda m: (m.value not in SOURCES, m.start)):
        if any(a < mark.end and mark.start < b and b - a > mark.end - mark.start for a, b in taken):
            continue
        if any(
            o.kind in ("response", "claim")
            and mark.value not in SOURCES  # "Raketen sind nach Darstellung der Armee eingeschlagen"
            and o.start <= mark.start
            and mark.end <= o.end
            and (mark.value != "deny" or o.kind == "claim")
            for o in sentence.marks
        ):
            continue
        if any(
            m.kind == "status"
            and m.value == "not"
            and 0 <= mark.start - m.end <= 6
            and ctx.view.pack.lang != "ko"  # 않겠다는 뜻을 분명히 했다: there it closes the words before
            and not has_comma(ctx.view.folded[m.end : mark.start])
            for m in sentence.marks
        ):
            continue  # "did not say when"
        if mark.value == "say" and any(
            s.mark.value == "according" and s.mark.end <= s.group.start and 0 <= mark.start - s.group.end <= 2
            for s in found
        ):
            continue  # 据中央社报道: one reporting
        if mark.value in SOURCES:
            group = _beside(ctx, part, mark)
        else:
            aside = [x for s in found if s.mark.value in SOURCES for x in (s.mark, s.group)]
            # "TASS dẫn nguồn Bộ Ngoại giao nước này đưa tin": a pronoun belongs to the source beside it.
            aside += [
                g
                for g in part.groups
                if g.kind == "pronoun" and any(0 <= g.start - s.group.end <= 1 for s in found)
            ]
            group = (
                _accuser(ctx, part, mark)
                or _owning(ctx, part, mark)
                or _after_comma(ctx, part, mark)
                or _around(ctx, part, mark)
                or _told_in(ctx, part, mark)
                or (_inverted(ctx, part, mark, 45) if _after_content(ctx, part, mark) else None)
                or (
                    None
                    if _unknown_after(ctx, part, mark)
                    else subject(ctx, part, mark, for_report=True, aside=tuple(aside))
                )
                or _inverted(ctx, part, mark)
            )
        if group is None:
            group = _impersonal(ctx, part, mark)
        if group is None:
            continue
        if any(s.group is group and s.mark.value == mark.value for s in found):
            continue
        if mark.value == "citing" and group.kind == "actors" and not group.states and not group.organ:
            continue  # "citing six sources": nobody's whom the report names
        names = speakers(ctx, part, group)
        if names:
            found.append(Speech(mark, group, names, _scope(ctx, part, mark, group)))
    if not found and (headed := _headed(ctx, part)) is not None:
        found.append(headed)
    return sorted(found, key=lambda s: s.mark.start)


def _headed(ctx: Context, part: Part) -> Speech | None:
    """ "Тегеран: Израиль нарушил соглашение": the one before the colon that opens a sentence says the rest."""
    start, folded = part.sentence.start, ctx.view.folded
    first = next((g for g in part.groups if g.kind in ("actors", "agency") and g.start - start <= 1), None)
    if first is None or not first.actors or folded[first.end : first.end + 2] != ": ":
        return None
    names = speakers(ctx, part, first)
    if not names:
        return None
    mark = Mark(first.end, first.end + 1, "report", "say", "")
    return Speech(mark, first, names, (first.end, part.sentence.end))


def told_before(ctx: Context, part: Part) -> list[str]:
    """The speakers of a sentence that only tells who said the one before: "Das teilte das Ministerium mit"."""
    back = next((m for m in part.sentence.of("report") if m.value == "back"), None)
    if back is None:
        return []
    if ctx.view.pack.order == "sov":
        # "وزیر دفاع ارمنستان این خبر را … اعلام کرد": the speaker opens the sentence.
        first = next((g for g in part.groups if g.kind in ("actors", "agency")), None)
        return speakers(ctx, part, first) if first and first.end <= back.start else []
    if back.start - part.sentence.start > 3:
        return []
    group = next((g for g in part.groups if g.kind in ("actors", "agency") and g.start >= back.end - 1), None)
    if group is None:
        return []
    # "Das teilte das Ministerium der Agentur Interfax zufolge mit": the agency is the outer speaker.
    outer = [
        name
        for m in part.sentence.of("report")
        if m.value == "according" and (beside := _beside(ctx, part, m)) is not None and beside is not group
        for name in speakers(ctx, part, beside)
    ]
    return list(dict.fromkeys([*outer, *speakers(ctx, part, group)]))


def speakers(ctx: Context, part: Part, group: Group) -> list[str]:
    group = resolve_group(ctx, part, group)
    names = []
    for actor in group.actors:
        name = actor.name if group.kind == "agency" and actor.name else actor.state or actor.name
        if name and name not in names:
            names.append(name)
    return names


def _beside(ctx: Context, part: Part, mark: Mark) -> Group | None:
    usable = [g for g in part.groups if g.kind in ("actors", "agency", "both")]
    if mark.value == "citing" and ctx.view.pack.lang == "ko":
        # "로이터통신이 외교소식통을 인용해": who cites has the subject's particle.
        usable = [g for g in usable if "subject" not in g.roles]
    folded = ctx.view.folded
    # "…, according to the gazette", "据报道，…": a comma parts the words from a name that has nothing to do with them.
    after = [g for g in usable if 0 <= g.start - mark.end <= 30 and not has_comma(folded[mark.end : g.start])]
    before = [
        g for g in usable if 0 <= mark.start - g.end <= 14 and not has_comma(folded[g.end : mark.start])
    ]
    if ctx.view.pack.order == "sov" and mark.value == "according":
        # "TASS'ın Erivan'a dayandırdığı haberine göre": the outer speaker owns the report that cites the inner.
        chained = [
            m for m in part.sentence.of("report") if m.value == "citing" and 0 <= mark.start - m.end <= 3
        ]
        owners = [g for g in usable if chained and "of" in g.roles and g.end <= chained[0].start]
        if owners:
            return owners[0]
    links = ctx.view.pack.link_words
    if ctx.view.pack.order == "svo" and not after and ctx.view.folded[: mark.start].endswith(", "):
        # "…, según un balance difundido el martes por el Ejército indio"
        return next(
            (
                g
                for g in usable
                if 30 < g.start - mark.end <= 70 and not has_comma(ctx.view.folded[mark.end : g.start])
            ),
            before[-1] if before else None,
        )
    cited = mark.value == "citing" and ctx.view.pack.order == "svo"  # "citing two Somali officials"
    if not cited and not any(_linked(ctx, mark.end, g.start, links) for g in after):
        # "Kiew zufolge hat Russland …": the speaker stands right before the words.
        close = [g for g in before if _linked(ctx, g.end, mark.start, links)]
        after = after if not close else []
        before = close[-1:] or before
    if ctx.view.pack.order == "sov" and not ctx.view.pack.governs_before:
        return before[-1] if before else next(iter(after), None)
    return next(iter(after or before[-1:]), None)


def _linked(ctx: Context, start: int, end: int, links: frozenset[str]) -> bool:
    gap = ctx.view.folded[start:end]
    return end - start <= 20 and "," not in gap and all(word in links for word in gap.split())


def _accuser(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "Moscow was accused by Kyiv of …", "India dituding … oleh Pakistan": the agent accuses."""
    if mark.value != "accuse" or ctx.view.pack.order != "svo":
        return None
    _, right = part.sentence.segment(mark.start)
    return next(
        (
            g
            for g in part.groups
            if "agent" in g.roles and g.states and mark.end <= g.start and g.end <= right
        ),
        None,
    )


def _owning(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "A, B and C's allegation is that …" (کا الزام ہے): the speaker stands right before the words."""
    if ctx.view.pack.order != "sov":
        return None
    near = [
        g for g in part.groups if -1 <= mark.start - g.end <= 2 and g.kind in ("actors", "agency", "both")
    ]
    first = ctx.view.folded[mark.start : mark.end].split(" ")[0]
    return near[-1] if near and first in ctx.view.pack.link_words else None


def _around(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "A は、B が署名したと発表した": what is reported stands inside, so the first subject is who speaks."""
    if not ctx.view.pack.reports_inside:
        return None
    left, _ = part.sentence.segment(mark.start)
    marked = [
        g
        for g in part.groups
        if "subject" in g.roles
        and g.kind in ("actors", "agency", "both", "pronoun")
        and left <= g.start
        and g.end <= mark.start
    ]
    if len(marked) < 2:
        return None
    inside = any(
        m.kind in ("act", "claim", "response") and marked[-1].end <= m.end <= mark.start + 1
        for m in part.sentence.marks
    )
    return marked[0] if inside else None


def _after_content(ctx: Context, part: Part, mark: Mark) -> bool:
    """Whether the verb follows what was said, where the speaker then comes after it: "…, sagte der Minister"."""
    if not ctx.view.pack.inverts or any(0 <= m.start - mark.end <= 3 for m in part.sentence.of("that")):
        return False
    return ctx.view.folded[max(0, mark.start - 2) : mark.start].strip() in _CLOSED


def _unknown_after(ctx: Context, part: Part, mark: Mark) -> bool:
    """ "…, informó la cadena X": what was said stands before the verb, so whoever follows it speaks."""
    if not _after_content(ctx, part, mark) or ctx.view.pack.bracket:
        return False
    content = [m for m in part.sentence.marks if m.kind in ("act", "claim", "clause", "response")]
    if any(m.start > mark.end for m in content) or not any(m.end < mark.start for m in content):
        return False
    if any(m.start > mark.end for m in part.sentence.of("that", "actor", "name")):
        return False
    return bool(ctx.view.folded[mark.end : part.sentence.end].strip(' ."»”'))


_CLOSED = frozenset({",", '"', "“", "”", "»", "«", "-", "'", '",', "“,", "”,", "»,"})


def _impersonal(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "В МИД Узбекистана опровергли …": the place of the office stands for the speaker."""
    if ctx.view.pack.order == "sov":
        return None
    return next(
        (
            g
            for g in part.groups
            if g.kind == "actors"
            and g.states
            and "in" in g.roles
            and (g.organ or g.city)
            and 0 <= mark.start - g.end <= 30
        ),
        None,
    )


def _told_in(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "…, заявили в Минобороны РФ": a verb without subject after what was said, and the office where it was said."""
    if not _after_content(ctx, part, mark):
        return None
    return next(
        (
            g
            for g in part.groups
            if g.kind == "actors" and g.states and "in" in g.roles and 0 <= g.start - mark.end <= 6
        ),
        None,
    )


_PERSON = re.compile(
    r"\s*[^\W\d_a-zа-яёіїєґ][\w'’-]+(?: [^\W\d_a-zа-яёіїєґ][\w'’-]+){0,2},(?: [\w'’-]+){0,2}\s*"
)
"""A name that no table knows and the comma behind it: "…, заявил Буданов, глава разведки Украины"."""


def _after_comma(ctx: Context, part: Part, mark: Mark) -> Group | None:
    """ "…, a annoncé mercredi la présidence sénégalaise": the speaker follows a verb that a comma sets off."""
    if ctx.view.pack.order == "sov":
        return None
    low = max(part.sentence.start, mark.start - 9)
    comma = max((ctx.view.folded.rfind(c, low, mark.start) for c in ',،"»”-'), default=-1)
    if ctx.view.folded[mark.start] == ",":
        comma = mark.start  # ", so Kiew"
    if comma < 0 or any(comma <= g.start and g.end <= mark.start for g in part.groups):
        return None
    for group in part.groups:
        if (
            0 <= group.start - mark.end <= 32
            and group.kind in ("actors", "agency", "both")
            and not set(group.roles) - {"subject", "of"}
            and (
                "," not in ctx.view.folded[mark.end : group.start]
                or _PERSON.fullmatch(ctx.view.words(mark.end, group.start))
            )
            and not any(
                m.kind in ("report", "that") and mark.end <= m.start < group.start
                for m in part.sentence.marks
            )
        ):
            return group
    return None


def _inverted(ctx: Context, part: Part, mark: Mark, reach: int = 6) -> Group | None:
    """ "…", said the minister of Vietnam."""
    if ctx.view.pack.lang == "vi":
        return None  # there who speaks stands first: "Báo chí đưa tin Trung Quốc bán …"
    near = [
        g
        for g in part.groups
        if 0 <= g.start - mark.end <= reach
        and g.kind in ("actors", "agency")
        and not g.role
        and not has_comma(ctx.view.folded[mark.end : g.start])
    ]
    return near[0] if near else None


def _scope(ctx: Context, part: Part, mark: Mark, group: Group) -> tuple[int, int]:
    sentence = part.sentence
    last = max(mark.end, group.end)
    content = [m for m in sentence.marks if m.kind in ("act", "claim", "clause", "response")]
    after = any(m.start >= last for m in content)
    if ctx.view.pack.order == "sov" and mark.value not in SOURCES:
        opened = any(
            m.kind == "that" and mark.start < m.start and m.start - mark.end <= 25 for m in sentence.marks
        ) or (ctx.view.pack.governs_before and after)  # "اعلام کرد (که) …"
        if opened:
            return last, sentence.end
        # The content stands between the verb before this one and this verb at the end.
        before = max((m.end for m in sentence.of("report") if m.end <= group.start), default=sentence.start)
        return before, mark.end
    if mark.value in SOURCES or not after or _aside(ctx, content, mark, group):
        return sentence.start, sentence.end
    return last, sentence.end


def _aside(ctx: Context, content: list[Mark], mark: Mark, group: Group) -> bool:
    """ "…, the ministry said on Monday, after both sides had ratified it": between commas, it tells the main clause."""
    folded = ctx.view.folded
    last, first = max(mark.end, group.end), min(mark.start, group.start)
    following = min((m.start for m in content if m.start >= last), default=last)
    links = ctx.view.pack.link_words
    before = folded[:first].rstrip()
    while before and before.rsplit(" ", 1)[-1] in links:
        before = before[: -len(before.rsplit(" ", 1)[-1])].rstrip()
    return (
        ctx.view.pack.order == "svo"
        and any(m.end <= first for m in content)
        and before.endswith(",")
        and has_comma(folded[last:following])
    )


def said_by(
    ctx: Context,
    part: Part,
    found: list[Speech],
    core: tuple[int, int],
    subject_of: Group | None,
    denied: bool = False,
) -> list[str]:
    """The speakers of a statement whose cue stands at ``core``."""
    chain: list[Speech] = []
    for speech in found:
        a, b = speech.scope
        if speech.mark.value == "deny" and not denied:
            continue
        if speech.mark.value == "accuse" and core[1] <= speech.mark.start and ctx.view.pack.order != "sov":
            continue  # "announced their withdrawal, accusing the bloc": an accusation tells what follows it
        announced = core[0] <= speech.mark.start and speech.mark.end <= core[1]
        if not (a <= core[0] and core[1] <= b) and not announced:
            continue  # who announces an act also says it
        if _detached(ctx, part, speech, core):
            continue
        chain.append(speech)
    names: list[str] = []
    for speech in _outermost_first(ctx, chain, core):
        names += [n for n in speech.names if n not in names]
    return names


def _outermost_first(ctx: Context, chain: list[Speech], core: tuple[int, int]) -> list[Speech]:
    """ "According to A, B said"; "…, B said, A reported"; "A, citing B, reported": always A, B."""
    pack = ctx.view.pack
    outer = [s for s in chain if s.mark.value == "according"]
    if len(outer) == 2 and 0 <= outer[1].mark.start - outer[0].group.end <= 2:
        outer.reverse()  # "según el ministerio citado por EFE"
    inner = [s for s in chain if s.mark.value == "citing"]
    tellers = [s for s in chain if s.mark.value not in SOURCES]
    if pack.reports_inside:
        tellers.sort(key=lambda s: -s.mark.start)
    elif pack.order != "sov":
        trailing = [s for s in tellers if s.mark.start > core[0]]
        tellers = [*reversed(trailing), *(s for s in tellers if s not in trailing)]
    return [*outer, *tellers, *inner]


def _inside_relative(ctx: Context, part: Part, core: int, first: int) -> bool:
    """ "Armenia joined, a move that Russia had warned against": the speech belongs to a clause of its own."""
    if ctx.view.pack.order != "svo" or ctx.view.pack.bracket:
        return False
    openers = [m for m in part.sentence.of("break", "that") if core <= m.start and m.end <= first]
    if not openers or max(m.end for m in openers) < first - 40:
        return False
    return not has_comma(ctx.view.folded[max(m.end for m in openers) : first])


def _detached(ctx: Context, part: Part, speech: Speech, core: tuple[int, int]) -> bool:
    """A semicolon or full clause between the reporting and the statement ends its reach."""
    first = min(speech.mark.start, speech.group.start)
    if core[1] <= first and _inside_relative(ctx, part, core[1], first):
        return True
    low, high = sorted((speech.mark.end, core[0]))
    denies = (
        speech.mark.value == "deny" and core[1] <= speech.mark.start
    )  # "…, but Yerevan denies it" tells nothing of what stands before
    back = [m.start for m in part.sentence.of("report") if m.value == "back"]
    return any(
        m.kind == "break"
        and m.start >= low
        and m.end <= high
        and (m.end - m.start == 1 or denies)
        and not any(0 <= b - m.end <= 2 for b in back)  # "…؛ این را وزیر گفت": it tells who said that
        for m in part.sentence.marks
    )
