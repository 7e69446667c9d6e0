"""The files of the editor in a site: its page, the package's own, and its settings: a collection a section, a control a field.

The editor keeps what it has no control for as it is, and loses a value of another form than its control takes: one word where its list
stands, one part alone. A field of which any record has such a value is left out, and named. Source of the settings: the schema that the
package has, schema/sveltia-cms.json.
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
"""Fields that commands and translators write, in the forms that they need."""
_FIXED: Final = json.loads(Path(__file__).with_name("settings.json").read_text(encoding="utf-8"))
"""What is the same for all publications and sections; files of translations, which are filtered out, have a tag behind a point."""
NOWHERE: Final = "local/only"
"""Stands for the repository of a publication that names none."""
_VERSIONS: Final = {"github": "v3", "gitlab": "v4", "gitea": "v1"}
"""The versions of the programming interfaces, by what the repository stands on; that of github.com has a host of its own."""
_BODIES: Final = {Source: "In our own words; below a line '## Text', its own text, where its rights allow that.", Explainer: "As Markdown."}
_ID: Final = [f"^{ID_PATTERN.pattern}$", "lower-case words and digits, joined by hyphens"]
FOLDER: Final = "admin"
_NO_REPOSITORY: Final = "warning: no repository is named, so that /admin/ works with a folder of the editor's own machine alone"
_LEFT_OUT: Final = (
    "warning: /admin/ leaves out, and keeps as they are, fields in which a record has one value in the place of a list, or a word in that "
    "of fields; write lists and fields to have them there:"
)


def settings(publication: Publication, written: Mapping[str, Sequence[Written]]) -> tuple[dict[str, Any], list[str]]:
    """Return the settings of the editor for a publication and its records, and the fields that it is not told of.

    These are left out because of how they are written somewhere; a line each, with a file in which they are.
    """
    left_out: list[str] = []
    collections = []
    for section in SECTIONS:
        offered = []
        for control in _controls(section, section, publication):
            values = ((path, fields.get(control["name"])) for path, fields in written.get(section.section, ()))
            reason = next((path for path, value in values if value is not None and not _takes(control, value)), None)
            if reason is None:
                offered.append(control)
            else:
                left_out.append(f"'{control['name']}' of {section.section}: {reason}")
        collections.append(_collection(section, offered))
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
    """Return where the editor reads and saves records: the repository, with the token that an editor gives, as pull requests where it can.

    Without a repository it works with a folder of the editor's machine alone, which the settings do not name.
    """
    address = urlsplit(publication.repository or "")
    if not address.netloc:
        return {"name": "github", "repo": NOWHERE, "auth_methods": ["token"]}
    forge, host = forge_of(publication), f"{address.scheme}://{address.netloc}"
    root = "https://api.github.com" if address.netloc == "github.com" else f"{host}/api/{_VERSIONS[forge]}"
    repository = address.path.strip("/").removesuffix(".git")
    here = {} if forge == "github" else {"base_url": host}
    return {"name": forge, "repo": repository, "branch": publication.branch, "api_root": root, "auth_methods": ["token"], **here}


def _collection(section: type[Record], fields: list[dict[str, Any]]) -> dict[str, Any]:
    named = _named_by(section)
    if section in _BODIES:
        fields = [*fields, {"name": "body", "label": "Text", "widget": "text", "required": False, "hint": _BODIES[section]}]
    return {
        "name": section.section,
        "label": section.section.capitalize(),
        "label_singular": section.singular.capitalize(),
        "description": (section.__doc__ or "").strip(),
        "folder": f"content/{section.section}",
        "extension": "md" if section.below else "yml",
        "format": "yaml-frontmatter" if section.below else "yaml",
        **_FIXED["collection"],
        "identifier_field": named,
        "summary": f"{{{{{named}}}}}",
        "slug": {"template": f"{{{{{named}}}}}", "editable": ["create"], "pattern": _ID, "hint": "Its id, as its address has it."},
        "fields": fields,
    }


def _named_by(section: type[Record]) -> str:
    return next(one.name for one in described(section) if one.name in ("name", "title", "statement"))


def _controls(section: type[Record], kind: type[Part], publication: Publication) -> list[dict[str, Any]]:
    return [_control(section, asks, publication) for asks in described(kind) if asks.name not in NEVER]


def _control(section: type[Record], asks: Described, publication: Publication) -> dict[str, Any]:
    field = asks.field
    is_list = field.holds in ("list", "pair")
    control: dict[str, Any] = {"name": asks.name, "label": asks.label, "required": field.is_needed and not field.is_optional}
    sentences = [asks.means] if asks.means.rstrip(".").lower() != asks.label.lower() else []
    if hint := " ".join([*sentences, *(["As 2025, 2025-06 or 2025-06-13."] if field.takes is Edtf else [])]):
        control["hint"] = hint
    if field.part is not None:
        fields = _controls(section, field.part, publication)
        return control | {"widget": "list" if is_list else "object", "fields": fields, "collapsed": True}
    return control | _widget(section, asks, publication, is_list=is_list)


def _widget(section: type[Record], asks: Described, publication: Publication, *, is_list: bool) -> dict[str, Any]:
    """Return with what a field that is no part is written."""
    refers, options = asks.field.refers, asks.options(publication)
    several = {"multiple": True} if is_list else {}
    if asks.field.holds == "lines":
        return {"widget": "keyvalue", "key_label": "Id", "value_label": ", ".join(options) or "Text"}
    if options:
        return {"widget": "select", "options": [{"label": shown, "value": _as_written(word)} for word, shown in options.items()], **several}
    if refers and not refers.words and len(refers.sections) <= 1:
        target = next((one for one in SECTIONS if one.section in refers.sections), section)
        by = [_named_by(target)]
        return {"widget": "relation", "collection": target.section, "display_fields": by, "search_fields": by, **several}
    kind = "text" if asks.field.is_prose else "string"
    if is_list:
        return {"widget": "list", "field": {"name": "one", "label": asks.label, "widget": kind}}
    if asks.field.takes in (Decimal, int):
        return {"widget": "number", "value_type": "float"}
    return {"widget": kind}


def _as_written(word: str) -> object:
    """Return a word of a list as a file has it: numbers as numbers, true and false."""
    return int(word) if word.isdigit() else word == "true" if word in ("true", "false") else word


def _takes(control: Mapping[str, Any], value: object) -> bool:
    """Tell whether a control takes a value, with all that is in it, and writes it again, as a list where one stood alone."""
    inner = {one["name"]: one for one in control.get("fields", ())}
    match control["widget"]:
        case "object":
            return isinstance(value, Mapping) and all(_takes(inner[name], one) for name, one in value.items() if one is not None)
        case "keyvalue":
            return isinstance(value, Mapping)
        case "list":
            one_takes = {**control, "widget": "object"} if inner else control["field"]
            return isinstance(value, list) and all(_takes(one_takes, one) for one in value)
        case _:
            return isinstance(value, str) or ("multiple" in control and isinstance(value, list))


def editor_files(checked: Checked, package: bytes | None) -> tuple[Mapping[str, bytes], list[str]]:
    """Return the files of the editor by their paths below the site, none without its package, and warnings of what it cannot do.

    The page may run its own modules, and speak with this site and with the programming interface of the repository's host.
    """
    if package is None:
        return {}, []
    corpus, publication = checked.corpus, checked.corpus.publication
    written = {
        one.section: [(it.path, read_fields(it.path, checked.texts[it.path].text).values) for it in corpus.all(one)] for one in SECTIONS
    }
    data, left_out = settings(publication, written)
    api = urlsplit(str(data["backend"].get("api_root", "")))
    host = f" {api.scheme}://{api.netloc}" if api.netloc else ""
    page = Path(__file__).with_name("index.html").read_text(encoding="utf-8")
    found = {
        "index.html": page.format(api=escape(host), title=escape(f"Editor: {publication.title}")).encode(),
        "start.js": Path(__file__).with_name("start.js").read_bytes(),
        "config.json": json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        **files_in(package),
    }
    lacking = [] if publication.repository else [_NO_REPOSITORY]
    lacking += ["\n  ".join([_LEFT_OUT, *left_out])] if left_out else []
    return {f"{FOLDER}/{name}": file for name, file in found.items()}, lacking
