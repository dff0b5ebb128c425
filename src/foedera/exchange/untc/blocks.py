"""The sections after the table of participants: who said what, and when, as runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .markup import Cell, cell_of, cells_of, in_order, rows_of
from .text import days, squeeze, without_notes


class Item(NamedTuple):
    """A run of text under a participant's name. ``date``: the day printed above it."""

    date: str | None
    heading: str
    text: str


class Block(NamedTuple):
    """One participant in a section after the table. ``section``: its title; ``rule``: the words under it."""

    section: str
    rule: str
    name: str
    items: tuple[Item, ...]


def blocks_of(root: Any) -> Iterator[Block]:
    """The participants in the sections on declarations, objections and notifications, in order."""
    section, rule = "", ""
    for element in root.xpath(
        "//*[@class='heading-two' or @class='content-two' or contains(@class, 'heading-four')]"
    ):
        kind = element.get("class") or ""
        if kind == "heading-two":
            name = cell_of(element).text
        elif kind == "content-two":
            yield Block(section, rule, name, tuple(_items(element)))
        elif "normal" not in kind and element.tag == "div":
            bold = [squeeze(e.text_content()) for e in element.xpath("./*[contains(@class, 'bold')]")]
            under = [squeeze(e.text_content()) for e in element.xpath("./*[contains(@class, 'normal')]")]
            if element.xpath("./*"):
                section, rule = without_notes(" ".join(bold)), " ".join(under)
                section = section or _section_of(element)


def _section_of(element: Any) -> str:
    """The part of the page an untitled section belongs to, by the word in its id."""
    mark = (element.get("id") or "").casefold()
    for part, name in (("obj", "Objections"), ("notification", "Notifications"), ("dec", "Declarations")):
        if part in mark:
            return name
    return ""


def _items(element: Any) -> Iterator[Item]:
    """Runs of text: a day at the right margin or a heading in italics begins a new one."""
    date: str | None = None
    heading: list[str] = []
    text: list[str] = []

    def item() -> Iterator[Item]:
        if squeeze("".join(text)) or (heading and text):
            yield Item(date, squeeze(" ".join(heading)), squeeze("".join(text)))

    for token, value in _tokens(element):
        if token == "text":
            text.append(value)
        elif token == "date":
            yield from item()
            date, heading, text = value, [], []
        else:
            if squeeze("".join(text)):
                yield from item()
                heading, text = [h for h in heading if h.casefold().startswith("upon")], []
            if value.casefold().startswith("upon"):
                heading = []
            heading.append(value)
    yield from item()


def _tokens(element: Any) -> Iterator[tuple[str, str]]:
    if element.text:
        yield "text", element.text
    for child in element:
        if isinstance(child.tag, str) and "invisible" not in (child.get("class") or ""):
            plain = squeeze(child.text_content())
            day = days(plain)
            if len(day) == 1 and len(plain) <= 20 and child.tag in ("p", "div"):
                yield "date", day[0]
            elif child.tag in ("i", "em") and _heads(child, plain):
                yield "heading", without_notes(plain)
            elif child.tag in ("p", "div", "b", "strong", "span", "table", "tr", "td", "tbody", "text"):
                yield "text", " "
                yield from _tokens(child)
                yield "text", " "
            else:
                yield "text", " " if child.tag == "br" else in_order(child)
        if child.tail:
            yield "text", child.tail


def _heads(child: Any, plain: str) -> bool:
    """Whether italics are a heading: they begin like one and stand on a line of their own."""
    return bool(
        re.match(
            r"(?i)(?:with regard to|in regard|upon |objection|(?:interpretative |general |optional )?"
            r"(?:declaration|reservation|statement|understanding|notification|communication)s?\b)",
            plain,
        )
    ) and (plain.endswith(":") or (child.tail or "").lstrip().startswith(":") or child.getparent().tag == "p")


def territories_of(root: Any) -> tuple[tuple[Cell, ...], ...]:
    for table in root.xpath("//table[not(.//table)]"):
        rows = [tuple(cell_of(td) for td in cells_of(tr)) for tr in rows_of(table)]
        if rows and len(rows[0]) >= 3 and rows[0][0].text == "Participant" and "erritor" in rows[0][2].text:
            return tuple(rows[1:])
    return ()
