"""The timeline of a treaty as SVG, made here: no script and no request draws it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup, escape

from foedera.dates import parse
from foedera.model import Event, Spell

from .render import say, state_name, term

WIDTH, LEFT, ROW, TOP = 900, 190, 22, 26
ROWS = 24
"""States drawn; the table below lists all."""


def svg(spells: Sequence[Spell], events: Sequence[Event], on: str, name: str) -> Markup | None:
    """Spells as bars by subject, acts as ticks, the day asked about as a line; None with nothing to draw."""
    shown = [spell for spell in spells if spell.status not in ("none", "not_in_force", "unknown")]
    ticks = [(e.party, _day(e.date), f"{term(e.act)}, {e.date}") for e in events if e.date]
    days = [_day(d) for s in shown for d in (s.start, s.until) if d] + [day for _, day, _ in ticks]
    known = [day for day in days if day is not None]
    if not known:
        return None
    asked = date.fromisoformat(on)
    first, last = min(*known, asked), max(*known, asked)
    pad = max((last - first).days // 20, 30)
    scale = _Scale(first.toordinal() - pad, last.toordinal() + pad)
    states = list(dict.fromkeys(s.subject for s in spells if s.subject != "treaty" and "~" not in s.subject))
    subjects = ["treaty", *states[:ROWS]]
    height = TOP + ROW * len(subjects) + 30
    parts = [
        f'<svg class="timeline" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(name)}">',
        *_axis(scale, height),
    ]
    for row, subject in enumerate(subjects):
        y = TOP + row * ROW
        label = say("treaty.the_treaty") if subject == "treaty" else state_name(subject)
        parts.append(f'<text class="label" x="0" y="{y + 14}">{escape(_short(label))}</text>')
        for spell in shown:
            if spell.subject == subject:
                parts.append(_bar(spell, scale, y))
        for party, day, title in ticks:
            if party == subject and day is not None:
                x = scale.x(day)
                parts.append(
                    f'<g class="act"><title>{escape(label)}: {escape(title)}</title>'
                    f'<circle cx="{x:.1f}" cy="{y + 9}" r="3.5"/></g>'
                )
    x = scale.x(asked)
    parts.append(f'<line class="asked" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{height - 24}"/>')
    anchor = "end" if x > WIDTH - 80 else "middle"
    parts.append(f'<text class="asked" x="{x:.1f}" y="12" text-anchor="{anchor}">{escape(on)}</text></svg>')
    return Markup("".join(map(str, parts)))


class _Scale:
    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, max(last, first + 1)

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - 6)

    @property
    def end(self) -> float:
        return float(WIDTH - 6)


def _axis(scale: _Scale, height: int) -> list[str]:
    first, last = _year(scale.first), _year(scale.last)
    step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 500) if (last - first) / s <= 9 or s == 500)
    marks = [(date(year, 1, 1), str(year)) for year in range(first - first % step + step, last + 1, step)]
    if scale.last - scale.first < 3 * 366:  # quarters, where years alone would be few
        days = [date(year, month, 1) for year in range(first, last + 1) for month in (1, 4, 7, 10)]
        marks = [(d, f"{d:%Y-%m}") for d in days if scale.first < d.toordinal() < scale.last - 20]
    lines = []
    for day, year in marks:
        x = scale.x(day)
        lines.append(
            f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 6}" y2="{height - 24}"/>'
            f'<text class="year" x="{x:.1f}" y="{height - 8}" text-anchor="middle">{year}</text>'
        )
    return lines


def _year(ordinal: int) -> int:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).year


def _bar(spell: Spell, scale: _Scale, y: int) -> str:
    start = _day(spell.start)
    end = _day(spell.until)
    x1 = scale.x(start) if start else float(LEFT)
    x2 = scale.x(end) if end else scale.end
    text = term(spell.status)
    title = f"{text}: {spell.start or '…'} – {spell.until or say('treaty.no_end')}"
    inside = (
        f'<text class="inside" x="{x1 + 6:.1f}" y="{y + 13}">{escape(text)}</text>'
        if x2 - x1 > 9 * len(text)
        else ""
    )
    return (
        f'<g class="spell is-{escape(spell.status)}"><title>{escape(title)}</title>'
        f'<rect x="{x1:.1f}" y="{y}" width="{max(x2 - x1, 2):.1f}" height="18" rx="2"/>{inside}</g>'
    )


def _day(text: str | None) -> date | None:
    """The earliest day of an uncertain date: where it is drawn; the words beside it say it in full."""
    if not text:
        return None
    found = parse(text).earliest
    return None if found in (date.min, date.max) else found


def _short(text: str, limit: int = 26) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
