"""The manual's way from an article to a published claim leads there, command by command."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from click.testing import CliRunner

from generator.command import cli
from generator.system.bundled import MANUAL
from tests.conftest import MINIMAL

if TYPE_CHECKING:
    from tests.conftest import WriteContent


def test_the_tutorial_ends_with_a_claim_that_nothing_is_wrong_with(content: WriteContent) -> None:
    folder = content(MINIMAL)
    project = ["--project", str(folder.parent), "--today=2026-06-01"]
    section = MANUAL.read_text(encoding="utf-8").partition("### From a news article")[2].partition("\n## ")[0]
    commands = [shlex.split(" ".join(found.split()))[1:] for found in re.findall(r"`(onrecord (?:new|set)[^`]*)`", section)]
    assert [command[0] for command in commands] == ["new", "new", "new", "set"]
    for command in commands:
        result = CliRunner().invoke(cli.cli, [command[0], *project, *command[1:]])
        assert result.exit_code == 0, result.output
    texts = folder.parent / "private" / "sources"
    texts.mkdir(parents=True)
    (texts / "minister-denies-the-report.txt").write_text(
        "Asked, he said: Such reports are patently false.\n" + "The ferry left at noon.\n" * 40, encoding="utf-8"
    )
    explainer = folder / "explainers" / "ferry.md"
    (link,) = re.findall(r"`(\[[^`]*\]\(claim:[^`]*\))`", section)
    explainer.write_text(f"{explainer.read_text(encoding='utf-8')}\nSee {link}.\n", encoding="utf-8")
    assert CliRunner().invoke(cli.cli, ["verify", *project]).exit_code == 0
    result = CliRunner().invoke(cli.cli, ["check", *project])
    assert result.output == "no errors, no warnings\n8 records checked\n"
