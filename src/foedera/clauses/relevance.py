"""Which sentences of a page of final clauses state a rule, and which only mention one."""

from __future__ import annotations

import enum
import re

from .encode import Encoded
from .page import Word


class Relevance(enum.Enum):
    """``NONE``: the sentence states no rule; ``AMENDMENTS``: one for changes of the treaty, not for it."""

    RULE = "rule"
    AMENDMENTS = "amendments"
    NONE = "none"


_VERB = re.compile(
    r"\b(?:(?:shall|will|must|may|to|not|definitively|provisionally|only|case|event|thereupon|be)\s+(?:\w+\s+){0,3}?"
    r"(?:enter|come|be brought|be put|be)\s+(?:\w+\s+){0,1}?into (?:force|effect|operation)"
    r"|(?:enters|comes|entered|came) into (?:force|effect|operation)"
    r"|(?:shall|will|only|not) (?:be in force|become effective|become operative|become binding|take effect|be effective|have effect|be binding)"
    r"|becomes effective|takes effect)\b"
)
_LEAVING = re.compile(
    r"\b(?:(?:may|right to|entitled to|shall not|cannot|can)\s+(?:\w+\s+){0,6}?(?:withdraw|denounce|renounce|terminate|cease to be|be terminated|be denounced)"
    r"|(?:denunciation|withdrawal|notice|renunciation|termination)\s+(?:\w+\s+){0,8}?(?:shall|will|takes|becomes|is)\s+(?:not )?(?:only )?(?:take effect|be effective|become effective|have effect|be subject|effective|effect|come into)"
    r"|shall give notice of|(?:months?|years?|days)(?: \w+){0,2} notice|subject to denunciation"
    r"|withdrawing|denouncing|shall include (?:a|an) (?:full|statement)|(?:shall|will) (?:terminate|expire|cease))\b"
)
_LASTING = re.compile(
    r"\b(?:(?:remain|remains|continue|stay) (?:in force|in effect|valid)|(?:unlimited|indefinite|indeterminate) (?:duration|period|term)"
    r"|(?:be|being|is|automatically|tacitly)\s+(?:\w+\s+)?(?:renewed|extended|prolonged)|concluded for|in force (?:for|until|indefinitely)"
    r"|(?:be|shall have|has)(?: of)? (?:a|an|the) (?:duration|term) of)\b"
)
_CONDITION = re.compile(
    r"^(?:however |nevertheless |nonetheless )?(?:this |such |these |the |that )?(?:provided|unless|except|notwithstanding|not"
    r"|condition|conditions|entry into force|in no case|in no event)\b"
)
_COUNTED = re.compile(
    r"\b(?:instruments?|signatures?|ratifications?|successions?|deposited)\b.*\b(?:counted|additional)\b"
)
_AMENDMENTS = re.compile(
    r"\b(?:amendments?|proposals?|annexes|reservations?|declarations?|decisions?|revisions?|modifications?|adjustments?"
    r"|objections?|extensions?|regulations|rules|corrections?)\b"
)
_LATER = re.compile(
    r"^(?:for|in respect of|with respect to|as regards|in the case of) (?:each|any|every|a|all|other)\b"
)


def relevance(sentence: list[Word]) -> Relevance:
    """Whether ``sentence`` must be understood for the clause to be read."""
    line = " ".join(w.text for w in sentence)
    verb = _VERB.search(line)
    found = verb or _LEAVING.search(line) or _LASTING.search(line)
    if not found:
        return Relevance.RULE if _CONDITION.search(line) or _COUNTED.search(line) else Relevance.NONE
    if _AMENDMENTS.search(line[: found.start()]) and not _this_amendment(line):
        return Relevance.AMENDMENTS
    return Relevance.RULE


def _this_amendment(line: str) -> bool:
    return re.search(r"\b(?:this|the present|present) amendment\b", line) is not None


def cut_off_later(sentence: list[Word], encoded: Encoded) -> bool:
    """Whether the text ends inside a rule for later parties, with all its words read up to the last."""
    from lark.exceptions import UnexpectedInput

    from .grammar import parser

    line = " ".join(w.text for w in sentence)
    if not _LATER.search(line):
        return False
    try:
        parser().parse(encoded.line)
    except UnexpectedInput as error:
        position = getattr(error, "pos_in_stream", None)
        return position is None or position < 0 or encoded.at(position) >= len(encoded.pieces) - 1
    return False
