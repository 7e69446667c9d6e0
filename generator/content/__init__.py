"""Reads content files into a corpus: file handling, the rules, and mistakes as diagnostics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.content.diagnostics import (
        RULES,
        Diagnostic,
        Rule,
        Severity,
        as_list,
        did_you_mean,
        fold_unreachable,
        in_order,
        nearest,
        several_in,
    )
    from generator.content.load import (
        LOCK_FILE,
        NOT_RECORDS,
        PUBLICATION_FILE,
        Loaded,
        load_content,
        read_publication_alone,
        read_record_alone,
        validated,
    )
    from generator.content.reading import Reading, is_regular_file, is_translation, read_text
    from generator.content.repository import Hosted, edit_address, forge_of, hosted, in_repository, issue_form
    from generator.content.validation_messages import explain_invalid, name_invisible
else:
    __getattr__ = lazy_exports(__name__)
