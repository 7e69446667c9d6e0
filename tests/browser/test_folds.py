"""What is folded, and how many stops of the tabulator a page has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.effort import IN_CI

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open
    from tests.sites import Site

pytestmark = pytest.mark.browser

MOST_STOPS: Final = 250
"""The most stops of a page as it opens, where the parts of the record are folded."""
HEAVY: Final = 6
"""How many pages are counted outside CI: those with the most HTML."""
MOVED: Final = 'http-equiv="refresh"'
"""What a page has that leads on to another by itself."""
STOPS: Final = """() => Array.from(document.querySelectorAll('a[href], button, input, select, summary, [tabindex]'))
  .filter((one) => one.tabIndex >= 0 && !one.disabled && one.getClientRects().length
    && one.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true })).length"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_parts_of_the_record_are_folded_and_open_when_asked(
    visit: Open, addresses: dict[str, str], width: int, *, javascript: bool
) -> None:
    page = visit(javascript=javascript, width=width).go(addresses["explainer"])
    parts = page.locator(".part")
    assert parts.count() > 5
    for part in parts.all():
        expect(part.locator("> summary")).to_contain_text(" ")
        assert not part.locator("> :not(summary)").first.is_visible()
    parts.first.locator("> summary").click()
    expect(parts.first.locator("> :not(summary)").first).to_be_visible()


def test_print_has_every_part(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(width=360).go(addresses["explainer"])
    page.emulate_media(media="print")
    for part in page.locator(".part").all():
        expect(part.locator("> :not(summary)").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_into_a_part_opens_it(visit: Open, addresses: dict[str, str], *, javascript: bool) -> None:
    page = visit(javascript=javascript, width=360).go(addresses["explainer"])
    figure = page.locator(".part figure[id]").first
    anchor = figure.get_attribute("id")
    page.goto(f"{page.url}#{anchor}")
    expect(figure).to_be_in_viewport()


def test_a_link_to_the_heading_of_a_part_opens_it(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(width=360).go(f"{addresses['explainer']}#what-changed")
    expect(page.locator("#what-changed + .part")).to_have_attribute("open", "")


def test_the_card_of_a_mark_adds_no_stop_and_marks_of_one_statement_are_one(visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses["explainer"])
    page.mouse.move(5, 5)
    group = page.locator(".brief .refs:has(> .ref + .ref)").first
    marks = group.locator(".ref")
    before = page.evaluate(STOPS)
    page.keyboard.press("Tab")
    marks.first.focus()
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate(STOPS) == before
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(marks.first).to_be_focused()
    page.keyboard.press("Tab")
    assert not page.evaluate("() => document.activeElement.closest('.card')")
    assert not group.evaluate("(refs) => refs.contains(document.activeElement)")


def test_the_files_of_a_figure_are_one_stop(visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses["explainer"])
    files = page.locator(".fig__get >> visible=true").first.locator("a")
    assert files.count() > 2
    assert [one.get_attribute("tabindex") for one in files.all()] == ["0", *["-1"] * (files.count() - 1)]
    files.first.focus()
    page.keyboard.press("End")
    expect(files.last).to_be_focused()


def test_without_javascript_every_mark_is_a_stop(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=False).go(addresses["explainer"])
    assert page.locator(".ref[tabindex]").count() == 0


def _stops(page: Page, path: str) -> int:
    page.goto(path)
    stops: int = page.evaluate(STOPS)
    return stops


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_has_very_many_stops(visit: Open, base: str, real_site: Site, width: int) -> None:
    page = visit(width=width).go()
    stay = [path for path in real_site.pages() if path.name == "index.html" and MOVED not in path.read_text(encoding="utf-8")]
    heaviest = sorted(stay, key=lambda path: path.stat().st_size, reverse=True)[: None if IN_CI else HEAVY]
    paths = [path.relative_to(real_site.site).parent.as_posix() for path in heaviest]
    many = {path: stops for path in paths if (stops := _stops(page, f"{base}/{path}/")) > MOST_STOPS}
    assert many == {}
