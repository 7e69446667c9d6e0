"""Files of content to a corpus: what is read and what is refused, the rules, and mistakes as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.content.diagnostics import (
        ANSWER_POINTS,
        BAD_DATE,
        BAD_FILE,
        BAD_ID,
        BAD_LINK,
        BAD_LOCK,
        BAD_PERIOD,
        BAD_TRANSLATION,
        BAD_VALUE,
        CIRCLE,
        DUPLICATE_ID,
        DUPLICATE_SIGNPOST,
        EARLY_DENIAL,
        EARLY_RESOLUTION,
        EMPTY_VALUE,
        HEADLINE,
        IDLE_TRANSLATION,
        LIST_AS_TEXT,
        LONE_CONFIRMATION,
        MAYBE_YEARS,
        MISSING_FIELD,
        NO_EVIDENCE,
        NO_EXPLAINER,
        NO_REASON,
        NO_VOICE,
        OPINION_ONLY,
        OUT_OF_ORDER,
        OVERDUE_SIGNPOST,
        PASSAGE_NOT_FOUND,
        QUOTE_AMBIGUOUS,
        QUOTE_BUDGET,
        QUOTE_CHANGED,
        QUOTE_MISLEADS,
        QUOTE_NOT_FOUND,
        REASSEMBLED_TEXT,
        REPEATED_VALUE,
        RULES,
        SELF_ACT,
        STALE_LOCK,
        UNEVEN_GRADES,
        UNGRADED_ACT,
        UNKNOWN_CHART,
        UNKNOWN_FIELD,
        UNKNOWN_ISSUE,
        UNKNOWN_REFERENCE,
        UNKNOWN_VOTER,
        UNREACHABLE,
        UNSAID_LIKELIHOOD,
        VOTE_BALLOTS,
        VOTE_SIDES,
        WRONG_KIND,
        WRONG_ORDER,
        YAML_FEATURE,
        YET_TO_COME,
        Diagnostic,
        Severity,
        as_list,
        did_you_mean,
        fold_unreachable,
        in_order,
        nearest,
        several_in,
    )
    from generator.content.invisible_characters import name_invisible
    from generator.content.load import (
        LOCK_FILE,
        NOT_RECORDS,
        PUBLICATION_FILE,
        Loaded,
        load_content,
        read_publication_alone,
        read_record_alone,
    )
    from generator.content.reading import Reading, files_of, is_plain, read_text
    from generator.content.repository import Hosted, edit_address, forge_of, hosted, in_repository, issue_form
    from generator.content.translation_files import is_translation
    from generator.content.validation_messages import empty_values, explain_invalid
else:
    __getattr__ = lazy_exports(__name__)
