"""Rename a record: change its id and every reference to it, in saved and unsaved files, and keep the old id as a former one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from generator import model
from generator.content import LOCK_FILE, is_translation
from generator.editing.changes import Edit, FileChange, Refused, as_read, edited, rewritten
from generator.editing.drafting.proposals import read_proposals
from generator.editing.fields import Keys, read_fields, with_values
from generator.editing.finding import record_named
from generator.editing.trying import Workplace, added, require_id
from generator.model import PUBLICATION_KEY, Corpus, Record, Source
from generator.text import Body, InlineLink, Location, SourceText, Span, find_links
from generator.verify import PRIVATE_TEXTS, TEXT_ENDING, Checked, lock_text, read_lock

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


_OPTIONS: Final = {model.Actor.section: model.ACTOR_OPTIONS, model.Place.section: frozenset({model.PLACE_OPTION})}
"""The options of figures whose value is the id of a record, by section."""


def rename_record(workplace: Workplace, name: str, new: str) -> list[FileChange]:
    """Return the changes that rename a record, given as 'claims/some-id', to a new id, which may be one of its former ids.

    Raise Refused if that is impossible, or would change what other content means.
    """
    checked = workplace.check()
    record = record_named(checked.corpus, name)
    new = new.removeprefix(f"{record.section}/")
    _check_new_id(checked, record, new)
    edits = edits_to_name(checked.corpus, checked.texts, record, new)
    changes = list(_changes(workplace, record, new, edits))
    _require_same_meaning(workplace, checked, record, new, changes)
    return changes


def _check_new_id(checked: Checked, record: Record, new: str) -> None:
    corpus = checked.corpus
    require_id(new)
    if new in corpus.ids(record.section):
        raise Refused(f"there is already {record.with_article()} '{new}'", "choose another id")
    owner = next((other for other in corpus if other.section == record.section and other is not record and new in other.former_ids), None)
    if owner is not None:
        raise Refused(f"'{new}' is a former id of '{owner.id}' and still resolves to it", "choose another id")
    if corpus.has_unread or PUBLICATION_KEY in corpus.broken:
        errors = [error for error in checked.diagnostics if error.is_error]
        misplaced = next((error for error in errors if error.place.path in corpus.unread_astray), None)
        reason, error = ("a misplaced file may be a record", misplaced) if misplaced else ("not all content can be read", errors[0])
        message = f"{reason}, so references to the {record.singular} could be missed: {error.message}"
        raise Refused(message, error.hint, error.place)


def _changes(workplace: Workplace, record: Record, new: str, edits: dict[str, set[Edit]]) -> Iterator[FileChange]:
    project = workplace.content.parent
    record_path = project / record.path
    translations = [
        path
        for path in {*record_path.parent.iterdir(), *workplace.unsaved}
        if path.parent == record_path.parent and path.name.partition(".")[0] == record.id and is_translation(path)
    ]
    moved = {path: path.with_name(new + path.name.removeprefix(record.id)) for path in [record_path, *sorted(translations)]}
    edits_by_path = {project / path: path_edits for path, path_edits in edits.items()}
    for path in sorted({*edits_by_path, *moved}):
        before = workplace.read(path)
        after = edited(before, edits_by_path.get(path, ()))
        if path == record_path:
            after = _with_former_id(record, after, new)
        if path in moved:
            yield FileChange(path, before, None)
            yield FileChange(moved[path], None, after)
        else:
            yield FileChange(path, before, after)
    if isinstance(record, Source):
        yield from _lock_change(workplace.content / LOCK_FILE, record, new)
        text = project.joinpath(*PRIVATE_TEXTS, record.id + TEXT_ENDING)
        if text.is_file() and not text.is_symlink():
            yield FileChange(text, text.read_bytes(), None)
            yield FileChange(text.with_name(new + TEXT_ENDING), None, text.read_bytes())
    yield from _proposal_changes(project, record, new)


def _proposal_changes(project: Path, record: Record, new: str) -> Iterator[FileChange]:
    """Yield the changes of the proposals that name a record; those of a source are in a folder of its name."""
    for file in read_proposals(project).files.values():
        proposal, at = file.proposal, file.located.at
        names: list[Keys] = [("source",)] if (Source.section, proposal.source) == record.key else []
        names += [("record",)] if proposal.record == f"{record.section}/{record.id}" else []
        names += [("speaker",)] if (model.Actor.section, proposal.speaker) == record.key else []
        for reference in model.references_in(proposal.fields, file.kind):
            if reference.id == record.id and record.section in (reference.to.sections or (file.kind.section,)):
                names.append(("fields", *reference.keys))
        before = file.path.read_bytes()
        after = edited(before, [_id_edit(file.located.source, at(*keys), record.id, new) for keys in names])
        if ("source",) in names and file.path.parent.name == record.id:
            yield FileChange(file.path, before, None)
            yield FileChange(file.path.parent.with_name(new) / file.path.name, None, after)
        elif names:
            yield FileChange(file.path, before, after)


def _with_former_id(record: Record, data: bytes, new: str) -> bytes:
    """Return the file of a record with its old id added to the former ones, replacing the new id if that was a former one."""
    former = record.former_ids
    keys: Keys = ("former_ids", former.index(new) if new in former else len(former)) if former else ("former_ids",)
    fields = read_fields(record.path, as_read(data))
    return rewritten(data, with_values(fields, [(keys, record.id if former else [record.id])], list(fields.values)).source.text)


def _lock_change(path: Path, record: Record, new: str) -> Iterator[FileChange]:
    """Yield the change of the lock that renames the source of its proofs; a sorted lock stays sorted."""
    if not path.is_file():
        return
    before = path.read_bytes()
    text = before.decode("utf-8")
    after = re.sub(rf'(?m)^(\s*"){record.id} ', rf"\g<1>{new} ", text)
    lock, _ = read_lock(SourceText(path.name, text))
    if text == lock_text(lock.proofs.values()):
        after = lock_text(read_lock(SourceText(path.name, after))[0].proofs.values())
    if after != text:
        yield FileChange(path, before, after.encode("utf-8"))


def _require_same_meaning(workplace: Workplace, before: Checked, record: Record, new: str, changes: list[FileChange]) -> None:
    """Raise Refused if the changes cause diagnostics, or make a record refer to another record than before."""
    word = re.compile(rf"(?<![\w-]){record.id}(?![\w-])")

    def renamed(text: str) -> str:
        return word.sub(new, text)

    after = workplace.check(changes)
    differences = added(before.diagnostics, after.diagnostics, renamed) or added(after.diagnostics, before.diagnostics, renamed)
    if differences:
        first = differences[0]
        raise Refused(f"renaming to '{new}' would change what the content means: {first.message}", first.hint, first.place)
    new_key = (record.section, new)
    expected = {tuple(new_key if part == record.key else part for part in reference) for reference in _references(before.corpus)}
    if expected != _references(after.corpus):
        raise Refused(f"renaming to '{new}' would change which records refer to it", "choose another id")


def _references(corpus: Corpus) -> set[tuple[object, ...]]:
    return {(link.record.key, record.key, link.heading) for record in corpus for link in corpus.referring_to(record)}


class Moved(NamedTuple):
    """A file that a rename changes or moves."""

    was: Path
    path: Path
    """The new path."""
    text: str
    """The text before."""
    edits: list[Edit]
    """Edits of whole lines."""


def moved(changes: Sequence[FileChange]) -> Iterator[Moved]:
    """Yield each file that a rename changes; in the changes, the removal of a moved file comes directly before its creation."""
    removed: FileChange | None = None
    for change in changes:
        if change.after is None:
            removed = change
        else:
            was = removed if removed and change.before is None else change
            text = as_read(was.before or b"")
            old, new = text.splitlines(keepends=True), as_read(change.after).splitlines(keepends=True)
            line_starts = [0, *accumulate(map(len, old))]
            opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            edits = [Edit(Span(line_starts[i], line_starts[j]), "".join(new[k:m])) for tag, i, j, k, m in opcodes if tag != "equal"]
            yield Moved(was.path, change.path, text, edits)
            removed = None


def edits_to_name(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record, new: str) -> dict[str, set[Edit]]:
    """Return the edits, by path, that replace the id of a record in all content.

    In records that could not be parsed, only recognizable references are edited. Raise Refused if an id is written in a form that cannot be
    replaced reliably.
    """
    edits: dict[str, set[Edit]] = {}
    for place in _places_of_ids(corpus, texts, record):
        edits.setdefault(place.path, set()).add(_id_edit(texts[place.path], place, record.id, new))
    for place in _places_of_links(corpus, texts, record):
        edits.setdefault(place.path, set()).add(Edit(texts[place.path].span(place), new))
    return edits


def _id_edit(source: SourceText, place: Location, old: str, new: str) -> Edit:
    span = source.span(place)
    matches = list(re.finditer(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])", source.text[span.start : span.end]))
    if len(matches) != 1:
        raise Refused(f"'{old}' is not written literally here", "write the id without escapes", place)
    return Edit(Span(span.start + matches[0].start(), span.start + matches[0].end()), new)


def _places_of_ids(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Location]:
    own_place = record.at("id")
    if texts[own_place.path].text[slice(*texts[own_place.path].span(own_place))].strip("'\"") == record.id:
        yield own_place
    options = _OPTIONS.get(record.section, frozenset())
    for other in (*corpus, *corpus.unread):
        for reference in corpus.references(other):
            is_written = other.located.is_written(*reference.keys)  # explainers of a record can be derived from references to it
            if reference.id == record.id and is_written and corpus.resolve(reference, other) is record:
                yield model.place_of_reference(other.located, reference)
        if isinstance(record, model.Actor | model.Source) and isinstance(other, model.Record):
            yield from (
                other.at(*keys)
                for keys, voice, field in model.translated_texts(other, other.translations)
                if field.is_voice and voice == record.id
            )
        for tag, body in _bodies(corpus, other):
            values = (item for figure in body.figures for item in figure.option_spans.items() if figure.options[item[0]] == record.id)
            yield from (other.located.place_of(span, tag) for name, span in values if name in options)


def _bodies(corpus: model.Corpus, record: model.Record | model.Broken) -> Iterator[tuple[str, Body]]:
    """Yield the body of a record and its translations whose positions are known, each with its language, "" for the original."""
    if record.key in corpus.bodies:
        yield "", corpus.bodies[record.key]
    translations = record.located.translations
    yield from ((tag, body) for (key, tag), body in corpus.translated_bodies.items() if key == record.key and tag in translations)


def _places_of_links(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Location]:
    for other in (*corpus, *corpus.unread):
        for tag, body in _bodies(corpus, other):
            yield from (other.located.place_of(link.target_span, tag) for link in body.links if _is_link_to(link, record))
        for keys, text in model.prose_of(other):
            yield from _links_at(texts, other.at(*keys), text, record)
    for keys, text in model.prose_of(corpus.publication):
        yield from _links_at(texts, corpus.publication_at.at(*keys), text, record)


def _links_at(texts: Mapping[str, SourceText], field: Location, text: str, record: model.Record) -> Iterator[Location]:
    """Yield the places of the ids in the links of a field, by their position in its file."""
    expected = sum(_is_link_to(link, record) for link in model.links_in(text))
    if expected:
        source = texts[field.path]
        links = [link for link in find_links(source.text, source.span(field)) if _is_link_to(link, record)]
        if len(links) != expected:
            raise Refused(f"a link to '{record.id}' is not written literally here", "write it on one line, without escapes", field)
        yield from (source.place(link.target_span) for link in links)


def _is_link_to(link: InlineLink, record: model.Record) -> bool:
    return model.SCHEMES.get(link.scheme) == record.section and link.target == record.id
