"""Commands and tools for editors. Each command plans its changes, checks their result, and writes all of them or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.editing.adding.document import Document
    from generator.editing.adding.fetching import fetch_page
    from generator.editing.adding.source import LARGEST_DOCUMENT, add_source, need_readers, read_document
    from generator.editing.admin.config import editor_files
    from generator.editing.admin.package import EDITOR_PACKAGE, FETCH_EDITOR, store_editor, stored_editor
    from generator.editing.changes import Edit, FileChange, Refused, as_read, changes_to, write_all
    from generator.editing.drafting.draft import draft_proposals, has_rules, plan_proposals
    from generator.editing.drafting.proposals import ProposalFile, accept_proposal, drop_proposal, proposal_mistakes, read_proposals
    from generator.editing.explaining import all_rules, explain_rule
    from generator.editing.fields import Given, Keys
    from generator.editing.finding import assignments, find_records, listed_records, record_named, section_named, shown_record
    from generator.editing.fixing import fixes
    from generator.editing.formatting import files_to_format, format_files
    from generator.editing.issue_forms import from_issue, issue_form_files
    from generator.editing.live.server import serve_language
    from generator.editing.live.unsaved_content import key_of, mistakes_alone
    from generator.editing.records import chosen_id, known_already, needed, new_record, retire_record, set_fields, value_of
    from generator.editing.renaming import rename_record
    from generator.editing.schema import changes_for_editors, files_for_editors, globs, modelines
    from generator.editing.starting import installed_from, start_publication
    from generator.editing.trying import Workplace
else:
    __getattr__ = lazy_exports(__name__)
