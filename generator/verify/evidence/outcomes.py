"""What comes of looking for a quotation in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from generator.text import Span

BracketReason = Literal["brackets-empty", "brackets-in-word", "brackets-sign", "brackets-negation", "brackets-replace"]
ShortReason = Literal["order", "far-apart", "cuts-sentences", "cuts-paragraphs", "nothing-left-out", "crosses-quotation", "hides-negation"]
Reason = Literal["empty", "words", "inside-word", "cut-negation", "prefix", "suffix", "passage"] | BracketReason | ShortReason


@dataclass(frozen=True, slots=True)
class Proved:
    """The quotation stands in the text once."""

    start: int
    """Where it begins, in code points of the text."""
    end: int
    parts: tuple[Span, ...]
    """The stretches of the text that '[...]' parts; one where there is none."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quotation does not stand in the text, or not as it may be quoted."""

    reason: Reason
    """Why: other words, part of a word, words before or after it that are not there, or a rule that it breaks."""
    part: str = ""
    """The part that is not found, or what breaks the rule, as far as it can be told."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quotation stands in the text more than once."""

    count: int
    places: tuple[Span, ...]
    """The first of the places, three at most."""


Outcome = Proved | NotFound | Ambiguous
