from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TYPE_CHECKING

import pytest

from generator.language import messages as languages_module
from generator.language.localized import LocalizedText, in_language_of, language_of
from generator.language.messages import (
    SiteLocale,
    _,
    cached_per_locale,
    language_name,
    languages,
    locale_for,
    month_name,
    name_of,
    ngettext,
    numeral,
    plural_forms,
    source_message,
    using_locale,
)
from generator.language.tags import direction_of
from generator.model.dates import parse_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GERMAN = r"""
msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "about {date}"
msgstr "etwa {date}"

msgid "{date} (uncertain)"
msgstr "{date} (unsicher)"

msgid "since {date}"
msgstr "seit {date}"

msgid "{day} {month} {year}"
msgstr "{day}. {month} {year}"

msgid "{dates} or {last}"
msgstr "{dates} oder {last}"

msgid "winter {year}"
msgstr "Winter {year}"

msgid "{number} act"
msgid_plural "{number} acts"
msgstr[0] "{number} Akt"
msgstr[1] "{number} Akte"

msgid "Not yet"
msgstr ""
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "de.po").write_text(GERMAN, encoding="utf-8")
    monkeypatch.setattr(languages_module, "CATALOGUES", tmp_path)
    with using_locale("de"):
        yield


def test_english_is_spoken_where_nothing_else_is() -> None:
    assert _("since {date}", date="2024") == "since 2024"
    assert [ngettext("{number} act", "{number} acts", number) for number in (1, 1200)] == ["1 act", "1,200 acts"]
    assert (month_name(9), month_name(9, short=True)) == ("September", "Sept")


def test_braces_in_values_are_words() -> None:
    assert _("since {date}", date="{date} {x}") == "since {date} {x}"


@pytest.mark.usefixtures("german")
def test_messages_counts_and_numbers_follow_the_language() -> None:
    assert [ngettext("{number} act", "{number} acts", number) for number in (1, 1200)] == ["1 Akt", "1.200 Akte"]
    assert numeral("1,234.5") == "1.234,5"


@pytest.mark.usefixtures("german")
def test_what_is_not_translated_is_said_in_english() -> None:
    assert (_("Not yet"), _("Never heard of")) == ("Not yet", "Never heard of")


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025-06-13", "13. Juni 2025"),
        ("2025-06", "Juni 2025"),
        ("2025", "2025"),
        ("2024-08~", "etwa August 2024"),
        ("2025-06-15?", "15. Juni 2025 (unsicher)"),
        ("2024-03/..", "seit März 2024"),
        ("[2025-06-15,2025-06-16]", "15. oder 16. Juni 2025"),
        ("2024-24", "Winter 2024"),
    ],
)
def test_dates_follow_the_language(written: str, said: str) -> None:
    assert parse_edtf(written).words(short=False) == said


@pytest.mark.usefixtures("german")
def test_the_english_of_a_message_is_found_again() -> None:
    assert (source_message("Winter {year}"), source_message("Winter 2024"), source_message("")) == ("winter {year}", None, None)


def test_what_is_kept_of_one_language_is_not_said_in_another() -> None:
    asked: list[int] = []

    @cached_per_locale
    def said(number: int) -> str:
        asked.append(number)
        return ngettext("{number} act", "{number} acts", number)

    english = [said(2), said(2), said(1)]
    with using_locale("ar"):
        arabic = said(2)
    assert english == ["2 acts", "2 acts", "1 act"]
    assert arabic not in english
    assert (said(2), asked) == ("2 acts", [2, 1, 2])


def test_two_languages_of_one_tag_are_two() -> None:
    assert SiteLocale("de") != SiteLocale("de", decimal=",")


def test_a_language_without_a_catalogue_is_not_spoken() -> None:
    assert "fr" not in languages()
    assert locale_for("fr").tag == "en"
    assert locale_for("ar-LB").tag == "ar"


@pytest.mark.parametrize(("tag", "direction"), [("ar", "rtl"), ("AR-lb", "rtl"), ("he", "rtl"), ("en", "ltr"), ("arn", "ltr")])
def test_the_direction_is_that_of_the_script(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


@pytest.mark.parametrize(("tag", "name"), [("en", "English"), ("ar", "العربية"), ("xx", "xx"), ("no such tag", "no such tag")])
def test_a_language_is_named_in_itself(tag: str, name: str) -> None:
    assert name_of(tag) == name


def test_a_language_ends_with_its_block_even_after_a_fault() -> None:
    with pytest.raises(ValueError, match="fault"), using_locale("ar"):
        raise ValueError("fault")
    assert _("Sources") == "Sources"


def test_another_thread_speaks_the_language_only_with_the_context() -> None:
    with using_locale("ar"), ThreadPoolExecutor(1) as aside:
        assert aside.submit(copy_context().run, month_name, 1).result() == "يناير"
        assert aside.submit(month_name, 1).result() == "January"


def test_words_cut_from_a_text_keep_its_language() -> None:
    assert language_of(in_language_of("words", LocalizedText("some words", "en"))) == "en"
    assert type(in_language_of("words", "some words")) is str


def test_counts_have_a_message_for_each_form_of_the_language() -> None:
    assert plural_forms("{n} act", "{n} acts") == {"one": "{n} act", "other": "{n} acts"}
    with using_locale("ar"):
        forms = plural_forms("{number} act", "{number} acts")
    assert list(forms) == ["few", "many", "one", "other", "two", "zero"]
    assert len(set(forms.values())) > 3


def test_a_language_is_named_in_the_one_that_is_spoken() -> None:
    assert (language_name("fa"), language_name("xx")) == ("Persian", "xx")
    with using_locale("ar"):
        assert language_name("en") == "الإنجليزية"
