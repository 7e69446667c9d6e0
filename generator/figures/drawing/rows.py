"""The rows of a chart, as Altair need not copy them: it copies all that a chart has at each step in which one is made, but no tuple."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

if TYPE_CHECKING:
    from collections.abc import Iterable


def inline(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    """Return rows as data of a chart."""
    return alt.InlineData(values=tuple(rows))
