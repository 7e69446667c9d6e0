"""Proposals accepted, which makes records or parts of records of them, or dropped; their files remember it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from anyascii import anyascii

from generator.content import EMPTY_VALUE, MISSING_FIELD, NO_EXPLAINER, UNREACHABLE
from generator.editing.changes import FileChange, Refused, as_read, rewritten
from generator.editing.describing import order_of
from generator.editing.drafting.proposals import Proposal, fields_of
from generator.editing.fields import read_fields, with_values
from generator.editing.names import key_named, record_named
from generator.editing.new_records import proposed_id, skeleton
from generator.editing.trying import added
from generator.model import Actor, Source, as_id
from generator.text import count_words
from generator.verify import Ambiguous, Proved, prepare_text, prove_quotation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.content import Diagnostic
    from generator.editing.drafting.proposals import ProposalFile
    from generator.editing.fields import Keys
    from generator.editing.trying import Workplace
    from generator.model import Corpus
    from generator.text import SourceText

_OPEN: Final = frozenset([EMPTY_VALUE, MISSING_FIELD, NO_EXPLAINER, UNREACHABLE])
"""What a record may lack that was made of a proposal; all else is refused."""
_FROM_BELOW: Final = frozenset(["says", "credibility", "note"])
"""Fields of evidence that an editor may give for evidence that is added to a record."""


@dataclass(slots=True)
class Decided:
    """What decisions write."""

    changes: list[FileChange] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)
    """What is open in the records that were made."""
    records: list[str] = field(default_factory=list)
    """The records that were made or added to."""


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
) -> Decided:
    """Return the changes that make records of proposals, or add them to one as evidence, tried together.

    Args:
        workplace: The content.
        chosen: The proposals.
        texts: The texts at hand, by their sources.
        given: Values that an editor gives: of the record, or of the evidence where it is added to one.
        to: The record to which they are added as evidence, instead of making records.
        record_id: The id of the record that is made.

    Raises:
        Refused: Somebody decided on one already, a value cannot stand, or the content would have an error besides what is open.
    """
    for one in chosen:
        if one.proposal.status != "proposed":
            raise Refused(
                f"'{one.id}' was {one.proposal.status} already", "set its 'status' to 'proposed' to decide anew", one.located.at("status")
            )
    if record_id and len(chosen) > 1:
        raise Refused("one id cannot be that of several records", "accept them one by one")
    before = workplace.check()
    decided = Decided()
    pending: dict[Path, FileChange] = {}
    for one in sorted(chosen, key=lambda one: one.proposal.section != "actors"):
        if to:
            key = _add_to(workplace, before.corpus, one, texts, given, to, pending)
        elif one.proposal.kind == "mention":
            key = _add_names(workplace, before.corpus, one, pending)
        else:
            key = _make(workplace, before.corpus, one, texts, given, record_id, pending)
        decided.records.append(key)
        decided.changes.append(_marked(one, "accepted", key))
    records = list(pending.values())
    found = added(before.diagnostics, workplace.check(records).diagnostics) if records else []
    errors = [one for one in found if one.is_error and one.rule not in _OPEN]
    if errors:
        raise Refused("\n".join(f"{one.place}: {one.message}" + (f"\n  = {one.hint}" if one.hint else "") for one in errors))
    decided.found = found
    decided.changes[:0] = records
    return decided


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
    data = one.path.read_bytes()
    return FileChange(one.path, data, rewritten(data, with_values(fields_of(one), values, order_of(Proposal)).source.text))


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
    held = prepare_text(text.text, source.language)
    around = {name: words for name, words in (("prefix", proposal.prefix), ("suffix", proposal.suffix)) if words}
    outcome = prove_quotation(proposal.quote, held)
    if isinstance(outcome, Ambiguous) and isinstance(
        prove_quotation(proposal.quote, held, prefix=proposal.prefix, suffix=proposal.suffix), Proved
    ):
        return {"quote": proposal.quote, **around}
    return {"quote": proposal.quote} if isinstance(outcome, Proved) else {}


def _make(
    workplace: Workplace,
    corpus: Corpus,
    one: ProposalFile,
    texts: Mapping[str, SourceText],
    given: Sequence[tuple[Keys, Any]],
    record_id: str | None,
    pending: dict[Path, FileChange],
) -> str:
    """Take up the change that makes a record of a proposal; return the record's name."""
    section, proposal = one.kind, one.proposal
    own = {str(keys[0]) for keys, _ in given}
    values: list[tuple[Keys, Any]] = [((name,), value) for name, value in proposal.fields.items() if name not in own]
    if section is not Actor and "evidence" not in own:
        values.append((("evidence",), [evidence_of(one, corpus, texts.get(proposal.source))]))
    values += [(keys, value) for keys, value in given if value is not None]
    chosen = record_id or (actor_id(proposal) if section is Actor else proposed_id(corpus, section, values))
    chosen = chosen or f"{proposal.source}-{one.path.stem}"[:80].strip("-")
    path = workplace.content / section.section / f"{chosen}.yml"
    if path.exists() or path in pending:
        raise Refused(f"there is a {section.singular} '{chosen}' already", "name another id with --id, or add to it with --to")
    names = frozenset(str(keys[0]) for keys, _ in values if len(keys) == 1)
    name = path.relative_to(workplace.content.parent).as_posix()
    fields = with_values(read_fields(name, skeleton(section, names)), values, order_of(section))
    pending[path] = FileChange(path, None, fields.source.text.encode())
    return f"{section.section}/{chosen}"


