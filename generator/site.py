"""Markdown to the finished site: MkDocs into a new folder, checked, then swapped in at once."""

from __future__ import annotations

import logging
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from generator.failures import BuildFailedError
from generator.files import about
from generator.language import language_name, languages, name_of, original, say, speaking
from generator.language.foreign import marked, resolved
from generator.language.tags import direction_of
from generator.ownership import MARK, SITE
from generator.pages.page import overview_of
from generator.records import SECTIONS
from generator.replacing import replacing
from generator.search_index import copy_index, keep_index

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

    from generator.pages.documents import Document
    from generator.records.publication import Publication

_EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The variable from which MkDocs takes the day of a build, in seconds since 1970."""
SEARCH: Final = "pagefind"
"""The folder of the search's index in the site; Pagefind takes the site's root from this name."""
_UNUSED: Final = ("javascripts", "stylesheets", "images")
_CARDS: Final = "cards"
_FIGURES: Final = "figures"
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Tree:
    """The Markdown of the site in one language."""

    docs: Path
    publication: Publication
    """The publication in that language; its `language` is that of the pages."""
    language: str
    """The language of its records."""
    found: Sequence[Document]
    """What the search finds in it."""
    place: str = ""
    """Where it stands below the site, with a slash at its end; nothing for the main language."""


class SiteError(BuildFailedError):
    """The site could not be built; the message says why."""


def build_site(
    project: Path,
    site: Path,
    trees: Sequence[Tree],
    *,
    site_url: str | None,
    today: date,
    finish: Callable[[Path], None] | None = None,
) -> int:
    """Build the site from its Markdown, with the index of what is to be found; return the number of its files.

    The site is built beside its place, checked, and swapped in by one step of the file system, so that a build that fails or is
    killed leaves the last good site as it was. Only one build may run at a time (generator.locking). Each further language is
    built by a run of MkDocs of its own, into a folder of the same site.

    Args:
        project: The folder of the project.
        site: Where the site goes.
        trees: Its Markdown, that of the main language first.
        site_url: The address at which it will stand.
        today: The day of the build.
        finish: Puts into the new site, before it is checked, what was made meanwhile: the pictures of all figures and cards.

    Raises:
        BuildFailedError: With what MkDocs or Pagefind said, or with what is missing.
        OSError: The file system refused something.
    """
    with replacing(site, SITE) as new:
        planned: set[str] = set()
        for tree in trees:
            planned |= _build_tree(project, tree, trees, new, site_url=site_url, today=today)
            planned |= {f"{tree.place}{name}" for name in planned_files(tree.docs, pictures=finish is not None)}
        _refuse_active_content(new)
        if finish is not None:
            finish(new)
        _let_read(new)
        refuse_incomplete(new, planned)
        return sum(path.is_file() for path in new.rglob("*"))


def _build_tree(project: Path, tree: Tree, trees: Sequence[Tree], site: Path, *, site_url: str | None, today: date) -> set[str]:
    """Build the site of a tree; return the files of its index of the search."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        index = aside.submit(keep_index, tree.found, tree.language, project / "build" / "search" / (tree.place or "main"))
        with about(site):
            _run_mkdocs(project, tree, trees, site, site_url=site_url, today=today)
        names = copy_index(index.result(), site / tree.place / SEARCH)
    _leave_out(site / tree.place)
    return {f"{tree.place}{SEARCH}/{name}" for name in names}


