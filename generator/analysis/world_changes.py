"""What changed in the world, as the record tells it: assessments, signposts, risks and histories, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import Claim, Record, Risk, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.model import Edtf, Evidence, Resolution


@dataclass(frozen=True, slots=True)
class Changed:
    """One change in meaning: what moved, from what to what, and why."""

    when: Edtf
    record: Record
    subject: str
    """What moved, in words; empty for the record as a whole."""
    before: str
    """The status before: a word of the status's own scale; empty where nobody recorded one."""
    after: str
    """The status after; empty for a change in words alone."""
    because: Sequence[str]
    """Why, in texts that follow one another."""
    evidence: Sequence[Evidence]
    resolution: Resolution | None = None
    """How a scenario ended; nothing for any other change."""


def changes(records: Iterable[Record]) -> list[Changed]:
    """Return every dated change that the records tell, newest first."""
    found = [change for record in records for change in _changes(record)]
    return sorted(found, key=lambda one: (one.when.sort_key, one.record.key, one.subject), reverse=True)


def _changes(record: Record) -> Iterator[Changed]:
    for moved in getattr(record, "history", ()):
        yield Changed(moved.on, record, "", "", "", [moved.what, moved.because or ""], moved.evidence)
    if isinstance(record, Claim):
        yield from _of_claim(record)
    elif isinstance(record, Risk) and record.record_so_far is not None:
        so_far = record.record_so_far
        if so_far.on is not None and so_far.status != "open":
            yield Changed(so_far.on, record, "", "", so_far.status, [so_far.because or ""], so_far.evidence)
    elif isinstance(record, Scenario):
        yield from _of_resolution(record)
        for signpost in record.signposts:
            if signpost.on is not None and signpost.state != "open":
                yield Changed(signpost.on, record, signpost.text, "", signpost.state, [signpost.note or ""], signpost.evidence)


def _of_resolution(scenario: Scenario) -> Iterator[Changed]:
    end = scenario.resolution
    if end is not None:
        yield Changed(end.on, scenario, "", "", "", [end.because], end.evidence, end)


def _of_claim(claim: Claim) -> Iterator[Changed]:
    before = ""
    for one in sorted(claim.assessments, key=lambda one: one.on.sort_key):
        if before not in ("", one.status):
            yield Changed(one.on, claim, "", before, one.status, [one.because], one.evidence)
        before = one.status
