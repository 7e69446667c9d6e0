"""Ways in and through: cards behind marks and links, the way to a page, folded lists, the page for nothing, what moves while loading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.builder.markdown_tree import page_file
from generator.model.records import Actor, Claim, Explainer
from generator.site.page import address_of, url_of
from tests.audit import MOST_SHIFT, layout_shift
from tests.effort import share

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.browser.conftest import Open
    from tests.sites import Site

pytestmark = pytest.mark.browser

IN_TEXT = "p a[href*='/{}/'], li[dir] a[href*='/{}/']"


@pytest.fixture(scope="module")
def explainer(real_site: Site) -> str:
    """The address of an explainer with much in it."""
    published = [one for one in real_site.corpus.all(Explainer) if one.status == "published"]
    return url_of(max((address_of(one).path for one in published), key=lambda path: (real_site.docs / page_file(path)).stat().st_size))


def _link(page: Page, section: str) -> Locator:
    return page.locator(".page").locator(IN_TEXT.format(section, section)).first


def _by_keyboard(page: Page, link: Locator) -> None:
    """Focus a link as a reader with a keyboard does; the keys before it need not be counted."""
    page.keyboard.press("Tab")
    link.focus()


@pytest.mark.parametrize("section", ["claims", "actors"])
def test_a_link_to_a_record_shows_what_it_is_on_hover(visit: Open, real_site: Site, explainer: str, section: str) -> None:
    reader = visit()
    page = reader.go(explainer)
    link = _link(page, section)
    record = real_site.corpus.get(section, (link.get_attribute("href") or "").rstrip("/").rpartition("/")[2])
    assert record is not None
    link.hover()
    card = page.locator(".card")
    expect(card).to_be_visible()
    expect(card.locator(".card__title")).to_have_text(record.label)
    if isinstance(record, Claim):
        expect(card.locator(".st")).to_be_visible()
        assert record.made.words() in card.inner_text()
    else:
        assert isinstance(record, Actor)
    assert card.locator("a:visible, .refs").count() == 0
    assert reader.elsewhere == []
    assert reader.complaints == []
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)


def test_a_record_that_a_correction_names_has_a_card_and_what_stands_about_the_page_has_none(visit: Open, real_site: Site) -> None:
    page, actor = visit().go("how-to-read/"), real_site.corpus.all(Actor)[0]
    page.evaluate(
        """(to) => document.querySelector('.page').insertAdjacentHTML('afterbegin', `<header class="head">
        <p class="byline"><a id="about" href="${to}">About it</a></p>
        <p class="note note--correction"><a id="named" href="${to}">Named</a></p></header>`)""",
        f"../actors/{actor.id}/",
    )
    card = page.locator(".card")
    page.locator("#named").hover()
    expect(card).to_be_visible()
    page.mouse.move(5, 5)
    expect(card).to_have_count(0)
    page.locator("#about").hover()
    page.wait_for_timeout(500)
    expect(card).to_have_count(0)


def test_the_card_of_a_link_opens_on_focus_closes_with_escape_and_the_link_still_leads_on(visit: Open, explainer: str) -> None:
    page = visit().go(explainer)
    link = _link(page, "claims")
    _by_keyboard(page, link)
    expect(page.locator(".card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/claims/[^/]+/$"))


def test_a_card_that_comes_too_late_stays_away(visit: Open, explainer: str) -> None:
    page = visit().go(explainer)
    page.mouse.move(5, 5)
    page.route("**/claims/*/", lambda route: (page.mouse.move(5, 5), route.continue_()))  # type: ignore[func-returns-value]
    _link(page, "claims").hover()
    page.wait_for_timeout(900)
    expect(page.locator(".card")).to_have_count(0)


def test_a_page_that_cannot_be_had_has_no_card_and_no_complaint(visit: Open, explainer: str) -> None:
    reader = visit()
    page = reader.go(explainer)
    page.route("**/claims/*/", lambda route: route.fulfill(status=200, body="<p>No page</p>", content_type="text/html"))
    link = _link(page, "claims")
    with page.expect_response("**/claims/*/"):
        link.hover()
    page.wait_for_timeout(200)
    expect(page.locator(".card")).to_have_count(0)
    assert reader.complaints == []


def test_without_javascript_links_and_marks_are_links(visit: Open, explainer: str) -> None:
    page = visit(javascript=False).go(explainer)
    link = _link(page, "claims")
    link.hover()
    expect(page.locator(".card")).to_have_count(0)
    link.click()
    expect(page).to_have_url(re.compile("/claims/[^/]+/$"))


def test_cards_are_no_part_of_the_first_view(visit: Open, explainer: str) -> None:
    reader = visit()
    page = reader.go(explainer)
    page.wait_for_timeout(300)
    assert [one for one in reader.asked if "cards.js" in one] == []
    with page.expect_request("**/cards.js*"):
        page.mouse.move(300, 300)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_mark_opens_the_folded_list_at_its_source_and_the_source_leads_back(visit: Open, explainer: str, *, javascript: bool) -> None:
    page = visit(javascript=javascript, width=360).go(explainer)
    listed = page.locator("details.fold:has(.srcs)")
    expect(listed).not_to_have_attribute("open", "")
    mark = page.locator("a.ref[id]").nth(4)
    number = mark.inner_text()
    page.goto(f"{page.url}#s-{number}")
    expect(listed).to_have_attribute("open", "")
    entry = page.locator(f"#s-{number}")
    expect(entry).to_be_in_viewport()
    entry.locator(".back").click()
    expect(page).to_have_url(re.compile(f"#r-{number}$"))
    expect(mark).to_be_in_viewport()


def test_a_source_leads_back_to_the_mark_from_which_the_reader_came(visit: Open, explainer: str) -> None:
    page = visit().go(explainer)
    first = page.locator("a.ref[id]").first.inner_text()
    again = page.locator(f"a.ref[href='#s-{first}']:not([id])").first
    again.hover()
    expect(page.locator(".card")).to_be_visible()
    again.click()
    page.locator(f"#s-{first} .back").click()
    expect(again).to_be_focused()
    expect(again).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["explainer", "claim", "alignment"])
def test_nothing_folded_is_lost_in_print(visit: Open, addresses: dict[str, str], kind: str) -> None:
    page = visit(javascript=False).go(addresses[kind])
    entry = page.locator(".srcs li").last
    expect(entry).not_to_be_in_viewport()
    page.emulate_media(media="print")
    assert all(
        page.locator(".srcs li, .lrow, .signs li").evaluate_all(
            "(all) => all.map((one) => one.checkVisibility({ contentVisibilityAuto: true }))"
        )
    )


@pytest.mark.parametrize("section", ["claims", "actors", "sources", "relations", "explainers"])
def test_the_way_to_a_record_leads_home_and_to_its_section(visit: Open, real_site: Site, section: str) -> None:
    record = next(path.parent.name for path in sorted((real_site.docs / section).glob("*/index.md")))
    page = visit(javascript=False).go(f"{section}/{record}/")
    way = page.get_by_role("navigation", name="Way to this page")
    links = way.get_by_role("link")
    expect(links).to_have_count(2)
    expect(links.first).to_have_text("Home")
    links.last.click()
    expect(page).to_have_url(re.compile(f"/{'alignment' if section == 'relations' else section}/$"))
    expect(way).to_have_count(0)


def test_the_page_for_nothing_lists_explainers_sections_and_every_record(visit: Open, real_site: Site) -> None:
    page = visit(javascript=False).go("claims/no-such-claim/deeper/")
    expect(page.locator("h1")).to_have_text("Page not found")
    found = set(page.locator("#__content a").evaluate_all("(all) => all.map((one) => new URL(one.href).pathname)"))
    kept = {f"/{url_of(address_of(one).path)}" for kind in (Explainer, Claim, Actor) for one in real_site.corpus.all(kind) if one.label}
    published = {one for one in kept if (real_site.site / one.strip("/") / "index.html").is_file()}
    assert published <= found
    assert {"/timeline/", "/method/"} <= found
    page.locator("#__content h2 + ul a").first.click()
    expect(page.locator("h1")).not_to_have_text("Page not found")


@pytest.mark.parametrize("path", share(["timeline/", "claims/", ""], 3))
def test_nothing_moves_while_a_page_comes_slowly(browser: Browser, base: str, path: str) -> None:
    assert layout_shift(browser, f"{base}/{path}", 320)[0] < MOST_SHIFT


def test_nothing_moves_while_an_explainer_comes_slowly(browser: Browser, base: str, explainer: str) -> None:
    assert max(layout_shift(browser, f"{base}/{explainer}", width)[0] for width in share((320, 1280), 2)) < MOST_SHIFT


@pytest.mark.parametrize("width", share((768, 1280), 2))
@pytest.mark.parametrize(("path", "table"), [("claims/", ".gr:has(.gr--marks)"), ("sources/", ".plain")])
def test_rows_that_come_later_move_no_column(visit: Open, path: str, table: str, width: int) -> None:
    page = visit(width=width).go(path)
    at = "(cells) => cells.map((cell) => [cell.getBoundingClientRect().left, cell.getBoundingClientRect().right])"
    whole = page.locator(f"{table} thead th").evaluate_all(at)
    assert len(whole) > 4
    page.locator(f"{table} tbody tr").evaluate_all("(rows) => rows.slice(1).forEach((row) => row.remove())")
    assert page.locator(f"{table} thead th").evaluate_all(at) == whole
    page.locator(f"{table} tbody td").first.evaluate("(cell) => cell.append('W'.repeat(80))")
    assert page.locator(f"{table} thead th").evaluate_all(at) == whole
