"""Translates pydantic's validation errors into diagnostics for editors, and names invisible characters in them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from generator.content.diagnostics import Diagnostic, Rule, as_list, did_you_mean, likeliest, nearest
from generator.model import (
    SECTIONS,
    BadDate,
    Edtf,
    Keys,
    ModelField,
    Part,
    Record,
    as_id,
    field_of,
    fields_of,
    is_id,
    parse_edtf,
    what_it_takes,
)
from generator.text import UNSEEN, Located, SourceText, as_seen, odd_characters, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


_RULES = {"bad_date": Rule.BAD_DATE, "bad_position": Rule.BAD_POSITION, "reversed_interval": Rule.REVERSED_INTERVAL}

_SEVERAL: Final = 2
_SEPARATOR: Final = re.compile(r"\s*(?:[,;/]|(?<=\d)\s*-|\bto\b|\band\b|\s-\s)\s*|\s*%\s*")


def empty_values(value: object, model: type[Part], located: Located, keys: Keys = ()) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every field without a value. Braces in a text field, as '{a, b}', are left to the type check."""
    if isinstance(value, dict):
        children: Any = value.items()
        field = _field_at(model, keys)
        if field and field.holds == "one" and (field.is_text or field.takes is Edtf) and set(value.values()) == {None}:
            return
    elif isinstance(value, list):
        children = enumerate(value)
    else:
        return
    for key, child in children:
        here = (*keys, key)
        if child is None:
            what = f"'{key}'" if isinstance(key, str) else "the entry"
            rest = located.rest_of_line(*here).lstrip(" :")
            comment = re.match(r"#[^\s#!]", rest)
            field = _field_at(model, here)
            hint = "put the text in quotes: '#' starts a comment" if comment else "add a value, or remove the line"
            if not comment and field and field.is_needed:
                hint = ", ".join(filter(None, ("add a value", what_it_takes(field))))
            yield Rule.EMPTY_VALUE.at(located.key_at(*here), f"{what} has no value", hint)
        else:
            yield from empty_values(child, model, located, here)


def explain_invalid(error: ValidationError, model: type[Part], located: Located) -> list[Diagnostic]:
    """Return a diagnostic for each validation error, except for values that YAML could not parse, which are reported already.

    A missing field and an unknown one in the same part with similar names or meanings are merged into one: a wrong name.
    """
    unknown: dict[Keys, list[str]] = defaultdict(list)
    missing: dict[Keys, list[str]] = defaultdict(list)
    diagnostics: list[Diagnostic] = []
    for detail in error.errors(include_url=False):
        kind, keys = detail["type"], detail["loc"]
        if kind == "extra_forbidden":
            unknown[keys[:-1]].append(str(keys[-1]))
        elif kind == "missing" and isinstance(keys[-1], str):
            missing[keys[:-1]].append(keys[-1])
        elif not located.lost_at(*(keys[:-1] if kind == "missing" else keys)):
            diagnostics.append(_bad_value(detail, model, located))
    if elsewhere := _of_another_section(model, unknown[()], located):
        return [elsewhere]
    for parent in sorted({**unknown, **missing}, key=len, reverse=True):
        lost = located.lost_at(*parent)
        needed = missing[parent] = [name for name in missing[parent] if name not in lost]
        for name in unknown[parent]:
            hint = _meant_here(model, parent, name, needed, located) or _meant_elsewhere(model, parent, name, missing)
            diagnostics.append(Rule.UNKNOWN_FIELD.at(located.key_at(*parent, name), f"unknown field '{name}'", hint))
        if "" not in lost:
            diagnostics.extend(_missing(model, parent, name, located) for name in needed)
    return diagnostics


_UNLISTED_FIELDS: Final = frozenset({"id", "former_ids"})
"""Fields that hints never mention: the file name gives the id, and 'onrecord rename' writes the former ids."""


def _required(section: type[Record]) -> set[str]:
    return {field.key for field in fields_of(section).values() if field.is_needed} - {*_UNLISTED_FIELDS, *section.below}


def _of_another_section(model: type[Part], unknown: list[str], located: Located) -> Diagnostic | None:
    """Return a diagnostic for a record with exactly the fields of another section, including all required ones."""
    written = {str(key) for key in located.marks.children} - _UNLISTED_FIELDS
    meant = [kind.section for kind in SECTIONS if written <= {*_fields_at(kind, ())} and _required(kind) <= written]
    if not meant or not unknown[1:] or not issubclass(model, Record):
        return None
    names = " or ".join(meant)
    hint = f"move the file to {' or '.join(f'content/{name}/' for name in meant)}"
    message = f"this is not a record of '{model.section}': it has the fields of {names}"
    return Rule.UNKNOWN_FIELD.at(located.key_at(unknown[0]), message, hint)


_LEAST_OF_NEEDED: Final = 0.5
"""The least similarity, 0 to 1, at which an unknown field counts as a misspelled missing one: "maid" for "made"."""


