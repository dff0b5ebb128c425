"""Deadlines as iCalendar (RFC 5545): whole-day events, lines folded at 75 octets."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """A day ahead. ``rule``: by which rule; ``notes``: on which acts it rests."""

    on: date
    treaty: str
    what: str
    rule: str
    notes: str = ""


def ics(deadlines: Sequence[Deadline]) -> bytes:
    """The calendar; the same deadlines give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foedera//Deadlines//EN", "CALSCALE:GREGORIAN"]
    for deadline in sorted(deadlines, key=lambda d: (d.on, d.treaty, d.what)):
        uid = hashlib.sha256(f"{deadline.on}{deadline.treaty}{deadline.what}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@foedera",
            # No clock is read: the stamp is the day itself.
            f"DTSTAMP:{deadline.on:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{deadline.on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{deadline.on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(f'{deadline.treaty}: {deadline.what}')}",
            f"DESCRIPTION:{_text(f'{deadline.rule}. {deadline.notes}'.strip())}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(escaped.split())


def _folded(line: str) -> str:
    parts: list[str] = []
    current = ""
    for character in line:
        if len((current + character).encode()) > (75 if not parts else 74):
            parts.append(current)
            current = ""
        current += character
    parts.append(current)
    return "\r\n ".join(parts) + "\r\n"
