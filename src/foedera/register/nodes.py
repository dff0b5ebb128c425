"""YAML text as a tree of nodes that know their lines. Nothing in it is ever constructed.

Every scalar stays the text that was written: ``no`` is Norwegian, ``2024-11`` a month, ``NO`` Norway;
what a field takes decides what the text means. Anchors and aliases are refused (a few lines of them can
stand for gigabytes), so are deep nesting, many nodes and large files.
"""

from __future__ import annotations

from typing import Any, NamedTuple

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 400_000


class Node(NamedTuple):
    """``value``: text, a list of nodes, or key → (line of the key, node). ``plain``: without quotes."""

    kind: str
    value: Any
    line: int
    plain: bool = False

    @property
    def null(self) -> bool:
        """Whether nothing was written."""
        return self.kind == "text" and self.plain and self.value in ("", "~", "null")

    def shown(self, limit: int = 40) -> str:
        """The node in a few words, for messages."""
        if self.kind == "text":
            text = self.value if len(self.value) <= limit else self.value[: limit - 1] + "…"
            return f"'{text}'"
        return "a list" if self.kind == "list" else "a mapping"


class NodeFault(Exception):
    """The text is no YAML that a record may hold."""

    def __init__(self, line: int, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.line, self.what, self.hint = line, what, hint


def compose(text: str) -> tuple[Node, list[NodeFault]]:
    """The tree that ``text`` writes, and its repeated keys. Raises ``NodeFault`` for anything else."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        said = " ".join(filter(None, (fault.context, fault.problem)))
        raise NodeFault(mark.line + 1 if mark else 1, f"not YAML ({said})", "correct the line") from None
    except yaml.YAMLError as fault:
        raise NodeFault(1, f"not YAML ({str(fault).splitlines()[0]})", "save it as UTF-8 text") from None
    if builder.root is None:
        raise NodeFault(1, "the file is empty", "write a record (docs/records.md)")
    return builder.root, builder.repeated


class _Builder:
    """Builds the tree from parse events, with the limits held at every step."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.repeated: list[NodeFault] = []
        self.count = 0
        # One frame an open collection: its node, and the key that waits for its value.
        self.stack: list[tuple[Node, list[tuple[str, int]]]] = []

    def take(self, event: Any) -> None:
        kind = type(event).__name__
        line = event.start_mark.line + 1
        if kind == "AliasEvent" or getattr(event, "anchor", None):
            raise NodeFault(line, "an anchor or alias", "write the value out")
        if kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            self._open(event, kind, line)
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._place(self.stack.pop()[0])
        elif kind == "DocumentStartEvent" and self.root is not None:
            raise NodeFault(line, "a second document in the file", "keep one record a file")

    def _open(self, event: Any, kind: str, line: int) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise NodeFault(line, f"more than {MAX_NODES:,} values", "put the acts into the record's .csv")
        tag = event.tag
        if tag is not None and tag not in ("!", "tag:yaml.org,2002:str"):
            raise NodeFault(line, f"a YAML tag ({tag})", "write plain text, lists and mappings")
        if kind == "ScalarEvent":
            self._place(Node("text", event.value, line, event.implicit[0] and not event.style))
            return
        if len(self.stack) >= MAX_DEPTH:
            raise NodeFault(line, f"nested more than {MAX_DEPTH} deep", "flatten it")
        node = Node("list", [], line) if kind == "SequenceStartEvent" else Node("map", {}, line)
        self.stack.append((node, []))

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        parent, waiting = self.stack[-1]
        if parent.kind == "list":
            parent.value.append(node)
        elif not waiting:
            if node.kind != "text":
                raise NodeFault(node.line, f"{node.shown()} as a key", "use a word")
            waiting.append((node.value, node.line))
        else:
            key, line = waiting.pop()
            if key in parent.value:
                first = parent.value[key][0]
                self.repeated.append(
                    NodeFault(line, f"the key '{key}' stands twice (first in line {first})", "keep one")
                )
            else:
                parent.value[key] = (line, node)
