"""Risks: what may go wrong, who says so, and what became of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.language import N_, in_language_of
from generator.model.records.base import Part, RefersTo
from generator.model.records.shared import Evidenced, Evidences, Issue
from generator.model.records.values import AtLeastOne, Happened, Many, PlainNumber, Prose, Text, When, is_id, one_of, refusal
from generator.model.vocabularies import IMPACT, LIKELIHOOD

Percent = Annotated[float, PlainNumber, Field(ge=0, le=100, allow_inf_nan=False)]
Voice = Annotated[str, RefersTo(("actors", "sources"), N_("Warnings and forecasts"), words=True)]
"""Who says something: an actor, a source, or words."""
Level = Annotated[str, one_of(IMPACT)]


class Likelihood(Part):
    """How likely somebody says it is: a word of ICD 203 or a range in per cent."""

    word: Annotated[str, one_of(LIKELIHOOD)] | None = None
    """A value of the scale: 'unlikely' is 20 to 45 per cent."""
    range: tuple[Percent, Percent] | None = None
    """Lower and upper bound in per cent."""
    said_by: Annotated[tuple[Voice, ...], Many] = ()
    """Who gave it. A likelihood that nobody gave is not shown."""
    on: Happened | None = None
    """When it was given. A forecast without it is not scored."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.word is None) == (self.range is None):
            raise refusal("likelihood_form", "a likelihood is either a value of the scale or a range in per cent")
        if self.range is not None and self.range[0] > self.range[1]:
            raise refusal("reversed_range", "the lower bound of a likelihood must come first")
        return self

    @property
    def bounds(self) -> tuple[float, float]:
        """The range in per cent, however it was given."""
        if self.range is not None:
            return self.range
        term = LIKELIHOOD[self.word or ""]
        return term.low or 0.0, term.high or 100.0


def _likelihood(value: object) -> object:
    if isinstance(value, str):
        return {"word": value}
    return {"range": value} if isinstance(value, list) else value


SaidLikelihood = Annotated[Likelihood, BeforeValidator(_likelihood)]


def severity(level: str) -> int:
    """Return the position of a level on the scale of impact, from 0, the least."""
    return list(IMPACT.terms).index(level)


class Impact(Part):
    """How bad it would be, on one named dimension. Dimensions are never added up."""

    dimension: Text
    """What is hurt: 'economy', 'lives', 'standing abroad'."""
    level: Level | None = None
    """How badly, on the ordinal scale of five steps."""
    range: tuple[Level, Level] | None = None
    """Instead of one level: the lowest and the highest considered possible."""
    because: Prose
    """Why that level, or that range."""

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.level is None) == (self.range is None):
            raise refusal("impact_form", "an impact is either one level of the scale or a range of two")
        least, worst = self.bounds
        if severity(least) > severity(worst):
            raise refusal("reversed_range", "the lower level of an impact must come first")
        return self

    @property
    def bounds(self) -> tuple[str, str]:
        """The least and the worst level, however they were given."""
        level = self.level or ""
        return self.range or (level, level)

    @property
    def dimension_words(self) -> str:
        """The dimension for readers: 'human-security' without its hyphen, an editor's own words unchanged."""
        return in_language_of(self.dimension.replace("-", " "), self.dimension) if is_id(self.dimension) else self.dimension


class RecordSoFar(Part):
    """What became of the risk since it was raised."""

    status: Literal["open", "partly", "realised", "not-realised"]
    """Whether it has happened so far."""
    on: Happened | None = None
    """The day of the evidence."""
    because: Prose | None = None
    """What the record shows."""
    evidence: Evidences = ()
    """Evidence for it."""


class Risk(Evidenced, section="risks", singular="risk", dated=("horizon",), search_first=("summary",)):
    """What may go wrong."""

    title: Text
    """What may happen, in a few words."""
    bearer: Annotated[tuple[Annotated[str, RefersTo(("actors",), N_("Risks borne"))], ...], Many, AtLeastOne]
    """Who would bear it."""
    likelihood: SaidLikelihood | None = None
    """How likely somebody says it is. Omitted if nobody did."""
    said_by: Annotated[tuple[Voice, ...], Many] = ()
    """Who gave the likelihood, if it is written as one word."""
    impact: Annotated[tuple[Impact, ...], Many] = ()
    """How bad it would be, on one or more named dimensions."""
    horizon: When | None = None
    """The time within which it may happen."""
    issue: Issue | None = None
    """What it is about."""
    summary: Prose | None = None
    """How it could come about."""
    raised_by: Annotated[tuple[Voice, ...], Many, AtLeastOne]
    """Who warns of it: an actor, a source, or free text."""
    basis: Annotated[tuple[Annotated[str, RefersTo(("claims",), N_("Risks resting on it"))], ...], Many] = ()
    """The claims it is based on."""
    record_so_far: RecordSoFar | None = None
    """What has happened since."""

    @property
    def stands(self) -> str:
        """Its status; a risk without a record so far is open."""
        return self.record_so_far.status if self.record_so_far else "open"

    @property
    def likelihood_said_by(self) -> tuple[str, ...]:
        """Who gave the likelihood, wherever it is written."""
        return (self.likelihood.said_by if self.likelihood else ()) or self.said_by
