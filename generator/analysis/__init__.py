"""Pure functions over the corpus: grades, stances, timelines, the life of claims, forecast scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.analysis.brier_scores import COIN, Score, Scores, Unscored, scenario_scores
    from generator.analysis.changing import Changed, Life, Revised, by_status, changed_on, changes, claim_life, last_changes, revisions
    from generator.analysis.choosing import chosen_records
    from generator.analysis.chronology import (
        DECADE,
        FEWEST_IN_LANE,
        By,
        Lanes,
        Located,
        Stop,
        Stretch,
        all_stops,
        grouped,
        in_years,
        lanes_of,
        measured_from,
        periods,
        stops,
        stretches,
        timeline,
    )
    from generator.analysis.grades import Side, grade_of, is_graded, is_weak, origins_of, sensitivity, source_of, weighed
    from generator.analysis.publishing import published, shown_in
    from generator.analysis.stance_counts import (
        DIRECTIONS,
        FEWEST_ACTS,
        ActMark,
        Count,
        Stances,
        count_acts,
        direction_of,
        in_period,
        is_collected,
        ordered_with_steps,
        stances,
        whole_of,
    )
else:
    __getattr__ = lazy_exports(__name__)
