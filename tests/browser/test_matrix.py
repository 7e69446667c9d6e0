"""The promises of the site in every look: 320, 360, 768 and 1280 pixels wide, light and dark, with JavaScript and without."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.audit import MOST_SHIFT
from tests.browser.conftest import KINDS, PARTS
from tests.effort import IN_CI, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from generator.model.records import Claim
    from tests.browser.conftest import Open, Visit, Windows

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader looks at the site."""

    width: int
    color: str
    javascript: bool

    def __str__(self) -> str:
        """Return the look as the name of a test."""
        return f"{self.width}-{self.color}-{'js' if self.javascript else 'nojs'}"


WIDTHS: Final = (320, 768, 1280)
LOOKS: Final = (
    *(Look(320, "light", javascript=True), Look(768, "dark", javascript=False), Look(1280, "dark", javascript=True)),
    *(Look(320, "dark", javascript=False), Look(768, "light", javascript=True), Look(1280, "light", javascript=False)),
)
"""How readers go about: every width with both colours, and each of them with JavaScript and without; half of it has each once."""
VIEWS: Final = tuple(
    (kind, color, javascript)
    for turn, kind in enumerate((*KINDS, *PARTS))
    for color, javascript in share((("light", True), ("dark", False), ("light", False), ("dark", True)), 4, turn)
)
"""Every kind of page, and how it is looked at: elsewhere than in CI in one way, by turns."""

BROKEN: Final = """([color, javascript]) => {
  const wrong = [], one = (selector) => document.querySelectorAll(selector).length, root = document.documentElement;
  const ground = [document.body, root].map((node) => getComputedStyle(node).backgroundColor.match(/[\\d.]+/g).map(Number))
    .find((all) => all[3] !== 0) ?? [255, 255, 255];
  const seen = (node) => node.checkVisibility() && node.getBoundingClientRect().width > 1;
  const hides = (node) => node && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(node).overflowX) || hides(node.parentElement));
  const isWide = (node) => node.getBoundingClientRect().right > root.clientWidth + 1 && !hides(node.parentElement);
  const wide = () => Array.from(document.querySelectorAll('body *')).filter(isWide).map((node) => node.outerHTML.slice(0, 80));
  if (root.scrollWidth > root.clientWidth) wrong.push('scrolls sideways', ...wide());
  if (one('h1') !== 1 || !seen(document.querySelector('h1'))) wrong.push('not one heading');
  if ((ground[0] > 128) !== (color === 'light')) wrong.push(`ground ${ground}`);
  if (document.cookie) wrong.push('a cookie');
  const rows = Array.from(document.querySelectorAll('.plain tr'), (row) => getComputedStyle(row).display);
  if (root.clientWidth > 700 && rows.some((one) => one !== 'table-row' && one !== 'none')) wrong.push('a row that is none');
  if (one('[style], style, script:not([src]):not([type="application/ld+json"])')) wrong.push('style or script in the page');
  const controls = Array.from(document.querySelectorAll('button, input, select, form'));
  if (!javascript && controls.some(seen)) wrong.push('a control that does nothing');
  const ids = Array.from(document.querySelectorAll('[id]'), (node) => node.id);
  if (new Set(ids).size !== ids.length) wrong.push('an id twice');
  const target = (link) => document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
  for (const link of document.querySelectorAll('a[href^="#"]:not([href="#"])')) {
    if (!target(link)) wrong.push(`${link.getAttribute('href')} leads nowhere`);
  }
  for (const mark of document.querySelectorAll('a.ref')) {
    if (!target(mark)?.querySelector('a[href*="sources/"], a[rel], a[href="#components"]')) wrong.push(`${mark.textContent}: no source`);
  }
  const boxes = (selector) => Array.from(document.querySelectorAll(selector), (node) => node.getBoundingClientRect());
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const rules = boxes('.page > :is(h2, .turn, .wide, .fold, figure)');
  if (boxes('.page > .margin').some((note) => rules.some((rule) => over(note, rule)))) wrong.push('a note struck through');
  const ends = (node) => [node.getBoundingClientRect().left, node.getBoundingClientRect().right];
  for (const figure of document.querySelectorAll('figure')) {
    const [axis, ...strips] = Array.from(figure.querySelectorAll('.strip--axis, td > .strip')).filter(seen).map(ends);
    const isBeside = (strip) => strip.some((end, at) => Math.abs(end - axis[at]) > 1);
    if (strips.some(isBeside)) wrong.push(`${figure.id}: an axis beside its strips`);
  }
  return wrong;
}"""
"""What is wrong in a page: of components, ways and limits."""
SMALL: Final = """(least) => {
  document.querySelectorAll('details').forEach((one) => { one.open = true });
  const seen = new Set(), small = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (seen.has(node) || !walker.currentNode.data.trim()) continue;
    seen.add(node);
    const box = node.getBoundingClientRect();
    if (!node.checkVisibility() || box.width <= 1 || box.height <= 1 || node.closest('script, style, template, title, .vh')) continue;
    const matrix = node.getScreenCTM ? node.getScreenCTM() : null;
    const scale = matrix ? Math.hypot(matrix.b, matrix.d) : 1;
    const size = parseFloat(getComputedStyle(node).fontSize) * scale;
    if (size < least - .05) {
      const styled = node.closest('[class]') ?? node;
      small.add(`${size.toFixed(1)}px ${node.tagName} in .${styled.className.baseVal ?? styled.className}`);
    }
  }
  return Array.from(small);
}"""
"""What is too small to read, when everything is opened."""
LEAST: Final = 11
"""The least size of text in pixels as it is rendered, in drawings too."""
SHIFT: Final = """() => new Promise((done) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach((one) => { sum += one.value; });
  new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 30);
})"""
PLACES: Final = {
    "timeline/": "event",
    "costs-and-risks/": "cost",
    "alignment/": "vote",
    "scenarios/": "driver",
    "relations/ondria--tarsia/": "act",
}
"""Pages of many records, each with a kind of record that has its place there."""
UNSAID: Final = """(kind) => Array.from(document.querySelectorAll(`[id^='${kind}-']:not(:empty)`)).flatMap((node) => {
  const fold = node.querySelector('.trust'), id = node.id.slice(kind.length + 1);
  if (!fold) return [`${node.id}: no lines`];
  const links = Array.from(fold.querySelectorAll('a'), (link) => link.href), told = fold.textContent;
  const dispute = links.find((link) => link.includes('/issues/new?')) ?? '', version = /version ([0-9a-f]{8})/.exec(told)?.[1];
  return [
    [links.filter((link) => link.includes(`/cite/${kind}s/${id}.`)).length === 3, 'no files'],
    [told.includes(`#${node.id}`) && links.some((link) => link.endsWith(`#${node.id}`)), 'no address'],
    [version && dispute.includes(version) && dispute.includes(encodeURIComponent(`${kind}s/${id}`)), 'no dispute'],
  ].filter(([fine]) => !fine).map(([, wrong]) => `${node.id}: ${wrong}`);
})"""
"""What is missing in the lines under each record of a kind; an empty element is the place of a former id."""


