"""Proposals accepted, which makes records or parts of records of them, or dropped; what is wrong with them before that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from anyascii import anyascii

from generator.content import Diagnostic, Rule, did_you_mean
from generator.editing.changes import FileChange, Refused, rewritten
from generator.editing.describing import order_of
from generator.editing.drafting.proposals import Proposal, ProposalFile, Proposals, field_mistakes
from generator.editing.fields import Keys, read_fields, with_values
from generator.editing.finding import record_named
from generator.editing.records import NAMES, proposed_id, skeleton
from generator.editing.trying import Plan, Workplace
from generator.model import ID_LENGTH, Actor, Corpus, Record, Source, as_id, fields_of, is_id, references_in
from generator.text import SourceText, count_words, normalise, without_bad_characters
from generator.verify import Ambiguous, Proved, prepare_text, prove_quotation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

_OPEN: Final = frozenset([Rule.EMPTY_VALUE, Rule.MISSING_FIELD, Rule.NO_EXPLAINER, Rule.UNREACHABLE_RECORD])
"""What a record may lack that was made of a proposal; all else is refused."""


def actor_id(proposal: Proposal) -> str:
    """Return the id under which other proposals name an actor that is proposed."""
    return as_id(anyascii(str(proposal.fields.get("name", proposal.quote))))


def accept_proposal(
    workplace: Workplace,
    chosen: Sequence[ProposalFile],
    texts: Mapping[str, SourceText],
    given: Sequence[tuple[Keys, Any]] = (),
    *,
    to: str = "",
    record_id: str | None = None,
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the changes that make records of proposals, or add them to one as evidence, tried together, and what is open in them.

    What an editor gives are values of the record, or of the evidence where it is added to one ('to'). Raises Refused where somebody
    decided on one already, a value cannot stand, or the content would have an error besides what is open.
    """
    for one in chosen:
        if one.proposal.status != "proposed":
            hint = "set its 'status' to 'proposed' to decide anew"
            if one.proposal.status == "accepted":
                hint = f"change what was made of it: 'onrecord set {one.proposal.record} field=value'"
            raise Refused(f"'{one.id}' was {one.proposal.status} already", hint, one.located.at("status"))
    if record_id and len(chosen) > 1:
        raise Refused("one id cannot be that of several records", "accept them one by one")
    before, marks = workplace.check(), []
    corpus, plan = before.corpus, Plan(workplace, before)
    for one in sorted(chosen, key=lambda one: one.proposal.section != Actor.section):
        if to:
            key = _add_evidence(plan, record_named(corpus, to), evidence_of(one, corpus, texts.get(one.proposal.source)), given)
        elif one.proposal.kind == "mention":
            names = one.proposal.fields.get("aliases", [])
            key = _append(plan, record_named(corpus, one.proposal.record or ""), "aliases", names if isinstance(names, list) else [names])
        else:
            key = _make(plan, corpus, one, texts, given, record_id, alone=len(chosen) == 1)
        marks.append(_marked(one, "accepted", key))
    return [*plan.changes, *marks], plan.tried(may_bring=_OPEN)


def drop_proposal(chosen: Sequence[ProposalFile]) -> list[FileChange]:
    """Return the changes that drop proposals."""
    for one in chosen:
        if one.proposal.status == "accepted":
            raise Refused(f"'{one.id}' was accepted already", f"see {one.proposal.record}", one.located.at("status"))
    return [_marked(one, "dropped") for one in chosen if one.proposal.status == "proposed"]


def _marked(one: ProposalFile, status: str, record: str = "") -> FileChange:
    values: list[tuple[Keys, object]] = [(("status",), status)]
    if record:
        values.append((("record",), record))
    data, source = one.path.read_bytes(), one.located.source
    fields = with_values(read_fields(source.path, source.text), values, order_of(Proposal))
    return FileChange(one.path, data, rewritten(data, fields.source.text))


def evidence_of(one: ProposalFile, corpus: Corpus, text: SourceText | None) -> dict[str, Any]:
    """Return the evidence of a proposal: the words quoted, as far as they may be; else the place where they stand.

    Words before and after are given where the quotation stands in the text more than once.
    """
    proposal = one.proposal
    evidence: dict[str, Any] = {"source": proposal.source, "says": "supports"}
    source = corpus.sources.get(proposal.source)
    if proposal.kind == "quotation" and source is not None and (quoted := _quoted(one, source, corpus, text)):
        return evidence | quoted | ({"speaker": proposal.speaker} if proposal.speaker else {})
    return evidence | {"passage": proposal.passage}


