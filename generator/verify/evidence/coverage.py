"""A report on how broadly the evidence covers the record, for editors who decide what to look for next.

Nothing in it is a mistake: a claim may rest on one publisher, but readers and editors should know. The output, text for editors
or JSON for tools, has passage labels and ids, and no words of any text.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from generator.analysis import origins_of, weighed
from generator.model import Actor, Claim, Corpus, Source
from generator.text import SourceText, counted, escaped, inert
from generator.verify.evidence.proving import spans_of
from generator.verify.evidence.texts import prepare_text
from generator.verify.evidence.uses import Use, uses_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date


Data = dict[str, Any]
OLD: Final = 365
"""The age in days above which evidence counts as old."""


LACKS: Final[Mapping[str, tuple[str, Callable[[Data], bool]]]] = {
    "without_quotes": ("without a quotation", lambda claim: not claim["quotes"]),
    "one_publisher": ("supported by one publisher", lambda claim: len(claim["publishers"]) == 1),
    "one_chain": ("supported by several publishers that repeat each other", lambda claim: claim["origins"] == 1 < len(claim["publishers"])),
    "opinion_only": ("supported only by opinion", lambda claim: claim["only_opinion"]),
    "old": ("without support newer than a year", lambda claim: claim["newest"] is not None and claim["newest"] > OLD),
}
"""What the evidence of a claim may lack: name, description, and predicate."""


def coverage(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Data:
    """Return the coverage of the record by the texts at hand, in the structure of the JSON report.

    'texts' has the labels of used and unused sentences, without headings and bylines; 'without_text' the sources whose text is not at
    hand; 'whole_documents' the records and sources of evidence that cites a whole document. 'claims' has the publishers that support each
    claim, the number of their 'origins' (outlets that repeat one report share one), the number of quotations, and the age of the newest
    support in days. 'voices' has the number of quotations of each actor, the actors 'reported' but never quoted, and those
    'only_talked_about'. The other keys list the claims with each of LACKS.
    """
    uses = uses_in(corpus)
    standing = [claim for claim in corpus.all(Claim) if not claim.retired]
    claims = [_footing(corpus, claim, [use for use in uses if use.record is claim], today) for claim in standing]
    return {
        "version": 1,
        "texts": [_text_use(source, texts[name], uses) for name, source in corpus.sources.items() if name in texts],
        "without_text": [name for name in corpus.sources if name not in texts],
        "whole_documents": [(f"{use.record.singular} {use.record.id}", use.source) for use in uses if use.evidence.is_whole],
        "claims": claims,
        "voices": _voices(corpus, uses),
        **{lack: [claim["claim"] for claim in claims if lacks(claim)] for lack, (_, lacks) in LACKS.items()},
    }


def _text_use(source: Source, text: SourceText, uses: Sequence[Use]) -> Data:
    prepared = prepare_text(text.text, source.language)
    spans = [span for use in uses if use.source == source.id for span in spans_of(use, prepared)]
    used, unused = [], []
    for paragraph in prepared.passages.paragraphs:
        for sentence in paragraph.sentences:
            if any(span.start < sentence.span.end and sentence.span.start < span.end for span in spans):
                used.append(sentence.place)
            elif paragraph.kind == "text":
                unused.append(sentence.place)
    return {"source": source.id, "used": used, "unused": unused}


def _footing(corpus: Corpus, claim: Claim, uses: Sequence[Use], today: date) -> Data:
    support = [evidence for evidence in weighed(claim) if evidence.says == "supports"]
    sources = [source for evidence in support if (source := corpus.sources.get(evidence.source))]
    ages = [(today - latest).days for source in sources if source.published and (latest := source.published.latest)]
    return {
        "claim": claim.id,
        "publishers": sorted({source.publisher for source in sources}),
        "origins": len(origins_of(corpus, sources)),
        "only_opinion": bool(sources) and all(source.kind == "opinion" for source in sources),
        "quotes": sum(use.evidence.quote is not None for use in uses),
        "newest": min(ages, default=None),
    }


def _voices(corpus: Corpus, uses: Iterable[Use]) -> Data:
    actors = {actor.id for actor in corpus.all(Actor)}
    speakers = [use.evidence.speaker or "" for use in uses if use.evidence.quote is not None]
    quoted = Counter(speaker for speaker in speakers if speaker in actors)
    reported = actors & {actor for claim in corpus.all(Claim) for actor in (*claim.claimant, *(item.actor for item in claim.positions))}
    named = {
        reference.id
        for record in corpus
        if not isinstance(record, Actor | Source)
        for reference in corpus.references(record)
        if Actor.section in reference.to.sections
    }
    return {
        "quoted": dict(sorted(quoted.items(), key=lambda item: (-item[1], item[0]))),
        "reported": sorted(reported - set(quoted)),
        "only_talked_about": sorted((named & actors) - reported - set(quoted)),
    }


def coverage_as_json(report: Data) -> str:
    """Return a coverage report as JSON."""
    return escaped(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def coverage_as_text(report: Data) -> str:
    """Return a coverage report as text."""
    return inert("\n".join(_lines(report))) + "\n"


def _lines(report: Data) -> Iterator[str]:
    for text in report["texts"]:
        yield f"{text['source']}: {len(text['used'])} of {counted(len(text['used']) + len(text['unused']), 'sentence')} used"
        if text["unused"]:
            yield f"  unused: {', '.join(text['unused'])}"
    yield f"{counted(len(report['without_text']), 'source')} without an available text"
    yield f"{counted(len(report['whole_documents']), 'use')} of a document as a whole"
    for record, uses in groupby(report["whole_documents"], key=itemgetter(0)):
        yield f"  {record}: {', '.join(source for _, source in uses)}"
    quoted = [f"{actor}: {number}" for actor, number in report["voices"]["quoted"].items()]
    lists = {
        **{f"of {counted(len(report['claims']), 'claim')} {words}": report[lack] for lack, (words, _) in LACKS.items()},
        f"{'voice' if len(quoted) == 1 else 'voices'} quoted": quoted,
        "reported but never quoted": report["voices"]["reported"],
        "only mentioned": report["voices"]["only_talked_about"],
    }
    for heading, items in lists.items():
        yield from (f"{len(items)} {heading}", *(f"  {item}" for item in items))
