"""Grades that can be defended: what is called confirmed was confirmed, and the same words have the same grade everywhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from generator.analysis import origins_of, source_of
from generator.content import Diagnostic, Rule
from generator.model import CONFIRMED_CREDIBILITY
from generator.text import normalise
from generator.verify.evidence.uses import uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus
    from generator.verify.evidence.uses import Use

_INDEPENDENT: Final = 2
"""The publishers that confirm: one that says it, and another that does not repeat the first."""


def check_confirmations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Evidence that is called confirmed stands beside evidence of an independent publisher that says the same."""
    beside: defaultdict[object, list[Use]] = defaultdict(list)
    for use in _graded(corpus):
        beside[use.record.key, use.keys[:-1], use.evidence.says].append(use)
    for uses in beside.values():
        sources = [source_of(corpus, use.evidence) for use in uses]
        origins = origins_of(corpus, [source for source in sources if source is not None])
        if None in sources or len(origins) >= _INDEPENDENT:
            continue
        for use in uses:
            if use.evidence.credibility == CONFIRMED_CREDIBILITY:
                yield Rule.LONE_CONFIRMATION.at(
                    use.at("credibility"),
                    f"credibility 1 means 'confirmed by others', and here only {min(origins)} says so",
                    "add evidence of another publisher that says the same, or write 'credibility: 2'",
                )


def check_even_grades(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """The same statement of one source has one credibility in all records."""
    first: dict[object, Use] = {}
    for use in _graded(corpus):
        note = use.evidence.note
        statement = use.key or (normalise(note) if note else None)
        if statement is None or use.evidence.credibility is None:
            continue
        other = first.setdefault((use.source, use.evidence.says, statement), use)
        if other.evidence.credibility != use.evidence.credibility:
            place = other.at("credibility")
            yield Rule.UNEVEN_GRADES.at(
                use.at("credibility"),
                f"the same statement of '{use.source}' has credibility {use.evidence.credibility} here "
                f"and {other.evidence.credibility} in {place.path}:{place.line}",
                "give it one grade in all records",
            )


def _graded(corpus: Corpus) -> Iterator[Use]:
    """Yield the uses of sources that can have a grade: evidence, not the words of a position."""
    return (use for use in uses_in(corpus) if use.keys[-1] != "words")
