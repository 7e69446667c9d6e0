"""What the record rests on and how broadly: for editors, who decide what to look for next.

Nothing here is a mistake. A claim may well rest on one publisher; its readers and editors should know. What is said of it as text, for
editors, or as JSON, for tools, is places and ids, and no word of any text.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from generator.analysis import origins_of
from generator.model import Actor, Claim, Source
from generator.text import counted, escaped, inert
from generator.verify.evidence.proving import spans_of
from generator.verify.evidence.texts import prepare_text
from generator.verify.evidence.uses import uses_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from generator.model import Corpus
    from generator.text import SourceText
    from generator.verify.evidence.uses import Use

OLD: Final = 365
"""The days after which evidence counts as old."""


@dataclass(frozen=True, slots=True)
class TextUse:
    """How much of a text is used."""

    source: str
    used: tuple[str, ...]
    """The sentences that are quoted or named, as places."""
    unused: tuple[str, ...]
    """The others; headings and bylines are left out."""

    @property
    def total(self) -> int:
        """The number of sentences."""
        return len(self.used) + len(self.unused)


@dataclass(frozen=True, slots=True)
class Footing:
    """What a claim rests on: the evidence that supports it."""

    claim: str
    publishers: tuple[str, ...]
    origins: int
    """How many independent publishers stand behind it; outlets that repeat one report count as one."""
    only_opinion: bool
    quotes: int
    """How many quotations stand in the claim and in its life."""
    newest: int | None
    """The age of the newest supporting source, in days; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who is heard."""

    quoted: Mapping[str, int]
    """Actors whose words are quoted, and how often."""
    reported: tuple[str, ...]
    """Actors who make claims or take positions, and are never quoted."""
    only_talked_about: tuple[str, ...]
    """Actors who are named elsewhere in the record and never speak."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the record rests on."""

    texts: tuple[TextUse, ...]
    without_text: tuple[str, ...]
    """Sources whose text is not at hand."""
    whole_documents: tuple[tuple[str, str], ...]
    """Uses of a document as a whole: the record, as 'claim x', and the source."""
    claims: tuple[Footing, ...]
    voices: Voices

    def claims_with(self, lack: str) -> tuple[str, ...]:
        """Return the claims whose footing lacks something: one of LACKS."""
        return tuple(one.claim for one in self.claims if LACKS[lack][1](one))


LACKS: Final[Mapping[str, tuple[str, Callable[[Footing], bool]]]] = {
    "without_quotes": ("without a quotation", lambda one: not one.quotes),
    "one_publisher": ("resting on one publisher", lambda one: len(one.publishers) == 1),
    "one_chain": (
        "resting on several publishers that repeat each other",
        lambda one: one.origins == 1 and len(one.publishers) > 1,
    ),
    "opinion_only": ("resting on opinion alone", lambda one: one.only_opinion),
    "old": ("without support newer than a year", lambda one: one.newest is not None and one.newest > OLD),
}
"""What a claim's footing may lack: its name, its words, and what tells it."""


def coverage(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Coverage:
    """Return what the record rests on, with the texts at hand."""
    uses = uses_in(corpus)
    return Coverage(
        tuple(_text_use(source, texts[name], uses) for name, source in corpus.sources.items() if name in texts),
        tuple(name for name in corpus.sources if name not in texts),
        tuple((f"{use.record.singular} {use.record.id}", use.source) for use in uses if use.evidence.is_whole),
        tuple(_footing(corpus, claim, [use for use in uses if use.record is claim], today) for claim in corpus.all(Claim)),
        _voices(corpus, uses),
    )


def _text_use(source: Source, text: SourceText, uses: Sequence[Use]) -> TextUse:
    held = prepare_text(text.text, source.language)
    spans = [span for use in uses if use.source == source.id for span in spans_of(use, held)]
    used, unused = [], []
    for paragraph in held.passages.paragraphs:
        for sentence in paragraph.sentences:
            if any(one.start < sentence.span.end and sentence.span.start < one.end for one in spans):
                used.append(sentence.place)
            elif paragraph.kind == "text":
                unused.append(sentence.place)
    return TextUse(source.id, tuple(used), tuple(unused))


def _footing(corpus: Corpus, claim: Claim, uses: Sequence[Use], today: date) -> Footing:
    sources = [source for one in claim.evidence if one.says == "supports" and (source := corpus.sources.get(one.source))]
    ages = [(today - latest).days for one in sources if one.published and (latest := one.published.latest)]
    return Footing(
        claim.id,
        tuple(sorted({one.publisher for one in sources})),
        len(origins_of(corpus, sources)),
        bool(sources) and all(one.kind == "opinion" for one in sources),
        sum(use.evidence.quote is not None for use in uses),
        min(ages, default=None),
    )


def _voices(corpus: Corpus, uses: Iterable[Use]) -> Voices:
    actors = {actor.id for actor in corpus.all(Actor)}
    speakers = [use.evidence.speaker or "" for use in uses if use.evidence.quote is not None]
    quoted = Counter(speaker for speaker in speakers if speaker in actors)
    reported = {actor for claim in corpus.all(Claim) for actor in (*claim.claimant, *(one.actor for one in claim.positions))} & actors
    named = {
        reference.id
        for record in corpus
        if not isinstance(record, Actor | Source)
        for reference in corpus.references(record)
        if Actor.section in reference.to.sections
    }
    return Voices(
        dict(sorted(quoted.items(), key=lambda one: (-one[1], one[0]))),
        tuple(sorted(reported - set(quoted))),
        tuple(sorted((named & actors) - reported - set(quoted))),
    )


def coverage_as_json(found: Coverage) -> str:
    """Return coverage as one JSON object."""
    lists = {lack: found.claims_with(lack) for lack in LACKS}
    return escaped(json.dumps({"version": 1, **asdict(found), **lists}, ensure_ascii=False, indent=2)) + "\n"


def coverage_as_text(found: Coverage) -> str:
    """Return coverage in words."""
    return inert("\n".join(_lines(found))) + "\n"


def _lines(found: Coverage) -> Iterator[str]:
    for text in found.texts:
        yield f"{text.source}: {len(text.used)} of {counted(text.total, 'sentence')} used"
        if text.unused:
            yield f"  not used: {', '.join(text.unused)}"
    yield f"{counted(len(found.without_text), 'source')} whose text is not at hand"
    yield f"{counted(len(found.whole_documents), 'use')} of a document as a whole"
    for record, uses in groupby(found.whole_documents, key=lambda one: one[0]):
        yield f"  {record}: {', '.join(source for _, source in uses)}"
    for lack, (words, _) in LACKS.items():
        claims = found.claims_with(lack)
        yield from (f"{len(claims)} of {counted(len(found.claims), 'claim')} {words}", *(f"  {claim}" for claim in claims))
    voices = found.voices
    quoted = [f"{actor}: {number}" for actor, number in voices.quoted.items()]
    unheard = {
        f"{'voice' if len(quoted) == 1 else 'voices'} quoted": quoted,
        "reported and never quoted": voices.reported,
        "only talked about": voices.only_talked_about,
    }
    for words, actors in unheard.items():
        yield from (f"{len(actors)} {words}", *(f"  {actor}" for actor in actors))
