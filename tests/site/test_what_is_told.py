"""What pages tell of the record is borne out by it: who denied, what was looked for, who threatened, what no longer stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.builder.render import render_page
from generator.model.records import Explainer
from generator.model.vocabularies import ISSUES
from generator.site import actors, alignment, claims, costs_and_risks, explainers, figures, home, scenarios, sources, timeline
from generator.site.material import FEW
from tests.conftest import MINIMAL
from tests.sites import context_of, environment_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.model.corpus import Corpus
    from generator.site.context import PageContext
    from generator.site.page import Page
    from tests.conftest import MakeCorpus, MakeRecord

EVIDENCE = "[{source: herald, says: supports, credibility: 3}]"
FERRY = MINIMAL["explainers/ferry.md"]


def shown(pages: Callable[[PageContext], Iterator[Page]], corpus: Corpus) -> dict[str, str]:
    environment = environment_of()
    return {page.path: render_page(environment, page) for page in pages(context_of(corpus))}


def explained(corpus: Corpus) -> str:
    return shown(explainers.pages, corpus)["explainers/ferry.md"]


def test_who_takes_a_claim_back_is_not_said_to_deny_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    positions = f"""
  - {{actor: avalon, stance: denied, when: 2025-03-02, evidence: {EVIDENCE}}}
  - {{actor: brigid, stance: retracted, when: 2025-03-03, evidence: {EVIDENCE}}}"""
    page = shown(claims.pages, corpus({"claims/c.yml": record("claims", positions=positions)}))["claims/index.md"]
    assert "denied by <bdi>" in page
    assert "Brigid" not in page.partition("denied by")[2].partition("</p>")[0]
    assert "Brigid" in page.partition("retracted by")[2].partition("denied by")[0]


def test_the_life_of_a_claim_names_the_publishers_of_all_that_it_shows(corpus: MakeCorpus, record: MakeRecord) -> None:
    position = f"[{{actor: avalon, stance: denied, when: 2025-03-02, evidence: {EVIDENCE}}}]"
    page = shown(claims.pages, corpus({"claims/c.yml": record("claims", positions=position)}))["claims/c.md"]
    assert "Sources: The Gazette and The Herald." in page


@pytest.mark.parametrize(("quote", "left_out"), [("It runs [...] in May", "shortened by 4 words"), ("It runs", "")])
def test_a_quotation_in_a_list_of_sources_is_said_to_be_shortened(
    corpus: MakeCorpus, record: MakeRecord, quote: str, left_out: str
) -> None:
    ours = record("sources", "Ours.\n\n## Text\n\nIt runs, as we had hoped, in May.", rights="owned", reliability="B")
    denied = f"[{{actor: avalon, stance: denied, when: 2025-03-02, evidence: [{{source: ours, says: context, quote: '{quote}'}}]}}]"
    made = corpus({"sources/ours.md": ours, "claims/c.yml": record("claims", positions=denied)})
    listed = shown(claims.pages, made)["claims/c.md"].partition(f'<blockquote class="srcs__q"><p dir="auto">{quote}</p></blockquote>')
    assert listed[1]
    assert listed[2].partition("</li>")[0].count("shortened by") == bool(left_out)
    assert f"Verified, {left_out}</span>" in listed[2] or not left_out


def test_signposts_and_scores_name_the_publishers_of_what_came(corpus: MakeCorpus, record: MakeRecord) -> None:
    seen = f"[{{id: sold, text: It is sold, points_to: [s], state: seen, on: 2025-04-01, evidence: {EVIDENCE}}}]"
    ended = f"{{on: 2025-05-01, outcome: occurred, because: So., evidence: {EVIDENCE}}}"
    made = record("scenarios", likelihood="{word: likely, said_by: Bors, on: 2025-01}", signposts=seen, resolution=ended)
    page = shown(scenarios.pages, corpus({"scenarios/s.yml": made, "scenarios/empty.yml": record("scenarios")}))["scenarios.md"]
    assert page.count("Sources: The Herald.") == 2
    assert "1 signpost of 1 scenario" in page


@pytest.mark.parametrize(("first", "words"), [("2025-01", "not collected"), ("2024-06", "none found"), ("", "none on record")])
def test_nothing_is_said_to_be_none_found_before_it_was_looked_for(corpus: MakeCorpus, record: MakeRecord, first: str, words: str) -> None:
    fields = """focal: [avalon, brigid]
