"""The date of an act: the nearest in its clause that no other verb is nearer to."""

from __future__ import annotations

from datetime import date

from . import dates
from .context import Context, Part
from .link import Mention
from .marks import Mark
from .text import has_comma


def act_date(
    ctx: Context, part: Part, mark: Mark, status: str, mention: Mention | None, span: Mark | None
) -> tuple[str | None, str | None, tuple[int, int] | None]:
    """The date of an act: the nearest in its clause that no other verb, of acting or saying, is nearer to."""
    left, right = part.sentence.segment(mark.start)
    verbs = [m for m in part.acts if m.form != "bare" or m is mark]
    passing = mark.treaty == "before" and mark.form == "passive" and mark.value == "signature"
    best: tuple[tuple[bool, int], dates.Found] | None = None
    naming = attributive(ctx, mark) and any(v.start >= mark.end for v in verbs)
    for found in part.dates:
        # "den 2002 geschlossenen Vertrag": the date of what is told within the phrase
        attribute = mention is not None and found.end <= mark.start and mark.end <= mention.end
        if mention and mention.start <= found.start and found.end <= mention.end and not attribute:
            continue
        if naming and not 0 <= mark.start - found.end <= 2:
            continue
        if mention and _year_of_treaty(ctx, found, mention):
            continue
        if not ctx.view.pack.spaces and any(_year_of_treaty(ctx, found, m) for m in part.mentions):
            continue  # 1988年の協定の期限を延ばす議定書
        if passing and mention and found.end <= mention.start:
            continue  # "On Tuesday parliament approved the treaty signed with Belgium"
        inside = left <= found.start and found.end <= right
        if not inside and ctx.view.pack.order == "svo" and _in_relative(ctx, part, mark, found):
            continue
        if not inside and len(verbs) > 1:
            continue
        if status in ("planned", "conditional", "proposed") and _of_announcement(ctx, found):
            continue
        # The governing verb ("signed" a law revoking) carries the date as well as the act itself.
        # "announced on Sunday their withdrawal": that is the day of the announcement.
        told = span is not None and span.value == "announced" and status != "done"
        gap = min(_gap(ctx, found, m) for m in (mark, None if told else span) if m)
        own = part.sentence.segment(found.start)
        others = [
            v
            for v in part.acts
            if v is not span
            and v.form != "bare"
            and left <= v.start <= right
            # "2일 러시아와 체결한 조약에서 탈퇴했다": the date is the main verb's.
            and not (v.end <= mark.start and attributive(ctx, v) and not 0 <= v.start - found.end <= 2)
        ]
        if (
            not ctx.view.pack.spaces
        ):  # 把1988年签订的协定再延长: what qualifies a noun has its own date before it
            others = [
                v for v in others if v.start - found.end <= 2 or not ctx.view.folded.startswith("的", v.end)
            ]
        said = [r for r in part.sentence.of("report") if not _closed(ctx, part, r, found)]
        others += [r for r in said if own[0] <= r.start and r.end <= own[1]]
        if not inside:
            others += said
        if any(
            _gap(ctx, found, v) < gap
            and not _own_subject(ctx, part, found, v)
            and not _closed_by_comma(ctx, mark, found, v)
            and not _closed_by_and(ctx, part, mark, found, v)
            for v in others
            # 中止2002年签署的条约: the year belongs to the attribute.
            if not (v.end <= found.start and found.end <= mark.start and attributive(ctx, mark))
            if v.end <= mark.start or mark.end <= v.start
        ):
            continue
        key = (not inside, gap)
        if best is None or key < best[0]:
            best = (key, found)
    if best is None:
        return None, None, None
    found = best[1]
    earlier = [v for f in part.dates if f.end <= found.start and (v := dates.resolve(f, ctx.anchor))]
    same = earlier[-1] if earlier else ctx.last_date
    value = dates.resolve(
        found, ctx.anchor, ahead=status in ("planned", "conditional", "proposed"), same=same
    )
    return value, ctx.view.words(found.start, found.end), (found.start, found.end)


def _in_relative(ctx: Context, part: Part, mark: Mark, found: dates.Found) -> bool:
    """ "They extended the protocol, which was to expire at the end of June": the date of the relative clause."""
    if mark.value in ("termination", "denunciation", "entry_into_force"):
        return False  # "left the convention when its notice took effect on 3 May"
    openers = [m for m in part.sentence.of("break") if mark.end <= m.start and m.end <= found.start]
    if not openers or openers[-1].end - openers[-1].start == 1:
        return False
    return not has_comma(ctx.view.folded[openers[-1].end : found.start])


