"""Who stands behind a source: outlets that repeat one report are one voice, however many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Corpus, Source


def origins(corpus: Corpus, source: Source, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return the publishers from whom what a source says comes.

    These are the publishers of the sources that it repeats ('derives_from'), followed to their beginning; of a source that
    repeats none on record, its own publisher. Sources that repeat each other in a circle stand for themselves.
    """
    repeated = [found for one in source.derives_from if (found := corpus.sources.get(one))]
    seen |= {source.id}
    beyond = [one for one in repeated if one.id not in seen]
    return frozenset().union(*(origins(corpus, one, seen) for one in beyond)) if beyond else frozenset({source.publisher})


def origins_of(corpus: Corpus, sources: Iterable[Source]) -> frozenset[str]:
    """Return the publishers from whom what several sources say comes."""
    return frozenset().union(*(origins(corpus, source) for source in sources))
