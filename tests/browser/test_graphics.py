"""Map and network in a real browser: sliders by keyboard, the same without scripts, nothing off the side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from .test_pages import axe, grave  # noqa: F401 (a fixture)

Tab = Callable[..., Any]

PAGES = {
    "map": "/map?treaty=npt-1968&on=2004-06-01",
    "map of a state": "/map?state=SUHH&on=1970-01-01",
    "map of nothing": "/map",
    "network": "/network?year=1980",
    "duties": "/duties?attacked=KOR&by=PRK&on=2024-12-10",
    "cascade": "/cascade?step=6",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_in_the_browser(tab: Tab, axe: str, name: str, scheme: str) -> None:  # noqa: F811
    page = tab(scheme=scheme)
    assert page.goto(PAGES[name]).status == 200
    assert grave(page, axe) == []
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", ["map", "network", "duties", "cascade"])
def test_right_to_left_on_a_phone(tab: Tab, axe: str, name: str) -> None:  # noqa: F811
    page = tab(width=360, scheme="dark", lang="ur-PK")
    page.goto(PAGES[name])
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert grave(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # East stays right.
    assert page.evaluate("getComputedStyle(document.querySelector('#map, #network')).direction") == "ltr"


@pytest.mark.parametrize("name", ["map", "map of a state", "network", "cascade"])
def test_without_scripts_the_content_is_the_same(tab: Tab, name: str) -> None:
    text = []
    for scripts in (True, False):
        page = tab(scripts=scripts)
        page.goto(PAGES[name])
        if scripts:
            assert page.locator("input[type=range]").is_visible()
            page.evaluate("document.querySelector('.slide').hidden = true")
        else:
            assert not page.locator("input[type=range]").is_visible()
        text.append(page.locator("main").inner_text())
    assert text[0] == text[1]


def test_the_map_s_slider_by_keyboard(tab: Tab) -> None:
    page = tab()
    page.goto("/map?treaty=north-atlantic-1949&on=1999-03-01")
    fill = "getComputedStyle(document.querySelector('[data-id=POL]')).fill"
    before = page.evaluate(fill)
    assert page.locator("[data-id=POL]").get_attribute("class") == "is-none"
    slider = page.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("path.is-party[data-id=POL]")
    assert page.evaluate(fill) != before
    assert slider.get_attribute("aria-valuetext") == "1999-04-01"
    assert "on=1999-04-01" in page.url
    assert "1999-04-01" in page.locator("h1").inner_text()
    page.reload()
    assert page.locator("path.is-party[data-id=POL]").count() == 1


def test_the_network_s_slider_and_focus(tab: Tab) -> None:
    page = tab()
    page.goto("/network?year=1948")
    assert page.locator("#network [data-id=ISL]").count() == 0
    page.locator("input[type=range]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#network [data-id=ISL]")
    assert "year=1949" in page.url
    page.locator("#network [data-id=ISL]").focus()
    assert "North Atlantic Treaty" in page.locator("#told").inner_text()
    assert page.locator("#network .link.lit").count() >= 1


def test_hatchings_show(tab: Tab) -> None:
    page = tab()
    page.goto("/map?treaty=ctbt-1996&on=2020-06-01")
    for kind in ("signatory", "contracting", "unknown"):
        style = page.evaluate(f"getComputedStyle(document.querySelector('#map path.is-{kind}')).fill")
        assert f"hatch-{kind}" in style
        assert page.locator(f"#hatch-{kind}").count() == 1


def test_the_cascade_s_slider(tab: Tab) -> None:
    page = tab()
    page.goto("/cascade?step=1")
    assert page.locator("#network .link").count() == 1
    page.locator("input[type=range]").focus()
    page.keyboard.press("End")
    page.wait_for_selector(".chain li:nth-child(11)")
    assert page.locator("#network .link").count() == 11
    page.locator("#network [data-id=BEL]").focus()
    assert "Germany attacks Belgium" in page.locator("#told").inner_text()
    page.locator("#shown a[rel=prev]").click()
    page.wait_for_url("**step=10**")
    assert page.locator("#network .link").count() == 10


def test_a_scenario_of_one_s_own(tab: Tab) -> None:
    page = tab()
    page.goto("/cascade")
    page.fill("#yaml", "title: Mine\nevents:\n  - {on: 1914-08-04, attacked: BEL, by: DEU, provoked: no}")
    page.locator("button", has_text="Play it").click()
    page.wait_for_url("**yaml=**")
    assert page.locator("h1").inner_text() == "Mine"
    assert page.locator("#network .link").count() >= 2
