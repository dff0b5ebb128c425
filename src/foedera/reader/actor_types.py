"""Actors and groups of actors, as a sentence names them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Actor:
    """``state``: a code, or None for "the president" alone. ``name``: an agency's or a person's name."""

    state: str | None
    organ: str | None = None
    name: str | None = None
    modifier: bool = False
    flag: str = ""


@dataclass(slots=True)
class Group:
    """One actor phrase. ``kind``: actors, agency, both, pronoun, we, accused, nonstate, troops, negated.

    ``owned``: "their ministers", whose state is that of the subject before. ``negated``: "Bolivia, not Peru".
    ``many``: three or more whom the text named before ("the trio", "the four countries"), of kind ``both``.
    """

    start: int
    end: int
    kind: str
    actors: list[Actor] = field(default_factory=list)
    role: str = ""
    roles: tuple[str, ...] = ()
    troops: bool = False
    city: bool = False
    pair: bool = False
    owned: bool = False
    plural: bool = False
    named: bool = False
    many: bool = False

    @property
    def states(self) -> list[str]:
        if len(self.actors) == 1:
            state = self.actors[0].state
            return [state] if state else []
        return list(dict.fromkeys(a.state for a in self.actors if a.state))

    @property
    def organ(self) -> str | None:
        organs = {a.organ for a in self.actors}
        return organs.pop() if len(organs) == 1 else None
