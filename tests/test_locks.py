"""The locks are complete, so that they can be installed without resolving anything: no later release changes an old commit."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT: Final = Path(__file__).parent.parent
LOCKS: Final = ("requirements.txt", "requirements-dev.txt")
_ENTRY: Final = re.compile(r"^([a-z0-9][^\s\\]*==[^\\\n]*)", re.MULTILINE)


def locked(name: str) -> dict[str, Requirement]:
    """Return what a lock installs on this machine, by name."""
    found = (Requirement(entry.strip()) for entry in _ENTRY.findall((ROOT / name).read_text(encoding="utf-8")))
    return {canonicalize_name(one.name): one for one in found if one.marker is None or one.marker.evaluate()}


def unmet(lock: Mapping[str, Requirement], asked: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield each requirement, of a locked package or one of its locked extras, that the lock does not meet."""
    for name, own in lock.items():
        for text in asked.get(name, ()):
            one = Requirement(text)
            if one.marker is not None and not any(one.marker.evaluate({"extra": extra}) for extra in ("", *own.extras)):
                continue
            found = lock.get(canonicalize_name(one.name))
            pinned = next(iter(found.specifier)).version if found is not None else ""
            if found is None or not one.specifier.contains(pinned, prereleases=True) or not _extras(one) <= _extras(found):
                yield f"{name} asks for {one}"


def _extras(one: Requirement) -> set[str]:
    return {canonicalize_name(extra) for extra in one.extras}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_meets_every_requirement_of_what_it_installs(name: str) -> None:
    lock = locked(name)
    assert len(lock) > 30
    assert list(unmet(lock, {package: requires(package) or [] for package in lock})) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_entry_of_a_lock_has_a_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [entry for entry in re.split(r"\n(?=[a-z0-9])", text) if "--hash=sha256:" not in entry] == []


def test_the_site_is_built_with_the_versions_that_are_tested() -> None:
    site, dev = (locked(name) for name in LOCKS)
    assert {name: one.specifier for name, one in site.items()} == {name: dev[name].specifier for name in site}


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        (["pytest-cov==7.1.0", "coverage==7.17.3"], {"pytest-cov": ["coverage[toml]>=7.10.6"]}),
        (["pytest-cov==7.1.0"], {"pytest-cov": ["coverage>=7.10.6"]}),
        (["a==1", "b==1"], {"a": ["b>=2"]}),
        (["a[x]==1", "b==1"], {"a": ["b>=2; extra == 'x'"]}),
    ],
)
def test_a_lock_that_leaves_something_to_be_resolved_is_found(lock: list[str], asked: Mapping[str, list[str]]) -> None:
    assert len(list(unmet({one.name: one for one in map(Requirement, lock)}, asked))) == 1


def test_what_an_extra_that_is_not_locked_asks_for_is_not_asked_for() -> None:
    assert list(unmet({"a": Requirement("a==1")}, {"a": ["b>=2; extra == 'x'", "c; python_version < '3'"]})) == []


def test_what_others_ask_for_by_an_extra_of_two_words_we_ask_for_ourselves() -> None:
    """Before 23.3 pip takes 'html_clean' and 'html-clean' for two extras, and installs nothing for the one that it does not find."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    ours = {canonicalize_name(Requirement(one).name) for one in asked}
    wanted = {
        canonicalize_name(need.name)
        for package in locked("requirements-dev.txt")
        for one in map(Requirement, requires(package) or [])
        if one.marker is None or one.marker.evaluate({"extra": ""})
        for extra in one.extras
        if re.search("[-_.]", extra)
        for need in map(Requirement, requires(one.name) or [])
        if need.marker is not None and need.marker.evaluate({"extra": canonicalize_name(extra)})
    }
    assert wanted
    assert wanted <= ours