@pytest.fixture(scope="module", params=LOOKS if IN_CI else LOOKS[:3], ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    found: Look = request.param
    return found


@pytest.fixture(scope="module")
def reader(windows: Windows, base: str, look: Look) -> Iterator[Visit]:
    with windows.lent(base, javascript=look.javascript, width=look.width, color=look.color) as visit:
        yield visit


@pytest.fixture(scope="module")
def elsewhere(windows: Windows, isel: str, look: Look) -> Iterator[Visit]:
    """A reader of the small publication."""
    with windows.lent(isel, javascript=look.javascript, width=look.width, color=look.color) as visit:
        yield visit


@pytest.mark.parametrize(("kind", "color", "javascript"), VIEWS)
def test_every_kind_of_page_is_whole_and_keeps_its_limits(
    visit: Open, addresses: dict[str, str], kind: str, color: str, *, javascript: bool
) -> None:
    reader = visit(javascript=javascript, color=color)
    comes_anew = javascript and color == "light"  # what moves while a page comes has no colour, and text has the same size in each
    widths = WIDTHS if comes_anew else (320, 360, 768, 1280)
    wrong: dict[int, list[str]] = {}
    for width in widths:
        reader.page.set_viewport_size({"width": width, "height": 800})
        page = reader.go(addresses[kind]) if comes_anew or width == WIDTHS[0] else reader.page
        moves = comes_anew and page.evaluate(SHIFT) > MOST_SHIFT
        wrong[width] = page.evaluate(BROKEN, [color, javascript]) + ["moves while it comes"] * moves
        wrong[width] += page.evaluate(SMALL, LEAST) if comes_anew else []
    assert wrong == {width: [] for width in widths}
    assert reader.page.context.cookies() == []
    assert reader.elsewhere == []
    assert [one for one in reader.complaints if not re.search("no/such/page.*404", one)] == []
    if not javascript and color == "light" and kind in KINDS:
        assert _lost_in_print(reader.page) == []


def test_from_a_sentence_to_the_words_in_the_source_in_two_steps(reader: Visit, addresses: dict[str, str]) -> None:
    page = reader.go(addresses["explainer"])
    mark = page.locator(".brief a.ref").first
    number = mark.inner_text()
    mark.click()
    entry = page.locator(f"#s-{number}")
    expect(entry).to_be_in_viewport()
    entry.locator("a[href*='/sources/']").first.click()
    expect(page).to_have_url(re.compile("/sources/[^/]+/$"))
    expect(page.locator(".use").locator(".ev__q, .ev__says, .ev__who")).not_to_have_count(0)


def test_a_record_leads_home_to_its_section_and_to_its_neighbours(reader: Visit, addresses: dict[str, str]) -> None:
    for kind in ("claim", "actor", "source"):
        page = reader.go(addresses[kind])
        links = page.locator(".crumbs a").evaluate_all("(all) => all.map((one) => new URL(one.href).pathname)")
        assert links == ["/", f"/{kind}s/"]
        expect(page.locator(".beside a").first).to_be_visible()


@pytest.mark.parametrize("of", [".brief a.ref", "p a[href*='/claims/']", "p a[href*='/actors/']"], ids=["source", "claim", "actor"])
def test_a_card_opens_on_focus_or_the_link_leads_on(reader: Visit, look: Look, addresses: dict[str, str], of: str) -> None:
    page = reader.go(addresses["explainer"])
    link = page.locator(f".page {of}").first
    page.keyboard.press("Tab")
    link.focus()
    card = page.locator(".card")
    if look.javascript:
        expect(card).to_be_visible()
        box = card.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= look.width
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)
    else:
        expect(card).to_have_count(0)
    before = page.url
    link.click()
    expect(page).not_to_have_url(before)


