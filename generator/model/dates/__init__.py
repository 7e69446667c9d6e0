"""Dates as far as they are known: EDTF, its words, what was meant by a text that is none, and dates at a distance from others."""

from __future__ import annotations

from functools import lru_cache

from generator.model.dates.edtf import BadDate, Edtf, End, Kind, later, read, shift
from generator.model.dates.hints import hint_for

__all__ = ["BadDate", "Edtf", "End", "Kind", "later", "parse_edtf", "shift"]


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """Read a date; space around it is dropped. Raises BadDate, with a hint, for a text that is no EDTF or no date that there is.

    So are dates outside the years 1 to 9999, without any bound, reversed or too long.
    """
    text = text.strip()
    try:
        return read(text)
    except BadDate as problem:
        problem.hint = problem.hint or hint_for(text)
        raise
