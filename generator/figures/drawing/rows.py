"""The rows of a chart, taken as they are: Altair would look at each number of a coast."""

from __future__ import annotations

from typing import Any

import altair as alt


class Rows(alt.InlineData):
    """Data of a chart."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        """Take rows that are plain data already."""
        super().__init__(values=rows)

    def to_dict(self, *_unused: Any, **_unused2: Any) -> dict[str, Any]:  # noqa: ANN401 - of Altair
        """Return them as Vega-Lite has them."""
        return {"values": self["values"]}
