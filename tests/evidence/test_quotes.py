"""Quotations are proved word for word, and no change of meaning ever passes."""

from __future__ import annotations

import random
import unicodedata
from functools import cache
from typing import Final

import pytest

from generator.evidence.nearest import nearest_passage
from generator.evidence.quotes import FARTHEST, Ambiguous, NotFound, Outcome, Proved, prove
from generator.text.normalise import Normalised, normalise, normalised
from generator.text.position import Span
from tests.conftest import in_time

TEXTS: Final = {
    "en": (
        "Gen. Asim Munir said on 14 June 2025 that Pakistan would not send troops; the U.S. had paid $1.5 billion, or 7.5% of the bill. "
        "“We can’t and won’t strike first,” the non-nuclear lobby’s José Muñoz replied — twice — in Doha. "
        "Temperatures fell to −5°C, and 10² of the 1,200 trucks drove 300 km on 12 May 2024."
    ),
    "fa": (
        "وزیر امور خارجهٔ پاکستان روز ۱۴ ژوئن ۲۰۲۵ گفت: «ما هیچ‌گاه به اسرائیل حملهٔ "
        "اتمی نمی‌کنیم و نخواهیم کرد.» او افزود که ۱٫۵ میلیارد دلار پرداخت نشده است."
    ),
    "ur": (
        "وزیر دفاع خواجہ آصف نے ۱۴ جون ۲۰۲۵ کو کہا کہ پاکستان اسرائیل پر حملہ نہیں "
        "کرے گا۔ انہوں نے ”مکمل یکجہتی“ کا اظہار کیا اور ۵۰۰ کلومیٹر دور سرحد بند کر دی۔"
    ),
    "he": (
        "שר החוץ אמר ב־14 ביוני 2025: ״ישראל לא תתקוף את איראן, וצה״ל אינו "
        "נערך לכך״. הוא הוסיף כי 1.5 מיליארד דולר לא שולמו, ושָׁלוֹם אי־אפשר לקנות."
    ),
    "ar": (
        "قال وزير الخارجية في ١٤ يونيو ٢٠٢٥: «لن نهاجم إسرائيل ولم نعد أحداً بذلك». "
        "وأضاف أن علي لم يدفع ١٫٥ مليار دولار على الإطلاق، وأن ٣٠٠ شاحنة عبرت الحدود."
    ),
}

VARIANTS: Final = (
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.translate(dict.fromkeys(map(ord, "“”„«»״"), '"')).translate(dict.fromkeys(map(ord, "‘’׳"), "'")),
    lambda text: text.replace("—", "–").replace("−", "-").replace("-", "\u2011"),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", "\r\n  "),
    "\u00ad".join,
    lambda text: text.replace("\u200c", "").replace("fi", "ﬁ").replace("ff", "ﬀ"),
    lambda text: "\u200f" + text + "\u200e",
    lambda text: text.replace("ن", "نـ").replace("م", "مـ"),
    lambda text: text.replace(" — ", "—").replace("—", "--"),
)


@cache
def form(language: str) -> Normalised:
    return normalised(TEXTS[language])


def found_in(text: str, quote: str, **around: str) -> Outcome:
    return prove(quote, normalised(text), **around)  # type: ignore[arg-type]


def sub_quotes(text: str, rng: random.Random, count: int) -> list[str]:
    pieces = text.split(" ")
    found = []
    for _ in range(count):
        start = rng.randrange(len(pieces) - 3)
        found.append(" ".join(pieces[start : start + rng.randint(3, 12)]))
    return found


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_typographic_variant_is_accepted_with_the_right_offsets(language: str, variant: object) -> None:
    text = TEXTS[language]
    for quote in sub_quotes(text, random.Random(7), 60):  # noqa: S311 - the same quotations at every run
        for source, words in ((text, variant(quote)), (variant(text), quote)):  # type: ignore[operator]
            outcome = found_in(source, words)
            assert isinstance(outcome, Proved), (quote, outcome)
            assert normalise(source[outcome.start : outcome.end]) == normalise(quote)


LETTERS: Final = "aeiouxyzéñŠабكیيکنمलאבהח0123456789۰۱۲۳٠١٢٣²½%$€-'"
WORDS: Final = ("not", "no", "never", "نه", "نمی", "نہیں", "לא", "אין", "لا", "لم", "2024", "km", "million", "Iran", "[", "–")


