"""Dates of limited precision: EDTF, dates in words, hints for text that is not EDTF, and dates relative to others."""

from __future__ import annotations

from functools import lru_cache

from generator.model.dates.edtf import BadDate, Edtf, End, Kind, later, read, shift
from generator.model.dates.hints import hint_for

__all__ = ["BadDate", "Edtf", "End", "Kind", "later", "parse_edtf", "shift"]


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """Parse a date, ignoring surrounding space. Raise BadDate, with a hint, if the text is not EDTF or not an existing date.

    Dates outside the years 1 to 9999, without any bound, reversed or too long are refused too.
    """
    text = text.strip()
    try:
        return read(text)
    except BadDate as problem:
        problem.hint = problem.hint or hint_for(text)
        raise
