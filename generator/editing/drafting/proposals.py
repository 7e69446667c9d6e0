"""Proposals: files in 'private/proposals' that an editor accepts or drops, beside the content and never in a build.

They hold words of sources, so that git ignores them as it does the sources' texts. One that was accepted or dropped stays, so that the
same is not proposed again. One that is accepted makes a record, or a part of one.
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
"""The folder of a project, kept out of git, that holds proposals: a folder for each source, a file for each proposal."""
_ENDING: Final = ".yml"

Kind = Literal["actor", "mention", "quotation", "statement", "date", "money", "cost", "risk", "prediction", "act"]
Section = Literal["actors", "acts", "claims", "costs", "events", "risks"]
_OPEN: Final = frozenset([Rule.EMPTY_VALUE, Rule.MISSING_FIELD, Rule.NO_EXPLAINER, Rule.UNREACHABLE_RECORD])
"""What a record may lack that was made of a proposal; all else is refused."""
Place = Annotated[str, Field(pattern=r"^p[1-9][0-9]*(\.s[1-9][0-9]*)?$")]


class Proposal(Part):
    """What a text says that may become a record, or part of one."""

    status: Literal["proposed", "accepted", "dropped"]
    """Whether an editor has decided."""
    kind: Kind
    """What was found."""
    section: Section
    """The section of the record that it would become."""
    why: Text
    """By what it was found."""
    source: Annotated[str, RefersTo(("sources",), "Proposals")]
    """The source whose text says it."""
    quote: Text
    """The words of the text, exactly as there."""
    prefix: Text | None = None
    """The words before them."""
    suffix: Text | None = None
    """The words after them."""
    passage: Place
    """Where they stand: 'p4.s2'."""
    speaker: Text | None = None
    """Who speaks the words: an actor's id, or words."""
    record: Text | None = None
    """The record that is meant, where it is there already; the one that was made, once accepted: 'claims/some-id'."""
    fields: Mapping[str, Any] = {}
    """The fields of the record, as far as they are known. The others stay open."""


