"""``read``: a report in, statements out. A pure function; nothing is stored and no clock is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foedera import dates as edtf
from foedera.model import Act, AnyStatement, Claim, Clause, Credit, Response, Source, seal, seal_source
from foedera.states import is_id, is_organization

from . import act_cues, actors, acts, attribution, claims, clauses, furniture, responses, whole
from . import dates as datefinder
from .actor_close import resolve
from .actor_join import WORD
from .context import Context, Draft, Part
from .document import Document, decode, is_archive, parse
from .language import detect
from .link import linker
from .marks import fold_text
from .mentions import find as find_mentions
from .pack import load
from .remember import keep
from .silence import hide_names, month_or_word, set_off, silence_status
from .text import View


@dataclass(frozen=True, slots=True)
class Reading:
    """A report's source and statements. ``text``: what the statements' offsets count in.

    ``extracted``: whether that text was taken out of a page, a feed or an archive, so that it is not the input.
    """

    source: Source
    statements: tuple[AnyStatement, ...]
    text: str
    extracted: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The JSON of contract section 3; with ``text`` where it is not what was given."""
        from foedera.model.canonical import as_json

        plain = {"source": as_json(self.source), "statements": [s.to_dict() for s in self.statements]}
        return {**plain, "text": self.text} if self.extracted else plain


def read(
    text: str | bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    format: str = "auto",
    register: Any = None,
    where: str = "report",
) -> Reading:
    """The statements that one report makes.

    ``published``: EDTF; years that the report does not print come from it, without it they stay ``XXXX``.
    ``register``: gives treaties for linking (``.all()``, as ``foedera.register.Register``); None links to
    provisional ids only. Raises ``FoederaError`` for what is no text; of a feed or archive, the first report.
    """
    return read_all(
        text, published=published, url=url, lang=lang, format=format, register=register, where=where, limit=1
    )[0]


def read_all(
    content: str | bytes,
    *,
    published: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    format: str = "auto",
    register: Any = None,
    where: str = "report",
    limit: int | None = None,
) -> list[Reading]:
    """One reading for each report in ``content`` (a feed, an archive and JSON Lines hold several)."""
    if published:
        edtf.parse(published, "--published")
    given = decode(content, where) if _plain(content, format) else content
    documents = parse(given, format, url, where)
    return [
        read_document(
            document,
            published=published,
            url=url,
            lang=lang,
            register=register,
            extracted=not (isinstance(given, str) and document.text == given),
        )
        for document in documents[:limit]
    ]


def _plain(content: str | bytes, format: str) -> bool:
    return isinstance(content, str) or (format != "warc" and not is_archive(content))


def read_document(
    document: Document,
    *,
    published: str | None = None,
    url: str | None = None,
    lang: str | None = None,
    register: Any = None,
    extracted: bool = False,
) -> Reading:
    """The statements of one document already taken out of its format."""
    text = document.text
    language = lang or document.language or detect(text)
    pack = load(language)
    when = published or document.published
    anchor = datefinder.Anchor.of(when)
    view = View(text, pack, language)
    names = linker(register)
    view.distribute(names.marks(view.folded, pack))
    if pack.variants and (printed := fold_text(text)[0]) != view.folded:
        view.distribute(names.marks(printed, pack))  # a title in the other script
    view.revise_names(when or "")
    view.silence()
    for sentence in view.sentences:
        sentence.marks.sort(key=lambda m: (m.start, -m.end))
    credits = furniture.mark_furniture(view)
    ctx = Context(view, anchor, names, when or "")
    drafts = _statements(ctx)
    notes = document.notes
    if pack.missing:
        notes = (
            *notes,
            f"no language pack for '{language}': only names, dates and words shared with other languages could be read",
        )
    source = seal_source(
        Source(
            url=url or document.url,
            publisher=document.publisher,
            language=language,
            published=when,
            title=document.title,
            credits=_credits(document, credits, drafts),
            sha256=document.sha256,
            notes=notes,
        )
    )
    return Reading(source, _seal(ctx, source, drafts), text, extracted)


def _credits(document: Document, found: list[Credit], drafts: list[Draft]) -> tuple[Credit, ...]:
    """Agency ← origin ← …: the agencies whom the report quotes first, as the roots of what it says."""
    quoted: list[Credit] = []
    for draft in drafts:
        for name in draft.said_by or ():
            if not is_id(name) and name not in [c.name for c in quoted]:
                quoted.append(Credit(role="agency", name=name))
    kept: list[Credit] = []
    for credit in (*quoted, *found, *document.credits):
        if credit not in kept:
            kept.append(credit)
    return tuple(kept)


