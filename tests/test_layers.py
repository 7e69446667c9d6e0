"""The floors of the generator: a later one imports an earlier one, never back."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import generator

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS = (
    "text",
    "bundled",
    "errors",
    "files",
    "cache",
    "time_limits",
    "workers",
    "ownership",
    "destinations",
    "replacing",
    "locking",
    "cleaning",
    "language",
    "dates",
    "vocabularies",
    "records",
    "synonyms",
    "diagnostics",
    "invisible_characters",
    "corpus",
    "validation_messages",
    "reading",
    "translation_files",
    "load",
    "repository",
    "evidence",
    "derive",
    "checks",
    "checking",
    "outputs",
    "tokens",
    "figures",
    "cards",
    "pages",
    "search_list",
    "search_near",
    "search_index",
    "render",
    "pictures",
    "picture_worker",
    "stopwatch",
    "stamp",
    "writing",
    "build",
    "raw_blocks",
    "cached_pages",
    "settings",
    "site_links",
    "site",
    "project",
    "starting",
    "editing",
    "admin",
    "reporting",
    "serve",
    "terminal",
    "clock",
    "options",
    "commands",
    "source_commands",
    "interface_commands",
    "reports",
    "preview",
    "build_run",
    "cli",
    "__main__",
)
"""Every module and package of the generator, from the ground up."""

ALONE = {
    "text": (),
    "language": (),
    "dates": ("language",),
    "vocabularies": ("language",),
    "records": ("text", "language", "dates", "vocabularies"),
    "synonyms": (),
    "diagnostics": ("text", "language", "synonyms"),
    "corpus": ("text", "language", "vocabularies", "records"),
    "evidence": ("language", "records", "corpus", "text", "diagnostics", "vocabularies"),
    "invisible_characters": ("text", "dates", "diagnostics"),
    "repository": ("text", "records"),
    "reporting": ("text", "diagnostics", "editing"),
    "derive": ("text", "language", "dates", "vocabularies", "records", "corpus", "evidence"),
    "outputs": ("language", "dates", "vocabularies", "records", "corpus", "derive"),
    "tokens": (),
    "cards": ("language", "outputs", "tokens", "figures"),
    "pictures": ("errors", "files", "cache", "workers"),
    "picture_worker": ("cache", "workers"),
    "bundled": (),
    "errors": (),
    "files": (),
    "cache": ("files",),
    "time_limits": (),
    "workers": ("time_limits",),
    "ownership": ("errors", "files"),
    "destinations": ("ownership",),
    "replacing": ("ownership",),
    "locking": ("errors",),
    "cleaning": ("errors", "cache", "ownership", "destinations", "locking"),
    "render": ("language", "tokens", "figures", "pages"),
    "stopwatch": (),
    "stamp": ("files",),
    "raw_blocks": (),
    "cached_pages": ("cache", "files", "raw_blocks", "stamp"),
    "writing": ("files", "ownership"),
    "starting": ("bundled", "errors", "files"),
    "serve": ("errors",),
    "terminal": ("text",),
    "clock": (),
    "search_list": (),
    "search_near": ("text", "pages"),
    "search_index": ("errors", "files", "time_limits", "ownership", "replacing", "text", "pages", "search_list", "search_near"),
    "settings": ("files", "ownership", "language", "records", "outputs", "pages"),
    "site_links": (),
    "site": ("errors", "files", "ownership", "replacing", "search_index", "cached_pages", "settings", "site_links"),
}
"""Floors that import less than they could."""

PACKAGE = Path(generator.__file__).parent


def imports(source: str) -> Iterator[str]:
    """Yield the modules and packages of the generator that a module imports, also for types alone."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "generator" and rest:
                yield rest.split(".")[0]


def breaches(floor: str, source: str) -> list[str]:
    """Return the imports that a module of a floor must not have."""
    allowed = {*(ALONE[floor] if floor in ALONE else FLOORS[: FLOORS.index(floor)]), floor}
    return sorted({f"{floor} imports {one}" for one in imports(source) if one not in allowed})


def modules() -> list[tuple[str, Path]]:
    return [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in sorted(PACKAGE.rglob("*.py"))]


@pytest.mark.parametrize(("floor", "path"), [(floor, path) for floor, path in modules() if floor != "__init__"], ids=str)
def test_a_later_floor_imports_an_earlier_one_and_never_back(floor: str, path: Path) -> None:
    assert breaches(floor, path.read_text(encoding="utf-8")) == []


def test_every_module_has_a_floor() -> None:
    assert {floor for floor, _ in modules()} == {*FLOORS, "__init__"}


@pytest.mark.parametrize(
    ("floor", "source"),
    [
        ("records", "from generator.corpus import Corpus"),
        ("records", "import generator.corpus"),
        ("records", "from generator import corpus"),
        ("records", "if TYPE_CHECKING:\n    from generator.corpus import Corpus"),
        ("records", "def late():\n    from generator.corpus.deep import Corpus"),
    ],
)
def test_an_import_back_is_a_breach(floor: str, source: str) -> None:
    assert breaches(floor, source) == ["records imports corpus"]


@pytest.mark.parametrize("floor", [floor for floor in FLOORS if floor not in ("cli", "__main__")])
def test_nothing_imports_the_command(floor: str) -> None:
    assert breaches(floor, "from generator.cli import main") == [f"{floor} imports cli"]


def test_imports_of_the_own_floor_and_of_others_are_none() -> None:
    assert breaches("text", "from generator.text.position import Span\nimport re\nfrom generators import cli") == []
