"""What each column of a table means, in one line: labels in Stata, a table in SQLite, the docs."""

from __future__ import annotations

from .vocabulary import CONDITIONS, OBLIGATIONS

_FIXED = {
    "state": "State (register code)",
    "state_a": "State A (register code)",
    "state_b": "State B (register code)",
    "cow": "Correlates of War number in the year",
    "cow_a": "Correlates of War number of A in the year",
    "cow_b": "Correlates of War number of B in the year",
    "gw": "Gleditsch and Ward number in the year",
    "gw_a": "Gleditsch and Ward number of A in the year",
    "gw_b": "Gleditsch and Ward number of B in the year",
    "year": "Year",
    "treaty": "Treaty (register id)",
    "treaties": "Treaties that link the pair, joined by ;",
    "since": "First day of the unbroken time (EDTF)",
    "from": "First day, inclusive",
    "until": "Last day, inclusive; missing: no end known",
    "firmness": "Highest firmness of the pledges, 0 to 5; missing: not rated",
    "asymmetric": "1: the two directions hold different obligations",
    "covered": "1: a source lists all pledges of the row, so that 0 is none",
    "source": "Who says it: a dataset, law (derived from the acts), or both",
    "day_uncertain": "1: the first day is one of several possible",
    "allies": "States linked by an alliance",
    "alliances": "Treaties that link the state with another",
    "treaties_in_force": "Treaties of the register in force for the state",
    "consents": "Acts of consent to be bound in the year (ratifications and others)",
    "in_force": "1: the treaty is in force",
    "signatories": "States that signed and have not consented",
    "contracting": "States that consented and are not yet bound",
    "provisional": "States that apply the treaty provisionally",
    "parties": "Parties",
    "suspended": "Parties for which the treaty is suspended",
    "share": "Parties as a share of the system's members in the year",
    "status": "Standing of the state towards the treaty",
    "party": "1: a party under the convention",
    "rule": "Article by which the state stands so",
    "statements": "Statements it rests on (first 12 digits of their ids, joined by ;)",
    "s": "Similarity of alliance portfolios: S (Signorino and Ritter 1999)",
    "kappa": "Similarity of alliance portfolios: Cohen's kappa (Haege 2011)",
    "pi": "Similarity of alliance portfolios: Scott's pi (Haege 2011)",
}

_CONDITION = {
    "adversary": "a named adversary",
    "place": "a named area",
    "conflict": "a named conflict",
    "number": "the number of adversaries",
    "demands": "demands not met",
    "unprovoked": "no provocation",
    "attacked": "being attacked, not attacking",
    "request": "a request",
}


def label(column: str) -> str:
    """The meaning of a column in at most 80 characters; the bare name for a column that is not Foedera's."""
    if column in _FIXED:
        return _FIXED[column]
    if column in OBLIGATIONS:
        return f"1: {column} is owed, 0: not, missing: not covered"
    if column in CONDITIONS:
        obligation, _, what = column.partition("_")
        return f"1: every {obligation} pledge depends on {_CONDITION[what]}"
    kind, _, obligation = column.partition("_")
    if kind in ("owes", "owed") and obligation in OBLIGATIONS:
        return (
            f"States to which it owes {obligation}" if kind == "owes" else f"States that owe it {obligation}"
        )
    return column