periods: [{name: Then, from: 2024-01-01, to: 2024-12-31, because: So.}, {name: Now, from: 2025-01-01, because: So.}]
"""
    if first:
        fields += f"collected: [{{by: [avalon, brigid], toward: [brigid, avalon], from: {first}, to: 2025-12, sources: two papers}}]\n"
    acts = {"acts/a.yml": record("acts"), "acts/b.yml": record("acts", by="[brigid]", toward="[avalon]")}
    made = corpus({"explainers/ferry.md": FERRY.replace("focal: [avalon, brigid]\n", fields), **acts})
    for page in (explained(made), *shown(alignment.pages, made).values()):
        assert f"{words}</span>" in page
        assert ("none found</span>" in page) == (words == "none found")


def test_acts_by_issue_are_counted_within_what_was_looked_for(corpus: MakeCorpus, record: MakeRecord) -> None:
    fields = "focal: [avalon, brigid]\ncollected: [{by: [avalon], toward: [brigid], from: 2025, to: 2025, sources: two papers}]\n"
    text = FERRY.replace("focal: [avalon, brigid]\n", fields) + "\n![](chart:by-issue)\n"
    made = corpus(
        {"explainers/ferry.md": text, "acts/a.yml": record("acts"), "acts/b.yml": record("acts", by="[brigid]", toward="[avalon]")}
    )
    for page in (explained(made), shown(alignment.pages, made)["alignment.md"]):
        assert "not collected, found by the way" in page.partition('id="fig-by-issue"')[2]
        assert "1 act counted in all" in page.partition('id="fig-by-issue"')[2]


def test_the_page_of_two_actors_counts_no_act_that_was_not_looked_for(corpus: MakeCorpus, record: MakeRecord) -> None:
    fields = "focal: [avalon, brigid]\ncollected: [{by: [avalon], toward: [brigid], from: 2025, to: 2025, sources: two papers}]\n"
    text = FERRY.replace("focal: [avalon, brigid]\n", fields)
    acts = {"acts/a.yml": record("acts"), "acts/b.yml": record("acts", by="[brigid]", toward="[avalon]")}
    page = shown(alignment.pages, corpus({"explainers/ferry.md": text, **acts}))["relations/avalon--brigid.md"]
    assert "1 act counted</span>" in page
    figure, _, told = page.partition('id="by-brigid"')
    assert "1 act counted in all" in figure
    assert "not collected, found by the way" in figure
    assert "Not collected, found by the way." in told
    assert "1 act on record" not in told


def test_of_what_was_not_looked_for_nothing_is_said_not_to_be_on_record(corpus: MakeCorpus, record: MakeRecord) -> None:
    fields = "focal: [avalon, brigid]\ncollected: [{by: [avalon], toward: [camelot], from: 2025, to: 2025, sources: two papers}]\n"
    files = {
        "explainers/ferry.md": FERRY.replace("focal: [avalon, brigid]\n", fields),
        "actors/camelot.yml": "name: Camelot\nkind: state\n",
        "acts/b.yml": record("acts", by="[brigid]", toward="[avalon]"),
    }
    page = shown(alignment.pages, corpus(files))["relations/avalon--brigid.md"]
    assert ">Brigid toward Avalon: not collected, found by the way<" in page
    assert ">Not collected. <a" in page
    for words in ("not the same as neutral", "on record", "Looked for"):
        assert words not in page


def test_an_explainer_counts_no_record_that_was_taken_back(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = "{on: 2025-05-01, because: It was another.}"
    made = corpus({"events/e.yml": record("events"), "events/old.yml": record("events", evidence=EVIDENCE, retired=retired)})
    assert "Compiled from 1 source and 1 event" in explained(made)


@pytest.mark.parametrize("section", ["claims", "costs", "drivers", "risks", "scenarios"])
def test_an_explainer_lists_nothing_that_was_taken_back(corpus: MakeCorpus, record: MakeRecord, section: str) -> None:
    name = "statement" if section == "claims" else "title"
    old = record(section, retired="{on: 2025-05-01, because: It was another.}", **{name: "The old one"})
    both = corpus({f"{section}/new.yml": record(section, **{name: "The new one"}), f"{section}/old.yml": old})
    page = explained(both).partition("## What changed")[0]
    assert ("The new one" in page, "The old one" in page) == (True, False)
    assert "The old one" in explained(both)


def test_what_an_explainer_looked_for_goes_with_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    scope = "collected: [{by: [avalon], toward: [brigid], from: 2025, to: 2025, sources: two papers}]\n"
    retired = "retired: {on: 2025-05-01, because: It was another.}\n"
    for more, is_told in (("", True), (retired, False)):
        made = corpus({"explainers/ferry.md": FERRY.replace("focal:", f"{scope}{more}focal:"), "acts/a.yml": record("acts")})
        pages = shown(alignment.pages, made) | shown(alignment.relations, made)
        assert ["two papers" in pages[path] for path in ("alignment.md", "relations/avalon--brigid.md")] == [is_told, is_told]


def test_the_path_that_ended_says_so_where_it_may_go(corpus: MakeCorpus, record: MakeRecord) -> None:
    resolution = f"{{on: 2025-04-01, outcome: did-not-occur, because: So., evidence: {EVIDENCE}}}"
    made = corpus({"scenarios/over.yml": record("scenarios", resolution=resolution), "scenarios/open.yml": record("scenarios")})
    assert explained(made).count("<b>Resolved:</b> did not occur, 1 Apr 2025.") == 1


def test_a_source_without_words_does_not_run_into_the_sentence_before_it(corpus: MakeCorpus) -> None:
    corrections = "corrections: [{on: 2025-04-01, what: It was 41., because: 'A reader told us.[](source:herald)'}]\n"
    page = explained(corpus({"explainers/ferry.md": FERRY.replace("focal:", f"{corrections}focal:")}))
    assert "told us. (<a " in page
    assert "told us.<a" not in page


def test_each_person_is_told_once_among_who_is_who(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {
        "actors/camelot.yml": "name: Camelot\nkind: organisation\n",
        "actors/bors.yml": "name: Bors\nkind: person\npart_of: avalon\nroles: [{title: Bailiff, of: camelot}]\n",
        "actors/ector.yml": "name: Ector\nkind: person\n",
        "explainers/ferry.md": FERRY.replace("[avalon, brigid]", "[camelot, avalon]"),
        "claims/c.yml": record("claims", claimant="[bors, ector]"),
    }
    page = explained(corpus(files))
    assert "2 people and bodies" in page
    assert page.count('<dt dir="auto"><a href="../../actors/bors/">') == page.count('<dt dir="auto"><a href="../../actors/ector/">') == 1
    assert page.index(">Avalon</h3>") < page.index("../actors/bors/") < page.index(">Others</h3>") < page.index("../actors/ector/")


def test_the_page_of_costs_says_who_threatened_and_what(corpus: MakeCorpus, record: MakeRecord) -> None:
    cost = record("costs", status="avoided", threatened_by="[brigid]", threat="To sell the hull.")
    page = shown(costs_and_risks.pages, corpus({"costs/c.yml": cost}))["costs-and-risks.md"]
    assert 'threatened by <a href="../actors/brigid/">Brigid</a>' in page
    assert "Threatened before: To sell the hull." in page


def test_lists_say_what_was_taken_back(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = "{on: 2025-05-01, because: It was another.}"
    made = corpus({"actors/bors.yml": record("actors", retired=retired), "sources/times.md": record("sources", retired=retired)})
    assert shown(actors.pages, made)["actors/index.md"].count("Retired") == 1
    assert shown(sources.pages, made)["sources/index.md"].count("Retired") == 1


@pytest.mark.parametrize(
    ("days", "told"),
    [(("189X", "1967-03"), "1890 to March 1967"), (("1967", "1967-06"), "1967"), (("1967-02", "1967-03"), "February 1967 to March 1967")],
)
def test_a_year_is_not_told_as_its_first_month(corpus: MakeCorpus, record: MakeRecord, days: tuple[str, str], told: str) -> None:
    made = corpus({f"events/e{number}.yml": record("events", when=day) for number, day in enumerate(days)})
    assert f"2 events, by issue, {told}<" in shown(timeline.pages, made)["timeline.md"]


def test_machines_are_told_no_claim_that_was_taken_back(corpus: MakeCorpus, record: MakeRecord) -> None:
    retired = "{on: 2025-05-01, because: Nobody said it.}"
    made = corpus({"claims/c.yml": record("claims", hedge="reported"), "claims/old.yml": record("claims", retired=retired)})
    pages = {page.path: page for page in claims.pages(context_of(made))}
    assert pages["claims/old.md"].jsonld == ""
    assert '"Claim"' in pages["claims/c.md"].jsonld
    assert pages["claims/c.md"].description == "Not assessed. Brigid, reported, 1 Mar 2025."


def test_the_data_of_acts_have_those_that_were_found_by_the_way(corpus: MakeCorpus, record: MakeRecord) -> None:
    fields = "focal: [brigid, avalon]\ncollected: [{by: [avalon], toward: [brigid], from: 2025, to: 2025, sources: two papers}]\n"
    text = FERRY.replace("focal: [avalon, brigid]\n", fields)
    context = context_of(corpus({"explainers/ferry.md": text, "acts/b.yml": record("acts", by="[brigid]", toward="[avalon]")}))
    (explainer,) = context.corpus.all(Explainer)
    table = figures.stances(context, [("brigid", "avalon")], explainer).figure.table
    assert table is not None
    assert [row[table.columns.index("Counted")] for row in table.rows] == ["not collected, found by the way"]


def test_a_figure_of_nothing_says_so_of_its_explainer_alone(corpus: MakeCorpus, record: MakeRecord) -> None:
    other = FERRY.replace("[avalon, brigid]", "[brigid]") + '\n![](chart:costs "bearer=avalon")\n'
    page = shown(explainers.pages, corpus({"explainers/other.md": other, "costs/c.yml": record("costs")}))["explainers/other.md"]
    assert "Nothing to show in this explainer" in page
    assert "on record" not in page.partition("No such record")[2].partition("</figure>")[0]


@pytest.mark.parametrize(("headline", "row"), [("", ">Brigid<"), ("The two towns", ">Avalon toward Brigid<")])
def test_rows_of_acts_name_who_acts_where_the_headline_need_not(headline: str, row: str, corpus: MakeCorpus, record: MakeRecord) -> None:
    text = FERRY + f'\n![{headline}](chart:stances "focal=avalon toward=brigid")\n'
    page = shown(explainers.pages, corpus({"explainers/ferry.md": text, "acts/a.yml": record("acts")}))["explainers/ferry.md"]
    assert row in page.partition('id="fig-stances"')[2].partition("</figure>")[0]


MENDED = """corrections:
  - {on: 2025-04-01, what: It named the wrong ferry.}
  - {on: 2025-04-03, what: It named the wrong day.}
