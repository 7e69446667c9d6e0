"""What pages need to present records: names, links, running text and figures; for the whole site, and as seen from one page."""

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
"""What a page is about."""
_MOST: Final = 3
"""How many publishers are named under a figure."""


class SiteContext:
    """What all pages of a site in one language share: the facts, the address of each record, and the figures shown."""

    def __init__(self, facts: Facts, tokens: Tokens, site_url: str = "", place: str = "") -> None:
        """Create the site in the main language, or in another one at `place`, a subfolder with a trailing slash.

        `site_url` is the URL of the site in the main language, and overrides that of publication.yml.
        """
        self.facts, self.corpus, self.tokens, self.place = facts, facts.corpus, tokens, place
        base = (site_url or facts.corpus.publication.site_url or "").rstrip("/")
        self.root = f"{base}/{place}" if base else ""
        """The URL of the site with a trailing slash, or empty if unknown."""
        self.gallery = Gallery()

    @cached_property
    def places(self) -> Mapping[Key, Address]:
        """The address of each record; a record without one has no place on the site."""
        return places_in(self.facts)

    @cached_property
    def search_entries(self) -> Sequence[SearchEntry]:
        """The entries of the search index."""
        return search_entries(self.facts, self.places)

    def at(self, page: str) -> PageContext:
        """Return the site as seen from a page."""
        return PageContext(self, page)


def sites_of(corpus: Corpus, today: date, tokens: Tokens, site_url: str | None = None) -> list[SiteContext]:
    """Return the site of a checked corpus in each of its languages, the main one first."""
    publication = corpus.publication
    return [site_in(corpus, tag, today, tokens, site_url) for tag in (publication.language, *publication.languages)]


def site_in(corpus: Corpus, tag: str, today: date, tokens: Tokens, site_url: str | None = None) -> SiteContext:
    """Return the site of a checked corpus in its main language, or in another one of the publication."""
    publication = corpus.publication
    place = "" if tag == publication.language else f"{tag}/"
    return SiteContext(Facts(shown_in(corpus, tag), today, tag), tokens, site_url or "", place)


