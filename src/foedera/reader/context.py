"""What the reading of one report carries from sentence to sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from .actor_types import Group
from .dates import Anchor
from .dates import Found as FoundDate
from .link import Linker, Mention, provisional
from .marks import Mark
from .text import Sentence, View

NO_ARTICLES = frozenset({"ur", "hi", "ja", "ko", "zh", "ru", "uk", "pl", "tr", "fa", "id", "vi"})


PARLIAMENT = frozenset({"parliament", "lower_house", "upper_house"})


@dataclass(slots=True)
class Draft:
    """A statement before it is sealed. ``start``, ``end``: folded span of its words."""

    kind: str
    start: int
    end: int
    fields: dict[str, Any]
    sentence: int = 0
    core: tuple[int, int] = (0, 0)
    flags: list[str] = field(default_factory=list)
    subject: Group | None = None
    said_by: list[str] | None = None
    also: bool = False
    treaty_parties: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    view: View
    anchor: Anchor
    linker: Linker
    on: str
    seen: set[str] = field(default_factory=set)
    last: Mention | None = None
    last_id: str | None = None
    last_parties: list[str] = field(default_factory=list)
    last_sentence: int = -9
    noun_sentence: int = -9
    subject_sentence: int = -9
    last_subject: Group | None = None
    named: dict[str, bool] = field(default_factory=dict)
    """The states that the report names as such, and whether each is only named as the other side of a treaty."""
    last_several: list[str] = field(default_factory=list)
    last_date: str | None = None
    last_pair: tuple[int, list[str]] = (-9, [])
    last_said: tuple[int, list[str]] = (-9, [])
    offices: dict[str, set[str]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def treaty_near(self, sentence: int, reach: int = 1) -> bool:
        """Whether a treaty was named, however vaguely, in one of the sentences just before."""
        return sentence - max(self.last_sentence, self.noun_sentence) <= reach

    def parties_of(self, treaty: str | None, mention: Mention | None) -> list[str]:
        """The parties of a bilateral treaty, as the register or the report tells them."""
        known = self.linker.treaties.get(treaty or "")
        if known and known.bilateral:
            return list(known.parties)
        if known:
            return []
        if mention and len(mention.parties) >= 2:
            return mention.parties
        if treaty and treaty == self.last_id and len(self.last_parties) == 2:
            return self.last_parties
        return []

    def link(
        self, mention: Mention | None, actors: list[str], sentence: int
    ) -> tuple[str | None, str | None]:
        """(treaty id, treaty text) of a mention, with who acts; remembers it as the last one named."""
        if mention is None:
            if self.last is not None and sentence - self.last_sentence <= 3:
                return self.last_id, None
            if len(set(actors)) == 2:
                return self.linker.find(Mention(0, 0, ""), actors, self.seen, self.on[:10], None), None
            return None, None
        if mention.pronoun:
            near = sentence - max(self.last_sentence, self.noun_sentence) <= 2
            return (self.last_id if near else None), None
        if mention.linked:
            return mention.linked, mention.text
        parties = list(dict.fromkeys(mention.parties))
        if len(parties) < 2 and (not mention.proper or (len(parties) == 1 and not mention.ids)):
            parties = list(dict.fromkeys([*parties, *actors])) if len(actors) < 5 else parties
        bare = mention.back or (
            not mention.parties
            and not mention.ids
            and not mention.proper
            and not mention.subjects
            and self.view.pack.lang in NO_ARTICLES
            and len(mention.text.split()) <= 2
        )
        known = self.linker.treaties.get(self.last_id or "")
        others = bool(self.last_parties) and not set(actors) <= set(self.last_parties)
        if bare and self.last_id and others and (known is None or known.bilateral):
            bare = mention.back and len(set(actors)) <= 1 and not self.last_parties
        probe = Mention(
            mention.start,
            mention.end,
            mention.text,
            mention.ids,
            bare,
            mention.parties,
            mention.subjects,
            mention.proper,
            mention.year,
            mention.distinctive,
        )
        wider = parties
        if len(parties) < 2 and mention.proper and mention.subjects and len(set(actors)) == 2:
            wider = list(dict.fromkeys(actors))  # a title whose inflected form is no alias
        found = self.linker.find(probe, wider, self.seen, self.on[:10], self.last_id)
        if found is None and bare and self.last_id and self.last_id.startswith("x-"):
            found = self.last_id
        if found is None:
            found = provisional(mention, parties)
        if found is None and bare:
            found = self.last_id
        if (
            found is None
            and self.last is not None
            and parties
            and set(parties) <= set(self.last_parties)
            and mention.subjects & self.last.subjects
        ):
            found = self.last_id  # the treaty of the headline, told again with one of its two parties
        if found or mention.proper:
            if found != self.last_id:
                known = self.linker.treaties.get(found or "")
                self.last_parties = (
                    list(known.parties) if known and known.bilateral else parties if len(parties) > 1 else []
                )
            self.last, self.last_id = mention, found
        self.last_sentence = sentence
        mention.linked = found
        return found, mention.text


@dataclass(slots=True)
class Part:
    """A sentence with what was found in it."""

    sentence: Sentence
    groups: list[Group]
    mentions: list[Mention]
    dates: list[FoundDate]
    acts: list[Mark] = field(default_factory=list)

    @property
    def finite(self) -> list[Mark]:
        return [m for m in self.acts if m.form != "bare"]


def segment_groups(part: Part, left: int, right: int) -> list[Group]:
    return [g for g in part.groups if g.start >= left and g.end <= right]


def main_topic(ctx: Context, part: Part, at: Mark, marked: list[Group]) -> Group | None:
    """Korean "오스트리아는 이란이 붙인 유보에 이의를 제기했다": the last verb's subject is the topic (은, 는), while
    a subject (이, 가) right before an attributive verb belongs to that verb."""
    if ctx.view.pack.lang != "ko" or len(marked) < 2:
        return None
    folded = ctx.view.folded
    first, last = marked[0], marked[-1]
    if folded[at.end : part.sentence.end].strip(" ."):
        return None
    topic = folded[first.end : first.end + 1] in ("은", "는") and folded[last.end : last.end + 1] in (
        "이",
        "가",
    )
    return first if topic and _ATTRIBUTIVE.search(folded, last.end, at.end) else None


_ATTRIBUTIVE = re.compile(r"\w(?:한|된|인|은|린|친|던) ")
