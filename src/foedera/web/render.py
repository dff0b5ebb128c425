"""Templates: Jinja2 with escaping on; what a report says can never become markup."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .clause_words import in_words
from .tongue import LANGUAGES, address, current

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
    found.filters.update(
        words=words, term=term, span=span, weblink=weblink, state=state_name, clean=clean, law=law
    )
    found.filters.update(own=own, amount=amount, rule=in_words)
    found.globals.update(link=link, same=same, t=say, languages=LANGUAGES)
    return found


def page(template: str, **values: Any) -> str:
    """A whole page in the language of the request. ``title``: plain text; ``ask``: the dates in the
    address, or None; ``self``: the page's own address with its query, for links that change one thing."""
    from .static import address as static

    values.setdefault("ask", None)
    values.setdefault("here", "")
    return (
        environment()
        .get_template(template)
        .render(tongue=current(), nav=environment().globals.get("items", ()), static=static, **values)
    )


def say(key: str, **values: Any) -> str:
    """A message in the language of the request; escaped like any text."""
    return current()(key, **values)


def link(path: str, ask: Any = None, **more: Any) -> str:
    """An address that keeps the dates asked about, and the language where the address names one."""
    kept = {**(ask.kept if ask is not None else {}), **more}
    tongue = current()
    if tongue.explicit and not path.startswith("/api"):
        kept.setdefault("lang", tongue.lang)
    query = urlencode([(k, v) for k, v in kept.items() if v not in (None, "")])
    return f"{path}?{query}" if query else path


def same(fragment: str = "", **change: str) -> str:
    """The address of this very page with some of its fields changed (empty: left out)."""
    path, query = address()
    fields = dict(parse_qsl(query, keep_blank_values=False))
    fields.update(change)
    asked = urlencode([(k, v) for k, v in fields.items() if v])
    return quote(path) + (f"?{asked}" if asked else "") + fragment


def law(text: object) -> Markup:
    """Words of the law's answers, which are English: marked so where the page is not."""
    plain = escape(clean(text))
    return plain if current().lang == "en" else Markup('<span lang="en" dir="ltr">{}</span>').format(plain)


def own(treaty: Any) -> Markup:
    """A treaty's title in the page's language, else in English, marked as such."""
    lang = current().lang
    plain = escape(clean(treaty.name(lang)))
    if lang == "en" or lang in treaty.title:
        return plain
    return Markup('<bdi lang="en">{}</bdi>').format(plain)


def amount(quantity: Any) -> str:
    """``> 10000 troops``, ``10000–20000``, ``≤ 500``: the bounds that a source gives, with its unit."""
    low, high = quantity.min, quantity.max
    if low is not None and high is not None:
        number = f"{low:g}" if low == high else f"{low:g}–{high:g}"
    else:
        number = f"> {low:g}" if low is not None else f"≤ {high:g}" if high is not None else ""
    return f"{number} {quantity.unit or ''}".strip()


def term(value: object) -> str:
    """A word of the vocabularies in the language of the page."""
    return current().term(value)


def words(value: object) -> str:
    """``armed_attack`` → armed attack."""
    return str(value).replace("_", " ")


def span(start: object, until: object = None) -> str:
    """From and until, as people write them."""
    if start and until:
        return say("span.both", start=start, until=until)
    return say("span.since", start=start) if start else say("span.until", until=until) if until else ""


def state_name(code: str) -> str:
    """A state's name in the language of the page; a name that is no code stays as it is."""
    return current().state(code)


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
