"""A project edited at random and built with all that was kept, against the same project built in a fresh folder.

'python -m tests.random_edits NUMBER [FIRST]' does so a number of times, each from another seed.
"""

from __future__ import annotations

import re
import shutil
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import pytest

from generator.builder.background import Background
from generator.builder.pictures import Pictures
from generator.builder.project import Project, prove_site, proven_site, write_markdown, write_site
from generator.builder.search_index import SearchIndexes
from generator.figures.drawing.drawer import Drawer
from generator.system.stopwatch import Stopwatch
from generator.verify.checking import check_content
from tests.conftest import TODAY
from tests.sites import FAKE_PICTURES, SMALL, fake_draw, make_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.system.cache import Cache

ADDRESSES: Final = (None, "https://isel.example/record/", "https://other.example/")
_ID: Final = re.compile(r"[a-z0-9-]+\Z")


def build(project: Project) -> dict[str, bytes]:
    """Build a project, with what is kept of builds before; return every file of its site. Nothing is built that is proved."""
    place = project.built / "site"
    before = _files(place)
    is_proved = proven_site(project, place, "") is not None
    cache = project.cache()
    with project.background(cache) as background:
        markdown = write_markdown(project, Stopwatch(), cache, lambda _: None, background)
        assert markdown.written is not None
        write_site(project, markdown, place, cache, background)
    after = _files(place)
    assert not is_proved or before == after
    prove_site(project, place, "", markdown, "", "")
    assert proven_site(project, place, "") is not None
    return after


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@contextmanager
def without_drawing() -> Iterator[None]:
    """Let nothing be drawn, which takes processes of their own; what stands for it depends on what would be drawn."""

    @contextmanager
    def background(project: Project, cache: Cache) -> Iterator[Background]:
        fonts = project.templates / "cards"
        with (
            Pictures(cache, fonts=fonts, command=FAKE_PICTURES, workers=1) as pictures,
            SearchIndexes(project.built / "search") as indexes,
        ):
            yield Background(pictures, indexes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Drawer, "warm_up", lambda _: None)
        patch.setattr(Drawer, "draw", lambda _, spec: fake_draw(spec))
        patch.setattr(Project, "background", background)
        yield


