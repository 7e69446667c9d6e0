"""Rewrites the tables of fields and allowed values in the editors' manual from models and scales: `python -m tests.manual`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator import model
from generator.editing import describing
from generator.editing.describing import Described, all_words, described, marked, scale_of
from generator.model.records.base import Correction, Retired
from generator.model.records.risks import RecordSoFar
from generator.model.records.walking import parts_in
from generator.system import MANUAL, write_whole
from generator.text import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BEGIN: Final = "<!-- fields: generated from the models by 'make generated'; do not edit -->"
END: Final = "<!-- end of fields -->"
WORDS_BEGIN: Final = "<!-- words: generated from the models by 'make generated'; do not edit -->"
WORDS_END: Final = "<!-- end of words -->"
FIGURES_BEGIN: Final = "<!-- figures: generated from the models by 'make generated'; do not edit -->"
FIGURES_END: Final = "<!-- end of figures -->"
_NAMES: Final[Mapping[type[model.Part], str]] = {
    RecordSoFar: "`record_so_far` of `risks/`",
    model.Signpost: "`signposts` of `scenarios/`",
    model.Publication: "`publication.yml`",
}
_SHARED: Final[tuple[type[model.Part], ...]] = (model.Evidence, model.Change, Correction, Retired)
_MOST_WORDS: Final = 14
"""The most words of a list that are named; the pages of the site have them all."""


def with_tables(text: str) -> str:
    """Return the manual with its tables as models and scales have them now; raises ValueError where it has no place for them."""
    for begin, end, written in ((FIGURES_BEGIN, FIGURES_END, figures()), (BEGIN, END, tables()), (WORDS_BEGIN, WORDS_END, words())):
        before, first, rest = text.partition(begin)
        _, last, after = rest.partition(end)
        if not first or not last:
            raise ValueError("the manual has no place for tables")
        text = f"{before}{first}\n\n{written}\n{last}{after}"
    return text


def figures() -> str:
    """Return a table of the figures that an explainer may place, with their options, as Markdown."""
    rows = [f"| `{name}` | {', '.join(map(_option, placed.options))} |" for name, placed in model.FIGURES.items()]
    return "\n".join(["| figure | options |", "|---|---|", *rows]) + "\n"


def _option(name: str) -> str:
    choices = " or ".join(f"`{word}`" for word in model.OPTION_WORDS.get(name, ()))
    return f"`{name}`" + (f" ({choices})" if choices else "")


def words() -> str:
    """Return a table of the words of every scale and of every other field that takes words, and how acts are coded, as Markdown."""
    parts = ["#### How to code an act\n", _coding(), *(_scale(scale) for scale in model.SCALES)]
    kinds: list[type[model.Part]] = [*model.SECTIONS, *parts_in(model.SECTIONS), model.Publication]
    for kind in kinds:
        for field, means in all_words().get(kind.__name__, {}).items():
            rows = [f"| `{word}` | {_cell(marked(meaning))} |" for word, meaning in means.items()]
            parts.append("\n".join([f"#### `{field}` of {_place(kind)}\n", "| value | meaning |", "|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def _coding() -> str:
    rows = ["| what happened | `type` | `form` | it is | |", "|---|---|---|---|---|"]
    for one in table(describing.__file__, "coding")["acts"]:
        score = model.ACT_TYPES[one["type"]].score or 0
        direction = one.get("direction") or ("with" if score > 0 else "against" if score < 0 else "neither")
        rows.append(f"| {_cell(one['what'])} | `{one['type']}` | `{one['form']}` | {direction} | {_cell(marked(one.get('note', '')))} |")
    return "\n".join(rows) + "\n"


def _scale(scale: model.Scale) -> str:
    kinds = (*model.SECTIONS, *parts_in(model.SECTIONS))
    takers = {field.key for kind in kinds for field in model.fields_of(kind).values() if scale_of(field) is scale}
    used = ", ".join(f"`{name}`" for name in sorted(takers))
    extra = {"plover": "score", "likelihood": "per cent"}.get(scale.name)
    lines = [f"#### {scale.english_title}: {used}\n"]
    lines += [f"{' '.join(scale.english_note.split())}\n"] if scale.english_note else []
    lines += [f"| value | readers see |{f' {extra} |' if extra else ''} meaning |", f"|---|---|{'---|' if extra else ''}---|"]
    for term in scale.terms.values():
        middle = f" {_number(term)} |" if extra else ""
        lines.append(f"| `{term.id}` | {_cell(term.english_label)} |{middle} {_cell(term.english_means)} |")
    return "\n".join(lines) + "\n"


def _number(term: model.Term) -> str:
    if term.score is not None:
        return f"{term.score:g}"
    return f"{term.low:g} to {term.high:g}" if term.low is not None and term.high is not None else ""


def _place(kind: type[model.Part]) -> str:
    if issubclass(kind, model.Record):
        return f"`{kind.section}/`"
    return f"{kind.__name__}, above" if kind in _SHARED else _NAMES.get(kind, "")


def tables() -> str:
    """Return a table of the fields of every section, and of the parts that recur, as Markdown."""
    parts = [f"#### `{section.section}/`\n\n{_table(section)}" for section in model.SECTIONS]
    parts += [f"#### {part.__name__}\n\n{_table(part)}" for part in _SHARED]
    return "\n".join(parts)


def _table(kind: type[model.Part]) -> str:
    lines = [row for field in described(kind) if field.name not in model.Record.apart for row in _rows(field, "")]
    return "\n".join(["| field | required | accepts | meaning |", "|---|---|---|---|", *lines]) + "\n"


def _rows(field: Described, before: str) -> Iterator[str]:
    name, part = f"{before}{field.name}", field.field.part
    if part is not None:
        taken = f"{part.__name__}, below" if part in _SHARED else "the following fields"
    else:
        taken = _short(field.takes) or "text"
    takes = f"one or more: {taken}" if field.field.is_list else taken
    yield f"| `{name}` | {'yes' if field.field.is_needed else ''} | {_cell(takes)} | {_cell(field.means)} |"
    for one in described(part) if part and part not in _SHARED else ():
        yield from _rows(one, f"{name}.")


def _short(takes: str) -> str:
    words = takes.split(", ")
    return takes if len(words) <= _MOST_WORDS else ", ".join(words[:_MOST_WORDS]) + f" and {len(words) - _MOST_WORDS} more"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    write_whole(MANUAL, with_tables(MANUAL.read_text(encoding="utf-8")).encode())
