"""A real Chromium on the real publication, served on this machine.

Chromium is the one on the path, or playwright's own. Where there is none these tests are left out, with a word about it; in CI,
where there has to be one, they fail.
"""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

import pytest
from playwright.sync_api import Error, sync_playwright

from generator.derive.stances import stances
from generator.pages.page import address_of, relation_path, url_of
from generator.records import Actor, Claim, Explainer, Source
from tests.serving import served
from tests.sites import SMALL, build, make_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Request

    from tests.sites import Site

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
KINDS: Final = (
    *("home", "explainers", "explainer", "timeline", "alignment", "relation", "claims", "claim", "actors", "actor"),
    *("sources", "source", "costs-and-risks", "scenarios", "changes", "coverage"),
    *("explore", "index-a-z", "method", "how-to-read", "about", "nothing"),
)
"""Every kind of page, and the one that stands where there is none."""
PARTS: Final = ("figure", "selection")
"""A figure alone, as it is embedded elsewhere, and a timeline of one actor: parts of pages with an address of their own."""


@dataclass
class Visit:
    """A page of the browser, with everything that it complained of and asked for elsewhere. No slots: playwright marks it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Page:
        """Open a page of the site, by its address below the root."""
        self.page.goto(f"{self.base}/{path}", wait_until="load")
        return self.page

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self.elsewhere.append(f"{self.page.url}: {request.url}")


class Open(Protocol):
    """Opens a page of the browser, with settings of its context."""

    def __call__(self, *, javascript: bool = True, width: int = 1280, color: str = "light", forced: bool = False) -> Visit: ...


def source_on_the_web(site: Site, claim: Claim) -> Source | None:
    """Return the first source of a claim that is on the web."""
    found = (site.corpus.get(Source.section, one.source) for one in claim.evidence)
    return next((one for one in found if isinstance(one, Source) and one.url), None)


@pytest.fixture(scope="session")
def claim(real_site: Site) -> Claim:
    """A claim with a source that is on the web."""
    claims = [one for one in real_site.corpus.all(Claim) if source_on_the_web(real_site, one)]
    return max(claims, key=lambda one: (len(one.evidence), one.id))


@pytest.fixture(scope="session")
def addresses(real_site: Site, claim: Claim) -> dict[str, str]:
    """One page of each kind, the fullest where there are many, and of each kind of part."""
    corpus, docs, site = real_site.corpus, real_site.docs, real_site.site
    pairs = stances(corpus).relations

    def fullest(paths: Iterator[str]) -> str:
        return url_of(max(paths, key=lambda path: ((docs / path).stat().st_size, path)))

    def largest(pattern: str) -> str:
        found = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
        return f"{found.parent.relative_to(site).as_posix()}/"

    special = {
        "home": "",
        "explainer": fullest(address_of(one).path for one in corpus.all(Explainer) if one.status == "published"),
        "relation": fullest(relation_path(*pair) for pair in pairs),
        "claim": url_of(address_of(claim).path),
        "actor": fullest(address_of(one).path for one in corpus.all(Actor)),
        "source": fullest(address_of(one).path for one in corpus.all(Source)),
        "nothing": "no/such/page/",
        "figure": largest("figures/**/index.html"),
        "selection": largest("timeline/actors/*/index.html"),
    }
    return {kind: special.get(kind, f"{kind}/") for kind in (*KINDS, *PARTS)}


@pytest.fixture(scope="session")
def base(real_site: Site) -> Iterator[str]:
    with served(real_site.site) as address:
        yield address


@pytest.fixture(scope="session")
def isel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the small publication in both its languages: with a repository, corrections, and a dispute under every record."""
    with served(build(make_project(tmp_path_factory.mktemp("isel") / "project", SMALL), in_all_languages=True).site) as address:
        yield address


@contextmanager
def _launched(playwright: Playwright) -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    try:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
    except Error as error:
        reason = f"no Chromium could be started ({found or 'none on the path, none of playwright'}): {error.message.splitlines()[0]}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, _launched(playwright) as browser:
        yield browser


def opened(browser: Browser, base: str, *, javascript: bool = True, width: int = 1280, color: str = "light", forced: bool = False) -> Visit:
    """Open a page in a context of its own, which whoever asks for it closes."""
    context = browser.new_context(
        java_script_enabled=javascript,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if color == "dark" else "light",
        forced_colors="active" if forced else "none",
        locale="en-GB",
    )
    context.set_default_timeout(10_000)
    visit = Visit(context.new_page(), base)
    visit.page.on("console", visit.on_console)
    visit.page.on("pageerror", lambda error: visit.complaints.append(f"{visit.page.url}: {error}"))
    visit.page.on("request", visit.on_request)
    return visit


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Open]:
    contexts: list[BrowserContext] = []

    def start(*, javascript: bool = True, width: int = 1280, color: str = "light", forced: bool = False) -> Visit:
        visit = opened(browser, base, javascript=javascript, width=width, color=color, forced=forced)
        contexts.append(visit.page.context)
        return visit

    yield start
    for context in contexts:
        context.close()
