"""All readings of a sentence at once: the parser's shared forest, evaluated from its leaves.

A sentence of a hundred words can have millions of parse trees that mean the same. Each stretch of words is
therefore evaluated once, and of its readings only those that differ in meaning are kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .values import Got, Span, Unclear

Row = tuple[Any, ...]
"""What a stretch yields, in order: values of rules and the signs of named tokens."""

_NAMED = frozenset({"NUM", "ORD", "FIRST", "STATE", "DATE", "FRACTION", "PERCENT"})
_MOST = 64
"""Different readings of one stretch; real clauses have one or two."""

Method = Callable[[str, list[Got], list[str], Span], Row]


def readings(root: Any, method: Method) -> list[Got]:
    """The different meanings of the whole sentence. Unclear where no reading has one.

    ``method`` gives the meaning of one rule from its name, its parts, its tokens and its words.
    """
    memo: dict[int, list[Row]] = {}
    failures: list[Unclear] = []
    stack = [root]
    open_nodes: set[int] = set()
    while stack:
        node = stack[-1]
        if id(node) in memo:
            stack.pop()
            continue
        if _is_token(node):
            memo[id(node)] = [_token(node)]
            continue
        waiting = [part for packed in node.children for part in _parts(packed) if id(part) not in memo]
        if waiting and id(node) not in open_nodes:
            open_nodes.add(id(node))
            stack.extend(waiting)
            continue
        memo[id(node)] = _rows(node, memo, method, failures)
    found = [row[0] for row in memo[id(root)] if row and isinstance(row[0], Got)]
    if not found:
        raise failures[-1] if failures else Unclear("the sentence states no rule")
    return found


def _rows(node: Any, memo: dict[int, list[Row]], method: Method, failures: list[Unclear]) -> list[Row]:
    rows: list[Row] = []
    for packed in node.children:
        combined: list[Row] = [()]
        for part in _parts(packed):
            # A part still open here would contain itself: such a reading adds nothing.
            combined = [one + two for one in combined for two in memo.get(id(part), [])]
        for row in combined:
            if node.is_intermediate or packed.rule.origin.name.startswith(("_", "start")):
                _add(rows, row)
                continue
            rule = packed.rule
            values = [v for v in row if isinstance(v, Got)]
            tokens = [v for v in row if isinstance(v, str)]
            try:
                _add(
                    rows, method(rule.alias or str(rule.origin.name), values, tokens, (node.start, node.end))
                )
            except Unclear as unclear:
                failures.append(unclear)
    return rows


def _add(rows: list[Row], row: Row) -> None:
    if any(_same(row, other) for other in rows):
        return
    if len(rows) == _MOST:
        raise Unclear("the words have too many readings")
    rows.append(row)


def _same(one: Row, two: Row) -> bool:
    return len(one) == len(two) and all(
        a.same(b) if isinstance(a, Got) else a == b for a, b in zip(one, two, strict=True)
    )


def _parts(packed: Any) -> list[Any]:
    return [part for part in (packed.left, packed.right) if part is not None]


def _is_token(node: Any) -> bool:
    return not hasattr(node, "is_intermediate")


def _token(node: Any) -> Row:
    token = getattr(node, "token", node)
    return (str(token),) if token.type in _NAMED else ()
