"""Templates: Jinja2 with escaping on; what a report says can never become markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """The one environment; an undefined name is an error, not an empty place."""
    found = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters.update(words=words, span=span, weblink=weblink, state=state_name, clean=clean)
    found.globals.update(link=link)
    return found


def page(template: str, **values: Any) -> str:
    """A whole page. ``title``: plain text; ``ask``: the dates in the address, or None."""
    values.setdefault("ask", None)
    values.setdefault("here", "")
    return environment().get_template(template).render(**values)


def link(path: str, ask: Any = None, **more: Any) -> str:
    """An address that keeps the dates asked about."""
    kept = {**(ask.kept if ask is not None else {}), **more}
    query = urlencode([(k, v) for k, v in kept.items() if v not in (None, "")])
    return f"{path}?{query}" if query else path


def words(value: object) -> str:
    """``armed_attack`` → armed attack."""
    return str(value).replace("_", " ")


def span(start: object, until: object = None) -> str:
    """From and until, as people write them."""
    if start and until:
        return f"{start} to {until}"
    return f"since {start}" if start else f"until {until}" if until else ""


def state_name(code: str) -> str:
    """A state's English name; a name that is no code stays as it is."""
    from foedera import states
    from foedera.errors import FoederaError

    try:
        return states.name_of(code)
    except (FoederaError, KeyError):
        return code


_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


def weblink(url: object) -> str | None:
    """The address where it is one of the web; None for ``javascript:`` and the like."""
    return str(url) if url and _WEB.fullmatch(str(url)) else None


def clean(text: object) -> str:
    """Without controls and without the marks that turn the direction of what follows."""
    return "".join(
        " " if ord(c) < 32 and c not in "\n\t" else c
        for c in str(text)
        if c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
