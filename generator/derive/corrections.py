"""Records that no longer stand, and why, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.records import Record
    from generator.records.shared import Retired


@dataclass(frozen=True, slots=True)
class Retirement:
    """A record that was taken back."""

    record: Record
    retired: Retired


def retirements(records: Iterable[Record]) -> list[Retirement]:
    """Return every record that was retired, those retired last first."""
    found = [Retirement(record, why) for record in records if (why := getattr(record, "retired", None)) is not None]
    return sorted(found, key=lambda one: (one.retired.on.sort_key, one.record.key), reverse=True)
