"""Give a record another id, everywhere at once, saved or not; the old one stays known, and what leads to it leads on."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from generator import model
from generator.content import LOCK_FILE, is_translation
from generator.editing.changes import Edit, FileChange, Refused, as_read, edited, rewritten
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
"""The options of figures whose value is the id of a record of a section."""


def rename_record(workplace: Workplace, name: str, new: str) -> list[FileChange]:
    """Return the changes that give a record another id.

    It is named as 'claims/some-id'; an id that it had before is taken back. Raises Refused where it cannot be done, or not so that
    everything else stays as it is.
    """
    checked = workplace.check()
    record = record_named(checked.corpus, name)
    new = new.removeprefix(f"{record.section}/")
    _refuse(checked, record, new)
    edits = edits_to_name(checked.corpus, checked.texts, record, new)
    changes = list(_changes(workplace, record, new, edits))
    _try(workplace, checked, record, new, changes)
    return changes


def _refuse(checked: Checked, record: Record, new: str) -> None:
    corpus = checked.corpus
    require_id(new)
    if new in corpus.ids(record.section):
        raise Refused(f"there is already {record.with_article()} '{new}'", "choose another id")
    owner = next((other for other in corpus if other.section == record.section and other is not record and new in other.former_ids), None)
    if owner is not None:
        raise Refused(f"'{new}' is a former id of '{owner.id}', to which it leads", "choose another id")
    if corpus.has_unread or PUBLICATION_KEY in corpus.broken:
        errors = [one for one in checked.diagnostics if one.is_error]
        stray = next((one for one in errors if one.place.path in corpus.unread_astray), None)
        why, one = ("a record may be where none is looked for", stray) if stray else ("not all content can be read", errors[0])
        message = f"{why}, so not all that names the {record.singular} is known: {one.message}"
        raise Refused(message, one.hint, one.place)


def _changes(workplace: Workplace, record: Record, new: str, edits: dict[str, set[Edit]]) -> Iterator[FileChange]:
    project = workplace.content.parent
    own = project / record.path
    beside = [
        path
        for path in {*own.parent.iterdir(), *workplace.unsaved}
        if path.parent == own.parent and path.name.partition(".")[0] == record.id and is_translation(path)
    ]
    moved = {path: path.with_name(new + path.name.removeprefix(record.id)) for path in [own, *sorted(beside)]}
    named = {project / path: found for path, found in edits.items()}
    for path in sorted({*named, *moved}):
        before = workplace.read(path)
        after = edited(before, named.get(path, ()))
        if path == own:
            after = _with_former_id(record, after, new)
        if path in moved:
            yield FileChange(path, before, None)
            yield FileChange(moved[path], None, after)
        else:
            yield FileChange(path, before, after)
    if isinstance(record, Source):
        yield from _proofs(workplace.content / LOCK_FILE, record, new)
        text = project.joinpath(*PRIVATE_TEXTS, record.id + TEXT_ENDING)
        if text.is_file() and not text.is_symlink():
            yield FileChange(text, text.read_bytes(), None)
            yield FileChange(text.with_name(new + TEXT_ENDING), None, text.read_bytes())


def _with_former_id(record: Record, data: bytes, new: str) -> bytes:
    """Return a record's file with the id that it had among its former ones, in the place of the new one where that was one of them."""
    former = record.former_ids
    keys: Keys = ("former_ids", former.index(new) if new in former else len(former)) if former else ("former_ids",)
    fields = read_fields(record.path, as_read(data))
    return rewritten(data, with_values(fields, [(keys, record.id if former else [record.id])], list(fields.values)).source.text)


def _proofs(path: Path, record: Record, new: str) -> Iterator[FileChange]:
    """Yield the change of the lock in which a source's proofs are filed under its new id, in order where they were in order."""
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


def _try(workplace: Workplace, before: Checked, record: Record, new: str, changes: list[FileChange]) -> None:
    """Refuse changes after which something else would be wrong, or some record would refer to another than before."""
    word = re.compile(rf"(?<![\w-]){record.id}(?![\w-])")

    def renamed(text: str) -> str:
        return word.sub(new, text)

    after = workplace.check(changes)
    found = added(before.diagnostics, after.diagnostics, renamed) or added(after.diagnostics, before.diagnostics, renamed)
    if found:
        one = found[0]
        raise Refused(f"the content would not say the same under '{new}': {one.message}", one.hint, one.place)
    own = (record.section, new)
    was = {tuple(own if part == record.key else part for part in one) for one in _references(before.corpus)}
    if was != _references(after.corpus):
        raise Refused(f"under the id '{new}' other records would refer to it than do now", "choose another id")


def _references(corpus: Corpus) -> set[tuple[object, ...]]:
    return {(link.record.key, record.key, link.heading) for record in corpus for link in corpus.referring_to(record)}


