"""Proposals: files in 'private/proposals' that an editor accepts or drops, beside the content and never in a build.

They hold words of sources, so that git ignores them as it does the sources' texts. One that was accepted or dropped stays, so that the
same is not proposed again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from generator import content
from generator.editing.changes import Refused
from generator.editing.fields import as_yaml, scalar
from generator.model import BY_SECTION, Part, Record, RefersTo, Text, is_id
from generator.text import Located, Location, SourceText, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = ("private", "proposals")
"""The folder of a project, kept out of git, that holds proposals: a folder for each source, a file for each proposal."""
_ENDING: Final = ".yml"

Kind = Literal["actor", "mention", "quotation", "statement", "date", "money", "cost", "risk", "prediction", "act"]
Section = Literal["actors", "acts", "claims", "costs", "events", "risks"]
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
    diagnostics: list[content.Diagnostic]
    texts: dict[str, SourceText]

    def named(self, name: str) -> ProposalFile:
        """Return the proposal of an id; raises Refused where there is none that can be read."""
        if name in self.files:
            return self.files[name]
        if broken := next((one for one in self.diagnostics if one.place.path.endswith(f"/{name}{_ENDING}")), None):
            raise Refused(broken.message, broken.hint, broken.place)
        hint = content.did_you_mean(name, self.files) or "'onrecord review --list' names all of them"
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
    if proposal is None:
        return None
    name = path.stem
    if not is_id(name) or proposal.source != path.parent.name:
        message = f"the proposal is of '{proposal.source}' and stands in the folder of '{path.parent.name}'"
        at = Location(reading.name(path)) if is_id(name) else located.at("source")
        reading.diagnostics.append(content.Rule.BAD_ID.at(at, message if is_id(name) else f"'{name}' cannot be an id", "move the file"))
        return None
    if not result.marks.is_whole:
        return None
    return ProposalFile(f"{proposal.source}/{name}", path, proposal, located)


def field_mistakes(one: ProposalFile) -> Iterator[content.Diagnostic]:
    """Yield what is wrong with the fields of a proposal, as they would be in a record; what is missing is open, and no mistake."""
    located = Located(one.located.source, one.located.marks.children.get("fields", one.located.marks))
    try:
        one.kind.model_validate({"id": "x", **one.proposal.fields})
    except ValidationError as error:
        found = content.explain_invalid(error, one.kind, located)
        yield from (mistake for mistake in found if mistake.rule is not content.Rule.MISSING_FIELD)


def as_text(values: Mapping[str, object]) -> str:
    """Return the file of a proposal: a field a line, those of the record below 'fields'."""
    lines = []
    for name, value in values.items():
        if isinstance(value, dict):
            lines += [f"{name}:", *(f"  {scalar(key)}: {as_yaml(one)}" for key, one in value.items())]
        elif value is not None:
            lines.append(f"{name}: {as_yaml(value)}")
    return "\n".join(lines) + "\n"
