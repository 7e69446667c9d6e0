"""Puts this checkout on the path of the environment that runs this file, with its command 'onrecord'.

Neither depends on what the folder is called: the line of the .pth file is a relative path, which every locale reads alike, and the
command is a script of the shell, since the first line of a script holds no space and, on Linux, no more than 255 bytes.
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
    """Write a file anew, so that whatever shares the old one is left as it is."""
    path.unlink(missing_ok=True)
    path.write_bytes(os.fsencode(text))


packages = Path(sysconfig.get_path("purelib"))
write(packages / "onrecord.pth", f"{os.path.relpath(PROJECT, packages)}\n")

command = Path(sysconfig.get_path("scripts")) / "onrecord"
write(command, f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m generator "$@"\n')
command.chmod(0o755)

compileall.compile_dir(PROJECT / "generator", quiet=2)
