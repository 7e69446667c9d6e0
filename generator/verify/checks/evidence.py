"""What a record says rests on something, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.analysis import is_graded, source_of
from generator.content import Diagnostic, Rule
from generator.language import primary_language
from generator.model import Act, Evidence, Part, Place, Risk, Scenario, Source, field_of, has_parts, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.model import Corpus

_ADD_EVIDENCE: Final = "add at least one source and what it says"


def check_evidence(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A record that needs evidence has some, and so has every step of a claim's life, and how a scenario ended."""
    for record in corpus:
        if _lacks_evidence(record):
            yield Rule.NO_EVIDENCE.at(record.at("evidence"), f"the {record.singular} has no evidence", _ADD_EVIDENCE)
        for found in walk(record, has_parts):
            if isinstance(found.value, Part) and _lacks_evidence(found.value):
                message = f"the {found.field.key.removesuffix('s')} has no evidence"
                yield Rule.NO_EVIDENCE.at(record.at(*found.keys, "evidence"), message, _ADD_EVIDENCE)
    for broken in corpus.broken.values():
        if _needs_evidence(broken.kind) and broken.values.get("evidence") == [] and not broken.located.lost_at("evidence"):
            yield Rule.NO_EVIDENCE.at(broken.located.at("evidence"), f"the {broken.kind.singular} has no evidence", _ADD_EVIDENCE)


def _lacks_evidence(part: Part) -> bool:
    return _needs_evidence(type(part)) and not getattr(part, "evidence", ())


def _needs_evidence(kind: type[Part]) -> bool:
    field = field_of(kind, "evidence")
    return field is not None and field.is_needed


def check_reasons(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A disputed act says why it is disputed, and a disputed place what about it is."""
    for act in corpus.all(Act):
        written = corpus.broken[act.key].values if act.key in corpus.broken else {}
        if act.standing == "disputed" and act.because is None and "because" not in written:
            yield Rule.NO_REASON.at(act.at("standing"), "the act is disputed, and nothing says why", "add a line 'because: ...'")
    for place in corpus.all(Place):
        if place.known == "disputed" and place.contested is None:
            yield Rule.NO_REASON.at(
                place.at("known"), "the position of the place is disputed, and nothing says why", "add a line 'contested: ...'"
            )


def _supporting(corpus: Corpus, act: Act) -> list[tuple[Evidence, Source | None]]:
    return [(one, source_of(corpus, one)) for one in act.evidence if one.says == "supports"]


def check_quoted_translations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A translation stands beside quoted words, and they are in another language than the publication."""
    language = primary_language(corpus.publication.language)
    for record in corpus:
        for found in walk(record, has_parts):
            part = found.value
            if not isinstance(part, Evidence) or part.translation is None:
                continue
            source, place = source_of(corpus, part), record.at(*found.keys, "translation")
            if part.quote is None:
                hint = "add the words of the source as 'quote', or say in 'note' what it says"
                yield Rule.IDLE_TRANSLATION.at(place, "a translation, and no quoted words beside it", hint)
            elif source is not None and primary_language(source.language) == language:
                message = f"the source '{source.id}' is in the language of the publication, '{source.language}'"
                yield Rule.IDLE_TRANSLATION.at(place, message, "remove the translation, or mend the language of the source")


def check_opinion_only(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """An established act is supported by something other than opinion."""
    for act in corpus.all(Act):
        sources = [source for _, source in _supporting(corpus, act)]
        if act.standing == "established" and sources and all(source is not None and source.kind == "opinion" for source in sources):
            message = "the act is called established, and only opinion supports it"
            yield Rule.OPINION_ONLY.at(act.at("standing"), message, "add a source that reports it, or call it disputed and say why")


def check_graded_acts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """An act has supporting evidence whose source and content are graded."""
    for act in corpus.all(Act):
        known = all(source is not None for _, source in _supporting(corpus, act))
        if act.standing == "established" and act.evidence and known and not is_graded(corpus, act):
            message = "no supporting evidence of the act is graded, so it is drawn hollow and not counted"
            yield Rule.UNGRADED_ACT.at(
                act.at("evidence"), message, "give the source a 'reliability' (A to E) and the evidence a 'credibility' (1 to 5)"
            )


def check_stated_likelihoods(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A likelihood names who gave it."""
    records: list[Risk | Scenario] = [*corpus.all(Risk), *corpus.all(Scenario)]
    for record in records:
        if record.likelihood is not None and not record.likelihood_said_by:
            message = "the likelihood does not say who gave it"
            yield Rule.UNSAID_LIKELIHOOD.at(record.at("likelihood"), message, "add 'said_by', or leave the likelihood out")
