"""A project: where its files are, and the two halves of its build, content to Markdown and Markdown to the site."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.stamp import Stamp, inputs_hash, is_fresh, outputs_hash, write_stamp
from generator.stopwatch import Written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from generator.checking import Checked
    from generator.site import Tree
    from generator.stills.pool import Pictures
    from generator.stopwatch import Stopwatch

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

    @property
    def content(self) -> Path:
        """Where the records are."""
        return self.root / "content"

    @property
    def built(self) -> Path:
        """Where everything goes that a build makes."""
        return self.root / "build"

    @property
    def templates(self) -> Path:
        """The templates: its own, or those beside the program."""
        own = self.root / "site_templates"
        return own if own.is_dir() else Path(__file__).parent.parent / "site_templates"


def write_markdown(project: Project, watch: Stopwatch, report: Callable[[Checked], None]) -> tuple[Checked, Written | None]:
    """Check the content, report what was found, and write its Markdown, unless nothing changed since it was last written.

    Where the content has errors, nothing is written, and nothing is the second value returned.
    """
    from generator.charts.drawer import Drawer
    from generator.checking import check_content

    docs, further, kept = project.built / "docs", project.built / "languages", project.built / "stamp.json"
    inputs = inputs_hash(project.content, project.templates, project.today, project.site_url)
    fresh = is_fresh(kept, inputs, docs, further)
    watch.lap("start")
    with Drawer(project.built / "drawings", workers=_workers()) as drawer:
        if fresh is None:
            drawer.warm_up()
        checked = check_content(project.content, today=project.today, latest=project.latest)
        watch.lap("load and check")
        report(checked)
        if checked.has_errors:
            return checked, None
        if fresh is not None:
            return checked, Written(fresh.pages, 0, 0)
        from generator.build import write_languages

        address = project.site_url
        written = write_languages(
            checked.corpus, project.templates, docs, further, today=project.today, draw=drawer.draw, watch=watch, site_url=address
        )
    write_stamp(kept, Stamp(inputs, outputs_hash(docs, further), written.pages))
    return checked, written


def write_site(project: Project, checked: Checked, output: Path | None = None) -> None:
    """Build the site of content whose Markdown is written; pictures are made while MkDocs runs.

    Raises:
        SiteError: It could not be built; the last good site stays as it was.
    """
    from generator.site import SiteError, build_site
    from generator.stills.pool import PicturesFailedError

    trees = _trees(project, checked)
    with ExitStack() as stack:
        pictures = [(tree.place, stack.enter_context(_pictures(project, tree))) for tree in trees]

        def finish(new: Path) -> None:
            for place, made in pictures:
                made.put_into(new / place)

        address = project.site_url or checked.corpus.publication.site_url
        try:
            build_site(project.root, output or project.built / "site", trees, site_url=address, today=project.today, finish=finish)
        except PicturesFailedError as error:
            raise SiteError(str(error)) from error


def _pictures(project: Project, tree: Tree) -> Pictures:
    from generator.language import speaking
    from generator.stills.pool import Pictures

    kept = project.built / "pictures" / (tree.place or "main")
    with speaking(tree.publication.language):
        return Pictures(tree.docs, kept, fonts=project.templates / "cards", workers=_workers())


def _trees(project: Project, checked: Checked) -> list[Tree]:
    """Return the Markdown trees of a build, that of the main language first, each with what the search finds in it."""
    from generator.derive.publishing import published
    from generator.derive.translating import translated
    from generator.language import speaking
    from generator.pages.documents import documents
    from generator.site import Tree

    corpus, trees = published(checked.corpus), []
    for tag in ("", *corpus.publication.languages):
        own = translated(corpus, tag) if tag else corpus
        with speaking(own.publication.language):
            found = documents(own, project.today)
        place = project.built / "languages" / tag if tag else project.built / "docs"
        trees.append(Tree(place, own.publication, found, f"{tag}/" if tag else ""))
    return trees


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)
