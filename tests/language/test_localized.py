"""Text in another language carries its language through sentences, and says it where it is written as HTML."""

from __future__ import annotations

import pickle
from copy import deepcopy

import pytest
from markupsafe import Markup

from generator.language.localized import (
    UNKNOWN,
    LanguageRun,
    LocalizedText,
    attributes_and_html,
    changed,
    filled,
    html_of,
    in_language_of,
    is_turned,
    joined,
    language_of,
    noting_untranslated,
    on_one_line,
    runs_of,
)
from generator.language.messages import _, ngettext, using_locale
from generator.language.sentences import and_list, capitalized, clause_list, comma_list, in_a_drawing, sentence_list
from generator.site.markup import html_rich

QUAY = LocalizedText("the quay", "en")
BARAK = LocalizedText("ברק", "he")
SPAN = '<bdi lang="en" dir="ltr">the quay</bdi>'


def told(text: str) -> list[tuple[str, str]]:
    return [(run.text, run.language) for run in runs_of(text)]


def test_its_characters_are_its_words_alone() -> None:
    assert (QUAY, len(QUAY), [*QUAY][:3]) == ("the quay", 8, ["t", "h", "e"])
    assert type(str(QUAY)) is str
    assert not hasattr(QUAY, "__dict__")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (QUAY, SPAN),
        ("the quay", "the quay"),
        (joined(("At ", QUAY, "!")), f"At {SPAN}!"),
        (LocalizedText("א ok", "en"), '<bdi lang="en" dir="rtl">א ok</bdi>'),
        (LocalizedText("1 ok", "he"), '<bdi lang="he" dir="ltr">1 ok</bdi>'),
        (LocalizedText("12", "he"), '<bdi lang="he" dir="rtl">12</bdi>'),
        (LocalizedText("<b>&amp; \"'", "he"), '<bdi lang="he" dir="ltr">&lt;b&gt;&amp;amp; &#34;&#39;</bdi>'),
        (joined(("<", LocalizedText("<", "he"))), '&lt;<bdi lang="he" dir="rtl">&lt;</bdi>'),
    ],
)
def test_it_is_written_as_html_that_says_its_language_and_is_escaped_once(text: str, page: str) -> None:
    assert html_of(text) == page
    assert str(Markup.escape(text)) == str(Markup.escape(Markup.escape(text))) == page


def test_an_element_that_holds_one_text_alone_says_its_language_itself() -> None:
    assert attributes_and_html(QUAY) == (' lang="en" dir="ltr"', "the quay")
    assert attributes_and_html(joined((QUAY, "!"))) == ("", f"{SPAN}!")
    assert attributes_and_html("<") == ("", "&lt;")


def test_spaces_around_a_text_stand_outside_of_it_on_the_side_of_the_text_before() -> None:
    with using_locale("ar"):
        assert html_rich(["1. ", QUAY, " ", "ثم"]) == '<bdi lang="en" dir="ltr">1. the quay</bdi> ثم'
        assert html_rich(["ثم", " ", QUAY, " ", BARAK]).count(" <bdi") == 2


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (_("At {place}", place=QUAY), [("At ", ""), ("the quay", "en")]),
        (_("{place}: {place}", place=QUAY), [("the quay", "en"), (": ", ""), ("the quay", "en")]),
        (_("{{{place}}}", place=QUAY), [("{", ""), ("the quay", "en"), ("}", "")]),
        (_("{place} in {number:02}", place=QUAY, number=7), [("the quay", "en"), (" in 07", "")]),
        (_("{place}", place=LocalizedText("{number}", "en")), [("{number}", "en")]),
        (_("At {place}", place="the quay"), [("At the quay", "")]),
        (_("On {day}: {all}", day=1, all=_("at {place}", place=QUAY)), [("On 1: at ", ""), ("the quay", "en")]),
        (ngettext("{number} at {place}", "{number} at {place}", 2, place=QUAY), [("2 at ", ""), ("the quay", "en")]),
        (and_list(["a", QUAY, BARAK]), [("a, ", ""), ("the quay", "en"), (" and ", ""), ("ברק", "he")]),
        (and_list([QUAY]), [("the quay", "en")]),
        (comma_list([]), [("", "")]),
        (comma_list(["a", "b"]), [("a, b", "")]),
        (clause_list([QUAY, QUAY]), [("the quay", "en"), ("; ", ""), ("the quay", "en")]),
        (sentence_list(["", QUAY]), [("the quay", "en")]),
        (capitalized(QUAY), [("The quay", "en")]),
        (capitalized(_("at {place}", place=QUAY)), [("At ", ""), ("the quay", "en")]),
        (QUAY + "!", [("the quay", "en"), ("!", "")]),
        ("At " + QUAY, [("At ", ""), ("the quay", "en")]),
        (QUAY + LocalizedText("s", "en"), [("the quays", "en")]),
        (joined((QUAY[:0], "a")), [("a", "")]),
    ],
)
def test_a_sentence_keeps_the_language_of_what_is_put_into_it(text: str, runs: list[tuple[str, str]]) -> None:
    assert told(text) == runs
    assert text == "".join(words for words, _unused in runs)


