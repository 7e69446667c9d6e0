"""The day that it is: the only place that reads the clock."""

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
"""Where a day begins first; at the same moment it is still the day before over most of the earth."""
_SECONDS: Final = re.compile(r"[0-9]{1,20}")


def present_days(project: Path) -> tuple[date, date]:
    """Return the day that it is for a publication, in its time zone if it has one, and the latest day that it is anywhere.

    SOURCE_DATE_EPOCH stands for the clock (https://reproducible-builds.org/specs/source-date-epoch/); raises click.UsageError for
    one that is none.
    """
    epoch, zone = os.environ.get("SOURCE_DATE_EPOCH"), _zone_of(project)
    try:
        now = datetime.fromtimestamp(int(epoch if _SECONDS.fullmatch(epoch) else ""), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(zone or UTC).date(), now.astimezone(zone or _EVERYWHERE).date()
    except (ValueError, OverflowError, OSError) as error:
        raise click.UsageError("SOURCE_DATE_EPOCH is no number of seconds since 1970, as 'date +%s' prints it") from error


def _zone_of(project: Path) -> tzinfo | None:
    """Return the time zone that the publication gives; nothing where it gives none, or one that the check complains of.

    It is asked for before anything else, where often nothing changed: the models of records, with all that reads them, would take as
    long to import as the rest of such a run.
    """
    path = project / "content" / "publication.yml"
    try:
        settings = None if path.is_symlink() else yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
        name = settings.get("timezone") if isinstance(settings, dict) else None
        return ZoneInfo(name) if isinstance(name, str) and name else None
    except (ZoneInfoNotFoundError, ValueError, OSError, yaml.YAMLError):
        return None
