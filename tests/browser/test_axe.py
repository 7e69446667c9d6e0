"""What the rules of WCAG find with axe-core: nothing, on every kind of page, narrow and wide, light and dark, all opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import KINDS, PARTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ALL: Final = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SEEN: Final = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}
"""What may differ by colour and width alone; the rest is the same in every look."""
LOOKS: Final = (("light", 320, ALL), ("dark", 1200, ALL), ("dark", 320, SEEN), ("light", 1200, SEEN))
STILL: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [sheet];
}"""
"""What ends a change of colours at once, so that none is judged half way."""
OPEN: Final = "document.querySelectorAll('details').forEach((one) => { one.open = true })"


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return what axe finds as 'rule: place'."""
    found = page.evaluate("(options) => axe.run(document, options)", {"runOnly": rules, "resultTypes": ["violations"]})["violations"]
    return [f"{one['id']}: {node['target'][-1]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("kind", [*KINDS, *PARTS])
def test_nothing_is_found(kind: str, visit: Open, addresses: dict[str, str]) -> None:
    page = visit().go(addresses[kind])
    page.set_default_timeout(120_000)
    page.evaluate(Axe().axe_script)
    page.evaluate(OPEN)
    page.evaluate(STILL)
    found = {}
    for color, width, rules in LOOKS:
        page.emulate_media(color_scheme="dark" if color == "dark" else "light")
        page.set_viewport_size({"width": width, "height": 800})
        found[color, width] = violations(page, rules)
    assert found == {(color, width): [] for color, width, _ in LOOKS}
