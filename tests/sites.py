"""Publications that many tests look at, built once a session, and what reads pages as a browser does.

`small` is tests/small_publication/, checked; `small_site` and `real_site` are it and content/ built with the real MkDocs, and
`isel_site` is it in all its languages: of the processes of a session the first builds one, and all look at it. A project in a
test is a folder of its own: templates and mkdocs.yml are copies, so that nothing in the checkout is written.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import re
import shutil
import sys
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import html5lib
import pytest
from mkdocs.config import load_config

from generator.builder.markdown_tree import write_languages
from generator.builder.mkdocs_site import build_site
from generator.builder.pictures import FOLDER, Pictures
from generator.builder.project import list_trees
from generator.builder.render import make_environment
from generator.builder.search_index import SearchIndexes
from generator.builder.settings import MAIN
from generator.figures.drawing.drawer import Drawer
from generator.figures.tokens import read_tokens
from generator.figures.writers.plots import HOST, ID_PREFIX
from generator.site.context import PageContext, SiteContext, sites_of
from generator.site.facts import Facts
from generator.system.cache import Cache
from generator.system.stopwatch import Stopwatch
from generator.verify.checking import check_content
from tests.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from generator.figures.writers.plots import Draw
    from generator.model.corpus import Corpus
    from generator.site.gallery import FigureView
    from generator.system.stopwatch import Written
    from generator.verify.checking import Checked

ROOT: Final = Path(__file__).parent.parent
TEMPLATES: Final = ROOT / "site_templates"
TOKENS: Final = read_tokens(TEMPLATES)
SMALL: Final = ROOT / "tests" / "small_publication"

ACTIVE: Final = frozenset(
    {
        *("script", "iframe", "object", "embed", "applet", "base", "form", "input", "button", "textarea", "select", "style", "link"),
        *("meta", "audio", "video", "img", "image", "frame", "frameset", "marquee", "portal", "template", "foreignObject"),
        *("animate", "set", "animateMotion", "animateTransform", "math", "noscript", "plaintext", "xmp"),
    }
)
"""Elements that act, load or take over; no record's text may make one."""
ADDRESSES: Final = frozenset(
    {"href", "src", "action", "formaction", "xlink:href", "poster", "background", "srcdoc", "data", "cite", "ping"}
)

_POINTERS: Final = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers")

FAKE_PICTURES: Final = (
    sys.executable,
    "-c",
    "from generator.system.workers import answer_questions\nanswer_questions(lambda _: b'a picture')",
)
"""Stands for the process that makes pictures, where what they show does not matter."""


@dataclass(frozen=True, slots=True)
class Site:
    """A publication built with MkDocs in a project of its own."""

    project: Path
    docs: Path
    site: Path
    corpus: Corpus

    def pages(self) -> Iterator[Path]:
        """Yield every page of the site, in order, but for those of one figure alone."""
        yield from (path for path in sorted(self.site.rglob("*.html")) if FOLDER not in path.relative_to(self.site).parts)

    def seen(self) -> Iterator[Seen]:
        """Yield what a browser finds in each of these pages."""
        yield from (one for one in seen(self.site) if FOLDER not in one.path.relative_to(self.site).parts)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="Rewrite tests/small_publication_pages/ with what is rendered now.")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave what looks at the real site without a browser to the end: those who have one build it first, and nobody waits for it."""
    items.sort(
        key=lambda item: "real_site" in item.nodeid or ("real_site" in getattr(item, "fixturenames", ()) and "browser" not in item.keywords)
    )


@cache
def mkdocs_settings() -> MkDocsConfig:
    """Return mkdocs.yml as MkDocs reads it."""
    with TemporaryDirectory() as folder:
        project = Path(folder)
        shutil.copy(ROOT / "mkdocs.yml", project)
        (project / "build" / "docs").mkdir(parents=True)
        (project / "build" / MAIN).write_text("site_name: A site\ndocs_dir: build/docs\n", encoding="utf-8")
        return load_config(str(project / "mkdocs.yml"))


def make_project(folder: Path, content: Path) -> Path:
    """Return a project with this content and this checkout's templates and settings."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(content, folder / "content")
    shutil.copytree(TEMPLATES, folder / "site_templates")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def fake_draw(spec: dict[str, Any]) -> str:
    """Return a drawing as the drawing program would: its words, and its links and ids as placeholders."""
    words = [*_marks(spec), f'<rect id="{ID_PREFIX}clip"/>']
    return f'<svg viewBox="0 0 {spec["width"]} 9" aria-hidden="true">{"".join(words)}</svg>'


