"""A real Chromium on the real publication, served on this machine.

Chromium is the one on the path, or playwright's own. Where there is none these tests are left out, with a word about it; in CI,
where there has to be one, they fail. To open a window takes longer than most of what is asked of it, so windows are handed on
from one test to the next, emptied of what it left.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import pytest
from playwright.sync_api import expect, sync_playwright

from generator.analysis.stance_counts import stances
from generator.builder.markdown_tree import page_file
from generator.model.records import Actor, Claim, Explainer, Place, Source
from generator.site.page import address_of, relation_path, url_of
from tests.effort import IN_CI
from tests.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Playwright, Request

    from tests.sites import Site

NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
FLAGS: Final = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
KINDS: Final = (
    *("home", "explainers", "explainer", "timeline", "alignment", "relation", "claims", "claim", "actors", "actor", "places", "place"),
    *("sources", "source", "costs-and-risks", "scenarios", "changes"),
    *("explore", "index-a-z", "method", "how-to-read", "about", "corrections", "contact", "nothing"),
)
"""Every kind of page, and the one that stands where there is none."""
PARTS: Final = ("figure", "selection")
"""A figure alone, as it is embedded elsewhere, and a timeline of one actor: parts of pages with an address of their own."""


PATIENCE: Final = 60_000
"""Milliseconds after which what a test waits for is not coming, on the busiest machine."""
expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """A page of the browser, with everything that it asked for and complained of. No slots: playwright marks it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """The addresses that were asked for."""
    elsewhere: list[str] = field(default_factory=list)
    """Those of them that are not of this site."""

    def go(self, path: str = "") -> Page:
        """Open a page of the site, by its address below the root."""
        self.page.goto(f"{self.base}/{path}", wait_until="load")
        return self.page

    def begin(self) -> None:
        """Listen to the page."""
        self.page.on("console", self.on_console)
        self.page.on("pageerror", self.on_error)
        self.page.on("request", self.on_request)

    def end(self) -> None:
        """Listen no more."""
        self.page.remove_listener("console", self.on_console)
        self.page.remove_listener("pageerror", self.on_error)
        self.page.remove_listener("request", self.on_request)

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def on_error(self, error: Error) -> None:
        self.complaints.append(f"{self.page.url}: {error}")

    def on_request(self, request: Request) -> None:
        self.asked.append(request.url)
        if not request.url.startswith((f"{self.base}/", "data:", "blob:")):
            self.elsewhere.append(f"{self.page.url}: {request.url}")


class Windows:
    """The windows of a browser, each with a profile of its own: lent to one test after the other."""

    def __init__(self, browser: Browser) -> None:
        """Start with none."""
        self._browser = browser
        self._free: dict[bool, list[Page]] = {True: [], False: []}

    @contextmanager
    def lent(self, base: str, *, javascript: bool = True, width: int = 1280, color: str = "light", forced: bool = False) -> Iterator[Visit]:
        """Lend a window with these settings, as if it were new."""
        page = self._free[javascript].pop() if self._free[javascript] else self._opened(javascript=javascript)
        page.set_default_timeout(PATIENCE)
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media="null", color_scheme="dark" if color == "dark" else "light", forced_colors="active" if forced else "none")
        visit = Visit(page, base)
        visit.begin()
        yield visit
        visit.end()
        self._empty(page)
        self._free[javascript].append(page)

    def _opened(self, *, javascript: bool) -> Page:
        return self._browser.new_context(java_script_enabled=javascript, locale="en-GB").new_page()

    @staticmethod
    def _empty(page: Page) -> None:
        page.unroute_all(behavior="ignoreErrors")
        page.evaluate("() => { try { localStorage.clear(); sessionStorage.clear(); } catch { /* no site, nothing stored */ } }")
        page.goto("about:blank")
        page.mouse.move(0, 0)
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.context.clear_cookies()
        page.context.clear_permissions()


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
        return url_of(max(paths, key=lambda path: ((docs / page_file(path)).stat().st_size, path)))

    def largest(pattern: str) -> str:
        found = max(site.glob(pattern), key=lambda path: (path.stat().st_size, path))
        return f"{found.parent.relative_to(site).as_posix()}/"

    special = {
        "home": "",
        "explainer": fullest(address_of(one).path for one in corpus.all(Explainer) if one.status == "published"),
        "relation": fullest(relation_path(*pair) for pair in pairs),
        "claim": url_of(address_of(claim).path),
        "actor": fullest(address_of(one).path for one in corpus.all(Actor)),
        "place": fullest(address_of(one).path for one in corpus.all(Place)),
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
def isel(isel_site: Site) -> Iterator[str]:
    """The address of the small publication in both its languages: with a repository, corrections, and a dispute under every record."""
    with served(isel_site.site) as address:
        yield address


@contextmanager
def _launched(playwright: Playwright) -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and not Path(playwright.chromium.executable_path).is_file():
        reason = f"there is no Chromium: none of {', '.join(NAMES)} on the path, and playwright has none of its own"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS), timeout=PATIENCE)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright, _launched(playwright) as browser:
        yield browser


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def visit(windows: Windows, base: str) -> Iterator[Open]:
    with ExitStack() as lent:

        def start(*, javascript: bool = True, width: int = 1280, color: str = "light", forced: bool = False) -> Visit:
            return lent.enter_context(windows.lent(base, javascript=javascript, width=width, color=color, forced=forced))

        yield start
