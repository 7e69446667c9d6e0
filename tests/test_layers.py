"""The layers of the generator: each imports from those named here alone, and from their doors; what a door offers is used."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import generator
from generator.lazy_exports import exports

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYERS: Final[dict[str, tuple[str, ...]]] = {
    "text": (),
    "language": (),
    "system": (),
    "model": ("text", "language"),
    "content": ("text", "language", "model"),
    "analysis": ("language", "model"),
    "verify": ("text", "language", "model", "content", "analysis"),
    "figures": ("language", "system", "model", "analysis"),
    "site": ("text", "language", "model", "content", "analysis", "verify", "figures"),
    "builder": ("text", "language", "system", "model", "content", "verify", "figures", "site"),
    "editing": ("text", "language", "system", "model", "content", "analysis", "verify", "site"),
    "command": ("text", "language", "system", "model", "content", "verify", "figures", "site", "builder", "editing"),
}
"""Every layer, from the ground up, and those that it imports."""
OUTSIDE: Final = {"__init__", "__main__", "lazy_exports"}
"""What is no layer."""

PACKAGE: Final = Path(generator.__file__).parent
MODULES: Final = {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(source: str) -> Iterator[tuple[str, str]]:
    """Yield what a module imports of the generator, also for types alone: from where, below 'generator', and which name.

    Where a door itself is imported, the names are those that are asked of it.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name.removeprefix("generator."), "") for alias in node.names if alias.name.startswith("generator."))
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "generator":
                for door in (alias.name for alias in node.names):
                    yield from ((door, name) for name in _asked_of(door, tree) or [""])
            elif node.module and node.module.startswith("generator."):
                yield from ((node.module.removeprefix("generator."), alias.name) for alias in node.names)


def _asked_of(door: str, tree: ast.AST) -> list[str]:
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [node.attr for node in found if isinstance(node.value, ast.Name) and node.value.id == door]


def breaches(layer: str, source: str) -> list[str]:
    """Return the imports that a module of a layer must not have."""
    found = []
    for module, name in imports(source):
        other, _, inner = module.partition(".")
        if other == "lazy_exports":
            continue
        if other == layer:
            if not inner and f"{layer}.{name}" not in MODULES and not (PACKAGE / layer / name).is_dir():
                found.append(f"{name} through its own door")
        elif other not in LAYERS[layer]:
            found.append(f"{module or name}: not below {layer}")
        elif inner or not name:
            found.append(f"{module}: not by the door of {other}")
    return sorted(found)


@pytest.mark.parametrize("module", [name for name in MODULES if name.split(".")[0] not in OUTSIDE])
def test_a_module_imports_from_the_doors_of_lower_layers_alone(module: str) -> None:
    layer, _, inner = module.partition(".")
    source = MODULES[module].read_text(encoding="utf-8")
    if inner == "__init__":
        assert {name.split(".")[0] for name, _ in imports(source)} == {layer, "lazy_exports"}
    else:
        assert breaches(layer, source) == []


def test_every_module_has_a_layer_and_every_layer_stands_above_those_that_it_imports() -> None:
    assert {name.split(".")[0] for name in MODULES} == {*LAYERS, *OUTSIDE}
    order = list(LAYERS)
    assert [(layer, other) for layer, below in LAYERS.items() for other in below if order.index(other) >= order.index(layer)] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_each_of_those_named(layer: str) -> None:
    sources = [path.read_text(encoding="utf-8") for name, path in MODULES.items() if name.startswith(f"{layer}.")]
    assert {module.split(".")[0] for source in sources for module, _ in imports(source)} - {layer, "lazy_exports"} == {*LAYERS[layer]}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_door_offers_what_others_import_and_nothing_else(layer: str) -> None:
    __import__(f"generator.{layer}")
    offered = exports(f"generator.{layer}")
    asked = {
        name
        for module, path in MODULES.items()
        if module.split(".")[0] != layer
        for door, name in imports(path.read_text(encoding="utf-8"))
        if door == layer
    }
    assert {*offered} == asked
    inner = {name.split(".")[1] for name in MODULES if name.startswith(f"{layer}.")}
    assert {*offered} & inner == set(), "a module of this name would be found first"


@pytest.mark.parametrize(
    ("source", "breach"),
    [
        ("from generator.content import Diagnostic", "content: not below model"),
        ("import generator.content", "content: not below model"),
        ("from generator import content", "content: not below model"),
        ("from generator import content\ncontent.Diagnostic", "content: not below model"),
        ("from generator import text", "text: not by the door of text"),
        ("if TYPE_CHECKING:\n    from generator.content import Diagnostic", "content: not below model"),
        ("def late():\n    from generator.content.diagnostics import Diagnostic", "content.diagnostics: not below model"),
        ("from generator.text.position import Span", "text.position: not by the door of text"),
        ("if TYPE_CHECKING:\n    from generator.text.position import Span", "text.position: not by the door of text"),
        ("import generator.text", "text: not by the door of text"),
        ("from generator.model import Corpus", "Corpus through its own door"),
        ("from generator.command import main", "command: not below model"),
        ("from generator.__main__ import main", "__main__: not below model"),
    ],
)
def test_an_import_up_or_past_a_door_is_a_breach(source: str, breach: str) -> None:
    assert breaches("model", source) == [breach]


def test_imports_of_inner_modules_of_the_own_layer_and_of_others_are_none() -> None:
    source = "from generator.model.corpus import Corpus\nfrom generator.model import corpus\nimport re\nfrom generators import command"
    assert breaches("model", source) == []
    assert breaches("model", "from generator import text\ntext.Span") == []


def test_nothing_imports_the_command() -> None:
    assert [layer for layer, below in LAYERS.items() if "command" in below] == []


def test_a_door_imports_nothing_before_it_is_asked_and_knows_only_what_it_offers() -> None:
    with pytest.raises(AttributeError, match=r"^module 'generator\.model' has no attribute 'Claims'$"):
        _ = __import__("generator.model").model.Claims
    with pytest.raises(ImportError, match=r"^cannot import name 'Claims' from 'generator\.model'"):
        exec("from generator.model import Claims")  # noqa: S102


def test_no_class_has_the_name_of_another() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for name, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name)
    assert {name: modules for name, modules in found.items() if len(modules) > 1} == {}
