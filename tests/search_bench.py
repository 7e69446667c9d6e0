"""Measures the search as readers meet it: 'python -m tests.search_bench [NUMBER]', after a build.

It asks tests/search_questions.yml of build/site: how often the first result answers, how often one of the first five. Then it
asks them, and others, as first queries of an index of so many records made from content/, by default of 1,000. Bytes are those of
the bodies of all answers that the search asks for; files that hosts compress (.js, .json) are counted as gzip leaves them.
"""

from __future__ import annotations

import gzip
import random
import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote
from zlib import crc32

import yaml
from playwright.sync_api import sync_playwright

from generator.analysis.publishing import shown_in
from generator.builder.search_index import cache_index, copy_index
from generator.site.search import Facet, SearchEntry
from generator.verify.checking import check_content
from tests.bench import CONTENT, PROJECT, TODAY
from tests.serving import served
from tests.sites import context_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page, Response

QUESTIONS: Final = PROJECT / "tests" / "search_questions.yml"
RECORDS: Final = 1_000
LIMIT: Final = 150_000
"""The most bytes of a first query in an index of RECORDS; of more records it may weigh more, and is shown."""
_LONG: Final = "what did the foreign minister of pakistan say about nuclear weapons and the iran border in 2025"
QUERIES: Final = ("pipeline", "pipline", "nuclear weapons", "saudi pact troops", "pakistan", "Did Pakistan vote against Iran?", _LONG)
COMMONEST: Final = 5
"""How many of the commonest words are asked for, alone and together, but for those that say nothing."""
_COMPRESSED: Final = (".js", ".json")
_GO: Final = """(address) => {
  document.getElementById('explore-count').textContent = '';
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}"""


@dataclass
class Asked:
    """What a page of the browser was sent, by address."""

    sizes: dict[str, int] = field(default_factory=dict)

    def on_response(self, response: Response) -> None:
        """Count the body of an answer."""
        path = response.url.partition("?")[0]
        body = response.body() if response.ok else b""
        self.sizes[response.url] = len(gzip.compress(body, 9)) if path.endswith(_COMPRESSED) else len(body)

    def engine(self) -> int:
        """Return the bytes of the engine and of what it read."""
        return sum(size for url, size in self.sizes.items() if "/pagefind/" in url or url.endswith("explore.js"))


def ask(page: Page, base: str, question: str) -> tuple[list[str], float]:
    """Return the addresses of the first ten results of a question, below the site's root, and the seconds it took."""
    start = perf_counter()
    page.goto(f"{base}/explore/?q={quote(question)}", wait_until="commit")
    links = _answer(page)
    return links, perf_counter() - start


def ask_again(page: Page, base: str, question: str) -> list[str]:
    """Return the addresses of the first ten results of a question that is asked where another was, as readers who go back do."""
    if page.url.partition("?")[0] != f"{base}/explore/":
        return ask(page, base, question)[0]
    page.evaluate(_GO, f"?q={quote(question)}")
    return _answer(page)


def _answer(page: Page) -> list[str]:
    page.locator("#explore-count", has_text=re.compile(r"\d|Nothing|No record")).wait_for(state="attached")
    links = page.locator(".found__title a").evaluate_all("(all) => all.map((one) => one.getAttribute('href'))")
    return [unquote(link).removeprefix("/") for link in links]


def hits(browser: Browser, base: str) -> None:
    """Ask every question of the site at an address and say how many were answered."""
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    first, five, times, sizes = 0, 0, [], []
    for question in questions:
        page, asked = browser.new_page(), Asked()
        page.on("response", asked.on_response)
        found, took = ask(page, base, question["ask"])
        place = next((number for number, one in enumerate(found, 1) if one in question["answers"]), 0)
        first, five = first + (place == 1), five + (1 <= place <= 5)
        times.append(took)
        sizes.append(asked.engine())
        sys.stdout.write(f"{place or '-':>3}  {question['ask']}{'' if place == 1 else '   first: ' + (found[0] if found else 'nothing')}\n")
        page.close()
    sys.stdout.write(
        f"{len(questions)} questions: first {first}, among five {five}; {median(times):.2f} s and {median(sizes)} bytes each\n"
    )


