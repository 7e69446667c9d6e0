"""Files, processes and locks: ownership of output folders, the build cache, worker processes. Knows nothing of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.system.bundled import MANUAL, SETTINGS, STARTER, TEMPLATES
    from generator.system.cache import Cache
    from generator.system.errors import BuildFailedError, describe
    from generator.system.files import (
        PART,
        files_below,
        folders_in,
        hard_link,
        has_content,
        in_folder,
        naming_path_in_errors,
        remove_files,
        write_if_changed,
        write_whole,
    )
    from generator.system.locking import locked
    from generator.system.ownership import (
        INDEX,
        MARK,
        MARKDOWN,
        NOTE,
        SITE,
        NotOursError,
        files_in,
        mark,
        marked,
        our_settings,
        output_folder,
        refuse_links,
        remove,
        require_ours,
    )
    from generator.system.stopwatch import Stopwatch, Written
    from generator.system.swapping import beside, replacing, restore
    from generator.system.time_limits import TimeLimit, limited
    from generator.system.workers import WorkerFailedError, Workers, answer_questions, python_module
else:
    __getattr__ = lazy_exports(__name__)
