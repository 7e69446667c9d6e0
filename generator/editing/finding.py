"""Look up and list records: ids as 'claims/some-id', field paths as 'evidence.1.says=context', fuzzy search, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

from anyascii import anyascii
from rapidfuzz import fuzz

from generator.analysis import published
from generator.content import Loaded, did_you_mean
from generator.editing.changes import Refused
from generator.editing.describing import order_of
from generator.editing.fields import Keys, read_fields
from generator.model import BY_SECTION, SCHEMES, Actor, Corpus, Key, Place, Record, Source, section_of
from generator.site import address_of, url_of
from generator.text import counted, fold, read_yaml

_LEAST: Final = 70
"""The minimum similarity of a match, of 100."""
_NAMES: Final = ("title", "name", "statement", "question", "short")
_FILTER: Final = re.compile(r"(?P<name>[^=~!]+)(?P<sign>!=|=|~)(?P<value>.*)", re.DOTALL)


def section_named(name: str) -> type[Record]:
    """Return the section of a name, plural or singular; raise Refused if there is none."""
    section = BY_SECTION.get(SCHEMES.get(name, name))
    if section is None:
        hint = did_you_mean(name, [*BY_SECTION, *SCHEMES]) or "the sections are " + ", ".join(BY_SECTION)
        raise Refused(f"there is no section '{name}'", hint)
    return section


def key_named(name: str) -> tuple[type[Record], str]:
    """Parse a name into section and id; raise Refused if it lacks one of them."""
    parts = [part for part in PurePath(name.replace(":", "/")).parts if part not in ("content", ".")]
    if len(parts) != 2:  # noqa: PLR2004 - a section and an id
        raise Refused(f"'{name}' is not a record", "write its section and id, for example 'claims/some-id'")
    return section_named(parts[0]), parts[1].partition(".")[0]


def record_named(corpus: Corpus, name: str) -> Record:
    """Return the record of a name; raise Refused if it does not exist or could not be parsed."""
    if same_id := [f"'{record.section}/{record.id}'" for record in corpus if record.id == name]:
        raise Refused(f"'{name}' is missing its section", f"did you mean {' or '.join(same_id)}?")
    section, record_id = key_named(name)
    record = corpus.get(section.section, record_id)
    if record is not None:
        return record
    if (section.section, record_id) in corpus.broken:
        raise Refused(f"{section.section}/{record_id} cannot be read", "fix it first: 'onrecord check' shows the errors")
    if folder := corpus.astray_in(record_id, [section.section]):
        raise Refused(f"there is no {section.singular} '{record_id}'", f"it may be in {folder}: 'onrecord check' shows what is wrong there")
    hint = did_you_mean(record_id, corpus.ids(section.section), corpus.former_ids([section.section]))
    raise Refused(f"there is no {section.singular} '{record_id}'", hint or f"'onrecord list {section.section}' lists them all")


def assignments(words: Iterable[str]) -> list[tuple[Keys, Any]]:
    """Parse assignments into paths and values, None for an empty value; raise Refused for invalid ones."""
    parsed = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise Refused(f"'{word}' is not an assignment", "write 'field=value', in quotes if the value has spaces")
        parsed.append((path_of(name.strip()), _value(name, value.strip())))
    return parsed


def path_of(name: str) -> Keys:
    """Parse a field path as 'evidence.1.says'; items of lists are 1-based."""
    parts = name.split(".")
    if not all(parts) or "0" in parts:
        hint = "separate names with dots and number list items from 1, for example 'evidence.1.says'"
        raise Refused(f"'{name}' is not a field", hint)
    return tuple(int(part) - 1 if part.isascii() and part.isdigit() else part for part in parts)


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - any YAML value
    if text[:1] not in ("[", "{"):
        return text or None
    reading = read_yaml(f"x: {text}\n")
    if reading.problems or reading.value is None:
        problem = reading.problems[0] if reading.problems else None
        message = f"the value of '{name}' cannot be parsed: {problem.message if problem else text}"
        raise Refused(message, "write a list as [a, b], and quote text that starts with a bracket")
    return reading.value["x"]


def find_records(corpus: Corpus, words: str, sections: Iterable[str] = tuple(BY_SECTION)) -> list[Record]:
    """Return the records with an id, name or title similar to some words, in any script, best matches first."""
    query, names = folded(words), names_in(corpus)
    records = (record for section in sections for record in corpus.all(BY_SECTION[section]))
    scored = [(_similarity(query, names[record.key]), record) for record in records] if query else []
    return [record for score, record in sorted(scored, key=lambda match: (-match[0], match[1].key)) if score >= _LEAST]


@lru_cache(maxsize=2)
def names_in(corpus: Corpus) -> Mapping[Key, tuple[str, ...]]:
    """Return the folded ids, names, aliases and titles of every record, by key."""
    return {record.key: tuple(map(folded, names_of(record))) for record in corpus}


def folded(text: str) -> str:
    """Fold text for comparison: case, accents and hyphens are ignored."""
    return " ".join(fold(word) for word in text.replace("-", " ").split())


def _similarity(query: str, names: Sequence[str]) -> float:
    """Return the similarity of a query to names: above 100 for substrings, more for a larger share of a name and for whole words."""
    coverage = max((len(query) / len(name) + (f" {query}" in f" {name}") for name in names if query in name), default=0)
    parts = {part for name in names for part in name.split()}
    similarities = [max((fuzz.ratio(word, part) for part in parts), default=0) for word in query.split()]
    return 100 + 100 * coverage if coverage else min(similarities, default=0)


def names_of(record: Record) -> Iterator[str]:
    """Yield the ids, addresses, names and titles of a record, and transliterations of those that are not ASCII."""
    yield from (record.id, *record.former_ids)
    if isinstance(record, Source):
        yield from (address.rstrip("/") for address in (record.url, record.archived_url) if address)
    candidates: list[object] = [record.label, *(getattr(record, name, None) for name in _NAMES)]
    candidates += record.aliases if isinstance(record, Actor | Place) else ()
    candidates += [translation.get(name) for translation in record.translations.values() for name in _NAMES]
    for text in dict.fromkeys(name for name in candidates if isinstance(name, str)):
        yield text
        if not text.isascii():
            yield anyascii(text)


def ids_named(corpus: Corpus, text: str, sections: Iterable[str]) -> list[str]:
    """Return the ids of the records whose name is a text, from the first section that has any; an exact id matches only its record."""
    query, names = folded(text.strip().rstrip("/")), names_in(corpus)
    for section in sections:
        matches = [record_id for (of, record_id), record_names in names.items() if of == section and query in record_names]
        if matches:
            return [text] if text in matches else matches
    return []


Condition = tuple[Keys, str, str]
"""A field path, an operator and a value: '=' equals, '!=' differs from, '~' contains the words."""


def _conditions(section: type[Record], words: Iterable[str]) -> list[Condition]:
    conditions = []
    for word in words:
        match = _FILTER.fullmatch(word)
        if match is None:
            raise Refused(f"'{word}' is not a condition", "write 'field=value', 'field!=value' or 'field~words'")
        keys = path_of(match["name"].strip())
        if keys[0] not in (fields := [*order_of(section), "id"]):
            hint = did_you_mean(str(keys[0]), fields) or "the fields are " + ", ".join(fields)
            raise Refused(f"{section.section} have no field '{keys[0]}'", hint)
        conditions.append((keys, match["sign"], match["value"].strip()))
    return conditions


def listed_records(loaded: Loaded, section: type[Record], words: Iterable[str]) -> tuple[list[tuple[Record, dict[str, Any]]], str]:
    """Return the records of a section that meet all conditions, with their field values, and a message on unreadable ones, if any.

    Raise Refused for invalid conditions, and for fields that the section does not have.
    """
    matches, conditions = [], _conditions(section, words)
    for record in loaded.corpus.all(section):
        values = {"id": record.id, **read_fields(record.path, loaded.texts[record.path].text).values}
        if all(_meets(values, *condition) for condition in conditions):
            matches.append((record, values))
    unread = sum(broken.kind is section for broken in loaded.corpus.unread)
    return matches, f"skipped {counted(unread, section.singular)} that cannot be read: 'onrecord check' shows why" if unread else ""


def _meets(values: Mapping[str, Any], keys: Keys, sign: str, value: str) -> bool:
    texts = list(_texts_at(values, keys))
    if sign == "~":
        return any(folded(value) in folded(text) for text in texts)
    return (value in texts or (not value and not texts)) is (sign == "=")


def _texts_at(value: Any, keys: Keys) -> Iterator[str]:  # noqa: ANN401 - any YAML value
    """Yield the texts at a path; without an index, all items of a list."""
    if isinstance(value, list) and not (keys and isinstance(keys[0], int)):
        for item in value:
            yield from _texts_at(item, keys)
    elif not keys:
        yield from [value] if isinstance(value, str) else value if isinstance(value, Mapping) else ()
    elif isinstance(value, Mapping) and keys[0] in value:
        yield from _texts_at(value[str(keys[0])], keys[1:])
    elif isinstance(value, list) and isinstance(keys[0], int) and keys[0] < len(value):
        yield from _texts_at(value[keys[0]], keys[1:])


def shown_record(loaded: Loaded, record: Record) -> str:
    """Return a record as text for editors: name, file, address of publication, and references to it."""
    corpus = loaded.corpus
    lines = [f"{record.section}/{record.id}\t{record.label}", record.path, "", loaded.texts[record.path].text.strip("\n"), ""]
    lines += [f"published at: {_address_on_site(corpus, record)}"]
    lines += [f"former ids: {', '.join(record.former_ids)}"] if record.former_ids else []
    links = corpus.referring_to(record)
    lines += [f"{counted(len(links), 'reference')} to it" + (":" if links else "")]
    lines += [f"  {link.record.section}/{link.record.id}\t{link.heading}\t{link.record.label}" for link in links]
    return "\n".join(lines)


def _address_on_site(corpus: Corpus, record: Record) -> str:
    if published(corpus).get(*record.key) is None:
        return "nowhere: it appears in no published explainer"
    if not section_of(record).has_place(record):
        return f"nowhere: a retired {record.singular} is not on the site"
    place = address_of(record)
    base = (corpus.publication.site_url or "").rstrip("/")
    return f"{base}/{url_of(place.path)}" + (f"#{place.anchor}" if place.anchor else "")
