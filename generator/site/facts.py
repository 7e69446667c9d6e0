"""All that is derived of a publication as it is read in one language: each thing once, when it is first asked for.

Whoever makes pages, search entries, annotations, feeds or figures is given this object and asks it; no module holds anything derived.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator import analysis
from generator.model import Event, Explainer
from generator.verify import Proof, Use, lock_of, proof_of, proof_under, uses_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from generator.model import Corpus, Evidence, Record
    from generator.verify import Lock


@dataclass(frozen=True, eq=False)
class Facts:
    """What is derived of a corpus that is published and translated."""

    corpus: Corpus
    today: date
    """The day as of which it is published."""
    locale: str
    """The language in which it is read, as the publication names it."""

    @cached_property
    def uses(self) -> Sequence[Use]:
        """Every use that records make of sources."""
        return uses_in(self.corpus)

    @cached_property
    def uses_of(self) -> Mapping[str, Sequence[Use]]:
        """The uses of each source, by its id."""
        found: dict[str, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.source, []).append(use)
        return found

    @cached_property
    def lock(self) -> Lock:
        """The proofs of quotations and passages."""
        return lock_of(self.corpus, self.today)

    def proof(self, evidence: Evidence) -> Proof:
        """Return how far a piece of evidence was checked against the text of its source."""
        return self.proofs.get(id(evidence)) or proof_of(evidence, self.lock)

    @cached_property
    def proofs(self) -> Mapping[int, Proof]:
        """How far the evidence of each use was checked, by its identity, which lasts as long as the uses do."""
        return {id(use.evidence): proof_under(use.key, self.lock, quoted=use.evidence.quote is not None) for use in self.uses}

    @cached_property
    def evidence(self) -> Mapping[Record, Sequence[Evidence]]:
        """Every piece of evidence by the record that it stands in, in the order of its fields."""
        found: dict[Record, list[Evidence]] = {record: [] for record in self.corpus}
        for use in self.uses:
            if use.keys[-1] != "words":  # what an actor said is used too, and is no evidence
                found[use.record].append(use.evidence)
        return found

    @cached_property
    def evidence_from(self) -> Mapping[str, Sequence[tuple[Record, Evidence]]]:
        """Every piece of evidence by its source, with the record that it stands in, each once a record."""
        found: dict[str, list[tuple[Record, Evidence]]] = {}
        for record, every in self.evidence.items():
            for evidence in dict.fromkeys(every):
                found.setdefault(evidence.source, []).append((record, evidence))
        return found

    @cached_property
    def stances(self) -> analysis.Stances:
        """The acts of every pair of actors."""
        return analysis.stances(self.corpus)

    @cached_property
    def timeline(self) -> Sequence[Event]:
        """Every event in order of time, retired ones too."""
        return analysis.timeline(self.corpus.all(Event), retired=True)

    @cached_property
    def standing(self) -> Sequence[Event]:
        """Every event that is not retired, in order of time."""
        return [event for event in self.timeline if event.retired is None]

    @cached_property
    def selections(self) -> Mapping[analysis.By, Mapping[str, Sequence[Event]]]:
        """The events of each issue and each actor with enough of them to be told by themselves, those with most first."""
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
        """What we changed ourselves, newest first."""
        return analysis.revisions(self.corpus)

    @cached_property
    def own_mistakes(self) -> Sequence[analysis.Revised]:
        """Which mistakes of ours were mended, and which records taken back, newest first."""
        found = (one for one in self.revisions if one.kind in ("corrected", "retired"))
        return sorted(found, key=lambda one: (one.on.sort_key, one.record.key), reverse=True)

    @cached_property
    def explainers(self) -> Sequence[Explainer]:
        """Every explainer, by the day of its last update or the end of its period, newest first; of one day, the latest published first."""
        updated = {one: one.updated or one.period for one in self.corpus.all(Explainer)}
        return sorted(updated, key=lambda one: (updated[one].sort_key, (one.published or updated[one]).sort_key), reverse=True)

    @cached_property
    def standing_explainers(self) -> Sequence[Explainer]:
        """Those that are not retired, in the same order."""
        return [one for one in self.explainers if one.retired is None]