@dataclass(frozen=True)
class PageContext:
    """The site as seen from one page, to which all links are relative."""

    site: SiteContext
    page: str = "index.md"
    """The path of the page's Markdown file."""
    only: str | None = None
    """The only page to build, as a path from the site root such as 'claims/some-claim/', or None for all pages."""

    @property
    def corpus(self) -> Corpus:
        """The published records."""
        return self.site.corpus

    @property
    def facts(self) -> Facts:
        """What is derived from the corpus."""
        return self.site.facts

    @property
    def stances(self) -> Stances:
        """The acts of every pair of actors."""
        return self.site.facts.stances

    def at(self, page: str) -> PageContext:
        """Return the same site as seen from another page."""
        return PageContext(self.site, page)

    def wants(self, page: str) -> bool:
        """Return whether to build a page, given the path of its Markdown file."""
        return self.only is None or url_of(page) == self.only

    def wanted(self, pages: Iterable[tuple[str, Subject]]) -> Iterator[tuple[str, Subject]]:
        """Yield the (path, subject) pairs whose page, or a part of it, is to be built."""
        yield from ((path, of) for path, of in pages if self.only is None or self.only.startswith(url_of(path)))

    def show(self, figure: Figure, records: Iterable[Part] = (), *, title: str | None = None, files: bool = True) -> FigureView:
        """Return a figure for this page, with the editor's title or its own, and the publishers that its records rest on.

        The figure gets files of its own unless `files` is false or it is empty.
        """
        credited = replace(figure, title=title or figure.title, sources=self.credit(records))
        if files and figure.body:
            return self.site.gallery.add(self.page, credited)
        return FigureView(self.page, credited, has_files=False)

    def credit(self, records: Iterable[Part]) -> str:
        """Return the publishers of the evidence on records in words, the most reliable first, then those with most evidence."""
        evidence = {id(piece): piece.source for record in records for piece in getattr(record, "evidence", ())}
        counts: dict[str, int] = {}
        best_grade: dict[str, str] = {}
        for name, number in Counter(evidence.values()).items():
            if (source := self.corpus.sources.get(name)) is not None:
                publisher, grade = source.publisher, source.reliability or "F"
                counts[publisher] = counts.get(publisher, 0) + number
                best_grade[publisher] = min(best_grade.get(publisher, grade), grade)
        names = sorted(counts, key=lambda name: (best_grade[name], -counts[name], name.casefold()))
        more = [ngettext("{number} more", "{number} more", len(names) - _MOST)] if len(names) > _MOST + 1 else names[_MOST:]
        return _("Sources: {names}.", names=and_list([*names[:_MOST], *more])) if names else ""

    def href_to(self, record: Record) -> str | None:
        """Return the link target of a record, relative to this page, or None if it has no place on the site."""
        address = self.site.places.get(record.key)
        return href(self.page, address) if address else None

    def link(self, record: Record, label: str | None = None) -> Link:
        """Return a link to a record, labelled with its own name by default; without a target on the record's own page."""
        address = self.site.places.get(record.key)
        is_elsewhere = address is not None and address != (self.page, "")
        kind = kind_word(record, retired=record.retired is not None)
        return Link(label or record.label, href(self.page, address) if address and is_elsewhere else "", kind)

    def links(self, kind: type[Record], ids: Iterable[str]) -> list[Link]:
        """Return links to the records of a kind with these ids, leaving out unknown ones."""
        return [self.link(record) for record_id in ids if (record := self.corpus.find(kind, record_id)) is not None]

    def name(self, actor: str) -> str:
        """Return an actor's name, or the argument itself if no actor has that id."""
        return self.corpus.actor_names.get(actor, actor)

    def relation_link(self, one: str, other: str) -> Link:
        """Return a link to the page of two actors, labelled with their names."""
        return Link(_("{one} and {other}", one=self.name(one), other=self.name(other)), self.relation_href(one, other) or "")

    def relation_href(self, one: str, other: str) -> str | None:
        """Return the link target of the page of two actors, or None if neither acted toward the other."""
        return href(self.page, Address(relation_path(one, other))) if other in self.stances.others(one) else None

    def direction_href(self, by: str, toward: str) -> str | None:
        """Return the link target of one actor's acts toward another, or None if neither acted toward the other."""
        return href(self.page, direction_address(by, toward)) if toward in self.stances.others(by) else None

    def voice(self, voice: str, *sections: str) -> Link | str:
        """Return a link to the actor or source with this id, or the argument itself if it names none."""
        for section in sections or (Actor.section, Source.section):
            record = self.corpus.get(section, voice)
            if record is not None:
                return self.link(record, record.publisher if isinstance(record, Source) else None)
        return voice

    def voices(self, voices: Iterable[str]) -> tuple[Link | str, ...]:
        """Return each voice as a link or words."""
        return tuple(self.voice(voice) for voice in voices)

    def rich(self, text: str | None, citations: Citations | None = None) -> Rich:
        """Return running text with inline references as links or reference marks; links that would run into a word are in brackets."""
        if not text:
            return ()
        pieces: list[RichPiece] = []
        for run in runs_of(text):
            for part in prose_runs(run.text):
                if not isinstance(part, InlineLink):
                    pieces.append(run.with_text(part))
                    continue
                piece = self.resolved_reference(replace(part, words=run.with_text(part.words)), citations)
                is_glued = not part.words and isinstance(piece, Link) and bool(pieces) and not str(pieces[-1]).endswith(" ")
                pieces += (" (", piece, ")") if is_glued else (piece,)
        return tuple(pieces)

    def resolved_reference(self, link: InlineLink, citations: Citations | None = None) -> RichPiece:
        """Return an inline reference as a link, or as a reference mark if it is to a source and has no words."""
        target = self.corpus.resolve_link(link)
        if target is None:
            return link.words or link.target
        if not link.words and isinstance(target, Source) and citations is not None:
            ref = citations.ref(target.id)
            if ref is not None:
                return ref
        return self.link(target, link.words or None)

    def cited_sources(self, *texts: str | None) -> list[Source]:
        """Return the sources that running texts cite by reference marks, in order."""
        links = [link for text in texts if text for link in links_in(text) if not link.words]
        targets = [self.corpus.resolve_link(link) for link in links]
        return [source for source in targets if isinstance(source, Source)]

    def retired(self, record: Record) -> Rich:
        """Return when and why a record was retired, or () if it is not."""
        return (f"{record.retired.on.words()}. ", *self.retired_because(record)) if record.retired is not None else ()

    def retired_because(self, record: Record) -> Rich:
        """Return why a record was retired and what replaced it, without the date, or () if it is not retired."""
        if (retired := record.retired) is None:
            return ()
        successor = self.corpus.get(record.section, retired.replaced_by) if retired.replaced_by else None
        more = (" ", *with_pieces(_("Replaced by {record}."), record=self.link(successor))) if successor is not None else ()
        return (*self.rich(retired.because), *more)
