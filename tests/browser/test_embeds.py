"""A figure in a frame on another site: it shows, fits, breaks no policy, and leads back to where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.effort import share

if TYPE_CHECKING:
    from tests.browser.conftest import Open
    from tests.sites import Site

pytestmark = pytest.mark.browser


def figures(site: Site) -> list[str]:
    """Return the URL of one figure of each name."""
    found = {path.parent.name.rstrip("-0123456789"): path.parent for path in sorted((site.site / "figures").rglob("index.html"))}
    return [path.relative_to(site.site).as_posix() + "/" for path in found.values()]


@pytest.mark.parametrize(("width", "color"), share(((320, "light"), (320, "dark"), (700, "dark"), (700, "light")), 4))
def test_a_figure_alone_fits_its_frame_and_breaks_no_policy(visit: Open, real_site: Site, width: int, color: str) -> None:
    reader = visit(width=width, color=color, javascript=False)
    addresses = figures(real_site)
    assert len(addresses) > 10
    for address in addresses:
        page = reader.go(address)
        expect(page.locator("h1")).to_have_count(1)
        assert page.locator("body").bounding_box() is not None
        assert page.locator("html").evaluate("root => root.scrollWidth <= root.clientWidth"), address
    assert reader.complaints == []
    assert reader.elsewhere == []


def test_in_a_frame_its_links_open_beside_it(visit: Open, base: str, real_site: Site) -> None:
    reader = visit()
    address = next(one for one in figures(real_site) if "stances" in one)
    html = f'<iframe src="/{address}" width="600" height="700" title="A figure"></iframe>'
    reader.page.route("**/elsewhere.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    reader.page.goto(f"{base}/elsewhere.html")
    frame = reader.page.frame_locator("iframe")
    expect(frame.locator(".fig__title")).to_be_visible()
    with reader.page.context.expect_page() as opened:
        frame.locator(".embed__from a").click()
    opened.value.wait_for_load_state()
    assert opened.value.locator("figure.fig").count() > 0
    assert "#fig-stances" in opened.value.url


def test_its_files_are_there(visit: Open, real_site: Site) -> None:
    page = visit().go(next(one for one in figures(real_site) if "stances" in one))
    for link in page.locator(".fig__get a").all():
        response = page.request.get(f"{page.url}{link.get_attribute('href')}")
        assert response.ok, link.get_attribute("href")
    expect(page.locator("details code")).to_contain_text("<iframe src=")
