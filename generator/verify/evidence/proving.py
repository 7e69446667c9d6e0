"""Proofs of what records use of the texts at hand, what is wrong where there is none, and the lock that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule
from generator.text import Location, SourceText, Span, count_words, normalise
from generator.verify.evidence.brackets import bracket_mistake, parts_of, replaces
from generator.verify.evidence.lock import Lock, LockedProof, lock_text, read_lock
from generator.verify.evidence.quotes import Ambiguous, NotFound, Proved, prove_quotation
from generator.verify.evidence.refusals import misleading, refusal
from generator.verify.evidence.texts import PreparedText, own_texts, prepare_text
from generator.verify.evidence.uses import Use, digest, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.model import Corpus


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


LOCK_PATH = "content/evidence.lock.json"
"""Where mistakes in a lock that is not there are reported."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a run proved."""

    diagnostics: tuple[Diagnostic, ...]
    """What is wrong; where there is anything, the lock must not be written."""
    lock: str
    """The text of the new lock."""
    summary: str
    """What the run did, in one line; those 'as in the lock' are of the same text, by its hash, the same words and place."""
    shortened: tuple[str, ...]
    """What each quotation proved in this run leaves out, with its place."""


def verify_quotations(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Verified:
    """Prove every use of the sources whose texts are given, and keep the proofs of the others.

    A proof that stays the same keeps its date. The proofs of sources whose text stands in the repository are made at every
    check and are not written down. A quotation that was altered without the text at hand is reported and keeps the old proof
    in the lock: to drop it would turn a refused quotation into one that was merely never proved.
    """
    old, broken = read_lock(corpus.lock_text)
    found = prove_uses(corpus, texts, today)
    written: dict[str, LockedProof] = {}
    own = own_texts(corpus)
    for key, proof in found.proved.items():
        before = old.proofs.get(key)
        if proof.source not in own:
            written[key] = before if before is not None and before.model_copy(update={"on": today}) == proof else proof
    used = {use.key for use in uses_in(corpus)}
    reused = {key: proof for key, proof in old.proofs.items() if proof.source not in texts and key in used}
    changed = [one for one in _changed(corpus, old) if one[0].source not in texts]
    diagnostics = (*broken, *found.diagnostics, *(diagnostic for _, diagnostic in changed))
    again = sum(old.proofs.get(key) is proof for key, proof in written.items())
    summary = [
        f"{len(found.proved)} quotations and passages proved",
        *([f"{again} of them as in the lock"] if again else []),
        f"{len(reused)} earlier proofs kept",
        f"{len(used - {None} - found.proved.keys() - reused.keys())} never machine-checked",
    ]
    shortened = tuple(f"{place}: leaves out what stands in ⟦ ⟧: {words}" for place, words in found.shortened)
    return Verified(diagnostics, lock_text([*written.values(), *reused.values()]), ", ".join(summary), shortened)


def lock_mistakes(corpus: Corpus) -> Iterator[Diagnostic]:
    """Yield what is wrong between the lock and the records, without any text."""
    lock, broken = read_lock(corpus.lock_text)
    yield from broken
    yield from (diagnostic for _, diagnostic in _changed(corpus, lock))
    yield from _stale(corpus, lock)


def _changed(corpus: Corpus, lock: Lock) -> Iterator[tuple[Use, Diagnostic]]:
    """Yield the uses that were proved in another form: those without a proof, of a source that has a proof too many."""
    own = own_texts(corpus)
    spare = {(proof.source, _is_quote(key)): proof for key, proof in _unused(corpus, lock).items()}
    for use in uses_in(corpus):
        if use.key is None or use.source in own:
            continue
        quote, proof = use.evidence.quote, lock.proofs.get(use.key)
        if proof is not None and quote is not None and proof.quote != digest(normalise(quote)):
            yield use, Rule.QUOTE_CHANGED.at(use.at("quote"), f"the lock holds another hash for these words of '{use.source}'", _MEND)
        other = spare.get((use.source, quote is not None))
        if proof is None and other is not None:
            what, name = ("quotation", "quote") if quote is not None else ("passage", "passage")
            message = f"this is not the {what} of '{use.source}' that was proved on {other.on.isoformat()}"
            yield use, Rule.QUOTE_CHANGED.at(use.at(name), message, _MEND)


_MEND = "restore what was there, or run 'onrecord verify' with the text of the source"


def _stale(corpus: Corpus, lock: Lock) -> Iterator[Diagnostic]:
    """Yield the proofs that no record uses, unless a changed quotation is what they were of."""
    own = own_texts(corpus)
    unproved = {(use.source, use.evidence.quote is not None) for use in uses_in(corpus) if use.key and use.key not in lock.proofs}
    for key, proof in _unused(corpus, lock).items():
        if (proof.source, _is_quote(key)) not in unproved or proof.source in own:
            message = f"no record uses the proof '{key}'"
            yield Rule.STALE_LOCK.at(_place(corpus.lock_text, key), message, "run 'onrecord verify', which drops it, or restore the record")


def _unused(corpus: Corpus, lock: Lock) -> dict[str, LockedProof]:
    """Return the proofs that no record uses, as far as is known: none of sources that records which could not be read may name."""
    if any(not one.values or not one.located.marks.is_whole for one in corpus.unread):
        return {}
    used = {use.key for use in uses_in(corpus)}
    hidden = {reference.id for one in corpus.unread for reference in corpus.references(one)}
    return {key: proof for key, proof in lock.proofs.items() if key not in used and proof.source not in hidden}


def _is_quote(key: str) -> bool:
    return key.partition(" ")[2].startswith("q-")


def _place(text: SourceText | None, key: str) -> Location:
    at = text.text.find(f'"{key}"') if text is not None else -1
    return text.place(Span(at, at + len(key) + 2)) if text is not None and at >= 0 else Location(LOCK_PATH)
