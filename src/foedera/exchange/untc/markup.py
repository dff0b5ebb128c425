"""What a table's rows and cells hold, without the marks of footnotes that hang on them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from .text import squeeze


class Cell(NamedTuple):
    """``notes``: the numbers of the footnotes that hang on it."""

    text: str
    notes: tuple[str, ...] = ()


def rows_of(table: Any) -> list[Any]:
    rows: list[Any] = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    return rows


def cells_of(row: Any) -> list[Any]:
    cells: list[Any] = row.xpath("./td|./th")
    return cells


def cell_of(td: Any) -> Cell:
    """Text without footnote marks. A mark is a link to a note ("#3") or a raised number."""
    notes: list[str] = []
    for mark in td.xpath(".//sup|.//superscript|.//a[starts-with(@href, '#')]"):
        digits = re.findall(r"\d+", mark.text_content())
        if digits and not re.search(r"[^\W\d_]", mark.text_content()):
            notes.extend(n for n in digits if n not in notes)
            for inner in mark.iter():
                inner.text = None
                if inner is not mark:
                    inner.tail = None
    return Cell(squeeze(td.text_content()), tuple(notes))


def in_order(element: Any) -> str:
    """Text in which a line break or a new paragraph parts words."""
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            space = " " if child.tag in ("br", "p", "div", "td", "tr", "li", "table") else ""
            out += [space, in_order(child), space]
        out.append(child.tail or "")
    return "".join(out)
