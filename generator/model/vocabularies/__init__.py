"""The scales as data, one commented YAML file each, and display names for values without a scale (words/names.yml)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.language import _
from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a scale, with its meaning for readers."""

    id: str
    english_label: str
    english_means: str
    also: tuple[str, ...] = ()
    """Alternative spellings that editors may write."""
    low: float | None = None
    """The lower bound in per cent (inclusive), if the scale has ranges."""
    high: float | None = None
    """The upper bound in per cent (exclusive), if the scale has ranges."""
    score: float | None = None
    """A score from -10 (most hostile) to +10 (most cooperative), if the scale has scores."""
    group: str = ""
    """The group of the word, if the scale has groups."""

    @property
    def label(self) -> str:
        """The word, in the current locale."""
        return _(self.english_label)

    @property
    def means(self) -> str:
        """The meaning, in the current locale."""
        return _(self.english_means)


@dataclass(frozen=True, eq=False)
class Scale:
    """A closed list of words with their meaning, source and licence."""

    name: str
    english_title: str
    english_source: str
    english_licence: str
    english_note: str
    terms: Mapping[str, Term]

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every accepted spelling, in lower case, with the id of its term."""
        own = {term_id.lower(): term_id for term_id in self.terms}
        return {other.lower(): term.id for term in self.terms.values() for other in term.also} | own

    def find(self, word: str) -> Term | None:
        """Return the term for a word in any accepted spelling, ignoring case, or None."""
        term_id = self.spellings.get(word.strip().lower())
        return self.terms[term_id] if term_id is not None else None

    def __getitem__(self, term_id: str) -> Term:
        """Return the term with exactly this id. Raise KeyError if there is none."""
        return self.terms[term_id]


def read_scale(name: str) -> Scale:
    """Read one of the generator's scales."""
    data = table(__file__, name)
    terms = {}
    for term_id, term in data["terms"].items():
        own = {name: value for name, value in term.items() if name not in ("label", "means", "also")}
        terms[str(term_id)] = Term(str(term_id), term["label"], term["means"], tuple(term.get("also", ())), **own)
    return Scale(name, data["title"], data["source"], data["licence"], data.get("note", ""), terms)


RELIABILITY: Final = read_scale("reliability")
"""The reliability of a source, A to F (Admiralty code)."""
CREDIBILITY: Final = read_scale("credibility")
"""The credibility of a piece of information, 1 to 6 (Admiralty code)."""
LIKELIHOOD: Final = read_scale("likelihood")
"""Words of estimative probability (ICD 203), with their ranges in per cent."""
ACT_TYPES: Final = read_scale("plover")
"""Types of acts of one side toward another (PLOVER, corrected), with scores from -10 to +10."""
STANCES: Final = read_scale("stances")
"""What an actor did with a claim."""
HEDGES: Final = read_scale("hedges")
"""How firmly a claim was put forward by the one who made it."""
ASSESSMENTS: Final = read_scale("assessments")
"""What the evidence says about a claim, in our judgement."""
IMPACT: Final = read_scale("impact")
"""How bad a consequence would be, on one named dimension."""
ISSUES: Final = read_scale("issues")
"""What an act or claim is about; a publication may add its own."""
SCALES: Final = (RELIABILITY, CREDIBILITY, LIKELIHOOD, ACT_TYPES, STANCES, HEDGES, ASSESSMENTS, IMPACT, ISSUES)
"""Every scale, in the order of the method page."""
UNJUDGED_RELIABILITY: Final = "F"
CONFIRMED_CREDIBILITY: Final = "1"
UNJUDGED_CREDIBILITY: Final = "6"
_NAMES: Final[Mapping[str, Mapping[str, str]]] = table(__file__, "words/names")


def names_of(field: str) -> Mapping[str, str]:
    """Return the display names of a field's values, as messages, in display order.

    Raise LookupError if they have no names.
    """
    if field not in _NAMES:
        raise LookupError(f"give '{field}' its names in generator/model/vocabularies/words/names.yml")
    return _NAMES[field]


FORM_WORDS: Final = names_of("acts.form")
DIRECTION_WORDS: Final = names_of("acts.direction")
BALLOTS: Final = names_of("votes.ballots")
NO_BALLOT: Final = names_of("votes.decided")
"""What is shown in place of a missing ballot, by how the vote was decided."""
COST_KINDS: Final = names_of("costs.kind")
PLACE_KINDS: Final = names_of("places.kind")
PLACE_PRECISION: Final = names_of("places.known")
SIGNPOST_STATES: Final = names_of("states")
"""Words for the statuses of costs, risks and signposts; those of claims are on the assessments scale."""
UNMARKED_STATES: Final = names_of("states.unmarked")
"""Words for statuses without a mark: those of acts and scenarios, and of unassessed or retired claims."""
