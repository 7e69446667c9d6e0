"""The files by which editors know the schemas of a project: the schemas, and which of them belongs to which files in VS Code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from generator.content import PUBLICATION_FILE, is_translation
from generator.editing.changes import FileChange, Refused, as_read, changes_to, rewritten
from generator.editing.formatting import files_to_format
from generator.editing.schema import TRANSLATION, schemas
from generator.model import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER: Final = "schemas"
SETTINGS: Final = ".vscode/settings.json"
EXTENSIONS: Final = ".vscode/extensions.json"
_MODELINE: Final = "# yaml-language-server:"


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
