"""The application as it is put together: nothing in it is deprecated, every page in its head is there."""

from __future__ import annotations

import warnings
from datetime import date

from litestar import Litestar
from litestar.testing import TestClient

from foedera.web import BookOptions, create_app
from foedera.web.nav import ITEMS

Client = TestClient[Litestar]


def test_it_uses_nothing_deprecated() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        create_app(BookOptions(), token_hash="0" * 64, today=lambda: date(2026, 1, 1), now=lambda: "")


def test_every_page_of_the_head_is_there_and_marks_itself(client: Client) -> None:
    for item in ITEMS:
        page = client.get(item.path)
        assert page.status_code == 200, item
        assert page.text.count('aria-current="page"') == 1, item
        assert f'<a href="{item.path}" aria-current="page">' in page.text, item


def test_every_page_takes_the_dates_and_keeps_them(client: Client) -> None:
    asked = "on=2020-02-03&known=2021-04-05&trust=official"
    for item in ITEMS:
        page = client.get(f"{item.path}?{asked}")
        assert page.status_code == 200, item
        assert f"/between?{asked}".replace("&", "&amp;") in page.text, item
