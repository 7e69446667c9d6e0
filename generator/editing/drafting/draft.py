"""Draft proposals from the text of a source by rules and word lists only: deterministic, and without invented words."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from generator.editing.changes import FileChange
from generator.editing.drafting.frames import frames, quoted_in
from generator.editing.drafting.mentions import Speakers
from generator.editing.drafting.names import actors_in
from generator.editing.drafting.proposals import as_text, proposals_folder
from generator.editing.drafting.quotations import AttributedQuotation, Statement, quotations, statement_of
from generator.editing.drafting.signals import deeds, is_conditional, signals, sums
from generator.editing.drafting.when import times
from generator.text import Span, count_words, normalise, read_passages, without_bad_characters
from generator.verify import digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.model import Corpus, Source

AROUND: Final = 40
"""The approximate length of prefix and suffix in characters, which distinguish repeats."""
_DIGITS: Final = 4
_TRAILING: Final = ",;:"
_HEDGES: Final = {"called": "asserted", **{group: group for group in ("asserted", "reported", "suggested", "predicted", "promised")}}
"""The hedge by group of the verb; 'denied' has none, as it says what is denied."""
_FEWEST: Final = 2
"""The minimum number of words of a quotation in languages without rules."""


class _Draft:
    """A text with what was found in it, and the proposals so far."""

    def __init__(self, source: Source, text: str, corpus: Corpus) -> None:
        self.source, self.text = source, text
        self.proposals: dict[str, dict[str, Any]] = {}
        self.is_english = has_rules(source)
        self.passages = read_passages(text, source.language)
        self.sentences = [passage.span for passage in self.passages.sentences]
        self.paragraphs = [passage.span for passage in self.passages.paragraphs]
        self.actors = actors_in(text, self.sentences, corpus, source.language)
        self.speakers = Speakers(text, self.actors)
        self.times = list(times(text, self.sentences, source.published)) if self.is_english else []

    def place(self, span: Span) -> str:
        """Return the place of the sentence in which a span begins, as 'p4.s2'."""
        around = self.passages.around(Span(span.start, span.start + 1))
        return around[0].place if around else "p1"

    def sentence(self, span: Span) -> Span:
        return self.passages.find(self.place(span)) or span

    def add(self, kind: str, section: str, span: Span, why: str, fields: dict[str, Any], **more: object) -> None:
        """Add a proposal for a span, under a name that is stable across drafts of the text."""
        quote = _clean(self.text[span.start : span.end])
        if not quote:
            return
        place = self.place(span)
        prefix, suffix = _clean(_before(self.text, span)), _clean(_after(self.text, span))
        name = f"{kind}-{place.replace('.', '-')}-{digest(kind + chr(0) + normalise(quote) + chr(0) + place)[:_DIGITS]}"
        name = next(option for option in chain([name], (f"{name}-{number}" for number in count(2))) if option not in self.proposals)
        quotation = {"quote": quote, "prefix": prefix or None, "suffix": suffix or None, "passage": place}
        header = {"status": "proposed", "kind": kind, "section": section, "why": why, "source": self.source.id}
        known_fields = {field: value for field, value in fields.items() if value is not None}
        self.proposals[name] = {**header, **quotation, **more, **({"fields": known_fields} if known_fields else {})}

    def when(self, span: Span) -> str | None:
        """Return the time named in a span, or else in its sentence; None if there is none, several or an unknown one."""
        for within in (span, self.sentence(span)):
            values = {time.value for time in self.times if within.start <= time.span.start and time.span.end <= within.end}
            if values:
                return values.pop() if len(values) == 1 else None
        return None


def has_rules(source: Source) -> bool:
    """Return whether there are rules for the language of a source."""
    return source.language.partition("-")[0] == "en"


def draft_proposals(source: Source, text: str, corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Return the proposals of the text of a source in order: the fields of their files, by name.

    Actors on record and quotation marks are recognized in every language, all else only in English.
    """
    draft = _Draft(source, text, corpus)
    _actors(draft)
    quoted = list(quoted_in(text, draft.paragraphs))
    unattributed = (AttributedQuotation(span, "", "", None) for span in quoted if count_words(text[slice(*span.inner)]) >= _FEWEST)
    for quotation in quotations(text, draft.paragraphs) if draft.is_english else unattributed:
        _quotation(draft, quotation)
    if draft.is_english:
        sentence_frames = [frame for paragraph in draft.paragraphs for frame in frames(text, paragraph, quoted)]
        for statement in filter(None, map(statement_of, sentence_frames)):
            _statement(draft, statement)
        for act in (deed for frame in sentence_frames for deed in deeds(frame, draft.speakers)):
            why = f"'{act.verb}' indicates an act of type {act.type}"
            sides = {"by": [actor.key for actor in act.by], "toward": [actor.key for actor in act.toward]}
            fields = {"when": draft.when(act.span), **sides, "type": act.type, "form": act.form}
            draft.add("act", "acts", act.span, why, fields)
        for time in draft.times:
            draft.add("date", "events", time.span, time.why, {"when": time.value})
        for sentence in draft.sentences:
            _sentence(draft, sentence)
    return draft.proposals


