"""Who exists when: States since 1816, organizations, their codes, names, succession and groups.

Facts stand in ``data/*.yml``; ``build`` compiles them and the CLDR names. See docs/states.md.
"""

from .find import exact, find, info
from .names import display_name, display_names, lexicon
from .normal import bare, fold, fold_map
from .records import CodeSpell, Interval, LexEntry, Link, Match, State, SystemSpell
from .resolve import near, resolve
from .table import (
    agency_state,
    all_states,
    continuing,
    cow_code,
    exists,
    from_cow,
    from_gw,
    get,
    groups,
    gw_code,
    is_id,
    is_organization,
    members,
    predecessors,
    successors,
    system,
)


def name_of(id: str, lang: str = "en") -> str:
    """The name for display in a CLDR language; English, then the id, where there is none."""
    return display_name(id, lang) or display_name(id) or id


__all__ = [
    "CodeSpell",
    "Interval",
    "LexEntry",
    "Link",
    "Match",
    "State",
    "SystemSpell",
    "agency_state",
    "all_states",
    "bare",
    "continuing",
    "cow_code",
    "display_name",
    "display_names",
    "exact",
    "exists",
    "find",
    "fold",
    "fold_map",
    "from_cow",
    "from_gw",
    "get",
    "groups",
    "gw_code",
    "info",
    "is_id",
    "is_organization",
    "lexicon",
    "members",
    "name_of",
    "near",
    "predecessors",
    "resolve",
    "successors",
    "system",
]
