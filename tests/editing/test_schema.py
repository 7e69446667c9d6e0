"""The schemas that editors read: they take every file that 'check' finds no mistake of shape in, and refuse the others."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator

from generator.command import cli
from generator.editing.describing import all_words, marked, scale_meaning
from generator.editing.fields import read_fields
from generator.editing.formatting import formatted
from generator.editing.schema import FOLDER, SETTINGS, files_for_editors, globs, schemas
from generator.model.dates import parse_edtf
from generator.model.records import SECTIONS
from generator.model.records.walking import fields_of
from generator.model.vocabularies import SCALES
from generator.system.bundled import STARTER
from generator.text.markdown_reader import split_front_matter
from generator.text.yaml_reader import read_yaml
from generator.verify.checking import check_content
from tests.conftest import MINIMAL, RECORDS, TODAY
from tests.many_events import EVERY_DATE
from tests.model.test_dates import SPECIFICATION, WORDS
from tests.sites import ROOT, SMALL, make_project
from tests.test_mistakes import MISTAKES, read_mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.records import Record
    from tests.conftest import MakeRecord, WriteContent

SCHEMAS: Final[dict[str, Any]] = {name: json.loads(text) for name, text in schemas().items()}
BY_NAME: Final = {section.section: section for section in SECTIONS}
SHAPE: Final = frozenset({"unknown-field", "missing-field", "bad-value", "bad-position"})
"""Rules of which a schema holds most: a file without a breach of them passes."""


class Core(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: numbers, truth values and null by the core schema, dates as text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own form


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]+\.[0-9]+$"), list("-+0123456789"))
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def readings(path: str, text: str) -> Iterator[object]:
    """Yield what a file says as the generator reads it, every value as text, and as an editor does."""
    front = split_front_matter(text)[0] if path.endswith(".md") else None
    part = text[front.start : front.end] if front else text
    yield read_yaml(part).value or {}
    yield yaml.load(part, Loader=Core) or {}  # noqa: S506 - a safe loader


def schema_for(path: str) -> Any:  # noqa: ANN401 - a schema is a value of JSON
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    return SCHEMAS[f"{folder.rpartition('/')[2] or 'publication'}{'.translation' if '.' in stem else ''}.json"]


def refusals(path: str, text: str) -> list[str]:
    found = Draft7Validator(schema_for(path))
    return [f"{error.json_path}: {error.message}" for said in readings(path, text) for error in found.iter_errors(said)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    schema = SCHEMAS[name]
    Draft7Validator.check_schema(schema)
    used = set(re.findall(r'"\$ref": "#/definitions/(\w+)"', json.dumps(schema)))
    assert used == set(schema["definitions"])


@pytest.mark.parametrize(
    "folder", [ROOT / "content", ROOT / "tests" / "small_publication", STARTER / "content"], ids=lambda path: path.parent.name
)
def test_every_record_of_a_publication_passes(folder: Path) -> None:
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix in (".yml", ".md") and path.name != "README.md"]
    assert len(paths) > 10
    found = {name: refused for path in paths if (refused := refusals(name := path.relative_to(folder).as_posix(), path.read_text("utf-8")))}
    assert found == {}


@pytest.mark.parametrize("section", RECORDS)
def test_a_record_needs_its_fields_and_takes_no_others(section: str, record: MakeRecord) -> None:
    path = f"{section}/x{BY_NAME[section].ending()}"
    assert refusals(path, record(section)) == []
    needed = [field.key for field in fields_of(BY_NAME[section]).values() if field.is_needed and field.name != "id"]
    assert needed
    for own in needed:
        assert refusals(path, record(section, **{own: None})), own
        assert refusals(path, record(section, **{own: ""})), own
    assert refusals(path, record(section, colour="red"))


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("claims", "made", "June 2025"),
        ("claims", "made", "13.06.2025"),
        ("claims", "made", "[2025, 2026]"),
        ("claims", "made", "03/04/2025"),
        ("claims", "made", "12025"),
        ("claims", "hedge", "assertd"),
        ("claims", "hedge", "[asserted]"),
        ("claims", "claimant", "The Minister"),
        ("claims", "claimant", "[]"),
        ("claims", "evidence", "[]"),
        ("claims", "evidence", "gazette"),
        ("claims", "evidence", "{source: gazette}"),
        ("claims", "evidence", "{source: gazette, says: agrees}"),
        ("claims", "evidence", "{source: gazette, says: context, credibility: 7}"),
        ("claims", "evidence", "{source: gazette, says: context, passage: page 4}"),
        ("claims", "statement", "' '"),
        ("claims", "statement", "{a: b}"),
        ("claims", "translations", "{ar: {made: x}}"),
        ("claims", "former_ids", "[Not An Id]"),
        ("acts", "type", "PRAISE"),
        ("votes", "ballots", "{avalon: maybe}"),
        ("votes", "ballots", "[avalon]"),
        ("costs", "amount", "{currency: USD}"),
        ("costs", "amount", "{best: 1 500, currency: USD}"),
        ("costs", "amount", "{best: 1, currency: usd}"),
        ("costs", "qualitative", None),
        ("risks", "likelihood", "{said_by: avalon}"),
        ("risks", "likelihood", "[20]"),
        ("risks", "likelihood", "perhaps"),
        ("risks", "impact", "{dimension: lives, because: x}"),
        ("places", "latitude", "50°12′N"),
        ("places", "radius_km", "0"),
        ("events", "when", None),
        ("sources", "language", "[en]"),
        ("sources", "rights", "free"),
        ("explainers", "periods", "{name: A, because: B}"),
    ],
)
def test_what_a_field_does_not_take_is_refused(section: str, field: str, value: str | None, record: MakeRecord) -> None:
    assert refusals(f"{section}/x{BY_NAME[section].ending()}", record(section, **{field: value}))


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("claims", "made", "2025"),
        ("claims", "made", "2025-06-13?"),
        ("claims", "made", "2025-06/.."),
        ("claims", "made", '"[2025-06-15,2025-06-16]"'),
        ("claims", "hedge", "Reportedly"),
        ("claims", "issue", "the-border"),
        ("claims", "statement", "1984"),
        ("claims", "statement", "true"),
        ("claims", "evidence", "{source: gazette, says: context, credibility: '2'}"),
        ("claims", "evidence", "{source: gazette, says: context, credibility: probably true}"),
        ("claims", "translations", "{ar: {statement: x, positions: [{note: y}, {}]}}"),
        ("acts", "type", "sanction/WITHDRAW"),
        ("votes", "ballots", "{avalon: yes, brigid: no}"),
        ("costs", "amount", "{low: -5, best: '1500000.5', currency: USD, price_year: 2024}"),
        ("risks", "likelihood", "unlikely"),
        ("risks", "likelihood", "{range: [20, 45], said_by: [avalon]}"),
        ("risks", "impact", "{dimension: lives, range: [minor, catastrophic], because: x}"),
        ("risks", "raised_by", "[Some ministry, avalon]"),
        ("sources", "title_reconstructed", "yes"),
    ],
)
def test_what_a_field_takes_passes_and_is_read(section: str, field: str, value: str, record: MakeRecord, content: WriteContent) -> None:
    path = f"{section}/x{BY_NAME[section].ending()}"
    text = record(section, **{field: value})
    assert refusals(path, text) == []
    read = check_content(content({**MINIMAL, "publication.yml": "languages: [ar]\n", path: text}), today=TODAY)
    assert read.corpus.get(section, "x") is not None


@pytest.mark.parametrize("text", [*SPECIFICATION, *WORDS, *EVERY_DATE.values(), "2XXX", "2XXX-02-29", "000X"])
def test_every_kind_of_date_passes(text: str, record: MakeRecord) -> None:
    assert parse_edtf(text).text == text
    quoted = text if text.strip("[]{}") == text else f'"{text}"'
    assert refusals("events/x.yml", record("events", when=quoted)) == []


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_schema_refuses_no_file_in_whose_shape_nothing_is_wrong(path: Path, content: WriteContent) -> None:
    files = read_mistake(path.read_text(encoding="utf-8")).files
    checked = check_content(content({**MINIMAL, **files}), today=TODAY)
    wrong = {one.place.path for one in checked.diagnostics if one.is_error}
    for name, source in checked.texts.items():
        own = name.removeprefix("content/")
        if name not in wrong and own.rpartition("/")[0] in {*BY_NAME, ""} and not name.endswith(".json"):
            assert refusals(own, source.text) == [], own


@pytest.mark.parametrize("rule", sorted(SHAPE))
def test_a_schema_refuses_what_breaks_a_rule_of_shape(rule: str, content: WriteContent) -> None:
    files = read_mistake((Path(__file__).parents[1] / "mistakes" / f"{rule}.txt").read_text(encoding="utf-8")).files
    checked = check_content(content({**MINIMAL, **files}), today=TODAY)
    wrong = {one.place.path for one in checked.diagnostics if one.rule.code == rule}
    refused = {name for name in wrong if refusals(name.removeprefix("content/"), checked.texts[name].text)}
    assert len(refused) >= len(wrong) / 2


def strings(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from strings(child)


def test_every_field_says_what_it_means_and_every_word_of_a_scale_too() -> None:
    told: set[tuple[str, str]] = set()
    for name, schema in SCHEMAS.items():
        for part in [schema, *schema["definitions"].values()]:
            for field, own in part["properties"].items():
                assert own["description"].endswith((".", ".'")), (name, field)
        for one in strings(schema):
            if "markdownEnumDescriptions" in one:
                told |= set(zip(map(str, one["enum"]), one["markdownEnumDescriptions"], strict=True))
                assert len(one["enum"]) == len(one["enumDescriptions"])
    for scale in SCALES:
        for term in scale.terms.values():
            assert (term.id, scale_meaning(term)) in told
    for fields in all_words().values():
        for means in fields.values():
            assert {(word, marked(said)) for word, said in means.items()} <= told


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))
def test_a_snippet_has_the_fields_that_are_needed_and_stops_in_order(section: type[Record]) -> None:
    (snippet,) = SCHEMAS[f"{section.section}.json"]["defaultSnippets"]
    needed = SCHEMAS[f"{section.section}.json"].get("required", [])
    assert set(needed) <= set(snippet["body"])
    stops = [int(number) for number in re.findall(r"\$\{(\d+)[:|]", json.dumps(snippet["body"]))]
    assert stops == list(range(1, len(stops) + 1))


def test_the_files_of_this_project_are_those_of_the_models() -> None:
    for name, data in files_for_editors().items():
        assert (ROOT / name).read_bytes() == data, "run: make generated"
    assert {path.name for path in (ROOT / FOLDER).iterdir()} == set(SCHEMAS)


def test_every_file_of_content_has_one_schema_in_vs_code() -> None:
    def matching(path: str) -> list[str]:
        return [
            name
            for name, patterns in globs().items()
            if any(Path(path).match(one) for one in patterns if one[0] != "!")
            and not any(Path(path).match(one[1:]) for one in patterns if one[0] == "!")
        ]

    for path in (ROOT / "content").rglob("*.yml"):
        assert len(matching(path.relative_to(ROOT).as_posix())) == 1
    assert matching("content/claims/x.ar.yml") == ["./schemas/claims.translation.json"]
    assert matching("content/publication.ar.yml") == ["./schemas/publication.translation.json"]
    assert matching("content/sources/x.md") == matching("mkdocs.yml") == []


def test_the_command_writes_them_and_leaves_settings_that_are_there(content: WriteContent) -> None:
    project = content(MINIMAL).parent

    def run() -> str:
        result = CliRunner().invoke(cli.cli, ["schema", "--project", str(project)])
        assert result.exit_code == 0
        return result.output

    assert "+ schemas/claims.json\n" in run()
    assert run() == "nothing to change\n"
    (project / SETTINGS).write_text("{}\n", encoding="utf-8")
    (project / "schemas" / "claims.json").write_text("{}\n", encoding="utf-8")
    said = run()
    assert "  schemas/claims.json\n" in said
    assert f"{SETTINGS} already exists; left unchanged" in said
    assert '"./schemas/claims.json": ["content/claims/*.yml"' in said
    assert (project / SETTINGS).read_text(encoding="utf-8") == "{}\n"


def test_a_new_publication_has_them(tmp_path: Path) -> None:
    assert CliRunner().invoke(cli.cli, ["init", str(tmp_path / "record")]).exit_code == 0
    for name, data in files_for_editors().items():
        assert (tmp_path / "record" / name).read_bytes() == data


def test_a_modeline_is_a_comment_that_stays_first(record: MakeRecord) -> None:
    text = "# yaml-language-server: $schema=../../schemas/claims.json\n" + record("claims")
    assert formatted("content/claims/x.yml", text, ["evidence", "statement"]).splitlines()[0] == text.splitlines()[0]
    assert read_fields("content/claims/x.yml", text).values["statement"] == RECORDS["claims"]["statement"]


def test_modelines_are_put_before_every_file_once_and_change_nothing_else(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", SMALL)
    content = project / "content"
    (content / "actors" / "bom.yml").write_bytes("\ufeffname: Bom\r\nkind: state\r\n".encode())
    (content / "actors" / "latin.yml").write_bytes(b"name: \xe9\n")
    before = {path: path.read_bytes() for path in content.rglob("*.*")}
    run = CliRunner().invoke(cli.cli, ["schema", "--modelines", "--project", str(project)])
    assert run.exit_code == 0, run.output
    for path, data in before.items():
        now = path.read_bytes()
        if path.suffix != ".yml" or path.name == "latin.yml":
            assert now == data, path
            continue
        first, rest = now.removeprefix("\ufeff".encode()).split(b"\n", 1)
        assert rest == data.removeprefix("\ufeff".encode())
        named = first.decode().strip().removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() in {*(project / "schemas").iterdir()}, path
    assert (
        (content / "actors" / "bom.yml")
        .read_bytes()
        .startswith("\ufeff# yaml-language-server: $schema=../../schemas/actors.json\r\n".encode())
    )
    again = CliRunner().invoke(cli.cli, ["schema", "--modelines", "--project", str(project)])
    assert again.output == "nothing to change\n"
