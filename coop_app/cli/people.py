"""People who sign in, from the command line."""

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
    """Add an account to this installation's cooperative and print a one-time password."""
    from coop_app import clock
    from coop_app.auth import queries, service
    from coop_app.db import transaction
    from coop_app.refusal import NotFound

    with application():
        cooperative = queries.only_cooperative()
        if cooperative is None:
            raise NotFound
        new = service.NewUser(name, role, full_name)
        with transaction():
            _, password = service.add_user(
                new, cooperative_id=cooperative.id, by=None, now=clock.now()
            )
        click.echo(password)