def many(found: Sequence[SearchEntry], count: int) -> list[SearchEntry]:
    """Return as many documents as asked for, of the words of others, the same ones for the same input.

    A larger publication is not more of one story but more stories: in each, most names are others. The first story keeps
    its names. All other words stay as common as they are.
    """
    chance = random.Random(1)  # noqa: S311 - the same records in every run
    stories = max(1, round(count / len(found)))
    made = []
    for number in range(count):
        story = number % stories
        like, other = chance.choice(found), chance.choice(found)
        words = [*like.text.split(), *other.text.split()[:20]]
        title = " ".join(_retold(word, story) for word in like.title.split())
        text = " ".join(_retold(word, story) for word in words)
        actors = tuple(Facet(f"{one.value}-{story}", one.label) for one in like.facets["actor"])
        url = f"{like.url.rstrip('/')}-{number}" + ("" if "#" in like.url else "/")
        made.append(replace(like, url=url, title=title, text=text, facets={**like.facets, "actor": actors}))
    return made


def _retold(word: str, story: int) -> str:
    """Return a word as another story has it: three names of four are others there."""
    bare = word.strip('.,;:()“”‘’"')
    if story == 0 or not bare[:1].isupper() or crc32(f"{bare} {story}".encode()) % 4 == 0:
        return word
    drawn = random.Random(f"{bare} {story}")  # noqa: S311 - the same name for the same story
    return word.replace(
        bare, "".join(drawn.choice("bdfgklmnprstvz") + drawn.choice("aeiou") for _ in range(drawn.randint(2, 4))).capitalize()
    )


def commonest(found: list[SearchEntry], site: Path) -> list[str]:
    """Return the words on most records, but for those that the search's page leaves out."""
    page = (site / "explore" / "index.html").read_text(encoding="utf-8")
    left_out = set(re.findall(r'data-common="([^"]*)"', page)[0].split())
    counts = Counter(word for one in found for word in set(re.findall(r"[^\W_]{2,}", f"{one.title} {one.text}".lower())))
    return [word for word, _ in counts.most_common() if word not in left_out][:COMMONEST]


def first_queries(browser: Browser, site: Path, found: Sequence[SearchEntry], number: int) -> bool:
    """Measure first queries of an index of so many records; tell whether all stay within the limit, if there is one for it."""
    questions = [one["ask"] for one in yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))]
    sizes = []
    with TemporaryDirectory() as folder:
        large = Path(folder) / "site"
        shutil.copytree(site, large, ignore=shutil.ignore_patterns("pagefind"))
        start = perf_counter()
        records = many(found, number)
        words = commonest(records, site)
        index = cache_index(records, "en", Path(folder) / "index")
        sys.stdout.write(f"{number} records indexed in {perf_counter() - start:.1f} s\n")
        copy_index(index, large / "pagefind")
        with served(large) as base:
            for query in (*questions, *QUERIES, *words, " ".join(words), " ".join((*words, *_LONG.split()))):
                page, asked = browser.new_page(), Asked()
                page.on("response", asked.on_response)
                _, took = ask(page, base, query)
                kinds = {
                    kind: sum(size for url, size in asked.sizes.items() if kind in url)
                    for kind in ("fragment/", "index/", "meta", "wasm", ".js")
                }
                sys.stdout.write(f"{asked.engine():>8} bytes  {took:.2f} s  {query}  {kinds}\n")
                sizes.append(asked.engine())
                page.close()
    sys.stdout.write(f"first queries of {number} records: {median(sizes)} bytes, at most {max(sizes)}\n")
    return number > RECORDS or max(sizes) <= LIMIT


def main(arguments: Sequence[str]) -> int:
    """Measure hits and bytes; return 1 where a first query weighs too much."""
    number = int(arguments[0]) if arguments else RECORDS
    found = context_of(shown_in(check_content(CONTENT, today=TODAY).corpus)).site.search_entries
    site = PROJECT / "build" / "site"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        with served(site) as base:
            hits(browser, base)
        fine = first_queries(browser, site, found, number)
        browser.close()
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