def _actors(draft: _Draft) -> None:
    fields: dict[str, Any]
    for actor in draft.actors:
        first = actor.mentions[0]
        if actor.known_as:
            fields = {"aliases": list(actor.new_names)} if actor.new_names else {}
            listed = ", ".join(f"'{name}'" for name in actor.new_names)
            why = first.how + (f"; {listed} is not among its recorded names" if listed else "")
            draft.add("mention", "actors", first.span, why, fields, record=f"actors/{actor.key}")
        else:
            fields = {"name": _clean(actor.name), "kind": actor.kind or None, "identifiers": {"iso3166": actor.iso} if actor.iso else None}
            draft.add("actor", "actors", first.span, first.how, fields)


def _quotation(draft: _Draft, quotation: AttributedQuotation) -> None:
    inner = quotation.quoted.inner
    words = draft.text[slice(*inner)].rstrip(_TRAILING + ("." if draft.text[inner.start].islower() else ""))
    speaker = _speaker_words(draft, quotation.by)
    if not draft.is_english:
        why = "words in quotation marks; there are no rules to find the speaker in this language"
    elif quotation.verb and speaker:
        why = f"'{speaker}' is the subject of '{_clean(quotation.verb)}'"
    elif speaker:
        why = f"it continues words of '{speaker}'"
    else:
        why = "words in quotation marks; the text around them does not name the speaker"
    hedge = _HEDGES.get(quotation.group) if quotation.verb else None
    _add_speech(draft, "quotation", Span(inner.start, inner.start + len(words)), why, quotation.by, {"hedge": hedge})


def _statement(draft: _Draft, statement: Statement) -> None:
    speaker, speaker_keys = _speaker_words(draft, statement.by), {actor.key for actor in draft.speakers.of(statement.by)}
    why = f"'{speaker}' is the subject of '{statement.verb}'" if speaker else f"'{statement.verb}' marks hearsay without a named speaker"
    about = [actor.key for actor in draft.speakers.inside(statement.content) if actor.key not in speaker_keys]
    fields: dict[str, Any] = {"hedge": _HEDGES.get(statement.group), "about": about or None}
    if statement.group == "denied":  # who denies it does not claim it
        fields["claimant"] = None
        fields["evidence"] = [{"source": draft.source.id, "says": "contradicts", "passage": draft.place(statement.content)}]
    _add_speech(draft, "statement", statement.content, why, statement.by, fields)


def _speaker_words(draft: _Draft, by: Span | None) -> str:
    return _clean(draft.text[by.start : by.end]) if by else ""


def _add_speech(draft: _Draft, kind: str, span: Span, why: str, by: Span | None, fields: dict[str, Any]) -> None:
    """Add a proposal of a quotation or statement by the words that name the speaker."""
    speaker_keys = [actor.key for actor in draft.speakers.of(by)]
    speaker = speaker_keys[0] if speaker_keys else _speaker_words(draft, by) or None
    draft.add(kind, "claims", span, why, {"claimant": speaker_keys or None, **fields}, speaker=speaker)


def _sentence(draft: _Draft, sentence: Span) -> None:
    text = draft.text[sentence.start : sentence.end]
    for money in sums(draft.text, sentence):
        draft.add("money", "costs", money.span, money.why, {"amount": money.amount})
    for kind, words in signals(text):
        why = f"words that indicate a {kind}: {', '.join(words)}"
        if kind == "cost":
            draft.add(kind, "costs", sentence, why, {})
        elif kind == "risk":
            draft.add(kind, "risks", sentence, why, {"raised_by": [draft.source.id]})
        else:
            draft.add(kind, "claims", sentence, why, {"hedge": "conditional" if is_conditional(text) else "predicted"})


def _clean(text: str) -> str:
    return " ".join(without_bad_characters(text, "").split())


def _before(text: str, span: Span) -> str:
    """Return up to AROUND characters before a span on its line, in whole words."""
    line = text[max(0, span.start - AROUND - 1) : span.start].rpartition("\n")[2]
    return line if len(line) <= AROUND else line[1:].partition(" ")[2]


def _after(text: str, span: Span) -> str:
    line = text[span.end : span.end + AROUND + 1].partition("\n")[0]
    return line if len(line) <= AROUND else line[:-1].rpartition(" ")[0]


def plan_proposals(project: Path, drafted: Mapping[str, Mapping[str, Any]], source: str) -> tuple[list[FileChange], int]:
    """Return the files of new proposals of a source, and the number of existing ones."""
    paths = {proposals_folder(project) / source / f"{name}.yml": values for name, values in drafted.items()}
    changes = [FileChange(path, None, as_text(values).encode()) for path, values in paths.items() if not path.exists()]
    return changes, len(paths) - len(changes)
