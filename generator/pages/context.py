"""What every page needs to write about records: names, links, running text and figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from generator.corpus import links_in, prose_runs
from generator.figures.writers.html import figure_html
from generator.language import _, ngettext
from generator.language.localized import in_language_of
from generator.language.sentences import and_list
from generator.pages.gallery import Gallery
from generator.pages.page import Address, Link, Piece, Rich, direction_address, href, relation_path, url_of
from generator.pages.timeline_pages import place_of
from generator.pages.words import kind_word, with_pieces
from generator.records import Act, Actor, Record, Source
from generator.text.references import InlineLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.corpus import Corpus, Key
    from generator.derive.stances import Stances
    from generator.figures.figure import Figure
    from generator.figures.writers.plots import Draw
    from generator.pages.citations import Citations
    from generator.records.base import Part
    from generator.records.shared import Retired
    from generator.tokens import Tokens

Subject = TypeVar("Subject")
"""What a page is of."""
_NAMED: Final = 3
"""How many publishers are named under a figure."""


@dataclass(frozen=True)
class PageContext:
    """The corpus as seen from one page, so that links are right there."""

    corpus: Corpus
    stances: Stances
    today: date
    tokens: Tokens
    draw: Draw
    """Draws the figures that need a drawing program."""
    page: str = "index.md"
    """The path of the page's Markdown file."""
    site_url: str = ""
    """The address at which the site will stand, where it is not that in publication.yml."""
    gallery: Gallery = field(default_factory=Gallery)
    """The figures that pages show, the same for all."""
    only: str | None = None
    """The address of the one page that is wanted, from the root of the site, as 'claims/some-claim/'; nothing where all are."""

    def at(self, page: str) -> PageContext:
        """Return the same context for another page."""
        return replace(self, page=page)

    def wants(self, page: str) -> bool:
        """Tell whether a page is to be made, by the path of its Markdown file."""
        return self.only is None or url_of(page) == self.only

    def wanted(self, pages: Iterable[tuple[str, Subject]]) -> Iterator[tuple[str, Subject]]:
        """Yield the pages that are to be made, of paths with what each is of."""
        yield from ((path, of) for path, of in pages if self.wants(path))

    @property
    def at_root(self) -> PageContext:
        """The same context with links from the root of the site, as figures have them."""
        return self.at("index.md")

    @property
    def own_address(self) -> str:
        """The address of the page from the root of the site."""
        return url_of(self.page)

    def show(self, figure: Figure, records: Iterable[Part] = (), *, title: str | None = None, files: bool = True) -> str:
        """Return a figure as HTML for this page, under an editor's headline or its own.

        It names the publishers that its records rest on; its files are to be written, if any.
        """
        credited = replace(figure, title=title or figure.title, sources=self.credit(records))
        shown = self.gallery.add(self.page, credited) if files and figure.body else None
        return figure_html(
            shown.figure if shown else credited,
            tokens=self.tokens,
            draw=self.draw,
            root="../" * self.own_address.count("/"),
            page=self.own_address,
            folder=shown.folder if shown else "",
        )

    def credit(self, records: Iterable[Part]) -> str:
        """Return the publishers of the evidence on records in words, the most reliable first, of these those with the most of it."""
        evidence = {id(one): one.source for record in records for one in getattr(record, "evidence", ())}
        often: dict[str, int] = {}
        best: dict[str, str] = {}
        for name, number in Counter(evidence.values()).items():
            if (source := self.corpus.sources.get(name)) is not None:
                publisher, grade = source.publisher, source.reliability or "F"
                often[publisher] = often.get(publisher, 0) + number
                best[publisher] = min(best.get(publisher, grade), grade)
        names = sorted(often, key=lambda name: (best[name], -often[name], name.casefold()))
        more = [ngettext("{number} more", "{number} more", len(names) - _NAMED)] if len(names) > _NAMED + 1 else names[_NAMED:]
        return _("Sources: {names}.", names=and_list([*names[:_NAMED], *more])) if names else ""

    def where(self, record: Record) -> str | None:
        """Return the address of a record as a link on this page; nothing for one that stands nowhere on the site."""
        address = _places(self.corpus).get((record.section, record.id))
        return href(self.page, address) if address else None

    def link(self, record: Record, label: str | None = None) -> Link:
        """Return a link to a record, under its own name unless another is given; on its own page that leads nowhere."""
        address = _places(self.corpus).get(record.key)
        if address is None:
            return Link(label or record.label, "", kind_word(record))
        return Link(label or record.label, "" if address == (self.page, "") else href(self.page, address), kind_word(record))

    def name(self, actor: str) -> str:
        """Return an actor's name, or the word itself where no actor has that id."""
        return self.corpus.actor_names.get(actor, actor)

    def relation(self, one: str, other: str) -> str | None:
        """Return the address of the page of two actors; nothing where neither acted toward the other."""
        known = (min(one, other), max(one, other)) in self.stances.pairs
        return href(self.page, Address(relation_path(one, other))) if known else None

    def direction(self, by: str, toward: str) -> str | None:
        """Return the address of what one actor did toward another; nothing where neither acted toward the other."""
        known = (min(by, toward), max(by, toward)) in self.stances.pairs
        return href(self.page, direction_address(by, toward)) if known else None

    def actor_at(self, actor: str) -> str | None:
        """Return the address of an actor's page; nothing where there is no such actor."""
        found = self.corpus.get(Actor.section, actor)
        return self.where(found) if found is not None else None

    def voice(self, voice: str, *sections: str) -> Link | str:
        """Return a link to the actor or source that somebody's id names, or the words that stand instead."""
        for section in sections or (Actor.section, Source.section):
            found = self.corpus.get(section, voice)
            if found is not None:
                return self.link(found)
        return voice

    def voice_name(self, voice: str) -> str:
        """Return the name of the actor, or the publisher of the source, that somebody's id names, or the words that stand instead."""
        return self.corpus.voice_names.get(voice, voice)

    def voices(self, voices: Iterable[str]) -> tuple[Link | str, ...]:
        """Return several voices."""
        return tuple(self.voice(voice) for voice in voices)

    def rich(self, text: str | None, citations: Citations | None = None) -> Rich:
        """Return running text with its inline references as links or reference marks."""
        if not text:
            return ()
        return tuple(
            self.piece(replace(run, words=in_language_of(run.words, text)), citations)
            if isinstance(run, InlineLink)
            else in_language_of(run, text)
            for run in prose_runs(text)
        )

    def piece(self, link: InlineLink, citations: Citations | None = None) -> Piece:
        """Return an inline reference as a link; one without words, to a source, as a reference mark."""
        target = self.corpus.resolve_link(link)
        if target is None:
            return link.words or link.target
        if not link.words and isinstance(target, Source) and citations is not None:
            ref = citations.ref(target.id)
            if ref is not None:
                return ref
        return self.link(target, link.words or None)

    def cited(self, *texts: str | None) -> list[Source]:
        """Return the sources that running texts refer to by reference marks, in order."""
        links = [link for text in texts if text for link in links_in(text) if not link.words]
        found = [self.corpus.resolve_link(link) for link in links]
        return [source for source in found if isinstance(source, Source)]

    def retired(self, record: Record) -> Rich:
        """Return why a record was retired; nothing for one that stands."""
        why: Retired | None = getattr(record, "retired", None)
        return (f"{why.on.words()}. ", *self.retired_because(record)) if why is not None else ()

    def retired_because(self, record: Record) -> Rich:
        """Return why a record was retired and what took its place, without the day; nothing for one that stands."""
        why: Retired | None = getattr(record, "retired", None)
        if why is None:
            return ()
        heir = self.corpus.get(record.section, why.replaced_by) if why.replaced_by else None
        more = (" ", *with_pieces(_("Replaced by {record}."), record=self.link(heir))) if heir is not None else ()
        return (*self.rich(why.because), *more)


@lru_cache(maxsize=4)
def _places(corpus: Corpus) -> Mapping[Key, Address]:
    """Return where each record stands on the site: what is not published stands nowhere, nor does a retired act."""
    return {record.key: place_of(corpus, record) for record in corpus if not (isinstance(record, Act) and record.retired)}
