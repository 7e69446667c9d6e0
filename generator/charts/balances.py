"""Balances as the data behind a figure: every number in full, in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.scale import exact

if TYPE_CHECKING:
    from generator.derive.alignment import Balance

BALANCE_COLUMNS: Final = ("Balance", "In words", "Acts counted", "Acts not counted", "Lowest", "Highest", "Leans on", "Without it")
"""What the cells of a balance are."""


def balance_cells(found: Balance) -> tuple[str, ...]:
    """Return a balance as cells: the median, its word, the numbers of acts, its range, and what it leans on."""
    without = "no evidence" if found.leans_on and found.without is None else exact(found.without)
    numbers = (str(found.count), str(found.uncounted), exact(found.low), exact(found.high))
    return exact(found.median), found.word, *numbers, found.leans_on, without