def _of_announcement(ctx: Context, found: dates.Found) -> bool:
    """ "は21日、離脱すると表明した": the day just past is that of the announcement, not of what is planned."""
    if found.month is not None or found.day is None:
        return False
    past = dates.resolve(found, ctx.anchor)
    return bool(past and ctx.anchor.day and (ctx.anchor.day - date.fromisoformat(past)).days <= 2)


def attributive(ctx: Context, mark: Mark) -> bool:
    """Korean: a verb that qualifies the noun after it ("체결한 조약") and does not end the clause."""
    return (
        ctx.view.pack.lang == "ko"
        and mark.form in ("done", "passive")
        and ctx.view.folded[mark.start : mark.end].endswith(("한", "된", "은", "린", "친"))
    )


def _year_of_treaty(ctx: Context, found: dates.Found, mention: Mention) -> bool:
    """ "соглашения 1998 года": a bare year right after the noun, without a preposition, is the treaty's own."""
    if not ctx.view.pack.spaces:
        gap = ctx.view.folded[found.end : mention.start]
        named = found.month is None and found.year is not None and found.end <= mention.start
        return named and (len(gap) <= 1 or (len(gap) <= 14 and gap[0] in "の的" and "," not in gap))
    return (
        ctx.view.pack.order == "svo"
        and found.year is not None
        and found.month is None
        and found.day is None
        and found.start - mention.end == 1
    )


def _closed_by_comma(ctx: Context, mark: Mark, found: dates.Found, verb: Mark) -> bool:
    """ "… was deposited with the UN on 16 February, it says": the comma closes the clause that has the date."""
    folded = ctx.view.folded
    return (
        mark.end <= found.start
        and found.end <= verb.start
        and (
            not has_comma(folded[mark.end : found.start])
            # "…, Senin, kata Reuters": a date between two commas before the verb of saying.
            or (verb.kind == "report" and folded[: found.start].rstrip().endswith(","))
        )
        and has_comma(folded[found.end : verb.start])
    )


def _closed_by_and(ctx: Context, part: Part, mark: Mark, found: dates.Found, verb: Mark) -> bool:
    """ "was adopted by the Committee on 17 May and opened for signature": the date ends the first clause."""
    return (
        ctx.view.pack.order == "svo"
        and not ctx.view.pack.inverts
        and mark.end <= found.start
        and verb.start >= found.end
        and any(0 <= m.start - found.end <= 1 and m.end <= verb.start for m in part.sentence.of("and"))
    )


def _own_subject(ctx: Context, part: Part, found: dates.Found, verb: Mark) -> bool:
    """ "… on 14 June, the foreign ministry announced": the verb after the date has its own subject, not the date."""
    return ctx.view.pack.order == "svo" and any(
        found.end <= g.start
        and g.end <= verb.start
        and g.role in ("", "subject")
        and has_comma(ctx.view.folded[found.end : g.start])
        for g in part.groups
    )


def _closed(ctx: Context, part: Part, report: Mark, found: dates.Found) -> bool:
    """ "According to" closes its phrase where verbs come last, or where the speaker and a subject stand between:
    "Laut Reuters haben A und B am Montag …": a date after it is the sentence's own."""
    if report.value != "according" or report.end > found.start:
        return False
    if ctx.view.pack.bracket and any(
        0 <= g.start - report.end <= 12 and g.end <= found.start for g in part.groups
    ):
        return True  # "Unterzeichnet werden soll es nach Angaben des Ministeriums im Dezember"
    return ctx.view.pack.order == "sov" or sum(
        report.end <= g.start and g.end <= found.start and g.role in ("", "subject") for g in part.groups
    ) > (1 if any(0 <= g.start - report.end <= 12 for g in part.groups) else 0)


def _gap(ctx: Context, found: dates.Found, mark: Mark) -> int:
    """Characters between a date and a verb; a comma counts for twenty."""
    low, high = (mark.end, found.start) if found.start >= mark.end else (found.end, mark.start)
    between = ctx.view.folded[low:high]
    return high - low + (20 if has_comma(between) else 0)