def _statements(ctx: Context) -> list[Draft]:
    view = ctx.view
    if not any(
        m.kind in ("act", "claim", "response", "clause", "op") or m.value == "refused" for m in view.marks
    ):
        return []
    for mark in view.marks:
        if mark.kind == "name" and mark.value != "agency":
            ctx.seen.add(resolve(mark, ctx.on).ref)
    outsiders = any(m.value in ("nonstate", "not") and m.kind in ("actor", "treaty") for m in view.marks)
    # No state, no treaty by its name, but a union, a club, a company: their agreement.
    private = (
        outsiders and not ctx.seen and not any(m.kind == "alias" or m.value == "names" for m in view.marks)
    )
    for sentence in view.sentences:
        if sentence.skip or not sentence.marks:
            continue
        if not any(
            m.kind in ("act", "claim", "response", "clause", "op", "treaty", "alias", "name")
            for m in sentence.marks
        ):
            continue
        month_or_word(view, sentence)
        set_off(view, sentence)
        silence_status(sentence)
        hide_names(view, sentence)
        groups = actors.groups(view, sentence, ctx.on)
        part = Part(sentence, groups, find_mentions(view, sentence, groups), [])
        if not any(m.kind in _TELLING or m.value in ("refused", "deny") for m in sentence.marks):
            # Nothing is told here; what it names still counts for the sentences after it.
            part.dates = datefinder.find(view, sentence)
            _tell_back(ctx, part)
            keep(ctx, part)
            continue
        part.dates = datefinder.find(view, sentence)
        part.acts = act_cues.clean(part, view)
        speech = attribution.speeches(ctx, part)
        found = clauses.read(ctx, part)
        spans = list(found)
        for draft in acts.read(ctx, part) if not private else ():
            if outsiders and not (draft.fields["parties"] or draft.fields["treaty"]):
                continue  # a club's or a company's contract rather than a treaty that nobody makes
            if not _inside_clause(draft, spans):
                draft.said_by = attribution.said_by(
                    ctx, part, speech, draft.core, draft.subject, draft.fields["status"] == "denied"
                )
                _party_from_speaker(ctx, draft)
                found.append(draft)
        for draft in claims.read(ctx, part, speech):
            if not any(s.core[0] <= draft.core[0] < s.core[1] for s in spans) and not (
                spans and draft.fields["topic"] in ("armed_attack", "combat")
            ):
                found.append(draft)
        ctx.drafts += found
        answers = responses.read(ctx, part, speech)
        told = [d.core for d in found if d.kind == "act" and d.fields["act"] == "notification"]
        # "have confirmed to each other that the procedures are complete": no answer to a claim.
        answers = [d for d in answers if not any(a < d.core[1] and d.core[0] < b for a, b in told)]
        if any(d.kind == "act" and d.fields["status"] == "denied" for d in found):
            # "denied that it had withdrawn" is told by the act denied.
            answers = [d for d in answers if d.fields["response"] != "denied"]
        found += answers
        ctx.drafts += answers
        for draft in found:
            if draft.kind == "response":
                # The accusers named beside it are not those who tell of the answer.
                own = [
                    s
                    for s in speech
                    if s.mark.value in ("say", "according")
                    and not set(s.names) & set(draft.fields["parties"])
                ]
                draft.said_by = attribution.said_by(ctx, part, own, draft.core, None)
            elif draft.kind == "clause":
                # "It says that …": the treaty speaks, not the last person named.
                own = [s for s in speech if s.group.kind != "pronoun"]
                draft.said_by = attribution.said_by(ctx, part, own, draft.core, None)
            elif draft.said_by is None:
                draft.said_by = attribution.said_by(ctx, part, speech, draft.core, None)
        for draft in found:
            # Who denies an act of its own tells of it.
            if draft.fields["status"] == "denied" and not draft.said_by and len(draft.fields["parties"]) == 1:
                draft.said_by = list(draft.fields["parties"])
        if not found:
            _tell_back(ctx, part)
        _go_on(ctx, part, speech, found)
        keep(ctx, part)
    if outsiders:
        whole.contracts(ctx)
    whole.parties(ctx)
    whole.told_twice(ctx)
    whole.nobodys(ctx)
    whole.also(ctx)
    whole.background(ctx)
    return sorted(ctx.drafts, key=lambda d: (d.start, d.end))


