"""A project: where its files are, and the two halves of its build, content to Markdown and Markdown to the site."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.builder.stamp import Stamp, inputs_hash, is_fresh, leads_elsewhere, outputs_hash, read_stamp, write_stamp
from generator.content import in_repository
from generator.system import (
    INDEX,
    MARKDOWN,
    SITE,
    TEMPLATES,
    NotOursError,
    Written,
    beside,
    locked,
    output_folder,
    refuse_links,
    require_ours,
    restore,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from generator.builder.pictures import Pictures
    from generator.builder.settings import Tree
    from generator.content import Hosted
    from generator.site import SiteContext
    from generator.system import Stopwatch
    from generator.verify import Checked

SITE_STAMP: Final = "site.json"
"""The file below build/ that proves a site."""
_MOST_READINGS: Final = 5
"""How often content is read that is saved again and again while it is read."""
_MOST_WORKERS: Final = 4
"""The most processes that draw at once."""


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
    cached = [project.built / name for name in ("docs", "languages", "search", "drawings", "pages", "pictures", "rendered")]
    sources = [project.content, project.root / "site_templates", project.templates]
    place = output_folder(output, project.root, sources, cached) if output else project.built / "site"
    problems = []
    for folder, what in (
        (project.built / "docs", MARKDOWN),
        *((path, MARKDOWN) for path in _folders(project.built / "languages")),
        *((path, INDEX) for path in _folders(project.built / "search") if not path.name.startswith(".")),
        (place, SITE),
    ):
        try:
            require_ours(folder, what)
        except NotOursError as error:
            problems.append(str(error))
    if problems:
        raise NotOursError("\n".join(problems))
    return place


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def proven_site(project: Project, place: Path, told: str) -> Stamp | None:
    """Return the stamp of the site at a place where nothing that it was made of changed since, nor anything that was made; else nothing.

    Args:
        project: The project.
        place: Where its site is.
        told: What else the build was told, by which its report differs.
    """
    if leads_elsewhere(project.settings):
        return None
    return is_fresh(project.built / SITE_STAMP, _of_site(project.inputs(), place, told), *_outputs(project, place))


def prove_site(project: Project, place: Path, told: str, written: Written, said: str, warned: str) -> None:
    """Stamp the site at a place, unless something was saved after it was read."""
    cached, read = project.built / SITE_STAMP, read_stamp(project.built / "stamp.json")
    inputs = project.inputs()
    if read is None or read.inputs != inputs:
        cached.unlink(missing_ok=True)
    else:
        outputs = outputs_hash(*_outputs(project, place))
        write_stamp(cached, Stamp(_of_site(inputs, place, told), outputs, written.pages, said, warned))


def _of_site(inputs: str, place: Path, told: str) -> str:
    return f"{inputs} {place} {told}"


def _outputs(project: Project, place: Path) -> tuple[Path, ...]:
    return project.built / "docs", project.built / "languages", place, *sorted(project.built.glob("*.yml"))


def write_markdown(
    project: Project, watch: Stopwatch, report: Callable[[Checked], None]
) -> tuple[Checked, Sequence[SiteContext], Written | None]:
    """Check the content, report what was found, and write its Markdown, unless nothing changed since it was last written.

    Returned are the content, its site in each language, and what was written: nothing where the content has errors. What is saved
    meanwhile is not lost: the content is read again, and where the templates changed too, the next build writes everything anew.
    """
    from generator.figures import Drawer, read_tokens
    from generator.site import sites_of

    docs, further, cached = project.built / "docs", project.built / "languages", project.built / "stamp.json"
    inputs = project.inputs()
    fresh = is_fresh(cached, inputs, docs, further)
    watch.lap("start")
    with Drawer(project.built / "drawings") as drawer:
        if fresh is None and not (project.built / "drawings").is_dir():
            drawer.warm_up()
        watch.doing("reading and checking the content")
        checked, read = _read(project, inputs)
        watch.lap("load and check")
        report(checked)
        if checked.has_errors:
            return checked, (), None
        sites = sites_of(checked.corpus, project.today, read_tokens(project.templates), project.site_url)
        if fresh is not None and read == fresh.inputs:
            return checked, sites, Written(fresh.pages, 0, 0)
        from generator.builder.markdown_tree import write_languages

        written = write_languages(sites, project.templates, docs, further, draw=drawer.draw, watch=watch, cached=project.built / "rendered")
    if project.inputs() == read:
        write_stamp(cached, Stamp(read, outputs_hash(docs, further), written.pages))
    else:
        cached.unlink(missing_ok=True)
    return checked, sites, written


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
    project: Project, checked: Checked, sites: Sequence[SiteContext], place: Path, besides: Mapping[str, bytes] | None = None
) -> None:
    """Build the site of content whose Markdown is written; pictures are made while MkDocs runs.

    Args:
        project: The project.
        checked: Its content.
        sites: The same in each language.
        place: Where the site goes.
        besides: Files that are no pages, by their paths below the site.

    Raises:
        BuildFailedError: It could not be built; the last good site stays as it was.
        OSError: The file system refused something.
    """
    from generator.builder.mkdocs_site import build_site

    trees = list_trees(sites, project.built / "docs", project.built / "languages")
    with ExitStack() as stack:
        pictures = [(tree.place, stack.enter_context(_pictures(project, tree))) for tree in trees]

        def finish(new: Path) -> None:
            for where, made in pictures:
                made.put_into(new / where)

        address = project.site_url or checked.corpus.publication.site_url
        theme = project.templates / "theme"
        build_site(project.root, place, trees, theme=theme, site_url=address, today=project.today, finish=finish, besides=besides)


def _pictures(project: Project, tree: Tree) -> Pictures:
    from generator.builder.pictures import Pictures
    from generator.language import using_locale

    cached = project.built / "pictures" / (tree.place or "main")
    with using_locale(tree.publication.language):
        return Pictures(tree.docs, cached, fonts=project.templates / "cards", workers=_workers())


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


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)
