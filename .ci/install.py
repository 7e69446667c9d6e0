"""Installs this checkout, and its command 'onrecord', into the environment that runs this file.

Both work in a folder of any name: the .pth file contains a relative path, which is read alike in every locale, and the command is a
shell script, since a first line that named Python could contain no space and, on Linux, no more than 255 bytes.
"""

from __future__ import annotations

import compileall
import os
import shlex
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def write(path: Path, text: str) -> None:
    """Replace a file, so that hard links to the old one are unchanged."""
    path.unlink(missing_ok=True)
    path.write_bytes(os.fsencode(text))


packages = Path(sysconfig.get_path("purelib"))
write(packages / "onrecord.pth", f"{os.path.relpath(PROJECT, packages)}\n")

command = Path(sysconfig.get_path("scripts")) / "onrecord"
write(command, f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m generator "$@"\n')
command.chmod(0o755)

compileall.compile_dir(PROJECT / "generator", quiet=2)
