"""Statements as JSON-LD: PROV-O for where they come from, schema.org Claim, Web Annotation for the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from foedera.model import AnyStatement, Source

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "foedera": "urn:foedera:",
}


def jsonld(sources: Mapping[str, Source], statements: Sequence[AnyStatement]) -> dict[str, Any]:
    """A graph of sources (``prov:Entity``) and statements (``schema:Claim`` derived from them)."""
    graph: list[dict[str, Any]] = [_source(source) for source in sources.values()]
    graph.extend(_statement(statement) for statement in statements)
    return {"@context": CONTEXT, "@graph": graph}


def _source(source: Source) -> dict[str, Any]:
    return _present(
        {
            "@id": f"foedera:source:{source.id}",
            "@type": ["prov:Entity", "schema:CreativeWork"],
            "schema:url": source.url,
            "schema:publisher": source.publisher,
            "schema:datePublished": source.published,
            "schema:inLanguage": source.language,
            "schema:name": source.title,
        }
    )


def _statement(statement: AnyStatement) -> dict[str, Any]:
    plain = statement.to_dict()
    base = ("id", "kind", "source", "quote", "start", "end", "said_by")
    own = {f"foedera:{key}": value for key, value in plain.items() if key not in base}
    selector = {"@type": "oa:TextPositionSelector", "oa:start": statement.start, "oa:end": statement.end}
    target = {"oa:hasSource": {"@id": f"foedera:source:{statement.source}"}, "oa:hasSelector": selector}
    return _present(
        {
            "@id": f"foedera:statement:{statement.id}",
            "@type": ["prov:Entity", "schema:Claim"],
            "prov:wasDerivedFrom": {"@id": f"foedera:source:{statement.source}"},
            "prov:wasAttributedTo": list(statement.said_by),
            "schema:text": statement.quote,
            "oa:hasTarget": target if statement.quote else None,
            "foedera:kind": plain["kind"],
            **own,
        }
    )


def _present(plain: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain.items() if value not in (None, "", [], {})}
