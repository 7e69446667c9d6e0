"""stub"""
from __future__ import annotations
from typing import Any
import altair as alt
def lanes_chart(data: dict[str, Any]) -> alt.LayerChart:
    raise NotImplementedError
