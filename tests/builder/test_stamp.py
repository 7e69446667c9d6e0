from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.builder import stamp
from generator.builder.stamp import Stamp, inputs_hash, is_fresh, leads_elsewhere, outputs_hash, program_hash, read_stamp, write_stamp
from generator.system.stopwatch import Stopwatch

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2025, 6, 13)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in {"content/actors/a.yml": "name: A\n", "templates/page.md.j2": "{{ page }}\n", "docs/index.md": "# A\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def inputs(project: Path, *told: object) -> str:
    return inputs_hash(project / "content", project / "templates", project / "mkdocs.yml", *(told or (DAY,)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/actors/a.yml", "name: B\n"),
        ("content/actors/b.yml", "name: A\n"),
        ("templates/page.md.j2", "{{ view }}\n"),
        ("content/publication.yml", "title: A\n"),
        ("mkdocs.yml", "site_name: A\n"),
    ],
)
def test_any_change_of_what_goes_in_changes_the_hash(project: Path, path: str, text: str) -> None:
    before = inputs(project)
    (project / path).write_text(text, encoding="utf-8")
    assert inputs(project) != before


def test_a_renamed_file_changes_the_hash(project: Path) -> None:
    before = inputs(project)
    (project / "content/actors/a.yml").rename(project / "content/actors/b.yml")
    assert inputs(project) != before


def test_another_day_changes_the_hash(project: Path) -> None:
    assert inputs(project) != inputs(project, date(2025, 6, 14))


def test_another_address_of_the_site_changes_the_hash(project: Path) -> None:
    assert inputs(project) != inputs(project, DAY, "https://isel.example/")


def test_a_stamp_is_fresh_until_the_output_is_touched(project: Path) -> None:
    docs, place = project / "docs", project / "stamp.json"
    write_stamp(place, Stamp(inputs(project), outputs_hash(docs), 1))
    assert is_fresh(place, inputs(project), docs) == Stamp(inputs(project), outputs_hash(docs), 1)
    assert is_fresh(place, "other", docs) is None
    (docs / "index.md").write_text("# B, by hand\n", encoding="utf-8")
    assert is_fresh(place, inputs(project), docs) is None


def test_a_missing_output_is_not_fresh(project: Path) -> None:
    docs, place = project / "docs", project / "stamp.json"
    write_stamp(place, Stamp(inputs(project), outputs_hash(docs), 1))
    (docs / "index.md").unlink()
    assert is_fresh(place, inputs(project), docs) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"inputs": "x"}', json.dumps({"inputs": "x", "outputs": "y", "pages": 1, "z": 0})]
)
def test_a_damaged_stamp_is_no_stamp(tmp_path: Path, text: str) -> None:
    (tmp_path / "stamp.json").write_text(text, encoding="utf-8")
    assert read_stamp(tmp_path / "stamp.json") is None


def test_there_is_no_stamp_before_the_first_build(tmp_path: Path) -> None:
    assert read_stamp(tmp_path / "stamp.json") is None


def test_a_stopwatch_adds_the_laps_of_a_stage() -> None:
    readings = iter([10.0, 11.0, 13.0, 16.0])
    watch = Stopwatch(clock=lambda: next(readings))
    for stage in ("read", "write", "read"):
        watch.lap(stage)
    assert watch.stages == {"read": 4.0, "write": 2.0}


def test_a_stopwatch_can_count_from_an_earlier_time() -> None:
    readings = iter([10.0, 11.0])
    watch = Stopwatch(7.5, clock=lambda: next(readings))
    watch.lap("start")
    assert watch.stages == {"start": 2.5}


def test_a_changed_catalogue_changes_the_hash(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "__file__", str(project / "generator" / "builder" / "stamp.py"))
    catalogue = project / "generator" / "language" / "catalogues" / "ar.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "Sources"\nmsgstr ""\n', encoding="utf-8")
    program_hash.cache_clear()
    before = inputs(project)
    catalogue.write_text('msgid "Sources"\nmsgstr "المصادر"\n', encoding="utf-8")
    program_hash.cache_clear()
    assert inputs(project) != before
    monkeypatch.undo()
    program_hash.cache_clear()


def test_a_touched_tree_of_another_language_is_not_fresh(project: Path) -> None:
    docs, further, place = project / "docs", project / "languages", project / "stamp.json"
    (further / "ar").mkdir(parents=True)
    (further / "ar" / "index.md").write_text("# A\n", encoding="utf-8")
    write_stamp(place, Stamp(inputs(project), outputs_hash(docs, further), 2))
    assert is_fresh(place, inputs(project), docs, further)
    (further / "ar" / "index.md").unlink()
    assert is_fresh(place, inputs(project), docs, further) is None


@pytest.mark.parametrize(
    ("settings", "elsewhere"),
    [
        ("site_name: A\nplugins: []\n", False),
        ("site_name: !ENV NAME\n", True),
        ("INHERIT: ../base.yml\n", True),
        ("hooks:\n  - hook.py\n", True),
        ("plugins:\n  - search\n", True),
        ("site_name: A\nextra: {hooks: 1}\n", False),
    ],
)
def test_settings_that_lead_elsewhere_prove_nothing(tmp_path: Path, settings: str, *, elsewhere: bool) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    assert leads_elsewhere(tmp_path / "mkdocs.yml") is elsewhere


def test_settings_that_are_not_there_lead_nowhere(tmp_path: Path) -> None:
    assert not leads_elsewhere(tmp_path / "mkdocs.yml")
