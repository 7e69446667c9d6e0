"""The current date; no other module reads the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import yaml

if TYPE_CHECKING:
    from pathlib import Path

_EVERYWHERE: Final = timezone(timedelta(hours=14))
"""The earliest time zone: most of the world is still on the previous day."""
_SECONDS: Final = re.compile(r"[0-9]{1,20}")


def present_days(project: Path) -> tuple[date, date]:
    """Return the current date of a publication, in its time zone or UTC, and the latest date; without a zone, that at UTC+14.

    SOURCE_DATE_EPOCH overrides the clock (https://reproducible-builds.org/specs/source-date-epoch/). Raise click.UsageError if it is
    invalid.
    """
    epoch, zone = os.environ.get("SOURCE_DATE_EPOCH"), _zone_of(project)
    try:
        now = datetime.fromtimestamp(int(epoch if _SECONDS.fullmatch(epoch) else ""), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(zone or UTC).date(), now.astimezone(zone or _EVERYWHERE).date()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError("SOURCE_DATE_EPOCH is not a number of seconds since 1970, as 'date +%s' prints") from error


def _zone_of(project: Path) -> tzinfo | None:
    """Return the time zone of the publication, or None if it has none or an invalid one, which the check reports.

    Parsed here without the models: importing them would take as long as all the rest of a run in which nothing changed.
    """
    path = project / "content" / "publication.yml"
    try:
        settings = None if path.is_symlink() else yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
        name = settings.get("timezone") if isinstance(settings, dict) else None
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (ZoneInfoNotFoundError, ValueError, OSError, yaml.YAMLError):
        return None
