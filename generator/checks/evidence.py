"""What a record says rests on something, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.diagnostics import IDLE_TRANSLATION, NO_EVIDENCE, NO_REASON, OPINION_ONLY, UNGRADED_ACT, UNSAID_LIKELIHOOD, Diagnostic
from generator.evidence.grades import is_graded, source_of
from generator.language.tags import primary_language
from generator.records import Act, Place, Record, Risk, Scenario, Source
from generator.records.base import values_in
from generator.records.shared import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.corpus import Corpus
    from generator.records.base import Part

_ADD_EVIDENCE: Final = "add at least one source and what it says"


def check_evidence(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A record that needs evidence has some, and so has every step of a claim's life, and how a scenario ended."""
    for record in corpus:
        yield from _without_evidence(record, record, (), f"the {record.singular}")
    for broken in corpus.broken.values():
        field = broken.kind.model_fields.get("evidence")
        if field is not None and field.is_required() and broken.values.get("evidence") == [] and not broken.located.lost_at("evidence"):
            yield NO_EVIDENCE.at(broken.located.at("evidence"), f"the {broken.kind.singular} has no evidence", _ADD_EVIDENCE)


def _without_evidence(record: Record, part: Part, keys: tuple[str | int, ...], what: str) -> Iterator[Diagnostic]:
    fields = type(part).model_fields
    if "evidence" in fields and fields["evidence"].is_required() and not getattr(part, "evidence", ()):
        yield NO_EVIDENCE.at(record.at(*keys, "evidence"), f"{what} has no evidence", _ADD_EVIDENCE)
    for index, position in enumerate(getattr(part, "positions", ())):
        yield from _without_evidence(record, position, (*keys, "positions", index), "the position")
    for index, reach in enumerate(getattr(part, "ranges", ())):
        yield from _without_evidence(record, reach, (*keys, "ranges", index), "the range")
    resolution = getattr(part, "resolution", None)
    if resolution is not None:
        yield from _without_evidence(record, resolution, (*keys, "resolution"), "the resolution")


def check_reasons(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A disputed act says why it is disputed, and a disputed place what about it is."""
    for act in corpus.all(Act):
        written = corpus.broken[act.key].values if act.key in corpus.broken else {}
        if act.standing == "disputed" and act.because is None and "because" not in written:
            yield NO_REASON.at(act.at("standing"), "the act is disputed, and nothing says why", "add a line 'because: ...'")
    for place in corpus.all(Place):
        if place.known == "disputed" and place.contested is None:
            yield NO_REASON.at(place.at("known"), "where the place is is disputed, and nothing says why", "add a line 'contested: ...'")


def _supporting(corpus: Corpus, act: Act) -> list[tuple[Evidence, Source | None]]:
    return [(one, source_of(corpus, one)) for one in act.evidence if one.says == "supports"]


def check_quoted_translations(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A translation stands beside quoted words, and they are in another language than the publication."""
    language = primary_language(corpus.publication.language)
    for record in corpus:
        for keys, _text, part, name in values_in(record, str):
            if name != "translation" or not isinstance(part, Evidence):
                continue
            source = source_of(corpus, part)
            if part.quote is None:
                hint = "add the words of the source as 'quote', or say in 'note' what it says"
                yield IDLE_TRANSLATION.at(record.at(*keys), "a translation, and no quoted words beside it", hint)
            elif source is not None and primary_language(source.language) == language:
                message = f"the source '{source.id}' is in the language of the publication, '{source.language}'"
                yield IDLE_TRANSLATION.at(record.at(*keys), message, "remove the translation, or mend the language of the source")


def check_opinion_only(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """An established act is supported by something other than opinion."""
    for act in corpus.all(Act):
        sources = [source for _, source in _supporting(corpus, act)]
        if act.standing == "established" and sources and all(source is not None and source.kind == "opinion" for source in sources):
            message = "the act is called established, and only opinion supports it"
            yield OPINION_ONLY.at(act.at("standing"), message, "add a source that reports it, or call it disputed and say why")


def check_graded_acts(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """An act has supporting evidence whose source and content are graded."""
    for act in corpus.all(Act):
        known = all(source is not None for _, source in _supporting(corpus, act))
        if act.standing == "established" and act.evidence and known and not is_graded(corpus, act):
            message = "no supporting evidence of the act is graded, so it is drawn hollow and not counted"
            yield UNGRADED_ACT.at(
                act.at("evidence"), message, "give the source a 'reliability' (A to E) and the evidence a 'credibility' (1 to 5)"
            )


def check_said_likelihoods(corpus: Corpus, _today: date) -> Iterator[Diagnostic]:
    """A likelihood names who gave it."""
    records: list[Risk | Scenario] = [*corpus.all(Risk), *corpus.all(Scenario)]
    for record in records:
        if record.likelihood is not None and not record.likelihood_said_by:
            message = "the likelihood does not say who gave it"
            yield UNSAID_LIKELIHOOD.at(record.at("likelihood"), message, "add 'said_by', or leave the likelihood out")
