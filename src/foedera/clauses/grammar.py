"""The grammar of final clauses, loaded once, with its vocabulary.

lark multiplies every optional part of a rule out into alternatives; a clause has so many that the rules
would number millions. Here each optional, repeated or bracketed part first becomes a rule of its own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import Any

_ITEM = re.compile(r'"[^"]*"|->\s*\w+|[A-Za-z_]\w*|[()|?*+]')
_RULE = re.compile(r"^(\??[a-z_]\w*)\s*:(.*)$", re.DOTALL)


def _source() -> str:
    return resources.files("foedera.clauses").joinpath("grammar.lark").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def vocabulary() -> frozenset[str]:
    """Every word the grammar knows."""
    rules = _source().split("FIRST.3")[0]
    return frozenset(re.findall(r'"([a-z]+)"', re.sub(r"//.*", "", rules)))


@lru_cache(maxsize=1)
def parser() -> Any:
    """The Earley parser; an ambiguous sentence keeps all its readings."""
    import lark

    return lark.Lark(
        flatten(_source()),
        parser="earley",
        lexer="basic",
        ambiguity="forest",
    )


def flatten(source: str) -> str:
    """The same language, with a rule of its own for each optional, repeated or bracketed part."""
    helpers: dict[str, str] = {}
    lines: list[str] = []
    for block in re.split(r"\n(?=\S)", re.sub(r"\s*//.*", "", source).replace("\\\n", " ")):
        if rule := _RULE.match(block):
            body, rest = _alternatives(_ITEM.findall(rule.group(2)), helpers)
            assert not rest, rule.group(1)
            lines.append(f"{rule.group(1)}: {body}")
        elif block.strip():
            lines.append(block)
    return (
        "\n".join([*lines, *(f"{name}: {body.replace('@', name)}" for body, name in helpers.items())]) + "\n"
    )


def _alternatives(items: list[str], helpers: dict[str, str]) -> tuple[str, list[str]]:
    """Rewrites alternatives up to a closing bracket; gives them and the items left over."""
    done: list[str] = []
    while items and items[0] != ")":
        item, items = items[0], items[1:]
        if item == "(":
            body, items = _alternatives(items, helpers)
            items = items[1:]
            simple = " " not in body
            item = body if simple else _helper(f"{body}", helpers)
        if items and items[0] in ("?", "*", "+"):
            sign, items = items[0], items[1:]
            item = _helper({"?": f" | {item}", "*": f" | @ {item}", "+": f"{item} | @ {item}"}[sign], helpers)
        done.append(item)
    return " ".join(done), items


def _helper(body: str, helpers: dict[str, str]) -> str:
    if body not in helpers:
        name = f"_part{len(helpers)}"
        helpers[body] = name
    return helpers[body]
