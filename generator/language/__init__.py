"""Localization of the site: messages, months, numbers, lists, language tags, and text in other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.language.localized import (
        UNKNOWN,
        LanguageRun,
        LocalizedText,
        attributes_and_html,
        changed,
        filled,
        html_of,
        in_language_of,
        is_turned,
        joined,
        language_of,
        noting_untranslated,
        on_one_line,
        runs_of,
    )
    from generator.language.messages import (
        N_,
        SOURCE,
        _,
        cached_per_locale,
        current_locale,
        language_name,
        languages,
        month_name,
        name_of,
        ngettext,
        numeral,
        page_language,
        plural_forms,
        source_message,
        using_locale,
    )
    from generator.language.sentences import and_list, capitalized, clause_list, comma_list, in_a_drawing, isolated, sentence_list
    from generator.language.tags import direction_of, in_one_script, primary_language, standard_tag, tags_like
else:
    __getattr__ = lazy_exports(__name__)
