"""Mistakes as text for people, as JSON for tools, and as annotations for pull requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.reporting.annotations import as_github
from generator.reporting.data import as_json
from generator.reporting.excerpts import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from generator.diagnostics import Diagnostic
    from generator.text.position import SourceText

FORMATS: Final[dict[str, Callable[[Sequence[Diagnostic], Mapping[str, SourceText]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""Every format of a report: diagnostics in order and the texts they point into, to one text."""
