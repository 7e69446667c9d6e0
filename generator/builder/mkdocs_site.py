"""Builds the site from its Markdown: MkDocs writes a new folder, which is checked and swapped in atomically."""

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
    files_below,
    files_in,
    naming_path_in_errors,
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
"""The environment variable that gives MkDocs the build date, in seconds since 1970."""
_UNUSED: Final = re.compile(r"assets/(?:javascripts|stylesheets|images)/|sitemap\.xml\.gz$")
"""Scripts and style sheets of the theme, which no page loads, and the compressed sitemap, which holds the build time."""
_CARDS: Final = "cards"
_FIGURES: Final = "figures"
_MAX_NAMED: Final = 5
"""How many files or links an error names."""
MOST_HTML: Final = 250_000
"""The maximum HTML size of a page in bytes: what a phone on a slow connection loads and lays out without a noticeable wait."""


class SiteError(BuildFailedError):
    """The site could not be built, for the reason in the message."""


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
    """Build the site from its Markdown, with its search indexes.

    The site is built in a folder beside its destination, checked, and swapped in atomically, so that a failed or killed build leaves
    the last good site unchanged. The previous site stays in build/ as the start of the next build, which writes few of its thousands
    of files. Only one build may run at a time (generator.system.locking). Each further language is a separate run of MkDocs, into a
    subfolder of the same site.

    Args:
        project: The project folder.
        site: The destination folder.
        trees: The Markdown trees, that of the main language first.
        theme: The folder of the theme's templates.
        site_url: The URL at which the site will be published.
        today: The build date.
        cache: The build cache.
        indexes: The search indexes, whether started before or not.
        finish: Adds the pictures of figures and cards to the new site before its links are checked.
        besides: Content by path relative to the site of files that are no pages and are exempt from the page checks.

    Raises:
        BuildFailedError: MkDocs or Pagefind failed, a link is broken or a file is missing.
        OSError: A file could not be read or written.
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
        _make_readable(new)
        refuse_incomplete(new, planned)


def _build_tree(project: Path, tree: Tree, site: Path, today: date, cache: Cache) -> set[str]:
    """Build the site of a tree; return the paths of its files, relative to the whole site."""
    from generator.builder.cached_pages import CachedPages

    with naming_path_in_errors(site):
        names = _run_mkdocs(settings_of(project, tree.place), site / tree.place, today, lambda: CachedPages(cache, today))
    return {f"{tree.place}{name}" for name in names if not _UNUSED.match(name)}


def planned_files(docs: Path, *, pictures: bool) -> Iterator[str]:
    """Yield the paths of all files that a Markdown tree should produce: pages, files, and pictures of figures and cards."""
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
    """Raise SiteError if a planned file is missing or empty."""
    sizes = {name: entry.stat().st_size for name, entry in files_below(site)}
    missing = [name for name in sorted({"index.html", "404.html", *planned}) if not sizes.get(name)]
    if missing:
        shown = ", ".join(missing[:_MAX_NAMED]) + (f" and {len(missing) - _MAX_NAMED:,} more" if len(missing) > _MAX_NAMED else "")
        raise SiteError(f"the new site is incomplete and was not put in place: {shown} is missing or empty\n  = build again")


def heavy_pages(site: Path) -> dict[str, int]:
    """Return path and size in bytes of each page larger than MOST_HTML, sorted by path."""
    sizes = {name: entry.stat().st_size for name, entry in files_below(site) if name.endswith(".html")}
    return {name: size for name, size in sorted(sizes.items()) if size > MOST_HTML}


class _Collector(logging.Handler):
    """Collects the warnings of MkDocs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _is_no_dirty_build_warning(record: logging.LogRecord) -> bool:
    """Return False for the warning that a 'dirty' build is unsafe, which holds for comparing file times; we compare hashes."""
    return "'dirty' build" not in record.getMessage()


