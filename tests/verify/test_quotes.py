"""Quotations are proved word for word, and no change of meaning ever passes."""

from __future__ import annotations

import random
import unicodedata
from functools import cache
from itertools import product
from typing import Final

import pytest

from generator.text.normalising import normalise
from generator.text.position import Span
from generator.verify.evidence import quotes
from generator.verify.evidence.quotes import MOST_PLACES, Ambiguous, NotFound, Outcome, Proved, prove_quotation
from generator.verify.evidence.refusals import LEAST_LIKE, differences, nearest_passage
from generator.verify.evidence.shortening import MOST_LEFT_OUT, MOST_SENTENCES
from generator.verify.evidence.texts import PreparedText, prepare_text
from tests.conftest import in_time
from tests.effort import share

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
def text_in(language: str) -> PreparedText:
    return prepare_text(TEXTS[language], language)


def found_in(text: str, quote: str, **around: str) -> Outcome:
    return prove_quotation(quote, prepare_text(text, "en"), **around)  # type: ignore[arg-type]


def sub_quotes(text: str, rng: random.Random, count: int) -> list[str]:
    """Return stretches of whole words, whether they may be quoted or not."""
    pieces = text.split(" ")
    found = []
    for _ in range(count):
        start = rng.randrange(len(pieces) - 3)
        found.append(" ".join(pieces[start : start + rng.randint(3, 12)]))
    return found


@pytest.mark.parametrize(("language", "variant"), share([*product(TEXTS, VARIANTS)], 3))
@pytest.mark.slow
def test_every_typographic_variant_is_accepted_with_the_right_offsets(language: str, variant: object) -> None:
    text = TEXTS[language]
    some = sub_quotes(text, random.Random(7), 120)  # noqa: S311 - the same quotations at every run
    quotes = [quote for quote in some if isinstance(prove_quotation(quote, text_in(language)), Proved)]
    assert len(quotes) > 30
    for quote in quotes:
        for source, words in ((text, variant(quote)), (variant(text), quote)):  # type: ignore[operator]
            outcome = prove_quotation(words, prepare_text(source, language))
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
    text, rng = text_in(language), random.Random(language)  # noqa: S311 - the same edits at every run
    tried = 0
    for quote in sub_quotes(text.form.source, rng, 1500):
        changed = edits(quote, rng)
        if normalise(changed) in text.form.text and normalise(changed) == normalise(quote):
            continue
        outcome = prove_quotation(changed, text)
        if isinstance(outcome, Proved):
            own = normalise(text.form.source[outcome.start : outcome.end])
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
    ("that Pakistan would not", "that Рakistan would not"),
]


@pytest.mark.parametrize(("right", "wrong"), CHANGED)
def test_a_change_of_meaning_is_refused(right: str, wrong: str) -> None:
    assert isinstance(prove_quotation(right, text_in("en")), Proved)
    assert isinstance(prove_quotation(wrong, text_in("en")), NotFound)


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
    assert isinstance(prove_quotation(wrong, text_in(language)), NotFound)


TALK: Final = (
    "He said no. “They [the allies] came,” he said later. He said [...] that this is it… now. They left at 5 in 2024. The end–the last."
)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("They [the allies] came", "They [the allies] came"),
        ("They left [the field] at 5", "They left at 5"),
        ("[Yesterday] They left at 5", "They left at 5"),
        ("[Yesterday] left at 5", None),
        ("They left at 5 [sharp]", None),
        ("They left at 5 [p.m.] in 2024.", "They left at 5 in 2024."),
        ("[t]hey left at 5", "They left at 5"),
        ("said [T]hat this", None),
        ("that [T]his is", "that this is"),
        ("no. [...] They left at 6", None),
        ("later. […] They left", "later. He said [...] that this is it… now. They left"),
        ("later. [. . .] They left", "later. He said [...] that this is it… now. They left"),
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


@pytest.mark.parametrize(("between", "is_found"), [(MOST_LEFT_OUT, True), (MOST_LEFT_OUT + 1, False)])
def test_few_characters_of_a_sentence_are_left_out(between: int, *, is_found: bool) -> None:
    assert MOST_LEFT_OUT == 120
    outcome = found_in(f"One {'x' * between} two.", "One [...] two")
    assert isinstance(outcome, Proved) is is_found
    assert is_found or outcome == NotFound("far-apart")