"""


def test_an_explainer_gives_its_answer_before_its_corrections_and_hides_none(corpus: MakeCorpus) -> None:
    page = explained(corpus({"explainers/ferry.md": FERRY.replace("period: 2025\n", f"period: 2025\n{MENDED}")}))
    head, _, rest = page.partition("</header>")
    assert '<a href="#corrections">2 corrections, the last of 3 Apr 2025</a>' in head
    assert "It named" not in head
    answer, _, mended = rest.partition("\n## Corrections\n")
    assert "Brigid runs it." in answer
    assert "It named" not in answer
    assert mended.index("3 Apr 2025. It named the wrong day.") < mended.index("1 Apr 2025. It named the wrong ferry.")
    assert mended.index("the wrong ferry") < mended.index('id="the-record"')
    assert "<details" not in mended.partition("the wrong ferry")[0]


def test_an_explainer_without_corrections_says_nothing_of_them(corpus: MakeCorpus) -> None:
    page = explained(corpus({}))
    assert "orrect" not in page.partition('id="the-record"')[0]


@pytest.mark.parametrize(("number", "is_above"), [(4, True), (5, False)])
def test_many_issues_do_not_stand_before_the_title(corpus: MakeCorpus, number: int, *, is_above: bool) -> None:
    issues = [*ISSUES.terms][:number]
    page = explained(corpus({"explainers/ferry.md": FERRY.replace("period: 2025\n", f"period: 2025\nissues: [{', '.join(issues)}]\n")}))
    above, _, below = page.partition("<h1")
    assert [ISSUES[one].label in above for one in issues] == [is_above] * number
    assert all(ISSUES[one].label in below for one in issues) is not is_above


def test_a_list_that_is_not_whole_says_of_how_many(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {f"{section}/x{number}.yml": record(section) for section in ("claims", "events") for number in range(8)}
    text = FERRY + "".join(f"\nSee [it](claim:x{number}) and [that](event:x{number}).\n" for number in range(FEW))
    page = explained(corpus({**files, "explainers/ferry.md": text}))
    assert "Compiled from 1 source, 8 events and 8 claims" in page
    assert f"<summary>{FEW} of 8 claims</summary>" in page
    assert f"<summary>{FEW} of 8 events</summary>" in page
    whole = explained(corpus(files))
    assert "<summary>8 claims</summary>" in whole
    assert "<summary>8 events</summary>" in whole


def test_what_is_merely_exposed_is_not_counted_as_a_cost_where_it_is_folded(corpus: MakeCorpus, record: MakeRecord) -> None:
    page = explained(corpus({"costs/a.yml": record("costs"), "costs/b.yml": record("costs", status="exposed")}))
    assert "<summary>1 cost</summary>" in page
    assert "1 more is exposed, which is no cost." in page


def test_a_source_that_says_something_is_named_by_its_publisher_not_by_its_title(corpus: MakeCorpus, record: MakeRecord) -> None:
    files = {"costs/c.yml": record("costs", estimated_by="[gazette]"), "risks/r.yml": record("risks", raised_by="[herald]")}
    page = shown(costs_and_risks.pages, corpus(files))["costs-and-risks.md"].partition("## Sources")[0]
    assert 'by <a href="../sources/gazette/">The Gazette</a>' in page
    assert 'Raised by <a href="../sources/herald/">The Herald</a>' in page
    assert "Ferry runs again" not in page
    assert "The ferry, again" not in page


@pytest.mark.parametrize(
    ("amount", "by", "told"),
    [
        ("{best: 3, unit: ferries}", "[Bors]", "estimated by Bors"),
        ("{best: 3, unit: ferries}", "[]", "estimator not given"),
        (None, "[Bors]", "named by Bors"),
        (None, "[]", ""),
    ],
)
def test_what_has_no_figure_was_not_estimated(corpus: MakeCorpus, record: MakeRecord, amount: str | None, by: str, told: str) -> None:
    cost = record("costs", amount=amount, qualitative=None if amount else "Some", estimated_by=by)
    page = shown(costs_and_risks.pages, corpus({"costs/c.yml": cost}))["costs-and-risks.md"]
    said = [one for one in ("estimated by Bors", "estimator not given", "named by Bors") if one in page]
    assert said == ([told] if told else [])


def test_who_threatened_is_not_named_a_second_time(corpus: MakeCorpus, record: MakeRecord) -> None:
    threat = {"status": "threatened", "amount": None, "qualitative": "Some", "estimated_by": "[brigid]", "threatened_by": "[brigid]"}
    made = corpus({"costs/c.yml": record("costs", **threat)})
    for page in (shown(costs_and_risks.pages, made)["costs-and-risks.md"], explained(made)):
        assert page.count("threatened by ") == 1
        assert "named by" not in page


@pytest.mark.parametrize(
    ("name", "aliases", "within"),
    [
        ("Author of the letter", "[The Pen, the author of the letter]", "the author of the letter"),
        ("Unnamed ferrymen", "[unnamed ferrymen]", "unnamed ferrymen"),
        ("Isle", "[The Isle, the Republic of the Isle, isles]", "Isle"),
        ("Author of the letter", "[]", "Author of the letter"),
    ],
)
def test_a_description_has_its_small_letter_within_sentences_alone(
    corpus: MakeCorpus, record: MakeRecord, name: str, aliases: str, within: str
) -> None:
    actor = record("actors", name=name, aliases=aliases)
    denial = f"[{{actor: pen, stance: denied, when: 2025-03-02, evidence: {EVIDENCE}}}]"
    claim = record("claims", claimant="pen", positions=denial)
    cost = record("costs", bearer="[pen]")
    made = corpus({"actors/pen.yml": actor, "claims/c.yml": claim, "costs/c.yml": cost})
    pages = {**shown(claims.pages, made), **shown(costs_and_risks.pages, made), **shown(actors.pages, made)}
    assert f"Said and denied by {within}." in pages["claims/c.md"]
    assert f">{name}</a></bdi></b>, asserted" in pages["claims/c.md"]
    assert f"denied by <bdi>{within}</bdi>" in pages["claims/index.md"]
    assert f">{within}</a>" in pages["costs-and-risks.md"].partition("borne by ")[2]
    assert f'title: "{name}"' in pages["actors/pen.md"]
    assert within == name or within not in pages["actors/pen.md"].partition("Also written")[2].partition("</dd>")[0]


def test_the_day_of_a_signpost_stands_with_its_state_and_not_with_what_did_not_happen(corpus: MakeCorpus, record: MakeRecord) -> None:
    unseen = f"[{{id: sold, text: It is sold, points_to: [s], state: not-seen, on: 2025-04-01, evidence: {EVIDENCE}}}]"
    page = shown(scenarios.pages, corpus({"scenarios/s.yml": record("scenarios", signposts=unseen)}))["scenarios.md"]
    _, _, row = page.partition('<ul class="signs">')
    state, _, text = row.partition("</ul>")[0].partition("</p>")
    assert 'Not seen</span> <span class="of">1 Apr 2025</span>' in state
    assert text.startswith("It is sold<")
    assert "2025" not in text


def test_the_life_of_a_claim_says_who_is_said_to_have_said_it_before_who_repeated_it(corpus: MakeCorpus, record: MakeRecord) -> None:
    positions = f"""
  - {{actor: avalon, stance: repeated, when: 2025-03-02, evidence: {EVIDENCE}}}
  - {{actor: brigid, stance: reportedly-said, when: 2025-03-02, words: It floats, note: On the quay., evidence: {EVIDENCE}}}"""
    page = shown(claims.pages, corpus({"claims/c.yml": record("claims", claimant="[brigid]", positions=positions)}))["claims/c.md"]
    assert "Reportedly said by Brigid; repeated by Avalon." in page
    assert "”</span> On" not in page
    assert "” – " in page


def test_explainers_of_one_day_stand_by_the_day_on_which_they_were_published(corpus: MakeCorpus) -> None:
    days = {"a": "published: 2025-03-01", "b": "published: 2025-05-01", "c": "published: 2025-05-01", "d": ""}
    made = corpus(
        {
            f"explainers/{name}.md": FERRY.replace("period: 2025\n", f"period: 2025\nupdated: 2025-05-02\n{on}\n")
            for name, on in days.items()
        }
    )
    assert [one.id for one in context_of(made).facts.explainers] == ["d", "b", "c", "a", "ferry"]


@pytest.mark.parametrize(("number", "first"), [(8, "What it costs"), (9, "By what the evidence says")])
def test_no_long_list_stands_beside_the_answer_on_the_home_page(corpus: MakeCorpus, record: MakeRecord, number: int, first: str) -> None:
    text = f"{FERRY}\n![What it costs](chart:costs)\n\n![By what the evidence says](chart:claims)\n"
    files = {f"costs/c{one}.yml": record("costs") for one in range(number)}
    page = shown(home.pages, corpus({**files, "claims/c.yml": record("claims"), "explainers/ferry.md": text}))["index.md"]
    assert [one for one in ("What it costs", "By what the evidence says") if f">{one}</p>" in page] == [first]


def test_the_contents_of_all_claims_name_how_they_stand(corpus: MakeCorpus, record: MakeRecord) -> None:
    page = shown(claims.pages, corpus({"claims/c.yml": record("claims")}))["claims/index.md"]
    assert "<h2" not in page
    assert re.search(r"^## .*Not assessed.* \{: #status-unassessed \}$", page, re.MULTILINE)
