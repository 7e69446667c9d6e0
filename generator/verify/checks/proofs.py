"""What is quoted stands in its source, is what was proved, and is no more than may be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule
from generator.verify.evidence.budget import Spent, spending
from generator.verify.evidence.proving import bracket_mistakes, lock_of, own_proofs
from generator.verify.evidence.verify import lock_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus, Quoting


def check_proofs(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """Quotations and passages are found in the texts at hand and fit the lock of proofs; no source is quoted at too great length."""
    own = own_proofs(corpus, today)
    lock = lock_of(corpus, today, own)
    yield from own.diagnostics
    yield from bracket_mistakes(corpus, lock)
    yield from lock_mistakes(corpus)
    limits = corpus.publication.quoting
    for spent in spending(corpus, lock):
        yield from _too_long(spent, limits)
        yield from _too_much(spent, limits)
        yield from _put_together(spent, limits.longest)


def _put_together(spent: Spent, longest: int) -> Iterator[Diagnostic]:
    """Yield where quotations of one source can be put together to more than one quotation may have."""
    for run in spent.runs:
        if run.words > longest:
            names = ", ".join(dict.fromkeys(f"{use.record.singular} '{use.record.id}'" for use in run.uses))
            message = f"{len(run.uses)} quotations of '{spent.source.id}' adjoin and make up {run.words} words in a row ({names})"
            hint = f"cut one of them, so that no more than {longest} words of the text stand together"
            yield Rule.REASSEMBLED_TEXT.at(run.uses[-1].at("quote"), message, hint)


def _too_long(spent: Spent, limits: Quoting) -> Iterator[Diagnostic]:
    for one in spent.quotations:
        if one.words > limits.longest:
            message = (
                f"the quotation has {one.words} words; of a source under '{spent.source.rights}' at most {limits.longest} may be quoted"
            )
            yield Rule.QUOTE_BUDGET.at(
                one.use.at("quote"), message, f"cut {one.words - limits.longest} words, or say it in our words in 'note'"
            )


def _too_much(spent: Spent, limits: Quoting) -> Iterator[Diagnostic]:
    first = spent.quotations[0]
    what = f"this, the longest of {len(spent.quotations)} quotations" if len(spent.quotations) > 1 else "this quotation"
    if spent.total > limits.total:
        message = f"{spent.total} words of '{spent.source.id}' are quoted; at most {limits.total} may be"
        yield Rule.QUOTE_BUDGET.at(first.use.at("quote"), message, f"cut {spent.total - limits.total} words, first of {what}")
    if spent.share is not None and spent.share * 100 > limits.share:
        message = f"{spent.share * 100:.1f} % of the text of '{spent.source.id}' is quoted; at most {limits.share} % may be"
        yield Rule.QUOTE_BUDGET.at(first.use.at("quote"), message, f"cut words, first of {what}")