@pytest.mark.parametrize(("between", "is_found"), [(MOST_SENTENCES, True), (MOST_SENTENCES + 1, False)])
def test_whole_sentences_left_out_may_be_longer(between: int, *, is_found: bool) -> None:
    assert MOST_SENTENCES == 600
    outcome = found_in(f"One came. {'X' * (between - 1)}. Two came.", "One came. [...] Two came")
    assert isinstance(outcome, Proved) is is_found
    assert is_found or outcome == NotFound("far-apart")


def test_parts_come_in_order() -> None:
    assert found_in("One two three.", "three [...] One") == NotFound("order")
    outcome = found_in("One two and one three and one two.", "two [...] one three [...] two")
    assert outcome == Proved(4, 33, (Span(4, 7), Span(12, 21), Span(30, 33)))


@pytest.mark.parametrize(
    ("around", "start"),
    [
        ({"prefix": "later."}, 1),
        ({"suffix": "[...] that"}, 1),
        ({"suffix": "that"}, 1),
        ({"prefix": "“later”"}, 1),
        ({"prefix": "he said, later:"}, 1),
        ({"prefix": "ater"}, None),
        ({"prefix": "sooner"}, None),
        ({"suffix": "tha"}, None),
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


@pytest.mark.parametrize("quote", ["Envoys [...] on Monday", "Envoys came [...] Monday"])
@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("He did not meet the U.S. Envoys came late on Monday.", True),
        ("He did not meet the board. Envoys came late on Monday.", False),
        ("He did not meet the U.S.\n\nEnvoys came late on Monday.", False),
        ("Envoys came late on Monday to the U.S. They did not stay.", True),
        ("Envoys came late on Monday to the U.S.\n\nThey did not stay.", False),
    ],
)
def test_a_sentence_that_may_go_on_past_an_abbreviation_is_one_with_the_next(text: str, quote: str, *, hides: bool) -> None:
    outcome = found_in(text, quote)
    assert outcome == NotFound("hides-negation", outcome.part) if hides and isinstance(outcome, NotFound) else isinstance(outcome, Proved)
    assert isinstance(outcome, NotFound) is hides


def test_straight_quotation_marks_part_speakers_too() -> None:
    assert found_in('He said "we go" then left.', "we [...] left") == NotFound("crosses-quotation", 'go" then')


def test_a_long_quotation_is_proposed_whole() -> None:
    text = " ".join(f"word{number} of many" for number in range(20)) + " stands here."
    near = nearest_passage(text.replace("word9 of", "word9 off"), prepare_text(text, "en").form)
    assert near is not None
    assert near[0] == text


def test_an_apostrophe_within_a_word_closes_no_quotation() -> None:
    assert isinstance(found_in("The 'old port of Ann's town' opened.", "port [...] town"), Proved)
    assert found_in("The 'old port of Ann' opened.", "port [...] opened") == NotFound("crosses-quotation", "of Ann'")


def test_a_text_that_begins_with_a_quotation_mark_is_not_joined_past_its_end() -> None:
    assert found_in("'We go' they said.", "We [...] said") == NotFound("crosses-quotation", "go' they")


@pytest.mark.slow
@pytest.mark.parametrize(("others", "is_found"), [(MOST_PLACES - 1, True), (MOST_PLACES, False)])
def test_words_are_looked_for_in_many_places_and_not_in_more(others: int, *, is_found: bool) -> None:
    assert MOST_PLACES == 20_000
    assert isinstance(found_in("ab " * others + "a", "a"), Proved) is is_found
    around = found_in("a " * others + "b a", "a", prefix="b")
    assert isinstance(around, Proved) if is_found else around == Ambiguous(MOST_PLACES + 1, (Span(0, 1), Span(2, 3), Span(4, 5)))


def test_no_more_letters_are_compared_than_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "_MOST_COMPARED", 6)
    assert isinstance(found_in("abc ab", "ab"), Proved)
    assert isinstance(found_in("abc abc ab", "ab"), Proved)
    assert isinstance(found_in("abc abc abc ab", "ab"), Ambiguous)


@pytest.mark.parametrize(("size", "is_found"), [(400, True), (401, False)])
def test_signs_between_are_passed_over_as_far_as_a_limit(size: int, *, is_found: bool) -> None:
    signs = "?" * (size - 1)
    assert isinstance(found_in(f"no a{signs} b", "b", prefix="a"), Proved) is is_found
    assert isinstance(found_in(f"b{signs} a no", "b", suffix="a"), Proved) is is_found


