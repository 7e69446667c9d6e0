"""Mistakes as text for people, as data for tools, and as notes on pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from generator.command.reporting.annotations import as_github
from generator.command.reporting.data import as_json
from generator.command.reporting.excerpts import as_text
from generator.command.reporting.sarif import as_sarif
from generator.command.reporting.suggestions import as_rdjson

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.content import Diagnostic
    from generator.editing import Edit
    from generator.text import SourceText


class Format(Protocol):
    """Turns diagnostics in order, the texts they point into, and what mends some of them, into one text."""

    def __call__(
        self, diagnostics: Sequence[Diagnostic], texts: Mapping[str, SourceText], fixes: Mapping[Diagnostic, Edit] = ..., /
    ) -> str:
        """Return the report, ended with a line break."""
        ...


FORMATS: Final[dict[str, Format]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "rdjson": as_rdjson,
}
"""Every format of a report."""

WITH_FIXES: Final = frozenset({"json", "sarif", "rdjson"})
"""Those that tell how a mistake is mended, as 'check --fix' does it."""
