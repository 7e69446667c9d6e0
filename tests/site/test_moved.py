"""What stood at an address under a former id leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site.moved import former_paths
from tests.sites import context_of

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord


def test_each_page_of_a_record_leads_on_from_each_former_id(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus(
        {
            "actors/avalon.yml": "name: Avalon\nkind: state\nformer_ids: [isle, old-isle]\n",
            "actors/brigid.yml": "name: Brigid\nkind: person\nformer_ids: zoe\n",
            "claims/safe.yml": record("claims", former_ids="sound"),
            "events/a.yml": record("events", actors="avalon"),
            "events/b.yml": record("events", actors="avalon"),
            "acts/x.yml": record("acts"),
        }
    )
    assert {path: now for path, (now, _) in former_paths(context_of(made)).items()} == {
        "claims/sound.md": "claims/safe.md",
        "actors/isle.md": "actors/avalon.md",
        "actors/old-isle.md": "actors/avalon.md",
        "actors/zoe.md": "actors/brigid.md",
        "timeline/actors/isle.md": "timeline/actors/avalon.md",
        "timeline/actors/old-isle.md": "timeline/actors/avalon.md",
        "relations/avalon--zoe.md": "relations/avalon--brigid.md",
        "relations/brigid--isle.md": "relations/avalon--brigid.md",
        "relations/brigid--old-isle.md": "relations/avalon--brigid.md",
        "relations/isle--zoe.md": "relations/avalon--brigid.md",
        "relations/old-isle--zoe.md": "relations/avalon--brigid.md",
    }


def test_without_former_ids_nothing_leads_on(corpus: MakeCorpus) -> None:
    made = corpus({})
    assert not former_paths(context_of(made))
