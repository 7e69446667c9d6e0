"""Rules over the whole corpus, one module a theme. To add one: write it, and put it in CHECKS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.checks.dates import check_circles, check_distances, check_overdue_signposts, check_resolutions
from generator.checks.evidence import (
    check_evidence,
    check_graded_acts,
    check_opinion_only,
    check_quoted_translations,
    check_reasons,
    check_said_likelihoods,
)
from generator.checks.grades import check_confirmations, check_even_grades
from generator.checks.proofs import check_proofs
from generator.checks.reach import check_explainers, check_issues, check_unreachable
from generator.checks.references import (
    check_broken_links,
    check_former_ids,
    check_inline_references,
    check_publication,
    check_references,
    check_replacements,
)
from generator.checks.shape import (
    check_answers,
    check_ballots,
    check_figures,
    check_lists,
    check_repeated_values,
    check_self_acts,
    check_signpost_ids,
    check_vote_sides,
)
from generator.checks.stances import check_headlines, check_parts, check_periods, check_threats
from generator.checks.times import (
    check_early_denials,
    check_lists_in_order,
    check_maybe_years,
    check_order,
    check_stretches,
    check_yet_to_come,
)
from generator.checks.translations import check_translations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from generator.corpus import Corpus
    from generator.diagnostics import Diagnostic

    Check = Callable[[Corpus, date], Iterator[Diagnostic]]

CHECKS: Final = (
    check_references,
    check_inline_references,
    check_broken_links,
    check_publication,
    check_replacements,
    check_former_ids,
    check_translations,
    check_explainers,
    check_unreachable,
    check_issues,
    check_evidence,
    check_reasons,
    check_quoted_translations,
    check_opinion_only,
    check_graded_acts,
    check_confirmations,
    check_even_grades,
    check_said_likelihoods,
    check_overdue_signposts,
    check_resolutions,
    check_distances,
    check_circles,
    check_yet_to_come,
    check_order,
    check_stretches,
    check_early_denials,
    check_lists_in_order,
    check_maybe_years,
    check_repeated_values,
    check_self_acts,
    check_vote_sides,
    check_ballots,
    check_signpost_ids,
    check_lists,
    check_answers,
    check_figures,
    check_parts,
    check_threats,
    check_periods,
    check_headlines,
    check_proofs,
)
"""Every check, in the order in which they run; the order of what they find is that of the places."""

OF_ALL: Final = frozenset(
    {
        check_publication,
        check_former_ids,
        check_explainers,
        check_unreachable,
        check_even_grades,
        check_parts,
        check_headlines,
        check_proofs,
    }
)
"""Checks that have to see all records, or all texts; the others judge a record by itself and by what it names."""

ALONE: Final = tuple(check for check in CHECKS if check not in OF_ALL)
"""The others."""


def run_checks(corpus: Corpus, *, today: date, latest: date, checks: Iterable[Check] = CHECKS) -> list[Diagnostic]:
    """Return everything that checks find wrong with a corpus on a day, where what is not after the latest day has come."""
    return [found for check in checks for found in check(corpus, latest if check is check_yet_to_come else today)]
