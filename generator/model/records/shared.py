"""Fields and parts shared by several kinds of record: evidence, changes, recurring references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from generator.language import N_
from generator.model.records.base import Part, Record, RefersTo
from generator.model.records.values import Happened, Many, Prose, Text, one_of
from generator.model.records.walking import has_parts, walk
from generator.model.vocabularies import CREDIBILITY, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Iterator


AppearsIn = Annotated[tuple[Annotated[str, RefersTo(("explainers",), N_("On the record"))], ...], Many]
"""The explainers in which a record appears; by default, those that link to it, or in which a record appears that names it."""
Issue = Annotated[str, Field(min_length=1, max_length=80)]
"""What a record is about: a word of the issues scale or one that the publication declares."""


class Evidence(Part):
    """What a source says for, against or about the record it stands in."""

    source: Annotated[str, RefersTo(("sources",), N_("Used as evidence by"))]
    """The id of the source."""
    says: Literal["supports", "contradicts", "context"]
    """How the source bears on the record."""
    quote: Text | None = None
    """A short quotation, exactly as printed in the source."""
    translation: Text | None = None
    """Our translation of the quotation, if it is in another language than the publication; shown next to it."""
    prefix: Text | None = None
    """The words directly before the quotation, to distinguish words that occur more than once."""
    suffix: Text | None = None
    """The words directly after the quotation, to distinguish words that occur more than once."""
    speaker: Annotated[str, RefersTo(("actors",), N_("Quoted"), words=True)] | None = None
    """Who speaks the quoted words, if not the source itself: an actor's id, or free text."""
    passage: Annotated[str, Field(pattern=r"^p[1-9][0-9]*(\.s[1-9][0-9]*)?$")] | None = None
    """The place in the source when no words are quoted: 'p4' (paragraph) or 'p4.s2' (sentence)."""
    credibility: Annotated[str, one_of(CREDIBILITY)] | None = None
    """How credible the information is, 1 to 6 on the Admiralty scale; 6 means that it cannot be judged."""
    note: Prose | None = None
    """What the source says, in our words, or what a reader should know about it."""

    @property
    def judged(self) -> bool:
        """Whether the credibility was judged (1 to 5)."""
        return self.credibility not in (None, UNJUDGED_CREDIBILITY)

    @property
    def is_whole(self) -> bool:
        """Whether the evidence is the document as a whole, without a quotation or passage."""
        return self.quote is None and self.passage is None


Evidences = Annotated[tuple[Evidence, ...], Many]


class Change(Part):
    """A change in the world that moved the record, with its evidence."""

    on: Happened
    """When the world changed."""
    what: Prose
    """What changed, in a sentence."""
    because: Prose | None = None
    """Why it matters here."""
    evidence: Evidences = ()
    """Evidence for the change."""


class Revision(Part):
    """Something that the editors changed and that was no mistake: a part that is new, a question that is put more exactly."""

    on: Happened
    """The day it was changed."""
    what: Prose
    """What was changed, in a sentence, for readers who have read it before."""


class Evidenced(Record):
    """Fields of records that rest on evidence and appear in explainers."""

    evidence: Evidences
    """The evidence for it."""
    explainers: AppearsIn = ()
    """The explainers in which it appears."""
    history: Annotated[tuple[Change, ...], Many] = ()
    """Changes in the world that affect it."""


def evidence_in(part: Part) -> Iterator[Evidence]:
    """Yield every piece of evidence in a record, in field order."""
    yield from (found.value for found in walk(part, has_parts) if isinstance(found.value, Evidence))
