"""Treaties that wait for each other: the later one enters by the parties of the one that it ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foedera.book.world import World
from foedera.dates import Answer
from foedera.register import Register
from foedera.trust import Policy

OLD = """
id: old
entry_into_force: {when: {consents: 2}}
participation: complete
acts: [{parties: [FRA, ITA, POL], act: deposit, date: 1990-01-01}]
"""
NEW = """
id: new
terminates: [old]
entry_into_force: {when: {parties_of: {treaty: old, fraction: 1, counted: current}}}
participation: complete
acts: [{parties: [FRA, ITA, POL], act: deposit, date: 1995-01-01}]
"""


@pytest.mark.parametrize("order", [("old", "new"), ("new", "old")])
def test_the_order_of_asking_changes_nothing(tmp_path: Path, order: tuple[str, str]) -> None:
    for name, text in (("old", OLD), ("new", NEW)):
        (tmp_path / f"{name}.yml").write_text(text, "utf-8")
    world = World(Register([tmp_path], shipped=False), None, Policy(), None)
    derived = {name: world.derivation(name) for name in order}
    old, new = derived["old"], derived["new"]
    assert old is not None
    assert new is not None
    assert (new.entry.edtf if new.entry else None) == "1995-01-01"
    assert (old.ended.at.edtf if old.ended else None) == "1995-01-01"
    assert old.in_force(date(1994, 12, 31)) is Answer.YES


def test_two_that_wait_for_each_other_never_enter(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = f"id: {name}\nentry_into_force: {{when: {{in_force: {other}}}}}\nparticipation: complete\n"
        (tmp_path / f"{name}.yml").write_text(text, "utf-8")
    world = World(Register([tmp_path], shipped=False), None, Policy(), None)
    derivations = [world.derivation(name) for name in ("a", "b")]
    assert [d.entry for d in derivations if d is not None] == [None, None]