def _marks(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "key" in value:
            yield f'<a href="{HOST}{escape(value["key"])}" tabindex="-1"><title>{escape(value["description"])}</title><circle r="1"/></a>'
        elif isinstance(value.get("label"), str):
            yield f"<text>{escape(value['label'])}</text>"
        for one in value.values():
            yield from _marks(one)
    elif isinstance(value, list):
        for one in value:
            yield from _marks(one)


def context_of(corpus: Corpus, page: str = "index.md", *, site_url: str = "") -> PageContext:
    """Return what pages are made from, on the day of the tests, of a corpus as it is."""
    facts = Facts(corpus, TODAY, corpus.publication.language)
    return SiteContext(facts, TOKENS, site_url).at(page)


def sites_in(corpus: Corpus, site_url: str | None = None, today: date = TODAY) -> list[SiteContext]:
    """Return the site of a corpus in each of its languages."""
    return sites_of(corpus, today, TOKENS, site_url)


def html_of(figure: FigureView | None) -> str:
    """Return a figure as its page shows it; its drawings are what stands for them."""
    return figure.html(TOKENS, fake_draw) if figure else ""


def environment_of(folder: Path = TEMPLATES, draw: Draw = fake_draw) -> Environment:
    """Return what renders pages with the templates of a folder."""
    return make_environment(folder, TOKENS, draw)


def write_pages(site: SiteContext, templates: Path, docs: Path, *, draw: Draw, watch: Stopwatch, cache: Cache) -> Written:
    """Write the Markdown tree of a site in one language alone."""
    return write_languages([site], templates, docs, docs.with_name("no further languages"), draw=draw, watch=watch, cache=cache)


def build(project: Path, draw: Draw = fake_draw, *, site_url: str | None = None, in_all_languages: bool = False) -> Site:
    """Build a project as 'onrecord build' does, with a stand-in for its pictures; in its main language alone, unless all are asked for."""
    checked = check_content(project / "content", today=TODAY, latest=date.max)
    assert not checked.has_errors, checked.diagnostics
    sites = sites_in(checked.corpus, site_url)[: None if in_all_languages else 1]
    with TemporaryDirectory() as folder:  # nothing that is made up here may be kept for a real build
        write_sites(project, sites, Cache(Path(folder)), site_url or checked.corpus.publication.site_url, draw=draw)
    return Site(project, project / "build" / "docs", project / "build" / "site", checked.corpus)


def write_sites(
    project: Path, sites: Sequence[SiteContext], cache: Cache, site_url: str | None, *, draw: Draw = fake_draw, today: date = TODAY
) -> None:
    """Write the Markdown and the site of a project in some languages, with a stand-in for its pictures."""
    docs, site, further = (project / "build" / name for name in ("docs", "site", "languages"))
    templates = project / "site_templates"
    with Pictures(cache, fonts=templates / "cards", command=FAKE_PICTURES) as pictures:
        write_languages(sites, templates, docs, further, draw=draw, watch=Stopwatch(), cache=cache, pictures=pictures)
        build_site(
            project,
            site,
            list_trees(sites, docs, further),
            theme=templates / "theme",
            site_url=site_url,
            today=today,
            cache=cache,
            indexes=SearchIndexes(project / "build" / "search"),
            finish=pictures.put_into,
        )


def sitemap(site: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Return each address of a site's map, with when its page last changed and where it is in each language."""
    name, other = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}link"
    urls = ET.parse(site / "sitemap.xml").getroot().iter(f"{name}url")  # noqa: S314 - we wrote it
    return {
        one.findtext(f"{name}loc", ""): (
            one.findtext(f"{name}lastmod", ""),
            {link.get("hreflang", ""): link.get("href", "") for link in one.iter(other)},
        )
        for one in urls
    }


def parsed(html: str) -> Element:
    """Return a page as the tree that a browser makes of it, names without namespaces."""
    tree: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return tree


def fragment(html: str) -> Element:
    """Return a piece of a page as the tree that a browser makes of it."""
    tree: Element = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return tree


def write_under_odd_name(folder: Path, name: bytes, text: str) -> None:
    """Write a file under a name that is no text, or with a control character in its stead where names must be text."""
    try:
        (folder / os.fsdecode(name)).write_text(text, encoding="utf-8")
    except OSError:
        (folder / os.fsdecode(name.replace(b"\xff", b"\x1a"))).write_text(text, encoding="utf-8")


def folded(text: str) -> str:
    """Return text with white space folded as HTML does, which does not fold that of other scripts."""
    return " ".join(word for word in text.translate({ord(c): " " for c in "\t\n\r\f\v"}).split(" ") if word)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser finds in a page of a site. To read a whole site takes long, so that it is done once a session."""

    path: Path
    ids: tuple[str, ...]
    headings: int
    """How many of the first level."""
    hrefs: frozenset[str]
    """Where its links lead."""
    addresses: frozenset[str]
    """What it leads to and loads."""
    pointed: frozenset[str]
    """The ids that its attributes and drawings point at."""
    policies: tuple[str, ...]
    scripts: tuple[tuple[str | None, str | None, str], ...]
    """The address, type and words of its scripts."""


@cache
def seen(site: Path) -> tuple[Seen, ...]:
    """Return what a browser finds in every page of a site, in order."""
    kept = site.with_name(f"{site.name}-seen")
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(tuple(_seen(path) for path in sorted(site.rglob("*.html")))))
    found: tuple[Seen, ...] = pickle.loads(kept.read_bytes())  # noqa: S301 - we wrote it
    return found


class _Elements(HTMLParser):
    """The elements of a page, each with its attributes and the text that follows its opening: many times as fast as a tree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1][2].append(data)


