"""Checks of quotations: they are in their source, match the lock of proofs, and are within the publication's quotation budget.

The budget applies to sources whose text must not be published (rights 'quote-only' and 'licensed'): the longest quotation, all
quotations together, and their share of the text. It follows the practice of newsrooms and report databases; no law gives a
number of words. A quotation used by several records counts once, and so do words that two quotations share, as far as their
places are known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.content import Diagnostic, Rule
from generator.model import PUBLICATION_KEY, Corpus, Quoting, Source
from generator.text import Span, normalise
from generator.verify.evidence.brackets import words_in
from generator.verify.evidence.proving import bracket_mistakes, lock_mistakes, lock_of, repository_proofs
from generator.verify.evidence.uses import Use, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from generator.verify.evidence.lock import Lock

NEAR: Final = 20
"""The most characters between two quotations that count as adjoining."""


def words_of(*quotations: Use) -> int:
    """Return the number of words of the source in quotations."""
    return sum(words_in(use.evidence.quote or "") for use in quotations)


def quotations_of(corpus: Corpus) -> dict[Source, list[Use]]:
    """Return the first use of each quotation, longest first, by source, for sources whose text must not be published."""
    quoted: dict[str, dict[str, Use]] = {}
    for use in uses_in(corpus):
        if use.evidence.quote is not None:
            quoted.setdefault(use.source, {}).setdefault(normalise(use.evidence.quote), use)
    quotations = {}
    for source in corpus.all(Source):
        forms = quoted.get(source.id, {})
        uses = [use for form, use in forms.items() if not any(form in other and form != other for other in forms)]  # not part of another
        if uses and not source.may_show_text:
            quotations[source] = sorted(uses, key=lambda use: -words_of(use))
    return quotations


def _spans(uses: Iterable[Use], lock: Lock) -> list[tuple[Span, Use]]:
    """Return the quoted spans of the source's text, in order, as far as they are proved."""
    proofs = ((use, lock.proofs.get(use.key or "")) for use in uses)
    return sorted(((span, use) for use, proof in proofs if proof is not None for span in proof.spans), key=lambda item: item[0])


def share_of(uses: Sequence[Use], lock: Lock) -> float | None:
    """Return the share of the source's text that is quoted, 0 to 1, or None if its length is unknown."""
    size = {proof.source: proof.size for proof in lock.proofs.values()}.get(uses[0].source)
    if size is None:
        return None
    reached = total = 0
    for span, _ in _spans(uses, lock):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total / size


def runs_of(uses: Sequence[Use], lock: Lock) -> list[Sequence[Use]]:
    """Return the groups of adjoining quotations, as far as their places are known."""
    groups: list[dict[Use, None]] = []
    reached = 0
    for span, use in _spans(uses, lock):
        if not groups or span.start - reached > NEAR:
            groups.append({})
        groups[-1][use] = None
        reached = max(reached, span.end)
    return [[*group] for group in groups if len(group) > 1]


def check_proofs(corpus: Corpus, today: date) -> Iterator[Diagnostic]:
    """Check quotations and passages against the texts at hand and the lock of proofs, and the quotation budget of sources."""
    proofs = repository_proofs(corpus, today)
    lock = lock_of(corpus, today, proofs)
    yield from proofs.diagnostics
    yield from bracket_mistakes(corpus, lock)
    yield from lock_mistakes(corpus)
    yield from over_budget(corpus, lock)


def over_budget(corpus: Corpus, lock: Lock) -> Iterator[Diagnostic]:
    """Yield the quotations that exceed the publication's budget, with the proofs of a lock."""
    limits = corpus.publication.quoting
    for source, uses in quotations_of(corpus).items() if PUBLICATION_KEY not in corpus.broken else ():
        yield from _too_long(source, uses, limits)
        yield from _too_much(source, uses, share_of(uses, lock), limits)
        yield from _reassembled(source, runs_of(uses, lock), limits.longest)


def _reassembled(source: Source, runs: Sequence[Sequence[Use]], longest: int) -> Iterator[Diagnostic]:
    """Yield a diagnostic for adjoining quotations that together exceed the limit of one quotation."""
    for run in runs:
        if (words := words_of(*run)) > longest:
            names = ", ".join(dict.fromkeys(f"{use.record.singular} '{use.record.id}'" for use in run))
            message = f"{len(run)} adjoining quotations of '{source.id}' add up to {words} words in a row ({names})"
            hint = f"shorten one of them, so that at most {longest} words in a row are quoted"
            yield Rule.REASSEMBLED_TEXT.at(run[-1].at("quote"), message, hint)


def _too_long(source: Source, uses: Sequence[Use], limits: Quoting) -> Iterator[Diagnostic]:
    for use in uses:
        if (words := words_of(use)) > limits.longest:
            message = f"the quotation has {words} words; at most {limits.longest} may be quoted from a source under '{source.rights}'"
            hint = f"cut {words - limits.longest} words, or paraphrase it in 'note'"
            yield Rule.QUOTE_BUDGET.at(use.at("quote"), message, hint)


def _too_much(source: Source, uses: Sequence[Use], share: float | None, limits: Quoting) -> Iterator[Diagnostic]:
    place, total = uses[0].at("quote"), words_of(*uses)
    what = f"this, the longest of {len(uses)} quotations" if len(uses) > 1 else "this quotation"
    if total > limits.total:
        message = f"{total} words of '{source.id}' are quoted; at most {limits.total} may be"
        yield Rule.QUOTE_BUDGET.at(place, message, f"cut {total - limits.total} words, starting with {what}")
    if share is not None and share * 100 > limits.share:
        message = f"{share * 100:.1f} % of the text of '{source.id}' is quoted; at most {limits.share} % may be"
        yield Rule.QUOTE_BUDGET.at(place, message, f"cut words, starting with {what}")
