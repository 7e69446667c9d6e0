"""Mistakes and what mends them, as other tools read them: JSON, SARIF and the Reviewdog Diagnostic Format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from generator.command import cli
from generator.command.reporting import FORMATS, WITH_FIXES
from generator.content.diagnostics import RULES, Rule
from generator.text.position import Location
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Files, MakeRecord, WriteContent

REGION: Final = {
    "type": "object",
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": {name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")},
    "additionalProperties": False,
}
FILE: Final = {"required": ["uri"], "properties": {"uri": {"pattern": "^[A-Za-z0-9._~/%-]+$"}, "uriBaseId": {"type": "string"}}}
LEVEL: Final = {"enum": ["none", "note", "warning", "error"]}
MESSAGE: Final = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
    "additionalProperties": False,
}
SARIF: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string"},
        "version": {"enum": ["2.1.0"]},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name", "rules"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription", "help", "defaultConfiguration"],
                                            "properties": {
                                                "shortDescription": MESSAGE,
                                                "help": MESSAGE,
                                                "defaultConfiguration": {"properties": {"level": LEVEL}},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "message", "locations"],
                            "properties": {
                                "level": LEVEL,
                                "message": MESSAGE,
                                "locations": {
                                    "minItems": 1,
                                    "items": {
                                        "required": ["physicalLocation"],
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {"artifactLocation": FILE, "region": REGION},
                                            }
                                        },
                                    },
                                },
                                "partialFingerprints": {"additionalProperties": {"type": "string"}},
                                "fixes": {
                                    "uniqueItems": True,
                                    "items": {
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "description": MESSAGE,
                                            "artifactChanges": {
                                                "minItems": 1,
                                                "items": {
                                                    "required": ["artifactLocation", "replacements"],
                                                    "properties": {
                                                        "artifactLocation": FILE,
                                                        "replacements": {
                                                            "minItems": 1,
                                                            "items": {
                                                                "required": ["deletedRegion"],
                                                                "properties": {
                                                                    "deletedRegion": REGION,
                                                                    "insertedContent": {"required": ["text"]},
                                                                },
                                                            },
                                                        },
                                                    },
                                                },
                                            },
                                        },
                                    },
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""What the schema of SARIF 2.1.0 asks of the parts that are written here."""


def check(folder: Path, form: str, *more: str) -> tuple[int, dict[str, Any]]:
    result = CliRunner().invoke(cli.cli, ["check", "--project", str(folder.parent), "--today=2026-06-01", f"--format={form}", *more])
    return result.exit_code, json.loads(result.stdout)


@pytest.fixture
def late(content: WriteContent, record: MakeRecord) -> Path:
    """Write a content in which one word is surely a slip, beyond letters of several bytes, and another is not."""
    text = "# ü😀\n" + record("claims", claimant="[ 'ünïque 😀', 'brgid' ] # who", made="some day", hedge="assertd")
    return content({**MINIMAL, "claims/late.yml": text})


def test_json_tells_what_check_fix_would_write(late: Path) -> None:
    code, told = check(late, "json")
    fixes = {one["rule"]: one["fix"] for one in told["diagnostics"] if one["path"].endswith("late.yml")}
    assert code == 1
    assert fixes["bad-value"] == {
        "edits": [{"path": "content/claims/late.yml", "line": 5, "column": 8, "endLine": 5, "endColumn": 15, "text": "asserted"}]
    }
    assert fixes["bad-date"] is None


def test_sarif_is_what_its_schema_asks_for_and_explains_its_rules(late: Path) -> None:
    told = check(late, "sarif")[1]
    Draft202012Validator(SARIF).validate(told)
    (run,) = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert RULES[result["ruleId"]].severity == result["level"]
    assert all("breaks the rule" in rule["help"]["text"] for rule in rules)
    (mended,) = [one for one in run["results"] if one["ruleId"] == "bad-value"]
    assert mended["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 5, "startColumn": 8, "endLine": 5, "endColumn": 15},
            "insertedContent": {"text": "asserted"},
        }
    ]
    assert [one for one in run["results"] if one["ruleId"] == "bad-date" and "fixes" in one] == []


def test_every_rule_can_stand_in_sarif() -> None:
    found = [
        rule.at(Location(f"content/ü {{}}/{code}.yml", 1, 1, 1, 2), "a {0} [b](1)", "mend [it](claim:x)") for code, rule in RULES.items()
    ]
    told = json.loads(FORMATS["sarif"](found, {}))
    Draft202012Validator(SARIF).validate(told)
    for result in told["runs"][0]["results"]:
        assert result["message"]["text"] == "a {{0}} [b\\](1)\nmend [it\\](claim:x)"


