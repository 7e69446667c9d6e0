"""Loads a content folder into a corpus and diagnostics."""

from __future__ import annotations

import codecs
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import ValidationError

from generator.content.diagnostics import Diagnostic, Rule, did_you_mean
from generator.content.reading import (
    MOST_BYTES,
    Reading,
    files_of,
    is_ignored,
    is_regular_file,
    is_translation,
    odd_character_in,
    printable,
    read_publication_translations,
    read_record_text,
    read_text,
    read_translation,
    with_translations,
)
from generator.content.validation_messages import empty_values, explain_invalid, name_invisible
from generator.model import BY_SECTION, PUBLICATION_KEY, Broken, Corpus, Key, Part, Publication, Record, Source, as_id, is_id
from generator.text import NOWHERE, Located, Location, SourceText, Span, find_bad_characters, find_unresolved, read_yaml, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


AnyPart = TypeVar("AnyPart", bound=Part)

PUBLICATION_FILE: Final = "publication.yml"
LOCK_FILE: Final = "evidence.lock.json"
LOCK_BYTES: Final = 64 * MOST_BYTES
README: Final = "README.md"
"""A file that any folder may have to describe itself."""
NOT_RECORDS: Final = frozenset({README, PUBLICATION_FILE, LOCK_FILE})
TEXT_HEADING: Final = re.compile(r"^ {0,3}##[ \t]+text[ \t]*(?:[ \t]#+[ \t]*)?\r?$", re.MULTILINE | re.IGNORECASE)
"""The heading between the summary of a source and its full text."""

