"""The tables of fields in the editors' manual, from the models: 'python -m generator.editing.manual' writes them anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator.editing.describing import described
from generator.files import put
from generator.records import SECTIONS
from generator.records.base import Record
from generator.records.shared import Change, Correction, Evidence, Retired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.editing.describing import Described
    from generator.records.base import Part

MANUAL: Final = Path(__file__).parents[2] / "content" / "README.md"
BEGIN: Final = "<!-- fields: written by 'python -m generator.editing.manual' -->"
END: Final = "<!-- end of fields -->"
_SHARED: Final[tuple[type[Part], ...]] = (Evidence, Change, Correction, Retired)
"""Parts that stand in records of several sections, told once."""
_MOST_WORDS: Final = 14
"""The most words of a list that are named; the pages of the site have them all."""


def with_tables(text: str) -> str:
    """Return the manual with its tables of fields as the models have them now; raises ValueError where it has no place for them."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the manual has no place for tables of fields")
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


def tables() -> str:
    """Return a table of the fields of every section, and of the parts that recur, as Markdown."""
    parts = [f"#### `{section.section}/`\n\n{_table(section)}" for section in SECTIONS]
    parts += [f"#### {part.__name__}\n\n{_table(part)}" for part in _SHARED]
    return "\n".join(parts)


def _table(kind: type[Part]) -> str:
    lines = [row for field in described(kind) if field.name not in Record.model_fields for row in _rows(field, "")]
    return "\n".join(["| field | needed | takes | what it means |", "|---|---|---|---|", *lines]) + "\n"


def _rows(field: Described, before: str) -> Iterator[str]:
    name = f"{before}{field.name}"
    if field.part is not None and not field.takes.startswith("lines "):
        taken = f"{field.part.__name__}, below" if field.part in _SHARED else "the fields that follow"
    else:
        taken = _short(field.takes) or "text"
    takes = f"one or more: {taken}" if field.is_list else taken
    yield f"| `{name}` | {'yes' if field.needed else ''} | {_cell(takes)} | {_cell(field.means)} |"
    for one in described(field.part) if field.part and field.part not in _SHARED else ():
        yield from _rows(one, f"{name}.")


def _short(takes: str) -> str:
    words = takes.split(", ")
    return takes if len(words) <= _MOST_WORDS else ", ".join(words[:_MOST_WORDS]) + f" and {len(words) - _MOST_WORDS} more"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    put(MANUAL, with_tables(MANUAL.read_text(encoding="utf-8")).encode())
