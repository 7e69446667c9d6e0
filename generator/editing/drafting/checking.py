"""What is wrong with proposals before one is accepted: fields that no record has, unknown actors, words that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule, did_you_mean
from generator.editing.drafting.deciding import actor_id
from generator.editing.drafting.proposals import ProposalFile, Proposals, field_mistakes
from generator.model import Actor, Corpus, Source, is_id, references_in
from generator.text import SourceText, normalise, without_bad_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def proposal_mistakes(proposals: Proposals, corpus: Corpus, texts: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the proposals of a project.

    Args:
        proposals: The proposals.
        corpus: The records.
        texts: The texts at hand, by their sources.
    """
    yield from proposals.diagnostics
    coming = {actor_id(one.proposal) for one in proposals.open() if one.proposal.section == Actor.section}
    named = {one.proposal.source for one in proposals.open()}
    forms = {source: normalise(without_bad_characters(text.text, "")) for source, text in texts.items() if source in named}
    for one in proposals.open():
        yield from field_mistakes(one)
        yield from _unknown(one, corpus, coming)
        form = forms.get(one.proposal.source)
        if form is not None and normalise(one.proposal.quote) not in form:
            hint = f"the text is {texts[one.proposal.source].path}; drop the proposal, and draft anew if the text has changed"
            yield Rule.QUOTE_NOT_FOUND.at(one.located.at("quote"), f"the text of '{one.proposal.source}' does not have these words", hint)


def _unknown(one: ProposalFile, corpus: Corpus, coming: set[str]) -> Iterator[Diagnostic]:
    sources = corpus.ids(Source.section)
    if one.proposal.source not in sources:
        message = f"there is no source '{one.proposal.source}'"
        yield Rule.UNKNOWN_REFERENCE.at(one.located.at("source"), message, did_you_mean(one.proposal.source, sources))
    actors = set(corpus.ids(Actor.section)) | coming
    for reference in references_in(one.proposal.fields, one.kind):
        known = {other for section in reference.to.sections or (one.kind.section,) for other in corpus.ids(section)} | coming
        if reference.id not in known and not reference.is_words:
            place = one.located.at("fields", *reference.keys)
            yield Rule.UNKNOWN_REFERENCE.at(
                place, f"there is no '{reference.id}', on record or proposed", did_you_mean(reference.id, known)
            )
    speaker = one.proposal.speaker
    if speaker is not None and is_id(speaker) and speaker not in actors and "-" in speaker:
        yield Rule.UNKNOWN_REFERENCE.at(
            one.located.at("speaker"), f"there is no actor '{speaker}', on record or proposed", did_you_mean(speaker, actors)
        )
