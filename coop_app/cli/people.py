"""People who sign in, from the command line."""

from datetime import datetime

import click

from coop_app.cli.output import application


@click.group()
def user() -> None:
    """People who sign in."""


@user.command()
@click.argument("name")
@click.option("--role", required=True, help="bendahara, ketua, pengawas, pelatih, anggota, …")
@click.option("--full-name", default="", help="The person's name, as it stands on papers.")
def add(name: str, role: str, full_name: str) -> None:
    """Add an account to this installation's cooperative and print a one-time password.

    On an empty database a cooperative is begun first; an officer completes its name in the program.
    """
    from coop_app import clock
    from coop_app.auth import service
    from coop_app.db import transaction

    with application():
        new = service.NewUser(name, role, full_name)
        with transaction():
            cooperative_id = _cooperative(clock.now())
            _, password = service.add_user(
                new, cooperative_id=cooperative_id, by=None, now=clock.now()
            )
        click.echo(password)


def _cooperative(now: datetime) -> int:
    from coop_app import clock
    from coop_app.app import first_start
    from coop_app.auth import queries, service
    from coop_app.refusal import NotFound

    if found := queries.only_cooperative():
        return found.id
    if queries.any_cooperative():
        raise NotFound
    opened_on = clock.today().replace(month=1, day=1)
    click.echo("Koperasi baru dimulai; lengkapi namanya di menu Koperasi kita.", err=True)
    new = service.NewCooperative(name="Koperasi", book_year_start_month=opened_on.month)
    return first_start.open_cooperative(new, opened_on=opened_on, now=now)