def edits(quote: str, rng: random.Random) -> str:
    """Return the quote with one edit within it: of a character, of an accent, of a word."""
    kind = rng.randrange(6)
    words = quote.split(" ")
    at = rng.randrange(1, len(quote) - 1)
    inner = rng.randrange(1, len(words) - 1)
    if kind == 0:
        return quote[:at] + rng.choice(LETTERS) + quote[at + 1 :]
    if kind == 1:
        return quote[:at] + rng.choice(LETTERS) + quote[at:]
    if kind == 2:
        return quote[:at] + quote[at + 1 :]
    if kind == 3:
        return " ".join([*words[:inner], rng.choice(WORDS), *words[inner:]])
    if kind == 4:
        return " ".join([*words[:inner], *words[inner + 1 :]])
    plain = unicodedata.normalize("NFD", quote)
    marks = [place for place, one in enumerate(plain) if unicodedata.combining(one)]
    place = rng.choice(marks) if marks else rng.randrange(1, len(plain))
    return plain[:place] + ("" if marks else "\u0301") + plain[place + 1 if marks else place :]


@pytest.mark.parametrize("language", TEXTS)
def test_no_single_edit_within_a_quotation_is_accepted(language: str) -> None:
    text, rng = form(language), random.Random(language)  # noqa: S311 - the same edits at every run
    tried = 0
    for quote in sub_quotes(text.source, rng, 1500):
        changed = edits(quote, rng)
        if normalise(changed) in text.text and normalise(changed) == normalise(quote):
            continue
        outcome = prove(changed, text)
        if isinstance(outcome, Proved):
            own = normalise(text.source[outcome.start : outcome.end])
            assert own == normalise(changed), (quote, changed)  # what is accepted stands in the text, word for word
            assert own != normalise(quote)
            assert len(own) < len(normalise(quote)), (quote, changed)
            continue
        tried += 1
    assert tried > 1000


CHANGED: Final = [
    ("would not send troops", "would send troops"),
    ("would not send troops", "would now send troops"),
    ("14 June 2025", "14 June 2024"),
    ("14 June 2025", "4 June 2025"),
    ("14 June 2025", "14 June 202"),
    ("had paid $1.5 billion", "had paid $15 billion"),
    ("had paid $1.5 billion", "had paid $1.5 million"),
    ("had paid $1.5 billion", "had paid €1.5 billion"),
    ("paid $1.5 billion", "1.5 billion"),
    ("$1.5 billion", "5 billion"),
    ("7.5% of the bill", "5% of the bill"),
    ("or 7.5% of", "or 7.5"),
    ("We can’t and won’t", "We can"),
    ("We can’t and won’t", "We cant and wont"),
    ("the non-nuclear lobby’s", "nuclear lobby’s"),
    ("José Muñoz", "Jose Munoz"),
    ("José Muñoz", "José Munoz"),
    ("José Muñoz replied", "José Mu"),
    ("fell to −5°C", "fell to +5°C"),
    ("fell to −5°C", "5°C"),
    ("10² of the 1,200", "102 of the 1,200"),
    ("10² of the 1,200", "10"),
    ("1,200 trucks", "200 trucks"),
    ("1,200 trucks", "1.200 trucks"),
    ("300 km on", "300 mi on"),
    ("the U.S. had", "the US had"),
    ("Gen. Asim Munir", "Gen. Asim Munit"),
    ("Gen. Asim Munir", "gen. Asim Munir"),
    ("Gen. Asim Munir said", "Gen. [...] Munit said"),
    ("would not send troops", "would [not] send troops"),
    ("would not send troops", "would [...] send troops"),
    ("would not send troops", "would not [ever] dispatch troops"),
    ("Pakistan would", "Рakistan would"),
]


@pytest.mark.parametrize(("right", "wrong"), CHANGED)
def test_a_change_of_meaning_is_refused(right: str, wrong: str) -> None:
    assert isinstance(prove(right, form("en")), Proved)
    assert isinstance(prove(wrong, form("en")), NotFound)


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("fa", "حملهٔ اتمی می‌کنیم"),
        ("fa", "خواهیم کرد"),
        ("fa", "روز ۱۴ ژوئن ۲۰۲۴"),
        ("fa", "روز 14 ژوئن 2025"),
        ("fa", "وزير امور"),
        ("fa", "حمله اتمی"),
        ("fa", "۵ میلیارد"),
        ("ur", "حملہ کرے گا"),
        ("ur", "۱۴ جون ۲۰۲٤"),
        ("he", "ישראל תתקוף"),
        ("he", "צה אינו"),
        ("he", "ושלום אי־אפשר"),
        ("he", "אפשר לקנות"),
        ("he", "14 ביולי 2025"),
        ("ar", "نهاجم إسرائيل ونعد"),
        ("ar", "أن على لم يدفع"),
        ("ar", "لم نعد أحدا بذلك"),
        ("ar", "اسرائيل ولم"),
        ("ar", "٣٠٠٠ شاحنة"),
        ("ar", "٥ مليار"),
    ],
)
def test_a_change_of_meaning_is_refused_in_other_scripts(language: str, wrong: str) -> None:
    assert isinstance(prove(wrong, form(language)), NotFound)


