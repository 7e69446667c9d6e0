"""The search: words, facets, an address that can be shared, the way back, the keyboard, and what there is without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from generator.analysis.publishing import shown_in
from generator.model.records import Claim
from tests.search_bench import QUESTIONS, ask_again
from tests.sites import context_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open
    from tests.sites import Site

pytestmark = pytest.mark.browser

RESULT = ".found__title a"


@pytest.fixture(scope="module")
def claim(real_site: Site) -> Claim:
    return max(real_site.corpus.all(Claim), key=lambda one: (len(one.evidence), one.id))


def _kinds(page: Page) -> set[str]:
    return set(page.locator(".found .kicker").all_inner_texts())


@pytest.mark.parametrize("width", [320, 1280])
def test_words_find_a_record_and_its_place(visit: Open, claim: Claim, width: int) -> None:
    reader = visit(width=width)
    page = reader.go("explore/")
    page.get_by_label("Words").press_sequentially(claim.statement)
    first = page.locator(RESULT).first
    expect(first).to_have_text(claim.statement)
    expect(page.get_by_role("status")).to_contain_text("with all of the words")
    assert page.locator(".found li").first.locator("mark").count() > 0
    assert page.locator(".found li").count() <= 10
    first.click()
    expect(page.locator("h1")).to_have_text(claim.statement)
    assert reader.complaints == []
    assert reader.elsewhere == []


def test_a_record_on_a_shared_page_is_found_at_its_anchor(visit: Open, real_site: Site) -> None:
    event = next(one for one in context_of(shown_in(real_site.corpus)).site.search_entries if one.kind == "Event")
    page = visit().go(f"explore/?section=events&q={event.title}")
    page.locator(RESULT, has_text=event.title).first.click()
    expect(page).to_have_url(re.compile(rf"/{re.escape(event.url)}$"))
    expect(page.locator(f"[id='{event.url.partition('#')[2]}']")).to_be_in_viewport()


def test_an_excerpt_says_where_it_is_cut_off(visit: Open, real_site: Site) -> None:
    texts = [" ".join(one.text.split()) for one in context_of(shown_in(real_site.corpus)).site.search_entries]
    page = visit().go("explore/?q=pact")
    expect(page.locator(RESULT).nth(5)).to_be_visible()
    shown = page.locator(".found__text").all_inner_texts()
    cut = [one.removeprefix("… ").removesuffix(" …") for one in shown]
    assert [one.startswith("… ") for one in shown] == [not any(text.startswith(words) for text in texts) for words in cut]
    assert [one.endswith(" …") for one in shown] == [not any(text.endswith(words) for text in texts) for words in cut]
    assert {one.startswith("… ") for one in shown} == {True, False}


def test_an_address_brings_its_words_and_facets_and_back_goes_back(visit: Open) -> None:
    page = visit().go("explore/?section=claims&status=disputed")
    expect(page.get_by_label("Section", exact=True)).to_have_value("claims")
    expect(page.locator(RESULT).first).to_be_visible()
    assert _kinds(page) == {"Claim"}
    assert set(page.locator(".found__status").all_inner_texts()) == {"Disputed"}
    page.get_by_label("Section", exact=True).select_option("acts")
    expect(page).to_have_url(re.compile(r"\?section=acts&status=disputed$"))
    expect(page.locator(".found .kicker").first).to_have_text("Act")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(re.compile("/explore/$"))
    expect(page.locator(RESULT)).to_have_count(0)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Section", exact=True)).to_have_value("claims")
    expect(page.locator(".found .kicker").first).to_have_text("Claim")
    page.reload()
    expect(page.locator(".found .kicker").first).to_have_text("Claim")


def test_what_is_typed_in_one_go_is_one_step_back(visit: Open) -> None:
    page = visit().go("explore/")
    box = page.get_by_label("Words")
    for word in ("border", " closed"):
        box.press_sequentially(word)
        expect(page).to_have_url(re.compile(rf"q=.*{word.strip()}$"))
    page.go_back()
    expect(page).to_have_url(re.compile("/explore/$"))
    expect(box).to_have_value("")
    expect(page.locator(RESULT)).to_have_count(0)


@pytest.mark.parametrize(
    "address", ["explore/?section=nonsense&actor=%3Cimg%20src=x%3E", "explore/?q=%3Cimg%20src=x%20onerror=alert(1)%3Exyzzy"]
)
def test_an_address_that_nobody_wrote_does_no_harm(visit: Open, address: str) -> None:
    reader = visit()
    page = reader.go(address)
    expect(page.get_by_label("Section", exact=True)).to_have_value("")
    page.get_by_label("Words").fill("qqqzzz")
    expect(page.get_by_role("status")).not_to_be_empty()
    assert page.locator("#__content img").count() == 0
    assert reader.complaints == []


def test_more_are_shown_on_demand_and_focus_follows(visit: Open) -> None:
    page = visit().go("explore/?section=sources")
    expect(page.locator(RESULT)).to_have_count(10)
    page.get_by_role("button", name="Show more").press("Enter")
    expect(page.locator(RESULT)).to_have_count(20)
    expect(page.locator(RESULT).nth(10)).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_header_leads_to_the_search_by_mouse_and_by_keys(visit: Open, claim: Claim, width: int) -> None:
    reader = visit(width=width)
    page = reader.go("claims/")
    before = len(reader.asked)
    page.keyboard.press("Control+k")
    if width > 960:
        page.keyboard.type(claim.statement)
        assert [one for one in reader.asked[before:] if not one.endswith((".svg", "/cards.js"))] == []
        page.keyboard.press("Enter")
    else:
        expect(page).to_have_url(re.compile("/explore/$"))
        page.get_by_label("Words").fill(claim.statement)
    expect(page).to_have_url(re.compile(r"/explore/\?q="))
    expect(page.locator(RESULT).first).to_have_text(claim.statement)
    assert reader.complaints == []


def test_real_questions_are_answered_among_the_first_five(visit: Open) -> None:
    reader = visit()
    missed = []
    for question in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8")):
        found = ask_again(reader.page, reader.base, question["ask"])
        if not {*found[:5]} & {*question["answers"]}:
            missed.append(question["ask"])
    assert missed == []


def test_only_the_page_of_the_search_may_run_its_program(real_site: Site) -> None:
    allowed = [path for path in real_site.pages() if "wasm-unsafe-eval" in path.read_text(encoding="utf-8")]
    assert [path.relative_to(real_site.site).as_posix() for path in allowed] == ["explore/index.html"]


@pytest.mark.parametrize("width", [320, 1280])
def test_without_javascript_the_index_leads_to_every_record(visit: Open, real_site: Site, claim: Claim, width: int) -> None:
    page = visit(javascript=False, width=width).go("claims/")
    page.locator(".tools").get_by_role("link", name="Search").click()
    page.wait_for_url("**/explore/")
    assert page.locator("form").filter(visible=True).count() == 0
    page.get_by_role("link", name="by title, A–Z").click()
    page.wait_for_url("**/index-a-z/")
    linked = page.locator("ul.links a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    found = [one.url for one in context_of(shown_in(real_site.corpus)).site.search_entries]
    assert sorted(linked) == sorted(f"../{url}" for url in found)
    page.locator("details.letter > summary").filter(has=page.locator("h2", has_text=claim.statement[0])).click()
    page.get_by_role("link", name=claim.statement, exact=True).click()
    expect(page.locator("h1")).to_have_text(claim.statement)
