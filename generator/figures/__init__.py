"""Figures and cards, described once as grids and plots and written as HTML, SVG and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.figures.cards import Card, card_svg
    from generator.figures.claims import claims_figure, life_figure
    from generator.figures.costs import amount_words, costs_figure, prices_words
    from generator.figures.drawing.drawer import Drawer
    from generator.figures.figure import Figure, FigureContext, FigureRef, FigureText, Grid
    from generator.figures.licence import licence_address, schema_licence
    from generator.figures.maps import MOST_WHOLE, is_disputed, km_words, map_figure, range_figure
    from generator.figures.over_time import lanes_figure, over_time_figure, timeline_figure
    from generator.figures.risks import FEWEST_STATED, level_words, likelihood_words, risks_figure
    from generator.figures.scenarios import scores_figure, signposts_figure
    from generator.figures.stances import DOUBT_WORDS, MOST_MARKS, ShownStances, count_words, not_collected, robustness, stances_figure
    from generator.figures.strips import strip_of
    from generator.figures.tokens import Tokens, read_tokens
    from generator.figures.votes import votes_figure
    from generator.figures.words import period_label, stance_sign, status_glyph, status_sign, status_word
    from generator.figures.writers.csv import csv_of
    from generator.figures.writers.html import figure_html, is_marked, mark_place, noting_marks, strip_html
    from generator.figures.writers.plots import Draw
    from generator.figures.writers.svg import figure_svg
else:
    __getattr__ = lazy_exports(__name__)
