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
    from generator.corpus import Corpus
    from generator.figures.drawing.pictures import Pictures
    from generator.site import Tree
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
    from generator.checking import check_content
    from generator.figures.drawing.drawer import Drawer

    docs, further, kept = project.built / "docs", project.built / "languages", project.built / "stamp.json"
    inputs = inputs_hash(project.content, project.templates, project.today, project.site_url)
    fresh = is_fresh(kept, inputs, docs, further)
    watch.lap("start")
    with Drawer(project.built / "drawings") as drawer:
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
    from generator.figures.drawing.pictures import PicturesFailedError
    from generator.site import SiteError, build_site

    trees = list_trees(checked.corpus, project.built / "docs", project.built / "languages", project.today)
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
    from generator.figures.drawing.pictures import Pictures
    from generator.language import speaking

    kept = project.built / "pictures" / (tree.place or "main")
    with speaking(tree.publication.language):
        return Pictures(tree.docs, kept, fonts=project.templates / "cards", workers=_workers())


def list_trees(corpus: Corpus, docs: Path, further: Path, today: date) -> list[Tree]:
    """Return the Markdown trees of a corpus, that of the main language first, each with what the search finds in it.

    Args:
        corpus: The checked content.
        docs: Where the Markdown of the main language is.
        further: The folder of those of further languages.
        today: The day as of which it is published.
    """
    from generator.derive.publishing import shown_in
    from generator.language import speaking
    from generator.pages.documents import documents
    from generator.site import Tree

    trees = []
    for tag in ("", *corpus.publication.languages):
        shown = shown_in(corpus, tag)
        with speaking(shown.publication.language):
            found = documents(shown, today)
        trees.append(Tree(further / tag if tag else docs, shown.publication, found, f"{tag}/" if tag else ""))
    return trees


def _workers() -> int:
    return min(os.cpu_count() or 1, _MOST_WORKERS)