class Editor:
    """Somebody who edits a project at random, and takes back what is refused."""

    def __init__(self, root: Path, random: Random) -> None:
        """Begin with a project."""
        self.root = root
        self._random = random
        self.day = TODAY
        self.address = self._random.choice(ADDRESSES)
        self.done: list[str] = []

    def edit(self) -> None:
        """Change something, in a way that the check lets pass."""
        kinds = (self.reword, self.reword, self.add, self.remove, self.rename, self.theme, self.style, self.settings, self.wait, self.spoil)
        for _ in range(20):
            work = self._random.choice(kinds)
            kept = self.root.with_name("kept")
            shutil.rmtree(kept, ignore_errors=True)
            shutil.copytree(self.root / "content", kept)
            what = work()
            if what and not check_content(self.root / "content", today=self.day, latest=date.max).has_errors:
                self.done.append(what)
                return
            shutil.rmtree(self.root / "content")
            shutil.copytree(kept, self.root / "content")

    def project(self, root: Path) -> Project:
        """Return the project as it is now, in its folder or in another."""
        return Project(root, self.day, self.address, date.max)

    def _record(self) -> Path:
        return self._random.choice(sorted((self.root / "content").glob("*/*")))

    def reword(self) -> str:
        """Put a word into a text."""
        path = self._random.choice([self._record(), self.root / "content" / "publication.yml"])
        text = path.read_text(encoding="utf-8")
        places = [
            found.end()
            for found in re.finditer(r"(?m)^(?:title|statement|name|summary|tagline|note|because|deck): \w+|^[A-Z]\w+ \w+", text)
        ]
        if not places:
            return ""
        at = self._random.choice(places)
        path.write_text(f"{text[:at]} {self._random.choice(('once', 'نهر', 'Ünder', '<b>', '5%'))}{text[at:]}", encoding="utf-8")
        return f"reword {path.name}"

    def add(self) -> str:
        """Add a record like another."""
        path = self._record()
        copy = path.with_name(f"copy-{self._random.randrange(100)}-of-{path.name}")
        shutil.copy(path, copy)
        return f"add {copy.name}"

    def remove(self) -> str:
        """Remove a record."""
        path = self._record()
        path.unlink()
        return f"remove {path.name}"

    def rename(self) -> str:
        """Give a record another id, also where others refer to it."""
        path = self._record()
        other = f"{path.stem}-{self._random.randrange(100)}"
        path.rename(path.with_stem(other))
        for one in (self.root / "content").rglob("*.*"):
            text = one.read_text(encoding="utf-8")
            one.write_text(re.sub(rf"(?<![\w-]){re.escape(path.stem)}(?![\w-])", other, text), encoding="utf-8")
        return f"rename {path.name}"

    def theme(self) -> str:
        """Change a template."""
        folder = self.root / "site_templates"
        path = self._random.choice([*sorted((folder / "pages").glob("*.j2")), *sorted((folder / "theme").rglob("*.html"))])
        path.write_text(path.read_text(encoding="utf-8") + f"<!-- {self._random.random()} -->\n", encoding="utf-8")
        return f"change {path.name}"

    def style(self) -> str:
        """Change a style sheet or a script."""
        folder = self.root / "site_templates" / "assets"
        path = self._random.choice([*sorted(folder.rglob("*.css")), *sorted(folder.glob("*.js"))])
        path.write_text(path.read_text(encoding="utf-8") + f"\n/* one */ {{}} /* {self._random.random()} */\n", encoding="utf-8")
        return f"change {path.name}"

    def settings(self) -> str:
        """Change what MkDocs is told, or the URL of the site."""
        if self._random.random() < 0.5:
            self.address = self._random.choice(ADDRESSES)
            return f"address {self.address}"
        path = self.root / "mkdocs.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"- Home: |- Front\d*: ", f"- Front{self._random.randrange(9)}: ", text), encoding="utf-8")
        return "change mkdocs.yml"

    def wait(self) -> str:
        """Let days pass."""
        self.day += timedelta(days=self._random.choice((1, 1, 40)))
        return f"wait until {self.day}"

    def spoil(self) -> str:
        """Alter or remove something that is kept of builds before, or that they made."""
        there = [path for path in sorted((self.root / "build").rglob("*")) if path.is_file() and path.name != ".onrecord"]
        if not there:
            return ""
        path = self._random.choice(there)
        if self._random.random() < 0.5:
            path.unlink()
        else:
            data = path.read_bytes()
            path.write_bytes(data[: len(data) // 2] + self._random.choice((b"", b"\0other", b"<p>other</p>")))
        return f"spoil {path.relative_to(self.root)}"


def differing(root: Path, seed: int, edits: int = 3) -> list[str]:
    """Edit and build a project again and again; return the files in which it differs at last from one built in a fresh folder.

    Args:
        root: A folder of a project, or one that is not there yet.
        seed: Of what is random.
        edits: How many edits there are, with a build after each.
    """
    editor = Editor(root if root.exists() else make_project(root, SMALL), Random(seed))  # noqa: S311 - no secret
    fresh = root.with_name("fresh")
    with without_drawing():
        for _ in range(edits):
            editor.edit()
            site = build(editor.project(root))
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(root, fresh, ignore=shutil.ignore_patterns("build"))
        clean = build(editor.project(fresh))
    return [f"{name} after {editor.done}" for name in sorted(site.keys() | clean.keys()) if site.get(name) != clean.get(name)]


def main(number: int, first: int = 0) -> int:
    """Try a number of seeds; each project is edited a few times, then another is begun."""
    for seed in range(first, first + number):
        with TemporaryDirectory() as folder:
            found = differing(Path(folder) / "project", seed)
        sys.stdout.write(f"{seed}: {found or 'the same'}\n")
        sys.stdout.flush()
        if found:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
