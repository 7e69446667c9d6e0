"""A project: where its files are, and the two halves of its build, content to Markdown and Markdown to the site."""

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
"""The file below build/ that proves a site."""
_MOST_READINGS: Final = 5
"""How often content is read that is saved again and again while it is read."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with content/ and mkdocs.yml, and what a build of it is told."""

    root: Path
    today: date
    site_url: str | None = None
    """The address at which the site will stand, instead of that in publication.yml."""
    latest: date | None = None
    """The latest day that it is anywhere; the day of the build if left out."""
    hosted: Hosted | None = None
    """The repository that CI builds, for a publication that names none."""

    @property
    def content(self) -> Path:
        """Where the records are."""
        return self.root / "content"

    @property
    def built(self) -> Path:
        """Where everything goes that a build makes."""
        return self.root / "build"

    @property
    def settings(self) -> Path:
        """What MkDocs is told."""
        return self.root / "mkdocs.yml"

    @property
    def templates(self) -> Path:
        """The templates: its own, or those of the program."""
        own = self.root / "site_templates"
        return own if own.is_dir() else TEMPLATES

    def cache(self) -> Cache:
        """Return what is kept between builds, for one of them."""
        return Cache(self.built / "cache")

    def background(self, cache: Cache) -> AbstractContextManager[Background]:
        """Return what makes pictures and indexes of its site while pages are written."""
        from generator.builder.background import in_background

        return in_background(self, cache)

    def inputs(self) -> str:
        """Return the hash of all that a build depends on, as it is now."""
        return inputs_hash(self.content, self.templates, self.settings, self.today, self.latest, self.site_url, self.hosted)


@contextmanager
def building(project: Project, output: Path | None, wait: Callable[[float], bool] | None = None) -> Iterator[Path]:
    """Keep others from building a project, or to its place whatever project they are of, while it is built; yield that place.

    Args:
        project: The project.
        output: Where its site goes; nothing for build/site.
        wait: What waits for another build, as in generator.system.locking.

    Raises:
        BuildFailedError: Another build is running, or what is there was not made by one.
        OSError: The file system refused something.
    """
    place = site_place(project, output)
    with locked(project.built / ".lock", wait), locked(beside(place, "lock"), wait):
        restore(place, SITE)
        yield place


def site_place(project: Project, output: Path | None) -> Path:
    """Return the folder that a site goes to, having looked at every folder that a build would write into.

    Raises:
        NotOursError: There is something that no build made, or the site may not go there; the message names all of it.
    """
    refuse_links(project.built)
    cached = [project.built / name for name in ("cache", "docs", "languages", "search")]
    sources = [project.content, project.root / "site_templates", project.templates]
    place = output_folder(output, project.root, sources, cached) if output else project.built / "site"
    problems = []
    for folder, what in (
        (project.built / "docs", MARKDOWN),
        *((path, MARKDOWN) for path in folders_in(project.built / "languages")),
        *((path, INDEX) for path in folders_in(project.built / "search") if not path.name.startswith(".")),
        (place, SITE),
    ):
        try:
            require_ours(folder, what)
        except NotOursError as error:
            problems.append(str(error))
    if problems:
        raise NotOursError("\n".join(problems))
    return place


def proven_site(project: Project, place: Path, options: str) -> Stamp | None:
    """Return the stamp of the site at a place where nothing that it was made of changed since, nor anything that was made; else nothing.

    Args:
        project: The project.
        place: Where its site is.
        options: What else the build was told, by which its report differs.
    """
    if leads_elsewhere(project.settings):
        return None
    return is_fresh(project.built / SITE_STAMP, _of_site(project.inputs(), place, options), *_outputs(project, place))


def prove_site(project: Project, place: Path, options: str, markdown: Markdown, report: str, warnings: str) -> None:
    """Stamp the site at a place, unless something was saved after it was read."""
    stamp, inputs = project.built / SITE_STAMP, project.inputs()
    if markdown.written is None or markdown.inputs != inputs:
        stamp.unlink(missing_ok=True)
    else:
        outputs = outputs_hash(*_outputs(project, place))
        write_stamp(stamp, Stamp(_of_site(inputs, place, options), outputs, markdown.written.pages, report, warnings))


def _of_site(inputs: str, place: Path, options: str) -> str:
    return f"{inputs} {place} {options}"


def _outputs(project: Project, place: Path) -> tuple[Path, ...]:
    return project.built / "docs", project.built / "languages", place, *sorted(project.built.glob("*.yml"))


@dataclass(frozen=True, slots=True)
class Markdown:
    """The first half of a build."""

    checked: Checked
    """The content."""
    inputs: str
    """The hash of all that was read; empty where it was saved again and again meanwhile."""
    trees: Sequence[Tree] = ()
    """Its Markdown in each language, that of the main one first; none where the content has errors."""
    written: Written | None = None
    """What was written; nothing where the content has errors."""


def write_markdown(
    project: Project, watch: Stopwatch, cache: Cache, report: Callable[[Checked], None], background: Background | None = None
) -> Markdown:
    """Check the content, report what was found, and write its Markdown where that changed; what is saved meanwhile is read again.

    Args:
        project: The project.
        watch: Takes the time of each stage.
        cache: What is kept between builds.
        report: Is told what the check found, before anything is written.
        background: Begins to make pictures and indexes, if a site is to follow.

    Raises:
        BuildFailedError: Something could not be drawn, or something is in the way that no build made.
        OSError: The file system refused something.
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
        watch.doing("reading and checking the content")
        checked, read = _read(project, inputs)
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
        written = write_languages(sites, project.templates, docs, further, draw=drawer.draw, watch=watch, cache=cache, pictures=pictures)
        return Markdown(checked, read, trees, written)


def _read(project: Project, inputs: str) -> tuple[Checked, str]:
    """Return the content, checked, and the hash of what was read: content that was saved while it was read is read again.

    The hash is empty where it was saved again and again.
    """
    from generator.verify import check_content

    for _ in range(_MOST_READINGS):
        found = check_content(project.content, today=project.today, latest=project.latest)
        checked = replace(found, corpus=found.corpus.of(in_repository(found.corpus.publication, project.hosted)))
        before, inputs = inputs, project.inputs()
        if inputs == before:
            return checked, inputs
    return checked, ""


def write_site(
    project: Project, markdown: Markdown, place: Path, cache: Cache, background: Background, besides: Mapping[str, bytes] | None = None
) -> None:
    """Build the site of content whose Markdown is written.

    Args:
        project: The project.
        markdown: The first half.
        place: Where the site goes.
        cache: What is kept between builds; what neither half asked for is kept no longer.
        background: What makes its pictures and indexes.
        besides: Files that are no pages, by their paths below the site.

    Raises:
        BuildFailedError: It could not be built; the last good site stays as it was.
        OSError: The file system refused something.
    """
    from generator.builder.mkdocs_site import build_site

    build_site(
        project.root,
        place,
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
    """Return the Markdown trees of a site, that of the main language first, each with what the search finds in it.

    Args:
        sites: The site in each language.
        docs: Where the Markdown of the main language is.
        further: The folder of those of further languages.
    """
    from generator.builder.settings import Tree
    from generator.language import using_locale

    trees = []
    for site in sites:
        publication, tag = site.facts.corpus.publication, site.facts.locale
        with using_locale(tag):
            trees.append(Tree(further / tag if site.place else docs, publication, tag, site.search_entries, site.place))
    return trees