def make_page(settings: Path, file: str, text: str, beside: Iterable[str], today: date, environments: dict[str, Environment]) -> bytes:
    """Return the HTML of one page, as a full build renders it.

    Args:
        settings: The MkDocs settings file.
        file: The page's path in the Markdown tree.
        text: Its Markdown.
        beside: The paths of pages in the navigation.
        today: The build date.
        environments: A cache of the theme's templates, filled for the next page.
    """
    from generator.builder.cached_pages import OnePage

    with TemporaryDirectory() as folder:
        docs, site = Path(folder, "docs"), Path(folder, "site")
        for name in {*beside, file}:
            write_whole(docs / name, text.encode() if name == file else b"")
        _run_mkdocs(settings, site, today, lambda: OnePage(file, environments), docs_dir=str(docs))
        return (site / file).with_suffix(".html").read_bytes()


def _run_mkdocs(settings: Path, site: Path, today: date, plugin: Callable[[], PagesPlugin], **overrides: str) -> set[str]:
    """Run MkDocs with settings, which overrides may replace; return the paths of the site's files, relative to the site."""
    from jinja2 import TemplateError
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.builder.cached_pages import is_cacheable

    before = os.environ.get(_EPOCH)
    os.environ[_EPOCH] = str(epoch_of(today))
    log, collector = logging.getLogger("mkdocs"), _Collector()
    log.addHandler(collector)
    logging.getLogger("mkdocs.commands.build").addFilter(_is_no_dirty_build_warning)
    log.propagate = False
    try:
        config = load_config(str(settings), site_dir=str(site), strict=True, **overrides)
        if "trees" not in config.extra:
            raise SiteError(f"mkdocs.yml does not inherit the settings that a build writes\n  = start it with 'INHERIT: build/{MAIN}'")
        if is_cacheable(config):
            pages = plugin()
            config.plugins["cached-pages"] = pages
            build(config, dirty=True)
            return pages.finish()
        build(config)
        return files_in(site)
    except (MkDocsException, TemplateError, SystemExit) as error:
        raise SiteError("\n".join([*collector.lines, str(error)]).strip() or "MkDocs stopped without a message") from error
    finally:
        logging.getLogger("mkdocs.commands.build").removeFilter(_is_no_dirty_build_warning)
        log.removeHandler(collector)
        log.propagate = True
        os.environ.pop(_EPOCH)
        if before is not None:
            os.environ[_EPOCH] = before


_LAST_SECOND: Final = 2**32 - 1
"""The latest time that a gzip header can hold, as that of the sitemap; the earliest is 1970."""


def epoch_of(today: date) -> int:
    """Return a day as the build time for MkDocs, in seconds since 1970, clamped to what a gzip header can hold."""
    return min(max((today.toordinal() - 719163) * 86400, 0), _LAST_SECOND)


def _refuse_active_content(pages: Mapping[str, Anatomy]) -> None:
    for path, page in pages.items():
        if page.active:
            raise SiteError(f"{path}: an inline script, style or frame: {page.active[:100]}")


def _refuse_broken_links(site: Path, pages: Mapping[str, Anatomy]) -> None:
    """Raise SiteError if a page links to a page, file or fragment of the site that does not exist."""
    broken = [f"{page}: broken link to {link[:100]}" for page, link in broken_links(site, pages)]
    if broken:
        more = [f"and {len(broken) - _MAX_NAMED:,} more"] if len(broken) > _MAX_NAMED else []
        hint = "  = fix the template or page with the link; 'onrecord check' finds wrong ids of records"
        raise SiteError("\n".join(["the new site has broken links and was not put in place", *broken[:_MAX_NAMED], *more, hint]))


def _make_readable(site: Path) -> None:
    """Make a site readable for everyone, whatever the umask of the build."""
    for folder, _unused, names in os.walk(site):
        os.chmod(folder, 0o755)  # noqa: PTH101, S103 - public files, and pathlib is slow for thousands
        for name in names:
            os.chmod(os.path.join(folder, name), 0o644)  # noqa: PTH101, PTH118
