"""Rules over the whole corpus, one module a theme. To add one: a function there, named check_...; in OF_ALL if it needs all records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.verify.checks import evidence, proofs, references, shape, stances, times, translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.content import Diagnostic
    from generator.model import Corpus

    Check = Callable[[Corpus, date], Iterator[Diagnostic]]

_MODULES: Final = (references, translations, evidence, times, shape, stances, proofs)
CHECKS: Final[tuple[Check, ...]] = tuple(
    value for one in _MODULES for name, value in vars(one).items() if name.startswith("check_") and value.__module__ == one.__name__
)
"""Every function of those modules whose name begins so; the order of what they find is that of the places."""

OF_ALL: Final[frozenset[Check]] = frozenset(
    {
        references.check_publication,
        references.check_former_ids,
        references.check_explainers,
        references.check_unreachable,
        evidence.check_even_grades,
        stances.check_parts,
        stances.check_headlines,
        proofs.check_proofs,
    }
)
"""Checks that have to see all records, or all texts; the others judge a record by itself and by what it names."""

ALONE: Final = tuple(check for check in CHECKS if check not in OF_ALL)
"""The others."""


def run_checks(corpus: Corpus, *, today: date, latest: date, checks: Iterable[Check] = CHECKS) -> list[Diagnostic]:
    """Return everything that checks find wrong with a corpus on a day, where what is not after the latest day has come."""
    return [found for check in checks for found in check(corpus, latest if check is times.check_yet_to_come else today)]
