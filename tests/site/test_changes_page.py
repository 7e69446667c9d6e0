"""Why something changed, on a page in another language: each text in its own, and no mark of it left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.analysis.changing import changes
from generator.analysis.publishing import translated
from generator.language.messages import using_locale
from generator.site.markup import html_rich
from generator.site.page_parts import change_rows
from tests.sites import context_of

if TYPE_CHECKING:
    from tests.conftest import MakeCorpus, MakeRecord

ARABIC = {"publication.yml": "languages: ar\n"}


def told(corpus: MakeCorpus, files: dict[str, str]) -> str:
    with using_locale("ar"):
        found = translated(corpus({**ARABIC, **files}), "ar")
        (row,) = change_rows(context_of(found), changes(found))
        return html_rich(row.because)


def test_a_reason_that_names_a_record_ends_with_its_own_mark(corpus: MakeCorpus, record: MakeRecord) -> None:
    resolution = (
        "{on: 2025-06-01, outcome: occurred, because: 'It was [](actor:brigid), as said.', evidence: [{source: gazette, says: supports}]}"
    )
    said = told(corpus, {"scenarios/on.yml": record("scenarios", resolution=resolution)})
    assert not [sign for sign in said if "\ufdd0" <= sign <= "\ufdef"]
    assert said.startswith('حُسم: وقع. <bdi lang="en" dir="ltr">It was <a')


def test_what_changed_and_why_are_each_in_their_own_language(corpus: MakeCorpus, record: MakeRecord) -> None:
    history = "[{on: 2025-05, what: It was raised., because: The council paid.}]"
    event = record("events", history=history) + "translations: {ar: {history: [{what: رُفعت.}]}}\n"
    assert told(corpus, {"events/sinks.yml": event}) == 'رُفعت. <bdi lang="en" dir="ltr">The council paid.</bdi>'
