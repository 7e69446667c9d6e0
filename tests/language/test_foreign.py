"""Text in another language carries its language through sentences and figures, and pages say it."""

from __future__ import annotations

import pytest

from generator.language import say
from generator.language.foreign import Foreign, foreign_headings, grouped, is_written_as, marked, resolved, unmarked, untranslated

QUAY = Foreign("the quay", "en")
SPAN = '<bdi lang="en" dir="ltr">the quay</bdi>'


@pytest.mark.parametrize(
    ("written", "page"),
    [
        (f"<p>{marked(QUAY)}</p>", f"<p>{SPAN}</p>"),
        (f'<p dir="auto">{marked(QUAY)}</p>', '<p lang="en" dir="ltr">the quay</p>'),
        (f'<p class="x" dir="auto">{marked(QUAY)}!</p>', f'<p class="x" dir="auto">{SPAN}!</p>'),
        (f'<li class="x" dir="auto">{marked(QUAY)}</li>', f'<li class="x">{SPAN}</li>'),
        (f'<a href="x">{marked(QUAY)}</a>', '<a href="x" lang="en" dir="ltr">the quay</a>'),
        (f'<b lang="en">{marked(QUAY)}</b>', '<b lang="en">the quay</b>'),
        (f'<a title="{marked(QUAY)}">x</a>', '<a title="the quay">x</a>'),
        (f"<title>{marked(QUAY)} - y</title>", "<title>the quay - y</title>"),
        (f"<option>{marked(QUAY)} (3)</option>", '<option lang="en" dir="ltr">the quay (3)</option>'),
        (f"<text x='1'>{marked(QUAY)}</text>", "<text x='1' lang=\"en\">the quay</text>"),
        (f"<text>{marked(QUAY)}, 3</text>", '<text><tspan lang="en">the quay</tspan>, 3</text>'),
        (f"# {marked(QUAY)}", f"# {SPAN}"),
        (marked("the quay"), "the quay"),
        (marked(Foreign("א ok", "en")), '<bdi lang="en" dir="rtl">א ok</bdi>'),
        (marked(Foreign("1 ok", "he")), '<bdi lang="he" dir="ltr">1 ok</bdi>'),
        (marked(Foreign("12", "he")), '<bdi lang="he" dir="rtl">12</bdi>'),
    ],
)
def test_marks_become_the_language_and_direction_of_what_holds_the_words(written: str, page: str) -> None:
    assert resolved(written) == page


def test_a_text_with_links_stays_one_text() -> None:
    inside = f'{marked(QUAY)} of <a href="x">{marked(Foreign("ברק", "he"))}</a>'
    assert resolved(f'<p dir="auto">{grouped(inside, QUAY)}</p>') == (
        '<p lang="en" dir="ltr">the quay of <a href="x" lang="he" dir="rtl">ברק</a></p>'
    )


def test_a_sentence_keeps_the_language_of_what_is_put_into_it() -> None:
    assert resolved(say("At {place}", place=QUAY)) == f"At {SPAN}"
    assert unmarked(say("At {place}", place=QUAY)) == "At the quay"


def test_only_our_own_words_are_to_be_translated() -> None:
    assert untranslated(marked(QUAY)) == "en"
    assert untranslated(marked(Foreign("Quai", "fr", printed=True))) == ""
    assert untranslated("plain") == ""


def test_headings_with_foreign_words_are_known_by_their_text() -> None:
    written = f"## {marked(Foreign('R&amp;D', 'en'))} <b>x</b>\n\n## plain\n\n### {marked(QUAY)}\n"
    assert foreign_headings(written) == {"R&amp;D x": '<bdi lang="en" dir="ltr">R&amp;D</bdi> x'}


@pytest.mark.parametrize(("text", "found"), [("ליאת", True), ("Liat", False), ("Liat ליאת", False), ("12", False), ("", False)])
def test_a_name_in_the_letters_of_the_page_is_no_foreign_word_there(text: str, found: bool) -> None:  # noqa: FBT001
    assert is_written_as(text, "he", "en") is found
    assert not is_written_as(text, "fr", "en")
