"""The data model of a publication: dates, scales, one model per section, and the corpus of all records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.model.corpus import (
        PUBLICATION_KEY,
        SCHEMES,
        AnyRecord,
        Backlink,
        Broken,
        Corpus,
        Key,
        links_in,
        prose_of,
        prose_runs,
        without_links,
    )
    from generator.model.dates import BadDate, Edtf, parse_edtf, shift
    from generator.model.dates.edtf import LONGEST_DATE
    from generator.model.dates.hints import meant_date
    from generator.model.records import (
        BY_SECTION,
        NAVIGATION,
        SECTIONS,
        TABLE,
        Act,
        Actor,
        Claim,
        Cost,
        Driver,
        Event,
        Explainer,
        IncompleteSectionError,
        Place,
        Record,
        Risk,
        Scenario,
        Section,
        Source,
        Vote,
        section_of,
    )
    from generator.model.records.base import Keys, Part, RefersTo, place_of_reference
    from generator.model.records.claims import RETIRED, UNASSESSED, UNJUDGED, Assessment, Stance
    from generator.model.records.costs import Amount
    from generator.model.records.explainers import ACTOR_OPTIONS, FIGURES, OPTION_WORDS, PLACE_OPTION, Collected, Period
    from generator.model.records.places import Range
    from generator.model.records.publication import Forge, Publication, Quoting
    from generator.model.records.risks import Impact, Likelihood, severity
    from generator.model.records.scenarios import OVERDUE, SIGNPOST_DIRECTIONS, Resolution, Signpost
    from generator.model.records.shared import Change, Evidence, evidence_in
    from generator.model.records.values import ID_LENGTH, ID_PATTERN, NUMBER_PATTERN, HasCome, Many, Text, as_id, is_id
    from generator.model.records.walking import (
        ModelField,
        dates_in,
        field_of,
        fields_of,
        has_parts,
        prose_in,
        references_in,
        texts_in,
        walk,
    )
    from generator.model.records.wording import AS_PRINTED, is_translatable, one_by_one, translated_texts, what_it_takes, wordings
    from generator.model.vocabularies import (
        ACT_TYPES,
        ASSESSMENTS,
        BALLOTS,
        CONFIRMED_CREDIBILITY,
        COST_KINDS,
        CREDIBILITY,
        DIRECTION_WORDS,
        FORM_WORDS,
        HEDGES,
        IMPACT,
        ISSUES,
        LIKELIHOOD,
        NO_BALLOT,
        PLACE_KINDS,
        PLACE_PRECISION,
        RELIABILITY,
        SCALES,
        SIGNPOST_STATES,
        STANCES,
        UNJUDGED_CREDIBILITY,
        UNMARKED_STATES,
        Scale,
        Term,
        names_of,
    )
    from generator.model.vocabularies.filing import filing_letter, filing_order, is_of_script, uncounted
    from generator.model.vocabularies.quoting import (
        Clauses,
        clauses,
        measures,
        negates,
        negation_words,
        numerals,
        scale_words,
        scale_words_alone,
        script_of,
        without_points,
    )
else:
    __getattr__ = lazy_exports(__name__)
