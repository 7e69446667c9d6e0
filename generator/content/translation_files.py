"""Translations that stand in files of their own, beside what they translate: 'some-id.ar.md' beside 'some-id.md'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from generator.content.diagnostics import Rule, did_you_mean
from generator.content.reading import TranslationFile, is_plain, read_record_text, read_text
from generator.content.validation_messages import empty_values
from generator.model import PUBLICATION_KEY, SCHEMES, Part
from generator.text import Located, Location, Marks, Span, read_body, read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from generator.content.reading import Reading
    from generator.model import Key, Record
    from generator.text import SourceText

_BESIDE: Final = re.compile(r"(?P<stem>[^.]+)\.(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
"""The name of a file that holds a translation, without its ending: 'some-id.ar'."""


def is_translation(path: Path) -> bool:
    """Tell whether a file is named as one that holds a translation."""
    return _BESIDE.fullmatch(path.stem) is not None


def read_translation(path: Path, section: type[Record], ids: set[str], reading: Reading) -> None:
    """Read the translation of a record that stands in a file of its own: 'some-id.ar.md' beside 'some-id.md'."""
    stem, _, tag = path.stem.partition(".")
    key = (section.section, stem)
    if stem not in ids:
        hint = did_you_mean(stem, ids) or f"write the record as '{stem}{path.suffix}' first"
        message = f"there is no {section.singular} '{stem}' that this file could translate"
        reading.diagnostics.append(Rule.STRAY_FILE.at(Location(reading.name(path)), message, hint))
    elif (found := read_record_text(path, section, reading)) is not None:
        source, front, body = found
        _keep_translation(key, tag, source, front, reading)
        if body is not None:
            parsed = read_body(source.text, body, frozenset(SCHEMES))
            reading.report(parsed.problems, source)
            if parsed.blocks:
                reading.translated_bodies[key, tag] = parsed


def _keep_translation(key: Key, tag: str, source: SourceText, front: Span, reading: Reading) -> None:
    if not source.text[front.start : front.end].strip() and front.end < len(source.text):
        reading.beside.setdefault(key, {})[tag] = TranslationFile({}, Located(source, Marks(front)))
        return
    result = read_yaml(source.text, start=front.start, end=front.end)
    reading.report(result.problems, source)
    if result.value is not None:
        located = Located(source, result.marks)
        reading.diagnostics.extend(empty_values(result.value, Part, located))
        whole = {name: value for name, value in result.value.items() if result.marks.children[name].is_whole}
        reading.beside.setdefault(key, {})[tag] = TranslationFile(whole, located)


def with_translations(values: dict[str, object], located: Located, key: Key, reading: Reading) -> tuple[dict[str, object], Located]:
    """Return the values of a record, and their places, with the translations that stand in files of their own."""
    beside = reading.beside.get(key)
    if not beside:
        return values, located
    inside = values.get("translations", {})
    if not isinstance(inside, dict):
        return values, located
    for tag in inside.keys() & beside.keys():
        message = f"the translation into '{tag}' stands here and in {beside[tag].located.path}"
        reading.diagnostics.append(Rule.BAD_TRANSLATION.at(located.key_at("translations", tag), message, "keep one of the two"))
    files = {tag: one.located for tag, one in beside.items() if tag not in inside}
    merged = {**{tag: one.values for tag, one in beside.items()}, **inside}
    return {**values, "translations": merged}, Located(located.source, located.marks, files)


def read_publication_translations(reading: Reading) -> None:
    """Read what 'publication.yml' says in further languages where that stands in files of its own: 'publication.ar.yml'."""
    for path in sorted(reading.root.glob("publication.*.yml")):
        if not is_translation(path) or not is_plain(path, reading):
            continue
        if not (reading.root / "publication.yml").exists():
            message = f"there is no 'publication.yml' that '{path.name}' could translate"
            reading.diagnostics.append(Rule.STRAY_FILE.at(Location(reading.name(path)), message, "write it first, or remove this file"))
        elif (source := read_text(path, reading)) is not None:
            _keep_translation(PUBLICATION_KEY, path.stem.partition(".")[2], source, Span(0, len(source.text)), reading)
