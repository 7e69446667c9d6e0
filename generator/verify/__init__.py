"""Verifies a corpus: proofs of quotations in the texts of their sources, and the rules over the whole corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.verify.checking import ALONE, CHECKS, OF_ALL, Checked, check_content, run_checks, without_repeats
    from generator.verify.checks.proofs import over_budget
    from generator.verify.evidence.annotations import annotations_text
    from generator.verify.evidence.coverage import coverage, coverage_as_json, coverage_as_text
    from generator.verify.evidence.fragments import fragment_link
    from generator.verify.evidence.lock import Lock, lock_text, read_lock
    from generator.verify.evidence.proving import lock_of, spans_of, verify_quotations
    from generator.verify.evidence.quotes import Ambiguous, Proved, prove_quotation
    from generator.verify.evidence.texts import MOST_TEXT_BYTES, PRIVATE_TEXTS, TEXT_ENDING, Texts, prepare_text, read_texts
    from generator.verify.evidence.uses import (
        LOCATED,
        NAMED,
        TRANSCRIBED,
        VERIFIED,
        WHOLE,
        Proof,
        Use,
        digest,
        proof_by_key,
        proof_of,
        uses_in,
    )
else:
    __getattr__ = lazy_exports(__name__)
