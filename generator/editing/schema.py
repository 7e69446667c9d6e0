"""JSON Schemas of content files, generated from the models: what fields take, what their words mean, how a record begins.

Draft 7, which every editor with schema support knows, with keywords of yaml-language-server and VS Code ('markdownDescription',
'markdownEnumDescriptions', 'defaultSnippets', 'doNotSuggest'). A schema sees a single file: whether ids exist, and all other relations
between records, are left to 'onrecord check'. Every file without diagnostics is valid against its schema. The settings of VS Code map
schemas to files.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Literal, get_origin

from pydantic.fields import FieldInfo

from generator import model
from generator.content import PUBLICATION_FILE, is_translation
from generator.editing.changes import FileChange, Refused, as_read, changes_to, rewritten
from generator.editing.describing import described, marked, meanings, scale_of
from generator.editing.formatting import files_to_format
from generator.model import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
TRANSLATION: Final = "translation"
_ID: Final = f"^{model.ID_PATTERN.pattern}$"
_MARK: Final = "[?~%]?"
_DAY: Final = rf"{_MARK}(?:Y-?[0-9]+(?:E[0-9]+)?|[0-9X]{{4}})(?:S[0-9])?{_MARK}(?:-{_MARK}[0-9X]{{2}}{_MARK}){{0,2}}(?:T[0-9:Z+-]+)?{_MARK}"
_DATE: Final = rf"^(?=.*[0-9])[\[{{]?(?:{_DAY}|\.\.)?(?:(?:/|, ?|\.\.)(?:{_DAY}|\.\.)?)*[\]}}]?$"
_DATES: Final[Schema] = {
    "type": ["string", "integer"],
    "pattern": _DATE,
    "maxLength": model.LONGEST_DATE,
    "minimum": 1,
    "maximum": 9999,
    "patternErrorMessage": "A date is EDTF: 2025, 2025-06, 2025-06-13, with '?', '~', '/' or '..' as needed.",
}
_NOT_BLANK: Final = r"\S"
_TAG: Final = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_BOOLEAN_WORDS: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")
_BOOLEANS: Final[Schema] = {"anyOf": [{"type": "boolean"}, {"enum": [*_BOOLEAN_WORDS, 0, 1], "doNotSuggest": True}]}
_SHORTHANDS: Final[Mapping[type[model.Part], tuple[str, ...]]] = {model.Likelihood: ("word", "range")}
"""Parts that may be abbreviated to the value of one of these fields."""
_ONE_OF: Final[Mapping[type[model.Part], tuple[str, ...]]] = {
    model.Likelihood: ("word", "range"),
    model.Impact: ("level", "range"),
    model.Amount: ("low", "best", "high"),
    model.Cost: ("amount", "qualitative"),
    model.Event: ("when", "after"),
}
"""Parts that need one of these fields, none of which is required by itself."""
FOLDER: Final = "schemas"
SETTINGS: Final = ".vscode/settings.json"
EXTENSIONS: Final = ".vscode/extensions.json"
_MODELINE: Final = "# yaml-language-server:"


def schemas() -> dict[str, str]:
    """Return the JSON of all schemas by file name: sections and the publication, then their translations."""
    kinds: dict[str, type[model.Part]] = {**model.BY_SECTION, "publication": model.Publication}
    by_name = {f"{name}.json": schema_of(kind) for name, kind in kinds.items()}
    by_name |= {f"{name}.{TRANSLATION}.json": translation_of(kind) for name, kind in kinds.items()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in by_name.items()}


def schema_of(kind: type[model.Part]) -> Schema:
    """Return the schema of the YAML of a section or the publication; for Markdown records, of the front matter."""
    parts: dict[str, Schema] = {}
    schema, name = _part(kind, parts), _title(kind)
    if issubclass(kind, model.Record):
        meaning = "The file name without extension; optional."
        schema["properties"]["id"] = {"description": meaning, **_identity(meaning), "doNotSuggest": True}
    if snippet := _snippet(kind, count(1)):
        schema["defaultSnippets"] = [{"label": f"new {name}", "description": f"A new {name} with its required fields", "body": snippet}]
    return _with_parts(name, schema, parts)


def translation_of(kind: type[model.Part]) -> Schema:
    """Return the schema of a separate translation file of a section or the publication."""
    parts: dict[str, Schema] = {}
    return _with_parts(f"translation of a {_title(kind)}", _translation(kind, parts), parts)


def _with_parts(title: str, schema: Schema, parts: dict[str, Schema]) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema, "definitions": dict(sorted(parts.items()))}


def _title(kind: type[model.Part]) -> str:
    return kind.singular if issubclass(kind, model.Record) else kind.__name__.lower()


def _part(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for entry in described(kind):
        field, means = entry.field, entry.means
        if field.key == "translations":
            schema: Schema = {"type": "object", "propertyNames": {"pattern": _TAG}, "additionalProperties": _translation(kind, parts)}
        else:
            schema = _field_schema(kind, field, parts)
        properties[field.key] = {"description": means, "markdownDescription": marked(means), **schema}
    needed = [entry.name for entry in described(kind) if entry.field.is_needed]
    if "evidence" in needed:
        properties["evidence"]["anyOf"][1]["minItems"] = 1
    one_of = _ONE_OF.get(kind, ())
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if needed := [name for name in needed if name not in one_of]:
        schema["required"] = needed
    if one_of:
        schema["anyOf"] = [{"required": [name]} for name in one_of]
    return schema


def _field_schema(kind: type[model.Part], field: model.ModelField, parts: dict[str, Schema]) -> Schema:
    single = _reference(field.part, parts) if field.part is not None else _value_schema(kind, field)
    minimum = _limit(field.around, "min_length")
    match field.holds:
        case "list":
            multiple: Schema = {"type": "array", "items": single} | ({"minItems": minimum} if minimum else {})
            return {"anyOf": [single, multiple]} if model.Many in field.around else multiple
        case "pair":
            return {"type": "array", "items": single, "minItems": 2, "maxItems": 2}
        case "lines":
            schema = {"type": "object", "additionalProperties": single, "propertyNames": {"pattern": _ID}}
            return {**schema, "minProperties": minimum} if minimum else schema
    return single


def _reference(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    def build() -> Schema:
        return {**_part(kind, parts), "defaultSnippets": [{"label": f"new {kind.__name__.lower()}", "body": _snippet(kind, count(1))}]}

    whole, short = _defined(kind.__name__, parts, build), _SHORTHANDS.get(kind)
    return {"anyOf": [whole, *(_field_schema(kind, model.fields_of(kind)[name], parts) for name in short)]} if short else whole


def _defined(name: str, parts: dict[str, Schema], build: Callable[[], Schema]) -> Schema:
    """Return a reference to a definition, which is built on first use."""
    if name not in parts:
        parts[name] = {}
        parts[name] = build()
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _value_schema(kind: type[model.Part], field: model.ModelField) -> Schema:
    if (scale := scale_of(field)) is not None:
        spellings = "|".join(_in_any_case(word) for word in sorted(scale.spellings))
        words = {"anyOf": [_words(meanings(kind, field)), {"type": "string", "pattern": rf"^\s*(?:{spellings})\s*$", "doNotSuggest": True}]}
        return words if field.scale else {"anyOf": [words, {**_text(field.marks), "doNotSuggest": True}]}
    if get_origin(field.takes) is Literal:
        return _words(meanings(kind, field))
    if field.takes in (model.Edtf, bool):
        return _DATES if field.takes is model.Edtf else _BOOLEANS
    if field.takes in (int, float, Decimal):
        return _number(field.marks)
    refers = field.mark(model.RefersTo)
    if refers is not None and not refers.words:
        return _identity("The id of a record: its file name without extension.")
    return _text(field.marks)


def _number(marks: tuple[object, ...]) -> Schema:
    bounds = {"minimum": _limit(marks, "ge"), "exclusiveMinimum": _limit(marks, "gt"), "maximum": _limit(marks, "le")}
    number = {"type": ["number", "string"], "pattern": f"^(?:{model.NUMBER_PATTERN.pattern})$"}
    return {**number, **{key: bound for key, bound in bounds.items() if bound is not None}}


def _identity(hint: str) -> Schema:
    return {"type": ["string", "integer"], "pattern": _ID, "maxLength": model.ID_LENGTH, "patternErrorMessage": hint}


def _text(marks: tuple[object, ...]) -> Schema:
    """Return the schema of text, which may also look like a number or a boolean, as all values are read as text."""
    schema: Schema = {"type": ["string", "number", "boolean"], "pattern": _limit(marks, "pattern") or _NOT_BLANK}
    longest = _limit(marks, "max_length")
    return {**schema, "maxLength": longest} if longest else schema


def _in_any_case(word: str) -> str:
    return "".join(f"[{char.upper()}{char.lower()}]" if char.isalpha() else re.escape(char).replace(r"\-", "-") for char in word)


def _words(means: Mapping[str, str]) -> Schema:
    """Return the schema of words with their meanings; a word of digits is also allowed as a number."""
    words = {int(word) if word.isdigit() else word: meaning for word, meaning in means.items()}
    schema: Schema = {"enum": list(words)}
    if any(means.values()):
        schema["enumDescriptions"] = [meaning.replace("**", "") for meaning in words.values()]
        schema["markdownEnumDescriptions"] = [marked(meaning) for meaning in words.values()]
    digits = [str(word) for word in words if isinstance(word, int)]
    return {"anyOf": [schema, {"enum": digits, "doNotSuggest": True}]} if digits else schema


def _limit(marks: tuple[object, ...], name: str) -> Any:  # noqa: ANN401 - numbers and patterns
    for mark in marks:
        constraints = tuple(mark.metadata) if isinstance(mark, FieldInfo) else (mark,)
        for constraint in constraints:
            if (limit := getattr(constraint, name, None)) is not None:
                return limit
    return None


def _translation(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    """Return the schema of a translation of a part: its texts only."""
    means = {field.name: field.means for field in described(kind)}
    properties: dict[str, Schema] = {}
    for name, wording in model.wordings(kind).items():
        if name not in means:
            continue
        text: Schema = _text(())
        if wording.part is not None:
            text = _defined(f"{wording.part.__name__}Translation", parts, partial(_translation, wording.part, parts))
        elif wording.holds == "lines":
            text = {"type": "object", "additionalProperties": text}
        several = {"anyOf": [text, {"type": "array", "items": text}]} if wording.is_list else text
        properties[name] = {"description": means[name], **several}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _stop(number: int, name: str, words: Iterable[str] = ()) -> str:
    """Return a tab stop of a snippet: a choice of words, or a placeholder."""
    safe = [word for word in words if not re.search(r"[,|}$\\]", word)]
    return f"${{{number}|{','.join(safe)}|}}" if safe else f"${{{number}:{name}}}"


def _snippet(kind: type[model.Part], stops: Iterator[int]) -> Schema:
    """Return a snippet of the required fields of a part."""
    body: Schema = {}
    for entry in described(kind):
        field = entry.field
        if not (field.is_needed or entry.name in _ONE_OF.get(kind, ())[:1]):
            continue
        if field.part is not None:
            inside = _snippet(field.part, stops)
            body[entry.name] = [inside] if field.is_list else inside
        elif field.holds == "lines":
            body[entry.name] = {_stop(next(stops), "actor"): _stop(next(stops), "", field.choices)}
        else:
            name = "2025-06-13" if field.takes is model.Edtf else entry.name.replace("_", "-")
            body[entry.name] = _stop(next(stops), name, meanings(kind, field))
    return body


def files_for_editors() -> dict[str, bytes]:
    """Return the schemas and settings for text editors, by path in a project."""
    files = {f"{FOLDER}/{name}": text for name, text in schemas().items()}
    files[SETTINGS] = _as_json({"yaml.schemas": globs(), "yaml.format.enable": False, "yaml.schemaStore.enable": False})
    files[EXTENSIONS] = _as_json({"recommendations": ["redhat.vscode-yaml"]})
    return {name: text.encode() for name, text in files.items()}


def globs() -> dict[str, list[str]]:
    """Return the globs of each schema, as VS Code and yaml-language-server take them; '!' excludes.

    Front matter is left out: no YAML server reads it.
    """
    places = {section.section: f"content/{section.section}/" for section in SECTIONS if not section.below}
    patterns = {f"./{FOLDER}/{name}.json": [f"{place}*.yml", f"!{place}*.*.yml"] for name, place in places.items()}
    patterns |= {f"./{FOLDER}/{name}.{TRANSLATION}.json": [f"{place}*.*.yml"] for name, place in places.items()}
    patterns[f"./{FOLDER}/publication.json"] = ["content/publication.yml"]
    return {**patterns, f"./{FOLDER}/publication.{TRANSLATION}.json": ["content/publication.*.yml"]}


def changes_for_editors(project: Path) -> tuple[list[FileChange], list[str]]:
    """Return the changes that write these files, and the existing VS Code files that differ, which are kept."""
    changes = changes_to({project / name: data for name, data in files_for_editors().items()})
    unchanged = [change for change in changes if change.before is not None and change.path.parent.name != FOLDER]
    return [change for change in changes if change not in unchanged], [change.path.relative_to(project).as_posix() for change in unchanged]


def modelines(project: Path) -> Iterator[FileChange]:
    """Yield the change of each YAML file of content that lacks the modeline with its schema.

    Front matter gets none: no YAML server reads it. Files that are not UTF-8 are skipped.
    """
    for path in files_to_format(project / "content"):
        if path.suffix != ".yml":
            continue
        kind = PUBLICATION_FILE.removesuffix(".yml") if path.parent.name == "content" else path.parent.name
        name = f"{kind}.{TRANSLATION}" if is_translation(path) else kind
        up = "../" * len(path.relative_to(project).parts[:-1])
        line = f"# yaml-language-server: $schema={up}{FOLDER}/{name}.json\n"
        data = path.read_bytes()
        try:
            text = as_read(data)
        except Refused:
            continue
        bom = text[: text.startswith("\ufeff")]
        if not text.removeprefix(bom).startswith(_MODELINE):
            yield FileChange(path, data, rewritten(data, bom + line + text.removeprefix(bom)))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
