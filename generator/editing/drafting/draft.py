"""The text of a source to proposals: found by rules and word lists alone, the same for the same text, no word of them invented."""

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
"""About how many characters before and after the words are kept, to tell repeats apart."""
_DIGITS: Final = 4
_TRAILING: Final = ",;:"
_HEDGES: Final = {"called": "asserted", **{group: group for group in ("asserted", "reported", "suggested", "predicted", "promised")}}
"""How firmly something is said, by the group of the verb; 'denied' tells what is denied, not how."""
_FEWEST: Final = 2
"""The fewest words that are a quotation where no rules tell who speaks."""


class _Drafting:
    """A text being drafted."""

    def __init__(self, source: Source, text: str, corpus: Corpus) -> None:
        self.source, self.text = source, text
        self.made: dict[str, dict[str, Any]] = {}
        self.is_english = has_rules(source)
        self.passages = read_passages(text, source.language)
        self.sentences = [one.span for one in self.passages.sentences]
        self.paragraphs = [one.span for one in self.passages.paragraphs]
        self.actors = actors_in(text, self.sentences, corpus, source.language)
        self.speakers = Speakers(text, self.actors)
        self.times = list(times(text, self.sentences, source.published)) if self.is_english else []

    def place(self, span: Span) -> str:
        """Return the sentence in which a stretch of the text begins."""
        around = self.passages.around(Span(span.start, span.start + 1))
        return around[0].place if around else "p1"

    def sentence(self, span: Span) -> Span:
        return self.passages.find(self.place(span)) or span

    def add(self, kind: str, section: str, span: Span, why: str, fields: dict[str, Any], **more: object) -> None:
        """Take up a proposal for a stretch of the text, under a name that is the same whenever the text is drafted."""
        quote = _clean(self.text[span.start : span.end])
        if not quote:
            return
        place = self.place(span)
        prefix, suffix = _clean(_before(self.text, span)), _clean(_after(self.text, span))
        name = f"{kind}-{place.replace('.', '-')}-{digest(kind + chr(0) + normalise(quote) + chr(0) + place)[:_DIGITS]}"
        name = next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if one not in self.made)
        around = {"quote": quote, "prefix": prefix or None, "suffix": suffix or None, "passage": place}
        head = {"status": "proposed", "kind": kind, "section": section, "why": why, "source": self.source.id}
        known = {field: value for field, value in fields.items() if value is not None}
        self.made[name] = {**head, **around, **more, **({"fields": known} if known else {})}

    def when(self, span: Span) -> str | None:
        """Return the time that a stretch names, or else its sentence, where that is one and can be told."""
        for within in (span, self.sentence(span)):
            found = {one.value for one in self.times if within.start <= one.span.start and one.span.end <= within.end}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


def has_rules(source: Source) -> bool:
    """Tell whether there are rules for the language of a source."""
    return source.language.partition("-")[0] == "en"


