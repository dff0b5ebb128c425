"""Act cues: which of them count, about which treaty, with which subject."""

from __future__ import annotations

from .act_kinds import (
    EXIT,
    MEMBERSHIP,
    OF_INSTRUMENTS,
)
from .act_mention import organization_beside
from .context import Part
from .marks import Mark
from .participles import ATTRIBUTE
from .text import View


def clean(part: Part, view: View) -> list[Mark]:
    """Act cues without those that a longer cue, an ignored phrase or a treaty's name covers."""
    marks = [m for m in part.sentence.marks if m.kind == "act"]
    ignored = part.sentence.of("ignore")
    covers = [m for m in part.sentence.marks if m.kind == "alias"]
    instruments = [m for m in part.sentence.marks if m.kind == "treaty" and m.value == "instrument"]
    said = [m for m in part.sentence.marks if m.kind in ("status", "report")]
    kept: list[Mark] = []
    rank = {"done": 0, "active": 0, "passive": 0, "future": 0, "bare": 1}
    if any(m.value == "succession" for m in marks):
        # "trat dem Übereinkommen im Wege der Rechtsnachfolge bei"
        marks = [m for m in marks if m.value != "accession"]
    if view.pack.bracket:
        # "das Gesetz zur Ratifizierung …, nachdem der Senat es gebilligt hatte": a conjunction ends the bracket.
        turns = [b for b in part.sentence.of("break") if view.folded[b.start].isalpha()]
        marks = [
            m
            for m in marks
            if not any(
                m.start < b.start and b.end < m.end and view.folded[b.start : b.end] not in str(m.data)
                for b in turns
            )
        ]
    # "voted the revocation of the ratification": what was voted is more than a ratification.
    wider = [
        m
        for m in marks
        if m.value in ("consent_withdrawal", *EXIT)
        and m.form == "bare"
        and (not m.treaty or has_treaty(part, m, view))
    ]
    marks = [
        m
        for m in marks
        if m.value != "parliamentary_approval"
        or not any(m.start <= w.start and w.end <= m.end and w.start > m.start for w in wider)
    ]
    marks = [
        m
        for m in marks
        if not any(
            (w.value in _NARROWER and _NARROWER[w.value] == m.value and m.start < w.end and w.start < m.end)
            # "<treaty> سے باضابطہ طور پر الگ ہو گیا": the words of an exit that took effect end those of its notice.
            or (
                (w.value, m.value) == ("termination", "denunciation")
                and w.form == m.form == "done"
                and m.start < w.start
                and w.end == m.end
            )
            for w in marks
        )
    ]
    objections = {m.start for m in marks if m.value == "objection" and m.form != "bare"}
    # "formulated an objection to the reservation": not a reservation of its own.
    marks = [m for m in marks if m.value != "reservation" or m.start not in objections]

    if not view.pack.spaces:
        # 将批准瑞典加入: "will" belongs to the first verb after it.
        marks = [
            m
            for m in marks
            if m.form != "future"
            or ".." not in str(m.data)
            or (not _verb_inside(m, marks, instruments) and not _cut_short(part, m))
        ]

    def order(m: Mark) -> tuple[int, int, bool]:
        return m.start - max(m.end, m.reach), rank.get(m.form, 2), m.value != "termination"

    for mark in sorted(marks, key=order):
        if any(c.start <= mark.start < c.end for c in ignored) or any(
            c.start <= mark.start and mark.end <= c.end for c in covers
        ):
            continue
        if mark.value in OF_INSTRUMENTS and any(
            c.start <= mark.start and mark.end <= c.end for c in instruments
        ):
            continue
        if (
            mark.value in OF_INSTRUMENTS
            and not view.pack.spaces
            and not any(c in str(mark.data) for c in "书書")
            and any(i.start == mark.start and i.end < mark.end for i in instruments)
        ):
            continue  # 批准書を寄託し終えた: of the instrument
        if (
            mark.value in OF_INSTRUMENTS
            and not view.pack.spaces
            and view.folded.startswith(("书", "書", "文书", "文書", "文件", "证书"), mark.end)
        ):
            continue  # 公布已交存批准书的协定: the cue ends within the word for an instrument
        if mark.treaty and not has_treaty(part, mark, view):
            continue
        if (
            mark.value == "signature"
            and not part.dates
            and any(
                c.value == "duration" and c.start <= mark.start and mark.end <= c.end
                for c in part.sentence.of("clause")
            )
        ):
            continue  # "is concluded for ten years": what it provides, not when it was made
        if view.pack.order != "sov" and any(
            s.start == mark.start and s.reach > max(mark.end, mark.reach) for s in said
        ):
            continue  # "kündigte … an" (announced) is not "kündigte" (denounced)
        if any(
            mark.start < k.end and k.start < mark.end and not _twin(mark, k, view.pack.bracket) for k in kept
        ):
            continue
        if any(k.value == mark.value and k.start < mark.end and mark.start < k.end for k in kept):
            continue
        kept.append(mark)
    # "signed the law revoking the ratification" has the words of a ratification as well.
    stronger = {
        "consent_withdrawal": "ratification",
        "denunciation_revocation": "denunciation",
        "termination": "denunciation",  # "formally left"
        "exchange": "ratification",  # "hoàn thành việc trao đổi công hàm phê chuẩn"
    }
    for mark in [m for m in kept if m.value in stronger]:
        kept = [
            k for k in kept if k.value != stronger[mark.value] or k.end <= mark.start or mark.end <= k.start
        ]
    return sorted(kept, key=lambda m: m.start)


