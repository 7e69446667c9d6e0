"""What counts as graded evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.analysis.grades import grade_of, graded_support, is_graded, is_weak, source_of
from generator.model.records import Act

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord


@pytest.mark.parametrize(
    ("reliability", "evidence", "counts", "grade"),
    [
        ("A", "says: supports, credibility: 2", True, "A2"),
        ("E", "says: supports, credibility: 5", True, "E5"),
        ("E", "says: supports, credibility: improbable", True, "E5"),
        ("F", "says: supports, credibility: 2", False, "F2"),
        ("cannot be judged", "says: supports, credibility: 2", False, "F2"),
        ("A", "says: supports, credibility: 6", False, "A6"),
        ("A", "says: supports, credibility: cannot be judged", False, "A6"),
        ("A", "says: supports", False, "A"),
        (None, "says: supports, credibility: 2", False, "2"),
        (None, "says: supports", False, ""),
        ("A", "says: contradicts, credibility: 2", False, "A2"),
        ("A", "says: context, credibility: 2", False, "A2"),
    ],
)
def test_only_support_that_is_graded_on_both_axes_counts(
    corpus: MakeCorpus, record: MakeRecord, reliability: str | None, evidence: str, grade: str, *, counts: bool
) -> None:
    made = corpus(
        {
            "sources/times.md": record("sources", reliability=reliability),
            "acts/praise.yml": record("acts", evidence=f"[{{source: times, {evidence}}}]"),
        }
    )
    act = made.one(Act, "praise")
    assert is_graded(made, act) is counts
    assert [source.id for source in graded_support(made, act.evidence)] == (["times"] if counts else [])
    assert grade_of(made, act.evidence[0]) == grade


def test_one_graded_piece_among_others_is_enough(corpus: MakeCorpus, record: MakeRecord) -> None:
    evidence = "[{source: gazette, says: supports, credibility: 6}, {source: herald, says: supports, credibility: 3}]"
    made = corpus({"acts/praise.yml": record("acts", evidence=evidence)})
    act = made.one(Act, "praise")
    assert [source.id for source in graded_support(made, act.evidence)] == ["herald"]


def test_evidence_whose_source_is_not_on_record_never_counts(corpus: MakeCorpus, record: MakeRecord) -> None:
    made = corpus({"acts/praise.yml": record("acts")})
    missing = made.one(Act, "praise").evidence[0].model_copy(update={"source": "nowhere"})
    assert source_of(made, missing) is None
    assert graded_support(made, [missing]) == []
    assert grade_of(made, missing) == "2"


@pytest.mark.parametrize(
    ("times", "post", "weak"),
    [
        ({"reliability": "D"}, None, True),
        ({"reliability": "C"}, None, False),
        ({"reliability": "D"}, {"reliability": "E", "derives_from": "[times]"}, True),
        ({"reliability": "D"}, {"reliability": "F", "publisher": "times Press"}, True),
        ({"reliability": "D"}, {"reliability": "E"}, False),
        ({"reliability": "D"}, {"reliability": "B", "derives_from": "[times]"}, False),
    ],
)
def test_weak_sources_of_one_origin_are_as_weak_as_one(
    corpus: MakeCorpus, record: MakeRecord, times: dict[str, str], post: dict[str, str] | None, *, weak: bool
) -> None:
    sources = {"times": times} | ({"post": post} if post else {})
    files = {f"sources/{name}.md": record("sources", **({"publisher": f"{name} Press"} | fields)) for name, fields in sources.items()}
    evidence = ", ".join(f"{{source: {name}, says: supports, credibility: 3}}" for name in sources)
    made = corpus(files | {"acts/praise.yml": record("acts", evidence=f"[{evidence}]")})
    assert is_weak(made, made.one(Act, "praise").evidence) is weak
