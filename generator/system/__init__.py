"""Files, processes and locks: what is ours to replace, what is kept by its hash, what runs aside. Knows nothing of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from generator.system.bundled import MANUAL, SETTINGS, STARTER, TEMPLATES
    from generator.system.cache import Cache
    from generator.system.errors import BuildFailedError, describe
    from generator.system.files import PART, about_path, files_below, folders_in, holds, in_folder, put, remove_files, share, write_whole
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
