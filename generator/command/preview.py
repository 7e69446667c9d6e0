"""Previews right after a save: only the page that a browser shows is rendered, from content in memory.

A full build follows, which checks everything and replaces the previews.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from threading import Lock
from typing import TYPE_CHECKING

from generator.builder import Project, make_environment, make_page, page_file, render_page, settings_of
from generator.command.reporting import shown
from generator.command.serve import Previewed
from generator.content import Reading, in_repository, read_record_alone
from generator.editing import key_of, mistakes_alone
from generator.figures import Drawer, read_tokens
from generator.language import using_locale
from generator.model import Corpus
from generator.site import PageContext, list_pages, site_in, url_of
from generator.verify import check_content, without_repeats

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from jinja2 import Environment


class Preview(AbstractContextManager["Preview"]):
    """Renders single pages from the content of a project held in memory; a context manager."""

    def __init__(self, project: Callable[[], Project]) -> None:
        """Read the templates, but no content yet. 'project' returns the project as of the current day."""
        self._current_project = project
        self._project = project()
        self._drawer = Drawer(self._project.cache())
        self._corpus: Corpus | None = None
        self._themes: dict[str, Environment] = {}
        self._lock = Lock()
        self._read_templates()

    def __exit__(self, *_unused: object) -> None:
        """Stop the drawing process."""
        self._drawer.close()

    def read(self) -> None:
        """Read all content, unless that in memory is current; there are no previews if it has errors.

        Raise BuildFailedError if a page cannot be rendered, OSError if a file cannot be read.
        """
        with self._lock:
            if self._corpus is not None and self._project == self._current_project():
                return
            self._project = self._current_project()
            self._read_templates()
            checked = check_content(self._project.content, today=self._project.today, latest=self._project.latest)
            self._corpus = None if checked.has_errors else checked.corpus
            if self._corpus is not None:
                self._render(self._corpus, "")  # fills the caches that all pages share
        self._drawer.warm_up()

    def _read_templates(self) -> None:
        self._tokens = read_tokens(self._project.templates)
        self._environment = make_environment(self._project.templates, self._tokens, self._drawer.draw)

    def after(self, saved: Collection[Path], addresses: Collection[str]) -> Previewed | None:
        """Return the pages at some addresses, relative to the root of the site ('claims/some-claim/'), after files were saved.

        Return None if only a full build can show the changes. Raise as 'read' does.
        """
        with self._lock:
            corpus = self._corpus
            records = {path.with_name(path.name.partition(".")[0] + path.suffix) for path in saved}
            for path in sorted(records):
                key = key_of(self._project.content, path)
                if corpus is None or key is None or not path.is_file():
                    self._corpus = None
                    return None
                reading = read_record_alone(self._project.content, path, {})
                diagnostics = mistakes_alone(corpus, key, reading, self._project.today, self._project.latest or self._project.today)
                if any(diagnostic.is_error for diagnostic in diagnostics):
                    return Previewed(trouble=shown(without_repeats(diagnostics, reading.texts), reading.texts, "text"))
                corpus = _with_record(corpus, key, reading)
            if corpus is None:
                return None
            self._corpus = corpus
            return Previewed({address: html for address in addresses if (html := self._render(corpus, address)) is not None})

    def _render(self, corpus: Corpus, address: str) -> bytes | None:
        """Return the HTML of a page, or None if there is no such page."""
        first, _slash, rest = address.partition("/")
        tag, page_address = (first, rest) if first in corpus.publication.languages else ("", address)
        published = corpus.of(in_repository(corpus.publication, self._project.hosted))
        with using_locale(tag or published.publication.language):
            site = site_in(published, tag or published.publication.language, self._project.today, self._tokens, self._project.site_url)
            context = PageContext(site, only=page_address)
            page = next((page for page in list_pages(context) if url_of(page.path) == page_address), None)
            if page is None:
                return None
            text = render_page(self._environment, page, of_translation=bool(tag))
        folder = self._project.built / "languages" / tag if tag else self._project.built / "docs"
        overviews = ["index.md", *(path.relative_to(folder).as_posix() for path in folder.glob("*/index.md"))]
        settings = settings_of(self._project.root, tag)
        return make_page(settings, page_file(page.path), text, overviews, self._project.today, self._themes)


def _with_record(corpus: Corpus, key: tuple[str, str], reading: Reading) -> Corpus:
    return Corpus(
        [*(record for record in corpus if record.key != key), *reading.records],
        publication=corpus.publication,
        publication_at=corpus.publication_at,
        bodies={**corpus.bodies, **reading.bodies},
        translated_bodies={**{of: body for of, body in corpus.translated_bodies.items() if of[0] != key}, **reading.translated_bodies},
        lock_text=corpus.lock_text,
        before=corpus,
    )
