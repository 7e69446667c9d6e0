"""Parsing with source positions: YAML, Markdown, characters, passages. Knows nothing of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.text.addresses import address_mistake, site_mistake
    from generator.text.body import (
        BLOCKS,
        CHART,
        HEADINGS,
        NEARLY,
        Block,
        Body,
        Element,
        FigureBlock,
        InlineLink,
        Piece,
        Run,
        find_links,
        read_prose,
        words_in,
    )
    from generator.text.characters import (
        UNSEEN,
        as_seen,
        escaped,
        find_bad_characters,
        inert,
        odd_characters,
        without_bad_characters,
        without_controls,
    )
    from generator.text.folding import LETTERS, MARKS, fold
    from generator.text.markdown_reader import read_body, split_front_matter
    from generator.text.normalising import Normalised, normalise, normalised
    from generator.text.passages import Passages, read_passages, read_sentences, trimmed
    from generator.text.position import NOWHERE, Located, Location, Marks, SourceText, Span
    from generator.text.problems import Problem, counted, find_unresolved, quoted, table
    from generator.text.words import WORD, count_words, is_break, is_digit, is_unspaced, is_word_character, joined_at, splits_word
    from generator.text.yaml_reader import read_yaml
else:
    __getattr__ = lazy_exports(__name__)