_YAML: Final = frozenset({"yml", "yaml"})
_MARKDOWN: Final = frozenset({"md", "markdown"})
_RECORD_START: Final = re.compile(rb"---|[a-z_]+:\s")
_SNIFFED_BYTES: Final = 40
_MISPLACED: Final = frozenset({Rule.STRAY_FILE, Rule.BAD_ID, Rule.BAD_FILE, Rule.TOO_LARGE, Rule.UNKNOWN_SECTION})
"""Rules broken by misplaced or misnamed files and folders that may still contain records."""
_RESERVED: Final = frozenset({"index", "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


@dataclass(frozen=True, slots=True)
class Loaded:
    """The corpus and diagnostics of a content folder."""

    corpus: Corpus
    diagnostics: list[Diagnostic]
    texts: dict[str, SourceText]
    """The text of every file that was read, by path, for excerpts in messages."""


def load_content(folder: Path, unsaved: Mapping[Path, bytes | None] | None = None, doing: Callable[[str], None] | None = None) -> Loaded:
    """Load a content folder; 'unsaved' overrides the bytes of files on disk, None for a file to be deleted; 'doing' shows progress.

    Mistakes are collected as diagnostics, never raised, even that the folder is missing.
    """
    reading = Reading(folder, unsaved or {}, doing)
    publication: Publication | None = None
    lock: SourceText | None = None
    if not folder.is_dir() or folder.is_symlink():
        message = f"no content folder '{folder.name}'"
        reading.diagnostics.append(Rule.BAD_FILE.at(Location(folder.name), message, "run the command in the project folder"))
    elif entries := files_of(folder, reading):
        read_publication_translations(reading)
        publication = _read_publication(reading)
        path = folder / LOCK_FILE
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LOCK_BYTES:
            lock = read_text(path, reading)  # parsed by generator.verify.evidence
        new = {path.parent for path in reading.unsaved if path.parent.parent == folder and not os.path.lexists(path.parent)}
        for path in sorted({*entries, *new}):
            _read_entry(path, reading, is_folder=path in new or (path.is_dir() and not path.is_symlink()))
    corpus = Corpus(
        reading.records,
        publication=publication,
        publication_at=reading.publication_at,
        bodies=reading.bodies,
        translated_bodies=reading.translated_bodies,
        broken=reading.broken,
        astray=_astray(reading),
        lock_text=lock,
    )
    diagnostics = [name_invisible(diagnostic, reading.texts.get(diagnostic.place.path)) for diagnostic in reading.diagnostics]
    return Loaded(corpus, diagnostics, reading.texts)


def _astray(reading: Reading) -> dict[Key, str]:
    """Return the paths of misplaced files and folders that may contain records, by the section and id that each may be meant as."""
    astray: dict[Key, str] = {}
    for diagnostic in reading.diagnostics:
        path = reading.root.parent / diagnostic.place.path
        if diagnostic.rule in _MISPLACED and path not in (reading.root, *(reading.root / name for name in NOT_RECORDS)):
            section = next((part.name for part in (path, path.parent) if part.parent == reading.root and part.name in BY_SECTION), "")
            is_section = section and path.parent == reading.root and diagnostic.rule is Rule.BAD_FILE
            for name in [""] if is_section else _records_at(path, reading):
                astray.setdefault((section, as_id(name.partition(".")[0])), diagnostic.place.path)
    return astray


def _records_at(path: Path, reading: Reading) -> list[str]:
    """Return the names of the possible records at a path; in a folder, those of the first subfolder that has any, '' if unreadable."""
    if not os.path.isdir(path) or os.path.islink(path):  # noqa: PTH112, PTH114 - Path methods may raise PermissionError
        return [path.name] if _may_be_record(path, reading) else []
    names: list[str] = []
    for folder, folders, files in os.walk(path, onerror=lambda _: names.append("")):
        folders[:] = [name for name in folders if not is_ignored(name)]
        names.extend(name for name in files if not is_ignored(name) and _may_be_record(Path(folder, name), reading))
        if names:
            break
    return names


def _may_be_record(path: Path, reading: Reading) -> bool:
    """Return whether a file has the extension of a record; a Markdown file must also begin with a '---' line or a field."""
    endings = path.name.lower().split(".")[1:]
    if not _YAML.isdisjoint(endings) or _MARKDOWN.isdisjoint(endings):
        return not _YAML.isdisjoint(endings)
    start = reading.unsaved.get(path)
    if start is None and os.path.isfile(path) and not os.path.islink(path):  # noqa: PTH113, PTH114 - Path methods may raise PermissionError
        with suppress(OSError), path.open("rb") as file:
            start = file.read(_SNIFFED_BYTES)
    return start is None or _RECORD_START.match(start.removeprefix(codecs.BOM_UTF8)) is not None


def read_record_alone(folder: Path, path: Path, unsaved: Mapping[Path, bytes]) -> Reading:
    """Read one record of a content folder with its translation files, and nothing else."""
    reading, section = Reading(folder, unsaved), BY_SECTION[path.parent.name]
    for sibling in sorted({*path.parent.glob(f"{path.stem}.*{path.suffix}"), *(file for file in unsaved if file.parent == path.parent)}):
        if is_translation(sibling) and sibling.name.partition(".")[0] == path.stem and is_regular_file(sibling, reading):
            read_translation(sibling, section, {path.stem}, reading)
    if is_regular_file(path, reading):
        _read_record(path, section, reading)
    return reading


def read_publication_alone(folder: Path, unsaved: Mapping[Path, bytes]) -> Reading:
    """Read publication.yml of a content folder with its translation files, and nothing else."""
    reading = Reading(folder, unsaved)
    read_publication_translations(reading)
    _read_publication(reading)
    return reading


def _read_entry(path: Path, reading: Reading, *, is_folder: bool) -> None:
    name = path.name
    if is_ignored(name):
        return
    if name in NOT_RECORDS:
        is_regular_file(path, reading, LOCK_BYTES if name == LOCK_FILE else MOST_BYTES)
    elif path.suffix == ".yml" and name.startswith("publication.") and is_translation(path):
        return
    elif is_folder:
        section = BY_SECTION.get(name)
        if section is None:
            hint = did_you_mean(name, BY_SECTION) or "the sections are " + ", ".join(BY_SECTION)
            reading.refuse(path, Rule.UNKNOWN_SECTION, f"unknown section '{printable(name)}'{odd_character_in(name)}", hint)
        else:
            _read_section(path, section, reading)
    elif is_regular_file(path, reading):
        message = f"'{printable(name)}' is " + ("a file, not the folder of a section" if name in BY_SECTION else "not in a section")
        hint = "replace it with the folder" if name in BY_SECTION else "move it into the folder of its section"
        if name.startswith("publication."):
            hint = f"name it '{PUBLICATION_FILE}', or for a translation, as 'publication.ar.yml'"
        reading.refuse(path, Rule.STRAY_FILE, message, hint)


def _read_section(folder: Path, section: type[Record], reading: Reading) -> None:
    ending = section.ending()
    seen: dict[str, str] = {}
    names = (path for path in files_of(folder, reading) if not is_ignored(path.name) and path.name != README)
    paths = [path for path in names if is_regular_file(path, reading)]
    ids = {path.stem for path in paths if path.suffix == ending and "." not in path.stem}
    for path in [path for path in paths if path.suffix == ending and is_translation(path)]:
        paths.remove(path)
        read_translation(path, section, ids, reading)
    for path in paths:
        if path.suffix != ending:
            stem, _, kind = path.name.removesuffix(".txt").rpartition(".")
            meant = kind.lower() in _YAML | _MARKDOWN
            name = _as_name(path.with_name(stem + ending))
            hint = (_taken(path, name, reading) or f"name it '{name}'") if meant else "move it out of content/"
            message = f"'{printable(path.name)}' is not a record of '{section.section}', whose files end in '{ending}'"
            reading.refuse(path, Rule.STRAY_FILE, message, hint)
            continue
        if path.stem in _RESERVED:
            message = f"'{path.stem}' cannot be an id: the name is reserved"
            reading.refuse(path, Rule.BAD_ID, message, f"rename the file: the-{path.stem}{ending}")
        elif not is_id(path.stem):
            message, name = f"'{printable(path.stem)}' cannot be an id{odd_character_in(path.stem)}", _as_name(path)
            reading.refuse(path, Rule.BAD_ID, message, _taken(path, name, reading) or f"rename the file: {name}")
        other = seen.setdefault(path.stem.casefold(), path.name)
        if other != path.name:
            message = f"'{printable(path.name)}' and '{printable(other)}' have the same id on case-insensitive file systems"
            reading.refuse(path, Rule.DUPLICATE_ID, message, "rename one of them")
        _read_record(path, section, reading)


def _taken(path: Path, name: str, reading: Reading) -> str:
    """Return a hint to choose another name if a different file already has the proposed one, or '' if it is free."""
    target = path.with_name(name)
    is_taken = target in reading.unsaved or (target.exists() and not (path.exists() and target.samefile(path)))
    return f"choose another name: '{name}' already exists" if is_taken else ""


def _as_name(path: Path) -> str:
    """Return the valid file name of a record, or of a translation of one, that is closest to a file's name."""
    lower = path.with_name(path.name.lower())
    if is_translation(lower) and is_id(lower.stem.partition(".")[0]):
        return lower.name
    return (as_id(path.stem) or "a-name-in-lower-case") + path.suffix


def _read_record(path: Path, section: type[Record], reading: Reading) -> None:
    key = (section.section, path.stem)
    reading.broken[key] = Broken(key, section, {}, NOWHERE)
    if reading.doing is not None:
        reading.doing(f"reading file {len(reading.texts) + 1:,}")
    parts = read_record_text(path, section, reading)
    if parts is None:
        return
    source, front, body = parts
    previous = len(reading.diagnostics)
    result = read_yaml(source.text, start=front.start, end=front.end)
    reading.report(result.problems, source)
    bodies = _read_bodies(section, key, source, body, reading) if body is not None else {}
    located = Located(source, result.marks)
    reading.broken[key] = Broken(key, section, {}, located)
    if result.value is None:
        return
    values, located = with_translations(_with_id(result.value, path, located, reading), located, key, reading)
    reading.broken[key] = Broken(key, section, values, located)
    for name in bodies.keys() & values.keys():
        hint = "write it below the second '---'"
        reading.diagnostics.append(Rule.UNKNOWN_FIELD.at(located.key_at(name), f"'{name}' is not a field, but the text of the file", hint))
    record = _model(section, values | bodies, located, reading)
    if record is not None and result.marks.is_whole:
        record.locate(located)
        reading.records.append(record)
        if len(reading.diagnostics) == previous:
            del reading.broken[key]


def _with_id(values: dict[str, object], path: Path, located: Located, reading: Reading) -> dict[str, object]:
    written = values.get("id", path.stem)
    if written != path.stem:
        what = f"the id '{written}'" if isinstance(written, str) else "the id"
        hint = "remove the line" + (f", or name the file '{written}{path.suffix}'" if isinstance(written, str) and is_id(written) else "")
        reading.diagnostics.append(
            Rule.ID_MISMATCH.at(located.at("id"), f"{what} differs from the file name '{printable(path.stem)}'", hint)
        )
    return {**values, "id": path.stem}


def _read_bodies(section: type[Record], key: Key, source: SourceText, body: Span, reading: Reading) -> dict[str, object]:
    heading = TEXT_HEADING.search(source.text, body.start) if section is Source else None
    summary = Span(body.start, heading.start() if heading else body.end)
    reading.bodies[key] = reading.body(source, summary)
    if section is not Source:
        return {"body": source.text[body.start : body.end]}
    text = Span(heading.end(), body.end) if heading else Span(body.end, body.end)
    reading.report((*find_bad_characters(source.text, text), *find_unresolved(source.text, text)), source)
    return {"summary": source.text[summary.start : summary.end].strip(), "text": source.text[text.start : text.end].strip("\r\n")}


def _model(section: type[Record], values: dict[str, object], located: Located, reading: Reading) -> Record | None:
    record = validated(section, values, located, reading)
    if isinstance(record, Source) and record.text and not record.may_show_text:
        message = f"the text of a source under '{record.rights}' is in the repository"
        hint = f"move it to private/sources/{record.id}.txt, which git ignores"
        heading = TEXT_HEADING.search(located.source.text, split_front_matter(located.source.text).body.start)
        place = located.source.place(Span(heading.start() if heading else 0, len(located.source.text)))
        reading.diagnostics.append(Rule.FORBIDDEN_TEXT.at(place, message, hint))
    return record


def _read_publication(reading: Reading) -> Publication | None:
    path = reading.root / PUBLICATION_FILE
    if not (path.exists() or path in reading.unsaved):
        return None
    source = read_text(path, reading) if is_regular_file(path, reading) else None
    if source is not None and not source.text.strip():
        return None
    publication = None
    if source is not None:
        result = read_yaml(source.text)
        reading.report(result.problems, source)
        if result.value is not None:
            values, reading.publication_at = with_translations(result.value, Located(source, result.marks), PUBLICATION_KEY, reading)
            publication = validated(Publication, values, reading.publication_at, reading)
            publication = publication if result.marks.is_whole else None
    if publication is None:
        reading.broken[PUBLICATION_KEY] = Broken(PUBLICATION_KEY, Record, {}, NOWHERE)
    return publication


def validated(model: type[AnyPart], values: dict[str, object], located: Located, reading: Reading) -> AnyPart | None:
    """Validate values with a model; return None, and report diagnostics, if they are invalid. An empty field hides others on its line."""
    empty = list(empty_values(values, model, located))
    reading.diagnostics.extend(empty)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        lines = {diagnostic.place.line for diagnostic in empty}
        reading.diagnostics.extend(each for each in explain_invalid(error, model, located) if each.place.line not in lines)
        return None
