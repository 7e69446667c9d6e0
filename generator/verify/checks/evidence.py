"""Checks of evidence: it exists where it is needed, and its grades are justified and consistent."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from generator.analysis import is_graded, origins_of, source_of
from generator.content import Diagnostic, Rule
from generator.model import CONFIRMED_CREDIBILITY, Act, Corpus, Evidence, Part, Place, Risk, Scenario, Source, field_of, has_parts, walk
from generator.text import normalise
from generator.verify.evidence.uses import Use, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


_ADD_EVIDENCE: Final = "add at least one source and what it says"


def check_evidence(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that records and parts that need evidence have some, such as positions on a claim and the resolution of a scenario."""
    for record in corpus:
        parts = [(item.keys, item.field.key.removesuffix("s"), item.value) for item in walk(record, has_parts)]
        for keys, name, part in [((), record.singular, record), *parts]:
            if isinstance(part, Part) and _needs_evidence(type(part)) and not getattr(part, "evidence", ()):
                yield Rule.NO_EVIDENCE.at(record.at(*keys, "evidence"), f"the {name} has no evidence", _ADD_EVIDENCE)
    for broken in corpus.broken.values():
        if _needs_evidence(broken.kind) and broken.values.get("evidence") == [] and not broken.located.lost_at("evidence"):
            yield Rule.NO_EVIDENCE.at(broken.located.at("evidence"), f"the {broken.kind.singular} has no evidence", _ADD_EVIDENCE)


def check_signposts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that signposts which are no longer open have evidence."""
    for scenario in corpus.all(Scenario):
        for index, signpost in enumerate(scenario.signposts):
            if signpost.state != "open" and not signpost.evidence:
                message = f"the signpost is '{signpost.state}', but has no evidence"
                yield Rule.UNSHOWN_SIGNPOST.at(scenario.at("signposts", index, "state"), message, _ADD_EVIDENCE)


def _needs_evidence(kind: type[Part]) -> bool:
    field = field_of(kind, "evidence")
    return field is not None and field.is_needed


def check_reasons(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that disputed acts and places say why."""
    for act in corpus.all(Act):
        written = corpus.broken[act.key].values if act.key in corpus.broken else {}
        if act.standing == "disputed" and act.because is None and "because" not in written:
            yield Rule.NO_REASON.at(act.at("standing"), "the act is disputed, but no reason is given", "add a line 'because: ...'")
    for place in corpus.all(Place):
        if place.known == "disputed" and place.contested is None:
            message = "the position of the place is disputed, but no reason is given"
            yield Rule.NO_REASON.at(place.at("known"), message, "add a line 'contested: ...'")


def _supporting(corpus: Corpus, act: Act) -> list[tuple[Evidence, Source | None]]:
    return [(evidence, source_of(corpus, evidence)) for evidence in act.evidence if evidence.says == "supports"]


def check_opinion_only(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that an established act has support other than opinion."""
    for act in corpus.all(Act):
        sources = [source for _, source in _supporting(corpus, act)]
        if act.standing == "established" and sources and all(source is not None and source.kind == "opinion" for source in sources):
            message = "the act is established, but only opinion supports it"
            yield Rule.OPINION_ONLY.at(act.at("standing"), message, "add a source that reports it, or mark it as disputed")


def check_graded_acts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that an established act has supporting evidence with a reliability and a credibility."""
    for act in corpus.all(Act):
        has_all_sources = all(source is not None for _, source in _supporting(corpus, act))
        if act.standing == "established" and act.evidence and has_all_sources and not is_graded(corpus, act):
            message = "the act has no graded supporting evidence, so it is drawn hollow and not counted"
            hint = "give the source a 'reliability' (A to E) and the evidence a 'credibility' (1 to 5)"
            yield Rule.UNGRADED_ACT.at(act.at("evidence"), message, hint)


def check_stated_likelihoods(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that a likelihood names who gave it, and is in per cent."""
    records: list[Risk | Scenario] = [*corpus.all(Risk), *corpus.all(Scenario)]
    for record in records:
        if record.likelihood is not None and not record.likelihood_said_by:
            message = "the likelihood has no 'said_by'"
            yield Rule.UNSAID_LIKELIHOOD.at(record.at("likelihood"), message, "add 'said_by' with who gave it, or remove the likelihood")
        if record.likelihood is not None and 0 < record.likelihood.bounds[1] < 1:
            low, high = record.likelihood.bounds
            message, hint = f"{low:g} to {high:g} is less than one per cent", f"did you mean [{low * 100:g}, {high * 100:g}]?"
            yield Rule.SMALL_LIKELIHOOD.at(record.at("likelihood", "range"), message, hint)


_INDEPENDENT: Final = 2
"""The publishers needed for a confirmation: one, and another that does not repeat the first."""


def check_confirmations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that evidence graded as confirmed has evidence of an independent publisher next to it that says the same."""
    groups: defaultdict[object, list[Use]] = defaultdict(list)
    for use in _graded(corpus):
        groups[use.record.key, use.keys[:-1], use.evidence.says].append(use)
    for uses in groups.values():
        sources = [source_of(corpus, use.evidence) for use in uses]
        origins = origins_of(corpus, [source for source in sources if source is not None])
        if None in sources or len(origins) >= _INDEPENDENT:
            continue
        for use in uses:
            if use.evidence.credibility == CONFIRMED_CREDIBILITY:
                message = f"credibility 1 means 'confirmed by others', but only {min(origins)} says so here"
                hint = "add evidence of another publisher for the same, or write 'credibility: 2'"
                yield Rule.LONE_CONFIRMATION.at(use.at("credibility"), message, hint)


def check_even_grades(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """Check that the same statement of a source has the same credibility in all records."""
    first: dict[object, Use] = {}
    for use in _graded(corpus):
        note = use.evidence.note
        statement = use.key or (normalise(note) if note else None)
        if statement is None or use.evidence.credibility is None:
            continue
        other = first.setdefault((use.source, use.evidence.says, statement), use)
        if other.evidence.credibility != use.evidence.credibility:
            place = other.at("credibility")
            grades = f"{use.evidence.credibility} here and {other.evidence.credibility} in {place.path}:{place.line}"
            message = f"the same statement of '{use.source}' has credibility {grades}"
            yield Rule.UNEVEN_GRADES.at(use.at("credibility"), message, "use the same grade in all records")


def _graded(corpus: Corpus) -> Iterator[Use]:
    """Yield the uses that can be graded: evidence, but not the words of a position."""
    return (use for use in uses_in(corpus) if use.keys[-1] != "words")