def _seen(path: Path) -> Seen:
    text = path.read_text(encoding="utf-8")
    elements = _Elements(text).found
    attributes = [one for _, one, _ in elements]
    return Seen(
        path,
        tuple(one["id"] for one in attributes if one.get("id")),
        sum(tag == "h1" for tag, _, _ in elements),
        frozenset(one.get("href", "") for tag, one, _ in elements if tag == "a"),
        frozenset(one[name] for one in attributes for name in ("href", "src") if name in one),
        frozenset(re.findall(r"url\(#([^)]+)\)", text)).union(*(one.get(name, "").split() for one in attributes for name in _POINTERS)),
        tuple(one.get("content", "") for one in attributes if one.get("http-equiv") == "Content-Security-Policy"),
        tuple((one.get("src"), one.get("type"), "".join(words)) for tag, one, words in elements if tag == "script"),
    )


def words_of(tree: Element, without: str = "") -> str:
    """Return what a reader can read of a tree, folded: all but what scripts and style sheets hold, and elements of one class."""
    return folded("".join(_words(tree, without)))


def _words(tree: Element, without: str) -> Iterator[str]:
    tag: object = tree.tag  # of a comment it is a function
    if isinstance(tag, str) and tag not in ("script", "style", "template") and (not without or tree.get("class") != without):
        yield tree.text or ""
        for child in tree:
            yield from _words(child, without)
            yield child.tail or ""


def dangers(tree: Element, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return what is active in a tree: elements, handlers, styles, addresses of schemes that run."""
    return [danger for element in tree.iter() for danger in _dangers(element, allowed)]


def _dangers(element: Element, allowed: frozenset[str]) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2]
    if name in ACTIVE - allowed:
        yield f"<{name}>"
    for raw, value in element.attrib.items():
        attribute = str(raw).rpartition("}")[2].lower()
        address = "".join(c for c in value if ord(c) > ord(" ")).lower()
        runs = attribute.startswith("on") or attribute == "style" or not is_plain(attribute)
        leads = attribute in ADDRESSES and ":" in address.partition("/")[0] and not address.startswith(("https:", "http:", "mailto:"))
        if runs or leads:
            yield f"{name} {attribute}={value}"


def is_plain(name: str) -> bool:
    """Tell whether an attribute has a name that a template would write."""
    return all(c.isalnum() or c in "-_:" for c in name)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that is made once a session: the first process to ask makes it, any other waits; nobody may write into it."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, made = shared / f"shared-{name}", shared / f"shared-{name}.made"
    with (shared / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            made.touch()
    return folder


def built(project: Path) -> Site:
    """Return the site of a project that is built already."""
    checked = check_content(project / "content", today=TODAY, latest=date.max)
    return Site(project, project / "build" / "docs", project / "build" / "site", checked.corpus)


@pytest.fixture(scope="session")
def small() -> Checked:
    return check_content(SMALL, today=TODAY)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(once(tmp_path_factory, "small", lambda folder: build(make_project(folder, SMALL))))


@pytest.fixture(scope="session")
def isel_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(once(tmp_path_factory, "isel", lambda folder: build(make_project(folder, SMALL), in_all_languages=True)))


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    def make(folder: Path) -> None:
        with Drawer(Cache(ROOT / "build" / "cache")) as drawer:
            build(make_project(folder, ROOT / "content"), drawer.draw)

    return built(once(tmp_path_factory, "real", make))


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Path], Path]:
    def make(content: Path) -> Path:
        return make_project(tmp_path / "project", content)

    return make
