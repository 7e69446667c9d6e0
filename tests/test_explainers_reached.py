"""A record that names no explainer appears in those that lead to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.publishing import published
from generator.model.records import Claim, Event
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from tests.conftest import Check, MakeCorpus, MakeRecord

LINKED = MINIMAL["explainers/ferry.md"].replace("Brigid runs the ferry.\n", "Brigid [runs](event:sinks) the ferry.\n")


def test_what_an_explainer_links_to_appears_in_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"explainers/ferry.md": LINKED, "events/sinks.yml": record("events", explainers=None)})
    (event,) = made.appearing_in("ferry", Event)
    assert (event.explainers, event.path) == (("ferry",), "content/events/sinks.yml")
    assert made.one(Event, "sinks") is event
    assert [link.record.id for link in made.referring_to(event)] == ["ferry"]


def test_so_does_what_a_record_in_it_names_however_far(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "claims/safe.yml": record("claims", related="sound"),
            "claims/sound.yml": record("claims", explainers=None, summary="See [it](event:sinks)."),
            "events/sinks.yml": record("events", explainers=None, after="{event: leaves, offset: P1D}", when=None),
            "events/leaves.yml": record("events", explainers=None),
        }
    )
    assert {one.id for kind in (Claim, Event) for one in made.appearing_in("ferry", kind)} == {"safe", "sound", "sinks", "leaves"}


def test_what_names_its_explainers_appears_in_no_other_and_leads_to_no_other(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "explainers/ferry.md": LINKED,
            "explainers/bridge.md": record("explainers"),
            "events/sinks.yml": record("events", explainers="bridge", summary="See [this](claim:safe)."),
            "claims/safe.yml": record("claims", explainers=None),
        }
    )
    assert [one.id for one in made.appearing_in("ferry", Event)] == []
    assert made.one(Claim, "safe").explainers == ("bridge",)


def test_a_record_may_be_reached_from_several(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "explainers/ferry.md": LINKED,
        "explainers/bridge.md": record("explainers", body := "See [it](event:sinks).\n"),
        "events/sinks.yml": record("events", explainers=None),
    }
    assert body
    assert corpus(files).one(Event, "sinks").explainers == ("bridge", "ferry")


def test_what_a_draft_alone_leads_to_is_not_published(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "explainers/later.md": record("explainers", "[It](event:sinks).\n", status="draft"),
            "events/sinks.yml": record("events", explainers=None),
        }
    )
    assert made.one(Event, "sinks").explainers == ("later",)
    assert published(made).get("events", "sinks") is None


@pytest.mark.parametrize("other", ["", "See [it](event:sinks)."])
def test_what_nothing_leads_to_is_a_mistake_also_where_such_records_name_each_other(checked: Check, record: MakeRecord, other: str) -> None:
    files = {
        "events/sinks.yml": record("events", explainers=None),
        "claims/safe.yml": record("claims", explainers=None, summary=other or None),
    }
    assert checked(files).found == ["claims/safe.yml:1:1 no-explainer", "events/sinks.yml:1:1 no-explainer"]


def test_while_a_record_cannot_be_read_nobody_knows(checked: Check, record: MakeRecord) -> None:
    files = {"events/sinks.yml": record("events", explainers=None), "claims/safe.yml": "statement: x\n"}
    assert not [one for one in checked(files).found if one.endswith("no-explainer")]