def draft_proposals(source: Source, text: str, corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Return what the text of a source proposes, in order, each as the fields of its file, by the name of that.

    Actors on record and words in quotation marks are found in every language; all else by the words of English, in English texts alone.
    """
    one = _Drafting(source, text, corpus)
    _actors(one)
    marked = list(quoted_in(text, one.paragraphs))
    alone = (AttributedQuotation(each, "", "", None) for each in marked if count_words(text[slice(*each.inner)]) >= _FEWEST)
    for quotation in quotations(text, one.paragraphs) if one.is_english else alone:
        _quotation(one, quotation)
    if one.is_english:
        whole = [frame for paragraph in one.paragraphs for frame in frames(text, paragraph, marked)]
        for statement in filter(None, map(statement_of, whole)):
            _statement(one, statement)
        for deed in (each for frame in whole for each in deeds(frame, one.speakers)):
            why = f"'{deed.verb}' is what an act of the type {deed.type} is called"
            sides = {"by": [named.key for named in deed.by], "toward": [named.key for named in deed.toward]}
            fields = {"when": one.when(deed.span), **sides, "type": deed.type, "form": deed.form}
            one.add("act", "acts", deed.span, why, fields)
        for time in one.times:
            one.add("date", "events", time.span, time.why, {"when": time.value})
        for sentence in one.sentences:
            _sentence(one, sentence)
    return one.made


def _actors(one: _Drafting) -> None:
    fields: dict[str, Any]
    for named in one.actors:
        first = named.mentions[0]
        if named.known_as:
            fields = {"aliases": list(named.new_names)} if named.new_names else {}
            listed = ", ".join(f"'{name}'" for name in named.new_names)
            why = first.how + (f"; {listed} is no name of it on record" if listed else "")
            one.add("mention", "actors", first.span, why, fields, record=f"actors/{named.key}")
        else:
            fields = {"name": _clean(named.name), "kind": named.kind or None, "identifiers": {"iso3166": named.iso} if named.iso else None}
            one.add("actor", "actors", first.span, first.how, fields)


def _quotation(one: _Drafting, found: AttributedQuotation) -> None:
    inner = found.quoted.inner
    words = one.text[slice(*inner)].rstrip(_TRAILING + ("." if one.text[inner.start].islower() else ""))
    speaker = _speaker_words(one, found.by)
    if not one.is_english:
        why = "words in quotation marks; for this language there are no rules that tell who speaks"
    elif found.verb and speaker:
        why = f"'{_clean(found.verb)}' is said of '{speaker}'"
    elif speaker:
        why = f"it goes on after words of '{speaker}'"
    else:
        why = "words in quotation marks; the text around them does not tell who speaks"
    hedge = _HEDGES.get(found.group) if found.verb else None
    _spoken(one, "quotation", Span(inner.start, inner.start + len(words)), why, found.by, {"hedge": hedge})


def _statement(one: _Drafting, found: Statement) -> None:
    speaker, who = _speaker_words(one, found.by), {named.key for named in one.speakers.of(found.by)}
    why = f"'{found.verb}' is said of '{speaker}'" if speaker else f"'{found.verb}' says that it is hearsay of nobody who is named"
    about = [named.key for named in one.speakers.inside(found.content) if named.key not in who]
    fields: dict[str, Any] = {"hedge": _HEDGES.get(found.group), "about": about or None}
    if found.group == "denied":  # who denies it does not claim it
        fields["claimant"] = None
        fields["evidence"] = [{"source": one.source.id, "says": "contradicts", "passage": one.place(found.content)}]
    _spoken(one, "statement", found.content, why, found.by, fields)


def _speaker_words(one: _Drafting, by: Span | None) -> str:
    return _clean(one.text[by.start : by.end]) if by else ""


def _spoken(one: _Drafting, kind: str, span: Span, why: str, by: Span | None, fields: dict[str, Any]) -> None:
    """Take up words of somebody, by the words that name who speaks."""
    who = [named.key for named in one.speakers.of(by)]
    speaker = who[0] if who else _speaker_words(one, by) or None
    one.add(kind, "claims", span, why, {"claimant": who or None, **fields}, speaker=speaker)


def _sentence(one: _Drafting, sentence: Span) -> None:
    text = one.text[sentence.start : sentence.end]
    for money in sums(one.text, sentence):
        one.add("money", "costs", money.span, money.why, {"amount": money.amount})
    for kind, words in signals(text):
        why = f"words of {kind}: {', '.join(words)}"
        if kind == "cost":
            one.add(kind, "costs", sentence, why, {})
        elif kind == "risk":
            one.add(kind, "risks", sentence, why, {"raised_by": [one.source.id]})
        else:
            one.add(kind, "claims", sentence, why, {"hedge": "conditional" if is_conditional(text) else "predicted"})


def _clean(text: str) -> str:
    return " ".join(without_bad_characters(text, "").split())


def _before(text: str, span: Span) -> str:
    """Return the whole words before a stretch, in its line, as far as they are near."""
    line = text[max(0, span.start - AROUND - 1) : span.start].rpartition("\n")[2]
    return line if len(line) <= AROUND else line[1:].partition(" ")[2]


def _after(text: str, span: Span) -> str:
    line = text[span.end : span.end + AROUND + 1].partition("\n")[0]
    return line if len(line) <= AROUND else line[:-1].rpartition(" ")[0]


def plan_proposals(project: Path, drafted: Mapping[str, Mapping[str, Any]], source: str) -> tuple[list[FileChange], int]:
    """Return the files of new proposals of a source, by its id, and how many are there already."""
    paths = {proposals_folder(project) / source / f"{name}.yml": values for name, values in drafted.items()}
    changes = [FileChange(path, None, as_text(values).encode()) for path, values in paths.items() if not path.exists()]
    return changes, len(paths) - len(changes)
