"""The editor in the browser is told every field of every section, and none that it would lose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from generator.editing.admin.config import NEVER, NOWHERE, editor_files, settings
from generator.editing.describing import described
from generator.model.records import SECTIONS, Record
from generator.model.records.publication import Publication
from tests.conftest import MINIMAL
from tests.editing.admin.test_package import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.conftest import Check, MakeRecord

SHARED = pytest.mark.parametrize("section", SECTIONS, ids=lambda section: str(section.section))


def collection(section: str, told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in told["collections"] if one["name"] == section)
    return found


def control(path: str, told: dict[str, Any]) -> dict[str, Any]:
    """Return the control of a field, named as 'claims.evidence.source'."""
    section, *names = path.split(".")
    here = collection(section, told)
    for name in names:
        here = next(one for one in here["fields"] if one["name"] == name)
    return here


def controls(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in fields:
        yield one
        yield from controls(one.get("fields", []))


PLAIN, _ = settings(Publication(), {})


@SHARED
def test_every_field_of_a_section_has_a_control_in_its_order(section: type[Record]) -> None:
    names = [one["name"] for one in collection(section.section, PLAIN)["fields"]]
    assert names == [*(one.name for one in described(section) if one.name not in NEVER), *(["body"] if section.below else [])]


@SHARED
def test_every_control_has_a_name_in_plain_words_and_what_it_needs(section: type[Record]) -> None:
    known = {one.section for one in SECTIONS}
    for one in controls(collection(section.section, PLAIN)["fields"]):
        assert one["label"][0].isupper() or not one["label"][0].isalpha()
        assert one["widget"] != "select" or one["options"]
        assert one["widget"] != "relation" or one["collection"] in known
        assert one["widget"] != "list" or ("field" in one) is not ("fields" in one)
        assert isinstance(one["required"], bool)


@SHARED
def test_files_are_where_records_are_and_translations_are_none(section: type[Record]) -> None:
    one = collection(section.section, PLAIN)
    assert (one["folder"], one["extension"]) == (f"content/{section.section}", "md" if section.below else "yml")
    assert one["filter"] == {"field": "slug", "pattern": "^[^.]+$"}
    assert one["delete"] is False


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("claims.claimant", {"widget": "relation", "collection": "actors", "multiple": True, "required": True}),
        ("claims.evidence.source", {"widget": "relation", "collection": "sources", "display_fields": ["title"]}),
        ("claims.evidence.speaker", {"widget": "string", "required": False}),
        ("claims.retired.replaced_by", {"widget": "relation", "collection": "claims"}),
        ("claims.summary", {"widget": "text"}),
        ("claims.made", {"widget": "string", "hint": "Write 2025, 2025-06 or 2025-06-13."}),
        ("events.when", {"widget": "string", "required": False}),
        ("votes.ballots", {"widget": "keyvalue"}),
        ("places.latitude", {"widget": "number", "required": True}),
        ("risks.impact.range", {"widget": "select", "multiple": True}),
        ("risks.likelihood.range", {"widget": "list"}),
        ("risks.raised_by", {"widget": "list", "required": True}),
        ("actors.aliases", {"widget": "list"}),
        ("sources.body", {"widget": "text", "required": False}),
        ("drivers.with", {"widget": "relation", "collection": "actors"}),
    ],
)
def test_a_control_follows_from_the_type_of_its_field(path: str, told: dict[str, Any]) -> None:
    assert told.items() <= control(path, PLAIN).items()


def test_words_of_scales_are_written_as_files_have_them() -> None:
    grades = control("claims.evidence.credibility", PLAIN)["options"]
    assert [one["value"] for one in grades] == [1, 2, 3, 4, 5, 6]
    assert grades[0]["label"].startswith("1: ")
    assert [one["value"] for one in control("sources.title_reconstructed", PLAIN)["options"]] == [True, False]
    own, _ = settings(Publication(issues={"our-issue": "Our issue"}), {})
    assert control("claims.issue", own)["options"][0] == {"label": "Our issue", "value": "our-issue"}


@pytest.mark.parametrize(
    ("repository", "told"),
    [
        ("https://github.com/desk/record", {"name": "github", "repo": "desk/record", "api_root": "https://api.github.com"}),
        ("https://github.com/desk/record.git/", {"repo": "desk/record"}),
        ("https://git.example.org/desk/record", {"name": "github", "api_root": "https://git.example.org/api/v3"}),
        ("https://gitlab.com/a/b/c", {"name": "gitlab", "repo": "a/b/c", "api_root": "https://gitlab.com/api/v4"}),
        (
            "https://codeberg.org/desk/record",
            {"name": "gitea", "api_root": "https://codeberg.org/api/v1", "base_url": "https://codeberg.org"},
        ),
        (None, {"name": "github", "repo": NOWHERE}),
    ],
)
def test_records_are_saved_where_the_repository_is_with_a_token_of_the_editor(repository: str | None, told: dict[str, str]) -> None:
    made, _ = settings(Publication(repository=repository, branch="live"), {})
    assert told.items() <= made["backend"].items()
    assert made["backend"]["auth_methods"] == ["token"]
    assert made["backend"].get("branch", "live") == "live"
    assert made["publish_mode"] == ("simple" if made["backend"]["name"] == "gitea" else "editorial_workflow")


# --- what the editor would lose


def written(checked: Check, files: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    made, warnings = _files(checked, files)
    return json.loads(made["admin/config.json"]), [line.strip() for one in warnings for line in one.split("\n")[1:]]


def _files(checked: Check, more: dict[str, str]) -> tuple[Mapping[str, bytes], list[str]]:
    found = checked(more).checked
    assert not found.has_errors
    return editor_files(found, packed({}))


def test_lists_words_and_parts_as_they_are_mostly_written_are_all_offered(checked: Check, record: MakeRecord) -> None:
    _, left_out = written(
        checked, {"claims/a.yml": record("claims"), "acts/a.yml": record("acts", by="avalon"), "votes/a.yml": record("votes")}
    )
    assert left_out == []


def test_a_value_alone_is_left_out_of_the_controls_where_the_editor_would_lose_it(checked: Check, record: MakeRecord) -> None:
    data, left_out = written(
        checked,
        {
            "actors/c.yml": "name: C\nkind: state\naliases: One\n",
            "claims/a.yml": record("claims", evidence="{source: gazette, says: supports}"),
            "risks/a.yml": record("risks", likelihood="unlikely", raised_by="avalon", said_by="[brigid]"),
        },
    )
    assert left_out == [
        "'aliases' of actors: content/actors/c.yml",
        "'evidence' of claims: content/claims/a.yml",
        "'likelihood' of risks: content/risks/a.yml",
        "'raised_by' of risks: content/risks/a.yml",
    ]
    names = [one["name"] for one in collection("risks", data)["fields"]]
    assert "said_by" in names
    assert not {"likelihood", "raised_by"} & set(names)


def test_a_part_is_left_out_that_has_a_value_alone(checked: Check, record: MakeRecord) -> None:
    ranges = "[{title: Gun, km: 3, said_by: avalon, evidence: [{source: gazette, says: supports}]}]"
    data, left_out = written(checked, {"places/a.yml": record("places", ranges=ranges)})
    assert left_out == ["'ranges' of places: content/places/a.yml"]
    assert "ranges" not in [one["name"] for one in collection("places", data)["fields"]]


# --- the page


def test_the_page_is_let_do_no_more_than_it_needs(checked: Check) -> None:
    made, _ = _files(checked, {"publication.yml": "title: A <b> & Co\nrepository: https://github.com/desk/record\n"})
    page = made["admin/index.html"].decode()
    assert "<title>Editor: A &lt;b&gt; &amp; Co</title>" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self' data: https://api.github.com"
    assert [rule for rule in rules.values() if "*" in rule or "http:" in rule] == []
    assert set(made) == {"admin/index.html", "admin/start.js", "admin/config.json"}


def test_without_a_repository_it_speaks_with_no_host(checked: Check) -> None:
    assert b"https:" not in _files(checked, dict(MINIMAL))[0]["admin/index.html"]
