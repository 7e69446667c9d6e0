"""A content folder to records and diagnostics: the only reading of content."""

from __future__ import annotations

import gc
import stat
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from generator.corpus import SCHEMES, Corpus
from generator.diagnostics import (
    BAD_FILE,
    BAD_ID,
    DUPLICATE_ID,
    FORBIDDEN_TEXT,
    ID_MISMATCH,
    RULES,
    STRAY_FILE,
    TOO_LARGE,
    UNKNOWN_SECTION,
    Diagnostic,
    did_you_mean,
)
from generator.mistakes import empty_values, explain
from generator.records import SECTIONS, Record, Source
from generator.records.base import is_id
from generator.records.publication import Publication
from generator.text.markdown_reader import read_body, split_front_matter
from generator.text.position import Located, Marks, Place, SourceText, Span
from generator.text.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.corpus import Key
    from generator.text.body import Body
    from generator.text.problems import Problem

MOST_BYTES: Final = 1024 * 1024
PUBLICATION: Final = "publication.yml"
NOT_RECORDS: Final = frozenset({"README.md", PUBLICATION, "evidence.lock.json"})
TEXT_HEADING: Final = "\n## Text"

_SECTIONS: Final = {section.section: section for section in SECTIONS}
_RESERVED: Final = frozenset({"index", "con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)})


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a content folder holds."""

    corpus: Corpus
    diagnostics: list[Diagnostic]
    texts: dict[str, SourceText]
    """The text of every file that was read, by its path, to show lines of it in messages."""


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    root: Path
    records: list[Record] = field(default_factory=list)
    bodies: dict[Key, Body] = field(default_factory=dict)
    broken: set[Key] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        return path.relative_to(self.root.parent).as_posix()

    def report(self, problems: Iterable[Problem], source: SourceText) -> None:
        self.diagnostics.extend(RULES[one.rule].at(source.place(one.span), one.message, one.hint) for one in problems)


def load_content(folder: Path) -> Loaded:
    """Read a content folder. Mistakes are collected, never raised; a folder that is not there is one of them."""
    reading = _Reading(folder)
    publication: Publication | None = None
    collecting = gc.isenabled()
    gc.disable()
    try:
        if not folder.is_dir() or folder.is_symlink():
            message = f"there is no content folder '{folder.name}'"
            reading.diagnostics.append(BAD_FILE.at(Place(folder.name), message, "run the command in the project's folder"))
        else:
            publication = _read_publication(reading)
            for path in sorted(folder.iterdir()):
                _read_entry(path, reading)
    finally:
        if collecting:
            gc.enable()
    corpus = Corpus(reading.records, publication=publication, bodies=reading.bodies, broken=reading.broken)
    return Loaded(corpus, reading.diagnostics, reading.texts)


def _read_entry(path: Path, reading: _Reading) -> None:
    name = path.name
    if name.startswith(".") or (name in NOT_RECORDS and _is_plain(path, reading)):
        return
    if path.is_dir() and not path.is_symlink():
        section = _SECTIONS.get(name)
        if section is None:
            hint = did_you_mean(name, _SECTIONS) or "the sections are " + ", ".join(_SECTIONS)
            reading.diagnostics.append(UNKNOWN_SECTION.at(Place(reading.name(path)), f"'{name}' is no section", hint))
        else:
            _read_section(path, section, reading)
    elif _is_plain(path, reading):
        message = f"'{name}' is not in a section"
        reading.diagnostics.append(STRAY_FILE.at(Place(reading.name(path)), message, "move it into the folder of its section"))


def _is_plain(path: Path, reading: _Reading) -> bool:
    """Report whatever is not an ordinary file of a size we read; what is behind a link is never looked at."""
    status = path.lstat()
    if stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES:
        return True
    place = Place(reading.name(path))
    if stat.S_ISREG(status.st_mode):
        message = f"the file has {status.st_size:,} bytes; at most {MOST_BYTES:,} are read"
        reading.diagnostics.append(TOO_LARGE.at(place, message))
    else:
        what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "a folder" if stat.S_ISDIR(status.st_mode) else "a special file"
        reading.diagnostics.append(BAD_FILE.at(place, f"'{path.name}' is {what}, not a file", "put the file itself here"))
    return False


def _read_section(folder: Path, section: type[Record], reading: _Reading) -> None:
    ending = ".md" if section.prose else ".yml"
    seen: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not _is_plain(path, reading):
            continue
        place = Place(reading.name(path))
        if path.suffix != ending:
            hint = f"name it '{path.stem}{ending}'" if path.suffix.lower() in (".yml", ".yaml", ".md", ".markdown") else ""
            message = f"'{path.name}' is not a record of '{section.section}', whose files end in '{ending}'"
            reading.diagnostics.append(STRAY_FILE.at(place, message, hint))
            continue
        if not is_id(path.stem) or path.stem in _RESERVED:
            message = f"'{path.stem}' cannot be an id" + (": the name is reserved" if path.stem in _RESERVED else "")
            reading.diagnostics.append(BAD_ID.at(place, message, f"rename the file: {_as_id(path.stem)}{ending}"))
        other = seen.setdefault(path.stem.casefold(), path.name)
        if other != path.name:
            message = f"'{path.name}' and '{other}' have the same id on machines that ignore case"
            reading.diagnostics.append(DUPLICATE_ID.at(place, message, "rename one of them"))
        _read_record(path, section, reading)


def _as_id(stem: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in stem.lower()).split()
    return "-".join(words)[:80].strip("-") or "a-name-in-lower-case"


def _read_text(path: Path, reading: _Reading) -> SourceText | None:
    name = reading.name(path)
    data = path.read_bytes()
    try:
        source = SourceText(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = SourceText(name, before).place(Span(len(before), len(before)))
        reading.diagnostics.append(BAD_FILE.at(place, "the file is not UTF-8 text", "save it as UTF-8"))
        return None
    reading.texts[name] = source
    return source


def _read_record(path: Path, section: type[Record], reading: _Reading) -> None:
    key = (section.section, path.stem)
    reading.broken.add(key)
    source = _read_text(path, reading)
    if source is None:
        return
    front, body = Span(0, len(source.text)), None
    if section.prose:
        found, body, problems = split_front_matter(source.text)
        reading.report(problems, source)
        if found is None:
            return
        front = found
    before = len(reading.diagnostics)
    result = read_yaml(source.text, start=front.start, end=front.end)
    reading.report(result.problems, source)
    if result.value is None:
        return
    located = Located(source, result.marks)
    values = _with_id(result.value, path, located, reading)
    if body is not None:
        values |= _read_bodies(section, key, source, body, reading)
    record = _model(section, values, located, reading)
    if record is not None:
        record.locate(located)
        reading.records.append(record)
        if len(reading.diagnostics) == before:
            reading.broken.discard(key)


def _with_id(values: dict[str, object], path: Path, located: Located, reading: _Reading) -> dict[str, object]:
    given = values.get("id")
    if given is not None and given != path.stem:
        hint = f"remove the line, or name the file '{given}{path.suffix}'"
        reading.diagnostics.append(ID_MISMATCH.at(located.at("id"), f"the id '{given}' is not the file's name '{path.stem}'", hint))
    return {**values, "id": path.stem}


def _read_bodies(section: type[Record], key: Key, source: SourceText, body: Span, reading: _Reading) -> dict[str, object]:
    text = source.text[body.start : body.end]
    if section is not Source:
        parsed = read_body(source.text, body, frozenset(SCHEMES))
        reading.report(parsed.problems, source)
        reading.bodies[key] = parsed
        return {"body": text}
    cut = ("\n" + text).find(TEXT_HEADING)
    summary = body if cut < 0 else Span(body.start, body.start + max(0, cut - 1))
    parsed = read_body(source.text, summary, frozenset(SCHEMES))
    reading.report(parsed.problems, source)
    reading.bodies[key] = parsed
    own = "" if cut < 0 else ("\n" + text)[cut + len(TEXT_HEADING) :].strip("\n")
    return {"summary": source.text[summary.start : summary.end].strip(), "text": own}


def _model(section: type[Record], values: dict[str, object], located: Located, reading: _Reading) -> Record | None:
    empty = list(empty_values(values, located))
    reading.diagnostics.extend(empty)
    try:
        record = section.model_validate(values)
    except ValidationError as error:
        places = {one.place for one in empty}
        found = explain(error, section, located)
        reading.diagnostics.extend(one for one in found if one.place not in places and not _within(one.place, places))
        return None
    if isinstance(record, Source) and record.text and not record.may_show_text:
        message = f"the text of a source under '{record.rights}' stands in the repository"
        hint = f"move it to private/sources/{record.id}.txt, which git ignores"
        place = located.source.place(Span(located.source.text.find(TEXT_HEADING) + 1, len(located.source.text)))
        reading.diagnostics.append(FORBIDDEN_TEXT.at(place, message, hint))
    return record


def _within(place: Place, places: Iterable[Place]) -> bool:
    return any(one.line == place.line for one in places)


def _read_publication(reading: _Reading) -> Publication | None:
    path = reading.root / PUBLICATION
    if not path.exists() or not _is_plain(path, reading):
        return None
    source = _read_text(path, reading)
    if source is None or not source.text.strip():
        return None
    result = read_yaml(source.text)
    reading.report(result.problems, source)
    if result.value is None:
        return None
    located = Located(source, result.marks)
    return _validated(Publication, result.value, located, reading)


def _validated(model: type[Publication], values: dict[str, object], located: Located, reading: _Reading) -> Publication | None:
    reading.diagnostics.extend(empty_values(values, located))
    try:
        return model.model_validate(values)
    except ValidationError as error:
        reading.diagnostics.extend(explain(error, model, located))
        return None
