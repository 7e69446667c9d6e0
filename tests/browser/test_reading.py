"""What a reader does: opens, follows a claim to its source, changes to dark, goes by keyboard, prints."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.model.records import Explainer
from tests.browser.conftest import KINDS, PARTS, source_on_the_web

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from generator.model.records import Claim
    from tests.browser.conftest import Open
    from tests.sites import Site

pytestmark = pytest.mark.browser


def test_every_kind_of_page_is_meant_to_be_looked_at(real_site: Site, addresses: dict[str, str]) -> None:
    kinds = {re.search(r'^kind: "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)[1] for path in real_site.docs.rglob("*.md")}  # type: ignore[index]
    assert len(kinds - {"moved"}) == len(KINDS) - 1
    assert set(addresses) == {*KINDS, *PARTS}


def test_the_home_page_leads_to_the_newest_explainer(visit: Open, real_site: Site) -> None:
    page = visit().go()
    expect(page).to_have_title(real_site.corpus.publication.title)
    page.locator("h1 a").click()
    page.wait_for_url(re.compile(r"/explainers/[a-z0-9-]+/$"))
    titles = {one.title for one in real_site.corpus.all(Explainer)}
    assert page.locator("h1").inner_text() in titles


def _follows_a_claim_to_its_source(page: Page, site: Site, claim: Claim) -> None:
    page.locator(".sections").get_by_role("link", name="Claims", exact=True).click()
    page.locator(".lrow h3").get_by_role("link", name=claim.statement, exact=True).click()
    expect(page.locator("h1")).to_have_text(claim.statement)
    page.wait_for_load_state()
    source = source_on_the_web(site, claim)
    assert source is not None
    for folded in page.locator("details.fold:not([open]):has(.srcs) > summary").all():
        folded.click()
    entry = page.locator(".srcs li").filter(has=page.locator(f"a[href$='/sources/{source.id}/']"))
    assert entry.get_by_role("link", name="original").get_attribute("href") == source.url
    entry.locator(f"a[href$='/sources/{source.id}/']").click()
    expect(page.locator("h1")).to_have_text(source.title)
    original = page.locator(".facts dt", has_text="Original").locator("xpath=following-sibling::dd").get_by_role("link")
    assert original.get_attribute("href") == source.url
    used = page.locator(".use").get_by_role("link", name=claim.statement, exact=True).first
    used.click()
    expect(page.locator("h1")).to_have_text(claim.statement)


def test_a_claim_leads_to_its_source_and_to_the_original(visit: Open, real_site: Site, claim: Claim) -> None:
    _follows_a_claim_to_its_source(visit().go(), real_site, claim)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_same_without_javascript(visit: Open, real_site: Site, claim: Claim, width: int) -> None:
    page = visit(javascript=False, width=width).go()
    assert not page.get_by_role("button").filter(visible=True).count()
    _follows_a_claim_to_its_source(page, real_site, claim)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reference_mark_leads_to_its_entry_in_the_list_of_sources(visit: Open, addresses: dict[str, str], *, javascript: bool) -> None:
    page = visit(javascript=javascript).go(addresses["explainer"])
    mark = page.locator("a.ref").nth(2)
    number = mark.inner_text()
    mark.click()
    expect(page).to_have_url(re.compile(rf"#s-{number}$"))
    entry = page.locator(f"#s-{number}")
    expect(entry).to_be_in_viewport()
    assert entry.evaluate(ON_TOP), "something covers the entry"


ON_TOP = """(node) => {
  const box = node.getBoundingClientRect();
  return node.contains(document.elementFromPoint(box.left + 40, box.top + 8));
}"""


def _ground(page: Page) -> list[int]:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    if colour in ("rgba(0, 0, 0, 0)", "transparent"):
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return [int(float(one)) for one in re.findall(r"[\d.]+", colour)[:3]]


@pytest.mark.parametrize("system", ["light", "dark"])
def test_light_and_dark_are_the_readers_choice_and_remembered(visit: Open, addresses: dict[str, str], system: str) -> None:
    other = "dark" if system == "light" else "light"
    page = visit(color=system).go()
    button = page.locator(".tools__theme")
    first = _ground(page)
    assert (sum(first) > 382) is (system == "light")
    expect(button).to_have_text(other.capitalize())
    button.click()
    expect(button).to_have_text(system.capitalize())
    second = _ground(page)
    assert (sum(second) > 382) is (other == "light")
    page.goto(page.url + addresses["claim"])
    assert _ground(page) == second
    page.locator(".tools__theme").click()
    assert _ground(page) == first
    page.reload()
    assert _ground(page) == first


FOCUSED = """() => {
  const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
  const shown = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  return [node.tagName, shown, box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight];
}"""


@pytest.mark.parametrize("kind", ["home", "explainer", "claim"])
def test_the_first_key_skips_to_the_text_and_focus_is_always_seen(visit: Open, addresses: dict[str, str], kind: str) -> None:
    page = visit().go(addresses[kind])
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    for number in range(12):
        tag, ring, seen = page.evaluate(FOCUSED)
        assert tag != "BODY", number
        assert ring, f"{number}: {tag}"
        assert seen, f"{number}: {tag}"
        page.keyboard.press("Tab")
    page.go_back() if page.url.endswith("#") else page.evaluate("scrollTo(0, 0)")
    skip.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#__content$"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#__content').contains(document.activeElement)")


def test_a_citation_is_copied_with_the_address_of_its_page(visit: Open, addresses: dict[str, str], claim: Claim) -> None:
    reader = visit()
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.go(addresses["claim"])
    button = page.locator(".foot button").first
    button.click()
    expect(button).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert claim.statement in copied
    assert copied.endswith(f" {page.url}")
    assert reader.complaints == []


def test_the_card_of_a_mark_opens_on_focus_and_closes_with_escape(visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses["explainer"])
    mark = page.locator("a.ref").first
    mark.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    card = page.locator(".card")
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(mark).to_be_focused()
