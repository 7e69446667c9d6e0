"""The files of the editor in the browser: page, package and generated settings, with a collection per section and a control per field.

The editor preserves fields without a control, but loses values of another form than its control: a single word instead of a list, or one
part without a list. A field with such a value in any record is left out and reported. Source of the settings: the schema in the package,
schema/sveltia-cms.json.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from generator.content import forge_of
from generator.editing.admin.package import files_in
from generator.editing.describing import Described, described
from generator.editing.fields import read_fields
from generator.model import ID_LENGTH, ID_PATTERN, SECTIONS, Edtf, Explainer, Part, Publication, Record, Source

if TYPE_CHECKING:
    from generator.verify import Checked

Written = tuple[str, Mapping[str, object]]

NEVER: Final = frozenset({"former_ids", "translations"})
"""Fields that only commands and translators write, in forms that no control supports."""
_FIXED: Final = json.loads(Path(__file__).with_name("settings.json").read_text(encoding="utf-8"))
"""Settings shared by all publications and sections; translation files, which are filtered out, have a tag after a dot."""
NOWHERE: Final = "local/only"
"""A placeholder for a missing repository."""
_VERSIONS: Final = {"github": "v3", "gitlab": "v4", "gitea": "v1"}
"""The API versions by forge; github.com has an API host of its own."""
_HINTS: Final = {Source: "In our own words; below a line '## Text', its own text, if its rights allow that.", Explainer: "As Markdown."}
_ID: Final = [f"^{ID_PATTERN.pattern}$", "lower-case words and digits, joined by hyphens"]
FOLDER: Final = "admin"
_NO_REPOSITORY: Final = "warning: without 'repository' in publication.yml, /admin/ only works with a local folder"
_LEFT_OUT: Final = (
    "warning: /admin/ does not show these fields and keeps them as they are, because a record has a single value instead of a list, or a "
    "word instead of fields; write lists and fields to edit them there:"
)


def settings(publication: Publication, written: Mapping[str, Sequence[Written]]) -> tuple[dict[str, Any], list[str]]:
    """Return the settings of the editor for a publication and its records, and the fields left out.

    Those are given with a file that has a value which their control does not support.
    """
    left_out: list[str] = []
    collections = []
    for section in SECTIONS:
        controls = []
        for control in _controls(section, section, publication):
            values = ((path, fields.get(control["name"])) for path, fields in written.get(section.section, ()))
            reason = next((path for path, value in values if value is not None and not _supports(control, value)), None)
            if reason is None:
                controls.append(control)
            else:
                left_out.append(f"'{control['name']}' of {section.section}: {reason}")
        collections.append(_collection(section, controls))
    backend = _backend(publication)
    editor_settings = {
        **_FIXED["all"],
        "backend": backend,
        "publish_mode": "simple" if backend["name"] == "gitea" else "editorial_workflow",
        "app_title": str(publication.title),
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": ID_LENGTH},
        "collections": collections,
    }
    return editor_settings, left_out


def _backend(publication: Publication) -> dict[str, Any]:
    """Return the backend: the repository, accessed with the token of an editor, by pull requests if supported.

    Without a repository the editor works only with a local folder, which the settings do not name.
    """
    address = urlsplit(publication.repository or "")
    if not address.netloc:
        return {"name": "github", "repo": NOWHERE, "auth_methods": ["token"]}
    forge, host = forge_of(publication), f"{address.scheme}://{address.netloc}"
    root = "https://api.github.com" if address.netloc == "github.com" else f"{host}/api/{_VERSIONS[forge]}"
    repository = address.path.strip("/").removesuffix(".git")
    base = {} if forge == "github" else {"base_url": host}
    return {"name": forge, "repo": repository, "branch": publication.branch, "api_root": root, "auth_methods": ["token"], **base}


def _collection(section: type[Record], fields: list[dict[str, Any]]) -> dict[str, Any]:
    title = _title_field(section)
    if section in _HINTS:
        fields = [*fields, {"name": "body", "label": "Text", "widget": "text", "required": False, "hint": _HINTS[section]}]
    return {
        "name": section.section,
        "label": section.section.capitalize(),
        "label_singular": section.singular.capitalize(),
        "description": (section.__doc__ or "").strip(),
        "folder": f"content/{section.section}",
        "extension": "md" if section.below else "yml",
        "format": "yaml-frontmatter" if section.below else "yaml",
        **_FIXED["collection"],
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}",
        "slug": {"template": f"{{{{{title}}}}}", "editable": ["create"], "pattern": _ID, "hint": "Its id, which is part of its URL."},
        "fields": fields,
    }


def _title_field(section: type[Record]) -> str:
    return next(field.name for field in described(section) if field.name in ("name", "title", "statement"))


def _controls(section: type[Record], kind: type[Part], publication: Publication) -> list[dict[str, Any]]:
    return [_control(section, entry, publication) for entry in described(kind) if entry.name not in NEVER]


def _control(section: type[Record], entry: Described, publication: Publication) -> dict[str, Any]:
    field = entry.field
    is_list = field.holds in ("list", "pair")
    control: dict[str, Any] = {"name": entry.name, "label": entry.label, "required": field.is_needed and not field.is_optional}
    sentences = [entry.means] if entry.means.rstrip(".").lower() != entry.label.lower() else []
    if hint := " ".join([*sentences, *(["Write 2025, 2025-06 or 2025-06-13."] if field.takes is Edtf else [])]):
        control["hint"] = hint
    if field.part is not None:
        fields = _controls(section, field.part, publication)
        return control | {"widget": "list" if is_list else "object", "fields": fields, "collapsed": True}
    return control | _widget(section, entry, publication, is_list=is_list)


def _widget(section: type[Record], entry: Described, publication: Publication, *, is_list: bool) -> dict[str, Any]:
    """Return the widget of a field that is not a part."""
    refers, options = entry.field.refers, entry.options(publication)
    many = {"multiple": True} if is_list else {}
    if entry.field.holds == "lines":
        return {"widget": "keyvalue", "key_label": "Id", "value_label": ", ".join(options) or "Text"}
    if options:
        return {"widget": "select", "options": [{"label": label, "value": _as_yaml_value(word)} for word, label in options.items()], **many}
    if refers and not refers.words and len(refers.sections) <= 1:
        target = next((kind for kind in SECTIONS if kind.section in refers.sections), section)
        title = [_title_field(target)]
        return {"widget": "relation", "collection": target.section, "display_fields": title, "search_fields": title, **many}
    kind = "text" if entry.field.is_prose else "string"
    if is_list:
        return {"widget": "list", "field": {"name": "one", "label": entry.label, "widget": kind}}
    if entry.field.takes in (Decimal, int):
        return {"widget": "number", "value_type": "float"}
    return {"widget": kind}


def _as_yaml_value(word: str) -> object:
    """Convert a word to its YAML value: an integer, a boolean or the word itself."""
    return int(word) if word.isdigit() else word == "true" if word in ("true", "false") else word


def _supports(control: Mapping[str, Any], value: object) -> bool:
    """Return whether a control supports a value and everything in it; a single value becomes a list."""
    controls = {item["name"]: item for item in control.get("fields", ())}
    match control["widget"]:
        case "object":
            return isinstance(value, Mapping) and all(_supports(controls[name], item) for name, item in value.items() if item is not None)
        case "keyvalue":
            return isinstance(value, Mapping)
        case "list":
            item_control = {**control, "widget": "object"} if controls else control["field"]
            return isinstance(value, list) and all(_supports(item_control, item) for item in value)
        case _:
            return isinstance(value, str) or ("multiple" in control and isinstance(value, list))


def editor_files(checked: Checked, package: bytes | None) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the files of the editor by path in the site, or none without its package, and warnings of what it cannot do.

    The page may run only its own modules, and connect only to this site and the API of the repository's host.
    """
    if package is None:
        return {}, []
    corpus, publication = checked.corpus, checked.corpus.publication
    written = {
        kind.section: [(record.path, read_fields(record.path, checked.texts[record.path].text).values) for record in corpus.all(kind)]
        for kind in SECTIONS
    }
    data, left_out = settings(publication, written)
    api = urlsplit(str(data["backend"].get("api_root", "")))
    host = f" {api.scheme}://{api.netloc}" if api.netloc else ""
    page = Path(__file__).with_name("index.html").read_text(encoding="utf-8")
    files = {
        "index.html": page.format(api=escape(host), title=escape(f"Editor: {publication.title}")).encode(),
        "start.js": Path(__file__).with_name("start.js").read_bytes(),
        "config.json": json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        **files_in(package),
    }
    warnings = [] if publication.repository else [_NO_REPOSITORY]
    warnings += ["\n  ".join([_LEFT_OUT, *left_out])] if left_out else []
    return {f"{FOLDER}/{name}": file for name, file in files.items()}, warnings
