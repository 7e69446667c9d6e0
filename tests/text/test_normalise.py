"""The form of a text and the way back: typography goes, meaning stays, and every offset is right."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.normalising import normalise, normalised
from generator.text.position import Span
from tests.conftest import in_time

SAMPLES = (
    "aZ é“”‘’«»„-–—―−\u2011 \u00a0\u202f\u3000\t\r\n\u2028\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\ufe0f\ufeffﬁﬃﬆ…\u0301\u0323\u0307'\"`´"
)
RTL = "نمی\u200cرود كي یک گـــزارش ﻻ ﷲ שָׁלוֹם צה״ל אי־אפשר ۱۲٣ ״׳"
TYPOGRAPHY = st.text(st.sampled_from(SAMPLES + RTL + "10²½①.,[]=\u0338가\u1161\u11a8\u212b\u2126"), max_size=40)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“Yes,” she said.", '"Yes," she said.'),
        ("«Да», „Nein“, ‹oui›, 「是」", '"Да", "Nein", \'oui\', "是"'),
        ("Pakistan’s, Pakistanʼs, Pakistan`s, Pakistan´s", "Pakistan's, Pakistan's, Pakistan's, Pakistan's"),
        ("צה״ל ג׳ורג׳", "צה\"ל ג'ורג'"),
        ("5′ 10″", "5' 10\""),
        ("non\u2010nuclear non\u2011nuclear", "non-nuclear non-nuclear"),
        ("2015–2020", "2015-2020"),
        ("fell to \u22125", "fell to-5"),
        ("one — two", "one-two"),
        ("one—two", "one-two"),
        ("one -- two", "one-two"),
        ("אי־אפשר", "אי-אפשר"),
        ("a\u00a0b\u202fc\u2009d\r\n e\u2028f\tg", "a b c d e f g"),
        ("ﬁnd the oﬃce, ﬂat aﬀair, waﬄe, ﬅill, faﬆ", "find the office, flat affair, waffle, still, fast"),
        ("and so on…", "and so on..."),
        ("nu\u00adcle\u200bar\u2060", "nuclear"),
        ("\ufeffText", "Text"),
        ("cafe\u0301", "café"),
        ("\u212b \u2126", "\u00c5 Ω"),
        ("می\u200cرود", "میرود"),
        ("گـــزارش", "گزارش"),
        ("\ufee3\ufea4\ufee4\ufeaa", "محمد"),
        ("ﻻ ﷲ", "لا الله"),
        ("محمد ـ علی", "محمد-علی"),
        ("👩\u200d💻 ❤\ufe0f", "👩💻 ❤"),
        ("  \u00a0 ", ""),
    ],
)
def test_typography_goes(text: str, form: str) -> None:
    assert normalise(text) == form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10²", "102"),
        ("½", "1/2"),
        ("①", "1"),
        ("１０", "10"),
        ("۱۲", "12"),
        ("١٢", "۱۲"),
        ("café", "cafe"),
        ("Iran", "iran"),
        ("كتاب", "کتاب"),
        ("على", "علي"),
        ("علي", "علی"),
        ("ה", "ח"),
        ("שָׁלוֹם", "שלום"),
        ("кот", "kot"),
        ("‘a’", "“a”"),
        ("10\u207b²", "10-²"),
        ("re-sign", "resign"),
        ("10 000", "10000"),
        ("ﷺ", "صلى الله عليه وسلم"),
        ("№5", "No5"),
        ("㎏", "kg"),
        ("a,b", "a.b"),
        ("Å", "A"),
        ("ß", "ss"),
        ("i", "ı"),
    ],
)
def test_meaning_stays(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(TYPOGRAPHY | st.text(max_size=30))
def test_a_form_is_its_own_form_and_nfc(text: str) -> None:
    form = normalised(text).text
    assert normalised(form).text == form
    assert unicodedata.is_normalized("NFC", form)


@given(TYPOGRAPHY | st.text(max_size=30))
def test_the_way_back_never_turns(text: str) -> None:
    form = normalised(text)
    assert len(form.text) == len(form.starts) == len(form.ends)
    assert list(form.starts) == sorted(form.starts)
    assert list(form.ends) == sorted(form.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(form.starts, form.ends, strict=True))


@given(TYPOGRAPHY, st.data())
def test_every_stretch_comes_from_text_with_that_form(text: str, data: st.DataObject) -> None:
    form = normalised(text)
    start = data.draw(st.integers(0, len(form.text)))
    end = data.draw(st.integers(start, len(form.text)))
    inside = any(0 < at < len(form.text) and form.starts[at] < form.ends[at - 1] for at in (start, end))
    joined = end < len(form.text) and unicodedata.normalize("NFC", form.text[start : end + 1]) != form.text[start : end + 1]
    span = form.span(start, end)
    closes = re.match(r"[\w.,;!?…)\]][«‹“]", text[max(span.start - 1, 0) : span.start + 1])
    opens = re.match(r"[»›”](?:[^ .,;:!?)\]]|\.\.)", text[max(span.end - 1, 0) : span.end + 2])
    if not (inside or joined or closes or opens):
        assert normalised(text[span.start : span.end]).text == form.text[start:end]


@given(TYPOGRAPHY, st.data())
def test_a_stretch_is_found_again_from_its_span(text: str, data: st.DataObject) -> None:
    form = normalised(text)
    start = data.draw(st.integers(0, len(form.text)))
    end = data.draw(st.integers(start, len(form.text)))
    if start < end:
        found = form.stretch(form.span(start, end))
        assert found.start <= start
        assert found.end >= end


def test_offsets_are_those_of_the_text() -> None:
    text = "\ufeffHe said:\u00a0“ﬁne\u00ad…”\r\n"
    form = normalised(text)
    assert form.text == 'He said: "fine..." '
    start = form.text.index("fine")
    assert form.span(start, start + 4) == Span(11, 14)
    assert form.span(0, 2) == Span(1, 3)
    assert form.span(19, 19) == Span(len(text), len(text))


@pytest.mark.parametrize("text", ["e\u0301" * 200_000, " -" * 200_000, "\u00ad" * 400_000, "ـ " * 200_000, "a" + "\u0301" * 100_000])
def test_time_grows_with_the_text_alone(text: str) -> None:
    with in_time():
        normalised(text)
