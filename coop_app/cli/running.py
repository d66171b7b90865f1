"""Create, migrate, serve and audit an installation."""

import logging
import sys

import click

from coop_app.cli.output import application, complain, emit

_THREADS = 8


@click.command()
def init() -> None:
    """Create the database at COOP_DATABASE_URL, or in your data folder."""
    _migrate()


@click.command()
def upgrade() -> None:
    """Migrate the database to this program's schema."""
    _migrate()


def _migrate() -> None:
    from coop_app import schema
    from coop_app.db import engine

    with application(any_database=True):
        schema.upgrade()
        place = engine().url.render_as_string(hide_password=True)
        click.echo(f"{place}: {schema.newest()}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(host: str, port: int) -> None:
    """Serve the pages; prints the address when ready."""
    serve_forever(host, port)


def serve_forever(host: str, port: int) -> None:
    """Serve until the process is ended. Refuses a database of another schema (`schema_outdated`)."""
    import waitress

    from coop_app import schema
    from coop_app.app import create_app

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    app = create_app()
    with app.app_context():
        at, newest = schema.current(), schema.newest()
    if at is None:
        with app.app_context():
            schema.upgrade()
    elif at != newest:
        complain("schema_outdated", "Basis data ini dari versi lain. Jalankan: coop upgrade")
    try:
        server = waitress.create_server(app, host=host, port=port, threads=_THREADS, ident=None)
    except OSError:
        complain(
            "port_taken",
            f"Alamat {host}:{port} sudah dipakai. Pilih yang lain: --port 8001",
            "port",
        )
    click.echo(f"http://{host}:{server.effective_port}")
    sys.stdout.flush()
    server.run()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
def audit(as_json: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Check every book; exit 1 and a list when a check fails."""
    from coop_app.app.audit import audit_all

    with application(any_database=True):
        findings = audit_all()
    if as_json:
        emit({"findings": findings, "clean": not findings})
    elif not findings:
        click.echo("Semua pemeriksaan bersih.")
    else:
        for finding in findings:
            click.echo(
                f"{finding['book']}: {finding['check']}: {finding['message']} ({finding['where']})"
            )
    sys.exit(1 if findings else 0)