def test_a_message_asks_for_every_value_that_it_names() -> None:
    with pytest.raises(KeyError):
        filled("{place} {day}", {"place": QUAY})


@pytest.mark.parametrize("at", [slice(0, 3), slice(2, 9), slice(-4, None), slice(3, 3), slice(5, 99), slice(None, None, -1), 3, -1])
def test_a_part_of_it_is_in_its_language(at: slice | int) -> None:
    assert QUAY[at] == str(QUAY)[at]
    assert language_of(QUAY[at]) == "en"


@pytest.mark.parametrize(("start", "stop"), [(0, 3), (0, 4), (2, 9), (4, 7), (9, 12), (-2, None), (5, 5)])
def test_a_part_of_several_is_in_theirs(start: int, stop: int | None) -> None:
    whole = joined(("ab ", QUAY, " cd ", BARAK))
    languages = "".join({"": "-", "en": "e", "he": "h"}[run.language] * len(run.text) for run in runs_of(whole))
    part = whole[start:stop]
    assert part == str(whole)[start:stop]
    assert "".join({"": "-", "en": "e", "he": "h"}[run.language] * len(run.text) for run in runs_of(part)) == languages[start:stop]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (QUAY, "en"),
        (LocalizedText("12", "en"), "en"),
        ("the quay", ""),
        (joined((QUAY, ", ", QUAY)), "en"),
        (joined((QUAY, " or ", QUAY)), ""),
        (joined((QUAY, BARAK)), ""),
    ],
)
def test_the_language_of_a_text_is_that_of_all_its_letters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_words_that_are_made_of_a_text_are_in_its_language() -> None:
    assert told(in_language_of("quays", QUAY)) == [("quays", "en")]
    assert told(in_language_of("quays", "quay")) == [("quays", "")]
    assert told(changed(joined(("a", QUAY)), str.upper)) == [("A", ""), ("THE QUAY", "en")]
    assert told(on_one_line(joined((" a \n", LocalizedText("b\t c ", "en"))))) == [("a ", ""), ("b c", "en")]


def test_words_in_a_drawing_keep_their_direction_and_language() -> None:
    with using_locale("ar"):
        assert told(in_a_drawing(QUAY)) == [("\u2067", ""), ("the quay", "en"), ("\u2069", "")]


def test_it_can_be_kept_and_is_never_copied() -> None:
    whole = joined(("At ", LocalizedText("the quay", "en", printed=True)))
    again = pickle.loads(pickle.dumps(whole))  # noqa: S301 - we wrote it
    assert (again, runs_of(again)) == (whole, (LanguageRun("At "), LanguageRun("the quay", "en", printed=True)))
    assert deepcopy(whole) is whole


def test_only_our_own_words_that_are_written_are_to_be_translated() -> None:
    with noting_untranslated() as found:
        html_of(LocalizedText("Quai", "fr", printed=True))
        html_of("plain")
        assert not found
        html_of(joined(("At ", QUAY)))
        with noting_untranslated() as inner:
            assert not inner
        attributes_and_html(BARAK)
    html_of(QUAY)
    assert found == ["en", "he"]


@pytest.mark.parametrize(
    ("text", "tag", "found"),
    [
        *(("ליאת", "en", True), ("Liat", "en", False), ("Liat ליאת", "en", False), ("12", "en", False), ("", "en", False)),
        *(("ليلى", "en", True), ("«ليلى» (2)", "fr", True), ("Liat", "he", True), ("ליאת", "he", False), ("12", "he", False)),
    ],
)
def test_a_name_may_be_in_letters_of_the_other_direction(text: str, tag: str, found: bool) -> None:  # noqa: FBT001
    assert is_turned(text, tag) is found


def test_a_name_of_which_no_language_is_known_keeps_to_itself_and_says_its_direction_alone() -> None:
    name = LocalizedText("משרד (החוץ)", UNKNOWN, printed=True)
    assert html_of(filled("{by} toward Avalon: 1", {"by": name})) == '<bdi dir="rtl">משרד (החוץ)</bdi> toward Avalon: 1'
    assert attributes_and_html(name) == (' dir="rtl"', "משרד (החוץ)")
    assert language_of(name) == ""


def test_a_name_with_a_comma_is_one_name_in_a_list() -> None:
    assert and_list(["UN", "Foreign Ministry, Iraq", "3 more"]) == "UN; Foreign Ministry, Iraq; 3 more"
    assert and_list(["UN", "Iraq", "3 more"]) == "UN, Iraq and 3 more"
    assert and_list(["Foreign Ministry, Iraq"]) == "Foreign Ministry, Iraq"


def test_no_text_in_another_language_goes_into_an_f_string() -> None:
    with pytest.raises(TypeError, match="'the quay' would lose its language"):
        f"At {QUAY}"
    with pytest.raises(TypeError):
        "At {place}".format_map({"place": QUAY})
    assert f"At {QUAY!s}" == "At the quay"
    assert runs_of(filled("At {place}", {"place": QUAY}))[1] == LanguageRun("the quay", "en")
