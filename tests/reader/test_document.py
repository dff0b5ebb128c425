"""Formats and encodings in, plain text and metadata out; and what bad input says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from foedera.errors import FoederaError
from foedera.model import Act
from foedera.reader import LIMIT, read, read_all

SENTENCE = "Ghana and Togo signed the border treaty on 14 August 2019."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding), lang="en").statements


def test_a_legacy_encoding() -> None:
    text = "Президент России Владимир Путин подписал закон о ратификации договора с Белоруссией. " * 3
    assert "ратификации" in read(text.encode("cp1251")).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not text"),
        (b"a" * (LIMIT + 1), "too large"),
        ('{"a": 1}\n{"b": 2}\n', "line 1"),
    ],
)
def test_bad_input_says_what_is_wrong(content: str | bytes, words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        read(content, where="report.txt")


def test_a_date_that_does_not_exist() -> None:
    with pytest.raises(FoederaError, match="2024-02-30"):
        read(SENTENCE, published="2024-02-30")


def test_html_gives_title_and_date() -> None:
    page = f"""<html lang="en"><head><title>Border treaty signed</title>
    <meta property="article:published_time" content="2019-08-15T08:00:00Z"><meta property="og:site_name" content="Example Daily">
    </head><body><nav>Home | Sport</nav><article><h1>Border treaty signed</h1><p>{SENTENCE} The ceremony took place in Accra.</p>
    <p>Officials of both countries welcomed the step after years of talks on the frontier.</p></article></body></html>"""
    reading = read(page)
    assert reading.source.published == "2019-08-15" and reading.source.publisher == "Example Daily"
    assert any(s.to_dict().get("act") == "signature" for s in reading.statements)


def test_ninjs() -> None:
    item = {
        "uri": "urn:x",
        "headline": "Treaty",
        "body_text": SENTENCE,
        "language": "en",
        "versioncreated": "2019-08-15T01:02:03Z",
    }
    reading = read(json.dumps(item))
    assert (reading.source.title, reading.source.published, reading.source.language) == (
        "Treaty",
        "2019-08-15",
        "en",
    )
    assert reading.statements


def test_a_feed_gives_one_reading_per_entry() -> None:
    feed = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><language>en</language>
    <item><title>One</title><link>https://example.org/1</link><description>{SENTENCE}</description><pubDate>Thu, 15 Aug 2019 08:00:00 GMT</pubDate></item>
    <item><title>Two</title><description>Rain is expected.</description></item></channel></rss>"""
    readings = read_all(feed)
    assert [r.source.title for r in readings] == ["One", "Two"]
    assert (
        readings[0].source.published == "2019-08-15" and readings[0].statements and not readings[1].statements
    )


def test_json_lines() -> None:
    lines = "\n".join(
        json.dumps({"text": SENTENCE, "lang": "en", "published": p}) for p in ("2019-08-15", "2019-08-16")
    )
    assert [r.source.published for r in read_all(lines)] == ["2019-08-15", "2019-08-16"]


def test_a_language_without_a_pack_says_so() -> None:
    reading = read("Η Ελλάδα και η Κύπρος υπέγραψαν τη συνθήκη.", lang="el")
    assert "no language pack" in reading.source.notes[0]


def test_page_furniture_gives_credits_and_no_statements() -> None:
    text = (
        f"{SENTENCE}\nThe presidents of Ghana and Togo signed the treaty at a banquet on 1 May 2018. (Photo: Reuters)\n"
        "Source: https://www.accranews.example/story\nComments (4)\n"
    )
    reading = read(text, lang="en", published="2019-08-15")
    assert [s.to_dict().get("date") for s in reading.statements] == ["2019-08-14"]
    assert {(c.role, c.name) for c in reading.source.credits} >= {("photo", "Reuters")}


@pytest.mark.parametrize(
    "text",
    [
        "Ghana signed the treaty\r\nwith Togo.\r\nTogo ratified the treaty with Ghana on 3 May.",
        "\ufeffGhana and Togo met.\rGhana signed the border treaty with Togo.",
        "Ghana\u200b signed \x01the \tborder  treaty with\u00a0Togo on 3\u00a0May.",
        "Ghana signed the border treaty with Togo — ﬁnally — on 3 May 2024.",
    ],
)
def test_offsets_count_in_the_text_as_it_was_given(text: str) -> None:
    reading = read(text, lang="en", published="2024-05-05")
    assert reading.text == text and "text" not in reading.to_dict()
    assert [s for s in reading.statements if isinstance(s, Act)]
    for statement in reading.statements:
        assert text[statement.start : statement.end] == statement.quote
    encoded = read(text.encode(), lang="en", published="2024-05-05")
    assert [s.quote for s in encoded.statements] == [s.quote for s in reading.statements]


def test_the_text_of_a_page_comes_with_its_statements() -> None:
    page = (
        "<html><body><article><h1>Border</h1><p>Ghana and Togo <b>signed</b> the border treaty in Accra on Monday, "
        "the foreign ministry of Ghana said.</p><p>The treaty has twelve articles.</p></article></body></html>"
    )
    plain = read(page, published="2024-05-07").to_dict()
    assert plain["statements"]
    for statement in plain["statements"]:
        assert plain["text"][statement["start"] : statement["end"]] == statement["quote"]


BODY = "Iceland ratified the treaty with Norway on Monday."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"text": BODY, "published": {"a": 1}}, "published: is not a date"),
        ({"text": BODY, "published": 20241112}, "published: is not a date"),
        ({"text": BODY, "published": "12/11/2024"}, "is not a date"),
        ({"body_text": 5}, "holds no text"),
        ({"bodies": [{"value": 5}]}, "holds no text"),
    ],
)
def test_a_field_of_the_wrong_sort_is_told(line: dict[str, Any], words: str) -> None:
    with pytest.raises(FoederaError, match=words):
        read_all(json.dumps(line))


@pytest.mark.parametrize(
    "line",
    [
        {"text": BODY, "title": 5, "url": [1], "publisher": {"name": "x"}, "lang": 3},
        {"body_text": BODY, "headline": ["x"], "infosources": [5], "uri": 5, "versioncreated": "2024-99-99"},
        {"body": BODY, "published": "2024-11-12T10:00:00Z"},
    ],
)
def test_other_fields_of_the_wrong_sort_are_passed_over(line: dict[str, Any]) -> None:
    (reading,) = read_all(json.dumps(line))
    assert (reading.source.title, reading.source.url, reading.source.publisher) == (None, None, None)
    assert reading.source.published in (None, "2024-11-12")
    assert [s.to_dict()["act"] for s in reading.statements] == ["ratification"]


def test_a_line_separator_inside_a_text_ends_no_line_of_json() -> None:
    raw = json.dumps({"text": f"One.\u2028{BODY}"}, ensure_ascii=False)
    assert len(read_all(raw + "\n" + raw, format="jsonl")) == 2


@pytest.mark.parametrize("format", ["rss", "html", "text", "warc"])
def test_lone_surrogates_are_no_traceback(format: str) -> None:
    try:
        read_all("\udcff\udc00 text", format=format)
    except FoederaError as fault:
        assert str(fault)