def test_words_beside_a_quotation_may_stand_in_a_script_without_spaces() -> None:
    text = "他道这是真的吧。他说这是真的啊。"
    assert prove_quotation("这是真的", prepare_text(text, "zh"), prefix="说") == Proved(10, 14, (Span(10, 14),))
    assert prove_quotation("这是真的", prepare_text(text, "zh"), suffix="吧") == Proved(2, 6, (Span(2, 6),))


def test_repeats_are_counted() -> None:
    outcome = found_in(TALK, "He said")
    assert isinstance(outcome, Ambiguous)
    assert outcome.count == 2
    assert found_in("a b a b a", "a [...] a") == Ambiguous(3, (Span(4, 5), Span(8, 9)))


def test_a_place_tells_repeats_apart_and_is_held() -> None:
    text = prepare_text("He said no. He said so.", "en")
    assert prove_quotation("He said", text, within=Span(12, 23)) == Proved(12, 19, (Span(12, 19),))
    assert prove_quotation("no", text, within=Span(12, 23)) == NotFound("passage")
    assert prove_quotation("He said no. [...] so", text, within=Span(12, 23)) == NotFound("passage")


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
    near = nearest_passage(quote, text_in("en").form)
    assert near is not None
    assert near[0] == words
    assert near[1] == list(differences)
    assert isinstance(prove_quotation(near[0], text_in("en")), Proved)


@pytest.mark.parametrize(
    ("text", "quote", "is_like"),
    [
        ("bravo sierra delta oscar", "tango delta bravo", True),  # 60.0
        ("sierra oscar mike lima", "sierra papa november", False),  # 59.5
    ],
)
def test_what_is_proposed_is_like_enough(text: str, quote: str, *, is_like: bool) -> None:
    assert LEAST_LIKE == 60
    assert (nearest_passage(quote, prepare_text(text, "en").form) is not None) is is_like


def test_differences_are_named_word_by_word_the_first_four_of_them() -> None:
    here, there = "a b c d e f g h i j k l", "a X c X e X g X i X k X"
    named = tuple(f"the source has 'X', not '{word}'" for word in "bdfhjl")
    assert tuple(differences(here[:15], there[:15])) == named[:4]
    assert tuple(differences(here[:19], there[:19])) == (*named[:4], "and 1 more")
    assert tuple(differences(here, there)) == (*named[:4], "and 2 more")


@pytest.mark.parametrize(
    ("text", "quote", "words"),
    [
        ("He said “(would not send troops)”, today.", "would send troops", "would not send troops"),
        ("He said “(would not send troops)”, today.", "(would send troops)", "(would not send troops)"),
        ("Would not send", "would never send", "Would not send"),
        ("... not ...", "note", "not"),
        ("He said (it will not stop!), today.", "it will now stop!", "it will not stop!"),
        ("He said (it will not stop!), today.", "will now stop?", "will not stop"),
        ("It (will) not stop?! Then", "it will stop!)", "It (will) not stop"),
        ("the ((end)) of it", "(end", "(end"),
        ("«Not so», he said.", "Not si", "Not so"),
    ],
)
def test_what_is_proposed_has_whole_words_and_no_signs_beside_them(text: str, quote: str, words: str) -> None:
    near = nearest_passage(quote, prepare_text(text, "en").form)
    assert near is not None
    assert near[0] == words


@pytest.mark.parametrize("quote", ["zebras graze quietly upon hills", "", "[...]"])
def test_nothing_is_proposed_where_nothing_is_like_it(quote: str) -> None:
    assert nearest_passage(quote, text_in("en").form) is None


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
        ("Doha - 14 June: the rate—12 men", "14 June", "14 June"),
        ("The rate—12 men", "12 men", "12 men"),
        ("It costs £2m—£3m less.", "costs £2m", "costs £2m"),
        ("It costs £2m – £3m less.", "£3m less", "£3m less"),
        ("Rates rose 5%-, they say.", "rose 5%", "rose 5%"),
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
        ("It costs £2m–£3m a year.", "costs £2m"),
        ("It costs £2m–£3m a year.", "£3m a year"),
        ("It costs $2-$3 a cup.", "costs $2"),
        ("It costs 2€–3€ a cup.", "3€ a cup"),
        ("Rates rose 5%–6% in May.", "rose 5%"),
        ("Rates rose 5%-6% in May.", "6% in May"),
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


