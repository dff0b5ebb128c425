"""Every page in a real browser: no complaint, nothing asked of others, no serious finding."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

Tab = Callable[..., Any]

PAGES = {
    "home": "/",
    "search": "/?q=شمالی کوریا",
    "treaty": "/treaties/prk-rus-2024?on=2024-11-20",
    "multilateral": "/treaties/npt-1968?on=2004-06-01",
    "state": "/states/PRK?on=2024-12-10",
    "between": "/between?a=Russia&b=PRK&on=2024-12-10",
    "duties": "/duties?attacked=KOR&by=PRK&on=2024-12-10",
    "conflicts": "/conflicts?state=PRK&on=2024-12-10",
    "read": "/read",
    "clause": "/clause",
    "ledger": "/ledger",
    "audit": "/audit",
    "session": "/session",
}

GRAVE = ("serious", "critical")


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as the package ``axe-playwright-python`` carries it."""
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def grave(page: Any, axe: str) -> list[str]:
    """Serious and critical findings, each with where it was found."""
    page.evaluate(axe)
    found = page.evaluate("() => axe.run()")
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found["violations"] if v["impact"] in GRAVE]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_the_browser(tab: Tab, axe: str, name: str) -> None:
    page = tab()
    answer = page.goto(PAGES[name])
    assert answer.status == 200
    assert page.locator("main h1").count() == 1
    assert grave(page, axe) == []
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["treaty", "multilateral", "state", "read"])
def test_dark_and_right_to_left_are_as_sound(tab: Tab, axe: str, name: str) -> None:
    page = tab(width=360, scheme="dark", lang="ur-PK")
    page.goto(PAGES[name])
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert grave(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_axe_finds_what_is_wrong(tab: Tab, axe: str) -> None:
    page = tab()
    page.goto("/clause")
    page.evaluate(
        "document.querySelector('label').remove(); document.documentElement.removeAttribute('lang')"
    )
    assert any(found.startswith("html-has-lang") for found in grave(page, axe))


def box(page: Any, selector: str) -> dict[str, float]:
    found: dict[str, float] = page.locator(selector).first.bounding_box()
    return found


@pytest.mark.parametrize("lang", ["ur", "ar"])
def test_the_page_runs_from_right_to_left(tab: Tab, lang: str) -> None:
    page = tab()
    page.goto(f"/treaties/npt-1968?on=2004-06-01&lang={lang}")
    name, first = box(page, ".top .name"), box(page, ".top nav a")
    second = box(page, ".top nav a:nth-child(2)")
    assert name["x"] > first["x"] > second["x"]
    state, until = box(page, "#parties-table thead th"), box(page, "#parties-table thead th:last-child")
    assert state["x"] > until["x"]
    # The banner's coloured edge stands where the line begins.
    style = "getComputedStyle(document.querySelector('.banner'))"
    assert page.evaluate(f"parseFloat({style}.borderRightWidth)") == 6
    assert page.evaluate(f"parseFloat({style}.borderLeftWidth)") == 1
    # A date within a line keeps its own order: its year stands left of its day.
    year, day = page.evaluate(
        """() => { const node = document.querySelector('.question').firstChild;
          const at = node.data.indexOf('2004');
          const place = (from, to) => { const r = document.createRange(); r.setStart(node, from);
            r.setEnd(node, to); return r.getBoundingClientRect().left; };
          return [place(at, at + 4), place(at + 8, at + 10)]; }"""
    )
    assert year < day


def test_left_to_right_stays_so(tab: Tab) -> None:
    page = tab()
    page.goto("/treaties/npt-1968?on=2004-06-01")
    assert box(page, ".top .name")["x"] < box(page, ".top nav a")["x"]


def test_by_keyboard_alone(tab: Tab) -> None:
    page = tab()
    page.goto("/treaties/prk-rus-2024?on=2024-11-20")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert box(page, ".skip")["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    shut = page.locator(".why .why details:not([open])")
    before = shut.count()
    assert before
    shut.first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator(".why .why details:not([open])").count() == before - 1
    # What has the focus can be seen to have it.
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("name", ["treaty", "multilateral", "state", "duties", "conflicts", "audit"])
def test_without_scripts_the_content_is_the_same(tab: Tab, name: str) -> None:
    text = []
    for scripts in (True, False):
        page = tab(scripts=scripts)
        page.goto(PAGES[name])
        text.append(page.locator("main").inner_text())
    assert text[0] == text[1] and len(text[0]) > 60


def test_the_parties_are_sorted_and_filtered(tab: Tab) -> None:
    page = tab()
    page.goto("/treaties/npt-1968?on=2004-06-01")
    rows = page.locator("#parties-table tbody tr")
    all_of_them = rows.count()
    page.locator("#parties-table thead a", has_text="Since").click()
    assert page.locator("[aria-sort=ascending]").inner_text().startswith("Since")
    since = [t for t in page.locator("td[data-label=Since]").all_inner_texts() if t]
    assert since == sorted(since)
    page.fill("input[name=find]", "korea")
    shown = [row for row in rows.all() if row.is_visible()]
    assert 0 < len(shown) < all_of_them
    assert all("Korea" in row.inner_text() for row in shown)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert rows.count() == len(shown)


def test_on_paper_there_is_no_furniture(tab: Tab) -> None:
    page = tab()
    page.goto(PAGES["treaty"])
    page.emulate_media(media="print")
    assert not page.locator(".top nav").is_visible()
    assert not page.locator(".dates").first.is_visible()
    assert page.locator(".banner .big").is_visible()
