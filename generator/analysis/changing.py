"""What changed: in the world, according to the records; by us, by date; when a record last changed; the life of a claim.

Everything is based on dates in the records: neither the clock nor version history is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from generator.model import ASSESSMENTS, RETIRED, STANCES, UNASSESSED, Claim, Explainer, Record, Risk, Scenario, Stance, dates_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from generator.model import Assessment, Corpus, Edtf, Resolution


@dataclass(frozen=True, slots=True)
class Changed:
    """One change in the world: what changed, from which status to which, and why."""

    on: Edtf
    record: Record
    subject: str
    """What changed, in words; empty for the record as a whole."""
    before: str
    """The status before, from the scale of the record's status; empty if none is recorded."""
    after: str
    """The status after; empty for a change in words only."""
    because: Sequence[str | None]
    """The reasons, as consecutive texts; None entries are skipped."""
    resolution: Resolution | None = None
    """How a scenario ended, or None for any other change."""


def changes(records: Iterable[Record]) -> list[Changed]:
    """Return every dated change in some records, newest first."""
    found = [change for record in records for change in _changes_of(record)]
    return sorted(found, key=lambda change: (change.on.sort_key, change.record.key, change.subject), reverse=True)


def _changes_of(record: Record) -> Iterator[Changed]:
    for moved in getattr(record, "history", ()):
        yield Changed(moved.on, record, "", "", "", [moved.what, moved.because])
    if isinstance(record, Claim):
        yield from _assessment_changes(record)
    elif isinstance(record, Risk) and record.record_so_far is not None:
        so_far = record.record_so_far
        if so_far.on is not None and so_far.status != "open":
            yield Changed(so_far.on, record, "", "", so_far.status, [so_far.because])
    elif isinstance(record, Scenario):
        if (end := record.resolution) is not None:
            yield Changed(end.on, record, "", "", "", [end.because], end)
        for signpost in record.signposts:
            if signpost.on is not None and signpost.state != "open":
                yield Changed(signpost.on, record, signpost.text, "", signpost.state, [signpost.note])


def _assessment_changes(claim: Claim) -> Iterator[Changed]:
    for before, after in pairwise(sorted(claim.assessments, key=lambda assessment: assessment.on.sort_key)):
        if before.status != after.status:
            yield Changed(after.on, claim, "", before.status, after.status, [after.because])


@dataclass(frozen=True, slots=True)
class Revised:
    """One change of a record by us."""

    on: Edtf
    record: Record
    kind: Literal["published", "revised", "corrected", "retired"]
    texts: tuple[str | None, ...] = ()
    """What was changed and why, in the editors' words."""


_KINDS = ("published", "retired", "corrected", "revised")


def revisions(records: Iterable[Record]) -> list[Revised]:
    """Return every change of ours to some records, newest first; on the same day, new publications come first."""
    found = sorted((one for record in records for one in _revisions_of(record)), key=lambda one: (_KINDS.index(one.kind), one.record.key))
    return sorted(found, key=lambda revision: revision.on.sort_key, reverse=True)


def _revisions_of(record: Record) -> Iterator[Revised]:
    if isinstance(record, Explainer):
        if record.published:
            yield Revised(record.published, record, "published")
        yield from (Revised(revision.on, record, "revised", (revision.what,)) for revision in record.revisions)
    yield from (Revised(correction.on, record, "corrected", (correction.what, correction.because)) for correction in record.corrections)
    if record.retired is not None:
        yield Revised(record.retired.on, record, "retired", (record.retired.because,))


_DATING_FIELDS: Final = frozenset({"updated", "on", "published", "retrieved", "made"})
"""Fields whose date the record cannot predate."""


def changed_on(record: Record, today: date) -> date | None:
    """Return the latest day on which the record says that something in it was created, judged or corrected, or None.

    A date that is not a single day counts as its first possible day. Dates after today are ignored.
    """
    telling = (when for value, when in dates_in(record) if value.field.name in _DATING_FIELDS or isinstance(value.part, Stance))
    return max((day for when in telling if (day := when.earliest) and day <= today), default=None)


def last_changes(corpus: Corpus, today: date) -> dict[Record, date]:
    """Map each record to the latest such day of itself and the records that refer to it, which its page shows too, except explainers.

    Records without any such day are left out.
    """
    changed = {record: day for record in corpus if (day := changed_on(record, today))}
    latest = {}
    for record in corpus:
        referring = (backlink.record for backlink in corpus.referring_to(record) if not isinstance(backlink.record, Explainer))
        if days := [changed[other] for other in (record, *referring) if other in changed]:
            latest[record] = max(days)
    return latest


SAID: Final = "said"
LANES: Final = (SAID, "reportedly-said", "repeated", "reported", "hedged", "sidestepped", "denied", "retracted")
"""The lanes of a claim's life, from top to bottom: the groups of the scale, with reports, repetitions, hedges and retractions apart."""


@dataclass(frozen=True, slots=True)
class Life:
    """A claim's life in chronological order, and our assessments."""

    moments: Sequence[Stance]
    """The stances of actors; the claimant's own is derived from the claim if no position states it."""
    assessments: Sequence[Assessment]
    claimants: Sequence[str]

    @property
    def lanes(self) -> dict[str, list[Stance]]:
        """The moments by lane, leaving out empty lanes."""
        by_lane = {lane: [moment for moment in self.moments if lane_of(moment) == lane] for lane in LANES}
        return {lane: moments for lane, moments in by_lane.items() if moments}


_STANCE_OF_HEDGE: Final = {"asserted": "asserted", "reported": "reported", "suggested": "hedged", "predicted": "asserted"}


def lane_of(moment: Stance) -> str:
    """Return the lane of a moment, one of LANES."""
    return moment.stance if moment.stance in LANES else STANCES[moment.stance].group


def claim_life(claim: Claim) -> Life:
    """Return a claim's life. Each claimant's own stance is added unless a position, other than a later repetition, already states it."""
    stance = _STANCE_OF_HEDGE.get(claim.hedge, "asserted")
    relevant = [position for position in claim.positions if position.stance != "repeated" or position.when.sort_key <= claim.made.sort_key]
    speakers = {position.actor for position in relevant if position.stance == stance or STANCES[position.stance].group == SAID}
    evidence = tuple(piece for piece in claim.evidence if piece.says == "supports")[:2]
    own = [Stance(actor=actor, stance=stance, when=claim.made, evidence=evidence) for actor in claim.claimant if actor not in speakers]
    ordered = sorted([*own, *claim.positions], key=lambda moment: (moment.when.sort_key, LANES.index(lane_of(moment))))
    return Life(ordered, sorted(claim.assessments, key=lambda assessment: assessment.on.sort_key), claim.claimant)


def by_status(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims grouped by status, in scale order, then unassessed and retired ones; empty groups are left out."""
    groups: dict[str, list[Claim]] = {status: [] for status in (*ASSESSMENTS.terms, UNASSESSED, RETIRED)}
    for claim in claims:
        groups[claim.stands].append(claim)
    return [(status, group) for status, group in groups.items() if group]
