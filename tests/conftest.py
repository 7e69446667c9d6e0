"""Fixtures in the editors' own language: content is written as files, by path below the content folder.

    def test_a_claim_needs_a_claimant(checked: Check) -> None:
        assert checked({"claims/flood.yml": "statement: ..."}).found == [...]

* `content` writes exactly the files given and returns the content folder;
* `checked` adds them to MINIMAL, a content set in which nothing is wrong, and returns what is wrong now;
* `corpus` does the same and returns the corpus, having asserted that there is no error;
* `record` gives valid text for a record of any section, with fields replaced or left out;
* `today` is the day on which all tests take place;
* `in_time` holds what is done within it to a time of the processor, which a busy machine does not change.

A file given as None is left out of MINIMAL. Text is dedented, and a first line break is dropped. Tests name the types of
the fixtures with 'from tests.conftest import Check' under TYPE_CHECKING.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent
from time import process_time
from typing import TYPE_CHECKING, Final, NoReturn, Protocol

import pytest
from hypothesis import HealthCheck, settings

from generator.language.localized import LocalizedText
from generator.model.dates import Edtf
from generator.model.records import SECTIONS
from generator.model.records.walking import fields_of
from generator.verify.checking import check_content

if TYPE_CHECKING:
    from generator.analysis.stance_counts import Stances
    from generator.content.diagnostics import Diagnostic
    from generator.model.corpus import Corpus
    from generator.model.records import Record
    from generator.model.records.walking import ModelField
    from generator.verify.checking import Checked

Files = Mapping[str, str | bytes | None]
"""Files by their path below the content folder."""
WriteContent = Callable[[Files], Path]
MakeCorpus = Callable[[Files], "Corpus"]

for _of_ci in ("GITHUB_SERVER_URL", "CI_PROJECT_URL"):
    os.environ.pop(_of_ci, None)  # in CI as elsewhere, a publication of a test has the repository that the test names
pytest_plugins = ["tests.sites"]  # built publications, the option --snapshot-update


def _refuse_format(text: LocalizedText, _how: str) -> NoReturn:
    """Fail where text in another language is put into an f-string, and loses its language; to readers its words are shown there."""
    raise TypeError(f"{str(text)!r} would lose its language in an f-string: use joined(), or say that words alone are meant: '!s'")


LocalizedText.__format__ = _refuse_format  # type: ignore[assignment,method-assign]

settings.register_profile("whole", deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fast", settings.get_profile("whole"), max_examples=15)
settings.register_profile("ci", settings.get_profile("whole"), max_examples=200, derandomize=True, print_blob=True)

TODAY: Final = date(2026, 6, 1)

MINIMAL: Final[Mapping[str, str]] = {
    "explainers/ferry.md": """\
---
title: Who runs the ferry?
question: Does Brigid run the ferry for Avalon?
answer:
  - Brigid runs it. The [Gazette](source:gazette) says so.
  - Avalon pays for it. The [Herald](source:herald) says so.
  - Nobody else bid. The [Gazette](source:gazette) says so.
focal: [avalon, brigid]
period: 2025
---

Brigid runs the ferry.
""",
    "actors/avalon.yml": "name: Avalon\nkind: state\n",
    "actors/brigid.yml": "name: Brigid\nkind: person\n",
    "sources/gazette.md": """\
---
title: Ferry runs again
publisher: The Gazette
published: 2025-03-01
language: en
kind: news
rights: quote-only
reliability: B
---

Reports the ferry.
""",
    "sources/herald.md": """\
---
title: The ferry, again
publisher: The Herald
published: 2025-03-02
language: en
kind: news
rights: quote-only
reliability: C
---

