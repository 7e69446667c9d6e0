"""Text in another language carries its language through sentences and figures, and pages say it."""

from __future__ import annotations

import pytest

from generator.language.localized import (
    LocalizedText,
    foreign_headings,
    is_written_as,
    tagged,
    tagged_group,
    untagged,
    untranslated,
    with_lang_attributes,
)
from generator.language.messages import _

QUAY = LocalizedText("the quay", "en")
SPAN = '<bdi lang="en" dir="ltr">the quay</bdi>'


@pytest.mark.parametrize(
    ("written", "page"),
    [
        (f"<p>{tagged(QUAY)}</p>", f"<p>{SPAN}</p>"),
        (f'<p dir="auto">{tagged(QUAY)}</p>', '<p lang="en" dir="ltr">the quay</p>'),
        (f'<p class="x" dir="auto">{tagged(QUAY)}!</p>', f'<p class="x" dir="auto">{SPAN}!</p>'),
        (f'<li class="x" dir="auto">{tagged(QUAY)}</li>', f'<li class="x">{SPAN}</li>'),
        (f'<a href="x">{tagged(QUAY)}</a>', '<a href="x" lang="en" dir="ltr">the quay</a>'),
        (f'<b lang="en">{tagged(QUAY)}</b>', '<b lang="en">the quay</b>'),
        (f'<a title="{tagged(QUAY)}">x</a>', '<a title="the quay">x</a>'),
        (f"<title>{tagged(QUAY)} - y</title>", "<title>the quay - y</title>"),
        (f"<option>{tagged(QUAY)} (3)</option>", '<option lang="en" dir="ltr">the quay (3)</option>'),
        (f"<text x='1'>{tagged(QUAY)}</text>", "<text x='1' lang=\"en\">the quay</text>"),
        (f"<text>{tagged(QUAY)}, 3</text>", '<text><tspan lang="en">the quay</tspan>, 3</text>'),
        (f"# {tagged(QUAY)}", f"# {SPAN}"),
        (tagged("the quay"), "the quay"),
        (tagged(LocalizedText("א ok", "en")), '<bdi lang="en" dir="rtl">א ok</bdi>'),
        (tagged(LocalizedText("1 ok", "he")), '<bdi lang="he" dir="ltr">1 ok</bdi>'),
        (tagged(LocalizedText("12", "he")), '<bdi lang="he" dir="rtl">12</bdi>'),
    ],
)
def test_marks_become_the_language_and_direction_of_what_holds_the_words(written: str, page: str) -> None:
    assert with_lang_attributes(written) == page


def test_a_text_with_links_stays_one_text() -> None:
    inside = f'{tagged(QUAY)} of <a href="x">{tagged(LocalizedText("ברק", "he"))}</a>'
    assert with_lang_attributes(f'<p dir="auto">{tagged_group(inside, QUAY)}</p>') == (
        '<p lang="en" dir="ltr">the quay of <a href="x" lang="he" dir="rtl">ברק</a></p>'
    )


def test_a_sentence_keeps_the_language_of_what_is_put_into_it() -> None:
    assert with_lang_attributes(_("At {place}", place=QUAY)) == f"At {SPAN}"
    assert untagged(_("At {place}", place=QUAY)) == "At the quay"


def test_only_our_own_words_are_to_be_translated() -> None:
    assert untranslated(tagged(QUAY)) == "en"
    assert untranslated(tagged(LocalizedText("Quai", "fr", printed=True))) == ""
    assert untranslated("plain") == ""


def test_headings_with_foreign_words_are_known_by_their_text() -> None:
    written = f"## {tagged(LocalizedText('R&amp;D', 'en'))} <b>x</b>\n\n## plain\n\n### {tagged(QUAY)}\n"
    assert foreign_headings(written) == {"R&amp;D x": '<bdi lang="en" dir="ltr">R&amp;D</bdi> x'}


@pytest.mark.parametrize(("text", "found"), [("ליאת", True), ("Liat", False), ("Liat ליאת", False), ("12", False), ("", False)])
def test_a_name_in_the_letters_of_the_page_is_no_foreign_word_there(text: str, found: bool) -> None:  # noqa: FBT001
    assert is_written_as(text, "he", "en") is found
    assert not is_written_as(text, "fr", "en")
