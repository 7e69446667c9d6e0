"""What a field takes, in an editor's words: the words of its list, the id of a record, a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.dates import Edtf
from generator.model.records import BY_SECTION
from generator.model.records.walking import fields_of

if TYPE_CHECKING:
    from generator.model.records.walking import ModelField


def what_it_takes(field: ModelField) -> str:
    """Return what a field takes, to follow its name; nothing where that is text."""
    words = ", ".join(field.choices)
    if field.holds == "lines":
        return f"lines 'id: word' with one of {words}" if words else ""
    if words:
        return f"one of {words}"
    if field.refers is not None:
        sections = " or ".join(BY_SECTION[section].with_article() for section in field.refers.sections) or "another record"
        return f"the id of {sections}" + (", or words" if field.refers.words else "")
    if field.part is not None:
        names = [one.key for one in fields_of(field.part).values() if one.is_needed]
        return "with lines for " + ", ".join(f"'{one}'" for one in names) if names else ""
    if field.key in ("issue", "issues"):
        return "an issue of the scale, or one under 'issues' of publication.yml"
    return "a date, as 2025-06-13, 2025-06 or 2025" if field.takes is Edtf else ""