def test_a_record_is_found_by_its_words_or_in_the_index(reader: Visit, look: Look, claim: Claim) -> None:
    page = reader.go(f"explore/?q={claim.statement}")
    if look.javascript:
        expect(page.locator(".found__title a").first).to_have_text(claim.statement)
        return
    page.get_by_role("link", name="by title, A–Z").click()
    page.locator("details", has=page.locator(f"a[href$='/claims/{claim.id}/']")).locator("summary").click()
    page.get_by_role("link", name=claim.statement, exact=True).click()
    expect(page.locator("h1")).to_have_text(claim.statement)


def test_every_record_is_cited_shared_and_disputed_where_it_stands(elsewhere: Visit) -> None:
    missing = {path: elsewhere.go(path).evaluate(UNSAID, kind) for path, kind in PLACES.items()}
    assert missing == {path: [] for path in PLACES}
    for path in PLACES:
        page = elsewhere.go(path)
        fold = page.locator(".trust").first
        fold.locator("summary").click()
        expect(fold.get_by_role("link", name="Dispute this")).to_be_visible()
        assert _fits(page), path


def test_a_text_of_every_shape_is_whole(elsewhere: Visit, look: Look) -> None:
    for path in ("explainers/who-owns-the-isel/", "ar/explainers/who-owns-the-isel/"):
        page = elsewhere.go(path)
        assert page.evaluate(BROKEN, [look.color, look.javascript]) == []
        assert page.locator(".page > .margin").count() == 2
        frame = page.locator(".page > .tablewrap:not(.wide)")
        frame.focus()
        expect(frame).to_be_focused()
        expect(frame.get_by_role("columnheader")).to_have_count(2)


def test_a_correction_stands_on_its_record_and_among_all(elsewhere: Visit) -> None:
    for path in ("claims/gate-broken/", "explainers/who-owns-the-isel/", "actors/noa/", "sources/ledger/", *PLACES):
        expect(elsewhere.go(path).locator(".note--correction", has_text="Corrected.").first).to_be_visible()
    page = elsewhere.go("corrections/")
    assert page.locator(".changes").first.locator("li").count() > len(PLACES)
    assert page.request.get(f"{elsewhere.base}/corrections.xml").ok


def test_a_page_leads_to_itself_in_the_other_language_and_back(elsewhere: Visit) -> None:
    page = elsewhere.go("claims/gate-broken/")
    page.locator(".tools__tongues a").click()
    expect(page).to_have_url(re.compile("/ar/claims/gate-broken/$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert _fits(page)
    page.locator(".tools__tongues a").click()
    expect(page).to_have_url(re.compile(r":\d+/claims/gate-broken/$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_is_complained_of_nor_asked_of_others(elsewhere: Visit) -> None:
    assert elsewhere.complaints == []
    assert elsewhere.elsewhere == []
    assert elsewhere.page.context.cookies() == []


def _lost_in_print(page: Page) -> list[str]:
    """Return the words that are on the screen and not on paper, but for those of ways and of what can be fetched."""
    on_screen = _words(page, "#__content") - _words(page, "#__content :is(nav, .more, summary, .foot a, .fig__get, .fig__skip)")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    return sorted(on_screen - _words(page, "#__content"))


def _words(page: Page, selector: str) -> set[str]:
    return {word for text in page.locator(selector).all_inner_texts() for word in re.findall(r"\w+", text.lower())}


def _fits(page: Page) -> bool:
    page.wait_for_load_state()
    fits: bool = page.locator("html").evaluate("(root) => root.scrollWidth <= root.clientWidth + 1")  # half pixels are rounded up
    return fits