def _meant_here(model: type[Part], parent: Keys, name: str, needed: list[str], located: Located) -> str:
    """Return a hint that proposes a field of the same part for an unknown one, and remove that from the missing ones."""
    fields = _fields_at(model, parent)
    open_fields = [field for field in fields if not located.is_written(*parent, field)]
    candidates = (likeliest(name, choices) for choices in (needed, open_fields, fields))
    meant = next(filter(None, candidates), None) or nearest(name, needed, _LEAST_OF_NEEDED)
    if meant in needed:
        needed.remove(meant)
    if meant is None or located.is_written(*parent, meant):
        return f"did you mean '{meant}', which is already given?" if meant else ""
    return f"did you mean '{meant}'?"


def _meant_elsewhere(model: type[Part], parent: Keys, name: str, missing: dict[Keys, list[str]]) -> str:
    """Return a hint to move a field to the part that takes it, or else one that lists the fields of this part."""
    for end in range(len(parent) - 1, -1, -1):
        around = parent[:end]
        if name in _fields_at(model, around):
            if name in missing.get(around, ()):
                missing[around].remove(name)
            whole = f"'{around[-1]}'" if around and isinstance(around[-1], str) else "the part around it" if around else "the record itself"
            return f"it belongs to {whole}: indent it less"
    part, fields = _part_at(model, parent), _fields_at(model, parent)
    if part and (inside := [field.key for field in fields_of(part).values() if field.part and name in fields_of(field.part)]):
        return f"it belongs to {' or '.join(map(repr, inside))}: indent it below that"
    return "the fields here are " + ", ".join(fields) if fields else ""


def _missing(model: type[Part], parent: Keys, name: str, located: Located) -> Diagnostic:
    place = located.key_at(*parent) if parent and isinstance(parent[-1], str) else located.at(*parent)
    kind = _part_at(model, parent)
    field = field_of(kind, name) if kind else None
    taken = what_it_takes(field) if field else ""
    return Rule.MISSING_FIELD.at(place, f"'{name}' is missing", f"add '{name}: ...'" + (f", {taken}" if taken else ""))


def _bad_value(detail: ErrorDetails, model: type[Part], located: Located) -> Diagnostic:
    place, rule = located.at(*detail["loc"]), _RULES.get(detail["type"])
    if rule is not None:
        return rule.at(place, detail["msg"], str(detail.get("ctx", {}).get("hint", "")))
    if detail["type"] == "missing":
        message = f"'{_last_name(detail['loc'])}' has too few values"
        return Rule.BAD_VALUE.at(located.at(*detail["loc"][:-1]), message, "write two, the lower first, as [20, 45]")
    message, hint = _unlisted(detail) or _unexpected(detail, _part_at(model, detail["loc"])) or _other_error(detail)
    return Rule.BAD_VALUE.at(place, message, hint)


def _unlisted(detail: ErrorDetails) -> tuple[str, str] | None:
    """Return message and hint for a word that is not one of the choices, or None for other errors."""
    value, context = detail["input"], detail.get("ctx", {})
    if detail["type"] == "not_in_scale":
        hint = did_you_mean(str(context["value"]), context["choices"]) or table(__file__)["hints"].get(_last_name(detail["loc"]), "")
        return f"'{context['value']}' is not one of {context['options']}", hint
    if detail["type"] != "literal_error":
        return None
    choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
    hint = did_you_mean(value, choices) if isinstance(value, str) else "write one of these values"
    return f"{_described(value)} is not one of {', '.join(choices)}", hint


def _as_date(message: str, values: Iterable[object]) -> str:
    """Return a hint to write days in brackets or braces as an EDTF date; '' if no date is expected or they are not days."""
    days = [str(value) for value in values]
    if len(days) < _SEVERAL or not message.startswith("expected a date") or not all(day[:1].isdigit() for day in days):
        return ""
    quoted, which = (f'"{{{",".join(days)}}}"', "all") if isinstance(values, dict) else (f'"[{",".join(days)}]"', "one")
    return f"write '{days[0]}/{days[-1]}' for the period between them, '{quoted}' for {which} of them"


def _unexpected(detail: ErrorDetails, part: type[Part] | None) -> tuple[str, str] | None:
    """Return message and hint for a value of the wrong type, or None for other errors."""
    kind, value, expected = detail["type"], detail["input"], table(__file__)["expected"].get(detail["type"])
    if expected is None and kind != "not_text":
        return None
    message = f"expected {expected}, not {_described(value)}" if expected else detail["msg"]
    if kind in ("mapping_type", "dict_type"):
        return message, "write 'name: value' lines, without '-' or square brackets"
    if isinstance(value, list | tuple):
        return message, "" if kind == "tuple_type" else _as_date(message, value) or "write a single value, without brackets or '-'"
    if isinstance(value, dict):
        return message, _as_date(message, value) or "if it is text, put it in quotes: '{' and ': ' are YAML syntax"
    if kind == "tuple_type":
        parts = [part for part in _SEPARATOR.split(as_seen(str(value))) if part]
        return message, as_list(parts if len(parts) > 1 else [*parts, "..."])
    return message, _as_part(part, str(value)) if part and kind.startswith("model") else ""


