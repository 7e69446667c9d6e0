"""What readers call the values of fields that have no scale of their own (words/names.yml)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _data() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).with_name("words") / "names.yml"
    data: Mapping[str, Mapping[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def names_of(field: str) -> Mapping[str, str]:
    """Return what readers call the values of a field, as messages, in the order in which they are shown."""
    return _data()[field]


FORM_WORDS: Final = names_of("acts.form")
DIRECTION_WORDS: Final = names_of("acts.direction")
BALLOTS: Final = names_of("votes.ballots")
NO_BALLOT: Final = names_of("votes.decided")
"""What stands for a ballot that is not there, by how it was decided."""
COST_KINDS: Final = names_of("costs.kind")
PLACE_KINDS: Final = names_of("places.kind")
PLACE_PRECISION: Final = names_of("places.known")
SIGNPOST_STATES: Final = names_of("states")
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""
UNMARKED_STATES: Final = names_of("states.unmarked")
"""Words for how acts and scenarios stand, of which no mark tells, and claims that were not assessed or were taken back."""
