"""How much is quoted from each source, held against the publication's budget.

The budget is for sources whose text we must not publish (rights 'quote-only' and 'licensed'): the longest quotation, all
quotations together, and their share of the text. It follows what newsrooms and databases of reports hold themselves to; no law
names a number of words. A quotation used by several records counts once, and so do words that two quotations share, as far as
their places are known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.model import Source
from generator.text import normalise
from generator.verify.evidence.brackets import words_in
from generator.verify.evidence.uses import Use, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.model import Corpus
    from generator.text import Span
    from generator.verify.evidence.lock import Lock

NEAR: Final = 20
"""The most characters between two quotations that can be read on as one."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation from a source."""

    use: Use
    """The first use of it."""
    words: int
    """How many words of the source it has."""


@dataclass(frozen=True, slots=True)
class QuotedRun:
    """Quotations that lie so close to each other in the text that they can be read on as one."""

    uses: tuple[Use, ...]
    words: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What is quoted from a source."""

    source: Source
    quotations: Sequence[Quoted]
    """Each quotation once, the longest first."""
    share: float | None
    """The part of the text that is quoted, 0 to 1, where the text's length is known."""
    runs: Sequence[QuotedRun]
    """Where several quotations can be read on as one, as far as their places are known."""

    @property
    def longest(self) -> int:
        """The words of the longest quotation."""
        return self.quotations[0].words if self.quotations else 0

    @property
    def total(self) -> int:
        """The words of all quotations."""
        return sum(one.words for one in self.quotations)


def spending(corpus: Corpus, lock: Lock) -> list[Spent]:
    """Return what is quoted from each source whose text must not be published, by id."""
    quoted: dict[str, dict[str, Use]] = {}
    for use in uses_in(corpus):
        if use.evidence.quote is not None:
            quoted.setdefault(use.source, {}).setdefault(normalise(use.evidence.quote), use)
    found = []
    for source in corpus.all(Source):
        uses = _outermost(quoted.get(source.id, {}))
        if uses and not source.may_show_text:
            quotations = sorted((Quoted(use, words_in(use.evidence.quote or "")) for use in uses), key=lambda one: -one.words)
            found.append(Spent(source, quotations, _share(uses, lock), _runs(uses, lock)))
    return found


def _outermost(uses: Mapping[str, Use]) -> list[Use]:
    """Return the uses whose words are not part of a longer quotation."""
    return [use for form, use in uses.items() if not any(form in other and form != other for other in uses)]


def _places(uses: Iterable[Use], lock: Lock) -> list[tuple[Span, Use]]:
    """Return the stretches of the text that uses quote, in the order of the text, as far as they are known."""
    proofs = ((use, lock.proofs.get(use.key or "")) for use in uses)
    return sorted(((span, use) for use, proof in proofs if proof is not None for span in proof.spans), key=lambda one: one[0])


def _share(uses: Sequence[Use], lock: Lock) -> float | None:
    size = lock.sizes.get(uses[0].source)
    if size is None:
        return None
    reached = total = 0
    for span, _ in _places(uses, lock):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total / size


def _runs(uses: Sequence[Use], lock: Lock) -> list[QuotedRun]:
    """Return the stretches that several quotations make up between them."""
    groups: list[list[tuple[Span, Use]]] = []
    reached = 0
    for span, use in _places(uses, lock):
        if groups and span.start - reached <= NEAR:
            groups[-1].append((span, use))
        else:
            groups.append([(span, use)])
        reached = max(reached, span.end)
    found = []
    for group in groups:
        several = tuple(dict.fromkeys(use for _, use in group))
        if len(several) > 1:
            found.append(QuotedRun(several, sum(words_in(use.evidence.quote or "") for use in several)))
    return found