TALK: Final = (
    "He said no. “They [the allies] came,” he said later. He said [...] that this is it… They left at 5 in 2024. The end–the last."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("They [the allies] came", "They [the allies] came"),
        ("They left [the field] at 5", "They left at 5"),
        ("[Yesterday] They left at 5", "They left at 5"),
        ("They left at 5 [p.m.] in 2024.", "They left at 5 in 2024."),
        ("[t]hey left at 5", "They left at 5"),
        ("said [T]hat this", None),
        ("that [T]his is", "that this is"),
        ("no. [...] They left at 6", None),
        ("later. […] They left", "later. He said [...] that this is it… They left"),
        ("later. [. . .] They left", "later. He said [...] that this is it… They left"),
        ("[...] They left at 5 [...]", "They left at 5"),
        ("He said [...] that", "He said [...] that"),
        ("“[Oh] They [the allies] came", "“They [the allies] came"),
        ("They [the enemies] came", None),
        ("They[...]they left", None),
        ("this is it.", None),
        ("this is it...", "this is it…"),
        ("end - the last", "end–the last"),
    ],
)
def test_brackets(quote: str, words: str | None) -> None:
    outcome = found_in(TALK, quote)
    if words is None:
        assert not isinstance(outcome, Proved), TALK[outcome.start : outcome.end]
    else:
        assert isinstance(outcome, Proved)
        assert TALK[outcome.start : outcome.end] == words


@pytest.mark.parametrize("quote", ["", " ", "[...]", "[Sharif]", "[...] [Sharif] […]", "\u200b", "[ ]"])
def test_nothing_is_no_quotation(quote: str) -> None:
    assert found_in(TALK, quote) == NotFound("empty")


def test_parts_are_given_apart() -> None:
    outcome = found_in("One two three four five.", "One [...] four")
    assert outcome == Proved(0, 18, (Span(0, 3), Span(14, 18)))


@pytest.mark.parametrize(("between", "is_found"), [(FARTHEST - 2, True), (FARTHEST - 1, False)])
def test_parts_are_not_far_apart(between: int, *, is_found: bool) -> None:
    outcome = found_in(f"One {'x' * between} two.", "One [...] two")
    assert isinstance(outcome, Proved) is is_found
    assert is_found or outcome == NotFound("far-apart")


def test_parts_come_in_order() -> None:
    assert found_in("One two three.", "three [...] One") == NotFound("far-apart")
    outcome = found_in("One two. One three. One two.", "two [...] One three [...] two")
    assert outcome == Proved(4, 27, (Span(4, 7), Span(9, 18), Span(24, 27)))


@pytest.mark.parametrize(
    ("around", "start"),
    [
        ({"prefix": "later."}, 1),
        ({"suffix": "no."}, 0),
        ({"suffix": "[...] that"}, 1),
        ({"prefix": "“later”"}, None),
        ({"suffix": "yes"}, None),
    ],
)
def test_prefix_and_suffix_tell_repeats_apart(around: dict[str, str], start: int | None) -> None:
    outcome = found_in(TALK, "He said", **around)
    if start is None:
        assert isinstance(outcome, NotFound)
    else:
        assert isinstance(outcome, Proved)
        assert outcome.start == [0, TALK.rindex("He said")][start]


def test_repeats_are_counted() -> None:
    outcome = found_in(TALK, "He said")
    assert isinstance(outcome, Ambiguous)
    assert outcome.count == 2
    assert found_in("a b a b a", "a [...] a") == Ambiguous(3, (Span(4, 5), Span(8, 9)))


def test_a_place_tells_repeats_apart_and_is_held() -> None:
    text = normalised("He said no. He said so.")
    assert prove("He said", text, within=Span(12, 23)) == Proved(12, 19, (Span(12, 19),))
    assert prove("no", text, within=Span(12, 23)) == NotFound("passage")


