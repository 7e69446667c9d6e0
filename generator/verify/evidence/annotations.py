"""All evidence as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

The target of an annotation is the source, its body the record that rests on it. Quotations have a TextQuoteSelector, each part of a
shortened one in a target of its own. If the text of a source is in the repository, 'exact', 'prefix' and 'suffix' are cut from it,
within one paragraph, so that matchers that compare characters (Apache Annotator) find them; for other sources 'exact' is the
quotation without its marks, without context. For a proved quotation, TextPositionSelector has the code points of the text, and the
state has the day and the SHA-256 of the text's normalised form (see generator.text.normalising), without which offsets are meaningless.
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
"""The most code points of 'prefix' and 'suffix', as in Hypothesis; words are not cut in scripts with spaces."""
Selector = dict[str, object]
MOTIVES: Final = {"supports": "linking", "contradicts": "questioning", "context": "commenting"}
"""The motivation of the W3C vocabulary closest to each stance of evidence toward a record."""


def annotations_text(
    corpus: Corpus, lock: Lock, address: Callable[[Record], str], here: str = "", terms: Mapping[str, str] | None = None
) -> str:
    """Return the text of annotations.json, deterministic: in the order of the records and their fields.

    'address' returns the URL of a record, absolute or relative to the file; 'here' is the URL of the file itself, used for the ids of
    annotations, which are URNs without it; 'terms' are the terms of use: 'rights', a URL, and 'copyrightNotice'.
    """
    used = ((use, corpus.sources.get(use.source)) for use in uses_in(corpus))
    items = [_annotation(use, source, lock, address, here) for use, source in used if source is not None]
    page = {"id": _id(here, "page"), "type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {"@context": CONTEXT, "id": here or _id(here, "collection"), "type": "AnnotationCollection", "label": "Evidence on record"}
    return json.dumps({**collection, **(terms or {}), "total": len(items), "first": page}, ensure_ascii=False, indent=1) + "\n"


def _id(here: str, name: str) -> str:
    return f"{here}#{name}" if here else f"urn:onrecord:{name}"


def _annotation(use: Use, source: Source, lock: Lock, address: Callable[[Record], str], here: str) -> dict[str, object]:
    path = "/".join(str(key) for key in use.keys)
    targets = _targets(use, source, lock, address)
    annotation = {
        "id": _id(here, f"{use.record.section}:{use.record.id}:{digest(path)[:16]}"),
        "type": "Annotation",
        "motivation": MOTIVES[use.evidence.says],
        "body": {"id": address(use.record), "type": "Text", "format": "text/html"},
        "target": targets if len(targets) > 1 else targets[0],
    }
    return annotation | ({"rights": source.licence} if source.licence and source.licence.startswith("http") else {})


def _targets(use: Use, source: Source, lock: Lock, address: Callable[[Record], str]) -> list[object]:
    proof = lock.proofs.get(use.key or "")
    document = source.url or address(source)
    targets: list[object] = []
    for selectors in _selectors(use, source, proof):
        target: dict[str, object] = {"type": "SpecificResource", "source": document}
        target["selector"] = selectors if len(selectors) > 1 else selectors[0]
        if proof is not None:
            day = {} if use.key in lock.fresh else {"sourceDate": f"{proof.on.isoformat()}T00:00:00Z"}
            target["state"] = {"type": "TimeState", **day, "sha256": proof.text}
        targets.append(target)
    return targets or [document]


def _selectors(use: Use, source: Source, proof: LockedProof | None) -> list[list[Selector]]:
    """Return the selectors of each part of a use."""
    quote = use.evidence.quote
    if quote is None:
        return [[_position(span)] for span in proof.spans] if proof else []
    if proof is not None and source.text and source.may_show_text:
        passages = read_passages(source.text, source.language)
        return [
            [_quote_selector(source.text, span, paragraph), _position(span)]
            for proved in proof.spans
            for span, paragraph in _by_paragraph(proved, passages)
        ]
    words: list[Selector] = [{"type": "TextQuoteSelector", "exact": as_printed(part)} for part in parts_of(quote)]
    spans = proof.spans if proof is not None and len(proof.spans) == len(words) else ()
    return [[selector, *map(_position, spans[index : index + 1])] for index, selector in enumerate(words)]


def _by_paragraph(span: Span, passages: Passages) -> Iterator[tuple[Span, Span]]:
    """Yield the part of a span in each paragraph, with the paragraph's span."""
    for paragraph in passages.paragraphs:
        start, end = max(span.start, paragraph.span.start), min(span.end, paragraph.span.end)
        if start < end:
            yield Span(start, end), paragraph.span


def _quote_selector(text: str, span: Span, paragraph: Span) -> Selector:
    """Return the selector of a span of a text, with its context in the paragraph."""
    before, after = text[paragraph.start : span.start], text[span.end : paragraph.end]
    context = {"prefix": _truncated(before[::-1])[::-1], "suffix": _truncated(after)}
    return {"type": "TextQuoteSelector", "exact": text[span.start : span.end], **{name: words for name, words in context.items() if words}}


def _truncated(text: str) -> str:
    """Return the first code points of a text, cut at a space if possible."""
    if len(text) <= CONTEXT_LENGTH:
        return text
    whole = re.match(rf"(?s:.{{1,{CONTEXT_LENGTH}}})(?=\s)", text)
    return whole[0] if whole else text[:CONTEXT_LENGTH]


def _position(span: Span) -> Selector:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}