def _edited(workplace: Workplace, key: str, values: Sequence[tuple[Keys, Any]], pending: dict[Path, FileChange]) -> None:
    """Take up the change that sets values in a record, after those taken up already."""
    section, record_id = key_named(key)
    path = workplace.content / section.section / f"{record_id}{section.ending()}"
    data = path.read_bytes()
    text = as_read(pending[path].after or b"") if path in pending else as_read(data)
    fields = with_values(read_fields(path.relative_to(workplace.content.parent).as_posix(), text), values, order_of(section))
    pending[path] = FileChange(path, data, rewritten(data, fields.source.text))


def _held(workplace: Workplace, key: str, name: str, pending: Mapping[Path, FileChange]) -> int:
    """Return how many values a list of a record has, as far as changes go already."""
    section, record_id = key_named(key)
    path = workplace.content / section.section / f"{record_id}{section.ending()}"
    text = as_read((pending[path].after if path in pending else None) or path.read_bytes())
    value = read_fields(path.name, text).values.get(name)
    return len(value) if isinstance(value, list) else int(value is not None)


def _add_names(workplace: Workplace, corpus: Corpus, one: ProposalFile, pending: dict[Path, FileChange]) -> str:
    """Take up the change that gives a known actor the names that its record has not; nothing where it has all of them."""
    key = one.proposal.record or ""
    record_named(corpus, key)
    at = _held(workplace, key, "aliases", pending)
    names = one.proposal.fields.get("aliases", [])
    values = [(("aliases", at + number), name) for number, name in enumerate(names if isinstance(names, list) else [names])]
    if values:
        _edited(workplace, key, values, pending)
    return key


def _add_to(
    workplace: Workplace,
    corpus: Corpus,
    one: ProposalFile,
    texts: Mapping[str, SourceText],
    given: Sequence[tuple[Keys, Any]],
    to: str,
    pending: dict[Path, FileChange],
) -> str:
    """Take up the change that adds a proposal to a record as evidence; return the record's name."""
    record = record_named(corpus, to)
    if other := next((keys for keys, _ in given if len(keys) != 1 or keys[0] not in _FROM_BELOW), None):
        hint = f"evidence takes {', '.join(sorted(_FROM_BELOW))}; change the record with 'onrecord set'"
        raise Refused(f"'{'.'.join(map(str, other))}' is no field of evidence that is added", hint)
    said = {str(keys[0]): value for keys, value in given}
    if "says" not in said:
        raise Refused("how it bears on the record is not said", "give says=supports, says=contradicts or says=context")
    key = f"{record.section}/{record.id}"
    evidence = evidence_of(one, corpus, texts.get(one.proposal.source)) | said
    _edited(workplace, key, [(("evidence", _held(workplace, key, "evidence", pending)), evidence)], pending)
    return key
