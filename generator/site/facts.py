"""Everything derived from a publication in one language, each value computed once, on first access.

Code that builds pages, search entries, annotations, feeds or figures is passed this object; no module stores derived values itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator import analysis
from generator.model import Event, Explainer
from generator.verify import Proof, Use, lock_of, proof_by_key, proof_of, uses_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.model import Corpus, Evidence, Record
    from generator.verify import Lock


@dataclass(frozen=True, eq=False)
class Facts:
    """What is derived from a published and translated corpus."""

    corpus: Corpus
    today: date
    """The publication date."""
    locale: str
    """The language of the site, as the publication names it."""

    @cached_property
    def uses(self) -> Sequence[Use]:
        """Every use of a source by a record."""
        return uses_in(self.corpus)

    @cached_property
    def uses_of(self) -> Mapping[str, Sequence[Use]]:
        """The uses of each source, by source id."""
        by_source: dict[str, list[Use]] = {}
        for use in self.uses:
            by_source.setdefault(use.source, []).append(use)
        return by_source

    @cached_property
    def lock(self) -> Lock:
        """The proofs of quotations and passages."""
        return lock_of(self.corpus, self.today)

    def proof(self, evidence: Evidence) -> Proof:
        """Return how far a piece of evidence was checked against the source text."""
        return self.proofs.get(id(evidence)) or proof_of(evidence, self.lock)

    @cached_property
    def proofs(self) -> Mapping[int, Proof]:
        """The proof of the evidence of each use, by `id()` of the evidence, which is valid as long as the uses are alive."""
        return {id(use.evidence): proof_by_key(use.key, self.lock, quoted=use.evidence.quote is not None) for use in self.uses}

    @cached_property
    def evidence(self) -> Mapping[Record, Sequence[Evidence]]:
        """Every piece of evidence by the record that contains it, in field order."""
        by_record: dict[Record, list[Evidence]] = {record: [] for record in self.corpus}
        for use in self.uses:
            if use.keys[-1] != "words":  # the words of an actor are a use too, but no evidence
                by_record[use.record].append(use.evidence)
        return by_record

    @cached_property
    def evidence_from(self) -> Mapping[str, Sequence[tuple[Record, Evidence]]]:
        """Every distinct piece of evidence by source id, with the record that contains it."""
        by_source: dict[str, list[tuple[Record, Evidence]]] = {}
        for record, every in self.evidence.items():
            for evidence in dict.fromkeys(every):
                by_source.setdefault(evidence.source, []).append((record, evidence))
        return by_source

    @cached_property
    def stances(self) -> analysis.Stances:
        """The acts of every pair of actors."""
        return analysis.stances(self.corpus)

    @cached_property
    def timeline(self) -> Sequence[Event]:
        """Every event in chronological order, including retired ones."""
        return analysis.timeline(self.corpus.all(Event), retired=True)

    @cached_property
    def standing(self) -> Sequence[Event]:
        """Every event that is not retired, in chronological order."""
        return [event for event in self.timeline if event.retired is None]

    @cached_property
    def selections(self) -> Mapping[analysis.By, Mapping[str, Sequence[Event]]]:
        """The events of each issue and actor that has enough of them for a page of its own, those with most first."""
        kinds: tuple[analysis.By, ...] = ("issue", "actor")
        return {
            by: {key: rows for key, rows in analysis.grouped(self.standing, by).items() if len(rows) >= analysis.FEWEST_IN_LANE}
            for by in kinds
        }

    @cached_property
    def changes(self) -> Sequence[analysis.Changed]:
        """What the records tell of changes in the world, newest first."""
        return analysis.changes(self.corpus)

    @cached_property
    def revisions(self) -> Sequence[analysis.Revised]:
        """Our own changes to records, newest first."""
        return analysis.revisions(self.corpus)

    @cached_property
    def own_mistakes(self) -> Sequence[analysis.Revised]:
        """Corrections of our mistakes and retired records, newest first."""
        mistakes = (revision for revision in self.revisions if revision.kind in ("corrected", "retired"))
        return sorted(mistakes, key=lambda revision: (revision.on.sort_key, revision.record.key), reverse=True)

    @cached_property
    def explainers(self) -> Sequence[Explainer]:
        """Every explainer, newest first by last update or end of period, then by publication date."""
        updated = {explainer: explainer.updated or explainer.period for explainer in self.corpus.all(Explainer)}
        return sorted(updated, key=lambda record: (updated[record].sort_key, (record.published or updated[record]).sort_key), reverse=True)

    @cached_property
    def standing_explainers(self) -> Sequence[Explainer]:
        """The explainers that are not retired, in the same order."""
        return [explainer for explainer in self.explainers if explainer.retired is None]
