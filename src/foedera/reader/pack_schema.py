"""The sections of a language pack and their keys; a misspelt key is an error that names the section."""

from __future__ import annotations

from typing import Any, get_args

from foedera.errors import FoederaError
from foedera.model import ACT_TYPES
from foedera.model.vocabulary import ClauseType, ResponseType, Topic

from .participles import KEYS as AUXILIARIES

FORMS = ("done", "active", "passive", "future", "ongoing", "ending", "bare", "participle")
STATUSES = (
    "not",
    "planned",
    "proposed",
    "conditional",
    "refused",
    "denied",
    "alleged",
    "decided",
    "announced",
    "agreed",
    "background",
    "also",
)
ORGANS = (
    "head_of_state",
    "government",
    "parliament",
    "lower_house",
    "upper_house",
    "court",
    "official",
    "nonstate",
)
ROLES = ("subject", "object", "with", "agent", "between", "of", "to", "from", "against", "in", "for")
TOPICS: tuple[str, ...] = get_args(Topic)
RESPONSES: tuple[str, ...] = (*get_args(ResponseType), "negated")
CLAUSES: tuple[str, ...] = get_args(ClauseType)
FURNITURE = ("comments", "source", "photo", "related", "agency_line", "translation")
# Section → allowed keys; None: any key; (): a plain list.
SCHEMA: dict[str, Any] = {
    "language": str,
    "home": str,
    "home_of_pair": str,
    "bare_capitals": bool,
    "order": ("svo", "sov", "vso"),
    "spaces": bool,
    "capitals": bool,
    "inverts": bool,
    "bracket": bool,
    "endings": (),
    "prefixes": (),
    "abbreviations": (),
    "ambiguous": (),
    "not_names": (),
    "tenseless": bool,
    "gap": int,
    "variants": str,
    "letters": None,
    "inflections": ("all", "told"),
    "headlines": bool,
    "noun_first": bool,
    "governs_before": bool,
    "topic_comma": bool,
    "nominal": (),
    "half_spaces": ("after", "before"),
    "function_words": (),
    "reported": (),
    "former": (),
    "offers": (),
    "link_words": (),
    "breaks": (),
    "that": (),
    "and": (),
    "passive": (),
    "auxiliaries": AUXILIARIES,
    "ignore": (),
    "beside": (),
    "actors": (
        *ORGANS,
        "cabinet",
        "both",
        "several",
        "pronoun",
        "they",
        "agency",
        "we",
        "possessive",
        "troops",
        "accused",
        "counterpart",
    ),
    "roles": ROLES,
    "treaties": ("nouns", "weak", "this", "it", "law", "instrument", "not", "names"),
    "subjects": None,
    "acts": ACT_TYPES,
    "operators": ("approve", "complete", "anterior", "headline", "ceremony"),
    "status": STATUSES,
    "report": ("say", "set_off", "accuse", "criticise", "according", "citing", "deny", "back"),
    "claims": TOPICS,
    "responses": RESPONSES,
    "clauses": CLAUSES,
    "entry": ("when", "exchange", "signature", "notifications", "consents", "deposit", "first_day"),
    "dates": (
        "months",
        "jalali",
        "weekdays",
        "relative",
        "ago",
        "last",
        "next",
        "this",
        "units",
        "link",
        "from",
        "until",
        "after_day",
        "year_word",
    ),
    "numbers": ("words", "multipliers", "vague", "more_than", "up_to", "about", "ordinals", "decimal_comma"),
    "units": None,
    "region": (),
    "furniture": FURNITURE,
}


def check(where: str, section: str, value: Any) -> None:
    if section not in SCHEMA:
        raise FoederaError(where, f"unknown section '{section}'", f"sections are {', '.join(SCHEMA)}")
    allowed = SCHEMA[section]
    if allowed in (str, bool, int):
        if not isinstance(value, allowed):
            raise FoederaError(f"{where}, {section}", f"must be a {allowed.__name__}")
    elif section == "order":
        if value not in allowed:
            raise FoederaError(f"{where}, order", f"'{value}' is none of {', '.join(allowed)}")
    elif allowed == ():
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise FoederaError(f"{where}, {section}", "must be a list of words", "quote yes, no, on and off")
    else:
        if not isinstance(value, dict):
            raise FoederaError(f"{where}, {section}", "must be a mapping")
        for key in value:
            if allowed is not None and key not in allowed:
                raise FoederaError(
                    f"{where}, {section}", f"unknown key '{key}'", f"keys are {', '.join(allowed)}"
                )
