"""The scales: the figures of their sources, the corrections, and what every scale must hold."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

import generator.model.vocabularies
from generator.model.vocabularies import (
    ACT_TYPES,
    ASSESSMENTS,
    CREDIBILITY,
    HEDGES,
    IMPACT,
    ISSUES,
    LIKELIHOOD,
    RELIABILITY,
    SCALES,
    STANCES,
    UNJUDGED_CREDIBILITY,
    UNJUDGED_RELIABILITY,
    Scale,
    read_scale,
)

FOLDER = Path(generator.model.vocabularies.__file__).parent
TERMS = [pytest.param(scale, term, id=f"{scale.name}-{term.id}") for scale in SCALES for term in scale.terms.values()]

PRINTED = """
AGREE 2.5
CONSULT 2.5 visit 4 third-party 1 multilateral 4 phone 1.5
SUPPORT 5
CONCEDE 4.5
COOPERATE 9.5
AID 10
RETREAT 6.5 withdraw 8 release 6.5 disarm 10 ceasefire 7.5 access 6.5 resign 4.5
REQUEST 0 assist 0.5 change -1 yield -1 meet 0
ACCUSE -3 disapprove -2 investigate -3.5 allege -3.5
REJECT -2 assist -1.5 change -2 yield -2 meet -2
THREATEN -3.5 restrict -3 arrest -3.5 relations -3.5 expel -3.5 territory -4 violence -3.5
PROTEST -5 demo -5 riot -7 strike -5 hunger -4.5 boycott -4.5 obstruct -4.5
SANCTION -6 convict -6 expel -5.5 withdraw -6 discontinue -6
MOBILIZE -5.5 troops -6.5 weapons -6.5 police -5.5 militia -6
COERCE -7 seize -7 restrict -7 censor -6.5 curfew -6.5 martial-law -7.5 arrest -7 deport -7 withhold -7 misinformation -6.5 cyber -7
ASSAULT -9 abduct -8.5 beat -7.5 torture -8.5 sexual -8.5 targeted -9.5 destroy -8.5 primitive -8 firearms -9 explosives -9 \
suicide-attack -9.5 aerial -9.5 drone -9.5 heavy-weapons -9.5 crowd-control -7.5 unconventional -10
"""
"""The table of scores of the PLOVER manual, with ACCUSE corrected."""

QUADS = {
    "verbal cooperation": "AGREE CONSULT SUPPORT CONCEDE",
    "material cooperation": "COOPERATE AID RETREAT",
    "verbal conflict": "REQUEST ACCUSE REJECT THREATEN",
    "material conflict": "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
    "neither": "abstain",
}


CONTEXTS = """
military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations
human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping
health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption
illegal_drugs trafficking
"""
"""The contexts of the PLOVER manual, as it spells them."""


def printed_scores() -> dict[str, float]:
    scores = {}
    for line in PRINTED.strip().splitlines():
        kind, score, *modes = line.split()
        scores[kind] = float(score)
        scores |= {f"{kind}/{mode}": float(one) for mode, one in zip(modes[::2], modes[1::2], strict=True)}
    return scores


# --------------------------------------------------------------------------------------------------- every scale


def test_every_file_is_a_scale_of_the_method_page() -> None:
    assert {scale.name for scale in SCALES} == {path.stem for path in FOLDER.glob("*.yml")}


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_a_scale_says_where_it_comes_from(scale: Scale) -> None:
    for words in (scale.english_title, scale.english_source, scale.english_licence, scale.english_note):
        assert words
        assert words == words.strip()
    assert scale.english_note.endswith(".")


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_a_file_begins_with_its_source(scale: Scale) -> None:
    lines = (FOLDER / f"{scale.name}.yml").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert max(map(len, lines)) <= 140


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
def test_no_spelling_stands_for_two_terms(scale: Scale) -> None:
    written = [word.lower() for term in scale.terms.values() for word in {term.id, *term.also}]
    assert len(written) == len(set(written)) == len(scale.spellings)


@pytest.mark.parametrize(("scale", "term"), TERMS)
def test_a_term_is_in_words(scale: Scale, term: generator.model.vocabularies.Term) -> None:
    assert term.label
    assert "_" not in term.label
    assert term.means[0].isupper()
    assert term.means.endswith(".")
    assert term.means.count(". ") == 0
    for word in (term.id, term.id.upper(), f" {term.id} ", *term.also):
        assert scale.find(word) is term


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.name)
@pytest.mark.parametrize("word", ["", " ", "nonsense", "a b", "/", "None"])
def test_other_words_are_not_found(scale: Scale, word: str) -> None:
    assert scale.find(word) is None


@pytest.mark.parametrize("scale", [LIKELIHOOD, STANCES, HEDGES, ASSESSMENTS, IMPACT], ids=lambda scale: scale.name)
def test_a_label_may_be_written_for_the_id(scale: Scale) -> None:
    assert [scale.find(term.label) for term in scale.terms.values()] == list(scale.terms.values())


def test_only_an_id_is_a_key() -> None:
    assert STANCES["denied"].label == "denied"
    with pytest.raises(KeyError):
        STANCES["denies"]


def test_an_unknown_scale_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_scale("nonsense")


# ------------------------------------------------------------------------------------------------- scale by scale


def test_reliability_and_credibility() -> None:
    assert list(RELIABILITY.terms) == list("ABCDEF")
    assert list(CREDIBILITY.terms) == list("123456")
    assert RELIABILITY[UNJUDGED_RELIABILITY].label == CREDIBILITY[UNJUDGED_CREDIBILITY].label == "cannot be judged"
    assert RELIABILITY.find("b") is RELIABILITY["B"]


@pytest.mark.parametrize("word", ["G", "0", "7", "50", "AA"])
def test_no_other_grades(word: str) -> None:
    assert RELIABILITY.find(word) is None
    assert CREDIBILITY.find(word) is None


def test_likelihood_has_the_ranges_of_icd_203() -> None:
    assert {term.id: (term.low, term.high) for term in LIKELIHOOD.terms.values()} == {
        "almost-no-chance": (1, 5),
        "very-unlikely": (5, 20),
        "unlikely": (20, 45),
        "roughly-even-chance": (45, 55),
        "likely": (55, 80),
        "very-likely": (80, 95),
        "almost-certain": (95, 99),
    }


def test_likelihood_has_no_gap_and_no_overlap() -> None:
    assert all(one.high == after.low for one, after in pairwise(LIKELIHOOD.terms.values()))


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("remote", "almost-no-chance"),
        ("Highly improbable", "very-unlikely"),
        ("improbable", "unlikely"),
        ("roughly even odds", "roughly-even-chance"),
        ("probable", "likely"),
        ("highly probable", "very-likely"),
        ("nearly certain", "almost-certain"),
        ("Almost certainly", "almost-certain"),
        ("very unlikely", "very-unlikely"),
    ],
)
def test_the_second_row_of_icd_203(word: str, term: str) -> None:
    assert LIKELIHOOD.find(word) is LIKELIHOOD[term]


@pytest.mark.parametrize("word", ["certain", "impossible", "realistic possibility", "possible"])
def test_words_of_other_scales_are_no_likelihood(word: str) -> None:
    assert LIKELIHOOD.find(word) is None


def test_acts_have_the_printed_scores() -> None:
    assert {term.id: term.score for term in ACT_TYPES.terms.values()} == printed_scores() | {"abstain": 0}


def test_a_mode_has_the_quad_of_its_type() -> None:
    types = {kind: quad for quad, kinds in QUADS.items() for kind in kinds.split()}
    assert {term.id: term.group for term in ACT_TYPES.terms.values()} == {one: types[one.partition("/")[0]] for one in ACT_TYPES.terms}


def test_the_corrections_of_plover_hold_and_are_said() -> None:
    assert (ACT_TYPES["ACCUSE"].score, ACT_TYPES["SANCTION"].group) == (-3, "material conflict")
    assert ACT_TYPES.find("PROTEST/vandalize") is None
    for word in ("ACCUSE", "SANCTION", "PROTEST/vandalize", "abstain"):
        assert word in ACT_TYPES.english_note


@pytest.mark.parametrize("word", ["consult/visit", "Consult/Visit"])
def test_an_act_is_found_in_any_case(word: str) -> None:
    assert ACT_TYPES.find(word) is ACT_TYPES["CONSULT/visit"]


@pytest.mark.parametrize("word", ["visit", "CONSULT/", "/visit", "CONSULT visit", "FIGHT", "INVESTIGATE", "AGREE/visit"])
def test_no_other_acts(word: str) -> None:
    assert ACT_TYPES.find(word) is None


def test_stances_stand_in_three_groups() -> None:
    assert {term.id: term.group for term in STANCES.terms.values()} == {
        "asserted": "said",
        "reported": "said",
        "reportedly-said": "said",
        "repeated": "said",
        "confirmed": "said",
        "hedged": "sidestepped",
        "sidestepped": "sidestepped",
        "denied": "denied",
        "retracted": "denied",
    }


@pytest.mark.parametrize(
    ("word", "stance"), [("asserts", "asserted"), ("denies", "denied"), ("declined", "sidestepped"), ("No-comment", "sidestepped")]
)
def test_forms_of_stances(word: str, stance: str) -> None:
    assert STANCES.find(word) is STANCES[stance]


def test_hedges() -> None:
    assert list(HEDGES.terms) == ["asserted", "reported", "suggested", "predicted", "conditional", "promised"]
    assert HEDGES.find("threatened") is HEDGES["promised"]
    assert HEDGES.find("denied") is None


def test_assessments() -> None:
    expected = ["supported", "partly-supported", "disputed", "contradicted", "unproven", "outdated", "cannot-be-judged"]
    assert list(ASSESSMENTS.terms) == expected


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("partly", "partly-supported"),
        ("confirmed", "supported"),
        ("corroborated", "supported"),
        ("verified", "supported"),
        ("true", "supported"),
        ("False", "contradicted"),
        ("refuted", "contradicted"),
        ("unverified", "unproven"),
        ("open", "unproven"),
        ("unjudged", "cannot-be-judged"),
    ],
)
def test_spellings_of_assessments(word: str, status: str) -> None:
    assert ASSESSMENTS.find(word) is ASSESSMENTS[status]


def test_a_denial_is_no_assessment() -> None:
    assert ASSESSMENTS.find("denied") is None


def test_impact_has_five_steps_in_order() -> None:
    steps = ["minor", "limited", "moderate", "significant", "catastrophic"]
    assert list(IMPACT.terms) == steps
    assert [IMPACT.find(str(number)) for number in range(1, 6)] == [IMPACT[step] for step in steps]
    assert IMPACT.find("0") is None
    assert IMPACT.find("6") is None


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("negligible", "minor"),
        ("very-low", "minor"),
        ("low", "limited"),
        ("medium", "moderate"),
        ("high", "significant"),
        ("major", "significant"),
        ("serious", "significant"),
        ("severe", "significant"),
        ("critical", "catastrophic"),
        ("extreme", "catastrophic"),
    ],
)
def test_words_of_other_impact_scales(word: str, step: str) -> None:
    assert IMPACT.find(word) is IMPACT[step]


def test_issues_are_the_contexts_of_plover() -> None:
    contexts = CONTEXTS.split()
    assert list(ISSUES.terms) == [one.replace("_", "-") for one in contexts]
    assert [ISSUES.find(one) for one in contexts] == list(ISSUES.terms.values())
    assert ISSUES.english_licence == ACT_TYPES.english_licence == "CC BY-SA 4.0"
