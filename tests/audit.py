"""Measures what the first view of each kind of page costs a reader: 'make audit', on the site that was built last.

One page a kind, the heaviest of it, cold and over a slow line in Chromium: bytes over the wire by what they are (gzip -9; fonts are packed
already), requests, requests to other hosts, and the sum of layout shifts. Ends with 1 where a limit is passed.
"""

from __future__ import annotations

import gzip
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from playwright.sync_api import TimeoutError as PageTimeoutError
from playwright.sync_api import sync_playwright

from tests.serving import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SITE: Final = Path(__file__).resolve().parent.parent / "build" / "site"
TYPES: Final = ("html", "css", "js", "woff2", "other")
MOST_BYTES: Final = {"explainer": 100_000}
"""The most bytes of a first view, by kind of page; kinds that have no limit here are shown and not judged."""
NOT_SEEN: Final = frozenset({"moved"})
"""Kinds of page that lead on by themselves, so that nobody reads them."""
MOST_SHIFT: Final = 0.01
"""The greatest sum of layout shifts, as the Layout Instability API counts them; 0.1 passes for good."""
SLOW: Final = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
"""A phone away from the city: 1.6 Mbit/s and 150 ms, as Lighthouse takes it."""
WIDTHS: Final = (320, 1280)
_KIND: Final = re.compile(r'class="page page--([a-z-]+)"')
_CANONICAL: Final = re.compile(r'<link rel="canonical" href="([^"]*)"')
_WATCH: Final = """
  window.shifts = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => window.shifts.push(one.value)))
    .observe({ type: 'layout-shift', buffered: true });
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """The first view of a page."""

    kind: str
    path: str
    sizes: Counter[str]
    """Bytes by type, packed."""
    requests: int
    elsewhere: int
    """Requests to other hosts."""
    shift: float

    @property
    def too_much(self) -> list[str]:
        """The limits that it passes, in words."""
        heavy = self.sizes.total() > MOST_BYTES.get(self.kind, sys.maxsize)
        found = [("bytes", heavy), ("other hosts", self.elsewhere > 0), ("shift", self.shift > MOST_SHIFT)]
        return [word for word, passed in found if passed]


def heaviest(site: Path) -> dict[str, str]:
    """Return the URL of the heaviest page of each kind, by the size of its HTML."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("*.html")):
        kind = _KIND.search(path.read_text(encoding="utf-8"))
        if kind is not None and kind[1] not in NOT_SEEN:
            address = path.relative_to(site).as_posix().removesuffix("index.html")
            found[kind[1]] = max(found.get(kind[1], (0, "")), (path.stat().st_size, address))
    return {kind: address for kind, (_, address) in sorted(found.items())}


def layout_shift(browser: Browser, address: str, width: int, *, color: str = "light") -> tuple[float, list[str]]:
    """Return the sum of layout shifts of a page that comes cold and slowly, read down to its end, and what it asked for on first view."""
    try:
        return _layout_shift(browser, address, width, color)
    except PageTimeoutError:  # Chromium now and then forgets a request that it slows down; a page that hangs does so again
        return _layout_shift(browser, address, width, color)


def _layout_shift(browser: Browser, address: str, width: int, color: str) -> tuple[float, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="dark" if color == "dark" else "light")
    page = context.new_page()
    page.add_init_script(_WATCH)
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.wait_for_timeout(150)
    first = list(asked)
    _read_down(page)
    shift = page.evaluate("window.shifts.reduce((sum, one) => sum + one, 0)")
    context.close()
    return float(shift), first


def _read_down(page: Page) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    for place in range(0, min(height, 12_000), 2_000):
        page.evaluate(f"scrollTo(0, {place})")
        page.wait_for_timeout(30)


def root_of(site: Path) -> str:
    """Return the path below which a site will stand at its host, without a slash at its end; nothing where none is known."""
    home = _CANONICAL.search((site / "index.html").read_text(encoding="utf-8"))
    return urlsplit(home[1]).path.rstrip("/") if home else ""


def packed(site: Path, path_of: str) -> tuple[str, int]:
    """Return the type and the packed size of what a path of the site gives."""
    path = site / unquote(urlsplit(path_of).path).lstrip("/")
    file = path / "index.html" if path.is_dir() else path
    kind = file.suffix.lstrip(".")
    size = file.stat().st_size if kind == "woff2" else len(gzip.compress(file.read_bytes(), 9))
    return kind if kind in TYPES else "other", size


def measure(browser: Browser, site: Path, base: str, kind: str, path: str) -> Measured:
    """Measure one page, at the widths of a phone and a desk; the worse shift counts."""
    found = [layout_shift(browser, f"{base}/{path}", width) for width in WIDTHS]
    asked = [address for address in found[-1][1] if not address.startswith(("data:", "blob:"))]
    own = {address.partition("#")[0] for address in asked if address.startswith(f"{base}/")}
    sizes: Counter[str] = Counter()
    for address in own:
        type_, size = packed(site, address.removeprefix(base))
        sizes[type_] += size
    return Measured(
        kind, path, sizes, len(asked), len(asked) - len([one for one in asked if one.startswith(base)]), max(one for one, _ in found)
    )


def main() -> int:
    """Print the table; return 1 where a limit is passed or nothing was built."""
    if not (SITE / "index.html").is_file():
        sys.stderr.write("there is no site to measure: run 'make site' first\n")
        return 1
    sys.stdout.write(
        f"{'kind':<18}{'page':<44}" + "".join(f"{one:>9}" for one in TYPES) + f"{'all':>9}{'asked':>7}{'else':>6}{'shift':>8}\n"
    )
    passed = False
    with served(SITE, root_of(SITE)) as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for kind, path in heaviest(SITE).items():
            one = measure(browser, SITE, base, kind, path)
            cells = "".join(f"{one.sizes[name]:>9,}" for name in TYPES)
            line = f"{kind:<18}{path[:42]:<44}{cells}{one.sizes.total():>9,}{one.requests:>7}{one.elsewhere:>6}{one.shift:>8.4f}"
            sys.stdout.write(f"{line}{'  too much: ' + ', '.join(one.too_much) if one.too_much else ''}\n")
            passed = passed or bool(one.too_much)
        browser.close()
    return int(passed)


if __name__ == "__main__":
    sys.exit(main())
