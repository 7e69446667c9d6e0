"""The files by which editors know the schemas of a project: the schemas, and which of them belongs to which files in VS Code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from generator.editing.changes import FileChange
from generator.editing.schema import TRANSLATION, schemas
from generator.records import SECTIONS

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "schemas"
SETTINGS: Final = ".vscode/settings.json"
EXTENSIONS: Final = ".vscode/extensions.json"


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
    places = {section.section: f"content/{section.section}/" for section in SECTIONS if not section.prose}
    found = {f"./{FOLDER}/{name}.json": [f"{place}*.yml", f"!{place}*.*.yml"] for name, place in places.items()}
    found |= {f"./{FOLDER}/{name}.{TRANSLATION}.json": [f"{place}*.*.yml"] for name, place in places.items()}
    found[f"./{FOLDER}/publication.json"] = ["content/publication.yml"]
    return {**found, f"./{FOLDER}/publication.{TRANSLATION}.json": ["content/publication.*.yml"]}


def changes_for_editors(project: Path) -> tuple[list[FileChange], list[str]]:
    """Return the changes that write them, and the files of VS Code that are there already and say something else: those stay."""
    changes: list[FileChange] = []
    kept: list[str] = []
    for name, data in files_for_editors().items():
        path = project / name
        before = path.read_bytes() if path.is_file() else None
        if before is not None and before != data and not name.startswith(FOLDER):
            kept.append(name)
        elif before != data:
            changes.append(FileChange(path, before, data))
    return changes, kept


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
