"""All evidence as W3C Web Annotations in JSON-LD (https://www.w3.org/TR/annotation-model/).

The target of an annotation is the source, its body the record that rests on it. Words are told by TextQuoteSelector: the
quotation as published, and the words around it only where the source's rights let us publish its text. Where its place is
proved, TextPositionSelector gives the code points of the text, and the state gives the day and the SHA-256 of the text's form
(see generator.text.normalise), without which a position says nothing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from generator.evidence.uses import digest, uses_in
from generator.records import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.corpus import Corpus
    from generator.evidence.lock import Lock, Locked
    from generator.evidence.uses import Use
    from generator.records import Record

CONTEXT: Final = ["http://www.w3.org/ns/anno.jsonld", {"sha256": "https://schema.org/sha256"}]

MOTIVES: Final = {"supports": "linking", "contradicts": "questioning", "context": "commenting"}
"""The motivation of the vocabulary that comes nearest to how a source bears on a record."""


def annotations_text(corpus: Corpus, lock: Lock, address: Callable[[Record], str]) -> str:
    """Return the text of annotations.json.

    Args:
        corpus: The records.
        lock: The proofs, from `lock_of`.
        address: Gives the address of a record, absolute or relative to where the file stands.

    Returns:
        The same text for the same records and proofs: in the order of the records and their fields.
    """
    items = []
    for use in uses_in(corpus):
        source = corpus.get(Source.section, use.source)
        if isinstance(source, Source):
            items.append(_annotation(use, source, lock, address))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {"@context": CONTEXT, "id": _urn("collection"), "type": "AnnotationCollection", "label": "Evidence on record"}
    return json.dumps({**collection, "total": len(items), "first": {"id": _urn("page"), **page}}, ensure_ascii=False, indent=1) + "\n"


def _urn(name: str) -> str:
    return f"urn:onrecord:{name}"


def _annotation(use: Use, source: Source, lock: Lock, address: Callable[[Record], str]) -> dict[str, object]:
    where = "/".join(str(key) for key in use.keys)
    made = {
        "id": _urn(f"{use.record.section}:{use.record.id}:{digest(where)[:16]}"),
        "type": "Annotation",
        "motivation": MOTIVES[use.evidence.says],
        "body": {"id": address(use.record), "type": "Text", "format": "text/html"},
        "target": _target(use, source, lock, address),
    }
    return made | ({"rights": source.licence} if source.licence and source.licence.startswith("http") else {})


def _target(use: Use, source: Source, lock: Lock, address: Callable[[Record], str]) -> object:
    proof = lock.proofs.get(use.key or "")
    document = source.url or address(source)
    selectors = [*_words(use, source), *_position(proof)]
    if not selectors:
        return document
    target: dict[str, object] = {"type": "SpecificResource", "source": document}
    target["selector"] = selectors if len(selectors) > 1 else selectors[0]
    if proof is not None:
        proved = {} if use.key in lock.fresh else {"sourceDate": f"{proof.on.isoformat()}T00:00:00Z"}
        target["state"] = {"type": "TimeState", **proved, "sha256": proof.text}
    return target


def _words(use: Use, source: Source) -> list[dict[str, object]]:
    one = use.evidence
    if one.quote is None:
        return []
    around = {"prefix": one.prefix, "suffix": one.suffix} if source.may_show_text else {}
    given = {name: words for name, words in around.items() if words}
    return [{"type": "TextQuoteSelector", "exact": one.quote, **given}]


def _position(proof: Locked | None) -> list[dict[str, object]]:
    if proof is None:
        return []
    return [{"type": "TextPositionSelector", "start": span.start, "end": span.end} for span in proof.spans]
