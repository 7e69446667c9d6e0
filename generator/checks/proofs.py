"""What is quoted stands in its source, is what was proved, and is no more than may be quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import QUOTE_BUDGET, REASSEMBLED_TEXT, Diagnostic
from generator.evidence.budget import Spent, spending
from generator.evidence.proving import bracket_mistakes, lock_of, own_proofs
from generator.evidence.verify import lock_mistakes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.corpus import Corpus
    from generator.records.publication import Quoting


def check_quotations(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """Quotations and passages of texts that stand in the repository are found there; brackets of others hold what they may."""
    yield from own_proofs(corpus, today).diagnostics
    yield from bracket_mistakes(corpus, today)


def check_lock(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """The lock of proofs is whole and fits the records."""
    yield from lock_mistakes(corpus)


def check_budgets(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """No source is quoted at greater length than the publication allows."""
    limits = corpus.publication.quoting
    for spent in spending(corpus, lock_of(corpus, today)):
        yield from _too_long(spent, limits)
        yield from _too_much(spent, limits)


def check_reassembly(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """Quotations of one source cannot be put together to more than one quotation may have."""
    longest = corpus.publication.quoting.longest
    for spent in spending(corpus, lock_of(corpus, today)):
        for run in spent.runs:
            if run.words > longest:
                names = ", ".join(dict.fromkeys(f"{use.record.singular} '{use.record.id}'" for use in run.uses))
                message = f"{len(run.uses)} quotations of '{spent.source.id}' adjoin and make up {run.words} words in a row ({names})"
                hint = f"cut one of them, so that no more than {longest} words of the text stand together"
                yield REASSEMBLED_TEXT.at(run.uses[-1].at("quote"), message, hint)


def _too_long(spent: Spent, limits: Quoting) -> Iterator[Diagnostic]:
    for one in spent.quotations:
        if one.words > limits.longest:
            message = (
                f"the quotation has {one.words} words; of a source under '{spent.source.rights}' at most {limits.longest} may be quoted"
            )
            yield QUOTE_BUDGET.at(one.use.at("quote"), message, f"cut {one.words - limits.longest} words, or say it in our words in 'note'")


def _too_much(spent: Spent, limits: Quoting) -> Iterator[Diagnostic]:
    first = spent.quotations[0]
    what = f"this, the longest of {len(spent.quotations)} quotations" if len(spent.quotations) > 1 else "this quotation"
    if spent.total > limits.total:
        message = f"{spent.total} words of '{spent.source.id}' are quoted; at most {limits.total} may be"
        yield QUOTE_BUDGET.at(first.use.at("quote"), message, f"cut {spent.total - limits.total} words, first of {what}")
    if spent.share is not None and spent.share * 100 > limits.share:
        message = f"{spent.share * 100:.1f} % of the text of '{spent.source.id}' is quoted; at most {limits.share} % may be"
        yield QUOTE_BUDGET.at(first.use.at("quote"), message, f"cut words, first of {what}")
