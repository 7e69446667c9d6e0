"""Records by what editors write of them: 'claims/some-id', 'evidence.1.says=context', words like their names, what fields say."""

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
"""How like the words a name has to be, of 100."""
_NAMES: Final = ("title", "name", "statement", "question", "short")
_FILTER: Final = re.compile(r"(?P<name>[^=~!]+)(?P<sign>!=|=|~)(?P<value>.*)", re.DOTALL)


def section_named(name: str) -> type[Record]:
    """Return the section of a name, its own or that of one record; raises Refused where there is none."""
    section = BY_SECTION.get(SCHEMES.get(name, name))
    if section is None:
        hint = did_you_mean(name, [*BY_SECTION, *SCHEMES]) or "the sections are " + ", ".join(BY_SECTION)
        raise Refused(f"there is no section '{name}'", hint)
    return section


def key_named(name: str) -> tuple[type[Record], str]:
    """Return the section and the id that a name has; raises Refused where it has not both."""
    parts = [part for part in PurePath(name.replace(":", "/")).parts if part not in ("content", ".")]
    if len(parts) != 2:  # noqa: PLR2004 - a section and an id
        raise Refused(f"'{name}' names no record", "write its section and its id, as 'claims/some-id'")
    return section_named(parts[0]), parts[1].partition(".")[0]


def record_named(corpus: Corpus, name: str) -> Record:
    """Return the record of a name; raises Refused where there is none, or where it could not be read."""
    if alike := [f"'{one.section}/{one.id}'" for one in corpus if one.id == name]:
        raise Refused(f"'{name}' names no record without its section", f"did you mean {' or '.join(alike)}?")
    section, record_id = key_named(name)
    record = corpus.get(section.section, record_id)
    if record is not None:
        return record
    if (section.section, record_id) in corpus.broken:
        raise Refused(f"{section.section}/{record_id} cannot be read", "mend it first: 'onrecord check' says where")
    if astray := corpus.astray_in(record_id, [section.section]):
        raise Refused(f"there is no {section.singular} '{record_id}'", f"it may be in {astray}: 'onrecord check' says what is wrong there")
    hint = did_you_mean(record_id, corpus.ids(section.section), corpus.former_ids([section.section]))
    raise Refused(f"there is no {section.singular} '{record_id}'", hint or f"'onrecord list {section.section}' names all of them")


def assignments(words: Iterable[str]) -> list[tuple[Keys, Any]]:
    """Return the path and the value of each assignment; None for a field that is given nothing. Raises Refused for other words."""
    found = []
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise Refused(f"'{word}' sets nothing", "write 'field=value', in quotes if the value has spaces")
        found.append((path_of(name.strip()), _value(name, value.strip())))
    return found


def path_of(name: str) -> Keys:
    """Return the path that 'evidence.1.says' names; items of lists are counted from 1."""
    parts = name.split(".")
    if not all(parts) or "0" in parts:
        hint = "write names with dots between them, and items of lists by their number from 1: 'evidence.1.says'"
        raise Refused(f"'{name}' is no field", hint)
    return tuple(int(part) - 1 if part.isascii() and part.isdigit() else part for part in parts)


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - what YAML holds
    if text[:1] not in ("[", "{"):
        return text or None
    reading = read_yaml(f"x: {text}\n")
    if reading.problems or reading.value is None:
        problem = reading.problems[0] if reading.problems else None
        message = f"the value of '{name}' is no list: {problem.message if problem else text}"
        raise Refused(message, "write a list as [a, b], or put text in quotes of its own")
    return reading.value["x"]


def find_records(corpus: Corpus, words: str, sections: Iterable[str] = tuple(BY_SECTION)) -> list[Record]:
    """Return the records of sections that have, in an id, a name or a title, a word like each of some words, in whatever script.

    The likest come first.
    """
    wanted, names = folded(words), names_in(corpus)
    records = (record for section in sections for record in corpus.all(BY_SECTION[section]))
    scored = [(_likeness(wanted, names[record.key]), record) for record in records] if wanted else []
    return [record for score, record in sorted(scored, key=lambda one: (-one[0], one[1].key)) if score >= _LEAST]


@lru_cache(maxsize=2)
def names_in(corpus: Corpus) -> Mapping[Key, tuple[str, ...]]:
    """Return the ids, names, other names and titles of every record, folded."""
    return {record.key: tuple(folded(one) for one in names_of(record)) for record in corpus}


def folded(text: str) -> str:
    """Return words as they are compared: without case, accents and hyphens."""
    return " ".join(fold(word) for word in text.replace("-", " ").split())


