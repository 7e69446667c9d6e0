"""The commands that take sources up: 'add' puts a document on record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from generator.options import asks, shared, tell, telling, text_folders, workplace, write
from generator.terminal import print_line

if TYPE_CHECKING:
    from datetime import date

    from generator.editing.adding.document import Document


@click.command()
@shared
@click.argument("file", metavar="FILE|ADDRESS")
@click.argument("values", metavar="[FIELD=VALUE]...", nargs=-1)
@click.option("--id", "record_id", metavar="ID", help="The id of the source, if not that which its title gives.")
@click.option("--fetch", "fetches", is_flag=True, help="Fetch an address; nothing is asked of the network without it.")
@telling(writes=True)
def add(project: Path, today: date, file: str, values: tuple[str, ...], record_id: str | None, *, fetches: bool) -> None:
    """Put a document on record: a saved page, a PDF or a text becomes a source, its words the text that proves quotations.

    What the document says of itself is taken over and shown with where it stood; nothing is guessed. What it does not say stays open
    in the record, and a check names it. On a terminal that is asked for. The text goes to private/sources, which git ignores.
    """
    from generator.editing.adding.source import add as plan
    from generator.editing.adding.source import need_readers
    from generator.editing.assignments import assignments
    from generator.editing.new import needed, value_of
    from generator.evidence.texts import read_texts
    from generator.load import load_content
    from generator.records import Source

    need_readers()
    given = assignments(values)
    document = _document(file, today, fetches=fetches)
    if "://" in file and all(keys != ("retrieved",) for keys, _ in given):
        given.append((("retrieved",), today.isoformat()))
    if asks():
        read = [((name,), None) for name in document.values]
        for field in needed(Source, [*given, *read]):
            told = f" ({field.takes})" if field.takes else ""
            if answer := click.prompt(f"{field.name}{told}", default="", show_default=False).strip():
                given.append(((field.name,), value_of(field, answer)))
    texts = read_texts(load_content(project / "content").corpus, text_folders(project, None)).held
    added = plan(workplace(project, today), document, texts, given, record_id)
    write(project, added.changes)
    _show(document, {str(keys[0]) for keys, _ in given}, is_known=added.is_known)
    tell(added.found, added.changes, project)


def _document(file: str, today: date, *, fetches: bool) -> Document:
    from generator.editing.adding.fetching import fetch
    from generator.editing.adding.source import LARGEST, read_document
    from generator.editing.changes import Refused

    if "://" in file:
        if not fetches:
            raise Refused("an address is fetched only with --fetch", "say --fetch, or save the page in a browser and give its file")
        sent = fetch(file)
        return read_document(sent.data, today, sent.address, sent.charset)
    path = Path(file)
    if not path.is_file():
        raise Refused(f"there is no file '{file}'", "give a saved page, a PDF or a text")
    if path.stat().st_size > LARGEST:
        raise Refused(f"the file has {path.stat().st_size:,} bytes; at most {LARGEST:,} are read", "keep the article alone")
    return read_document(path.read_bytes(), today)


def _show(document: Document, given: set[str], *, is_known: bool) -> None:
    """Say what was read, and where; what is open; and what should be known about the reading."""
    if is_known:
        print_line("the source is on record by its address: its text alone is new")
    else:
        for name, one in document.values.items():
            if name not in given:
                said = ", ".join(one.value) if isinstance(one.value, list) else one.value
                print_line(f"{name}: {said}  ({one.where})")
        for name, why in document.open():
            if name not in given:
                print_line(f"open: {name}: {why}")
    lines = document.text.strip().splitlines()
    print_line(f"text: {len(document.text.split()):,} words in {len(lines):,} lines; compare its end with the document's")
    for note in document.notes:
        print_line(f"note: {note}")


SOURCES: Final = (add,)
"""Every command that takes sources up, in the order of the manual."""
