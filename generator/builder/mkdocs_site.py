"""Markdown to the finished site: MkDocs into a new folder, checked, then swapped in at once."""

from __future__ import annotations

import logging
import os
import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from generator.builder.settings import MAIN, settings_of, write_settings
from generator.builder.site_links import broken_links, read_pages
from generator.system import (
    MARK,
    SITE,
    BuildFailedError,
    about_path,
    files_below,
    files_in,
    remove_files,
    replacing,
    write_whole,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from jinja2 import Environment

    from generator.builder.cached_pages import PagesPlugin
    from generator.builder.search_index import SearchIndexes
    from generator.builder.settings import Tree
    from generator.builder.site_links import Anatomy
    from generator.system import Cache

_EPOCH: Final = "SOURCE_DATE_EPOCH"
"""The variable from which MkDocs takes the day of a build, in seconds since 1970."""
_UNUSED: Final = re.compile(r"assets/(?:javascripts|stylesheets|images)/|sitemap\.xml\.gz$")
"""The theme's scripts and style sheets, which no page loads, and the packed sitemap, which holds the time of the build."""
_CARDS: Final = "cards"
_FIGURES: Final = "figures"
_MOST_NAMED: Final = 5
MOST_HTML: Final = 250_000
"""The most bytes of HTML that a page should have: what a phone on a slow line loads and lays out without a wait that is felt."""


class SiteError(BuildFailedError):
    """The site could not be built; the message says why."""


def build_site(
    project: Path,
    site: Path,
    trees: Sequence[Tree],
    *,
    theme: Path,
    site_url: str | None,
    today: date,
    cache: Cache,
    indexes: SearchIndexes,
    finish: Callable[[Path], None] | None = None,
    besides: Mapping[str, bytes] | None = None,
) -> None:
    """Build the site from its Markdown, with the index of what is to be found.

    The site is built beside its place, checked, and swapped in by one step of the file system, so that a build that fails or is
    killed leaves the last good site as it was. The site before it stays beside it, below build/, for the next build to begin with: of
    thousands of files, few are written. Only one build may run at a time (generator.system.locking). Each further language is built by a
    run of MkDocs of its own, into a folder of the same site.

    Args:
        project: The folder of the project.
        site: Where the site goes.
        trees: Its Markdown, that of the main language first.
        theme: The folder of the theme's templates.
        site_url: The address at which it will stand.
        today: The day of the build.
        cache: What is kept between builds.
        indexes: The indexes of the search, begun before or not.
        finish: Puts into the new site, before it is checked, what was made meanwhile: the pictures of all figures and cards.
        besides: Files that are no pages and keep other rules: what is in them, by their paths below the site.

    Raises:
        BuildFailedError: With what MkDocs or Pagefind said, or with what is missing.
        OSError: The file system refused something.
    """
    write_settings(project, theme, trees, site_url)
    for tree in trees:
        indexes.begin(tree.place, tree.found, tree.language)
    with replacing(site, SITE, keep=site.parent == project / "build") as new:
        planned: set[str] = set()
        for tree in trees:
            planned |= _build_tree(project, tree, new, today, cache) | indexes.put_into(new, tree.place)
            planned |= {f"{tree.place}{name}" for name in planned_files(tree.docs, pictures=finish is not None)}
        remove_files(new, files_in(new) - planned)
        pages = read_pages(new, cache)
        _refuse_active_content(pages)
        if finish is not None:
            finish(new)
            _refuse_broken_links(new, pages)
        for name, data in (besides or {}).items():
            write_whole(new / name, data)
            planned.add(name)
        _let_read(new)
        refuse_incomplete(new, planned)


def _build_tree(project: Path, tree: Tree, site: Path, today: date, cache: Cache) -> set[str]:
    """Build the site of a tree; return its files, by their paths below the whole site."""
    from generator.builder.cached_pages import CachedPages

    with about_path(site):
        names = _run_mkdocs(settings_of(project, tree.place), site / tree.place, today, lambda: CachedPages(cache, today))
    return {f"{tree.place}{name}" for name in names if not _UNUSED.match(name)}


def planned_files(docs: Path, *, pictures: bool) -> Iterator[str]:
    """Yield the paths below a site of all that its Markdown tree says will be there: pages, files, and pictures of figures and cards."""
    for path, entry in files_below(docs):
        name = PurePosixPath(path)
        if name.name == MARK:
            continue
        if name.parts[0] == _CARDS:
            if pictures:
                yield name.with_suffix(".png").as_posix()
            continue
        if name.suffix == ".md":
            page = name.with_suffix(".html") if name.stem == "index" else name.with_suffix("") / "index.html"
            yield page.as_posix()
            continue
        if entry.stat().st_size:
            yield path
        if pictures and name.parts[0] == _FIGURES and name.suffix == ".svg":
            yield name.with_suffix(".png").as_posix()


def refuse_incomplete(site: Path, planned: Collection[str]) -> None:
    """Raise SiteError where a file that was planned is not in a site, or is empty."""
    sizes = {name: entry.stat().st_size for name, entry in files_below(site)}
    missing = [name for name in sorted({"index.html", "404.html", *planned}) if not sizes.get(name)]
    if missing:
        shown = ", ".join(missing[:_MOST_NAMED]) + (f" and {len(missing) - _MOST_NAMED:,} more" if len(missing) > _MOST_NAMED else "")
        raise SiteError(f"the new site is not complete, so it was not put in place: {shown} is missing or empty\n  = build again")


def heavy_pages(site: Path) -> dict[str, int]:
    """Return the bytes of each page of a site that has more than MOST_HTML, by its path below the site, in order."""
    sizes = {name: entry.stat().st_size for name, entry in files_below(site) if name.endswith(".html")}
    return {name: size for name, size in sorted(sizes.items()) if size > MOST_HTML}


class _Collector(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _is_meant(record: logging.LogRecord) -> bool:
    """Tell a warning that is meant from that of a build that keeps pages: MkDocs takes none for safe that goes by times of files."""
    return "'dirty' build" not in record.getMessage()


def make_page(settings: Path, file: str, text: str, beside: Iterable[str], today: date, environments: dict[str, Environment]) -> bytes:
    """Return the HTML of one page, as a build makes it of its Markdown, and nothing else of the site.

    Args:
        settings: What MkDocs is told.
        file: The page's file in the tree of Markdown.
        text: What it says.
        beside: The files of pages that the navigation names.
        today: The day of the build.
        environments: Takes in the theme's templates, for the next page.
    """
    from generator.builder.cached_pages import OnePage

    with TemporaryDirectory() as folder:
        docs, site = Path(folder, "docs"), Path(folder, "site")
        for name in {*beside, file}:
            write_whole(docs / name, text.encode() if name == file else b"")
        _run_mkdocs(settings, site, today, lambda: OnePage(file, environments), docs_dir=str(docs))
        return (site / file).with_suffix(".html").read_bytes()


def _run_mkdocs(settings: Path, site: Path, today: date, plugin: Callable[[], PagesPlugin], **given: str) -> set[str]:
    """Run MkDocs; return the files that it made, by their paths below the site."""
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.builder.cached_pages import is_known

    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(epoch_of(today))
    log, collector = logging.getLogger("mkdocs"), _Collector()
    log.addHandler(collector)
    logging.getLogger("mkdocs.commands.build").addFilter(_is_meant)
    log.propagate = False
    try:
        config = load_config(str(settings), site_dir=str(site), strict=True, **given)
        if "trees" not in config.extra:
            raise SiteError(f"mkdocs.yml does not take in what a build writes\n  = let it begin with 'INHERIT: build/{MAIN}'")
        if is_known(config):
            pages = plugin()
            config.plugins["cached-pages"] = pages
            build(config, dirty=True)
            return pages.finish()
        build(config)
        return files_in(site)
    except (MkDocsException, TemplateError, SystemExit) as error:
        raise SiteError("\n".join([*collector.lines, str(error)]).strip() or "MkDocs stopped without a message") from error
    finally:
        logging.getLogger("mkdocs.commands.build").removeFilter(_is_meant)
        log.removeHandler(collector)
        log.propagate = True
        os.environ.pop(_EPOCH)
        if before is not None:
            os.environ[_EPOCH] = before


_LAST_SECOND: Final = 2**32 - 1
"""The last one that a file packed by gzip can be of, as the map of a site is; the first is 1970."""


def epoch_of(today: date) -> int:
    """Return a day as what MkDocs takes for the time of a build, in seconds since 1970: the nearest that a packed file can be of."""
    return min(max((today.toordinal() - 719163) * 86400, 0), _LAST_SECOND)


def _refuse_active_content(pages: Mapping[str, Anatomy]) -> None:
    for path, page in pages.items():
        if page.active:
            raise SiteError(f"{path}: an inline script, style or frame: {page.active[:100]}")


def _refuse_broken_links(site: Path, pages: Mapping[str, Anatomy]) -> None:
    """Raise SiteError where a page leads to a page, a file or a place inside the site that is not there."""
    broken = [f"{page}: nothing is at {link[:100]}" for page, link in broken_links(site, pages)]
    if broken:
        more = [f"and {len(broken) - _MOST_NAMED:,} more"] if len(broken) > _MOST_NAMED else []
        hint = "  = mend the template or the page that leads there; 'onrecord check' finds wrong ids of records"
        raise SiteError("\n".join(["links of the new site lead nowhere, so it was not put in place", *broken[:_MOST_NAMED], *more, hint]))


def _let_read(site: Path) -> None:
    """Let everybody read a site, whoever publishes it, whatever the builder's mask for new files is."""
    for folder, _unused, names in os.walk(site):
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - everybody reads a site, and there are thousands
        for name in names:
            os.chmod(os.path.join(folder, name), 0o644)  # noqa: PTH101, PTH118