def planned_files(docs: Path, *, pictures: bool) -> Iterator[str]:
    """Yield the paths below a site of all that its Markdown tree says will be there: pages, files, and pictures of figures and cards."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs)
        if not path.is_file() or name.name == MARK:
            continue
        if name.parts[0] == _CARDS:
            if pictures:
                yield name.with_suffix(".png").as_posix()
            continue
        if name.suffix == ".md":
            page = name.with_suffix(".html") if name.stem == "index" else name.with_suffix("") / "index.html"
            yield page.as_posix()
            continue
        if path.stat().st_size:
            yield name.as_posix()
        if pictures and name.parts[0] == _FIGURES and name.suffix == ".svg":
            yield name.with_suffix(".png").as_posix()


def refuse_incomplete(site: Path, planned: Collection[str]) -> None:
    """Raise SiteError where a file that was planned is not in a site, or is empty."""
    files = ((name, site / name) for name in sorted({"index.html", "404.html", *planned}))
    missing = [name for name, path in files if not path.is_file() or not path.stat().st_size]
    if missing:
        shown = ", ".join(missing[:_MOST_NAMED]) + (f" and {len(missing) - _MOST_NAMED:,} more" if len(missing) > _MOST_NAMED else "")
        raise SiteError(f"the new site is not complete, so it was not put in place: {shown} is missing or empty\n  = build again")


def _leave_out(site: Path) -> None:
    """Remove the theme's scripts and style sheets, which no page loads, and the packed sitemap, which holds the time of the build."""
    for folder in _UNUSED:
        shutil.rmtree(site / "assets" / folder, ignore_errors=True)
    (site / "sitemap.xml.gz").unlink(missing_ok=True)


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _run_mkdocs(project: Path, tree: Tree, trees: Sequence[Tree], site: Path, *, site_url: str | None, today: date) -> None:
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(epoch_of(today))
    log, collector = logging.getLogger("mkdocs"), _Collector()
    log.addHandler(collector)
    log.propagate = False
    try:
        with speaking(tree.publication.language):
            config = load_config(
                str(project / "mkdocs.yml"),
                docs_dir=str(tree.docs),
                site_dir=str(site / tree.place),
                site_name=tree.publication.title,
                site_description=tree.publication.tagline,
                site_url=f"{site_url.rstrip('/')}/{tree.place}" if site_url and tree.place else site_url or "",
                strict=True,
            )
            _localise(config, tree, trees, site_url)
            build(config)
    except (MkDocsException, TemplateError, SystemExit) as error:
        raise SiteError("\n".join([*collector.lines, str(error)]).strip() or "MkDocs stopped without a message") from error
    finally:
        log.removeHandler(collector)
        log.propagate = True
        os.environ.pop(_EPOCH)
        if before is not None:
            os.environ[_EPOCH] = before


_ABOUT: Final = ("how-to-read", "changes", "corrections", "funding", "contact")
"""Pages that every page leads to beside the sections, if they are there."""


def _localise(config: MkDocsConfig, tree: Tree, trees: Sequence[Tree], site_url: str | None) -> None:
    """Give MkDocs and the theme what depends on the language: words, direction, and where the other languages are."""
    tag = tree.publication.language.split("-")[0]
    config.extra["say"] = say
    config.extra["language_name"] = language_name
    config.extra["name"], config.extra["tagline"] = (
        resolved(marked(escape(text), text)) for text in (tree.publication.title, tree.publication.tagline)
    )
    config.extra["direction"] = tree.publication.direction
    config.extra["about"] = [name for name in _ABOUT if (tree.docs / f"{name}.md").is_file()]
    config.extra["languages"] = [_way(one, tree, site_url) for one in trees] if len(trees) > 1 else []
    config.theme["language"] = tag if tag in languages() else "en"
    empty = _empty_overviews(tree.found)
    config["nav"] = [{say(label): path} for entry in config.nav or [] for label, path in entry.items() if path not in empty]
    if config.theme["language"] != "en":
        config.mdx_configs.setdefault("toc", {})["slugify"] = _slug


def _empty_overviews(found: Sequence[Document]) -> set[str]:
    """Return the pages of sections that hold no record yet; no menu leads to them."""
    filled = {section.value for document in found for section in document.facets["section"]}
    return {overview_of(kind) for kind in SECTIONS} - {overview_of(kind) for kind in SECTIONS if kind.section in filled}


def _way(one: Tree, here: Tree, site_url: str | None) -> dict[str, object]:
    """Return a language of the switch: its name in itself, and its address from the root of the site and of this tree."""
    tag = one.language
    root = ("../" if here.place else "") + one.place
    home = f"{site_url.rstrip('/')}/{one.place}" if site_url else ""
    current = one is here
    return {"tag": tag, "name": name_of(tag), "direction": direction_of(tag), "root": root, "home": home, "current": current}


def _slug(text: str, separator: str) -> str:
    """Return the anchor of a heading: in every language that of the English words, where they are ours."""
    from markdown.extensions.toc import slugify, slugify_unicode

    english = original(text)
    return slugify(english, separator) if english else slugify_unicode(text, separator)


_LAST_SECOND: Final = 2**32 - 1
"""The last one that a file packed by gzip can be of, as the map of a site is; the first is 1970."""


def epoch_of(today: date) -> int:
    """Return a day as what MkDocs takes for the time of a build, in seconds since 1970: the nearest that a packed file can be of."""
    return min(max((today.toordinal() - 719163) * 86400, 0), _LAST_SECOND)


_ACTIVE: Final = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>|<(?:style|iframe|object|embed)\b|<[a-z][^<>]*\s(?:style|on[a-z]+)=\"",
    re.IGNORECASE,
)
"""What the pages' policy would block, and what therefore nobody may have meant to be there."""


def _refuse_active_content(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        found = _ACTIVE.search(path.read_text(encoding="utf-8"))
        if found is not None:
            raise SiteError(f"{path.relative_to(site).as_posix()}: an inline script, style or frame: {found[0][:100]}")


def _let_read(site: Path) -> None:
    """Let everybody read a site, whoever publishes it, whatever the builder's mask for new files is."""
    for path in (site, *site.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