Reports the ferry as well.
""",
}
"""A content set with nothing wrong in it: an explainer, two actors, two sources that are graded."""

EVIDENCE: Final = "[{source: gazette, says: supports, credibility: 2}]"
"""Graded evidence, as the value of a field."""

IDS: Final = {"actors": "avalon", "sources": "gazette", "explainers": "ferry"}
"""A record of MINIMAL of each section that has one."""


def needed_fields(kind: type[Record]) -> dict[str, str]:
    """Return the needed fields of a kind of record, and where it appears, with values that their types take and that fit MINIMAL."""

    def value(field: ModelField) -> str:
        if field.part:
            return EVIDENCE
        ids = [IDS[one] for one in field.refers.sections if one in IDS] if field.refers else ()
        word = next(iter((*ids, *field.choices)), "2025-03-07" if field.takes is Edtf else "Some words" if field.is_text else "1")
        return f"[{word}]" if field.is_list else word

    return {name: value(field) for name, field in fields_of(kind).items() if name == "explainers" or (field.is_needed and name != "id")}


RECORDS: Final[Mapping[str, Mapping[str, str]]] = {
    **{kind.section: needed_fields(kind) for kind in SECTIONS},
    "explainers": {
        "title": "Who runs the bridge?",
        "question": "Does Brigid run the bridge?",
        "answer": "['It [is](source:gazette).', 'So [it is](source:gazette).', 'And [so](source:herald).']",
        "focal": "[avalon]",
        "period": "2025",
    },
    "actors": {"name": "Camelot", "kind": "state"},
    "sources": {
        "title": "A bridge",
        "publisher": "The Times",
        "published": "2025-03-03",
        "language": "en",
        "kind": "news",
        "rights": "quote-only",
    },
    "events": {"title": "The ferry sinks", "when": "2025-04-01", "evidence": EVIDENCE, "explainers": "[ferry]"},
    "places": {
        "name": "The quay",
        "kind": "site",
        "latitude": "51.5",
        "longitude": "-2.25",
        "known": "exact",
        "evidence": EVIDENCE,
    },
    "claims": {
        "statement": "The ferry is safe",
        "claimant": "[brigid]",
        "made": "2025-03-01",
        "hedge": "asserted",
        "issue": "economic",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "acts": {
        "title": "Avalon praises Brigid",
        "when": "2025-03-05",
        "by": "[avalon]",
        "toward": "[brigid]",
        "type": "SUPPORT",
        "form": "words",
        "issue": "economic",
        "standing": "established",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "votes": {
        "title": "On the ferry",
        "when": "2025-03-06",
        "body": "The Harbour Board",
        "text": "Pays for the ferry",
        "ballots": "{avalon: yes}",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "costs": {
        "title": "A new hull",
        "kind": "fiscal",
        "bearer": "[avalon]",
        "qualitative": "Much",
        "status": "projected",
        "mechanism": "Avalon pays for the hull.",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "risks": {
        "title": "The ferry sinks again",
        "bearer": "[brigid]",
        "raised_by": "[avalon]",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "drivers": {
        "title": "Fares",
        "direction": "toward",
        "actor": "[brigid]",
        "with": "[avalon]",
        "summary": "Fares pay Brigid.",
        "evidence": EVIDENCE,
        "explainers": "[ferry]",
    },
    "scenarios": {
        "title": "The ferry goes on",
        "summary": "Nothing changes.",
        "proposed_by": "[avalon]",
        "explainers": "[ferry]",
    },
}
"""The needed fields of a record of each section, one a line in this order, with values that fit MINIMAL: those of a new section are
made of what its fields take."""


class MakeRecord(Protocol):
    """Gives the text of a valid record."""

    def __call__(self, section: str, body: str = "", /, **fields: str | None) -> str: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a content folder."""

    checked: Checked

    @property
    def corpus(self) -> Corpus:
        """The corpus."""
        return self.checked.corpus

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Everything that is wrong, in order."""
        return self.checked.diagnostics

    @property
    def found(self) -> list[str]:
        """What is wrong as 'claims/x.yml:2:3 rule', with paths below the content folder."""
        return [f"{str(one.place).removeprefix('content/')} {one.rule.code}" for one in self.diagnostics]

    @property
    def messages(self) -> list[str]:
        """What is wrong as 'message' or 'message = hint'."""
        return [f"{one.message} = {one.hint}" if one.hint else one.message for one in self.diagnostics]


class Check(Protocol):
    """Checks MINIMAL with some files more."""

    def __call__(self, files: Files, /, *, today: date = TODAY) -> Found: ...


def written(text: str) -> str:
    """Return text as a file has it: dedented, without the line break after opening quotes."""
    return dedent(text.removeprefix("\n"))


def write_content(folder: Path, files: Files) -> Path:
    """Write the files of a publication, but for those that are nothing, into a folder; return it."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else written(text).encode())
    return folder


def dyads_of(stances: Stances) -> list[tuple[str, str]]:
    """Return every pair of who acted, and toward whom, by id."""
    both = (pair for one in stances.relations for pair in (one, one[::-1]))
    return sorted(pair for pair in both if stances.between(*pair))


@contextmanager
def in_time(seconds: float = 5) -> Iterator[None]:
    """Hold what is done within to some seconds of work; a tracer, as for coverage, takes its own time."""
    began = process_time()
    yield
    assert process_time() - began < (4 * seconds if sys.gettrace() else seconds)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def content(tmp_path: Path) -> WriteContent:
    return lambda files: write_content(tmp_path / "content", files)


@pytest.fixture
def checked(content: WriteContent) -> Check:
    def check(files: Files, /, *, today: date = TODAY) -> Found:
        return Found(check_content(content({**MINIMAL, **files}), today=today))

    return check


@pytest.fixture
def corpus(checked: Check) -> MakeCorpus:
    def make(files: Files) -> Corpus:
        found = checked(files)
        assert [one for one in found.diagnostics if one.is_error] == [], found.messages
        return found.corpus

    return make


@pytest.fixture
def record() -> MakeRecord:
    def make(section: str, body: str = "", /, **fields: str | None) -> str:
        given = {name.removesuffix("_"): value for name, value in fields.items()}  # 'with_' is 'with'
        values: dict[str, str | None] = {**RECORDS[section], **given}
        lines = "".join(f"{name}: {value}\n" for name, value in values.items() if value is not None)
        return f"---\n{lines}---\n\n{body}" if section in ("explainers", "sources") else lines

    return make