@pytest.mark.parametrize("wrong", [{"version": "2.0.0"}, {"runs": [{}]}, {"runs": [{"tool": {"driver": {}}, "results": []}]}])
def test_what_is_no_sarif_is_refused(wrong: dict[str, object]) -> None:
    assert not Draft202012Validator(SARIF).is_valid({"version": "2.1.0", "runs": [], **wrong})


def test_rdjson_counts_bytes_and_suggests_what_is_sure(content: WriteContent, record: MakeRecord) -> None:
    late = content(
        {
            **MINIMAL,
            "actors/odd.yml": "name: ü\nkind: state\n",
            "claims/late.yml": record("claims", statement="ü😀 sinks", claimant="[odd, {brgid: ü}]"),
            "costs/hull.yml": record("costs", estimated_by="[ 'ü 😀', brigdi ]"),
            "risks/ü.yml": record("risks"),
        }
    )
    told = check(late, "rdjson")[1]
    assert told["source"] == {"name": "onrecord"}
    assert {one["severity"] for one in told["diagnostics"]} <= {"ERROR", "WARNING"}
    (mended,) = [one for one in told["diagnostics"] if "suggestions" in one]
    stretch = {"start": {"line": 9, "column": 28}, "end": {"line": 9, "column": 34}}
    assert mended["location"] == {"path": "content/costs/hull.yml", "range": stretch}
    assert mended["suggestions"] == [{"range": stretch, "text": "brigid"}]
    line = (late / "costs" / "hull.yml").read_bytes().split(b"\n")[8]
    assert line[27:33] == b"brigdi"


@pytest.mark.parametrize("form", sorted(WITH_FIXES))
@pytest.mark.parametrize("text", ["hedge: assertd\r\n", "\ufeffhedge: assertd\r\n"])
def test_what_is_proposed_is_what_fix_writes(content: WriteContent, record: MakeRecord, form: str, text: str) -> None:
    written = text + record("claims", hedge=None).replace("\n", "\r\n")
    late = content({**MINIMAL, "claims/late.yml": written.encode()})
    told = check(late, form)[1]
    if form == "json":
        (edit,) = [one["fix"]["edits"][0] for one in told["diagnostics"] if one["fix"]]
        found = (edit["line"], edit["column"], edit["endColumn"], edit["text"])
    elif form == "rdjson":
        (edit,) = [one["suggestions"][0] for one in told["diagnostics"] if "suggestions" in one]
        found = (edit["range"]["start"]["line"], edit["range"]["start"]["column"], edit["range"]["end"]["column"], edit["text"])
    else:
        (edit,) = [one["fixes"][0]["artifactChanges"][0]["replacements"][0] for one in told["runs"][0]["results"] if "fixes" in one]
        region = edit["deletedRegion"]
        found = (region["startLine"], region["startColumn"], region["endColumn"], edit["insertedContent"]["text"])
    shift = 3 if form == "rdjson" and text[0] == "\ufeff" else 0
    assert found == (1, 8 + shift, 15 + shift, "asserted")
    assert check(late, form, "--fix")[0] == 0
    assert (late / "claims" / "late.yml").read_bytes() == written.replace("assertd", "asserted").encode()


@pytest.mark.parametrize("form", ["text", "github", *sorted(WITH_FIXES)])
def test_of_one_file_only_its_mistakes_are_reported(late: Path, form: str) -> None:
    result = CliRunner().invoke(
        cli.cli, ["check", "--project", str(late.parent), "--today=2026-06-01", f"--format={form}", str(late / "actors")]
    )
    assert (result.exit_code, "late.yml" in result.output) == (0, False)


def test_the_rest_goes_into_the_summary_of_the_job_and_only_there(
    content: WriteContent, record: MakeRecord, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files: Files = {f"claims/c{number:02}.yml": record("claims", made="some day") for number in range(12)}
    folder = content({**MINIMAL, **files})
    arguments = ["check", "--project", str(folder.parent), "--today=2026-06-01", "--format=github"]
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    plain = CliRunner().invoke(cli.cli, arguments).output
    assert (plain.count("::error file="), plain.count("content/claims/c10.yml:3:7: error: ")) == (9, 1)
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    said = CliRunner().invoke(cli.cli, arguments).output
    rest = summary.read_text(encoding="utf-8")
    assert rest.startswith("before\n### 3 more problems")
    for number in range(12):
        assert (f"c{number:02}.yml" in said) is (number < 9)
        assert (rf"c{number:02}\.yml" in rest) is (number >= 9)
    assert said.splitlines()[-1] == "12 errors, no warnings; 3 of them in the job summary"


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_without_a_text_is_told_in_every_format(form: str) -> None:
    assert "no date" in FORMATS[form]([Rule.BAD_DATE.at(Location("content/gone.yml", 3, 2, 3, 5), "no date")], {}, {})