def test_a_text_of_very_many_paragraphs_takes_no_longer() -> None:
    prepared = prepare_text("دکتر احمدی گفت: «ما آماده‌ایم.» نشست در ۱۳ مهر برگزار شد.\n\n" * 6000 + "وزیر رفت.", "fa")
    with in_time():
        assert isinstance(prove_quotation("وزیر رفت", prepared), Proved)


SPOKEN: Final = (
    "“We go,” said Ann. “We stay,” said Ben. It rained. The ministers' plan, they say, won. It isn't safe, it's 'dear', too. Nobody came."
)


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("It rained. [...] Nobody came", "crosses-quotation"),
        ("It rained. [...] It isn't safe", None),
        ("The [...] plan, they say, won", None),
        ("The ministers' plan [...] won", None),
        ("The [...] won", None),
        ("We go [...] said Ann", "nothing-left-out"),
        ("We [...] said Ann", "crosses-quotation"),
        ("“We go,” said Ann. [...] It rained.", "crosses-quotation"),
        ("It isn't safe [...] too", "crosses-quotation"),
        ("It [...] safe", "hides-negation"),
        ("It isn't [...] dear", "crosses-quotation"),
        ("rained [...] won", "cuts-sentences"),
        ("It rained [...] plan", "cuts-sentences"),
        ("It rained. [...] they say, won", "cuts-sentences"),
        ("It rained [...] The ministers' plan", "nothing-left-out"),
        ("plan [...] they say", "nothing-left-out"),
        ("won [...] rained", "order"),
        ("safe", "cut-negation"),
        ("came", "cut-negation"),
        ("It rained [hard]", None),
        ("[Then] It rained", None),
        ("[Their] plan", "brackets-replace"),
        ("It [...] [hard] won", "brackets-replace"),
        ("The [...] [war] won", "brackets-replace"),
        ("The [war] [...] won", "brackets-replace"),
        ("It [ ] rained", "brackets-empty"),
        ("It [\u200b] rained", "brackets-empty"),
        ("It [not] rained", "brackets-negation"),
        ("It [isn't] rained", "brackets-negation"),
        ("It [falsely] rained", "brackets-negation"),
        ("It [un] rained", "brackets-negation"),
        ("It [5] rained", "brackets-sign"),
        ("It [٥] rained", "brackets-sign"),
        ("It [%] rained", "brackets-sign"),
        ("It [million] rained", "brackets-sign"),
        ("It [–] rained", "brackets-sign"),
        ("It [?] rained", "brackets-sign"),
        ("It [un]rained", "brackets-in-word"),
        ("[5]It rained", "brackets-in-word"),
        ("It rain[ed]", "inside-word"),
        ("It rained[ed]", "brackets-in-word"),
        ("[i]t rained", None),
        ("It [the sky] rained", None),
        ("It isn't [sic]", None),
        ("The [sic] [...] won", None),
        ("It [..] rained", "brackets-sign"),
        ("The [……] won", None),
        ("It [Ali's] rained", None),
    ],
)
def test_what_may_be_left_out_and_put_in(quote: str, reason: str | None) -> None:
    outcome = found_in(SPOKEN, quote)
    assert (outcome.reason if isinstance(outcome, NotFound) else None) == reason, outcome
    assert reason is not None or isinstance(outcome, Proved)


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "It fell to -5 percent.", "5 percent"),
        ("en", "It fell to –5 percent.", "5 percent"),
        ("en", "It fell to —5 percent.", "5 percent"),
        ("en", "It fell to −5 percent.", "5 percent"),
        ("en", "It fell by minus 5 percent.", "5 percent"),
        ("en", "He paid $1.2 billion.", "paid $1.2"),
        ("en", "He paid $1.2 bn then.", "paid $1.2"),
        ("en", "He paid $1.2\nbillion.", "paid $1.2"),
        ("en", "It owes 2 billion 400 million pesos.", "owes 2 billion"),
        ("en", "It owes 2 billion 400 million pesos.", "400 million pesos"),
        ("en", "He paid two million three hundred thousand dollars.", "paid two million"),
        ("en", "A hundred and fifty people came.", "fifty people came"),
        ("en", "The flight took 3 hours 20 minutes.", "The flight took 3 hours"),
        ("hi", "सरकार ने 3 करोड़ 50 लाख रुपये दिए।", "सरकार ने 3 करोड़"),
        ("ur", "حکومت نے 3 ارب 50 کروڑ روپے جاری کیے۔", "50 کروڑ روپے جاری کیے"),
        ("fa", "دولت ۳ میلیارد و ۵۰۰ میلیون دلار داد.", "دولت ۳ میلیارد"),
        ("fa", "بیست و پنج نفر رفتند.", "پنج نفر رفتند"),
        ("ar", "دفعت 3 مليارات و500 مليون دولار.", "دفعت 3 مليارات"),
        ("he", "שולמו 3 מיליארד ו-500 מיליון דולר.", "שולמו 3 מיליארד"),
        ("ko", "피해액은 3조 5천억 원이다.", "피해액은 3조"),
        ("en", "He paid five billion dollars.", "paid five"),
        ("en", "He paid five billion dollars.", "paid five billion"),
        ("en", "He paid USD 500 in May.", "500 in May"),
        ("en", "He paid € 5 in May.", "5 in May"),
        ("hi", "of ₹ 300 crore", "300 crore"),
        ("en", "He paid 5 € in May.", "paid 5"),
        ("ar", "تبلغ 5 ٪ من", "تبلغ 5"),
        ("en", "It was 5 ‰ of all.", "was 5"),
        ("en", "It lies at 5 ° north.", "lies at 5"),
        ("en", "Some 1\N{NARROW NO-BREAK SPACE}200 trucks came.", "200 trucks came"),
        ("en", "He paid Rs 500 in May.", "500 in May"),
        ("en", "He paid 500 USD in May.", "paid 500"),
        ("en", "Some say half a million people came.", "million people came"),
        ("en", "Some say half a million people came.", "Some say half a"),
        ("en", "Two thirds of them came.", "thirds of them came"),
        ("tr", "Fiyat %5 arttı.", "5 arttı"),
        ("en", "It took 5 1/2 hours.", "took 5"),
        ("en", "It took 5 1/2 hours.", "1/2 hours"),
        ("en", "It took 5½ hours.", "took 5"),
        ("en", "It took 5 ½ hours.", "took 5"),
        ("en", "It took 5 and a half hours.", "took 5"),
        ("en", "Some 1 200 trucks came.", "200 trucks came"),
        ("en", "It has 1.2 × 10⁶ parts.", "has 1.2"),
        ("en", "It rose by 5 per cent.", "by 5"),
        ("en", "It rose 5 basis points.", "rose 5"),
        ("en", "It is 300 km long.", "is 300"),
        ("de", "Es kostet 3 Mrd. Euro.", "kostet 3"),
        ("de", "Es kostet 3 Mrd. Euro.", "kostet 3 Mrd."),
        ("fr", "Cela coûte 3 milliards d’euros.", "coûte 3 milliards"),
        ("ar", "كلف ٣ مليارات دولار.", "كلف ٣"),
        ("en", "كلف ٣ مليارات دولار.", "كلف ٣"),
        ("fa", "هزینه ۳ میلیارد تومان بود.", "هزینه ۳"),
        ("ur", "اس پر ۳ کروڑ روپے لگے۔", "پر ۳"),
        ("he", "זה עלה 3 מיליארד שקלים.", "עלה 3"),
        ("hi", "इस पर 3 करोड़ रुपये लगे।", "पर 3"),
        ("ru", "Это стоит 3 млрд рублей.", "стоит 3"),
        ("tr", "Bu 3 milyar lira tuttu.", "Bu 3"),
        ("zh", "耗资3亿美元。", "耗资3"),
        ("zh", "气温为负5度。", "5度"),
        ("ja", "費用は3億円だ。", "費用は3億"),
        ("ko", "비용은 3억 달러다.", "비용은 3"),
    ],
)
def test_a_number_is_quoted_with_all_that_belongs_to_it(language: str, text: str, quote: str) -> None:
    assert prove_quotation(quote, prepare_text(text, language)) == NotFound("inside-word", quote)


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In 2024 the trucks came.", "In 2024"),
        ("On 14 June 2025 they met.", "June 2025"),
        ("Doha - 14 June: they met.", "14 June"),
        ("They met at 5 in Doha.", "They met at 5"),
        ("They came in 2024, years later.", "They came in 2024"),
        ("Many thousands of people fled.", "thousands of people fled"),
        ("It fell from -5 to 3 points.", "It fell from -5"),
        ("He paid $1.2 billion in cash.", "paid $1.2 billion"),
        ("It raised $5 million two years ago.", "raised $5 million"),
        ("It raised $5 million two years ago.", "two years ago"),
        ("It raised two million on Monday.", "raised two million"),
        ("It cost five million and 20 people died.", "It cost five million"),
        ("It fell 10 percent one year later.", "fell 10 percent"),
        ("He gave two $5 notes.", "gave two"),
    ],
)
def test_a_number_is_no_more_than_that(text: str, quote: str) -> None:
    assert isinstance(found_in(text, quote), Proved)


