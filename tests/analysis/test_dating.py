"""When a record was last changed: by the dates that it tells, never by those of what it tells of, and never ahead of today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.analysis.changing import changed_on, last_changes
from generator.model.records import Actor, Claim, Event, Explainer, Source
from tests.conftest import EVIDENCE, TODAY

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

ASSESSED = "[{on: 2025-05-02, status: contradicted, because: It sank.}, {on: 2025-04-01, status: corroborated, because: It floats.}]"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"made": "2025-03-01"}, date(2025, 3, 1)),
        ({"made": "2025-03-01", "assessments": ASSESSED}, date(2025, 5, 2)),
        (
            {"made": "2025-03-01", "positions": f"[{{actor: avalon, stance: denied, when: 2025-03-09, evidence: {EVIDENCE}}}]"},
            date(2025, 3, 9),
        ),
        ({"made": "2025-03-01", "corrections": "[{on: 2026-01-01, what: Mended.}]"}, date(2026, 1, 1)),
        ({"made": "2025-03-01", "history": "[{on: 2025-12, what: It moved.}]"}, date(2025, 12, 1)),
        ({"made": "2025-03-01", "retired": "{on: 2026-05-31, because: Withdrawn.}"}, date(2026, 5, 31)),
        ({"made": "../2025-03-01"}, None),
    ],
)
def test_a_claim_changed_when_it_last_tells_of_itself(
    corpus: MakeCorpus, record: MakeRecord, fields: dict[str, str], day: date | None
) -> None:
    made = corpus({"claims/c.yml": record("claims", **fields)})
    assert changed_on(made.one(Claim, "c"), TODAY) == day


def test_what_an_event_tells_of_and_what_lies_ahead_change_nothing(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"events/e.yml": record("events", when="2025-04-01", corrections="[{on: 2025-06-01, what: Mended.}]")})
    assert changed_on(made.one(Event, "e"), date(2025, 6, 1)) == date(2025, 6, 1)
    assert changed_on(made.one(Event, "e"), date(2025, 5, 31)) is None


def test_a_page_changed_with_what_it_tells_of_but_not_with_an_explainer_that_names_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    ferry = record("explainers", updated="2026-05-01")
    made = corpus({"explainers/ferry.md": ferry, "claims/c.yml": record("claims", made="2025-07-01")})
    told = last_changes(made, TODAY)
    assert told.get(made.one(Actor, "brigid")) == date(2025, 7, 1)
    assert told.get(made.one(Source, "gazette")) == date(2025, 7, 1)
    assert told.get(made.one(Source, "herald")) == date(2025, 3, 2)
    assert told.get(made.one(Actor, "avalon")) is None
    assert told.get(made.one(Explainer, "ferry")) == date(2026, 5, 1)
