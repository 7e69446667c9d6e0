"""What editors write on the command line: 'claims/some-id' and the like for a record, 'title=...', 'evidence.1.says=context' for fields."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from generator.content import did_you_mean
from generator.editing.changes import Refused
from generator.model import BY_SECTION, SCHEMES, Corpus, Record
from generator.text import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.editing.fields import Keys


def section_named(name: str) -> type[Record]:
    """Return the section of a name, its own or that of one record; raises Refused where there is none."""
    section = BY_SECTION.get(SCHEMES.get(name, name))
    if section is None:
        raise Refused(
            f"there is no section '{name}'", did_you_mean(name, [*BY_SECTION, *SCHEMES]) or "the sections are " + ", ".join(BY_SECTION)
        )
    return section


def key_named(name: str) -> tuple[type[Record], str]:
    """Return the section and the id that a name has; raises Refused where it has not both."""
    parts = [part for part in PurePath(name.replace(":", "/")).parts if part not in ("content", ".")]
    if len(parts) != 2:  # noqa: PLR2004 - a section and an id
        raise Refused(f"'{name}' names no record", "write its section and its id, as 'claims/some-id'")
    return section_named(parts[0]), parts[1].partition(".")[0]


def record_named(corpus: Corpus, name: str) -> Record:
    """Return the record of a name; raises Refused where there is none, or where it could not be read."""
    section, record_id = key_named(name)
    record = corpus.get(section.section, record_id)
    if record is not None:
        return record
    if (section.section, record_id) in corpus.broken:
        raise Refused(f"{section.section}/{record_id} cannot be read", "mend it first: 'onrecord check' says where")
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
        raise Refused(
            f"'{name}' is no field", "write names with dots between them, and items of lists by their number from 1: 'evidence.1.says'"
        )
    return tuple(int(part) - 1 if part.isascii() and part.isdigit() else part for part in parts)


def _value(name: str, text: str) -> Any:  # noqa: ANN401 - what YAML holds
    if text[:1] not in ("[", "{"):
        return text or None
    reading = read_yaml(f"x: {text}\n")
    if reading.problems or reading.value is None:
        problem = reading.problems[0] if reading.problems else None
        raise Refused(
            f"the value of '{name}' is no list: {problem.message if problem else text}",
            "write a list as [a, b], or put text in quotes of its own",
        )
    return reading.value["x"]
