"""What changed: in the world, as the record tells it; by us, by the day on which we did; when a record last changed; the life of a claim.

All of it by the dates that records themselves tell: no clock is read, and no history of files.
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
    """One change in meaning: what moved, from what to what, and why."""

    on: Edtf
    record: Record
    subject: str
    """What moved, in words; empty for the record as a whole."""
    before: str
    """The status before: a word of the status's own scale; empty where nobody recorded one."""
    after: str
    """The status after; empty for a change in words alone."""
    because: Sequence[str | None]
    """Why, in texts that follow one another; some may be left out."""
    resolution: Resolution | None = None
    """How a scenario ended; nothing for any other change."""


def changes(records: Iterable[Record]) -> list[Changed]:
    """Return every dated change that the records tell, newest first."""
    found = [change for record in records for change in _changes(record)]
    return sorted(found, key=lambda one: (one.on.sort_key, one.record.key, one.subject), reverse=True)


def _changes(record: Record) -> Iterator[Changed]:
    for moved in getattr(record, "history", ()):
        yield Changed(moved.on, record, "", "", "", [moved.what, moved.because])
    if isinstance(record, Claim):
        yield from _of_claim(record)
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


def _of_claim(claim: Claim) -> Iterator[Changed]:
    for before, one in pairwise(sorted(claim.assessments, key=lambda one: one.on.sort_key)):
        if before.status != one.status:
            yield Changed(one.on, claim, "", before.status, one.status, [one.because])


@dataclass(frozen=True, slots=True)
class Revised:
    """One change of ours."""

    on: Edtf
    record: Record
    kind: Literal["published", "revised", "corrected", "retired"]
    texts: tuple[str | None, ...] = ()
    """What was changed, and why, in the words of the editors."""


_ORDER = ("published", "retired", "corrected", "revised")


def revisions(records: Iterable[Record]) -> list[Revised]:
    """Return every change of ours that records tell, the newest first; of one day, what is new comes first."""
    found = sorted((one for record in records for one in _of(record)), key=lambda one: (_ORDER.index(one.kind), one.record.key))
    return sorted(found, key=lambda one: one.on.sort_key, reverse=True)


def _of(record: Record) -> Iterator[Revised]:
    if isinstance(record, Explainer):
        if record.published:
            yield Revised(record.published, record, "published")
        yield from (Revised(revision.on, record, "revised", (revision.what,)) for revision in record.revisions)
    yield from (Revised(one.on, record, "corrected", (one.what, one.because)) for one in record.corrections)
    if record.retired is not None:
        yield Revised(record.retired.on, record, "retired", (record.retired.because,))


_TELLING: Final = frozenset({"updated", "on", "published", "retrieved", "made"})
"""Fields whose date is one of the record: it cannot have been written, as it is, before."""


def changed_on(record: Record, today: date) -> date | None:
    """Return the newest day on which a record says that something in it was made, judged or mended; nothing where it tells none.

    Of a date that is no day, the first day counts that it may be. What lies ahead of today changed nothing yet.
    """
    telling = (when for found, when in dates_in(record) if found.field.name in _TELLING or isinstance(found.part, Stance))
    return max((day for when in telling if (day := when.earliest) and day <= today), default=None)


def last_changes(corpus: Corpus, today: date) -> dict[Record, date]:
    """Return the newest of those days of each record and of those that refer to it, which its page tells of too; explainers it only names.

    Records of which nothing tells a day are left out.
    """
    changed = {record: day for record in corpus if (day := changed_on(record, today))}
    found = {}
    for record in corpus:
        referring = (backlink.record for backlink in corpus.referring_to(record) if not isinstance(backlink.record, Explainer))
        if days := [changed[one] for one in (record, *referring) if one in changed]:
            found[record] = max(days)
    return found


SAID: Final = "said"
LANES: Final = (SAID, "reportedly-said", "repeated", "reported", "hedged", "sidestepped", "denied", "retracted")
"""The lanes of a claim’s life, from top to bottom: the groups of the scale; reports, repetitions, hedges and retractions apart."""


@dataclass(frozen=True, slots=True)
class Life:
    """A claim's life in order of time, and our assessments beside it."""

    moments: Sequence[Stance]
    """What each actor did with it; what its claimant did is made of the claim where no position tells it."""
    assessments: Sequence[Assessment]

    @property
    def lanes(self) -> dict[str, list[Stance]]:
        """Its moments by the lane that they belong to; lanes without any are left out."""
        found = {lane: [one for one in self.moments if lane_of(one) == lane] for lane in LANES}
        return {lane: those for lane, those in found.items() if those}


_OPENING: Final = {"asserted": "asserted", "reported": "reported", "suggested": "hedged", "predicted": "asserted"}


def lane_of(moment: Stance) -> str:
    """Return the lane that a step belongs to: one of LANES."""
    return moment.stance if moment.stance in LANES else STANCES[moment.stance].group


def claim_life(claim: Claim) -> Life:
    """Return a claim's life. The claimant's own step comes first unless a position tells it, and not one said again later."""
    stance = _OPENING.get(claim.hedge, "asserted")
    told = [one for one in claim.positions if one.stance != "repeated" or one.when.sort_key <= claim.made.sort_key]
    speakers = {one.actor for one in told if one.stance == stance or STANCES[one.stance].group == SAID}
    evidence = tuple(one for one in claim.evidence if one.says == "supports")[:2]
    own = [Stance(actor=actor, stance=stance, when=claim.made, evidence=evidence) for actor in claim.claimant if actor not in speakers]
    ordered = sorted([*own, *claim.positions], key=lambda moment: (moment.when.sort_key, LANES.index(lane_of(moment))))
    return Life(ordered, sorted(claim.assessments, key=lambda one: one.on.sort_key))


def by_status(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims grouped by how they stand, in the order of the scale, unassessed and retired ones last; empty groups are left out."""
    groups: dict[str, list[Claim]] = {status: [] for status in (*ASSESSMENTS.terms, UNASSESSED, RETIRED)}
    for claim in claims:
        groups[claim.stands].append(claim)
    return [(status, found) for status, found in groups.items() if found]
