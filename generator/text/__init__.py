"""Reading text with positions: YAML, Markdown, characters, passages. Knows nothing of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.text.addresses import address_mistake
    from generator.text.body import (
        Block,
        Body,
        Break,
        Cell,
        Code,
        Emphasis,
        FigureBlock,
        Heading,
        Inline,
        ListBlock,
        Paragraph,
        Quotation,
        RecordReference,
        Strong,
        TableBlock,
        WebLink,
        Words,
        words_in,
    )
    from generator.text.characters import find_bad_characters, without_bad_characters
    from generator.text.escaping import escaped, inert, without_controls
    from generator.text.folding import LETTERS, MARKS, fold
    from generator.text.lookalikes import UNSEEN, as_seen, odd_characters
    from generator.text.markdown_reader import read_body, split_front_matter
    from generator.text.normalising import Normalised, normalise, normalised
    from generator.text.passages import Passages, read_passages
    from generator.text.position import NOWHERE, Located, Location, Marks, SourceText, Span
    from generator.text.problems import Problem, counted, find_unresolved, quoted
    from generator.text.references import CHART, InlineLink, Run, find_links, read_prose
    from generator.text.sentences import read_sentences, trimmed
    from generator.text.words import WORD, count_words, is_break, is_digit, is_unspaced, is_word_character, splits_word
    from generator.text.yaml_reader import read_yaml
else:
    __getattr__ = lazy_exports(__name__)
