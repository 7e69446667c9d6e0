"""Proposals: files in 'private/proposals' that an editor accepts or drops, never part of a build.

They quote sources, so git ignores them as it does the texts of sources. Decided ones are kept, so that they are not proposed again. An
accepted one becomes a record, or a part of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from anyascii import anyascii
from pydantic import Field, ValidationError

from generator import content
from generator.content import Rule, did_you_mean
from generator.editing.changes import FileChange, Refused, rewritten
from generator.editing.describing import order_of
from generator.editing.fields import Given, Keys, as_yaml, read_fields, scalar, with_values
from generator.editing.finding import record_named
from generator.editing.records import chosen_id, proposed_id, skeleton
from generator.editing.trying import Plan, Workplace
from generator.model import BY_SECTION, ID_LENGTH, Actor, Corpus, Part, Record, RefersTo, Source, Text, as_id, is_id, references_in
from generator.text import Located, SourceText, count_words, normalise, read_yaml, without_bad_characters
from generator.verify import Ambiguous, Proved, prepare_text, prove_quotation

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from generator.content import Diagnostic

FOLDER: Final = ("private", "proposals")
"""The folder of proposals in a project, ignored by git: a folder per source, a file per proposal."""
_ENDING: Final = ".yml"

Kind = Literal["actor", "mention", "quotation", "statement", "date", "money", "cost", "risk", "prediction", "act"]
Section = Literal["actors", "acts", "claims", "costs", "events", "risks"]
_OPEN: Final = frozenset([Rule.EMPTY_VALUE, Rule.MISSING_FIELD, Rule.NO_EXPLAINER, Rule.UNREACHABLE_RECORD])
"""Errors allowed in a record made of a proposal; all others are refused."""
Place = Annotated[str, Field(pattern=r"^p[1-9][0-9]*(\.s[1-9][0-9]*)?$")]


class Proposal(Part):
    """A passage of a text that may become a record, or part of one."""

    status: Literal["proposed", "accepted", "dropped"]
    """The decision of the editor."""
    kind: Kind
    """The kind of finding."""
    section: Section
    """The section of the resulting record."""
    why: Text
    """The reason of the finding."""
    source: Annotated[str, RefersTo(("sources",), "Proposals")]
    """The source of the text."""
    quote: Text
    """The exact words of the text."""
    prefix: Text | None = None
    """The words before them."""
    suffix: Text | None = None
    """The words after them."""
    passage: Place
    """The passage that contains the words: 'p4.s2'."""
    speaker: Text | None = None
    """The speaker of the words: an actor's id, or words."""
    record: Text | None = None
    """The existing record that is meant, or the one created on acceptance: 'claims/some-id'."""
    fields: Mapping[str, Any] = {}
    """The known fields of the record; the others stay open."""


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """A proposal with its file."""

    id: str
    """The id: source and file name, as 'op-ed/quotation-p2-s1-0f3a'."""
    path: Path
    proposal: Proposal
    located: Located

    @property
    def kind(self) -> type[Record]:
        """The model of the resulting record."""
        return BY_SECTION[self.proposal.section]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of a project."""

    files: dict[str, ProposalFile]
    """The valid proposals by id, in order."""
    diagnostics: list[Diagnostic]
    texts: dict[str, SourceText]

    def named(self, name: str) -> ProposalFile:
        """Return the proposal of an id; raise Refused if it does not exist or is invalid."""
        if name in self.files:
            return self.files[name]
        if broken := next((diagnostic for diagnostic in self.diagnostics if diagnostic.place.path.endswith(f"/{name}{_ENDING}")), None):
            raise Refused(broken.message, broken.hint, broken.place)
        hint = did_you_mean(name, self.files) or "'onrecord review --list' lists them all"
        raise Refused(f"there is no proposal '{name}'", hint)

    def open(self, source: str = "") -> list[ProposalFile]:
        """Return the undecided proposals of one source, or of all."""
        return [file for file in self.files.values() if file.proposal.status == "proposed" and source in ("", file.proposal.source)]


def proposals_folder(project: Path) -> Path:
    """Return the folder of the proposals of a project."""
    return project.joinpath(*FOLDER)


def read_proposals(project: Path) -> Proposals:
    """Read the proposals of a project; mistakes are collected as diagnostics."""
    reading = content.Reading(project / FOLDER[0])
    paths = (path for path in proposals_folder(project).glob(f"*/*{_ENDING}") if not any(part.startswith(".") for part in path.parts[-2:]))
    files = [file for path in sorted(paths) if content.is_regular_file(path, reading) and (file := _read(path, reading))]
    return Proposals({file.id: file for file in sorted(files, key=_order)}, reading.diagnostics, reading.texts)


def _order(file: ProposalFile) -> tuple[object, ...]:
    numbers = tuple(int(part[1:]) for part in file.proposal.passage.split("."))
    return (file.proposal.source, file.proposal.kind not in ("actor", "mention"), numbers, file.id)


def _read(path: Path, reading: content.Reading) -> ProposalFile | None:
    source = content.read_text(path, reading)
    if source is None:
        return None
    result = read_yaml(source.text)
    reading.report(result.problems, source)
    if result.value is None:
        return None
    located = Located(source, result.marks)
    proposal = content.validated(Proposal, result.value, located, reading)
    return ProposalFile(f"{path.parent.name}/{path.stem}", path, proposal, located) if proposal and result.marks.is_whole else None


def as_text(values: Mapping[str, object]) -> str:
    """Return the text of a proposal file: one field per line, those of the record below 'fields'."""
    lines = []
    for name, value in values.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {scalar(key)}: {as_yaml(item)}" for key, item in value.items())]
        elif value is not None:
            lines.append(f"{name}: {as_yaml(value)}")
    return "\n".join(lines) + "\n"


def actor_id(proposal: Proposal) -> str:
    """Return the id of a proposed actor, by which other proposals refer to it."""
    return as_id(anyascii(str(proposal.fields.get("name", proposal.quote))))


def accept_proposal(
    workplace: Workplace,
    chosen: Sequence[ProposalFile],
    texts: Mapping[str, SourceText],
    given: Given = (),
    *,
    to: str = "",
    record_id: str | None = None,
) -> tuple[list[FileChange], list[Diagnostic]]:
    """Return the changes that turn proposals into records, or add them to the record 'to' as evidence, and the diagnostics of open fields.

    'given' are values of the record, or of the evidence. Raise Refused if a proposal is decided already, a value cannot be set, or the
    changes cause an error besides open fields.
    """
    for file in chosen:
        if file.proposal.status != "proposed":
            hint = "set its 'status' to 'proposed' to decide again"
            if file.proposal.status == "accepted":
                hint = f"change its record: 'onrecord set {file.proposal.record} field=value'"
            raise Refused(f"'{file.id}' is already {file.proposal.status}", hint, file.located.at("status"))
    if record_id and len(chosen) > 1:
        raise Refused("several records cannot share one id", "accept them one by one")
    before, decisions = workplace.check(), []
    corpus, plan = before.corpus, Plan(workplace, before)
    for file in sorted(chosen, key=lambda file: file.proposal.section != Actor.section):
        text = texts.get(file.proposal.source)
        if to:
            key = _add_evidence(plan, record_named(corpus, to), _evidence_of(file.proposal, corpus, text), given)
        elif file.proposal.kind == "mention":
            names = file.proposal.fields.get("aliases", [])
            key = _append(plan, record_named(corpus, file.proposal.record or ""), "aliases", names if isinstance(names, list) else [names])
        else:
            key = _plan_record(plan, corpus, file, text, given, record_id, alone=len(chosen) == 1)
        decisions.append(_decided(file, "accepted", key))
    return [*plan.changes, *decisions], plan.tried(may_bring=_OPEN)


def drop_proposal(chosen: Sequence[ProposalFile]) -> list[FileChange]:
    """Return the changes that mark proposals as dropped."""
    for file in chosen:
        if file.proposal.status == "accepted":
            raise Refused(f"'{file.id}' is already accepted", f"see {file.proposal.record}", file.located.at("status"))
    return [_decided(file, "dropped") for file in chosen if file.proposal.status == "proposed"]


def _decided(file: ProposalFile, status: str, record: str = "") -> FileChange:
    data, source = file.path.read_bytes(), file.located.source
    values: Given = [(("status",), status), *([(("record",), record)] if record else [])]
    fields = with_values(read_fields(source.path, source.text), values, order_of(Proposal))
    return FileChange(file.path, data, rewritten(data, fields.source.text))


def _evidence_of(proposal: Proposal, corpus: Corpus, text: SourceText | None) -> dict[str, Any]:
    """Return the evidence of a proposal: a quotation if allowed, else the passage."""
    quoted = _quoted(proposal, corpus, text) if proposal.kind == "quotation" else None
    speaker = {"speaker": proposal.speaker} if quoted and proposal.speaker else {}
    return {"source": proposal.source, "says": "supports", **(quoted or {"passage": proposal.passage}), **speaker}


def _quoted(proposal: Proposal, corpus: Corpus, text: SourceText | None) -> dict[str, str] | None:
    """Return the quotation, with prefix and suffix if it is ambiguous, or None if it is too long or cannot be proved."""
    source = corpus.sources.get(proposal.source)
    if source is None or (not source.may_show_text and count_words(proposal.quote) > corpus.publication.quoting.longest):
        return None
    if text is None:
        return {"quote": proposal.quote}
    prepared, context = prepare_text(text.text, source.language), {}
    outcome = prove_quotation(proposal.quote, prepared)
    if isinstance(outcome, Ambiguous):
        context = {name: words for name, words in (("prefix", proposal.prefix), ("suffix", proposal.suffix)) if words}
        outcome = prove_quotation(proposal.quote, prepared, prefix=proposal.prefix, suffix=proposal.suffix)
    return {"quote": proposal.quote, **context} if isinstance(outcome, Proved) else None


def _plan_record(
    plan: Plan, corpus: Corpus, file: ProposalFile, text: SourceText | None, given: Given, record_id: str | None, *, alone: bool
) -> str:
    """Plan the record of a proposal and return its name. If it is the only one, it needs values that give an id, else the source does."""
    section, proposal = file.kind, file.proposal
    given_names = {str(keys[0]) for keys, _ in given}
    values: list[tuple[Keys, Any]] = [((name,), value) for name, value in proposal.fields.items() if name not in given_names]
    if section is not Actor and "evidence" not in {*given_names, *proposal.fields}:
        values.append((("evidence",), [_evidence_of(proposal, corpus, text)]))
    values += [(keys, value) for keys, value in given if value is not None]
    if section is Actor:
        record_id = record_id or actor_id(proposal)
    if not record_id and alone:
        record_id = chosen_id(corpus, section, values, f"onrecord accept {file.id}")
    record_id = record_id or proposed_id(corpus, section, values) or f"{proposal.source}-{file.path.stem}"[:ID_LENGTH].strip("-")
    plan.begin(section, record_id, skeleton(section, values, issues=corpus.publication.issues), values)
    return f"{section.section}/{record_id}"


def _append(plan: Plan, record: Record, name: str, values: Sequence[object]) -> str:
    """Plan to append values to a list field of a record; return its name."""
    if values:
        existing = plan.fields(type(record), record.id).values.get(name)
        start = len(existing) if isinstance(existing, list) else int(existing is not None)
        plan.set(type(record), record.id, [((name, start + number), value) for number, value in enumerate(values)])
    return f"{record.section}/{record.id}"


def _add_evidence(plan: Plan, record: Record, evidence: dict[str, Any], given: Given) -> str:
    """Plan to add evidence to a record, with the given values."""
    if nested := next((keys for keys, _ in given if len(keys) > 1), None):
        raise Refused(f"evidence to add has no field '{'.'.join(map(str, nested))}'", "set its own fields, as says=supports")
    fields_given = {str(keys[0]): value for keys, value in given}
    if "says" not in fields_given:
        raise Refused("the evidence has no 'says'", "add says=supports, says=contradicts or says=context")
    return _append(plan, record, "evidence", [evidence | fields_given])


def proposal_mistakes(proposals: Proposals, corpus: Corpus, texts: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the proposals of a project."""
    yield from proposals.diagnostics
    proposed_ids = {actor_id(file.proposal) for file in proposals.open() if file.proposal.section == Actor.section}
    source_ids = {file.proposal.source for file in proposals.open()}
    normalized_texts = {source: normalise(without_bad_characters(text.text, "")) for source, text in texts.items() if source in source_ids}
    for file in proposals.open():
        yield from _field_mistakes(file)
        yield from _unknown_references(file, corpus, proposed_ids)
        normalized = normalized_texts.get(file.proposal.source)
        if normalized is not None and normalise(file.proposal.quote) not in normalized:
            hint = f"the text is {texts[file.proposal.source].path}; drop the proposal, and draft again if the text has changed"
            yield Rule.QUOTE_NOT_FOUND.at(file.located.at("quote"), f"the text of '{file.proposal.source}' does not have these words", hint)