@dataclass(frozen=True, slots=True)
class ProposalFile:
    """A proposal that was read from its file."""

    id: str
    """The source and the file's name: 'op-ed/quotation-p2-s1-0f3a'."""
    path: Path
    proposal: Proposal
    located: Located

    @property
    def kind(self) -> type[Record]:
        """The section of the record that it would become."""
        return BY_SECTION[self.proposal.section]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of a project."""

    files: dict[str, ProposalFile]
    """Those that could be read, by their ids, in order."""
    diagnostics: list[Diagnostic]
    texts: dict[str, SourceText]

    def named(self, name: str) -> ProposalFile:
        """Return the proposal of an id; raises Refused where there is none that can be read."""
        if name in self.files:
            return self.files[name]
        if broken := next((one for one in self.diagnostics if one.place.path.endswith(f"/{name}{_ENDING}")), None):
            raise Refused(broken.message, broken.hint, broken.place)
        hint = did_you_mean(name, self.files) or "'onrecord review --list' names all of them"
        raise Refused(f"there is no proposal '{name}'", hint)

    def open(self, source: str = "") -> list[ProposalFile]:
        """Return those on which nobody has decided, of one source or of all."""
        return [one for one in self.files.values() if one.proposal.status == "proposed" and source in ("", one.proposal.source)]


def proposals_folder(project: Path) -> Path:
    """Return where the proposals of a project stand."""
    return project.joinpath(*FOLDER)


def read_proposals(project: Path) -> Proposals:
    """Read the proposals of a project; what is wrong with them is collected, never raised."""
    reading = content.Reading(project / FOLDER[0])
    paths = (path for path in proposals_folder(project).glob(f"*/*{_ENDING}") if not any(part.startswith(".") for part in path.parts[-2:]))
    found = [one for path in sorted(paths) if content.is_plain(path, reading) and (one := _read(path, reading))]
    return Proposals({one.id: one for one in sorted(found, key=_order)}, reading.diagnostics, reading.texts)


def _order(one: ProposalFile) -> tuple[object, ...]:
    numbers = tuple(int(part[1:]) for part in one.proposal.passage.split("."))
    return (one.proposal.source, one.proposal.kind not in ("actor", "mention"), numbers, one.id)


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
    """Return the file of a proposal: a field a line, those of the record below 'fields'."""
    lines = []
    for name, value in values.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {scalar(key)}: {as_yaml(one)}" for key, one in value.items())]
        elif value is not None:
            lines.append(f"{name}: {as_yaml(value)}")
    return "\n".join(lines) + "\n"


def actor_id(proposal: Proposal) -> str:
    """Return the id under which other proposals name an actor that is proposed."""
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
        text = texts.get(one.proposal.source)
        if to:
            key = _add_evidence(plan, record_named(corpus, to), _evidence_of(one.proposal, corpus, text), given)
        elif one.proposal.kind == "mention":
            names = one.proposal.fields.get("aliases", [])
            key = _append(plan, record_named(corpus, one.proposal.record or ""), "aliases", names if isinstance(names, list) else [names])
        else:
            key = _make(plan, corpus, one, text, given, record_id, alone=len(chosen) == 1)
        marks.append(_marked(one, "accepted", key))
    return [*plan.changes, *marks], plan.tried(may_bring=_OPEN)


def drop_proposal(chosen: Sequence[ProposalFile]) -> list[FileChange]:
    """Return the changes that drop proposals."""
    for one in chosen:
        if one.proposal.status == "accepted":
            raise Refused(f"'{one.id}' was accepted already", f"see {one.proposal.record}", one.located.at("status"))
    return [_marked(one, "dropped") for one in chosen if one.proposal.status == "proposed"]


def _marked(one: ProposalFile, status: str, record: str = "") -> FileChange:
    data, source = one.path.read_bytes(), one.located.source
    values: Given = [(("status",), status), *([(("record",), record)] if record else [])]
    fields = with_values(read_fields(source.path, source.text), values, order_of(Proposal))
    return FileChange(one.path, data, rewritten(data, fields.source.text))


def _evidence_of(proposal: Proposal, corpus: Corpus, text: SourceText | None) -> dict[str, Any]:
    """Return the evidence of a proposal: the words quoted, as far as they may be; else the place where they stand."""
    quoted = _quoted(proposal, corpus, text) if proposal.kind == "quotation" else None
    speaker = {"speaker": proposal.speaker} if quoted and proposal.speaker else {}
    return {"source": proposal.source, "says": "supports", **(quoted or {"passage": proposal.passage}), **speaker}


def _quoted(proposal: Proposal, corpus: Corpus, text: SourceText | None) -> dict[str, str] | None:
    """Return the words quoted, with those before and after where they stand in the text more than once; nothing where they may not be."""
    source = corpus.sources.get(proposal.source)
    if source is None or (not source.may_show_text and count_words(proposal.quote) > corpus.publication.quoting.longest):
        return None
    if text is None:
        return {"quote": proposal.quote}
    held, around = prepare_text(text.text, source.language), {}
    outcome = prove_quotation(proposal.quote, held)
    if isinstance(outcome, Ambiguous):
        around = {name: words for name, words in (("prefix", proposal.prefix), ("suffix", proposal.suffix)) if words}
        outcome = prove_quotation(proposal.quote, held, prefix=proposal.prefix, suffix=proposal.suffix)
    return {"quote": proposal.quote, **around} if isinstance(outcome, Proved) else None


def _make(
    plan: Plan, corpus: Corpus, one: ProposalFile, text: SourceText | None, given: Given, record_id: str | None, *, alone: bool
) -> str:
    """Plan the record of a proposal; return its name. Made alone, it needs what gives it an id; of several, the source does."""
    section, proposal = one.kind, one.proposal
    own = {str(keys[0]) for keys, _ in given}
    values: list[tuple[Keys, Any]] = [((name,), value) for name, value in proposal.fields.items() if name not in own]
    if section is not Actor and "evidence" not in {*own, *proposal.fields}:
        values.append((("evidence",), [_evidence_of(proposal, corpus, text)]))
    values += [(keys, value) for keys, value in given if value is not None]
    if section is Actor:
        record_id = record_id or actor_id(proposal)
    if not record_id and alone:
        record_id = chosen_id(corpus, section, values, f"onrecord accept {one.id}")
    record_id = record_id or proposed_id(corpus, section, values) or f"{proposal.source}-{one.path.stem}"[:ID_LENGTH].strip("-")
    plan.begin(section, record_id, skeleton(section, values, issues=corpus.publication.issues), values)
    return f"{section.section}/{record_id}"


def _append(plan: Plan, record: Record, name: str, values: Sequence[object]) -> str:
    """Plan that values are added to a list of a record; return its name."""
    if values:
        there = plan.fields(type(record), record.id).values.get(name)
        at = len(there) if isinstance(there, list) else int(there is not None)
        plan.set(type(record), record.id, [((name, at + number), value) for number, value in enumerate(values)])
    return f"{record.section}/{record.id}"


def _add_evidence(plan: Plan, record: Record, evidence: dict[str, Any], given: Given) -> str:
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
        yield from _field_mistakes(one)
        yield from _unknown(one, corpus, coming)
        form = forms.get(one.proposal.source)
        if form is not None and normalise(one.proposal.quote) not in form:
            hint = f"the text is {texts[one.proposal.source].path}; drop the proposal, and draft anew if the text has changed"
            yield Rule.QUOTE_NOT_FOUND.at(one.located.at("quote"), f"the text of '{one.proposal.source}' does not have these words", hint)


def _field_mistakes(one: ProposalFile) -> Iterator[Diagnostic]:
    """Yield what is wrong with the fields of a proposal, as they would be in a record; what is missing is open, and no mistake."""
    located = Located(one.located.source, one.located.marks.children.get("fields", one.located.marks))
    try:
        one.kind.model_validate({"id": "x", **one.proposal.fields})
    except ValidationError as error:
        found = content.explain_invalid(error, one.kind, located)
        yield from (mistake for mistake in found if mistake.rule is not Rule.MISSING_FIELD)


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