@pytest.mark.parametrize(
    ("quote", "words", "differences"),
    [
        ("Pakistan would send troops", "Pakistan would not send troops", ("'not' is missing after 'would'",)),
        ("that Pakistan would never send troops", "that Pakistan would not send troops", ("the source has 'not', not 'never'",)),
        ("or 7.6% of the bill", "or 7.5% of the bill", ("the source has '7.5', not '7.6'",)),
        ("Jose Muñoz replied", "José Muñoz replied", ("the source has 'José', not 'Jose' (U+00E9, not U+0065)",)),
    ],
)
def test_the_nearest_passage_is_proposed(quote: str, words: str, differences: tuple[str, ...]) -> None:
    near = nearest_passage(quote, form("en"))
    assert near is not None
    assert near.words == words
    assert near.differences == differences
    assert isinstance(prove(near.words, form("en")), Proved)


@pytest.mark.parametrize("quote", ["zebras graze quietly upon hills", "", "[...]"])
def test_nothing_is_proposed_where_nothing_is_like_it(quote: str) -> None:
    assert nearest_passage(quote, form("en")) is None


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("He left… and came back.", "left ... and", "left… and"),
        ("He left. . . and came back.", "left… and", "left. . . and"),
        ("Sales rose… 5 times.", "5 times", "5 times"),
        ("``No,'' he said.", "“No,” he said", "``No,'' he said"),
        ("Il dit : «\u00a0Non\u202f!\u00a0» et part.", "dit: “ Non! ” et", "dit : «\u00a0Non\u202f!\u00a0» et"),
        ("Il dit : «\u00a0Non\u202f!\u00a0» et part.", "dit: “Non!” et", "dit : «\u00a0Non\u202f!\u00a0» et"),
        ("Il dit « non », puis (« oui »).", 'dit "non", puis ("oui")', "dit « non », puis (« oui »)"),
        ("Il dit « non » hier.", "non", "non"),
        ("Voici l’« accord » :« oui ».", "l’“accord”:“oui”", "l’« accord » :« oui »"),
        ("Voici l’« accord » signé.", "“accord” signé", "« accord » signé"),
        ("Il dit « non » hier.", "“non”", "« non »"),
        ("Il dit “non” hier.", "dit «\u202fnon\u202f» hier", "dit “non” hier"),
        ("Il dit « non\nmerci\n» hier.", "dit “non merci” hier", "dit « non\nmerci\n» hier"),
        ("Er sagte »nein« und »ja«.", "sagte “nein” und “ja”", "sagte »nein« und »ja«"),
        ("Han sade ”... och nej” igen.", "sade “...och nej” igen", "sade ”... och nej” igen"),
        ("Er sagte „nein“ und ging.", "sagte “nein” und", "sagte „nein“ und"),
        ("Er sagte »nein« und ging.", 'sagte "nein" und', "sagte »nein« und"),
        ("یہ سچ ہے ۔ بس", "ہے۔ بس", "ہے ۔ بس"),
        (
            "> They promised to send\n> 4,000 men and not\n> one more.",
            "to send 4,000 men and not one",
            "to send\n> 4,000 men and not\n> one",
        ),
        ("Doha - 14 June: the rate—12 men", "14 June", "14 June"),
        ("The rate—12 men", "12 men", "12 men"),
        ("\ufe77 قَال ق\ufe77ال", "قَال قَال", "قَال ق\ufe77ال"),
    ],
)
def test_spacing_of_signs_is_typography(text: str, quote: str, words: str) -> None:
    outcome = found_in(text, quote)
    assert isinstance(outcome, Proved)
    assert text[outcome.start : outcome.end] == words


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Um 7,5 % stiegen sie.", "Um 7,5"),
        ("Il paie 5\u00a0€ de plus.", "Il paie 5"),
        ("About 1\u202f200 trucks.", "200 trucks"),
        ("About 1\u202f200 trucks.", "About 1"),
        ("Cost 1\u00a0250\u00a0000 euros.", "000 euros"),
        ("The non-\nnuclear lobby.", "nuclear lobby"),
        ("The I.M.F.’s envoy.", "The I.M.F.’"),
        ("It hit 41°C there.", "hit 41°"),
        ("中方不同意有关说法。", "同意有关说法"),
        ("三百公里长的管道", "百公里长的管道"),
        ("イスラエルは", "エルは"),
        ("x is\n> 5 percent\n> 6 percent", "is 5 percent 6 percent"),
    ],
)
def test_what_is_left_of_a_number_or_a_negation_is_refused(text: str, quote: str) -> None:
    assert isinstance(found_in(text, quote), NotFound)


@pytest.mark.parametrize(
    ("text", "quote"),
    [("a" * 300_000, "a" * 2000), ("a\u0315\u0300" + "\u0315\u0300" * 50_000, "b"), ("a b " * 30_000, " [...] ".join(["a"] * 200))],
)
def test_no_text_takes_long(text: str, quote: str) -> None:
    with in_time():
        assert not isinstance(found_in(text, quote), Proved)
