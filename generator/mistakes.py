"""What a model found wrong with a record, in an editor's words and at its place."""

from __future__ import annotations

from collections import defaultdict
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from generator.diagnostics import (
    BAD_DATE,
    BAD_VALUE,
    EMPTY_VALUE,
    MISSING_FIELD,
    REVERSED_INTERVAL,
    UNKNOWN_FIELD,
    Diagnostic,
    did_you_mean,
    nearest,
)
from generator.records import Explainer, Source
from generator.records.base import Part, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from generator.text.position import Located

Keys = tuple[str | int, ...]

_RULES = {"bad_date": BAD_DATE, "reversed_interval": REVERSED_INTERVAL}

_EXPECTED = {
    "tuple_type": "a list",
    "mapping_type": "'name: value' lines",
    "dict_type": "'name: value' lines",
    "model_type": "'field: value' lines",
    "model_attributes_type": "'field: value' lines",
    "string_type": "text",
    "decimal_parsing": "a number",
    "decimal_type": "a number",
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "finite_number": "a number",
}

_LIMITS = {
    "string_too_long": "'{name}' is too long: at most {max_length} characters are read",
    "too_long": "'{name}' has too many values: at most {max_length} are read",
    "greater_than_equal": "'{value}' is too low for '{name}': it is at least {ge:g}",
    "less_than_equal": "'{value}' is too high for '{name}': it is at most {le:g}",
    "decimal_max_digits": "'{name}' has too many digits: at most {max_digits} are read",
}
"""Values beyond a limit."""

_FROM_BODY: Mapping[type[Part], tuple[str, ...]] = {Explainer: ("body",), Source: ("summary", "text")}
"""The fields that are not written in the front matter."""

_PATTERN_HINTS = {
    "passage": "write 'p4' for a paragraph or 'p4.s2' for a sentence",
    "currency": "write the ISO 4217 code, three capitals: 'USD'",
    "offset": "write an ISO 8601 duration: 'P2D' is two days, 'P1W' a week",
    "language": "write a language tag: 'en', 'fa', 'zh-Hans'",
    "wikidata": "write the item's number with its Q: 'Q42'",
    "iso3166": "write the two or three capitals of ISO 3166-1: 'FRA'",
}


def empty_values(value: object, located: Located, keys: Keys = ()) -> Iterator[Diagnostic]:
    """Yield a diagnostic for every field that is written without a value."""
    if isinstance(value, dict):
        children: Any = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    else:
        return
    for key, child in children:
        here = (*keys, key)
        if child is None:
            what = f"'{key}'" if isinstance(key, str) else "the entry"
            yield EMPTY_VALUE.at(located.key_at(*here), f"{what} has no value", "give it a value, or remove the line")
        else:
            yield from empty_values(child, located, here)


def explain(error: ValidationError, model: type[Part], located: Located) -> list[Diagnostic]:
    """Return what a model found wrong, each mistake once.

    A missing field and an unknown one at the same place that look alike are one mistake: a misspelt name.
    """
    details = error.errors(include_url=False)
    unknown: dict[Keys, list[str]] = defaultdict(list)
    for detail in details:
        if detail["type"] == "extra_forbidden":
            unknown[detail["loc"][:-1]].append(str(detail["loc"][-1]))
    found: list[Diagnostic] = []
    for detail in details:
        if detail["type"] == "missing":
            found.append(_missing(detail["loc"], unknown, located))
        elif detail["type"] != "extra_forbidden":
            found.append(_bad_value(detail, located))
    for parent, names in unknown.items():
        found.extend(_unknown(parent, name, _fields_at(model, parent), located) for name in names)
    return found


def _missing(keys: Keys, unknown: dict[Keys, list[str]], located: Located) -> Diagnostic:
    parent, name = keys[:-1], str(keys[-1])
    if isinstance(keys[-1], int):
        return BAD_VALUE.at(located.at(*parent), f"'{_last_name(parent)}' has too few values", "write two, the lesser first, as [20, 45]")
    misspelt = nearest(name, unknown.get(parent, ()))
    if misspelt is not None:
        unknown[parent].remove(misspelt)
        return _unknown(parent, misspelt, {name: None}, located)
    place = located.key_at(*parent) if parent and isinstance(parent[-1], str) else located.at(*parent)
    return MISSING_FIELD.at(place, f"'{name}' is missing", f"add a line '{name}: ...'")


def _unknown(parent: Keys, name: str, fields: Mapping[str, object], located: Located) -> Diagnostic:
    hint = did_you_mean(name, fields) or (
        "the fields here are " + ", ".join(sorted(fields, key=Record.model_fields.__contains__)) if fields else ""
    )
    return UNKNOWN_FIELD.at(located.key_at(*parent, name), f"unknown field '{name}'", hint)


def _bad_value(detail: ErrorDetails, located: Located) -> Diagnostic:
    place, rule = located.at(*detail["loc"]), _RULES.get(detail["type"])
    if rule is not None:
        return rule.at(place, detail["msg"], str(detail.get("ctx", {}).get("hint", "")))
    message, hint = _in_words(detail)
    return BAD_VALUE.at(place, message, hint)


def _in_words(detail: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong with a value, and how to mend it."""
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = _last_name(detail["loc"])
    match kind:
        case "not_in_scale":
            options = _shortened(context["options"])
            return f"'{context['value']}' is not one of {options}", did_you_mean(str(context["value"]), context["choices"])
        case "literal_error":
            choices = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
            hint = did_you_mean(value, choices) if isinstance(value, str) else "write one of them"
            return f"{_described(value)} is not one of {', '.join(choices)}", hint
        case "string_pattern_mismatch":
            return f"'{value}' is not what '{name}' takes", _PATTERN_HINTS.get(name, "")
        case "too_short" | "string_too_short":
            return f"'{name}' is empty", "give at least one value"
    if kind in _LIMITS or kind in _EXPECTED:
        expected = f"expected {_EXPECTED.get(kind, '')}, not {_described(value)}"
        return _LIMITS[kind].format(name=name, value=value, **context) if kind in _LIMITS else expected, ""
    hint = did_you_mean(str(value), context["choices"]) if "choices" in context else ""
    return detail["msg"][:1].lower() + detail["msg"][1:], hint or str(context.get("hint", ""))


def _last_name(keys: Keys) -> str:
    return next((str(key) for key in reversed(keys) if isinstance(key, str)), "")


def _shortened(options: str, most: int = 12) -> str:
    words = options.split(", ")
    return options if len(words) <= most else ", ".join(words[:most]) + ", ..."


def _described(value: object) -> str:
    if isinstance(value, str):
        return f"'{value}'"
    return "a list" if isinstance(value, list | tuple) else "a mapping" if isinstance(value, dict) else "nothing"


def _fields_at(model: type[Part], keys: Keys) -> Mapping[str, object]:
    for key in keys:
        if isinstance(key, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _model_in(fields[key].annotation) if key in fields else None
            if inner is None:
                return {}
            model = inner
    hidden = {"id", *_FROM_BODY.get(model, ())}
    names = [field.alias or name for name, field in model.model_fields.items() if name not in hidden]
    return dict.fromkeys(sorted(names, key="translations".__eq__))  # what a record of any section has, last


def _model_in(annotation: object) -> type[Part] | None:
    if isinstance(annotation, type) and annotation is not NoneType and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Part) else None
    return next((found for argument in get_args(annotation) if (found := _model_in(argument))), None)
