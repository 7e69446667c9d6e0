"""Proofs of what records use of the texts at hand, and what is wrong where there is no proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from generator.diagnostics import PASSAGE_NOT_FOUND, QUOTE_AMBIGUOUS, QUOTE_NOT_FOUND, Diagnostic
from generator.evidence.lock import Lock, Locked, read_lock
from generator.evidence.nearest import nearest_passage
from generator.evidence.quotes import FARTHEST, Ambiguous, NotFound, Proved, prove
from generator.evidence.texts import own_texts
from generator.evidence.uses import Use, digest, uses_in
from generator.records import Source
from generator.text.normalise import Normalised, normalise, normalised
from generator.text.passages import Passages, read_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from generator.corpus import Corpus
    from generator.text.position import SourceText, Span

_HINTS: Final = {
    "empty": "write the words that are quoted, or leave the field out",
    "far-apart": f"quote them apart, or more of what is between: at most {FARTHEST} characters may be left out",
    "hides-negation": "write these few words out",
    "prefix": "write the words right before the quotation, as the source has them",
    "suffix": "write the words right after the quotation, as the source has them",
}


_COUNTING: Final = "count paragraphs from 1, headings and bylines too, and sentences within a paragraph"


@dataclass(frozen=True, slots=True)
class Held:
    """A source's text, read for proving."""

    form: Normalised
    passages: Passages
    hash: str
    """The SHA-256 of the text's form."""


@dataclass(slots=True)
class Proofs:
    """What was proved, and what is wrong."""

    proved: dict[str, Locked] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def hold(text: str, language: str) -> Held:
    """Read a source's text for proving."""
    form = normalised(text)
    return Held(form, read_passages(text, language), digest(form.text.strip(" ")))


def prove_uses(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Proofs:
    """Prove every use of the sources whose texts are given. What cannot be proved is reported wherever it is used."""
    found = Proofs()
    held: dict[str, Held] = {}
    wrong: dict[str, NotFound | Ambiguous] = {}
    for use in uses_in(corpus):
        key, text = use.key, texts.get(use.source)
        if key is None or text is None:
            continue
        if use.source not in held:
            source = corpus.get(Source.section, use.source)
            held[use.source] = hold(text.text, source.language if isinstance(source, Source) else "")
        if key not in found.proved and key not in wrong:
            outcome = _outcome(use, held[use.source])
            if isinstance(outcome, Proved):
                found.proved[key] = _locked(key, use, outcome, held[use.source], today)
            else:
                wrong[key] = outcome
        if key in wrong:
            found.diagnostics.append(_report(use, wrong[key], held[use.source]))
    return found


@lru_cache(maxsize=2)
def own_proofs(corpus: Corpus, today: date) -> Proofs:
    """Prove every use of the sources whose text stands in the repository."""
    return prove_uses(corpus, own_texts(corpus), today)


@lru_cache(maxsize=2)
def lock_of(corpus: Corpus, today: date) -> Lock:
    """Return the proofs of a corpus: those in the lock, and fresh ones of the texts in the repository."""
    lock, _ = read_lock(corpus.lock_text)
    fresh = own_proofs(corpus, today).proved
    return Lock({**lock.proofs, **fresh}, frozenset(fresh))


def spans_of(use: Use, held: Held) -> tuple[Span, ...]:
    """Return where a use stands in its source's text; nothing where it does not."""
    one = use.evidence
    place = held.passages.find(one.passage) if one.passage else None
    if one.quote is None:
        return (place,) if place else ()
    found = prove(one.quote, held.form, prefix=one.prefix, suffix=one.suffix, within=place)
    return found.parts if isinstance(found, Proved) else ()


def _outcome(use: Use, held: Held) -> Proved | NotFound | Ambiguous:
    one = use.evidence
    span = held.passages.find(one.passage) if one.passage is not None else None
    if one.passage is not None and span is None:
        return NotFound("passage")
    if one.quote is not None:
        return prove(one.quote, held.form, prefix=one.prefix, suffix=one.suffix, within=span)
    return NotFound("passage") if span is None else Proved(span.start, span.end, (span,))


def _locked(key: str, use: Use, proved: Proved, held: Held, today: date) -> Locked:
    words = use.evidence.quote or held.form.source[proved.start : proved.end]
    parts = proved.parts if len(proved.parts) > 1 else ()
    length = proved.end - proved.start
    return Locked(key, held.hash, len(held.form.source), proved.start, length, digest(normalise(words)), today, parts)


def _report(use: Use, outcome: NotFound | Ambiguous, held: Held) -> Diagnostic:
    if isinstance(outcome, Ambiguous):
        message = f"the words stand in '{use.source}' {outcome.count} times"
        return QUOTE_AMBIGUOUS.at(use.at("quote"), message, _telling_apart(held.form.source, outcome.places))
    passage = use.evidence.passage
    if passage is not None and held.passages.find(passage) is None:
        message = f"'{use.source}' has no '{passage}': {held.passages.what_there_is(passage)}"
        return PASSAGE_NOT_FOUND.at(use.at("passage"), message, _COUNTING)
    if outcome.reason in ("words", "inside-word"):
        return _report_words(use, outcome, held.form)
    message = {
        "empty": "there are no words in the quotation",
        "far-apart": f"the parts of the quotation do not follow each other in '{use.source}', or not closely",
        "hides-negation": "'[...]' leaves out a negation and hardly anything else",
        "prefix": f"the words stand in '{use.source}', but not after this prefix",
        "suffix": f"the words stand in '{use.source}', but not before this suffix",
        "passage": f"the words stand in '{use.source}', but not in '{passage}'",
    }[outcome.reason]
    field = outcome.reason if outcome.reason in ("prefix", "suffix", "passage") else "quote"
    return QUOTE_NOT_FOUND.at(use.at(field), message, _HINTS.get(outcome.reason) or _place_hint(use, held))


def _report_words(use: Use, outcome: NotFound, form: Normalised) -> Diagnostic:
    near = nearest_passage(outcome.part, form)
    if outcome.reason == "inside-word":
        message = f"in '{use.source}' these words begin or end within a longer word or number"
    elif near is None:
        message = f"the words are not in the text of '{use.source}', nor any like them"
    else:
        message = f"the words are not in the text of '{use.source}': {'; '.join(near.differences) or 'they stand there otherwise'}"
    hint = f"write them as the source does: '{near.words}'" if near else "is it another source? Words of ours go into 'note'"
    return QUOTE_NOT_FOUND.at(use.at("quote"), message, hint)


def _place_hint(use: Use, held: Held) -> str:
    """Name the sentence in which the words stand."""
    found = prove(use.evidence.quote or "", held.form)
    around = held.passages.around(found.parts[0]) if isinstance(found, Proved) else ()
    return f"they stand in '{around[0].place}'" if around else "leave 'passage' out, or tell the place with 'prefix' and 'suffix'"


def _telling_apart(source: str, places: Sequence[Span]) -> str:
    before = [" ".join(source[max(0, one.start - 60) : one.start].split()[-3:]) for one in places]
    if len({one for one in before if one}) > 1:
        return "add 'prefix' with the words right before the ones that are meant: " + _options(before)
    after = [" ".join(source[one.end : one.end + 60].split()[:3]) for one in places]
    if len({one for one in after if one}) > 1:
        return "add 'suffix' with the words right after the ones that are meant: " + _options(after)
    return "quote more of the sentence, or add 'passage' with its place"


def _options(contexts: Iterable[str]) -> str:
    return " or ".join(f"'{one}'" for one in dict.fromkeys(contexts) if one)