def _field_mistakes(file: ProposalFile) -> Iterator[Diagnostic]:
    """Yield the diagnostics of the fields of a proposal, validated as those of a record; missing ones are allowed."""
    located = Located(file.located.source, file.located.marks.children.get("fields", file.located.marks))
    try:
        file.kind.model_validate({"id": "x", **file.proposal.fields})
    except ValidationError as error:
        diagnostics = content.explain_invalid(error, file.kind, located)
        yield from (diagnostic for diagnostic in diagnostics if diagnostic.rule is not Rule.MISSING_FIELD)


def _unknown_references(file: ProposalFile, corpus: Corpus, proposed_ids: set[str]) -> Iterator[Diagnostic]:
    speaker = file.proposal.speaker
    references: list[tuple[Keys, str, Collection[str]]] = [(("source",), file.proposal.source, corpus.ids(Source.section))]
    for reference in references_in(file.proposal.fields, file.kind):
        known = {other for section in reference.to.sections or (file.kind.section,) for other in corpus.ids(section)} | proposed_ids
        references += [] if reference.is_words else [(("fields", *reference.keys), reference.id, known)]
    if speaker is not None and is_id(speaker) and "-" in speaker:
        references.append((("speaker",), speaker, {*corpus.ids(Actor.section)} | proposed_ids))
    for keys, target, ids in references:
        if target not in ids:
            message = f"there is no record or proposal '{target}'"
            yield Rule.UNKNOWN_REFERENCE.at(file.located.at(*keys), message, did_you_mean(target, ids))