class Moved(NamedTuple):
    """A file that a rename changes."""

    was: Path
    path: Path
    """What it is called then."""
    text: str
    """Its text before."""
    edits: list[Edit]
    """Each of whole lines."""


def moved(changes: Sequence[FileChange]) -> Iterator[Moved]:
    """Yield what becomes of each file that a rename changes; one that gets another name goes before it comes."""
    gone: FileChange | None = None
    for change in changes:
        if change.after is None:
            gone = change
        else:
            was = gone if gone and change.before is None else change
            text = as_read(was.before or b"")
            old, new = text.splitlines(keepends=True), as_read(change.after).splitlines(keepends=True)
            starts = [0, *accumulate(map(len, old))]
            steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            edits = [Edit(Span(starts[i], starts[j]), "".join(new[k:m])) for tag, i, j, k, m in steps if tag != "equal"]
            yield Moved(was.path, change.path, text, edits)
            gone = None


def edits_to_name(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record, new: str) -> dict[str, set[Edit]]:
    """Return the edits by which all content names a record by another id, by the path of the file.

    Of a record that could not be read, so far as what is written there tells. Raises Refused where an id is written in a form that cannot
    be replaced surely.
    """
    found: dict[str, set[Edit]] = {}
    for place in _places_of_ids(corpus, texts, record):
        found.setdefault(place.path, set()).add(_renamed(texts[place.path], place, record.id, new))
    for place in _places_of_links(corpus, texts, record):
        found.setdefault(place.path, set()).add(Edit(texts[place.path].span(place), new))
    return found


def _renamed(source: SourceText, place: Location, old: str, new: str) -> Edit:
    span = source.span(place)
    found = list(re.finditer(rf"(?<![a-z0-9-]){old}(?![a-z0-9-])", source.text[span.start : span.end]))
    if len(found) != 1:
        raise Refused(f"'{old}' is not written plainly here", "write the id as it is, without escapes", place)
    return Edit(Span(span.start + found[0].start(), span.start + found[0].end()), new)


def _places_of_ids(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Location]:
    own = record.at("id")
    if texts[own.path].text[slice(*texts[own.path].span(own))].strip("'\"") == record.id:
        yield own
    options = _OPTIONS.get(record.section, frozenset())
    for other in (*corpus, *corpus.unread):
        for reference in corpus.references(other):
            is_written = other.located.is_written(*reference.keys)  # the explainers of a record may be those that lead to it
            if reference.id == record.id and is_written and corpus.resolve(reference, other) is record:
                yield model.place_of_reference(other.located, reference)
        if isinstance(record, model.Actor | model.Source) and isinstance(other, model.Record):
            yield from (
                other.at(*keys)
                for keys, voice, field in model.translated_texts(other, other.translations)
                if field.is_voice and voice == record.id
            )
        for tag, body in _bodies(corpus, other):
            named = (one for figure in body.figures for one in figure.option_spans.items() if figure.options[one[0]] == record.id)
            yield from (other.located.place_of(span, tag) for name, span in named if name in options)


def _bodies(corpus: model.Corpus, record: model.Record | model.Broken) -> Iterator[tuple[str, Body]]:
    """Yield the text of a record and its translations whose places are known, each with its language, that of the record as nothing."""
    if record.key in corpus.bodies:
        yield "", corpus.bodies[record.key]
    beside = record.located.beside
    yield from ((tag, body) for (key, tag), body in corpus.translated_bodies.items() if key == record.key and tag in beside)


def _places_of_links(corpus: model.Corpus, texts: Mapping[str, SourceText], record: model.Record) -> Iterator[Location]:
    for other in (*corpus, *corpus.unread):
        for tag, body in _bodies(corpus, other):
            yield from (other.located.place_of(link.target_span, tag) for link in body.links if _leads_to(link, record))
        for keys, text in model.prose_of(other):
            yield from _links_at(texts, other.at(*keys), text, record)
    for keys, text in model.prose_of(corpus.publication):
        yield from _links_at(texts, corpus.publication_at.at(*keys), text, record)


def _links_at(texts: Mapping[str, SourceText], field: Location, text: str, record: model.Record) -> Iterator[Location]:
    """Yield the places of the ids in the links of running text, as its file has it."""
    wanted = sum(_leads_to(link, record) for link in model.links_in(text))
    if wanted:
        source = texts[field.path]
        found = [link for link in find_links(source.text, source.span(field)) if _leads_to(link, record)]
        if len(found) != wanted:
            raise Refused(f"a link to '{record.id}' is not written plainly here", "write it on one line, without escapes", field)
        yield from (source.place(link.target_span) for link in found)


def _leads_to(link: InlineLink, record: model.Record) -> bool:
    return model.SCHEMES.get(link.scheme) == record.section and link.target == record.id
