"""Commands for sources: 'add' records a document, 'draft' proposes records from its text, the others decide on the proposals."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator import editing, model
from generator.command.options import VALUES, WITH_ID, Run, ask_for, asks, command
from generator.command.terminal import print_line
from generator.system import BuildFailedError
from generator.text import counted

if TYPE_CHECKING:
    from datetime import date

KINDS: Final = ("actor", "mention", "quotation", "statement", "date", "money", "cost", "risk", "prediction", "act")
_NO_RULES: Final = "only known actors and words in quotation marks; all other rules are for English"


@command(writes=True)
@click.argument("file", metavar="FILE|URL")
@VALUES
@WITH_ID
@click.option("--fetch", "fetches", is_flag=True, help="Download a URL; without this option, the network is not used.")
def add(run: Run, file: str, values: tuple[str, ...], record_id: str | None, *, fetches: bool) -> None:
    """Add a document as a source: a saved page, a PDF or a text.

    Metadata in the document is copied and shown with its origin; nothing is guessed. Missing fields are prompted for on a terminal,
    or stay open, which a check reports. The text, which proves quotations, is saved to private/sources, which git ignores.
    """
    editing.need_readers()
    assigned = editing.assignments(values)
    document = _document(file, run.today, fetches=fetches)
    if "://" in file and all(keys != ("retrieved",) for keys, _ in assigned):
        assigned.append((("retrieved",), run.today.isoformat()))
    if asks():
        assigned += ask_for(model.Source, [*assigned, *(((name,), None) for name in document.values)])
    changes, diagnostics = editing.add_source(run.workplace, document, run.texts(run.load().corpus).held, assigned, record_id)
    run.write(changes)
    is_known = not any(change.path.is_relative_to(run.folder) for change in changes)
    _show(document, {str(keys[0]) for keys, _ in assigned}, is_known=is_known)
    run.show(diagnostics, changes)


def _document(file: str, today: date, *, fetches: bool) -> editing.Document:
    if "://" in file:
        if not fetches:
            raise editing.Refused("a URL is downloaded only with --fetch", "add --fetch, or save the page in a browser and give its file")
        page = editing.fetch_page(file)
        return editing.read_document(page.data, today, page.address, page.charset)
    path = Path(file)
    if not path.is_file():
        problem = f"'{file}' is a folder" if path.is_dir() else f"there is no file '{file}'"
        raise editing.Refused(problem, "give a saved page, a PDF or a text file")
    with path.open("rb") as opened:
        return editing.read_document(opened.read(editing.LARGEST_DOCUMENT + 1), today)


def _show(document: editing.Document, assigned: set[str], *, is_known: bool) -> None:
    """Print the fields read and where, the open fields, the size of the text, and notes on the reading."""
    if is_known:
        print_line("a source with this URL exists; only its text was added")
    else:
        for name, field in document.values.items():
            if name not in assigned:
                print_line(f"{name}: {_listed(field.value)}  ({field.where})")
        for name, why in document.open():
            if name not in assigned:
                print_line(f"open: {name}: {why}")
    lines = document.text.strip().splitlines()
    print_line(f"text: {len(document.text.split()):,} words in {len(lines):,} lines; compare its end with that of the document")
    for note in document.notes:
        print_line(f"note: {note}")


def _listed(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@command(writes=True)
@click.argument("source")
def draft(run: Run, source: str) -> None:
    """Propose records from the text of a source.

    Find actors, quotations with their speakers, reported statements, dates, sums, acts, and sentences about costs, risks and
    predictions. Only rules and word lists are used: nothing is downloaded or invented, and the same text gives the same
    proposals. They are written to private/proposals, which builds ignore and 'onrecord check' checks.
    """
    corpus = run.load().corpus
    record = editing.record_named(corpus, source if "/" in source or ":" in source else f"sources/{source}")
    if not isinstance(record, model.Source):
        raise editing.Refused(f"'{source}' is not a source", "name a source: proposals are made from its text")
    source_text = run.texts(corpus).held.get(record.id)
    if source_text is None:
        raise editing.Refused(
            f"the text of '{record.id}' is not available", f"save it as private/sources/{record.id}.txt, or use 'onrecord add'"
        )
    drafted = editing.draft_proposals(record, source_text.text, corpus)
    changes, unchanged = editing.plan_proposals(run.project, drafted, record.id)
    editing.write_all(changes)
    for kind, number in Counter(change.path.name.partition("-")[0] for change in changes).items():
        print_line(f"{number}\t{kind}")
    rules = "all, for English" if editing.has_rules(record) else _NO_RULES
    print_line(f"{counted(len(changes), 'new proposal')}, {unchanged} existing; rules: {rules}")
    if changes or unchanged:
        print_line(f"review them with: onrecord review {record.id}")


@command(writes=True)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--to", default="", metavar="SECTION/ID", help="Add the proposals to this record as evidence, instead of creating records.")
@WITH_ID
def accept(run: Run, ids: tuple[str, ...], to: str, record_id: str | None) -> None:
    """Create records from proposals.

    Set further fields as 'accept op-ed/act-p2-s1-0f3a title="..." issue=military'. Required fields without a value stay open, and
    are reported. Either all records are created, or none.
    """
    proposals = editing.read_proposals(run.project)
    chosen = [proposals.named(argument) for argument in ids if "=" not in argument]
    if not chosen:
        raise editing.Refused("no proposal is given", "'onrecord review --list' lists them")
    _accept(run, chosen, editing.assignments(argument for argument in ids if "=" in argument), to, record_id)


def _accept(
    run: Run, chosen: list[editing.ProposalFile], assigned: list[tuple[editing.Keys, Any]], to: str = "", record_id: str | None = None
) -> None:
    texts = run.texts(run.load().corpus).held
    run.write(*editing.accept_proposal(run.workplace, chosen, texts, assigned, to=to, record_id=record_id))


@command(writes=True)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
def drop(run: Run, ids: tuple[str, ...]) -> None:
    """Drop proposals, so that they are not proposed again."""
    proposals = editing.read_proposals(run.project)
    run.write(editing.drop_proposal([proposals.named(proposal_id) for proposal_id in ids]))


@command(writes=True)
@click.argument("source", default="")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Kind of proposals to review; by default, all. Repeatable.")
@click.option("--list", "lists", is_flag=True, help="Only list the proposals, one per line.")
def review(run: Run, source: str, kinds: tuple[str, ...], *, lists: bool) -> None:
    """Review proposals on the terminal: accept, edit or drop each.

    Review those of SOURCE, or all. Each decision is saved at once: stop at any time, and continue later.
    """
    open_ = [file for file in editing.read_proposals(run.project).open(source) if not kinds or file.proposal.kind in kinds]
    if not open_:
        print_line("no open proposals", err=True)
    for number, file in enumerate(open_, 1):
        if lists:
            print_line(f"{file.id}\t{file.proposal.quote}")
        elif not _decide(run, file, f"{number} of {len(open_)}"):
            return


def _decide(run: Run, shown: editing.ProposalFile, place: str) -> bool:
    """Ask about a proposal until the user decides; return whether to go on."""
    while True:
        try:
            file = editing.read_proposals(run.project).named(shown.id)
            _show_proposal(file, place)
            choice = click.prompt("[a]ccept, [e]dit, [d]rop, [p]ostpone, [q]uit", type=click.Choice("aedpq"), show_choices=False).lower()
            if choice == "e":
                click.edit(filename=str(file.path))
                continue
            if choice == "a":
                _accept(run, [file], _ask_for_fields(run, file))
            elif choice == "d":
                run.write(editing.drop_proposal([file]))
        except BuildFailedError as refusal:
            print_line(f"{refusal}\nnothing was changed", err=True)
            if not click.confirm("edit the file?", default=True):
                return True
            click.edit(filename=str(shown.path))
        else:
            return choice != "q"


def _show_proposal(file: editing.ProposalFile, place: str) -> None:
    proposal = file.proposal
    print_line(f"\n{file.id}  ({place})\n{proposal.kind} -> {proposal.section}: {proposal.why}")
    print_line(f"  {proposal.passage}: {proposal.prefix or ''} [[{proposal.quote}]] {proposal.suffix or ''}")
    for name, value in (("speaker", proposal.speaker), ("record", proposal.record), *proposal.fields.items()):
        if value:
            print_line(f"  {name}: {_listed(value)}")


def _ask_for_fields(run: Run, file: editing.ProposalFile) -> list[tuple[editing.Keys, Any]]:
    """Ask for the required fields that the proposal lacks; one left empty stays open."""
    if file.proposal.kind == "mention":
        return []
    issues = run.load().corpus.publication.issues
    return ask_for(file.kind, [((name,), value) for name, value in file.proposal.fields.items()], issues)


SOURCES: Final = (add, draft, review, accept, drop)
