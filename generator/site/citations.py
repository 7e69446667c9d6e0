"""Citations: the numbered sources of a page, each with the evidence that the page takes from it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.analysis import grade_of, source_of
from generator.language import _, primary_language
from generator.model import CREDIBILITY, Actor, Source
from generator.site.page import SOURCE_KINDS, Link, Rich, SourceRef, View, read_word, reliability_word, row_of
from generator.verify import fragment_link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Evidence
    from generator.site.context import PageContext


def evidence_card(context: PageContext, evidence: Evidence, says: str = "") -> View:
    """Return a piece of evidence as a card, with another label for its stance if given."""
    source = source_of(context.corpus, evidence)
    credibility = CREDIBILITY[evidence.credibility].label.lower() if evidence.credibility else _("not graded")
    return View(
        says=says or evidence.says,
        note=context.rich(evidence.note),
        speaker=context.voice(evidence.speaker, Actor.section) if evidence.speaker else "",
        source=context.link(source, source.publisher) if source else Link(evidence.source, ""),
        quote=evidence.quote or "",
        translation=_translation(context, source, evidence),
        passage=_passage_words(evidence.passage),
        outside=_original(source, evidence),
        published=source.published_words if source else "",
        kind=_(SOURCE_KINDS[source.kind]) if source else "",
        proof=context.facts.proof(evidence),
        grade=grade_of(context.corpus, evidence),
        grade_words=_("Source {reliability}; information {credibility}", reliability=reliability_word(source), credibility=credibility),
    )


def _translation(context: PageContext, source: Source | None, evidence: Evidence) -> str:
    """Return our translation of a quotation, or an empty string if source and page are in the same language."""
    language = context.corpus.publication.language
    is_foreign = source is not None and primary_language(source.language) != primary_language(language)
    return evidence.translation or "" if is_foreign else ""


def _original(source: Source | None, evidence: Evidence) -> str:
    """Return the URL of the original document, with a text fragment for the quotation if there is one."""
    if source is None or source.url is None:
        return ""
    return fragment_link(source.url, evidence.quote, evidence.prefix, evidence.suffix) if evidence.quote else source.url


def _passage_words(passage: str | None) -> str:
    if passage is None:
        return ""
    number, _unused, sentence = passage[1:].partition(".s")
    if sentence:
        return _("Paragraph {number}, sentence {sentence}", number=number, sentence=sentence)
    return _("Paragraph {number}", number=number)


class Citations:
    """The sources of one page, numbered in order of first use; also remembers which voices the page has linked."""

    def __init__(
        self, context: PageContext, evidence: Iterable[Evidence], sources: Iterable[Source] = (), *, also: Iterable[Evidence] = ()
    ) -> None:
        """Number the sources of the evidence, given in page order, then the further sources that the page names.

        The evidence in `also` adds cards to sources that are already numbered.
        """
        self._context = context
        self._evidence: dict[str, dict[Evidence, None]] = {}
        for piece in evidence:
            self._evidence.setdefault(piece.source, {})[piece] = None
        for source in sources:
            self._evidence.setdefault(source.id, {})
        for piece in also:
            if piece.source in self._evidence:
                self._evidence[piece.source][piece] = None
        self._numbers = {source: number for number, source in enumerate(self._evidence, 1)}
        self._named: set[str] = set()

    def refs(self, evidence: Iterable[Evidence]) -> tuple[SourceRef, ...]:
        """Return the reference marks of pieces of evidence, one per source."""
        numbers = {self._numbers[piece.source]: piece.source for piece in evidence if piece.source in self._numbers}
        return tuple(SourceRef(number, self._name(source)) for number, source in sorted(numbers.items()))

    def ref(self, source: str) -> SourceRef | None:
        """Return the reference mark of a source, or None if the page does not number it."""
        return SourceRef(self._numbers[source], self._name(source)) if source in self._numbers else None

    def voices(self, voices: Iterable[str]) -> Rich:
        """Return voices as a row of names, each linked at its first occurrence on the page."""
        return row_of(map(self._voice, voices))

    def within(self, voices: Iterable[str]) -> Rich:
        """Return voices as such a row within a sentence."""
        names = ((self._voice(voice), self._context.corpus.name_within(voice)) for voice in voices)
        return row_of(name if isinstance(link, str) else replace(link, label=name) for link, name in names)

    def _voice(self, voice: str) -> Link | str:
        link = self._context.voice(voice)
        if voice in self._named:
            return link if isinstance(link, str) else link.label
        self._named.add(voice)
        return link

    def _name(self, source: str) -> str:
        record = self._context.corpus.sources.get(source)
        return record.publisher if record else source

    @cached_property
    def entries(self) -> list[View]:
        """The page's list of sources."""
        return [entry for source, number in self._numbers.items() if (entry := self._entry(source, number)) is not None]

    def _entry(self, source_id: str, number: int) -> View | None:
        source = self._context.corpus.sources.get(source_id)
        if source is None:
            return None
        cards = [evidence_card(self._context, piece) for piece in self._evidence[source_id]]
        own_title = _("title put together by us") if source.title_reconstructed else ""
        distinct = {card.quote or (card.note, card.passage): card for card in cards}
        return View(
            number=number,
            link=self._context.link(source),
            publisher=source.publisher,
            outside=source.url or "",
            published=source.published_words,
            kind=_(SOURCE_KINDS[source.kind]),
            read=" · ".join(filter(None, (own_title, read_word(source)))),
            grade=source.reliability or "",
            grade_words=reliability_word(source),
            cards=[card for card in distinct.values() if card.quote or card.note or card.passage],
        )
