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


_FORCE = r"into (?:force|effect|operation)"
_EFFECT = r"(?:become (?:effective|operative|binding)|be (?:in force|effective|binding)|(?:take|have) effect)"
_VERB = re.compile(
    r"\b(?:"
    rf"(?:shall|will|must|may|to|not|only|case|event|be|thereupon|definitively|provisionally) "
    r"(?:\w+ ){0,3}?"
    rf"(?:enter|come|be|be brought|be put) (?:\w+ )?{_FORCE}"
    rf"|(?:enters|comes|entered|came) (?:\w+ )?{_FORCE}"
    rf"|(?:shall|will|only|not) (?:\w+ )?{_EFFECT}"
    r"|becomes effective|takes effect|has effect|is effective"
    r")\b"
)
_LEAVING = re.compile(
    r"\b(?:"
    r"(?:may|right to|entitled to|shall|cannot|can|not) (?:\w+ ){0,6}?"
    r"(?:withdraw|denounce|renounce|terminate|cease to be|be terminated|be denounced)"
    r"|(?:denunciation|withdrawal|notice|renunciation|termination) (?:\w+ ){0,8}?"
    rf"(?:shall|will|takes|becomes|is) (?:not |only )*(?:{_EFFECT}|be subject|effective|effect|come into)"
    r"|shall give notice of|(?:months?|years?|days|weeks)(?: \w+){0,2} notice|subject to denunciation"
    r"|withdrawing|denouncing|shall include an? (?:full|statement)|(?:shall|will) (?:expire|cease|lapse)"
    r")\b"
)
_LASTING = re.compile(
    r"\b(?:"
    r"(?:remain|remains|continue|continues|stay) (?:in force|in effect|valid|binding)"
    r"|(?:unlimited|indefinite|indeterminate) (?:duration|period|term)"
    r"|(?:be|being|is|automatically|tacitly) (?:\w+ )?(?:renewed|extended|prolonged)"
    r"|(?:duration|term|period of validity) of (?:\w+ ){1,4}(?:is|shall be)"
    r"|(?:shall have|has|of) (?:a|an|indefinite) (?:\w+ )?(?:duration|validity)"
    r"|concluded for|in force (?:for|until|indefinitely)|valid (?:for|until)"
    r"|(?:be|shall have|has) (?:of )?(?:a|an|the) (?:duration|term) of"
    r")\b"
)
_CONDITION = re.compile(
    r"^(?:(?:however|nevertheless|nonetheless|but|and|this|such|these|the|that) )*"
    r"(?:provided|unless|except|notwithstanding|not|conditions?|entry into force|in no (?:case|event))\b"
)
_GOES_ON = re.compile(
    r"^(?:(?:however|but|and|nevertheless) )?"
    r"(?:these|those|they|at least|not less than|(?:of|among) (?:these|those|them|which)|only|if|where|unless"
    r"|no (?:state|instrument)|in (?:that|this|such|the) (?:case|event)"
    r"|such (?:states|instruments|ratifications|deposits?)"
    r"|this (?:applies|shall apply|rule|paragraph|provision))\b"
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


def relevance(sentence: list[Word], after_rule: bool = False) -> Relevance:
    """Whether ``sentence`` must be understood for the clause to be read.

    ``after_rule``: it stands directly behind a rule, so that it may go on about that rule's States,
    instruments or cases without saying "into force" again.
    """
    line = " ".join(w.text for w in sentence)
    if after_rule and _GOES_ON.search(line):
        return Relevance.RULE
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
