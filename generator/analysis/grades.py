"""Grades of evidence on the Admiralty scale, what they allow, and the publishers behind evidence.

Reliability (A to F) belongs to a source, credibility (1 to 6) to a piece of information; the two are judged separately and
never combined. F and 6 mean that something cannot be judged, and count as missing.

An assessment of a claim is an editor's judgement, so it is not computed. What can be computed is how many independent publishers each
side rests on, and what would remain without each of them. Outlets that repeat one report count as one voice, however many they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Act, Claim, Corpus, Cost, Evidence, Source

_WEAK: Final = frozenset("DEF")
"""Grades of a source that cannot support a figure on its own."""


def source_of(corpus: Corpus, evidence: Evidence) -> Source | None:
    """Return the source of a piece of evidence, or None if it is not on record."""
    return corpus.sources.get(evidence.source)


def graded_support(corpus: Corpus, evidence: Iterable[Evidence]) -> list[Source]:
    """Return the sources of the supporting evidence that is graded on both axes."""
    supports = [(source_of(corpus, piece), piece) for piece in evidence if piece.says == "supports" and piece.judged]
    return [source for source, _ in supports if source is not None and source.judged]


def is_graded(corpus: Corpus, record: Act | Cost) -> bool:
    """Return whether an act or cost has at least one piece of supporting evidence graded on both axes."""
    return bool(graded_support(corpus, record.evidence))


def is_weak(corpus: Corpus, evidence: Sequence[Evidence]) -> bool:
    """Return whether evidence is not graded, or rests on one publisher's sources that are weak (D, E) or cannot be judged."""
    if not graded_support(corpus, evidence):
        return True
    sources = [source_of(corpus, piece) for piece in evidence if piece.says == "supports"]
    weak = [source for source in sources if source and (source.reliability is None or source.reliability in _WEAK)]
    return len(weak) == len(sources) and len(origins_of(corpus, weak)) == 1


def grade_of(corpus: Corpus, evidence: Evidence) -> str:
    """Return the grade as shown: 'B2', 'F6', 'B' or '', as far as it was given."""
    source = source_of(corpus, evidence)
    return f"{source.reliability if source and source.reliability else ''}{evidence.credibility or ''}"


def origins(corpus: Corpus, source: Source, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the original publishers of what a source says.

    These are the publishers of the sources that it repeats ('derives_from'), followed recursively; if it repeats none on record, its own
    publisher. Sources that repeat each other in a cycle count as originals.
    """
    repeated = [original for source_id in source.derives_from if (original := corpus.sources.get(source_id))]
    seen |= {source.id}
    unseen = [original for original in repeated if original.id not in seen]
    return frozenset().union(*(origins(corpus, original, seen) for original in unseen)) if unseen else frozenset({source.publisher})


def origins_of(corpus: Corpus, sources: Iterable[Source]) -> frozenset[str]:
    """Return the original publishers of what several sources say."""
    return frozenset().union(*(origins(corpus, source) for source in sources))


class Side(NamedTuple):
    """The evidence for or against a claim, and how much it depends on single publishers."""

    pieces: int
    """The number of pieces of evidence."""
    publishers: Sequence[str]
    """The independent publishers behind them, by name."""
    left: Mapping[str, int]
    """The number of pieces that would remain without each publisher of either side, by name."""


def sensitivity(corpus: Corpus, claim: Claim) -> Mapping[str, Side]:
    """Return the sides 'supports' and 'contradicts' of a claim; context is on neither side."""
    behind = {says: _publishers_behind(corpus, claim, says) for says in ("supports", "contradicts")}
    names = sorted({name for pieces in behind.values() for publishers in pieces for name in publishers}, key=str.casefold)
    return {
        says: Side(
            len(pieces),
            [name for name in names if any(name in publishers for publishers in pieces)],
            {name: sum(bool(publishers - {name}) for publishers in pieces) for name in names},
        )
        for says, pieces in behind.items()
    }


def weighed(claim: Claim) -> list[Evidence]:
    """Return the evidence for and against a claim: its own, and that of assessments from sources that the claim does not cite itself."""
    own = {(piece.source, piece.says) for piece in claim.evidence}
    named = {(item.source, item.says): item for assessment in claim.assessments for item in assessment.evidence if item.says != "context"}
    return [*claim.evidence, *(piece for said, piece in named.items() if said not in own)]


def _publishers_behind(corpus: Corpus, claim: Claim, says: str) -> list[frozenset[str]]:
    """Return the publishers behind each piece of evidence on one side."""
    sources = [source_of(corpus, piece) for piece in weighed(claim) if piece.says == says]
    return [origins(corpus, source) for source in sources if source is not None]