def _as_part(part: type[Part], value: str) -> str:
    """Return a hint to write a part with its required fields; an id goes into the first if that takes a reference."""
    needed = [field for field in fields_of(part).values() if field.is_needed]
    if not needed:
        return "the fields here are " + ", ".join(fields_of(part))
    values = [value if field is needed[0] and is_id(value) and field.refers else "..." for field in needed]
    return "write " + ", ".join(f"'{field.key}: {one}'" for field, one in zip(needed, values, strict=True))


def _other_error(detail: ErrorDetails) -> tuple[str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _last_name(detail["loc"])
    if kind == "too_long" and isinstance(value, str):
        kind = "string_too_long"
    match kind:
        case "string_pattern_mismatch":
            hint = f"write '{as_id(value)}'" if name == "id" and as_id(value) else table(__file__)["hints"].get(name, "")
            return f"'{value}' is not a valid '{name}'", hint
        case "too_short" | "string_too_short":
            return f"'{name}' is empty", "add at least one value"
        case _ if kind in table(__file__)["limits"]:
            hint = "write only two numbers, with decimal points: [2.5, 20]" if name == "range" and kind == "too_long" else ""
            return table(__file__)["limits"][kind].format(name=name, value=value, **context), hint
    hint = did_you_mean(str(value), context["choices"]) if "choices" in context else ""
    return detail["msg"][:1].lower() + detail["msg"][1:], hint or str(context.get("hint", ""))


def _last_name(keys: Keys) -> str:
    return next((str(key) for key in reversed(keys) if isinstance(key, str)), "")


def _described(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}'"
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else "nothing"


def _part_at(model: type[Part], keys: Keys) -> type[Part] | None:
    part: type[Part] | None = model
    for key in keys:
        if isinstance(key, str) and part is not None:
            field = field_of(part, key)
            part = field.part if field else None
    return part


def _field_at(model: type[Part], keys: Keys) -> ModelField | None:
    part = _part_at(model, keys[:-1])
    return field_of(part, keys[-1]) if part and keys and isinstance(keys[-1], str) else None


def _fields_at(model: type[Part], keys: Keys) -> list[str]:
    """Return the names of the fields that editors write in a part, 'translations' last."""
    part = _part_at(model, keys)
    hidden = {*_UNLISTED_FIELDS, *getattr(part, "below", ())}
    names = [name for name in fields_of(part) if name not in hidden] if part else []
    return sorted(names, key="translations".__eq__)


_PLAIN: Final = frozenset(
    {
        Rule.BAD_DATE,
        Rule.BAD_LINK,
        Rule.BAD_VALUE,
        Rule.ID_MISMATCH,
        Rule.UNKNOWN_CHART,
        Rule.UNKNOWN_FIELD,
        Rule.UNKNOWN_ISSUE,
        Rule.UNKNOWN_REFERENCE,
        Rule.UNKNOWN_VOTER,
        Rule.WRONG_KIND,
    }
)
"""Rules for values in plain ASCII: ids, dates, numbers, field names, words of a fixed list."""
_LONGEST_ODD: Final = 200


def name_invisible(diagnostic: Diagnostic, source: SourceText | None) -> Diagnostic:
    """Return a diagnostic that names, and points at, the first invisible or look-alike character of its value, if it has one."""
    place = diagnostic.place
    if source is None or diagnostic.rule not in _PLAIN or place.line != place.end_line:
        return diagnostic
    value = source.line(place.line)[place.column - 1 : place.end_column - 1]
    if len(value) > _LONGEST_ODD or value[:1] in ("[", "{") or not as_seen(value).isascii() or "U+" in diagnostic.message:
        return diagnostic
    odd = next(odd_characters(value), None)
    if odd is None:
        escape = UNSEEN.search(diagnostic.message) if "\\" in value else None
        message = f"{diagnostic.message}: it contains {next(odd_characters(escape[0])).what}" if escape else diagnostic.message
        return replace(diagnostic, message=message)
    plain = as_seen(value.strip("'\""))
    at = place.column + odd.offset
    message = f"{diagnostic.message}: it contains {odd.what}"
    return replace(diagnostic, place=replace(place, column=at, end_column=at + 1), message=message, hint=_hint_for(diagnostic, plain))


def _hint_for(diagnostic: Diagnostic, plain: str) -> str:
    """Return a hint to replace a value by its plain form, or the hint of its rule if the plain form is invalid as well."""
    if diagnostic.rule is Rule.BAD_DATE:
        try:
            parse_edtf(plain)
        except BadDate as problem:
            return problem.hint
    if diagnostic.rule is Rule.BAD_LINK or diagnostic.hint.startswith(("did you mean", "write a list")) or not plain:
        return diagnostic.hint or "remove it"
    return f"write '{plain}'"
