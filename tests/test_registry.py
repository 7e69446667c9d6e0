"""Lists in code are complete: every rule, section, figure, page kind and template has its counterpart."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import tomllib
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from urllib.parse import urljoin

import pytest

import generator.figures
import generator.model.records
import generator.site
import generator.verify.checks
from generator.command.options import FORMATS as OFFERED
from generator.command.options import VERSION
from generator.command.reporting import FORMATS
from generator.content.diagnostics import RULES, Rule
from generator.model.corpus import SCHEMES
from generator.model.records import NAVIGATION, SECTIONS, Record
from generator.model.records.explainers import ACTOR_OPTIONS, FIGURES, OPTION_WORDS, PLACE_OPTION, Explainer
from generator.model.records.places import Place
from generator.model.records.risks import Risk
from generator.model.records.walking import fields_of, parts_in
from generator.model.vocabularies import SCALES
from generator.site import figures
from generator.site.all_pages import DRAWN, PAGES
from generator.site.page import Page, url_of
from generator.text.problems import TextRule
from generator.verify.checking import CHECKS
from tests.figures import test_writers
from tests.sites import context_of
from tests.test_snapshots import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from generator.model.records.base import RefersTo
    from generator.verify.checking import Checked

ROOT = Path(generator.__file__).parents[1]
TEMPLATES = ROOT / "site_templates" / "pages"


def inside(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{package.__name__}.{found.name}")


def source_of_pages() -> str:
    return "\n".join(inspect.getsource(module) for module in inside(generator.site))


def test_no_two_rules_have_one_code() -> None:
    assert len(RULES) == len(Rule) == len(Rule.__members__)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_a_rule_is_a_sentence_with_a_name_of_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
    assert re.fullmatch(r"[A-Z].*\.", rule.summary)


def test_readers_of_text_use_rules_that_exist() -> None:
    assert set(get_args(TextRule)) <= set(RULES)


def test_every_check_is_in_the_list_once() -> None:
    written = {
        value
        for module in inside(generator.verify.checks)
        for name, value in vars(module).items()
        if name.startswith("check_") and value.__module__ == module.__name__
    }
    unlisted = {value.__module__ for value in written - set(CHECKS)}
    assert not unlisted, "name each in _MODULES of generator/verify/checking.py"
    assert set(CHECKS) == written
    assert len(CHECKS) == len(written)


def test_every_section_has_a_module_of_its_name_and_every_module_a_section() -> None:
    kinds = {
        value.section: module.__name__
        for module in inside(generator.model.records)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Record) and value.section and value.__module__ == module.__name__
    }
    listed = {section.section: f"generator.model.records.{section.section}" for section in SECTIONS}
    missing = [
        f"{module} has no row in TABLE of generator/model/records/__init__.py" for name, module in kinds.items() if name not in listed
    ]
    assert not missing, missing
    assert kinds == listed


def test_sections_are_not_mixed_up() -> None:
    assert len(SCHEMES) == len(SECTIONS)
    assert "chart" not in SCHEMES
    assert not {"http", "https", "mailto", "javascript", "data"} & set(SCHEMES)


def unexplained(tree: ast.Module) -> Iterator[str]:
    """Yield the annotated names in the classes of a module that no text follows."""
    for kind in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for node, after in zip_longest(kind.body, kind.body[1:]):
            if isinstance(node, ast.AnnAssign) and "ClassVar" not in ast.unparse(node.annotation):
                told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) and isinstance(after.value.value, str)
                name = ast.unparse(node.target)
                if not told and not name.startswith("_"):
                    yield f"{kind.name}.{name}"


@pytest.mark.parametrize(
    "module",
    [one for one in inside(generator.model.records) if not one.__name__.endswith(".base")],
    ids=lambda module: str(module.__name__),
)
def test_every_field_of_a_section_is_explained(module: ModuleType) -> None:
    assert list(unexplained(ast.parse(inspect.getsource(module)))) == []


def test_a_field_without_an_explanation_is_seen() -> None:
    assert list(unexplained(ast.parse("class A:\n    b: int\n    c: int\n    'C.'\n    d: int = 0"))) == ["A.b", "A.d"]


def sections_of_manual() -> dict[str, str]:
    manual = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    _, *parts = re.split(r"^### `([a-z]+)/`", manual, flags=re.MULTILINE)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def test_the_manual_has_every_section_once() -> None:
    missing = [f"give content/README.md a part '### `{name}/`'" for name in SCHEMES.values() if name not in sections_of_manual()]
    assert not missing, missing
    assert set(sections_of_manual()) == set(SCHEMES.values())


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_the_manual_shows_fields_that_exist_and_every_needed_one(section: type[Record]) -> None:
    fields = fields_of(section)
    told = sections_of_manual().get(section.section, "")
    assert "```" in told, f"show a record below '### `{section.section}/`' of content/README.md"
    example = re.split(r"^```.*$", told, flags=re.MULTILINE)[1]
    shown = re.findall(r"^([a-z_0-9]+):", example, flags=re.MULTILINE)
    assert [name for name in shown if name not in fields] == []
    assert [name for name, field in fields.items() if field.is_needed and name not in ("id", *shown)] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_references_name_sections_and_rules_that_exist(section: type[Record]) -> None:
    marks = reference_marks(section)
    assert all(set(mark.sections) <= set(SCHEMES.values()) for mark in marks)
    assert all(mark.rule in RULES and mark.heading for mark in marks)


def reference_marks(section: type[Record]) -> list[RefersTo]:
    """Return the declarations of references in the fields of a section and of the parts in it."""
    return [field.refers for kind in (section, *parts_in([section])) for field in fields_of(kind).values() if field.refers]


def test_references_are_found_in_lists_and_parts() -> None:
    headings = {mark.heading for mark in reference_marks(Risk)}
    assert headings >= {"Risks borne", "Used as evidence by", "On the record", "Warnings and forecasts", "Replaces"}


def test_every_figure_is_drawn_and_every_drawn_figure_may_be_named() -> None:
    drawn = set(vars(figures)["_NAMED"])
    assert [*(FIGURES.keys() - drawn)] == [], "draw each of these in _NAMED of generator/site/figures.py"
    assert [*(drawn - FIGURES.keys())] == [], "name each of these, with its options, in FIGURES of generator/model/records/explainers.py"


def test_every_figure_that_chooses_records_has_their_kinds() -> None:
    lines = re.split(r'^    "(?=[a-z-]+": lambda)', inspect.getsource(figures), flags=re.MULTILINE)[1:]
    choosing = {text.partition('"')[0] for text in lines if "it.chosen" in text}
    assert choosing >= {"timeline", "claims"}
    missing = [name for name in sorted(choosing) if not FIGURES[name].sections]
    assert not missing, "give each of these the sections of its records in FIGURES of generator/model/records/explainers.py"


@pytest.mark.parametrize(("name", "option"), [(name, option) for name, placed in FIGURES.items() for option in placed.options])
def test_every_figure_is_drawn_with_each_of_its_options(name: str, option: str, small: Checked) -> None:
    corpus = small.corpus
    values = {"issue": "water-of-the-isel", PLACE_OPTION: next(one.id for one in corpus.all(Place) if one.ranges)}
    chosen = values.get(option) or OPTION_WORDS.get(option, ("tarsia",))[0]
    explainer = max(corpus.all(Explainer), key=lambda one: len(corpus.body_of(one).blocks))
    shown = figures.named(context_of(corpus), explainer, name, {option: chosen}, "Its headline")
    assert shown.figure.title == "Its headline"


def test_options_of_actors_are_options_of_figures() -> None:
    options = {option for placed in FIGURES.values() for option in placed.options}
    assert options - ACTOR_OPTIONS - OPTION_WORDS.keys() == {"issue", PLACE_OPTION}


def test_every_page_kind_is_in_the_list_once() -> None:
    written = [module.__name__ for module in inside(generator.site) if hasattr(module, "pages")]
    listed = [pages.__module__ for pages in (*PAGES, *DRAWN)]
    missing = [f"give {name}.pages a line in PAGES or DRAWN of generator/site/all_pages.py" for name in written if name not in listed]
    assert not missing, missing
    assert len(listed) == len(written)


def test_every_page_is_led_to_by_another_or_by_the_navigation() -> None:
    texts = {path.relative_to(KEPT).as_posix(): path.read_text(encoding="utf-8") for path in KEPT.rglob("*.md")}
    reached = {f"/{url_of(path)}" for path in NAVIGATION}
    for path, text in texts.items():
        ways = re.findall(r'(?:href="|\]\()([^"#?)]+)', text)
        reached |= {urljoin(f"/{url_of(path)}", way.removesuffix("index.md")) for way in ways} - {f"/{url_of(path)}"}
    alone = [path for path, text in texts.items() if f"/{url_of(path)}" not in reached and 'kind: "moved"' not in text]
    assert not alone, "link to each of these from another page, or give it a line in NAVIGATION of generator/model/records/__init__.py"


def test_every_figure_that_is_written_is_shown_on_a_page() -> None:
    written = {name for module in inside(generator.figures) for name in vars(module) if name.endswith("_figure")}
    called = set(re.findall(r"(\w+_figure)\(", source_of_pages()))
    assert [*(written - called)] == [], "show each in the module of a page, or in generator/site/figures.py"
    tried = set(re.findall(r"(\w+_figure)\(", inspect.getsource(test_writers)))
    assert [*(written - tried)] == [], "draw each in DRAWN of tests/figures/test_writers.py"
    shown = {name for name, value in vars(figures).items() if inspect.isfunction(value) and value.__module__ == figures.__name__}
    used = set(re.findall(r"figures\.(\w+)\(", source_of_pages()))
    unused = {name for name in shown - used if not name.startswith("_")} - {"figure_context"}
    assert not unused, "show each on a page, or name it in _NAMED of generator/site/figures.py, or delete it there"


def test_every_template_is_used_by_a_page_kind_and_is_there() -> None:
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES.iterdir()]
    used = set(re.findall(r'"(?:pages/)?([a-z-]+\.md\.j2)"', "\n".join([source_of_pages(), *texts])))
    there = {path.name for path in TEMPLATES.iterdir()}
    assert [*(used - there)] == [], "write each of these into site_templates/pages/"
    assert [*(there - used)] == [], "name each of these in the module of its page, or delete it"
    assert "template" in Page.__slots__


def test_every_part_of_a_template_is_used_by_a_page() -> None:
    parts = {path.relative_to(ROOT / "site_templates").as_posix() for path in (ROOT / "site_templates" / "parts").iterdir()}
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "site_templates").rglob("*.j2")]
    assert {part for part in parts if not any(f'"{part}"' in text or f"'{part}'" in text for text in texts)} == set()


def test_every_format_of_reports_is_offered() -> None:
    assert set(OFFERED) == set(FORMATS), "FORMATS of generator/command/options.py and of generator/command/reporting.py are one list"


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_every_scale_file_is_in_the_list_of_scales() -> None:
    assert {scale.name for scale in SCALES} == {path.stem for path in (ROOT / "generator" / "model" / "vocabularies").glob("*.yml")}
