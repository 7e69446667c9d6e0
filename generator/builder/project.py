"""A project, its paths, and the two halves of its build: content to Markdown, and Markdown to the site."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.builder.stamp import Stamp, inputs_hash, is_fresh, leads_elsewhere, outputs_hash, write_stamp
from generator.content import in_repository
from generator.system import (
    INDEX,
    MARKDOWN,
    SITE,
    TEMPLATES,
    Cache,
    NotOursError,
    Written,
    beside,
    folders_in,
    locked,
    output_folder,
    refuse_links,
    require_ours,
    restore,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from generator.builder.background import Background
    from generator.builder.settings import Tree
    from generator.content import Hosted
    from generator.site import SiteContext
    from generator.system import Stopwatch
    from generator.verify import Checked

SITE_STAMP: Final = "site.json"
"""The file in build/ that holds the stamp of the site."""
_MAX_READINGS: Final = 5
"""How often content is read again if it is saved while it is read."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with content/ and mkdocs.yml, and the options of its build."""

    root: Path
    today: date
    site_url: str | None = None
    """The URL at which the site will be published; overrides publication.yml."""
    latest: date | None = None
    """The latest date in any time zone; defaults to `today`."""
    hosted: Hosted | None = None
    """The repository that CI builds, for a publication that sets none."""

    @property
    def content(self) -> Path:
        """The folder of the records."""
        return self.root / "content"

    @property
    def built(self) -> Path:
        """The output folder of builds."""
        return self.root / "build"

    @property
    def settings(self) -> Path:
        """The MkDocs settings file."""
        return self.root / "mkdocs.yml"

    @property
    def templates(self) -> Path:
        """The template folder: its own, or that of the program."""
        own = self.root / "site_templates"
        return own if own.is_dir() else TEMPLATES

    def cache(self) -> Cache:
        """Return the build cache, for one build."""
        return Cache(self.built / "cache")

    def background(self, cache: Cache) -> AbstractContextManager[Background]:
        """Return a context manager that makes pictures and search indexes while pages are written."""
        from generator.builder.background import in_background

        return in_background(self, cache)

    def inputs(self) -> str:
        """Return the hash of the current inputs of a build."""
        return inputs_hash(self.content, self.templates, self.settings, self.today, self.latest, self.site_url, self.hosted)


@contextmanager
def building(project: Project, output: Path | None, wait: Callable[[float], bool] | None = None) -> Iterator[Path]:
    """Lock a project and the destination of its site, which several projects may share, for a build; yield the destination.

    Args:
        project: The project.
        output: The destination; None for build/site.
        wait: Waits for another build, as in generator.system.locking.

    Raises:
        BuildFailedError: Another build is running, or a folder was not written by a build.
        OSError: A file could not be read or written.
    """
    destination = checked_destination(project, output)
    with locked(project.built / ".lock", wait), locked(beside(destination, "lock"), wait):
        restore(destination, SITE)
        yield destination


def checked_destination(project: Project, output: Path | None) -> Path:
    """Return the destination of a site, after checking every folder that a build would write to.

    Raises:
        NotOursError: A folder was not written by a build, or the site may not be written there; the message names each.
    """
    refuse_links(project.built)
    outputs = [project.built / name for name in ("cache", "docs", "languages", "search")]
    sources = [project.content, project.root / "site_templates", project.templates]
    destination = output_folder(output, project.root, sources, outputs) if output else project.built / "site"
    problems = []
    for folder, what in (
        (project.built / "docs", MARKDOWN),
        *((path, MARKDOWN) for path in folders_in(project.built / "languages")),
        *((path, INDEX) for path in folders_in(project.built / "search") if not path.name.startswith(".")),
        (destination, SITE),
    ):
        try:
            require_ours(folder, what)
        except NotOursError as error:
            problems.append(str(error))
    if problems:
        raise NotOursError("\n".join(problems))
    return destination


def proven_site(project: Project, site: Path, options: str) -> Stamp | None:
    """Return the stamp of a site if neither its inputs nor its files changed since it was built, else None.

    Args:
        project: The project.
        site: The folder of its site.
        options: Further options that change the report of the build.
    """
    if leads_elsewhere(project.settings):
        return None
    return is_fresh(project.built / SITE_STAMP, _site_inputs(project.inputs(), site, options), *_output_paths(project, site))


def prove_site(project: Project, site: Path, options: str, markdown: Markdown, report: str, warnings: str) -> None:
    """Write the stamp of a site, unless its inputs changed while it was built."""
    stamp, inputs = project.built / SITE_STAMP, project.inputs()
    if markdown.written is None or markdown.inputs != inputs:
        stamp.unlink(missing_ok=True)
    else:
        outputs = outputs_hash(*_output_paths(project, site))
        write_stamp(stamp, Stamp(_site_inputs(inputs, site, options), outputs, markdown.written.pages, report, warnings))


