"""Statements as JSON-LD: PROV-O for where they come from, schema.org Claim, Web Annotation for the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from foedera.model import AnyStatement, Source

CONTEXT: dict[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "foedera": "urn:foedera:",
}

_STATES = ("parties", "to", "actors", "targets")
_OWN_PLACE = ("id", "kind", "source", "quote", "start", "end", "said_by", "treaty", "treaty_text", *_STATES)


def jsonld(sources: Mapping[str, Source], statements: Sequence[AnyStatement]) -> dict[str, Any]:
    """A graph of sources (``prov:Entity``), speakers (``prov:Agent``) and statements (``schema:Claim``).

    States, treaties and speakers are resources: ``urn:foedera:state:PRK``, ``urn:foedera:treaty:ID``,
    ``urn:foedera:agent:NAME``. What a statement says beyond these vocabularies stands under ``foedera:``.
    """
    told = {speaker for statement in statements for speaker in statement.said_by}
    told |= {source.publisher for source in sources.values() if source.publisher}
    graph: list[dict[str, Any]] = [_agent(name) for name in sorted(told)]
    graph.extend(_source(source) for source in sources.values())
    graph.extend(_statement(statement) for statement in statements)
    return {"@context": CONTEXT, "@graph": graph}


def _iri(kind: str, name: str) -> dict[str, str]:
    return {"@id": f"foedera:{kind}:{quote(name, safe=':#~.-_')}"}


def _agent(name: str) -> dict[str, Any]:
    return {**_iri("agent", name), "@type": "prov:Agent", "schema:name": name}


def _source(source: Source) -> dict[str, Any]:
    return _present(
        {
            **_iri("source", source.id),
            "@type": ["prov:Entity", "schema:CreativeWork"],
            "schema:url": {"@id": source.url} if _is_iri(source.url) else source.url,
            "schema:publisher": _iri("agent", source.publisher) if source.publisher else None,
            "schema:datePublished": source.published,
            "schema:inLanguage": source.language,
            "schema:name": source.title,
            "foedera:kind": source.kind,
            "foedera:sha256": source.sha256,
        }
    )


def _statement(statement: AnyStatement) -> dict[str, Any]:
    plain = statement.to_dict()
    source = _iri("source", statement.source)
    own = {f"foedera:{key}": value for key, value in plain.items() if key not in _OWN_PLACE}
    own |= {f"foedera:{key}": [_iri("state", code) for code in plain.get(key) or ()] for key in _STATES}
    selectors = [
        {"@type": "oa:TextPositionSelector", "oa:start": statement.start, "oa:end": statement.end},
        {"@type": "oa:TextQuoteSelector", "oa:exact": statement.quote},
    ]
    target = {"@type": "oa:SpecificResource", "oa:hasSource": source, "oa:hasSelector": selectors}
    return _present(
        {
            **_iri("statement", statement.id),
            "@type": ["prov:Entity", "schema:Claim"] + (["oa:Annotation"] if statement.quote else []),
            "prov:wasDerivedFrom": source,
            "schema:appearance": source,
            "prov:wasAttributedTo": [_iri("agent", name) for name in statement.said_by],
            "schema:about": _iri("treaty", statement.treaty) if statement.treaty else None,
            "foedera:treaty_text": statement.treaty_text,
            "schema:text": statement.quote,
            "oa:hasTarget": target if statement.quote else None,
            "foedera:kind": plain["kind"],
            **own,
        }
    )


def _is_iri(url: str | None) -> bool:
    return bool(url) and ":" in (url or "") and not any(c in (url or "") for c in ' <>"{}|\\^`')


def _present(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value not in (None, "", [], {})}
