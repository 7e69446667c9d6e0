"""Grades of evidence on the Admiralty scale, and what they let a record do.

Reliability (A to F) belongs to a source, credibility (1 to 6) to a piece of information; the two are judged apart and
never added. F and 6 mean that something cannot be judged, and count as missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.model import Act, Corpus, Cost, Evidence, Source


_WEAK: Final = frozenset("DEF")
"""Grades of a source on which a figure cannot rest alone."""


def source_of(corpus: Corpus, evidence: Evidence) -> Source | None:
    """Return the source of a piece of evidence; nothing where it is not on record."""
    return corpus.sources.get(evidence.source)


def graded_support(corpus: Corpus, evidence: Iterable[Evidence]) -> list[Source]:
    """Return the sources of the supporting evidence that is graded on both axes."""
    supports = [(source_of(corpus, one), one) for one in evidence if one.says == "supports" and one.judged]
    return [source for source, _ in supports if source is not None and source.judged]


def is_graded(corpus: Corpus, record: Act | Cost) -> bool:
    """Tell whether an act or a cost rests on at least one piece of supporting evidence graded on both axes."""
    return bool(graded_support(corpus, record.evidence))


def is_weak(corpus: Corpus, evidence: Sequence[Evidence]) -> bool:
    """Tell whether evidence is not graded, or rests on one source that is weak (D, E) or not judged."""
    if not graded_support(corpus, evidence):
        return True
    sources = {one.source: source_of(corpus, one) for one in evidence if one.says == "supports"}
    only = next(iter(sources.values())) if len(sources) == 1 else None
    return only is not None and (only.reliability is None or only.reliability in _WEAK)


def grade_of(corpus: Corpus, evidence: Evidence) -> str:
    """Return the grade as readers see it: 'B2', 'F6', 'B' or '' as far as it was given."""
    source = source_of(corpus, evidence)
    return f"{source.reliability if source and source.reliability else ''}{evidence.credibility or ''}"