ABBREVIATED: Final = "The envoy, Ms. Jane Doe of Ft. Hood, and M. Roy left at 5 p.m. on Friday. It rained then."


@pytest.mark.parametrize("quote", ["The envoy [...] left at 5 p.m.", "The envoy, Ms. Jane Doe [...] and M. Roy left"])
def test_an_abbreviation_ends_no_sentence(quote: str) -> None:
    assert isinstance(found_in(ABBREVIATED, quote), Proved)
    assert found_in(ABBREVIATED, "The envoy [...] rained then") == NotFound("cuts-sentences")


@pytest.mark.parametrize(
    ("language", "text", "quote", "denied"),
    [
        ("en", "It isn't, as some claimed for long, a threat to us.", "a threat to us", "it isn't"),
        ("en", "It isn't (he said) a threat to us.", "a threat to us", "it isn't"),
        ("en", "It isn't – he said – a threat to us.", "a threat to us", "it isn't"),
        ("en", "It isn't war; it is, he said, a threat to us.", "a threat to us", ""),
        ("en", "He spoke; it isn't, he said, a threat to us.", "a threat to us", "it isn't"),
        ("en", "It isn't, he said; a threat to us.", "a threat to us", ""),
        ("en", "It isn't; he said, a threat to us.", "a threat to us", ""),
        ("en", "There are no, repeat no, plans to leave.", "plans to leave", "there are no"),
        ("en", "Nobody who was there believes that it rains.", "it rains", "nobody who was there believes that"),
        ("en", "We never go, and it rains.", "it rains", ""),
        ("en", "We will not go but it rains.", "it rains", ""),
        ("en", "We did not see that the house in which they lived was old.", "they lived", ""),
        ("en", "We can go not far.", "We can go", "not"),
        ("en", "It rains, not snows.", "It rains", ""),
        ("en", "Officials have yet to count the dead.", "count the dead", "officials have yet to"),
        ("en", "Officials have yet to count the dead.", "to count the dead", "officials have yet"),
        ("en", "It is too early to say it rains.", "say it rains", "is too early to"),
        ("en", "He stopped short of calling it war.", "calling it war", "he stopped short of"),
        ("de", "Er bestreitet, dass es regnet.", "es regnet", "er bestreitet dass"),
        ("de", "Er schloss aus, dass es regnet.", "es regnet", "er schloss aus dass"),
        ("es", "Descartó que llueva.", "llueva", "descartó que"),
        ("pt", "É mentira que chova.", "chova", "é mentira que"),
        ("it", "Ha escluso che piova.", "piova", "ha escluso che"),
        ("fr", "Loin d'être un succès, le sommet a déçu.", "un succès", "loin d'être"),
        ("pl", "Wykluczył, że pada.", "pada", "wykluczył że"),
        ("uk", "Він виключив, що йде дощ.", "йде дощ", "він виключив що"),
        ("ar", "استبعد الوزير أن تمطر.", "تمطر", "استبعد الوزير أن"),
        ("ar", "لا أساس للخبر القائل إن الحدود مغلقة.", "الحدود مغلقة", "لا أساس للخبر القائل إن"),
        ("he", "הוא שלל את האפשרות שירד גשם.", "שירד גשם", "הוא שלל את האפשרות"),
        ("fa", "وزیر بعید دانست که باران ببارد.", "باران ببارد", "وزیر بعید دانست که"),
        ("ur", "یہ خبر بے بنیاد ہے۔", "بنیاد ہے", "یہ خبر بے"),
        ("ru", "Никто не верит, что идёт дождь.", "идёт дождь", "никто не верит что"),
        ("ar", "هو يمطر ولا يثلج هناك.", "هو يمطر", ""),
        ("hi", "बारिश का कोई सबूत नहीं है।", "बारिश का", "कोई सबूत नहीं है"),
        ("ja", "雨が降ったというのは事実ではない。", "雨が降った", "というのは事実ではない"),
        ("th", "เรือปลอดภัยไม่จริง", "เรือปลอดภัย", "ไม่จร"),
        ("th", "เรือปลอดภัยมิได้จม", "เรือปลอดภัย", "มิได้"),
        ("th", "เรือปลอดภัยและไม่แพง", "เรือปลอดภัย", ""),
        ("lo", "ເຮືອປອດໄພບໍ່ຈິງ", "ເຮືອປອດໄພ", "ບໍ່ຈິ"),
        ("km", "ទូកមានសុវត្ថិភាពមិនពិត", "ទូកមានសុវត្ថិភាព", "មិនពិ"),
    ],
)
def test_a_quotation_is_not_cut_off_beside_its_negation(language: str, text: str, quote: str, denied: str) -> None:
    outcome = prove_quotation(quote, prepare_text(text, language))
    assert outcome == NotFound("cut-negation", denied) if denied else isinstance(outcome, Proved)


