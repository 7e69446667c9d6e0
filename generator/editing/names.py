"""Which record an editor means: 'claims/some-id', 'claim:some-id', or the path of its file."""

from __future__ import annotations

from pathlib import PurePath

from generator.content import did_you_mean
from generator.editing.changes import Refused
from generator.model import BY_SECTION, SCHEMES, Corpus, Record


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
