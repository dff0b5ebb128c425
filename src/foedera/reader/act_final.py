"""Japanese verbal nouns at the end of a sentence: a headline's past (条約に署名), the plain form of what is to come
(署名する) and its refusal (署名しない)."""

from __future__ import annotations

import re
from dataclasses import replace

from .context import Context, Part
from .marks import Mark

_END = re.compile(r"[。.=＝)」』\s]|$")
_HEADLINE = re.compile(r"[。.=＝)」』、,\s]|$")
_QUOTED = re.compile(
    r"と(?:発表|述べ|表明|明らか|語|話し|説明|伝え|報じ|通[告知]|宣言|決|し[たて]|強調|明言|指摘|いう|の|み)"
    r"|こと(?:を決|を明ら|を表明|を発表)"
)
_WILL = re.compile("する|します|行う")
_WONT = re.compile("しない|しません|せず|を行わない")
_KANJI = re.compile("[一-龥]+$")
_ENDINGS = re.compile("(?:する|します|しない|しません|を)$")
_MARKERS = "をにがはもでへら"


def at_the_end(ctx: Context, part: Part, mark: Mark) -> Mark:
    """The mark with the form that its place at the end of a sentence or of reported speech gives it."""
    pack = ctx.view.pack
    if mark.form != "bare" or pack.spaces or pack.order != "sov":
        return mark
    folded = ctx.view.folded
    stem = _ENDINGS.sub("", folded[mark.start : mark.end])
    noun = _KANJI.search(stem)
    if noun is None:
        return mark
    end = mark.start + len(stem)
    rest = folded[end : part.sentence.end]
    if mark.value in ("suspension", "resumption") and rest.startswith(("すると発表", "すると表明")):
        return mark  # done by announcing it
    for form in (_WILL, _WONT):
        if (verb := form.match(rest)) and _closes(rest[verb.end() :]):
            return replace(mark, end=end, form="future", reach=end)
    before = mark.start + noun.start() - 1
    if before >= 0 and folded[before] in _MARKERS and _HEADLINE.match(rest):
        return replace(mark, end=end, form="done", reach=end)
    return mark


def _closes(rest: str) -> bool:
    return bool(_END.match(rest) or _QUOTED.match(rest))