def _likeness(wanted: str, names: Sequence[str]) -> float:
    """Return how like a record's names words are: 100 if they stand there, more the more of a name they are, and where a word begins."""
    whole = max((len(wanted) / len(name) + (f" {wanted}" in f" {name}") for name in names if wanted in name), default=0)
    parts = {part for name in names for part in name.split()}
    each = [max((fuzz.ratio(word, part) for part in parts), default=0) for word in wanted.split()]
    return 100 + 100 * whole if whole else min(each, default=0)


def names_of(record: Record) -> Iterator[str]:
    """Yield what a record is known by: its ids, its addresses, its names and titles, those that are not in Latin letters also in these."""
    yield from (record.id, *record.former_ids)
    if isinstance(record, Source):
        yield from (one.rstrip("/") for one in (record.url, record.archived_url) if one)
    texts_of: list[object] = [record.label, *(getattr(record, name, None) for name in _NAMES)]
    texts_of += record.aliases if isinstance(record, Actor | Place) else ()
    texts_of += [texts.get(name) for texts in record.translations.values() for name in _NAMES]
    for text in dict.fromkeys(one for one in texts_of if isinstance(one, str)):
        yield text
        if not text.isascii():
            yield anyascii(text)


def ids_named(corpus: Corpus, text: str, sections: Iterable[str]) -> list[str]:
    """Return the ids of the records that a text names, of the first section that has any; an id names its record alone."""
    wanted, names = folded(text.strip().rstrip("/")), names_in(corpus)
    for section in sections:
        found = [record_id for (of, record_id), known in names.items() if of == section and wanted in known]
        if found:
            return [text] if text in found else found
    return []


Condition = tuple[Keys, str, str]
"""A field, a sign and a value: '=' is that value, '!=' is not, '~' holds those words."""


def _conditions(section: type[Record], words: Iterable[str]) -> list[Condition]:
    found = []
    for word in words:
        match = _FILTER.fullmatch(word)
        if match is None:
            raise Refused(f"'{word}' is no condition", "write 'field=value', 'field!=value' or 'field~words'")
        keys = path_of(match["name"].strip())
        if keys[0] not in (fields := [*order_of(section), "id"]):
            hint = did_you_mean(str(keys[0]), fields) or "the fields are " + ", ".join(fields)
            raise Refused(f"records of {section.section} have no '{keys[0]}'", hint)
        found.append((keys, match["sign"], match["value"].strip()))
    return found


def listed_records(loaded: Loaded, section: type[Record], words: Iterable[str]) -> tuple[list[tuple[Record, dict[str, Any]]], str]:
    """Return the records of a section that meet all conditions like 'status=draft', with what their files say, and how many were unread.

    Raises Refused for words that are no condition, and for fields that no record has.
    """
    found, wanted = [], _conditions(section, words)
    for record in loaded.corpus.all(section):
        values = {"id": record.id, **read_fields(record.path, loaded.texts[record.path].text).values}
        if all(_meets(values, *one) for one in wanted):
            found.append((record, values))
    unread = sum(one.kind is section for one in loaded.corpus.unread)
    return found, f"{counted(unread, section.singular)} cannot be read, so not looked at: 'onrecord check' says why" if unread else ""


def _meets(values: Mapping[str, Any], keys: Keys, sign: str, value: str) -> bool:
    texts_of = list(_texts_at(values, keys))
    if sign == "~":
        return any(folded(value) in folded(text) for text in texts_of)
    return (value in texts_of or (not value and not texts_of)) is (sign == "=")


def _texts_at(value: Any, keys: Keys) -> Iterator[str]:  # noqa: ANN401 - what YAML holds
    """Yield the texts at a path; every item of a list counts where the path names none by its number."""
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
    """Return a record for its editor: its name, its file, where it is published, and who refers to it."""
    corpus = loaded.corpus
    lines = [f"{record.section}/{record.id}\t{record.label}", record.path, "", loaded.texts[record.path].text.strip("\n"), ""]
    lines += [f"published at: {_where(corpus, record)}"]
    lines += [f"known before as: {', '.join(record.former_ids)}"] if record.former_ids else []
    links = corpus.referring_to(record)
    lines += [f"{counted(len(links), 'reference')} to it" + (":" if links else "")]
    lines += [f"  {link.record.section}/{link.record.id}\t{link.heading}\t{link.record.label}" for link in links]
    return "\n".join(lines)


def _where(corpus: Corpus, record: Record) -> str:
    if published(corpus).get(*record.key) is None:
        return "nowhere: it appears in no explainer that is published"
    if not section_of(record).has_place(record):
        return f"nowhere: a retired {record.singular} has no place on the site"
    place = address_of(record)
    base = (corpus.publication.site_url or "").rstrip("/")
    return f"{base}/{url_of(place.path)}" + (f"#{place.anchor}" if place.anchor else "")
