"""Proves the uses of sources against the texts at hand, reports failures, and compares the proofs with the lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.content import Diagnostic, Rule
from generator.text import Location, SourceText, Span, count_words, normalise
from generator.verify.evidence.brackets import bracket_mistake, edge_insertion, parts_of
from generator.verify.evidence.lock import Lock, LockedProof, lock_text, read_lock
from generator.verify.evidence.quotes import Ambiguous, NotFound, Proved, prove_quotation
from generator.verify.evidence.refusals import misleading, refusal
from generator.verify.evidence.texts import PreparedText, prepare_text, repository_texts
from generator.verify.evidence.uses import Use, digest, uses_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.model import Corpus


@dataclass(slots=True)
class Proofs:
    """The proofs of a run, and its diagnostics."""

    proved: dict[str, LockedProof] = field(default_factory=dict)
    shortened: list[tuple[Location, str]] = field(default_factory=list)
    """The location of each shortened quotation, and its words in the text, with omissions in ⟦ ⟧."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def prove_uses(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Proofs:
    """Prove every use of the sources whose texts are given. A failed proof is reported for each of its uses."""
    proofs = Proofs()
    prepared_texts: dict[str, PreparedText] = {}
    failed: dict[str, NotFound | Ambiguous] = {}
    for use in uses_in(corpus):
        key, text = use.key, texts.get(use.source)
        if key is None or text is None:
            continue
        if use.source not in prepared_texts:
            source = corpus.sources.get(use.source)
            prepared_texts[use.source] = prepare_text(text.text, source.language if source else "")
        prepared = prepared_texts[use.source]
        if key not in proofs.proved and key not in failed:
            outcome = _outcome(use, prepared)
            if isinstance(outcome, Proved):
                proofs.proved[key] = _locked(key, use, outcome, prepared, today)
                if len(outcome.parts) > 1:
                    proofs.shortened.append((use.at("quote"), _with_omissions(outcome, prepared.form.source)))
            else:
                failed[key] = outcome
        if key in failed:
            proofs.diagnostics.append(refusal(use, failed[key], prepared))
    return proofs


def repository_proofs(corpus: Corpus, today: date) -> Proofs:
    """Prove every use of the sources whose text is in the repository."""
    return prove_uses(corpus, repository_texts(corpus), today)


def lock_of(corpus: Corpus, today: date, proofs: Proofs | None = None) -> Lock:
    """Return the proofs in the lock, updated with those of the texts in the repository, which are made unless given."""
    lock, _ = read_lock(corpus.lock_text)
    fresh = (proofs or repository_proofs(corpus, today)).proved
    return Lock({**lock.proofs, **fresh}, frozenset(fresh))


def bracket_mistakes(corpus: Corpus, lock: Lock) -> Iterator[Diagnostic]:
    """Yield the mistakes in brackets of unproved quotations; in proved ones the brackets may be those of the text."""
    texts, proved = repository_texts(corpus), lock.proofs
    for use in uses_in(corpus):
        quote, source = use.evidence.quote, corpus.sources.get(use.source)
        if quote is None or use.source in texts or use.key in proved or source is None:
            continue
        mistake = bracket_mistake(quote, source.language)
        edge = edge_insertion(parts_of(quote))
        if mistake is not None or edge:
            yield misleading(use, NotFound(*(mistake or ("brackets-replace", edge or ""))))


def spans_of(use: Use, prepared: PreparedText) -> tuple[Span, ...]:
    """Return the spans of a use in its source's text; empty if it is not found."""
    outcome = _outcome(use, prepared)
    return outcome.parts if isinstance(outcome, Proved) else ()


def _outcome(use: Use, prepared: PreparedText) -> Proved | NotFound | Ambiguous:
    evidence = use.evidence
    span = prepared.passages.find(evidence.passage) if evidence.passage is not None else None
    if evidence.passage is not None and span is None:
        return NotFound("passage")
    if evidence.quote is not None:
        return prove_quotation(evidence.quote, prepared, prefix=evidence.prefix, suffix=evidence.suffix, within=span)
    return NotFound("passage") if span is None else Proved(span.start, span.end, (span,))


def _with_omissions(proved: Proved, text: str) -> str:
    words = [f"{text[part.start : part.end]}⟦{text[part.end : following.start]}⟧" for part, following in pairwise(proved.parts)]
    last = proved.parts[-1]
    return " ".join(f"{''.join(words)}{text[last.start : last.end]}".split())


def _locked(key: str, use: Use, proved: Proved, prepared: PreparedText, today: date) -> LockedProof:
    words = use.evidence.quote or prepared.form.source[proved.start : proved.end]
    parts = proved.parts if len(proved.parts) > 1 else ()
    length = proved.end - proved.start
    gaps = (prepared.form.source[part.end : following.start] for part, following in pairwise(parts))
    left_out = sum(count_words(normalise(gap)) for gap in gaps)
    return LockedProof(
        key=key,
        text=prepared.hash,
        size=len(prepared.form.source),
        start=proved.start,
        length=length,
        quote=digest(normalise(words)),
        on=today,
        parts=parts,
        left_out=left_out,
    )


LOCK_PATH = "content/evidence.lock.json"
"""The path at which mistakes are reported if there is no lock file."""