def test_a_place_is_chosen_by_what_may_be_left_out() -> None:
    text = prepare_text("The port, in May, opened. They came. It opened.", "en")
    assert prove_quotation("The port [...] opened", text) == Proved(0, 24, (Span(0, 8), Span(18, 24)))


@pytest.mark.parametrize("between", [": “", ", ‘", " — ", "... ", " (", "\n“"])
def test_signs_between_do_not_count_for_prefix_and_suffix(between: str) -> None:
    text = f"He said no. She told us{between}It rains”: so they left. It rains."
    outcome = found_in(text, "It rains", prefix="She told us", suffix="so they left")
    assert isinstance(outcome, Proved)
    assert text[outcome.start : outcome.end] == "It rains"


@pytest.mark.parametrize(
    ("language", "text", "quote", "is_whole"),
    [
        ("ko", "장관은 “우리는 평화를 원한다”라고 말했다.", "우리는 평화를 원한다", True),
        ("ko", '장관은 "우리는 평화를 원한다"라고 말했다.', '"우리는 평화를 원한다"', True),
        ("ko", "그는 ‘평화’를 원한다고 했다.", "평화", True),
        ("ko", '장관은 "우리는 평화를 원한다"라고 말했다.', "우리는 평화를 원", False),
        ("ar", 'وصف الهجوم بـ"الجبان" أمس.', "الجبان", True),
        ("ar", "قال إن الحرب انتهت و«السلام بدأ».", "السلام بدأ", True),
        ("he", 'השר אמר ש"החומה נבנית מחדש".', "החומה נבנית מחדש", True),
        ("he", "הוא כינה את ההסכם כ״טעות״.", "טעות", True),
        ("he", "הוא כינה את ההסכם כ'טעות'.", "טעות", True),
        ("he", 'מנכ"לית החברה פגשה את דובר צה"ל.', "דובר צה", False),
        ("he", 'מנכ"לית החברה פגשה את דובר צה"ל.', "לית החברה", False),
        ("he", "ג'ורג' הגיע.", "ורג' הגיע", False),
        ("tr", "Bakan “yeni bir dönem”den söz etti.", "yeni bir dönem", True),
        ("en", "She is 5'10 tall.", "10 tall", False),
        ("en", "It is O'Brien's dog.", "Brien's dog", False),
    ],
)
def test_a_particle_attached_to_a_quotation_mark_is_no_part_of_its_words(language: str, text: str, quote: str, *, is_whole: bool) -> None:
    assert isinstance(prove_quotation(quote, prepare_text(text, language)), Proved) is is_whole


def test_speakers_are_not_joined_across_a_mark_with_a_particle() -> None:
    prepared = prepare_text('장관은 "우리는 평화를 원한다"라고 기자들에게 말했다.', "ko")
    assert prove_quotation("우리는 평화를 [...] 말했다", prepared) == NotFound("crosses-quotation", '원한다"라고 기자들에게')
