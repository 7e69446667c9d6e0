"""Sources: the documents that the record rests on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from generator.language import N_, _
from generator.model.records.base import Record, RefersTo
from generator.model.records.values import Happened, LanguageTag, Many, Prose, Text, one_of, refusal
from generator.model.vocabularies import RELIABILITY, UNJUDGED_RELIABILITY
from generator.text import address_mistake

RESTRICTED_RIGHTS = frozenset({"licensed", "quote-only"})


def _web_address(value: str) -> str:
    if mistake := address_mistake(value):
        raise refusal("not_an_address", "the URL {wrong}", wrong=mistake[0], hint=mistake[1])
    return value


WebAddress = Annotated[str, Field(max_length=2000), AfterValidator(_web_address)]


class Source(Record, section="sources", singular="source", dated=("published",), search_first=()):
    """One document: an article, a statement, a data set."""

    below: ClassVar[tuple[str, ...]] = ("summary", "text")

    title: Text
    """The headline or title. If unknown, a description in square brackets."""
    publisher: Text
    """Who published it, as readers know it."""
    authors: Annotated[tuple[Text, ...], Many] = ()
    """Who wrote it, as named there."""
    url: WebAddress | None = None
    """Where it can be read."""
    archived_url: WebAddress | None = None
    """An archived copy."""
    published: Happened | None = None
    """When it was published. Omitted if unknown."""
    retrieved: Happened | None = None
    """When we read it."""
    read: Literal["whole", "opening", "abstract", "second-hand"] | None = None
    """How much of it we read: all of it, its opening, its abstract; or what others report of it (second-hand)."""
    title_reconstructed: bool = False
    """Whether the title is reconstructed from what is known, not copied from the document."""
    language: LanguageTag
    """The language it is written in, as a BCP 47 tag: 'en', 'fa', 'zh-Hans'."""
    kind: Literal["official", "wire", "news", "analysis", "opinion", "reference", "data"]
    """What sort of document it is."""
    proximity: Literal["primary", "secondary"] | None = None
    """Whether it comes from those who act or speak in it (primary) or reports on them (secondary)."""
    derives_from: Annotated[tuple[Annotated[str, RefersTo(("sources",), N_("Repeated by"))], ...], Many] = ()
    """The sources that this one repeats: a wire report, another outlet. They are not independent of each other."""
    rights: Literal["owned", "open-licence", "public-domain", "licensed", "quote-only"]
    """What we may show of its text."""
    licence: Text | None = None
    """The licence, if the text is openly licensed."""
    reliability: Annotated[str, one_of(RELIABILITY)] | None = None
    """How far the source can be relied on, A to F on the Admiralty scale; F means that it cannot be judged."""
    reliability_because: Prose | None = None
    """Why it has that grade."""
    note: Prose | None = None
    """What a reader should know about it: a mirror, a slanted headline, a doubtful date."""

    summary: str = ""
    """Our own summary: the body of the file, before any '## Text'."""
    text: str = ""
    """The document's own text, under '## Text', for owned and open texts only."""

    @property
    def published_words(self) -> str:
        """When it was published, in words, or that this is not known."""
        return self.published.words() if self.published else _("date not known")

    @property
    def judged(self) -> bool:
        """Whether the reliability was judged (A to E)."""
        return self.reliability not in (None, UNJUDGED_RELIABILITY)

    @property
    def may_show_text(self) -> bool:
        """Whether its rights allow us to publish the text itself."""
        return self.rights not in RESTRICTED_RIGHTS
