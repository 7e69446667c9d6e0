"""What the rules of WCAG find with axe-core: nothing, on every kind of page, wide and light, then narrow and dark, all opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import KINDS, PARTS
from tests.effort import IN_CI, share

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ALL: Final = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""The rules that look at colours: by far the slowest, so that they are asked of two texts of each look."""
NO_COLOURS: Final = {"runOnly": ALL, "rules": {rule: {"enabled": False} for rule in COLOURS}}
COLOURS_ALONE: Final = {"runOnly": {"type": "rule", "values": COLOURS}}
LOOKS: Final[tuple[tuple[int, Literal["light", "dark"]], ...]] = ((1200, "light"), (320, "dark"))
"""In CI a page is looked at whole in its first look, and without what looks like the rest of it in the second."""
STILL: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [sheet];
}"""
"""What ends a change of colours at once, so that none is judged half way."""
OPEN: Final = "document.querySelectorAll('details').forEach((one) => { one.open = true })"

LOOK: Final = """
  const form = (node) => `${node.tagName}.${node.getAttribute('class')}`;
  const chain = (node) => (node && node !== document.body ? `${form(node)} ${chain(node.parentElement)}` : '');
  const hasText = (node) => Array.from(node.childNodes).some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
"""
"""What makes the look of a text: the tags and classes, its own and those around it."""
FEW: Final = f"""(() => {{
  {LOOK}
  const seen = new Map(), count = (look) => seen.set(look, (seen.get(look) ?? 0) + 1).get(look);
  return Array.from(document.body.querySelectorAll('*'))
    .filter((node) => hasText(node) && node.checkVisibility() && count(chain(node)) < 3);
}})()"""
"""The first two texts of each look."""
THIN: Final = f"""() => {{
  {LOOK}
  const rows = 'tr, li, article', seen = new Map();
  Array.from(document.querySelectorAll('.trust')).slice(2).forEach((one) => one.remove());
  for (const row of document.querySelectorAll(rows)) {{
    if (row.querySelector(rows)) continue;
    const looks = [row, ...row.querySelectorAll('*')].filter(hasText).map(chain);
    if (looks.every((look) => seen.get(look) > 1)) row.remove();
    else new Set(looks).forEach((look) => seen.set(look, (seen.get(look) ?? 0) + 1));
  }}
}}"""
"""Takes out of a page the rows and items in which every text has the look of two before."""


def violations(page: Page, rules: dict[str, Any], of: str = "document") -> list[str]:
    """Return what axe finds as 'rule: place'."""
    options = {**rules, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate(f"async (options) => (await axe.run({of}, options)).violations", options)
    return [f"{one['id']}: {node['target'][-1]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize(("turn", "kind"), [*enumerate((*KINDS, *PARTS))])
def test_nothing_is_found(turn: int, kind: str, visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses[kind])
    page.evaluate(Axe().axe_script)
    page.evaluate(OPEN)
    page.evaluate(STILL)
    if not IN_CI:
        page.evaluate(THIN)
    found = {}
    for width, scheme in share(LOOKS, 2, turn):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found[width] = violations(page, NO_COLOURS)
        page.evaluate(THIN)
        found[width] += [f"{scheme}: {one}" for one in violations(page, COLOURS_ALONE, FEW)]
    assert not any(found.values()), found
