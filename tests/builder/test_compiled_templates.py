from __future__ import annotations

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from jinja2 import DictLoader, Environment

from generator.builder.compiled_templates import CompiledTemplates
from generator.system.cache import Cache
from tests.sites import environment_of
from tests.system.test_cache import change

if TYPE_CHECKING:
    from pathlib import Path


class _CompilerCalledError(Exception):
    pass


class _NeverCompiles(Environment):
    def compile(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise _CompilerCalledError


def _rendered(kind: type[Environment], folder: Path, text: str = "{{ name }}", depends_on: str = "en") -> str:
    environment = kind(loader=DictLoader({"a.html": text}), autoescape=True, bytecode_cache=CompiledTemplates(Cache(folder, depends_on)))
    return environment.get_template("a.html").render(name="<&>")


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    assert _rendered(Environment, tmp_path) == "&lt;&amp;&gt;"
    assert _rendered(_NeverCompiles, tmp_path) == "&lt;&amp;&gt;"


def test_threads_that_need_the_same_template_do_not_all_compile_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text("{{ name }}")
    environment = environment_of(tmp_path)
    environment.bytecode_cache = CompiledTemplates(Cache(tmp_path))
    compiled: list[str | None] = []

    def compile_slowly(source: str, name: str | None = None, *rest: object) -> object:
        compiled.append(name)
        time.sleep(0.1)
        return Environment.compile(environment, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(environment, "compile", compile_slowly)
    with ThreadPoolExecutor(5) as threads:
        texts = threads.map(lambda number: environment.get_template("a.html").render(name=number), range(5))
        assert list(texts) == ["0", "1", "2", "3", "4"]
    assert compiled == ["a.html"]


@pytest.mark.parametrize(("text", "depends_on"), [("{{ name }}!", "en"), ("{{ name }}", "ar")])
def test_another_text_or_locale_is_compiled(tmp_path: Path, text: str, depends_on: str) -> None:
    _rendered(Environment, tmp_path)
    with pytest.raises(_CompilerCalledError):
        _rendered(_NeverCompiles, tmp_path, text, depends_on)


def test_what_is_kept_and_was_altered_is_compiled_anew(tmp_path: Path) -> None:
    _rendered(Environment, tmp_path)
    change(tmp_path, "UPDATE entries SET data = CAST(data || 'x' AS BLOB)")
    with pytest.raises(_CompilerCalledError):
        _rendered(_NeverCompiles, tmp_path)
    assert _rendered(Environment, tmp_path) == "&lt;&amp;&gt;"
    assert _rendered(_NeverCompiles, tmp_path) == "&lt;&amp;&gt;"


def test_what_another_python_compiled_is_left(tmp_path: Path) -> None:
    _rendered(Environment, tmp_path)
    with closing(sqlite3.connect(tmp_path / "entries.sqlite")) as database:
        ((name,),) = database.execute("SELECT name FROM entries")
    Cache(tmp_path).write(name, b"another Python's code")
    with pytest.raises(_CompilerCalledError):
        _rendered(_NeverCompiles, tmp_path)
