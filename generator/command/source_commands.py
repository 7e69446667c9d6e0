"""The commands that take sources up: 'add' puts a document on record, 'draft' proposes records from its text, the others decide on them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator.command.options import ask_for, asks, shared, tell, telling, text_folders, workplace, write
from generator.command.terminal import print_line
from generator.text import counted

if TYPE_CHECKING:
    from datetime import date

    from generator.editing import Decided, Document, Keys, ProposalFile

KINDS: Final = ("actor", "mention", "quotation", "statement", "date", "money", "cost", "risk", "prediction", "act")
"""The kinds of proposals."""


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
    from generator.content import load_content
    from generator.editing import add_source as plan
    from generator.editing import assignments, need_readers
    from generator.model import Source
    from generator.verify import read_texts

    need_readers()
    given = assignments(values)
    document = _document(file, today, fetches=fetches)
    if "://" in file and all(keys != ("retrieved",) for keys, _ in given):
        given.append((("retrieved",), today.isoformat()))
    if asks():
        read = [((name,), None) for name in document.values]
        given += ask_for(Source, [*given, *read])
    texts = read_texts(load_content(project / "content").corpus, text_folders(project, None)).held
    added = plan(workplace(project, today), document, texts, given, record_id)
    write(project, added.changes)
    _show(document, {str(keys[0]) for keys, _ in given}, is_known=added.is_known)
    tell(added.found, added.changes, project)


def _document(file: str, today: date, *, fetches: bool) -> Document:
    from generator.editing import LARGEST_DOCUMENT, Refused, fetch_page, read_document

    if "://" in file:
        if not fetches:
            raise Refused("an address is fetched only with --fetch", "say --fetch, or save the page in a browser and give its file")
        sent = fetch_page(file)
        return read_document(sent.data, today, sent.address, sent.charset)
    path = Path(file)
    if not path.is_file():
        raise Refused(f"there is no file '{file}'", "give a saved page, a PDF or a text")
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise Refused(f"the file has {path.stat().st_size:,} bytes; at most {LARGEST_DOCUMENT:,} are read", "keep the article alone")
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


@click.command()
@shared
@click.argument("source")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="A kind of proposals that is wanted; all without it.")
@telling(writes=True)
def draft(project: Path, today: date, source: str, kinds: tuple[str, ...]) -> None:
    """Propose records from the text of a source: files in private/proposals, which no build looks at and a check checks.

    Actors, quotations with who speaks them, reported statements, times, sums, acts, and sentences with words of cost, risk and what is
    to come. Found by rules and lists of words alone; nothing is downloaded, and no word is invented. The same text proposes the same.
    """
    from generator.editing import Refused, plan_proposals, record_named, write_all
    from generator.editing import draft_proposals as find
    from generator.model import Source
    from generator.verify import read_texts

    corpus = workplace(project, today).check().corpus
    record = record_named(corpus, source if "/" in source or ":" in source else f"sources/{source}")
    if not isinstance(record, Source):
        raise Refused(f"'{source}' is no source", "name a source: its text is what proposes")
    text = read_texts(corpus, text_folders(project, None)).held.get(record.id)
    if text is None:
        raise Refused(f"no text of '{record.id}' is at hand", f"put it into private/sources/{record.id}.txt: 'onrecord add' does so")
    drafted = find(record, text.text, corpus)
    changes, kept, gone = plan_proposals(project, drafted, record.id, frozenset(kinds))
    write_all(changes)
    for kind, number in Counter(change.path.name.partition("-")[0] for change in changes).items():
        print_line(f"{number}\t{kind}")
    print_line(f"{counted(len(changes), 'new proposal')}, {kept} there already; rules: {drafted.rules}")
    if gone:
        print_line(f"the text no longer proposes {counted(len(gone), 'proposal')}: {', '.join(gone)}")
    if changes or kept:
        print_line(f"'onrecord review {record.id}' goes through them")


@click.command()
@shared
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--to", default="", metavar="SECTION/ID", help="Add them to this record as evidence, instead of making records.")
@click.option("--id", "record_id", metavar="ID", help="The id of the record that is made.")
@telling(writes=True)
def accept(project: Path, today: date, ids: tuple[str, ...], to: str, record_id: str | None) -> None:
    """Make records of proposals, with fields that are given beside their ids: 'accept op-ed/act-p2-s1-0f3a title="..." issue=military'.

    What a record needs and neither the text nor you say stays open, and is said. All of them are made, or none.
    """
    from generator.editing import assignments, read_proposals

    names = [one for one in ids if "=" not in one]
    proposals = read_proposals(project)
    decided = _accept(project, today, [proposals.named(one) for one in names], assignments(one for one in ids if "=" in one), to, record_id)
    write(project, decided.changes)
    tell(decided.found, decided.changes, project)


def _accept(
    project: Path, today: date, chosen: list[ProposalFile], given: list[tuple[Keys, Any]], to: str = "", record_id: str | None = None
) -> Decided:
    from generator.editing import Refused
    from generator.editing import accept_proposal as plan
    from generator.verify import read_texts

    if not chosen:
        raise Refused("no proposal is named", "'onrecord review --list' names all of them")
    place = workplace(project, today)
    return plan(place, chosen, read_texts(place.check().corpus, text_folders(project, None)).held, given, to=to, record_id=record_id)


@click.command()
@shared
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@telling(writes=True)
def drop(project: Path, today: date, ids: tuple[str, ...]) -> None:  # noqa: ARG001 - shared by all commands
    """Drop proposals: they are not proposed again."""
    from generator.editing import drop_proposal as plan
    from generator.editing import read_proposals

    proposals = read_proposals(project)
    write(project, plan([proposals.named(one) for one in ids]))


@click.command()
@shared
@click.argument("source", default="")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="A kind of proposals that is gone through; all without it.")
@click.option("--list", "lists", is_flag=True, help="Name the proposals, a line each, and ask nothing.")
@telling(writes=True)
def review(project: Path, today: date, source: str, kinds: tuple[str, ...], *, lists: bool) -> None:
    """Go through the proposals of a source, or of all, on the terminal: accept, edit, drop or pass over each.

    What was decided is written at once; stop at any time, and go on later where you left off.
    """
    from generator.editing import read_proposals

    open_ = [one for one in read_proposals(project).open(source) if not kinds or one.proposal.kind in kinds]
    if lists or not open_:
        for one in open_:
            print_line(f"{one.id}\t{one.proposal.quote}")
        if not open_:
            print_line("no proposal is open", err=True)
        return
    for number, one in enumerate(open_, 1):
        if not _decide(project, today, one.id, f"{number} of {len(open_)}"):
            return


def _decide(project: Path, today: date, name: str, place: str) -> bool:
    """Show a proposal until somebody decides; return whether to go on."""
    from generator.editing import drop_proposal as plan
    from generator.editing import read_proposals
    from generator.system import BuildFailedError

    while True:
        try:
            one = read_proposals(project).named(name)
            _show_proposal(one, place)
            choice = click.prompt("[a]ccept, [e]dit, [d]rop, [p]ass over, [q]uit", type=click.Choice("aedpq"), show_choices=False).lower()
            if choice == "e":
                _edit(one)
                continue
            if choice == "a":
                given = _asked(one)
                decided = _accept(project, today, [one], given)
                write(project, decided.changes)
                tell(decided.found, decided.changes, project)
            elif choice == "d":
                write(project, plan([one]))
        except BuildFailedError as refusal:
            print_line(f"{refusal}\nnothing was changed", err=True)
            if not click.confirm("edit the file?", default=True):
                return True
            click.edit(filename=str(project.joinpath("private", "proposals", *name.split("/"))) + ".yml")
            continue
        else:
            return choice != "q"


def _show_proposal(one: ProposalFile, place: str) -> None:
    proposal = one.proposal
    print_line(f"\n{one.id}  ({place})\n{proposal.kind} -> {proposal.section}: {proposal.why}")
    print_line(f"  {proposal.passage}: {proposal.prefix or ''} [[{proposal.quote}]] {proposal.suffix or ''}")
    for name, value in (("speaker", proposal.speaker), ("record", proposal.record), *proposal.fields.items()):
        if value:
            print_line(f"  {name}: {', '.join(map(str, value)) if isinstance(value, list) else value}")


def _edit(one: ProposalFile) -> None:
    """Open the file of a proposal in the editor of the terminal."""
    click.edit(filename=str(one.path))


def _asked(one: ProposalFile) -> list[tuple[Keys, Any]]:
    """Ask for the fields that the record needs and the proposal does not have; one that is left empty stays open."""
    if one.proposal.kind == "mention":
        return []
    return ask_for(one.kind, [((name,), value) for name, value in one.proposal.fields.items()])


SOURCES: Final = (add, draft, review, accept, drop)
"""Every command that takes sources up, in the order of the manual."""