def _site_inputs(inputs: str, site: Path, options: str) -> str:
    return f"{inputs} {site} {options}"


def _output_paths(project: Project, site: Path) -> tuple[Path, ...]:
    return project.built / "docs", project.built / "languages", site, *sorted(project.built.glob("*.yml"))


@dataclass(frozen=True, slots=True)
class Markdown:
    """The result of the first half of a build."""

    checked: Checked
    inputs: str
    """The hash of the inputs; empty if they changed whenever they were read."""
    trees: Sequence[Tree] = ()
    """The Markdown of each language, the main one first; empty if the content has errors."""
    written: Written | None = None
    """Counts of what was written; None if the content has errors."""


def write_markdown(
    project: Project, watch: Stopwatch, cache: Cache, report: Callable[[Checked], None], background: Background | None = None
) -> Markdown:
    """Check the content, report the result, and write changed Markdown; content saved meanwhile is read again.

    Args:
        project: The project.
        watch: Measures the time of each stage.
        cache: The build cache.
        report: Receives the result of the check before anything is written.
        background: Starts pictures and indexes, if a site is to follow.

    Raises:
        BuildFailedError: A chart could not be drawn, or an output path holds a file that no build wrote.
        OSError: A file could not be read or written.
    """
    from generator.figures import Drawer, read_tokens
    from generator.site import sites_of

    inputs = project.inputs()
    watch.lap("start")
    pictures = background.pictures if background is not None else None
    with Drawer(cache) as drawer:
        if not (project.built / "cache").is_dir():
            for workers in filter(None, (drawer, pictures)):
                workers.warm_up()
        checked, read = _read(project, inputs, watch)
        watch.lap("load and check")
        report(checked)
        if checked.has_errors:
            return Markdown(checked, read)
        from generator.builder.markdown_tree import write_languages

        sites = sites_of(checked.corpus, project.today, read_tokens(project.templates), project.site_url)
        docs, further = project.built / "docs", project.built / "languages"
        trees = list_trees(sites, docs, further)
        if background is not None:
            for tree in trees:
                background.indexes.begin(tree.place, tree.found, tree.language)
        counts = write_languages(sites, project.templates, docs, further, draw=drawer.draw, watch=watch, cache=cache, pictures=pictures)
        return Markdown(checked, read, trees, counts)


def _read(project: Project, inputs: str, watch: Stopwatch) -> tuple[Checked, str]:
    """Return the checked content and the hash of the inputs that were read; retry if they changed meanwhile.

    The hash is empty if they changed each time.
    """
    from generator.verify import check_content

    for _ in range(_MAX_READINGS):
        result = check_content(project.content, today=project.today, latest=project.latest, doing=watch.doing)
        checked = replace(result, corpus=result.corpus.of(in_repository(result.corpus.publication, project.hosted)))
        before, inputs = inputs, project.inputs()
        if inputs == before:
            return checked, inputs
    return checked, ""


def write_site(
    project: Project, markdown: Markdown, site: Path, cache: Cache, background: Background, besides: Mapping[str, bytes] | None = None
) -> None:
    """Build the site from written Markdown.

    Args:
        project: The project.
        markdown: The result of write_markdown.
        site: The destination folder.
        cache: The build cache; entries that neither half used are removed.
        background: Makes the pictures and indexes.
        besides: Content by path relative to the site of files that are no pages.

    Raises:
        BuildFailedError: The site could not be built; the last good one is unchanged.
        OSError: A file could not be read or written.
    """
    from generator.builder.mkdocs_site import build_site

    build_site(
        project.root,
        site,
        markdown.trees,
        theme=project.templates / "theme",
        site_url=project.site_url or markdown.checked.corpus.publication.site_url,
        today=project.today,
        cache=cache,
        indexes=background.indexes,
        finish=background.pictures.put_into,
        besides=besides,
    )
    cache.forget_rest()


def list_trees(sites: Sequence[SiteContext], docs: Path, further: Path) -> list[Tree]:
    """Return the Markdown trees of a site, that of the main language first, each with its search entries.

    Args:
        sites: The site in each language.
        docs: The Markdown folder of the main language.
        further: The parent of the Markdown folders of further languages.
    """
    from generator.builder.settings import Tree
    from generator.language import using_locale

    trees = []
    for site in sites:
        publication, tag = site.facts.corpus.publication, site.facts.locale
        with using_locale(tag):
            trees.append(Tree(further / tag if site.place else docs, publication, tag, site.search_entries, site.place))
    return trees
