"""What every page needs to tell of records: names, links, running text and figures; the same for all pages, and as seen from one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from generator.analysis import shown_in
from generator.language import _, and_list, ngettext, runs_of
from generator.model import Actor, Record, Source, links_in, prose_runs
from generator.site.facts import Facts
from generator.site.gallery import FigureView, Gallery
from generator.site.page import Address, Link, Rich, RichPiece, direction_address, href, kind_word, relation_path, url_of, with_pieces
from generator.site.search import search_entries
from generator.site.shared_pages import places_in
from generator.text import InlineLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.analysis import Stances
    from generator.figures import Figure, Tokens
    from generator.model import Corpus, Key, Part
    from generator.site.citations import Citations
    from generator.site.search import SearchEntry

Subject = TypeVar("Subject")
"""What a page is of."""
_NAMED: Final = 3
"""How many publishers are named under a figure."""


class SiteContext:
    """What is the same for all pages of a site in one language: the facts, where each record stands, and the figures that pages show."""

    def __init__(self, facts: Facts, tokens: Tokens, site_url: str = "", place: str = "") -> None:
        """Begin a site in the main language, or in one that stands at a place below that, with a slash at its end.

        An address that is given is that of the site in the main language, where it is not the one in publication.yml.
        """
        self.facts, self.corpus, self.tokens, self.place = facts, facts.corpus, tokens, place
        base = (site_url or facts.corpus.publication.site_url or "").rstrip("/")
        self.root = f"{base}/{place}" if base else ""
        """The address of the site with a slash at its end, or nothing where it is not known."""
        self.gallery = Gallery()

    @cached_property
    def places(self) -> Mapping[Key, Address]:
        """Where each record stands; one that is not there stands nowhere."""
        return places_in(self.facts)

    @cached_property
    def search_entries(self) -> Sequence[SearchEntry]:
        """What the search finds."""
        return search_entries(self.facts, self.places)

    def at(self, page: str) -> PageContext:
        """Return the site as seen from a page."""
        return PageContext(self, page)


def sites_of(corpus: Corpus, today: date, tokens: Tokens, site_url: str | None = None) -> list[SiteContext]:
    """Return the site of a checked corpus in each of its languages, the main one first."""
    publication = corpus.publication
    return [site_in(corpus, tag, today, tokens, site_url) for tag in (publication.language, *publication.languages)]


def site_in(corpus: Corpus, tag: str, today: date, tokens: Tokens, site_url: str | None = None) -> SiteContext:
    """Return the site of a checked corpus in its own language, or in a further one of its publication."""
    publication = corpus.publication
    place = "" if tag == publication.language else f"{tag}/"
    return SiteContext(Facts(shown_in(corpus, tag), today, tag), tokens, site_url or "", place)


@dataclass(frozen=True)
class PageContext:
    """The site as seen from one page, so that links are right there."""

    site: SiteContext
    page: str = "index.md"
    """The path of the page's Markdown file."""
    only: str | None = None
    """The address of the one page that is wanted, from the root of the site, as 'claims/some-claim/'; nothing where all are."""

    @property
    def corpus(self) -> Corpus:
        """What is published."""
        return self.site.corpus

    @property
    def facts(self) -> Facts:
        """What is derived of the corpus."""
        return self.site.facts

    @property
    def stances(self) -> Stances:
        """The acts of every pair of actors."""
        return self.site.facts.stances

    def at(self, page: str) -> PageContext:
        """Return the same site as seen from another page."""
        return PageContext(self.site, page)

    def wants(self, page: str) -> bool:
        """Tell whether a page is to be made, by the path of its Markdown file."""
        return self.only is None or url_of(page) == self.only

    def wanted(self, pages: Iterable[tuple[str, Subject]]) -> Iterator[tuple[str, Subject]]:
        """Yield the pages that are to be made or have a part that is, of paths with what each is of."""
        yield from ((path, of) for path, of in pages if self.only is None or self.only.startswith(url_of(path)))

    def show(self, figure: Figure, records: Iterable[Part] = (), *, title: str | None = None, files: bool = True) -> FigureView:
        """Return a figure for this page, under an editor's headline or its own.

        It names the publishers that its records rest on; its files are to be written, if any.
        """
        credited = replace(figure, title=title or figure.title, sources=self.credit(records))
        if files and figure.body:
            return self.site.gallery.add(self.page, credited)
        return FigureView(self.page, credited, has_files=False)

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
        address = self.site.places.get(record.key)
        return href(self.page, address) if address else None

    def link(self, record: Record, label: str | None = None) -> Link:
        """Return a link to a record, under its own name unless another is given; on its own page that leads nowhere."""
        address = self.site.places.get(record.key)
        leads = address is not None and address != (self.page, "")
        kind = kind_word(record, retired=record.retired is not None)
        return Link(label or record.label, href(self.page, address) if address and leads else "", kind)

    def links(self, kind: type[Record], ids: Iterable[str]) -> list[Link]:
        """Return links to the records of a kind with some ids; one that is not there is left out."""
        return [self.link(found) for one in ids if (found := self.corpus.find(kind, one)) is not None]

    def name(self, actor: str) -> str:
        """Return an actor's name, or the word itself where no actor has that id."""
        return self.corpus.actor_names.get(actor, actor)

    def between(self, one: str, other: str) -> Link:
        """Return a link to the page of two actors of whom one acted toward the other, under their names."""
        return Link(_("{one} and {other}", one=self.name(one), other=self.name(other)), self.relation(one, other) or "")

    def relation(self, one: str, other: str) -> str | None:
        """Return the address of the page of two actors; nothing where neither acted toward the other."""
        return href(self.page, Address(relation_path(one, other))) if other in self.stances.others(one) else None

    def direction(self, by: str, toward: str) -> str | None:
        """Return the address of what one actor did toward another; nothing where neither acted toward the other."""
        return href(self.page, direction_address(by, toward)) if toward in self.stances.others(by) else None

    def voice(self, voice: str, *sections: str) -> Link | str:
        """Return a link to the actor or source that somebody's id names, or the words that stand instead."""
        for section in sections or (Actor.section, Source.section):
            found = self.corpus.get(section, voice)
            if found is not None:
                return self.link(found, found.publisher if isinstance(found, Source) else None)
        return voice

    def voices(self, voices: Iterable[str]) -> tuple[Link | str, ...]:
        """Return several voices."""
        return tuple(self.voice(voice) for voice in voices)

    def rich(self, text: str | None, citations: Citations | None = None) -> Rich:
        """Return running text with its inline references as links or reference marks, or in brackets where they would run into a word."""
        if not text:
            return ()
        found: list[RichPiece] = []
        for run in runs_of(text):
            for one in prose_runs(run.text):
                if not isinstance(one, InlineLink):
                    found.append(run.with_text(one))
                    continue
                piece = self.piece(replace(one, words=run.with_text(one.words)), citations)
                is_glued = not one.words and isinstance(piece, Link) and bool(found) and not str(found[-1]).endswith(" ")
                found += (" (", piece, ")") if is_glued else (piece,)
        return tuple(found)

    def piece(self, link: InlineLink, citations: Citations | None = None) -> RichPiece:
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
        return (f"{record.retired.on.words()}. ", *self.retired_because(record)) if record.retired is not None else ()

    def retired_because(self, record: Record) -> Rich:
        """Return why a record was retired and what took its place, without the day; nothing for one that stands."""
        if (why := record.retired) is None:
            return ()
        heir = self.corpus.get(record.section, why.replaced_by) if why.replaced_by else None
        more = (" ", *with_pieces(_("Replaced by {record}."), record=self.link(heir))) if heir is not None else ()
        return (*self.rich(why.because), *more)
