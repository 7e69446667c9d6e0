"""A page as it will be, at once after a save: of the whole site only the page that a browser shows is made, from content in memory.

A build follows, and has the last word: it checks everything, and a page of a preview lasts until it is done.
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
    """The content of a project in memory, and what makes single pages of it; to be used in a with statement."""

    def __init__(self, project: Callable[[], Project]) -> None:
        """Prepare; nothing is read yet. 'project' gives it as it is on the day when it is asked for."""
        self._given = project
        self._project = project()
        self._drawer = Drawer(self._project.cache())
        self._corpus: Corpus | None = None
        self._themes: dict[str, Environment] = {}
        self._working = Lock()
        self._read_templates()

    def __exit__(self, *_unused: object) -> None:
        """End the process that draws."""
        self._drawer.close()

    def read(self) -> None:
        """Read all of the content, unless it is known as it is; with mistakes in it, there are no previews.

        Raises BuildFailedError where a page could not be made, and what the file system refuses.
        """
        with self._working:
            if self._corpus is not None and self._project == self._given():
                return
            self._project = self._given()
            self._read_templates()
            checked = check_content(self._project.content, today=self._project.today, latest=self._project.latest)
            self._corpus = None if checked.has_errors else checked.corpus
            if self._corpus is not None:
                self._page(self._corpus, "")  # what every page needs is made with the first
        self._drawer.warm_up()

    def _read_templates(self) -> None:
        self._tokens = read_tokens(self._project.templates)
        self._environment = make_environment(self._project.templates, self._tokens, self._drawer.draw)

    def after(self, saved: Collection[Path], addresses: Collection[str]) -> Previewed | None:
        """Return pages, by their addresses from the root of the site, as 'claims/some-claim/', after files were saved.

        Nothing where only a build can tell. Raises BuildFailedError where a page could not be made, and what the file system refuses.
        """
        with self._working:
            corpus = self._corpus
            records = {path.with_name(path.name.partition(".")[0] + path.suffix) for path in saved}
            for path in sorted(records):
                key = key_of(self._project.content, path)
                if corpus is None or key is None or not path.is_file():
                    self._corpus = None
                    return None
                reading = read_record_alone(self._project.content, path, {})
                found = mistakes_alone(corpus, key, reading, self._project.today, self._project.latest or self._project.today)
                if any(one.is_error for one in found):
                    return Previewed(trouble=shown(without_repeats(found, reading.texts), reading.texts, "text"))
                corpus = _with(corpus, key, reading)
            if corpus is None:
                return None
            self._corpus = corpus
            return Previewed({address: html for address in addresses if (html := self._page(corpus, address)) is not None})

    def _page(self, corpus: Corpus, address: str) -> bytes | None:
        """Return the HTML of a page; nothing for one that there is not."""
        first, _slash, rest = address.partition("/")
        tag, own = (first, rest) if first in corpus.publication.languages else ("", address)
        published = corpus.of(in_repository(corpus.publication, self._project.hosted))
        with using_locale(tag or published.publication.language):
            site = site_in(published, tag or published.publication.language, self._project.today, self._tokens, self._project.site_url)
            context = PageContext(site, only=own)
            page = next((page for page in list_pages(context) if url_of(page.path) == own), None)
            if page is None:
                return None
            text = render_page(self._environment, page, of_translation=bool(tag))
        made = self._project.built / "languages" / tag if tag else self._project.built / "docs"
        overviews = ["index.md", *(path.relative_to(made).as_posix() for path in made.glob("*/index.md"))]
        settings = settings_of(self._project.root, tag)
        return make_page(settings, page_file(page.path), text, overviews, self._project.today, self._themes)


def _with(corpus: Corpus, key: tuple[str, str], reading: Reading) -> Corpus:
    return Corpus(
        [*(record for record in corpus if record.key != key), *reading.records],
        publication=corpus.publication,
        publication_at=corpus.publication_at,
        bodies={**corpus.bodies, **reading.bodies},
        translated_bodies={**{of: body for of, body in corpus.translated_bodies.items() if of[0] != key}, **reading.translated_bodies},
        lock_text=corpus.lock_text,
        before=corpus,
    )
