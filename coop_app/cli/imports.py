"""Bring a treasurer's Excel book in from the command line, and take it out again."""

import sys
from pathlib import Path
from typing import Any

import click

from coop_app.cli.output import application, complain, emit


@click.group("import")
def import_() -> None:
    """Bring in books kept elsewhere."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--place", required=True, metavar="ACCOUNT", help="Account code, role or name of the place."
)
@click.option("--dry-run", is_flag=True, help="Read and propose only; record nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def cashbook(file: Path, place: str, dry_run: bool, as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """A treasurer's Excel cash or bank book."""
    from coop_app.cashbook import service
    from coop_app.cashbook.service import Upload

    with application(any_database=dry_run) as app:
        desk = _desk(required=not dry_run)
        place_id = _place(desk, place) if desk else None
        upload = Upload(file.name, file.read_bytes())
        reading = service.read(desk=desk, upload=upload, progress=_told)
        batch = None
        if desk is not None and place_id is not None and not dry_run:
            batch = _post(app, desk, place_id, (upload, reading))
        _say(reading, batch, as_json=as_json)


def _post(app: Any, desk: Any, place_id: int, read: tuple[Any, Any]) -> int:
    """Draft and post in one transaction, so that a refusal leaves nothing."""
    from coop_app.cashbook import service
    from coop_app.db import transaction

    upload, reading = read
    with transaction():
        batch: int = service.draft(
            desk=desk, place_id=place_id, upload=upload, reading=reading,
            folder=app.extensions["settings"].files,
        )  # fmt: skip
        service.post_batch(
            desk=desk, batch_id=batch,
            heard=lambda done, total: _told("post", done, total),
        )  # fmt: skip
    return batch


@import_.command()
@click.argument("batch", type=int)
@click.option("--why", default="Impor dibatalkan", help="Reason, kept with every reversal.")
def undo(batch: int, why: str) -> None:
    """Reverse everything that the batch posted."""
    from coop_app.cashbook import service
    from coop_app.db import transaction

    with application():
        desk = _desk(required=True)
        with transaction():
            count = service.undo_batch(desk=desk, batch_id=batch, why=why, on=desk.today)
    emit({"batch": batch, "reversed": count})


def _desk(*, required: bool) -> Any:
    """The only cooperative's book; None where there is none and none is needed."""
    from sqlalchemy.exc import SQLAlchemyError

    from coop_app import clock, ledger
    from coop_app.auth import queries
    from coop_app.auth.rules.desk import Desk

    try:
        cooperative = queries.only_cooperative()
    except SQLAlchemyError:
        cooperative = None
    if cooperative is None:
        if required:
            complain("no_cooperative", "Belum ada koperasi, atau ada lebih dari satu.", "place")
        return None
    return Desk(cooperative.id, ledger.main_book(cooperative.id), 0, clock.today())


def _place(desk: Any, text: str) -> int:
    """The cash place with this code, role or name."""
    from coop_app import ledger

    wanted = text.strip().casefold()
    found = [
        account.id
        for account in ledger.cash_places(book_id=desk.book_id)
        if wanted in {account.code.casefold(), account.role or "", account.name.casefold()}
    ]
    if not found:
        message = f"Tidak ada kas atau bank “{text}”. Pakai kode akun, misalnya 1-1100."
        complain("unknown_place", message, "place")
    return found[0]


def _told(stage: str, done: int, total: int) -> None:
    """Progress on the terminal, never in the JSON."""
    if sys.stderr.isatty():
        click.echo(f"\r{stage} {done}/{total}", nl=done >= total, err=True)


def _say(reading: Any, batch: int | None, *, as_json: bool) -> None:
    from coop_app.cashbook.excel import as_json as answer_of
    from coop_app.web.installed.languages import indonesian

    answer: dict[str, Any] = answer_of(
        reading.workbook, reading.proposals, indonesian().gettext, batch
    )
    if as_json:
        emit(answer)
        return
    for sheet in answer["sheets"]:
        click.echo(
            f"{sheet['name']}: {sheet['rows']} transaksi, {sheet['opening']} → {sheet['closing']}"
        )
        for problem in sheet["problems"]:
            click.echo(f"  baris {problem['row']}: {problem['message']}")
    click.echo(f"{len(answer['proposals'])} usulan" + (f", impor nomor {batch}" if batch else ""))