def _go_on(ctx: Context, part: Part, speech: list[attribution.Speech], found: list[Draft]) -> None:
    """ "… sagte Kiew. Dabei seien drei Menschen getötet worden": a verb form of reported speech goes on with the
    speaker of the sentence before."""
    index, names = ctx.last_said
    if not speech and ctx.view.pack.reported and index == part.sentence.index - 1 and names:
        words = set(WORD.findall(ctx.view.folded[part.sentence.start : part.sentence.end]))
        if words & ctx.view.pack.reported:
            for draft in found:
                if draft.kind in ("act", "claim") and not draft.said_by:
                    draft.said_by = list(names)
            ctx.last_said = (part.sentence.index, names)
            return
    told = next((d.said_by for d in found if d.said_by and d.kind != "response"), None)
    told = told or (speech[0].names if len(speech) == 1 and speech[0].mark.value != "deny" else None)
    if told:
        ctx.last_said = (part.sentence.index, told)


def _tell_back(ctx: Context, part: Part) -> None:
    """ "Das teilte das Ministerium mit": the speaker of what the sentence before told."""
    if names := attribution.told_before(ctx, part):
        for draft in ctx.drafts:
            if draft.sentence == part.sentence.index - 1 and not draft.said_by:
                draft.said_by = names


def _inside_clause(draft: Draft, found: list[Draft]) -> bool:
    """Acts that only tell what a clause provides ("when both sides exchange instruments") are not acts."""
    for clause in found:
        a, b = clause.core
        if a <= draft.core[0] and draft.core[1] <= b:
            return True
        if clause.fields["clause"] == "entry_into_force" and draft.core[0] < b and a < draft.core[1]:
            return True
        if (
            clause.fields["clause"] == "entry_into_force"
            and draft.fields["act"]
            in ("entry_into_force", "exchange", "deposit", "ratification", "signature", "notification")
            and draft.fields["status"] != "done"
            and (draft.fields["act"] == "entry_into_force" or draft.core[0] >= a - 30)
        ):
            return True
        if clause.fields["clause"] in ("no_conflicting_treaty",) and draft.core[0] < b and a < draft.core[1]:
            return True
    return False


_TELLING = frozenset({"act", "claim", "response", "clause", "op", "entry"})


def _party_from_speaker(ctx: Context, draft: Draft) -> None:
    """ "The cabinet approved the treaty, Pakistan's minister said": whose cabinet, the speaker tells."""
    states = [s for s in draft.said_by or () if is_id(s) and not is_organization(s)]
    owner, parties = draft.subject, draft.fields["parties"]
    joint = draft.fields["act"] in ("signature", "initialling", "exchange")
    if joint and owner is None and len(parties) == len(states) == 1 and parties[0] != states[0]:
        # "A treaty with Vietnam was signed, Korea's ministry said": the other party speaks.
        draft.fields["parties"] = (states[0], *parties)
        return
    if parties or owner is None or owner.states or not owner.organ or len(states) != 1:
        return
    if owner.organ in ("government", "parliament", "lower_house", "upper_house", "head_of_state"):
        draft.fields["parties"] = (states[0],)


_KINDS: dict[str, Any] = {"act": Act, "clause": Clause, "claim": Claim, "response": Response}


def _seal(ctx: Context, source: Source, drafts: list[Draft]) -> tuple[AnyStatement, ...]:
    sealed: list[AnyStatement] = []
    for draft in drafts:
        start, end = ctx.view.span(draft.start, draft.end)
        values = dict(draft.fields)
        if draft.kind == "response":
            values["about"] = tuple(
                s.id
                for s in sealed
                if isinstance(s, Claim)
                and (
                    not s.actors
                    or set(s.actors) & set(values["parties"])
                    or set(s.targets) & set(values["parties"])
                )
            )
        statement = _KINDS[draft.kind](
            source=source.id,
            said_by=tuple(draft.said_by or ()),
            quote=ctx.view.text[start:end],
            start=start,
            end=end,
            flags=tuple(draft.flags),
            **values,
        )
        sealed.append(seal(statement))
    return tuple(sealed)
