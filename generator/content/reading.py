"""Reads single content files, translation files among them, and keeps the state of loading a content folder."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.content.diagnostics import RULES, Diagnostic, Rule, did_you_mean
from generator.content.validation_messages import empty_values
from generator.model import BY_SECTION, PUBLICATION_KEY, SCHEMES, Broken, Key, Part, Record
from generator.text import NOWHERE, Located, Location, Marks, SourceText, Span, odd_characters, read_body, read_yaml, split_front_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from generator.text import Body, Problem

MOST_BYTES: Final = 1024 * 1024
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")
_TRANSLATION_STEM: Final = re.compile(r"(?P<stem>[^.]+)\.(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
"""The stem of a translation file: 'some-id.ar'."""


@dataclass(slots=True)
class Reading:
    """The state of loading a content folder: what has been read so far, and its diagnostics."""

    root: Path
    unsaved: Mapping[Path, bytes | None] = field(default_factory=dict)
    """The bytes of unsaved files, which override those on disk; None for a file to be deleted."""
    doing: Callable[[str], None] | None = None
    """Shows progress."""
    records: list[Record] = field(default_factory=list)
    bodies: dict[Key, Body] = field(default_factory=dict)
    translated_bodies: dict[tuple[Key, str], Body] = field(default_factory=dict)
    translations: dict[Key, dict[str, tuple[dict[str, object], Located]]] = field(default_factory=dict)
    """The values and locations of translation files, by record and language."""
    broken: dict[Key, Broken] = field(default_factory=dict)
    publication_at: Located = NOWHERE
    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)

    def name(self, path: Path) -> str:
        """Return the path of a file as messages show it, relative to the parent of the content folder."""
        return printable(path.relative_to(self.root.parent).as_posix())

    def refuse(self, path: Path, rule: Rule, message: str, hint: str = "") -> None:
        """Report a diagnostic for a whole file or folder."""
        self.diagnostics.append(rule.at(Location(self.name(path)), message, hint))

    def unreadable(self, path: Path, error: OSError) -> None:
        """Report that a file or folder cannot be read."""
        what = "folder" if os.path.isdir(path) else "file"  # noqa: PTH112 - Path.is_dir may raise PermissionError, too
        message = f"cannot read the {what}: {error.strerror}"
        self.refuse(path, Rule.BAD_FILE, message, "check its permissions")

    def body(self, source: SourceText, span: Span) -> Body:
        """Parse the Markdown body of a file, and report its problems."""
        parsed = read_body(source.text, span, frozenset(SCHEMES))
        self.report(parsed.problems, source)
        return parsed

    def report(self, problems: Iterable[Problem], source: SourceText) -> None:
        """Report problems of a text as diagnostics."""
        self.diagnostics.extend(RULES[problem.rule].at(source.place(problem.span), problem.message, problem.hint) for problem in problems)


def printable(name: str) -> str:
    """Return a file name safe for printing: file systems allow control characters and undecodable bytes."""
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def odd_character_in(name: str) -> str:
    """Return the end of a message that names the first invisible or look-alike character of a file name; '' if it has none."""
    odd = next(odd_characters(name), None)
    return f": it contains {odd.what}" if odd else ""


def is_ignored(name: str) -> bool:
    """Return whether a file is hidden, or a backup or metadata file of an editor or file manager."""
    return name.startswith(".") or name.endswith("~") or name[:1] + name[-1:] == "##" or name.lower() in ("thumbs.db", "desktop.ini")


def is_regular_file(path: Path, reading: Reading, most: int = MOST_BYTES) -> bool:
    """Return whether a path is a regular file within the size limit, and report it otherwise; links are never followed."""
    if (data := reading.unsaved.get(path)) is not None and len(data) <= most:
        return True
    try:
        status = path.lstat()
    except OSError as error:
        reading.unreadable(path, error)
        return False
    if stat.S_ISREG(status.st_mode) and status.st_size <= most:
        return True
    if stat.S_ISREG(status.st_mode):
        reading.refuse(path, Rule.TOO_LARGE, f"the file has {status.st_size:,} bytes; at most {most:,} are allowed")
    else:
        what = "a symbolic link" if stat.S_ISLNK(status.st_mode) else "a folder" if stat.S_ISDIR(status.st_mode) else "a special file"
        wanted = "folder" if path.parent == reading.root and path.name in BY_SECTION else "file"
        message = f"'{printable(path.name)}' is {what}, not a {wanted}"
        reading.refuse(path, Rule.BAD_FILE, message, f"put a regular {wanted} here")
    return False


def files_of(folder: Path, reading: Reading) -> list[Path]:
    """Return the entries of a folder sorted by name, unsaved files included; empty, and reported, if it cannot be read."""
    unsaved = {path: data for path, data in reading.unsaved.items() if path.parent == folder}
    added = {path for path, data in unsaved.items() if data is not None}
    if added and not os.path.lexists(folder):
        return sorted(added)
    try:
        paths = sorted({*folder.iterdir()} - {*unsaved} | added)
        folder.joinpath("..").stat()  # raises if the folder can be listed but not searched
    except OSError as error:
        reading.unreadable(folder, error)
        return []
    return paths


def read_text(path: Path, reading: Reading) -> SourceText | None:
    """Return the text of a file with line ends normalised; None, and reported, if it cannot be read or is not UTF-8."""
    name = reading.name(path)
    try:
        data = path.read_bytes() if (unsaved := reading.unsaved.get(path)) is None else unsaved
    except OSError as error:
        reading.unreadable(path, error)
        return None
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        place = SourceText(name, before).place(Span(len(before), len(before)))
        message = f"the file is not UTF-8: invalid byte 0x{data[error.start]:02X}"
        reading.diagnostics.append(Rule.BAD_FILE.at(place, message, "save it as UTF-8"))
        return None
    source = SourceText(name, _LONE_RETURN.sub("\n", text))
    if returns := [match.start() for match in _LONE_RETURN.finditer(text)]:
        place = SourceText(name, text).place(Span(returns[0], returns[0] + 1))
        more = f", here and in {len(returns) - 1} more" if len(returns) > 1 else ""
        message = f"the character 'U+000D' (carriage return) alone is not a line ending{more}"
        reading.diagnostics.append(Rule.BAD_CHARACTER.at(place, message, "save the file with Unix or Windows line endings"))
    reading.texts[name] = source
    return source


def read_record_text(path: Path, section: type[Record], reading: Reading) -> tuple[SourceText, Span, Span | None] | None:
    """Return the text of a record's file, the span of its fields, and in sections with Markdown bodies the span of the body.

    Return None, and report diagnostics, if the file cannot be read or split.
    """
    source = read_text(path, reading)
    if source is None:
        return None
    if not section.below:
        return source, Span(0, len(source.text)), None
    front, body, problems = split_front_matter(source.text)
    reading.report(problems, source)
    return (source, front, body) if front is not None else None


def is_translation(path: Path) -> bool:
    """Return whether a file has the name of a translation file: 'some-id.ar.yml'."""
    return _TRANSLATION_STEM.fullmatch(path.stem) is not None


def read_translation(path: Path, section: type[Record], ids: set[str], reading: Reading) -> None:
    """Read the translation file of a record: 'some-id.ar.md' next to 'some-id.md'."""
    stem, _, tag = path.stem.partition(".")
    key = (section.section, stem)
    if stem not in ids:
        hint = did_you_mean(stem, ids) or f"create the record '{stem}{path.suffix}' first"
        message = f"there is no {section.singular} '{stem}' for this file to translate"
        reading.refuse(path, Rule.STRAY_FILE, message, hint)
    elif (parts := read_record_text(path, section, reading)) is not None:
        source, front, body = parts
        _add_translation(key, tag, source, front, reading)
        if body is not None and (parsed := reading.body(source, body)).blocks:
            reading.translated_bodies[key, tag] = parsed


def _add_translation(key: Key, tag: str, source: SourceText, front: Span, reading: Reading) -> None:
    if not source.text[front.start : front.end].strip() and front.end < len(source.text):
        reading.translations.setdefault(key, {})[tag] = ({}, Located(source, Marks(front)))
        return
    result = read_yaml(source.text, start=front.start, end=front.end)
    reading.report(result.problems, source)
    if result.value is not None:
        located = Located(source, result.marks)
        reading.diagnostics.extend(empty_values(result.value, Part, located))
        whole = {name: value for name, value in result.value.items() if result.marks.children[name].is_whole}
        reading.translations.setdefault(key, {})[tag] = (whole, located)


def with_translations(values: dict[str, object], located: Located, key: Key, reading: Reading) -> tuple[dict[str, object], Located]:
    """Return the values and locations of a record with those of its translation files merged in."""
    translations = reading.translations.get(key)
    if not translations:
        return values, located
    inside = values.get("translations", {})
    if not isinstance(inside, dict):
        return values, located
    for tag in inside.keys() & translations.keys():
        message = f"the translation into '{tag}' is both here and in {translations[tag][1].path}"
        reading.diagnostics.append(Rule.BAD_TRANSLATION.at(located.key_at("translations", tag), message, "keep one of the two"))
    files = {tag: location for tag, (_, location) in translations.items() if tag not in inside}
    merged = {**{tag: texts for tag, (texts, _) in translations.items()}, **inside}
    return {**values, "translations": merged}, Located(located.source, located.marks, files)


def read_publication_translations(reading: Reading) -> None:
    """Read the translation files of publication.yml: 'publication.ar.yml'."""
    for path in sorted(reading.root.glob("publication.*.yml")):
        if not is_translation(path) or not is_regular_file(path, reading):
            continue
        if not (reading.root / "publication.yml").exists():
            message = f"there is no 'publication.yml' for '{path.name}' to translate"
            reading.refuse(path, Rule.STRAY_FILE, message, "create it first, or remove this file")
        elif (source := read_text(path, reading)) is not None:
            _add_translation(PUBLICATION_KEY, path.stem.partition(".")[2], source, Span(0, len(source.text)), reading)