@dataclass(frozen=True, slots=True)
class Verified:
    """The result of a verification run."""

    diagnostics: tuple[Diagnostic, ...]
    """The mistakes; if there are any, the lock must not be written."""
    lock: str
    """The text of the new lock."""
    proofs: Lock
    """The proofs of this run, and the earlier ones that were kept."""
    summary: str
    """One line on the run; proofs 'as in the lock' have the same text, by its hash, the same words and the same span."""
    shortened: tuple[str, ...]
    """The omissions of each quotation proved in this run, with its location."""


def verify_quotations(corpus: Corpus, texts: Mapping[str, SourceText], today: date) -> Verified:
    """Prove every use of the sources whose texts are given, and keep the proofs of the others.

    An unchanged proof keeps its date. Proofs of sources whose text is in the repository are made at every check and are
    not locked. A quotation that was altered without the text at hand is reported and keeps its old proof in the lock:
    without it, a refused quotation would become one that was merely never proved.
    """
    old, broken = read_lock(corpus.lock_text)
    proofs = prove_uses(corpus, texts, today)
    written: dict[str, LockedProof] = {}
    repository = repository_texts(corpus)
    for key, proof in proofs.proved.items():
        previous = old.proofs.get(key)
        if proof.source not in repository:
            written[key] = previous if previous is not None and previous.model_copy(update={"on": today}) == proof else proof
    used = {use.key for use in uses_in(corpus)}
    reused = {key: proof for key, proof in old.proofs.items() if proof.source not in texts and key in used}
    changed = (diagnostic for use, diagnostic in _changed(corpus, old) if use.source not in texts)
    unchanged = sum(old.proofs.get(key) is proof for key, proof in written.items())
    summary = [
        f"{len(proofs.proved)} quotations and passages proved",
        *([f"{unchanged} of them unchanged"] if unchanged else []),
        f"{len(reused)} earlier proofs kept",
        f"{len(used - {None} - proofs.proved.keys() - reused.keys())} not machine-checked",
    ]
    diagnostics = (*broken, *proofs.diagnostics, *changed)
    shortened = tuple(f"{place}: omits the words in ⟦ ⟧: {words}" for place, words in proofs.shortened)
    known = Lock({**reused, **proofs.proved})
    return Verified(diagnostics, lock_text([*written.values(), *reused.values()]), known, ", ".join(summary), shortened)


def lock_mistakes(corpus: Corpus) -> Iterator[Diagnostic]:
    """Yield the mismatches between the lock and the records, which need no texts."""
    lock, broken = read_lock(corpus.lock_text)
    yield from broken
    yield from (diagnostic for _, diagnostic in _changed(corpus, lock))
    yield from _stale(corpus, lock)


def _changed(corpus: Corpus, lock: Lock) -> Iterator[tuple[Use, Diagnostic]]:
    """Yield the uses that were changed after their proof: unproved ones of a source with an unused proof, or with another hash."""
    repository = repository_texts(corpus)
    unused = {(proof.source, _is_quote(key)): proof for key, proof in _unused(corpus, lock).items()}
    for use in uses_in(corpus):
        if use.key is None or use.source in repository:
            continue
        quote, proof = use.evidence.quote, lock.proofs.get(use.key)
        if proof is not None and quote is not None and proof.quote != digest(normalise(quote)):
            yield use, Rule.QUOTE_CHANGED.at(use.at("quote"), f"the lock has a different hash for these words of '{use.source}'", _HINT)
        other = unused.get((use.source, quote is not None))
        if proof is None and other is not None:
            what, name = ("quotation", "quote") if quote is not None else ("passage", "passage")
            message = f"this is not the {what} of '{use.source}' that was proved on {other.on.isoformat()}"
            yield use, Rule.QUOTE_CHANGED.at(use.at(name), message, _HINT)


_HINT = "restore the proved words, or run 'onrecord verify' with the text of the source"


def _stale(corpus: Corpus, lock: Lock) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each proof that no record uses, unless a changed quotation explains it."""
    repository = repository_texts(corpus)
    unproved = {(use.source, use.evidence.quote is not None) for use in uses_in(corpus) if use.key and use.key not in lock.proofs}
    for key, proof in _unused(corpus, lock).items():
        if (proof.source, _is_quote(key)) not in unproved or proof.source in repository:
            message = f"no record uses the proof '{key}'"
            yield Rule.STALE_LOCK.at(_place(corpus.lock_text, key), message, "run 'onrecord verify' to remove it, or restore the record")


def _unused(corpus: Corpus, lock: Lock) -> dict[str, LockedProof]:
    """Return the proofs that no record uses, without those that an unreadable record may use."""
    if any(not record.values or not record.located.marks.is_whole for record in corpus.unread):
        return {}
    used = {use.key for use in uses_in(corpus)}
    hidden = {reference.id for record in corpus.unread for reference in corpus.references(record)}
    return {key: proof for key, proof in lock.proofs.items() if key not in used and proof.source not in hidden}


def _is_quote(key: str) -> bool:
    return key.partition(" ")[2].startswith("q-")


def _place(text: SourceText | None, key: str) -> Location:
    at = text.text.find(f'"{key}"') if text is not None else -1
    return text.place(Span(at, at + len(key) + 2)) if text is not None and at >= 0 else Location(LOCK_PATH)
