"""All evidence as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

The target of an annotation is the source, its body the record that rests on it. Words are told by TextQuoteSelector, each part of a
shortened quotation by a target of its own. Where the text of a source stands in the repository, 'exact', 'prefix' and 'suffix' are
cut from it, within one paragraph, so that a matcher that compares character by character (Apache Annotator) finds them; of other
sources 'exact' is the quotation without its marks, and nothing tells of the words around it. Where its place is proved,
TextPositionSelector gives the code points of the text, and the state gives the day and the SHA-256 of the text's form (see
generator.text.normalising), without which a position says nothing.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from generator.text import Passages, Span, read_passages
from generator.verify.evidence.brackets import as_printed, parts_of
from generator.verify.evidence.uses import Use, digest, uses_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from generator.model import Corpus, Record, Source
    from generator.verify.evidence.lock import Lock, LockedProof

CONTEXT: Final = [
    "http://www.w3.org/ns/anno.jsonld",
    {name: f"https://schema.org/{name}" for name in ("sha256", "copyrightNotice")},
]
CONTEXT_LENGTH: Final = 32
"""The most code points of 'prefix' and of 'suffix', as Hypothesis gives them; where words have spaces, none is cut."""
Selector = dict[str, object]
MOTIVES: Final = {"supports": "linking", "contradicts": "questioning", "context": "commenting"}
"""The motivation of the vocabulary that comes nearest to how a source bears on a record."""


def annotations_text(
    corpus: Corpus, lock: Lock, address: Callable[[Record], str], here: str = "", terms: Mapping[str, str] | None = None
) -> str:
    """Return the text of annotations.json, the same for the same records and proofs: in the order of the records and their fields.

    'address' gives the address of a record, absolute or relative to where the file stands; 'here' is the address of the file itself,
    below which annotations are named, by URNs without it; 'terms' says how all may be used: 'rights', an address, and 'copyrightNotice'.
    """
    used = ((use, corpus.sources.get(use.source)) for use in uses_in(corpus))
    items = [_annotation(use, source, lock, address, here) for use, source in used if source is not None]
    page = {"id": _id(here, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {"@context": CONTEXT, "id": here or _id(here, "collection"), "type": "AnnotationCollection", "label": "Evidence on record"}
    return json.dumps({**collection, **(terms or {}), "total": len(items), "first": page}, ensure_ascii=False, indent=1) + "\n"


def _id(here: str, name: str) -> str:
    return f"{here}#{name}" if here else f"urn:onrecord:{name}"


def _annotation(use: Use, source: Source, lock: Lock, address: Callable[[Record], str], here: str) -> dict[str, object]:
    where = "/".join(str(key) for key in use.keys)
    targets = _targets(use, source, lock, address)
    made = {
        "id": _id(here, f"{use.record.section}:{use.record.id}:{digest(where)[:16]}"),
        "type": "Annotation",
        "motivation": MOTIVES[use.evidence.says],
        "body": {"id": address(use.record), "type": "Text", "format": "text/html"},
        "target": targets if len(targets) > 1 else targets[0],
    }
    return made | ({"rights": source.licence} if source.licence and source.licence.startswith("http") else {})


def _targets(use: Use, source: Source, lock: Lock, address: Callable[[Record], str]) -> list[object]:
    proof = lock.proofs.get(use.key or "")
    document = source.url or address(source)
    found: list[object] = []
    for selectors in _selectors(use, source, proof):
        target: dict[str, object] = {"type": "SpecificResource", "source": document}
        target["selector"] = selectors if len(selectors) > 1 else selectors[0]
        if proof is not None:
            proved = {} if use.key in lock.fresh else {"sourceDate": f"{proof.on.isoformat()}T00:00:00Z"}
            target["state"] = {"type": "TimeState", **proved, "sha256": proof.text}
        found.append(target)
    return found or [document]


def _selectors(use: Use, source: Source, proof: LockedProof | None) -> list[list[Selector]]:
    """Return the selectors of each part of what is used."""
    quote = use.evidence.quote
    if quote is None:
        return [[_position(span)] for span in proof.spans] if proof else []
    if proof is not None and source.text and source.may_show_text:
        passages = read_passages(source.text, source.language)
        return [
            [_cut(source.text, span, around), _position(span)] for one in proof.spans for span, around in _within_paragraphs(one, passages)
        ]
    words: list[Selector] = [{"type": "TextQuoteSelector", "exact": as_printed(part)} for part in parts_of(quote)]
    spans = proof.spans if proof is not None and len(proof.spans) == len(words) else ()
    return [[one, *map(_position, spans[index : index + 1])] for index, one in enumerate(words)]


def _within_paragraphs(span: Span, passages: Passages) -> Iterator[tuple[Span, Span]]:
    """Yield what of a span is in each paragraph, with the paragraph."""
    for paragraph in passages.paragraphs:
        start, end = max(span.start, paragraph.span.start), min(span.end, paragraph.span.end)
        if start < end:
            yield Span(start, end), paragraph.span


def _cut(text: str, span: Span, around: Span) -> Selector:
    """Return a selector of a span of a text, with the words around it in its paragraph."""
    before, after = text[around.start : span.start], text[span.end : around.end]
    beside = {"prefix": _nearest(before[::-1])[::-1], "suffix": _nearest(after)}
    given = {name: words for name, words in beside.items() if words}
    return {"type": "TextQuoteSelector", "exact": text[span.start : span.end], **given}


def _nearest(text: str) -> str:
    """Return the first code points of a text, without a word that is cut."""
    if len(text) <= CONTEXT_LENGTH:
        return text
    whole = re.match(rf"(?s:.{{1,{CONTEXT_LENGTH}}})(?=\s)", text)
    return whole[0] if whole else text[:CONTEXT_LENGTH]


def _position(span: Span) -> Selector:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}
