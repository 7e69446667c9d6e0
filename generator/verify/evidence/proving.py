"""Proofs of what records use of the texts at hand, and what is wrong where there is no proof."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.text import count_words, normalise
from generator.verify.evidence.brackets import bracket_mistake, parts_of, replaces
from generator.verify.evidence.lock import Lock, LockedProof, read_lock
from generator.verify.evidence.prepared import PreparedText, prepare_text
from generator.verify.evidence.quotes import Ambiguous, NotFound, Proved, prove_quotation
from generator.verify.evidence.refusals import misleading, refusal
from generator.verify.evidence.texts import own_texts
from generator.verify.evidence.uses import Use, digest, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.content import Diagnostic
    from generator.model import Corpus
    from generator.text import Location, SourceText, Span


@dataclass(slots=True)
class Proofs:
    """What was proved, and what is wrong."""

    proved: dict[str, LockedProof] = field(default_factory=dict)
    shortened: list[tuple[Location, str]] = field(default_factory=list)
    """The place of each quotation that leaves words out, and the stretch of the text, with what is left out in ⟦ ⟧."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def prove_uses(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Proofs:
    """Prove every use of the sources whose texts are given. What cannot be proved is reported wherever it is used."""
    found = Proofs()
    held: dict[str, PreparedText] = {}
    wrong: dict[str, NotFound | Ambiguous] = {}
    for use in uses_in(corpus):
        key, text = use.key, texts.get(use.source)
        if key is None or text is None:
            continue
        if use.source not in held:
            source = corpus.sources.get(use.source)
            held[use.source] = prepare_text(text.text, source.language if source else "")
        if key not in found.proved and key not in wrong:
            outcome = _outcome(use, held[use.source])
            if isinstance(outcome, Proved):
                found.proved[key] = _locked(key, use, outcome, held[use.source], today)
                if len(outcome.parts) > 1:
                    found.shortened.append((use.at("quote"), _with_left_out(outcome, held[use.source].form.source)))
            else:
                wrong[key] = outcome
        if key in wrong:
            found.diagnostics.append(refusal(use, wrong[key], held[use.source]))
    return found


def own_proofs(corpus: Corpus, today: date) -> Proofs:
    """Prove every use of the sources whose text stands in the repository."""
    return prove_uses(corpus, own_texts(corpus), today)


def lock_of(corpus: Corpus, today: date, own: Proofs | None = None) -> Lock:
    """Return the proofs of a corpus: those in the lock, and fresh ones of the texts in the repository, made now unless given."""
    lock, _ = read_lock(corpus.lock_text)
    fresh = (own or own_proofs(corpus, today)).proved
    return Lock({**lock.proofs, **fresh}, frozenset(fresh))


def bracket_mistakes(corpus: Corpus, lock: Lock) -> Iterator[Diagnostic]:
    """Yield what is wrong with brackets in quotations that are not proved; only a text can tell whether brackets are its own."""
    own, proved = own_texts(corpus), lock.proofs
    for use in uses_in(corpus):
        quote, source = use.evidence.quote, corpus.sources.get(use.source)
        if quote is None or use.source in own or use.key in proved or source is None:
            continue
        mistake = bracket_mistake(quote, source.language)
        edge = replaces(parts_of(quote))
        if mistake is not None or edge:
            yield misleading(use, NotFound(*(mistake or ("brackets-replace", edge or ""))))


def spans_of(use: Use, held: PreparedText) -> tuple[Span, ...]:
    """Return where a use stands in its source's text; nothing where it does not."""
    outcome = _outcome(use, held)
    return outcome.parts if isinstance(outcome, Proved) else ()


def _outcome(use: Use, held: PreparedText) -> Proved | NotFound | Ambiguous:
    one = use.evidence
    span = held.passages.find(one.passage) if one.passage is not None else None
    if one.passage is not None and span is None:
        return NotFound("passage")
    if one.quote is not None:
        return prove_quotation(one.quote, held, prefix=one.prefix, suffix=one.suffix, within=span)
    return NotFound("passage") if span is None else Proved(span.start, span.end, (span,))


def _with_left_out(proved: Proved, text: str) -> str:
    between = [f"{text[one.start : one.end]}⟦{text[one.end : other.start]}⟧" for one, other in pairwise(proved.parts)]
    last = proved.parts[-1]
    return " ".join(f"{''.join(between)}{text[last.start : last.end]}".split())


def _locked(key: str, use: Use, proved: Proved, held: PreparedText, today: date) -> LockedProof:
    words = use.evidence.quote or held.form.source[proved.start : proved.end]
    parts = proved.parts if len(proved.parts) > 1 else ()
    length = proved.end - proved.start
    gaps = (held.form.source[one.end : other.start] for one, other in pairwise(parts))
    left_out = sum(count_words(normalise(gap)) for gap in gaps)
    return LockedProof(
        key=key,
        text=held.hash,
        size=len(held.form.source),
        start=proved.start,
        length=length,
        quote=digest(normalise(words)),
        on=today,
        parts=parts,
        left_out=left_out,
    )