def _quoted(one: ProposalFile, source: Source, corpus: Corpus, text: SourceText | None) -> dict[str, str]:
    proposal = one.proposal
    if not source.may_show_text and count_words(proposal.quote) > corpus.publication.quoting.longest:
        return {}
    if text is None:
        return {"quote": proposal.quote}
    held, around = prepare_text(text.text, source.language), {}
    outcome = prove_quotation(proposal.quote, held)
    if isinstance(outcome, Ambiguous):
        around = {name: words for name, words in (("prefix", proposal.prefix), ("suffix", proposal.suffix)) if words}
        outcome = prove_quotation(proposal.quote, held, prefix=proposal.prefix, suffix=proposal.suffix)
    return {"quote": proposal.quote, **around} if isinstance(outcome, Proved) else {}


def _make(
    plan: Plan,
    corpus: Corpus,
    one: ProposalFile,
    texts: Mapping[str, SourceText],
    given: Sequence[tuple[Keys, Any]],
    record_id: str | None,
    *,
    alone: bool,
) -> str:
    """Plan the record of a proposal; return its name. Made alone, it needs what gives it an id; of several, the source does."""
    section, proposal = one.kind, one.proposal
    own = {str(keys[0]) for keys, _ in given}
    values: list[tuple[Keys, Any]] = [((name,), value) for name, value in proposal.fields.items() if name not in own]
    if section is not Actor and "evidence" not in {*own, *proposal.fields}:
        values.append((("evidence",), [evidence_of(one, corpus, texts.get(proposal.source))]))
    values += [(keys, value) for keys, value in given if value is not None]
    chosen = record_id or (actor_id(proposal) if section is Actor else proposed_id(corpus, section, values))
    if not chosen and alone:
        named = next(name for name in NAMES if name in fields_of(section))
        raise Refused(
            "nothing gives the new record an id", f"give its {named}: 'onrecord accept {one.id} {named}=...', or name one with --id"
        )
    chosen = chosen or f"{proposal.source}-{one.path.stem}"[:ID_LENGTH].strip("-")
    names = frozenset(str(keys[0]) for keys, _ in values if len(keys) == 1)
    plan.begin(section, chosen, skeleton(section, names, issues=corpus.publication.issues), values)
    return f"{section.section}/{chosen}"


def _append(plan: Plan, record: Record, name: str, values: Sequence[object]) -> str:
    """Plan that values are added to a list of a record; return its name."""
    if values:
        there = plan.fields(type(record), record.id).values.get(name)
        at = len(there) if isinstance(there, list) else int(there is not None)
        plan.set(type(record), record.id, [((name, at + number), value) for number, value in enumerate(values)])
    return f"{record.section}/{record.id}"


def _add_evidence(plan: Plan, record: Record, evidence: dict[str, Any], given: Sequence[tuple[Keys, Any]]) -> str:
    """Plan that evidence is added to a record, with what an editor gives for it."""
    if deep := next((keys for keys, _ in given if len(keys) > 1), None):
        raise Refused(f"evidence that is added has no field '{'.'.join(map(str, deep))}'", "give its own fields, as says=supports")
    fields_given = {str(keys[0]): value for keys, value in given}
    if "says" not in fields_given:
        raise Refused("how it bears on the record is not said", "give says=supports, says=contradicts or says=context")
    return _append(plan, record, "evidence", [evidence | fields_given])


def proposal_mistakes(proposals: Proposals, corpus: Corpus, texts: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the proposals of a project."""
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
    speaker = one.proposal.speaker
    named: list[tuple[Keys, str, Collection[str]]] = [(("source",), one.proposal.source, corpus.ids(Source.section))]
    for reference in references_in(one.proposal.fields, one.kind):
        known = {other for section in reference.to.sections or (one.kind.section,) for other in corpus.ids(section)} | coming
        named += [] if reference.is_words else [(("fields", *reference.keys), reference.id, known)]
    if speaker is not None and is_id(speaker) and "-" in speaker:
        named.append((("speaker",), speaker, {*corpus.ids(Actor.section)} | coming))
    for keys, wanted, ids in named:
        if wanted not in ids:
            message = f"there is no '{wanted}', on record or proposed"
            yield Rule.UNKNOWN_REFERENCE.at(one.located.at(*keys), message, did_you_mean(wanted, ids))
