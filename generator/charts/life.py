"""The life of a claim: who said, hedged, sidestepped or denied it, when, in which words; and what we held of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator.charts.edtf_shapes import note_of
from generator.charts.figure import Figure, Table, escaped
from generator.charts.life_strip import lane_word, life_strip, strip_kinds
from generator.charts.markup import linked, words
from generator.charts.scale import capital, clauses, commas, listed
from generator.charts.statuses import UNJUDGED, status_mark, status_word
from generator.corpus import prose_runs
from generator.derive.claim_life import LANES, claim_life
from generator.language import message, numeral, say, say_count
from generator.language.foreign import of_the_same
from generator.vocabularies import ASSESSMENTS, CREDIBILITY, STANCES, UNJUDGED_CREDIBILITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.charts.markup import Names
    from generator.dates import Edtf
    from generator.derive.claim_life import Life, Moment
    from generator.records.claims import Assessment, Claim
    from generator.records.shared import Evidence

    Refs = Callable[[Sequence[Evidence]], str]
    """Gives the marks of reference for pieces of evidence, as safe HTML."""

    Prose = Callable[[str], str]
    """Gives running text with its references to records, as safe HTML."""

_MOST_NAMES: Final = 2
_COLUMNS: Final = (
    *(message("Who"), message("What"), message("When"), message("Date (EDTF)")),
    *(message("Words"), message("Credibility"), message("Note"), message("Sources")),
)
_NUMBERS: Final = {
    2: message("two"),
    3: message("three"),
    4: message("four"),
    5: message("five"),
    6: message("six"),
    7: message("seven"),
    8: message("eight"),
    9: message("nine"),
    10: message("ten"),
}
_TRIANGLES: Final = {
    "said": message("Triangle up: said."),
    "reported": message("Hollow: only reported."),
    "hedged": message("Dashed: said as a possibility."),
    "sidestepped": message("Sideways: sidestepped."),
    "denied": message("Down: denied. A denial is not a refutation."),
    "retracted": message("Down, hollow: retracted."),
}
"""How to read the triangles, in the order in which notes list them."""


def plain_text(text: str) -> str:
    """Return running text with the words of its references alone."""
    return of_the_same("".join(run if isinstance(run, str) else run.words for run in prose_runs(text)), text)


def _plain_prose(text: str) -> str:
    return words(plain_text(text))


def _nowhere(_: str) -> str | None:
    return None


def _no_refs(_: Sequence[Evidence]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class _Writer:
    names: Names
    actor_at: Callable[[str], str | None]
    refs: Refs
    prose: Prose


def life(
    claim: Claim,
    *,
    names: Names,
    actor_at: Callable[[str], str | None] | None = None,
    refs: Refs | None = None,
    prose: Prose = _plain_prose,
    title: str | None = None,
    figure_id: str = "fig-life",
    wide: bool = True,
) -> Figure:
    """Return the life of a claim: a strip of time with a lane a stance and our assessments below, and the same as a list.

    The axis ends soon after the last dated step, whatever the day on which the page is made: what we hold last fades to its edge.

    Args:
        claim: The claim.
        names: Gives an actor's name.
        actor_at: Gives the address of an actor's page.
        refs: Gives the marks of reference for pieces of evidence, as safe HTML.
        prose: Gives running text as safe HTML.
        title: The headline; computed from who did what, and from our newest assessment, if left out.
        figure_id: The anchor on its page, with which those of the steps begin.
        wide: Whether it may use the margin of the page.
    """
    lived = claim_life(claim)
    writer = _Writer(names, actor_at or _nowhere, refs or _no_refs, prose)
    steps = [_line(one.when, _moment(one, writer), f"{figure_id}-{number}") for number, one in enumerate(lived.moments, 1)]
    ours = [_line(one.on, _assessment(one), f"{figure_id}-a{number}") for number, one in enumerate(lived.assessments, 1)]
    head = say("Our assessment")
    judged = f'<p class="life__head">{head}</p><ol>{"".join(ours)}</ol>' if ours else ""
    drawing = f'{life_strip(lived, names=names, figure_id=figure_id)}<div class="life"><ol>{"".join(steps)}</ol>{judged}</div>'
    subtitle = say("Who said what about the claim, and what the evidence says in our judgement, over time")
    table = Table([*map(say, _COLUMNS)], list(_rows(lived, names)))
    return Figure(figure_id, title or _headline(lived, names), subtitle, drawing, _note(lived), table, wide=wide)


def _headline(lived: Life, names: Names) -> str:
    done: dict[str, list[str]] = {}
    for lane in LANES:
        found = [one for one in lived.moments if one.lane == lane]
        if found:
            who = _named(dict.fromkeys(names(one.actor) for one in found))
            done.setdefault(who, []).append(lane_word(lane, found))
    said = capital(clauses(say("{deeds} by {actors}", deeds=listed(lanes), actors=who) for who, lanes in done.items()))
    if not lived.assessments:
        return say("{deeds}. Not assessed by us", deeds=said)
    status = lived.assessments[-1].status
    if status == UNJUDGED:
        return say("{deeds}. In our assessment it cannot be judged", deeds=said)
    return say("{deeds}. In our assessment it is {status}", deeds=said, status=say(ASSESSMENTS[status].label))


def _named(actors: dict[str, None]) -> str:
    """Return two names at most, and how many more there are."""
    shown = [*actors][:_MOST_NAMES] if len(actors) <= _MOST_NAMES else [*actors][:1]
    more = len(actors) - len(shown)
    if not more:
        return listed(shown)
    number = say(_NUMBERS[more]) if more in _NUMBERS else numeral(f"{more:,}")
    return listed([*shown, say_count("{number} other", "{number} others", more, number=number)])


def _note(lived: Life) -> str:
    shown = {one.lane for one in lived.moments} | {one.stance for one in lived.moments if one.stance == "reported"}
    ours = (
        say("Bar: how we assessed it, from the day of the evidence on; fading to the edge: it still stands.") if lived.assessments else ""
    )
    triangles = [say(text) for kind, text in _TRIANGLES.items() if kind in shown]
    return " ".join(filter(None, (*triangles, ours, note_of(strip_kinds(lived)))))


def _line(when: Edtf, inner: str, anchor: str) -> str:
    return f'<li id="{escaped(anchor)}"><span class="life__when">{escaped(when.words())}</span>{inner}</li>'


def _moment(one: Moment, writer: _Writer) -> str:
    mark = f'<span class="sn sn--{one.stance}">{escaped(capital(say(STANCES[one.stance].label)))}</span>'
    quote = ' <span class="lf__q">' + say("“{words}”", words=words(one.words)) + "</span>" if one.words else ""
    told = f" {writer.prose(one.note)}" if one.note else ""
    name = linked(writer.names(one.actor), writer.actor_at(one.actor), "lf__n")
    colon = ":" if quote or told else ""
    return f'<p class="lf">{mark} <span class="lf__t">{name}{colon}{quote}{told}{writer.refs(one.evidence)}</span></p>'


def _assessment(one: Assessment) -> str:
    grade = f'<span class="lf__t lf__g">{escaped(_credibility(one.credibility))}</span>' if one.credibility else ""
    return f'<p class="lf">{status_mark(one.status)} {grade}</p>'


def _credibility(grade: str) -> str:
    said = say(CREDIBILITY[grade].label)
    if grade == UNJUDGED_CREDIBILITY:
        return say("credibility: {word}", word=said)
    return say("credibility {grade}, {word}", grade=grade, word=said)


def _rows(lived: Life, names: Names) -> Iterator[tuple[str, ...]]:
    for one in lived.moments:
        yield (names(one.actor), say(STANCES[one.stance].label), *_dated(one.when), one.words or "", "", *_told(one.note, one.evidence))
    for judged in lived.assessments:
        grade = judged.credibility or ""
        yield (say("Our assessment"), status_word(judged.status), *_dated(judged.on), "", grade, *_told(judged.because, judged.evidence))


def _dated(when: Edtf) -> tuple[str, str]:
    return when.words(), when.text


def _told(note: str | None, evidence: Sequence[Evidence]) -> tuple[str, str]:
    return plain_text(note or ""), commas(dict.fromkeys(one.source for one in evidence))
