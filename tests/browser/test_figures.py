"""Figures for everyone: read at every width, in forced colours, on paper, and by those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.conftest import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Open, Windows

pytestmark = pytest.mark.browser

WIDTHS: Final = (320, 768, 1280)
WITH_FIGURES: Final = (
    *("explainer", "timeline", "alignment", "relation", "claims", "claim", "actor", "places", "place", "costs-and-risks", "scenarios"),
    *PARTS,
)

OVERFLOWS: Final = """() => Array.from(document.querySelectorAll('figure.fig')).flatMap((figure) => {
  const frame = figure.getBoundingClientRect();
  const hides = (node) => /(auto|scroll|hidden|clip)/.test(getComputedStyle(node).overflowX);
  const scrolls = (node) => node !== figure && (hides(node) || scrolls(node.parentElement));
  return Array.from(figure.querySelectorAll('*')).filter((node) => {
    const box = node.getBoundingClientRect();
    const halfMark = /^(circle|rect|path|line|a|g)$/.test(node.tagName) && node.ownerSVGElement ? 8 : 1.5;
    const wide = box.right > frame.right + halfMark || box.left < frame.left - halfMark;
    return box.width && wide && !node.closest('defs') && !scrolls(node.parentElement);
  }).map((node) => `#${figure.id} ${node.tagName}.${node.className.baseVal ?? node.className} ${node.textContent.trim().slice(0, 30)}`);
})"""
"""What of a figure reaches over its edge by more than half a mark."""

HEARD: Final = """() => Array.from(document.querySelectorAll('figure.fig')).flatMap((figure) => {
  const wrong = [], said = (problem) => wrong.push(`#${figure.id}: ${problem}`);
  const data = figure.querySelectorAll('details.fig__data table');
  const shown = Array.from(figure.querySelectorAll('table, ol, ul, dl'))
    .filter((node) => node.checkVisibility() && !node.closest('[aria-hidden=true], .fig__data'));
  if (data.length > 1) said(`${data.length} tables of data`);
  const whole = (link) => new URL(link.getAttribute('href'), location), here = (url) => url.pathname === location.pathname;
  const beside = new Set(Array.from(document.querySelectorAll('a[href]:not(svg a)'), (link) => whole(link).href));
  const is = (url) => beside.has(url.href) || (here(url) && document.getElementById(url.hash.slice(1)));
  const missing = Array.from(figure.querySelectorAll('svg a'), whole).filter((url) => !is(url));
  if (!data.length && !shown.length && missing.length) said(`no table, and the page has no ${missing[0]}`);
  for (const drawing of figure.querySelectorAll('svg')) {
    const stops = Array.from(drawing.querySelectorAll('a')).filter((link) => link.tabIndex === 0).length;
    if (drawing.closest('[aria-hidden=true]')) {
      if (stops) said('a drawing that is hidden and in which the focus stops');
      continue;
    }
    const marks = Array.from(drawing.querySelectorAll('a:not([aria-hidden])'));
    const name = document.getElementById(drawing.getAttribute('aria-labelledby'));
    if (drawing.getAttribute('role') !== 'group' || !name) said('a drawing without a name');
    if (marks.some((mark) => !mark.getAttribute('aria-label'))) said('a mark without a name');
    if (stops !== (marks.length > 8 ? 1 : marks.length)) said(`${stops} stops for ${marks.length} marks`);
  }
  return wrong;
})"""

UNSEEN: Final = """() => {
  const ground = getComputedStyle(document.body).backgroundColor;
  const clear = (colour) => ['none', 'rgba(0, 0, 0, 0)', 'transparent', ground].includes(colour);
  const wrong = new Set();
  for (const node of document.querySelectorAll('figure.fig svg :is(rect, circle, path, line, polygon)')) {
    const style = getComputedStyle(node);
    if (node.closest('defs, clipPath, pattern, .g') || !node.checkVisibility() || style.opacity === '0') continue;
    if (/background|cell|root/.test(node.closest('[class]')?.className.baseVal ?? '')) continue;
    if (clear(style.fill) && (clear(style.stroke) || !parseFloat(style.strokeWidth))) {
      wrong.add(`${node.closest('figure').id} ${node.tagName}.${node.className.baseVal}`);
    }
  }
  for (const node of document.querySelectorAll('figure.fig :is(.st, .sn, .bl, .pr)')) {
    const style = getComputedStyle(node, '::before');
    if (clear(style.backgroundColor) && !parseFloat(style.borderTopWidth) && style.backgroundImage === 'none') wrong.add(node.className);
  }
  return Array.from(wrong);
}"""

COLLIDING: Final = """() => Array.from(document.querySelectorAll('.strip--axis')).flatMap((axis) => {
  const words = Array.from(axis.querySelectorAll('text'), (one) => one.getBoundingClientRect()), edge = axis.getBoundingClientRect();
  return words.filter((word, index) => word.right > edge.right + 1 || words.slice(index + 1).some((next) => next.left < word.right - 1))
    .map((word) => `${axis.closest('figure').id} at ${word.left}`);
})"""
"""Words of an axis that cover the next ones or reach over its edge."""

COLOURS: Final = """() => ['body', '.page', 'figure.fig', 'h1'].map((name) => document.querySelector(name)).filter(Boolean).map((node) => {
  const { backgroundColor, color } = getComputedStyle(node);
  return [backgroundColor, color].map((one) => one.match(/[\\d.]+/g).map(Number));
})"""


@pytest.fixture(scope="module", params=WITH_FIGURES)
def page(request: pytest.FixtureRequest, windows: Windows, base: str, addresses: dict[str, str]) -> Iterator[Page]:
    """A page with figures, its folds opened, for several tests, none of which changes what is in it."""
    with windows.lent(base) as visit:
        page = visit.go(addresses[request.param])
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        yield page


def at_widths(page: Page, script: str) -> dict[int, list[str]]:
    page.emulate_media(media="null", color_scheme="light", forced_colors="none")
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found[width] = page.evaluate(script)
    return found


NOTHING: Final[dict[int, list[str]]] = {width: [] for width in WIDTHS}


def test_no_figure_reaches_over_its_edges(page: Page) -> None:
    assert page.locator("figure.fig").count()
    assert at_widths(page, OVERFLOWS) == NOTHING


def test_a_figure_is_a_table_or_a_list_to_those_who_listen(page: Page) -> None:
    assert at_widths(page, HEARD) == NOTHING


def test_marks_are_seen_in_forced_colours(page: Page) -> None:
    page.emulate_media(media="null", color_scheme="dark", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(UNSEEN) == []


def test_a_page_in_the_dark_is_printed_on_white(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark", forced_colors="none")
    for ground, ink in page.evaluate(COLOURS):
        assert ground[3:] == [0] or min(ground[:3]) > 250
        assert max(ink[:3]) < 128
    assert page.locator("figure.fig").first.is_visible()


def test_many_marks_are_one_stop_and_arrow_keys_lead_through_them(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=True).go(addresses["explainer"])
    marks = page.locator("figure[data-rove]").first.locator("a.um__one")
    assert marks.count() > 8
    assert marks.evaluate_all("(all) => all.filter((one) => one.tabIndex === 0).length") == 1
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    assert marks.nth(1).evaluate("(one) => one === document.activeElement && one.tabIndex === 0")
    page.keyboard.press("End")
    assert marks.last.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("ArrowRight")
    assert marks.last.evaluate("(one) => one === document.activeElement")


@pytest.mark.parametrize("width", WIDTHS)
def test_dots_of_a_drawing_are_one_stop_and_say_what_they_are(width: int, visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=True, width=width).go(addresses["alignment"])
    dots = page.locator("#fig-over-time .plot a:not([aria-hidden]):visible")
    assert dots.count() > 8
    assert dots.evaluate_all("(all) => all.filter((one) => one.tabIndex === 0).length") == 1
    assert all(dots.evaluate_all("(all) => all.map((one) => /^.+, .+/.test(one.ariaLabel))"))
    dots.first.focus()
    page.keyboard.press("ArrowRight")
    assert dots.nth(1).evaluate("(one) => one === document.activeElement && one.tabIndex === 0")


@pytest.mark.parametrize("width", WIDTHS)
def test_each_dot_is_seen_once_in_the_scale_of_its_drawing_and_can_be_touched(width: int, visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=False, width=width).go(addresses["alignment"])
    page.locator("#fig-over-time .plot").scroll_into_view_if_needed()
    dots = page.locator("#fig-over-time .plot__over a")
    assert dots.count() > 8
    assert set(dots.evaluate_all("(all) => all.map((one) => one.getClientRects().length && one.querySelectorAll('circle').length)")) == {3}
    assert page.locator("#fig-over-time .plot__over circle:visible").count() == dots.count()
    assert page.locator("#fig-over-time .plot > svg:visible").count() == 2
    assert page.evaluate(SCALES) == pytest.approx([1, 0, 0], abs=0.03)
    touched = "(all) => all.filter((one) => one.contains(document.elementFromPoint(...middle(one)))).length"
    middle = "const middle = (one) => { const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] };"
    assert dots.evaluate_all(f"(all) => {{ {middle} return ({touched})(all) }}") == dots.count()


SCALES: Final = """
() => {
  const [drawn, over] = [...document.querySelectorAll('#fig-over-time .plot > svg')].filter((one) => one.getClientRects().length);
  const [own, layer] = [drawn.getScreenCTM(), over.getScreenCTM()];
  const factor = drawn.viewBox.baseVal.width / over.viewBox.baseVal.width;
  return [layer.a / own.a / factor, layer.e - own.e, layer.f - own.f];
}
"""
"""How much larger a layer of dots is than the drawing below it, in the units of that, and how far it is moved."""


def test_a_figure_in_a_fold_is_passed_over_to_what_comes_after_it(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=True).go(addresses["explainer"])
    fold = page.locator("details.part:has(figure.fig)").last
    fold.evaluate("(one) => { one.open = true; }")
    fold.locator("a.fig__skip").last.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not fold.evaluate("(one) => one.contains(document.activeElement)")
    assert fold.locator("figure > [tabindex='0']").count() == 0


def test_every_mark_is_a_stop_without_javascript(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=False).go(addresses["explainer"])
    assert page.locator("figure[data-rove] a.um__one[tabindex]").count() == 0


def test_a_figure_can_be_passed_over(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(javascript=True).go(addresses["explainer"])
    skip = page.locator("a.fig__skip").first
    skip.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement === document.querySelector('figure.fig').lastElementChild")


@pytest.mark.parametrize("kind", WITH_FIGURES)
def test_every_figure_can_be_passed_over(kind: str, visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses[kind])
    figures = page.locator("figure.fig:not(:has(p.none))")
    assert figures.count()
    ends = "(all) => all.map((one) => one.querySelector('a.fig__skip')?.hash === `#${one.lastElementChild.id}`)"
    assert set(figures.evaluate_all(ends)) == {True}


def test_signs_in_marks_are_seen_in_forced_colours(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(forced=True).go(addresses["claims"])
    letters = page.locator(".um__letter")
    assert letters.count()
    assert set(letters.evaluate_all("(all) => all.map((one) => getComputedStyle(one).forcedColorAdjust)")) == {"none"}


def test_doubtful_marks_are_hollow_in_forced_colours(visit: Open, addresses: dict[str, str]) -> None:
    page = visit(forced=True).go(addresses["alignment"])
    fills = "(all) => Array.from(new Set(all.map((one) => getComputedStyle(one).fill)))"
    counted, doubtful = (page.locator(name).evaluate_all(fills) for name in (".u--with:not(.u--hollow)", ".u--hollow"))
    assert len(counted) == len(doubtful) == 1
    assert counted != doubtful


def test_words_of_an_axis_never_run_into_one_another(visit: Open, addresses: dict[str, str]) -> None:
    for kind in ("explainer", "timeline", "costs-and-risks", "scenarios"):
        page = visit().go(addresses[kind])
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(COLLIDING) == []
