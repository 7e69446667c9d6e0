"""What is said of a risk beside the matrix: its entry in the key, and its data in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.charts.figure import Table, escaped
from generator.charts.markup import linked, unseen, words
from generator.charts.scale import Number, clauses, commas
from generator.charts.standing import change_words, changes_words, last_change, plain, sources_named, sources_words, voices_html
from generator.charts.statuses import status_mark, status_word
from generator.charts.value_scale import figure_of
from generator.language import message, say
from generator.vocabularies import IMPACT, LIKELIHOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.charts.figure import Where
    from generator.charts.markup import Names
    from generator.records import Risk
    from generator.records.risks import Impact

_COLUMNS: Final = (
    *(message("Number"), message("Risk"), message("Likelihood"), message("Lowest, per cent"), message("Highest, per cent")),
    *(message("Likelihood by"), message("Impact"), message("Within"), message("Borne by"), message("Raised by"), message("Evidence")),
    *(message("What became of it"), message("On"), message("What the record shows"), message("Evidence of that"), message("Changes")),
)


def badge_class(risk: Risk, *, boxed: bool = False) -> str:
    """Return the style of a risk's number: it tells what became of the risk, and whether a box goes with it."""
    status = risk.record_so_far.status if risk.record_so_far else "open"
    styles = ["rk__n", *([f"rk__n--{status}"] if status != "open" else []), *(["rk__n--boxed"] if boxed else [])]
    return " ".join(styles)


def level_words(impact: Impact) -> str:
    """Return how bad it would be, in the words of the scale."""
    least, worst = (say(IMPACT[level].label) for level in impact.bounds)
    return worst if least == worst else say("{least} to {worst}", least=least, worst=worst)


def entry(number: int, risk: Risk, names: Names, where: Where, *, boxed: bool = False) -> str:
    """Return a risk's entry in the key."""
    impacts = [say("{level} for {dimension}", level=level_words(one), dimension=escaped(one.dimension_words)) for one in risk.impact]
    said = clauses([_likelihood_words(risk, names), commas(impacts) or say("no impact level given")])
    badge = f'<span class="{badge_class(risk, boxed=boxed)}" aria-hidden="true">{number}</span>'
    name = f'{linked(risk.title, where(risk))} <span class="rk__said">{said}</span>'
    return f'<li value="{number}">{badge} {name}{unseen(".")}{_since(risk)}</li>'


def _since(risk: Risk) -> str:
    """Return what became of a risk: its mark, the day of the evidence, the sources, and the last change."""
    so_far, change = risk.record_so_far, last_change(risk)
    changed = words(change_words(change), "rk__said") if change else ""
    if so_far is None:
        return words(say("Nothing on record of what became of it"), "rk__said") + changed
    told = [so_far.on.words() if so_far.on else "", sources_words(so_far.evidence)]
    rest = clauses(part for part in told if part)
    dated = f" {words(rest, 'rk__on')}" if rest else ""
    return f" {status_mark(so_far.status)}{dated}{changed}"


def _likelihood_words(risk: Risk, names: Names) -> str:
    if risk.likelihood is None:
        return say("no likelihood given")
    low, high = (figure_of(bound) for bound in risk.likelihood.bounds)
    said = say("{low}–{high} per cent", low=low, high=high)
    if risk.likelihood.word:
        said = commas([say(LIKELIHOOD[risk.likelihood.word].label), said])
    by = voices_html(risk.likelihood_said_by, names)
    return say("{likelihood}, says {actors}", likelihood=said, actors=by) if by else said


def data(numbered: Sequence[tuple[int, Risk]], names: Names) -> Table:
    """Return everything behind the matrix."""
    return Table([*map(say, _COLUMNS)], [_cells(number, risk, names) for number, risk in numbered])


def _cells(number: int, risk: Risk, names: Names) -> list[str]:
    likelihood, so_far = risk.likelihood, risk.record_so_far
    word = say(LIKELIHOOD[likelihood.word].label) if likelihood and likelihood.word else ""
    bounds = [Number(f"{bound:g}") for bound in likelihood.bounds] if likelihood else ["", ""]
    impacts = clauses(
        say("{what}: {level}, {because}", what=one.dimension_words, level=level_words(one), because=plain(one.because))
        for one in risk.impact
    )
    voices = [commas(map(names, found)) for found in (risk.likelihood_said_by, risk.bearer, risk.raised_by)]
    became = ["", "", "", ""]
    if so_far:
        shown = plain(so_far.because) if so_far.because else ""
        became = [status_word(so_far.status), so_far.on.words() if so_far.on else "", shown, sources_named(so_far.evidence, names)]
    within = risk.horizon.words() if risk.horizon else ""
    by, bearer, raised = voices
    return [
        *(
            Number(number),
            risk.title,
            word or (say("in per cent") if likelihood else say("not given")),
            *bounds,
            by,
            impacts,
            within,
            bearer,
            raised,
        ),
        *(sources_named(risk.evidence, names), *became, changes_words(risk)),
    ]
