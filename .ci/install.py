"""Puts this checkout on the path of the environment that runs this file, with its command 'onrecord'."""

from __future__ import annotations

import compileall
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

packages = Path(sysconfig.get_path("purelib"))
(packages / "onrecord.pth").write_text(f"{PROJECT}\n", encoding="utf-8")

scripts = Path(sysconfig.get_path("scripts"))
command = scripts / "onrecord"
command.write_text(f"#!{sys.executable}\nfrom generator.cli import main\n\nmain()\n", encoding="utf-8")
command.chmod(0o755)

compileall.compile_dir(PROJECT / "generator", quiet=2)
