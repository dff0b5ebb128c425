"""The main path as a person clicks it: paste the bundled report, look, accept, see the treaty change."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from .conftest import Served

Tab = Callable[..., Any]
REPORT = (files("foedera.reader") / "examples" / "report.ur.txt").read_text("utf-8")
TREATY = "/treaties/prk-rus-2024?on=2024-11-20"


def paste(page: Any) -> None:
    page.goto("/read")
    page.fill("#text", REPORT)
    page.locator("form.paste:not(.drop) input[name=published]").fill("2024-11-12")
    page.locator("form.paste:not(.drop) button").click()
    page.wait_for_selector("mark")


def test_paste_look_accept_and_see(tab: Tab, served: Served) -> None:
    page = tab()
    page.goto(TREATY)
    before = page.locator("#sources + details summary").inner_text()
    assert page.locator("blockquote:lang(ur)").count() == 0

    # Without signing in the report is read, marked and weighed, but nothing can be recorded.
    paste(page)
    assert page.locator(".report mark").count() >= 3
    assert page.locator("button", has_text="Record the ticked ones").count() == 0

    page.goto("/session")
    page.fill("#token", served.token)
    page.locator("main form button").click()
    page.wait_for_url("**/read")

    paste(page)
    boxes = page.locator("input[name=keep]")
    total = boxes.count()
    assert total >= 3
    # One statement is rejected; what the others would change is shown again without it.
    rejected = boxes.last.get_attribute("value")
    boxes.last.uncheck()
    page.locator("button", has_text="See again").click()
    assert page.locator(f"input[name=keep][value='{rejected}']").is_checked() is False
    page.locator("button", has_text="Record the ticked ones").click()
    assert page.locator("h1").inner_text() == "Recorded"
    assert f"{total - 1} added" in page.locator("main").inner_text()

    page.goto(TREATY)
    after = page.locator("#sources + details summary").inner_text()
    assert int(after.split()[0]) > int(before.split()[0])
    assert page.locator("blockquote:lang(ur)").count() > 0
    # Nobody is told a ratification is an entry into force.
    assert page.locator(".banner .big").inner_text().startswith("No")
    page.goto("/ledger")
    assert "The chain is whole" in page.locator(".banner").inner_text()
    assert page.locator("tbody tr").count() == total  # one source, the statements but one


def test_marks_stand_where_the_words_stand_right_to_left(tab: Tab) -> None:
    page = tab()
    paste(page)
    places = page.evaluate(
        """() => { const report = document.querySelector('.report'), box = report.getBoundingClientRect();
          const pad = parseFloat(getComputedStyle(report).paddingRight);
          const first = document.createRange(); first.selectNodeContents(report);
          const line = Array.from(first.getClientRects()).find((r) => r.width > 0);
          const mark = document.querySelector('.report mark');
          const ref = mark.querySelector('.ref').getBoundingClientRect(), rects = mark.getClientRects();
          return {begins: line.right, edge: box.right - pad, ref: ref.right, mark: rects[0].right,
                  end: rects[0].left}; }"""
    )
    # The text begins at the right edge, and the number at the beginning of its mark.
    assert abs(places["begins"] - places["edge"]) < 3
    assert abs(places["ref"] - places["mark"]) < 3 and places["end"] < places["ref"] - 20
    # Each number leads to its statement and back, with the words themselves.
    for n, mark in enumerate(page.locator(".report .ref").all()[:3], 1):
        target = mark.get_attribute("href")
        assert page.locator(target).count() == 1, n
    quotes = [
        q.strip().removeprefix("↑").strip() for q in page.locator(".statements blockquote").all_inner_texts()
    ]
    text = " ".join(page.locator(".report").inner_text().split())
    plain = re.sub(r"\d", "", text)
    assert quotes and all(re.sub(r"\d", "", " ".join(q.split())) in plain for q in quotes)


def test_a_file_is_uploaded_and_dropped(tab: Tab, tmp_path: Path) -> None:
    page = tab()
    page.goto("/read")
    place = tmp_path / "report.txt"
    place.write_text(REPORT, encoding="utf-8")
    page.set_input_files("#file", place)
    page.locator("form.drop button").click()
    page.wait_for_selector("mark")
    assert page.locator(".report").get_attribute("lang") == "ur"
    page.goto("/read")
    page.evaluate(
        """(text) => { const data = new DataTransfer();
          data.items.add(new File([text], 'report.txt', {type: 'text/plain'}));
          document.querySelector('form.drop').dispatchEvent(
            new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }""",
        REPORT,
    )
    page.locator("form.drop button").click()
    page.wait_for_selector("mark")


def test_a_hostile_report_stays_text(tab: Tab) -> None:
    page = tab()
    page.goto("/read")
    hostile = (
        "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\"> " + REPORT
    )
    page.fill("#text", hostile)
    page.locator("form.paste:not(.drop) button").click()
    page.wait_for_selector("mark")
    assert "taken" not in page.title()
    assert page.locator("main img, main script").count() == 0
    assert "<script>" in page.locator(".report").inner_text()


def test_a_clause_gives_its_date(tab: Tab) -> None:
    page = tab()
    page.goto("/clause")
    page.fill(
        "#text",
        "This Convention shall enter into force on the thirtieth day after the date of deposit of the "
        "third instrument of ratification or accession.",
    )
    page.fill("#acts", "2001-01-10 France\n2001-02-20 DEU accession\n2001-05-01 South Africa")
    page.locator("input[name=on]").fill("2002-01-01")
    page.locator("main form button").click()
    banner = page.locator(".banner").inner_text()
    assert "Yes" in banner and "2001-05-31" in banner
    assert "consents: 3" in page.locator("pre").inner_text()
