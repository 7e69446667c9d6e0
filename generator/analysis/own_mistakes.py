"""Mistakes of ours: records that were mended, and records that no longer stand; newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import corrections_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model import Correction, Record, Retired


@dataclass(frozen=True, slots=True)
class Retirement:
    """A record that was taken back."""

    record: Record
    retired: Retired


@dataclass(frozen=True, slots=True)
class Mended:
    """A mistake in a record that was mended."""

    record: Record
    correction: Correction


def retirements(records: Iterable[Record]) -> list[Retirement]:
    """Return every record that was retired, those retired last first."""
    found = [Retirement(record, why) for record in records if (why := getattr(record, "retired", None)) is not None]
    return sorted(found, key=lambda one: (one.retired.on.sort_key, one.record.key), reverse=True)


def corrections(records: Iterable[Record]) -> list[Mended]:
    """Return every correction of a record, the newest first."""
    found = [Mended(record, one) for record in records for one in corrections_of(record)]
    return sorted(found, key=lambda one: (one.correction.on.sort_key, one.record.key, one.correction.what), reverse=True)
