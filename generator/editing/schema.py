"""JSON Schema of the files that editors write, from the models: what a field takes, what its words mean, how a record begins.

Draft 7, which every editor that reads schemas knows, with keywords of yaml-language-server and VS Code beside it ('markdownDescription',
'markdownEnumDescriptions', 'defaultSnippets', 'doNotSuggest'). A schema knows one file alone: that an id is that of a record, and all that
records have to do with each other, is for 'onrecord check'. Every file that this finds nothing wrong with passes its schema.
Which of them belongs to which files, VS Code is told in its settings.
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
_SEEN: Final = r"\S"
_TAG: Final = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
_TRUTH: Final = ("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0")
_TRUTHS: Final[Schema] = {"anyOf": [{"type": "boolean"}, {"enum": [*_TRUTH, 0, 1], "doNotSuggest": True}]}
_SHORT: Final[Mapping[type[model.Part], tuple[str, ...]]] = {model.Likelihood: ("word", "range")}
"""Parts in whose place the value of one of some fields may stand alone."""
_ONE_OF: Final[Mapping[type[model.Part], tuple[str, ...]]] = {
    model.Likelihood: ("word", "range"),
    model.Impact: ("level", "range"),
    model.Amount: ("low", "best", "high"),
    model.Cost: ("amount", "qualitative"),
    model.Event: ("when", "after"),
}
"""Parts that need one of some fields, none of which is needed by itself."""
FOLDER: Final = "schemas"
SETTINGS: Final = ".vscode/settings.json"
EXTENSIONS: Final = ".vscode/extensions.json"
_MODELINE: Final = "# yaml-language-server:"


def schemas() -> dict[str, str]:
    """Return the schema of every kind of file, as JSON, by the name of its file; sections first, then translations of them."""
    kinds: dict[str, type[model.Part]] = {**model.BY_SECTION, "publication": model.Publication}
    found = {f"{name}.json": schema_of(kind) for name, kind in kinds.items()}
    found |= {f"{name}.{TRANSLATION}.json": translation_of(kind) for name, kind in kinds.items()}
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in found.items()}


def schema_of(kind: type[model.Part]) -> Schema:
    """Return the schema of a record of a section, or of the publication; of a record that is prose, that of its front matter."""
    parts: dict[str, Schema] = {}
    whole, name = _part(kind, parts), _title(kind)
    if issubclass(kind, model.Record):
        meaning = "The file's name without its ending; it need not be written."
        whole["properties"]["id"] = {"description": meaning, **_identity(meaning), "doNotSuggest": True}
    if snippet := _snippet(kind, count(1)):
        whole["defaultSnippets"] = [{"label": f"new {name}", "description": f"A new {name}, with what it needs", "body": snippet}]
    return _with_parts(name, whole, parts)


def translation_of(kind: type[model.Part]) -> Schema:
    """Return the schema of a file of its own that translates a record of a section, or the publication."""
    parts: dict[str, Schema] = {}
    return _with_parts(f"translation of a {_title(kind)}", _translation(kind, parts), parts)


def _with_parts(title: str, whole: Schema, parts: dict[str, Schema]) -> Schema:
    return {"$schema": DRAFT, "title": title, **whole, "definitions": dict(sorted(parts.items()))}


def _title(kind: type[model.Part]) -> str:
    return kind.singular if issubclass(kind, model.Record) else kind.__name__.lower()


def _part(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for one in described(kind):
        field, means = one.field, one.means
        if field.key == "translations":
            schema: Schema = {"type": "object", "propertyNames": {"pattern": _TAG}, "additionalProperties": _translation(kind, parts)}
        else:
            schema = _of(kind, field, parts)
        properties[field.key] = {"description": means, "markdownDescription": marked(means), **schema}
    needed = [one.name for one in described(kind) if one.field.is_needed]
    if "evidence" in needed:
        properties["evidence"]["anyOf"][1]["minItems"] = 1
    one_of = _ONE_OF.get(kind, ())
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if needed := [own for own in needed if own not in one_of]:
        schema["required"] = needed
    if one_of:
        schema["anyOf"] = [{"required": [own]} for own in one_of]
    return schema


def _of(kind: type[model.Part], field: model.ModelField, parts: dict[str, Schema]) -> Schema:
    one = _reference(field.part, parts) if field.part is not None else _plain(kind, field)
    least = _limit(field.around, "min_length")
    match field.holds:
        case "list":
            several: Schema = {"type": "array", "items": one} | ({"minItems": least} if least else {})
            return {"anyOf": [one, several]} if model.Many in field.around else several
        case "pair":
            return {"type": "array", "items": one, "minItems": 2, "maxItems": 2}
        case "lines":
            schema = {"type": "object", "additionalProperties": one, "propertyNames": {"pattern": _ID}}
            return {**schema, "minProperties": least} if least else schema
    return one


def _reference(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    def made() -> Schema:
        return {**_part(kind, parts), "defaultSnippets": [{"label": f"new {kind.__name__.lower()}", "body": _snippet(kind, count(1))}]}

    whole, short = _defined(kind.__name__, parts, made), _SHORT.get(kind)
    return {"anyOf": [whole, *(_of(kind, model.fields_of(kind)[own], parts) for own in short)]} if short else whole


def _defined(name: str, parts: dict[str, Schema], made: Callable[[], Schema]) -> Schema:
    """Return what refers to a part, which is made where it is first named."""
    if name not in parts:
        parts[name] = {}
        parts[name] = made()
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _plain(kind: type[model.Part], field: model.ModelField) -> Schema:
    if (scale := scale_of(field)) is not None:
        others = "|".join(_in_any_case(word) for word in sorted(scale.spellings))
        words = {"anyOf": [_words(meanings(kind, field)), {"type": "string", "pattern": rf"^\s*(?:{others})\s*$", "doNotSuggest": True}]}
        return words if field.scale else {"anyOf": [words, {**_text(field.marks), "doNotSuggest": True}]}
    if get_origin(field.takes) is Literal:
        return _words(meanings(kind, field))
    if field.takes in (model.Edtf, bool):
        return _DATES if field.takes is model.Edtf else _TRUTHS
    if field.takes in (int, float, Decimal):
        return _number(field.marks)
    refers = field.mark(model.RefersTo)
    if refers is not None and not refers.words:
        return _identity("The id of a record: the name of its file, without its ending.")
    return _text(field.marks)


def _number(marks: tuple[object, ...]) -> Schema:
    bounds = {"minimum": _limit(marks, "ge"), "exclusiveMinimum": _limit(marks, "gt"), "maximum": _limit(marks, "le")}
    number = {"type": ["number", "string"], "pattern": f"^(?:{model.NUMBER_PATTERN.pattern})$"}
    return {**number, **{key: bound for key, bound in bounds.items() if bound is not None}}


def _identity(hint: str) -> Schema:
    return {"type": ["string", "integer"], "pattern": _ID, "maxLength": model.ID_LENGTH, "patternErrorMessage": hint}


def _text(marks: tuple[object, ...]) -> Schema:
    """Return the schema of text, which may look like a number or a truth value: every value is read as text."""
    schema: Schema = {"type": ["string", "number", "boolean"], "pattern": _limit(marks, "pattern") or _SEEN}
    longest = _limit(marks, "max_length")
    return {**schema, "maxLength": longest} if longest else schema


def _in_any_case(word: str) -> str:
    return "".join(f"[{sign.upper()}{sign.lower()}]" if sign.isalpha() else re.escape(sign).replace(r"\-", "-") for sign in word)


def _words(means: Mapping[str, str]) -> Schema:
    """Return the schema of words, each with its meaning if it has one; digits are numbers where they stand without quotes."""
    words = {int(word) if word.isdigit() else word: meaning for word, meaning in means.items()}
    schema: Schema = {"enum": list(words)}
    if any(means.values()):
        schema["enumDescriptions"] = [meaning.replace("**", "") for meaning in words.values()]
        schema["markdownEnumDescriptions"] = [marked(meaning) for meaning in words.values()]
    digits = [str(word) for word in words if isinstance(word, int)]
    return {"anyOf": [schema, {"enum": digits, "doNotSuggest": True}]} if digits else schema


def _limit(marks: tuple[object, ...], name: str) -> Any:  # noqa: ANN401 - numbers and patterns
    for mark in marks:
        inside = tuple(mark.metadata) if isinstance(mark, FieldInfo) else (mark,)
        for one in inside:
            if (found := getattr(one, name, None)) is not None:
                return found
    return None


def _translation(kind: type[model.Part], parts: dict[str, Schema]) -> Schema:
    """Return the schema of a translation of a part: its texts alone."""
    means = {field.name: field.means for field in described(kind)}
    properties: dict[str, Schema] = {}
    for name, one in model.wordings(kind).items():
        if name not in means:
            continue
        text: Schema = _text(())
        if one.part is not None:
            text = _defined(f"{one.part.__name__}Translation", parts, partial(_translation, one.part, parts))
        elif one.holds == "lines":
            text = {"type": "object", "additionalProperties": text}
        several = {"anyOf": [text, {"type": "array", "items": text}]} if one.is_list else text
        properties[name] = {"description": means[name], **several}
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _stop(number: int, name: str, words: Iterable[str] = ()) -> str:
    """Return a place of a snippet at which the cursor stops: a choice of words, or a name to write over."""
    safe = [word for word in words if not re.search(r"[,|}$\\]", word)]
    return f"${{{number}|{','.join(safe)}|}}" if safe else f"${{{number}:{name}}}"


def _snippet(kind: type[model.Part], stops: Iterator[int]) -> Schema:
    """Return the fields that a part needs, with places to fill in."""
    body: Schema = {}
    for one in described(kind):
        field = one.field
        if not (field.is_needed or one.name in _ONE_OF.get(kind, ())[:1]):
            continue
        if field.part is not None:
            inside = _snippet(field.part, stops)
            body[one.name] = [inside] if field.is_list else inside
        elif field.holds == "lines":
            body[one.name] = {_stop(next(stops), "actor"): _stop(next(stops), "", field.choices)}
        else:
            name = "2025-06-13" if field.takes is model.Edtf else one.name.replace("_", "-")
            body[one.name] = _stop(next(stops), name, meanings(kind, field))
    return body


def files_for_editors() -> dict[str, bytes]:
    """Return the files, by their path in a project."""
    found = {f"{FOLDER}/{name}": text for name, text in schemas().items()}
    found[SETTINGS] = _as_json({"yaml.schemas": globs(), "yaml.format.enable": False, "yaml.schemaStore.enable": False})
    found[EXTENSIONS] = _as_json({"recommendations": ["redhat.vscode-yaml"]})
    return {name: text.encode() for name, text in found.items()}


def globs() -> dict[str, list[str]]:
    """Return the files of each schema, as VS Code and yaml-language-server take them; one with '!' is none of them.

    Front matter is not among them: no YAML server reads it.
    """
    places = {section.section: f"content/{section.section}/" for section in SECTIONS if not section.below}
    found = {f"./{FOLDER}/{name}.json": [f"{place}*.yml", f"!{place}*.*.yml"] for name, place in places.items()}
    found |= {f"./{FOLDER}/{name}.{TRANSLATION}.json": [f"{place}*.*.yml"] for name, place in places.items()}
    found[f"./{FOLDER}/publication.json"] = ["content/publication.yml"]
    return {**found, f"./{FOLDER}/publication.{TRANSLATION}.json": ["content/publication.*.yml"]}


def changes_for_editors(project: Path) -> tuple[list[FileChange], list[str]]:
    """Return the changes that write them, and the files of VS Code that are there already and say something else: those stay."""
    changes = changes_to({project / name: data for name, data in files_for_editors().items()})
    unchanged = [one for one in changes if one.before is not None and one.path.parent.name != FOLDER]
    return [one for one in changes if one not in unchanged], [one.path.relative_to(project).as_posix() for one in unchanged]


def modelines(project: Path) -> Iterator[FileChange]:
    """Yield the change of each YAML file of content that does not begin with the comment which names its schema.

    Front matter gets none: no YAML server reads it. A file that is no UTF-8 text is left to the check.
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
        mark = text[: text.startswith("\ufeff")]
        if not text.removeprefix(mark).startswith(_MODELINE):
            yield FileChange(path, data, rewritten(data, mark + line + text.removeprefix(mark)))


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