def _in_instrument(part: Part, mark: Mark) -> bool:
    """批准 in 批准书."""
    return mark.kind == "op" and any(
        t.value == "instrument" and t.start <= mark.start and mark.end <= t.end
        for t in part.sentence.of("treaty")
    )


def _cut_short(part: Part, mark: Mark) -> bool:
    """将协定批准案提交: the cue ends within a longer word."""
    return any(
        m.start < mark.end < m.end
        and m.start > mark.start
        and (m.form == "bare" if m.kind == "act" else m.kind == "treaty" and m.value in ("law", "instrument"))
        for m in part.sentence.of("act", "treaty")
    )


def _verb_inside(mark: Mark, marks: list[Mark], instruments: list[Mark]) -> bool:
    """Whether the gap of a cue holds another verb ("will ratify Sweden's joining")."""
    return any(
        m.value != mark.value
        and m.form in ("done", "future")
        and mark.start <= m.start
        and m.end < mark.end - 1
        and not any(i.start <= m.start and m.end <= i.end for i in instruments)
        for m in marks
    )


_NARROWER = {"provisional_application": "entry_into_force", "reservation_withdrawal": "reservation"}
"""Acts whose words are also those of another: "entered into force provisionally", "withdrew its reservation"."""


def _twin(a: Mark, b: Mark, bracket: bool = False) -> bool:
    """Two readings of the same words (a parliament's approval, a head of state's)."""
    if {a.value, b.value} == {"objection", "reservation"} and not (
        (a.start <= b.start and b.end <= a.end) or (b.start <= a.start and a.end <= b.end)
    ):
        return True  # "objected to the reservation that Oman made": two acts that share a word
    if bracket and a.value != b.value and a.form == "passive" and b.start < a.start and a.end < b.end:
        return True  # "grünes Licht für das im März unterzeichnete Abkommen gegeben"
    if "termination" in (a.value, b.value) and {a.value, b.value} <= EXIT | {"entry_into_force"}:
        return False  # "officially left": the exit that took effect goes before its notice
    return a.start == b.start and a.end == b.end and a.value != b.value


def has_treaty(part: Part, mark: Mark, view: View) -> bool:
    if mark.value in MEMBERSHIP and organization_beside(part, mark) is not None:
        return True
    left, right = part.sentence.segment(mark.start)
    for mention in part.mentions:
        if mention.pronoun and mark.form != "bare" and -1 <= mark.start - mention.end <= 1:
            return True  # "lo dio por terminado"
        # "dejó el <treaty>": the article may belong to the mention ("el tratado") as well as to the cue.
        if (
            mark.treaty == "after"
            and mark.start < mention.start <= right
            and mention.start >= mark.end - 4
            and mention.end > mark.end
        ):
            gap = (mark.end, max(mark.end, mention.start))
        elif mark.treaty == "before" and mention.end <= mark.start + 1 and mention.start >= left:
            gap = (mention.end, mark.start)
        else:
            continue
        if gap[1] - gap[0] > (120 if view.pack.bracket or mark.data == ATTRIBUTE else 60):
            continue
        svo = view.pack.order == "svo" and mark.treaty == "after"
        roles: list[str] = []
        if svo and mark.value == "denunciation":
            roles = [r.value for r in part.sentence.of("role") if gap[0] <= r.start and r.end <= gap[1]]
            if "against" in roles:
                continue  # "denounced the attacks on the agreement"
        if (
            svo
            and "agent" not in roles  # "the denunciation by Hungary of the convention"
            and view.pack.spaces
            and mark.value == "denunciation"
            and mark.form != "bare"  # "the withdrawal of Mali from the accord"
            and any(
                m.kind in ("name", "actor")
                and not m.used
                and gap[0] <= m.start
                and m.end <= gap[1]
                and m.value != "possessive"
                and not view.folded.startswith(("'s ", "' "), m.end)  # "left the court's protocol"
                for m in part.sentence.marks
            )
        ):
            continue  # "denounced France over the agreement"
        if mark.treaty == "after" and view.folded[mention.end : mention.end + 2] in ("'s", "s'"):
            continue  # "denounced the agreement's critics"
        if not any(
            (
                m.kind in ("break", "report", "beside")
                or (m.kind == "op" and m.value != "headline")
                or (m.kind == "claim" and m.value != "military_cooperation")
                or (m.kind == "treaty" and m.value == "law")
            )
            and gap[0] <= m.start
            and (
                m.end <= gap[1]
                or (m.kind == "claim" and m.start < gap[1] + (m.value != "military_cooperation"))
            )
            for m in part.sentence.marks
        ):
            return True
    return False
