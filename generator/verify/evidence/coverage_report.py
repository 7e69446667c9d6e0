"""Coverage as text for editors and as JSON for tools. Places and ids only: neither holds a word of any text."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

from generator.text import escaped, inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.verify.evidence.coverage import Coverage, Voices


def coverage_as_json(found: Coverage) -> str:
    """Return coverage as one JSON object."""
    lists = {name: getattr(found, name) for name in ("without_quotes", "one_publisher", "one_chain", "opinion_only", "old")}
    return escaped(json.dumps({"version": 1, **asdict(found), **lists}, ensure_ascii=False, indent=2)) + "\n"


def coverage_as_text(found: Coverage) -> str:
    """Return coverage in words."""
    return inert("\n".join(_lines(found))) + "\n"


def _lines(found: Coverage) -> Iterator[str]:
    for text in found.texts:
        yield f"{text.source}: {len(text.used)} of {text.total} sentences used"
        if text.unused:
            yield f"  not used: {', '.join(text.unused)}"
    yield f"{len(found.without_text)} sources whose text is not at hand"
    yield f"{len(found.whole_documents)} uses of a document as a whole"
    for record, uses in groupby(found.whole_documents, key=lambda one: one[0]):
        yield f"  {record}: {', '.join(source for _, source in uses)}"
    for words, claims in (
        ("without a quotation", found.without_quotes),
        ("resting on one publisher", found.one_publisher),
        ("resting on several publishers that repeat each other", found.one_chain),
        ("resting on opinion alone", found.opinion_only),
        ("without support newer than a year", found.old),
    ):
        yield from _claims(words, claims, len(found.claims))
    yield from _voices(found.voices)


def _claims(words: str, claims: Sequence[str], total: int) -> Iterator[str]:
    yield f"{len(claims)} of {total} claims {words}"
    yield from (f"  {claim}" for claim in claims)


def _voices(voices: Voices) -> Iterator[str]:
    yield f"{len(voices.quoted)} voices quoted"
    yield from (f"  {actor}: {number}" for actor, number in voices.quoted.items())
    yield f"{len(voices.reported)} reported and never quoted"
    yield from (f"  {actor}" for actor in voices.reported)
    yield f"{len(voices.only_talked_about)} only talked about"
    yield from (f"  {actor}" for actor in voices.only_talked_about)
