"""A notice of withdrawal and what the same report says of it: the decision told in it, the day of its effect."""

from __future__ import annotations

from .context import Context, Draft, Part


def without_decision(found: list[Draft]) -> list[Draft]:
    """ "Notified its decision to withdraw": the notice; the decision told in it is no act of its own."""
    notices = [d for d in found if d.fields["act"] == "denunciation" and d.fields["step"] == "international"]
    return [
        d
        for d in found
        if not (
            d.fields["act"] == "denunciation"
            and d.fields["step"] == "domestic"
            and d.fields["organ"] in (None, "government")
            and any(
                n.core[0] <= d.core[0]
                and n.fields["treaty"] == d.fields["treaty"]
                and set(d.fields["parties"]) <= set(n.fields["parties"])
                for n in notices
            )
        )
    ]


def effects(ctx: Context, part: Part, found: list[Draft]) -> list[Draft]:
    """ "The action shall take effect for Lithuania on 6 March": of the withdrawal told right before, not of the treaty."""
    last = next((d for d in reversed(ctx.drafts) if d.kind == "act"), None)
    if last is None or last.fields["act"] != "denunciation" or part.sentence.index - last.sentence > 1:
        return found
    for draft in found:
        fields = draft.fields
        named = any(m.end <= draft.core[0] and not m.pronoun for m in part.mentions)
        if (
            fields["act"] == "entry_into_force"
            and not named
            and fields["parties"]
            and set(fields["parties"]) <= set(last.fields["parties"])
        ):
            fields.update(act="termination", effective=fields["date"])
    return found
