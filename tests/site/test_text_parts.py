"""A text in parts: where it may be cut, and that nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.site import text_parts as module
from generator.site.text_parts import Weighed, text_parts
from generator.text import Heading, ListBlock, TableBlock, words_in
from tests.site.test_bodies import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

    from generator.site.text_parts import TextPart


def parts_of(text: str, weighs: int = 10) -> list[TextPart]:
    blocks = read(text).blocks
    return [*text_parts(Weighed(one, weighs, f"text-{at}" if isinstance(one, Heading) else "") for at, one in enumerate(blocks))]


def words(parts: Sequence[TextPart]) -> list[str]:
    return [words_in(block).strip() for part in parts for block in part.blocks]


SECTIONS = "Before.\n\n## One\n\nIn one.\n\n### Deeper\n\nStill in one.\n\n## Two\n\nIn two.\n"


def test_a_text_is_cut_between_its_sections() -> None:
    found = parts_of(SECTIONS)
    assert [(one.label, one.weighs, one.anchors) for one in found] == [
        ("Before.", 10, []),
        ("One", 40, ["text-1", "text-3"]),
        ("Two", 20, ["text-5"]),
    ]
    assert words(found) == ["Before.", "One", "In one.", "Deeper", "Still in one.", "Two", "In two."]


def test_a_long_section_is_cut_between_its_blocks_and_a_heading_never_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 30)
    found = parts_of(SECTIONS)
    assert [words([one]) for one in found] == [["Before."], ["One", "In one."], ["Deeper", "Still in one."], ["Two", "In two."]]
    assert [one.label for one in found] == ["Before.", "One", "One", "Two"]


def test_a_heading_at_the_end_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 15)
    assert words(parts_of("Before.\n\n## One\n\n### Last\n")) == ["Before.", "One", "Last"]


def test_rows_of_a_long_table_stand_below_its_head_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    monkeypatch.setattr(module, "_OF_ROWS", 5)
    found = parts_of("| a | b |\n|---|---|\n" + "".join(f"| {one} | x |\n" for one in range(5)))
    tables = [block for part in found for block in part.blocks if isinstance(block, TableBlock)]
    assert [[words_in(cell) for row in table.rows for cell in row[:1]] for table in tables] == [["a", "0", "1", "2"], ["a", "3", "4"]]


def test_the_numbers_of_a_long_list_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    monkeypatch.setattr(module, "_OF_ROWS", 4)
    found = parts_of("".join(f"{one}. item {one}\n" for one in range(3, 10)))
    lists = [block for part in found for block in part.blocks if isinstance(block, ListBlock)]
    assert [(one.start, len(one.items)) for one in lists] == [(3, 3), (6, 3), (9, 1)]


def test_first_words_name_a_part_without_a_heading() -> None:
    (found,) = parts_of("word " * 40)
    assert found.label == f"{'word ' * 11}word…"


def test_nothing_has_no_parts() -> None:
    assert parts_of("") == []
